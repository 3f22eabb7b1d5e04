/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every distribution: what is drawn against its CDF, its mean and its variance; these against each
 * other; and that a draw is a function of its place which scales with the mean.
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
#include <gsl/gsl_integration.h>

#include "sim/dist.h"
#include "sim/moments.h"

#define DRAWS 200000

/* What a distribution allows to be tested. */
enum {
    PLAIN = 0,
    NO_VARIANCE_ESTIMATE = 1, /* the fourth moment is infinite, or too large for a sample */
    NO_MEAN_ESTIMATE = 2,     /* the same of the second */
    ATOMS = 4,                /* single values have a probability: the CDF jumps */
    EXP_OR_POW = 8,           /* draws depend on the last bit of the machine's exp and pow */
};

struct specimen {
    char name[40];
    struct sim_dist dist;
    int flags;
};

#define SPECIMENS 35
static struct specimen specimens[SPECIMENS];
static int specimen_count;

static void take(const char *name, int flags, struct sim_dist dist, const char *error)
{
    if (error)
        fail_msg("%s: %s", name, error);
    assert_true(specimen_count < SPECIMENS);
    struct specimen *specimen = &specimens[specimen_count++];
    specimen->dist = dist;
    specimen->flags = flags;
    snprintf(specimen->name, sizeof specimen->name, "%s", name);
}

#define TAKE(name, flags, maker, ...)                                                              \
    do {                                                                                           \
        struct sim_dist made;                                                                      \
        const char *error = maker(&made, __VA_ARGS__);                                             \
        take(name, flags, made, error);                                                            \
    } while (0)

static void take_families(void)
{
    TAKE("exponential", PLAIN, sim_dist_exponential, 480);
    TAKE("exponential of 3 ns", ATOMS, sim_dist_exponential, 3e-9);
    TAKE("gamma cv 0.3", PLAIN, sim_dist_gamma, 900, 0.3);
    TAKE("gamma cv 0.001", PLAIN, sim_dist_gamma, 900, 0.001);
    TAKE("gamma cv 0.000001", PLAIN, sim_dist_gamma, 900, 1e-6);
    TAKE("gamma cv 1", PLAIN, sim_dist_gamma, 900, 1);
    TAKE("gamma cv 1.5", EXP_OR_POW, sim_dist_gamma, 900, 1.5);
    TAKE("gamma cv 30", NO_VARIANCE_ESTIMATE | EXP_OR_POW | ATOMS, sim_dist_gamma, 900, 30);
    TAKE("lognormal cv 0.4", EXP_OR_POW, sim_dist_lognormal, 300, 0.4);
    TAKE("lognormal cv 3", NO_VARIANCE_ESTIMATE | EXP_OR_POW, sim_dist_lognormal, 300, 3);
    TAKE("erlang k 1", PLAIN, sim_dist_erlang, 900, 1);
    TAKE("erlang k 4", PLAIN, sim_dist_erlang, 900, 4);
    TAKE("erlang k 100", PLAIN, sim_dist_erlang, 900, 100);
    TAKE("weibull shape 2", EXP_OR_POW, sim_dist_weibull, 900, 2);
    TAKE("weibull shape 0.5", NO_VARIANCE_ESTIMATE | EXP_OR_POW, sim_dist_weibull, 900, 0.5);
    TAKE("pareto shape 2.5", NO_VARIANCE_ESTIMATE | EXP_OR_POW, sim_dist_pareto, 900, 2.5);
    TAKE("pareto shape 1.5", NO_VARIANCE_ESTIMATE | NO_MEAN_ESTIMATE | EXP_OR_POW, sim_dist_pareto,
         900, 1.5);
    TAKE("pareto shape 20", EXP_OR_POW, sim_dist_pareto, 900, 20);
    TAKE("hyperexponential cv 2", PLAIN, sim_dist_hyperexponential, 900, 2);
    TAKE("hyperexponential cv 1", PLAIN, sim_dist_hyperexponential, 900, 1);
    TAKE("hyperexponential cv 20", NO_VARIANCE_ESTIMATE, sim_dist_hyperexponential, 900, 20);
    TAKE("normal sd 0.2 of mean", PLAIN, sim_dist_normal, 900, 180);
    TAKE("normal sd 1 of mean", PLAIN, sim_dist_normal, 900, 900);
    TAKE("normal sd 1000 of mean", PLAIN, sim_dist_normal, 1, 1000);
    TAKE("normal sd 0", ATOMS, sim_dist_normal, 900, 0);
    TAKE("uniform", PLAIN, sim_dist_uniform, 0, 1800);
    TAKE("triangular", PLAIN, sim_dist_triangular, 300, 1200, 600);
    TAKE("triangular, peak at an end", PLAIN, sim_dist_triangular, 300, 1200, 300);
    TAKE("pert", PLAIN, sim_dist_pert, 300, 1200, 600);
    TAKE("pert, peak at an end", PLAIN, sim_dist_pert, 300, 1200, 1200);
    TAKE("constant", ATOMS, sim_dist_constant, 5 * SIM_MINUTE);
}

