/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Instants and lengths of time, at their ends.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "sim/clock.h"

static void units_are_nanoseconds(void **state)
{
    (void)state;
    assert_int_equal(SIM_US, 1000);
    assert_int_equal(SIM_SECOND, 1000000000);
    assert_int_equal(SIM_MINUTE, 60 * SIM_SECOND);
    assert_int_equal(SIM_HOUR, 3600 * SIM_SECOND);
    assert_int_equal(SIM_DAY, 86400 * SIM_SECOND);
    assert_true(SIM_FAR > 36 * 365 * SIM_DAY);
    assert_true(SIM_NEVER > SIM_FAR);
}

static void what_would_be_too_late_is_put_at_the_last_instant(void **state)
{
    (void)state;
    assert_int_equal(sim_after(3, 4), 7);
    assert_int_equal(sim_after(SIM_FAR - 5, 4), SIM_FAR - 1);
    assert_int_equal(sim_after(SIM_FAR - 5, 5), SIM_FAR);
    assert_int_equal(sim_after(SIM_FAR - 5, 6), SIM_FAR);
    assert_int_equal(sim_after(SIM_FAR, SIM_FAR), SIM_FAR);
}

static void seconds_go_to_the_nearest_nanosecond(void **state)
{
    (void)state;
    assert_int_equal(sim_from_seconds(1.5), 1500000000);
    assert_int_equal(sim_from_seconds(0.4e-9), 0);
    assert_int_equal(sim_from_seconds(0.6e-9), 1);
    assert_int_equal(sim_from_seconds(2.6e-9), 3);
    assert_int_equal(sim_from_seconds(1e9), SIM_SECOND * 1000000000);
}

static void seconds_out_of_range_go_to_the_ends(void **state)
{
    (void)state;
    assert_int_equal(sim_from_seconds(0), 0);
    assert_int_equal(sim_from_seconds(-1), 0);
    assert_int_equal(sim_from_seconds((double)NAN), 0);
    assert_int_equal(sim_from_seconds(-(double)INFINITY), 0);
    assert_int_equal(sim_from_seconds((double)INFINITY), SIM_FAR);
    assert_int_equal(sim_from_seconds(1e300), SIM_FAR);
    assert_int_equal(sim_from_seconds(0x1p60 / 1e9), SIM_FAR);
}

static void seconds_and_back(void **state)
{
    (void)state;
    assert_true(sim_seconds(1500000000) == 1.5);
    static const sim_time times[] = {0, 1, 999, SIM_SECOND + 1, 3 * SIM_HOUR + 7, 300 * SIM_DAY};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++)
        assert_true(llabs(sim_from_seconds(sim_seconds(times[i])) - times[i]) <= times[i] >> 52);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_are_nanoseconds),
        cmocka_unit_test(what_would_be_too_late_is_put_at_the_last_instant),
        cmocka_unit_test(seconds_go_to_the_nearest_nanosecond),
        cmocka_unit_test(seconds_out_of_range_go_to_the_ends),
        cmocka_unit_test(seconds_and_back),
    };
    return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
