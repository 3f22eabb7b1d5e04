/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is around a view: the header, the caption, the bar of keys, help, dialogs; and the keys that
 * mean the same in every view.
 */
#ifndef TUI_FRAME_H
#define TUI_FRAME_H

#include "tui/app.h"
#include "tui/canvas.h"
#include "tui/press.h"

#define SCREEN_LEAST_WIDTH 80
#define SCREEN_LEAST_HEIGHT 24

/* Draws everything. */
void frame_draw(const struct app *app, struct picture *picture);

/* The column of an axis of time over the whole day, `width` columns wide, in which an instant is.
 */
int frame_column(const struct app *app, sim_time at, int width);

/* The instant that a place of the picture stands for in the bar of the day; false: in none. */
bool frame_instant(const struct app *app, const struct picture *picture, int x, int y,
                   sim_time *at);

#endif
