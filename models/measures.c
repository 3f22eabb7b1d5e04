/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of measures (MODEL section 6). A row says what a measure is called and how it is
 * computed from what a kitchen counted.
 */
#include "models/measures.h"

#include <math.h>
#include <string.h>

#include "models/kitchen_state.h"
#include "models/nearest.h"
#include "models/roster.h"
#include "sim/order.h"

/* Statistics of the times of delivered orders. */
enum stat { STAT_MEAN, STAT_SD, STAT_P50, STAT_P90, STAT_P95, STAT_P99, STAT_MAX, STATS };

/* What the rows compute from: one replication, with what several rows need worked out once. */
struct day {
    const struct world *world;
    const struct counts *counts;
    const struct sim_level *levels; /* over the window */
    const sim_area *cook_time;      /* over the window */
    const double *luck;             /* ns */
    double length;                  /* of the window, s */
    double overtime[STAFFS];        /* person-seconds at work after closing */
    double times[SPANS][STATS];     /* s; NAN where there is none */
};

struct row {
    struct measure measure;
    double (*value)(const struct day *day, const struct row *row);
    int first, second; /* what the function is told: levels, spans, offsets */
};

static double area(const struct day *day, int level)
{
    return (double)day->levels[level].area / 1e9;
}

static double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : NAN;
}

static bool plan_is_limited(const struct plan *plan)
{
    for (size_t n = 0; n < plan->count; n++)
        if (plan->shifts[n].number == UNLIMITED)
            return false;
    return true;
}

/* Person-seconds on the floor: planned, or at work where there are always enough. */
static double agent_time(const struct day *day)
{
    return plan_is_limited(&day->world->agents) ? area(day, LEVEL_AGENTS)
                                                : area(day, LEVEL_AGENTS_BUSY);
}

static double courier_time(const struct day *day)
{
    return area(day, plan_is_limited(&day->world->couriers) ? LEVEL_COURIERS : LEVEL_COURIERS_BUSY);
}

static double oven_time(const struct day *day)
{
    int64_t places = day->world->ovens;
    return places == UNLIMITED ? area(day, LEVEL_OVENS_BUSY) : (double)places * day->length;
}

/* Cook-seconds from one state to another, both included. */
static double cook_time(const struct day *day, int first, int last)
{
    sim_area sum = 0;
    for (int state = first; state <= last; state++)
        sum += day->cook_time[state];
    return (double)sum / 1e9;
}

/* The kinds of rows. */

/* first: offset of a counter in struct counts */
static double count(const struct day *day, const struct row *row)
{
    return (double)*(const uint64_t *)((const char *)day->counts + row->first);
}

static double lost(const struct day *day, const struct row *row)
{
    (void)row;
    return (double)(day->counts->refused + day->counts->abandoned);
}

static double unfinished(const struct day *day, const struct row *row)
{
    return (double)(day->counts->offered - day->counts->delivered) - lost(day, row);
}

static double throughput(const struct day *day, const struct row *row)
{
    (void)row;
    return ratio((double)day->counts->delivered_in_window, day->length);
}

/* first: span, second: statistic */
static double time_of(const struct day *day, const struct row *row)
{
    return day->times[row->first][row->second];
}

/* Of a Poisson process it is known how many are to be expected. */
static double luck_of_calls(const struct day *day, const struct row *row)
{
    (void)row;
    return (double)day->counts->offered -
           calls_expected(day->world, day->world->warmup, day->world->hours);
}

/* first: enum luck */
static double luck_of_lengths(const struct day *day, const struct row *row)
{
    return day->luck[row->first] / 1e9;
}

/* first: level */
static double level_mean(const struct day *day, const struct row *row)
{
    return ratio(area(day, row->first), day->length);
}

static double level_max(const struct day *day, const struct row *row)
{
    return day->length > 0 ? (double)day->levels[row->first].max : NAN;
}

/* first: level of the part, second: level of the whole */
static double share(const struct day *day, const struct row *row)
{
    return ratio(area(day, row->first), area(day, row->second));
}

/* first: state */
static double cooks_share(const struct day *day, const struct row *row)
{
    return ratio(cook_time(day, row->first, row->first), area(day, LEVEL_PRESENT));
}

