/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Selections among systems whose true means are known, made again and again with other luck
 * (macro-replications), to count how often they are right.
 */
#ifndef TESTS_LAB_SYNTHETIC_H
#define TESTS_LAB_SYNTHETIC_H

#include <stddef.h>
#include <stdint.h>

#include "lab/selection.h"

#define SYNTHETIC_TARGETS_MOST 3

/* A system: normal excesses and a normal cost, with what all systems share of a replication. */
struct synthetic {
    double excess[SYNTHETIC_TARGETS_MOST]; /* true means */
    double sd;                             /* of each excess */
    double cost, cost_sd;
};

struct synthetic_world {
    size_t systems, targets;
    const struct synthetic *system;
    double shared; /* correlation between systems (common random numbers), 0 to 1 */
};

/*
 * Makes one selection with the seed; up to `delay` replications are asked for before the first of
 * them is told. False when out of memory; else the selection is to be freed.
 */
bool synthetic_select(struct selection *selection, const struct selection_design *design,
                      const struct synthetic_world *world, uint64_t seed, size_t delay);

/* Whether the answer is one with no cheaper one that meets with room to spare, and in tolerance. */
bool synthetic_right(const struct selection *selection, const struct selection_design *design,
                     const struct synthetic_world *world);

/* In what part of so many selections it is. */
double synthetic_part_right(const struct selection_design *design,
                            const struct synthetic_world *world, unsigned selections,
                            double *replications);

#endif
