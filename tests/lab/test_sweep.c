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
#include "lab/sweep_law.h"
#include "lab/usual.h"
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
    /* To the last digit, and as a whole number where one is asked for. */
    range_is("seed=10000000001..10000000003", "10000000001|10000000002|10000000003", "", true);
    range_is("memory.total=10000000000,20000000001 B", "10000000000 B|20000000001 B", "B", true);
    range_is("x=0.00001..0.00003:0.00001", "0.00001|0.00002|0.00003", "", true);
    range_is("x=-1..1:0.25", "-1|-0.75|-0.5|-0.25|0|0.25|0.5|0.75|1", "", true);
    range_is("x=100,200.50", "100|200.5", "", true);
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
    size_t refused = measure_find("calls.refused");
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
    /* Who is not served is refused: the same curve upside down bends at the same place. */
    assert_int_equal(sweep_knee(&sweep, 0, refused), knee);
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

/* A keeper that only counts the days that were simulated. */
static uint64_t days_kept;

static bool enroll_none(void *memory, const struct world *world, uint64_t *system)
{
    (void)memory;
    (void)world;
    *system = 0;
    return true;
}

static bool recall_none(void *memory, uint64_t system, uint32_t replication, double *values)
{
    (void)memory;
    (void)system;
    (void)replication;
    (void)values;
    return false;
}

static bool count_day(void *memory, uint64_t system, uint32_t replication, const double *values)
{
    (void)memory;
    (void)system;
    (void)replication;
    (void)values;
    days_kept++;
    return true;
}

static const struct keeper counter = {
    .enroll = enroll_none, .recall = recall_none, .keep = count_day};

/* Runs a sweep of one key; all zero but these options. */
static void sweep_one(struct sweep *sweep, struct range *range, const char *text, char *yaml,
                      const size_t *measures, size_t count, unsigned threads)
{
    assert_null(range_parse(range, text));
    days_kept = 0;
    const struct sweep_options options = {.experiment = {.threads = threads, .keeper = &counter},
                                          .read = read_this,
                                          .reader = yaml,
                                          .measures = measures,
                                          .measure_count = count};
    assert_true(sweep_run(sweep, range, 1, &options));
    assert_int_equal(sweep->end, RUNS_DONE);
}

/* Points are compared on the days that both have. */
static void pairs_are_of_common_days(const struct sweep *sweep)
{
    for (size_t later = 1; later < sweep->point_count; later++)
        for (size_t earlier = 0; earlier < later; earlier++) {
            uint32_t one = sweep->points[later].result.replications;
            uint32_t other = sweep->points[earlier].result.replications;
            assert_int_equal(sweep_pair(sweep, later, earlier, 0, 0)->count,
                             one < other ? one : other);
        }
}

/* Each point by itself stops when it is precise, for any number of threads. */
static void a_point_is_an_experiment(void **state)
{
    (void)state;
    char yaml[] = "hours: 4 h\ncallers: {arrivals: 30 per hour}\n"
                  "kitchen: {cooks: 3, prep: exponential 5 min}\n"
                  "analysis: {replications: 3, precision: 15 %, at_most: 60}\n"
                  "variants: {a: {}, b: {kitchen.policy: event_driven, ovens.bake: 1 min}}\n";
    static const unsigned threads[] = {1, 4};
    size_t measure = measure_find("throughput");
    for (size_t t = 0; t < 2; t++) {
        struct range range;
        struct sweep sweep;
        uint32_t least = UINT32_MAX, most = 0;
        uint64_t days = 0;
        sweep_one(&sweep, &range, "kitchen.cooks=4,3,5", yaml, &measure, 1, threads[t]);
        for (size_t n = 0; n < 3; n++) {
            struct result alone;
            const struct result *here = &sweep.points[n].result;
            const struct experiment_options plain = {.threads = 2};
            assert_true(experiment_run(&alone, &sweep.points[n].scenario, &plain));
            assert_int_equal(alone.replications, here->replications);
            assert_int_equal(alone.precise, here->precise);
            assert_memory_equal(alone.own, here->own, 2 * measure_count() * sizeof *alone.own);
            assert_memory_equal(alone.paired, here->paired,
                                2 * measure_count() * sizeof *alone.paired);
            least = here->replications < least ? here->replications : least;
            most = here->replications > most ? here->replications : most;
            days += 2 * here->replications;
            result_free(&alone);
        }
        assert_true(least < most);
        pairs_are_of_common_days(&sweep);
        /* A single thread is never ahead: no day is simulated in vain. */
        assert_true(threads[t] == 1 ? days_kept == days : days_kept >= days);
        assert_int_equal(sweep_replications(&sweep), least);
        sweep_free(&sweep);
        range_free(&range);
    }
}

