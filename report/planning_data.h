/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plan for programs, with everything that was tried. Knows nothing of tables.
 */
#ifndef REPORT_PLANNING_DATA_H
#define REPORT_PLANNING_DATA_H

#include <jansson.h>
#include <stdio.h>

#include "lab/planning.h"

/* A row for each variant, candidate and target. */
void planning_csv_write(FILE *to, const struct planning *plan);

/* The same as an object, with the answers, to be given back with json_decref; NULL when out of
 * memory. */
json_t *planning_json(const struct planning *plan);

#endif
