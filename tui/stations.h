/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The way of an order through one kitchen: a row for each station, who waits there on the left, who
 * serves on the right.
 */
#ifndef TUI_STATIONS_H
#define TUI_STATIONS_H

#include "tui/app.h"
#include "tui/canvas.h"

/*
 * Draws the stations that the scenario has, in one or two columns; returns the row after them.
 * *spare is where one more would have room in the last row, or is empty.
 */
int stations_draw(const struct app *app, const struct side *side, struct canvas canvas,
                  struct canvas *spare);

/* One row: how many orders are where, from the first call to the door. */
void stations_way(const struct app *app, const struct side *side, int y, struct canvas canvas);

#endif
