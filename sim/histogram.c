/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading and joining histograms; see the header for how the bins lie.
 */
#include "sim/histogram.h"

#include <math.h>

void sim_histogram_merge(struct sim_histogram *histogram, const struct sim_histogram *more)
{
    histogram->total += more->total;
    for (size_t i = 0; i < SIM_HISTOGRAM_BINS; i++)
        histogram->bins[i] += more->bins[i];
}

sim_time sim_histogram_from(size_t bin)
{
    if (bin < 2 * SIM_HISTOGRAM_OCTAVE)
        return (sim_time)bin;
    size_t dropped = bin / SIM_HISTOGRAM_OCTAVE - 1;
    return (sim_time)(bin - dropped * SIM_HISTOGRAM_OCTAVE) << dropped;
}

/* The middle of the whole numbers that belong to a bin. */
static double middle(size_t bin)
{
    return 0.5 * ((double)sim_histogram_from(bin) + (double)(sim_histogram_from(bin + 1) - 1));
}

double sim_histogram_quantile(const struct sim_histogram *histogram, double p)
{
    if (histogram->total == 0)
        return NAN;
    double position = fmin(fmax(p, 0), 1) * (double)(histogram->total - 1);
    uint64_t rank = (uint64_t)position;
    double beyond = position - (double)rank;

    size_t bin = 0;
    uint64_t passed = histogram->bins[0]; /* lengths in this bin and those before it */
    while (passed <= rank && bin + 1 < SIM_HISTOGRAM_BINS)
        passed += histogram->bins[++bin];
    double quantile = middle(bin);
    if (beyond > 0 && passed == rank + 1) { /* the next length lies in a later bin */
        size_t next = bin + 1;
        while (next + 1 < SIM_HISTOGRAM_BINS && histogram->bins[next] == 0)
            next++;
        quantile += beyond * (middle(next) - quantile);
    }
    return quantile;
}
