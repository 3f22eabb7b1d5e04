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

#include "lab/usl.h"
#include "models/policy.h"

#define HOUR 3600.0

const char *const resource_names[THEMES][RESOURCES] = {
    {"clerks", "ingredients", "ovens", "couriers", "worktops", "cooks", "stages.start",
     "stages.prep", "stages.box", "in_flight", "memory", "agents", "lines"},
    {"connections", "ingredients", "writers", "links", "cores", "workers", "stages.start",
     "stages.compute", "stages.respond", "in_flight", "memory", "acceptors", "backlog"},
};

/* What is worked out once and used by several resources; times in s, rates a second. */
struct survey {
    const struct result *result;
    size_t variant;
    const struct world *world;
    struct limits *limits;
    struct policy_rules rules;
    double stretch;      /* of work, by crowding */
    double works[WORKS]; /* of one order, with their switches, as they would be alone */
    double fetch, bake, ride, back;
    double clerk_line, stock_line, oven_line, courier_line, ready_line, worktop_line; /* waiting */
};

static double mean_of(const struct survey *s, const char *measure)
{
    double mean = result_mean(s->result, s->variant, measure);
    return isfinite(mean) ? mean : 0;
}

/* The mean number over the window; INFINITY for a plan that is unlimited at any time. */
static double plan_mean(const struct plan *plan, const struct world *world)
{
    double sum = 0;
    for (size_t n = 0; n < plan->count; n++) {
        sim_time from = plan->shifts[n].from;
        sim_time to = n + 1 < plan->count ? plan->shifts[n + 1].from : world->hours;
        if (from < world->warmup)
            from = world->warmup;
        if (to > world->hours)
            to = world->hours;
        if (to <= from)
            continue;
        if (plan->shifts[n].number == UNLIMITED)
            return INFINITY;
        sum += (double)plan->shifts[n].number * sim_seconds(to - from);
    }
    return sum / sim_seconds(world->hours - world->warmup);
}

/* How many times as long work takes with so many cooks on the floor. */
static double crowding(const struct world *world, double cooks)
{
    return usl_stretch(fmax(cooks, 1), world->contention, world->coherency);
}

/* The mean over recipes, by their shares. */
static double recipe_mean(const struct world *world, double (*value)(const struct recipe *))
{
    double sum = 0, shares = 0;
    for (size_t n = 0; n < world->recipe_count; n++) {
        sum += world->recipes[n].share * value(&world->recipes[n]);
        shares += world->recipes[n].share;
    }
    return shares > 0 ? sum / shares : 0;
}

static double prep_of(const struct recipe *recipe)
{
    return sim_dist_mean(&recipe->prep);
}

