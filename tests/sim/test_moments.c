/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running moments against computing them in two passes, and joined parts against the whole.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sim/moments.h"
#include "sim/random.h"

#define N 1000

static bool close_to(double a, double b)
{
    return fabs(a - b) <= 1e-11 * fabs(b);
}

/* Values with a mean far from 0, where summing squares would lose every digit. */
static void make_values(double values[N], double weights[N])
{
    struct sim_random random;
    sim_random_at(&random, &(struct sim_place){.seed = 3});
    for (int i = 0; i < N; i++) {
        values[i] = 1e6 + sim_random_unit(&random);
        weights[i] = 10 * sim_random_unit(&random);
    }
}

/* Sum of weight times (value - mean)^power. */
static double sum(const double *values, const double *weights, double mean, int power)
{
    long double total = 0;
    for (int i = 0; i < N; i++)
        total += (weights ? weights[i] : 1) * powl((long double)values[i] - mean, power);
    return (double)total;
}

static void test_two_passes(void **state)
{
    (void)state;
    double values[N], weights[N];
    make_values(values, weights);
    struct sim_moments moments = {0};
    for (int i = 0; i < N; i++)
        sim_moments_add(&moments, values[i]);
    double mean = sum(values, NULL, 0, 1) / N;
    assert_int_equal(moments.count, N);
    assert_true(close_to(sim_moments_mean(&moments), mean));
    assert_true(fabs(sim_moments_variance(&moments) / (sum(values, NULL, mean, 2) / (N - 1)) - 1) <
                1e-7);
}

/* The third powers against two passes: exponential values, whose skewness is 2. */
static void test_skewness(void **state)
{
    (void)state;
    double values[N];
    struct sim_random random;
    sim_random_at(&random, &(struct sim_place){.seed = 5});
    struct sim_moments moments = {0};
    for (int i = 0; i < N; i++) {
        values[i] = 1000 - log(1 - sim_random_unit(&random));
        sim_moments_add(&moments, values[i]);
    }
    double mean = sum(values, NULL, 0, 1) / N, variance = sum(values, NULL, mean, 2) / N;
    double biased = sum(values, NULL, mean, 3) / N / pow(variance, 1.5);
    double expected = sqrt(N * (N - 1.0)) / (N - 2) * biased;
    assert_true(fabs(sim_moments_skewness(&moments) / expected - 1) < 1e-9);
    assert_true(fabs(expected - 2) < 0.5);
}

/* By hand: 0, 0, 3 have mean 1, squares 1+1+4 and cubes -1-1+8: G1 = sqrt(6) * 2 / 2^1.5. */
static void test_skewness_by_hand(void **state)
{
    (void)state;
    struct sim_moments moments = {0};
    sim_moments_add(&moments, 0);
    sim_moments_add(&moments, 0);
    assert_true(isnan(sim_moments_skewness(&moments)));
    sim_moments_add(&moments, 3);
    assert_true(close_to(sim_moments_skewness(&moments), sqrt(3)));
    struct sim_moments same = {0};
    for (int i = 0; i < 5; i++)
        sim_moments_add(&same, 7);
    assert_true(isnan(sim_moments_skewness(&same)));
}

/* By hand: 2, 4, 4, 4, 5, 5, 7, 9 have mean 5 and squared differences that add up to 32. */
static void test_by_hand(void **state)
{
    (void)state;
    static const double values[] = {2, 4, 4, 4, 5, 5, 7, 9};
    struct sim_moments moments = {0};
    for (int i = 0; i < 8; i++)
        sim_moments_add(&moments, values[i]);
    assert_true(close_to(sim_moments_mean(&moments), 5));
    assert_true(close_to(sim_moments_variance(&moments), 32.0 / 7));
}

