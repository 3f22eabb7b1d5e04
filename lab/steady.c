/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The flow of orders is followed from the phone to the courier. What cannot pass piles up before
 * the place that is too narrow; the rest goes on to the next one.
 */
#include "lab/steady.h"

#include <math.h>
#include <string.h>

#include "lab/chain.h"
#include "lab/limits.h"
#include "lab/queueing.h"
#include "lab/workload.h"
#include "models/measures.h"

#define BIT(place) (1u << (place))

/* Rounding is neither more nor less. */
#define CLOSE 1e-9

struct flow {
    const struct world *world;
    const struct limits *limits;
    const struct workload *load;
    double rate; /* orders an hour that get as far as this, at least */
    struct steady *steady;
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

/* Whether calls come at intervals, or orders take times, that are not always the same. */
static bool by_chance(const struct workload *load)
{
    double spread = load->between.variance + load->call.variance + load->kitchen.variance;
    if (isfinite(load->couriers) || load->rules.holds & 1u << WAIT_CUSTOMER)
        spread += load->ride.variance + load->back.variance;
    return spread > 0;
}

/*
 * Whether the flow is more than can pass; what can pass goes on. As many as can pass are too many
 * where there is chance (with utilisation 1 a queue has no mean), and just right otherwise.
 */
static bool piles_up(struct flow *flow, double capacity)
{
    bool chance = by_chance(flow->load);
    bool too_much = flow->rate > capacity * (chance ? 1 - CLOSE : 1 + CLOSE);
    if (too_much && flow->steady->grows == 0) {
        flow->steady->comes = flow->rate;
        flow->steady->managed = capacity;
    }
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
        flow->steady->grows |= BIT(place) | BIT(GROWS_KITCHEN) | (hired ? BIT(GROWS_CREW) : 0);
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
    if (flow->limits->together > 0) /* with the lines that cooks stand in, too */
        least = fmin(least, flow->limits->together);
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
    flow->steady->grows |= BIT(blocks ? GROWS_HOLD : GROWS_TICKETS);
    const struct policy_rules *rules = &flow->load->rules;
    bool one_line = rules->crews == 1 && !rules->finish_first;
    bool leaves = !(holds(flow, WAIT_WAREHOUSE) && holds(flow, WAIT_OVEN));
    if (open_kitchen(flow) && !rules->hires && leaves && one_line)
        flow->steady->grows |= BIT(GROWS_READY) | BIT(GROWS_KITCHEN);
}

/* Who is hired without end is worktops' and crowding's affair. */
static void hired_without_end(struct flow *flow)
{
    if (!(flow->load->rules.hires && isinf(flow->load->cooks) && open_kitchen(flow)))
        return;
    double capacity = fmin(managed(flow, RESOURCE_WORKTOPS), managed(flow, RESOURCE_COOKS));
    if (piles_up(flow, capacity))
        flow->steady->grows |= BIT(GROWS_KITCHEN) | BIT(GROWS_CREW);
}

/*
 * Follows the flow past the phone; false where it is not known how much of it gets through. Who
 * finds an agent or, without a limit on these, a line at once is never lost; so at least as many
 * get through as if all others were (Erlang's B, whatever the lengths of calls).
 */
static bool past_the_phone(struct flow *flow)
{
    const struct workload *load = flow->load;
    double lines = capacity_of(flow->world->lines), call = load->call.mean;
    bool lossy = isfinite(lines) || (world_is_impatient(flow->world) && isfinite(load->agents));
    if (!lossy) {
        if (piles_up(flow, managed(flow, RESOURCE_AGENTS)))
            flow->steady->grows |= BIT(GROWS_HOLD);
        return true;
    }
    if (workload_blocks(load))
        return false; /* what is too much is felt at the phone, and lost there */
    if (!(call > 0))
        return true; /* the next caller finds everything free again */
    if (!load->between.exponential)
        return false;
    flow->steady->loses = true;
    flow->rate *= 1 - erlang_b((int64_t)fmin(lines, load->agents), load->rate * call);
    return true;
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
    if (!steady->asked)
        return;
    limits_expected(&limits, world);
    struct flow flow = {
        .world = world, .limits = &limits, .load = &load, .rate = limits.calls, .steady = steady};
    if (!past_the_phone(&flow))
        return;
    if (load.rules.hires && isinf(load.cooks))
        hired_without_end(&flow);
    at_the_rail(&flow);
    within(&flow, RESOURCE_CLERKS, WAIT_WAREHOUSE, GROWS_CLERK_LINE);
    within(&flow, RESOURCE_INGREDIENT, WAIT_WAREHOUSE, GROWS_STOCK_LINE);
    if (open_kitchen(&flow) && piles_up(&flow, managed(&flow, RESOURCE_CREW_PREP)))
        steady->grows |= BIT(GROWS_READY) | BIT(GROWS_KITCHEN);
    within(&flow, RESOURCE_OVENS, WAIT_OVEN, GROWS_OVEN_LINE);
    if (open_kitchen(&flow) && piles_up(&flow, managed(&flow, RESOURCE_CREW_BOX)))
        steady->grows |= BIT(GROWS_READY) | BIT(GROWS_KITCHEN);
    within(&flow, RESOURCE_COURIERS, WAIT_COURIER, GROWS_COURIER_LINE);
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
