/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which number matters, where theory knows: the mean time in M/M/1 and in M/G/1 with everything 20
 * % smaller and larger, what money is made of, and what cannot matter.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lab/sensitivity.h"
#include "models/measures.h"

struct bench {
    struct scenario scenario;
    struct sensitivity s;
    size_t measures[2];
};

static void begin(struct bench *bench, const char *yaml, const char *const *names, size_t count,
                  unsigned threads)
{
    struct complaints complaints;
    if (!scenario_read_text(&bench->scenario, "test", yaml, strlen(yaml), NULL, 0, &complaints)) {
        complaints_print(&complaints, stderr);
        fail();
    }
    complaints_free(&complaints);
    for (size_t n = 0; n < count; n++)
        bench->measures[n] = measure_find(names[n]);
    const struct sensitivity_options options = {
        .runs = {.threads = threads},
        .change = 0.2,
        .measures = bench->measures,
        .measure_count = count,
    };
    assert_true(sensitivity_run(&bench->s, &bench->scenario, &options));
    assert_int_equal(bench->s.end, RUNS_DONE);
}

static void end(struct bench *bench)
{
    sensitivity_free(&bench->s);
    scenario_free(&bench->scenario);
}

static size_t find(const struct sensitivity *s, const char *name)
{
    for (size_t p = 0; p < s->parameter_count; p++)
        if (strcmp(s->parameters[p].name, name) == 0)
            return p;
    fail_msg("no parameter %s", name);
    return 0;
}

/* The effect is within its interval (all together 95 %) of what theory says, and known well. */
static void effect_is(const struct sensitivity *s, const char *name, enum side side,
                      double expected, double within)
{
    struct estimate e = sensitivity_effect(s, 0, find(s, name), side, 0);
    if (!(fabs(e.mean - expected) <= e.half_width) || !(e.half_width < within))
        fail_msg("%s: %.4f +- %.4f instead of %.4f", name, e.mean, e.half_width, expected);
    assert_true(estimate_established(&e));
}

#define MM1                                                                                        \
    "hours: 5000 min\nwarmup: 200 min\nclosing: finish\n"                                          \
    "callers: {arrivals: 0.5 per minute}\nkitchen: {prep: exponential 1 min}\n"                    \
    "analysis: {replications: 100}\n"

/*
 * T = 1 / (mu - lambda), in s, at lambda 0.5 and mu 1 a minute: 120. The service's spread c by
 * Pollaczek and Khinchine: T = s + lambda s^2 (1 + c^2) / (2 (1 - rho)).
 */
static void mm1_does_what_theory_says(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, MM1, (const char *const[]){"time.total.mean"}, 1, 0);
    const struct sensitivity *s = &bench.s;
    effect_is(s, "callers.demand", SIDE_LESS, 60 / (1 - 0.4) - 120, 2);
    effect_is(s, "callers.demand", SIDE_MORE, 60 / (1 - 0.6) - 120, 3);
    effect_is(s, "kitchen.prep", SIDE_LESS, 60 / (1 / 0.8 - 0.5) - 120, 3);
    effect_is(s, "kitchen.prep", SIDE_MORE, 60 / (1 / 1.2 - 0.5) - 120, 6);
    effect_is(s, "kitchen.prep spread", SIDE_LESS, 60 * (1 + 0.5 * 1.64) - 120, 2);
    effect_is(s, "kitchen.prep spread", SIDE_MORE, 60 * (1 + 0.5 * 2.44) - 120, 3);
    /* Between both sides, as above: (150 - 100) / 120 / 0.4; (180 - 80) / 120 / 0.4. */
    double demand = sensitivity_elasticity(s, 0, find(s, "callers.demand"), 0);
    double prep = sensitivity_elasticity(s, 0, find(s, "kitchen.prep"), 0);
    assert_true(fabs(demand - 50 / 120.0 / 0.4) < 0.05);
    assert_true(fabs(prep - 100 / 120.0 / 0.4) < 0.1);
    end(&bench);
}

static void the_strongest_comes_first(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, MM1, (const char *const[]){"time.total.mean"}, 1, 0);
    const struct sensitivity *s = &bench.s;
    size_t order[PARAMETERS_MOST];
    size_t count = sensitivity_order(s, 0, 0, order);
    static const char *const expected[] = {"kitchen.prep", "kitchen.cooks", "callers.demand",
                                           "kitchen.prep spread", "hours"};
    assert_int_equal(count, 5);
    for (size_t n = 0; n < count; n++)
        assert_string_equal(s->parameters[order[n]].name, expected[n]);
    /* How long the day is does not matter to a mean, and that is what is said. */
    assert_false(sensitivity_established(s, 0, order[4], 0));
    assert_true(sensitivity_established(s, 0, order[3], 0));
    /* One cook can only become two. */
    const struct swing *cooks = sensitivity_swing(s, 0, order[1]);
    assert_string_equal(cooks->turn[SIDE_LESS].why_not, "1 already");
    assert_true(cooks->turn[SIDE_MORE].size > 1.9);
    end(&bench);
}

