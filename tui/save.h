/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was tried in the dashboard, as a scenario file that `pizzeria run` reads: the two variants
 * that are shown, each with what was changed in it. A change of staff at an instant becomes a shift
 * plan; whatever else was changed while the day went on holds from opening on, and a comment tells
 * when it was changed and what it was before. Knows nothing of drawing.
 */
#ifndef TUI_SAVE_H
#define TUI_SAVE_H

#include <stdio.h>

#include "tui/app.h"

/*
 * Writes the file's text. `folder` is the one in which it will be: data files that lie elsewhere
 * get their whole path. False when out of memory, or when the changes do not go together.
 */
bool save_write(const struct app *app, const char *folder, FILE *to);

/* A name that is free, after that of the scenario: "lunch-rush-what-if.yaml". */
void save_name(const struct app *app, char name[DIALOG_INPUT]);

/* Asks for a name and saves; says what came of it. */
void save_ask(struct app *app);

#endif
