/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pending-event set: what will happen, in the order (time, rank, order of scheduling). Knows
 * nothing of what an event means: it carries two numbers for its owner.
 */
#ifndef SIM_EVENTS_H
#define SIM_EVENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/clock.h"

/* Names a scheduled event until it happens or is cancelled; 0 is no event. */
typedef uint32_t sim_handle;

/* Ranks 0 to 3 order the events of one instant: lower first. */
#define SIM_RANKS 4

struct sim_event {
    sim_time at;
    uint32_t kind;    /* the owner's: what happens */
    uint32_t subject; /* the owner's: to whom */
};

struct sim_events;

/* A new, empty set, the clock at 0; NULL when out of memory. Free with sim_events_free. */
struct sim_events *sim_events_new(void);
void sim_events_free(struct sim_events *events);

/* Forgets every event and goes back to instant 0; keeps the memory for the next run. */
void sim_events_clear(struct sim_events *events);

/*
 * Schedules an event at an instant from the last popped one to SIM_FAR. One that would come before
 * what has happened already (same instant, lower rank) comes next. Returns its handle, or 0 when
 * out of memory; sim_events_failed then stays true until the next clear.
 */
static inline sim_handle sim_events_add(struct sim_events *events, sim_time at, unsigned rank,
                                        uint32_t kind, uint32_t subject);

/* Takes a pending event back. The handle must be that of a pending event. */
void sim_events_cancel(struct sim_events *events, sim_handle handle);

/* When the next event happens, or SIM_NEVER. Looking changes nothing. */
static inline sim_time sim_events_peek(struct sim_events *events);

/* Takes the next event out and stores it; false when there is none. */
static inline bool sim_events_pop(struct sim_events *events, struct sim_event *event);

/* Like sim_events_pop, but only an event of the instant of the last popped one. */
static inline bool sim_events_pop_now(struct sim_events *events, struct sim_event *event);

/* How many events are pending. */
size_t sim_events_count(const struct sim_events *events);

/* Whether an event was lost for want of memory since the last clear. */
static inline bool sim_events_failed(const struct sim_events *events);

/* Makes `to` an exact copy of `from`, handles included; false when out of memory. */
bool sim_events_copy(struct sim_events *to, const struct sim_events *from);

#include "sim/events_inline.h"

#endif
