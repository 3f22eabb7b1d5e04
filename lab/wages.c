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
    struct world whole = *world;
    whole.warmup = 0; /* what is not measured is paid, too */
    workload_of(&load, &whole);
    double a_second = pay(whole.pay_agent, load.agents) + pay(whole.pay_courier, load.couriers) +
                      pay(whole.pay_oven, capacity_of(whole.ovens));
    if (!load.rules.hires)
        a_second += pay(whole.pay_cook, load.cooks);
    return a_second * sim_seconds(whole.hours);
}
