/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See scene.h. */
#include "lab/scene.h"

#include <stdlib.h>
#include <string.h>

#include "models/kitchen.h"

void scene_clear(struct scene *scene)
{
    scene->entry_count = scene->change_count = scene->order_count = 0;
    scene->alive_count = scene->total_count = scene->extra_count = 0;
    scene->out_of_memory = false;
    memset(scene->at_place, 0, sizeof scene->at_place);
}

void scene_free(struct scene *scene)
{
    free(scene->entries);
    free(scene->changes);
    free(scene->orders);
    free(scene->alive);
    free(scene->totals);
    free(scene->extra);
    *scene = (struct scene){0};
}

/* Makes room for one more element; false, and said so in the scene, when there is none. */
static bool one_more(struct scene *scene, void *array, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return true;
    size_t more = *room ? 2 * *room : 256;
    void *old;
    memcpy(&old, array, sizeof old);
    void *grown = realloc(old, more * size);
    if (!grown) {
        scene->out_of_memory = true;
        return false;
    }
    memcpy(array, &grown, sizeof grown);
    *room = more;
    return true;
}

#define ROOM(member, count, room)                                                                  \
    one_more(scene, &scene->member, scene->count, &scene->room, sizeof *scene->member)

/* The index of an order, or SCENE_NONE. */
static uint32_t find(const struct scene *scene, uint32_t number)
{
    if (number > KITCHEN_EXTRA_CALLS) {
        size_t n = number - KITCHEN_EXTRA_CALLS - 1;
        return n < scene->extra_count ? scene->extra[n] : SCENE_NONE;
    }
    /* Only callers from outside push an order behind the index that its number gives. */
    for (size_t n = 0; number > 0 && n <= scene->extra_count; n++) {
        size_t index = number - 1 + n;
        if (index < scene->order_count && scene->orders[index].number == number)
            return (uint32_t)index;
    }
    return SCENE_NONE;
}

const struct scene_order *scene_order(const struct scene *scene, uint32_t number)
{
    uint32_t index = find(scene, number);
    return index == SCENE_NONE ? NULL : &scene->orders[index];
}

static uint32_t add_order(struct scene *scene, const struct journal_entry *entry)
{
    if (!ROOM(orders, order_count, order_room) || !ROOM(alive, alive_count, alive_room))
        return SCENE_NONE;
    uint32_t index = (uint32_t)scene->order_count;
    if (entry->order > KITCHEN_EXTRA_CALLS) {
        if (!ROOM(extra, extra_count, extra_room))
            return SCENE_NONE;
        scene->extra[scene->extra_count++] = index;
    }
    scene->orders[scene->order_count++] = (struct scene_order){
        .number = entry->order,
        .called = entry->at,
        .recipe = entry->recipe,
        .last = SCENE_NONE,
        .slot = (uint32_t)scene->alive_count,
    };
    scene->alive[scene->alive_count++] = index;
    scene->at_place[PLACE_NOWHERE]++;
    return index;
}

enum place scene_place_after(const struct journal_entry *entry, enum place before)
{
    static const enum place places[JOURNAL_EVENTS] = {
        [EVENT_CALL] = PLACE_HOLD,
        [EVENT_REDIAL] = PLACE_HOLD,
        [EVENT_BUSY] = PLACE_AWAY,
        [EVENT_HOLD] = PLACE_HOLD,
        [EVENT_HANGUP] = PLACE_HOLD,
        [EVENT_LOST] = PLACE_LOST,
        [EVENT_ANSWER] = PLACE_TALK,
        [EVENT_TICKET] = PLACE_TICKET,
        [EVENT_TAKE] = PLACE_START,
        [EVENT_RAIL] = PLACE_TICKET,
        [EVENT_BLOCKED] = PLACE_TICKET,
        [EVENT_SWITCH] = PLACES,
        [EVENT_FETCH] = PLACE_FETCH,
        [EVENT_SHORT] = PLACE_STOCK,
        [EVENT_INGREDIENTS] = PLACE_PREP_LINE,
        [EVENT_PREP] = PLACE_PREP,
        [EVENT_BOX] = PLACE_BOX,
        [EVENT_OVEN] = PLACE_OVEN_LINE,
        [EVENT_BAKE] = PLACE_OVEN,
        [EVENT_DING] = PLACE_BOX_LINE,
        [EVENT_COURIER] = PLACE_COURIER_LINE,
        [EVENT_RIDE] = PLACE_RIDE,
        [EVENT_DELIVERED] = PLACE_DELIVERED,
        [EVENT_RESTOCK] = PLACES,
    };
    if (entry->event != EVENT_SWITCH)
        return places[entry->event];
    if (before == PLACE_PREP_LINE)
        return PLACE_PREP; /* the switch to it is a part of it */
    return before == PLACE_BOX_LINE ? PLACE_BOX : PLACES;
}

static void is_done(struct scene *scene, struct scene_order *order, sim_time at)
{
    uint32_t moved = scene->alive[--scene->alive_count];
    scene->alive[order->slot] = moved;
    scene->orders[moved].slot = order->slot;
    order->slot = SCENE_NONE;
    if (order->place == PLACE_DELIVERED && ROOM(totals, total_count, total_room))
        scene->totals[scene->total_count++] = at - order->called;
}

static void move(struct scene *scene, struct scene_order *order, const struct journal_entry *entry)
{
    enum place place = scene_place_after(entry, order->place);
    order->cook = entry->cook;
    order->until = entry->length > 0 ? sim_after(entry->at, entry->length) : SIM_NEVER;
    if (place == PLACES || place == order->place)
        return;
    scene->at_place[order->place]--;
    scene->at_place[place]++;
    order->place = place;
    order->since = entry->at;
    if (place == PLACE_LOST || place == PLACE_DELIVERED)
        is_done(scene, order, entry->at);
}

static void see(void *listener, const struct journal_entry *entry)
{
    struct scene *scene = listener;
    if (!ROOM(entries, entry_count, entry_room))
        return;
    struct scene_entry *kept = &scene->entries[scene->entry_count];
    *kept = (struct scene_entry){.entry = *entry, .before = SCENE_NONE};
    if (entry->order) {
        uint32_t index =
            entry->event == EVENT_CALL ? add_order(scene, entry) : find(scene, entry->order);
        if (index == SCENE_NONE)
            return;
        struct scene_order *order = &scene->orders[index];
        kept->before = order->last;
        order->last = (uint32_t)scene->entry_count;
        move(scene, order, entry);
    }
    scene->entry_count++;
}

static void see_cook(void *listener, const struct journal_cook *change)
{
    struct scene *scene = listener;
    if (ROOM(changes, change_count, change_room))
        scene->changes[scene->change_count++] = *change;
}

struct journal scene_journal(struct scene *scene)
{
    return (struct journal){.note = see, .listener = scene, .cook = see_cook};
}

size_t scene_changes_from(const struct scene *scene, sim_time at)
{
    size_t low = 0, high = scene->change_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (scene->changes[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
