/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See statistic.h. */
#include "statistic.h"

#include <stdlib.h>
#include <string.h>

#include "lab/estimate.h"
#include "sim/moments.h"

/* The sums of all batches; counts need 64 bits there. */
struct total {
    struct sums sums;
    uint64_t bins[STATISTIC_BINS];
};

static void total_add(struct total *total, const struct sums *sums)
{
    total->sums.weight += sums->weight;
    total->sums.sum += sums->sum;
    total->sums.squares += sums->squares;
    total->sums.pairs += sums->pairs;
    total->sums.products += sums->products;
    for (size_t n = 0; sums->bins && n < STATISTIC_BINS; n++)
        total->bins[n] += sums->bins[n];
}

/*
 * The quantile of the total without one batch (or NULL), linear within its bin. NAN when it is not
 * among the bins that have two ends.
 */
static double quantile(const struct wanted *wanted, const struct total *total,
                       const struct sums *without)
{
    double below = 0;
    double rank = wanted->argument * (total->sums.weight - (without ? without->weight : 0));
    for (size_t n = 0; n < STATISTIC_BINS - 1; n++) {
        double here = (double)(total->bins[n] - (without ? without->bins[n] : 0));
        if (here > 0 && below + here >= rank) {
            double place = (double)n - 1 + (rank - below) / here;
            return n == 0 ? NAN : wanted->expected * (0.5 + place / (STATISTIC_BINS - 2));
        }
        below += here;
    }
    return NAN;
}

/* The statistic of the total without one batch (or NULL). */
static double value(const struct wanted *wanted, const struct total *total,
                    const struct sums *without)
{
    static const struct sums none = {0};
    const struct sums *all = &total->sums;
    if (wanted->statistic == STATISTIC_QUANTILE)
        return quantile(wanted, total, without);
    if (!without)
        without = &none;
    double weight = all->weight - without->weight;
    double mean = (all->sum - without->sum) / weight;
    double variance = (all->squares - without->squares) / weight - mean * mean;
    if (wanted->statistic == STATISTIC_VARIANCE)
        return variance;
    if (wanted->statistic != STATISTIC_LONG_RUN_VARIANCE)
        return mean;
    double covariance =
        (all->products - without->products) / (all->pairs - without->pairs) - mean * mean;
    return wanted->argument * (variance + 2 * covariance);
}

bool statistic_estimate(struct interval *interval, const struct wanted *wanted,
                        const struct sums *batches, size_t count, double confidence)
{
    struct total *total = calloc(1, sizeof *total);
    if (!total)
        return false;
    for (size_t n = 0; n < count; n++)
        total_add(total, &batches[n]);
    double whole = value(wanted, total, NULL), number = (double)count;
    struct sim_moments pseudo = {0};
    for (size_t n = 0; n < count; n++)
        sim_moments_add(&pseudo, number * whole - (number - 1) * value(wanted, total, &batches[n]));
    struct estimate estimate = estimate_of(&pseudo, confidence);
    *interval = (struct interval){estimate.mean, estimate.half_width};
    free(total);
    return true;
}
