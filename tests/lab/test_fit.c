/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fitting distributions: densities against the distribution functions, statistics worked out by
 * hand and published estimates, parameters found again within their standard errors, p-values that
 * are uniform where the family is right, and what the checks of the data see.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lab/fit.h"
#include "lab/fit_check.h"
#include "lab/fit_family.h"

static void near_to(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.10g is not %.10g (within %g)", value, expected, tolerance);
}

/* One of each family, with the family that is to find it again. */
static struct sim_dist example(enum fit_family family)
{
    struct sim_dist dist = {0};
    const char *wrong = NULL;
    switch (family) {
    case FIT_EXPONENTIAL:
    case FIT_SHIFTED_EXPONENTIAL:
        wrong = sim_dist_exponential(&dist, 480);
        break;
    case FIT_GAMMA:
    case FIT_SHIFTED_GAMMA:
        wrong = sim_dist_gamma(&dist, 900, family == FIT_GAMMA ? 0.3 : 0.7);
        break;
    case FIT_LOGNORMAL:
    case FIT_SHIFTED_LOGNORMAL:
        wrong = sim_dist_lognormal(&dist, 300, 0.6);
        break;
    case FIT_ERLANG:
        wrong = sim_dist_erlang(&dist, 900, 4);
        break;
    case FIT_WEIBULL:
    case FIT_SHIFTED_WEIBULL:
        wrong = sim_dist_weibull(&dist, 900, 1.6);
        break;
    case FIT_PARETO:
        wrong = sim_dist_pareto(&dist, 900, 2.5);
        break;
    case FIT_HYPEREXPONENTIAL:
        wrong = sim_dist_hyperexponential(&dist, 900, 2);
        break;
    case FIT_NORMAL:
        wrong = sim_dist_normal(&dist, 900, 400);
        break;
    case FIT_UNIFORM:
        wrong = sim_dist_uniform(&dist, 60, 1800);
        break;
    case FIT_TRIANGULAR:
        wrong = sim_dist_triangular(&dist, 300, 1200, 600);
        break;
    case FIT_PERT:
        wrong = sim_dist_pert(&dist, 300, 1200, 600);
        break;
    default:
        wrong = sim_dist_constant(&dist, 60 * SIM_SECOND);
    }
    assert_null(wrong);
    if (family >= FIT_SHIFTED_EXPONENTIAL)
        assert_null(sim_dist_shift(&dist, 120 * SIM_SECOND));
    return dist;
}

/* A seeded sample, to be freed. */
static double *draw(const struct sim_dist *dist, size_t count, uint64_t seed)
{
    struct sim_place place = {.seed = seed};
    struct sim_random random;
    double *values = malloc(count * sizeof *values);
    assert_non_null(values);
    sim_random_at(&random, &place);
    for (size_t i = 0; i < count; i++)
        values[i] = sim_seconds(sim_dist_draw_from(dist, &random));
    return values;
}

static struct fit_sample sample_of(const double *values, size_t count, double grid)
{
    struct fit_sample sample;
    assert_true(fit_sample_make(&sample, values, count, grid));
    return sample;
}

/* The density is the slope of the distribution function. */
static void densities_are_slopes(void **state)
{
    (void)state;
    for (enum fit_family family = FIT_EXPONENTIAL; family < FIT_FAMILIES; family++) {
        struct sim_dist dist = example(family);
        for (double p = 0.05; p < 1; p += 0.1) {
            double x = sim_dist_quantile(&dist, p), h = 1e-3;
            double slope = (sim_dist_cdf(&dist, x + h) - sim_dist_cdf(&dist, x - h)) / (2 * h);
            near_to(exp(fit_log_density(&dist, x)) / slope, 1, 1e-5);
        }
        assert_true(isinf(fit_log_density(&dist, -1)));
    }
}

