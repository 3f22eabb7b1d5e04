/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See turn.h. */
#include "tui/turn.h"

#include <stdio.h>
#include <stdlib.h>

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

/* What was done, and how to go on from there; no value: one in each kitchen. */
static void say_turned(struct app *app, size_t side, const struct key *key, const char *value)
{
    char at[APP_TEXT];
    app_time(app, app->now, at);
    const char *name = key->name[app->scenario.theme];
    const char *where = side < app->side_count ? app->sides[side].name : "both";
    if (value)
        app_say(app, "%s  %s: %s = %.60s. u: undo, w: save.", at, where, name, value);
    else
        app_say(app, "%s  %s: %s is another. u: undo, w: save.", at, where, name);
}

void turn_set(struct app *app, size_t side, const struct key *key, const char *value)
{
    if (app_set(app, side, key->name[app->scenario.theme], value))
        say_turned(app, side, key, value);
}

void turn_key(struct app *app, size_t side, const struct key *key, int direction)
{
    char present[KNOB_TEXT], value[KNOB_TEXT];
    for (size_t n = 0; n < app->side_count; n++) {
        if (side < app->side_count && n != side)
            continue;
        turn_present(app, n, key, present);
        if (!knob_turn(key, app->scenario.theme, present, direction, value)) {
            app_say(app, "%s", value);
            return;
        }
        if (!app_set(app, n, key->name[app->scenario.theme], value))
            return;
    }
    say_turned(app, side, key, side < app->side_count ? value : NULL);
}

void turn_back(struct app *app, size_t side)
{
    if (!app_undo(app, side))
        app_say(app, "There is nothing to undo.");
}
