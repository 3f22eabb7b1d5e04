/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parameters out of range are refused with a message that says what is wrong; those at the edge of
 * their range give distributions that can be drawn from and asked everything.
 */
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_sf_gamma.h>

#include "sim/dist.h"

#define YEARS_37 (37 * 365.25 * 86400)

static struct sim_dist dist;

/* The message contains the words, and the distribution is as it was. */
static void assert_refused(const char *message, const char *words)
{
    static const struct sim_dist untouched;
    assert_non_null(message);
    if (!strstr(message, words))
        fail_msg("\"%s\" does not say \"%s\"", message, words);
    assert_memory_equal(&dist, &untouched, sizeof dist);
}

static void test_means(void **state)
{
    (void)state;
    static const double too_low[] = {0, -1, -INFINITY, NAN};
    static const double too_high[] = {YEARS_37, INFINITY};
    for (int i = 0; i < 4; i++) {
        double mean = too_low[i];
        const char *words = "mean must be above 0";
        assert_refused(sim_dist_exponential(&dist, mean), words);
        assert_refused(sim_dist_gamma(&dist, mean, 1), words);
        assert_refused(sim_dist_lognormal(&dist, mean, 1), words);
        assert_refused(sim_dist_erlang(&dist, mean, 1), words);
        assert_refused(sim_dist_weibull(&dist, mean, 1), words);
        assert_refused(sim_dist_pareto(&dist, mean, 2), words);
        assert_refused(sim_dist_hyperexponential(&dist, mean, 2), words);
        assert_refused(sim_dist_normal(&dist, mean, 1), words);
    }
    for (int i = 0; i < 2; i++) {
        assert_refused(sim_dist_exponential(&dist, too_high[i]), "36 years");
        assert_refused(sim_dist_normal(&dist, too_high[i], 1), "36 years");
    }
}

static void test_spreads(void **state)
{
    (void)state;
    static const double bad[] = {0, -1, NAN, INFINITY, 1001};
    for (int i = 0; i < 5; i++) {
        assert_refused(sim_dist_gamma(&dist, 1, bad[i]), "cv");
        assert_refused(sim_dist_lognormal(&dist, 1, bad[i]), "cv");
        assert_refused(sim_dist_hyperexponential(&dist, 1, bad[i]), "cv");
    }
    assert_refused(sim_dist_hyperexponential(&dist, 1, 0.9), "at least 1");
    assert_refused(sim_dist_normal(&dist, 1, -1), "sd");
    assert_refused(sim_dist_normal(&dist, 1, NAN), "sd");
    assert_refused(sim_dist_normal(&dist, 1, YEARS_37), "36 years");
}

static void test_shapes(void **state)
{
    (void)state;
    static const double bad_k[] = {0, 0.5, -1, 2.5, NAN, INFINITY, 2e12};
    for (int i = 0; i < 7; i++)
        assert_refused(sim_dist_erlang(&dist, 1, bad_k[i]), "k (");
    static const double bad_shape[] = {0, -1, NAN, INFINITY, 0.001, 2e6};
    for (int i = 0; i < 6; i++) {
        assert_refused(sim_dist_weibull(&dist, 1, bad_shape[i]), "shape");
        assert_refused(sim_dist_pareto(&dist, 1, bad_shape[i]), "shape");
    }
    assert_refused(sim_dist_pareto(&dist, 1, 1), "above 1");
}

static void test_ranges(void **state)
{
    (void)state;
    assert_refused(sim_dist_uniform(&dist, -1, 1), "negative");
    assert_refused(sim_dist_uniform(&dist, NAN, 1), "negative");
    assert_refused(sim_dist_uniform(&dist, 1, 1), "below");
    assert_refused(sim_dist_uniform(&dist, 1, NAN), "below");
    assert_refused(sim_dist_uniform(&dist, 1, YEARS_37), "36 years");
    static const double bad_peak[] = {0.9, 2.1, NAN};
    for (int i = 0; i < 3; i++) {
        assert_refused(sim_dist_triangular(&dist, 1, 2, bad_peak[i]), "peak");
        assert_refused(sim_dist_pert(&dist, 1, 2, bad_peak[i]), "peak");
    }
    assert_refused(sim_dist_triangular(&dist, 3, 2, 2), "below");
    assert_refused(sim_dist_pert(&dist, 3, 2, 2), "below");
}

static void test_whole_times(void **state)
{
    (void)state;
    assert_refused(sim_dist_constant(&dist, -1), "negative");
    assert_refused(sim_dist_constant(&dist, SIM_FAR + 1), "36 years");
    sim_time values[] = {1, -1};
    assert_refused(sim_dist_empirical(&dist, values, 0), "at least one");
    assert_refused(sim_dist_empirical(&dist, values, 2), "negative");
    values[1] = SIM_FAR + 1;
    assert_refused(sim_dist_empirical(&dist, values, 2), "36 years");
    assert_refused(sim_dist_shift(&dist, -1), "negative");
    assert_refused(sim_dist_shift(&dist, SIM_FAR + 1), "36 years");

    struct sim_dist shifted;
    assert_null(sim_dist_exponential(&shifted, 1));
    assert_null(sim_dist_shift(&shifted, SIM_FAR));
    assert_non_null(sim_dist_shift(&shifted, 1));
    assert_int_equal(shifted.shift, SIM_FAR);
}

