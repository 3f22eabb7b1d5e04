/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happens to an order, in the words of both themes, and whether it is waited for or worked on.
 * Knows nothing of where it is shown.
 */
#ifndef TUI_STORY_WORDS_H
#define TUI_STORY_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "lab/scene.h"
#include "models/theme.h"

/* What begins with an event: "waits for an oven place". */
void story_event(enum theme theme, const struct journal_entry *entry, char *text, size_t size);

/* Where an order is, in one word for a bar; what it waits for there ("an oven place"), or NULL. */
extern const char *const story_places[THEMES][PLACES];
extern const char *const story_waits[THEMES][PLACES];

/* An order there waits, and nobody does anything for it. */
bool story_is_wait(enum place place);

#endif
