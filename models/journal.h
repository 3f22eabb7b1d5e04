/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The journal: every event of a run, as it happens, for anybody who wants to watch. The listener
 * must not change the run. Knows nothing of who listens.
 */
#ifndef MODELS_JOURNAL_H
#define MODELS_JOURNAL_H

#include <stdint.h>

#include "sim/clock.h"

/* In the order of MODEL section 8. */
enum journal_event {
    EVENT_CALL,
    EVENT_REDIAL,
    EVENT_BUSY,
    EVENT_HOLD,
    EVENT_HANGUP,
    EVENT_LOST,
    EVENT_ANSWER,
    EVENT_TICKET,
    EVENT_TAKE,
    EVENT_RAIL,
    EVENT_BLOCKED,
    EVENT_SWITCH,
    EVENT_FETCH,
    EVENT_SHORT,
    EVENT_INGREDIENTS,
    EVENT_PREP,
    EVENT_BOX,
    EVENT_OVEN,
    EVENT_BAKE,
    EVENT_DING,
    EVENT_COURIER,
    EVENT_RIDE,
    EVENT_DELIVERED,
    EVENT_RESTOCK,
    JOURNAL_EVENTS
};

/* As in the trace: "call", "redial"... */
extern const char *const journal_names[JOURNAL_EVENTS];

/* One line of the journal. */
struct journal_entry {
    sim_time at;
    enum journal_event event;
    uint32_t order;  /* from 1; 0: no order (the truck) */
    uint32_t cook;   /* the cook who is with the order, from 1; 0: none */
    uint32_t recipe; /* the order's recipe, from 0 */
    uint32_t
        number; /* call, redial: which attempt, from 1; prep, box, switch: the work (enum work) */
    sim_time length; /* of what begins (answer, switch, fetch, prep, box, bake, ride), else 0 */
};

/* The listener; `note` is called for every entry, `listener` is handed back to it. */
struct journal {
    void (*note)(void *listener, const struct journal_entry *entry);
    void *listener;
};

#endif
