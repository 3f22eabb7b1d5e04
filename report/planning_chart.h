/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The picture of a plan: a target's measure over all that was tried, with the target as a line. For
 * one key a curve a variant; for two a map of each variant; for more, or where values are words,
 * bars. Knows what a picture shows, not how it is drawn.
 */
#ifndef REPORT_PLANNING_CHART_H
#define REPORT_PLANNING_CHART_H

#include "lab/planning.h"
#include "report/chart.h"

/* A chart with the memory it points to. */
struct planning_chart {
    struct chart chart;
    double *numbers;
    struct chart_series *series;
    struct chart_line *lines;
    char **labels; /* of lines, then of rows */
    size_t label_count;
    char *title, *note;
};

/* Whether a picture shows all variants, or each needs its own. */
bool planning_chart_of_all(const struct planning *plan);

/*
 * The picture of a target; of one variant unless it is of all. False when out of memory; else to be
 * freed with planning_chart_free.
 */
bool planning_chart_make(struct planning_chart *made, const struct planning *plan, size_t target,
                         size_t variant);
void planning_chart_free(struct planning_chart *made);

#endif
