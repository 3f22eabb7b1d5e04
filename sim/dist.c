/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Making distributions and drawing from them. A draw is computed in units of the mean (or of the
 * spread) and then multiplied, so that at one place a distribution with twice the mean gives twice
 * the draw: the same fate, stretched. What the distributions look like is in sim/dist_shape.c.
 */
#include "sim/dist.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_sf_gamma.h>

#include "sim/ziggurat.h"

#define NS 1e9 /* nanoseconds in a second */
#define MIXTURE_DEPTH 8

/* What dist->prepared holds, by kind. Lengths of time are in nanoseconds. */
enum { MEAN, SIGMA };                                      /* exponential, lognormal */
enum { SCALE, GAMMA_D, GAMMA_C, GAMMA_BOOST };             /* gamma, erlang; see gamma_unit */
enum { WEIBULL_SCALE, WEIBULL_POWER };                     /* also pareto: the lowest value */
enum { FIRST_SHARE, FIRST_MEAN, SECOND_MEAN };             /* hyperexponential */
enum { NORMAL_MEAN, NORMAL_SD };                           /* before truncation */
enum { LOW, WIDTH, PEAK_SHARE };                           /* uniform, triangular */
enum { PERT_LOW_D, PERT_LOW_C, PERT_HIGH_D, PERT_HIGH_C }; /* pert; low and high as given */
enum { DEPTH };                                            /* mixture: of the deepest within */

static double far_seconds(void)
{
    return (double)SIM_FAR / NS;
}

static const char *mean_error(double mean)
{
    if (!(mean > 0))
        return "the mean must be above 0";
    if (!(mean <= far_seconds()))
        return "the mean must be at most 36 years";
    return NULL;
}

static const char *cv_error(double cv, double least)
{
    if (!(cv >= least))
        return least < 1
                   ? "the cv (spread relative to the mean) must be at least 0.000001; with no "
                     "spread at all, write just the duration"
                   : "the cv (spread relative to the mean) of a hyperexponential must be at "
                     "least 1; for less spread use gamma or lognormal";
    if (!(cv <= SIM_DIST_CV_MOST))
        return "the cv (spread relative to the mean) must be at most 1000";
    return NULL;
}

const char *sim_dist_constant(struct sim_dist *dist, sim_time value)
{
    if (value < 0)
        return "a duration must not be negative";
    if (value > SIM_FAR)
        return "a duration must be at most 36 years";
    *dist = (struct sim_dist){.kind = SIM_CONSTANT, .shift = value, .first = sim_seconds(value)};
    return NULL;
}

const char *sim_dist_exponential(struct sim_dist *dist, double mean)
{
    const char *error = mean_error(mean);
    if (error)
        return error;
    *dist =
        (struct sim_dist){.kind = SIM_EXPONENTIAL, .first = mean, .prepared = {[MEAN] = mean * NS}};
    return NULL;
}

/* Marsaglia and Tsang's d and c for a gamma distribution of shape 1 or more. */
static void prepare_gamma(double shape, double *d, double *c)
{
    *d = shape - 1.0 / 3.0;
    *c = 1 / sqrt(9 * *d);
}

static void make_gamma(struct sim_dist *dist, double mean, double shape)
{
    dist->first = mean;
    dist->prepared[SCALE] = mean * NS / shape;
    dist->prepared[GAMMA_BOOST] = shape < 1 ? 1 / shape : 0;
    prepare_gamma(shape < 1 ? shape + 1 : shape, &dist->prepared[GAMMA_D],
                  &dist->prepared[GAMMA_C]);
}

const char *sim_dist_gamma(struct sim_dist *dist, double mean, double cv)
{
    const char *error = mean_error(mean);
    if (!error)
        error = cv_error(cv, SIM_DIST_CV_LEAST);
    if (error)
        return error;
    *dist = (struct sim_dist){.kind = SIM_GAMMA, .second = cv};
    make_gamma(dist, mean, 1 / (cv * cv));
    return NULL;
}

const char *sim_dist_erlang(struct sim_dist *dist, double mean, double k)
{
    const char *error = mean_error(mean);
    if (error)
        return error;
    if (!(k >= 1) || k != floor(k))
        return "k (the number of stages) must be a whole number of at least 1";
    if (!(k <= SIM_DIST_K_MOST))
        return "k (the number of stages) must be at most 1000000000000";
    *dist = (struct sim_dist){.kind = SIM_ERLANG, .second = k};
    make_gamma(dist, mean, k);
    return NULL;
}

