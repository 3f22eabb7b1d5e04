/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See app.h. Commands that move through the day are in app_time.c. */
#include "tui/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/views.h"

/* How long a slice of work should take, real time. */
#define SLICE (4 * SIM_MS)

/* How many real seconds a day should last at the speed one starts with. */
enum { DAY_SECONDS = 240 };

const double app_speeds[] = {0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02,
                             0.05,   0.1,    0.2,    0.5,   1,     2,     5,    15,
                             30,     60,     120,    300,   900,   3600,  0};
const int app_speed_count = sizeof app_speeds / sizeof *app_speeds;

static void close_sides(struct side *sides)
{
    for (size_t n = 0; n < SIDES; n++) {
        playback_free(sides[n].playback);
        sides[n] = (struct side){0};
    }
}

static bool open_side(struct side *side, const struct scenario *scenario, size_t variant,
                      uint32_t replication)
{
    *side = (struct side){
        .variant = variant,
        .name = scenario->variants[variant].name,
        .playback = playback_new(scenario, variant, replication),
    };
    return side->playback != NULL;
}

/* The speed at which a day is about DAY_SECONDS long. */
static int fitting_speed(sim_time hours)
{
    int speed = 0;
    while (speed + 2 < app_speed_count &&
           app_speeds[speed + 1] <= sim_seconds(hours) / (double)DAY_SECONDS * 1.01)
        speed++;
    return speed;
}

static void begin_day(struct app *app)
{
    app->now = 0;
    app->over = false;
    app->achieved = 0;
    app->narrator = (struct narrator){0};
    app->step = app->sides[0].playback ? app_minute(app) : SIM_SECOND;
    app_look(app);
}

/*
 * Which variant is shown beside the first one: the first that is event-driven, as that is what this
 * is about; else, or where the first one is, the second.
 */
static size_t opposite(const struct scenario *scenario)
{
    for (size_t n = 0; n < scenario->variant_count; n++)
        if (scenario->variants[n].world.policy == POLICY_EVENT_DRIVEN)
            return n > 0 ? n : 1;
    return 1;
}

bool app_open_scenario(struct app *app, const char *file, struct scenario *scenario)
{
    char *name = strdup(file);
    struct side sides[SIDES] = {0};
    size_t count = scenario->variant_count < SIDES ? scenario->variant_count : SIDES;
    bool opened = name != NULL;
    for (size_t n = 0; n < count && opened; n++)
        opened = open_side(&sides[n], scenario, n > 0 ? opposite(scenario) : 0, 1);
    if (!opened) {
        close_sides(sides);
        free(name);
        scenario_free(scenario);
        return false;
    }
    bool first = app->file == NULL;
    if (!first) {
        views_leave(app);
        close_sides(app->sides);
        scenario_free(&app->scenario);
        free(app->file);
    }
    app->file = name;
    app->scenario = *scenario;
    memcpy(app->sides, sides, sizeof sides);
    app->side_count = count;
    app->replication = 1;
    app->chosen_side = 0;
    app->chosen_order = app->chosen_cook = 0;
    app->speed = fitting_speed(scenario->variants[0].world.hours);
    app->paused = false;
    begin_day(app);
    if (first)
        return views_open(app);
    views_reset(app);
    return true;
}

bool app_open(struct app *app, const char *file, const struct override *overrides,
              size_t override_count, struct complaints *complaints)
{
    struct scenario scenario;
    if (!scenario_read(&scenario, file, overrides, override_count, complaints))
        return false;
    if (app_open_scenario(app, file, &scenario))
        return true;
    complaints_say(complaints, file, "out of memory");
    return false;
}

void app_close(struct app *app)
{
    if (!app->file)
        return;
    views_close(app);
    close_sides(app->sides);
    scenario_free(&app->scenario);
    free(app->file);
    *app = (struct app){0};
}

void app_say(struct app *app, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(app->message, sizeof app->message, format, arguments);
    va_end(arguments);
    app->dirty = true;
}

void app_look(struct app *app)
{
    bool over = app->side_count > 0;
    sim_time latest = 0;
    for (size_t n = 0; n < app->side_count; n++) {
        struct side *side = &app->sides[n];
        kitchen_view(playback_kitchen(side->playback), &side->view);
        over = over && side->view.over;
        latest = side->view.now > latest ? side->view.now : latest;
    }
    app->over = over;
    if (over)
        app->now = latest;
    app->dirty = true;
}

