/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files that draw charts as text share, and nobody else: chart_text.c writes title,
 * legend and note, and sets up a sheet for the plot with its axes; the others fill it.
 */
#ifndef REPORT_CHART_TEXT_H
#define REPORT_CHART_TEXT_H

#include "report/chart_data.h"
#include "report/sheet.h"

/* Room for a label that was cut to fit. */
#define TEXT_LABEL_ROOM 256

struct board {
    struct sheet sheet;
    const struct chart *chart;
    const struct style *style;
    long left, right, top, bottom; /* of the plot: right and bottom are just outside */
    long names;                    /* where the rows' names end; 0: at the left of the plot */
    bool edges;                    /* columns are drawn from a value to another, not at values */
    struct ticks x, y;
    const struct chart_axis *x_axis; /* as in chart_svg.h */
    const struct chart_axis *y_axis;
};

/*
 * How a kind is drawn. `rows` says how many of so many lines (0: any number) it takes, or 0 for
 * all, and fills in the axes and the left margin; `draw` draws it, false when out of memory.
 */
struct text_drawing {
    unsigned (*rows)(struct board *board, unsigned most);
    bool (*draw)(struct board *board);
};

extern const struct text_drawing text_lines, text_histogram, text_bars, text_stacked, text_heat,
    text_gantt;

/* From values to columns and rows; LONG_MIN where there is none. */
long board_column(const struct board *board, double value);
long board_row(const struct board *board, double value);

/* Places the ticks of the axis at the bottom, for the width that is left. */
void board_place_x(struct board *board, struct extent extent, bool round);

/* The columns that the longest of some names takes, at most a third of all. */
long board_names_width(const struct board *board, const char *const *names, size_t count);

/* A name that ends before the plot. */
void board_name(struct board *board, long row, const char *name);

/* How a series' marks, bars and letters are written. */
const char *board_mark(const struct board *board, const struct series_look *look);
const char *board_fill(const struct board *board, size_t series);
unsigned board_fill_ink(const struct board *board, size_t series);
/* What an upright line is made of. */
const char *board_across(const struct board *board);

const char *board_state(const struct board *board, const struct chart_state *state);

#endif
