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

/* What a cook is doing: MODEL section 4, last paragraph. */
enum cook_state {
    COOK_WORKING,
    COOK_SWITCHING,
    COOK_AT_WAREHOUSE, /* the waits in the order of enum wait */
    COOK_AT_OVEN,
    COOK_AT_COURIER,
    COOK_AT_CUSTOMER,
    COOK_AT_WORKTOP,
    COOK_IDLE,
    COOK_STATES,
    COOK_GONE = COOK_STATES /* not on the floor any more */
};

/* A cook does something else from now on. */
struct journal_cook {
    sim_time at;
    uint32_t cook; /* from 1; a number is used again when its cook has gone */
    enum cook_state state;
    uint32_t order; /* the number of the order that he is with, or 0 */
};

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

/*
 * The listener: `note` is called for every entry, and `cook` (or NULL) whenever a cook does
 * something else; `listener` is handed back to both.
 */
struct journal {
    void (*note)(void *listener, const struct journal_entry *entry);
    void *listener;
    void (*cook)(void *listener, const struct journal_cook *change);
};

#endif