void app_go(struct app *app, sim_time at)
{
    at = at > 0 ? at : 0;
    app->now = at;
    for (size_t n = 0; n < app->side_count; n++)
        if (!playback_go(app->sides[n].playback, at))
            app_say(app, "Out of memory: the picture is not complete.");
    app_look(app);
}

/* Goes on in slices until the instant, or until the real time is used up. */
static void advance(struct app *app, sim_time until, int64_t budget, app_clock *clock,
                    void *context)
{
    int64_t begun = clock(context), before = begun;
    do {
        sim_time at = sim_after(app->now, app->step);
        app_go(app, at < until ? at : until);
        int64_t now = clock(context);
        if (now - before > SLICE && app->step > 1)
            app->step /= 2;
        else if (now - before < SLICE / 2 && at < until && app->step < SIM_DAY)
            app->step *= 2;
        before = now;
    } while (app->now < until && !app->over && before - begun < budget);
}

bool app_pass(struct app *app, int64_t elapsed, int64_t budget, app_clock *clock, void *context)
{
    if (app->paused || app->over || elapsed <= 0)
        return app_speeds[app->speed] == 0 && !app->paused && !app->over;
    double speed = app_speeds[app->speed];
    sim_time start = app->now;
    sim_time until =
        speed > 0 ? sim_after(start, sim_from_seconds(speed * sim_seconds(elapsed))) : SIM_FAR;
    advance(app, until, budget, clock, context);
    double achieved = sim_seconds(app->now - start) / sim_seconds(elapsed);
    app->achieved = app->achieved > 0 ? 0.9 * app->achieved + 0.1 * achieved : achieved;
    return app->now < until && !app->over;
}

void app_faster(struct app *app, int by)
{
    int speed = app->speed + by;
    if (speed >= 0 && speed < app_speed_count)
        app->speed = speed;
    app->achieved = 0;
    app->paused = false;
    app->dirty = true;
}

void app_restart(struct app *app)
{
    app_go(app, 0);
    app->achieved = 0;
}

void app_day(struct app *app, uint32_t replication)
{
    for (size_t n = 0; n < app->side_count; n++)
        if (!playback_another_day(app->sides[n].playback, replication))
            app_say(app, "Out of memory: the picture is not complete.");
    app->replication = replication;
    app->chosen_order = app->chosen_cook = 0;
    begin_day(app);
    views_reset(app);
}

void app_show(struct app *app, size_t left, size_t right)
{
    const size_t wanted[SIDES] = {left, right};
    struct side sides[SIDES] = {0};
    for (size_t n = 0; n < app->side_count; n++)
        if (!open_side(&sides[n], &app->scenario, wanted[n], app->replication)) {
            close_sides(sides);
            app_say(app, "Out of memory.");
            return;
        }
    sim_time now = app->now;
    close_sides(app->sides);
    memcpy(app->sides, sides, sizeof sides);
    app->chosen_cook = 0;
    app->narrator = (struct narrator){0};
    app_go(app, now);
    views_reset(app);
}

void app_call(struct app *app)
{
    uint32_t number = 0;
    for (size_t n = 0; n < app->side_count; n++) {
        uint32_t order = playback_call(app->sides[n].playback);
        number = order ? order : number;
    }
    if (number == 0) {
        app_say(app, "The day is over: nobody answers any more.");
        return;
    }
    app_look(app);
    app->chosen_order = number;
    app_say(app, "You have called %s. N: what happens to it next. 4: its story.",
            app->side_count > 1 ? "both" : app->sides[0].name);
}

void app_choose_order(struct app *app, uint32_t number)
{
    app->chosen_order = number;
    app->dirty = true;
}

bool app_set(struct app *app, size_t side, const char *key, const char *value)
{
    for (size_t n = 0; n < app->side_count; n++) {
        if (side < app->side_count && n != side)
            continue;
        struct complaints complaints;
        bool done = playback_set(app->sides[n].playback, key, value, &complaints);
        if (!done)
            app_say(app, "%s: %s", app->sides[n].name,
                    complaints.count > 0 ? complaints.list[0].text : "out of memory");
        complaints_free(&complaints);
        if (!done)
            return false;
    }
    app_look(app);
    return true;
}

bool app_undo(struct app *app, size_t side)
{
    bool done = false;
    for (size_t n = 0; n < app->side_count; n++)
        if ((side >= app->side_count || n == side) && playback_undo(app->sides[n].playback))
            done = true;
    app_look(app);
    return done;
}

const char *app_noun(const struct app *app, enum thing thing, double count)
{
    return theme_noun(app->scenario.theme, thing, count);
}