/* A share is known to so many points, however small it is: 2 % of 3 % would take thousands. */
static void a_share_is_known_to_points(void **state)
{
    (void)state;
    char yaml[] = "hours: 4 h\ncallers: {arrivals: 11 per hour}\n"
                  "kitchen: {cooks: 1, prep: exponential 5 min}\n"
                  "analysis: {precision: 2 %, precision_of: cooks.idle, at_most: 1000}\n";
    size_t idle = measure_find("cooks.idle");
    struct range range;
    struct sweep sweep;
    sweep_one(&sweep, &range, "kitchen.cooks=1..1", yaml, NULL, 0, 0);
    struct estimate share = sweep_estimate(&sweep, 0, 0, idle);
    assert_true(sweep.points[0].result.precise);
    assert_true(share.half_width <= 0.02 && share.half_width > 0.02 * share.mean);
    sweep_free(&sweep);
    range_free(&range);
}

/* Two points differ as two variants with the same settings do. */
static void points_are_compared_day_by_day(void **state)
{
    (void)state;
    char yaml[] = "hours: 8 h\ncallers: {arrivals: 30 per hour}\n"
                  "kitchen: {cooks: 3, prep: exponential 5 min}\nanalysis: {replications: 20}\n";
    char pair[] = "hours: 8 h\ncallers: {arrivals: 30 per hour}\n"
                  "kitchen: {cooks: 3, prep: exponential 5 min}\nanalysis: {replications: 20}\n"
                  "variants: {four: {kitchen.cooks: 4}, five: {kitchen.cooks: 5}}\n";
    size_t measures[] = {measure_find("throughput"), measure_find("time.total.mean")};
    struct range range;
    struct sweep sweep;
    struct scenario scenario;
    struct result result;
    sweep_one(&sweep, &range, "kitchen.cooks=3..6", yaml, measures, 2, 0);
    assert_true(read_this(pair, &scenario, NULL, 0));
    assert_true(experiment_run(&result, &scenario, &(struct experiment_options){.threads = 1}));
    struct estimate expected = result_difference(&result, 1, measures[1]);
    struct estimate found = sweep_difference(&sweep, 2, 1, 0, measures[1]);
    struct estimate back = sweep_difference(&sweep, 1, 2, 0, measures[1]);
    assert_memory_equal(&found, &expected, sizeof found);
    assert_true(fabs(back.mean + expected.mean) < 1e-12);
    assert_true(fabs(back.half_width - expected.half_width) < 1e-12);
    /* What is not kept is rougher: as if each point had callers of its own. */
    size_t median = measure_find("time.total.p50");
    struct estimate rough = sweep_difference(&sweep, 2, 1, 0, median);
    assert_true(fabs(rough.mean - (sweep_estimate(&sweep, 2, 0, median).mean -
                                   sweep_estimate(&sweep, 1, 0, median).mean)) < 1e-9);
    assert_true(rough.half_width > sweep_estimate(&sweep, 1, 0, median).half_width);
    result_free(&result);
    scenario_free(&scenario);
    sweep_free(&sweep);
    range_free(&range);
}

