/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fate (MODEL section 5): everything random about an order is a function of seed, replication,
 * order number and step alone. Knows which steps there are, not when they happen.
 */
#ifndef MODELS_FATE_H
#define MODELS_FATE_H

#include "models/world.h"
#include "sim/random.h"

/* What a random number is for. The values are part of the results: add at the end. */
enum fate {
    FATE_ARRIVAL, /* by the number of the call */
    FATE_RECIPE,
    FATE_CALL,
    FATE_PATIENCE,
    FATE_TRUCK,        /* by the number of the truck's visit */
    FATE_SWITCH_START, /* the switches in the order of enum work */
    FATE_SWITCH_PREP,
    FATE_SWITCH_BOX,
    FATE_FETCH,
    FATE_PREP,
    FATE_BAKE,
    FATE_BOX,
    FATE_RIDE,
    FATE_RETURN,
    FATE_REDIAL = 64 /* plus the number of the redial */
};

/* The length that the world gives to a step of an order, in ns. */
static inline sim_time fate_length(const struct world *world, uint32_t replication, uint32_t order,
                                   enum fate step, const struct sim_dist *dist)
{
    const struct sim_place place = {
        .seed = world->seed, .replication = replication, .subject = order, .purpose = step};
    return sim_dist_draw(dist, &place);
}

/*
 * The numbers of steps that orders come to one after the other: those of several orders are looked
 * up at a time, which costs little more than those of one. Only a store: what it gives is what
 * fate_length gives.
 */
enum { FATE_ROWS = FATE_CALL + 1 };

struct fate_rows {
    uint32_t first[FATE_ROWS]; /* the first order of each row; UINT32_MAX: none */
    uint64_t numbers[FATE_ROWS][SIM_RANDOM_ROW][2];
};

void fate_rows_clear(struct fate_rows *rows);

/* fate_length, for steps below FATE_ROWS. */
sim_time fate_length_in_turn(struct fate_rows *rows, const struct world *world,
                             uint32_t replication, uint32_t order, enum fate step,
                             const struct sim_dist *dist);

/* The recipe of an order, by the shares. */
uint32_t fate_recipe(struct fate_rows *rows, const struct world *world, uint32_t replication,
                     uint32_t order);

#endif