static double cooks_standing(const struct day *day, const struct row *row)
{
    (void)row;
    return ratio(cook_time(day, COOK_AT_WAREHOUSE, COOK_AT_WORKTOP), area(day, LEVEL_PRESENT));
}

static double agents_blocked(const struct day *day, const struct row *row)
{
    return share(day, row);
}

static double agents_talking(const struct day *day, const struct row *row)
{
    sim_area busy = day->levels[LEVEL_AGENTS_BUSY].area;
    sim_area talking = busy - day->levels[LEVEL_AGENTS_BLOCKED].area;
    return ratio((double)talking / 1e9, area(day, row->second));
}

static double couriers_share(const struct day *day, const struct row *row)
{
    return share(day, row);
}

static double agents_present(const struct day *day, const struct row *row)
{
    return level_mean(day, row);
}

static double couriers_present(const struct day *day, const struct row *row)
{
    return level_mean(day, row);
}

/* first: level, second: offset of a fixed capacity in struct world */
static double capacity_share(const struct day *day, const struct row *row)
{
    int64_t capacity = *(const int64_t *)((const char *)day->world + row->second);
    return ratio(area(day, row->first), (double)capacity * day->length);
}

static double sales(const struct day *day, const struct row *row)
{
    (void)row;
    return day->world->sale * (double)day->counts->delivered;
}

static double ingredients(const struct day *day, const struct row *row)
{
    (void)row;
    return day->world->ingredients_cost * (double)day->counts->fed;
}

static double refunds(const struct day *day, const struct row *row)
{
    (void)row;
    return day->world->late_refund * (double)day->counts->late;
}

static double goodwill(const struct day *day, const struct row *row)
{
    return day->world->lost_cost * lost(day, row);
}

static double wages_cooks(const struct day *day, const struct row *row)
{
    (void)row;
    return day->world->pay_cook * area(day, LEVEL_PRESENT);
}

static double wages_standing(const struct day *day, const struct row *row)
{
    (void)row;
    return day->world->pay_cook * cook_time(day, COOK_AT_WAREHOUSE, COOK_AT_WORKTOP);
}

static double wages_agents(const struct day *day, const struct row *row)
{
    (void)row;
    return day->world->pay_agent * agent_time(day);
}

static double wages_couriers(const struct day *day, const struct row *row)
{
    (void)row;
    return day->world->pay_courier * courier_time(day);
}

static double rent_ovens(const struct day *day, const struct row *row)
{
    (void)row;
    return day->world->pay_oven * oven_time(day);
}

static double wages_overtime(const struct day *day, const struct row *row)
{
    (void)row;
    const struct world *w = day->world;
    return w->pay_cook * day->overtime[STAFF_COOKS] + w->pay_agent * day->overtime[STAFF_AGENTS] +
           w->pay_courier * day->overtime[STAFF_COURIERS];
}

static double cost(const struct day *day, const struct row *row)
{
    return ingredients(day, row) + refunds(day, row) + goodwill(day, row) + wages_cooks(day, row) +
           wages_agents(day, row) + wages_couriers(day, row) + rent_ovens(day, row) +
           wages_overtime(day, row);
}

static double cost_per_order(const struct day *day, const struct row *row)
{
    return ratio(cost(day, row), (double)day->counts->delivered);
}

static double profit(const struct day *day, const struct row *row)
{
    return sales(day, row) - cost(day, row);
}

/* A row: the names, unit and meaning in both themes, and what the function is to look at. */
#define MEASURE(kitchen, datacenter, unit, ours, theirs, better, function, index, other)           \
    {                                                                                              \
        {{kitchen, datacenter}, unit, {ours, theirs}, better}, function, index, other              \
    }
#define COUNT(kitchen, datacenter, field, ours, theirs, better)                                    \
    MEASURE(kitchen, datacenter, "count", ours, theirs, better, count,                             \
            offsetof(struct counts, field), 0)
#define TIME(name, span, stat, ours, theirs, which)                                                \
    MEASURE(name, name, "s", ours ", " which, theirs ", " which, BETTER_LESS, time_of, span, stat)