/*
 * By hand for 0.1, 0.4, 0.7 and the uniform distribution: D = 3/3 - 0.7, and A squared =
 * -3 - (ln 0.1 0.3 + 3 ln 0.4 0.6 + 5 ln 0.7 0.9) / 3.
 */
static void distances_by_hand(void **state)
{
    (void)state;
    const double values[] = {0.1, 0.4, 0.7}, tied[] = {0.5, 0.5, 0.5};
    struct sim_dist uniform;
    assert_null(sim_dist_uniform(&uniform, 0, 1));
    near_to(fit_ks(values, 3, &uniform), 0.3, 1e-12);
    near_to(fit_ad(values, 3, &uniform), 0.366028, 1e-6);
    near_to(fit_ks(tied, 3, &uniform), 0.5, 1e-12);
    /* Kolmogorov's distribution at its 5 % and 1 % points (Smirnov 1948). */
    near_to(fit_ks_p(1.3581 / 1000, 1000000), 0.05, 2e-4);
    near_to(fit_ks_p(1.6276 / 1000, 1000000), 0.01, 1e-4);
}

/* Lives of 23 ball bearings (Lieblein and Zelen 1956), in millions of revolutions. */
static const double bearings[] = {17.88, 28.92, 33.00,  41.52,  42.12,  45.60,  48.48, 51.84,
                                  51.96, 54.12, 55.56,  67.80,  68.64,  68.64,  68.88, 84.12,
                                  93.12, 98.64, 105.12, 105.84, 127.92, 128.04, 173.40};

/* Estimates printed in Lawless, "Statistical models and methods for lifetime data", 1982, ch. 4. */
static void published_estimates(void **state)
{
    (void)state;
    struct fit_view view = fit_view_of(bearings, 23, 0);
    struct sim_dist dist;
    assert_null(fit_weibull(&dist, &view));
    near_to(dist.second, 2.102, 5e-4);
    near_to(dist.first / tgamma(1 + 1 / dist.second), 81.88, 5e-3);
    assert_null(fit_lognormal(&dist, &view));
    near_to(sqrt(log1p(dist.second * dist.second)), 0.522, 5e-4);
    near_to(log(dist.first) - 0.5 * log1p(dist.second * dist.second), 4.150, 6e-4);
}

/* No parameter nearby makes the values likelier. */
static void the_likelihood_is_at_its_peak(void **state)
{
    (void)state;
    double *values = malloc(400 * sizeof *values);
    for (enum fit_family family = FIT_EXPONENTIAL; family <= FIT_NORMAL; family++) {
        struct sim_dist truth = example(family), dist;
        free(values);
        values = draw(&truth, 400, 5);
        struct fit_sample sample = sample_of(values, 400, 0);
        assert_null(fit_estimate(family, &dist, sample.values, sample.count));
        double best = fit_log_likelihood(&dist, sample.values, sample.count);
        struct fit_errors errors = fit_errors_of(family, &dist, &sample);
        assert_true(family == FIT_PARETO || errors.first > 0);
        struct sim_dist other;
        if (family == FIT_GAMMA) {
            assert_null(sim_dist_gamma(&other, dist.first * 1.001, dist.second));
            assert_true(fit_log_likelihood(&other, sample.values, sample.count) < best);
            assert_null(sim_dist_gamma(&other, dist.first, dist.second * 0.999));
            assert_true(fit_log_likelihood(&other, sample.values, sample.count) < best);
        }
        if (family == FIT_HYPEREXPONENTIAL) {
            assert_null(sim_dist_hyperexponential(&other, dist.first * 1.01, dist.second));
            assert_true(fit_log_likelihood(&other, sample.values, sample.count) < best);
            assert_null(sim_dist_hyperexponential(&other, dist.first, dist.second * 0.99));
            assert_true(fit_log_likelihood(&other, sample.values, sample.count) < best);
        }
        fit_sample_free(&sample);
    }
    free(values);
}

