/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The flow of orders is followed from the phone to the courier. What cannot pass piles up before
 * the place that is too narrow; the rest goes on to the next one.
 */
#include "lab/steady.h"

#include <math.h>
#include <string.h>

#include "lab/limits.h"
#include "lab/workload.h"
#include "models/measures.h"

#define BIT(place) (1u << (place))

/* Rounding is neither more nor less. */
#define CLOSE 1e-9

struct flow {
    const struct world *world;
    const struct limits *limits;
    const struct workload *load;
    double rate; /* orders an hour that get as far as this */
    unsigned grows;
};

/* Orders an hour; INFINITY where it is no limit. */
static double managed(const struct flow *flow, enum resource resource)
{
    double least = INFINITY;
    for (size_t n = 0; n < flow->limits->count; n++)
        if (flow->limits->list[n].resource == resource)
            least = fmin(least, flow->limits->list[n].per_hour);
    return least;
}

/*
 * Whether the flow is more than can pass; what can pass goes on. As many as can pass are too many
 * where calls come by chance (with utilisation 1 a queue has no mean), and just right otherwise.
 */
static bool piles_up(struct flow *flow, double capacity)
{
    bool chance = flow->world->arrivals.kind == ARRIVALS_POISSON;
    bool too_much = flow->rate > capacity * (chance ? 1 - CLOSE : 1 + CLOSE);
    flow->rate = fmin(flow->rate, capacity);
    return too_much;
}

static bool holds(const struct flow *flow, enum wait wait)
{
    return flow->load->rules.holds & 1u << wait;
}

/* Whether orders can go on into the kitchen however many are there already. */
static bool open_kitchen(const struct flow *flow)
{
    return flow->world->in_flight == UNLIMITED && isinf(flow->load->room);
}

/* What is too narrow within the kitchen, as far as nothing keeps orders out of it. */
static void within(struct flow *flow, enum resource resource, enum wait wait,
                   enum steady_place place)
{
    bool hired = flow->load->rules.hires && isinf(flow->load->cooks);
    if (holds(flow, wait) && !hired)
        return; /* the line is made of cooks, who are missing for tickets */
    if (open_kitchen(flow) && piles_up(flow, managed(flow, resource)))
        flow->grows |= BIT(place) | BIT(GROWS_KITCHEN) | (hired ? BIT(GROWS_CREW) : 0);
}

/* What tickets wait for: a cook, or a place for one order more. */
static double tickets_capacity(const struct flow *flow)
{
    static const struct {
        enum resource resource;
        enum wait wait;
    } lines[] = {
        {RESOURCE_CLERKS, WAIT_WAREHOUSE},
        {RESOURCE_INGREDIENT, WAIT_WAREHOUSE},
        {RESOURCE_OVENS, WAIT_OVEN},
        {RESOURCE_COURIERS, WAIT_COURIER},
    };
    double least = fmin(managed(flow, RESOURCE_IN_FLIGHT), managed(flow, RESOURCE_MEMORY));
    least = fmin(least, fmin(managed(flow, RESOURCE_COOKS), managed(flow, RESOURCE_CREW_START)));
    bool hired = flow->load->rules.hires && isinf(flow->load->cooks);
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++)
        if (!open_kitchen(flow) || (holds(flow, lines[n].wait) && !hired))
            least = fmin(least, managed(flow, lines[n].resource));
    if (!hired || !open_kitchen(flow))
        least = fmin(least, managed(flow, RESOURCE_WORKTOPS));
    if (!open_kitchen(flow))
        least =
            fmin(least, fmin(managed(flow, RESOURCE_CREW_PREP), managed(flow, RESOURCE_CREW_BOX)));
    return least;
}

/* Tickets that nobody takes; cooks who are not held have other things that nobody takes, too. */
static void at_the_rail(struct flow *flow)
{
    const struct world *w = flow->world;
    if (!piles_up(flow, tickets_capacity(flow)))
        return;
    bool blocks = w->rail != UNLIMITED && isfinite(flow->load->agents);
    flow->grows |= BIT(blocks ? GROWS_HOLD : GROWS_TICKETS);
    const struct policy_rules *rules = &flow->load->rules;
    bool one_line = rules->crews == 1 && !rules->finish_first;
    bool leaves = !(holds(flow, WAIT_WAREHOUSE) && holds(flow, WAIT_OVEN));
    if (open_kitchen(flow) && !rules->hires && leaves && one_line)
        flow->grows |= BIT(GROWS_READY) | BIT(GROWS_KITCHEN);
}

