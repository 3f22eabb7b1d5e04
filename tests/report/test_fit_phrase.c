/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What `fit` prints to be pasted is read back as the distribution that was fitted, to a part of its
 * standard errors.
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
#include "models/arena.h"
#include "models/phrase.h"
#include "report/fit_phrase.h"

static struct sim_dist read(const char *text)
{
    struct arena *arena = arena_new(1 << 16);
    const struct phrase_files files = {.arena = arena};
    struct phrase_error error;
    struct sim_dist dist = {0};
    if (!phrase_dist(text, strlen(text), &files, &dist, &error))
        fail_msg("'%s': %s", text, error.text);
    arena_free(arena);
    return dist;
}

static struct fit fit_of(const char *text, struct fit_errors errors)
{
    return (struct fit){.dist = read(text), .errors = errors};
}

static void is_written(const char *text, struct fit_errors errors, const char *expected)
{
    struct fit fit = fit_of(text, errors);
    char phrase[FIT_PHRASE_ROOM];
    fit_phrase(phrase, &fit);
    assert_string_equal(phrase, expected);
    read(phrase);
}

static void digits_by_standard_error(void **state)
{
    (void)state;
    const struct fit_errors few = {30, 0.05, NAN, NAN}, many = {0.3, 0.0005, NAN, NAN};
    is_written("gamma 901.2345 s cv 0.30123", few, "gamma 15.02 min cv 0.301");
    is_written("gamma 901.2345 s cv 0.30123", many, "gamma 15.0206 min cv 0.30123");
    is_written("exponential 52.25 ms", (struct fit_errors){0.004, NAN, NAN, NAN},
               "exponential 52.2 ms");
    is_written("15 min", (struct fit_errors){NAN, NAN, NAN, NAN}, "15 min");
    is_written("90 s + weibull 900 s shape 1.5", (struct fit_errors){60, 0.1, NAN, 30},
               "90 s + weibull 15 min shape 1.5");
    is_written("uniform 0 s to 1799 s", (struct fit_errors){60, 60, NAN, NAN},
               "uniform 0 min to 30 min");
    struct fit nearly_none =
        fit_of("pert 0 s to 30 min peak 6 min", (struct fit_errors){60, 60, 60, NAN});
    char phrase[FIT_PHRASE_ROOM];
    nearly_none.dist.first = 8e-11;
    fit_phrase(phrase, &nearly_none);
    assert_string_equal(phrase, "pert 0 min to 30 min peak 6 min");
}

/* A shape that rounds to 1 would have no mean. */
static void rounding_stays_in_range(void **state)
{
    (void)state;
    const struct fit_errors wide = {1000, 0.5, NAN, NAN};
    is_written("pareto 900 s shape 1.001", wide, "pareto 15 min shape 1.001");
    is_written("hyperexponential 900 s cv 1", wide, "hyperexponential 15 min cv 1");
}

static void zeros_are_mixed_in(void **state)
{
    (void)state;
    struct fit fit = fit_of("exponential 8 min", (struct fit_errors){NAN, NAN, NAN, NAN});
    char phrase[FIT_PHRASE_ROOM];
    fit_phrase_with_zeros(phrase, &fit, 5, 100);
    assert_string_equal(phrase, "mixture 5 of 0 s | 95 of exponential 8 min");
    read(phrase);
    fit_phrase_errors(phrase, &fit, true);
    assert_string_equal(phrase, "");
}

static void near(double read_back, double fitted, double error)
{
    error = isnan(error) ? 0 : error;
    if (fitted != 0 && !(fabs(read_back - fitted) <= 0.06 * error + 6e-4 * fabs(fitted)))
        fail_msg("%g was fitted, %g is read back, with an error of %g", fitted, read_back, error);
}

/* Every family that can be fitted to a sample, from values to the phrase and back. */
static void round_trip(void **state)
{
    (void)state;
    static const char *const truths[] = {"gamma 15 min cv 0.3", "lognormal 80 ms cv 1.4",
                                         "30 s + exponential 2 min", "hyperexponential 4 h cv 3",
                                         "uniform 5 min to 20 min"};
    double values[400];
    for (size_t t = 0; t < sizeof truths / sizeof *truths; t++) {
        struct sim_dist truth = read(truths[t]);
        struct sim_place place = {.seed = 70 + t};
        struct sim_random random;
        sim_random_at(&random, &place);
        for (size_t i = 0; i < 400; i++)
            values[i] = sim_seconds(sim_dist_draw_from(&truth, &random));
        struct fit_sample sample;
        struct fits fits;
        assert_true(fit_sample_make(&sample, values, 400, 0));
        fits_make(&fits, &sample, 1, 2);
        for (size_t n = 0; n < fits.possible; n++) {
            const struct fit *fit = &fits.list[n];
            char phrase[FIT_PHRASE_ROOM];
            fit_phrase(phrase, fit);
            struct sim_dist back = read(phrase);
            assert_int_equal(back.kind, fit->dist.kind);
            bool ends =
                back.kind == SIM_UNIFORM || back.kind == SIM_TRIANGULAR || back.kind == SIM_PERT;
            double width = ends ? fit->dist.second : 0;
            near(back.first, fit->dist.first, fmax(fit->errors.first, width / 100));
            near(back.second, fit->dist.second, fit->errors.second);
            near(back.third, fit->dist.third, fit->errors.third);
            near(sim_seconds(back.shift), sim_seconds(fit->dist.shift), fit->errors.shift);
        }
        fit_sample_free(&sample);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_by_standard_error),
        cmocka_unit_test(rounding_stays_in_range),
        cmocka_unit_test(zeros_are_mixed_in),
        cmocka_unit_test(round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
