/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A random length of time as far as queueing theory needs to know it: three moments, and whether it
 * is exponential. Knows nothing of queues.
 */
#ifndef LAB_QUEUE_TIME_H
#define LAB_QUEUE_TIME_H

#include <stdbool.h>

#include "sim/dist.h"

struct queue_time {
    double mean, variance;
    double third;     /* third central moment */
    bool exponential; /* a constant is what has no variance */
};

/* Of a distribution, in s. Exponential under any of its names: a gamma with cv 1 is. */
struct queue_time queue_time_of(const struct sim_dist *dist);

/* One after the other, independent of each other. */
struct queue_time queue_time_sum(struct queue_time a, struct queue_time b);

/* So many times as long. */
struct queue_time queue_time_stretched(struct queue_time time, double factor);

/* The one with probability `share`, else the other. */
struct queue_time queue_time_mixed(double share, struct queue_time one, struct queue_time other);

/* Variance over the square of the mean; 0 for what takes no time. */
double queue_time_scv(const struct queue_time *time);

#endif
