/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the views say is what happened: totals on the screen against a journal of its own, curves
 * against counting, one order's story against the journal; and the experiment in the background
 * against one in the foreground, stopped at any moment.
 */
#include <locale.h>
#include <math.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/measures.h"
#include "tests/tui/stage.h"
#include "tui/curves.h"
#include "tui/frame.h"
#include "tui/study.h"
#include "tui/turn.h"
#include "tui/views.h"

/* What a listener counts who knows nothing of scenes. */
struct count {
    unsigned events[JOURNAL_EVENTS];
};

static void see(void *listener, const struct journal_entry *entry)
{
    ((struct count *)listener)->events[entry->event]++;
}

static void count_day(const struct app *app, size_t side, struct count *count)
{
    const struct journal journal = {.note = see, .listener = count};
    const struct world *world = &app->scenario.variants[app->sides[side].variant].world;
    struct kitchen *kitchen = kitchen_new();
    *count = (struct count){0};
    assert_non_null(kitchen);
    assert_true(kitchen_begin(kitchen, world, app->replication, &journal));
    assert_true(kitchen_run(kitchen, app->now));
    kitchen_free(kitchen);
}

/* The screen of a view, by its name. */
static char *drawn(struct app *app, const char *name, struct picture picture, int width, int height)
{
    char *text = NULL;
    size_t length;
    for (app->view = 0; strcmp(view_kinds[app->view]->name, name) != 0;)
        assert_true(++app->view < view_count);
    views_tick(app);
    assert_true(picture_resize(&picture, width, height));
    frame_draw(app, &picture);
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    picture_dump(&picture, to);
    assert_int_equal(fclose(to), 0);
    picture_free(&picture);
    return text;
}

/* The same in plain characters. */
static char *text_of(struct app *app, const char *name, int width, int height)
{
    return drawn(app, name, (struct picture){0}, width, height);
}

static void assert_shows(const char *text, const char *wanted)
{
    if (!strstr(text, wanted))
        fail_msg("'%s' is not shown in:\n%s", wanted, text);
}

/* The two numbers that follow a label in the results. */
static void assert_row(const char *text, const char *label, unsigned first, unsigned second)
{
    unsigned shown[2] = {0};
    const char *row = strstr(text, label);
    if (!row)
        fail_msg("no row '%s' in:\n%s", label, text);
    row += strlen(label);
    for (int n = 0; n < 2; n++) {
        row += strspn(row, " ");
        for (; (*row >= '0' && *row <= '9') || *row == ','; row++)
            if (*row != ',')
                shown[n] = shown[n] * 10 + (unsigned)(*row - '0');
    }
    assert_int_equal(shown[0], first);
    assert_int_equal(shown[1], second);
}

static void totals_are_the_journals(const char *scenario, sim_time at, const char *delivered)
{
    struct app app = {0};
    struct count counts[SIDES];
    char wanted[64];
    stage_open(&app, scenario);
    app.scenario.replications = 2;
    app_go(&app, at);
    for (size_t n = 0; n < SIDES; n++)
        count_day(&app, n, &counts[n]);
    unsigned first = counts[0].events[EVENT_DELIVERED], second = counts[1].events[EVENT_DELIVERED];
    assert_true(first + second > 0);
    snprintf(wanted, sizeof wanted, "%u | %u", first, second);
    char *text = text_of(&app, "charts", 200, 50);
    assert_shows(text, wanted);
    free(text);
    text = text_of(&app, "results", 200, 60);
    assert_row(text, delivered, first, second);
    free(text);
    app_close(&app);
}

static void test_totals(void **state)
{
    (void)state;
    totals_are_the_journals("lunch-rush", 100 * SIM_MINUTE, "orders delivered");
    totals_are_the_journals("lunch-rush", SIM_FAR, "orders delivered");
    totals_are_the_journals("c10k", 30 * SIM_SECOND, "requests answered");
    totals_are_the_journals("c10k", SIM_FAR, "requests answered");
}

