/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Capacities by the operational laws. First the resources that an order keeps for a length of its
 * own (clerks, ovens...), then those it keeps while it also stands in line (cooks, places on the
 * floor, agents, lines): the order in which they are added is the order in which they depend on
 * each other.
 */
#include "lab/limits.h"

#include <math.h>
#include <stdlib.h>

#include "lab/saturated.h"
#include "lab/usl.h"
#include "lab/workload.h"

#define HOUR 3600.0

const char *const resource_names[THEMES][RESOURCES] = {
    {"clerks", "ingredients", "ovens", "couriers", "worktops", "cooks", "stages.start",
     "stages.prep", "stages.box", "in_flight", "memory", "agents", "lines"},
    {"connections", "ingredients", "writers", "links", "cores", "workers", "stages.start",
     "stages.compute", "stages.respond", "in_flight", "memory", "acceptors", "backlog"},
};

/* What is worked out once and used by several resources; times in s, rates a second. */
struct survey {
    const struct result *result; /* NULL: nothing is simulated, nobody stands in line */
    size_t variant;
    const struct world *world;
    struct limits *limits;
    struct workload load;
    double stretch;      /* of work, by crowding */
    double works[WORKS]; /* of one order, with their switches, as they would be alone */
    double fetch, bake, ride, back;
    double clerk_line, stock_line, oven_line, courier_line, ready_line, worktop_line; /* waiting */
};

static double mean_of(const struct survey *s, const char *measure)
{
    double mean = s->result ? result_window_mean(s->result, s->variant, measure) : 0;
    return isfinite(mean) ? mean : 0;
}

/* How many times as long work takes with so many cooks on the floor. */
static double crowding(const struct world *world, double cooks)
{
    return usl_stretch(fmax(cooks, 1), world->contention, world->coherency);
}

/* Notes a resource; one that an order does not keep at all limits nothing. */
static void add(struct survey *s, enum resource resource, double number, double own, double waiting)
{
    double kept = own + waiting;
    if (!isfinite(number) || !(kept > 0) || s->limits->count == RESOURCES)
        return;
    s->limits->list[s->limits->count++] = (struct limit){
        .resource = resource,
        .number = number,
        .kept = kept,
        .waiting = waiting,
        .per_hour = HOUR * number / kept,
    };
}

/* Orders an hour that a resource manages; INFINITY when it is no limit. */
static double managed(const struct survey *s, enum resource resource)
{
    double least = INFINITY;
    for (size_t n = 0; n < s->limits->count; n++)
        if (s->limits->list[n].resource == resource)
            least = fmin(least, s->limits->list[n].per_hour);
    return least;
}

/* What every kind of cook manages together. */
static double cooks_capacity(const struct survey *s)
{
    double least = managed(s, RESOURCE_COOKS);
    for (int work = 0; work < WORKS; work++)
        least = fmin(least, managed(s, (enum resource)(RESOURCE_CREW_START + work)));
    return least;
}

/* The waiting for another resource that counts for one of which an order keeps one of `number`. */
static double counts(double waiting, double other_capacity, double number, double own)
{
    return other_capacity * own >= number * HOUR ? waiting : 0;
}

/* Orders a second that go through a station, by its use (utilization law). */
static double passing(const struct survey *s, const char *busy, double number, double each)
{
    return isfinite(number) && each > 0 ? mean_of(s, busy) * number / each : 0;
}

/* Mean waiting in a line through which so many orders a second pass (Little's law). */
static double line_wait(const struct survey *s, const char *queue, double rate)
{
    return rate > 0 ? mean_of(s, queue) / rate : 0;
}

static double all_works(const struct survey *s)
{
    return (s->works[WORK_START] + s->works[WORK_PREP] + s->works[WORK_BOX]) * s->stretch;
}

static void measure_lines(struct survey *s)
{
    const struct world *w = s->world;
    double clerks = passing(s, "clerks.busy", capacity_of(w->clerks), s->fetch);
    double ovens = passing(s, "ovens.busy", capacity_of(w->ovens), s->bake);
    double couriers = passing(s, "couriers.busy", s->load.couriers, s->ride + s->back);
    double worktops = passing(s, "worktops.busy", capacity_of(w->worktops), all_works(s));
    double through = mean_of(s, "throughput");
    s->clerk_line = line_wait(s, "queue.clerk", clerks);
    s->oven_line = line_wait(s, "queue.oven", ovens);
    s->courier_line = line_wait(s, "queue.courier", couriers);
    s->stock_line = line_wait(s, "queue.stock", clerks > 0 ? clerks : ovens > 0 ? ovens : through);
    s->ready_line = line_wait(s, "queue.ready", ovens > 0 ? ovens : through);
    s->worktop_line =
        worktops > 0 ? mean_of(s, "cooks.waiting.worktop") * mean_of(s, "cooks.present") / worktops
                     : 0;
}