/* The errors of textbooks: mean / sqrt(n), and for the gamma mean * cv / sqrt(n). */
static void known_standard_errors(void **state)
{
    (void)state;
    const size_t n = 2000;
    struct sim_dist truth = example(FIT_EXPONENTIAL), dist;
    double *values = draw(&truth, n, 11);
    struct fit_sample sample = sample_of(values, n, 0);
    assert_null(fit_estimate(FIT_EXPONENTIAL, &dist, sample.values, n));
    struct fit_errors errors = fit_errors_of(FIT_EXPONENTIAL, &dist, &sample);
    near_to(errors.first / (dist.first / sqrt((double)n)), 1, 1e-3);
    assert_true(isnan(errors.second));
    assert_null(fit_estimate(FIT_GAMMA, &dist, sample.values, n));
    errors = fit_errors_of(FIT_GAMMA, &dist, &sample);
    near_to(errors.first / (dist.first * dist.second / sqrt((double)n)), 1, 1e-3);
    fit_sample_free(&sample);
    free(values);
}

/* Standard deviation of values. */
static double scatter_of(const double *values, size_t count)
{
    struct fit_sample sample = sample_of(values, count, 0);
    double sd = sample.mean * sample.cv;
    fit_sample_free(&sample);
    return sd;
}

/* Errors that are stated are what estimates of other samples scatter by: 300 samples, to 15 %. */
static void errors_are_what_estimates_scatter_by(void **state)
{
    (void)state;
    enum { SAMPLES = 300, SIZE = 300 };
    const enum fit_family families[] = {FIT_LOGNORMAL, FIT_WEIBULL, FIT_PARETO,
                                        FIT_HYPEREXPONENTIAL, FIT_NORMAL};
    for (size_t f = 0; f < sizeof families / sizeof *families; f++) {
        static double firsts[SAMPLES], seconds[SAMPLES];
        double first = 0, second = 0;
        struct sim_dist truth = example(families[f]), dist;
        for (size_t n = 0; n < SAMPLES; n++) {
            double *values = draw(&truth, SIZE, 5000 + n);
            struct fit_sample sample = sample_of(values, SIZE, 0);
            assert_null(fit_estimate(families[f], &dist, sample.values, SIZE));
            struct fit_errors errors = fit_errors_of(families[f], &dist, &sample);
            firsts[n] = dist.first;
            seconds[n] = dist.second;
            first += errors.first / SAMPLES;
            second += errors.second / SAMPLES;
            fit_sample_free(&sample);
            free(values);
        }
        near_to(scatter_of(firsts, SAMPLES) / first, 1, 0.15);
        near_to(scatter_of(seconds, SAMPLES) / second, 1, 0.15);
    }
}

static void within(double found, double truth, double error)
{
    if (truth != 0 && !(fabs(found - truth) < 4 * error))
        fail_msg("%g was drawn with, %g found, with a standard error of %g", truth, found, error);
}

/* Every family finds its own parameters again, within 4 of the standard errors it states. */
static void parameters_are_recovered(void **state)
{
    (void)state;
    const size_t n = 1500;
    for (enum fit_family family = FIT_EXPONENTIAL; family < FIT_FAMILIES; family++) {
        struct sim_dist truth = example(family);
        double *values = draw(&truth, n, 20 + family), *room = malloc(8 * n);
        struct fit_sample sample = sample_of(values, n, 0);
        struct fit fit = {.family = family};
        assert_null(fit_estimate(family, &fit.dist, sample.values, n));
        fit.ks = fit_ks(sample.values, n, &fit.dist);
        fit.ad = fit_ad(sample.values, n, &fit.dist);
        fit.errors = fit_errors_of(family, &fit.dist, &sample);
        fit_bootstrap(&fit, &sample, 1, room);
        assert_true(fit.ks_p > 0.001 && fit.ad_p > 0.001);
        if (family == FIT_ERLANG)
            assert_true(fit.dist.second == truth.second);
        else
            within(fit.dist.second, truth.second, fit.errors.second);
        within(fit.dist.first, truth.first, fit.errors.first);
        within(fit.dist.third, truth.third, fit.errors.third);
        within(sim_seconds(fit.dist.shift), sim_seconds(truth.shift), fit.errors.shift);
        fit_sample_free(&sample);
        free(values);
        free(room);
    }
}

