/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lengths and numbers of a world, put together for formulas. */
#include "lab/workload.h"

#include <math.h>

/* Mean and highest rate of first calls over the window, and whether it is one and the same. */
static void survey_rates(struct workload *l, const struct arrivals *arrivals)
{
    const struct world *w = l->world;
    double window = sim_seconds(w->hours - w->warmup), sum = 0;
    l->steady_calls = arrivals->count > 0 && arrivals->rates[0].from == 0;
    for (size_t n = 0; n < arrivals->count; n++) {
        double rate = arrivals->rates[n].per_second * w->demand;
        sim_time from = arrivals->rates[n].from, begin = from > w->warmup ? from : w->warmup;
        sim_time to = n + 1 < arrivals->count ? arrivals->rates[n + 1].from : w->hours;
        if (to > w->hours)
            to = w->hours;
        if (from < w->hours && rate != arrivals->rates[0].per_second * w->demand)
            l->steady_calls = false;
        if (to <= begin)
            continue;
        sum += rate * sim_seconds(to - begin);
        l->rate_most = fmax(l->rate_most, rate);
    }
    l->rate = sum / window;
    if (l->rate > 0)
        l->between = (struct queue_time){.mean = 1 / l->rate,
                                         .variance = 1 / (l->rate * l->rate),
                                         .third = 2 / pow(l->rate, 3),
                                         .exponential = true};
}

static void survey_calls(struct workload *l)
{
    const struct world *w = l->world;
    const struct arrivals *arrivals = &w->arrivals;
    double window = sim_seconds(w->hours - w->warmup), count = 0;
    switch (arrivals->kind) {
    case ARRIVALS_POISSON:
        survey_rates(l, arrivals);
        break;
    case ARRIVALS_RENEWAL:
        l->steady_calls = true;
        l->between = queue_time_of(&arrivals->every);
        l->rate = 1 / l->between.mean;
        break;
    case ARRIVALS_TIMES:
        for (size_t n = 0; n < arrivals->count; n++)
            count += arrivals->times[n] >= w->warmup && arrivals->times[n] < w->hours;
        l->rate = count / window;
        break;
    }
    l->rate_most = fmax(l->rate_most, l->rate);
}

/* Adds one more recipe, of a share, to what the recipes before it have together. */
static void mix_in(struct queue_time *mixed, double shares, double share, struct queue_time own)
{
    if (shares == 0)
        *mixed = own;
    else if (share > 0)
        *mixed = queue_time_mixed(shares / (shares + share), *mixed, own);
}

struct queue_time workload_kitchen(const struct world *world, double stretch)
{
    struct queue_time swtch = queue_time_of(&world->swtch), box = queue_time_of(&world->box);
    struct queue_time works = {0}, recipes = {0};
    double shares = 0;
    for (int work = 0; work < WORKS; work++)
        works = queue_time_sum(works, swtch);
    works = queue_time_stretched(queue_time_sum(works, box), stretch);
    for (size_t n = 0; n < world->recipe_count; n++) {
        const struct recipe *recipe = &world->recipes[n];
        struct queue_time prep = queue_time_stretched(queue_time_of(&recipe->prep), stretch);
        mix_in(&recipes, shares, recipe->share, queue_time_sum(prep, queue_time_of(&recipe->bake)));
        shares += recipe->share;
    }
    works = queue_time_sum(works, recipes);
    return queue_time_sum(works, queue_time_of(&world->fetch));
}

static void survey_steps(struct workload *l)
{
    const struct world *w = l->world;
    struct queue_time swtch = queue_time_of(&w->swtch), prep = {0};
    double shares = 0;
    for (size_t n = 0; n < w->recipe_count; n++) {
        const struct recipe *recipe = &w->recipes[n];
        mix_in(&prep, shares, recipe->share, queue_time_of(&recipe->prep));
        mix_in(&l->bake, shares, recipe->share, queue_time_of(&recipe->bake));
        shares += recipe->share;
    }
    l->works[WORK_START] = swtch;
    l->works[WORK_PREP] = queue_time_sum(swtch, prep);
    l->works[WORK_BOX] = queue_time_sum(swtch, queue_time_of(&w->box));
    l->call = queue_time_of(&w->call);
    l->fetch = queue_time_of(&w->fetch);
    l->ride = queue_time_of(&w->ride);
    l->back = w->back_is_ride ? l->ride : queue_time_of(&w->back);
    l->kitchen = workload_kitchen(w, 1);
}

/* Orders that fit into memory beside the crews, or with a cook each who is hired for them. */
static double room_of(const struct workload *l)
{
    const struct world *w = l->world;
    double total = capacity_of(w->memory_total), each = (double)w->memory_per_order;
    if (l->rules.hires)
        each += (double)w->memory_per_cook;
    else if (l->rules.crews > 1)
        total -= (double)w->memory_per_cook * (double)crew_most(w);
    else
        total -= (double)w->memory_per_cook * capacity_of(plan_most(&w->cooks));
    return isfinite(total) && each > 0 ? floor(total / each) : INFINITY;
}

static bool needs_stock(const struct world *world)
{
    for (size_t n = 0; n < world->recipe_count; n++)
        for (size_t i = 0; i < world->ingredient_count; i++)
            if (world->recipes[n].share > 0 && world->recipes[n].needs[i] > 0 &&
                world->ingredients[i].level != UNLIMITED)
                return true;
    return false;
}

static double crew_of(const struct workload *l)
{
    if (l->rules.crews > 1)
        return (double)crew_most(l->world);
    return plan_mean(&l->world->cooks, l->world->warmup, l->world->hours);
}

void workload_of(struct workload *workload, const struct world *world)
{
    *workload = (struct workload){.world = world, .rules = policy_rules_of(world)};
    if (!(workload->rules.holds & 1u << WAIT_COURIER))
        workload->rules.holds &= ~(1u << WAIT_CUSTOMER);
    survey_calls(workload);
    survey_steps(workload);
    workload->steady_crews = plan_is_steady(&world->agents) && plan_is_steady(&world->couriers) &&
                             (workload->rules.crews > 1 || plan_is_steady(&world->cooks));
    workload->agents = plan_mean(&world->agents, world->warmup, world->hours);
    workload->couriers = plan_mean(&world->couriers, world->warmup, world->hours);
    workload->cooks = crew_of(workload);
    workload->cooks_most = capacity_of(crew_most(world));
    workload->room = room_of(workload);
    workload->stock = needs_stock(world);
}

bool workload_crowded(const struct workload *workload)
{
    return workload->world->contention > 0 || workload->world->coherency > 0;
}

double workload_places(const struct workload *workload)
{
    return fmin(capacity_of(workload->world->in_flight), workload->room);
}
