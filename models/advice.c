/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Warnings of what is legal but surely not meant: values without effect, people who never come.
 * Knows nothing of how values are written.
 */
#include <math.h>
#include <string.h>

#include "models/check.h"
#include "models/roster.h"

static bool is_zero(const struct sim_dist *dist)
{
    return dist->kind == SIM_CONSTANT && dist->shift == 0;
}

static const char *many(const struct check *check, enum thing thing)
{
    return theme_noun(check->theme, thing, 2);
}

/* The sentence is the same for every policy that does not use the key: it is said once. */
static void idle_unless(const struct check *check, size_t key, const char *users)
{
    if (check_changed(check, key))
        check_idle(check, key, "no effect: only policy %s uses it", users);
}

static void policy_uses_the_keys(const struct check *check)
{
    enum policy policy = check->world->policy;
    bool chooses = policy == POLICY_EVENT_DRIVEN || policy == POLICY_GREEN_THREADS;
    if (!chooses) {
        idle_unless(check, KEY(next), "event_driven or green_threads");
        idle_unless(check, KEY(loop), "event_driven or green_threads");
    }
    if (policy != POLICY_EVENT_DRIVEN)
        idle_unless(check, KEY(blocking), "event_driven");
    for (size_t i = 0; policy != POLICY_STAGED && i < WORKS; i++)
        idle_unless(check, KEY(stages) + i * sizeof(int64_t), "staged");
    if (policy == POLICY_STAGED && check_changed(check, KEY(cooks)))
        check_idle(check, KEY(cooks), "no effect: with policy staged each stage has its own crew");
}

static void blocking_customer_needs_courier(const struct check *check)
{
    const struct world *world = check->world;
    if (world->policy == POLICY_EVENT_DRIVEN && world->blocking & 1U << WAIT_CUSTOMER &&
        !(world->blocking & 1U << WAIT_COURIER))
        check_idle(check, KEY(blocking),
                   "%s blocks nobody without %s: nobody is with the %s when it is picked up",
                   theme_waits[check->theme][WAIT_CUSTOMER],
                   theme_waits[check->theme][WAIT_COURIER],
                   theme_noun(check->theme, THING_ORDER, 1));
}

/* There are never more than `most` who could use it: a limit from there on never binds. */
static void limit_binds(const struct check *check, size_t key, int64_t limit, int64_t most)
{
    if (limit != UNLIMITED && most != UNLIMITED && most > 0 && limit >= most &&
        check_given(check, key))
        check_idle(check, key, "this limit never binds: there are no more %s than that",
                   many(check, THING_COOK));
}

static void limits_bind(const struct check *check)
{
    const struct world *world = check->world;
    int64_t crew = crew_most(world);
    limit_binds(check, KEY(worktops), world->worktops, crew);
    if (!all_waits_hold(world))
        return;
    limit_binds(check, KEY(in_flight), world->in_flight, crew);
    limit_binds(check, KEY(clerks), world->clerks, crew);
    limit_binds(check, KEY(ovens), world->ovens, crew);
}

static void idle_without_time(const struct check *check, size_t key, int64_t limit,
                              const struct sim_dist *time, size_t time_key)
{
    if (limit != UNLIMITED && limit > 0 && is_zero(time))
        check_idle(check, key, "this limit never binds: %s takes no time",
                   check_name(check, time_key));
}

static void limited_things_take_time(const struct check *check)
{
    const struct world *world = check->world;
    bool own_bake = false;
    for (size_t i = 0; i < world->recipe_count; i++)
        own_bake |= world->recipes[i].own_bake;
    idle_without_time(check, KEY(clerks), world->clerks, &world->fetch, KEY(fetch));
    if (!own_bake)
        idle_without_time(check, KEY(ovens), world->ovens, &world->bake, KEY(bake));
    if (world->back_is_ride || is_zero(&world->back))
        idle_without_time(check, KEY(couriers), plan_most(&world->couriers), &world->ride,
                          KEY(ride));
    if (world->worktops == UNLIMITED && check_changed(check, KEY(sharing)))
        check_idle(check, KEY(sharing), "no effect: %s are unlimited", many(check, THING_WORKTOP));
}

