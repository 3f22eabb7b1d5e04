/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the distributions look like: mean, variance, CDF and quantile, through GSL where GSL has
 * them. Here times are doubles in seconds, without the shift until the very end. How they are
 * drawn is in sim/dist.c.
 */
#include "sim/dist.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_log.h>

/*
 * GSL ends the process when a function does not converge, unless it is told not to. Told here, once
 * and before any thread begins, as the setting is one for the whole process.
 */
__attribute__((constructor)) static void keep_the_process_alive(void)
{
    gsl_set_error_handler_off();
}

static double gamma_shape(const struct sim_dist *dist)
{
    return dist->kind == SIM_ERLANG ? dist->second : 1 / (dist->second * dist->second);
}

static double lognormal_sigma(const struct sim_dist *dist)
{
    return sqrt(log1p(dist->second * dist->second));
}

static double lognormal_zeta(const struct sim_dist *dist)
{
    double sigma = lognormal_sigma(dist);
    return log(dist->first) - 0.5 * sigma * sigma;
}

static double weibull_scale(const struct sim_dist *dist)
{
    return dist->first / exp(gsl_sf_lngamma(1 + 1 / dist->second));
}

static double pareto_least(const struct sim_dist *dist)
{
    return dist->first * (dist->second - 1) / dist->second;
}

static double pert_low_shape(const struct sim_dist *dist)
{
    return 1 + 4 * (dist->third - dist->first) / (dist->second - dist->first);
}

static double pert_high_shape(const struct sim_dist *dist)
{
    return 1 + 4 * (dist->second - dist->third) / (dist->second - dist->first);
}

/* Balanced means: each phase contributes half of the mean. */
struct phases {
    double share[2], mean[2];
};

static struct phases hyperexponential_phases(const struct sim_dist *dist)
{
    double square = dist->second * dist->second;
    double root = sqrt((square - 1) / (square + 1));
    struct phases phases = {.share = {(1 + root) / 2, 1 / (square + 1) / (1 + root)}};
    for (int i = 0; i < 2; i++)
        phases.mean[i] = dist->first / (2 * phases.share[i]);
    return phases;
}

/*
 * A normal distribution cut off below 0 (Johnson, Kotz, Balakrishnan 1994, section 13.10), with
 * cut = -mean/sd and hazard = density over survival at the cut.
 */
static double normal_cut(const struct sim_dist *dist)
{
    return -dist->first / dist->second;
}

static double normal_hazard(double cut)
{
    return gsl_ran_ugaussian_pdf(cut) / gsl_cdf_ugaussian_Q(cut);
}

static double normal_mean(const struct sim_dist *dist)
{
    if (!(dist->second > 0))
        return dist->first;
    return dist->first + dist->second * normal_hazard(normal_cut(dist));
}

static double normal_variance(const struct sim_dist *dist)
{
    if (!(dist->second > 0))
        return 0;
    double cut = normal_cut(dist);
    if (!(cut > -40)) /* nothing to cut off, and infinity times 0 to avoid */
        return dist->second * dist->second;
    double hazard = normal_hazard(cut);
    return dist->second * dist->second * (1 + hazard * (cut - hazard));
}

static double weibull_variance(const struct sim_dist *dist)
{
    double k = dist->second;
    double ratio = exp(gsl_sf_lngamma(1 + 2 / k) - 2 * gsl_sf_lngamma(1 + 1 / k));
    return dist->first * dist->first * (ratio - 1);
}

static double pareto_variance(const struct sim_dist *dist)
{
    double a = dist->second;
    return a > 2 ? dist->first * dist->first / (a * (a - 2)) : INFINITY;
}

static double triangular_variance(const struct sim_dist *dist)
{
    double left = dist->third - dist->first, right = dist->second - dist->third;
    return (left * left + left * right + right * right) / 18;
}

static double pert_mean(const struct sim_dist *dist)
{
    return (dist->first + 4 * dist->third + dist->second) / 6;
}

static double empirical_mean(const struct sim_dist *dist)
{
    const sim_time *values = dist->data;
    double sum = 0;
    for (size_t i = 0; i < dist->count; i++)
        sum += sim_seconds(values[i]);
    return sum / (double)dist->count;
}

