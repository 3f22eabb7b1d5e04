/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving through the day, and writing its times. */
#include <stdio.h>
#include <string.h>

#include "report/figures.h"
#include "tui/app.h"

/* A search for an instant looks at so many instants at most. */
enum { SEARCH_MOST = 20000000 };

const char *const goal_texts[THEMES][GOALS] = {
    {
        [GOAL_LOST] = "the next lost call",
        [GOAL_STANDING] = "the next time a cook stands still",
        [GOAL_ALL_STANDING] = "the next time all cooks stand still",
        [GOAL_BLOCKED] = "the next time an agent is blocked",
        [GOAL_DELIVERED] = "the next delivery",
    },
    {
        [GOAL_LOST] = "the next lost request",
        [GOAL_STANDING] = "the next time a worker stands still",
        [GOAL_ALL_STANDING] = "the next time all workers stand still",
        [GOAL_BLOCKED] = "the next time an acceptor is blocked",
        [GOAL_DELIVERED] = "the next answer delivered",
    },
};

static sim_time next_instant(const struct app *app)
{
    sim_time next = SIM_NEVER;
    for (size_t n = 0; n < app->side_count; n++) {
        sim_time at = playback_next(app->sides[n].playback);
        next = at < next ? at : next;
    }
    return next;
}

void app_next_event(struct app *app)
{
    app->paused = true;
    sim_time next = next_instant(app);
    if (next == SIM_NEVER)
        app_say(app, "Nothing more happens today.");
    else
        app_go(app, next);
}

static uint32_t latest_of(const struct side *side, uint32_t number)
{
    const struct scene_order *order = scene_order(playback_scene(side->playback), number);
    return order ? order->last : SCENE_NONE;
}

void app_next_of_order(struct app *app)
{
    if (app->chosen_order == 0) {
        app_say(app, "No %s is chosen: place one with o, or choose one in its view.",
                app_noun(app, THING_ORDER, 1));
        return;
    }
    sim_time start = app->now;
    uint32_t before[SIDES];
    for (size_t n = 0; n < app->side_count; n++)
        before[n] = latest_of(&app->sides[n], app->chosen_order);
    app->paused = true;
    for (int n = 0; n < SEARCH_MOST; n++) {
        sim_time next = next_instant(app);
        if (next == SIM_NEVER)
            break;
        app_go(app, next);
        for (size_t k = 0; k < app->side_count; k++)
            if (latest_of(&app->sides[k], app->chosen_order) != before[k])
                return;
    }
    app_go(app, start);
    app_say(app, "Nothing more happens to this %s today.", app_noun(app, THING_ORDER, 1));
}

static int64_t standing(const struct view *view)
{
    return view->cooks - view->cooks_in[COOK_WORKING] - view->cooks_in[COOK_SWITCHING] -
           view->cooks_in[COOK_IDLE];
}

/* What has come about, said of a kitchen. */
static const char *const news[THEMES][GOALS] = {
    {
        [GOAL_LOST] = "A caller gives up at %s.",
        [GOAL_STANDING] = "The first cook at %s stands still.",
        [GOAL_ALL_STANDING] = "Now every cook at %s stands still.",
        [GOAL_BLOCKED] = "An agent at %s cannot hand over the ticket: there is no cook for it.",
        [GOAL_DELIVERED] = "A pizza from %s arrives.",
    },
    {
        [GOAL_LOST] = "A request to %s is lost.",
        [GOAL_STANDING] = "The first worker at %s stands still.",
        [GOAL_ALL_STANDING] = "Now every worker at %s stands still.",
        [GOAL_BLOCKED] =
            "An acceptor at %s cannot hand over the request: there is no worker for it.",
        [GOAL_DELIVERED] = "An answer from %s arrives.",
    },
};

static void say_news(struct app *app, enum goal goal, const char *name)
{
    const char *format = news[app->scenario.theme][goal];
    const char *place = strstr(format, "%s");
    char at[APP_TEXT];
    app_time(app, app->now, at);
    app_say(app, "%s  %.*s%s%s", at, (int)(place - format), format, name, place + 2);
}

/* Whether between two looks at a kitchen the goal has come about. */
static bool reached(enum goal goal, const struct view *before, const struct view *now)
{
    switch (goal) {
    case GOAL_LOST:
        return now->lost > before->lost;
    case GOAL_STANDING:
        return standing(now) > 0 && standing(before) == 0;
    case GOAL_ALL_STANDING:
        return now->cooks > 0 && standing(now) == now->cooks &&
               (standing(before) < before->cooks || before->cooks == 0);
    case GOAL_BLOCKED:
        return now->agents_blocked > before->agents_blocked;
    default:
        return now->delivered > before->delivered;
    }
}

