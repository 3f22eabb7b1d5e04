/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether 95 % intervals are right as often as they say: many experiments of 200 replications each,
 * of systems whose true means are known. The number of experiments may be given; without it they
 * are few, so that it takes seconds, and the bound is three standard deviations below 93 % wider.
 * Seeds are fixed: it comes out the same every time.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lab/experiment.h"
#include "models/kitchen.h"
#include "models/measures.h"

#define REPLICATIONS 200

static unsigned experiments = 200;

static struct scenario scenario_of(const char *yaml)
{
    struct scenario scenario;
    struct complaints complaints;
    if (!scenario_read_text(&scenario, "test", yaml, strlen(yaml), NULL, 0, &complaints)) {
        complaints_print(&complaints, stderr);
        fail_msg("the scenario has errors");
    }
    complaints_free(&complaints);
    scenario.replications = REPLICATIONS;
    return scenario;
}

/* At least 93 % of many; of few, less by what chance can do to them. */
static void assert_covered(const char *what, unsigned covered, unsigned of)
{
    double share = covered / (double)of, room = of < 1000 ? 3 * sqrt(0.93 * 0.07 / of) : 0;
    printf("%s: %.1f %% of %u intervals contain the true mean\n", what, 100 * share, of);
    if (share < 0.93 - room || share > 0.97 + room)
        fail_msg("not 95 %%");
}

/* The waits of the first customers, as the journal tells them. */
struct waits {
    unsigned begun;
    double sum;
    sim_time received[200];
};

#define CUSTOMERS 100

static void note(void *listener, const struct journal_entry *entry)
{
    struct waits *waits = listener;
    if (entry->order == 0 || entry->order > CUSTOMERS)
        return;
    if (entry->event == EVENT_TICKET)
        waits->received[entry->order] = entry->at;
    if (entry->event == EVENT_TAKE) {
        waits->sum += sim_seconds(entry->at - waits->received[entry->order]);
        waits->begun++;
    }
}

static double mean_of_first_waits(struct kitchen *kitchen, const struct world *world, uint32_t day)
{
    struct waits waits = {.begun = 0};
    const struct journal journal = {.note = note, .listener = &waits};
    assert_true(kitchen_begin(kitchen, world, day, &journal));
    while (waits.begun < CUSTOMERS)
        assert_true(kitchen_run(kitchen, kitchen_next(kitchen)));
    return waits.sum / CUSTOMERS;
}

/*
 * M/M/1 from empty with rho = 0.8: the mean of the first 100 waits is 3.10005379923 service times
 * (Kelton and Law, "The transient behavior of the M/M/s queue", 1985; tests/theory/reference.csv).
 */
static void the_first_100_waits(void **state)
{
    (void)state;
    static const double expected = 3.1000537992316943;
    struct scenario scenario = scenario_of("hours: 1 day\nclosing: stop\n"
                                           "callers: {arrivals: 0.8 per second}\n"
                                           "kitchen: {prep: exponential 1 s}\n");
    struct kitchen *kitchen = kitchen_new();
    struct sim_moments all = {0};
    unsigned covered = 0;
    uint32_t day = 0;
    for (unsigned n = 0; n < experiments; n++) {
        struct sim_moments sample = {0};
        for (unsigned r = 0; r < REPLICATIONS; r++)
            sample_add(&sample, mean_of_first_waits(kitchen, &scenario.variants[0].world, ++day));
        struct estimate estimate = estimate_of(&sample, 0.95);
        covered += fabs(estimate.mean - expected) <= estimate.half_width;
        sim_moments_merge(&all, &sample);
    }
    struct estimate together = estimate_of(&all, 0.9999);
    printf("all together: %.5f, half-width %.5f, for %.5f\n", together.mean, together.half_width,
           expected);
    assert_true(fabs(together.mean - expected) <= together.half_width);
    assert_covered("M/M/1, first 100 waits", covered, experiments);
    kitchen_free(kitchen);
    scenario_free(&scenario);
}

/* A scenario, a measure of it and its true mean. */
struct known {
    const char *name, *yaml, *measure;
    double mean;
    bool controlled; /* does luck explain it? */
};