static void take_composed(void)
{
    static sim_time values[] = {30 * SIM_SECOND, 10 * SIM_SECOND, 20 * SIM_SECOND, 10 * SIM_SECOND,
                                90 * SIM_SECOND};
    TAKE("empirical", ATOMS, sim_dist_empirical, values, 5);

    static struct sim_dist_part inner[2], outer[2];
    inner[0].weight = 3;
    assert_null(sim_dist_gamma(&inner[0].dist, 600, 0.3));
    inner[1].weight = 1;
    assert_null(sim_dist_constant(&inner[1].dist, 45 * SIM_MINUTE));
    TAKE("mixture", ATOMS, sim_dist_mixture, inner, 2);

    outer[0].weight = 0.5;
    outer[0].dist = specimens[specimen_count - 1].dist;
    assert_null(sim_dist_shift(&outer[0].dist, 1 * SIM_MINUTE));
    outer[1].weight = 0.7;
    assert_null(sim_dist_exponential(&outer[1].dist, 60));
    TAKE("mixture of a shifted mixture", ATOMS, sim_dist_mixture, outer, 2);

    struct sim_dist shifted;
    assert_null(sim_dist_exponential(&shifted, 120));
    take("30 s + exponential", PLAIN, shifted, sim_dist_shift(&shifted, 30 * SIM_SECOND));
    specimens[specimen_count - 1].dist = shifted;
}

static int make_specimens(void **state)
{
    (void)state;
    take_families();
    take_composed();
    return specimen_count == SPECIMENS ? 0 : -1;
}

static sim_time drawn(const struct sim_dist *dist, uint32_t subject)
{
    struct sim_place place = {.seed = 20, .replication = 1, .subject = subject, .purpose = 2};
    return sim_dist_draw(dist, &place);
}

static int ascending(const void *a, const void *b)
{
    sim_time x = *(const sim_time *)a, y = *(const sim_time *)b;
    return (x > y) - (x < y);
}

/*
 * The Kolmogorov-Smirnov distance of draws in whole nanoseconds, looked at in every 20th of them:
 * a draw is at most t when what was rounded is below t + 1/2 ns.
 */
static double distance(const struct sim_dist *dist, const sim_time *sorted)
{
    double most = 0;
    for (int i = 0; i < DRAWS; i += 20) {
        int end = i, begin = i;
        while (end < DRAWS && sorted[end] == sorted[i])
            end++;
        while (begin > 0 && sorted[begin - 1] == sorted[i])
            begin--;
        double above = sim_dist_cdf(dist, sim_seconds(sorted[i]) + 0.5e-9);
        double below = sim_dist_cdf(dist, sim_seconds(sorted[i]) - 0.5e-9);
        most = fmax(most, fabs((double)end / DRAWS - above));
        most = fmax(most, fabs((double)begin / DRAWS - below));
        i = end > i + 20 ? end - 20 : i; /* skip what is equal */
    }
    return most;
}

/*
 * 200,000 draws of each against its CDF, at level 0.001 over all together (Bonferroni): the
 * asymptotic 1 - 0.001/35 quantile of Kolmogorov's distribution is sqrt(log(2 * 35 / 0.001) / 2).
 */
static void test_draws_follow_the_cdf(void **state)
{
    (void)state;
    static sim_time draws[DRAWS];
    double critical = sqrt(log(2 * SPECIMENS / 0.001) / 2) / sqrt(DRAWS);
    for (int s = 0; s < SPECIMENS; s++) {
        for (uint32_t i = 0; i < DRAWS; i++)
            draws[i] = drawn(&specimens[s].dist, i);
        qsort(draws, DRAWS, sizeof *draws, ascending);
        double found = distance(&specimens[s].dist, draws);
        if (!(found < critical))
            fail_msg("%s: distance %g, critical %g", specimens[s].name, found, critical);
    }
}

