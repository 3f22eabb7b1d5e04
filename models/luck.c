/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Luck: how much longer than expected the lengths were that a day drew for its orders. Whether a
 * length is drawn depends only on what happened before, so that drawn less expected adds up to 0 on
 * average over all days, whatever the policy makes of them and whenever a day ends (optional
 * stopping; Doob 1953). A day on which it is not 0 was a lucky or an unlucky one, and whoever knows
 * by how much can allow for it. Knows nothing of who does.
 */
#include <math.h>
#include <stdlib.h>

#include "models/kitchen_state.h"

static double expected_of(const struct sim_dist *dist)
{
    return sim_dist_mean(dist) * 1e9;
}

static bool room_for_recipes(struct kitchen *k)
{
    size_t recipes = k->world->recipe_count;
    if (recipes > k->expected_room) {
        double *grown = realloc(k->expected_prep, 2 * recipes * sizeof *grown);
        if (!grown)
            return false;
        k->expected_prep = grown;
        k->expected_room = recipes;
    }
    k->expected_bake = k->expected_prep + k->expected_room;
    return true;
}

bool luck_begins(struct kitchen *k)
{
    const struct world *w = k->world;
    if (!room_for_recipes(k))
        return false;
    k->expected[LUCK_CALL] = expected_of(&w->call);
    k->expected[LUCK_SWITCH] = expected_of(&w->swtch);
    k->expected[LUCK_FETCH] = expected_of(&w->fetch);
    k->expected[LUCK_BOX] = expected_of(&w->box);
    k->expected[LUCK_RIDE] = expected_of(&w->ride);
    k->expected_back = expected_of(&w->back);
    for (size_t n = 0; n < w->recipe_count; n++) {
        k->expected_prep[n] = expected_of(&w->recipes[n].prep);
        k->expected_bake[n] = expected_of(&w->recipes[n].bake);
    }
    return true;
}

/* The mean of the recipes' variances, by their shares; which recipe it is is another matter. */
static double recipes_variance(const struct world *world, bool bake)
{
    double sum = 0, shares = 0;
    for (size_t n = 0; n < world->recipe_count; n++) {
        const struct recipe *recipe = &world->recipes[n];
        if (recipe->share > 0)
            sum += recipe->share * sim_dist_variance(bake ? &recipe->bake : &recipe->prep);
        shares += recipe->share;
    }
    return shares > 0 ? sum / shares : 0;
}

/* Couriers who are unlimited are not waited for until they are back. */
static double way_variance(const struct world *world)
{
    double ride = sim_dist_variance(&world->ride);
    return world->back_is_ride ? ride : ride + sim_dist_variance(&world->back);
}

double luck_variance(const struct world *w, enum luck luck)
{
    double variance = 0;
    switch (luck) {
    case LUCK_CALL:
        variance = sim_dist_variance(&w->call);
        break;
    case LUCK_SWITCH:
        variance = WORKS * sim_dist_variance(&w->swtch);
        break;
    case LUCK_FETCH:
        variance = sim_dist_variance(&w->fetch);
        break;
    case LUCK_PREP:
        variance = recipes_variance(w, false);
        break;
    case LUCK_BAKE:
        variance = recipes_variance(w, true);
        break;
    case LUCK_BOX:
        variance = sim_dist_variance(&w->box);
        break;
    case LUCK_RIDE:
        variance = way_variance(w);
        break;
    case LUCKS:
        break;
    }
    return isfinite(variance) ? variance : 0;
}
