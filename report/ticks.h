/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where an axis has its ticks, and what they say: round numbers (P. S. Heckbert, "Nice numbers for
 * graph labels", 1990), which for times are those of clocks. Knows axes, not how they are drawn.
 */
#ifndef REPORT_TICKS_H
#define REPORT_TICKS_H

#include "report/chart.h"
#include "report/figures.h"

#define TICKS_MOST 32
#define TICK_ROOM 24

struct ticks {
    double from, to; /* the ends of the axis, in the data's unit */
    bool log;
    size_t count;
    double at[TICKS_MOST];
    char label[TICKS_MOST][TICK_ROOM]; /* with `unit` left out, or in them where that is "" */
    char unit[FIGURE_ROOM];            /* for the axis' title */
    double factor;                     /* shown = value * factor */
};

/* The values that an axis has to hold; empty where from > to. */
struct extent {
    double from, to;
    bool whole; /* all are whole numbers */
};

extern const struct extent extent_empty;

/* Makes it hold a value as well; what is not finite is passed over. */
void extent_add(struct extent *extent, double value);

/* How an axis is to be made. */
struct ticks_wish {
    unsigned most; /* steps between ticks, at least 1 */
    bool round;    /* the axis begins and ends at a tick */
    bool from_0;   /* it begins (or ends) at 0 if that is not far away */
    bool unicode;  /* "µs" may be written */
};

/* The ticks of an axis; every extent, even an empty one, has an axis. */
void ticks_place(struct ticks *ticks, const struct chart *chart, const struct chart_axis *axis,
                 struct extent extent, struct ticks_wish wish);

/* Where on the axis a value is: 0 at its beginning, 1 at its end; NAN where it cannot be shown. */
double ticks_position(const struct ticks *ticks, double value);

/* The axis' label and unit as one text: "waiting time (min)", "delivered (throughput), /h". */
void ticks_title(char *text, size_t room, const struct ticks *ticks, const struct chart_axis *axis);

#endif
