/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every built-in scenario makes its point: what its file says of its variants is true of a few
 * replications of them, and so is what it says will be seen when something is tried.
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

/* Enough for claims with some room; more would only make the suite slow. */
#define REPLICATIONS 5

/* What fits above a column of the table. */
#define NAME_MOST 18

/* One thing that a scenario says: the measure lies between `least` and `most`. */
struct claim {
    const char *scenario;
    const char *try;     /* KEY=VALUE, or NULL: as it stands */
    const char *measure; /* by the kitchen's name */
    const char *of;      /* a variant */
    const char *against; /* another, for the ratio of the two; NULL: the number itself */
    double least, most;
};

static const char apach[] = "Apach' Hut", ngin[] = "Ngin O' Pepperonix";

static const struct claim claims[] = {
    /* At noon nobody gets through while every cook stands still; the same crew can do it. */
    {"lunch-rush", NULL, "orders.delivered", ngin, apach, 1.8, INFINITY},
    {"lunch-rush", NULL, "calls.lost", apach, NULL, 40, INFINITY},
    {"lunch-rush", NULL, "calls.lost", ngin, NULL, 0, 10},
    {"lunch-rush", NULL, "cooks.working", apach, NULL, 0.22, 0.28},
    {"lunch-rush", NULL, "agents.blocked", apach, NULL, 0.5, 1},
    {"lunch-rush", NULL, "calls.refused", apach, NULL, 1, INFINITY},
    {"lunch-rush", NULL, "queue.stock.max", ngin, NULL, 0.5, INFINITY},
    {"lunch-rush", NULL, "time.total.mean", ngin, apach, 0, 0.8},
    {"lunch-rush", NULL, "money.profit", ngin, NULL, 0, INFINITY},
    {"lunch-rush", "kitchen.cooks=48", "orders.delivered", apach, ngin, 0.97, 1.03},
    {"lunch-rush", "callers.demand=200 %", "calls.lost", ngin, NULL, 40, INFINITY},

    /* Fifteen minutes an hour, and one cook is worth four. */
    {"by-the-book", NULL, "cooks.working", apach, NULL, 0.25, 0.25},
    {"by-the-book", NULL, "cooks.working", ngin, NULL, 1, 1},
    {"by-the-book", NULL, "throughput", ngin, apach, 4, 4},
    {"by-the-book", NULL, "throughput", "Ngin, one cook", apach, 1, 1},

    /* Who stands at the empty shelf is missed elsewhere. */
    {"out-of-bacon", NULL, "cooks.waiting.warehouse", apach, "Apach', on time", 5, INFINITY},
    {"out-of-bacon", NULL, "calls.lost", apach, ngin, 4, INFINITY},
    {"out-of-bacon", NULL, "time.ticket.mean", apach, "Apach', on time", 1.5, INFINITY},
    {"out-of-bacon", NULL, "queue.stock", ngin, apach, 1, INFINITY},

    /* Where the ovens are the limit the cooks are not; with ovens enough they are. */
    {"ovens-are-the-limit", NULL, "throughput", ngin, apach, 0.97, 1.03},
    {"ovens-are-the-limit", NULL, "ovens.busy", apach, NULL, 0.9, 1},
    {"ovens-are-the-limit", NULL, "time.total.mean", ngin, apach, 1, INFINITY},
    {"ovens-are-the-limit", NULL, "throughput", "Apach', 12 places", apach, 1.5, INFINITY},
    {"ovens-are-the-limit", NULL, "throughput", "Ngin, 12 places", "Apach', 12 places", 1.25,
     INFINITY},
    {"ovens-are-the-limit", "kitchen.cooks=20", "throughput", apach, ngin, 0.97, 1.03},

    /* Nothing to wait for, nothing to gain. */
    {"slow-hands", NULL, "throughput", ngin, apach, 0.99, 1.01},
    {"slow-hands", NULL, "cooks.working", apach, NULL, 0.9, 1},
    {"slow-hands", "kitchen.cooks=10", "throughput", ngin, apach, 0.99, 1.01},
    {"slow-hands", "ovens.bake=20 min", "throughput", ngin, apach, 1.1, INFINITY},

    /* One wait that holds the cooks undoes nearly everything. */
    {"one-blocking-call", NULL, "orders.delivered", ngin, apach, 2, INFINITY},
    {"one-blocking-call", NULL, "orders.delivered", "Ngin, oven watched", apach, 1, 1.3},
    {"one-blocking-call", NULL, "cooks.waiting.oven", "Ngin, oven watched", apach, 1, INFINITY},
    {"one-blocking-call", "kitchen.blocking=[warehouse]", "orders.delivered", "Ngin, oven watched",
     ngin, 0.98, 1.02},

    /* Hiring helps somewhat, and then it does harm; memory ends it. */
    {"too-many-cooks", NULL, "throughput", "Apach', 30 cooks", "Apach', 12 cooks", 1.2, 1.6},
    {"too-many-cooks", NULL, "throughput", "A cook per order", "Apach', 12 cooks", 0, 0.9},
    {"too-many-cooks", NULL, "throughput", "Ngin, 12 cooks", "Apach', 30 cooks", 1.5, INFINITY},
    {"too-many-cooks", NULL, "memory.max", "A cook per order", NULL, 100 * 1048576.0,
     101 * 1048576.0},
    {"too-many-cooks", "kitchen.crowding.coherency=0", "throughput", "A cook per order",
     "Apach', 12 cooks", 2, INFINITY},
    {"too-many-cooks", "memory.total=31 MiB", "throughput", "A cook per order", "Apach', 12 cooks",
     1.2, INFINITY},

    /* The peak decides; redialling brings nobody through. */
    {"saturday-night", NULL, "orders.delivered", ngin, apach, 1.7, INFINITY},
    {"saturday-night", NULL, "orders.delivered", "Apach', more cooks", apach, 1.5, INFINITY},
    {"saturday-night", NULL, "money.standing_still", "Apach', more cooks", apach, 1.5, INFINITY},
    {"saturday-night", NULL, "money.profit", ngin, NULL, 0, INFINITY},
    {"saturday-night", NULL, "calls.refused", apach, NULL, 10, INFINITY},
    {"saturday-night", "callers.redial.attempts=10", "orders.delivered", apach, ngin, 0.4, 0.6},
    {"saturday-night", "callers.redial.attempts=10", "time.hold.mean", apach, NULL, 600, INFINITY},

    /* Stages win while they fit the work. */
    {"staged-kitchen", NULL, "time.total.mean", "Stages 1-9-2", "Shared crew of 12", 0, 0.98},
    {"staged-kitchen", NULL, "orders.delivered", "Stages 2-6-4", "Stages 1-9-2", 0, 0.9},
    {"staged-kitchen", NULL, "cooks.idle", "Stages 2-6-4", NULL, 0.3, 1},
    {"staged-kitchen", "kitchen.box=5 min", "orders.delivered", "Stages 1-9-2", "Shared crew of 12",
     0, 0.8},
    {"staged-kitchen", "kitchen.switch=5 s", "time.total.mean", "Shared crew of 12", "Stages 1-9-2",
     0, 0.98},

    /* Twenty threads wait while two cores are free for the work. */
    {"web-server", NULL, "throughput", "Pool of 20", NULL, 36, 38},
    {"web-server", NULL, "worktops.busy", "Pool of 20", NULL, 0.1, 0.25},
    {"web-server", NULL, "throughput", "Pool of 150", "Event loop", 0.99, 1.01},
    {"web-server", NULL, "memory.max", "Pool of 150", "Event loop", 60, INFINITY},
    {"web-server", "api.latency=gamma 2 s cv 0.5", "throughput", "Event loop", "Pool of 150", 2,
     INFINITY},
    {"web-server", "server.blocking=[database]", "throughput", "Event loop", "Pool of 150", 0, 0.4},

    /* Little's law, and a little more than it. */
    {"pool-size", NULL, "throughput", "10 threads", NULL, 18, 19},
    {"pool-size", NULL, "time.total.mean", "54 threads", "100 threads", 1.5, INFINITY},
    {"pool-size", NULL, "time.total.mean", "60 threads", "100 threads", 1, 1.15},
    {"pool-size", NULL, "calls.lost", "60 threads", NULL, 0, 0},
    {"pool-size", NULL, "memory.max", "100 threads", "60 threads", 1.6, 1.7},
    {"pool-size", "api.latency=gamma 700 ms cv 0.3", "calls.lost", "60 threads", NULL, 100,
     INFINITY},

    /* Ten thousand at once: memory for threads, time for a pool, neither for a loop. */
    {"c10k", NULL, "in_flight.max", "Thread per request", NULL, 2045, 2045},
    {"c10k", NULL, "time.total.mean", "Thread per request", "Event loop", 2, INFINITY},
    {"c10k", NULL, "time.total.mean", "Pool of 500", "Thread per request", 2, INFINITY},
    {"c10k", NULL, "in_flight.max", "Event loop", NULL, 9000, 11000},
    {"c10k", NULL, "memory.max", "Thread per request", "Event loop", 90, INFINITY},
    {"c10k", NULL, "time.total.mean", "Light threads", "Event loop", 0.99, 1.01},
    {"c10k", NULL, "calls.lost", "Pool of 500", NULL, 0, 0},

    /* What the formulas say. */
    {"mm1", NULL, "time.total.mean", "M/M/1", NULL, 280, 320},
    {"mm1", "server.compute=1 min", "queue.ticket", "M/M/1", NULL, 1.45, 1.75},
    {"mmc", NULL, "time.ticket.mean", "1 worker", NULL, 190, 290},
    {"mmc", NULL, "time.ticket.mean", "2 workers", NULL, 95, 118},
    {"mmc", NULL, "time.ticket.mean", "4 workers", NULL, 41, 49},
    {"mmc", NULL, "time.ticket.mean", "16 workers", NULL, 5.2, 6.2},
};

