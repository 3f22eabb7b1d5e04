/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The laws that every run keeps (MODEL section 7), on thousands of random worlds and on every
 * built-in scenario.
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

static void audit_day(struct kitchen *kitchen, const struct world *world, uint32_t replication)
{
    double *values = calloc(measure_count(), sizeof *values);
    struct auditor *auditor = auditor_new(world);
    struct journal journal = auditor_journal(auditor);
    assert_non_null(values);
    assert_true(kitchen_begin(kitchen, world, replication, &journal));
    assert_true(kitchen_run(kitchen, SIM_NEVER));
    assert_true(measures_of(kitchen, values));
    auditor_closes(auditor, values);
    auditor_free(auditor);
    free(values);
}

static void laws_hold_in_random_worlds(void **state)
{
    (void)state;
    struct kitchen *kitchen = kitchen_new();
    for (uint64_t seed = 1; seed <= 5000; seed++) {
        struct random_world made;
        random_world(&made, seed);
        audit_day(kitchen, &made.world, 1);
    }
    kitchen_free(kitchen);
}

static void laws_hold_in_built_in_scenarios(void **state)
{
    (void)state;
    struct kitchen *kitchen = kitchen_new();
    for (size_t n = 0; n < builtin_count(); n++) {
        struct scenario scenario;
        struct complaints complaints;
        assert_true(scenario_read(&scenario, builtin_at(n)->name, NULL, 0, &complaints));
        complaints_free(&complaints);
        for (size_t v = 0; v < scenario.variant_count; v++)
            audit_day(kitchen, &scenario.variants[v].world, 1);
        scenario_free(&scenario);
    }
    kitchen_free(kitchen);
}

/* What the kitchen told, as one number (FNV-1a). */
static void fingerprint(void *listener, const struct journal_entry *entry)
{
    uint64_t *hash = listener;
    const uint64_t words[] = {(uint64_t)entry->at, (uint64_t)entry->event, entry->order};
    for (size_t n = 0; n < sizeof words / sizeof *words; n++)
        *hash = (*hash ^ words[n]) * UINT64_C(0x100000001b3);
}

static uint64_t fingerprint_of(struct kitchen *kitchen, const struct world *world)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    const struct journal journal = {.note = fingerprint, .listener = &hash};
    assert_true(kitchen_begin(kitchen, world, 1, &journal));
    assert_true(kitchen_run(kitchen, SIM_NEVER));
    return hash;
}

/* Memory that is used again brings nothing along from the day before. */
static void a_day_does_not_depend_on_the_one_before(void **state)
{
    (void)state;
    struct kitchen *used = kitchen_new();
    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct random_world made;
        random_world(&made, seed);
        struct kitchen *fresh = kitchen_new();
        assert_true(fingerprint_of(used, &made.world) == fingerprint_of(fresh, &made.world));
        kitchen_free(fresh);
    }
    kitchen_free(used);
}

/* Running in small steps, as the dashboard does, is running at once. */
static void steps_do_not_matter(void **state)
{
    (void)state;
    struct kitchen *kitchen = kitchen_new();
    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct random_world made;
        random_world(&made, seed);
        uint64_t at_once = fingerprint_of(kitchen, &made.world);
        uint64_t hash = UINT64_C(0xcbf29ce484222325);
        const struct journal journal = {.note = fingerprint, .listener = &hash};
        assert_true(kitchen_begin(kitchen, &made.world, 1, &journal));
        for (sim_time until = 0; kitchen_next(kitchen) != SIM_NEVER; until += 37 * SIM_SECOND)
            assert_true(kitchen_run(kitchen, until));
        assert_true(hash == at_once);
    }
    kitchen_free(kitchen);
}

/* A copy made in the middle of the day goes on as the original does, and each for itself. */
static void a_copy_goes_on_alike(void **state)
{
    (void)state;
    struct kitchen *kitchen = kitchen_new(), *copy = kitchen_new();
    for (uint64_t seed = 1; seed <= 1000; seed++) {
        struct random_world made;
        random_world(&made, seed);
        uint64_t hash = UINT64_C(0xcbf29ce484222325);
        const struct journal journal = {.note = fingerprint, .listener = &hash};
        assert_true(kitchen_begin(kitchen, &made.world, 1, &journal));
        assert_true(kitchen_run(kitchen, made.world.hours / 2));
        assert_true(kitchen_copy(copy, kitchen));
        uint64_t copied = hash;
        const struct journal other = {.note = fingerprint, .listener = &copied};
        kitchen_set_journal(copy, &other);
        assert_true(kitchen_run(kitchen, SIM_NEVER));
        assert_true(kitchen_run(copy, SIM_NEVER));
        assert_true(copied == hash);
    }
    kitchen_free(kitchen);
    kitchen_free(copy);
}

/* With all waits in `blocking`, event_driven is synchronous, event for event. */
static void everything_blocking_is_synchronous(void **state)
{
    (void)state;
    struct kitchen *kitchen = kitchen_new();
    for (uint64_t seed = 1; seed <= 1000; seed++) {
        struct random_world made;
        random_world(&made, seed);
        for (size_t n = 0; n < made.world.cooks.count; n++)
            if (made.shifts[0][n].number == UNLIMITED)
                made.shifts[0][n].number = 2;
        made.world.policy = POLICY_SYNCHRONOUS;
        uint64_t hash = fingerprint_of(kitchen, &made.world);
        made.world.policy = POLICY_EVENT_DRIVEN;
        made.world.blocking = (1u << WAITS) - 1;
        assert_true(fingerprint_of(kitchen, &made.world) == hash);
    }
    kitchen_free(kitchen);
}

/* With as many cooks as orders and nothing to fight over, every policy gives the same times. */
static void ample_cooks_make_policies_equal(void **state)
{
    (void)state;
    struct kitchen *kitchen = kitchen_new();
    double *values = calloc(measure_count(), sizeof *values);
    for (uint64_t seed = 1; seed <= 200; seed++) {
        struct random_world made;
        random_world(&made, seed);
        struct world *w = &made.world;
        made.shifts[0][0].number = 2000;
        w->cooks.count = 1;
        w->stages[0] = w->stages[1] = w->stages[2] = 2000;
        w->worktops = w->in_flight = w->memory_total = UNLIMITED;
        w->contention = w->coherency = 0;
        w->loop = LOOP_SHARED;
        double mean = 0;
        for (int policy = 0; policy < POLICIES; policy++) {
            w->policy = (enum policy)policy;
            assert_true(kitchen_begin(kitchen, w, 1, NULL));
            assert_true(kitchen_run(kitchen, SIM_NEVER));
            assert_true(measures_of(kitchen, values));
            double here = values[measure_find("time.total.mean")];
            here = isnan(here) ? -1 : here;
            if (policy > 0)
                assert_true(here == mean);
            mean = here;
        }
    }
    free(values);
    kitchen_free(kitchen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(laws_hold_in_random_worlds),
        cmocka_unit_test(laws_hold_in_built_in_scenarios),

        cmocka_unit_test(a_day_does_not_depend_on_the_one_before),
        cmocka_unit_test(steps_do_not_matter),
        cmocka_unit_test(a_copy_goes_on_alike),
        cmocka_unit_test(everything_blocking_is_synchronous),
        cmocka_unit_test(ample_cooks_make_policies_equal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
