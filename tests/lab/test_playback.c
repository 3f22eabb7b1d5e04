/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A day as a film: whoever goes back and forward, with changes on the way, sees event for event
 * what is seen by going straight; and the scene says what the kitchen says.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lab/playback.h"
#include "models/keys.h"
#include "sim/random.h"

static struct sim_random dice;

static sim_time anywhere(sim_time until)
{
    return (sim_time)(sim_random_unit(&dice) * (double)until);
}

static void read_scenario(struct scenario *scenario, const char *name)
{
    struct complaints complaints;
    assert_true(scenario_read(scenario, name, NULL, 0, &complaints));
    complaints_free(&complaints);
}

static void set(struct playback *p, const char *key, const char *value)
{
    struct complaints complaints;
    if (!playback_set(p, key, value, &complaints)) {
        complaints_print(&complaints, stderr);
        fail_msg("%s: %s", key, value);
    }
    complaints_free(&complaints);
}

/* The scene's numbers are the kitchen's. */
static void scene_is_kitchen(const struct playback *p)
{
    const struct scene *scene = playback_scene(p);
    struct view view;
    kitchen_view(playback_kitchen(p), &view);
    assert_int_equal(scene->at_place[PLACE_HOLD], view.on_hold);
    assert_int_equal(scene->at_place[PLACE_TALK], view.talking);
    assert_int_equal(scene->at_place[PLACE_TICKET], view.tickets);
    assert_int_equal(scene->at_place[PLACE_FETCH], view.clerks_busy);
    assert_int_equal(scene->at_place[PLACE_STOCK], view.stock_line);
    assert_int_equal(scene->at_place[PLACE_OVEN_LINE], view.oven_line);
    assert_int_equal(scene->at_place[PLACE_OVEN], view.ovens_busy);
    assert_int_equal(scene->at_place[PLACE_COURIER_LINE], view.courier_line);
    assert_int_equal(scene->at_place[PLACE_DELIVERED], view.delivered);
    assert_int_equal(scene->at_place[PLACE_LOST], view.lost);
    assert_int_equal(scene->order_count, view.calls);
    assert_int_equal(scene->total_count, view.delivered);
    assert_int_equal(scene->alive_count + view.lost + view.delivered, view.calls);
}

static void same_scene(const struct scene *one, const struct scene *other)
{
    assert_int_equal(one->entry_count, other->entry_count);
    for (size_t n = 0; n < one->entry_count; n++) {
        const struct journal_entry *a = &one->entries[n].entry, *b = &other->entries[n].entry;
        assert_true(a->at == b->at && a->event == b->event && a->order == b->order);
        assert_true(a->cook == b->cook && a->length == b->length && a->recipe == b->recipe);
        assert_int_equal(one->entries[n].before, other->entries[n].before);
    }
    assert_int_equal(one->change_count, other->change_count);
    for (size_t n = 0; n < one->change_count; n++)
        assert_true(one->changes[n].at == other->changes[n].at &&
                    one->changes[n].cook == other->changes[n].cook &&
                    one->changes[n].state == other->changes[n].state &&
                    one->changes[n].order == other->changes[n].order);
    assert_memory_equal(one->at_place, other->at_place, sizeof one->at_place);
}

/* Goes here and there, and in the end to where the other one has gone straight. */
static void wander(struct playback *wanderer, struct playback *straight, sim_time hours)
{
    for (int n = 0; n < 12; n++) {
        sim_time at = anywhere(hours + hours / 2);
        assert_true(playback_go(wanderer, anywhere(hours)));
        assert_true(playback_go(wanderer, at));
        assert_true(playback_go(straight, at));
        same_scene(playback_scene(wanderer), playback_scene(straight));
        scene_is_kitchen(wanderer);
        assert_true(playback_now(wanderer) == playback_now(straight));
    }
}

static void back_and_forward_is_straight(void **state)
{
    (void)state;
    static const char *const names[] = {"lunch-rush", "saturday-night", "staged-kitchen",
                                        "too-many-cooks", "pool-size"};
    sim_random_at(&dice, &(struct sim_place){.seed = 4});
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        struct scenario scenario;
        read_scenario(&scenario, names[n]);
        for (size_t v = 0; v < scenario.variant_count; v++) {
            struct playback *one = playback_new(&scenario, v, 1);
            struct playback *other = playback_new(&scenario, v, 1);
            assert_true(one && other);
            wander(one, other, scenario.variants[v].world.hours);
            playback_free(one);
            playback_free(other);
        }
        scenario_free(&scenario);
    }
}

