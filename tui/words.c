/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See words.h. */
#include "tui/words.h"

#include <stdio.h>

#include "models/kitchen.h"

const char *const word_stations[THEMES][STATIONS] = {
    {"Phone", "Agents", "Cooks", "Warehouse", "Stock", "Ovens", "Couriers"},
    {"Backlog", "Acceptors", "Workers", "API", "Quota", "Database", "Network"},
};

const char *const word_policies[THEMES][POLICIES] = {
    {
        "A cook stays with one order from the ticket to the happy customer.",
        "Every order gets a cook of its own, who stays until it is delivered.",
        "A cook never waits: while a pizza bakes he prepares the next one.",
        "A cook never waits: every order remembers itself how far it is.",
        "A crew for each kind of work: tickets, preparing, boxing. Nobody waits with an order.",
    },
    {
        "A worker stays with one request from accepting it to the last byte.",
        "Every request gets a worker of its own, who stays until it is answered.",
        "A worker never waits: while the database writes he computes the next one.",
        "A worker never waits: every request is a light thread of its own.",
        "A crew for each kind of work, with queues between them. Nobody waits.",
    },
};

const char *const word_policy_names[POLICIES] = {
    "synchronous, thread pool",
    "thread per request",
    "event-driven, event loop",
    "green threads",
    "staged (SEDA)",
};

const char *const word_states[THEMES][COOK_STATES] = {
    {
        [COOK_WORKING] = "working",
        [COOK_SWITCHING] = "turning to it",
        [COOK_AT_WAREHOUSE] = "at the warehouse",
        [COOK_AT_OVEN] = "watches the oven",
        [COOK_AT_COURIER] = "waits for courier",
        [COOK_AT_CUSTOMER] = "rides along",
        [COOK_AT_WORKTOP] = "waits for worktop",
        [COOK_IDLE] = "free",
    },
    {
        [COOK_WORKING] = "working",
        [COOK_SWITCHING] = "switching",
        [COOK_AT_WAREHOUSE] = "waits for API",
        [COOK_AT_OVEN] = "waits for database",
        [COOK_AT_COURIER] = "waits for a link",
        [COOK_AT_CUSTOMER] = "waits for client",
        [COOK_AT_WORKTOP] = "waits for a core",
        [COOK_IDLE] = "free",
    },
};

static const char *const brief_states[THEMES][COOK_STATES] = {
    {
        [COOK_SWITCHING] = "turns",
        [COOK_AT_WAREHOUSE] = "stock",
        [COOK_AT_OVEN] = "oven",
        [COOK_AT_COURIER] = "courier",
        [COOK_AT_CUSTOMER] = "rides",
        [COOK_AT_WORKTOP] = "worktop",
    },
    {
        [COOK_SWITCHING] = "switches",
        [COOK_AT_WAREHOUSE] = "API",
        [COOK_AT_OVEN] = "database",
        [COOK_AT_COURIER] = "link",
        [COOK_AT_CUSTOMER] = "client",
        [COOK_AT_WORKTOP] = "core",
    },
};

static const char *const works[THEMES][WORKS] = {
    {"takes up", "prepares", "boxes"},
    {"takes up", "computes", "answers"},
};

/* "17", or "yours" for the order of a caller from outside. */
static void name_order(uint32_t number, char *text, size_t size)
{
    if (number > KITCHEN_EXTRA_CALLS)
        snprintf(text, size, "yours");
    else
        snprintf(text, size, "%u", (unsigned)number);
}

void word_cook(enum theme theme, const struct cook_view *cook, enum work work, bool brief,
               char *text, size_t size)
{
    char order[16];
    name_order(cook->order, order, sizeof order);
    const char *leaving = !cook->leaving ? "" : brief ? "!" : ", then goes";
    const char *does = (brief ? brief_states : word_states)[theme][cook->state];
    if (cook->state == COOK_IDLE || cook->order == 0)
        snprintf(text, size, "%s%s", word_states[theme][cook->state], leaving);
    else if (cook->state == COOK_WORKING)
        snprintf(text, size, "%s %s%s", works[theme][work], order, leaving);
    else
        snprintf(text, size, "%s, %s%s", does, order, leaving);
}
