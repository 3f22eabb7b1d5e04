/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pending-event set as a binary heap of slot numbers, ordered by time and rank, then by order
 * of scheduling. Each slot knows its place in the heap, so that an event can be cancelled.
 */
#include "sim/events.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 64 };

struct node {
    uint64_t key;      /* at * SIM_RANKS + rank */
    uint64_t sequence; /* order of scheduling */
    uint32_t kind, subject;
    uint32_t place; /* where in the heap; of a free slot, the next free one */
};

struct sim_events {
    struct node *nodes; /* nodes[0] is no event: handles are indexes from 1 */
    uint32_t *heap;
    size_t count, used, capacity;
    uint32_t free; /* first free slot, or 0 */
    uint64_t scheduled;
    sim_time now;
    bool failed;
};

struct sim_events *sim_events_new(void)
{
    struct sim_events *events = calloc(1, sizeof *events);
    if (events)
        sim_events_clear(events);
    return events;
}

void sim_events_free(struct sim_events *events)
{
    if (!events)
        return;
    free(events->nodes);
    free(events->heap);
    free(events);
}

void sim_events_clear(struct sim_events *events)
{
    events->count = 0;
    events->used = 1;
    events->free = 0;
    events->scheduled = 0;
    events->now = 0;
    events->failed = false;
}

static bool reserve(struct sim_events *events, size_t capacity)
{
    if (capacity <= events->capacity)
        return true;
    if (capacity > UINT32_MAX)
        return false;
    struct node *nodes = realloc(events->nodes, capacity * sizeof *nodes);
    if (!nodes)
        return false;
    events->nodes = nodes;
    uint32_t *heap = realloc(events->heap, capacity * sizeof *heap);
    if (!heap)
        return false;
    events->heap = heap;
    events->capacity = capacity;
    return true;
}

static bool before(const struct node *a, const struct node *b)
{
    return a->key != b->key ? a->key < b->key : a->sequence < b->sequence;
}

static void put(struct sim_events *events, size_t place, uint32_t slot)
{
    events->heap[place] = slot;
    events->nodes[slot].place = (uint32_t)place;
}

/* Finds the place of a slot from a hole in the heap upwards. */
static void sift_up(struct sim_events *events, size_t hole, uint32_t slot)
{
    while (hole > 0) {
        size_t parent = (hole - 1) / 2;
        if (!before(&events->nodes[slot], &events->nodes[events->heap[parent]]))
            break;
        put(events, hole, events->heap[parent]);
        hole = parent;
    }
    put(events, hole, slot);
}

static void sift_down(struct sim_events *events, size_t hole, uint32_t slot)
{
    for (;;) {
        size_t child = 2 * hole + 1;
        if (child >= events->count)
            break;
        if (child + 1 < events->count &&
            before(&events->nodes[events->heap[child + 1]], &events->nodes[events->heap[child]]))
            child++;
        if (!before(&events->nodes[events->heap[child]], &events->nodes[slot]))
            break;
        put(events, hole, events->heap[child]);
        hole = child;
    }
    put(events, hole, slot);
}

sim_handle sim_events_add(struct sim_events *events, sim_time at, unsigned rank, uint32_t kind,
                          uint32_t subject)
{
    assert(at >= events->now && at <= SIM_FAR && rank < SIM_RANKS);
    uint32_t slot = events->free;
    if (slot) {
        events->free = events->nodes[slot].place;
    } else {
        if (events->used >= events->capacity &&
            !reserve(events, events->capacity ? 2 * events->capacity : FIRST_CAPACITY)) {
            events->failed = true;
            return 0;
        }
        slot = (uint32_t)events->used++;
    }
    events->nodes[slot] = (struct node){.key = (uint64_t)at * SIM_RANKS + rank,
                                        .sequence = events->scheduled++,
                                        .kind = kind,
                                        .subject = subject};
    sift_up(events, events->count++, slot);
    return slot;
}

static void take_out(struct sim_events *events, uint32_t slot)
{
    size_t hole = events->nodes[slot].place;
    uint32_t last = events->heap[--events->count];
    if (last != slot) {
        if (before(&events->nodes[last], &events->nodes[slot]))
            sift_up(events, hole, last);
        else
            sift_down(events, hole, last);
    }
    events->nodes[slot].place = events->free;
    events->free = slot;
}

void sim_events_cancel(struct sim_events *events, sim_handle handle)
{
    assert(handle > 0 && handle < events->used);
    assert(events->nodes[handle].place < events->count &&
           events->heap[events->nodes[handle].place] == handle);
    take_out(events, handle);
}

sim_time sim_events_peek(struct sim_events *events)
{
    if (!events->count)
        return SIM_NEVER;
    return (sim_time)(events->nodes[events->heap[0]].key / SIM_RANKS);
}

bool sim_events_pop(struct sim_events *events, struct sim_event *event)
{
    if (!events->count)
        return false;
    const struct node *node = &events->nodes[events->heap[0]];
    event->at = (sim_time)(node->key / SIM_RANKS);
    event->kind = node->kind;
    event->subject = node->subject;
    events->now = event->at;
    take_out(events, events->heap[0]);
    return true;
}

bool sim_events_pop_now(struct sim_events *events, struct sim_event *event)
{
    return sim_events_peek(events) == events->now && sim_events_pop(events, event);
}

size_t sim_events_count(const struct sim_events *events)
{
    return events->count;
}

bool sim_events_failed(const struct sim_events *events)
{
    return events->failed;
}

bool sim_events_copy(struct sim_events *to, const struct sim_events *from)
{
    if (!reserve(to, from->used))
        return false;
    memcpy(to->nodes, from->nodes, from->used * sizeof *to->nodes);
    memcpy(to->heap, from->heap, from->count * sizeof *to->heap);
    to->count = from->count;
    to->used = from->used;
    to->free = from->free;
    to->scheduled = from->scheduled;
    to->now = from->now;
    to->failed = from->failed;
    return true;
}
