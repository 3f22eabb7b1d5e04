/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The totals on the screen, read as a person reads them, against two witnesses: a listener that
 * counts a day which it simulates by itself, changes in the middle of the day included, and what
 * `pizzeria trace` writes. Forward, back, and with the world changed at any instant.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/arena.h"
#include "models/keys.h"
#include "tests/cli/program.h"
#include "tests/sim/splitmix.h"
#include "tests/tui/stage.h"
#include "tui/frame.h"

/* The kitchens stand side by side, each in so many columns, with one between them. */
enum { WIDTH = 120, HEIGHT = 40, SIDE_WIDTH = (WIDTH - 1) / SIDES };

enum { COOKS_MOST = 4096, BUDGET = 16 << 20 };

/* What is on the screen of a kitchen, or should be. */
struct totals {
    unsigned delivered, lost;
    unsigned working, standing; /* cooks at this moment */
    double standing_hours;      /* so far */
};

/* The rest of a kitchen's row that begins with the label; "" if there is none. */
static const char *row_of(const char *text, size_t side, const char *label)
{
    static char part[SIDE_WIDTH + 1];
    for (const char *row = text; *row; row += strcspn(row, "\n") + 1) {
        size_t length = strcspn(row, "\n"), from = side * (SIDE_WIDTH + 1) + 1;
        if (length < from + strlen(label) || strncmp(row + from, label, strlen(label)) != 0)
            continue;
        snprintf(part, sizeof part, "%.*s", (int)(length - from), row + from + strlen(label));
        if (side == 0)
            part[SIDE_WIDTH - 1 - strlen(label)] = '\0';
        return part;
    }
    fail_msg("no row '%s' in:\n%s", label, text);
    return "";
}

/* The number before a word of the row, or fails. */
static unsigned number_before(const char *row, const char *word)
{
    const char *end = strstr(row, word);
    if (!end)
        fail_msg("no '%s' in '%s'", word, row);
    while (end > row && end[-1] >= '0' && end[-1] <= '9')
        end--;
    return (unsigned)strtoul(end, NULL, 10);
}

static char *screen_of(const struct app *app)
{
    struct picture picture = {0};
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    assert_true(picture_resize(&picture, WIDTH, HEIGHT));
    frame_draw(app, &picture);
    picture_dump(&picture, to);
    picture_free(&picture);
    assert_int_equal(fclose(to), 0);
    return text;
}

static struct totals read_screen(const struct app *app, size_t side)
{
    char *text = screen_of(app);
    const bool kitchen = app->scenario.theme == THEME_KITCHEN;
    struct totals totals = {
        .delivered = (unsigned)strtoul(row_of(text, side, "Delivered"), NULL, 10),
        .lost = (unsigned)strtoul(row_of(text, side, "Lost"), NULL, 10),
        .working = number_before(row_of(text, side, kitchen ? "Cooks" : "Workers"), " work,"),
        .standing = number_before(row_of(text, side, kitchen ? "Cooks" : "Workers"), " stand "),
        .standing_hours = NAN,
    };
    char *unit;
    double length = strtod(row_of(text, side, "Standing still"), &unit);
    if (strncmp(unit, " hours", strlen(" hours")) == 0)
        totals.standing_hours = length;
    free(text);
    return totals;
}

/* Somebody who writes down what happens and knows nothing else. */
struct witness {
    struct totals totals;
    enum cook_state states[COOKS_MOST]; /* by number, as told last */
    sim_time since;
};

static bool stands(enum cook_state state)
{
    return state >= COOK_AT_WAREHOUSE && state <= COOK_AT_WORKTOP;
}

static void note(void *listener, const struct journal_entry *entry)
{
    struct witness *witness = listener;
    witness->totals.delivered += entry->event == EVENT_DELIVERED;
    witness->totals.lost += entry->event == EVENT_LOST;
}

static void pass(struct witness *witness, sim_time now)
{
    witness->totals.standing_hours +=
        witness->totals.standing * sim_seconds(now - witness->since) / 3600;
    witness->since = now;
}

