/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Copying a kitchen in the middle of its day, so that somebody can come back to that instant. The
 * state refers to everything by number, so a copy is the same bytes in other memory.
 */
#include <stdlib.h>
#include <string.h>

#include "models/kitchen_state.h"

/* Makes room for as many elements as the original has room for. */
static bool make_room(void **array, size_t elements, size_t size)
{
    if (elements == 0)
        return true;
    void *grown = realloc(*array, elements * size);
    if (!grown)
        return false;
    *array = grown;
    return true;
}

#define ROOM(member, elements) make_room((void **)&to->member, elements, sizeof *to->member)

static bool room_like(struct kitchen *to, const struct kitchen *from)
{
    if (to->order_room < from->order_room) {
        if (!ROOM(orders, from->order_room) || !ROOM(links, from->order_room))
            return false;
        to->order_room = from->order_room;
    }
    if (to->cook_room < from->cook_room) {
        if (!ROOM(cooks, from->cook_room) || !ROOM(cook_links, from->cook_room) ||
            !ROOM(callable, from->cook_room))
            return false;
        to->cook_room = from->cook_room;
    }
    if (to->stock_room < from->stock_room) {
        if (!ROOM(stock, from->stock_room))
            return false;
        to->stock_room = from->stock_room;
    }
    if (to->expected_room < from->expected_room) {
        if (!ROOM(expected_prep, 2 * from->expected_room))
            return false;
        to->expected_room = from->expected_room;
    }
    if (to->span_room < from->span_room) {
        for (int n = 0; n < SPANS; n++)
            if (!ROOM(spans[n], from->span_room))
                return false;
        to->span_room = from->span_room;
    }
    return true;
}

static void copy_array(void *to, const void *from, size_t elements, size_t size)
{
    if (elements > 0)
        memcpy(to, from, elements * size);
}

#define ARRAY(member, elements) copy_array(to->member, from->member, elements, sizeof *to->member)

static void copy_arrays(struct kitchen *to, const struct kitchen *from)
{
    /* Slot 0 is none, and comes along unused. */
    size_t orders = from->order_slots ? (size_t)from->order_slots + 1 : 0;
    size_t cooks = from->cook_slots ? (size_t)from->cook_slots + 1 : 0;
    ARRAY(orders, orders);
    ARRAY(links, orders);
    ARRAY(cooks, cooks);
    ARRAY(cook_links, cooks);
    ARRAY(callable, from->callable_count);
    ARRAY(stock, from->world ? from->world->ingredient_count : 0);
    for (int n = 0; n < SPANS; n++)
        ARRAY(spans[n], from->span_count);
}

/* The memory and the listener of `to`, and everything else of `from`. */
static void copy_members(struct kitchen *to, const struct kitchen *from)
{
    const struct kitchen own = *to;
    *to = *from;
    to->journal = own.journal;
    to->events = own.events;
    to->shared_work = own.shared_work;
    to->orders = own.orders;
    to->links = own.links;
    to->order_room = own.order_room;
    to->cooks = own.cooks;
    to->cook_links = own.cook_links;
    to->callable = own.callable;
    to->cook_room = own.cook_room;
    to->stock = own.stock;
    to->stock_room = own.stock_room;
    to->expected_prep = own.expected_prep;
    to->expected_room = own.expected_room;
    memcpy(to->spans, own.spans, sizeof to->spans);
    to->span_room = own.span_room;
}

bool kitchen_copy(struct kitchen *to, const struct kitchen *from)
{
    if (from->shared_work && !to->shared_work && !(to->shared_work = sim_work_new()))
        return false;
    if (!room_like(to, from) || !sim_events_copy(to->events, from->events) ||
        (from->shared_work && !sim_work_copy(to->shared_work, from->shared_work)))
        return false;
    copy_members(to, from);
    copy_arrays(to, from);
    return !to->world || luck_begins(to);
}
