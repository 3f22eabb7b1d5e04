/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See random_world.h. */
#include "tests/models/random_world.h"

#include <string.h>

#include "sim/random.h"

/* Where the decisions come from; not a place that the model itself draws at. */
static struct sim_random dice;

static int64_t roll(int64_t low, int64_t high)
{
    return low + (int64_t)(sim_random_unit(&dice) * (double)(high - low + 1));
}

static bool chance(double p)
{
    return sim_random_unit(&dice) < p;
}

static int64_t limit(double limited, int64_t low, int64_t high)
{
    return chance(limited) ? roll(low, high) : UNLIMITED;
}

/* A length of about so many minutes, of any kind, or nothing at all. */
static void length(struct sim_dist *dist, double minutes, double zero)
{
    double mean = 60 * minutes * (0.3 + 1.4 * sim_random_unit(&dice));
    sim_dist_constant(dist, 0);
    if (chance(zero))
        return;
    switch (roll(0, 5)) {
    case 0:
    case 1:
        sim_dist_constant(dist, roll(1, (int64_t)(2 * minutes) + 1) * SIM_MINUTE);
        break;
    case 2:
        sim_dist_exponential(dist, mean);
        break;
    case 3:
        sim_dist_gamma(dist, mean, 0.5);
        break;
    case 4:
        sim_dist_uniform(dist, 0, 2 * mean);
        break;
    default:
        sim_dist_lognormal(dist, mean, 1.5);
        break;
    }
}

static void plan(struct plan *made, struct shift *shifts, int64_t low, int64_t high, double limited)
{
    *made = (struct plan){1, shifts};
    shifts[0] = (struct shift){0, limit(limited, low, high)};
    if (shifts[0].number == UNLIMITED || !chance(0.4))
        return;
    made->count = (size_t)roll(2, 3);
    for (size_t n = 1; n < made->count; n++)
        shifts[n] = (struct shift){shifts[n - 1].from + roll(1, 40) * SIM_MINUTE,
                                   roll(chance(0.2) ? 0 : low, high)};
}

static void callers(struct random_world *made)
{
    struct world *w = &made->world;
    w->demand = 1;
    if (chance(0.3)) {
        w->arrivals.kind = ARRIVALS_RENEWAL;
        length(&w->arrivals.every, 3, 0);
    } else {
        w->arrivals = (struct arrivals){
            .kind = ARRIVALS_POISSON, .count = (size_t)roll(1, 3), .rates = made->rates};
        for (size_t n = 0; n < w->arrivals.count; n++)
            made->rates[n] = (struct rate){(sim_time)n * 20 * SIM_MINUTE,
                                           (double)roll(n == 1 ? 0 : 5, 60) / 3600};
    }
    length(&w->patience, 8, 0);
    if (chance(0.5))
        sim_dist_constant(&w->patience, FOREVER);
    w->lines = limit(0.5, 1, 6);
    w->redial_attempts = roll(0, 2);
    length(&w->redial_after, 5, 0.1);
}

static void warehouse(struct random_world *made)
{
    struct world *w = &made->world;
    w->clerks = limit(0.4, 1, 2);
    length(&w->fetch, 2, 0.3);
    w->ingredient_count = (size_t)roll(0, 2);
    w->ingredients = made->ingredients;
    for (size_t n = 0; n < w->ingredient_count; n++)
        made->ingredients[n] = (struct ingredient){"?", roll(2, 12)};
    w->recipe_count = (size_t)roll(1, 2);
    w->recipes = made->recipes;
    for (size_t r = 0; r < w->recipe_count; r++) {
        made->recipes[r] = (struct recipe){.name = "?", .share = (double)roll(1, 3)};
        made->recipes[r].needs = made->needs[r];
        for (size_t n = 0; n < w->ingredient_count; n++)
            made->needs[r][n] = roll(0, 2);
        length(&made->recipes[r].prep, 8, 0.1);
        length(&made->recipes[r].bake, 15, 0.1);
    }
    w->truck = w->truck_again = chance(0.8);
    length(&w->restock_first, 20, 0.1);
    length(&w->restock_every, 30, 0);
}

static void kitchen(struct random_world *made)
{
    struct world *w = &made->world;
    w->policy = (enum policy)roll(0, POLICIES - 1);
    plan(&w->cooks, made->shifts[0], 1, 5, w->policy == POLICY_COOK_PER_ORDER ? 0.5 : 1);
    w->worktops = limit(0.4, 1, 3);
    w->sharing = chance(0.4) ? SHARING_EVEN : SHARING_FIFO;
    length(&w->box, 2, 0.3);
    length(&w->swtch, 1, 0.5);
    w->next = chance(0.5) ? NEXT_FIFO : NEXT_FINISH_FIRST;
    w->loop = chance(0.5) ? LOOP_SHARED : LOOP_PER_COOK;
    w->in_flight = limit(0.3, 1, 12);
    w->blocking = chance(0.5) ? (unsigned)roll(0, 15) : 0;
    for (int n = 0; n < WORKS; n++)
        w->stages[n] = roll(1, 3);
    if (chance(0.3)) {
        w->contention = 0.2 * sim_random_unit(&dice);
        w->coherency = 0.02 * sim_random_unit(&dice);
    }
    w->memory_per_cook = roll(0, 3);
    w->memory_per_order = roll(0, 2);
    w->memory_total = limit(0.3, 3 * 9 + 2, 60);
}

void random_world(struct random_world *made, uint64_t seed)
{
    memset(made, 0, sizeof *made);
    sim_random_at(&dice, &(struct sim_place){.seed = seed, .purpose = UINT32_MAX});
    struct world *w = &made->world;
    w->seed = seed;
    w->hours = roll(20, 120) * SIM_MINUTE;
    w->warmup = chance(0.3) ? roll(1, 19) * SIM_MINUTE : 0;
    w->closing = chance(0.2) ? CLOSING_STOP : CLOSING_FINISH;
    callers(made);
    plan(&w->agents, made->shifts[1], 1, 4, 0.7);
    length(&w->call, 4, 0.1);
    w->rail = limit(0.6, 0, 3);
    kitchen(made);
    warehouse(made);
    w->ovens = limit(0.6, 1, 4);
    plan(&w->couriers, made->shifts[2], 1, 4, 0.6);
    length(&w->ride, 10, 0.1);
    length(&w->back, 8, 0.1);
    w->back_is_ride = chance(0.3);
    w->late_after = SIM_NEVER;
}