static void note_cook(void *listener, const struct journal_cook *change)
{
    struct witness *witness = listener;
    struct totals *totals = &witness->totals;
    assert_true(change->cook < COOKS_MOST);
    pass(witness, change->at);
    enum cook_state *state = &witness->states[change->cook];
    totals->working -= *state == COOK_WORKING || *state == COOK_SWITCHING;
    totals->standing -= stands(*state);
    *state = change->state;
    totals->working += *state == COOK_WORKING || *state == COOK_SWITCHING;
    totals->standing += stands(*state);
}

/* Simulates the day of a kitchen on the screen up to its instant, with its changes. */
static struct totals witness_day(const struct app *app, size_t side)
{
    static struct witness witness;
    const struct playback *playback = app->sides[side].playback;
    const struct journal journal = {.note = note, .listener = &witness, .cook = note_cook};
    size_t count = playback_change_count(playback);
    struct world worlds[16];
    struct arena *arena = arena_new(BUDGET);
    struct kitchen *kitchen = kitchen_new();
    witness = (struct witness){0};
    for (size_t n = 0; n < COOKS_MOST; n++)
        witness.states[n] = COOK_GONE;
    assert_true(arena && kitchen && count < 16);
    assert_true(
        world_copy(&worlds[0], &app->scenario.variants[app->sides[side].variant].world, arena));
    assert_true(kitchen_begin(kitchen, &worlds[0], app->replication, &journal));
    for (size_t n = 0; n < count; n++) {
        const struct playback_change *change = playback_change_at(playback, n);
        struct complaints complaints = {0};
        assert_true(world_copy(&worlds[n + 1], &worlds[n], arena));
        assert_true(world_set(&worlds[n + 1], arena, app->scenario.theme, change->key,
                              change->value, &complaints));
        complaints_free(&complaints);
        if (change->at > app->now)
            break;
        assert_true(kitchen_run(kitchen, change->at));
        assert_true(kitchen_change(kitchen, &worlds[n + 1]));
    }
    assert_true(kitchen_run(kitchen, app->now));
    pass(&witness, app->sides[side].view.now);
    kitchen_free(kitchen);
    arena_free(arena);
    return witness.totals;
}

static void assert_seen(const struct app *app)
{
    for (size_t side = 0; side < app->side_count; side++) {
        const struct totals seen = read_screen(app, side), told = witness_day(app, side);
        assert_int_equal(seen.delivered, told.delivered);
        assert_int_equal(seen.lost, told.lost);
        assert_int_equal(seen.working, told.working);
        assert_int_equal(seen.standing, told.standing);
        if (!isnan(seen.standing_hours) &&
            fabs(seen.standing_hours - told.standing_hours) > 0.0501) /* one decimal is shown */
            fail_msg("%.1f hours of standing still are shown, %.3f are told", seen.standing_hours,
                     told.standing_hours);
    }
}

/* How often a variant's event stands in a trace up to an instant. */
static unsigned count_in(const char *trace, sim_time until, const char *variant, const char *event)
{
    char wanted[128];
    unsigned count = 0;
    int length = snprintf(wanted, sizeof wanted, ",%s,%s,", variant, event);
    for (const char *row = trace; *row; row += strcspn(row, "\n") + 1) {
        char *rest;
        double at = strtod(row, &rest);
        if (rest > row && at <= sim_seconds(until) && strncmp(rest, wanted, (size_t)length) == 0)
            count++;
    }
    return count;
}

static void assert_in_trace(const struct app *app, const char *trace)
{
    for (size_t side = 0; side < app->side_count; side++) {
        const char *name = app->sides[side].name;
        const struct totals seen = read_screen(app, side);
        assert_int_equal(seen.delivered, count_in(trace, app->now, name, "delivered"));
        assert_int_equal(seen.lost, count_in(trace, app->now, name, "lost"));
    }
}