static void test_nothing_and_one(void **state)
{
    (void)state;
    struct sim_moments moments = {0};
    assert_true(isnan(sim_moments_mean(&moments)));
    assert_true(isnan(sim_moments_variance(&moments)));
    sim_moments_add(&moments, 3);
    assert_true(sim_moments_mean(&moments) == 3);
    assert_true(isnan(sim_moments_variance(&moments)));
    struct sim_weighted weighted = {0};
    assert_true(isnan(sim_weighted_mean(&weighted)));
    assert_true(isnan(sim_weighted_variance(&weighted)));
    sim_weighted_add(&weighted, 1e9, 0); /* no weight: no trace */
    sim_weighted_add(&weighted, 3, 2);
    assert_true(sim_weighted_mean(&weighted) == 3);
    assert_true(sim_weighted_variance(&weighted) == 0);
}

static void test_parts_are_the_whole(void **state)
{
    (void)state;
    double values[N], weights[N];
    make_values(values, weights);
    static const int cuts[] = {0, 1, 500, N - 1, N};
    for (int c = 0; c < 5; c++) {
        struct sim_moments whole = {0}, first = {0}, second = {0};
        struct sim_weighted all = {0}, before = {0}, after = {0};
        for (int i = 0; i < N; i++) {
            sim_moments_add(&whole, values[i]);
            sim_moments_add(i < cuts[c] ? &first : &second, values[i]);
            sim_weighted_add(&all, values[i], weights[i]);
            sim_weighted_add(i < cuts[c] ? &before : &after, values[i], weights[i]);
        }
        sim_moments_merge(&first, &second);
        assert_int_equal(first.count, N);
        assert_true(close_to(first.mean, whole.mean));
        assert_true(fabs(first.squares / whole.squares - 1) < 1e-7);
        assert_true(fabs(first.cubes - whole.cubes) < 1e-7 * pow(whole.squares, 1.5));
        sim_weighted_merge(&before, &after);
        assert_true(close_to(before.weight, all.weight));
        assert_true(close_to(before.mean, all.mean));
        assert_true(fabs(before.squares / all.squares - 1) < 1e-7);
    }
}

static void test_weighted_two_passes(void **state)
{
    (void)state;
    double values[N], weights[N];
    make_values(values, weights);
    struct sim_weighted weighted = {0};
    for (int i = 0; i < N; i++)
        sim_weighted_add(&weighted, values[i], weights[i]);
    double total = 0;
    for (int i = 0; i < N; i++)
        total += weights[i];
    double mean = sum(values, weights, 0, 1) / total;
    double variance = sum(values, weights, mean, 2) / total;
    assert_true(close_to(sim_weighted_mean(&weighted), mean));
    assert_true(fabs(sim_weighted_variance(&weighted) / variance - 1) < 1e-7);
}

/*
 * A level that is 0 for 30 s and 4 for 10 s: mean 1, variance (30 * 1 + 10 * 9) / 40 = 3. Neither
 * the unit of time nor how often one looks may change that; dividing by the number of values would.
 */
static void test_weights_are_not_numbers_of_values(void **state)
{
    (void)state;
    static const struct {
        double unit;
        int looks;
    } ways[] = {{1, 1}, {1000, 1}, {1e-3, 1}, {1, 10}};
    for (int w = 0; w < 4; w++) {
        struct sim_weighted level = {0};
        for (int i = 0; i < ways[w].looks; i++) {
            sim_weighted_add(&level, 0, 30 * ways[w].unit / ways[w].looks);
            sim_weighted_add(&level, 4, 10 * ways[w].unit / ways[w].looks);
        }
        assert_true(close_to(sim_weighted_mean(&level), 1));
        assert_true(close_to(sim_weighted_variance(&level), 3));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_passes),
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_skewness),
        cmocka_unit_test(test_skewness_by_hand),
        cmocka_unit_test(test_nothing_and_one),
        cmocka_unit_test(test_parts_are_the_whole),
        cmocka_unit_test(test_weighted_two_passes),
        cmocka_unit_test(test_weights_are_not_numbers_of_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
