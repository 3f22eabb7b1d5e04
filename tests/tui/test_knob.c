/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Knobs: the next value up and down, as it would be written in a scenario file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/knob.h"

static const struct key *key_named(const char *name)
{
    struct key_part parts[2];
    const struct key *key = key_find(THEME_KITCHEN, name, parts);
    assert_non_null(key);
    return key;
}

static void turns(const char *name, const char *present, const char *up, const char *down)
{
    char value[KNOB_TEXT];
    bool done = knob_turn(key_named(name), THEME_KITCHEN, present, 1, value);
    assert_int_equal(done, up != NULL);
    if (up)
        assert_string_equal(value, up);
    done = knob_turn(key_named(name), THEME_KITCHEN, present, -1, value);
    assert_int_equal(done, down != NULL);
    if (down)
        assert_string_equal(value, down);
}

static void counts_turn_by_one(void **state)
{
    (void)state;
    turns("kitchen.cooks", "12", "13", "11");
    turns("ovens.places", "1", "2", "0");
    turns("callers.redial.attempts", "0", "1", "0");
    turns("kitchen.worktops", "unlimited", NULL, NULL);
}

static void durations_turn_by_a_tenth(void **state)
{
    (void)state;
    turns("ovens.bake", "30 min", "33 min", "1638 s");
    turns("kitchen.switch", "20 s", "22 s", "18.2 s");
    turns("kitchen.prep", "gamma 15 min cv 0.3", "gamma 990 s cv 0.3", "gamma 816 s cv 0.3");
    turns("warehouse.fetch", "uniform 1 min to 3 min", "uniform 66 s to 3 min",
          "uniform 55 s to 3 min");
    turns("kitchen.box", "10 ms", "11 ms", "9.09 ms");
}

static void shares_turn_by_ten_points(void **state)
{
    (void)state;
    turns("callers.demand", "100 %", "110 %", "90 %");
    turns("callers.demand", "5 %", "15 %", "0 %");
}

static void words_turn_to_the_next_word(void **state)
{
    (void)state;
    turns("kitchen.policy", "synchronous", "cook_per_order", "staged");
    turns("kitchen.next", "fifo", "finish_first", "finish_first");
}

static void sets_grow_and_shrink(void **state)
{
    (void)state;
    turns("kitchen.blocking", "[]", "[warehouse]", NULL);
    turns("kitchen.blocking", "[warehouse, oven]", "[warehouse, oven, courier]", "[warehouse]");
    turns("kitchen.blocking", "[warehouse, oven, courier, customer]", NULL,
          "[warehouse, oven, courier]");
}

static void not_everything_is_a_knob(void **state)
{
    (void)state;
    assert_true(knob_exists(key_named("kitchen.cooks")));
    assert_true(knob_exists(key_named("kitchen.crowding.contention")));
    assert_false(knob_exists(key_named("title")));
    assert_false(knob_exists(key_named("hours")));
    assert_false(knob_exists(key_named("callers.arrivals")));
    assert_false(knob_exists(key_named("analysis.replications")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_turn_by_one),        cmocka_unit_test(durations_turn_by_a_tenth),
        cmocka_unit_test(shares_turn_by_ten_points), cmocka_unit_test(words_turn_to_the_next_word),
        cmocka_unit_test(sets_grow_and_shrink),      cmocka_unit_test(not_everything_is_a_knob),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