/* Of a draw from the values, not an estimate of what they may have come from: divided by n. */
static double empirical_variance(const struct sim_dist *dist)
{
    const sim_time *values = dist->data;
    double mean = empirical_mean(dist), sum = 0;
    for (size_t i = 0; i < dist->count; i++) {
        double difference = sim_seconds(values[i]) - mean;
        sum += difference * difference;
    }
    return sum / (double)dist->count;
}

static double part_share(const struct sim_dist *mixture, size_t i)
{
    const struct sim_dist_part *parts = mixture->data;
    return parts[i].cumulative - (i > 0 ? parts[i - 1].cumulative : 0);
}

static double mixture_mean(const struct sim_dist *dist)
{
    const struct sim_dist_part *parts = dist->data;
    double sum = 0;
    for (size_t i = 0; i < dist->count; i++)
        sum += part_share(dist, i) * sim_dist_mean(&parts[i].dist);
    return sum;
}

/* The variance within the parts and that between their means. */
static double mixture_variance(const struct sim_dist *dist)
{
    const struct sim_dist_part *parts = dist->data;
    double mean = mixture_mean(dist), sum = 0;
    for (size_t i = 0; i < dist->count; i++) {
        double difference = sim_dist_mean(&parts[i].dist) - mean;
        sum += part_share(dist, i) * (sim_dist_variance(&parts[i].dist) + difference * difference);
    }
    return sum;
}

static double mixture_cdf(const struct sim_dist *dist, double x)
{
    const struct sim_dist_part *parts = dist->data;
    double sum = 0;
    for (size_t i = 0; i < dist->count; i++)
        sum += part_share(dist, i) * sim_dist_cdf(&parts[i].dist, x);
    return fmin(sum, 1);
}

double sim_dist_mean(const struct sim_dist *dist)
{
    double shift = sim_seconds(dist->shift);
    switch (dist->kind) {
    case SIM_EXPONENTIAL:
    case SIM_GAMMA:
    case SIM_LOGNORMAL:
    case SIM_ERLANG:
    case SIM_WEIBULL:
    case SIM_PARETO:
    case SIM_HYPEREXPONENTIAL:
        return shift + dist->first;
    case SIM_NORMAL:
        return shift + normal_mean(dist);
    case SIM_UNIFORM:
        return shift + (dist->first + dist->second) / 2;
    case SIM_TRIANGULAR:
        return shift + (dist->first + dist->second + dist->third) / 3;
    case SIM_PERT:
        return shift + pert_mean(dist);
    case SIM_EMPIRICAL:
        return shift + empirical_mean(dist);
    case SIM_MIXTURE:
        return shift + mixture_mean(dist);
    case SIM_CONSTANT:
    case SIM_DIST_KINDS:
        break;
    }
    return shift;
}

double sim_dist_variance(const struct sim_dist *dist)
{
    double mean = dist->first, second = dist->second;
    switch (dist->kind) {
    case SIM_EXPONENTIAL:
        return mean * mean;
    case SIM_GAMMA:
    case SIM_LOGNORMAL:
    case SIM_HYPEREXPONENTIAL:
        return mean * mean * second * second;
    case SIM_ERLANG:
        return mean * mean / second;
    case SIM_WEIBULL:
        return weibull_variance(dist);
    case SIM_PARETO:
        return pareto_variance(dist);
    case SIM_NORMAL:
        return normal_variance(dist);
    case SIM_UNIFORM:
        return (second - dist->first) * (second - dist->first) / 12;
    case SIM_TRIANGULAR:
        return triangular_variance(dist);
    case SIM_PERT:
        return (pert_mean(dist) - dist->first) * (second - pert_mean(dist)) / 7;
    case SIM_EMPIRICAL:
        return empirical_variance(dist);
    case SIM_MIXTURE:
        return mixture_variance(dist);
    case SIM_CONSTANT:
    case SIM_DIST_KINDS:
        break;
    }
    return 0;
}

/*
 * P(draw <= x) of a gamma distribution with scale 1 and a shape of at least 10^4, where GSL 2.7
 * loses more digits the larger the shape: Temme's uniform expansion (1979; DLMF 8.12) up to c1,
 * right to about 10^-12.
 */
static double narrow_gamma_cdf(double x, double shape)
{
    double off = (x - shape) / shape;
    if (off < -0.5)
        return 0;
    double eta = copysign(sqrt(-2 * gsl_sf_log_1plusx_mx(off)), off);
    double c0 = -1.0 / 3 + eta * (1.0 / 12 - eta * (2.0 / 135 - eta / 864));
    double c1 = -1.0 / 540 - eta / 288;
    double density = exp(-0.5 * shape * eta * eta) / sqrt(2 * M_PI * shape);
    return fmin(fmax(0.5 * erfc(-eta * sqrt(0.5 * shape)) - (c0 + c1 / shape) * density, 0), 1);
}

