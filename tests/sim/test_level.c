/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A level over time, against areas worked out by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sim/level.h"

static void assert_level(const struct sim_level *level, int64_t value, int64_t max, uint64_t area)
{
    assert_int_equal(level->value, value);
    assert_int_equal(level->max, max);
    assert_true(level->area == area);
}

/* 0 until 10, 2 until 15, 3 until 18, 1 until 28: 0 + 10 + 9 + 10. */
static void area_is_value_times_how_long_it_lasted(void **state)
{
    (void)state;
    struct sim_level level = {0};
    sim_level_set(&level, 10, 2);
    sim_level_add(&level, 15, 1);
    sim_level_add(&level, 18, -2);
    assert_level(&level, 1, 3, 19);
    sim_level_flush(&level, 28);
    assert_level(&level, 1, 3, 29);
    sim_level_flush(&level, 28);
    assert_level(&level, 1, 3, 29);
}

/* It goes up to 9 and down again within the instant 5: nobody could have seen it. */
static void what_lasts_no_time_is_no_maximum(void **state)
{
    (void)state;
    struct sim_level level = {0};
    sim_level_set(&level, 0, 2);
    sim_level_set(&level, 5, 9);
    sim_level_set(&level, 5, 1);
    sim_level_flush(&level, 6);
    assert_level(&level, 1, 2, 11);
    sim_level_set(&level, 6, 4);
    assert_level(&level, 4, 2, 11); /* 4 has not lasted yet */
    sim_level_flush(&level, 7);
    assert_level(&level, 4, 4, 15);
}

/* At 10, 3 of 5 go on for 4 more, then 1 for 6: 12 + 6, and a highest value of 3. */
static void restarting_forgets_the_past_and_keeps_the_value(void **state)
{
    (void)state;
    struct sim_level level = {0};
    sim_level_set(&level, 0, 5);
    sim_level_set(&level, 9, 3);
    sim_level_restart(&level, 10);
    assert_level(&level, 3, 0, 0);
    sim_level_set(&level, 14, 1);
    sim_level_flush(&level, 20);
    assert_level(&level, 1, 3, 18);
}

/* A million for 36 years does not fit into 64 bits. */
static void areas_are_exact_beyond_64_bits(void **state)
{
    (void)state;
    struct sim_level level = {0};
    sim_level_set(&level, 0, 1000000);
    sim_level_flush(&level, SIM_FAR - 1);
    assert_true(level.area == (sim_area)1000000 * ((uint64_t)SIM_FAR - 1));
    assert_true(level.area > UINT64_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(area_is_value_times_how_long_it_lasted),
        cmocka_unit_test(what_lasts_no_time_is_no_maximum),
        cmocka_unit_test(restarting_forgets_the_past_and_keeps_the_value),
        cmocka_unit_test(areas_are_exact_beyond_64_bits),
    };
    return cmocka_run_group_tests_name("level", tests, NULL, NULL);
}
