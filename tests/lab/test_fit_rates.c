/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plans of rates: pieces found where calls were made with them and nowhere else, p-values uniform
 * where calls come by chance, and what is not by chance seen.
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
#include "lab/fit_rates.h"
#include "sim/random.h"
#include "sim/ziggurat.h"

enum { CALLS_MOST = 20000, DAYS_MOST = 40 };

/* Calls that are made here. */
struct made {
    struct fit_calls calls;
    size_t first[DAYS_MOST + 1];
    double times[CALLS_MOST];
};

/* How often calls come: a rate up to a time, in seconds. */
struct step {
    double until, rate;
};

/* Days of a Poisson process; `level` multiplies the rates of a day, or NULL. */
static void make(struct made *made, uint64_t seed, size_t days, const struct step *steps,
                 const double *level)
{
    struct sim_place place = {.seed = seed};
    struct sim_random random;
    sim_random_at(&random, &place);
    size_t count = 0, last = 0;
    while (steps[last + 1].until > 0)
        last++;
    for (size_t d = 0; d < days; d++) {
        made->first[d] = count;
        double t = 0;
        for (size_t s = 0; s <= last;) {
            double rate = steps[s].rate * (level ? level[d] : 1);
            double next = t + sim_exponential(&random) / rate;
            if (next >= steps[s].until) { /* forgets, and goes on at the new rate */
                t = steps[s++].until;
                continue;
            }
            t = next;
            assert_true(count < CALLS_MOST);
            made->times[count++] = t;
        }
    }
    made->first[days] = count;
    made->calls = (struct fit_calls){
        .days = days, .first = made->first, .times = made->times, .length = steps[last].until};
}

static struct made made;
static struct fit_plan plan;

static const struct step level_day[] = {{4 * 3600, 30 / 3600.0}, {0, 0}};
static const struct step noon[] = {
    {3600, 20 / 3600.0}, {7200, 60 / 3600.0}, {14400, 30 / 3600.0}, {0, 0}};

static void one_rate_is_one_piece(void **state)
{
    (void)state;
    size_t more = 0;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        make(&made, seed, 3, level_day, NULL);
        assert_true(fit_plan_make(&plan, &made.calls, 1));
        more += plan.count > 1;
    }
    assert_true(more <= 5);
}

/* Many calls, and a last cell that is cut short: it is not taken for a quieter time. */
static void the_last_cell_may_be_short(void **state)
{
    (void)state;
    const struct step short_end[] = {{10010, 1.9}, {0, 0}};
    make(&made, 21, 1, short_end, NULL);
    assert_true(fit_plan_make(&plan, &made.calls, 1));
    assert_true(plan.cell * (double)plan.cells > 10010 + plan.cell / 2);
    assert_int_equal(plan.count, 1);
    assert_true(plan.pieces[0].to == 10010);
}

static void pieces_are_found_again(void **state)
{
    (void)state;
    make(&made, 3, 20, noon, NULL);
    assert_true(fit_plan_make(&plan, &made.calls, 1));
    assert_int_equal(plan.count, 3);
    for (size_t n = 0; n < 3; n++) {
        const struct fit_piece *piece = &plan.pieces[n];
        assert_true(fabs(piece->to - noon[n].until) <= plan.cell);
        assert_true(fabs(piece->rate - noon[n].rate) < 4 * piece->error);
        double time = (piece->to - piece->from) * 20;
        assert_true(fabs(piece->error - sqrt((double)piece->calls) / time) < 1e-12);
        assert_true(n == 0 || piece->from == plan.pieces[n - 1].to);
    }
    assert_true(plan.pieces[0].from == 0 && plan.pieces[2].to == 14400);
    size_t all = 0;
    for (size_t n = 0; n < plan.count; n++)
        all += plan.pieces[n].calls;
    assert_int_equal(all, made.first[20]);
}

