/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A level: a whole number that changes at instants (people in a line, cooks at work), and its
 * integral over time, kept exactly in 128 bits so that Little's law can be checked to the last
 * nanosecond. Knows nothing of what it counts.
 */
#ifndef SIM_LEVEL_H
#define SIM_LEVEL_H

#include "sim/clock.h"

/* value times nanoseconds; 2^128 is out of reach of any run. */
__extension__ typedef unsigned __int128 sim_area;

struct sim_level {
    int64_t value;  /* now; never negative */
    int64_t max;    /* the highest value that lasted any time since the last restart */
    sim_time since; /* when the value was last accounted for */
    sim_area area;  /* integral from the last restart to `since` */
};

/*
 * Accounts for the present value up to now. Without a branch: whether a level has changed at this
 * instant already is more than a processor can foresee.
 */
static inline void sim_level_flush(struct sim_level *level, sim_time now)
{
    sim_time lasted = now - level->since;
    int64_t value = lasted > 0 ? level->value : 0;
    level->area += (sim_area)(uint64_t)value * (uint64_t)lasted;
    level->max = value > level->max ? value : level->max;
    level->since = now;
}

static inline void sim_level_set(struct sim_level *level, sim_time now, int64_t value)
{
    sim_level_flush(level, now);
    level->value = value;
}

static inline void sim_level_add(struct sim_level *level, sim_time now, int64_t change)
{
    sim_level_flush(level, now);
    level->value += change;
}

/* Forgets the past: integral and highest value begin anew at now; the value stays. */
static inline void sim_level_restart(struct sim_level *level, sim_time now)
{
    level->max = 0;
    level->since = now;
    level->area = 0;
}

#endif
