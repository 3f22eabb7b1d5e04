/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Quantiles by selection are those by sorting, also on input that is hard for a quickselect. How
 * long that takes is in bench/.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sim/order.c" /* for the fallback, which no input we know of leads to */
#include "sim/random.h"

#define MOST 20000

static int ascending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Type 7 from sorted values, written down independently: 1-based position 1 + (n-1) p. */
static double by_sorting(const int64_t *sorted, size_t n, double p)
{
    double position = 1 + (double)(n - 1) * p;
    size_t below = (size_t)floor(position);
    size_t above = (size_t)ceil(position);
    double low = (double)sorted[below - 1], high = (double)sorted[above - 1];
    return low + (position - (double)below) * (high - low);
}

static void check(const int64_t *values, size_t n, const double *p, size_t count)
{
    static int64_t sorted[MOST], selected[MOST];
    double results[64];
    memcpy(sorted, values, n * sizeof *values);
    memcpy(selected, values, n * sizeof *values);
    qsort(sorted, n, sizeof *sorted, ascending);
    sim_quantiles(selected, n, p, count, results);
    for (size_t i = 0; i < count; i++) {
        double most = fmax(fabs((double)sorted[0]), fabs((double)sorted[n - 1]));
        assert_true(fabs(results[i] - by_sorting(sorted, n, p[i])) <= 1e-11 * most);
    }
    qsort(selected, n, sizeof *selected, ascending);
    assert_memory_equal(selected, sorted, n * sizeof *sorted); /* no value lost */
}

static const double usual[] = {0.5, 0.9, 0.95, 0.99};
static const double others[] = {1, 0.25, 0, 0.999, 0.5, 0.5, 1e-9, 0.3333};

static void check_all(const int64_t *values, size_t n)
{
    check(values, n, usual, 4);
    check(values, n, others, 8);
    for (size_t i = 0; i < 4; i++)
        check(values, n, usual + i, 1);
}

/* R: quantile(c(3, 1, 4, 1, 5, 9, 2, 6), c(.1, .5, .9)) gives 1.0, 3.5, 6.9. */
static void test_as_in_r(void **state)
{
    (void)state;
    int64_t values[] = {3, 1, 4, 1, 5, 9, 2, 6};
    double results[3];
    sim_quantiles(values, 8, (double[]){0.1, 0.5, 0.9}, 3, results);
    assert_true(fabs(results[0] - 1.0) < 1e-12);
    assert_true(fabs(results[1] - 3.5) < 1e-12);
    assert_true(fabs(results[2] - 6.9) < 1e-12);
}

static void test_few_values(void **state)
{
    (void)state;
    double result;
    sim_quantiles(NULL, 0, usual, 1, &result);
    assert_true(isnan(result));
    int64_t values[] = {7, 3};
    for (size_t i = 0; i < 8; i++) {
        sim_quantiles(values, 1, others + i, 1, &result);
        assert_true(result == (double)values[0]);
    }
    check_all(values, 2);
}

static const size_t sizes[] = {3, 23, 24, 25, 26, 100, 399, 1000, 1024, 5000, MOST};
#define SIZES (sizeof sizes / sizeof *sizes)

static void test_random_values(void **state)
{
    (void)state;
    static int64_t values[MOST];
    for (size_t s = 0; s < SIZES; s++) {
        for (uint32_t few = 0; few < 6; few++) { /* from all different to two values only */
            struct sim_random random;
            sim_random_at(&random, &(struct sim_place){.seed = 5, .subject = few});
            for (size_t i = 0; i < sizes[s]; i++)
                values[i] = (int64_t)(sim_random_bits(&random) >> (8 + 11 * few));
            check_all(values, sizes[s]);
        }
    }
}

/* Shapes that have driven quickselects mad. */
static int64_t shaped(int shape, size_t i, size_t n)
{
    int64_t at = (int64_t)i, last = (int64_t)n - 1;
    switch (shape) {
    case 0:
        return at; /* ascending */
    case 1:
        return last - at; /* descending */
    case 2:
        return 42; /* constant */
    case 3:
        return at < last / 2 ? at : last - at; /* organ pipe */
    case 4:
        return at % 7; /* periodic */
    case 5:
        return i == n / 2 ? INT64_MIN : INT64_MAX; /* the extremes */
    case 6:
        return i % 2 ? INT64_MAX : INT64_MIN;
    case 7:
        return (at & 1) ? at : -at; /* outward */
    default:
        return at % (int64_t)(n / 63 + 1) == (int64_t)(n / 63 + 1) / 2 ? 0 : at; /* the sample */
    }
}

static void test_shaped_values(void **state)
{
    (void)state;
    static int64_t values[MOST];
    for (int shape = 0; shape < 9; shape++) {
        for (size_t s = 0; s < SIZES; s++) {
            for (size_t i = 0; i < sizes[s]; i++)
                values[i] = shaped(shape, i, sizes[s]);
            check_all(values, sizes[s]);
        }
    }
}

/* More probabilities than are looked for at once. */
static void test_many_probabilities(void **state)
{
    (void)state;
    static int64_t values[MOST];
    double p[50];
    struct sim_random random;
    sim_random_at(&random, &(struct sim_place){.seed = 6});
    for (size_t i = 0; i < MOST; i++)
        values[i] = (int64_t)(sim_random_bits(&random) >> 20);
    for (size_t i = 0; i < 50; i++)
        p[i] = sim_random_unit(&random);
    check(values, MOST, p, 50);
}

/* Out of patience after 0, 1, 2... divisions, the rest is sorted by heap, and still right. */
static void test_fallback(void **state)
{
    (void)state;
    static int64_t values[MOST], sorted[MOST];
    static const size_t ranks[] = {0, 399, 5000, 9999, 15000, MOST - 1};
    for (int patience = 0; patience < 6; patience++) {
        struct sim_random random;
        sim_random_at(&random, &(struct sim_place){.seed = 7});
        for (size_t i = 0; i < MOST; i++)
            sorted[i] = values[i] = (int64_t)(sim_random_bits(&random) >> 40);
        qsort(sorted, MOST, sizeof *sorted, ascending);
        select_ranks((struct part){values, MOST, 0, {ranks, 6}, patience});
        for (size_t i = 0; i < 6; i++)
            assert_int_equal(values[ranks[i]], sorted[ranks[i]]);
    }
}

static void test_largest(void **state)
{
    (void)state;
    int64_t values[] = {-5, 3, 17, 4};
    assert_int_equal(sim_largest(values, 4), 17);
    assert_int_equal(sim_largest(values, 1), -5);
    assert_true(sim_largest(values, 0) == INT64_MIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_in_r),
        cmocka_unit_test(test_few_values),
        cmocka_unit_test(test_random_values),
        cmocka_unit_test(test_shaped_values),
        cmocka_unit_test(test_many_probabilities),
        cmocka_unit_test(test_fallback),
        cmocka_unit_test(test_largest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
