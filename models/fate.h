/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fate (MODEL section 5): everything random about an order is a function of seed, replication,
 * order number and step alone. Knows which steps there are, not when they happen.
 */
#ifndef MODELS_FATE_H
#define MODELS_FATE_H

#include "models/world.h"

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

/* The recipe of an order, by the shares. */
uint32_t fate_recipe(const struct world *world, uint32_t replication, uint32_t order);

#endif