static const struct known knowns[] = {
    /* Uniformization, integrated (Abate and Whitt 1987; tests/theory/reference.csv, TRANS). */
    {"M/M/1, mean number over 5 s",
     "hours: 5 s\nclosing: stop\ncallers: {arrivals: 0.8 per second}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited}\n"
     "ovens: {places: 1, bake: exponential 1 s}\n",
     "in_flight", 0.92831274112820855411, true},
    /* M/M/2 with rho = 0.5: 2 rho / (1 - rho^2) (Erlang 1917); relaxation time 6 s. */
    {"M/M/2, mean number",
     "hours: 300 s\nwarmup: 100 s\nclosing: stop\ncallers: {arrivals: 1 per second}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited}\n"
     "ovens: {places: 2, bake: exponential 1 s}\n",
     "in_flight", 4.0 / 3, true},
    /* M/G/infinity: arrivals times mean length (Takacs 1962), however lengths are distributed. */
    {"M/G/infinity, mean number",
     "hours: 100 s\nwarmup: 20 s\nclosing: stop\ncallers: {arrivals: 2 per second}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited}\nwarehouse: {fetch: gamma 3 s cv 0.5}\n",
     "in_flight", 6, true},
    /* The share of the cooks' time is that of the work, whatever the line. */
    {"M/G/2, share working",
     "hours: 500 s\nwarmup: 100 s\nclosing: stop\ncallers: {arrivals: 1 per second}\n"
     "kitchen: {cooks: 2, prep: lognormal 1 s cv 1}\n",
     "cooks.working", 0.5, true},
};

static void known_means(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof knowns / sizeof *knowns; k++) {
        const struct known *known = &knowns[k];
        struct scenario scenario = scenario_of(known->yaml);
        unsigned covered = 0, helped = 0, covered_too = 0;
        double reduction = 0;
        scenario.control_variates = known->controlled;
        for (unsigned n = 0; n < experiments; n++) {
            struct result result;
            struct controlled controlled;
            size_t measure = measure_find(known->measure);
            scenario.variants[0].world.seed = n + 1;
            assert_true(
                experiment_run(&result, &scenario, &(struct experiment_options){.threads = 1}));
            struct estimate estimate = result_estimate(&result, 0, measure);
            covered += fabs(estimate.mean - known->mean) <= estimate.half_width;
            if (result_controlled(&result, 0, measure, false, &controlled)) {
                helped++;
                reduction += controlled.reduction;
                covered_too +=
                    fabs(controlled.estimate.mean - known->mean) <= controlled.estimate.half_width;
            }
            result_free(&result);
        }
        assert_covered(known->name, covered, experiments);
        assert_true(helped > experiments * 9 / 10);
        printf("with control variates %.0f %% shorter; ", 100 * reduction / helped);
        assert_covered(known->name, covered_too, helped);
        scenario_free(&scenario);
    }
}

/* Of few days, what helps is chosen by what came out, and the intervals are too short. */
static void few_days_are_not_corrected(void **state)
{
    (void)state;
    struct scenario scenario = scenario_of(knowns[2].yaml);
    size_t measure = measure_find(knowns[2].measure);
    scenario.control_variates = true;
    for (uint32_t days = CONTROLS_REPLICATIONS_LEAST - 1; days <= CONTROLS_REPLICATIONS_LEAST;
         days++) {
        struct result result;
        struct controlled controlled;
        scenario.replications = days;
        assert_true(experiment_run(&result, &scenario, &(struct experiment_options){.threads = 1}));
        assert_int_equal(result_controlled(&result, 0, measure, false, &controlled),
                         days >= CONTROLS_REPLICATIONS_LEAST);
        result_free(&result);
    }
    scenario_free(&scenario);
}

/*
 * What control variates rest on: luck is 0 on average in every kitchen, also where callers are
 * lost, ingredients run out and the day is cut off. (4.5 standard errors: once in 100,000 cases.)
 */
static void luck_is_nothing_on_average(void **state)
{
    (void)state;
    static const char *const names[] = {"lunch-rush", "out-of-bacon", "saturday-night", "mmc"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        struct scenario scenario;
        struct complaints complaints;
        struct result result;
        const struct override settings[] = {
            {"closing", "stop"}, {"hours", "3 h"}, {"warmup", "1 h"}};
        assert_true(scenario_read(&scenario, names[n], settings, 3, &complaints));
        complaints_free(&complaints);
        scenario.replications = REPLICATIONS;
        assert_true(experiment_run(&result, &scenario, &(struct experiment_options){.threads = 1}));
        for (size_t v = 0; v < scenario.variant_count; v++) {
            unsigned found = 0;
            for (size_t m = 0; m < measure_count(); m++) {
                struct estimate luck = result_estimate(&result, v, m);
                if (!(measure_luck(m, &scenario.variants[v].world) > 0))
                    continue;
                found++;
                assert_true(measure_is_aid(m) && !result_measures(&result, v, m));
                assert_true(luck.sd > 0);
                if (fabs(luck.mean) > 4.5 * luck.sd / sqrt(REPLICATIONS))
                    fail_msg("%s: %s is %g, sd %g", scenario.variants[v].name,
                             measure_at(m)->name[0], luck.mean, luck.sd);
            }
            assert_true(found >= 2);
        }
        result_free(&result);
        scenario_free(&scenario);
    }
}

int main(int count, char **arguments)
{
    if (count > 1)
        experiments = (unsigned)strtoul(arguments[1], NULL, 10);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_100_waits),
        cmocka_unit_test(known_means),
        cmocka_unit_test(few_days_are_not_corrected),
        cmocka_unit_test(luck_is_nothing_on_average),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
