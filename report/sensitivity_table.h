/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sensitivity for people: for each measure and variant a tornado, the figures, and in words what
 * is not established, what changes nothing and what was left out. Knows nothing of files.
 */
#ifndef REPORT_SENSITIVITY_TABLE_H
#define REPORT_SENSITIVITY_TABLE_H

#include <stdio.h>

#include "lab/sensitivity.h"
#include "report/text.h"

/* False when out of memory. */
bool sensitivity_table_write(FILE *to, const struct sensitivity *s, const struct style *style);

#endif
