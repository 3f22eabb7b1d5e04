/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See plain.h. */
#include "tui/plain.h"

#include <time.h>

#include "tui/narrate.h"

/* How often it looks, in real time, where the day does not go as fast as it can. */
#define LOOK (100 * SIM_MS)

/* So often it looks, and tells the totals, in a day; a situation is told if it lasts some looks. */
enum { LOOKS_A_DAY = 240, TOTALS_A_DAY = 16, LOOKS_LASTING = 4 };

/* Long enough for all that can be said of two kitchens. */
enum { LINE_MOST = 2 * CAPTION_TEXT, COLUMNS_MOST = 400 };

static int64_t real_now(void *context)
{
    (void)context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * SIM_SECOND + now.tv_nsec;
}

static void real_wait(void *context, int64_t ns)
{
    (void)context;
    const struct timespec length = {.tv_sec = ns / SIM_SECOND, .tv_nsec = ns % SIM_SECOND};
    nanosleep(&length, NULL); /* a signal may cut it short: the caller looks again */
}

const struct plain_clock plain_real_clock = {.now = real_now, .wait = real_wait};

static void put_line(const struct app *app, FILE *to, const char *text)
{
    char at[APP_TEXT];
    app_time(app, app->now, at);
    fprintf(to, "%s  %s\n", at, text);
}

static void put_totals(const struct app *app, FILE *to)
{
    for (size_t n = 0; n < app->side_count; n++) {
        char text[APP_TEXT];
        const struct view *view = &app->sides[n].view;
        snprintf(text, sizeof text, "%s so far: %llu called, %llu lost, %llu delivered.",
                 app->sides[n].name, (unsigned long long)view->calls,
                 (unsigned long long)view->lost, (unsigned long long)view->delivered);
        put_line(app, to, text);
    }
}

/* Waits until the day's instant has come at the speed asked for; false: it is to end. */
static bool wait_until(const struct app *app, sim_time at, int64_t *real,
                       const struct plain_clock *clock, const atomic_bool *stop)
{
    double speed = app_speeds[app->speed];
    if (speed > 0)
        *real += (int64_t)((double)(at - app->now) / speed);
    for (;;) {
        if (stop && *stop)
            return false;
        int64_t left = *real - clock->now(clock->context);
        if (speed <= 0 || left <= 0)
            return true;
        clock->wait(clock->context, left < LOOK ? left : LOOK);
    }
}

static sim_time next_look(const struct app *app)
{
    sim_time step = app_span(app) / LOOKS_A_DAY;
    return app->now + (step > 0 ? step : 1);
}

/* Tells the situation, if it is another one. */
static void put_situation(struct app *app, FILE *to)
{
    char line[LINE_MOST];
    struct caption caption;
    narrate(app, FIGURES_EXACT, &caption);
    if (!narrator_hear(&app->narrator, &caption, 1, app->over ? 1 : LOOKS_LASTING))
        return;
    caption_line(&app->narrator.caption, COLUMNS_MOST, line, sizeof line);
    put_line(app, to, line);
}

bool plain_tell(struct app *app, FILE *to, const struct plain_clock *clock, const atomic_bool *stop)
{
    int64_t real = clock->now(clock->context);
    for (sim_time told_totals = app->now; !ferror(to);) {
        put_situation(app, to);
        if (app->over)
            break;
        if (app->now - told_totals >= app_span(app) / TOTALS_A_DAY) {
            put_totals(app, to);
            told_totals = app->now;
        }
        fflush(to);
        sim_time at = next_look(app);
        if (!wait_until(app, at, &real, clock, stop))
            break;
        app_go(app, at);
    }
    put_totals(app, to);
    return fflush(to) == 0 || ferror(to);
}
