/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See curves.h. */
#include "tui/curves.h"

#include <math.h>
#include <stdlib.h>

/* The column that was looked at last: most of what happens next happens in it too. */
struct column {
    int x;
    sim_time begin, end; /* from, and until just before */
};

static struct column column_at(const struct axis *axis, sim_time at)
{
    int x = axis_column(axis, at);
    return (struct column){x, axis_at(axis, x), axis_at(axis, x + 1)};
}

/* A number of orders over time, while the entries are gone through. */
struct level {
    int64_t number;
    sim_time since;
    struct column column;
    double *values;
};

static void at_least(double *value, int64_t number)
{
    if (!(*value >= (double)number))
        *value = (double)number;
}

/* Notes that the level was what it is from `since` until an instant. */
static void hold_until(struct level *level, const struct axis *axis, sim_time until)
{
    if (until <= level->since)
        return;
    if (level->since >= level->column.begin && until <= level->column.end) {
        at_least(&level->values[level->column.x], level->number);
        level->since = until;
        return;
    }
    int first = axis_column(axis, level->since), last = axis_column(axis, until - 1);
    first = first > 0 ? first : 0;
    last = last < axis->width ? last : axis->width - 1;
    for (int x = first; x <= last; x++)
        at_least(&level->values[x], level->number);
    level->since = until;
    if (until > axis->from && until - 1 < axis->from + axis->length)
        level->column = column_at(axis, until - 1);
}

/* For each step from one place to another the set of curves that it changes. */
struct effects {
    uint16_t curves[PLACES][PLACES];
};

_Static_assert(CURVES_MOST <= 16, "more curves than bits");

static void find_effects(struct effects *effects, const struct curve_kind *kinds, size_t count)
{
    for (int from = 0; from < PLACES; from++)
        for (int to = 0; to < PLACES; to++) {
            unsigned set = 0;
            for (size_t n = 0; n < count; n++)
                if ((kinds[n].places >> from & 1) != (kinds[n].places >> to & 1))
                    set |= 1U << n;
            effects->curves[from][to] = (uint16_t)set;
        }
}

/* Moves one order: every curve that counts only one of the two places changes. */
static void move_order(struct level *levels, const struct curve_kind *kinds,
                       const struct effects *effects, const struct axis *axis, sim_time at,
                       enum place from, enum place to)
{
    unsigned set = effects->curves[from][to];
    for (size_t n = 0; set; n++, set >>= 1) {
        if (!(set & 1))
            continue;
        hold_until(&levels[n], axis, at);
        levels[n].number += kinds[n].places >> to & 1 ? 1 : -1;
    }
}

static bool orders_over_time(const struct scene *scene, const struct axis *axis, sim_time now,
                             const struct curve_kind *kinds, size_t count, double *values)
{
    uint8_t *places = malloc(scene->entry_count ? scene->entry_count : 1);
    if (!places)
        return false;
    struct level levels[CURVES_MOST];
    for (size_t n = 0; n < count; n++)
        levels[n] = (struct level){.values = values + n * (size_t)axis->width};
    struct effects effects;
    find_effects(&effects, kinds, count);
    for (size_t n = 0; n < scene->entry_count; n++) {
        const struct scene_entry *entry = &scene->entries[n];
        enum place from = PLACE_NOWHERE;
        if (entry->before != SCENE_NONE)
            from = (enum place)places[entry->before];
        enum place to = entry->entry.order ? scene_place_after(&entry->entry, from) : PLACES;
        to = to == PLACES ? from : to;
        places[n] = (uint8_t)to;
        if (to != from)
            move_order(levels, kinds, &effects, axis, entry->entry.at, from, to);
    }
    for (size_t n = 0; n < count; n++)
        if (kinds[n].places)
            hold_until(&levels[n], axis, now);
    free(places);
    return true;
}

/* Adds `number` cooks over a length of time to the columns that it covers, in seconds. */
static void add_time(double *row, const struct axis *axis, struct column *column, int64_t number,
                     sim_time from, sim_time to)
{
    if (number == 0)
        return;
    if (from >= column->begin && to <= column->end) {
        row[column->x] += (double)number * sim_seconds(to - from);
        return;
    }
    int first = axis_column(axis, from), last = axis_column(axis, to - 1);
    first = first > 0 ? first : 0;
    last = last < axis->width ? last : axis->width - 1;
    for (int x = first; x <= last; x++) {
        sim_time begin = axis_at(axis, x), end = axis_at(axis, x + 1);
        begin = begin > from ? begin : from;
        end = end < to ? end : to;
        if (end > begin)
            row[x] += (double)number * sim_seconds(end - begin);
    }
    if (to > axis->from && to - 1 < axis->from + axis->length)
        *column = column_at(axis, to - 1);
}

/* What the cooks are doing, by number of the cook, and how many do what since when. */
struct floor {
    uint8_t *states;
    size_t room;
    int64_t number[COOK_STATES + 1];
    sim_time since[COOK_STATES + 1];
};

static bool make_room(struct floor *floor, uint32_t cook)
{
    if (cook < floor->room)
        return true;
    size_t room = 2 * (size_t)cook + 16;
    uint8_t *states = realloc(floor->states, room);
    if (!states)
        return false;
    for (size_t n = floor->room; n < room; n++)
        states[n] = COOK_GONE;
    floor->states = states;
    floor->room = room;
    return true;
}

/* Time by state and column: sums[state * width + column], in seconds. */
static bool cooks_over_time(const struct scene *scene, const struct axis *axis, sim_time now,
                            double *sums)
{
    struct floor floor = {0};
    struct column column = {0};
    size_t width = (size_t)axis->width;
    for (size_t n = 0; n < scene->change_count; n++) {
        const struct journal_cook *change = &scene->changes[n];
        if (!make_room(&floor, change->cook)) {
            free(floor.states);
            return false;
        }
        const size_t both[] = {floor.states[change->cook], change->state};
        for (int k = 0; k < 2; k++) {
            size_t state = both[k];
            if (state == COOK_GONE)
                continue;
            if (change->at > floor.since[state])
                add_time(sums + state * width, axis, &column, floor.number[state],
                         floor.since[state], change->at);
            floor.since[state] = change->at;
            floor.number[state] += k == 0 ? -1 : 1;
        }
        floor.states[change->cook] = (uint8_t)change->state;
    }
    for (size_t state = 0; state < COOK_STATES; state++)
        if (now > floor.since[state])
            add_time(sums + state * width, axis, &column, floor.number[state], floor.since[state],
                     now);
    free(floor.states);
    return true;
}

static double share_of(const double *sums, size_t width, size_t column, uint32_t states)
{
    double part = 0, whole = 0;
    for (size_t state = 0; state < COOK_STATES; state++) {
        double time = sums[state * width + column];
        whole += time;
        part += states >> state & 1 ? time : 0;
    }
    return whole > 0 ? 100 * part / whole : NAN;
}

bool curves_of(const struct scene *scene, const struct axis *axis, sim_time now,
               const struct curve_kind *kinds, size_t count, double *values)
{
    size_t width = (size_t)axis->width;
    double *sums = calloc(width * COOK_STATES, sizeof *sums);
    for (size_t n = 0; n < count * width; n++)
        values[n] = NAN;
    bool done = sums && orders_over_time(scene, axis, now, kinds, count, values) &&
                cooks_over_time(scene, axis, now, sums);
    for (size_t n = 0; done && n < count; n++)
        for (size_t x = 0; kinds[n].states && x < width; x++)
            values[n * width + x] = share_of(sums, width, x, kinds[n].states);
    free(sums);
    return done;
}
