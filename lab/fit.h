/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which distribution do observed durations come from? Every family that a scenario can name is
 * fitted by maximum likelihood, tested, and ranked. Knows nothing of files, of the order in which
 * the values were observed (see fit_check.h), or of how a distribution is written.
 *
 * Where a family's likelihood is largest with an end exactly at the smallest or largest value
 * (uniform, pareto, any shift), the end is put one expected gap beyond it instead: the unbiased
 * place (Johnson, Kotz, Balakrishnan 1994, 19.7), and the one at which Anderson-Darling exists.
 */
#ifndef LAB_FIT_H
#define LAB_FIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/dist.h"

/* Fewer values tell nothing about a shape. */
#define FIT_LEAST 5
/* Of more values, so many are used, spread evenly over their order. */
#define FIT_USED_MOST 20000
/* A bootstrap draws so many samples at most, of so many values at most. */
#define FIT_REPLICAS 399
#define FIT_REPLICA_SIZE 500
/* A test with a p-value below this rejects; of two tests, a right distribution in 1 case of 20. */
#define FIT_REJECTED 0.025

/*
 * Values to be fitted: above 0, in seconds. Those that were rounded to one value are spread evenly
 * over what is rounded to it: distances then tell the shape from the rounding.
 */
struct fit_sample {
    double *values; /* in order of size */
    size_t count;   /* how many are kept */
    size_t of;      /* of how many that were observed */
    double mean, cv;
    double grid; /* the values were rounded to multiples of this; 0: they were not */
};

/* Takes copies of the values above 0, and of zeros if they may be rounded. False when out of
 * memory. */
bool fit_sample_make(struct fit_sample *sample, const double *values, size_t count, double grid);
void fit_sample_free(struct fit_sample *sample);

/* The families, in the order of this list; those from FIT_SHIFTED_EXPONENTIAL on with a shift. */
enum fit_family {
    FIT_CONSTANT,
    FIT_EXPONENTIAL,
    FIT_GAMMA,
    FIT_LOGNORMAL,
    FIT_ERLANG,
    FIT_WEIBULL,
    FIT_PARETO,
    FIT_HYPEREXPONENTIAL,
    FIT_NORMAL,
    FIT_UNIFORM,
    FIT_TRIANGULAR,
    FIT_PERT,
    FIT_SHIFTED_EXPONENTIAL,
    FIT_SHIFTED_GAMMA,
    FIT_SHIFTED_LOGNORMAL,
    FIT_SHIFTED_WEIBULL,
    FIT_FAMILIES
};

/* Standard errors, each of the member of struct sim_dist with its name; NAN: there is none. */
struct fit_errors {
    double first, second, third, shift;
};

struct fit {
    enum fit_family family;
    const char *impossible; /* why the family cannot be fitted; NULL: what follows holds */
    struct sim_dist dist;
    struct fit_errors errors;
    unsigned parameters;
    double log_likelihood, aic, bic;
    double ks, ad;     /* Kolmogorov-Smirnov's D, Anderson-Darling's A squared */
    double ks_p, ad_p; /* by parametric bootstrap; NAN: not asked for */
};

struct fits {
    size_t possible; /* how many come first in the list, the lowest BIC first */
    struct fit list[FIT_FAMILIES];
    bool out_of_memory;
};

/*
 * Fits and ranks all families. With `seed` other than 0 also tests them: a parametric bootstrap
 * (Stute, Gonzales Manteiga, Presedo Quindimil 1993) draws samples from the fitted distribution,
 * rounds them as the data are, fits the family to each, and counts how many are further from their
 * fit than the data from theirs; it stops early where that is many (Besag and Clifford 1991). The
 * same seed gives the same answer for any number of threads (0: one a core).
 */
void fits_make(struct fits *fits, const struct fit_sample *sample, uint64_t seed, unsigned threads);

/* The first in the list that neither test rejects; NULL: nothing fits. */
const struct fit *fits_best(const struct fits *fits);

/* Whether neither test rejects it. */
bool fit_is_good(const struct fit *fit);

/*
 * Distances between sorted values and a distribution: the largest difference of the distribution
 * functions (Kolmogorov 1933), and A squared (Anderson and Darling 1954), which weighs the tails.
 */
double fit_ks(const double *sorted, size_t count, const struct sim_dist *dist);
double fit_ad(const double *sorted, size_t count, const struct sim_dist *dist);

/* P(D > d) for a distribution that was not fitted (Stephens 1970 with Kolmogorov's series). */
double fit_ks_p(double d, size_t count);

/* The logarithm of the density at x seconds; -INFINITY where it is 0. Not for data or mixtures. */
double fit_log_density(const struct sim_dist *dist, double x);

/* The sum of them. */
double fit_log_likelihood(const struct sim_dist *dist, const double *values, size_t count);

#endif