static double gamma_cdf(const struct sim_dist *dist, double x)
{
    double shape = gamma_shape(dist), scale = dist->first / shape;
    return shape < 1e4 ? gsl_cdf_gamma_P(x, shape, scale) : narrow_gamma_cdf(x / scale, shape);
}

static double hyperexponential_cdf(const struct sim_dist *dist, double x)
{
    struct phases phases = hyperexponential_phases(dist);
    return phases.share[0] * gsl_cdf_exponential_P(x, phases.mean[0]) +
           phases.share[1] * gsl_cdf_exponential_P(x, phases.mean[1]);
}

static double normal_cdf(const struct sim_dist *dist, double x)
{
    if (!(dist->second > 0))
        return x >= dist->first;
    if (x < 0)
        return 0;
    double above = gsl_cdf_gaussian_Q(x - dist->first, dist->second);
    return 1 - above / gsl_cdf_ugaussian_Q(normal_cut(dist));
}

static double triangular_cdf(const struct sim_dist *dist, double x)
{
    double low = dist->first, high = dist->second, peak = dist->third;
    if (x <= low)
        return 0;
    if (x >= high)
        return 1;
    if (x < peak)
        return (x - low) * (x - low) / ((high - low) * (peak - low));
    return 1 - (high - x) * (high - x) / ((high - low) * (high - peak));
}

static double pert_cdf(const struct sim_dist *dist, double x)
{
    double share = (x - dist->first) / (dist->second - dist->first);
    return gsl_cdf_beta_P(fmin(fmax(share, 0), 1), pert_low_shape(dist), pert_high_shape(dist));
}