/* Within 5 standard errors; that of a variance comes from the draws' fourth moment. */
static void test_draws_have_the_moments(void **state)
{
    (void)state;
    for (int s = 0; s < SPECIMENS; s++) {
        const struct sim_dist *dist = &specimens[s].dist;
        double mean = sim_dist_mean(dist), variance = sim_dist_variance(dist);
        struct sim_moments first = {0}, second = {0};
        for (uint32_t i = 0; i < DRAWS; i++) {
            double x = sim_seconds(drawn(dist, i));
            sim_moments_add(&first, x);
            sim_moments_add(&second, (x - mean) * (x - mean));
        }
        double error = 5 * sqrt(variance / DRAWS) + 1e-12 * mean;
        if (!(specimens[s].flags & NO_MEAN_ESTIMATE) && !(fabs(first.mean - mean) < error))
            fail_msg("%s: mean %g, drawn %g", specimens[s].name, mean, first.mean);
        error = 5 * sqrt(sim_moments_variance(&second) / DRAWS) + 1e-12 * variance + 1e-17;
        if (!(specimens[s].flags & NO_VARIANCE_ESTIMATE) && !(fabs(second.mean - variance) < error))
            fail_msg("%s: variance %g, drawn %g", specimens[s].name, variance, second.mean);
    }
}

/* The integrands of the mean and of E[x^2] over what lies above a value: see below. */
static double survival(double x, void *dist)
{
    return 1 - sim_dist_cdf(dist, x);
}

static double twice_x_survival(double x, void *dist)
{
    return 2 * x * survival(x, dist);
}

static double thrice_x_squared_survival(double x, void *dist)
{
    return 3 * x * x * survival(x, dist);
}

/*
 * The integral from 0 to where next to nothing is left, in pieces between quantiles, so that steep
 * places are found.
 */
static double integral(double (*f)(double, void *), struct sim_dist *dist)
{
    static const double p[] = {1e-6, 1e-3, 0.1, 0.5, 0.9, 0.99, 1 - 1e-4, 1 - 1e-6, 1 - 1e-9};
    gsl_integration_workspace *workspace = gsl_integration_workspace_alloc(1000);
    gsl_function function = {f, dist};
    double from = 0, sum = 0;
    for (int i = 0; i <= 9; i++) {
        double to = i < 9 ? sim_dist_quantile(dist, p[i]) : 3 * from, piece, error;
        gsl_integration_qag(&function, from, to, 0, 1e-8, 1000, GSL_INTEG_GAUSS21, workspace,
                            &piece, &error);
        sum += piece;
        from = to;
    }
    gsl_integration_workspace_free(workspace);
    return sum;
}

/* The mean is the integral of the survival function, E[x^2] that of 2x times it, and so on. */
static void test_moments_agree_with_the_cdf(void **state)
{
    (void)state;
    for (int s = 0; s < SPECIMENS; s++) {
        struct sim_dist *dist = &specimens[s].dist;
        if (specimens[s].flags & (ATOMS | NO_VARIANCE_ESTIMATE))
            continue;
        double mean = integral(survival, dist);
        double square = integral(twice_x_survival, dist);
        if (!(fabs(mean / sim_dist_mean(dist) - 1) < 1e-6))
            fail_msg("%s: mean %.9g, integrated %.9g", specimens[s].name, sim_dist_mean(dist),
                     mean);
        if (!(fabs(square - mean * mean - sim_dist_variance(dist)) < 1e-5 * square))
            fail_msg("%s: variance %.9g, integrated %.9g", specimens[s].name,
                     sim_dist_variance(dist), square - mean * mean);
        double cube = integral(thrice_x_squared_survival, dist);
        double third = cube - mean * (3 * square - 2 * mean * mean);
        if (!(fabs(third - sim_dist_third(dist)) < 1e-4 * cube))
            fail_msg("%s: third moment %.9g, integrated %.9g", specimens[s].name,
                     sim_dist_third(dist), third);
    }
}