/* Nothing but cooks at work who are in each other's way: Gunther's law, to the letter. */
static void crowding_shows_as_a_peak(void **state)
{
    (void)state;
    char yaml[] =
        "hours: 410 h\nwarmup: 10 h\nclosing: stop\n"
        "callers: {arrivals: 120 per hour, lines: 100}\n"
        "call_center: {agents: 99, rail: 5}\n"
        "kitchen: {prep: exponential 10 min, crowding: {contention: 0.05, coherency: 0.002}}\n"
        "analysis: {replications: 4}\n";
    size_t throughput = measure_find("throughput");
    struct range range;
    struct sweep sweep;
    struct sweep_law law;
    sweep_one(&sweep, &range, "kitchen.cooks=5..45:5", yaml, &throughput, 1, 0);
    assert_true(sweep_law_of(&law, &sweep, 0));
    assert_true(law.fits && law.falls && law.off < 0.03);
    assert_true(fabs(law.fit.lambda * 3600 - 6) < 4 * 3600 * law.fit.lambda_se);
    assert_true(fabs(law.fit.sigma - 0.05) < 4 * law.fit.sigma_se && law.fit.sigma_se < 0.01);
    assert_true(fabs(law.fit.kappa - 0.002) < 4 * law.fit.kappa_se && law.fit.kappa_se < 3e-4);
    assert_true(fabs(law.fit.peak - sqrt(0.95 / 0.002)) < 1);
    /* 20 cooks: 6 * 20 / (1 + 0.95 + 0.76) an hour. */
    assert_int_equal(sweep_best(&sweep, 0, throughput), 3);
    assert_true(fabs(sweep_estimate(&sweep, 3, 0, throughput).mean * 3600 - 120 / 2.71) < 0.5);
    assert_true(sweep_worse(&sweep, 0, 0, throughput) && sweep_worse(&sweep, 8, 0, throughput));
    assert_true(sweep_worse(&sweep, 1, 0, throughput)); /* 10: 37 an hour */
    sweep_free(&sweep);
    range_free(&range);
    /* A peak beyond what was tried is none that was seen. */
    sweep_one(&sweep, &range, "kitchen.cooks=3..15:3", yaml, &throughput, 1, 0);
    assert_true(sweep_law_of(&law, &sweep, 0));
    assert_true(law.fits && law.fit.peak > 15 && !law.falls);
    sweep_free(&sweep);
    range_free(&range);
}

/* Twenty-one points by hand: the best and twenty to be compared with it. */
static void the_best_is_compared_with_all(void **state)
{
    (void)state;
    enum { POINTS = 21, DAYS = 20 };
    struct sweep_point points[POINTS] = {0};
    struct sweep sweep = {.point_count = POINTS, .points = points};
    size_t throughput = measure_find("throughput");
    for (size_t n = 0; n < POINTS; n++) {
        struct result *result = &points[n].result;
        points[n].scenario.confidence = 0.95;
        result->scenario = &points[n].scenario;
        result->own = calloc(measure_count(), sizeof *result->own);
        assert_non_null(result->own);
        double mean = n == 4 ? 30 : n == 9 ? 28.5 : 29.1;
        for (int day = 0; day < DAYS; day++)
            sample_add(&result->own[throughput], mean + (day % 2 ? 1 : -1));
    }
    assert_int_equal(sweep_best(&sweep, 0, throughput), 4);
    /* Standard error 0.3244: alone 0.68 would do (t 2.09), as one of twenty it takes 1.13 (3.48).
     */
    struct estimate alone = sweep_difference(&sweep, 3, 4, 0, throughput);
    assert_true(fabs(alone.mean + 0.9) < 1e-9 && estimate_established(&alone));
    for (size_t n = 0; n < POINTS; n++)
        assert_int_equal(sweep_worse(&sweep, n, 0, throughput), n == 9);
    assert_int_equal(sweep_enough(&sweep, 0, throughput), 0);
    for (size_t n = 0; n < POINTS; n++)
        free(points[n].result.own);
}

