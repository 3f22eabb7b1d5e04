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
#include "report/text.h"

/* What is shown of a sweep: measures, by measure_at's index. */
struct sweep_shown {
    const size_t *measures;
    size_t count;
};

/* Curves (or heat maps), figures, and what they show. False when out of memory. */
bool sweep_table_write(FILE *to, const struct sweep *sweep, const struct sweep_shown *shown,
                       const struct style *style);

/* A row for each point, variant and measure (all measures). */
void sweep_csv_write(FILE *to, const struct sweep *sweep);

/* The same as an object, to be given back with json_decref; NULL when out of memory. */
json_t *sweep_json(const struct sweep *sweep);

#endif
