/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See fate.h. */
#include "models/fate.h"

#include "sim/random.h"

uint32_t fate_recipe(const struct world *world, uint32_t replication, uint32_t order)
{
    if (world->recipe_count == 1)
        return 0;
    const struct sim_place place = {
        .seed = world->seed, .replication = replication, .subject = order, .purpose = FATE_RECIPE};
    struct sim_random random;
    sim_random_at(&random, &place);
    double total = 0;
    for (size_t i = 0; i < world->recipe_count; i++)
        total += world->recipes[i].share;
    double left = sim_random_unit(&random) * total;
    uint32_t last = 0; /* rounding must not pick a recipe that is never sold */
    for (uint32_t i = 0; i < world->recipe_count; i++) {
        if (world->recipes[i].share <= 0)
            continue;
        last = i;
        left -= world->recipes[i].share;
        if (left < 0)
            break;
    }
    return last;
}
