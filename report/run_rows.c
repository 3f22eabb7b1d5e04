/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the table that `run` prints. */
#include "report/run_rows.h"

#define HEADING(kitchen, datacenter)                                                               \
    {                                                                                              \
        NULL, {kitchen, datacenter}, false,                                                        \
        {                                                                                          \
            0                                                                                      \
        }                                                                                          \
    }
#define ROW(measure, kitchen, datacenter)                                                          \
    {                                                                                              \
        measure, {kitchen, datacenter}, false,                                                     \
        {                                                                                          \
            0                                                                                      \
        }                                                                                          \
    }
#define ROW_IF_ANY(measure, kitchen, datacenter)                                                   \
    {                                                                                              \
        measure, {kitchen, datacenter}, true,                                                      \
        {                                                                                          \
            0                                                                                      \
        }                                                                                          \
    }
#define STATE(measure, mark, theirs, kitchen, datacenter)                                          \
    {                                                                                              \
        measure, {kitchen, datacenter}, true,                                                      \
        {                                                                                          \
            mark, theirs                                                                           \
        }                                                                                          \
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
    STATE("cooks.working", '#', '#', "working", "computing"),
    STATE("cooks.switching", '%', '%', "switching tasks", "switching tasks"),
    STATE("cooks.waiting.warehouse", 'w', 'a', "still: warehouse", "still: API"),
    STATE("cooks.waiting.worktop", 't', 'c', "still: worktop", "still: core"),
    STATE("cooks.waiting.oven", 'o', 'd', "still: oven", "still: database"),
    STATE("cooks.waiting.courier", 'c', 'l', "still: courier", "still: link"),
    STATE("cooks.waiting.customer", 'u', 'k', "still: customer", "still: client"),
    STATE("cooks.idle", '.', '.', "free (idle)", "free (idle)"),

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

const char *run_row_mark(char mark, bool unicode)
{
    static const char shapes[][2] = {"#", "%", "w", "t", "o", "c", "u", "a", "d", "l", "k", "."};
    if (unicode && mark == '#')
        return "\342\226\210"; /* full block */
    if (unicode && mark == '%')
        return "\342\226\232"; /* two quarters of a block */
    if (unicode && mark == '.')
        return "\302\267"; /* middle dot */
    for (size_t n = 0; n < sizeof shapes / sizeof *shapes; n++)
        if (shapes[n][0] == mark)
            return shapes[n];
    return "?";
}
