/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * First what needs no assumption about chance (operational laws: Denning and Buzen 1978; asymptotic
 * bounds: Lazowska, Zahorjan, Graham and Sevcik, "Quantitative system performance", 1984, chapter
 * 5), then the formulas, where lab/chain.h and lab/saturated.h find that they apply.
 */
#include "lab/predict.h"

#include <math.h>
#include <string.h>

#include "lab/predict_chain.h"
#include "lab/usl.h"

#define HOUR 3600.0

/* The stations in the order in which an order comes to them. */
static const enum resource way[] = {
    RESOURCE_LINES,    RESOURCE_AGENTS,    RESOURCE_COOKS,  RESOURCE_CREW_START, RESOURCE_CREW_PREP,
    RESOURCE_CREW_BOX, RESOURCE_WORKTOPS,  RESOURCE_CLERKS, RESOURCE_INGREDIENT, RESOURCE_OVENS,
    RESOURCE_COURIERS, RESOURCE_IN_FLIGHT, RESOURCE_MEMORY,
};

static const struct limit *limit_find(const struct limits *limits, enum resource resource)
{
    for (size_t n = 0; n < limits->count; n++)
        if (limits->list[n].resource == resource)
            return &limits->list[n];
    return NULL;
}

static bool is_at_phone(enum resource resource)
{
    return resource == RESOURCE_AGENTS || resource == RESOURCE_LINES;
}

static bool is_of_cooks(enum resource resource)
{
    return resource == RESOURCE_COOKS || resource == RESOURCE_CREW_START ||
           resource == RESOURCE_CREW_PREP || resource == RESOURCE_CREW_BOX;
}

/* The tightest limit at the phone, or behind it; NULL: nothing is limited there. */
static const struct limit *tightest(const struct theory *theory, bool at_phone)
{
    for (size_t n = 0; n < theory->limits.count; n++)
        if (is_at_phone(theory->limits.list[n].resource) == at_phone)
            return &theory->limits.list[n];
    return NULL;
}

/* Whether too little of a resource in the kitchen keeps further tickets from being taken. */
static bool pushes_back(const struct workload *load, enum resource resource)
{
    const struct policy_rules *rules = &load->rules;
    bool crew = rules->crews == 1 && isfinite(load->cooks);
    if (isfinite(workload_places(load)))
        return true;
    switch (resource) {
    case RESOURCE_CLERKS:
    case RESOURCE_INGREDIENT:
        return crew && rules->holds & 1u << WAIT_WAREHOUSE;
    case RESOURCE_OVENS:
        return crew && rules->holds & 1u << WAIT_OVEN;
    case RESOURCE_COURIERS:
        return crew && rules->holds & 1u << WAIT_COURIER;
    case RESOURCE_WORKTOPS:
        return crew;
    case RESOURCE_CREW_PREP:
    case RESOURCE_CREW_BOX:
        return false;
    default:
        return true;
    }
}

static enum demand demand_of(const struct theory *theory)
{
    const struct limits *limits = &theory->limits;
    const struct world *w = theory->world;
    if (!limits_reached_at_peak(limits))
        return limits->together > 0 ? DEMAND_PILES_UP : DEMAND_MET;
    if (!limits_reached(limits))
        return DEMAND_ABOVE_AT_PEAK;
    const struct limit *phone = tightest(theory, true), *kitchen = tightest(theory, false);
    bool lossy = w->lines != UNLIMITED || world_is_impatient(w);
    bool phone_over = phone && phone->per_hour <= limits->calls;
    double calls = phone_over ? phone->per_hour : limits->calls;
    bool kitchen_over = kitchen && kitchen->per_hour <= calls;
    if (phone_over && !lossy)
        return DEMAND_PILES_UP;
    if (kitchen_over &&
        !(lossy && workload_blocks(&theory->load) && pushes_back(&theory->load, kitchen->resource)))
        return DEMAND_PILES_UP;
    return DEMAND_TURNED_AWAY;
}

