/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Selections among systems with known means: how often they are right, in the configuration that is
 * worst for the procedure (everything just a tolerance away from its target), and what becomes of
 * values that do not exist, never differ, or cannot be told apart.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/lab/synthetic.h"

#define SYSTEMS 10
#define SELECTIONS 400

static const double one[SYNTHETIC_TARGETS_MOST] = {1, 1, 1};
static const double rising[SYSTEMS] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

static struct selection_design design(size_t targets, const double *cost)
{
    return (struct selection_design){
        .candidates = SYSTEMS,
        .targets = targets,
        .tolerance = one,
        .cost = cost,
        .worth = 0.02,
        .error = 0.05,
        .first = 20,
        .most = 1000000,
    };
}

/* All miss the target by just the tolerance but the last, which keeps it with as much to spare. */
static void slippage(struct synthetic *systems, double sd, double rise)
{
    for (size_t i = 0; i < SYSTEMS; i++)
        systems[i] = (struct synthetic){
            .excess = {i + 1 < SYSTEMS ? 1 : -1}, .sd = sd + rise * (double)i, .cost = (double)i};
}

static void is_mostly_right(const struct selection_design *how, const struct synthetic_world *world)
{
    double replications;
    double right = synthetic_part_right(how, world, SELECTIONS, &replications);
    if (!(right >= 1 - how->error))
        fail_msg("right in %.1f %% of %d selections", 100 * right, SELECTIONS);
}

static void the_cheapest_that_meets_is_found(void **state)
{
    (void)state;
    struct synthetic systems[SYSTEMS];
    const double spreads[][2] = {{4, 0}, {2, 0.4}, {6, -0.4}};
    for (size_t n = 0; n < 3; n++) {
        for (int crn = 0; crn < 2; crn++) {
            struct synthetic_world world = {SYSTEMS, 1, systems, crn ? 0.8 : 0};
            struct selection_design how = design(1, rising);
            slippage(systems, spreads[n][0], spreads[n][1]);
            is_mostly_right(&how, &world);
        }
    }
}

/* Without the procedure's care it is not: so the test above can fail. */
static void carelessness_shows(void **state)
{
    (void)state;
    struct synthetic systems[SYSTEMS];
    struct synthetic_world world = {SYSTEMS, 1, systems, 0};
    struct selection_design how = design(1, rising);
    double replications;
    slippage(systems, 4, 0);
    how.error = 0.9;
    assert_true(synthetic_part_right(&how, &world, SELECTIONS, &replications) < 0.9);
    how.error = 0.05;
    how.most = how.first;
    assert_true(synthetic_part_right(&how, &world, SELECTIONS, &replications) < 0.5);
}

/* Each of the others misses another target. */
static void several_targets(void **state)
{
    (void)state;
    struct synthetic systems[SYSTEMS];
    struct synthetic_world world = {SYSTEMS, 3, systems, 0.5};
    struct selection_design how = design(3, rising);
    for (size_t i = 0; i < SYSTEMS; i++) {
        systems[i] = (struct synthetic){.excess = {-1, -1, -1}, .sd = 3, .cost = (double)i};
        if (i + 1 < SYSTEMS)
            systems[i].excess[i % 3] = 1;
    }
    is_mostly_right(&how, &world);
}

/* Costs are measured, and all but one are dearer by just what makes a difference. */
static void measured_costs(void **state)
{
    (void)state;
    struct synthetic systems[SYSTEMS];
    for (int crn = 0; crn < 2; crn++) {
        struct synthetic_world world = {SYSTEMS, 1, systems, crn ? 0.8 : 0};
        struct selection_design how = design(1, NULL);
        for (size_t i = 0; i < SYSTEMS; i++)
            systems[i] = (struct synthetic){.excess = {i == 2 ? 1 : -1},
                                            .sd = 3,
                                            .cost = i == 5 ? 100 : 102.05,
                                            .cost_sd = 4 + 0.3 * (double)i};
        systems[2].cost = 90; /* but it misses the target */
        is_mostly_right(&how, &world);
    }
}

/* What makes a difference is a part of the best cost: 2 % of 1,000. Who has no cost on a day has
 * nothing that the others of that day could be compared with. */
static void costs_are_compared_where_all_have_one(void **state)
{
    (void)state;
    struct selection s;
    struct selection_design how = design(0, NULL);
    size_t candidate;
    uint32_t replication;
    how.candidates = 2;
    how.most = 40;
    assert_true(selection_begin(&s, &how));
    while (selection_next(&s, &candidate, &replication) == SELECTION_RUN) {
        double luck = replication % 2 ? 300 : -300, cost = (candidate == 1 ? 1005 : 1000) + luck;
        bool none = candidate == 0 && replication % 5 == 0;
        selection_take(&s, candidate, NULL, none ? (double)NAN : cost);
    }
    assert_true(fabs(s.indifference - 20) < 1);
    assert_int_equal(s.rounds, 25); /* decided by the first 20 that count */
    assert_int_equal(s.compared, 20);
    assert_int_equal(s.candidates[0].costless, 5);
    assert_true(fabs(selection_cost(&s, 1) - selection_cost(&s, 0) - 5) < 1e-9);
    selection_free(&s);
}