static double held(const struct survey *s, enum wait wait, double length)
{
    return s->load.rules.holds & 1u << wait ? length : 0;
}

/* What holds a cook beside his works, without lines. */
static double held_waits(const struct survey *s)
{
    return held(s, WAIT_WAREHOUSE, s->fetch) + held(s, WAIT_OVEN, s->bake) +
           held(s, WAIT_CUSTOMER, s->ride);
}

/*
 * How many cooks are on the floor if all calls become orders: the crew, or, where one is hired for
 * each order, the number that grows with how long they stay and makes them stay longer.
 */
static double cooks_expected(const struct survey *s)
{
    double cooks = 0, before = -1;
    if (!s->load.rules.hires)
        return s->load.cooks;
    double most = fmin(s->load.cooks, workload_places(&s->load));
    for (int n = 0; n < 1000 && fabs(cooks - before) > 1e-6 * cooks; n++) {
        double works = s->works[WORK_START] + s->works[WORK_PREP] + s->works[WORK_BOX];
        before = cooks;
        cooks = fmin(s->load.rate * (held_waits(s) + works * crowding(s->world, cooks)), most);
    }
    return isfinite(cooks) ? cooks : 0;
}

static void survey_begin(struct survey *s)
{
    workload_of(&s->load, s->world);
    for (int work = 0; work < WORKS; work++)
        s->works[work] = s->load.works[work].mean;
    s->fetch = s->load.fetch.mean;
    s->bake = s->load.bake.mean;
    s->ride = s->load.ride.mean;
    s->back = s->load.back.mean;
    s->stretch = crowding(s->world, s->result ? mean_of(s, "cooks.present") : cooks_expected(s));
    measure_lines(s);
}

/* How often an ingredient is full over the day: at the start, and whenever the truck has come. */
static double fillings(const struct world *w)
{
    double first = sim_dist_mean(&w->restock_first), every = sim_dist_mean(&w->restock_every);
    double left = sim_seconds(w->hours) - first;
    if (!w->truck || !(left > 0))
        return 1;
    return w->truck_again && every > 0 ? 1 + ceil(left / every) : 2;
}

static void add_ingredients(struct survey *s)
{
    const struct world *w = s->world;
    struct limit tightest = {.resource = RESOURCE_INGREDIENT, .per_hour = INFINITY};
    for (size_t i = 0; i < w->ingredient_count; i++) {
        double needs = 0, shares = 0;
        for (size_t n = 0; n < w->recipe_count; n++) {
            needs += w->recipes[n].share * (double)w->recipes[n].needs[i];
            shares += w->recipes[n].share;
        }
        if (!(needs > 0))
            continue;
        needs /= shares;
        double supply = (double)w->ingredients[i].level * fillings(w); /* a day */
        double per_hour = supply / needs / sim_seconds(w->hours) * HOUR;
        if (per_hour < tightest.per_hour) {
            tightest.name = w->ingredients[i].name;
            tightest.number = supply;
            tightest.per_hour = per_hour;
        }
    }
    if (tightest.name)
        s->limits->list[s->limits->count++] = tightest;
}

/*
 * How many cooks manage the most where one is hired for each order. More of them stretch the works,
 * so that N / (waits + works s(N)) has a highest point: where its derivative is 0, or, with
 * contention alone, never quite reached.
 */
static double best_crew(const struct survey *s, double most, double waits, double works)
{
    const struct world *w = s->world;
    if (!(w->coherency > 0 && works > 0))
        return most;
    double top = sqrt(fmax(waits / works + 1 - w->contention, 0) / w->coherency);
    return fmin(most, fmax(top, 1));
}

/* Without end to their number, cooks who only get into each other's way still manage so much. */
static void add_endless_cooks(struct survey *s, double works)
{
    double per_order = works * s->world->contention;
    if (per_order > 0)
        s->limits->list[s->limits->count++] = (struct limit){.resource = RESOURCE_COOKS,
                                                             .number = INFINITY,
                                                             .kept = INFINITY,
                                                             .crowded = true,
                                                             .per_hour = HOUR / per_order};
}

static void add_cooks(struct survey *s)
{
    const struct world *w = s->world;
    double waits = held_waits(s);
    double number = s->load.cooks;
    double works = all_works(s);
    bool crowded = false;
    if (s->load.rules.hires) {
        double alone = works / s->stretch, best = best_crew(s, number, waits, alone);
        crowded = best < number;
        number = best;
        if (!isfinite(number)) {
            add_endless_cooks(s, alone);
            return;
        }
        works = alone * crowding(w, number);
    }
    double own = works + waits;
    double waiting =
        held(s, WAIT_WAREHOUSE,
             counts(s->clerk_line, managed(s, RESOURCE_CLERKS), number, own) +
                 counts(s->stock_line, managed(s, RESOURCE_INGREDIENT), number, own)) +
        held(s, WAIT_OVEN, counts(s->oven_line, managed(s, RESOURCE_OVENS), number, own)) +
        held(s, WAIT_COURIER, counts(s->courier_line, managed(s, RESOURCE_COURIERS), number, own)) +
        counts(s->worktop_line, managed(s, RESOURCE_WORKTOPS), number, own);
    add(s, RESOURCE_COOKS, number, own, waiting);
    if (crowded)
        s->limits->list[s->limits->count - 1].crowded = true;
}