/* Who is hired without end is worktops' and crowding's affair. */
static void hired_without_end(struct flow *flow)
{
    if (!(flow->load->rules.hires && isinf(flow->load->cooks) && open_kitchen(flow)))
        return;
    double capacity = fmin(managed(flow, RESOURCE_WORKTOPS), managed(flow, RESOURCE_COOKS));
    if (piles_up(flow, capacity))
        flow->grows |= BIT(GROWS_KITCHEN) | BIT(GROWS_CREW);
}

static bool nobody_is_lost(const struct world *world)
{
    const struct sim_dist *patience = &world->patience;
    return world->lines == UNLIMITED && patience->kind == SIM_CONSTANT &&
           patience->shift == FOREVER;
}

void steady_of(struct steady *steady, const struct world *world)
{
    struct workload load;
    struct limits limits;
    *steady = (struct steady){0};
    if (world->closing != CLOSING_STOP || (world->warmup == 0 && !world->warmup_auto))
        return;
    workload_of(&load, world);
    steady->asked = load.steady_calls && load.steady_crews;
    steady->only = world->warmup_auto;
    if (!steady->asked || !nobody_is_lost(world))
        return;
    limits_expected(&limits, world);
    struct flow flow = {.world = world, .limits = &limits, .load = &load, .rate = limits.calls};
    if (piles_up(&flow, managed(&flow, RESOURCE_AGENTS)))
        flow.grows |= BIT(GROWS_HOLD);
    if (load.rules.hires && isinf(load.cooks))
        hired_without_end(&flow);
    at_the_rail(&flow);
    within(&flow, RESOURCE_CLERKS, WAIT_WAREHOUSE, GROWS_CLERK_LINE);
    within(&flow, RESOURCE_INGREDIENT, WAIT_WAREHOUSE, GROWS_STOCK_LINE);
    if (open_kitchen(&flow) && piles_up(&flow, managed(&flow, RESOURCE_CREW_PREP)))
        flow.grows |= BIT(GROWS_READY) | BIT(GROWS_KITCHEN);
    within(&flow, RESOURCE_OVENS, WAIT_OVEN, GROWS_OVEN_LINE);
    if (open_kitchen(&flow) && piles_up(&flow, managed(&flow, RESOURCE_CREW_BOX)))
        flow.grows |= BIT(GROWS_READY) | BIT(GROWS_KITCHEN);
    within(&flow, RESOURCE_COURIERS, WAIT_COURIER, GROWS_COURIER_LINE);
    steady->grows = flow.grows;
}

/* Which measures a growing place takes along, by the beginning of their names. */
static const struct {
    const char *begins;
    unsigned places;
} lacking[] = {
    {"time.total.", ~0u},
    {"time.hold.", BIT(GROWS_HOLD)},
    {"time.ticket.", BIT(GROWS_TICKETS)},
    {"time.kitchen.", BIT(GROWS_KITCHEN)},
    {"queue.hold", BIT(GROWS_HOLD)},
    {"queue.ticket", BIT(GROWS_TICKETS)},
    {"queue.clerk", BIT(GROWS_CLERK_LINE)},
    {"queue.stock", BIT(GROWS_STOCK_LINE)},
    {"queue.oven", BIT(GROWS_OVEN_LINE)},
    {"queue.courier", BIT(GROWS_COURIER_LINE)},
    {"queue.ready", BIT(GROWS_READY)},
    {"in_flight", BIT(GROWS_KITCHEN)},
    {"memory.", BIT(GROWS_KITCHEN)},
    {"cooks.present", BIT(GROWS_CREW)},
    {"money.cooks", BIT(GROWS_CREW)},
    {"money.standing_still", BIT(GROWS_CREW)},
    {"money.cost", BIT(GROWS_CREW)},
    {"money.per_order", BIT(GROWS_CREW)},
    {"money.profit", BIT(GROWS_CREW)},
};

/* Refunds depend on how long orders take, and what they are part of on refunds. */
static bool is_refunded(const struct world *world, const char *name)
{
    static const char *const names[] = {"money.refunds", "money.cost", "money.per_order",
                                        "money.profit"};
    bool refunds = world->late_after != SIM_NEVER && world->late_refund > 0;
    for (size_t n = 0; refunds && n < sizeof names / sizeof *names; n++)
        if (strcmp(names[n], name) == 0)
            return true;
    return false;
}

bool steady_lacks(const struct steady *steady, const struct world *world, size_t measure)
{
    const char *name = measure_at(measure)->name[THEME_KITCHEN];
    if (!steady->grows)
        return false;
    for (size_t n = 0; n < sizeof lacking / sizeof *lacking; n++)
        if (steady->grows & lacking[n].places &&
            strncmp(name, lacking[n].begins, strlen(lacking[n].begins)) == 0)
            return true;
    return is_refunded(world, name);
}
