/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The caption: what matters now, in plain words, and when to say something else. A sentence stays
 * long enough to be read: worse news comes at once, better news when it has lasted. Knows the words
 * of both themes, not where the sentences are shown.
 */
#ifndef TUI_NARRATE_H
#define TUI_NARRATE_H

#include <stddef.h>

#include "tui/app.h"

/*
 * Figures, or round words ("most cooks") where a sentence lasts longer than its figures would be
 * true: while the day goes on.
 */
enum figures { FIGURES_EXACT, FIGURES_ROUND };

/* What is to be said of the present instant. */
void narrate(const struct app *app, enum figures figures, struct caption *caption);

/*
 * Hears what could be said now, after so much time of any kind, and decides whether to say it: what
 * is to be read lasts `lasting`. True: another situation than before is told.
 */
bool narrator_hear(struct narrator *narrator, const struct caption *fresh, int64_t elapsed,
                   int64_t lasting);

/* The same for the app's own narrator, in real time (ns); the day had come to `before` then. */
void narrate_on(struct app *app, sim_time before, int64_t elapsed);

/*
 * The caption as one line of at most so many columns: the kitchen that needs most attention first,
 * in fewer and fewer words until it fits; the other one where there is room for it.
 */
void caption_line(const struct caption *caption, unsigned columns, char *text, size_t size);

/* The same for one of the kitchens by itself; "" where there is nothing to say of it. */
void caption_of_side(const struct caption *caption, size_t side, unsigned columns, char *text,
                     size_t size);

#endif
