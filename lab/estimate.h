/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What replications together say about a measure: its mean and how far it can be trusted. Knows
 * nothing of what is measured, or of how the replications were made.
 */
#ifndef LAB_ESTIMATE_H
#define LAB_ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/moments.h"

struct estimate {
    double mean;       /* NAN when the measure exists in no replication */
    double half_width; /* of the confidence interval around the mean; NAN below two replications */
    double sd;         /* between replications, dividing by n - 1; NAN below two replications */
    uint64_t n;        /* in how many replications it exists */
    double skewness;   /* of the replications' values; NAN below three, or when all are the same */
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

/*
 * Whether the mean is known to a relative error of at most `precision` (above 0, below 1): as the
 * true mean is what the error is relative to, and the estimated one what the half-width is divided
 * by, the quotient must be at most precision / (1 + precision) (Law, "Simulation modeling and
 * analysis", 2015, section 9.4.1). With `absolute`, whether the half-width itself is at most that.
 */
bool estimate_precise(const struct estimate *estimate, double precision, bool absolute);

/* Whether the interval leaves out 0: for a difference, whether it is established. */
bool estimate_established(const struct estimate *estimate);

/*
 * The half-width that the interval must have if `count` of them (at least 1) are read at once and
 * all are to hold together with the confidence: each is left a `count`th of the risk, whatever they
 * have to do with each other (Bonferroni's inequality). NAN below two replications.
 */
double estimate_together(const struct estimate *estimate, double confidence, size_t count);

/* Whether the difference is established as one of so many that are looked at. */
bool estimate_established_together(const struct estimate *estimate, double confidence,
                                   size_t count);

/*
 * From so many replications on, Student's interval is trusted also where a measure is skewed.
 */
#define ESTIMATE_REPLICATIONS_SKEWED 50

/*
 * Whether the interval is too short for how skewed the values are: there are fewer replications
 * than that and than 25 G1^2 (Cochran, "Sampling techniques", 1977, section 2.15), and the skewness
 * is more than values of a symmetrical distribution show in 1 of 100 cases.
 */
bool estimate_skewed(const struct estimate *estimate);

/* How many replications would do for a skewed measure: 25 G1^2, and at least the 50 above. */
uint64_t estimate_replications_for(double skewness);

/* The quantile of Student's t with `freedom` degrees of freedom (above 0) at p (0 < p < 1). */
double student_quantile(double p, double freedom);

/* The quantile of the standard normal distribution at p (0 < p < 1). */
double normal_quantile(double p);

#endif