/* Forward and back, in any order, to instants of a day and its end. */
static void walk(struct app *app, const char *trace, sim_time hours)
{
    enum { LOOKS = 12 };
    app_go(app, SIM_FAR);
    assert_seen(app);
    assert_in_trace(app, trace);
    assert_true(app->sides[0].view.delivered > 0 && app->sides[1].view.delivered > 0);
    assert_true(app->sides[0].view.delivered != app->sides[1].view.delivered);
    for (int n = 0; n < LOOKS; n++) {
        app_go(app, (sim_time)random_below((uint64_t)(hours + hours / 2)));
        assert_seen(app);
        assert_in_trace(app, trace);
    }
}

static void test_day(void **state)
{
    (void)state;
    struct app app = {0};
    struct outcome trace = RUN("trace", "lunch-rush", "--format", "csv");
    assert_outcome(&trace, 0, NULL);
    random_state = 11;
    stage_open(&app, "lunch-rush");
    walk(&app, trace.out, 4 * SIM_HOUR);
    app_close(&app);
    outcome_free(&trace);
}

/* A change at the first instant makes the day that the trace of the changed scenario tells. */
static void test_day_changed_at_once(void **state)
{
    (void)state;
    struct app app = {0};
    struct outcome trace =
        RUN("trace", "lunch-rush", "--set", "kitchen.cooks=9", "--format", "csv");
    assert_outcome(&trace, 0, NULL);
    random_state = 12;
    stage_open(&app, "lunch-rush");
    app_go(&app, 2 * SIM_HOUR);
    app_go(&app, 0);
    assert_true(app_set(&app, SIDES, "kitchen.cooks", "9"));
    walk(&app, trace.out, 4 * SIM_HOUR);
    assert_true(app_undo(&app, SIDES));
    app_go(&app, SIM_FAR);
    assert_seen(&app);
    app_close(&app);
    outcome_free(&trace);
}

static void test_another_theme(void **state)
{
    (void)state;
    struct app app = {0};
    struct outcome trace = RUN("trace", "web-server", "--format", "csv");
    assert_outcome(&trace, 0, NULL);
    random_state = 13;
    stage_open(&app, "web-server");
    sim_time hours = app.scenario.variants[0].world.hours;
    walk(&app, trace.out, hours < 2 * SIM_SECOND ? hours : 2 * SIM_SECOND);
    app_close(&app);
    outcome_free(&trace);
}

/* Changes at any instants, in one kitchen or both, made in any order, and some taken back. */
static void test_changes(void **state)
{
    (void)state;
    enum { ROUNDS = 12, CHANGES = 5, LOOKS = 4 };
    static const struct {
        const char *key, *values[3];
    } knobs[] = {
        {"kitchen.cooks", {"6", "15", "30"}},
        {"ovens.places", {"4", "12", "40"}},
        {"callers.demand", {"50 %", "150 %", "200 %"}},
        {"call_center.agents", {"1", "3", "8"}},
        {"ovens.bake", {"10 min", "30 min", "gamma 15 min cv 0.5"}},
    };
    unsigned different = 0;
    random_state = 14;
    for (int round = 0; round < ROUNDS; round++) {
        struct app app = {0};
        stage_open(&app, "lunch-rush");
        app_go(&app, 150 * SIM_MINUTE);
        unsigned before = read_screen(&app, 0).delivered;
        for (int n = 0; n < CHANGES; n++) {
            size_t knob = random_below(sizeof knobs / sizeof *knobs);
            app_go(&app, (sim_time)random_below((uint64_t)(4 * SIM_HOUR)));
            assert_true(app_set(&app, random_below(SIDES + 1), knobs[knob].key,
                                knobs[knob].values[random_below(3)]));
            assert_seen(&app);
        }
        app_undo(&app, random_below(SIDES + 1));
        for (int n = 0; n < LOOKS; n++) {
            app_go(&app, (sim_time)random_below((uint64_t)(5 * SIM_HOUR)));
            assert_seen(&app);
        }
        app_go(&app, 150 * SIM_MINUTE);
        assert_seen(&app);
        different += read_screen(&app, 0).delivered != before;
        app_close(&app);
    }
    assert_true(different > 0); /* or the changes changed nothing */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_day),
        cmocka_unit_test(test_day_changed_at_once),
        cmocka_unit_test(test_another_theme),
        cmocka_unit_test(test_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
