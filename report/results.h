/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a store holds, written down: for people, as CSV, as JSON, as a picture. Knows nothing of
 * files.
 */
#ifndef REPORT_RESULTS_H
#define REPORT_RESULTS_H

#include <jansson.h>
#include <stdio.h>

#include "lab/store_contents.h"
#include "report/chart.h"
#include "report/text.h"

/* What is shown: measures, by their places in the store. */
struct results_shown {
    const size_t *measures;
    size_t count;
    bool chosen; /* show all of them, even where they do not fit */
};

/* What the store is of, and a row a point. False when out of memory. */
bool results_table_write(FILE *to, const struct store_contents *contents, const char *name,
                         const struct results_shown *shown, const struct style *style);

/* A row for each point and measure that has a value there. */
void results_csv_write(FILE *to, const struct store_contents *contents,
                       const struct results_shown *shown);

/* A row for each day, with a column for each measure: the columns' names, and a row. */
void results_days_header(FILE *to, const struct store_contents *contents,
                         const struct results_shown *shown);
void results_days_row(FILE *to, const struct store_contents *contents,
                      const struct results_shown *shown, size_t point, uint32_t replication,
                      const double *values);

/* All of it as an object, to be given back with json_decref; NULL when out of memory. */
json_t *results_json(const struct store_contents *contents, const struct results_shown *shown);

/* A picture of a measure with the memory it points to. */
struct results_chart {
    struct chart chart;
    double *numbers;
    struct chart_series *series;
    char **rows;
    size_t row_count;
    char *title, *note;
};

/*
 * Curves, one a variant, where one key was varied and its values are numbers; else a bar a point.
 * False when out of memory; else to be freed with results_chart_free.
 */
bool results_chart_of(struct results_chart *made, const struct store_contents *contents,
                      size_t measure);
void results_chart_free(struct results_chart *made);

#endif
