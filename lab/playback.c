/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See playback.h. */
#include "lab/playback.h"

#include <stdlib.h>
#include <string.h>

#include "models/arena.h"
#include "models/keys.h"
#include "models/measures.h"

/* Changes are typed by people; this is for some 100,000 of them. */
enum { BUDGET = 256 << 20 };

struct change {
    struct playback_change change;
    uint64_t made; /* in which order they were made */
    struct world world;
};

struct playback {
    enum theme theme;
    struct arena *arena;
    struct world base;
    struct change **changes; /* in order of time, and of making where that is the same */
    size_t count, room;
    size_t done; /* so many changes have taken effect */
    uint64_t made;
    struct kitchen *kitchen;
    struct scene scene;
    struct journal journal;
    uint32_t replication;
    sim_time now;
};

static bool begin(struct playback *p)
{
    scene_clear(&p->scene);
    p->done = 0;
    p->now = 0;
    return kitchen_begin(p->kitchen, &p->base, p->replication, &p->journal);
}

struct playback *playback_new(const struct scenario *scenario, size_t variant, uint32_t replication)
{
    struct playback *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    p->theme = scenario->theme;
    p->replication = replication;
    p->arena = arena_new(BUDGET);
    p->kitchen = kitchen_new();
    p->journal = scene_journal(&p->scene);
    if (!p->arena || !p->kitchen ||
        !world_copy(&p->base, &scenario->variants[variant].world, p->arena) || !begin(p) ||
        !playback_go(p, 0)) {
        playback_free(p);
        return NULL;
    }
    return p;
}

void playback_free(struct playback *p)
{
    if (!p)
        return;
    kitchen_free(p->kitchen);
    if (p->arena)
        arena_free(p->arena);
    scene_free(&p->scene);
    free(p->changes);
    free(p);
}

sim_time playback_now(const struct playback *p)
{
    return p->now;
}

sim_time playback_next(struct playback *p)
{
    sim_time next = kitchen_next(p->kitchen);
    if (next != SIM_NEVER && p->done < p->count && p->changes[p->done]->change.at < next)
        next = p->changes[p->done]->change.at;
    return next;
}

static bool day_is_over(const struct playback *p)
{
    struct view view;
    kitchen_view(p->kitchen, &view);
    return view.over;
}

static bool take_effect(struct playback *p, struct change *change)
{
    if (day_is_over(p))
        return true;
    if (!change->change.key) {
        change->change.order = kitchen_call(p->kitchen);
        return change->change.order != 0;
    }
    return kitchen_change(p->kitchen, &change->world);
}

bool playback_go(struct playback *p, sim_time at)
{
    if (at < p->now && !begin(p))
        return false;
    for (; p->done < p->count && p->changes[p->done]->change.at <= at; p->done++) {
        struct change *change = p->changes[p->done];
        if (!kitchen_run(p->kitchen, change->change.at) || !take_effect(p, change))
            return false;
    }
    if (!kitchen_run(p->kitchen, at))
        return false;
    struct view view;
    kitchen_view(p->kitchen, &view);
    p->now = view.over ? view.now : at;
    return !p->scene.out_of_memory;
}

bool playback_another_day(struct playback *p, uint32_t replication)
{
    p->replication = replication;
    return begin(p) && playback_go(p, 0);
}

uint32_t playback_replication(const struct playback *p)
{
    return p->replication;
}

/* The world in force before a change. */
static const struct world *world_before(const struct playback *p, size_t index)
{
    return index > 0 ? &p->changes[index - 1]->world : &p->base;
}

/* Works out the worlds after the changes from one on. */
static bool build_worlds(struct playback *p, size_t from, struct complaints *complaints)
{
    for (size_t n = from; n < p->count; n++) {
        struct change *change = p->changes[n];
        if (!world_copy(&change->world, world_before(p, n), p->arena)) {
            complaints_say(complaints, "what if", "out of memory");
            return false;
        }
        if (change->change.key && !world_set(&change->world, p->arena, p->theme, change->change.key,
                                             change->change.value, complaints))
            return false;
        if (change->change.key && n + 1 < p->count)
            complaints_free(complaints);
    }
    return true;
}

static void take_out(struct playback *p, size_t index)
{
    p->count--;
    memmove(&p->changes[index], &p->changes[index + 1], (p->count - index) * sizeof p->changes[0]);
}