/* The days of one scenario: the mean of every measure of every variant. */
struct days {
    const char *scenario, *try; /* of the claim they were made for */
    struct scenario read;
    double *means; /* a row of measure_count() a variant */
};

static void days_free(struct days *days)
{
    if (days->means)
        scenario_free(&days->read);
    free(days->means);
    days->means = NULL;
}

static void add_day(double *means, unsigned *counts, struct kitchen *kitchen, double *values)
{
    assert_true(kitchen_run(kitchen, SIM_NEVER));
    assert_true(measures_of(kitchen, values));
    for (size_t m = 0; m < measure_count(); m++)
        if (!isnan(values[m]))
            means[m] += (values[m] - means[m]) / ++counts[m];
}

static void live_through(struct days *days)
{
    size_t count = days->read.variant_count;
    days->means = calloc(count * measure_count(), sizeof *days->means);
    double *values = calloc(measure_count(), sizeof *values);
    struct kitchen *kitchen = kitchen_new();
    assert_true(days->means && values && kitchen);
    for (size_t v = 0; v < count; v++) {
        unsigned *counts = calloc(measure_count(), sizeof *counts);
        assert_non_null(counts);
        for (uint32_t r = 1; r <= REPLICATIONS; r++) {
            assert_true(kitchen_begin(kitchen, &days->read.variants[v].world, r, NULL));
            add_day(days->means + v * measure_count(), counts, kitchen, values);
        }
        free(counts);
    }
    kitchen_free(kitchen);
    free(values);
}

