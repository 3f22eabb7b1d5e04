/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who remembers what simulated days came to, so that none is simulated twice: a table of functions,
 * called one at a time. Knows nothing of how, or where, anything is kept.
 */
#ifndef LAB_KEEPER_H
#define LAB_KEEPER_H

#include <stdbool.h>
#include <stdint.h>

#include "models/world.h"

struct keeper {
    void *memory; /* handed to each function */
    /*
     * A number for the world, the same whenever the same world is asked for. False: there is none,
     * and the keeper knows why.
     */
    bool (*enroll)(void *memory, const struct world *world, uint64_t *system);
    /* The measure_count() values of a replication (from 0); false: they are not remembered. */
    bool (*recall)(void *memory, uint64_t system, uint32_t replication, double *values);
    /* False: they could not be kept, and the keeper knows why. */
    bool (*keep)(void *memory, uint64_t system, uint32_t replication, const double *values);
};

#endif
