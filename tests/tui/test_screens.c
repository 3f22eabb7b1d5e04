/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Screens against golden files, through ncurses on no terminal: header and view, help, dialogs, and
 * what was changed in the middle of the day. After a wanted change:
 * `PIZZERIA_RENEW=1 meson test -C build screens`, then look at the difference.
 */
#include <locale.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/tui/stage.h"
#include "tui/commands.h"
#include "tui/frame.h"
#include "tui/screen.h"
#include "tui/views.h"

/* What is shown: a view after some keys, in a day in which something was changed or not. */
static const struct shot {
    const char *name, *view, *keys;
    bool changed;
} shots[] = {
    {"kitchens", "kitchens", "", false},
    {"timeline", "timeline", "", false},
    {"charts", "charts", "", false},
    {"story", "story", "", false},
    {"results", "results", "", false},
    {"what-if", "what if", "", false},
    {"help", "kitchens", "?", false},
    {"help-what-if", "what if", "?", false},
    {"go-to", "kitchens", "g", false},
    {"variants", "timeline", "v", false},
    {"value", "what if", "\n", false},
    {"changed-kitchens", "kitchens", "", true},
    {"changed-timeline", "timeline", "", true},
    {"changed-charts", "charts", "", true},
    {"changed-what-if", "what if", "jj", true},
};

/* The moments at which each scenario is worth looking at; two changes, before that and then. */
static const struct moment {
    const char *scenario;
    sim_time at, before;
    const char *key, *values[2];
} moments[] = {
    {"lunch-rush", 85 * SIM_MINUTE, 50 * SIM_MINUTE, "kitchen.cooks", {"14", "20"}},
    {"c10k", 200 * SIM_MS, 90 * SIM_MS, "listener.acceptors", {"2", "4"}},
};

static const struct {
    int width, height;
} sizes[] = {{80, 24}, {120, 40}, {200, 50}};

static size_t view_of(const char *name)
{
    for (size_t n = 0; n < view_count; n++)
        if (strcmp(view_kinds[n]->name, name) == 0)
            return n;
    fail_msg("there is no view '%s'", name);
    return 0;
}

static char *screen_of(const struct app *app)
{
    char *text = NULL;
    size_t length;
    struct picture *picture = screen_picture();
    assert_non_null(picture);
    frame_draw(app, picture);
    screen_show();
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    screen_dump(to);
    assert_int_equal(fclose(to), 0);
    return text;
}

static char *file_of(const char *path)
{
    enum { MOST = 1 << 17 };
    char *text = calloc(1, MOST);
    FILE *from = fopen(path, "r");
    assert_non_null(text);
    if (!from)
        fail_msg("%s cannot be read", path);
    fread(text, 1, MOST - 1, from);
    fclose(from);
    return text;
}

static void compare(const char *text, const char *path)
{
    if (getenv("PIZZERIA_RENEW")) {
        FILE *to = fopen(path, "w");
        assert_non_null(to);
        fputs(text, to);
        assert_int_equal(fclose(to), 0);
        return;
    }
    char *golden = file_of(path);
    if (strcmp(text, golden) != 0)
        fail_msg("%s is not what is shown:\n%s", path, text);
    free(golden);
}

/* Nothing is drawn but what the tier of glyphs has. */
static void assert_ascii(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80)
            fail_msg("not ASCII: %.20s", text);
}

/* Lets the views do what they do beside the day, until the answer of many days is there. */
static void settle(struct app *app)
{
    for (bool done = false; !done;) {
        views_tick(app);
        if (strcmp(view_kinds[app->view]->name, "results") != 0)
            return;
        if (!screen_start_nowhere(&(struct screen_options){0}, 120, 40))
            fail_msg("no screen");
        char *text = screen_of(app);
        screen_stop();
        done = strstr(text, "the answer of") != NULL;
        free(text);
        sched_yield();
    }
}

