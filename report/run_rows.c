/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the table that `run` prints. */
#include "report/run_rows.h"

#define HEADING(kitchen, datacenter)                                                               \
    {                                                                                              \
        NULL, {kitchen, datacenter}, false, NULL                                                   \
    }
#define ROW(measure, kitchen, datacenter)                                                          \
    {                                                                                              \
        measure, {kitchen, datacenter}, false, NULL                                                \
    }
#define ROW_IF_ANY(measure, kitchen, datacenter)                                                   \
    {                                                                                              \
        measure, {kitchen, datacenter}, true, NULL                                                 \
    }
#define STATE(measure, state)                                                                      \
    {                                                                                              \
        measure, {NULL, NULL}, true, &palette_states[state]                                        \
    }

const struct run_row run_rows[] = {
    HEADING("Callers", "Clients"),
    ROW("calls.offered", "called", "came"),
    ROW_IF_ANY("calls.refused", "lost: busy tone (blocked)", "lost: refused (blocked)"),
    ROW_IF_ANY("calls.abandoned", "lost: hung up (reneged)", "lost: gave up (reneged)"),
    ROW("orders.received", "orders received", "requests received"),
    ROW("orders.delivered", "orders delivered", "requests answered"),
    ROW_IF_ANY("orders.unfinished", "left unfinished", "left unfinished"),
    ROW("throughput", "delivered (throughput)", "answered (throughput)"),

    HEADING("Time from call to delivery", "Time from call to answer (latency)"),
    ROW("time.total.mean", "on average", "on average"),
    ROW("time.total.p50", "typical (median)", "typical (median)"),
    ROW("time.total.p95", "unlucky (95th percentile)", "unlucky (95th percentile)"),
    ROW("time.total.p99", "1 in 100 (99th perc.)", "1 in 100 (99th perc.)"),

    HEADING("of which, on average", "of which, on average"),
    ROW_IF_ANY("time.hold.mean", "until an agent answers", "until accepted"),
    ROW_IF_ANY("time.ticket.mean", "until a cook takes it", "until a worker takes it"),
    ROW_IF_ANY("time.kitchen.mean", "in the kitchen", "in the server"),
    ROW_IF_ANY("time.road.mean", "on the road", "on the network"),

    HEADING("Where the cooks' time went (standing still: blocked)",
            "Where the workers' time went (standing still: blocked)"),
    STATE("cooks.working", COOK_WORKING),
    STATE("cooks.switching", COOK_SWITCHING),
    STATE("cooks.waiting.warehouse", COOK_AT_WAREHOUSE),
    STATE("cooks.waiting.worktop", COOK_AT_WORKTOP),
    STATE("cooks.waiting.oven", COOK_AT_OVEN),
    STATE("cooks.waiting.courier", COOK_AT_COURIER),
    STATE("cooks.waiting.customer", COOK_AT_CUSTOMER),
    STATE("cooks.idle", COOK_IDLE),

    HEADING("In use", "In use"),
    ROW("cooks.present", "cooks on the floor", "workers running"),
    ROW("agents.busy", "agents talking", "acceptors accepting"),
    ROW_IF_ANY("agents.blocked", "agents blocked", "acceptors blocked"),
    ROW("clerks.busy", "clerks", "connections"),
    ROW("worktops.busy", "worktops", "cores"),
    ROW("ovens.busy", "oven places", "writers"),
    ROW("couriers.busy", "couriers", "links"),
    ROW_IF_ANY("in_flight", "orders in flight", "requests in flight"),
    ROW_IF_ANY("in_flight.max", "  at most", "  at most"),
    ROW_IF_ANY("memory.mean", "memory", "memory"),
    ROW_IF_ANY("memory.max", "  at most", "  at most"),

    HEADING("Waiting lines, mean length", "Queues, mean length"),
    ROW_IF_ANY("queue.hold", "callers on hold", "clients in the backlog"),
    ROW_IF_ANY("queue.hold.max", "  at most", "  at most"),
    ROW_IF_ANY("queue.ticket", "tickets", "requests for a worker"),
    ROW_IF_ANY("queue.ticket.max", "  at most", "  at most"),
    ROW_IF_ANY("queue.clerk", "for a clerk", "for a connection"),
    ROW_IF_ANY("queue.clerk.max", "  at most", "  at most"),
    ROW_IF_ANY("queue.stock", "for the truck", "for the quota's refill"),
    ROW_IF_ANY("queue.stock.max", "  at most", "  at most"),
    ROW_IF_ANY("queue.oven", "for an oven place", "for a writer"),
    ROW_IF_ANY("queue.oven.max", "  at most", "  at most"),
    ROW_IF_ANY("queue.courier", "for a courier", "for a link"),
    ROW_IF_ANY("queue.courier.max", "  at most", "  at most"),
    ROW_IF_ANY("queue.ready", "ready tasks for a cook", "ready tasks for a worker"),
    ROW_IF_ANY("queue.ready.max", "  at most", "  at most"),

    HEADING("Money", "Money"),
    ROW_IF_ANY("money.sales", "sales", "sales"),
    ROW_IF_ANY("money.ingredients", "ingredients", "ingredients"),
    ROW_IF_ANY("money.cooks", "cooks' wages", "workers"),
    ROW_IF_ANY("money.standing_still", "  for standing still", "  for standing still"),
    ROW_IF_ANY("money.agents", "agents' wages", "acceptors"),
    ROW_IF_ANY("money.couriers", "couriers' wages", "links"),
    ROW_IF_ANY("money.overtime", "overtime after closing", "overtime after closing"),
    ROW_IF_ANY("money.ovens", "oven places", "writers"),
    ROW_IF_ANY("money.refunds", "refunds for late orders", "refunds for late requests"),
    ROW_IF_ANY("money.goodwill", "goodwill for lost calls", "goodwill for lost clients"),
    ROW_IF_ANY("money.per_order", "all costs, per order", "all costs, per request"),
    ROW_IF_ANY("money.profit", "profit", "profit"),
};

const size_t run_row_count = sizeof run_rows / sizeof *run_rows;

const char *run_row_label(const struct run_row *row, enum theme theme)
{
    return row->state ? row->state->label[theme] : row->words[theme];
}