/* How many of the values are at most x. */
static size_t empirical_rank(const struct sim_dist *dist, double x)
{
    const sim_time *values = dist->data;
    size_t low = 0, high = dist->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sim_seconds(values[middle]) <= x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The CDF without the shift. */
static double cdf(const struct sim_dist *dist, double x)
{
    switch (dist->kind) {
    case SIM_EXPONENTIAL:
        return gsl_cdf_exponential_P(x, dist->first);
    case SIM_GAMMA:
    case SIM_ERLANG:
        return gamma_cdf(dist, x);
    case SIM_LOGNORMAL:
        return x > 0 ? gsl_cdf_lognormal_P(x, lognormal_zeta(dist), lognormal_sigma(dist)) : 0;
    case SIM_WEIBULL:
        return x > 0 ? gsl_cdf_weibull_P(x, weibull_scale(dist), dist->second) : 0;
    case SIM_PARETO:
        return gsl_cdf_pareto_P(x, dist->second, pareto_least(dist));
    case SIM_HYPEREXPONENTIAL:
        return hyperexponential_cdf(dist, x);
    case SIM_NORMAL:
        return normal_cdf(dist, x);
    case SIM_UNIFORM:
        return gsl_cdf_flat_P(x, dist->first, dist->second);
    case SIM_TRIANGULAR:
        return triangular_cdf(dist, x);
    case SIM_PERT:
        return pert_cdf(dist, x);
    case SIM_EMPIRICAL:
        return (double)empirical_rank(dist, x) / (double)dist->count;
    case SIM_MIXTURE:
        return mixture_cdf(dist, x);
    case SIM_CONSTANT:
    case SIM_DIST_KINDS:
        break;
    }
    return x >= 0;
}

double sim_dist_cdf(const struct sim_dist *dist, double x)
{
    return cdf(dist, x - sim_seconds(dist->shift));
}

static double normal_quantile(const struct sim_dist *dist, double p)
{
    if (!(dist->second > 0))
        return dist->first;
    double left = gsl_cdf_ugaussian_Q(normal_cut(dist)); /* what is left above the cut */
    double z = p < 0.5 ? gsl_cdf_ugaussian_Pinv((1 - left) + p * left)
                       : gsl_cdf_ugaussian_Qinv((1 - p) * left);
    return fmax(dist->first + dist->second * z, 0);
}

static double triangular_quantile(const struct sim_dist *dist, double p)
{
    double low = dist->first, high = dist->second, peak = dist->third;
    double at_peak = (peak - low) / (high - low);
    if (p < at_peak)
        return low + sqrt(p * (high - low) * (peak - low));
    return high - sqrt((1 - p) * (high - low) * (high - peak));
}

static double empirical_quantile(const struct sim_dist *dist, double p)
{
    const sim_time *values = dist->data;
    double rank = ceil(p * (double)dist->count);
    size_t i = rank < 1 ? 0 : (size_t)rank - 1;
    return sim_seconds(values[i < dist->count ? i : dist->count - 1]);
}

/*
 * The least x at which the CDF is p or more, by halving: slower than GSL's inverses, and unlike
 * them certain to end at the right place for every shape.
 */
static double quantile_by_halving(const struct sim_dist *dist, double p)
{
    double low = 0, high = dist->first > 0 ? dist->first : 1;
    while (cdf(dist, high) < p && high < 1e300) {
        low = high;
        high *= 2;
    }
    for (;;) {
        double middle = low + (high - low) / 2;
        if (!(low < middle && middle < high))
            return high;
        if (cdf(dist, middle) < p)
            low = middle;
        else
            high = middle;
    }
}

static double quantile(const struct sim_dist *dist, double p)
{
    switch (dist->kind) {
    case SIM_EXPONENTIAL:
        return gsl_cdf_exponential_Pinv(p, dist->first);
    case SIM_LOGNORMAL:
        return gsl_cdf_lognormal_Pinv(p, lognormal_zeta(dist), lognormal_sigma(dist));
    case SIM_WEIBULL:
        return gsl_cdf_weibull_Pinv(p, weibull_scale(dist), dist->second);
    case SIM_PARETO:
        return gsl_cdf_pareto_Pinv(p, dist->second, pareto_least(dist));
    case SIM_NORMAL:
        return normal_quantile(dist, p);
    case SIM_UNIFORM:
        return gsl_cdf_flat_Pinv(p, dist->first, dist->second);
    case SIM_TRIANGULAR:
        return triangular_quantile(dist, p);
    case SIM_EMPIRICAL:
        return empirical_quantile(dist, p);
    case SIM_GAMMA:
    case SIM_ERLANG:
    case SIM_HYPEREXPONENTIAL:
    case SIM_PERT:
    case SIM_MIXTURE:
        return quantile_by_halving(dist, p);
    case SIM_CONSTANT:
    case SIM_DIST_KINDS:
        break;
    }
    return 0;
}

double sim_dist_quantile(const struct sim_dist *dist, double p)
{
    return sim_seconds(dist->shift) + quantile(dist, p);
}

/* The least that can be drawn, in seconds, without the shift. */
static double least(const struct sim_dist *dist)
{
    switch (dist->kind) {
    case SIM_PARETO:
        return pareto_least(dist);
    case SIM_NORMAL:
        return dist->second > 0 ? 0 : dist->first;
    case SIM_UNIFORM:
    case SIM_TRIANGULAR:
    case SIM_PERT:
        return dist->first;
    case SIM_EMPIRICAL:
        return sim_seconds(*(const sim_time *)dist->data);
    default:
        return 0;
    }
}

bool sim_dist_can_be_zero(const struct sim_dist *dist)
{
    if (dist->shift > 0)
        return false;
    if (dist->kind != SIM_MIXTURE)
        return sim_from_seconds(least(dist)) == 0;
    const struct sim_dist_part *parts = dist->data;
    for (size_t i = 0; i < dist->count; i++)
        if (sim_dist_can_be_zero(&parts[i].dist))
            return true;
    return false;
}

const char *sim_dist_name(enum sim_dist_kind kind)
{
    static const char *const names[SIM_DIST_KINDS] = {
        [SIM_CONSTANT] = "constant",     [SIM_EXPONENTIAL] = "exponential",
        [SIM_GAMMA] = "gamma",           [SIM_LOGNORMAL] = "lognormal",
        [SIM_ERLANG] = "erlang",         [SIM_WEIBULL] = "weibull",
        [SIM_PARETO] = "pareto",         [SIM_HYPEREXPONENTIAL] = "hyperexponential",
        [SIM_NORMAL] = "normal",         [SIM_UNIFORM] = "uniform",
        [SIM_TRIANGULAR] = "triangular", [SIM_PERT] = "pert",
        [SIM_EMPIRICAL] = "empirical",   [SIM_MIXTURE] = "mixture",
    };
    return kind < SIM_DIST_KINDS ? names[kind] : "unknown";
}