static void callers_can_be_lost(const struct check *check)
{
    const struct world *world = check->world;
    bool many_agents = plan_most(&world->agents) == UNLIMITED;
    if (many_agents && check_changed(check, KEY(patience)))
        check_idle(check, KEY(patience), "no effect: %s are unlimited, so nobody holds",
                   many(check, THING_AGENT));
    if (many_agents && world->rail != UNLIMITED)
        check_idle(check, KEY(rail),
                   "no effect: %s are unlimited, so one who is blocked is not "
                   "missed",
                   many(check, THING_AGENT));
    if (world->lines == UNLIMITED && world->redial_attempts > 0)
        check_idle(check, KEY(redial_attempts),
                   "no effect: %s is unlimited, so nobody hears the "
                   "busy tone",
                   check_name(check, KEY(lines)));
    if (world->redial_attempts == 0 && check_changed(check, KEY(redial_after)))
        check_idle(check, KEY(redial_after), "no effect: nobody dials again without %s",
                   check_name(check, KEY(redial_attempts)));
}

static void listed_calls_are_taken(const struct check *check)
{
    const struct world *world = check->world;
    const struct arrivals *arrivals = &world->arrivals;
    if (arrivals->kind != ARRIVALS_POISSON && world->demand != 1)
        check_idle(check, KEY(demand), "no effect: it multiplies rates, and %s has none",
                   check_name(check, KEY(arrivals)));
    if (arrivals->kind != ARRIVALS_TIMES)
        return;
    size_t late = 0;
    for (size_t i = 0; i < arrivals->count; i++)
        late += arrivals->times[i] >= world->hours;
    if (late)
        check_warning(check, KEY(arrivals),
                      "%zu of the %zu calls listed come at closing or later and are ignored", late,
                      arrivals->count);
}

static void somebody_calls(const struct check *check)
{
    const struct world *world = check->world;
    if (calls_expected(world, 0, world->hours) <= 0)
        check_warning(check, KEY(arrivals), "nobody calls between opening and closing");
}

static void put_clock(char text[16], const struct world *world, sim_time instant)
{
    sim_time clock = (world->open + instant) % SIM_DAY;
    int minutes = (int)(clock / SIM_MINUTE);
    snprintf(text, 16, "%02d:%02d", minutes / 60, minutes % 60);
}

static void rates_begin_before_closing(const struct check *check)
{
    const struct world *world = check->world;
    char clock[16];
    for (size_t i = 0; world->arrivals.kind == ARRIVALS_POISSON && i < world->arrivals.count; i++) {
        if (world->arrivals.rates[i].from < world->hours)
            continue;
        put_clock(clock, world, world->arrivals.rates[i].from);
        check_idle(check, KEY(arrivals), "no effect from %s on: that is at closing or later",
                   clock);
        return;
    }
}

/* People who come at closing or later still finish what was begun, unless all stops then. */
static void shifts_begin_before_closing(const struct check *check)
{
    const struct world *world = check->world;
    static const size_t keys[] = {KEY(agents), KEY(cooks), KEY(couriers)};
    const struct plan *plans[] = {&world->agents, &world->cooks, &world->couriers};
    char clock[16];
    for (size_t i = 0; i < 3; i++) {
        const struct shift *last = &plans[i]->shifts[plans[i]->count - 1];
        put_clock(clock, world, last->from);
        if (last->from >= world->hours && world->closing == CLOSING_STOP)
            check_idle(check, keys[i], "no effect from %s on: that is at closing or later", clock);
    }
}