/* What bounds all throughput, and what no stay can be shorter than on average. */
static void set_bounds(struct theory *theory)
{
    const struct workload *load = &theory->load;
    const struct world *w = theory->world;
    bool steady = load->steady_crews && !load->rules.hires;
    double stretch = steady ? usl_stretch(fmax(load->cooks, 1), w->contention, w->coherency) : 1;
    theory->throughput_most = load->rate;
    for (size_t n = 0; n < theory->limits.count; n++) /* who needs what is there passes by others */
        if (theory->limits.list[n].resource != RESOURCE_INGREDIENT)
            theory->throughput_most =
                fmin(theory->throughput_most, theory->limits.list[n].per_hour / HOUR);
    theory->time_least = load->call.mean + workload_kitchen(w, stretch).mean + load->ride.mean;
}

static void set_gain(struct theory *theory)
{
    const struct workload *load = &theory->load;
    struct gain *gain = &theory->gain;
    double cooks = load->cooks, others = INFINITY;
    double stretch = isfinite(cooks) ? usl_stretch(fmax(cooks, 1), theory->world->contention,
                                                   theory->world->coherency)
                                     : 1;
    for (int work = 0; work < WORKS; work++)
        gain->works += load->works[work].mean * stretch;
    gain->waits = load->fetch.mean + load->bake.mean + load->ride.mean;
    gain->most = 1 + gain->waits / gain->works;
    gain->waiting_cooks = load->rate * (gain->works + gain->waits);
    gain->working_cooks = load->rate * gain->works;
    for (size_t n = 0; n < theory->limits.count && !gain->limited; n++) {
        const struct limit *limit = &theory->limits.list[n];
        if (is_of_cooks(limit->resource) || limit->resource == RESOURCE_IN_FLIGHT ||
            limit->resource == RESOURCE_MEMORY)
            continue;
        gain->limited = true;
        gain->next = *limit;
        others = limit->per_hour / HOUR;
    }
    gain->vanishes = others * (gain->works + gain->waits);
    gain->here = NAN;
    if (isfinite(cooks) && gain->works > 0)
        gain->here =
            fmin(cooks / gain->works, others) / fmin(cooks / (gain->works + gain->waits), others);
}

/* Orders that can be in flight at most; INFINITY. */
static double orders_most(const struct theory *theory)
{
    const struct workload *load = &theory->load;
    const unsigned all = 1u << WAIT_WAREHOUSE | 1u << WAIT_OVEN | 1u << WAIT_CUSTOMER;
    bool held = load->rules.crews == 1 && (load->rules.holds & all) == all;
    return held ? fmin(workload_places(load), load->cooks_most) : workload_places(load);
}

/* Whether so few orders can be under way that the tightest station holds up those before it. */
static bool is_tight_throughout(const struct theory *theory)
{
    const struct limit *first = theory->limits.count > 0 ? &theory->limits.list[0] : NULL;
    if (!first || first->resource == RESOURCE_INGREDIENT)
        return false; /* what is in stock may go all at once */
    return is_at_phone(first->resource) || isfinite(orders_most(theory));
}

/*
 * Orders a second that are served at a station at most: those that come, and those that are under
 * way when the window begins; or those that the tightest station lets by, and in the end those that
 * it has not yet.
 */
static double flow_most(const struct theory *theory, enum resource at)
{
    bool tight = at != RESOURCE_AGENTS && is_tight_throughout(theory);
    double under_way = theory_under_way(theory) / theory_window(theory);
    if (tight)
        return theory->throughput_most + under_way;
    return theory->load.rate + (theory->world->warmup > 0 ? under_way : 0);
}

/* Whether an order may keep a resource while it stands in line for another. */
static bool kept_in_line(const struct theory *theory, enum resource resource)
{
    const struct workload *load = &theory->load;
    bool line = capacity_of(theory->world->worktops) < load->cooks ||
                (load->rules.holds && theory->limits.count > 1);
    return resource == RESOURCE_IN_FLIGHT || resource == RESOURCE_MEMORY ||
           (resource == RESOURCE_COOKS && line && !theory->chain.in_one_go);
}

