/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The day told as lines of text, for screen readers, pipes and logs: what the caption of the
 * dashboard would say, when it changes, and the totals now and then. Knows nothing of terminals.
 */
#ifndef TUI_PLAIN_H
#define TUI_PLAIN_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>

#include "tui/app.h"

/* Real time for the teller: when it is, in ns, and letting so much of it pass. */
struct plain_clock {
    app_clock *now;
    void (*wait)(void *context, int64_t ns);
    void *context;
};

extern const struct plain_clock plain_real_clock;

/*
 * Tells the day from the app's present instant to its end, at the app's speed, and ends early when
 * `stop` (or NULL) becomes true or nobody reads any more. False when out of memory.
 */
bool plain_tell(struct app *app, FILE *to, const struct plain_clock *clock,
                const atomic_bool *stop);

#endif
