/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ratios of sums, against hand computation, and how often their intervals are right. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab/ratio.h"
#include "sim/random.h"

static void assert_near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-12 * fabs(expected)))
        fail_msg("%.17g is not %.17g", value, expected);
}

/*
 * Parts 1, 6, 5 of wholes 2, 8, 20: the ratio is 12/30 = 0.4 (the mean of 0.5, 0.75 and 0.25 would
 * be 0.5). Residuals 1-0.8, 6-3.2, 5-8 = 0.2, 2.8, -3: squares 0.04 + 7.84 + 9 = 16.88; divided by
 * 2 and by the mean whole 10: sd = sqrt(8.44) / 10.
 */
static void by_hand(void **state)
{
    (void)state;
    struct ratio ratio = {0};
    ratio_add(&ratio, 0.5, 2);
    ratio_add(&ratio, 0.75, 8);
    ratio_add(&ratio, 0.25, 20);
    struct estimate estimate = ratio_estimate(&ratio, 0.95);
    assert_near(estimate.mean, 0.4);
    assert_near(estimate.sd, sqrt(8.44) / 10);
    assert_near(estimate.half_width, student_quantile(0.975, 2) * sqrt(8.44) / 10 / sqrt(3));
    assert_int_equal(estimate.n, 3);
}

/* A day without orders has nothing to add to either sum, but is a day. */
static void a_whole_of_nothing(void **state)
{
    (void)state;
    struct ratio ratio = {0};
    ratio_add(&ratio, NAN, 0);
    struct estimate none = ratio_estimate(&ratio, 0.95);
    assert_true(isnan(none.mean) && isnan(none.half_width));
    ratio_add(&ratio, 0.5, 4);
    ratio_add(&ratio, 0.25, 4);
    struct estimate estimate = ratio_estimate(&ratio, 0.95);
    assert_near(estimate.mean, 3.0 / 8);
    assert_int_equal(estimate.n, 3);
}

/* Where the whole never changes it is the mean, with the same interval. */
static void of_equal_days_it_is_the_mean(void **state)
{
    (void)state;
    static const double values[] = {0.25, 0.5, 0.125, 0.75};
    struct ratio ratio = {0};
    struct sim_moments sample = {0};
    for (int n = 0; n < 4; n++) {
        ratio_add(&ratio, values[n], 12);
        sample_add(&sample, values[n]);
    }
    struct estimate one = ratio_estimate(&ratio, 0.9), other = estimate_of(&sample, 0.9);
    assert_near(one.mean, other.mean);
    assert_near(one.half_width, other.half_width);
}

/*
 * 2,000 samples of 40 days with 1 to 9 orders that take exponential times of mean 1: the mean of
 * all orders is 1, and 95 % intervals are right in about 95 %. Between 92.5 and 97 % are 5 standard
 * deviations to either side.
 */
static void intervals_are_as_good_as_they_say(void **state)
{
    (void)state;
    int covered = 0;
    struct sim_random random;
    sim_random_at(&random, &(struct sim_place){.seed = 11});
    for (int sample = 0; sample < 2000; sample++) {
        struct ratio ratio = {0};
        for (int day = 0; day < 40; day++) {
            int orders = 1 + (int)(9 * sim_random_unit(&random));
            double sum = 0;
            for (int n = 0; n < orders; n++)
                sum -= log(1 - sim_random_unit(&random));
            ratio_add(&ratio, sum / orders, orders);
        }
        struct estimate estimate = ratio_estimate(&ratio, 0.95);
        covered += fabs(estimate.mean - 1) <= estimate.half_width;
    }
    if (covered < 1850 || covered > 1940)
        fail_msg("%d of 2000 intervals are right", covered);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),
        cmocka_unit_test(a_whole_of_nothing),
        cmocka_unit_test(of_equal_days_it_is_the_mean),
        cmocka_unit_test(intervals_are_as_good_as_they_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
