/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See roster.h. */
#include "models/roster.h"

#include <math.h>

double capacity_of(int64_t number)
{
    return number == UNLIMITED ? INFINITY : (double)number;
}

int64_t plan_at(const struct plan *plan, sim_time at)
{
    int64_t number = 0;
    for (size_t n = 0; n < plan->count && plan->shifts[n].from <= at; n++)
        number = plan->shifts[n].number;
    return number;
}

/* The time from an instant to the next, as far as it lies within `from` and `to`; in s, or 0. */
static double part_within(sim_time start, sim_time end, sim_time from, sim_time to)
{
    start = start > from ? start : from;
    end = end < to ? end : to;
    return end > start ? sim_seconds(end - start) : 0;
}

double plan_mean(const struct plan *plan, sim_time from, sim_time to)
{
    double sum = 0;
    for (size_t n = 0; n < plan->count; n++) {
        sim_time end = n + 1 < plan->count ? plan->shifts[n + 1].from : to;
        double time = part_within(plan->shifts[n].from, end, from, to);
        if (time > 0)
            sum += capacity_of(plan->shifts[n].number) * time;
    }
    return sum / sim_seconds(to - from);
}

int64_t plan_most(const struct plan *plan)
{
    int64_t most = 0;
    for (size_t n = 0; n < plan->count; n++)
        if (plan->shifts[n].number > most)
            most = plan->shifts[n].number;
    return most;
}

bool plan_is_steady(const struct plan *plan)
{
    for (size_t n = 0; n < plan->count; n++)
        if (plan->shifts[n].number != plan->shifts[0].number)
            return false;
    return plan->shifts[0].from == 0;
}

int64_t crew_most(const struct world *world)
{
    if (world->policy != POLICY_STAGED)
        return plan_most(&world->cooks);
    int64_t most = 0;
    for (size_t i = 0; i < WORKS; i++)
        most += world->stages[i];
    return most;
}

static double calls_by_rate(const struct arrivals *arrivals, sim_time from, sim_time to)
{
    double calls = 0;
    for (size_t n = 0; n < arrivals->count; n++) {
        sim_time end = n + 1 < arrivals->count ? arrivals->rates[n + 1].from : to;
        calls +=
            arrivals->rates[n].per_second * part_within(arrivals->rates[n].from, end, from, to);
    }
    return calls;
}

double calls_expected(const struct world *world, sim_time from, sim_time to)
{
    const struct arrivals *arrivals = &world->arrivals;
    double calls = 0;
    switch (arrivals->kind) {
    case ARRIVALS_POISSON:
        return calls_by_rate(arrivals, from, to) * world->demand;
    case ARRIVALS_RENEWAL:
        return to > from ? sim_seconds(to - from) / sim_dist_mean(&arrivals->every) : 0;
    default:
        for (size_t n = 0; n < arrivals->count; n++)
            calls += arrivals->times[n] >= from && arrivals->times[n] < to;
        return calls;
    }
}
