/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The back of the pending-event set and its memory. How the set is made is told in
 * sim/events_inline.h.
 */
#include "sim/events.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST_CAPACITY = 64,
    FRONT_ENOUGH = 8,    /* the front is filled until it has so many */
    PLACES_A_CHUNK = 32, /* SIM_EVENTS_CHUNK rounded up to a power of two */
    /*
     * Popping must not run out of memory, but spreading a list takes chunks: as many as it sets
     * free, one that is not full for each list there can be, and the one being read. So many are
     * kept free whenever an event is added to the back.
     */
    SPARE_CHUNKS = SIM_EVENTS_DIGITS * SIM_EVENTS_VALUES + 2
};

/* Later than every key. */
static const uint64_t no_key = UINT64_MAX;

/* Room for that many slots, and for that many chunks. False when out of memory. */
static bool reserve_slots(struct sim_events *events, uint32_t capacity)
{
    if (capacity <= events->capacity)
        return true;
    struct sim_events_slot *slots = realloc(events->slots, capacity * sizeof *slots);
    if (!slots)
        return false;
    events->slots = slots;
    events->capacity = capacity;
    return true;
}

static bool reserve_chunks(struct sim_events *events, uint32_t capacity)
{
    if (capacity <= events->chunk_capacity)
        return true;
    if (capacity > UINT32_MAX / PLACES_A_CHUNK)
        return false;
    struct sim_events_chunk *chunks = realloc(events->chunks, capacity * sizeof *chunks);
    if (!chunks)
        return false;
    events->chunks = chunks;
    events->chunk_capacity = capacity;
    return true;
}

struct sim_events *sim_events_new(void)
{
    struct sim_events *events = calloc(1, sizeof *events);
    if (!events)
        return NULL;
    sim_events_clear(events);
    if (!reserve_slots(events, FIRST_CAPACITY) || !reserve_chunks(events, 2 * SPARE_CHUNKS)) {
        sim_events_free(events);
        return NULL;
    }
    return events;
}

void sim_events_free(struct sim_events *events)
{
    if (!events)
        return;
    free(events->slots);
    free(events->chunks);
    free(events);
}

void sim_events_clear(struct sim_events *events)
{
    events->limit = no_key;
    events->first = events->end = 0;
    events->free = 0;
    events->pending = 0;
    events->now = 0;
    events->base = 0;
    events->least = 0;
    events->digits = 0;
    memset(events->values, 0, sizeof events->values);
    events->free_chunk = 0;
    events->used = 1;
    events->used_chunks = 1;
    events->busy_chunks = 0;
    events->failed = false;
}

/* A free slot, or 0 when out of memory. */
static uint32_t take_slot(struct sim_events *events)
{
    uint32_t slot = events->free;
    if (slot) {
        events->free = events->slots[slot].place;
        return slot;
    }
    if (events->used == events->capacity &&
        (events->capacity > UINT32_MAX / 2 || !reserve_slots(events, 2 * events->capacity)))
        return 0;
    return events->used++;
}

static void free_slot(struct sim_events *events, uint32_t slot)
{
    events->slots[slot].place = events->free;
    events->free = slot;
}

/* An empty chunk. There is always one: see SPARE_CHUNKS. */
static uint32_t take_chunk(struct sim_events *events)
{
    uint32_t chunk = events->free_chunk;
    if (chunk)
        events->free_chunk = events->chunks[chunk].next;
    else
        chunk = events->used_chunks++;
    assert(chunk < events->chunk_capacity);
    events->busy_chunks++;
    events->chunks[chunk].next = events->chunks[chunk].prev = 0;
    events->chunks[chunk].first = events->chunks[chunk].end = 0;
    return chunk;
}

static void free_chunk(struct sim_events *events, uint32_t chunk)
{
    events->chunks[chunk].first = events->chunks[chunk].end = 0;
    events->chunks[chunk].next = events->free_chunk;
    events->free_chunk = chunk;
    events->busy_chunks--;
}

/* Which list. */
struct list_id {
    unsigned digit, value;
};

static unsigned highest_digit(uint64_t bits)
{
    return (unsigned)(63 - __builtin_clzll(bits | 1)) / SIM_EVENTS_DIGIT;
}

