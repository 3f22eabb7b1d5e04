/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See turn.h. */
#include "tui/turn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for a value that has been turned, which may be a shift plan of a long day. */
enum { TURNED_TEXT = 4096 };

static int64_t number_in_force(const struct plan *plan, sim_time now)
{
    int64_t number = 0;
    for (size_t n = 0; n < plan->count && plan->shifts[n].from <= now; n++)
        number = plan->shifts[n].number;
    return number;
}

/* The numbers of a key over the day, or NULL where it has one value only. */
static const struct plan *plan_of(const struct app *app, size_t side, const struct key *key)
{
    const char *world = (const char *)playback_world(app->sides[side].playback);
    return key->type == TYPE_PLAN ? (const struct plan *)(const void *)(world + key->offset) : NULL;
}

/* Whether later today another shift begins. */
static bool shifts_follow(const struct plan *plan, sim_time now)
{
    return plan && plan->count > 0 && plan->shifts[plan->count - 1].from > now;
}

void turn_present(const struct app *app, size_t side, const struct key *key, char text[KNOB_TEXT])
{
    const struct world *world = playback_world(app->sides[side].playback);
    const struct plan *plan = plan_of(app, side, key);
    enum theme theme = app->scenario.theme;
    if (plan) {
        int64_t number = number_in_force(plan, app->now);
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
    bool more = shifts_follow(plan_of(app, sides[0], key), app->now);
    const char *later = more ? "; later shifts likewise" : "";
    const char *name = key->name[app->scenario.theme], *first = app->sides[sides[0]].name;
    app_time(app, app->now, at);
    for (size_t n = 0; n < count; n++)
        turn_present(app, sides[n], key, values[n]);
    if (count < 2)
        app_say(app, "%s  %s: %s = %.60s%s. u: undo, w: save.", at, first, name, values[0], later);
    else if (strcmp(values[0], values[1]) == 0)
        app_say(app, "%s  both: %s = %.60s%s. u: undo, w: save.", at, name, values[0], later);
    else
        app_say(app, "%s  %s = %.40s at %s, %.40s at %s%s. u: undo, w: save.", at, name, values[0],
                first, values[1], app->sides[sides[1]].name, later);
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

/*
 * A shift plan with one more, or one fewer, in the present shift and all later ones: who adds a
 * cook in the morning does not send home those who come at noon.
 */
static bool turn_plan(const struct plan *plan, sim_time now, const char *present, int direction,
                      char value[TURNED_TEXT])
{
    size_t used = 0;
    for (size_t n = 0; n < plan->count; n++) {
        char *rest;
        const char *number = strstr(present, ": ");
        if (!number)
            return false;
        long long meant = strtoll(number += 2, &rest, 10);
        if (rest == number)
            return false;
        if (n + 1 == plan->count || plan->shifts[n + 1].from > now)
            meant = meant + direction > 0 ? meant + direction : 0;
        int size = snprintf(value + used, TURNED_TEXT - used, "%.*s%lld", (int)(number - present),
                            present, meant);
        if (size < 0 || (size_t)size >= TURNED_TEXT - used)
            return false;
        used += (size_t)size;
        present = rest;
    }
    return snprintf(value + used, TURNED_TEXT - used, "%s", present) < (int)(TURNED_TEXT - used);
}

/* The value of the key one step on; false: `value` says why there is none. */
static bool turned(const struct app *app, size_t side, const struct key *key, int direction,
                   char value[TURNED_TEXT])
{
    const struct plan *plan = plan_of(app, side, key);
    enum theme theme = app->scenario.theme;
    if (!shifts_follow(plan, app->now)) {
        char present[KNOB_TEXT];
        turn_present(app, side, key, present);
        return knob_turn(key, theme, present, direction, value);
    }
    char *text = world_get(playback_world(app->sides[side].playback), theme, key->name[theme]);
    bool done = text && turn_plan(plan, app->now, text, direction, value);
    if (!done)
        snprintf(value, TURNED_TEXT, "This shift plan is too long to be turned: press Enter.");
    free(text);
    return done;
}

void turn_key(struct app *app, size_t side, const struct key *key, int direction)
{
    char value[TURNED_TEXT];
    size_t sides[SIDES], count = still_open(app, side, sides);
    for (size_t n = 0; n < count; n++) {
        if (!turned(app, sides[n], key, direction, value)) {
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
