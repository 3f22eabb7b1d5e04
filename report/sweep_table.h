/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sweep for people and for programs: curves and tables in the terminal with what they show in
 * words, CSV, JSON. Knows nothing of files.
 */
#ifndef REPORT_SWEEP_TABLE_H
#define REPORT_SWEEP_TABLE_H

#include <jansson.h>
#include <stdio.h>

#include "lab/sweep.h"
#include "report/sweep_words.h"
#include "report/text.h"

/* Curves (or heat maps), figures, and what they show. False when out of memory. */
bool sweep_table_write(FILE *to, const struct sweep *sweep, const struct sweep_shown *shown,
                       const struct style *style);

/*
 * A row for each sweep, point, variant and measure (all measures), with a column for each key; of
 * several sweeps the cells of keys that a sweep does not vary are empty.
 */
void sweep_csv_write(FILE *to, const struct sweep *sweeps, size_t count);

/* One sweep as an object, to be given back with json_decref; NULL when out of memory. */
json_t *sweep_json(const struct sweep *sweep);

#endif
