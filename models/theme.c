/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of both themes. Knows the words, not what they stand for.
 */
#include "models/theme.h"

const char *const theme_names[THEMES] = {"kitchen", "datacenter"};

const char *const theme_policies[THEMES][POLICIES] = {
    {"synchronous", "cook_per_order", "event_driven", "green_threads", "staged"},
    {"synchronous", "thread_per_request", "event_driven", "green_threads", "staged"},
};

const char *const theme_waits[THEMES][WAITS] = {
    {"warehouse", "oven", "courier", "customer"},
    {"api", "database", "link", "client"},
};

const struct noun theme_nouns[THEMES][THINGS] = {
    {
        [THING_COOK] = {"cook", "cooks"},
        [THING_AGENT] = {"agent", "agents"},
        [THING_COURIER] = {"courier", "couriers"},
        [THING_CLERK] = {"clerk", "clerks"},
        [THING_OVEN] = {"oven place", "oven places"},
        [THING_WORKTOP] = {"worktop", "worktops"},
        [THING_ORDER] = {"order", "orders"},
        [THING_CALLER] = {"caller", "callers"},
        [THING_LINE] = {"line", "lines"},
        [THING_TRUCK] = {"truck", "trucks"},
        [THING_WAREHOUSE] = {"warehouse", "warehouses"},
        [THING_RAIL] = {"rail", "rails"},
    },
    {
        [THING_COOK] = {"worker", "workers"},
        [THING_AGENT] = {"acceptor", "acceptors"},
        [THING_COURIER] = {"link", "links"},
        [THING_CLERK] = {"connection", "connections"},
        [THING_OVEN] = {"writer", "writers"},
        [THING_WORKTOP] = {"core", "cores"},
        [THING_ORDER] = {"request", "requests"},
        [THING_CALLER] = {"client", "clients"},
        [THING_LINE] = {"backlog place", "backlog places"},
        [THING_TRUCK] = {"quota refill", "quota refills"},
        [THING_WAREHOUSE] = {"API", "APIs"},
        [THING_RAIL] = {"queue", "queues"},
    },
};

const char *theme_noun(enum theme theme, enum thing thing, double count)
{
    const struct noun *noun = &theme_nouns[theme][thing];
    return count == 1 ? noun->one : noun->many;
}
