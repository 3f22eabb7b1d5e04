/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cooks of one kitchen: a row each with what he does and a strip of his last hour; where there
 * are more cooks than rows, groups and a picture of all of them.
 */
#ifndef TUI_CREW_H
#define TUI_CREW_H

#include "tui/app.h"
#include "tui/canvas.h"

void crew_draw(const struct app *app, const struct side *side, struct canvas canvas);

#endif