/* The family that was drawn from is chosen, where it can be told from others. */
static void the_right_family_wins(void **state)
{
    (void)state;
    const enum fit_family clear[] = {FIT_EXPONENTIAL,      FIT_LOGNORMAL, FIT_PARETO,
                                     FIT_HYPEREXPONENTIAL, FIT_UNIFORM,   FIT_SHIFTED_EXPONENTIAL};
    for (size_t i = 0; i < sizeof clear / sizeof *clear; i++) {
        struct sim_dist truth = example(clear[i]);
        double *values = draw(&truth, 500, 60 + i);
        struct fit_sample sample = sample_of(values, 500, 0);
        struct fits fits;
        fits_make(&fits, &sample, 1, 2);
        const struct fit *best = fits_best(&fits);
        assert_non_null(best);
        assert_int_equal(best->family, clear[i]);
        fit_sample_free(&sample);
        free(values);
    }
}

static void threads_change_nothing(void **state)
{
    (void)state;
    struct sim_dist truth = example(FIT_WEIBULL);
    double *values = draw(&truth, 100, 8);
    struct fit_sample sample = sample_of(values, 100, 0);
    struct fits one, three, other;
    fits_make(&one, &sample, 1, 1);
    fits_make(&three, &sample, 1, 3);
    assert_int_equal(one.possible, three.possible);
    for (size_t n = 0; n < one.possible; n++) {
        assert_int_equal(one.list[n].family, three.list[n].family);
        assert_true(one.list[n].ad_p == three.list[n].ad_p);
        assert_true(one.list[n].ks_p == three.list[n].ks_p);
    }
    /* Another seed is other samples: a p-value that is neither 0 nor 1 is a little different. */
    fits_make(&other, &sample, 2, 1);
    size_t different = 0;
    for (size_t n = 0; n < one.possible; n++)
        different += one.list[n].ad_p != other.list[n].ad_p;
    assert_true(different > 0);
    fit_sample_free(&sample);
    free(values);
}

/* Where the family is right, p-values are uniform: 100 samples, KS against 1.95 / sqrt(100) (0.1
 * %). */
static void p_values_are_uniform(enum fit_family family, double grid)
{
    enum { SAMPLES = 100, SIZE = 40 };
    double by_ks[SAMPLES], by_ad[SAMPLES], room[FIT_REPLICA_SIZE];
    struct sim_dist truth = example(family), uniform;
    assert_null(sim_dist_uniform(&uniform, 0, 1));
    for (uint64_t s = 0; s < SAMPLES; s++) {
        double *values = draw(&truth, SIZE, 1000 + s);
        for (size_t i = 0; i < SIZE && grid > 0; i++)
            values[i] = grid * round(values[i] / grid);
        struct fit_sample sample = sample_of(values, SIZE, grid);
        struct fit fit = {.family = family};
        assert_null(fit_estimate(family, &fit.dist, sample.values, SIZE));
        fit.ks = fit_ks(sample.values, SIZE, &fit.dist);
        fit.ad = fit_ad(sample.values, SIZE, &fit.dist);
        fit_bootstrap(&fit, &sample, s + 1, room);
        by_ks[s] = fit.ks_p;
        by_ad[s] = fit.ad_p;
        fit_sample_free(&sample);
        free(values);
    }
    struct fit_sample ks = sample_of(by_ks, SAMPLES, 0), ad = sample_of(by_ad, SAMPLES, 0);
    assert_true(fit_ks(ks.values, SAMPLES, &uniform) < 1.95 / sqrt(SAMPLES));
    assert_true(fit_ks(ad.values, SAMPLES, &uniform) < 1.95 / sqrt(SAMPLES));
    fit_sample_free(&ks);
    fit_sample_free(&ad);
}