#define TIMES(name, span, ours, theirs)                                                            \
    TIME(name ".mean", span, STAT_MEAN, ours, theirs, "on average"),                               \
        TIME(name ".sd", span, STAT_SD, ours, theirs, "spread (standard deviation)"),              \
        TIME(name ".p50", span, STAT_P50, ours, theirs, "typical (median)"),                       \
        TIME(name ".p90", span, STAT_P90, ours, theirs, "1 in 10 is longer (90th percentile)"),    \
        TIME(name ".p95", span, STAT_P95, ours, theirs, "unlucky 1 in 20 (95th percentile)"),      \
        TIME(name ".p99", span, STAT_P99, ours, theirs, "1 in 100 is longer (99th percentile)"),   \
        TIME(name ".max", span, STAT_MAX, ours, theirs, "the longest")
#define COOKS(kitchen, datacenter, state, ours, theirs, better)                                    \
    MEASURE("cooks." kitchen, "workers." datacenter, "share", "cooks' time " ours,                 \
            "workers' time " theirs, better, cooks_share, state, 0)
#define LEVEL(kitchen, datacenter, level, ours, theirs, better)                                    \
    MEASURE(kitchen, datacenter, "count", ours ", on average", theirs ", on average", better,      \
            level_mean, level, 0),                                                                 \
        MEASURE(kitchen ".max", datacenter ".max", "count", ours ", at most", theirs ", at most",  \
                better, level_max, level, 0)
#define QUEUE(name, level, ours, theirs) LEVEL(name, name, level, ours, theirs, BETTER_LESS)
#define SHARE(kitchen, datacenter, ours, theirs, better, function, level, of)                      \
    MEASURE(kitchen, datacenter, "share", ours, theirs, better, function, level, of)
#define MONEY(name, function, ours, theirs, better)                                                \
    MEASURE("money." name, "money." name, "currency", ours, theirs, better, function, 0, 0)
#define LUCK(name, luck, ours, theirs)                                                             \
    MEASURE("luck." name, "luck." name, "s", ours ", all together, drawn longer than expected",    \
            theirs ", all together, drawn longer than expected", BETTER_NEITHER, luck_of_lengths,  \
            luck, 0)