static void what_demand_ends_is_no_law(void **state)
{
    (void)state;
    char yaml[] = "hours: 40 h\ncallers: {arrivals: 60 per hour}\nkitchen: {prep: 10 min}\n"
                  "closing: stop\nanalysis: {replications: 4}\n";
    size_t throughput = measure_find("throughput");
    struct range range;
    struct sweep sweep;
    struct sweep_law law;
    sweep_one(&sweep, &range, "kitchen.cooks=1..20", yaml, &throughput, 1, 0);
    assert_true(sweep_law_of(&law, &sweep, 0));
    assert_false(law.fits);
    assert_true(law.off > 0.05);
    sweep_free(&sweep);
    range_free(&range);
    /* A share of calls is nothing of which some work together. */
    sweep_one(&sweep, &range, "callers.demand=50..200:50 %", yaml, &throughput, 1, 0);
    assert_false(sweep_law_of(&law, &sweep, 0));
    sweep_free(&sweep);
    range_free(&range);
    /* And what is the same everywhere follows any law. */
    sweep_one(&sweep, &range, "kitchen.cooks=12..20", yaml, &throughput, 1, 0);
    assert_false(sweep_law_of(&law, &sweep, 0));
    sweep_free(&sweep);
    range_free(&range);
}

static void variants_that_become_the_same_are_seen(void **state)
{
    (void)state;
    char yaml[] = "hours: 4 h\ncallers: {arrivals: 30 per hour}\nkitchen: {prep: 5 min}\n"
                  "analysis: {replications: 2}\n"
                  "variants: {two: {kitchen.cooks: 2}, event: {kitchen.policy: event_driven, "
                  "ovens.bake: 1 min}, three: {kitchen.cooks: 3}}\n";
    struct range range;
    struct sweep sweep;
    sweep_one(&sweep, &range, "kitchen.cooks=2..4", yaml, NULL, 0, 0);
    assert_true(sweep_twin(&sweep, 0) == SIZE_MAX && sweep_twin(&sweep, 1) == SIZE_MAX);
    assert_int_equal(sweep_twin(&sweep, 2), 0);
    sweep_free(&sweep);
    range_free(&range);
}

/* What is swept when nobody says what can be read at both ends, for every built-in scenario. */
static void the_usual_ranges_can_be_swept(void **state)
{
    (void)state;
    for (size_t b = 0; b < builtin_count(); b++) {
        struct scenario scenario;
        struct complaints complaints;
        struct usual usual;
        assert_true(scenario_read(&scenario, builtin_at(b)->name, NULL, 0, &complaints));
        complaints_free(&complaints);
        assert_true(usual_of(&usual, &scenario));
        for (size_t u = 0; u < USUALS; u++) {
            const struct range *range = &usual.ranges[u];
            assert_true((range->count == 0) == (usual.objections[u] != NULL));
            if (range->count == 0)
                continue;
            assert_true(range->count >= 4 && range->count <= 15);
            for (size_t end = 0; end < 2; end++) {
                struct scenario there;
                const struct override set = {range->key, range->values[end ? range->count - 1 : 0]};
                if (!scenario_read(&there, builtin_at(b)->name, &set, 1, &complaints))
                    fail_msg("%s: %s=%s", builtin_at(b)->name, set.key, set.value);
                complaints_free(&complaints);
                scenario_free(&there);
            }
        }
        usual_free(&usual);
        scenario_free(&scenario);
    }
}

