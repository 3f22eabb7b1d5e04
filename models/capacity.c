/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Warnings of more work than can be done: the operational bounds of a queueing network (Denning and
 * Buzen 1978). What comes is compared with what each resource could do if it never stood still. A
 * kitchen that turns callers away when it is full may be overloaded on purpose; one in which orders
 * only pile up is not. Knows nothing of how values are written.
 */
#include <math.h>

#include "models/check.h"
#include "models/roster.h"

/* What an order takes of everything, in seconds, on average over the recipes. */
struct demand {
    double works[WORKS]; /* switch included, crowding not */
    double waits[WAITS];
    double back;
};

static struct demand demand_of(const struct world *world)
{
    double sum = 0, prep = 0, bake = 0, change = sim_dist_mean(&world->swtch);
    for (size_t i = 0; i < world->recipe_count; i++) {
        const struct recipe *recipe = &world->recipes[i];
        sum += recipe->share;
        prep += recipe->share * sim_dist_mean(&recipe->prep);
        bake += recipe->share * sim_dist_mean(&recipe->bake);
    }
    double ride = sim_dist_mean(&world->ride);
    return (struct demand){
        .works = {change, change + prep / sum, change + sim_dist_mean(&world->box)},
        .waits = {[WAIT_WAREHOUSE] = sim_dist_mean(&world->fetch),
                  [WAIT_OVEN] = bake / sum,
                  [WAIT_CUSTOMER] = ride},
        .back = world->back_is_ride ? ride : sim_dist_mean(&world->back),
    };
}

/* The slowest a crew of that size works, if all of them are on the floor. */
static double stretch(const struct world *world, double cooks)
{
    if (!isfinite(cooks) || cooks < 1)
        return 1;
    return 1 + world->contention * (cooks - 1) + world->coherency * cooks * (cooks - 1);
}

/* How long an order holds its cook. */
static double held(const struct world *world, const struct demand *demand)
{
    bool all = all_waits_hold(world);
    unsigned waits = world->policy == POLICY_EVENT_DRIVEN ? world->blocking : 0;
    double time = 0;
    for (size_t i = 0; i < WAITS; i++)
        if (all || (waits & 1U << i && (i != WAIT_CUSTOMER || waits & 1U << WAIT_COURIER)))
            time += demand->waits[i];
    return time;
}

struct bound {
    const struct check *check;
    double rate;     /* what comes, a second */
    double capacity; /* the least of what can be done, a second */
    size_t key;      /* of what can do the least */
};

static void consider(struct bound *bound, size_t key, double number, double time)
{
    double capacity = time > 0 ? number / time : INFINITY;
    if (capacity < bound->capacity) {
        bound->capacity = capacity;
        bound->key = key;
    }
}

static void consider_cooks(struct bound *bound, const struct world *world,
                           const struct demand *demand)
{
    double works = demand->works[WORK_START] + demand->works[WORK_PREP] + demand->works[WORK_BOX];
    if (world->policy == POLICY_STAGED) {
        double slower = stretch(world, capacity_of(crew_most(world)));
        for (size_t i = 0; i < WORKS; i++)
            consider(bound, KEY(stages) + i * sizeof(int64_t), capacity_of(world->stages[i]),
                     slower * demand->works[i]);
        consider(bound, KEY(worktops), capacity_of(world->worktops), slower * works);
        return;
    }
    double cooks = plan_mean(&world->cooks, world->warmup, world->hours);
    double slower = world->policy == POLICY_COOK_PER_ORDER ? 1 : stretch(world, cooks);
    consider(bound, KEY(cooks), cooks, slower * works + held(world, demand));
    consider(bound, KEY(worktops), capacity_of(world->worktops), slower * works);
}

static void complain(const struct bound *bound, const char *what_happens)
{
    const struct check *check = bound->check;
    if (!(bound->rate > bound->capacity * 1.0001))
        return;
    check_warning(check, bound->key,
                  "demand is above capacity: %.3g %s an hour come, and %s can do at most %.3g; %s",
                  bound->rate * 3600, theme_noun(check->theme, THING_ORDER, 2),
                  check_name(check, bound->key), bound->capacity * 3600, what_happens);
}

void check_capacity(const struct check *check)
{
    const struct world *world = check->world;
    struct demand demand = demand_of(world);
    struct bound calls = {check, 0, INFINITY, 0}, kitchen = calls;
    double window = sim_seconds(world->hours - world->warmup);
    calls.rate = kitchen.rate = calls_expected(world, world->warmup, world->hours) / window;

    bool agents = plan_most(&world->agents) != UNLIMITED;
    bool callers_give_up = world->lines != UNLIMITED || check_changed(check, KEY(patience));
    consider(&calls, KEY(agents), plan_mean(&world->agents, world->warmup, world->hours),
             sim_dist_mean(&world->call));
    if (!callers_give_up)
        complain(&calls, "the line of those who wait grows all day");

    consider_cooks(&kitchen, world, &demand);
    consider(&kitchen, KEY(clerks), capacity_of(world->clerks), demand.waits[WAIT_WAREHOUSE]);
    consider(&kitchen, KEY(ovens), capacity_of(world->ovens), demand.waits[WAIT_OVEN]);
    consider(&kitchen, KEY(couriers), plan_mean(&world->couriers, world->warmup, world->hours),
             demand.waits[WAIT_CUSTOMER] + demand.back);
    bool kitchen_pushes_back = world->rail != UNLIMITED && agents && callers_give_up;
    if (!kitchen_pushes_back && calls.rate <= calls.capacity)
        complain(&kitchen, "waiting lines grow all day");
}
