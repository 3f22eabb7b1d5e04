/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Densities of the distributions of sim/dist.h, as logarithms: what likelihoods are sums of. What
 * does not depend on x is worked out once for many x.
 */
#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>

#include "lab/fit.h"

/* A distribution's parameters in the form in which its density uses them. */
struct density {
    enum sim_dist_kind kind;
    double shift;
    double constant; /* the logarithm of what is in front */
    double a, b, c, d;
};

static double log_normal_constant(double sigma)
{
    return -log(sigma) - 0.5 * log(2 * M_PI);
}

static struct density gamma_density(const struct sim_dist *dist)
{
    double shape = dist->kind == SIM_ERLANG ? dist->second : 1 / (dist->second * dist->second);
    double scale = dist->first / shape;
    return (struct density){
        .constant = -shape * log(scale) - gsl_sf_lngamma(shape), .a = shape - 1, .b = 1 / scale};
}

static struct density lognormal_density(const struct sim_dist *dist)
{
    double sigma = sqrt(log1p(dist->second * dist->second));
    return (struct density){.constant = log_normal_constant(sigma),
                            .a = log(dist->first) - 0.5 * sigma * sigma,
                            .b = 1 / sigma};
}

static struct density weibull_density(const struct sim_dist *dist)
{
    double shape = dist->second, scale = dist->first / exp(gsl_sf_lngamma(1 + 1 / shape));
    return (struct density){.constant = log(shape / scale), .a = shape, .b = log(scale)};
}

static struct density pareto_density(const struct sim_dist *dist)
{
    double shape = dist->second, least = dist->first * (shape - 1) / shape;
    return (struct density){
        .constant = log(shape) + shape * log(least), .a = shape + 1, .b = least};
}

/* Two phases with balanced means: see sim_dist_hyperexponential. */
static struct density hyperexponential_density(const struct sim_dist *dist)
{
    double square = dist->second * dist->second, root = sqrt((square - 1) / (square + 1));
    double first = (1 + root) / 2, second = 1 / (square + 1) / (1 + root);
    double rate[2] = {2 * first / dist->first, 2 * second / dist->first};
    return (struct density){
        .a = first * rate[0], .b = rate[0], .c = second * rate[1], .d = rate[1]};
}

static struct density normal_density(const struct sim_dist *dist)
{
    double above = gsl_cdf_ugaussian_P(dist->first / dist->second); /* what is left above 0 */
    return (struct density){.constant = log_normal_constant(dist->second) - log(above),
                            .a = dist->first,
                            .b = 1 / dist->second};
}

static struct density triangular_density(const struct sim_dist *dist)
{
    return (struct density){.constant = log(2 / (dist->second - dist->first)),
                            .a = dist->first,
                            .b = dist->second,
                            .c = dist->third};
}

static struct density pert_density(const struct sim_dist *dist)
{
    double width = dist->second - dist->first;
    double low = 1 + 4 * (dist->third - dist->first) / width;
    double high = 1 + 4 * (dist->second - dist->third) / width;
    return (struct density){.constant = -gsl_sf_lnbeta(low, high) - 5 * log(width),
                            .a = dist->first,
                            .b = dist->second,
                            .c = low - 1,
                            .d = high - 1};
}

static struct density density_of(const struct sim_dist *dist)
{
    struct density made = {0};
    switch (dist->kind) {
    case SIM_EXPONENTIAL:
        made = (struct density){.constant = -log(dist->first), .b = 1 / dist->first};
        break;
    case SIM_GAMMA:
    case SIM_ERLANG:
        made = gamma_density(dist);
        break;
    case SIM_LOGNORMAL:
        made = lognormal_density(dist);
        break;
    case SIM_WEIBULL:
        made = weibull_density(dist);
        break;
    case SIM_PARETO:
        made = pareto_density(dist);
        break;
    case SIM_HYPEREXPONENTIAL:
        made = hyperexponential_density(dist);
        break;
    case SIM_NORMAL:
        made = normal_density(dist);
        break;
    case SIM_UNIFORM:
        made = (struct density){
            .constant = -log(dist->second - dist->first), .a = dist->first, .b = dist->second};
        break;
    case SIM_TRIANGULAR:
        made = triangular_density(dist);
        break;
    case SIM_PERT:
        made = pert_density(dist);
        break;
    default:
        made.constant = -INFINITY;
        break;
    }
    made.kind = dist->kind;
    made.shift = sim_seconds(dist->shift);
    return made;
}

/* Of a density that is 0 outside of a..b. */
static double log_within(const struct density *d, double x)
{
    if (!(x > d->a && x < d->b))
        return -INFINITY;
    if (d->kind == SIM_PERT)
        return d->constant + d->c * log(x - d->a) + d->d * log(d->b - x);
    if (d->kind == SIM_TRIANGULAR)
        return d->constant + (x < d->c ? log((x - d->a) / (d->c - d->a))
                                       : (d->b > d->c ? log((d->b - x) / (d->b - d->c)) : 0));
    return d->constant;
}

static double log_at(const struct density *d, double at)
{
    double x = at - d->shift, z;
    if (!(x > 0) && d->kind != SIM_UNIFORM)
        return -INFINITY;
    switch (d->kind) {
    case SIM_EXPONENTIAL:
        return d->constant - x * d->b;
    case SIM_GAMMA:
    case SIM_ERLANG:
        return d->constant + d->a * log(x) - x * d->b;
    case SIM_LOGNORMAL:
        z = (log(x) - d->a) * d->b;
        return d->constant - log(x) - 0.5 * z * z;
    case SIM_WEIBULL:
        z = log(x) - d->b;
        return d->constant + (d->a - 1) * z - exp(d->a * z);
    case SIM_PARETO:
        return x >= d->b ? d->constant - d->a * log(x) : -INFINITY;
    case SIM_HYPEREXPONENTIAL:
        return log(d->a * exp(-x * d->b) + d->c * exp(-x * d->d));
    case SIM_NORMAL:
        z = (x - d->a) * d->b;
        return d->constant - 0.5 * z * z;
    case SIM_UNIFORM:
    case SIM_TRIANGULAR:
    case SIM_PERT:
        return log_within(d, x);
    default:
        return d->constant;
    }
}

double fit_log_density(const struct sim_dist *dist, double x)
{
    struct density density = density_of(dist);
    return log_at(&density, x);
}

double fit_log_likelihood(const struct sim_dist *dist, const double *values, size_t count)
{
    struct density density = density_of(dist);
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += log_at(&density, values[i]);
    return sum;
}
