/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is made of observations: a mean, a variance, the share above a limit, a quantile. Each is a
 * function of sums, so that the sums of batches can be added; and its confidence interval comes
 * from leaving out one batch after the other (the jackknife: Quenouille 1956, Tukey 1958), which
 * also takes out the bias of ratios. Knows nothing of what is observed.
 */
#ifndef TESTS_THEORY_STATISTIC_H
#define TESTS_THEORY_STATISTIC_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum statistic {
    STATISTIC_MEAN,
    STATISTIC_MEAN_ABOVE_ZERO, /* of those observations that are above 0 */
    STATISTIC_VARIANCE,
    STATISTIC_SHARE_ABOVE,   /* of observations above the argument */
    STATISTIC_SHARE_AT_MOST, /* of observations up to the argument */
    STATISTIC_EXCESS,        /* mean of what is above the argument, max(x - argument, 0) */
    STATISTIC_QUANTILE,      /* at the argument */
    /*
     * Of averages over successive stretches of time as long as the argument, the limit of t times
     * the variance of the average over t: argument * (variance + 2 covariance of neighbours), where
     * stretches further apart do not depend on each other.
     */
    STATISTIC_LONG_RUN_VARIANCE
};

/*
 * Bins of a quantile's histogram: of equal width from half the expected value to one and a half
 * times; a quantile that lies outside is not the expected one anyway. The first bin has all that
 * is below, the last all that is above.
 */
#define STATISTIC_BINS 2048

struct sums {
    double weight, sum, squares;
    double pairs, products; /* of neighbours */
    uint32_t *bins;         /* of a quantile; else NULL */
};

/* What the sums are of. */
struct wanted {
    enum statistic statistic;
    double argument;
    double expected;
};

static inline size_t statistic_bin(const struct wanted *wanted, double value)
{
    double at = (value / wanted->expected - 0.5) * (STATISTIC_BINS - 2) + 1;
    if (!(at > 0))
        return 0;
    return at < STATISTIC_BINS - 1 ? (size_t)at : STATISTIC_BINS - 1;
}

/* Adds an observation; in a histogram the weight is 1. Only a share may meet an infinite value. */
static inline void sums_add(struct sums *sums, const struct wanted *wanted, double value,
                            double weight)
{
    switch (wanted->statistic) {
    case STATISTIC_MEAN_ABOVE_ZERO:
        if (!(value > 0))
            return;
        break;
    case STATISTIC_SHARE_ABOVE:
        value = value > wanted->argument;
        break;
    case STATISTIC_SHARE_AT_MOST:
        value = value <= wanted->argument;
        break;
    case STATISTIC_EXCESS:
        value = fmax(value - wanted->argument, 0);
        break;
    case STATISTIC_QUANTILE:
        sums->bins[statistic_bin(wanted, value)]++;
        break;
    case STATISTIC_MEAN:
    case STATISTIC_VARIANCE:
    case STATISTIC_LONG_RUN_VARIANCE:
        break;
    }
    sums->weight += weight;
    sums->sum += weight * value;
    sums->squares += weight * value * value;
}

/* Two neighbours, each of which is added by itself too. */
static inline void sums_add_pair(struct sums *sums, double first, double second)
{
    sums->pairs++;
    sums->products += first * second;
}

struct interval {
    double estimate;
    double half_width;
};

/* The statistic of all batches together, with the interval of that confidence; NAN where there is
 * nothing to go by. False when out of memory. */
bool statistic_estimate(struct interval *interval, const struct wanted *wanted,
                        const struct sums *batches, size_t count, double confidence);

#endif
