/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The running of experiments: merging in order, stopping early, failing. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lab/experiment.h"
#include "tests/lab/fake_kitchen.h"

#define VARIANTS 3

static struct variant variants[VARIANTS];

static struct scenario scenario_of(uint32_t replications)
{
    for (uint64_t v = 0; v < VARIANTS; v++) {
        variants[v].name = "variant";
        variants[v].world.seed = v + 1;
        variants[v].world.hours = SIM_HOUR;
    }
    return (struct scenario){.title = "test",
                             .replications = replications,
                             .confidence = 0.95,
                             .variant_count = VARIANTS,
                             .variants = variants};
}

static int fresh_fake(void **state)
{
    (void)state;
    memset(&fake, 0, sizeof fake);
    return 0;
}

static void assert_same(const struct result *a, const struct result *b)
{
    size_t bytes = VARIANTS * FAKE_MEASURES * sizeof *a->own;
    assert_int_equal(a->replications, b->replications);
    assert_memory_equal(a->own, b->own, bytes);
    assert_memory_equal(a->paired, b->paired, bytes);
}

/* What the first `replications` give when they are added one after the other. */
static void assert_first(const struct result *result, uint32_t replications)
{
    assert_int_equal(result->replications, replications);
    for (size_t v = 0; v < VARIANTS; v++) {
        for (int m = 0; m < FAKE_MEASURES; m++) {
            struct sim_moments own = {0}, paired = {0};
            for (uint32_t r = 1; r <= replications; r++) {
                sample_add(&own, fake_value(m, v + 1, r));
                sample_add(&paired, fake_value(m, v + 1, r) - fake_value(m, 1, r));
            }
            assert_memory_equal(&result->own[v * FAKE_MEASURES + (size_t)m], &own, sizeof own);
            assert_memory_equal(&result->paired[v * FAKE_MEASURES + (size_t)m], &paired,
                                sizeof paired);
        }
    }
}

static void results_are_the_same_for_any_number_of_threads(void **state)
{
    (void)state;
    fake.spread = 0.3;
    struct scenario scenario = scenario_of(200);
    struct result one;
    assert_true(experiment_run(&one, &scenario, &(struct experiment_options){.threads = 1}));
    assert_false(result_partial(&one));
    assert_first(&one, 200);
    for (unsigned threads = 2; threads <= 8; threads += 3) {
        struct result many;
        assert_true(
            experiment_run(&many, &scenario, &(struct experiment_options){.threads = threads}));
        assert_same(&one, &many);
        result_free(&many);
    }
    result_free(&one);
}

static void each_thread_has_one_kitchen(void **state)
{
    (void)state;
    struct scenario scenario = scenario_of(50);
    struct result result;
    assert_true(experiment_run(&result, &scenario, &(struct experiment_options){.threads = 4}));
    assert_true(fake.most_kitchens <= 4);
    assert_int_equal(fake.kitchens, 0);
    assert_int_equal(fake.days, 50 * VARIANTS);
    result_free(&result);
}

/* While the first replication lasts, the others run ahead, but only as far as there is room. */
static void nobody_runs_ahead_without_end(void **state)
{
    (void)state;
    struct scenario scenario = scenario_of(1000);
    struct result result;
    fake.first_waits_for = 2 * RUNS_AHEAD;
    assert_true(experiment_run(&result, &scenario, &(struct experiment_options){.threads = 2}));
    assert_first(&result, 1000);
    result_free(&result);
}

static void estimates_leave_out_what_does_not_exist(void **state)
{
    (void)state;
    struct scenario scenario = scenario_of(9);
    struct result result;
    assert_true(experiment_run(&result, &scenario, &(struct experiment_options){.threads = 2}));
    struct estimate sometimes = result_estimate(&result, 1, FAKE_SOMETIMES);
    assert_int_equal(sometimes.n, 3); /* replications 3, 6 and 9, times 0.2 */
    assert_true(fabs(sometimes.mean - 1.2) < 1e-12);
    struct estimate difference = result_difference(&result, 2, FAKE_SOMETIMES);
    assert_int_equal(difference.n, 3); /* 0.3 - 0.1 times 3, 6 and 9 */
    assert_true(fabs(difference.mean - 1.2) < 1e-12);
    struct estimate never = result_estimate(&result, 0, FAKE_NEVER);
    assert_true(never.n == 0 && isnan(never.mean));
    assert_true(result_mean(&result, 1, "time.total.mean") == 120);
    result_free(&result);
}