/* Kolmogorov-Smirnov of p-values of 100 samples, against 1.95 / sqrt(100) (0.1 %). */
static void p_values_are_uniform(void **state)
{
    (void)state;
    double by_gaps[100], by_days[100];
    for (uint64_t s = 0; s < 100; s++) {
        make(&made, 500 + s, 8, noon, NULL);
        assert_true(fit_plan_make(&plan, &made.calls, 1));
        by_gaps[s] = plan.ks_p;
        by_days[s] = plan.dispersion_p;
    }
    struct fit_sample gaps, days;
    struct sim_dist uniform;
    assert_null(sim_dist_uniform(&uniform, 0, 1));
    assert_true(fit_sample_make(&gaps, by_gaps, 100, 0));
    assert_true(fit_sample_make(&days, by_days, 100, 0));
    assert_true(fit_ks(gaps.values, gaps.count, &uniform) < 0.195);
    assert_true(fit_ks(days.values, days.count, &uniform) < 0.195);
    fit_sample_free(&gaps);
    fit_sample_free(&days);
}

static void regular_calls(void **state)
{
    (void)state;
    for (size_t n = 0; n < 240; n++)
        made.times[n] = 60.0 * (double)n + 30 + (n % 3 ? 5 : -5);
    made.first[0] = 0;
    made.first[1] = 240;
    made.calls =
        (struct fit_calls){.days = 1, .first = made.first, .times = made.times, .length = 14400};
    assert_true(fit_plan_make(&plan, &made.calls, 1));
    assert_int_equal(plan.count, 1);
    assert_true(plan.gap_cv < 0.3 && plan.ks_p < 1e-6);
    assert_true(isnan(plan.dispersion));
    double gaps[240];
    assert_int_equal(fit_gaps(gaps, &made.calls), 239);
    assert_true(gaps[0] == 70 && gaps[1] == 60 && gaps[2] == 50);
}

/* Calls in parties of five, all at once: bursts, and not as many pieces. */
static void bursts(void **state)
{
    (void)state;
    make(&made, 9, 1, level_day, NULL);
    size_t count = made.first[1];
    for (size_t n = count; n-- > 0;)
        for (size_t k = 0; k < 5; k++)
            made.times[5 * n + k] = made.times[n] + 0.001 * (double)k;
    made.first[1] = 5 * count;
    assert_true(fit_plan_make(&plan, &made.calls, 1));
    assert_true(plan.gap_cv > 1.5 && plan.ks_p < 1e-6);
    assert_true(plan.scatter > 3);
    assert_true(plan.count <= 2);
}

static void days_that_differ(void **state)
{
    (void)state;
    double level[30];
    for (size_t d = 0; d < 30; d++)
        level[d] = d % 7 < 2 ? 1.5 : 0.8;
    make(&made, 4, 30, noon, level);
    assert_true(fit_plan_make(&plan, &made.calls, 1));
    assert_true(plan.dispersion > 3 && plan.dispersion_p < 1e-6);
    assert_true(plan.day_cv > 0.2 && plan.day_cv < 0.45); /* 0.33 by calculation */
}

/* Times on whole minutes would look like anything but chance if they were taken as they stand. */
static void whole_minutes(void **state)
{
    (void)state;
    make(&made, 6, 5, noon, NULL);
    for (size_t n = 0; n < made.first[5]; n++)
        made.times[n] = 60 * floor(made.times[n] / 60);
    assert_true(fit_plan_make(&plan, &made.calls, 1));
    double plain = plan.ks_p;
    made.calls.grid = 60;
    assert_true(fit_plan_make(&plan, &made.calls, 1));
    assert_true(plain < 1e-6 && plan.ks_p > 0.01);
}

static void hardly_any_calls(void **state)
{
    (void)state;
    made.first[0] = 0;
    made.first[1] = 1;
    made.times[0] = 0;
    made.calls =
        (struct fit_calls){.days = 1, .first = made.first, .times = made.times, .length = 1};
    assert_true(fit_plan_make(&plan, &made.calls, 1));
    assert_int_equal(plan.count, 1);
    assert_int_equal(plan.pieces[0].calls, 1);
    assert_true(isnan(plan.ks_p));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_rate_is_one_piece),  cmocka_unit_test(the_last_cell_may_be_short),
        cmocka_unit_test(pieces_are_found_again), cmocka_unit_test(p_values_are_uniform),
        cmocka_unit_test(regular_calls),          cmocka_unit_test(bursts),
        cmocka_unit_test(days_that_differ),       cmocka_unit_test(whole_minutes),
        cmocka_unit_test(hardly_any_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
