/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the orders of a world ask for, as far as formulas need to know it: how often calls come, how
 * long one order takes at every step, and how many there are of whatever it takes. From the world
 * alone; knows nothing of what is simulated, or of what formulas make of it.
 */
#ifndef LAB_WORKLOAD_H
#define LAB_WORKLOAD_H

#include "lab/queue_time.h"
#include "models/policy.h"
#include "models/roster.h"
#include "models/world.h"

struct workload {
    const struct world *world;
    struct policy_rules rules; /* without a customer who holds nobody */

    double rate, rate_most;    /* first calls a second over the window: mean, highest */
    bool steady_calls;         /* the rate is the same all day */
    struct queue_time between; /* two calls, if it is; exponential: calls are Poisson */

    /* In s; over the recipes by their shares. Works with their switch, not stretched by crowding;
     * kitchen: all works, fetching and baking of one order. */
    struct queue_time call, fetch, bake, ride, back;
    struct queue_time works[WORKS], kitchen;

    bool steady_crews;              /* no shift plan changes */
    double agents, cooks, couriers; /* mean numbers over the window; INFINITY: unlimited */
    double cooks_most;              /* at any time; the same where no plan changes */
    double room;                    /* orders that fit into memory; INFINITY */
    bool stock;                     /* an ingredient that is needed is not unlimited */
};

void workload_of(struct workload *workload, const struct world *world);

/* All of an order that happens in the kitchen, with works that take so many times as long. */
struct queue_time workload_kitchen(const struct world *world, double stretch);

/* How many orders can be in flight at most; INFINITY. */
double workload_places(const struct workload *workload);

/* Whether two cooks get into each other's way. */
bool workload_crowded(const struct workload *workload);

#endif
