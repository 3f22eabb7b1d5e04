/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A day that can be watched as a film is: forward, back, stopped, and with another world from an
 * instant on. Going back means simulating again from the beginning with the same changes at the
 * same instants, so that whoever goes back and forward sees the same as who goes straight. Knows
 * nothing of screens.
 */
#ifndef LAB_PLAYBACK_H
#define LAB_PLAYBACK_H

#include "lab/scene.h"
#include "models/scenario.h"
#include "models/view.h"

struct playback;

/* What was changed, and when. */
struct playback_change {
    sim_time at;
    const char *key;   /* as in a scenario of the theme; NULL: somebody called from outside */
    const char *value; /* as it would be written; NULL with a key of NULL */
    uint32_t order;    /* of a call from outside: the order's number */
};

/*
 * A day of a variant, at instant 0. The scenario must outlive it. NULL when out of memory. Free
 * with playback_free.
 */
struct playback *playback_new(const struct scenario *scenario, size_t variant,
                              uint32_t replication);
void playback_free(struct playback *playback);

/* The present instant, and the next at which something happens (SIM_NEVER: the day is over). */
sim_time playback_now(const struct playback *playback);
sim_time playback_next(struct playback *playback);

/* Goes to an instant, forward or back, after all that happens at it. False when out of memory. */
bool playback_go(struct playback *playback, sim_time at);

/* Begins another day: the same world and changes, other callers. False when out of memory. */
bool playback_another_day(struct playback *playback, uint32_t replication);
uint32_t playback_replication(const struct playback *playback);

/*
 * From the present instant on the key has another value; changes made at later instants stay.
 * False, with the reason in *complaints (free it in either case), when it cannot be.
 */
bool playback_set(struct playback *playback, const char *key, const char *value,
                  struct complaints *complaints);

/* Somebody from outside calls now. Returns the order's number, or 0 when out of memory. */
uint32_t playback_call(struct playback *playback);

/* Takes the change made last back. False when there is none, or out of memory. */
bool playback_undo(struct playback *playback);

/* The changes, in order of time. */
size_t playback_change_count(const struct playback *playback);
const struct playback_change *playback_change_at(const struct playback *playback, size_t index);

/* What has been seen up to now, and what is to be seen now. */
const struct scene *playback_scene(const struct playback *playback);
const struct kitchen *playback_kitchen(const struct playback *playback);
const struct world *playback_world(const struct playback *playback);

/* Every measure of the day so far into values[measure_count()]. False when out of memory. */
bool playback_measures(struct playback *playback, double *values);

#endif
