/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The caption: what matters now, in one plain sentence. Knows the words of both themes, not where
 * the sentence is shown.
 */
#ifndef TUI_NARRATE_H
#define TUI_NARRATE_H

#include <stddef.h>

#include "tui/app.h"

/*
 * Writes the sentences for the present instant. Returns a number for the situation: as long as it
 * stays the same, only figures in them have changed.
 */
unsigned narrate(const struct app *app, char *text, size_t size);

#endif
