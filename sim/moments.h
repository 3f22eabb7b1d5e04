/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running mean, variance and skewness, without keeping the values: Welford ("Note on a method for
 * calculating corrected sums of squares and products", 1962), with weights West ("Updating mean and
 * variance estimates: an improved method", 1979), joined by the pairwise formula of Chan, Golub and
 * LeVeque (1979), which Terriberry took on to third powers (2007). An all-zero structure is that of
 * no values. Knows nothing of what the values measure.
 */
#ifndef SIM_MOMENTS_H
#define SIM_MOMENTS_H

#include <math.h>
#include <stdint.h>

/* Values that all count the same. */
struct sim_moments {
    uint64_t count;
    double mean;
    double squares; /* sum of the squared differences from the mean */
    double cubes;   /* sum of their third powers */
};

static inline void sim_moments_add(struct sim_moments *moments, double value)
{
    double before = value - moments->mean;
    moments->count++;
    double step = before / (double)moments->count;
    double gain = before * step * ((double)moments->count - 1);
    moments->cubes += step * (gain * ((double)moments->count - 2) - 3 * moments->squares);
    moments->mean += step;
    moments->squares += before * (value - moments->mean);
}

/* Adds all values of `more`. In which order parts are joined changes the last bits. */
static inline void sim_moments_merge(struct sim_moments *moments, const struct sim_moments *more)
{
    if (more->count == 0)
        return;
    double here = (double)moments->count, there = (double)more->count;
    double share = there / (here + there);
    double difference = more->mean - moments->mean;
    moments->count += more->count;
    moments->mean += difference * share;
    moments->cubes +=
        more->cubes +
        difference * (difference * difference * here * share * (here - there) / (here + there) +
                      3 * (here * more->squares - there * moments->squares) / (here + there));
    moments->squares += more->squares + difference * difference * here * share;
}

/* NaN when there is no value. */
static inline double sim_moments_mean(const struct sim_moments *moments)
{
    return moments->count > 0 ? moments->mean : NAN;
}

/* The estimate from a sample, divided by n - 1; NaN below two values. */
static inline double sim_moments_variance(const struct sim_moments *moments)
{
    return moments->count > 1 ? moments->squares / (double)(moments->count - 1) : NAN;
}

/*
 * How lopsided a sample is: 0 when it is symmetrical, above 0 when a few values are far larger than
 * the others. The estimate G1 (Joanes and Gill, "Comparing measures of sample skewness and
 * kurtosis", 1998); NaN below three values, or when all are the same.
 */
static inline double sim_moments_skewness(const struct sim_moments *moments)
{
    if (moments->count < 3 || !(moments->squares > 0))
        return NAN;
    double n = (double)moments->count, variance = moments->squares / n;
    return sqrt(n * (n - 1)) / (n - 2) * (moments->cubes / n) / (variance * sqrt(variance));
}

/* Values that count by their weight, such as a level by how long it lasted. */
struct sim_weighted {
    double weight; /* of all values together */
    double mean;
    double squares; /* sum of weight times squared difference from the mean */
};

/* The weight is 0 or more; a value without weight changes nothing. */
static inline void sim_weighted_add(struct sim_weighted *weighted, double value, double weight)
{
    if (!(weight > 0))
        return;
    double before = value - weighted->mean;
    weighted->weight += weight;
    weighted->mean += before * (weight / weighted->weight);
    weighted->squares += weight * before * (value - weighted->mean);
}

static inline void sim_weighted_merge(struct sim_weighted *weighted,
                                      const struct sim_weighted *more)
{
    if (!(more->weight > 0))
        return;
    double share = more->weight / (weighted->weight + more->weight);
    double difference = more->mean - weighted->mean;
    weighted->squares += more->squares + difference * difference * weighted->weight * share;
    weighted->weight += more->weight;
    weighted->mean += difference * share;
}

/* NaN when there is no weight. */
static inline double sim_weighted_mean(const struct sim_weighted *weighted)
{
    return weighted->weight > 0 ? weighted->mean : NAN;
}

/*
 * Divided by the total weight, and not by how many values there were: a level that is looked at
 * twice as often has the same variance. NaN when there is no weight.
 */
static inline double sim_weighted_variance(const struct sim_weighted *weighted)
{
    return weighted->weight > 0 ? weighted->squares / weighted->weight : NAN;
}

#endif