/* What the app shows in one size, against its file; without caption and keys, where asked for. */
static void show(const struct app *app, const char *name, int width, int height, bool ascii,
                 bool whole)
{
    const struct screen_options options = {.ascii = ascii};
    char path[512];
    if (!screen_start_nowhere(&options, width, height))
        fail_msg("no screen");
    char *text = screen_of(app);
    screen_stop();
    if (ascii)
        assert_ascii(text);
    if (!whole) {
    }
    snprintf(path, sizeof path, "%s/%s-%dx%d%s.txt", GOLDEN, name, width, height,
             ascii ? "-ascii" : "");
    compare(text, path);
    free(text);
}

static void press_all(struct app *app, const char *keys)
{
    struct picture picture = {0};
    assert_true(picture_resize(&picture, 120, 40));
    for (; *keys; keys++)
        command_press(app, &picture, (struct press){.code = (unsigned char)*keys});
    picture_free(&picture);
}

static void show_shot(struct app *app, const struct shot *shot, const char *scenario)
{
    char name[64];
    snprintf(name, sizeof name, "%s-%s", shot->name, scenario);
    app->view = view_of(shot->view);
    press_all(app, shot->keys);
    settle(app);
    for (size_t n = 0; n < sizeof sizes / sizeof *sizes; n++) {
        show(app, name, sizes[n].width, sizes[n].height, false, false);
        show(app, name, sizes[n].width, sizes[n].height, true, false);
    }
    app->help = app->dialog.open = false;
}

/* One kitchen has a change, and then both; what is seen is a little later. */
static void change(struct app *app, const struct moment *moment)
{
    app_go(app, moment->before);
    assert_true(app_set(app, 0, moment->key, moment->values[0]));
    app_go(app, (moment->before + moment->at) / 2);
    assert_true(app_set(app, SIDES, moment->key, moment->values[1]));
    app_go(app, moment->at);
}

static void test_screens(void **state)
{
    (void)state;
    if (!setlocale(LC_ALL, "C.UTF-8"))
        skip();
    for (size_t m = 0; m < sizeof moments / sizeof *moments; m++) {
        struct app app = {0};
        bool changed = false;
        stage_open(&app, moments[m].scenario);
        app.scenario.replications = 3; /* for the view of results */
        app.paused = true;
        app_go(&app, moments[m].at);
        for (size_t n = 0; n < sizeof shots / sizeof *shots; n++) {
            if (shots[n].changed && !changed)
                change(&app, &moments[m]);
            changed = shots[n].changed;
            show_shot(&app, &shots[n], moments[m].scenario);
        }
        app_close(&app);
    }
}

/* Whatever is shown, a window that is too small says so, and how large it must be. */
static void test_too_small(void **state)
{
    (void)state;
    if (!setlocale(LC_ALL, "C.UTF-8"))
        skip();
    struct app app = {0};
    stage_open(&app, "lunch-rush");
    press_all(&app, "2?");
    show(&app, "too-small", 79, 24, false, true);
    show(&app, "too-small", 80, 23, true, true);
    show(&app, "too-small", 24, 8, false, true);
    app_close(&app);
}

/* Every size from the least to 300x100 can be drawn, in every view, with help and a menu. */
static void test_every_size(void **state)
{
    (void)state;
    struct app app = {0};
    struct picture picture = {.unicode = true};
    stage_open(&app, "lunch-rush");
    app_go(&app, 85 * SIM_MINUTE);
    for (app.view = 0; app.view < view_count; app.view++)
        for (int width = 1; width <= 300; width += 13)
            for (int height = 1; height <= 100; height += 9) {
                assert_true(picture_resize(&picture, width, height));
                app.help = !app.help;
                frame_draw(&app, &picture);
            }
    picture_free(&picture);
    app_close(&app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_screens),
        cmocka_unit_test(test_too_small),
        cmocka_unit_test(test_every_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
