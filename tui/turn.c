/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See turn.h. */
#include "tui/turn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t number_in_force(const struct plan *plan, sim_time now)
{
    int64_t number = 0;
    for (size_t n = 0; n < plan->count && plan->shifts[n].from <= now; n++)
        number = plan->shifts[n].number;
    return number;
}

void turn_present(const struct app *app, size_t side, const struct key *key, char text[KNOB_TEXT])
{
    const struct world *world = playback_world(app->sides[side].playback);
    enum theme theme = app->scenario.theme;
    if (key->type == TYPE_PLAN) {
        int64_t number = number_in_force(
            (const struct plan *)(const void *)((const char *)world + key->offset), app->now);
        if (number == UNLIMITED)
            snprintf(text, KNOB_TEXT, "unlimited");
        else
            snprintf(text, KNOB_TEXT, "%lld", (long long)number);
        return;
    }
    char *value = world_get(world, theme, key->name[theme]);
    snprintf(text, KNOB_TEXT, "%s", value ? value : "");
    free(value);
}

/* Those of the kitchens meant whose day is not over: where it is, nothing can come of a change. */
static size_t still_open(const struct app *app, size_t side, size_t sides[SIDES])
{
    size_t count = 0;
    for (size_t n = 0; n < app->side_count; n++)
        if ((side >= app->side_count || n == side) && !app->sides[n].view.over)
            sides[count++] = n;
    return count;
}

/* What was done where, and how to go on from there. */
static void say_turned(struct app *app, const struct key *key, const size_t *sides, size_t count)
{
    char at[APP_TEXT], values[SIDES][KNOB_TEXT];
    const char *name = key->name[app->scenario.theme], *first = app->sides[sides[0]].name;
    app_time(app, app->now, at);
    for (size_t n = 0; n < count; n++)
        turn_present(app, sides[n], key, values[n]);
    if (count < 2)
        app_say(app, "%s  %s: %s = %.60s. u: undo, w: save.", at, first, name, values[0]);
    else if (strcmp(values[0], values[1]) == 0)
        app_say(app, "%s  both: %s = %.60s. u: undo, w: save.", at, name, values[0]);
    else
        app_say(app, "%s  %s = %.40s at %s, %.40s at %s. u: undo, w: save.", at, name, values[0],
                first, values[1], app->sides[sides[1]].name);
}

static void say_over(struct app *app)
{
    app_say(app, "The day is over: go back with [ or r, then try what would have become of it.");
}

void turn_set(struct app *app, size_t side, const struct key *key, const char *value)
{
    size_t sides[SIDES], count = still_open(app, side, sides);
    for (size_t n = 0; n < count; n++)
        if (!app_set(app, sides[n], key->name[app->scenario.theme], value))
            return;
    if (count > 0)
        say_turned(app, key, sides, count);
    else
        say_over(app);
}

void turn_key(struct app *app, size_t side, const struct key *key, int direction)
{
    char present[KNOB_TEXT], value[KNOB_TEXT];
    size_t sides[SIDES], count = still_open(app, side, sides);
    for (size_t n = 0; n < count; n++) {
        turn_present(app, sides[n], key, present);
        if (!knob_turn(key, app->scenario.theme, present, direction, value)) {
            app_say(app, "%s", value);
            return;
        }
        if (!app_set(app, sides[n], key->name[app->scenario.theme], value))
            return;
    }
    if (count > 0)
        say_turned(app, key, sides, count);
    else
        say_over(app);
}

void turn_back(struct app *app, size_t side)
{
    if (!app_undo(app, side))
        app_say(app, "There is nothing to undo.");
}