/* Far from its target a system is decided at once: that is what the lines are for. */
static void what_is_clear_takes_few(void **state)
{
    (void)state;
    struct synthetic systems[SYSTEMS];
    struct synthetic_world world = {SYSTEMS, 1, systems, 0};
    struct selection_design how = design(1, rising);
    double replications;
    for (size_t i = 0; i < SYSTEMS; i++)
        systems[i] =
            (struct synthetic){.excess = {i + 1 < SYSTEMS ? 20 : -20}, .sd = 20, .cost = (double)i};
    assert_true(synthetic_part_right(&how, &world, 50, &replications) == 1);
    assert_true(replications / SYSTEMS < 50); /* the triangle alone takes some 140 */
}

static void nobody_meets(void **state)
{
    (void)state;
    struct synthetic systems[SYSTEMS];
    struct synthetic_world world = {SYSTEMS, 1, systems, 0};
    struct selection_design how = design(1, rising);
    struct selection selection;
    slippage(systems, 1, 0);
    systems[SYSTEMS - 1].excess[0] = 2;
    assert_true(synthetic_select(&selection, &how, &world, 1, 1));
    assert_true(selection_answer(&selection) == SIZE_MAX);
    for (size_t i = 0; i < SYSTEMS; i++) {
        assert_int_equal(selection.candidates[i].standing, STANDING_FAILS);
        assert_true(selection_counts(&selection, i));
        assert_false(selection_doubtful(&selection, i));
    }
    selection_free(&selection);
}

/* However far ahead of being told replications are asked for: the same result. */
static void delay_changes_nothing(void **state)
{
    (void)state;
    struct synthetic systems[SYSTEMS];
    struct synthetic_world world = {SYSTEMS, 1, systems, 0.3};
    for (int measured = 0; measured < 2; measured++) {
        struct selection_design how = design(1, measured ? NULL : rising);
        for (size_t i = 0; i < SYSTEMS; i++)
            systems[i] = (struct synthetic){
                .excess = {i < 4 ? 2 : -1}, .sd = 4, .cost = 100 + (double)i, .cost_sd = 3};
        for (uint64_t seed = 1; seed <= 10; seed++) {
            struct selection now, late;
            assert_true(synthetic_select(&now, &how, &world, seed, 1));
            assert_true(synthetic_select(&late, &how, &world, seed, 100));
            assert_true(selection_answer(&now) == selection_answer(&late));
            for (size_t i = 0; i < SYSTEMS; i++) {
                assert_int_equal(selection_counts(&now, i), selection_counts(&late, i));
                if (!selection_counts(&now, i))
                    continue;
                assert_int_equal(now.candidates[i].standing, late.candidates[i].standing);
                assert_int_equal(now.candidates[i].taken, late.candidates[i].taken);
                assert_true(now.candidates[i].gauges[0].excess.mean ==
                            late.candidates[i].gauges[0].excess.mean);
            }
            selection_free(&now);
            selection_free(&late);
        }
    }
}

/* The cheapest first: nobody dearer than the answer has a part in it. */
static void dearer_ones_are_not_tried(void **state)
{
    (void)state;
    struct synthetic systems[SYSTEMS];
    struct synthetic_world world = {SYSTEMS, 1, systems, 0};
    struct selection_design how = design(1, rising);
    struct selection selection;
    slippage(systems, 0.5, 0);
    systems[3].excess[0] = -2;
    assert_true(synthetic_select(&selection, &how, &world, 7, 1));
    assert_true(selection_answer(&selection) == 3);
    for (size_t i = 0; i < SYSTEMS; i++)
        assert_int_equal(selection_counts(&selection, i), i <= 3);
    selection_free(&selection);
}

/* Of those that cost the same all are tried, and the one with the most to spare is the answer. */
static void ties_are_broken_by_what_is_to_spare(void **state)
{
    (void)state;
    static const double flat[SYSTEMS] = {5, 5, 5, 9, 9, 9, 9, 9, 9, 9};
    struct synthetic systems[SYSTEMS];
    struct synthetic_world world = {SYSTEMS, 1, systems, 0};
    struct selection_design how = design(1, flat);
    struct selection selection;
    for (size_t i = 0; i < SYSTEMS; i++)
        systems[i] = (struct synthetic){.excess = {i == 1 ? -9 : -3}, .sd = 1};
    assert_true(synthetic_select(&selection, &how, &world, 7, 1));
    assert_true(selection_answer(&selection) == 1);
    assert_int_equal(selection.candidates[2].standing, STANDING_MEETS);
    assert_false(selection_counts(&selection, 3));
    selection_free(&selection);
}