static void somebody_works(const struct check *check)
{
    const struct world *world = check->world;
    static const size_t keys[] = {KEY(agents), KEY(couriers)};
    static const enum thing things[] = {THING_AGENT, THING_COURIER};
    const struct plan *plans[] = {&world->agents, &world->couriers};
    for (size_t i = 0; i < 2; i++)
        if (plan_most(plans[i]) == 0)
            check_warning(check, keys[i], "without %s nothing is ever delivered",
                          many(check, things[i]));
    if (world->policy != POLICY_STAGED && plan_most(&world->cooks) == 0)
        check_warning(check, KEY(cooks), "without %s nothing is ever delivered",
                      many(check, THING_COOK));
    for (size_t i = 0; world->policy == POLICY_STAGED && i < WORKS; i++)
        if (world->stages[i] == 0)
            check_warning(check, KEY(stages) + i * sizeof(int64_t),
                          "a stage with nobody: nothing that needs it is ever delivered");
}

static void limits_let_something_through(const struct check *check)
{
    const struct world *world = check->world;
    static const size_t keys[] = {KEY(lines), KEY(worktops), KEY(in_flight), KEY(clerks),
                                  KEY(ovens)};
    const int64_t limits[] = {world->lines, world->worktops, world->in_flight, world->clerks,
                              world->ovens};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (limits[i] == 0)
            check_warning(check, keys[i], "a limit of 0: nothing gets through");
}

static void recipes_are_sold(const struct check *check)
{
    const struct world *world = check->world;
    for (size_t i = 0; i < world->recipe_count; i++)
        if (world->recipes[i].share == 0)
            check_idle_at(check,
                          check_given_for(check, OF_RECIPE, offsetof(struct recipe, share),
                                          world->recipes[i].name, NULL),
                          "%s has share 0: it is never ordered", world->recipes[i].name);
}

static void ingredients_are_needed(const struct check *check)
{
    const struct world *world = check->world;
    for (size_t j = 0; j < world->ingredient_count; j++) {
        bool needed = false;
        for (size_t i = 0; i < world->recipe_count; i++)
            needed |= world->recipes[i].needs[j] > 0;
        if (!needed)
            check_idle_at(check,
                          check_given_for(check, OF_INGREDIENT, offsetof(struct ingredient, level),
                                          world->ingredients[j].name, NULL),
                          "no recipe needs %s", world->ingredients[j].name);
    }
    if (world->truck && !world->ingredient_count)
        check_idle(check,
                   check_given(check, KEY(restock_every)) ? KEY(restock_every) : KEY(restock_first),
                   "no effect: there are no ingredients to bring");
}

/* Nobody can be paid whose number nobody knows. */
static void wages_can_be_counted(const struct check *check)
{
    const struct world *world = check->world;
    if (world->pay_agent > 0 && plan_most(&world->agents) == UNLIMITED)
        check_idle(check, KEY(pay_agent), "cannot be counted: %s are unlimited",
                   many(check, THING_AGENT));
    if (world->pay_courier > 0 && plan_most(&world->couriers) == UNLIMITED)
        check_idle(check, KEY(pay_courier), "cannot be counted: %s are unlimited",
                   many(check, THING_COURIER));
    if (world->pay_oven > 0 && world->ovens == UNLIMITED)
        check_idle(check, KEY(pay_oven), "cannot be counted: %s are unlimited",
                   many(check, THING_OVEN));
}

static void late_orders_cost(const struct check *check)
{
    const struct world *world = check->world;
    if (world->late_refund > 0 && world->late_after == SIM_NEVER)
        check_idle(check, KEY(late_refund), "no effect: nothing is late without %s",
                   check_name(check, KEY(late_after)));
}

static const struct rule rules[] = {
    {policy_uses_the_keys, {0}},
    {blocking_customer_needs_courier, {0}},
    {limits_bind, {0}},
    {limited_things_take_time, {0}},
    {callers_can_be_lost, {0}},
    {listed_calls_are_taken, {0}},
    {somebody_calls, {0}},
    {rates_begin_before_closing, {0}},
    {shifts_begin_before_closing, {0}},
    {somebody_works, {0}},
    {limits_let_something_through, {0}},
    {recipes_are_sold, {0}},
    {ingredients_are_needed, {0}},
    {wages_can_be_counted, {0}},
    {late_orders_cost, {0}},
};

void check_advice(const struct check *check)
{
    check_rules(check, rules, sizeof rules / sizeof rules[0]);
}
