/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `warmup: auto`: what is found, that it does not depend on threads, and where it is refused. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lab/experiment.h"
#include "models/measures.h"

static bool read_text(struct scenario *scenario, const char *yaml)
{
    struct complaints complaints;
    bool done = scenario_read_text(scenario, "test", yaml, strlen(yaml), NULL, 0, &complaints);
    complaints_free(&complaints);
    return done;
}

/* An infinite-server queue forgets that it began empty like exp(-t / 10 min). */
#define FILLS_UP                                                                                   \
    "hours: 400 min\nclosing: stop\nwarmup: auto\ncallers: {arrivals: 50 per min}\n"               \
    "kitchen: {policy: cook_per_order, cooks: unlimited}\nwarehouse: {fetch: exponential 10 "      \
    "min}\n"

/* After 20 min an eighth of the bias is left; after 80 min a three-thousandth. */
static void the_start_is_left_out(void **state)
{
    (void)state;
    struct scenario scenario;
    struct warmup first;
    for (unsigned threads = 1; threads <= 8; threads += 3) {
        struct warmup warmup;
        assert_true(read_text(&scenario, FILLS_UP));
        assert_true(warmup_asked(&scenario));
        assert_int_equal(warmup_find(&warmup, &scenario, threads, NULL), WARMUP_DONE);
        assert_true(warmup.chosen && warmup.settles);
        assert_in_range(warmup.time / SIM_MINUTE, 20, 80);
        assert_true(scenario.variants[0].world.warmup == warmup.time);
        assert_false(warmup_asked(&scenario));
        if (threads == 1)
            first = warmup;
        assert_true(warmup.time == first.time);
        scenario_free(&scenario);
    }
}

/* With it, the mean number is 500, and without it 2.5 % less. */
static void what_is_measured_then_is_right(void **state)
{
    (void)state;
    struct scenario scenario;
    struct result result;
    assert_true(read_text(&scenario, FILLS_UP));
    assert_true(experiment_run(&result, &scenario, &(struct experiment_options){0}));
    struct estimate estimate = result_estimate(&result, 0, measure_find("in_flight"));
    assert_true(fabs(estimate.mean - 500) < 2 * estimate.half_width);
    assert_true(estimate.half_width < 5);
    assert_true(result.warmup.chosen && scenario.variants[0].world.warmup_auto);
    assert_ptr_not_equal(result.scenario, &scenario);
    result_free(&result);
    scenario_free(&scenario);
}

/* The same callers are compared, so all variants leave out the same: what the slowest needs. */
static void variants_share_the_longest(void **state)
{
    (void)state;
    struct scenario scenario;
    struct warmup warmup;
    assert_true(read_text(&scenario, FILLS_UP "variants:\n  slow: {}\n"
                                              "  fast: {warehouse.fetch: 1 s}\n"
                                              "  own: {warmup: 7 min}\n"));
    assert_int_equal(warmup_find(&warmup, &scenario, 2, NULL), WARMUP_DONE);
    assert_in_range(warmup.time / SIM_MINUTE, 20, 80);
    assert_true(scenario.variants[0].world.warmup == warmup.time);
    assert_true(scenario.variants[1].world.warmup == warmup.time);
    assert_true(scenario.variants[2].world.warmup == 7 * SIM_MINUTE);
    scenario_free(&scenario);
}

static void what_grows_never_settles(void **state)
{
    (void)state;
    struct scenario scenario;
    struct warmup warmup;
    assert_true(read_text(&scenario, "warmup: auto\nclosing: stop\nhours: 20 h\n"
                                     "callers: {arrivals: 90 per hour}\nkitchen: {prep: 1 min}\n"));
    assert_int_equal(warmup_find(&warmup, &scenario, 1, NULL), WARMUP_DONE);
    assert_false(warmup.settles);
    assert_true(warmup.time == 10 * SIM_HOUR);
    scenario_free(&scenario);
}

static void a_stop_is_heard(void **state)
{
    (void)state;
    atomic_bool stop = true;
    struct scenario scenario;
    struct result result;
    assert_true(read_text(&scenario, FILLS_UP));
    assert_true(experiment_run(&result, &scenario, &(struct experiment_options){.stop = &stop}));
    assert_int_equal(result.end, RUNS_STOPPED);
    assert_int_equal(result.replications, 0);
    result_free(&result);
    scenario_free(&scenario);
}

static void it_is_refused_where_nothing_settles(void **state)
{
    (void)state;
    struct scenario scenario;
    static const char *const refused[] = {
        "warmup: auto\ncallers: {arrivals: 1 per hour}\n",
        "warmup: auto\nclosing: stop\n"
        "callers: {arrivals: {00:00: 1 per hour, 01:00: 2 per hour}}\n",
        "warmup: auto\nclosing: stop\ncallers: {arrivals: {times: [1 min, 2 min]}}\n",
        "warmup: auto\nclosing: stop\ncallers: {arrivals: 1 per hour}\n"
        "kitchen: {cooks: {00:00: 1, 02:00: 2}}\n",
    };
    for (size_t n = 0; n < sizeof refused / sizeof *refused; n++)
        assert_false(read_text(&scenario, refused[n]));
    assert_true(read_text(&scenario, "warmup: auto\nclosing: stop\n"
                                     "callers: {arrivals: {every: 1 min}}\n"));
    scenario_free(&scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_start_is_left_out),
        cmocka_unit_test(what_is_measured_then_is_right),
        cmocka_unit_test(variants_share_the_longest),
        cmocka_unit_test(what_grows_never_settles),
        cmocka_unit_test(a_stop_is_heard),
        cmocka_unit_test(it_is_refused_where_nothing_settles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
