/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What grows without end: told from the world, and seen in simulation, where what grows is about
 * twice as large when one looks twice as long, and what does not is the same.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lab/experiment.h"
#include "models/measures.h"

#define LONG_RUN "hours: 400 h\nwarmup: 10 h\nclosing: stop\nanalysis: {replications: 4}\n"

/* Of worlds with a line that is too much for somebody: what grows, and what does not. */
static const struct known {
    const char *yaml;
    const char *grows[5], *stays[6];
} knowns[] = {
    {"callers: {arrivals: 66 per hour}\nkitchen: {prep: exponential 1 min}\n",
     {"time.total.mean", "time.ticket.mean", "queue.ticket"},
     {"time.kitchen.mean", "in_flight", "queue.hold", "throughput", "cooks.working"}},
    {"callers: {arrivals: 66 per hour}\ncall_center: {agents: 1, call: exponential 1 min}\n"
     "kitchen: {prep: exponential 30 s}\n",
     {"time.total.mean", "time.hold.mean", "queue.hold"},
     {"time.ticket.mean", "queue.ticket", "throughput", "agents.busy"}},
    {"callers: {arrivals: 66 per hour}\ncall_center: {agents: 3, call: 1 min, rail: 4}\n"
     "kitchen: {prep: exponential 1 min}\n",
     {"time.total.mean", "time.hold.mean", "queue.hold"},
     {"time.ticket.mean", "queue.ticket", "throughput", "agents.blocked"}},
    {"callers: {arrivals: 66 per hour}\nkitchen: {policy: event_driven, cooks: 2, prep: 1 min}\n"
     "ovens: {places: 1, bake: exponential 1 min}\n",
     {"time.total.mean", "time.kitchen.mean", "queue.oven", "in_flight"},
     {"time.ticket.mean", "queue.ticket", "throughput", "ovens.busy"}},
    {"callers: {arrivals: 66 per hour}\nkitchen: {cooks: 40, prep: 1 min}\n"
     "ovens: {places: 1, bake: exponential 1 min}\n",
     {"time.total.mean", "time.ticket.mean", "queue.ticket"},
     {"time.kitchen.mean", "queue.oven", "in_flight", "throughput"}},
    {"callers: {arrivals: 66 per hour}\nkitchen: {policy: event_driven, prep: exponential 1 min}\n"
     "ovens: {bake: 2 min}\n",
     {"time.total.mean", "time.kitchen.mean", "queue.ready", "in_flight"},
     {"queue.oven", "throughput", "cooks.working"}},
    {"callers: {arrivals: 66 per hour}\n"
     "kitchen: {policy: staged, prep: exponential 1 min, switch: 1 s}\n",
     {"time.total.mean", "time.kitchen.mean", "queue.ready", "in_flight"},
     {"time.ticket.mean", "queue.ticket", "throughput"}},
    {"callers: {arrivals: 66 per hour}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited, prep: 1 min}\n"
     "delivery: {couriers: 1, ride: exponential 30 s, return: 30 s}\n",
     {"time.total.mean", "time.kitchen.mean", "queue.courier", "cooks.present"},
     {"time.ticket.mean", "queue.ticket", "throughput", "couriers.busy"}},
    /* Lost at the phone are too few to matter: at least 60.9 of 66 get through. */
    {"callers: {arrivals: 66 per hour, lines: 10, patience: exponential 5 min}\n"
     "call_center: {agents: 3, call: lognormal 1 min cv 0.5}\n"
     "kitchen: {prep: exponential 68 s}\n",
     {"time.total.mean", "time.ticket.mean", "queue.ticket"},
     {"time.hold.mean", "queue.hold", "throughput"}},
    /* Each station alone could manage 60, both together, with four cooks, 48. */
    {"callers: {arrivals: 58 per hour}\nkitchen: {cooks: 4, worktops: 1, prep: exponential 1 min}\n"
     "ovens: {places: 1, bake: exponential 1 min}\n",
     {"time.total.mean", "time.ticket.mean", "queue.ticket"},
     {"time.kitchen.mean", "queue.oven", "in_flight", "throughput"}},
};

static struct scenario scenario_of(const char *head, const char *yaml)
{
    struct scenario scenario;
    struct complaints complaints;
    char text[1000];
    snprintf(text, sizeof text, "%s%s", head, yaml);
    if (!scenario_read_text(&scenario, "test", text, strlen(text), NULL, 0, &complaints)) {
        complaints_print(&complaints, stderr);
        fail_msg("the scenario has errors");
    }
    complaints_free(&complaints);
    return scenario;
}

static bool lacks(const struct world *world, const char *measure)
{
    struct steady steady;
    steady_of(&steady, world);
    assert_true(steady.asked);
    return steady_lacks(&steady, world, measure_find(measure));
}

/* The mean when one looks twice as long, by that of the scenario. */
static double ratio_of_twice(const struct result *result, const struct result *twice,
                             const char *measure)
{
    return result_mean(twice, 0, measure) / result_mean(result, 0, measure);
}

