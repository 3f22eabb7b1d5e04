/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Going to where something happens: the instants against a list made by who goes through the same
 * day alone, event by event; and to what people type as a time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/kitchen.h"
#include "tests/tui/stage.h"

enum { INSTANTS_MOST = 4096, VISITED = 60 };

/* Cooks who come and go with their orders beside a crew that often waits; agents who are stuck. */
static const char hasty[] = "title: Hasty\n"
                            "open: 20:00\n"
                            "hours: 5 h\n"
                            "callers: {arrivals: 20 per hour, patience: exponential 4 min}\n"
                            "call_center: {agents: 2, call: 2 min, rail: 0}\n"
                            "kitchen: {prep: exponential 4 min}\n"
                            "ovens: {places: 2, bake: exponential 6 min}\n"
                            "variants:\n"
                            "  crew: {kitchen.cooks: 2}\n"
                            "  hired: {kitchen.policy: cook_per_order, kitchen.cooks: 5}\n";

static void open_hasty(struct app *app)
{
    struct scenario scenario;
    struct complaints complaints;
    assert_true(scenario_read_text(&scenario, "hasty", hasty, strlen(hasty), NULL, 0, &complaints));
    complaints_free(&complaints);
    *app = (struct app){0};
    assert_true(app_open_scenario(app, "hasty", &scenario));
    assert_int_equal(app->side_count, SIDES);
}

/* What can be seen of a kitchen when all of an instant has happened. */
struct look {
    uint64_t lost, delivered;
    int64_t blocked, cooks, standing;
};

static struct look look_at(const struct kitchen *kitchen)
{
    struct view view;
    kitchen_view(kitchen, &view);
    struct look look = {view.lost, view.delivered, view.agents_blocked, view.cooks, 0};
    for (int state = COOK_AT_WAREHOUSE; state <= COOK_AT_WORKTOP; state++)
        look.standing += view.cooks_in[state];
    return look;
}

static bool all_stand(const struct look *look)
{
    return look->cooks > 0 && look->standing == look->cooks;
}

static bool comes_about(enum goal goal, const struct look *before, const struct look *now)
{
    switch (goal) {
    case GOAL_LOST:
        return now->lost > before->lost;
    case GOAL_STANDING:
        return before->standing == 0 && now->standing > 0;
    case GOAL_ALL_STANDING:
        return all_stand(now) && !all_stand(before);
    case GOAL_BLOCKED:
        return now->blocked > before->blocked;
    default:
        return now->delivered > before->delivered;
    }
}

/* Both kitchens, and what was heard of one order. */
struct walk {
    struct kitchen *kitchens[SIDES];
    uint32_t order;
    bool heard;
};

static void note(void *listener, const struct journal_entry *entry)
{
    struct walk *walk = listener;
    walk->heard |= entry->order == walk->order;
}

/* The instants at which the goal comes about, or (GOALS) something happens to the order. */
static size_t instants_of(const struct app *app, enum goal goal, uint32_t order,
                          sim_time instants[INSTANTS_MOST])
{
    struct walk walk = {.order = order};
    const struct journal journal = {.note = note, .listener = &walk};
    struct look before[SIDES];
    size_t count = 0;
    for (size_t n = 0; n < SIDES; n++) {
        const struct world *world = &app->scenario.variants[n].world;
        assert_non_null(walk.kitchens[n] = kitchen_new());
        assert_true(kitchen_begin(walk.kitchens[n], world, app->replication, &journal));
        assert_true(kitchen_run(walk.kitchens[n], 0));
        before[n] = look_at(walk.kitchens[n]);
    }
    for (;;) {
        sim_time one = kitchen_next(walk.kitchens[0]), other = kitchen_next(walk.kitchens[1]);
        sim_time next = one < other ? one : other;
        bool reached = false;
        if (next == SIM_NEVER)
            break;
        walk.heard = false;
        for (size_t n = 0; n < SIDES; n++) {
            assert_true(kitchen_run(walk.kitchens[n], next));
            struct look now = look_at(walk.kitchens[n]);
            reached |= goal == GOALS ? walk.heard : comes_about(goal, &before[n], &now);
            before[n] = now;
        }
        assert_true(count < INSTANTS_MOST);
        if (reached)
            instants[count++] = next;
    }
    for (size_t n = 0; n < SIDES; n++)
        kitchen_free(walk.kitchens[n]);
    return count;
}

static void test_every_goal_is_reached(void **state)
{
    (void)state;
    static sim_time instants[INSTANTS_MOST];
    for (enum goal goal = 0; goal < GOALS; goal++) {
        struct app app;
        open_hasty(&app);
        size_t count = instants_of(&app, goal, 0, instants);
        assert_true(count > 10);
        for (size_t n = 0; n < count && n < VISITED; n++) {
            app.paused = false;
            app_go_to(&app, goal);
            assert_true(app.now == instants[n]);
            assert_true(app.paused && *app.message);
        }
        /* After the last one there is none: who looks for it stays where he is. */
        sim_time last = instants[count - 1];
        app_go(&app, last);
        app_go_to(&app, goal);
        assert_true(app.now == last);
        assert_int_equal(strncmp(app.message, "Not any more today", 18), 0);
        app_close(&app);
    }
}

static void test_an_order_is_followed(void **state)
{
    (void)state;
    static sim_time instants[INSTANTS_MOST];
    struct app app;
    open_hasty(&app);
    app.chosen_order = 12;
    size_t count = instants_of(&app, GOALS, app.chosen_order, instants);
    assert_true(count > 5);
    for (size_t n = 0; n < count; n++) {
        app_next_of_order(&app);
        assert_true(app.now == instants[n]);
    }
    /* When nothing more happens to it, one stays with the last that did. */
    app_next_of_order(&app);
    assert_true(app.now == instants[count - 1]);
    assert_int_equal(strncmp(app.message, "Nothing more happens", 20), 0);
    app_close(&app);
}

static void test_times_as_people_type_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        sim_time at;
    } times[] = {
        {"20:00", 0},
        {"21:30", 90 * SIM_MINUTE},
        {"21:30:15", 90 * SIM_MINUTE + 15 * SIM_SECOND},
        {"0:15", 255 * SIM_MINUTE}, /* after midnight */
        {"90 min", 90 * SIM_MINUTE},
        {"0.5 h", 30 * SIM_MINUTE},
        {"12 s", 12 * SIM_SECOND},
        {"350 ms", 350 * SIM_MS},
    };
    static const char *const wrong[] = {"",     "soon",   "12",      "12:60", "12:30:60",
                                        "1:2x", "-5 min", "5 weeks", ":",     "12:30:"};
    struct app app;
    open_hasty(&app);
    for (size_t n = 0; n < sizeof times / sizeof *times; n++) {
        assert_true(app_go_text(&app, times[n].text));
        assert_true(app.now == times[n].at && app.paused);
    }
    sim_time before = app.now;
    for (size_t n = 0; n < sizeof wrong / sizeof *wrong; n++)
        if (app_go_text(&app, wrong[n]) || app.now != before)
            fail_msg("'%s' is taken for a time", wrong[n]);
    app_close(&app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_goal_is_reached),
        cmocka_unit_test(test_an_order_is_followed),
        cmocka_unit_test(test_times_as_people_type_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