/* At the last instant of every column the most that were there cannot be fewer than are there. */
static void test_curves(void **state)
{
    (void)state;
    enum { WIDTH = 60 };
    static const struct curve_kind kinds[] = {
        {UINT32_C(1) << PLACE_HOLD, 0},
        {UINT32_C(1) << PLACE_OVEN | UINT32_C(1) << PLACE_OVEN_LINE, 0},
        {0, (UINT32_C(1) << COOK_STATES) - 1},
        {0, UINT32_C(1) << COOK_IDLE},
        {0, ((UINT32_C(1) << COOK_STATES) - 1) & ~(UINT32_C(1) << COOK_IDLE)},
    };
    double values[5 * WIDTH], most[2] = {0};
    struct app app = {0};
    stage_open(&app, "lunch-rush");
    app_go(&app, 3 * SIM_HOUR);
    const struct axis axis = {.from = 0, .length = 3 * SIM_HOUR, .width = WIDTH};
    assert_true(curves_of(playback_scene(app.sides[0].playback), &axis, app.now, kinds, 5, values));
    for (int x = 0; x < WIDTH; x++) {
        app_go(&app, axis_at(&axis, x + 1) - 1);
        const uint32_t *at_place = playback_scene(app.sides[0].playback)->at_place;
        assert_true(values[x] >= (double)at_place[PLACE_HOLD]);
        assert_true(values[WIDTH + x] >=
                    (double)(at_place[PLACE_OVEN] + at_place[PLACE_OVEN_LINE]));
        assert_true(fabs(values[2 * WIDTH + x] - 100) < 1e-6);
        assert_true(fabs(values[3 * WIDTH + x] + values[4 * WIDTH + x] - 100) < 1e-6);
        for (int k = 0; k < 2; k++)
            most[k] = values[k * WIDTH + x] > most[k] ? values[k * WIDTH + x] : most[k];
    }
    /* No more callers wait than there are lines, and the ovens are used. */
    assert_true(most[0] > 0 && most[0] <= (double)app.sides[0].view.lines);
    assert_true(most[1] > 0);
    app_close(&app);
}

/* The highest point of a curve is the measure of it. */
static void test_highest(void **state)
{
    (void)state;
    static const struct curve_kind hold = {UINT32_C(1) << PLACE_HOLD, 0};
    double value;
    struct app app = {0};
    stage_open(&app, "lunch-rush");
    app_go(&app, SIM_FAR);
    double *measures = calloc(measure_count(), sizeof *measures);
    assert_non_null(measures);
    for (size_t n = 0; n < SIDES; n++) {
        const struct axis axis = {.from = 0, .length = app.now + 1, .width = 1};
        const struct playback *playback = app.sides[n].playback;
        assert_true(curves_of(playback_scene(playback), &axis, app.now, &hold, 1, &value));
        assert_true(playback_measures(app.sides[n].playback, measures));
        assert_true(value == measures[measure_find("queue.hold.max")]);
    }
    free(measures);
    app_close(&app);
}

/* Braille on request only; the two curves still have marks of their own. */
static void test_braille(void **state)
{
    (void)state;
    struct app app = {0};
    stage_open(&app, "lunch-rush");
    app_go(&app, 100 * SIM_MINUTE);
    const char *first = "\342\240", *second = "\342\241", *third = "\342\242";
    char *text = drawn(&app, "charts", (struct picture){.unicode = true, .braille = true}, 120, 40);
    assert_true(strstr(text, first) || strstr(text, second) || strstr(text, third));
    assert_shows(text, "\342\227\217");
    assert_shows(text, "\342\226\240");
    free(text);
    text = drawn(&app, "charts", (struct picture){.unicode = true}, 120, 40);
    assert_false(strstr(text, first) || strstr(text, second) || strstr(text, third));
    free(text);
    app_close(&app);
}

static void test_story(void **state)
{
    (void)state;
    struct app app = {0};
    stage_open(&app, "lunch-rush");
    app_go(&app, SIM_FAR);
    app_choose_order(&app, 40);
    char *text = text_of(&app, "story", 120, 40);
    assert_shows(text, "order 40");
    assert_shows(text, "hears the busy tone");
    assert_shows(text, "is lost");
    assert_shows(text, "is delivered");
    free(text);
    app_go(&app, 0);
    text = text_of(&app, "story", 120, 40);
    assert_shows(text, "has not come yet");
    free(text);
    app_close(&app);
}

static void wait_for(const struct study *study)
{
    uint32_t finished, planned;
    while (!study_progress(study, &finished, &planned))
        sched_yield();
    assert_int_equal(finished, planned);
}

/* The background's answer is, to the last bit, the foreground's. */
static void test_study(void **state)
{
    (void)state;
    static const size_t variants[] = {0, 1};
    const struct experiment_options options = {.threads = 1};
    struct app app = {0};
    struct result result;
    stage_open(&app, "lunch-rush");
    app.scenario.replications = 4;
    struct study *study = study_begin(&app.scenario, variants, 2);
    assert_non_null(study);
    wait_for(study);
    assert_true(experiment_run(&result, &app.scenario, &options));
    const struct result *answer = study_result(study);
    assert_non_null(answer);
    assert_int_equal(answer->replications, 4);
    assert_true(result_mean(answer, 1, "orders.delivered") ==
                result_mean(&result, 1, "orders.delivered"));
    result_free(&result);
    study_end(study);
    app_close(&app);
}

