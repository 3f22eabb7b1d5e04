/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The truncation rule: by hand, on a known start, and where there is nothing to find. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab/mser.h"
#include "sim/random.h"

#define COUNT 1000

static void assert_left_out(const double *values, size_t count, size_t expected)
{
    size_t leave_out;
    assert_true(mser5(values, count, &leave_out));
    assert_int_equal(leave_out, expected);
}

/*
 * Batch means 9, 1, 2, 1, 2, 1, 2, 1. All eight have a sum of squared differences of 51.875, over
 * 64; the last seven of 1.714, over 49, which is the least: the last six have 1.5 over 36.
 */
static void by_hand(void **state)
{
    (void)state;
    static const double means[] = {9, 1, 2, 1, 2, 1, 2, 1};
    double values[40];
    for (size_t n = 0; n < 40; n++)
        values[n] = means[n / 5] + (n % 5 == 0 ? 4 : -1); /* within a batch it cancels out */
    assert_left_out(values, 40, 5);
}

/* What is over is not left out, and what is more than a batch too much is left alone. */
static void what_does_not_fill_a_batch_is_not_looked_at(void **state)
{
    (void)state;
    double values[44];
    for (size_t n = 0; n < 44; n++)
        values[n] = n < 5 ? 10 : n >= 40 ? 1e9 : (double)(n % 3);
    assert_left_out(values, 44, 5);
}

static double noise(uint64_t seed, size_t n)
{
    struct sim_random random;
    sim_random_at(&random, &(struct sim_place){.seed = seed, .subject = (uint32_t)n});
    return sim_random_unit(&random) - 0.5;
}

/* A start that fades like exp(-n / 40), under noise: nearly all of it is gone after 60 to 250. */
static void a_start_that_fades_is_left_out(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        double values[COUNT];
        size_t leave_out;
        for (size_t n = 0; n < COUNT; n++)
            values[n] = 10 * (1 - exp(-(double)n / 40)) + noise(seed, n);
        assert_true(mser5(values, COUNT, &leave_out));
        assert_in_range(leave_out, 100, 350);
    }
}

static void what_is_settled_loses_little(void **state)
{
    (void)state;
    size_t sum = 0;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        double values[COUNT];
        size_t leave_out;
        for (size_t n = 0; n < COUNT; n++)
            values[n] = noise(seed, n);
        mser5(values, COUNT, &leave_out);
        sum += leave_out;
    }
    assert_true(sum / 50 < COUNT / 5);
}

static void what_never_settles_is_said(void **state)
{
    (void)state;
    double values[COUNT];
    size_t leave_out;
    for (size_t n = 0; n < COUNT; n++)
        values[n] = (double)n;
    assert_false(mser5(values, COUNT, &leave_out));
    assert_int_equal(leave_out, COUNT / 2);
    assert_false(mser5(values, 19, &leave_out));
}

static void the_same_all_along_needs_no_warmup(void **state)
{
    (void)state;
    double values[COUNT];
    for (size_t n = 0; n < COUNT; n++)
        values[n] = 3;
    assert_left_out(values, COUNT, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),
        cmocka_unit_test(what_does_not_fill_a_batch_is_not_looked_at),
        cmocka_unit_test(a_start_that_fades_is_left_out),
        cmocka_unit_test(what_is_settled_loses_little),
        cmocka_unit_test(what_never_settles_is_said),
        cmocka_unit_test(the_same_all_along_needs_no_warmup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
