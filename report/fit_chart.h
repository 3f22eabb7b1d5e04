/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pictures of fitted distributions: the histogram of what was observed with the curves of the
 * first fits, and the quantiles of both against each other. Knows what a picture shows, not how it
 * is drawn.
 */
#ifndef REPORT_FIT_CHART_H
#define REPORT_FIT_CHART_H

#include "lab/fit.h"
#include "report/chart.h"

/* So many fits are drawn. */
#define FIT_CHART_CURVES 3

/* A chart with the memory it points to. */
struct fit_chart {
    struct chart chart;
    struct chart_series series[FIT_CHART_CURVES + 1];
    double *numbers;
    char note[200];
};

/* False when out of memory; else to be freed with fit_chart_free. There must be a value. */
bool fit_chart_histogram(struct fit_chart *made, const struct fit_sample *sample,
                         const struct fits *fits, const char *title);
bool fit_chart_quantiles(struct fit_chart *made, const struct fit_sample *sample,
                         const struct fits *fits, const char *title);
void fit_chart_free(struct fit_chart *made);

#endif