/* A single system whose replications are made by a function. */
static void select_one(struct selection *selection, const struct selection_design *how,
                       struct observation (*day)(uint32_t replication))
{
    size_t candidate;
    uint32_t replication;
    assert_true(selection_begin(selection, how));
    while (selection_next(selection, &candidate, &replication) == SELECTION_RUN) {
        struct observation seen = day(replication);
        selection_take(selection, candidate, &seen, 0);
    }
    assert_true(selection_over(selection));
}

static struct observation never(uint32_t replication)
{
    (void)replication;
    return (struct observation){NAN, 1};
}

static struct observation every_other(uint32_t replication)
{
    return (struct observation){replication % 2 ? NAN : -5 + 0.1 * (replication % 10), 1};
}

static struct observation always_the_same(uint32_t replication)
{
    (void)replication;
    return (struct observation){-0.5, 1};
}

/* Rare and dear: 30 days of nothing, and then a day that alone breaks the target. */
static struct observation rare(uint32_t replication)
{
    return (struct observation){replication % 40 == 30 ? 99 : -1, 1};
}

static struct observation undecidable(uint32_t replication)
{
    return (struct observation){replication % 2 ? 100 : -100, 1};
}

/* Half as many losses as are allowed of ten callers a day: 0.5 of 1 in 10. */
static struct observation ratio(uint32_t replication)
{
    double calls = 10 + (replication % 3), lost = 0.05 * calls + 0.01 * (replication % 2);
    return (struct observation){lost - 0.1 * calls, calls};
}

static void values_out_of_the_ordinary(void **state)
{
    (void)state;
    static const double cost[] = {1}, tenth[] = {0.01};
    struct selection s;
    struct selection_design how = design(1, cost);
    how.candidates = 1;
    how.most = 5000;

    select_one(&s, &how, never);
    assert_int_equal(s.candidates[0].standing, STANDING_FAILS);
    assert_true(s.candidates[0].valueless);
    assert_int_equal(s.candidates[0].taken, 40);
    selection_free(&s);

    select_one(&s, &how, every_other);
    assert_int_equal(s.candidates[0].standing, STANDING_MEETS);
    assert_int_equal(s.candidates[0].taken, 39);
    selection_free(&s);

    /* log(0.05) / log(0.95) = 58.4: so many are alike by chance if 1 in 20 were not. */
    select_one(&s, &how, always_the_same);
    assert_int_equal(s.candidates[0].standing, STANDING_MEETS);
    assert_int_equal(s.candidates[0].taken, 59);
    selection_free(&s);

    select_one(&s, &how, rare);
    assert_int_equal(s.candidates[0].standing, STANDING_FAILS);
    selection_free(&s);

    select_one(&s, &how, undecidable);
    assert_int_equal(s.candidates[0].standing, STANDING_OPEN);
    assert_int_equal(s.candidates[0].taken, 5000);
    assert_true(selection_doubtful(&s, 0));
    selection_free(&s);

    how.tolerance = tenth;
    select_one(&s, &how, ratio);
    assert_int_equal(s.candidates[0].standing, STANDING_MEETS);
    assert_true(fabs(gauge_excess(&s.candidates[0].gauges[0]) + 0.05) < 0.001);
    selection_free(&s);
}

/*
 * By hand: with 11 first observations and an error of 0.05, half of which is the triangle's,
 * eta = ((2 x 0.025)^(-2/10) - 1) / 2 = 0.410282 and h^2 = 20 eta = 8.20564; so the triangle of
 * delta 1 and variance 4 is 8.20564 x 4 / 2 = 16.41128 high and ends after 32.82 observations. A
 * line gets a sixth of the error: h^2 = 10 (0.05 / 6)^(-2/10) - 10 = 16.0518; with variance 400 the
 * first has slope 20 / 2 and begins at 16.0518 x 400 / 40 = 160.52.
 */
static void the_region(void **state)
{
    (void)state;
    assert_true(fabs(selection_reach(1, 4, 11, 0.05, 30) - (16.41128 - 15)) < 0.001);
    assert_true(selection_reach(1, 4, 11, 0.05, 33) == 0);
    assert_true(selection_reach(1, 0, 11, 0.05, 11) == 0);
    assert_true(fabs(selection_reach(1, 400, 11, 0.05, 11) - (160.52 + 110)) < 0.05);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cheapest_that_meets_is_found),
        cmocka_unit_test(carelessness_shows),
        cmocka_unit_test(several_targets),
        cmocka_unit_test(measured_costs),
        cmocka_unit_test(costs_are_compared_where_all_have_one),
        cmocka_unit_test(what_is_clear_takes_few),
        cmocka_unit_test(nobody_meets),
        cmocka_unit_test(delay_changes_nothing),
        cmocka_unit_test(dearer_ones_are_not_tried),
        cmocka_unit_test(ties_are_broken_by_what_is_to_spare),
        cmocka_unit_test(values_out_of_the_ordinary),
        cmocka_unit_test(the_region),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
