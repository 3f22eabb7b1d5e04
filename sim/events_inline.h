/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The inside of the pending-event set: what every event goes through is here, to be inlined; the
 * rest is in sim/events.c. Only for sim/events.h to include.
 *
 * An event's key is its instant and rank in one number. Those that come first stand in the front, a
 * short sorted array; all others in the back, a radix heap (Ahuja, Mehlhorn, Orlin and Tarjan
 * 1990). `limit` parts the two: a new event goes to the front if its key is below. A few events
 * have the front to themselves; of many, the back hands over the next few whenever the front is
 * empty.
 *
 * The back files an event by the highest digit in which its key differs from `base`, and by the
 * value of that digit. So the lists are in the order of keys, and within a list equal keys are in
 * the order of scheduling. That holds as long as no key is below base, which therefore never passes
 * the present. The first list is spread over lists of lower digits when its turn comes.
 *
 * A list is a chain of chunks, so that the memory of a large set is read in long stretches; each
 * event of the back knows its place in a chunk, so that cancelling takes it out at once.
 */
#ifndef SIM_EVENTS_INLINE_H
#define SIM_EVENTS_INLINE_H

#include <assert.h>
#include <stdint.h>

enum {
    SIM_EVENTS_FRONT = 32, /* at most so many stand in the front */
    SIM_EVENTS_CHUNK = 31, /* at most so many stand in a chunk, which makes it 512 bytes */
    SIM_EVENTS_DIGIT = 6,  /* bits of a digit: its values are the bits of a 64-bit set */
    SIM_EVENTS_VALUES = 1 << SIM_EVENTS_DIGIT,
    SIM_EVENTS_DIGITS = (63 + SIM_EVENTS_DIGIT - 1) / SIM_EVENTS_DIGIT
};

/* What is kept of an event once, wherever it stands. A handle is the number of a slot from 1 on. */
struct sim_events_slot {
    uint32_t kind, subject;
    uint32_t place; /* in the back: chunk * 32 + index; of a free slot: the next free one, or 0 */
};

struct sim_events_entry {
    uint64_t key;  /* instant * SIM_RANKS + rank */
    uint32_t slot; /* 0 where an event was cancelled */
};

struct sim_events_chunk {
    uint32_t next, prev; /* in the list, or 0; of a free chunk: the next free one, or 0 */
    uint32_t first, end; /* entries[first] and entries[end - 1] are events; none: both 0 */
    struct sim_events_entry entries[SIM_EVENTS_CHUNK];
};

struct sim_events_list {
    uint32_t head, tail; /* chunks */
    uint64_t sample;     /* one of the keys */
    uint64_t differs;    /* the bits in which any of the keys differs from it */
};

struct sim_events {
    uint64_t limit;      /* keys in the front are at most this, in the back at least */
    uint32_t first, end; /* the front is from front[first] to front[end - 1] */
    uint32_t free;       /* the first free slot, or 0 */
    uint32_t pending;
    struct sim_events_slot *slots;
    sim_time now; /* of the last popped event */
    struct sim_events_entry front[SIM_EVENTS_FRONT];

    uint64_t base;
    uint64_t least;                     /* the least key in the back, or 0 where not known */
    uint64_t digits;                    /* bit d: there are lists of digit d */
    uint64_t values[SIM_EVENTS_DIGITS]; /* bit v of [d]: there is a list of value v of digit d */
    struct sim_events_list lists[SIM_EVENTS_DIGITS][SIM_EVENTS_VALUES];
    struct sim_events_chunk *chunks;
    uint32_t free_chunk; /* the first free chunk, or 0 */

    uint32_t used, capacity;              /* slots that were ever in use; that there is room for */
    uint32_t used_chunks, chunk_capacity; /* the same of chunks */
    uint32_t busy_chunks;
    bool failed;
};

sim_handle sim_events_add_slowly(struct sim_events *events, uint64_t key, uint32_t kind,
                                 uint32_t subject);
sim_time sim_events_peek_back(struct sim_events *events);
bool sim_events_fill_front(struct sim_events *events);

/* Puts an entry into the front, behind those of its key. There must be room at the end. */
static inline void sim_events_insert(struct sim_events *events, struct sim_events_entry entry)
{
    uint32_t place = events->end++;
    for (; place > events->first && events->front[place - 1].key > entry.key; place--)
        events->front[place] = events->front[place - 1];
    events->front[place] = entry;
}

static inline sim_handle sim_events_add(struct sim_events *events, sim_time at, unsigned rank,
                                        uint32_t kind, uint32_t subject)
{
    assert(at >= events->now && at <= SIM_FAR && rank < SIM_RANKS);
    uint64_t key = (uint64_t)at * SIM_RANKS + rank;
    uint32_t slot = events->free;
    if (slot == 0 || key >= events->limit || events->end == SIM_EVENTS_FRONT)
        return sim_events_add_slowly(events, key, kind, subject);
    events->free = events->slots[slot].place;
    events->slots[slot] = (struct sim_events_slot){.kind = kind, .subject = subject};
    events->pending++;
    sim_events_insert(events, (struct sim_events_entry){.key = key, .slot = slot});
    return slot;
}

static inline sim_time sim_events_peek(struct sim_events *events)
{
    if (events->first < events->end)
        return (sim_time)(events->front[events->first].key / SIM_RANKS);
    return sim_events_peek_back(events);
}

static inline bool sim_events_failed(const struct sim_events *events)
{
    return events->failed;
}

/* Takes out the first of the front. */
static inline void sim_events_take(struct sim_events *events, struct sim_event *event)
{
    struct sim_events_entry first = events->front[events->first++];
    struct sim_events_slot *slot = &events->slots[first.slot];
    events->now = (sim_time)(first.key / SIM_RANKS);
    *event = (struct sim_event){.at = events->now, .kind = slot->kind, .subject = slot->subject};
    slot->place = events->free;
    events->free = first.slot;
    events->pending--;
}

static inline bool sim_events_pop(struct sim_events *events, struct sim_event *event)
{
    if (events->first == events->end && !sim_events_fill_front(events))
        return false;
    sim_events_take(events, event);
    return true;
}

static inline bool sim_events_pop_now(struct sim_events *events, struct sim_event *event)
{
    uint64_t later = ((uint64_t)events->now + 1) * SIM_RANKS;
    if (events->first < events->end) {
        if (events->front[events->first].key >= later)
            return false;
    } else if (events->limit >= later || sim_events_peek_back(events) != events->now ||
               !sim_events_fill_front(events)) {
        return false;
    }
    sim_events_take(events, event);
    return true;
}

#endif