static void one_replication_has_no_interval(void **state)
{
    (void)state;
    struct scenario scenario = scenario_of(1);
    struct result result;
    assert_true(experiment_run(&result, &scenario, &(struct experiment_options){0}));
    struct estimate estimate = result_estimate(&result, 0, FAKE_TIME);
    assert_true(estimate.n == 1 && estimate.mean == 110 && isnan(estimate.half_width));
    result_free(&result);
}

/*
 * Values alternate between 99 and 121 in the first variant, whose mean is the smallest. At an even
 * n the half-width is t(n-1) * 11 / sqrt(n-1), which falls below 3 % of 110 when t(n-1) / sqrt(n-1)
 * is 0.3: between 40 and 50 replications.
 */
static void replications_are_added_until_the_mean_is_precise(void **state)
{
    (void)state;
    fake.spread = 11;
    struct scenario scenario = scenario_of(1);
    scenario.precision = 0.03;
    scenario.at_most = 1000;
    uint32_t expected = 0;
    struct sim_moments first = {0};
    for (uint32_t r = 1; expected == 0; r++) {
        sample_add(&first, fake_value(FAKE_TIME, 1, r));
        struct estimate estimate = estimate_of(&first, 0.95);
        if (r >= EXPERIMENT_REPLICATIONS_LEAST &&
            estimate.half_width <= 0.03 / 1.03 * estimate.mean)
            expected = r;
    }
    assert_in_range(expected, 40, 50);
    for (unsigned threads = 1; threads <= 8; threads *= 2) {
        struct result result;
        struct experiment_options options = {.threads = threads};
        assert_true(experiment_run(&result, &scenario, &options));
        assert_true(result.precise);
        assert_false(result_partial(&result));
        assert_first(&result, expected);
        result_free(&result);
    }
}

static void there_are_at_least_ten_and_what_was_asked_for(void **state)
{
    (void)state;
    struct scenario scenario = scenario_of(3);
    scenario.precision = 0.5;
    scenario.at_most = 1000;
    struct result result;
    assert_true(experiment_run(&result, &scenario, &(struct experiment_options){.threads = 2}));
    assert_int_equal(result.replications, 10);
    result_free(&result);
    scenario.replications = 25;
    assert_true(experiment_run(&result, &scenario, &(struct experiment_options){.threads = 2}));
    assert_int_equal(result.replications, 25);
    result_free(&result);
}

static void a_precision_that_is_not_reached_is_said(void **state)
{
    (void)state;
    fake.spread = 50;
    struct scenario scenario = scenario_of(10);
    scenario.precision = 0.001;
    scenario.at_most = 30;
    struct result result;
    assert_true(experiment_run(&result, &scenario, &(struct experiment_options){.threads = 3}));
    assert_int_equal(result.replications, 30);
    assert_false(result.precise);
    assert_false(result_partial(&result));
    result_free(&result);
}

/* A shard cannot know when all are precise: it has its part of those that are asked for. */
static void a_shard_has_its_part(void **state)
{
    (void)state;
    fake.spread = 0.3;
    struct scenario scenario = scenario_of(60);
    scenario.precision = 1e-6;
    scenario.at_most = 1000;
    for (uint32_t shard = 0; shard < 2; shard++) {
        struct result result;
        const struct experiment_options options = {.threads = 2, .shard = shard, .shards = 2};
        assert_true(experiment_run(&result, &scenario, &options));
        assert_int_equal(result.planned, 60);
        assert_int_equal(result.replications + result.elsewhere, 60);
        assert_true(result.elsewhere > 0);
        result_free(&result);
    }
}