/* It can be stopped at any moment, also by another scenario or other kitchens being shown. */
static void test_study_stops(void **state)
{
    (void)state;
    static const size_t variants[] = {1, 0};
    struct app app = {0};
    stage_open(&app, "web-server");
    for (int n = 0; n < 20; n++) {
        struct study *study = study_begin(&app.scenario, variants, 2);
        assert_non_null(study);
        for (int k = 0; k < n; k++)
            sched_yield();
        study_end(study);
    }
    free(text_of(&app, "results", 80, 24));
    stage_open(&app, "lunch-rush");
    free(text_of(&app, "results", 80, 24));
    app_show(&app, 1, 0);
    free(text_of(&app, "results", 80, 24));
    stage_open(&app, "c10k");
    free(text_of(&app, "results", 80, 24));
    app_close(&app);
}

/* Nothing is changed where the day is over, and both values are told where they differ. */
static void test_what_was_turned_is_told(void **state)
{
    (void)state;
    struct key_part parts[2];
    const struct key *cooks = key_find(THEME_KITCHEN, "kitchen.cooks", parts);
    struct app app = {0};
    stage_open(&app, "lunch-rush");
    app_go(&app, SIM_HOUR);
    turn_key(&app, 0, cooks, 1);
    assert_shows(app.message, "Apach' Hut: kitchen.cooks = 13. u: undo");
    turn_key(&app, SIDES, cooks, 1);
    assert_shows(app.message, "kitchen.cooks = 14 at Apach' Hut, 13 at Ngin O' Pepperonix.");
    turn_set(&app, SIDES, cooks, "9");
    assert_shows(app.message, "both: kitchen.cooks = 9.");
    app_go(&app, SIM_FAR);
    size_t made = playback_change_count(app.sides[0].playback);
    turn_key(&app, SIDES, cooks, 1);
    turn_set(&app, 0, cooks, "3");
    assert_shows(app.message, "The day is over");
    assert_int_equal(playback_change_count(app.sides[0].playback), made);
    app_close(&app);
}

/* One cook more in the morning is one more at noon, too, not those of the morning. */
static void test_later_shifts_are_turned_likewise(void **state)
{
    (void)state;
    static const char yaml[] = "open: 11:00\nhours: 4 h\ncallers: {arrivals: 20 per hour}\n"
                               "kitchen: {prep: 9 min, cooks: {11:00: 4, 12:00: 10, 14:00: 1}}\n";
    static const struct {
        int minute;
        const char *cooks;
    } wanted[] = {{0, "4"}, {30, "3"}, {90, "9"}, {200, "0"}};
    struct key_part parts[2];
    const struct key *cooks = key_find(THEME_KITCHEN, "kitchen.cooks", parts);
    struct scenario scenario;
    struct complaints complaints;
    struct app app = {0};
    char shown[KNOB_TEXT];
    assert_true(scenario_read_text(&scenario, "t", yaml, strlen(yaml), NULL, 0, &complaints));
    complaints_free(&complaints);
    assert_true(app_open_scenario(&app, "t", &scenario));
    app_go(&app, 30 * SIM_MINUTE);
    turn_key(&app, 0, cooks, -1);
    assert_shows(app.message, "kitchen.cooks = 3; later shifts likewise.");
    for (size_t n = 0; n < sizeof wanted / sizeof *wanted; n++) {
        app_go(&app, wanted[n].minute * SIM_MINUTE);
        turn_present(&app, 0, cooks, shown);
        assert_string_equal(shown, wanted[n].cooks);
    }
    app_go(&app, 210 * SIM_MINUTE); /* no shift follows: a number from now on */
    turn_key(&app, 0, cooks, 1);
    assert_shows(app.message, "kitchen.cooks = 1. u: undo");
    app_close(&app);
}

/* Beside the first variant stands the first that is event-driven, if there is another one. */
static void test_what_is_compared_at_first(void **state)
{
    (void)state;
    static const struct {
        const char *scenario, *left, *right;
    } shown[] = {
        {"lunch-rush", "Apach' Hut", "Ngin O' Pepperonix"},
        {"web-server", "Pool of 20", "Event loop"},
        {"staged-kitchen", "Shared crew of 12", "Stages 1-9-2"},
    };
    for (size_t n = 0; n < sizeof shown / sizeof *shown; n++) {
        struct app app = {0};
        stage_open(&app, shown[n].scenario);
        assert_int_equal(app.side_count, 2);
        assert_string_equal(app.sides[0].name, shown[n].left);
        assert_string_equal(app.sides[1].name, shown[n].right);
        app_close(&app);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_totals),
        cmocka_unit_test(test_curves),
        cmocka_unit_test(test_what_was_turned_is_told),
        cmocka_unit_test(test_later_shifts_are_turned_likewise),
        cmocka_unit_test(test_highest),
        cmocka_unit_test(test_story),
        cmocka_unit_test(test_braille),
        cmocka_unit_test(test_study),
        cmocka_unit_test(test_study_stops),
        cmocka_unit_test(test_what_is_compared_at_first),
    };
    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
