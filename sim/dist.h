/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Distributions of lengths of time: drawing, mean, variance, CDF and quantile. Knows nothing of
 * how they are written in a file or what they are the length of.
 *
 * A distribution is a value: it may be copied. Only those made of data (empirical, mixture) refer
 * to memory, which belongs to whoever made them and must outlive every copy.
 */
#ifndef SIM_DIST_H
#define SIM_DIST_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/clock.h"
#include "sim/random.h"

enum sim_dist_kind {
    SIM_CONSTANT, /* first, so that an all-zero distribution is the constant 0 */
    SIM_EXPONENTIAL,
    SIM_GAMMA,
    SIM_LOGNORMAL,
    SIM_ERLANG,
    SIM_WEIBULL,
    SIM_PARETO,
    SIM_HYPEREXPONENTIAL,
    SIM_NORMAL,
    SIM_UNIFORM,
    SIM_TRIANGULAR,
    SIM_PERT,
    SIM_EMPIRICAL,
    SIM_MIXTURE,
    SIM_DIST_KINDS
};

struct sim_dist_part; /* a weight and a distribution: see sim_dist_mixture */

struct sim_dist {
    enum sim_dist_kind kind;
    sim_time shift;     /* added to every draw; for a constant, the value itself */
    double first;       /* as given, in seconds: the mean (a constant, uniform... see the makers) */
    double second;      /* as given: cv, k, shape, sd (seconds), high (seconds) */
    double third;       /* as given: peak (seconds) */
    double prepared[4]; /* what the sampler needs, in nanoseconds where it is a time */
    const void *data; /* empirical: const sim_time[count], sorted; mixture: struct sim_dist_part */
    size_t count;
};

struct sim_dist_part {
    double weight;
    double cumulative; /* share of this part and those before it; filled in by the maker */
    struct sim_dist dist;
};

/* Where the parameters' ranges end: beyond, double precision no longer does what was meant. */
#define SIM_DIST_CV_LEAST 1e-6
#define SIM_DIST_CV_MOST 1e3
#define SIM_DIST_K_MOST 1e12
#define SIM_DIST_WEIBULL_LEAST 0.01
#define SIM_DIST_SHAPE_MOST 1e6
#define SIM_DIST_WEIGHT_MOST 1e12

/*
 * Makers. Times in seconds. Each returns NULL and fills in `dist`, or returns what is wrong with
 * the parameters ("the mean must be above 0"), leaving `dist` untouched. Ranges: means above 0 and
 * at most SIM_FAR; cv above 0 (hyperexponential: at least 1); k a whole number of at least 1; shape
 * above 0 (pareto: above 1, else there is no mean); sd at least 0; low from 0, below high (uniform,
 * triangular and pert), peak within both; and the limits above.
 */
const char *sim_dist_constant(struct sim_dist *dist, sim_time value);
const char *sim_dist_exponential(struct sim_dist *dist, double mean);
const char *sim_dist_gamma(struct sim_dist *dist, double mean, double cv);
const char *sim_dist_lognormal(struct sim_dist *dist, double mean, double cv);
const char *sim_dist_erlang(struct sim_dist *dist, double mean, double k);
const char *sim_dist_weibull(struct sim_dist *dist, double mean, double shape);
const char *sim_dist_pareto(struct sim_dist *dist, double mean, double shape);
/* Two phases with balanced means (Whitt 1982): p1 = (1 + sqrt((cv^2-1)/(cv^2+1))) / 2. */
const char *sim_dist_hyperexponential(struct sim_dist *dist, double mean, double cv);
/* Drawn again while negative; mean and sd are those before that. */
const char *sim_dist_normal(struct sim_dist *dist, double mean, double sd);
const char *sim_dist_uniform(struct sim_dist *dist, double low, double high);
const char *sim_dist_triangular(struct sim_dist *dist, double low, double high, double peak);
/* Beta on [low, high] with shapes 1 + 4 (peak-low)/(high-low) and 1 + 4 (high-peak)/(high-low). */
const char *sim_dist_pert(struct sim_dist *dist, double low, double high, double peak);
/* Resamples count values; sorts them in place. */
const char *sim_dist_empirical(struct sim_dist *dist, sim_time *values, size_t count);
/* Fills in the parts' cumulative shares in place. Mixtures nest 8 deep at most. */
const char *sim_dist_mixture(struct sim_dist *dist, struct sim_dist_part *parts, size_t count);
/* Puts a constant before the distribution: draws are that much longer. */
const char *sim_dist_shift(struct sim_dist *dist, sim_time shift);

/* For sim_dist_draw. A place goes in registers here, as memory would be a detour. */
sim_time sim_dist_draw_random(const struct sim_dist *dist, uint64_t seed, uint32_t replication,
                              uint32_t subject, uint32_t purpose);

/* The draw at a place, in ns, from 0 to SIM_FAR: a function of the place alone. */
static inline sim_time sim_dist_draw(const struct sim_dist *dist, const struct sim_place *place)
{
    if (dist->kind == SIM_CONSTANT)
        return dist->shift;
    return sim_dist_draw_random(dist, place->seed, place->replication, place->subject,
                                place->purpose);
}

/* The same from a sequence that others draw from too: takes as many numbers as it needs. */
sim_time sim_dist_draw_from(const struct sim_dist *dist, struct sim_random *random);

/* Mean and variance in seconds and seconds squared; INFINITY where there is none. */
double sim_dist_mean(const struct sim_dist *dist);
double sim_dist_variance(const struct sim_dist *dist);

/* Third central moment in seconds cubed: 0 if it is symmetrical; INFINITY where there is none. */
double sim_dist_third(const struct sim_dist *dist);

/* P(draw <= x), and the x at which that is p (0 < p < 1); x in seconds. */
double sim_dist_cdf(const struct sim_dist *dist, double x);
double sim_dist_quantile(const struct sim_dist *dist, double p);

/* Whether a draw can be 0. */
bool sim_dist_can_be_zero(const struct sim_dist *dist);

/* The name as it is written in a scenario ("gamma"), for messages and tables. */
const char *sim_dist_name(enum sim_dist_kind kind);

#endif
