/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys that mean the same in every view, and what they do. Knows nothing of drawing.
 */
#ifndef TUI_COMMANDS_H
#define TUI_COMMANDS_H

#include "tui/canvas.h"
#include "tui/views.h"

/* For the bar of keys and for help; ends with a key of NULL. */
extern const struct key_help common_keys[];

/*
 * Deals with one key or click: first the dialog, then the view, then the common keys. A click on a
 * hot place of the picture, as last drawn, counts as the place's key.
 */
void command_press(struct app *app, const struct picture *picture, struct press press);

#endif