/* 1, 2 and 6 s: mean 3, deviations -2, -1 and 3; beside them, as often, 9 s: mean 6. */
static void test_third_moment_of_data(void **state)
{
    (void)state;
    sim_time values[] = {6000000000, 1000000000, 2000000000};
    struct sim_dist_part parts[2] = {{.weight = 1}, {.weight = 1}};
    struct sim_dist dist;
    assert_null(sim_dist_empirical(&parts[0].dist, values, 3));
    assert_true(fabs(sim_dist_third(&parts[0].dist) - (-8 - 1 + 27) / 3.0) < 1e-12);
    assert_null(sim_dist_constant(&parts[1].dist, 9000000000));
    assert_null(sim_dist_mixture(&dist, parts, 2));
    assert_null(sim_dist_shift(&dist, 5000000000));
    double expected = (-125 - 64 + 0) / 6.0 + 27 / 2.0; /* deviations -5, -4 and 0; 3 */
    assert_true(fabs(sim_dist_third(&dist) - expected) < 1e-12);
    assert_null(sim_dist_pareto(&dist, 1, 3));
    assert_true(isinf(sim_dist_third(&dist)));
}

/* A time as long as the mean of a family is its mean, to the last bit. */
static void test_mean_is_as_given(void **state)
{
    (void)state;
    struct sim_dist dist;
    assert_null(sim_dist_exponential(&dist, 480));
    assert_true(sim_dist_mean(&dist) == 480);
    assert_null(sim_dist_lognormal(&dist, 300, 0.4));
    assert_true(sim_dist_mean(&dist) == 300);
    assert_null(sim_dist_pareto(&dist, 900, 2.5));
    assert_true(sim_dist_mean(&dist) == 900);
    assert_true(isinf(sim_dist_variance(&specimens[16].dist))); /* pareto shape 1.5 */
}

static void test_quantile_inverts_cdf(void **state)
{
    (void)state;
    static const double p[] = {0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999};
    for (int s = 0; s < SPECIMENS; s++) {
        const struct sim_dist *dist = &specimens[s].dist;
        for (int i = 0; i < 9; i++) {
            double x = sim_dist_quantile(dist, p[i]), found = sim_dist_cdf(dist, x);
            if (specimens[s].flags & ATOMS) { /* the least x with at least p below or at it */
                assert_true(found >= p[i] - 1e-12);
                assert_true(sim_dist_cdf(dist, x * (1 - 1e-9) - 1e-12) <= p[i] + 1e-6);
                continue;
            }
            if (!(fabs(found - p[i]) < 1e-10))
                fail_msg("%s: cdf(quantile(%g)) = %.12g", specimens[s].name, p[i], found);
            double back = sim_dist_quantile(dist, found);
            if (!(fabs(back - x) <= 1e-9 * x))
                fail_msg("%s: quantile(cdf(%g)) = %.12g", specimens[s].name, x, back);
        }
    }
}

/*
 * Gamma with a large shape, of which GSL's CDF is not used: the values are those of the series
 * x^a e^-x / Gamma(a+1) * (1 + x/(a+1) + x^2/((a+1)(a+2)) + ...), summed with 30 digits.
 */
static void test_narrow_gamma(void **state)
{
    (void)state;
    static const struct {
        double shape, x, p;
    } rows[] = {
        {1e4, 9700, 0.001234175584468492},      {1e4, 9900, 0.1586511921935647},
        {1e4, 10100, 0.8413487504471796},       {1e4, 10300, 0.9985295051036143},
        {1e5, 1e5 - 948, 0.001322195406605729}, {1e5, 1e5 - 316, 0.1588295624174792},
        {1e5, 1e5 + 316, 0.8411711708725475},   {1e5, 1e5 + 948, 0.9986026967564823},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sim_dist dist;
        assert_null(sim_dist_erlang(&dist, rows[i].shape, rows[i].shape)); /* scale 1 */
        assert_true(fabs(sim_dist_cdf(&dist, rows[i].x) - rows[i].p) < 1e-11);
    }
}

/*
 * A sample of the values themselves, so that neither compiler nor optimisation may change them.
 * Only of those that need no exp, log or pow: their last bits are the machine's.
 */
static void test_draws_stay_the_same(void **state)
{
    (void)state;
    uint64_t fingerprint = 0;
    for (int s = 0; s < SPECIMENS; s++) {
        if (specimens[s].flags & EXP_OR_POW)
            continue;
        for (uint32_t i = 0; i < 2000; i++) {
            fingerprint ^= (uint64_t)drawn(&specimens[s].dist, i);
            fingerprint *= 0x9E3779B97F4A7C15;
            fingerprint ^= fingerprint >> 29;
        }
    }
    assert_int_equal(fingerprint, 0x79d7813db71fbed4);
}

