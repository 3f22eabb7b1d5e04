/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See loop.h. */
#include "tui/loop.h"

#include <time.h>

#include "sim/clock.h"
#include "tui/commands.h"
#include "tui/frame.h"
#include "tui/narrate.h"
#include "tui/screen.h"
#include "tui/views.h"

/* Between two pictures. */
#define FRAME (50 * SIM_MS)

/* How often background work of the views is looked at while nothing moves. */
#define LOOK (250 * SIM_MS)

static bool draw(struct app *app, const struct loop_host *host)
{
    struct picture *picture = host->picture(host->context);
    if (!picture)
        return false;
    app->dirty = false;
    picture_clear(picture);
    frame_draw(app, picture);
    host->show(host->context);
    return true;
}

/* What the app asked of the terminal. */
static void serve(struct app *app, const struct loop_host *host)
{
    if (app->suspend)
        host->suspend(host->context);
    if (app->redraw || app->suspend)
        host->redraw(host->context);
    app->suspend = app->redraw = false;
    host->look(host->context, app);
}

/* All keys that are there already, after waiting for the first. */
static void read_keys(struct app *app, const struct loop_host *host, int64_t timeout)
{
    for (;; timeout = 0) {
        struct press press = host->wait(host->context, timeout);
        if (press.code == PRESS_NONE || host->ending(host->context))
            return;
        app->dirty = true;
        if (press.code == PRESS_RESIZE) {
            draw(app, host); /* so that clicks find what is there now */
            continue;
        }
        struct picture *picture = host->picture(host->context);
        if (!picture)
            return;
        command_press(app, picture, press);
        serve(app, host);
        if (app->quit)
            return;
    }
}

bool loop_run(struct app *app, const struct loop_host *host)
{
    void *context = host->context;
    int64_t drawn = host->clock(context), passed = drawn;
    bool behind = false; /* the days cannot keep up: no time for waiting */
    app->dirty = true;
    if (!draw(app, host))
        return false;
    while (!app->quit && !host->ending(context)) {
        bool moves = !app->paused && !app->over;
        int64_t rest = drawn + FRAME - host->clock(context);
        if (rest < 0 || (behind && moves))
            rest = 0;
        read_keys(app, host, moves || app->dirty ? rest : LOOK);
        int64_t now = host->clock(context);
        sim_time before = app->now;
        if (moves)
            behind = app_pass(app, now - passed, drawn + FRAME - now, host->clock, context);
        narrate_on(app, before, now - passed);
        passed = now;
        if (views_tick(app))
            app->dirty = true;
        now = host->clock(context);
        if (app->dirty && now - drawn >= FRAME) {
            drawn = now;
            if (!draw(app, host))
                return false;
        }
    }
    return true;
}

static int64_t real_clock(void *context)
{
    (void)context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * SIM_SECOND + now.tv_nsec;
}

static struct press terminal_wait(void *context, int64_t timeout)
{
    (void)context;
    return screen_wait(timeout);
}

static struct picture *terminal_picture(void *context)
{
    (void)context;
    return screen_picture();
}

static void terminal_show(void *context)
{
    (void)context;
    screen_show();
}

static bool terminal_ending(void *context)
{
    (void)context;
    return screen_ending() != 0;
}

static void terminal_suspend(void *context)
{
    (void)context;
    screen_suspend();
}

static void terminal_redraw(void *context)
{
    (void)context;
    screen_redraw();
}

static void terminal_look(void *context, const struct app *app)
{
    (void)context;
    screen_look(app->light, app->ascii, app->braille);
}

const struct loop_host loop_terminal = {
    .clock = real_clock,
    .wait = terminal_wait,
    .picture = terminal_picture,
    .show = terminal_show,
    .ending = terminal_ending,
    .suspend = terminal_suspend,
    .redraw = terminal_redraw,
    .look = terminal_look,
};
