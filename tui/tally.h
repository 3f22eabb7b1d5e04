/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What has come together in one kitchen so far, added up from a playback's scene as the day goes
 * on: time by state, and what is typical. Knows nothing of drawing.
 */
#ifndef TUI_TALLY_H
#define TUI_TALLY_H

#include <stdbool.h>
#include <stddef.h>

#include "lab/playback.h"
#include "sim/histogram.h"

struct tally {
    size_t changes, seen; /* of the playback's changes; of the scene's cooks' changes */
    sim_time now;
    uint32_t replication;
    uint8_t *states; /* of the cooks, by number */
    size_t room;
    int64_t cooks_in[COOK_STATES];
    double cook_seconds[COOK_STATES];
    double cost; /* of standing still, in the scenario's currency */

    struct sim_histogram times; /* of the deliveries */
    sim_time typical, unlucky;  /* median, and what 1 in 20 exceeds */
};

/* Brings it to the playback's present instant, from wherever it was. All-zero is a fine start. */
void tally_update(struct tally *tally, const struct playback *playback);
void tally_free(struct tally *tally);

/* Seconds of cooks' time in any of the waits. */
double tally_standing(const struct tally *tally);

static inline bool tally_is_wait(enum cook_state state)
{
    return state >= COOK_AT_WAREHOUSE && state <= COOK_AT_WORKTOP;
}

#endif