static const struct row rows[] = {
    COUNT("calls.offered", "calls.offered", offered, "first-time callers", "first-time clients",
          BETTER_NEITHER),
    COUNT("calls.refused", "calls.refused", refused,
          "callers lost to the busy tone, redials used up (blocking)",
          "clients refused, retries used up (blocking)", BETTER_LESS),
    COUNT("calls.abandoned", "calls.abandoned", abandoned,
          "callers who hung up while on hold (reneging)",
          "clients who gave up in the backlog (reneging)", BETTER_LESS),
    MEASURE("calls.lost", "calls.lost", "count", "callers lost: busy tone or hung up",
            "clients lost: refused or gave up", BETTER_LESS, lost, 0, 0),
    COUNT("orders.received", "requests.received", received, "calls that ended with a ticket",
          "requests accepted", BETTER_MORE),
    COUNT("orders.delivered", "requests.delivered", delivered, "orders delivered",
          "requests answered", BETTER_MORE),
    MEASURE("orders.unfinished", "requests.unfinished", "count",
            "neither lost nor delivered when the run ended",
            "neither lost nor answered when the run ended", BETTER_LESS, unfinished, 0, 0),
    MEASURE("throughput", "throughput", "1/s", "orders delivered over time (throughput)",
            "requests answered over time (throughput)", BETTER_MORE, throughput, 0, 0),
    TIMES("time.total", SPAN_TOTAL, "time from first call to delivery",
          "time from first call to answer (latency)"),
    TIMES("time.hold", SPAN_HOLD, "time from first call to talking to an agent",
          "time from first call to accepted"),
    TIMES("time.ticket", SPAN_TICKET, "time from the call's end to taken by a cook",
          "time from accepted to taken by a worker"),
    TIMES("time.kitchen", SPAN_KITCHEN, "time from taken to picked up",
          "time from taken to sent off"),
    TIMES("time.road", SPAN_ROAD, "time from picked up to delivered",
          "time from sent off to arrived"),
    COOKS("working", "working", COOK_WORKING, "working", "computing", BETTER_NEITHER),
    COOKS("switching", "switching", COOK_SWITCHING, "switching between tasks",
          "switching between tasks", BETTER_LESS),
    COOKS("waiting.warehouse", "waiting.api", COOK_AT_WAREHOUSE,
          "standing still at the warehouse (blocked)", "standing still for the API (blocked)",
          BETTER_LESS),
    COOKS("waiting.worktop", "waiting.core", COOK_AT_WORKTOP,
          "standing still for a worktop (blocked)", "standing still for a core (blocked)",
          BETTER_LESS),
    COOKS("waiting.oven", "waiting.database", COOK_AT_OVEN, "standing still at the oven (blocked)",
          "standing still for the database (blocked)", BETTER_LESS),
    COOKS("waiting.courier", "waiting.link", COOK_AT_COURIER,
          "standing still for a courier (blocked)", "standing still for a link (blocked)",
          BETTER_LESS),
    COOKS("waiting.customer", "waiting.client", COOK_AT_CUSTOMER,
          "standing still for the customer (blocked)", "standing still for the client (blocked)",
          BETTER_LESS),
    MEASURE("cooks.waiting", "workers.waiting", "share",
            "cooks' time standing still, whatever for (blocked)",
            "workers' time standing still, whatever for (blocked)", BETTER_LESS, cooks_standing, 0,
            0),
    COOKS("idle", "idle", COOK_IDLE, "free, nothing to do (idle)", "free, nothing to do (idle)",
          BETTER_NEITHER),
    MEASURE("cooks.present", "workers.present", "count", "cooks on the floor", "workers running",
            BETTER_NEITHER, level_mean, LEVEL_PRESENT, 0),
    SHARE("agents.busy", "acceptors.busy", "agents talking", "acceptors accepting", BETTER_NEITHER,
          agents_talking, LEVEL_AGENTS_BUSY, LEVEL_AGENTS),
    SHARE("agents.blocked", "acceptors.blocked", "agents holding a ticket nobody takes (blocked)",
          "acceptors holding a request nobody takes (blocked)", BETTER_LESS, agents_blocked,
          LEVEL_AGENTS_BLOCKED, LEVEL_AGENTS),
    SHARE("ovens.busy", "writers.busy", "oven places in use", "database writers in use",
          BETTER_NEITHER, capacity_share, LEVEL_OVENS_BUSY, offsetof(struct world, ovens)),
    SHARE("couriers.busy", "links.busy", "couriers on the road", "network links in use",
          BETTER_NEITHER, couriers_share, LEVEL_COURIERS_BUSY, LEVEL_COURIERS),
    SHARE("clerks.busy", "connections.busy", "clerks fetching", "API connections in use",
          BETTER_NEITHER, capacity_share, LEVEL_CLERKS_BUSY, offsetof(struct world, clerks)),
    SHARE("worktops.busy", "cores.busy", "worktops in use", "cores in use", BETTER_NEITHER,
          capacity_share, LEVEL_WORKTOPS_BUSY, offsetof(struct world, worktops)),
    QUEUE("queue.hold", LEVEL_HOLD, "callers on hold", "clients in the backlog"),
    QUEUE("queue.ticket", LEVEL_TICKETS, "tickets waiting for a cook",
          "requests waiting for a worker"),
    QUEUE("queue.clerk", LEVEL_CLERK_LINE, "orders waiting for a clerk",
          "requests waiting for an API connection"),
    QUEUE("queue.stock", LEVEL_STOCK_LINE, "orders waiting for the truck",
          "requests waiting for the quota's refill"),
    QUEUE("queue.oven", LEVEL_OVEN_LINE, "orders waiting for an oven place",
          "requests waiting for a database writer"),
    QUEUE("queue.courier", LEVEL_COURIER_LINE, "orders waiting for a courier",
          "requests waiting for a network link"),
    QUEUE("queue.ready", LEVEL_READY, "preps and boxes waiting for a cook",
          "ready tasks waiting for a worker"),
    LEVEL("in_flight", "in_flight", LEVEL_IN_FLIGHT, "orders taken and not delivered (in flight)",
          "requests taken and not answered (in flight)", BETTER_NEITHER),
    MEASURE("memory.mean", "memory.mean", "bytes", "memory in use, on average",
            "memory in use, on average", BETTER_LESS, level_mean, LEVEL_MEMORY, 0),
    MEASURE("memory.max", "memory.max", "bytes", "memory in use, at most", "memory in use, at most",
            BETTER_LESS, level_max, LEVEL_MEMORY, 0),
    MONEY("sales", sales, "paid by customers for delivered orders",
          "paid by clients for answered requests", BETTER_MORE),
    MONEY("ingredients", ingredients, "ingredients taken", "ingredients taken", BETTER_NEITHER),
    MONEY("refunds", refunds, "given back for late orders", "given back for late requests",
          BETTER_LESS),
    MONEY("goodwill", goodwill, "cost of lost calls", "cost of lost clients", BETTER_LESS),
    MONEY("cooks", wages_cooks, "cooks' wages until closing", "cost of the workers until closing",
          BETTER_LESS),
    MONEY("standing_still", wages_standing, "cooks' wages paid for standing still (blocked)",
          "cost of workers standing still (blocked)", BETTER_LESS),
    MONEY("agents", wages_agents, "agents' wages until closing",
          "cost of the acceptors until closing", BETTER_LESS),
    MONEY("couriers", wages_couriers, "couriers' wages until closing",
          "cost of the links until closing", BETTER_LESS),
    MONEY("ovens", rent_ovens, "running the oven places", "running the database writers",
          BETTER_LESS),
    MONEY("overtime", wages_overtime, "wages of whoever is still at work after closing",
          "cost of what still runs after closing", BETTER_LESS),
    MONEY("cost", cost, "everything paid out", "everything paid out", BETTER_LESS),
    MONEY("per_order", cost_per_order, "everything paid out, a delivered order",
          "everything paid out, an answered request", BETTER_LESS),
    MONEY("profit", profit, "sales less everything paid out (profit)",
          "sales less everything paid out (profit)", BETTER_MORE),
    MEASURE("agents.present", "acceptors.present", "count",
            "agents on duty, those who stay past their shift included",
            "acceptors running, those past their shift included", BETTER_NEITHER, agents_present,
            LEVEL_AGENTS, 0),
    MEASURE("couriers.present", "links.present", "count",
            "couriers on duty, those who stay past their shift included",
            "links open, those past their shift included", BETTER_NEITHER, couriers_present,
            LEVEL_COURIERS, 0),
    MEASURE("luck.calls", "luck.calls", "count", "first-time callers, less those to be expected",
            "first-time clients, less those to be expected", BETTER_NEITHER, luck_of_calls, 0, 0),
    LUCK("call", LUCK_CALL, "calls", "accepting"),
    LUCK("switch", LUCK_SWITCH, "switches", "switches"),
    LUCK("fetch", LUCK_FETCH, "fetching", "API calls"),
    LUCK("prep", LUCK_PREP, "preparing", "computing"),
    LUCK("bake", LUCK_BAKE, "baking", "writing"),
    LUCK("box", LUCK_BOX, "boxing", "responding"),
    LUCK("ride", LUCK_RIDE, "rides and returns", "transfers"),
};