static void a_stop_keeps_the_first_replications(void **state)
{
    (void)state;
    struct scenario scenario = scenario_of(100);
    struct result result;
    fake.stops_at = 20;
    assert_true(experiment_run(&result, &scenario,
                               &(struct experiment_options){.threads = 1, .stop = &fake.stop}));
    assert_int_equal(result.end, RUNS_STOPPED);
    assert_true(result_partial(&result));
    assert_first(&result, 19); /* replication 20 was under way */
    result_free(&result);

    fake.stop = false;
    assert_true(experiment_run(&result, &scenario,
                               &(struct experiment_options){.threads = 8, .stop = &fake.stop}));
    assert_int_equal(result.end, RUNS_STOPPED);
    assert_in_range(result.replications, 0, 19);
    assert_first(&result, result.replications);
    result_free(&result);
}

static void a_stop_before_the_start_keeps_nothing(void **state)
{
    (void)state;
    struct scenario scenario = scenario_of(10);
    struct result result;
    fake.stop = true;
    assert_true(experiment_run(&result, &scenario,
                               &(struct experiment_options){.threads = 2, .stop = &fake.stop}));
    assert_int_equal(result.replications, 0);
    assert_true(result_partial(&result));
    result_free(&result);
}

static void out_of_memory_keeps_what_was_finished(void **state)
{
    (void)state;
    struct scenario scenario = scenario_of(100);
    for (unsigned threads = 1; threads <= 4; threads++) {
        struct result result;
        struct experiment_options options = {.threads = threads};
        fake.fails_at = 7;
        assert_true(experiment_run(&result, &scenario, &options));
        assert_int_equal(result.end, RUNS_OUT_OF_MEMORY);
        assert_in_range(result.replications, 0, 6);
        assert_first(&result, result.replications);
        result_free(&result);

        fake.fails_at = 0;
        fake.fails_measuring_at = 7;
        assert_true(experiment_run(&result, &scenario, &options));
        assert_int_equal(result.end, RUNS_OUT_OF_MEMORY);
        result_free(&result);
        fake.fails_measuring_at = 0;
    }
}

static void no_memory_for_a_kitchen(void **state)
{
    (void)state;
    fake.no_kitchens = true;
    struct scenario scenario = scenario_of(5);
    struct result result;
    assert_true(experiment_run(&result, &scenario, &(struct experiment_options){.threads = 2}));
    assert_int_equal(result.end, RUNS_OUT_OF_MEMORY);
    assert_int_equal(result.replications, 0);
    result_free(&result);
}

struct watched {
    uint32_t last, planned, calls;
};

static void watch(void *watcher, uint32_t finished, uint32_t planned)
{
    struct watched *watched = watcher;
    assert_true(finished >= watched->last && finished <= planned);
    watched->last = finished;
    watched->planned = planned;
    watched->calls++;
}

static void the_watcher_sees_the_end(void **state)
{
    (void)state;
    struct watched watched = {0};
    struct scenario scenario = scenario_of(40);
    struct result result;
    struct experiment_options options = {.threads = 2, .progress = watch, .watcher = &watched};
    assert_true(experiment_run(&result, &scenario, &options));
    assert_int_equal(watched.last, 40);
    assert_int_equal(watched.planned, 40);
    result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(results_are_the_same_for_any_number_of_threads, fresh_fake),
        cmocka_unit_test_setup(each_thread_has_one_kitchen, fresh_fake),
        cmocka_unit_test_setup(nobody_runs_ahead_without_end, fresh_fake),
        cmocka_unit_test_setup(estimates_leave_out_what_does_not_exist, fresh_fake),
        cmocka_unit_test_setup(one_replication_has_no_interval, fresh_fake),
        cmocka_unit_test_setup(replications_are_added_until_the_mean_is_precise, fresh_fake),
        cmocka_unit_test_setup(there_are_at_least_ten_and_what_was_asked_for, fresh_fake),
        cmocka_unit_test_setup(a_precision_that_is_not_reached_is_said, fresh_fake),
        cmocka_unit_test_setup(a_shard_has_its_part, fresh_fake),
        cmocka_unit_test_setup(a_stop_keeps_the_first_replications, fresh_fake),
        cmocka_unit_test_setup(a_stop_before_the_start_keeps_nothing, fresh_fake),
        cmocka_unit_test_setup(out_of_memory_keeps_what_was_finished, fresh_fake),
        cmocka_unit_test_setup(no_memory_for_a_kitchen, fresh_fake),
        cmocka_unit_test_setup(the_watcher_sees_the_end, fresh_fake),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