const char *sim_dist_lognormal(struct sim_dist *dist, double mean, double cv)
{
    const char *error = mean_error(mean);
    if (!error)
        error = cv_error(cv, SIM_DIST_CV_LEAST);
    if (error)
        return error;
    *dist = (struct sim_dist){.kind = SIM_LOGNORMAL,
                              .first = mean,
                              .second = cv,
                              .prepared = {[MEAN] = mean * NS, [SIGMA] = sqrt(log1p(cv * cv))}};
    return NULL;
}

const char *sim_dist_weibull(struct sim_dist *dist, double mean, double shape)
{
    const char *error = mean_error(mean);
    if (error)
        return error;
    if (!(shape >= SIM_DIST_WEIBULL_LEAST))
        return "the shape of a weibull must be at least 0.01";
    if (!(shape <= SIM_DIST_SHAPE_MOST))
        return "the shape must be at most 1000000";
    *dist = (struct sim_dist){
        .kind = SIM_WEIBULL,
        .first = mean,
        .second = shape,
        .prepared = {[WEIBULL_SCALE] = mean * NS / exp(gsl_sf_lngamma(1 + 1 / shape)),
                     [WEIBULL_POWER] = 1 / shape}};
    return NULL;
}

const char *sim_dist_pareto(struct sim_dist *dist, double mean, double shape)
{
    const char *error = mean_error(mean);
    if (error)
        return error;
    if (!(shape > 1))
        return "the shape of a pareto must be above 1: with less it has no mean";
    if (!(shape <= SIM_DIST_SHAPE_MOST))
        return "the shape must be at most 1000000";
    *dist = (struct sim_dist){
        .kind = SIM_PARETO,
        .first = mean,
        .second = shape,
        .prepared = {
            [WEIBULL_SCALE] = mean * NS * (shape - 1) / shape, [WEIBULL_POWER] = 1 / shape}};
    return NULL;
}

const char *sim_dist_hyperexponential(struct sim_dist *dist, double mean, double cv)
{
    const char *error = mean_error(mean);
    if (!error)
        error = cv_error(cv, 1);
    if (error)
        return error;
    double root = sqrt((cv * cv - 1) / (cv * cv + 1));
    double first_share = (1 + root) / 2;
    double second_share = 1 / (cv * cv + 1) / (1 + root); /* (1 - root) / 2 without cancelling */
    *dist = (struct sim_dist){.kind = SIM_HYPEREXPONENTIAL,
                              .first = mean,
                              .second = cv,
                              .prepared = {[FIRST_SHARE] = first_share,
                                           [FIRST_MEAN] = mean * NS / (2 * first_share),
                                           [SECOND_MEAN] = mean * NS / (2 * second_share)}};
    return NULL;
}

const char *sim_dist_normal(struct sim_dist *dist, double mean, double sd)
{
    const char *error = mean_error(mean);
    if (error)
        return error;
    if (!(sd >= 0))
        return "the sd (standard deviation) must be at least 0";
    if (!(sd <= far_seconds()))
        return "the sd (standard deviation) must be at most 36 years";
    *dist = (struct sim_dist){.kind = SIM_NORMAL,
                              .first = mean,
                              .second = sd,
                              .prepared = {[NORMAL_MEAN] = mean * NS, [NORMAL_SD] = sd * NS}};
    return NULL;
}

static const char *range_error(double low, double high)
{
    if (!(low >= 0))
        return "the shortest must not be negative";
    if (!(low < high))
        return "the shortest must be below the longest";
    if (!(high <= far_seconds()))
        return "the longest must be at most 36 years";
    return NULL;
}

static const char *peak_error(double low, double high, double peak)
{
    const char *error = range_error(low, high);
    if (error)
        return error;
    if (!(peak >= low && peak <= high))
        return "the peak must lie between the shortest and the longest";
    return NULL;
}

const char *sim_dist_uniform(struct sim_dist *dist, double low, double high)
{
    const char *error = range_error(low, high);
    if (error)
        return error;
    *dist = (struct sim_dist){.kind = SIM_UNIFORM,
                              .first = low,
                              .second = high,
                              .prepared = {[LOW] = low * NS, [WIDTH] = (high - low) * NS}};
    return NULL;
}

