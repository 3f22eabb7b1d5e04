/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Screens against golden files, through ncurses on no terminal: header and view. After a wanted
 * change: `PIZZERIA_RENEW=1 meson test -C build screens`, then look at the difference.
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
#include "tui/frame.h"
#include "tui/screen.h"
#include "tui/views.h"

/* The caption's row; it and the bar of keys in the last row are not the view's. */
enum { CAPTION = 2 };

/* The views, by name; the moments at which each scenario is worth looking at. */
static const char *const names[] = {"kitchens", "timeline", "charts", "story", "results"};

static const struct {
    const char *scenario;
    sim_time at;
} moments[] = {{"lunch-rush", 85 * SIM_MINUTE}, {"c10k", 200 * SIM_MS}};

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

/* Empties a row of the text. */
static void drop_row(char *text, int row)
{
    for (; row > 0; row--)
        text += strcspn(text, "\n") + 1;
    size_t length = strcspn(text, "\n");
    memmove(text, text + length, strlen(text + length) + 1);
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

static void show_all(const struct app *app, const char *name, const char *scenario, bool ascii)
{
    for (size_t n = 0; n < sizeof sizes / sizeof *sizes; n++) {
        const struct screen_options options = {.ascii = ascii};
        char path[512];
        if (!screen_start_nowhere(&options, sizes[n].width, sizes[n].height))
            fail_msg("no screen");
        char *text = screen_of(app);
        screen_stop();
        if (ascii)
            assert_ascii(text);
        drop_row(text, CAPTION);
        drop_row(text, sizes[n].height - 1);
        snprintf(path, sizeof path, "%s/%s-%s-%dx%d%s.txt", GOLDEN, name, scenario, sizes[n].width,
                 sizes[n].height, ascii ? "-ascii" : "");
        compare(text, path);
        free(text);
    }
}

static void test_screens(void **state)
{
    (void)state;
    if (!setlocale(LC_ALL, "C.UTF-8"))
        skip();
    for (size_t m = 0; m < sizeof moments / sizeof *moments; m++) {
        struct app app = {0};
        stage_open(&app, moments[m].scenario);
        app.scenario.replications = 3; /* for the view of results */
        app.paused = true;
        app_go(&app, moments[m].at);
        for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
            app.view = view_of(names[n]);
            settle(&app);
            show_all(&app, names[n], moments[m].scenario, false);
            show_all(&app, names[n], moments[m].scenario, true);
        }
        app_close(&app);
    }
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
        cmocka_unit_test(test_every_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
