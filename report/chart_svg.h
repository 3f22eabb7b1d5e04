/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files that draw charts as SVG share, and nobody else: chart_svg.c sets up the frame
 * (title, legend, axes, note), the others fill the plot inside of it.
 */
#ifndef REPORT_CHART_SVG_H
#define REPORT_CHART_SVG_H

#include "report/chart_data.h"
#include "report/svg.h"

/* Room for a label that was cut to fit. */
#define SVG_LABEL_ROOM 256

struct frame {
    struct svg svg;
    const struct chart *chart;
    double width, height;            /* of the picture */
    double left, top, right, bottom; /* of the plot within it */
    double names;                    /* where the rows' names end; 0: at the left of the plot */
    double plot_height;              /* wished for */
    struct ticks x, y;               /* where an axis has no numbers, count is 0 */
    const struct chart_axis *x_axis; /* that is at the bottom: for bars, that of values */
    const struct chart_axis *y_axis; /* NULL: names instead of numbers */
    struct chart_state *fills;       /* how areas are filled: of the states, or of the series */
    size_t fill_count;
    struct chart_bands bands; /* Gantt */
    bool failed;              /* out of memory */
};

/*
 * How a kind is drawn. `measure` fills in the axes, the plot's height and its left margin; false
 * when out of memory.
 */
struct svg_drawing {
    bool (*measure)(struct frame *frame);
    void (*draw)(struct frame *frame);
};

extern const struct svg_drawing svg_lines, svg_histogram, svg_bars, svg_stacked, svg_tornado,
    svg_heat, svg_gantt;

/* From values to pixels. */
double frame_x(const struct frame *frame, double value);
double frame_y(const struct frame *frame, double value);

/* Places the ticks of the axis at the bottom, for the width that is left. */
void frame_place_x(struct frame *frame, struct extent extent, bool round);

/* How much room the names of rows need at most. */
double frame_names_width(const struct frame *frame, const char *const *names, size_t count);

/* A name that ends at the left of the plot, its middle at y. */
void frame_name(struct frame *frame, double y, const char *name);

/* The chart's upright lines and its level ones, with their labels. */
void frame_lines(struct frame *frame);

#endif