static void read_scenario(struct scenario *scenario, const char *name, const char *try)
{
    char key[64] = "";
    struct override override = {key, ""};
    if (try) {
        const char *equals = strchr(try, '=');
        assert_non_null(equals);
        snprintf(key, sizeof key, "%.*s", (int)(equals - try), try);
        override.value = equals + 1;
    }
    struct complaints complaints;
    bool read = scenario_read(scenario, name, &override, try ? 1 : 0, &complaints);
    if (!read || (!try && complaints.count > 0))
        complaints_print(&complaints, stderr);
    assert_true(read);
    if (!try)
        assert_int_equal(complaints.count, 0);
    complaints_free(&complaints);
}

static double mean_of(const struct days *days, const char *variant, const char *measure)
{
    size_t m = measure_find(measure);
    assert_true(m < measure_count());
    for (size_t v = 0; v < days->read.variant_count; v++)
        if (strcmp(days->read.variants[v].name, variant) == 0)
            return days->means[v * measure_count() + m];
    fail_msg("%s has no variant \"%s\"", days->scenario, variant);
    return 0;
}

static bool claim_holds(const struct claim *claim, const struct days *days)
{
    double value = mean_of(days, claim->of, claim->measure);
    if (claim->against)
        value /= mean_of(days, claim->against, claim->measure);
    double slack = 1e-9 * fabs(value); /* "exactly" allows for rounding */
    if (value >= claim->least - slack && value <= claim->most + slack)
        return true;
    print_error("%s%s%s: %s of %s%s%s is %g, not between %g and %g\n", claim->scenario,
                claim->try ? " with " : "", claim->try ? claim->try : "", claim->measure, claim->of,
                claim->against ? " against " : "", claim->against ? claim->against : "", value,
                claim->least, claim->most);
    return false;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void scenarios_make_their_points(void **state)
{
    (void)state;
    struct days days = {0};
    size_t broken = 0;
    for (size_t n = 0; n < sizeof claims / sizeof *claims; n++) {
        const struct claim *claim = &claims[n];
        if (!same_text(days.scenario, claim->scenario) || !same_text(days.try, claim->try)) {
            days_free(&days);
            days.scenario = claim->scenario;
            days.try = claim->try;
            read_scenario(&days.read, claim->scenario, claim->try);
            live_through(&days);
        }
        broken += !claim_holds(claim, &days);
    }
    days_free(&days);
    assert_int_equal(broken, 0);
}

/* No scenario is without a claim, without a word about it, or too long for the table. */
static void scenarios_are_presentable(void **state)
{
    (void)state;
    assert_true(builtin_count() > 0);
    for (size_t n = 0; n < builtin_count(); n++) {
        const char *name = builtin_at(n)->name;
        size_t claimed = 0;
        for (size_t c = 0; c < sizeof claims / sizeof *claims; c++)
            claimed += strcmp(claims[c].scenario, name) == 0;
        if (claimed == 0)
            fail_msg("nothing is claimed of %s", name);

        struct scenario scenario;
        read_scenario(&scenario, name, NULL);
        assert_true(strlen(scenario.about) > 100);
        for (size_t v = 0; v < scenario.variant_count; v++)
            assert_in_range(strlen(scenario.variants[v].name), 1, NAME_MOST);
        scenario_free(&scenario);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenarios_are_presentable),
        cmocka_unit_test(scenarios_make_their_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
