/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files that fit distributions share, and nobody else: the estimator of each family.
 */
#ifndef LAB_FIT_FAMILY_H
#define LAB_FIT_FAMILY_H

#include "lab/fit.h"

/* Sorted values as an estimator sees them: each less a shift, which is below them all. */
struct fit_view {
    const double *values;
    size_t count;
    double shift;
    double mean, variance;         /* variance divided by n: the likelihood's */
    double log_mean, log_variance; /* of the logarithms */
};

struct fit_view fit_view_of(const double *values, size_t count, double shift);

/* The smallest and the largest value. */
double fit_view_least(const struct fit_view *view);
double fit_view_most(const struct fit_view *view);

/*
 * An estimator fills in the distribution of greatest likelihood, without the shift, and returns
 * NULL, or why there is none.
 */
typedef const char *(*fit_estimator)(struct sim_dist *dist, const struct fit_view *view);

/* In closed form, or by solving one equation: fit_estimate.c. */
const char *fit_exponential(struct sim_dist *dist, const struct fit_view *view);
const char *fit_gamma(struct sim_dist *dist, const struct fit_view *view);
const char *fit_erlang(struct sim_dist *dist, const struct fit_view *view);
const char *fit_lognormal(struct sim_dist *dist, const struct fit_view *view);
const char *fit_weibull(struct sim_dist *dist, const struct fit_view *view);
const char *fit_pareto(struct sim_dist *dist, const struct fit_view *view);
const char *fit_uniform(struct sim_dist *dist, const struct fit_view *view);

/* By search: fit_search.c. */
const char *fit_hyperexponential(struct sim_dist *dist, const struct fit_view *view);
const char *fit_normal(struct sim_dist *dist, const struct fit_view *view);
const char *fit_triangular(struct sim_dist *dist, const struct fit_view *view);
const char *fit_pert(struct sim_dist *dist, const struct fit_view *view);

/*
 * The same with a shift, which is searched for from 0 to one expected gap below the smallest value;
 * a shift of 0 is what results where none makes the values likelier.
 */
const char *fit_with_shift(struct sim_dist *dist, const struct fit_view *view,
                           fit_estimator estimator);

/* Fits a family, shifted or not. Ready for any sorted values above 0. */
const char *fit_estimate(enum fit_family family, struct sim_dist *dist, const double *sorted,
                         size_t count);

/* Spreads sorted values that were rounded to multiples of a grid: see struct fit_sample. */
void fit_unround(double *sorted, size_t count, double grid);

/*
 * The p-values of a fit, and from the spread of its replicas the standard errors that the
 * information matrix does not give. `room` holds FIT_REPLICA_SIZE values.
 */
void fit_bootstrap(struct fit *fit, const struct fit_sample *sample, uint64_t seed, double *room);

/* Standard errors from the observed information: fit_errors.c. NAN where the theory has none. */
struct fit_errors fit_errors_of(enum fit_family family, const struct sim_dist *dist,
                                const struct fit_sample *sample);

#endif