/* The same changes, made in another order and at instants come back to. */
static void changes_survive_going_back(void **state)
{
    (void)state;
    struct scenario scenario;
    read_scenario(&scenario, "lunch-rush");
    sim_random_at(&dice, &(struct sim_place){.seed = 5});
    struct playback *one = playback_new(&scenario, 0, 1), *other = playback_new(&scenario, 0, 1);
    assert_true(playback_go(one, 70 * SIM_MINUTE));
    set(one, "kitchen.cooks", "20");
    assert_true(playback_go(one, 90 * SIM_MINUTE));
    set(one, "kitchen.policy", "event_driven");
    assert_true(playback_go(one, 30 * SIM_MINUTE));
    set(one, "callers.demand", "150 %");
    set(one, "kitchen.crowding.contention", "0.01");
    uint32_t guest = playback_call(one);
    assert_true(guest > KITCHEN_EXTRA_CALLS);

    assert_true(playback_go(other, 30 * SIM_MINUTE));
    set(other, "callers.demand", "150 %");
    set(other, "kitchen.crowding.contention", "0.01");
    assert_int_equal(playback_call(other), guest);
    assert_true(playback_go(other, 70 * SIM_MINUTE));
    set(other, "kitchen.cooks", "20");
    assert_true(playback_go(other, 90 * SIM_MINUTE));
    set(other, "kitchen.policy", "event_driven");
    assert_int_equal(playback_change_count(one), 5);
    wander(one, other, scenario.variants[0].world.hours);
    assert_true(playback_go(one, scenario.variants[0].world.hours));
    assert_non_null(scene_order(playback_scene(one), guest));
    playback_free(one);
    playback_free(other);
    scenario_free(&scenario);
}

static void what_is_undone_has_not_been(void **state)
{
    (void)state;
    struct scenario scenario;
    read_scenario(&scenario, "lunch-rush");
    sim_random_at(&dice, &(struct sim_place){.seed = 6});
    struct playback *one = playback_new(&scenario, 1, 1), *other = playback_new(&scenario, 1, 1);
    assert_false(playback_undo(one));
    assert_true(playback_go(one, SIM_HOUR));
    set(one, "kitchen.cooks", "1");
    set(one, "kitchen.cooks", "2"); /* the same key at the same instant is one change */
    assert_int_equal(playback_change_count(one), 1);
    assert_true(playback_call(one) != 0);
    struct complaints complaints;
    assert_false(playback_set(one, "hours", "9 h", &complaints));
    assert_int_equal(complaints.errors, 1);
    complaints_free(&complaints);
    assert_false(playback_set(one, "kitchen.cooks", "many", &complaints));
    complaints_free(&complaints);
    assert_int_equal(playback_change_count(one), 2);
    assert_true(playback_undo(one));
    assert_true(playback_undo(one));
    assert_false(playback_undo(one));
    wander(one, other, scenario.variants[1].world.hours);
    playback_free(one);
    playback_free(other);
    scenario_free(&scenario);
}

/* The last that was made goes first, wherever in the day it stands; what it was made upon stays. */
static void the_latest_change_is_undone_first(void **state)
{
    (void)state;
    struct scenario scenario;
    read_scenario(&scenario, "lunch-rush");
    struct playback *one = playback_new(&scenario, 1, 1);
    assert_true(playback_go(one, 2 * SIM_HOUR));
    set(one, "kitchen.cooks", "9");
    assert_true(playback_go(one, SIM_HOUR));
    set(one, "ovens.places", "7");
    assert_true(playback_go(one, 90 * SIM_MINUTE));
    set(one, "kitchen.box", "3 min");
    assert_true(playback_undo(one));
    assert_int_equal(playback_change_count(one), 2);
    assert_string_equal(playback_change_at(one, 0)->key, "ovens.places");
    assert_string_equal(playback_change_at(one, 1)->key, "kitchen.cooks");
    assert_true(playback_undo(one));
    assert_int_equal(playback_change_count(one), 1);
    assert_string_equal(playback_change_at(one, 0)->key, "kitchen.cooks");
    assert_true(playback_go(one, 150 * SIM_MINUTE));
    const struct world *world = playback_world(one), *begun = &scenario.variants[1].world;
    assert_int_equal(world->cooks.shifts[0].number, 9);
    assert_int_equal(world->ovens, begun->ovens);
    assert_true(world->box.shift == begun->box.shift);
    playback_free(one);
    scenario_free(&scenario);
}

/* The others do not notice a guest but for the place he takes: their fates stay theirs. */
static void a_guest_changes_nobodys_fate(void **state)
{
    (void)state;
    struct scenario scenario;
    read_scenario(&scenario, "lunch-rush");
    struct playback *one = playback_new(&scenario, 1, 1), *other = playback_new(&scenario, 1, 1);
    assert_true(playback_go(one, SIM_HOUR));
    assert_true(playback_call(one) != 0);
    assert_true(playback_go(one, 4 * SIM_HOUR) && playback_go(other, 4 * SIM_HOUR));
    const struct scene *with = playback_scene(one), *without = playback_scene(other);
    assert_int_equal(with->order_count, without->order_count + 1);
    for (uint32_t number = 1; number <= without->order_count; number++) {
        const struct scene_order *a = scene_order(with, number);
        const struct scene_order *b = scene_order(without, number);
        assert_true(a && b && a->number == number);
        assert_true(a->called == b->called && a->recipe == b->recipe);
    }
    playback_free(one);
    playback_free(other);
    scenario_free(&scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(back_and_forward_is_straight),
        cmocka_unit_test(changes_survive_going_back),
        cmocka_unit_test(what_is_undone_has_not_been),
        cmocka_unit_test(the_latest_change_is_undone_first),
        cmocka_unit_test(a_guest_changes_nobodys_fate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
