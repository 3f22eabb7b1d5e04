/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Estimates and their intervals, against hand computation and tables of Student's t. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab/estimate.h"

static struct sim_moments sample_of(const double *values, size_t count)
{
    struct sim_moments sample = {0};
    for (size_t n = 0; n < count; n++)
        sample_add(&sample, values[n]);
    return sample;
}

static void assert_near(double value, double expected, double relative)
{
    if (!(fabs(value - expected) <= relative * fabs(expected)))
        fail_msg("%.17g is not near %.17g", value, expected);
}

/* Rows STAT,Student t of the queueing reference values: W. S. Gosset's distribution (1908). */
static void quantiles_are_those_of_the_tables(void **state)
{
    (void)state;
    static const struct {
        double p, freedom, t;
    } rows[] = {
        {0.95, 4, 2.1318467863266503183},   {0.975, 4, 2.7764451051977943578},
        {0.995, 4, 4.6040948713499932254},  {0.95, 9, 1.8331129326562371687},
        {0.975, 9, 2.2621571627982055426},  {0.995, 9, 3.2498355415921262756},
        {0.95, 19, 1.7291328115213695202},  {0.975, 19, 2.0930240544083097692},
        {0.995, 19, 2.8609346064649791921}, {0.95, 29, 1.6991270265334977506},
        {0.975, 29, 2.0452296421327042982}, {0.995, 29, 2.7563859036706054886},
        {0.95, 99, 1.6603911560169909039},  {0.975, 99, 1.9842169515864174951},
        {0.995, 99, 2.6264054572808275065},
    };
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++)
        assert_near(student_quantile(rows[n].p, rows[n].freedom), rows[n].t, 1e-8);
}

/*
 * 2, 4, 4, 4, 5, 5, 7, 9: sum 40, mean 5; squares of the differences 9+1+1+1+0+0+4+16 = 32, so
 * sd = sqrt(32/7) and the half-width is t(7; 0.975) = 2.3646242515927... times sd / sqrt(8).
 */
static void an_interval_by_hand(void **state)
{
    (void)state;
    const double values[] = {2, 4, 4, 4, 5, 5, 7, 9};
    struct sim_moments sample = sample_of(values, 8);
    struct estimate estimate = estimate_of(&sample, 0.95);
    assert_near(estimate.mean, 5, 1e-15);
    assert_near(estimate.sd, sqrt(32.0 / 7), 1e-15);
    assert_near(estimate.half_width, 2.3646242515927849 * sqrt(32.0 / 7) / sqrt(8), 1e-8);
    assert_int_equal(estimate.n, 8);
    assert_near(estimate_precision(&estimate), estimate.half_width / 5, 1e-15);
}

static void what_does_not_exist_is_left_out(void **state)
{
    (void)state;
    const double values[] = {NAN, 3, NAN, 5, NAN};
    struct sim_moments sample = sample_of(values, 5);
    struct estimate estimate = estimate_of(&sample, 0.95);
    assert_int_equal(estimate.n, 2);
    assert_near(estimate.mean, 4, 1e-15);
    assert_near(estimate.sd, sqrt(2), 1e-15);
}

static void below_two_there_is_no_interval(void **state)
{
    (void)state;
    struct sim_moments sample = {0};
    struct estimate none = estimate_of(&sample, 0.95);
    assert_int_equal(none.n, 0);
    assert_true(isnan(none.mean) && isnan(none.sd) && isnan(none.half_width));
    sample_add(&sample, 7);
    struct estimate one = estimate_of(&sample, 0.95);
    assert_int_equal(one.n, 1);
    assert_true(one.mean == 7);
    assert_true(isnan(one.sd) && isnan(one.half_width));
    assert_false(estimate_established(&one));
    assert_true(isnan(estimate_precision(&one)));
}

static void a_difference_is_established_when_its_interval_leaves_out_0(void **state)
{
    (void)state;
    struct estimate estimate = {.mean = -3, .half_width = 2.9, .sd = 1, .n = 5};
    assert_true(estimate_established(&estimate));
    estimate.half_width = 3;
    assert_false(estimate_established(&estimate));
    struct estimate zero = {.mean = 0, .half_width = 0, .sd = 0, .n = 5};
    assert_false(estimate_established(&zero));
}