const char *sim_dist_triangular(struct sim_dist *dist, double low, double high, double peak)
{
    const char *error = peak_error(low, high, peak);
    if (error)
        return error;
    *dist = (struct sim_dist){.kind = SIM_TRIANGULAR,
                              .first = low,
                              .second = high,
                              .third = peak,
                              .prepared = {[LOW] = low * NS,
                                           [WIDTH] = (high - low) * NS,
                                           [PEAK_SHARE] = (peak - low) / (high - low)}};
    return NULL;
}

const char *sim_dist_pert(struct sim_dist *dist, double low, double high, double peak)
{
    const char *error = peak_error(low, high, peak);
    if (error)
        return error;
    *dist = (struct sim_dist){.kind = SIM_PERT, .first = low, .second = high, .third = peak};
    prepare_gamma(1 + 4 * (peak - low) / (high - low), &dist->prepared[PERT_LOW_D],
                  &dist->prepared[PERT_LOW_C]);
    prepare_gamma(1 + 4 * (high - peak) / (high - low), &dist->prepared[PERT_HIGH_D],
                  &dist->prepared[PERT_HIGH_C]);
    return NULL;
}

static int compare_times(const void *a, const void *b)
{
    sim_time x = *(const sim_time *)a, y = *(const sim_time *)b;
    return (x > y) - (x < y);
}

const char *sim_dist_empirical(struct sim_dist *dist, sim_time *values, size_t count)
{
    if (count == 0)
        return "there must be at least one duration";
    for (size_t i = 0; i < count; i++) {
        if (values[i] < 0)
            return "a duration must not be negative";
        if (values[i] > SIM_FAR)
            return "a duration must be at most 36 years";
    }
    qsort(values, count, sizeof *values, compare_times);
    *dist = (struct sim_dist){.kind = SIM_EMPIRICAL, .data = values, .count = count};
    return NULL;
}

const char *sim_dist_mixture(struct sim_dist *dist, struct sim_dist_part *parts, size_t count)
{
    if (count == 0)
        return "a mixture must have at least one part";
    double total = 0, depth = 0;
    for (size_t i = 0; i < count; i++) {
        if (!(parts[i].weight > 0))
            return "the weights of a mixture must be above 0";
        if (!(parts[i].weight <= SIM_DIST_WEIGHT_MOST))
            return "the weights of a mixture must be at most 1000000000000";
        if (parts[i].dist.kind == SIM_MIXTURE)
            depth = fmax(depth, parts[i].dist.prepared[DEPTH]);
        total += parts[i].weight;
    }
    if (depth + 1 > MIXTURE_DEPTH)
        return "mixtures may stand within each other 8 deep at most";
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += parts[i].weight;
        parts[i].cumulative = sum / total;
    }
    *dist = (struct sim_dist){
        .kind = SIM_MIXTURE, .data = parts, .count = count, .prepared = {[DEPTH] = depth + 1}};
    return NULL;
}

const char *sim_dist_shift(struct sim_dist *dist, sim_time shift)
{
    if (shift < 0)
        return "what is put before a duration must not be negative";
    if (shift > SIM_FAR || dist->shift > SIM_FAR - shift)
        return "a duration must be at most 36 years";
    dist->shift += shift;
    if (dist->kind == SIM_CONSTANT)
        dist->first = sim_seconds(dist->shift);
    return NULL;
}

/*
 * Gamma with scale 1 and shape d + 1/3, at least 1: Marsaglia and Tsang, "A simple method for
 * generating gamma variables", 2000.
 */
static double gamma_unit(struct sim_random *random, double d, double c)
{
    for (;;) {
        double x = sim_normal(random);
        double root = 1 + c * x;
        if (root <= 0)
            continue;
        double v = root * root * root;
        double u = sim_random_unit_positive(random);
        if (u < 1 - 0.0331 * (x * x) * (x * x) || log(u) < 0.5 * x * x + d * (1 - v + log(v)))
            return d * v;
    }
}

static double draw_gamma(const double *p, struct sim_random *random)
{
    double draw = p[SCALE] * gamma_unit(random, p[GAMMA_D], p[GAMMA_C]);
    if (p[GAMMA_BOOST] > 0)
        draw *= exp(-sim_exponential(random) * p[GAMMA_BOOST]); /* uniform to the power 1/shape */
    return draw;
}

static double draw_hyperexponential(const double *p, struct sim_random *random)
{
    double mean = sim_random_unit(random) < p[FIRST_SHARE] ? p[FIRST_MEAN] : p[SECOND_MEAN];
    return mean * sim_exponential(random);
}

