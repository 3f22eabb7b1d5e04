/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The picture of a sensitivity: for a measure of a variant a tornado, the strongest parameter at
 * the top. Knows what the picture shows, not how it is drawn.
 */
#ifndef REPORT_SENSITIVITY_CHART_H
#define REPORT_SENSITIVITY_CHART_H

#include "lab/sensitivity.h"
#include "report/chart.h"

/* A chart with the memory it points to. */
struct sensitivity_chart {
    struct chart chart;
    double *numbers;
    struct chart_series series[SIDES];
    char names[SIDES][40];
    char **rows;
    size_t row_count;
    struct chart_line line; /* what the measure is without a change */
    char line_label[100];
    char *title, *note;
};

/*
 * The measure by its place in the list; at most so many rows. False when out of memory; else to be
 * freed with sensitivity_chart_free.
 */
bool sensitivity_chart_of(struct sensitivity_chart *made, const struct sensitivity *s,
                          size_t variant, size_t measure, size_t most);
void sensitivity_chart_free(struct sensitivity_chart *made);

#endif
