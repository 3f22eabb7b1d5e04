/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moments of lengths of time, and of what is made of them. */
#include "lab/queue_time.h"

#include <math.h>

static bool is_exponential(const struct sim_dist *dist)
{
    if (dist->shift != 0)
        return false;
    switch (dist->kind) {
    case SIM_EXPONENTIAL:
        return true;
    case SIM_GAMMA:
    case SIM_ERLANG:
    case SIM_WEIBULL:
    case SIM_HYPEREXPONENTIAL:
        return dist->second == 1;
    default:
        return false;
    }
}

struct queue_time queue_time_of(const struct sim_dist *dist)
{
    return (struct queue_time){
        .mean = sim_dist_mean(dist),
        .variance = sim_dist_variance(dist),
        .third = sim_dist_third(dist),
        .exponential = is_exponential(dist),
    };
}

/* Cumulants up to the third are central moments, and add up. */
struct queue_time queue_time_sum(struct queue_time a, struct queue_time b)
{
    return (struct queue_time){
        .mean = a.mean + b.mean,
        .variance = a.variance + b.variance,
        .third = a.third + b.third,
        .exponential = (a.exponential && b.mean == 0) || (b.exponential && a.mean == 0),
    };
}

struct queue_time queue_time_stretched(struct queue_time time, double factor)
{
    return (struct queue_time){
        .mean = time.mean * factor,
        .variance = time.variance * factor * factor,
        .third = time.third * factor * factor * factor,
        .exponential = time.exponential,
    };
}

/* What a part contributes whose mean is so far away from the whole's. */
static double variance_about(const struct queue_time *part, double away)
{
    return part->variance + away * away;
}

static double third_about(const struct queue_time *part, double away)
{
    return part->third + away * (3 * part->variance + away * away);
}

struct queue_time queue_time_mixed(double share, struct queue_time one, struct queue_time other)
{
    double rest = 1 - share, mean = share * one.mean + rest * other.mean;
    double here = one.mean - mean, there = other.mean - mean;
    return (struct queue_time){
        .mean = mean,
        .variance = share * variance_about(&one, here) + rest * variance_about(&other, there),
        .third = share * third_about(&one, here) + rest * third_about(&other, there),
        .exponential = one.exponential && other.exponential && one.mean == other.mean,
    };
}

double queue_time_scv(const struct queue_time *time)
{
    return time->variance > 0 ? time->variance / (time->mean * time->mean) : 0;
}