/* Of the list where a key belongs. */
static struct list_id id_of(const struct sim_events *events, uint64_t key)
{
    unsigned digit = highest_digit(key ^ events->base);
    return (struct list_id){digit, (unsigned)(key >> digit * SIM_EVENTS_DIGIT) % SIM_EVENTS_VALUES};
}

/* Of the list of the lowest keys. There must be one. */
static struct list_id first_id(const struct sim_events *events)
{
    unsigned digit = (unsigned)__builtin_ctzll(events->digits);
    return (struct list_id){digit, (unsigned)__builtin_ctzll(events->values[digit])};
}

static struct sim_events_list *list_of(struct sim_events *events, struct list_id id)
{
    return &events->lists[id.digit][id.value];
}

static bool exists(const struct sim_events *events, struct list_id id)
{
    return events->values[id.digit] >> id.value & 1;
}

static void begin_list(struct sim_events *events, struct list_id id, uint64_t key)
{
    uint32_t chunk = take_chunk(events);
    *list_of(events, id) = (struct sim_events_list){.head = chunk, .tail = chunk, .sample = key};
    events->values[id.digit] |= UINT64_C(1) << id.value;
    events->digits |= UINT64_C(1) << id.digit;
}

static void end_list(struct sim_events *events, struct list_id id)
{
    events->values[id.digit] &= ~(UINT64_C(1) << id.value);
    if (!events->values[id.digit])
        events->digits &= ~(UINT64_C(1) << id.digit);
}

static void put(struct sim_events *events, uint32_t chunk, uint32_t index,
                struct sim_events_entry entry)
{
    events->chunks[chunk].entries[index] = entry;
    events->slots[entry.slot].place = chunk * PLACES_A_CHUNK + index;
}

/* Files an event behind those of its key. */
static void file_behind(struct sim_events *events, struct sim_events_entry entry)
{
    struct list_id id = id_of(events, entry.key);
    struct sim_events_list *list = list_of(events, id);
    if (!exists(events, id)) {
        begin_list(events, id, entry.key);
    } else if (events->chunks[list->tail].end == SIM_EVENTS_CHUNK) {
        uint32_t chunk = take_chunk(events);
        events->chunks[chunk].prev = list->tail;
        events->chunks[list->tail].next = chunk;
        list->tail = chunk;
    }
    list->differs |= entry.key ^ list->sample;
    put(events, list->tail, events->chunks[list->tail].end++, entry);
}

/* Files an event before those of its key. */
static void file_before(struct sim_events *events, struct sim_events_entry entry)
{
    struct list_id id = id_of(events, entry.key);
    if (!exists(events, id)) {
        file_behind(events, entry);
        return;
    }
    struct sim_events_list *list = list_of(events, id);
    if (events->chunks[list->head].first == 0) {
        uint32_t chunk = take_chunk(events);
        events->chunks[chunk].first = events->chunks[chunk].end = SIM_EVENTS_CHUNK;
        events->chunks[chunk].next = list->head;
        events->chunks[list->head].prev = chunk;
        list->head = chunk;
    }
    list->differs |= entry.key ^ list->sample;
    put(events, list->head, --events->chunks[list->head].first, entry);
}

static void unlink_chunk(struct sim_events *events, struct list_id id, uint32_t chunk)
{
    struct sim_events_list *list = list_of(events, id);
    uint32_t next = events->chunks[chunk].next, prev = events->chunks[chunk].prev;
    if (prev)
        events->chunks[prev].next = next;
    else
        list->head = next;
    if (next)
        events->chunks[next].prev = prev;
    else
        list->tail = prev;
    if (!prev && !next)
        end_list(events, id);
    free_chunk(events, chunk);
}

/* Takes an event out of the back. */
static void take_from_back(struct sim_events *events, uint32_t number, uint32_t index)
{
    struct sim_events_chunk *chunk = &events->chunks[number];
    uint64_t key = chunk->entries[index].key;
    chunk->entries[index].slot = 0;
    while (chunk->first < chunk->end && chunk->entries[chunk->first].slot == 0)
        chunk->first++;
    while (chunk->first < chunk->end && chunk->entries[chunk->end - 1].slot == 0)
        chunk->end--;
    if (chunk->first == chunk->end)
        unlink_chunk(events, id_of(events, key), number);
    if (key == events->least)
        events->least = 0;
    if (!events->digits)
        events->limit = no_key;
}

