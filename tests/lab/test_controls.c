/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Control variates: exact cases, a regression by hand, and how often the intervals are right. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab/controls.h"
#include "sim/random.h"

static void assert_near(double value, double expected, double within)
{
    if (!(fabs(value - expected) <= within))
        fail_msg("%.17g is not %.17g", value, expected);
}

/*
 * Controls -3..3 and so on, responses 10 + 2 c + e with e orthogonal to 1 and c. So the slope is
 * exactly 2, the residuals are e, and the mean at c = 0 is read off.
 */
static void one_control_by_hand(void **state)
{
    (void)state;
    static const double off[] = {-3, -2, -1, 1, 2, 3}, rest[] = {1, -1, 0, 0, -1, 1};
    struct controls controls;
    struct controlled controlled;
    assert_true(controls_begin(&controls, 1, 1));
    for (int n = 0; n < 6; n++) {
        double control = off[n] + 0.5, response = 10 + 2 * control + 0.1 * rest[n];
        controls_add(&controls, &control, &response, NULL);
    }
    assert_true(controls_estimate(&controls, 0, 0.95, &controlled));
    /* Sum of squared residuals 0.04 with 4 degrees of freedom; squares of the control: 28. */
    double sd = sqrt(0.04 / 4), stretch = sqrt(1.0 / 6 + 0.25 / 28);
    assert_near(controlled.estimate.mean, 10, 1e-12);
    assert_near(controlled.estimate.sd, sd, 1e-12);
    assert_near(controlled.estimate.half_width, student_quantile(0.975, 4) * sd * stretch, 1e-12);
    double plain = student_quantile(0.975, 5) * sqrt((4 * 28 + 0.04) / 5) / sqrt(6);
    assert_near(controlled.reduction, 1 - controlled.estimate.half_width / plain, 1e-12);
    assert_near(controlled.explained[0], 112 / 112.04, 1e-12);
    controls_free(&controls);
}

static double normal_like(struct sim_random *random)
{
    double sum = -6;
    for (int n = 0; n < 12; n++)
        sum += sim_random_unit(random);
    return sum;
}

/* A day: three controls of which the third is the sum of the others; what they do not explain. */
static void add_day(struct controls *controls, struct sim_random *random, double slope)
{
    double a = normal_like(random), b = normal_like(random);
    double values[] = {a, b, a + b};
    double response = 5 + slope * (a - 0.5 * b) + normal_like(random);
    controls_add(controls, values, &response, NULL);
}

/* A control that others determine adds nothing and spoils nothing. */
static void controls_may_depend_on_each_other(void **state)
{
    (void)state;
    struct sim_random random;
    struct controls controls;
    struct controlled controlled;
    sim_random_at(&random, &(struct sim_place){.seed = 1});
    assert_true(controls_begin(&controls, 3, 1));
    for (int day = 0; day < 200; day++)
        add_day(&controls, &random, 3);
    assert_true(controls_estimate(&controls, 0, 0.95, &controlled));
    assert_int_equal(controlled.used, 3);
    assert_true(controlled.explained[2] == 0);
    assert_true(controlled.explained[0] > controlled.explained[1]);
    assert_near(controlled.estimate.sd, 1, 0.2);
    assert_near(controlled.estimate.mean, 5, 0.3);
    controls_free(&controls);
}

/* Coverage of 95 % intervals, and how often controls without any use are taken for useful. */
static void try_often(double slope, int days, int *covered, int *helped)
{
    struct sim_random random;
    sim_random_at(&random, &(struct sim_place){.seed = 2});
    *covered = *helped = 0;
    for (int sample = 0; sample < 2000; sample++) {
        struct controls controls;
        struct controlled controlled;
        assert_true(controls_begin(&controls, 2, 1));
        for (int day = 0; day < days; day++)
            add_day(&controls, &random, slope);
        if (controls_estimate(&controls, 0, 0.95, &controlled)) {
            ++*helped;
            *covered += fabs(controlled.estimate.mean - 5) <= controlled.estimate.half_width;
        }
        controls_free(&controls);
    }
}

static void intervals_are_as_good_as_they_say(void **state)
{
    (void)state;
    int covered, helped;
    try_often(2, 20, &covered, &helped);
    assert_true(helped > 1800);
    if (covered < 0.925 * helped)
        fail_msg("%d of %d intervals are right", covered, helped);
    try_often(0, 20, &covered, &helped); /* by chance in 1 of 100 cases: 20 of 2000, sd 4.4 */
    assert_in_range(helped, 0, 42);
}

static void there_must_be_enough_replications(void **state)
{
    (void)state;
    struct sim_random random;
    struct controls controls;
    struct controlled controlled;
    sim_random_at(&random, &(struct sim_place){.seed = 3});
    assert_true(controls_begin(&controls, 3, 1));
    for (int day = 1; day <= 20; day++) {
        add_day(&controls, &random, 100);
        controls_estimate(&controls, 0, 0.95, &controlled);
        assert_int_equal(controlled.used, day / CONTROLS_REPLICATIONS_EACH);
    }
    controls_free(&controls);
}

/* On days on which a measure exists, the controls' means may be others than on all days. */
static void what_is_missing_on_a_day_is_not_controlled(void **state)
{
    (void)state;
    struct controls controls;
    struct controlled controlled;
    assert_true(controls_begin(&controls, 1, 2));
    for (int day = 0; day < 30; day++) {
        double control = day % 7 - 3, responses[] = {control, day == 4 ? NAN : control};
        controls_add(&controls, &control, responses, NULL);
    }
    assert_true(controls_estimate(&controls, 0, 0.95, &controlled));
    assert_false(controls_estimate(&controls, 1, 0.95, &controlled));
    controls_free(&controls);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_control_by_hand),
        cmocka_unit_test(controls_may_depend_on_each_other),
        cmocka_unit_test(intervals_are_as_good_as_they_say),
        cmocka_unit_test(there_must_be_enough_replications),
        cmocka_unit_test(what_is_missing_on_a_day_is_not_controlled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
