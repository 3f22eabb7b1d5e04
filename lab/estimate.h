/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What replications together say about a measure: its mean and how far it can be trusted. Knows
 * nothing of what is measured, or of how the replications were made.
 */
#ifndef LAB_ESTIMATE_H
#define LAB_ESTIMATE_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/moments.h"

struct estimate {
    double mean;       /* NAN when the measure exists in no replication */
    double half_width; /* of the confidence interval around the mean; NAN below two replications */
    double sd;         /* between replications, dividing by n - 1; NAN below two replications */
    uint64_t n;        /* in how many replications it exists */
};

/* Adds the value of one replication; NAN (the measure does not exist in it) is left out. */
void sample_add(struct sim_moments *sample, double value);

/*
 * The estimate from a sample, with the interval that covers the true mean with probability
 * `confidence` (above 0, below 1) when the values are normal: Student's t ("The probable error of a
 * mean", 1908).
 */
struct estimate estimate_of(const struct sim_moments *sample, double confidence);

/* The half-width divided by the mean's size; NAN when either does not exist, INFINITY around 0. */
double estimate_precision(const struct estimate *estimate);

/* Whether the interval leaves out 0: for a difference, whether it is established. */
bool estimate_established(const struct estimate *estimate);

/* The quantile of Student's t with `freedom` degrees of freedom (above 0) at p (0 < p < 1). */
double student_quantile(double p, double freedom);

/* The quantile of the standard normal distribution at p (0 < p < 1). */
double normal_quantile(double p);

#endif