/* Puts a change in, behind those of its instant; its index, or SIZE_MAX when out of memory. */
static size_t put_in(struct playback *p, const struct change *made)
{
    if (p->count == p->room) {
        size_t room = p->room ? 2 * p->room : 16;
        struct change **changes = realloc(p->changes, room * sizeof *changes);
        if (!changes)
            return SIZE_MAX;
        p->changes = changes;
        p->room = room;
    }
    struct change *change = arena_take(p->arena, 1, sizeof *change);
    if (!change)
        return SIZE_MAX;
    *change = *made;
    change->made = ++p->made;
    size_t index = p->count;
    while (index > 0 && p->changes[index - 1]->change.at > made->change.at)
        index--;
    memmove(&p->changes[index + 1], &p->changes[index], (p->count - index) * sizeof p->changes[0]);
    p->changes[index] = change;
    p->count++;
    return index;
}

/* Simulates the day again up to the present instant. */
static bool again(struct playback *p)
{
    sim_time now = p->now;
    return begin(p) && playback_go(p, now);
}

/* Simulates the day again as one in which work may be slowed down, without the changes from one on.
 */
static bool again_crowded(struct playback *p, size_t without)
{
    size_t count = p->count;
    p->base.may_be_crowded = true;
    p->count = without;
    bool done = again(p);
    p->count = count;
    return done;
}

/* Why the day cannot go on in the worlds after the changes from one on, or NULL. */
static const char *objection(struct playback *p, size_t from)
{
    for (size_t n = from; n < p->count; n++) {
        const char *objection = kitchen_objection(p->kitchen, &p->changes[n]->world);
        if (objection && !p->base.may_be_crowded) {
            if (!again_crowded(p, from))
                return "out of memory";
            objection = kitchen_objection(p->kitchen, &p->changes[n]->world);
        }
        if (objection)
            return objection;
    }
    return NULL;
}

/* The same key at the same instant: the later value is meant. */
static void drop_same(struct playback *p, size_t index)
{
    const struct playback_change *one = &p->changes[index]->change;
    if (index == 0 || !one->key)
        return;
    const struct playback_change *before = &p->changes[index - 1]->change;
    if (before->at == one->at && before->key && strcmp(before->key, one->key) == 0)
        take_out(p, index - 1);
}

bool playback_set(struct playback *p, const char *key, const char *value,
                  struct complaints *complaints)
{
    *complaints = (struct complaints){0};
    const struct change made = {.change = {.at = p->now,
                                           .key = arena_text(p->arena, key, strlen(key)),
                                           .value = arena_text(p->arena, value, strlen(value))}};
    size_t index = made.change.key && made.change.value ? put_in(p, &made) : SIZE_MAX;
    if (index == SIZE_MAX) {
        complaints_say(complaints, "what if", "out of memory");
        return false;
    }
    /* The kitchen is at this instant: nothing from `index` on has taken effect. */
    const char *reason = NULL;
    if (!build_worlds(p, index, complaints) || (reason = objection(p, index))) {
        if (reason) {
            complaints_free(complaints);
            complaints_say(complaints, "what if", reason);
        }
        take_out(p, index);
        struct complaints ignored = {0};
        build_worlds(p, index, &ignored);
        complaints_free(&ignored);
        return false;
    }
    drop_same(p, index);
    return again(p);
}

uint32_t playback_call(struct playback *p)
{
    if (day_is_over(p))
        return 0;
    const struct change made = {.change = {.at = p->now}};
    size_t index = put_in(p, &made);
    struct complaints complaints = {0};
    if (index == SIZE_MAX || !build_worlds(p, index, &complaints) || !again(p))
        return 0;
    complaints_free(&complaints);
    return p->changes[index]->change.order;
}

bool playback_undo(struct playback *p)
{
    size_t last = p->count;
    for (size_t n = 0; n < p->count; n++)
        if (last == p->count || p->changes[n]->made > p->changes[last]->made)
            last = n;
    if (last == p->count)
        return false;
    take_out(p, last);
    struct complaints complaints = {0};
    bool built = build_worlds(p, last, &complaints);
    complaints_free(&complaints);
    return built && again(p);
}

size_t playback_change_count(const struct playback *p)
{
    return p->count;
}

const struct playback_change *playback_change_at(const struct playback *p, size_t index)
{
    return &p->changes[index]->change;
}

const struct scene *playback_scene(const struct playback *p)
{
    return &p->scene;
}

const struct kitchen *playback_kitchen(const struct playback *p)
{
    return p->kitchen;
}

const struct world *playback_world(const struct playback *p)
{
    return kitchen_world(p->kitchen);
}

bool playback_measures(struct playback *p, double *values)
{
    return measures_of(p->kitchen, values);
}
