/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plan for people: for each variant the answer in a sentence, a picture and a table of what was
 * tried; then the variants beside each other, and how sure all that is.
 */
#ifndef REPORT_PLANNING_TABLE_H
#define REPORT_PLANNING_TABLE_H

#include <stdio.h>

#include "lab/planning.h"
#include "report/text.h"

/* False when out of memory. */
bool planning_table_write(FILE *to, const struct planning *plan, const struct style *style);

#endif