static void usual_ranges_follow_the_scenario(void **state)
{
    (void)state;
    struct scenario scenario;
    struct usual usual;
    /* 60 an hour of 10 minutes: 10 cooks; half as many again is shown. */
    char ten[] = "callers: {arrivals: 60 per hour, demand: 200 %}\nkitchen: {prep: 5 min}\n";
    assert_true(read_this(ten, &scenario, NULL, 0));
    assert_true(usual_of(&usual, &scenario));
    const struct range *cooks = &usual.ranges[USUAL_COOKS], *demand = &usual.ranges[USUAL_DEMAND];
    assert_string_equal(cooks->key, "kitchen.cooks");
    assert_true(cooks->numbers[cooks->count - 1] >= 15 && cooks->numbers[cooks->count - 1] <= 16);
    assert_string_equal(demand->values[0], "50 %");
    assert_string_equal(demand->values[demand->count - 1], "400 %");
    usual_free(&usual);
    scenario_free(&scenario);
    /* No more than fit, and no demand where calls are listed. */
    char few[] = "callers: {arrivals: {times: [1 min, 2 min]}}\nkitchen: {cooks: 4}\n"
                 "memory: {total: 5 MiB, per_cook: 1 MiB}\n";
    assert_true(read_this(few, &scenario, NULL, 0));
    assert_true(usual_of(&usual, &scenario));
    cooks = &usual.ranges[USUAL_COOKS];
    assert_true(cooks->numbers[cooks->count - 1] <= 5);
    assert_non_null(usual.objections[USUAL_DEMAND]);
    usual_free(&usual);
    scenario_free(&scenario);
    char staged[] = "callers: {arrivals: 60 per hour}\nkitchen: {policy: staged, prep: 1 min}\n";
    assert_true(read_this(staged, &scenario, NULL, 0));
    assert_true(usual_of(&usual, &scenario));
    assert_non_null(usual.objections[USUAL_COOKS]);
    assert_null(usual.objections[USUAL_DEMAND]);
    usual_free(&usual);
    scenario_free(&scenario);
}

/* The days that were begun at the last point are not known, those of all points before are. */
static atomic_bool enough;

static void stop_soon(void *watcher, uint64_t finished, uint64_t planned)
{
    (void)watcher;
    assert_true(finished <= planned);
    enough = finished > 10;
}

static void what_is_stopped_is_known_alike_everywhere(void **state)
{
    (void)state;
    char yaml[] = "hours: 400 h\ncallers: {arrivals: 300 per hour}\n"
                  "kitchen: {prep: exponential 1 min}\nanalysis: {replications: 10000}\n";
    struct range range;
    struct sweep sweep;
    enough = false;
    assert_null(range_parse(&range, "kitchen.cooks=3..8"));
    const struct sweep_options options = {.experiment = {.threads = 2, .stop = &enough},
                                          .read = read_this,
                                          .reader = yaml,
                                          .progress = stop_soon};
    assert_true(sweep_run(&sweep, &range, 1, &options));
    assert_int_equal(sweep.end, RUNS_STOPPED);
    assert_int_equal(sweep.point_count, 6);
    uint32_t first = sweep.points[0].result.replications;
    for (size_t n = 0; n < 6; n++) {
        uint32_t here = sweep.points[n].result.replications;
        assert_true(here == first || here + 1 == first);
        assert_true(result_partial(&sweep.points[n].result));
    }
    sweep_free(&sweep);
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
        cmocka_unit_test(a_point_is_an_experiment),
        cmocka_unit_test(a_share_is_known_to_points),
        cmocka_unit_test(points_are_compared_day_by_day),
        cmocka_unit_test(crowding_shows_as_a_peak),
        cmocka_unit_test(the_best_is_compared_with_all),
        cmocka_unit_test(what_demand_ends_is_no_law),
        cmocka_unit_test(variants_that_become_the_same_are_seen),
        cmocka_unit_test(the_usual_ranges_can_be_swept),
        cmocka_unit_test(usual_ranges_follow_the_scenario),
        cmocka_unit_test(what_is_stopped_is_known_alike_everywhere),
        cmocka_unit_test(the_law_is_found_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