static void what_is_told_is_what_is_seen(void **state)
{
    (void)state;
    const struct experiment_options options = {.threads = 1};
    for (size_t k = 0; k < sizeof knowns / sizeof *knowns; k++) {
        struct scenario scenario = scenario_of(LONG_RUN, knowns[k].yaml);
        struct scenario longer = scenario_of(LONG_RUN, knowns[k].yaml);
        struct world *world = &longer.variants[0].world;
        struct result result, twice;
        world->hours *= 2;
        assert_true(experiment_run(&result, &scenario, &options));
        assert_true(experiment_run(&twice, &longer, &options));
        for (size_t n = 0; n < 5 && knowns[k].grows[n]; n++) {
            double ratio = ratio_of_twice(&result, &twice, knowns[k].grows[n]);
            if (!lacks(world, knowns[k].grows[n]) || !(ratio > 1.6))
                fail_msg("%zu: %s (%g times)", k, knowns[k].grows[n], ratio);
        }
        for (size_t n = 0; n < 6 && knowns[k].stays[n]; n++) {
            double ratio = ratio_of_twice(&result, &twice, knowns[k].stays[n]);
            if (lacks(world, knowns[k].stays[n]) || ratio > 1.3 || ratio < 0.7)
                fail_msg("%zu: %s (%g times)", k, knowns[k].stays[n], ratio);
        }
        result_free(&result);
        result_free(&twice);
        scenario_free(&scenario);
        scenario_free(&longer);
    }
}

static bool anything_grows(const char *yaml, bool *asked)
{
    struct scenario scenario = scenario_of("", yaml);
    struct steady steady;
    steady_of(&steady, &scenario.variants[0].world);
    *asked = steady.asked;
    scenario_free(&scenario);
    return steady.grows != 0;
}

#define TOO_MANY "callers: {arrivals: 66 per hour}\nkitchen: {prep: exponential 1 min}\n"

static void only_the_long_run_is_asked_about(void **state)
{
    (void)state;
    bool asked;
    assert_true(anything_grows("warmup: 1 h\nclosing: stop\n" TOO_MANY, &asked) && asked);
    assert_true(anything_grows("warmup: auto\nclosing: stop\n" TOO_MANY, &asked) && asked);
    assert_false(anything_grows("closing: stop\n" TOO_MANY, &asked) || asked);
    assert_false(anything_grows("warmup: 1 h\n" TOO_MANY, &asked) || asked);
    assert_false(anything_grows("warmup: 1 h\nclosing: stop\nhours: 8 h\n"
                                "callers: {arrivals: {00:00: 66 per hour, 04:00: 10 per hour}}\n"
                                "kitchen: {prep: exponential 1 min}\n",
                                &asked) ||
                 asked);
}

/* Exactly as many as can be managed: too many where calls come by chance, and just right else. */
static void the_edge(void **state)
{
    (void)state;
    bool asked;
    const char *begin = "warmup: 1 h\nclosing: stop\nkitchen: {prep: 1 min}\ncallers: ";
    static const struct {
        const char *callers;
        bool grows;
    } rows[] = {
        {"{arrivals: 59.9 per hour}", false},
        {"{arrivals: 60 per hour}", true},
        {"{arrivals: {every: 1 min}}", false},
        {"{arrivals: {every: 59 s}}", true},
        {"{arrivals: {every: gamma 1 min cv 0.1}}", true},
        {"{arrivals: {every: 1 min}}\nwarehouse: {fetch: uniform 0 s to 1 s}", true},
        /* Nobody is lost where everybody is answered at once. */
        {"{arrivals: 66 per hour, lines: 50}", true},
        {"{arrivals: 66 per hour, patience: exponential 1 h}", true},
        /* What is too much is felt at the phone if agents keep their tickets, and only then. */
        {"{arrivals: 66 per hour, lines: 50}\ncall_center: {agents: 9, call: 1 min, rail: 4}",
         false},
        {"{arrivals: 66 per hour, lines: 50}\ncall_center: {agents: 9, call: 1 min}", true},
        {"{arrivals: 66 per hour, patience: 1 h}\ncall_center: {agents: 1, call: 1 min}", false},
    };
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) {
        char text[400];
        snprintf(text, sizeof text, "%s%s\n", begin, rows[n].callers);
        if (anything_grows(text, &asked) != rows[n].grows || !asked)
            fail_msg("%s", rows[n].callers);
    }
}

/* With a warm-up that is given, the window is estimated as the model says; with auto nothing is. */
static void what_has_no_mean_has_no_estimate(void **state)
{
    (void)state;
    static const char *const heads[] = {"warmup: 1 h\n", "warmup: auto\n"};
    for (int is_auto = 0; is_auto < 2; is_auto++) {
        struct scenario scenario = scenario_of(
            heads[is_auto], "hours: 100 h\nclosing: stop\nanalysis: {replications: 3}\n" TOO_MANY);
        struct result result;
        assert_true(experiment_run(&result, &scenario, &(struct experiment_options){.threads = 2}));
        size_t time = measure_find("time.total.mean"), through = measure_find("throughput");
        assert_true(result_grows(&result, 0, time));
        assert_int_equal(result_estimate(&result, 0, time).n, is_auto ? 0 : 3);
        assert_true(result_window_mean(&result, 0, "time.total.mean") > 0);
        assert_int_equal(result_estimate(&result, 0, through).n, 3);
        result_free(&result);
        scenario_free(&scenario);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_told_is_what_is_seen),
        cmocka_unit_test(only_the_long_run_is_asked_about),
        cmocka_unit_test(the_edge),
        cmocka_unit_test(what_has_no_mean_has_no_estimate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
