/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many there are of what a plan gives out over the day, and how many calls are to be expected:
 * the sums that warnings and formulas begin with. From the world alone; knows nothing of what is
 * made of them.
 */
#ifndef MODELS_ROSTER_H
#define MODELS_ROSTER_H

#include "models/world.h"

/* A capacity as a number; INFINITY: unlimited. */
double capacity_of(int64_t number);

/* The number of a plan at an instant. */
int64_t plan_at(const struct plan *plan, sim_time at);

/* The mean number from `from` to `to`, which is later; INFINITY: unlimited at any time of these. */
double plan_mean(const struct plan *plan, sim_time from, sim_time to);

/* The largest number of a plan; UNLIMITED is larger than any other. */
int64_t plan_most(const struct plan *plan);

/* Whether a plan is the same number all day. */
bool plan_is_steady(const struct plan *plan);

/* How many cooks there are at most at a time; UNLIMITED where nothing limits them. */
int64_t crew_most(const struct world *world);

/* First calls that are to be expected in [from, to), demand included. */
double calls_expected(const struct world *world, sim_time from, sim_time to);

#endif
