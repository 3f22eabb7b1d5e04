/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An axis of time: which part of the day the columns of a picture stand for, and the line under it
 * with clock times, the present instant and what was changed when. Knows nothing of what is drawn
 * over it.
 */
#ifndef TUI_AXIS_H
#define TUI_AXIS_H

#include "tui/app.h"
#include "tui/canvas.h"

struct axis {
    sim_time from, length; /* of what is shown; length above 0 */
    int width;             /* columns, above 0 */
};

/* The instant at which a column begins, from 0 to width. */
sim_time axis_at(const struct axis *axis, int column);

/* The column that an instant falls into; below 0, or width and above, where it is not shown. */
int axis_column(const struct axis *axis, sim_time at);

/* Draws the line of times in one row of the canvas, whose columns are the axis'. */
void axis_draw(const struct axis *axis, const struct app *app, struct canvas canvas, int y);

/*
 * Draws a mark for every change in a kitchen (side >= side_count: in any) into one row; returns how
 * many are shown.
 */
int axis_draw_changes(const struct axis *axis, const struct app *app, size_t side,
                      struct canvas canvas, int y);

/* A time of the day, as exact as one needs it who counts in such steps. */
void axis_time(const struct app *app, sim_time at, sim_time step, char text[APP_TEXT]);

#endif
