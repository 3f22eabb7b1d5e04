/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plan of rates for people (with the lines to paste, and what the tests mean) and for programs,
 * and its picture. Knows nothing of how it was found.
 */
#ifndef REPORT_RATES_TABLE_H
#define REPORT_RATES_TABLE_H

#include <jansson.h>

#include "lab/fit.h"
#include "lab/fit_rates.h"
#include "report/chart.h"
#include "report/text.h"

struct rates_report {
    const char *path;
    enum theme theme;
    double opens; /* the clock time of time 0, in seconds since midnight */
    bool by_clock, window_given;
    size_t outside, unreadable; /* left out */
    const struct fit_calls *calls;
    const struct fit_plan *plan;
    const struct fit *gaps; /* the fit of the times between calls, or NULL */
};

/* "{11:00: 24 per hour, 12:00: 48 per hour}", or a single rate. */
void rates_phrase_write(FILE *to, const struct fit_plan *plan, double opens);

bool rates_table_write(FILE *to, const struct rates_report *report, const struct style *style);
void rates_csv_write(FILE *to, const struct rates_report *report);
json_t *rates_json(const struct rates_report *report);

/* The picture: how many came in each interval, and the plan. */
struct rates_chart {
    struct chart chart;
    struct chart_series series[2];
    double numbers[2 * FIT_CELLS_MOST + 1 + 4 * FIT_PIECES_MOST];
    char note[160];
};

void rates_chart_of(struct rates_chart *made, const struct rates_report *report);

#endif