static double bake_of(const struct recipe *recipe)
{
    return sim_dist_mean(&recipe->bake);
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
static double capacity(const struct survey *s, enum resource resource)
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
    double least = capacity(s, RESOURCE_COOKS);
    for (int work = 0; work < WORKS; work++)
        least = fmin(least, capacity(s, (enum resource)(RESOURCE_CREW_START + work)));
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

static double limited(int64_t number)
{
    return number == UNLIMITED ? INFINITY : (double)number;
}

static double all_works(const struct survey *s)
{
    return (s->works[WORK_START] + s->works[WORK_PREP] + s->works[WORK_BOX]) * s->stretch;
}

static void measure_lines(struct survey *s)
{
    const struct world *w = s->world;
    double clerks = passing(s, "clerks.busy", limited(w->clerks), s->fetch);
    double ovens = passing(s, "ovens.busy", limited(w->ovens), s->bake);
    double couriers = passing(s, "couriers.busy", plan_mean(&w->couriers, w), s->ride + s->back);
    double worktops = passing(s, "worktops.busy", limited(w->worktops), all_works(s));
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

static void survey_begin(struct survey *s)
{
    const struct world *w = s->world;
    double swtch = sim_dist_mean(&w->swtch);
    s->rules = policy_rules_of(w);
    s->stretch = crowding(w, mean_of(s, "cooks.present"));
    s->works[WORK_START] = swtch;
    s->works[WORK_PREP] = swtch + recipe_mean(w, prep_of);
    s->works[WORK_BOX] = swtch + sim_dist_mean(&w->box);
    s->fetch = sim_dist_mean(&w->fetch);
    s->bake = recipe_mean(w, bake_of);
    s->ride = sim_dist_mean(&w->ride);
    s->back = w->back_is_ride ? s->ride : sim_dist_mean(&w->back);
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

static double held(const struct survey *s, enum wait wait, double length)
{
    return s->rules.holds & 1u << wait ? length : 0;
}

static void add_cooks(struct survey *s)
{
    const struct world *w = s->world;
    double waits = held(s, WAIT_WAREHOUSE, s->fetch) + held(s, WAIT_OVEN, s->bake) +
                   held(s, WAIT_CUSTOMER, s->ride);
    double number = plan_mean(&w->cooks, w);
    double works = all_works(s);
    bool crowded = false;
    if (s->rules.hires) {
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
             counts(s->clerk_line, capacity(s, RESOURCE_CLERKS), number, own) +
                 counts(s->stock_line, capacity(s, RESOURCE_INGREDIENT), number, own)) +
        held(s, WAIT_OVEN, counts(s->oven_line, capacity(s, RESOURCE_OVENS), number, own)) +
        held(s, WAIT_COURIER,
             counts(s->courier_line, capacity(s, RESOURCE_COURIERS), number, own)) +
        counts(s->worktop_line, capacity(s, RESOURCE_WORKTOPS), number, own);
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
    double waiting = counts(s->clerk_line, capacity(s, RESOURCE_CLERKS), number, own) +
                     counts(s->stock_line, capacity(s, RESOURCE_INGREDIENT), number, own) +
                     counts(s->oven_line, capacity(s, RESOURCE_OVENS), number, own) +
                     counts(s->courier_line, capacity(s, RESOURCE_COURIERS), number, own) +
                     counts(s->worktop_line, capacity(s, RESOURCE_WORKTOPS), number, own) +
                     counts(s->ready_line, cooks_capacity(s), number, own);
    add(s, resource, number, own, waiting);
}

/* The largest number of a shift plan: for so many, memory is reserved throughout. */
static double plan_most(const struct plan *plan)
{
    double most = 0;
    for (size_t n = 0; n < plan->count; n++)
        most = fmax(most, limited(plan->shifts[n].number));
    return most;
}

static void add_memory(struct survey *s)
{
    const struct world *w = s->world;
    double total = limited(w->memory_total), each = (double)w->memory_per_order;
    if (s->rules.hires)
        each += (double)w->memory_per_cook;
    else if (s->rules.crews > 1)
        total -= (double)w->memory_per_cook *
                 (double)(w->stages[WORK_START] + w->stages[WORK_PREP] + w->stages[WORK_BOX]);
    else
        total -= (double)w->memory_per_cook * plan_most(&w->cooks);
    if (isfinite(total) && each > 0)
        add_places(s, RESOURCE_MEMORY, floor(total / each));
}

static void add_call_center(struct survey *s)
{
    const struct world *w = s->world;
    double call = sim_dist_mean(&w->call);
    double agents = plan_mean(&w->agents, w);
    double answered = passing(s, "agents.busy", agents, call);
    double blocked = answered > 0 ? mean_of(s, "agents.blocked") * agents / answered : 0;
    double kitchen = fmin(cooks_capacity(s),
                          fmin(capacity(s, RESOURCE_IN_FLIGHT), capacity(s, RESOURCE_MEMORY)));
    add(s, RESOURCE_AGENTS, agents, call, counts(blocked, kitchen, agents, call));
    double lines = limited(w->lines);
    double hold = line_wait(s, "queue.hold", answered);
    add(s, RESOURCE_LINES, lines, call, counts(hold, capacity(s, RESOURCE_AGENTS), lines, call));
}

/* Mean and highest rate of first calls, an hour. */
static void add_calls(struct survey *s)
{
    const struct world *w = s->world;
    const struct arrivals *a = &w->arrivals;
    double window = sim_seconds(w->hours - w->warmup), sum = 0, most = 0;
    for (size_t n = 0; a->kind == ARRIVALS_POISSON && n < a->count; n++) {
        sim_time from = a->rates[n].from > w->warmup ? a->rates[n].from : w->warmup;
        sim_time to = n + 1 < a->count ? a->rates[n + 1].from : w->hours;
        if (to > w->hours)
            to = w->hours;
        if (to <= from)
            continue;
        sum += a->rates[n].per_second * w->demand * sim_seconds(to - from);
        most = fmax(most, a->rates[n].per_second * w->demand);
    }
    if (a->kind == ARRIVALS_RENEWAL)
        sum = window / sim_dist_mean(&a->every);
    for (size_t n = 0; a->kind == ARRIVALS_TIMES && n < a->count; n++)
        sum += a->times[n] >= w->warmup && a->times[n] < w->hours;
    s->limits->calls = sum / window * HOUR;
    s->limits->calls_most = fmax(most * HOUR, s->limits->calls);
}

static int by_capacity(const void *a, const void *b)
{
    const struct limit *x = a, *y = b;
    if (x->per_hour != y->per_hour)
        return x->per_hour < y->per_hour ? -1 : 1;
    return (x->resource > y->resource) - (x->resource < y->resource);
}

void limits_of(struct limits *limits, const struct result *result, size_t variant)
{
    *limits = (struct limits){0};
    struct survey s = {.result = result,
                       .variant = variant,
                       .world = &result->scenario->variants[variant].world,
                       .limits = limits};
    const struct world *w = s.world;
    survey_begin(&s);
    add(&s, RESOURCE_CLERKS, limited(w->clerks), s.fetch, 0);
    add_ingredients(&s);
    add(&s, RESOURCE_OVENS, limited(w->ovens), s.bake, 0);
    add(&s, RESOURCE_COURIERS, plan_mean(&w->couriers, w), s.ride + s.back, 0);
    add(&s, RESOURCE_WORKTOPS, limited(w->worktops), all_works(&s), 0);
    if (s.rules.crews > 1)
        add_crews(&s);
    else
        add_cooks(&s);
    add_places(&s, RESOURCE_IN_FLIGHT, limited(w->in_flight));
    add_memory(&s);
    add_call_center(&s);
    add_calls(&s);
    qsort(limits->list, limits->count, sizeof *limits->list, by_capacity);
}

bool limits_reached(const struct limits *limits)
{
    return limits->count > 0 && limits->list[0].per_hour < limits->calls;
}

bool limits_reached_at_peak(const struct limits *limits)
{
    return limits->count > 0 && limits->list[0].per_hour < limits->calls_most;
}