static void add_crews(struct survey *s)
{
    for (int work = 0; work < WORKS; work++)
        add(s, (enum resource)(RESOURCE_CREW_START + work), (double)s->world->stages[work],
            s->works[work] * s->stretch, 0);
}

/* Places for orders between taken and delivered. */
static void add_places(struct survey *s, enum resource resource, double number)
{
    double own = all_works(s) + s->fetch + s->bake + s->ride;
    double waiting = counts(s->clerk_line, managed(s, RESOURCE_CLERKS), number, own) +
                     counts(s->stock_line, managed(s, RESOURCE_INGREDIENT), number, own) +
                     counts(s->oven_line, managed(s, RESOURCE_OVENS), number, own) +
                     counts(s->courier_line, managed(s, RESOURCE_COURIERS), number, own) +
                     counts(s->worktop_line, managed(s, RESOURCE_WORKTOPS), number, own) +
                     counts(s->ready_line, cooks_capacity(s), number, own);
    add(s, resource, number, own, waiting);
}

static void add_memory(struct survey *s)
{
    if (isfinite(s->load.room))
        add_places(s, RESOURCE_MEMORY, s->load.room);
}

static void add_call_center(struct survey *s)
{
    const struct world *w = s->world;
    double call = sim_dist_mean(&w->call);
    double agents = s->load.agents;
    double answered = passing(s, "agents.busy", agents, call);
    double blocked = answered > 0 ? mean_of(s, "agents.blocked") * agents / answered : 0;
    double kitchen =
        fmin(cooks_capacity(s), fmin(managed(s, RESOURCE_IN_FLIGHT), managed(s, RESOURCE_MEMORY)));
    add(s, RESOURCE_AGENTS, agents, call, counts(blocked, kitchen, agents, call));
    double lines = capacity_of(w->lines);
    double hold = line_wait(s, "queue.hold", answered);
    add(s, RESOURCE_LINES, lines, call, counts(hold, managed(s, RESOURCE_AGENTS), lines, call));
}

static int by_capacity(const void *a, const void *b)
{
    const struct limit *x = a, *y = b;
    if (x->per_hour != y->per_hour)
        return x->per_hour < y->per_hour ? -1 : 1;
    return (x->resource > y->resource) - (x->resource < y->resource);
}

/* What all resources manage together, if that is known and less than call; else 0. */
static double managed_together(const struct survey *s)
{
    struct saturated saturated;
    saturated_of(&saturated, &s->load);
    return saturated.model == SATURATED_UNKNOWN ? 0 : HOUR * saturated.per_second;
}

/* The list is complete but for its order. */
static void survey_resources(struct survey *s)
{
    const struct world *w = s->world;
    survey_begin(s);
    add(s, RESOURCE_CLERKS, capacity_of(w->clerks), s->fetch, 0);
    add_ingredients(s);
    add(s, RESOURCE_OVENS, capacity_of(w->ovens), s->bake, 0);
    add(s, RESOURCE_COURIERS, s->load.couriers, s->ride + s->back, 0);
    add(s, RESOURCE_WORKTOPS, capacity_of(w->worktops), all_works(s), 0);
    if (s->load.rules.crews > 1)
        add_crews(s);
    else
        add_cooks(s);
    add_places(s, RESOURCE_IN_FLIGHT, capacity_of(w->in_flight));
    add_memory(s);
    add_call_center(s);
    s->limits->calls = s->load.rate * HOUR;
    s->limits->calls_most = s->load.rate_most * HOUR;
    s->limits->together = managed_together(s);
    qsort(s->limits->list, s->limits->count, sizeof *s->limits->list, by_capacity);
}

void limits_of(struct limits *limits, const struct result *result, size_t variant)
{
    *limits = (struct limits){0};
    survey_resources(&(struct survey){.result = result,
                                      .variant = variant,
                                      .world = &result->scenario->variants[variant].world,
                                      .limits = limits});
}

void limits_expected(struct limits *limits, const struct world *world)
{
    *limits = (struct limits){0};
    survey_resources(&(struct survey){.world = world, .limits = limits});
}

/* At just as many there is no room for chance; a rounding error is no room either. */
static bool exceeds(double calls, const struct limits *limits)
{
    return limits->count > 0 && limits->list[0].per_hour <= calls * (1 + 1e-9);
}

bool limits_reached(const struct limits *limits)
{
    return exceeds(limits->calls, limits);
}

bool limits_reached_at_peak(const struct limits *limits)
{
    return exceeds(limits->calls_most, limits);
}
