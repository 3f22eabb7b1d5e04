/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A log-linear histogram of lengths of time: counts in bins of which each octave (from a power of
 * two to the next) has 128 of equal width. So it takes any length with a relative error of at most
 * 1/256 (0.4 %), and below 256 ns with none; adds in a few instructions; and is joined with others
 * by adding counts, in any order and to the same result. Knows nothing of what lasted so long.
 */
#ifndef SIM_HISTOGRAM_H
#define SIM_HISTOGRAM_H

#include <stddef.h>

#include "sim/clock.h"

#define SIM_HISTOGRAM_OCTAVE 128
/* The bin of SIM_FAR, 2^60, is the first of the octave with bins of 2^53 ns. */
#define SIM_HISTOGRAM_BINS (53 * SIM_HISTOGRAM_OCTAVE + SIM_HISTOGRAM_OCTAVE + 1)

/* All zero: nothing counted. About 55 kB. */
struct sim_histogram {
    uint64_t total;
    uint64_t bins[SIM_HISTOGRAM_BINS];
};

/* The bin of a length from 0 to SIM_FAR. */
static inline size_t sim_histogram_bin(sim_time length)
{
    unsigned digits = 64 - (unsigned)__builtin_clzll((uint64_t)length | 255);
    unsigned dropped = digits - 8; /* low binary digits that do not matter */
    return dropped * SIM_HISTOGRAM_OCTAVE + (size_t)(length >> dropped);
}

/* Counts a length; negative ones as 0, those beyond SIM_FAR as SIM_FAR. */
static inline void sim_histogram_add(struct sim_histogram *histogram, sim_time length)
{
    sim_time kept = length < 0 ? 0 : length < SIM_FAR ? length : SIM_FAR;
    histogram->bins[sim_histogram_bin(kept)]++;
    histogram->total++;
}

/* Adds all counts of `more`. */
void sim_histogram_merge(struct sim_histogram *histogram, const struct sim_histogram *more);

/* The shortest length that belongs to a bin, in ns; for SIM_HISTOGRAM_BINS, the end of the last. */
sim_time sim_histogram_from(size_t bin);

/*
 * The quantile at p, from 0 to 1, in ns: as sim_quantiles gives it, but that every length is taken
 * to lie in the middle of its bin. NaN when nothing was counted.
 */
double sim_histogram_quantile(const struct sim_histogram *histogram, double p);

#endif
