/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sweeps: ranges as they are written, points in their order with the same callers at each, where
 * more stops helping, and the scalability law recovered from values made with it.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lab/sweep.h"
#include "lab/usl_fit.h"
#include "models/measures.h"

static void range_is(const char *text, const char *values, const char *unit, bool numeric)
{
    struct range range;
    const char *wrong = range_parse(&range, text);
    if (wrong)
        fail_msg("%s: %s", text, wrong);
    char joined[512] = "";
    for (size_t n = 0; n < range.count; n++) {
        strcat(joined, n ? "|" : "");
        strcat(joined, range.values[n]);
    }
    assert_string_equal(joined, values);
    assert_string_equal(range.unit, unit);
    assert_int_equal(range_is_numeric(&range), numeric);
    range_free(&range);
}

static void ranges_as_they_are_written(void **state)
{
    (void)state;
    range_is("kitchen.cooks=1..4", "1|2|3|4", "", true);
    range_is("kitchen.cooks=1..40:13", "1|14|27|40", "", true);
    range_is("a.b=0.5..1.5:0.5 min", "0.5 min|1 min|1.5 min", "min", true);
    range_is("callers.arrivals=20..60:20 per hour", "20 per hour|40 per hour|60 per hour",
             "per hour", true);
    range_is("x=2,4,8,16", "2|4|8|16", "", true);
    range_is("callers.demand=50,100,150 %", "50 %|100 %|150 %", "%", true);
    range_is("x=30 s, 1 min", "30 s|1 min", "min", true);
    range_is("kitchen.policy=synchronous,event_driven", "synchronous|event_driven", "", false);
    range_is("x=5..5", "5", "", true);
}

static void ranges_that_are_none(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",          "=1..2",  "kitchen.cooks", "x=",          "x=4..1",   "x=1..",   "x=1..9:0",
        "x=1..9:-1", "x=1,,2", "x=1,",          "x=0..100000", "x=1..9:a", "x=1..nan"};
    for (size_t n = 0; n < sizeof wrong / sizeof *wrong; n++) {
        struct range range;
        assert_non_null(range_parse(&range, wrong[n]));
    }
}

/* Reads this scenario with the settings of the point. */
static bool read_this(void *reader, struct scenario *scenario, const struct override *settings,
                      size_t count)
{
    struct complaints complaints;
    const char *yaml = reader;
    bool done =
        scenario_read_text(scenario, "test", yaml, strlen(yaml), settings, count, &complaints);
    complaints_free(&complaints);
    return done;
}

#define SATURATED                                                                                  \
    "hours: 100 h\nwarmup: 10 h\nclosing: stop\ncallers: {arrivals: 60 per hour, lines: 10}\n"     \
    "call_center: {agents: 5, rail: 5}\nkitchen: {prep: exponential 10 min}\n"                     \
    "analysis: {replications: 10}\n"

static void more_cooks_help_until_there_is_nothing_to_do(void **state)
{
    (void)state;
    char yaml[] = SATURATED;
    struct range range;
    assert_null(range_parse(&range, "kitchen.cooks=1..20"));
    const struct sweep_options options = {.read = read_this, .reader = yaml};
    struct sweep sweep;
    assert_true(sweep_run(&sweep, &range, 1, &options));
    assert_int_equal(sweep.point_count, 20);
    size_t throughput = measure_find("throughput"), offered = measure_find("calls.offered");
    for (size_t n = 0; n < 20; n++) {
        assert_int_equal(sweep.points[n].at[0], n);
        /* The same callers at every point. */
        assert_true(fabs(sweep_estimate(&sweep, n, 0, offered).mean -
                         sweep_estimate(&sweep, 0, 0, offered).mean) < 1e-9);
    }
    /* Six orders an hour each, of 60 that call: 5 cooks are all busy, 15 are enough. */
    double five = sweep_estimate(&sweep, 4, 0, throughput).mean * 3600;
    assert_true(five > 28 && five < 31);
    size_t enough = sweep_enough(&sweep, 0, throughput);
    assert_true(enough >= 10 && enough <= 15);
    size_t knee = sweep_knee(&sweep, 0, throughput);
    assert_true(knee >= 7 && knee <= 11);
    sweep_free(&sweep);
    range_free(&range);
}

static void two_keys_are_all_pairs(void **state)
{
    (void)state;
    char yaml[] = "hours: 1 h\ncallers: {arrivals: {every: 1 min}}\n"
                  "analysis: {replications: 1}\n";
    struct range ranges[2];
    assert_null(range_parse(&ranges[0], "kitchen.cooks=1..3"));
    assert_null(range_parse(&ranges[1], "kitchen.prep=1,2 min"));
    const struct sweep_options options = {.read = read_this, .reader = yaml};
    struct sweep sweep;
    assert_true(sweep_run(&sweep, ranges, 2, &options));
    assert_int_equal(sweep.point_count, 6);
    for (size_t n = 0; n < 6; n++) {
        const struct world *world = &sweep.points[n].scenario.variants[0].world;
        assert_int_equal(world->cooks.shifts[0].number, 1 + n % 3);
        assert_true(world->prep.shift == (n < 3 ? 1 : 2) * SIM_MINUTE);
    }
    sweep_free(&sweep);
    range_free(&ranges[0]);
    range_free(&ranges[1]);
}

static void what_cannot_be_read_is_not_swept(void **state)
{
    (void)state;
    char yaml[] = "callers: {arrivals: {every: 1 min}}\n";
    struct range range;
    assert_null(range_parse(&range, "kitchen.coks=1..3"));
    const struct sweep_options options = {.read = read_this, .reader = yaml};
    struct sweep sweep;
    assert_false(sweep_run(&sweep, &range, 1, &options));
    range_free(&range);
}

static void the_law_is_found_again(void **state)
{
    (void)state;
    double n[32], x[32];
    const struct usl_fit made = {.lambda = 12, .sigma = 0.05, .kappa = 0.002};
    for (int i = 0; i < 32; i++) {
        n[i] = i + 1;
        x[i] = usl_fit_at(&made, n[i]);
    }
    struct usl_fit fit;
    assert_true(usl_fit_to(&fit, n, x, 32));
    assert_true(fabs(fit.lambda - 12) < 1e-6 && fabs(fit.sigma - 0.05) < 1e-7);
    assert_true(fabs(fit.kappa - 0.002) < 1e-8);
    assert_true(fabs(fit.peak - 21.794494717703367761) < 1e-3); /* reference value of USL */
    assert_true(fit.r_squared > 0.999999);
    /* Noise of 1 %: the truth is within four standard errors. */
    for (int i = 0; i < 32; i++)
        x[i] *= 1 + 0.01 * ((i * 7 + 3) % 11 - 5.0) / 3.16;
    assert_true(usl_fit_to(&fit, n, x, 32));
    assert_true(fabs(fit.sigma - 0.05) < 4 * fit.sigma_se);
    assert_true(fabs(fit.kappa - 0.002) < 4 * fit.kappa_se);
    assert_true(fit.sigma_se > 0 && fit.sigma_se < 0.02);
    /* Three points, or points below 1, are no basis. */
    assert_false(usl_fit_to(&fit, n, x, 3));
    n[0] = 0.5;
    assert_false(usl_fit_to(&fit, n, x, 32));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_as_they_are_written),
        cmocka_unit_test(ranges_that_are_none),
        cmocka_unit_test(more_cooks_help_until_there_is_nothing_to_do),
        cmocka_unit_test(two_keys_are_all_pairs),
        cmocka_unit_test(what_cannot_be_read_is_not_swept),
        cmocka_unit_test(the_law_is_found_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