enum { MEASURES = sizeof rows / sizeof *rows };

size_t measure_count(void)
{
    return MEASURES;
}

const struct measure *measure_at(size_t index)
{
    return &rows[index].measure;
}

size_t measure_find(const char *name)
{
    for (size_t n = 0; n < MEASURES; n++)
        for (int theme = 0; theme < THEMES; theme++)
            if (strcmp(rows[n].measure.name[theme], name) == 0)
                return n;
    return MEASURES;
}

const char *measure_suggestion(const char *name)
{
    struct nearest nearest = nearest_to(name, strlen(name));
    for (size_t n = 0; n < MEASURES; n++)
        for (int theme = 0; theme < THEMES && !measure_is_aid(n); theme++) {
            const char *known = rows[n].measure.name[theme];
            if (nearest.length > 0 && strncmp(known, name, nearest.length) == 0 &&
                strcmp(known + nearest.length, ".mean") == 0)
                return known;
            nearest_try(&nearest, known);
        }
    return nearest.best;
}

bool measure_exists(size_t index, const struct world *world)
{
    const struct row *row = &rows[index];
    if (row->value == agents_blocked || row->value == agents_talking ||
        row->value == agents_present)
        return plan_is_limited(&world->agents);
    if (row->value == couriers_share || row->value == couriers_present)
        return plan_is_limited(&world->couriers);
    if (row->value == luck_of_calls)
        return world->arrivals.kind == ARRIVALS_POISSON;
    if (row->value == luck_of_lengths)
        return luck_variance(world, (enum luck)row->first) > 0;
    if (row->value == capacity_share)
        return *(const int64_t *)((const char *)world + row->second) != UNLIMITED;
    return true;
}

