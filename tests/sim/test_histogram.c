/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The histogram keeps every length within 1/256 of its value, its quantiles stay as near to the
 * exact ones, and joining parts gives the whole, bit for bit.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sim/histogram.h"
#include "sim/order.h"
#include "sim/random.h"

#define N 20000
#define ERROR (1.0 / 256)

/* From 1 ns to 36 years, every order of magnitude equally likely. */
static void make_lengths(sim_time lengths[N])
{
    struct sim_random random;
    sim_random_at(&random, &(struct sim_place){.seed = 8});
    for (int i = 0; i < N; i++)
        lengths[i] = (sim_time)exp2(60 * sim_random_unit(&random));
}

/* Each bin begins where the one before ends, and holds what lies between. */
static void test_bins_have_no_gaps(void **state)
{
    (void)state;
    assert_int_equal(sim_histogram_from(0), 0);
    for (size_t bin = 0; bin < SIM_HISTOGRAM_BINS; bin++) {
        sim_time from = sim_histogram_from(bin), end = sim_histogram_from(bin + 1);
        assert_true(from < end);
        assert_int_equal(sim_histogram_bin(from), bin);
        assert_int_equal(sim_histogram_bin(end - 1), bin);
        assert_true((double)(end - 1 - from) / 2 <= ERROR * (double)from);
    }
    assert_int_equal(sim_histogram_bin(SIM_FAR), SIM_HISTOGRAM_BINS - 1);
}

static void test_quantiles_are_near(void **state)
{
    (void)state;
    static sim_time lengths[N];
    static struct sim_histogram histogram;
    make_lengths(lengths);
    for (int i = 0; i < N; i++)
        sim_histogram_add(&histogram, lengths[i]);
    assert_int_equal(histogram.total, N);
    for (int i = 0; i <= 1000; i++) {
        double p = i / 1000.0, exact;
        sim_quantiles(lengths, N, &p, 1, &exact);
        assert_true(fabs(sim_histogram_quantile(&histogram, p) - exact) <= ERROR * exact);
    }
}

/* Short lengths are kept exactly: then its quantiles are the exact ones. */
static void test_short_lengths(void **state)
{
    (void)state;
    sim_time lengths[] = {0, 1, 1, 7, 200, 255};
    static struct sim_histogram histogram;
    for (int i = 0; i < 6; i++)
        sim_histogram_add(&histogram, lengths[i]);
    for (int i = 0; i <= 50; i++) {
        double p = i / 50.0, exact;
        sim_quantiles(lengths, 6, &p, 1, &exact);
        assert_true(fabs(sim_histogram_quantile(&histogram, p) - exact) < 1e-9);
    }
}

static void test_nothing_and_too_much(void **state)
{
    (void)state;
    static struct sim_histogram histogram;
    assert_true(isnan(sim_histogram_quantile(&histogram, 0.5)));
    sim_histogram_add(&histogram, -1);
    assert_int_equal(histogram.bins[0], 1);
    sim_histogram_add(&histogram, SIM_NEVER);
    assert_int_equal(histogram.bins[SIM_HISTOGRAM_BINS - 1], 1);
    assert_true(sim_histogram_quantile(&histogram, 0) == 0);
    assert_true(fabs(sim_histogram_quantile(&histogram, 1) / (double)SIM_FAR - 1) <= ERROR);
}

static void test_parts_are_the_whole(void **state)
{
    (void)state;
    static sim_time lengths[N];
    static struct sim_histogram whole, parts[3];
    make_lengths(lengths);
    for (int i = 0; i < N; i++) {
        sim_histogram_add(&whole, lengths[i]);
        sim_histogram_add(&parts[i % 3], lengths[i]);
    }
    sim_histogram_merge(&parts[2], &parts[0]);
    sim_histogram_merge(&parts[2], &parts[1]);
    assert_memory_equal(&parts[2], &whole, sizeof whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bins_have_no_gaps),   cmocka_unit_test(test_quantiles_are_near),
        cmocka_unit_test(test_short_lengths),       cmocka_unit_test(test_nothing_and_too_much),
        cmocka_unit_test(test_parts_are_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