/* Makes room at the end of a front that a key below the limit does not fit in. */
static void make_room_in_front(struct sim_events *events, uint64_t key)
{
    struct sim_events_entry last = events->front[events->end - 1];
    if (events->first > 0) {
        events->end -= events->first;
        memmove(events->front, events->front + events->first,
                events->end * sizeof events->front[0]);
        events->first = 0;
    } else if (key < last.key) {
        events->end--;
        events->limit = last.key;
        events->least = 0;
        file_before(events, last);
    } else {
        events->limit = key;
    }
}

sim_handle sim_events_add_slowly(struct sim_events *events, uint64_t key, uint32_t kind,
                                 uint32_t subject)
{
    uint32_t slot = 0;
    if (events->chunk_capacity - events->busy_chunks >= SPARE_CHUNKS ||
        reserve_chunks(events, 2 * events->chunk_capacity))
        slot = take_slot(events);
    if (!slot) {
        events->failed = true;
        return 0;
    }
    events->slots[slot] = (struct sim_events_slot){.kind = kind, .subject = subject};
    events->pending++;
    if (key < events->limit && events->end == SIM_EVENTS_FRONT)
        make_room_in_front(events, key);
    struct sim_events_entry entry = {.key = key, .slot = slot};
    if (key < events->limit) {
        sim_events_insert(events, entry);
    } else {
        if (key < events->least)
            events->least = key;
        file_behind(events, entry);
    }
    return slot;
}

/* Whether a list fits into what room there is in the front. */
static bool fits_in_front(const struct sim_events *events, const struct sim_events_list *list)
{
    uint32_t room = SIM_EVENTS_FRONT - events->end, count = 0;
    for (uint32_t chunk = list->head; chunk && count <= room; chunk = events->chunks[chunk].next)
        count += events->chunks[chunk].end - events->chunks[chunk].first;
    return count <= room;
}

/* Moves the first list to the front. */
static void move_to_front(struct sim_events *events, struct list_id id)
{
    struct sim_events_list list = *list_of(events, id);
    unsigned shift = id.digit * SIM_EVENTS_DIGIT;
    end_list(events, id);
    events->limit = events->digits ? ((list.sample >> shift) + 1) << shift : no_key;
    for (uint32_t number = list.head; number;) {
        const struct sim_events_chunk *chunk = &events->chunks[number];
        uint32_t next = chunk->next;
        for (uint32_t i = chunk->first; i < chunk->end; i++) {
            if (chunk->entries[i].slot) {
                __builtin_prefetch(&events->slots[chunk->entries[i].slot], 1);
                sim_events_insert(events, chunk->entries[i]);
            }
        }
        free_chunk(events, number);
        number = next;
    }
}

/* Moves as many of the first list, whose keys are all equal, as there is room for in the front. */
static void move_equals_to_front(struct sim_events *events, struct list_id id)
{
    struct sim_events_list *list = list_of(events, id);
    events->limit = list->sample;
    while (events->end < SIM_EVENTS_FRONT && exists(events, id)) {
        struct sim_events_chunk *chunk = &events->chunks[list->head];
        events->front[events->end++] = chunk->entries[chunk->first];
        take_from_back(events, list->head, chunk->first);
    }
}

/* Asks for what filing the events of a chunk will write to, and for the chunk after it. */
static void prefetch(const struct sim_events *events, const struct sim_events_chunk *chunk)
{
    enum { CACHE_LINE = 64 };
    const char *after = (const char *)&events->chunks[chunk->next];
    for (size_t i = 0; i < sizeof *chunk; i += CACHE_LINE)
        __builtin_prefetch(after + i);
    for (uint32_t i = chunk->first; i < chunk->end; i++)
        __builtin_prefetch(&events->slots[chunk->entries[i].slot], 1);
}