static void p_values_hold(void **state)
{
    (void)state;
    p_values_are_uniform(FIT_EXPONENTIAL, 0);
    p_values_are_uniform(FIT_GAMMA, 0);
    p_values_are_uniform(FIT_WEIBULL, 0);
}

/* Rounded to more than the spread: a test that ignored it would reject everything. */
static void rounding_is_allowed_for(void **state)
{
    (void)state;
    p_values_are_uniform(FIT_LOGNORMAL, 60);
    p_values_are_uniform(FIT_GAMMA, 300);
}

static void nothing_fits_two_humps(void **state)
{
    (void)state;
    struct sim_dist low, high;
    assert_null(sim_dist_normal(&low, 300, 20));
    assert_null(sim_dist_normal(&high, 1500, 50));
    double *values = draw(&low, 400, 3), *others = draw(&high, 200, 4);
    memcpy(values + 200, others, 200 * sizeof *values);
    struct fit_sample sample = sample_of(values, 400, 0);
    struct fits fits;
    fits_make(&fits, &sample, 1, 2);
    assert_null(fits_best(&fits));
    assert_true(fits.possible > 5);
    fit_sample_free(&sample);
    free(values);
    free(others);
}

static void odd_samples(void **state)
{
    (void)state;
    const double alike[] = {60, 60, 60, 60, 60, 60}, few[] = {1, 2, 3}, zero[] = {0, 0, 5};
    struct fits fits;
    struct fit_sample sample = sample_of(alike, 6, 0);
    fits_make(&fits, &sample, 1, 1);
    assert_int_equal(fits.possible, 1);
    assert_int_equal(fits_best(&fits)->family, FIT_CONSTANT);
    assert_int_equal(fits_best(&fits)->dist.shift, 60 * SIM_SECOND);
    fit_sample_free(&sample);
    sample = sample_of(few, 3, 0);
    fits_make(&fits, &sample, 1, 1);
    assert_int_equal(fits.possible, 0);
    assert_null(fits_best(&fits));
    fit_sample_free(&sample);
    sample = sample_of(zero, 3, 0);
    assert_int_equal(sample.count, 1);
    fit_sample_free(&sample);
}

/* Extremely small and large values, and hardly any spread, end in numbers or in a reason. */
static void extreme_samples(void **state)
{
    (void)state;
    const double tiny[] = {1e-6, 2e-6, 3e-6, 4e-6, 7e-6}, wide[] = {1e-6, 1e-3, 1, 1e3, 1e8};
    const double close[] = {100, 100.0001, 100.0002, 100.0001, 100.0003};
    const double *samples[] = {tiny, wide, close};
    for (size_t i = 0; i < 3; i++) {
        struct fit_sample sample = sample_of(samples[i], 5, 0);
        struct fits fits;
        fits_make(&fits, &sample, 1, 1);
        assert_true(fits.possible > 0);
        for (size_t n = 0; n < fits.possible; n++) {
            assert_true(isfinite(fits.list[n].bic) && isfinite(fits.list[n].ad));
            assert_true(fits.list[n].ks >= 0 && fits.list[n].ks <= 1);
        }
        fit_sample_free(&sample);
    }
}

