/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pictures of a sweep: for one key a curve a variant with its confidence band (bars where the
 * values are words), for two keys a heat map for each variant. Knows what a picture shows, not how
 * it is drawn.
 */
#ifndef REPORT_SWEEP_CHART_H
#define REPORT_SWEEP_CHART_H

#include "lab/sweep.h"
#include "report/chart.h"

/* A chart with the memory it points to. */
struct sweep_chart {
    struct chart chart;
    double *numbers;
    struct chart_series *series;
    char *title, *note;
};

/*
 * The picture of a measure; of one variant's for two keys, else of all. `with_law`: beside a
 * throughput that follows it, the law of scalability. False when out of memory; else to be freed
 * with sweep_chart_free.
 */
bool sweep_chart_of(struct sweep_chart *made, const struct sweep *sweep, size_t measure,
                    size_t variant, bool with_law);
void sweep_chart_free(struct sweep_chart *made);

#endif