/* The same place gives the same draw, also at the head of a longer sequence. */
static void test_draw_is_a_function_of_the_place(void **state)
{
    (void)state;
    for (int s = 0; s < SPECIMENS; s++) {
        for (uint32_t i = 0; i < 200; i++) {
            struct sim_place place = {.seed = 20, .replication = 1, .subject = i, .purpose = 2};
            struct sim_random random;
            sim_random_at(&random, &place);
            assert_int_equal(drawn(&specimens[s].dist, i),
                             sim_dist_draw_from(&specimens[s].dist, &random));
        }
    }
}

/* By what the same fate is stretched when every parameter that is a time is 1.2 times as long. */
static void assert_stretched(const struct sim_dist *dist, const struct sim_dist *longer)
{
    for (uint32_t i = 0; i < 5000; i++) {
        double before = (double)drawn(dist, i), after = (double)drawn(longer, i);
        assert_true(fabs(after - 1.2 * before) <= 1.2 + 1e-14 * after);
    }
}

static void test_scales_with_the_mean(void **state)
{
    (void)state;
    struct sim_dist a, b;
#define STRETCHED(maker, short, long)                                                              \
    do {                                                                                           \
        assert_null(maker short);                                                                  \
        assert_null(maker long);                                                                   \
        assert_stretched(&a, &b);                                                                  \
    } while (0)
    STRETCHED(sim_dist_exponential, (&a, 100), (&b, 120));
    STRETCHED(sim_dist_gamma, (&a, 100, 0.3), (&b, 120, 0.3));
    STRETCHED(sim_dist_gamma, (&a, 100, 3), (&b, 120, 3));
    STRETCHED(sim_dist_lognormal, (&a, 100, 0.4), (&b, 120, 0.4));
    STRETCHED(sim_dist_erlang, (&a, 100, 4), (&b, 120, 4));
    STRETCHED(sim_dist_weibull, (&a, 100, 2), (&b, 120, 2));
    STRETCHED(sim_dist_pareto, (&a, 100, 2.5), (&b, 120, 2.5));
    STRETCHED(sim_dist_hyperexponential, (&a, 100, 2), (&b, 120, 2));
    STRETCHED(sim_dist_normal, (&a, 100, 80), (&b, 120, 96));
    STRETCHED(sim_dist_uniform, (&a, 50, 100), (&b, 60, 120));
    STRETCHED(sim_dist_triangular, (&a, 50, 100, 80), (&b, 60, 120, 96));
    STRETCHED(sim_dist_pert, (&a, 50, 100, 80), (&b, 60, 120, 96));
#undef STRETCHED
}

static void test_can_be_zero(void **state)
{
    (void)state;
    static const char *const above_zero[] = {"pareto shape 2.5",
                                             "pareto shape 1.5",
                                             "pareto shape 20",
                                             "normal sd 0",
                                             "triangular",
                                             "triangular, peak at an end",
                                             "pert",
                                             "constant",
                                             "pert, peak at an end",
                                             "empirical",
                                             "30 s + exponential"};
    for (int s = 0; s < SPECIMENS; s++) {
        bool expected = true;
        for (size_t i = 0; i < sizeof above_zero / sizeof *above_zero; i++)
            if (strcmp(specimens[s].name, above_zero[i]) == 0)
                expected = false;
        if (sim_dist_can_be_zero(&specimens[s].dist) != expected)
            fail_msg("%s: can be zero: %d", specimens[s].name, !expected);
    }
    struct sim_dist zero = {0};
    assert_true(sim_dist_can_be_zero(&zero));
    assert_int_equal(drawn(&zero, 0), 0);
}

static void test_names(void **state)
{
    (void)state;
    assert_string_equal(sim_dist_name(SIM_GAMMA), "gamma");
    for (int kind = 0; kind < SIM_DIST_KINDS; kind++)
        assert_non_null(sim_dist_name((enum sim_dist_kind)kind));
    assert_string_equal(sim_dist_name(SIM_DIST_KINDS), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_draws_follow_the_cdf),
        cmocka_unit_test(test_draws_have_the_moments),
        cmocka_unit_test(test_moments_agree_with_the_cdf),
        cmocka_unit_test(test_third_moment_of_data),
        cmocka_unit_test(test_mean_is_as_given),
        cmocka_unit_test(test_quantile_inverts_cdf),
        cmocka_unit_test(test_narrow_gamma),
        cmocka_unit_test(test_draws_stay_the_same),
        cmocka_unit_test(test_draw_is_a_function_of_the_place),
        cmocka_unit_test(test_scales_with_the_mean),
        cmocka_unit_test(test_can_be_zero),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, make_specimens, NULL);
}