#define BUSINESS                                                                                   \
    "hours: 2 h\ncallers: {arrivals: {every: 1 min}}\nkitchen: {policy: event_driven, cooks: 5, "  \
    "prep: 1 min}\n"                                                                               \
    "delivery: {couriers: 10, ride: 2 min}\n"                                                      \
    "money: {sale: 10, ingredients: 4, cook: 12 per hour, lost: 5}\n"                              \
    "analysis: {replications: 3}\n"

/* Calls every minute from 1 on, before 120: 119 orders. Nothing is left to chance. */
static void money_is_arithmetic(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, BUSINESS, (const char *const[]){"money.profit", "throughput"}, 2, 0);
    const struct sensitivity *s = &bench.s;
    double orders = 119, profit = orders * 6 - 5 * 12 * 2.0;
    assert_true(fabs(sensitivity_base(s, 0, 0).mean - profit) < 1e-6);
    struct estimate sale = sensitivity_effect(s, 0, find(s, "money.sale"), SIDE_MORE, 0);
    struct estimate cook = sensitivity_effect(s, 0, find(s, "money.cook"), SIDE_LESS, 0);
    assert_true(fabs(sale.mean - orders * 2) < 1e-6 && estimate_established(&sale));
    assert_true(fabs(cook.mean - 0.2 * 5 * 12 * 2) < 1e-6);
    double elasticity = sensitivity_elasticity(s, 0, find(s, "money.sale"), 0);
    assert_true(fabs(elasticity - orders * 10 / profit) < 1e-9);
    /* Nobody is lost, prices move no order, and 0 is not scaled. */
    assert_true(sensitivity_idle(s, 0, find(s, "money.lost"), 0));
    assert_true(sensitivity_idle(s, 0, find(s, "money.sale"), 1));
    assert_false(sensitivity_idle(s, 0, find(s, "money.sale"), 0));
    const struct swing *refund = sensitivity_swing(s, 0, find(s, "money.late.refund"));
    assert_string_equal(refund->turn[SIDE_MORE].why_not, "0");
    assert_false(sensitivity_idle(s, 0, find(s, "money.late.refund"), 0));
    end(&bench);
}

/* On some days nobody at all calls, so there is no time to speak of. */
static void days_without_a_value_are_left_out(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench,
          "hours: 1 h\ncallers: {arrivals: 1 per hour}\nkitchen: {prep: 5 min}\n"
          "analysis: {replications: 50}\n",
          (const char *const[]){"time.total.mean"}, 1, 0);
    const struct sensitivity *s = &bench.s;
    struct estimate base = sensitivity_base(s, 0, 0);
    assert_true(base.n > 20 && base.n < 45);
    struct estimate longer = sensitivity_effect(s, 0, find(s, "kitchen.prep"), SIDE_MORE, 0);
    struct estimate fewer = sensitivity_effect(s, 0, find(s, "callers.demand"), SIDE_LESS, 0);
    assert_int_equal(longer.n, base.n); /* the same days */
    assert_true(longer.mean >= 60 && longer.mean < 75);
    assert_true(fewer.n <= base.n && isfinite(fewer.mean));
    end(&bench);
}

/* Intervals that are read together are wider: Bonferroni, and the same for any number of threads.
 */
static void intervals_hold_together(void **state)
{
    (void)state;
    struct bench one, four;
    const char *const names[] = {"time.total.mean", "throughput"};
    const char *yaml = "hours: 50 h\ncallers: {arrivals: 20 per hour}\n"
                       "kitchen: {cooks: 2, prep: exponential 4 min}\n"
                       "variants: {a: {}, b: {kitchen.cooks: 3}}\nanalysis: {replications: 8}\n";
    begin(&one, yaml, names, 2, 1);
    begin(&four, yaml, names, 2, 4);
    assert_int_equal(one.s.turn_count, four.s.turn_count);
    assert_int_equal(sensitivity_intervals(&one.s), 2 * one.s.turn_count);
    size_t p = find(&one.s, "kitchen.prep");
    struct estimate e = sensitivity_effect(&one.s, 1, p, SIDE_MORE, 0);
    struct estimate again = sensitivity_effect(&four.s, 1, p, SIDE_MORE, 0);
    assert_memory_equal(&e, &again, sizeof e);
    double doubt = 0.05 / (double)sensitivity_intervals(&one.s);
    double expected = student_quantile(1 - doubt / 2, 7) * e.sd / sqrt(8);
    assert_true(fabs(e.half_width - expected) < 1e-9 * expected);
    end(&one);
    end(&four);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mm1_does_what_theory_says),
        cmocka_unit_test(the_strongest_comes_first),
        cmocka_unit_test(money_is_arithmetic),
        cmocka_unit_test(days_without_a_value_are_left_out),
        cmocka_unit_test(intervals_hold_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