/* The mean is above 0, so at least every second draw will do. */
static double draw_normal(const double *p, struct sim_random *random)
{
    for (;;) {
        double draw = p[NORMAL_MEAN] + p[NORMAL_SD] * sim_normal(random);
        if (draw >= 0)
            return draw;
    }
}

static double draw_triangular(const double *p, struct sim_random *random)
{
    double u = sim_random_unit(random), peak = p[PEAK_SHARE];
    double share = u < peak ? sqrt(u * peak) : 1 - sqrt((1 - u) * (1 - peak));
    return p[LOW] + p[WIDTH] * share;
}

/* A beta draw is one gamma draw's share of two (with the same scale). */
static double draw_pert(const struct sim_dist *dist, struct sim_random *random)
{
    const double *p = dist->prepared;
    double low = gamma_unit(random, p[PERT_LOW_D], p[PERT_LOW_C]);
    double high = gamma_unit(random, p[PERT_HIGH_D], p[PERT_HIGH_C]);
    return (dist->first + (dist->second - dist->first) * (low / (low + high))) * NS;
}

/* floor(u * count) for a uniform u of 64 bits, without a division. */
static size_t draw_index(struct sim_random *random, size_t count)
{
    __extension__ typedef unsigned __int128 wide;
    return (size_t)((wide)sim_random_bits(random) * count >> 64);
}

static const struct sim_dist *draw_part(const struct sim_dist *mixture, struct sim_random *random)
{
    const struct sim_dist_part *parts = mixture->data;
    double u = sim_random_unit(random);
    size_t i = 0;
    while (i + 1 < mixture->count && u >= parts[i].cumulative)
        i++;
    return &parts[i].dist;
}

/* Nanoseconds to the nearest whole one, at most SIM_FAR. */
static sim_time whole(double ns)
{
    return ns < (double)SIM_FAR ? (sim_time)(ns + 0.5) : SIM_FAR;
}

__attribute__((always_inline)) static inline sim_time draw(const struct sim_dist *dist,
                                                           struct sim_random *random)
{
    const double *p = dist->prepared;
    double ns = 0;
    switch (dist->kind) {
    case SIM_EXPONENTIAL:
        ns = p[MEAN] * sim_exponential(random);
        break;
    case SIM_GAMMA:
    case SIM_ERLANG:
        ns = draw_gamma(p, random);
        break;
    case SIM_LOGNORMAL:
        ns = p[MEAN] * exp(p[SIGMA] * (sim_normal(random) - 0.5 * p[SIGMA]));
        break;
    case SIM_WEIBULL:
        ns = p[WEIBULL_SCALE] * pow(sim_exponential(random), p[WEIBULL_POWER]);
        break;
    case SIM_PARETO:
        ns = p[WEIBULL_SCALE] * exp(sim_exponential(random) * p[WEIBULL_POWER]);
        break;
    case SIM_HYPEREXPONENTIAL:
        ns = draw_hyperexponential(p, random);
        break;
    case SIM_NORMAL:
        ns = draw_normal(p, random);
        break;
    case SIM_UNIFORM:
        ns = p[LOW] + p[WIDTH] * sim_random_unit(random);
        break;
    case SIM_TRIANGULAR:
        ns = draw_triangular(p, random);
        break;
    case SIM_PERT:
        ns = draw_pert(dist, random);
        break;
    case SIM_EMPIRICAL:
        return sim_after(dist->shift,
                         ((const sim_time *)dist->data)[draw_index(random, dist->count)]);
    case SIM_MIXTURE:
        return sim_after(dist->shift, sim_dist_draw_from(draw_part(dist, random), random));
    case SIM_CONSTANT:
    case SIM_DIST_KINDS:
        break;
    }
    return sim_after(dist->shift, whole(ns));
}

sim_time sim_dist_draw_from(const struct sim_dist *dist, struct sim_random *random)
{
    return draw(dist, random);
}

sim_time sim_dist_draw_random(const struct sim_dist *dist, uint64_t seed, uint32_t replication,
                              uint32_t subject, uint32_t purpose)
{
    const struct sim_place place = {
        .seed = seed, .replication = replication, .subject = subject, .purpose = purpose};
    struct sim_random random;
    sim_random_at(&random, &place);
    return draw(dist, &random);
}
