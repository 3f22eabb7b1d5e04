/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Another world in the middle of the day: hand-computed changes, no change at all, and random
 * changes under which the laws still hold.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/kitchen.h"
#include "models/measures.h"
#include "models/scenario.h"
#include "tests/models/auditor.h"
#include "tests/models/random_world.h"

/* Three orders at once for one synchronous cook: 10 minutes of prep, 20 in the oven. */
#define THREE                                                                                      \
    "hours: 3 h\ncallers: {arrivals: {times: [0 min, 0 min, 0 min]}}\novens: {bake: 20 min}\n"     \
    "kitchen: {prep: 10 min}\n"

/* When the last order is delivered, in minutes, if the change is made at the instant `at`. */
static double last_delivery(const char *yaml, double at)
{
    struct scenario scenario;
    struct complaints complaints;
    assert_true(scenario_read_text(&scenario, "test", yaml, strlen(yaml), NULL, 0, &complaints));
    complaints_free(&complaints);
    struct kitchen *kitchen = kitchen_new();
    double *values = calloc(measure_count(), sizeof *values);
    assert_true(kitchen_begin(kitchen, &scenario.variants[0].world, 1, NULL));
    assert_true(kitchen_run(kitchen, sim_from_seconds(60 * at)));
    assert_null(kitchen_objection(kitchen, &scenario.variants[1].world));
    assert_true(kitchen_change(kitchen, &scenario.variants[1].world));
    assert_true(kitchen_run(kitchen, SIM_NEVER));
    assert_true(measures_of(kitchen, values));
    double last = values[measure_find("time.total.max")] / 60;
    free(values);
    kitchen_free(kitchen);
    scenario_free(&scenario);
    return last;
}

static void is_minutes(double value, double expected)
{
    if (!(fabs(value - expected) < 1e-9))
        fail_msg("%g minutes, not %g", value, expected);
}

static void changes_by_hand(void **state)
{
    (void)state;
    /* Nothing changes: 30, 60, 90. */
    is_minutes(last_delivery(THREE "variants: {A: {}, B: {}}", 5), 90);
    /* Two more cooks at 5: orders 2 and 3 are prepared from 5 to 15 and out of the oven at 35. */
    is_minutes(last_delivery(THREE "variants: {A: {}, B: {kitchen.cooks: 3}}", 5), 35);
    /* Nobody is held any more from 5 on: prepared until 10, 20, 30, out of the oven at 50. */
    is_minutes(last_delivery(THREE "variants: {A: {}, B: {kitchen.policy: event_driven}}", 5), 50);
    /* At 15 the cook is held already, until 30; then 2 is prepared until 40, 3 until 50. */
    is_minutes(last_delivery(THREE "variants: {A: {}, B: {kitchen.policy: event_driven}}", 15), 70);
    /* From event-driven to synchronous at 15: 2 is being prepared until 20 and then held to 40. */
    is_minutes(last_delivery(THREE "variants: {A: {kitchen.policy: event_driven}, B: {}}", 15), 70);
    /* A cook for each order from 15 on: two are hired at once, for orders 2 and 3. */
    is_minutes(last_delivery(THREE "variants: {A: {}, B: {kitchen.policy: cook_per_order, "
                                   "kitchen.cooks: unlimited}}",
                             15),
               45);
    /* Stages at 5: the cook is at the tickets from 10 on; the new one prepares until 20 and 30. */
    is_minutes(last_delivery(THREE "variants: {A: {}, B: {kitchen.policy: staged}}", 5), 50);
    /* The next oven is slower: order 1 is in the old one until 30, then 10 + 40 twice. */
    is_minutes(last_delivery(THREE "variants: {A: {}, B: {ovens.bake: 40 min}}", 15), 130);
}

/* One line for all: half the demand at 30 leaves half of the callers after 30. */
static void demand_changes_the_rest_of_the_day(void **state)
{
    (void)state;
    const char *yaml = "hours: 1000 h\ncallers: {arrivals: 60 per hour}\nkitchen: {cooks: 9}\n"
                       "variants: {A: {}, B: {callers.demand: 50 %}}\n";
    struct scenario scenario;
    struct complaints complaints;
    assert_true(scenario_read_text(&scenario, "test", yaml, strlen(yaml), NULL, 0, &complaints));
    complaints_free(&complaints);
    struct kitchen *kitchen = kitchen_new();
    double *values = calloc(measure_count(), sizeof *values);
    assert_true(kitchen_begin(kitchen, &scenario.variants[0].world, 1, NULL));
    assert_true(kitchen_run(kitchen, 500 * SIM_HOUR));
    assert_true(kitchen_change(kitchen, &scenario.variants[1].world));
    assert_true(kitchen_run(kitchen, SIM_NEVER));
    assert_true(measures_of(kitchen, values));
    /* Poisson: 30,000 before and 15,000 after, with a standard deviation of 212. */
    assert_true(fabs(values[measure_find("calls.offered")] - 45000) < 4 * 212);
    free(values);
    kitchen_free(kitchen);
    scenario_free(&scenario);
}