static void test_mixtures(void **state)
{
    (void)state;
    static struct sim_dist_part parts[9][1];
    assert_refused(sim_dist_mixture(&dist, parts[0], 0), "at least one");
    static const double bad[] = {0, -1, NAN, INFINITY};
    for (int i = 0; i < 4; i++) {
        parts[0][0].weight = bad[i];
        assert_refused(sim_dist_mixture(&dist, parts[0], 1), "weights");
    }
    struct sim_dist nested = {0};
    for (int depth = 0; depth < 9; depth++) {
        parts[depth][0].weight = 1;
        parts[depth][0].dist = nested;
        const char *error = sim_dist_mixture(&nested, parts[depth], 1);
        if (depth < 8)
            assert_null(error);
        else
            assert_non_null(strstr(error, "8 deep"));
    }
    assert_true(sim_dist_mean(&nested) == 0);
}

static void assert_sane(const char *error)
{
    assert_null(error);
    double before = 0;
    for (int i = -400; i <= 400; i++) { /* around the mean, and in every order of magnitude */
        double x = i < 0 ? exp2(i) : sim_dist_mean(&dist) * (i / 200.0);
        double p = sim_dist_cdf(&dist, x);
        assert_true(p >= 0 && p <= 1);
        if (i > 0)
            assert_true(p >= before - 1e-12);
        before = i < 0 ? 0 : p;
    }
    assert_true(sim_dist_mean(&dist) > 0);
    assert_true(sim_dist_variance(&dist) >= 0);
    for (int i = 1; i < 100; i++) {
        double x = sim_dist_quantile(&dist, i / 100.0);
        assert_true(x >= 0 && isfinite(x));
    }
    for (uint32_t i = 0; i < 1000; i++) {
        sim_time draw = sim_dist_draw(&dist, &(struct sim_place){.seed = 1, .subject = i});
        assert_in_range(draw, 0, SIM_FAR);
    }
}

static void test_edges_of_the_ranges(void **state)
{
    (void)state;
    static const double means[] = {1e-12, 1e-9, 60, (double)SIM_FAR / 1e9};
    for (int i = 0; i < 4; i++) {
        double mean = means[i];
        assert_sane(sim_dist_exponential(&dist, mean));
        assert_sane(sim_dist_gamma(&dist, mean, SIM_DIST_CV_LEAST));
        assert_sane(sim_dist_gamma(&dist, mean, SIM_DIST_CV_MOST));
        assert_sane(sim_dist_lognormal(&dist, mean, SIM_DIST_CV_LEAST));
        assert_sane(sim_dist_lognormal(&dist, mean, SIM_DIST_CV_MOST));
        assert_sane(sim_dist_erlang(&dist, mean, 1));
        assert_sane(sim_dist_erlang(&dist, mean, SIM_DIST_K_MOST));
        assert_sane(sim_dist_weibull(&dist, mean, SIM_DIST_WEIBULL_LEAST));
        assert_sane(sim_dist_weibull(&dist, mean, SIM_DIST_SHAPE_MOST));
        assert_sane(sim_dist_pareto(&dist, mean, nextafter(1, 2)));
        assert_sane(sim_dist_pareto(&dist, mean, SIM_DIST_SHAPE_MOST));
        assert_sane(sim_dist_hyperexponential(&dist, mean, 1));
        assert_sane(sim_dist_hyperexponential(&dist, mean, SIM_DIST_CV_MOST));
        assert_sane(sim_dist_normal(&dist, mean, 0));
        assert_sane(sim_dist_normal(&dist, mean, mean * 1e-300));
        assert_sane(sim_dist_normal(&dist, mean, (double)SIM_FAR / 1e9));
        assert_sane(sim_dist_uniform(&dist, 0, mean));
        assert_sane(sim_dist_triangular(&dist, 0, mean, 0));
        assert_sane(sim_dist_triangular(&dist, 0, mean, mean));
        assert_sane(sim_dist_pert(&dist, 0, mean, 0));
        assert_sane(sim_dist_pert(&dist, nextafter(mean, 0), mean, mean));
    }
    dist = (struct sim_dist){0};
}

/* Whatever GSL is asked, its answer may be NaN but it does not end the process. */
static void test_gsl_does_not_abort(void **state)
{
    (void)state;
    assert_true(isnan(gsl_sf_lngamma(0)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_means),
        cmocka_unit_test(test_spreads),
        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_whole_times),
        cmocka_unit_test(test_mixtures),
        cmocka_unit_test(test_edges_of_the_ranges),
        cmocka_unit_test(test_gsl_does_not_abort),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
