/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See wages.h. */
#include "lab/wages.h"

#include <math.h>

#include "lab/workload.h"

/* A second, for so many. */
static double pay(double each, double number)
{
    return isfinite(number) ? each * number : 0;
}

double planned_wages(const struct world *world)
{
    struct workload load;
    workload_of(&load, world);
    double a_second = pay(world->pay_agent, load.agents) + pay(world->pay_courier, load.couriers) +
                      pay(world->pay_oven, capacity_of(world->ovens));
    if (!load.rules.hires)
        a_second += pay(world->pay_cook, load.cooks);
    return a_second * sim_seconds(world->hours - world->warmup);
}
