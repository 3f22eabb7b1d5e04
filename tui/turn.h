/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What if: a key of the kitchens that are shown, turned up or down from this instant on, and what
 * is said about it. For every view that has keys for it. Knows nothing of drawing.
 */
#ifndef TUI_TURN_H
#define TUI_TURN_H

#include "tui/app.h"
#include "tui/knob.h"

/* What is in force in a kitchen, as text: of a shift plan the number of this moment. */
void turn_present(const struct app *app, size_t side, const struct key *key, char text[KNOB_TEXT]);

/*
 * One step up (direction 1) or down (-1), in one kitchen or (side >= side_count) in all; of a shift
 * plan the present shift and all later ones.
 */
void turn_key(struct app *app, size_t side, const struct key *key, int direction);

/* Sets it to what somebody typed. */
void turn_set(struct app *app, size_t side, const struct key *key, const char *value);

/* Takes the last change back, or says that there is none. */
void turn_back(struct app *app, size_t side);

#endif
