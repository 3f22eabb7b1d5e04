/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `theory` prints for programs: theory beside simulation, as JSON and as CSV. */
#ifndef REPORT_THEORY_DATA_H
#define REPORT_THEORY_DATA_H

#include <jansson.h>
#include <stdio.h>

#include "lab/experiment.h"

/* An object to be given back with json_decref; NULL when out of memory. */
json_t *theory_json(const struct result *result);

/*
 * A line for each number: of a station (number, kept, load, per_hour, use), of a measure, of the
 * gain. What is not known or not simulated is empty.
 */
void theory_csv_write(FILE *to, const struct result *result);

#endif
