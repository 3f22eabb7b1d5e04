/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Turning a knob: the next higher or lower value of a key, as text. Knows how values are written,
 * nothing of screens.
 */
#ifndef TUI_KNOB_H
#define TUI_KNOB_H

#include <stdbool.h>
#include <stddef.h>

#include "models/keys.h"

#define KNOB_TEXT 256

/* Whether the key is one to turn while a day goes on: a number, a duration, a choice. */
bool knob_exists(const struct key *key);

/*
 * The value one step up (direction 1) or down (-1) from the present one: whole numbers by one,
 * shares by ten points, durations and other numbers by a tenth, words to the next word, sets of
 * words one word more or less. False where there is none: it says why in `value`.
 */
bool knob_turn(const struct key *key, enum theme theme, const char *present, int direction,
               char value[KNOB_TEXT]);

#endif