bool measure_is_aid(size_t index)
{
    const struct row *row = &rows[index];
    return row->value == agents_present || row->value == couriers_present ||
           row->value == luck_of_calls || row->value == luck_of_lengths;
}

const char *measure_over(size_t index)
{
    const struct row *row = &rows[index];
    if (row->value == cooks_share || row->value == cooks_standing)
        return "cooks.present";
    if (row->value == agents_blocked || row->value == agents_talking)
        return "agents.present";
    if (row->value == couriers_share)
        return "couriers.present";
    if (row->value == cost_per_order || (row->value == time_of && row->second == STAT_MEAN))
        return "orders.delivered";
    return NULL;
}

double measure_luck(size_t index, const struct world *world)
{
    const struct row *row = &rows[index];
    if (!measure_exists(index, world))
        return 0;
    if (row->value == luck_of_calls)
        return INFINITY;
    return row->value == luck_of_lengths ? luck_variance(world, (enum luck)row->first) : 0;
}

/* Mean and standard deviation in two passes over whole nanoseconds. */
static void moments(const sim_time *spans, size_t n, double times[STATS])
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)spans[i];
    double mean = n > 0 ? sum / (double)n : NAN;
    for (size_t i = 0; i < n; i++)
        squares += ((double)spans[i] - mean) * ((double)spans[i] - mean);
    times[STAT_MEAN] = mean / 1e9;
    times[STAT_SD] = n > 1 ? sqrt(squares / (double)(n - 1)) / 1e9 : NAN;
}

static void times_of_span(sim_time *spans, size_t n, double times[STATS])
{
    static const double p[] = {0.5, 0.9, 0.95, 0.99, 1};
    moments(spans, n, times);
    double quantiles[5];
    sim_quantiles(spans, n, p, 5, quantiles);
    for (int i = 0; i < 5; i++)
        times[STAT_P50 + i] = quantiles[i] / 1e9;
}

static double since_closing(struct kitchen *k, enum level level)
{
    struct sim_level *now = level_at(k, level);
    sim_level_flush(now, k->now);
    return (double)(now->area - k->window[level].area) / 1e9;
}

/* What those at work after closing have worked, in person-seconds. */
static void overtime(struct kitchen *k, double seconds[STAFFS])
{
    memset(seconds, 0, STAFFS * sizeof *seconds);
    if (!k->closed)
        return;
    for (int state = 0; state < COOK_STATES; state++)
        if (state != COOK_IDLE)
            seconds[STAFF_COOKS] +=
                (double)(k->cook_time[state] - k->window_cook_time[state]) / 1e9;
    seconds[STAFF_AGENTS] = since_closing(k, LEVEL_AGENTS_BUSY);
    seconds[STAFF_COURIERS] = since_closing(k, LEVEL_COURIERS_BUSY);
}

bool measures_of(struct kitchen *k, double *values)
{
    struct sim_level so_far[LEVELS];
    for (size_t n = 0; n < LEVELS && !k->closed; n++) {
        sim_level_flush(level_at(k, n), k->now);
        so_far[n] = *level_at(k, n);
    }
    cooks_account(k);
    sim_time end = k->closed ? k->world->hours : k->now;
    struct day day = {
        .world = k->world,
        .counts = &k->counts,
        .levels = k->closed ? k->window : so_far,
        .cook_time = k->closed ? k->window_cook_time : k->cook_time,
        .luck = k->luck,
        .length = end > k->world->warmup ? sim_seconds(end - k->world->warmup) : 0,
    };
    overtime(k, day.overtime);
    for (int span = 0; span < SPANS; span++)
        times_of_span(k->spans[span], k->span_count, day.times[span]);
    for (size_t n = 0; n < MEASURES; n++)
        values[n] = measure_exists(n, k->world) ? rows[n].value(&day, &rows[n]) : NAN;
    return true;
}
