/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The caption: what matters now, in one plain sentence. Knows the words of both themes, not where
 * the sentence is shown.
 */
#ifndef TUI_NARRATE_H
#define TUI_NARRATE_H

#include <stddef.h>

#include "tui/app.h"

/* Writes the sentence for the present instant; "" when there is nothing to say. */
void narrate(const struct app *app, char *text, size_t size);

#endif
