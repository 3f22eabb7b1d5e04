/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ziggurats: their tables, and 20 million draws of each against the distribution, everywhere
 * and in the tails, where a wrong ziggurat goes wrong first.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>

#include "sim/ziggurat.h"

#define DRAWS 20000000
#define LAYERS SIM_ZIGGURAT_LAYERS
#define BINS 1000 /* equally likely ones */

static double exponential_density(double x)
{
    return exp(-x);
}

static double normal_density(double x)
{
    return exp(-x * x / 2);
}

/* Every layer has the same area, the tail included in the bottom one; the top ends at 1. */
static void check_table(const double *edge, double (*density)(double), double tail)
{
    double r = edge[1], area = r * density(r) + tail;
    assert_true(fabs(edge[0] * density(r) / area - 1) < 1e-14);
    for (int i = 1; i < LAYERS; i++) {
        assert_true(edge[i + 1] < edge[i]);
        double layer = edge[i] * (density(edge[i + 1]) - density(edge[i]));
        assert_true(fabs(layer / area - 1) < 1e-11);
    }
    assert_true(edge[LAYERS] == 0);
}

static void test_tables(void **state)
{
    (void)state;
    double r = sim_ziggurat_exponential[1];
    check_table(sim_ziggurat_exponential, exponential_density, exp(-r));
    r = sim_ziggurat_normal[1];
    check_table(sim_ziggurat_normal, normal_density, sqrt(M_PI / 2) * erfc(r / sqrt(2)));
}

/* Chi-square of counts in bins that are equally likely, or as likely as given; level 10^-4. */
static void assert_fits(const uint64_t *counts, const double *expected, int bins)
{
    double chi_square = 0;
    for (int i = 0; i < bins; i++) {
        double difference = (double)counts[i] - expected[i];
        chi_square += difference * difference / expected[i];
    }
    double p = gsl_cdf_chisq_Q(chi_square, bins - 1);
    if (!(p > 1e-4 && p < 1 - 1e-4))
        fail_msg("chi-square %g over %d bins, p %g", chi_square, bins, p);
}

/* Counts between cuts in the tail. What lies before the first cut is one bin, so that it is also
 * tested how often there is a tail. */
struct tail {
    const double *cut;
    int cuts;
    uint64_t counts[8];
};

static void count_tail(struct tail *tail, double x)
{
    int bin = 0;
    while (bin < tail->cuts && x >= tail->cut[bin])
        bin++;
    tail->counts[bin]++;
}

/* The draws are beyond `from` and otherwise have the survival function. */
static void assert_tail_fits(const struct tail *tail, double (*survival)(double), double from,
                             double draws)
{
    double expected[8], before = survival(from);
    for (int i = 0; i <= tail->cuts; i++) {
        double after = i < tail->cuts ? survival(tail->cut[i]) : 0;
        expected[i] = draws * (before - after) / survival(from);
        before = after;
    }
    assert_fits(tail->counts, expected, tail->cuts + 1);
}

static void assert_uniform(const uint64_t counts[BINS])
{
    double expected[BINS];
    for (int i = 0; i < BINS; i++)
        expected[i] = (double)DRAWS / BINS;
    assert_fits(counts, expected, BINS);
}

static double exponential_survival(double x)
{
    return exp(-x);
}

static void test_exponential(void **state)
{
    (void)state;
    static uint64_t counts[BINS];
    static const double cuts[] = {6, 7.69711747, 8.5, 10, 12, 13};
    struct tail tail = {.cut = cuts, .cuts = 6};
    struct sim_random random;
    sim_random_at(&random, &(struct sim_place){.seed = 31});
    for (int i = 0; i < DRAWS; i++) {
        double x = sim_exponential(&random);
        assert_true(x >= 0);
        counts[(int)(BINS * exp(-x) * (1 - 0x1p-53))]++;
        count_tail(&tail, x);
    }
    assert_uniform(counts);
    assert_tail_fits(&tail, exponential_survival, 0, DRAWS);
}

static void test_normal(void **state)
{
    (void)state;
    static uint64_t counts[BINS];
    static const double cuts[] = {3, 3.65415289, 4, 4.4, 4.7, 4.9};
    struct tail right = {.cut = cuts, .cuts = 6}, left = {.cut = cuts, .cuts = 6};
    struct sim_random random;
    sim_random_at(&random, &(struct sim_place){.seed = 32});
    for (int i = 0; i < DRAWS; i++) {
        double x = sim_normal(&random);
        counts[(int)(BINS * 0.5 * erfc(x / sqrt(2)) * (1 - 0x1p-53))]++;
        count_tail(&right, x);
        count_tail(&left, -x);
    }
    assert_uniform(counts);
    assert_tail_fits(&right, gsl_cdf_ugaussian_Q, -INFINITY, DRAWS);
    assert_tail_fits(&left, gsl_cdf_ugaussian_Q, -INFINITY, DRAWS);
}

/* The tails on their own: a million draws that are known to be beyond the bottom rectangle. */
static void test_far_tails(void **state)
{
    (void)state;
    enum { TAILS = 1000000 };
    static const double exponential_cuts[] = {8, 8.5, 9, 10, 12, 16};
    static const double normal_cuts[] = {3.7, 3.8, 4, 4.3, 4.6, 5};
    double exponential_r = sim_ziggurat_exponential[1], normal_r = sim_ziggurat_normal[1];
    struct tail exponential = {.cut = exponential_cuts, .cuts = 6};
    struct tail right = {.cut = normal_cuts, .cuts = 6}, left = right;
    struct sim_random random;
    sim_random_at(&random, &(struct sim_place){.seed = 33});
    for (int i = 0; i < TAILS; i++) {
        count_tail(&exponential, sim_exponential_beyond(&random, 0, exponential_r));
        count_tail(&right, sim_normal_beyond(&random, 0, normal_r));
        count_tail(&left, -sim_normal_beyond(&random, 0, -normal_r));
    }
    assert_tail_fits(&exponential, exponential_survival, exponential_r, TAILS);
    assert_tail_fits(&right, gsl_cdf_ugaussian_Q, normal_r, TAILS);
    assert_tail_fits(&left, gsl_cdf_ugaussian_Q, normal_r, TAILS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_exponential),
        cmocka_unit_test(test_normal),
        cmocka_unit_test(test_far_tails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
