/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `sensitivity` writes for programs: every effect, as JSON and as CSV. */
#ifndef REPORT_SENSITIVITY_DATA_H
#define REPORT_SENSITIVITY_DATA_H

#include <jansson.h>
#include <stdio.h>

#include "lab/sensitivity.h"

/* An object to be given back with json_decref; NULL when out of memory. */
json_t *sensitivity_json(const struct sensitivity *s);

/*
 * A line for each variant, measure, parameter and side: sizes of the parameter, the measure without
 * the change, what the change adds. Where a side was left out it says why.
 */
void sensitivity_csv_write(FILE *to, const struct sensitivity *s);

#endif