/* Callers are on the line as long as they hold it, so only formulas for the phone say how long. */
static void set_use_of_lines(struct station *station, const struct theory *theory)
{
    const struct stop *phone = &theory->chain.stops[0];
    if (!theory->chain.phone || theory->chain.count == 0 || !(phone->figures.busy > 0))
        return;
    station->use = (phone->figures.busy + phone->figures.in_line) / station->limit.number;
    station->certainty = CERTAIN_EXACT;
}

/* How much of a station is in use (utilization law), in a steady state or at the most. */
static void set_use(struct station *station, const struct theory *theory)
{
    enum resource at = station->limit.resource;
    double each = station->limit.kept / station->limit.number;
    bool lossy = theory->world->lines != UNLIMITED || world_is_impatient(theory->world);
    bool steady = theory->load.steady_calls && theory->load.steady_crews && theory->chain.phone;
    bool whole = at == RESOURCE_COOKS && theory->load.rules.holds;
    station->use = fmin(flow_most(theory, at) * each, 1);
    station->certainty = theory_at_most(theory);
    if (theory->saturated.model != SATURATED_UNKNOWN && at != RESOURCE_AGENTS) {
        whole = whole && theory->saturated.model != SATURATED_BLOCKING;
        station->use = whole ? 1 : theory->saturated.per_second * each;
        station->certainty = CERTAIN_EXACT;
    } else if (steady && (theory->demand == DEMAND_MET || (lossy && at == RESOURCE_AGENTS))) {
        station->use = theory->chain.rate * each;
        station->certainty = CERTAIN_EXACT;
    } else if (theory->demand == DEMAND_MET && !lossy && theory->world->warmup > 0) {
        station->use = theory->load.rate * each;
        station->certainty = CERTAIN_ROUGHLY;
    }
    if (kept_in_line(theory, at) && station->use < 1)
        station->certainty = station->certainty == CERTAIN_EXACT ? CERTAIN_AT_LEAST : CERTAIN_NOT;
    if (station->certainty == CERTAIN_NOT)
        station->use = NAN;
}

static void set_stations(struct theory *theory)
{
    for (size_t n = 0; n < sizeof way / sizeof *way; n++) {
        const struct limit *limit = limit_find(&theory->limits, way[n]);
        if (!limit || !isfinite(limit->number))
            continue;
        struct station *station = &theory->station[theory->stations++];
        *station = (struct station){.limit = *limit,
                                    .load = theory->load.rate * limit->kept,
                                    .use = NAN,
                                    .certainty = CERTAIN_NOT};
        if (limit->resource == RESOURCE_LINES)
            set_use_of_lines(station, theory);
        else if (limit->resource != RESOURCE_INGREDIENT)
            set_use(station, theory);
    }
}

void theory_of(struct theory *theory, const struct world *world)
{
    *theory = (struct theory){.world = world, .tightest_wait = NAN};
    workload_of(&theory->load, world);
    limits_expected(&theory->limits, world);
    theory->demand = demand_of(theory);
    set_bounds(theory);
    set_gain(theory);
    chain_of(&theory->chain, &theory->load);
    saturated_of(&theory->saturated, &theory->load);
    set_stations(theory);
    predict_measures(theory);
}

double theory_window(const struct theory *theory)
{
    return sim_seconds(theory->world->hours - theory->world->warmup);
}

enum certainty theory_at_most(const struct theory *theory)
{
    bool before = theory->world->warmup > 0 && !theory->load.steady_calls;
    return before ? CERTAIN_ROUGHLY : CERTAIN_AT_MOST;
}

double theory_under_way(const struct theory *theory)
{
    double orders = orders_most(theory);
    if (isinf(orders) && theory->limits.count > 0)
        orders = theory->limits.list[0].number;
    return isfinite(orders) ? fmax(orders, 1) : 0;
}

const struct prediction *theory_find(const struct theory *theory, const char *measure)
{
    for (size_t n = 0; n < theory->count; n++)
        if (strcmp(theory->list[n].measure, measure) == 0)
            return &theory->list[n];
    return NULL;
}