/* More values than are used: the parameters are as good as from all. */
static void many_values(void **state)
{
    (void)state;
    const size_t n = 200000;
    struct sim_dist truth = example(FIT_GAMMA), dist;
    double *values = draw(&truth, n, 77);
    struct fit_sample sample = sample_of(values, n, 0);
    assert_int_equal(sample.count, FIT_USED_MOST);
    assert_int_equal(sample.of, n);
    assert_null(fit_estimate(FIT_GAMMA, &dist, sample.values, sample.count));
    struct fit_errors errors = fit_errors_of(FIT_GAMMA, &dist, &sample);
    near_to(errors.first / (900 * 0.3 / sqrt((double)n)), 1, 0.05);
    within(dist.first, truth.first, errors.first);
    within(dist.second, truth.second, errors.second);
    /* And the likelihood is that of all of them. */
    struct fits fits;
    fits_make(&fits, &sample, 0, 2);
    for (size_t f = 0; f < fits.possible; f++)
        if (fits.list[f].family == FIT_GAMMA)
            near_to(fits.list[f].log_likelihood / fit_log_likelihood(&dist, values, n), 1, 1e-3);
    assert_int_equal(fits.list[0].family, FIT_GAMMA);
    fit_sample_free(&sample);
    free(values);
}

static struct fit_check check_of(const double *values, size_t count)
{
    struct fit_check check;
    assert_true(fit_check_make(&check, values, count));
    return check;
}

/* Kendall's S of 1 3 2 4 by hand: 5 pairs up, 1 down. */
static void trends(void **state)
{
    (void)state;
    const double mixed[] = {1, 3, 2, 4};
    near_to(check_of(mixed, 4).tau, 4.0 / 6, 1e-12);
    /* Of 2 2 1 2 1 3, pairs of equal ones are neither: 6 up, 5 down, of 15. */
    const double equal[] = {2, 2, 1, 2, 1, 3};
    near_to(check_of(equal, 6).tau, 1.0 / 15, 1e-12);
    double rising[60], steady[60];
    struct sim_dist truth = example(FIT_EXPONENTIAL);
    double *drawn = draw(&truth, 60, 9);
    for (int i = 0; i < 60; i++) {
        rising[i] = 100 + 10 * i + drawn[i] / 4;
        steady[i] = drawn[i];
    }
    struct fit_check up = check_of(rising, 60), level = check_of(steady, 60);
    assert_true(up.trend_p < 1e-6 && up.tau > 0 && up.last_third > up.first_third);
    assert_true(level.trend_p > 0.05);
    assert_true(up.dependence_p < 1e-6 && up.lag1 > 0.5);
    assert_true(level.dependence_p > 0.05);
    free(drawn);
}

static void oddities_are_seen(void **state)
{
    (void)state;
    const double minutes[] = {60, 300, 120, 0, 240, 180, 60, 120, 60, 180, 300, 7200000};
    struct fit_check check = check_of(minutes, 11);
    near_to(check.grid, 60, 0);
    assert_int_equal(check.zeros, 1);
    assert_int_equal(check.long_outliers, 0);
    assert_int_equal(check_of(minutes, 12).long_outliers, 1);
    const double alike[] = {60, 60, 120, 120, 120, 120, 60, 180, 60, 300, 120};
    assert_int_equal(check_of(alike, 11).long_outliers, 0);
    const double fine[] = {61.234567, 310.5, 124.75, 240.1, 180.3};
    near_to(check_of(fine, 5).grid, 0, 0);
    assert_true(fit_check_make(&check, NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(densities_are_slopes),
        cmocka_unit_test(distances_by_hand),
        cmocka_unit_test(published_estimates),
        cmocka_unit_test(the_likelihood_is_at_its_peak),
        cmocka_unit_test(known_standard_errors),
        cmocka_unit_test(errors_are_what_estimates_scatter_by),
        cmocka_unit_test(parameters_are_recovered),
        cmocka_unit_test(the_right_family_wins),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(p_values_hold),
        cmocka_unit_test(rounding_is_allowed_for),
        cmocka_unit_test(nothing_fits_two_humps),
        cmocka_unit_test(odd_samples),
        cmocka_unit_test(extreme_samples),
        cmocka_unit_test(many_values),
        cmocka_unit_test(trends),
        cmocka_unit_test(oddities_are_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