void app_go_to(struct app *app, enum goal goal)
{
    sim_time start = app->now;
    for (int n = 0; n < SEARCH_MOST; n++) {
        sim_time next = next_instant(app);
        if (next == SIM_NEVER)
            break;
        struct view before[SIDES];
        for (size_t k = 0; k < app->side_count; k++)
            before[k] = app->sides[k].view;
        app_go(app, next);
        for (size_t k = 0; k < app->side_count; k++)
            if (reached(goal, &before[k], &app->sides[k].view)) {
                app->paused = true;
                say_news(app, goal, app->sides[k].name);
                return;
            }
    }
    app_go(app, start);
    app_say(app, "Not any more today: %s.", goal_texts[app->scenario.theme][goal]);
}

static bool clock_of(const char *text, sim_time *at)
{
    int hours, minutes, seconds = 0, end = 0;
    if (sscanf(text, "%2d:%2d%n", &hours, &minutes, &end) != 2)
        return false;
    if (text[end] == ':') {
        int more = 0;
        if (sscanf(text + end, ":%2d%n", &seconds, &more) != 1)
            return false;
        end += more;
    }
    if (text[end] || hours < 0 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59)
        return false;
    *at = hours * SIM_HOUR + minutes * SIM_MINUTE + seconds * SIM_SECOND;
    return true;
}

bool app_go_text(struct app *app, const char *text)
{
    sim_time at;
    char unit[8];
    double number;
    if (clock_of(text, &at)) {
        at -= app->scenario.variants[0].world.open;
        at = at < 0 ? at + SIM_DAY : at;
    } else if (sscanf(text, "%lf %7s", &number, unit) == 2 && number >= 0) {
        const struct {
            const char *name;
            sim_time length;
        } units[] = {{"us", SIM_US},      {"ms", SIM_MS},  {"s", SIM_SECOND},
                     {"min", SIM_MINUTE}, {"h", SIM_HOUR}, {"day", SIM_DAY}};
        at = -1;
        for (size_t n = 0; n < sizeof units / sizeof *units; n++)
            if (strcmp(unit, units[n].name) == 0)
                at = sim_from_seconds(number * sim_seconds(units[n].length));
        if (at < 0)
            return false;
    } else {
        return false;
    }
    app->paused = true;
    app_go(app, at);
    return true;
}

sim_time app_span(const struct app *app)
{
    sim_time hours = app->scenario.variants[0].world.hours, span = hours;
    for (int n = 0; span < app->now && n < 200; n++)
        span += hours / 4 > 0 ? hours / 4 : 1;
    return span > app->now ? span : app->now;
}

/* The shortest round length of time that is at least this long: 1, 2, 5, 10, 15, 30... of a unit.
 */
static sim_time round_length(sim_time least)
{
    static const sim_time units[] = {SIM_US, SIM_MS, SIM_SECOND, SIM_MINUTE, SIM_HOUR, SIM_DAY};
    static const int steps[] = {1, 2, 5, 10, 15, 30, 50, 100, 200, 500};
    sim_time best = SIM_NEVER;
    for (size_t u = 0; u < sizeof units / sizeof *units; u++)
        for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
            sim_time length = steps[s] * units[u];
            if (length >= least && length < best)
                best = length;
        }
    return best < SIM_NEVER ? best : least;
}

sim_time app_minute(const struct app *app)
{
    return round_length(app->scenario.variants[0].world.hours / 480);
}

sim_time app_strip(const struct app *app)
{
    return round_length(app->scenario.variants[0].world.hours / 4);
}

void app_time(const struct app *app, sim_time at, char text[APP_TEXT])
{
    const struct world *world = &app->scenario.variants[0].world;
    if (world->hours < 10 * SIM_MINUTE) {
        snprintf(text, APP_TEXT, "%.*f s", world->hours < SIM_SECOND / 10 ? 6 : 3, sim_seconds(at));
        return;
    }
    int64_t seconds = (world->open + at) / SIM_SECOND;
    snprintf(text, APP_TEXT, "%02lld:%02lld:%02lld", (long long)(seconds / 3600 % 24),
             (long long)(seconds / 60 % 60), (long long)(seconds % 60));
}

void app_clock_text(const struct app *app, sim_time at, char text[APP_TEXT])
{
    app_time(app, at, text);
    if (text[2] == ':')
        text[5] = '\0';
}

void app_length(const struct app *app, sim_time length, char text[APP_TEXT])
{
    (void)app;
    if (length >= 10 * SIM_HOUR)
        snprintf(text, APP_TEXT, "%lld h", (long long)((length + SIM_HOUR / 2) / SIM_HOUR));
    else if (length > 2 * SIM_HOUR || length == SIM_HOUR || length == 2 * SIM_HOUR)
        snprintf(text, APP_TEXT, "%.3g h", sim_seconds(length) / 3600);
    else if (length >= SIM_MINUTE)
        snprintf(text, APP_TEXT, "%lld min", (long long)((length + SIM_MINUTE / 2) / SIM_MINUTE));
    else
        figure_time(text, sim_seconds(length), false);
}
