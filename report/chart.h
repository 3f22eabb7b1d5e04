/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a picture shows, as plain data, for several ways to draw it: chart_svg.c, png.c,
 * chart_text.c. Whoever fills it in owns everything it points to. Zero is a sensible default for
 * every member. Knows nothing of how it is drawn.
 *
 *   double cooks[] = {1, 2, 4, 8}, mean[] = {...}, low[] = {...}, high[] = {...};
 *   struct chart_series series = {.name = "Apach' Hut", .count = 4, .x = cooks, .y = mean,
 *                                 .low = low, .high = high};
 *   struct chart chart = {.kind = CHART_LINES, .title = "Delivered orders",
 *                         .x = {.label = "cooks"}, .y = {.label = "orders", .unit = "1/s"},
 *                         .series = &series, .series_count = 1};
 *   chart_write_text(stdout, &chart, &style, 24);
 */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "models/theme.h"
#include "report/palette.h"
#include "report/text.h"

enum chart_kind {
    CHART_LINES,     /* series of (x, y), with a band from low to high where there is one */
    CHART_BARS,      /* rows side by side; a bar y for each series, with a whisker low to high */
    CHART_STACKED,   /* rows; each series' y a part of the row's bar, in their order */
    CHART_HEAT,      /* cells of columns x rows, the value as depth of colour */
    CHART_HISTOGRAM, /* series[0]: bars of height y[i] from x[i] to x[i + 1]; the others: curves */
    CHART_TORNADO,   /* rows; series[0] and [1]: what y becomes when a thing is less and more */
    CHART_GANTT      /* lanes of intervals, each in a state */
};

/*
 * Values are given in a measure's unit ("s", "1/s", "count", "share", "bytes", "currency") and
 * shown in one of fitting size: min, /h, %, MiB. "clock" is seconds since midnight, shown as the
 * time of day. Any other text, or NULL, is shown as it stands.
 */
struct chart_axis {
    const char *label; /* without the unit; or NULL */
    const char *unit;
    bool log;           /* values of 0 and below are then not shown */
    double least, most; /* shown from here to there; both 0: as far as the data go */
};

/*
 * A value of NAN is a gap: the line is interrupted there, the bar is missing. For bars x is unused.
 */
struct chart_series {
    const char *name; /* for the legend; NULL: not in it */
    size_t count;     /* values in y */
    const double *x, *y;
    const double *low, *high; /* both or neither */
    bool curve;               /* a formula, not observed: a thinner line without marks */
    bool like_before;         /* in the colour of the series before: the fit to its points */
};

/* A line across the picture: a target, a limit, a knee. */
struct chart_line {
    bool upright; /* at an x, from bottom to top; else at a y */
    double at;
    const char *label;
};

/* Gantt: what goes on from one time to another (in the unit of x). */
struct chart_interval {
    double from, to;
    uint32_t state; /* index into states */
    uint32_t order; /* is written into it where there is room; 0: nothing */
};

/* So many lanes are drawn one by one; of more, some share a row that shows them together. */
#define CHART_LANES_MOST 48

struct chart_lane {
    const char *name;
    const char *section; /* a heading above the first of successive lanes with the same text */
    size_t count;
    const struct chart_interval *intervals; /* in the order of time, not overlapping */
};

/* A state of a lane. */
struct chart_state {
    const char *label;
    enum hue hue;
    enum hatch hatch;
    const char *unicode, *ascii; /* a cell of text, one column wide */
};

struct chart {
    enum chart_kind kind;
    const char *title;
    const char *about; /* a sentence or two: what one sees, for those who cannot see it; or NULL */
    const char *note;  /* below the picture: how it came about, what to think of; or NULL */
    enum theme theme;
    const char *currency;
    struct chart_axis x, y; /* of bars and tornado: y is the axis of values */
    struct chart_axis z;    /* heat map: of the cells */

    size_t series_count;
    const struct chart_series *series;
    size_t line_count;
    const struct chart_line *lines;

    size_t row_count; /* bars, stacked, tornado: one name a row; heat map: see y */
    const char *const *rows;
    double base; /* tornado: the value when nothing is changed */

    /* Heat map: cells[row * column_count + column]; rows from the bottom up. */
    size_t column_count;
    const char *const *columns; /* names of the columns, as `rows` are the rows' */
    const double *cells;

    size_t lane_count, state_count;
    const struct chart_lane *lanes;
    const struct chart_state *states;
};

/* For whom a picture is drawn: CHART_AUTO follows what the reader prefers, where it can be known.
 */
enum chart_ground { CHART_AUTO, CHART_LIGHT, CHART_DARK };

struct chart_look {
    unsigned width, height; /* pixels; 0: as fits the kind and what there is to show */
    enum chart_ground ground;
    const char *id; /* begins every id in the file, for several pictures in one page; or NULL */
};

/*
 * Writes the chart as an SVG file: the same bytes for the same chart, on every machine and in every
 * locale. False when memory runs out; whether all could be written is left to whoever closes the
 * file. `look` may be NULL.
 */
bool chart_write_svg(FILE *to, const struct chart *chart, const struct chart_look *look);

/*
 * Writes the chart for a terminal, style->width columns wide (at least 40) and so many lines high
 * with title, axes and legend (0: as fits, else at least 10), so far as the kind lets one choose.
 * False when memory runs out.
 */
bool chart_write_text(FILE *to, const struct chart *chart, const struct style *style,
                      unsigned height);

#endif