static void precision_around_0(void **state)
{
    (void)state;
    struct estimate never = {.mean = 0, .half_width = 1, .sd = 1, .n = 5};
    assert_true(isinf(estimate_precision(&never)));
    struct estimate always = {.mean = 0, .half_width = 0, .sd = 0, .n = 5};
    assert_true(estimate_precision(&always) == 0);
}

/* Five intervals at once at 95 % are five at 99 %: t(9; 0.995) = 3.2498 for t(9; 0.975). */
static void intervals_that_hold_together_are_wider(void **state)
{
    (void)state;
    struct estimate estimate = {.mean = 2, .sd = sqrt(10), .n = 10};
    assert_near(estimate_together(&estimate, 0.95, 1), 2.2621571627982055426, 1e-8);
    assert_near(estimate_together(&estimate, 0.95, 5), 3.2498355415921262756, 1e-8);
    estimate.mean = 3;
    assert_true(estimate_established_together(&estimate, 0.95, 1));
    assert_false(estimate_established_together(&estimate, 0.95, 5));
    estimate.n = 1;
    assert_true(isnan(estimate_together(&estimate, 0.95, 5)));
}

/* 10 % of the true mean are 1/11 of an estimate that is 10 % too large. */
static void precision_is_relative_to_the_true_mean(void **state)
{
    (void)state;
    struct estimate estimate = {.mean = 110, .half_width = 9.99, .sd = 1, .n = 5};
    assert_true(estimate_precise(&estimate, 0.1, false));
    estimate.half_width = 10.01;
    assert_false(estimate_precise(&estimate, 0.1, false));
    struct estimate share = {.mean = 0.001, .half_width = 0.0099, .sd = 1, .n = 5};
    assert_true(estimate_precise(&share, 0.01, true));
    assert_false(estimate_precise(&share, 0.01, false));
    struct estimate none = {.mean = NAN, .half_width = NAN};
    assert_false(estimate_precise(&none, 0.5, true));
    assert_false(estimate_precise(&none, 0.5, false));
}

static void skewed_values_ask_for_more_replications(void **state)
{
    (void)state;
    struct estimate estimate = {.n = 20, .skewness = 2};
    assert_true(estimate_skewed(&estimate));
    assert_int_equal(estimate_replications_for(2), 100);
    assert_int_equal(estimate_replications_for(0.5), 50);
    estimate.skewness = 0.9; /* 25 G1^2 = 20.25, but 2.576 standard errors of 0.512 are 1.32 */
    assert_false(estimate_skewed(&estimate));
    estimate.skewness = -2;
    assert_true(estimate_skewed(&estimate));
    estimate.n = 50;
    assert_false(estimate_skewed(&estimate));
    struct estimate same = {.n = 20, .skewness = NAN};
    assert_false(estimate_skewed(&same));
    /* Of 20 normal values it has a standard error of sqrt(6 20 19 / (18 21 23)) = 0.5121; 2.576 of
     * them are 1.319. */
    const struct estimate by_chance = {.mean = 1, .n = 20, .skewness = 1.31};
    const struct estimate more = {.mean = 1, .n = 20, .skewness = 1.33};
    assert_false(estimate_skewed(&by_chance));
    assert_true(estimate_skewed(&more));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_those_of_the_tables),
        cmocka_unit_test(an_interval_by_hand),
        cmocka_unit_test(what_does_not_exist_is_left_out),
        cmocka_unit_test(below_two_there_is_no_interval),
        cmocka_unit_test(a_difference_is_established_when_its_interval_leaves_out_0),
        cmocka_unit_test(precision_around_0),
        cmocka_unit_test(intervals_that_hold_together_are_wider),
        cmocka_unit_test(precision_is_relative_to_the_true_mean),
        cmocka_unit_test(skewed_values_ask_for_more_replications),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