/* Files the events of the first list anew, with base brought up to where they begin to differ. */
static void spread(struct sim_events *events, struct list_id id)
{
    struct sim_events_list list = *list_of(events, id);
    unsigned shift = (highest_digit(list.differs) + 1) * SIM_EVENTS_DIGIT;
    end_list(events, id);
    events->base = list.sample >> shift << shift;
    for (uint32_t number = list.head; number;) {
        const struct sim_events_chunk *chunk = &events->chunks[number];
        uint32_t next = chunk->next;
        if (next)
            prefetch(events, &events->chunks[next]);
        for (uint32_t i = chunk->first; i < chunk->end; i++)
            if (chunk->entries[i].slot)
                file_behind(events, chunk->entries[i]);
        free_chunk(events, number);
        number = next;
    }
}

/*
 * Fills the empty front from the back; false when there is nothing. An event must be popped next:
 * base may have come up to just before it.
 */
bool sim_events_fill_front(struct sim_events *events)
{
    events->first = events->end = 0;
    events->least = 0;
    while (events->digits && events->end < FRONT_ENOUGH) {
        struct list_id id = first_id(events);
        if (fits_in_front(events, list_of(events, id)))
            move_to_front(events, id);
        else if (events->end > 0)
            break;
        else if (id.digit > 0)
            spread(events, id);
        else
            move_equals_to_front(events, id);
    }
    return events->end > 0;
}

/* The instant of the first event in the back, found without touching base. */
sim_time sim_events_peek_back(struct sim_events *events)
{
    if (!events->digits)
        return SIM_NEVER;
    if (events->least == 0) {
        const struct sim_events_chunk *chunks = events->chunks;
        uint64_t least = no_key;
        uint32_t number = list_of(events, first_id(events))->head;
        for (; number; number = chunks[number].next)
            for (uint32_t i = chunks[number].first; i < chunks[number].end; i++)
                if (chunks[number].entries[i].slot && chunks[number].entries[i].key < least)
                    least = chunks[number].entries[i].key;
        events->least = least;
    }
    return (sim_time)(events->least / SIM_RANKS);
}

/* Whether an event stands in the back: whether what its slot takes for its place knows it. */
static bool is_in_back(const struct sim_events *events, sim_handle handle)
{
    uint32_t number = events->slots[handle].place / PLACES_A_CHUNK;
    uint32_t index = events->slots[handle].place % PLACES_A_CHUNK;
    if (number == 0 || number >= events->used_chunks)
        return false;
    const struct sim_events_chunk *chunk = &events->chunks[number];
    return index >= chunk->first && index < chunk->end && chunk->entries[index].slot == handle;
}

static void take_from_front(struct sim_events *events, sim_handle handle)
{
    uint32_t place = events->first;
    while (place < events->end && events->front[place].slot != handle)
        place++;
    assert(place < events->end && "a cancelled event must be pending");
    events->end--;
    memmove(events->front + place, events->front + place + 1,
            (events->end - place) * sizeof events->front[0]);
}

void sim_events_cancel(struct sim_events *events, sim_handle handle)
{
    assert(handle > 0 && handle < events->used);
    uint32_t place = events->slots[handle].place;
    if (is_in_back(events, handle))
        take_from_back(events, place / PLACES_A_CHUNK, place % PLACES_A_CHUNK);
    else
        take_from_front(events, handle);
    free_slot(events, handle);
    events->pending--;
}

size_t sim_events_count(const struct sim_events *events)
{
    return events->pending;
}

bool sim_events_copy(struct sim_events *to, const struct sim_events *from)
{
    if (!reserve_slots(to, from->capacity) || !reserve_chunks(to, from->chunk_capacity))
        return false;
    struct sim_events_slot *slots = to->slots;
    struct sim_events_chunk *chunks = to->chunks;
    uint32_t capacity = to->capacity, chunk_capacity = to->chunk_capacity;
    memcpy(slots + 1, from->slots + 1, (from->used - 1) * sizeof *slots);
    memcpy(chunks + 1, from->chunks + 1, (from->used_chunks - 1) * sizeof *chunks);
    *to = *from;
    to->slots = slots;
    to->chunks = chunks;
    to->capacity = capacity;
    to->chunk_capacity = chunk_capacity;
    return true;
}
