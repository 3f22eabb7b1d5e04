/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Distributions stretched and widened: means and spreads are what they should be, draws at the same
 * place are the same fate, and what cannot be is refused.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "models/arena.h"
#include "models/stretch.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(1 << 20);
    return arena ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static void near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-6 * fabs(expected)))
        fail_msg("%.12g instead of %.12g", value, expected);
}

static sim_time data[] = {SIM_SECOND, 2 * SIM_SECOND, 6 * SIM_SECOND};
static struct sim_dist_part parts[2];

/* One of each kind, all with a shift of 3 s; `kinds` of them. */
static size_t examples(struct sim_dist *list)
{
    size_t n = 0;
    assert_null(sim_dist_exponential(&list[n++], 10));
    assert_null(sim_dist_gamma(&list[n++], 10, 0.3));
    assert_null(sim_dist_lognormal(&list[n++], 10, 0.4));
    assert_null(sim_dist_erlang(&list[n++], 10, 4));
    assert_null(sim_dist_weibull(&list[n++], 10, 2));
    assert_null(sim_dist_pareto(&list[n++], 10, 3.5));
    assert_null(sim_dist_hyperexponential(&list[n++], 10, 2));
    assert_null(sim_dist_uniform(&list[n++], 5, 15));
    assert_null(sim_dist_triangular(&list[n++], 5, 16, 9));
    assert_null(sim_dist_pert(&list[n++], 5, 16, 9));
    assert_null(sim_dist_empirical(&list[n++], data, 3));
    for (size_t i = 0; i < n; i++)
        assert_null(sim_dist_shift(&list[i], 3 * SIM_SECOND));
    return n;
}

static void every_draw_is_longer(void **state)
{
    (void)state;
    struct sim_dist list[16];
    size_t count = examples(list);
    assert_null(sim_dist_normal(&list[count++], 10, 1));
    parts[0] = (struct sim_dist_part){.weight = 1, .dist = list[0]};
    parts[1] = (struct sim_dist_part){.weight = 3, .dist = list[1]};
    assert_null(sim_dist_mixture(&list[count++], parts, 2));
    assert_null(sim_dist_constant(&list[count++], 7 * SIM_SECOND));
    for (size_t n = 0; n < count; n++) {
        struct sim_dist longer = list[n];
        assert_null(dist_stretch(&longer, 1.2, arena));
        near(sim_dist_mean(&longer), 1.2 * sim_dist_mean(&list[n]));
        for (uint32_t subject = 0; subject < 50; subject++) {
            struct sim_place place = {1, 1, subject, 1};
            double before = sim_seconds(sim_dist_draw(&list[n], &place));
            double after = sim_seconds(sim_dist_draw(&longer, &place));
            if (fabs(after - 1.2 * before) > 5e-9)
                fail_msg("%s: %.12g became %.12g", sim_dist_name(list[n].kind), before, after);
        }
    }
}

static void the_spread_widens_around_the_mean(void **state)
{
    (void)state;
    struct sim_dist list[16];
    size_t count = examples(list);
    static const double factors[] = {0.8, 1.2};
    for (size_t n = 0; n < count; n++) {
        for (size_t f = 0; f < 2; f++) {
            struct sim_dist wider = list[n];
            const char *wrong = dist_widen(&wider, factors[f], arena);
            if (wrong)
                fail_msg("%s: %s", sim_dist_name(list[n].kind), wrong);
            near(sim_dist_mean(&wider), sim_dist_mean(&list[n]));
            near(dist_variation(&wider), factors[f] * dist_variation(&list[n]));
        }
    }
}

/* A long draw stays a long one: the two are nearly the same luck. */
static void wider_draws_keep_their_order(void **state)
{
    (void)state;
    struct sim_dist list[16];
    size_t count = examples(list);
    for (size_t n = 0; n < count; n++) {
        struct sim_dist wider = list[n];
        double xx = 0, yy = 0, xy = 0, mean = sim_dist_mean(&list[n]);
        assert_null(dist_widen(&wider, 1.2, arena));
        for (uint32_t subject = 0; subject < 2000; subject++) {
            struct sim_place place = {1, 1, subject, 1};
            double x = sim_seconds(sim_dist_draw(&list[n], &place)) - mean;
            double y = sim_seconds(sim_dist_draw(&wider, &place)) - mean;
            xx += x * x;
            yy += y * y;
            xy += x * y;
        }
        double least = list[n].kind == SIM_HYPEREXPONENTIAL ? 0.7 : 0.97;
        if (!(xy / sqrt(xx * yy) > least))
            fail_msg("%s: correlation %.3f", sim_dist_name(list[n].kind), xy / sqrt(xx * yy));
    }
}

static void what_cannot_be_is_refused(void **state)
{
    (void)state;
    struct sim_dist dist, before;
    assert_null(sim_dist_constant(&dist, SIM_SECOND));
    assert_non_null(dist_widen(&dist, 1.2, arena));
    assert_null(sim_dist_uniform(&dist, 1, 15));
    before = dist;
    assert_non_null(dist_widen(&dist, 1.2, arena)); /* from -0.4 s */
    assert_memory_equal(&dist, &before, sizeof dist);
    assert_null(dist_widen(&dist, 0.8, arena));
    assert_null(sim_dist_pareto(&dist, 10, 1.5)); /* no variance */
    assert_non_null(dist_widen(&dist, 1.2, arena));
    assert_null(sim_dist_hyperexponential(&dist, 10, 1.1));
    assert_non_null(dist_widen(&dist, 0.8, arena));
    assert_null(sim_dist_empirical(&dist, data, 3));
    assert_non_null(dist_widen(&dist, 2, arena)); /* 1 s, 2 s below the mean */
    assert_null(sim_dist_constant(&dist, SIM_FAR));
    assert_non_null(dist_stretch(&dist, 1.2, arena));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_draw_is_longer),
        cmocka_unit_test(the_spread_widens_around_the_mean),
        cmocka_unit_test(wider_draws_keep_their_order),
        cmocka_unit_test(what_cannot_be_is_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