static void some_things_cannot_change(void **state)
{
    (void)state;
    struct random_world made;
    random_world(&made, 1);
    struct kitchen *kitchen = kitchen_new();
    assert_true(kitchen_begin(kitchen, &made.world, 1, NULL));
    struct world other = made.world;
    other.hours++;
    assert_non_null(kitchen_objection(kitchen, &other));
    other = made.world;
    other.arrivals.kind = ARRIVALS_TIMES;
    assert_non_null(kitchen_objection(kitchen, &other));
    other = made.world;
    other.recipe_count++;
    assert_non_null(kitchen_objection(kitchen, &other));
    kitchen_free(kitchen);
}

static void fingerprint(void *listener, const struct journal_entry *entry)
{
    uint64_t *hash = listener;
    const uint64_t words[] = {(uint64_t)entry->at, (uint64_t)entry->event, entry->order};
    for (size_t n = 0; n < sizeof words / sizeof *words; n++)
        *hash = (*hash ^ words[n]) * UINT64_C(0x100000001b3);
}

/* A change to the very same world changes nothing. */
static void no_change_is_no_change(void **state)
{
    (void)state;
    struct kitchen *kitchen = kitchen_new();
    for (uint64_t seed = 1; seed <= 500; seed++) {
        struct random_world made;
        random_world(&made, seed);
        uint64_t straight = 1, changed = 1;
        const struct journal one = {.note = fingerprint, .listener = &straight},
                             other = {.note = fingerprint, .listener = &changed};
        assert_true(kitchen_begin(kitchen, &made.world, 1, &one));
        assert_true(kitchen_run(kitchen, SIM_NEVER));
        assert_true(kitchen_begin(kitchen, &made.world, 1, &other));
        for (int part = 1; part < 4; part++) {
            assert_true(kitchen_run(kitchen, made.world.hours / 4 * part + 1));
            assert_true(kitchen_change(kitchen, &made.world));
        }
        assert_true(kitchen_run(kitchen, SIM_NEVER));
        assert_true(changed == straight);
    }
    kitchen_free(kitchen);
}

/* The other world with what the day cannot change taken from the first. */
static struct world mixed(const struct world *day, const struct world *other)
{
    struct world mixed = *other;
    mixed.seed = day->seed;
    mixed.hours = day->hours;
    mixed.warmup = day->warmup;
    mixed.closing = day->closing;
    mixed.arrivals = day->arrivals;
    mixed.demand = 1.5;
    mixed.recipe_count = day->recipe_count;
    mixed.recipes = day->recipes;
    mixed.ingredient_count = day->ingredient_count;
    mixed.ingredients = day->ingredients;
    return mixed;
}

/* Thousands of days on which everything changes twice: nobody is lost or served twice. */
static void laws_hold_when_everything_changes(void **state)
{
    (void)state;
    struct kitchen *kitchen = kitchen_new();
    double *values = calloc(measure_count(), sizeof *values);
    for (uint64_t seed = 1; seed <= 4000; seed++) {
        struct random_world made[3];
        for (uint64_t n = 0; n < 3; n++)
            random_world(&made[n], seed + 10000 * n);
        made[0].world.may_be_crowded = true;
        struct world second = mixed(&made[0].world, &made[1].world);
        struct world third = mixed(&made[0].world, &made[2].world);
        struct auditor *auditor = auditor_new(&made[0].world);
        auditor_expects_changes(auditor);
        struct journal journal = auditor_journal(auditor);
        assert_true(kitchen_begin(kitchen, &made[0].world, 1, &journal));
        assert_true(kitchen_run(kitchen, made[0].world.hours / 3));
        assert_null(kitchen_objection(kitchen, &second));
        assert_true(kitchen_change(kitchen, &second));
        assert_true(kitchen_run(kitchen, made[0].world.hours / 3 * 2));
        assert_true(kitchen_change(kitchen, &third));
        assert_true(kitchen_run(kitchen, SIM_NEVER));
        assert_true(measures_of(kitchen, values));
        auditor_closes(auditor, values);
        auditor_free(auditor);
    }
    free(values);
    kitchen_free(kitchen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_by_hand),
        cmocka_unit_test(demand_changes_the_rest_of_the_day),
        cmocka_unit_test(some_things_cannot_change),
        cmocka_unit_test(no_change_is_no_change),
        cmocka_unit_test(laws_hold_when_everything_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
