/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A ratio of sums over replications: all the cooks' working time of all days by all their paid
 * time. Where the whole differs from day to day this is not the mean of the daily ratios, in which
 * a quiet day counts as much as a busy one. Knows nothing of what is divided.
 */
#ifndef LAB_RATIO_H
#define LAB_RATIO_H

#include "lab/estimate.h"

/* Running sums of pairs, by Welford's method. All zero is that of no replications. */
struct ratio {
    uint64_t count;
    double part, whole;         /* means */
    double parts, wholes, both; /* sums of squared and of multiplied differences from them */
};

/*
 * Adds a replication in which the ratio was `value` and the whole was `whole`. One whose whole is 0
 * or does not exist has no part either, but is a replication.
 */
void ratio_add(struct ratio *ratio, double value, double whole);

/*
 * The ratio of the sums, with an interval from the residuals part - ratio * whole of the
 * replications (delta method; Cochran, "Sampling techniques", 1977, sections 6.3 and 6.4). Its sd
 * is what a single replication would have; NAN mean where the wholes are all 0, no interval below
 * two replications.
 */
struct estimate ratio_estimate(const struct ratio *ratio, double confidence);

#endif
