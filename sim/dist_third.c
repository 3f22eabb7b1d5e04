/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The third central moments of the distributions, which say how lopsided they are; beside the first
 * two in sim/dist_shape.c. Formulas are from Johnson, Kotz and Balakrishnan, "Continuous univariate
 * distributions", 1994 and 1995, unless they are a line's work.
 */
#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>

#include "sim/dist.h"

/* Of a mean and a spread relative to it, lopsided as a gamma (2 cv) or a lognormal is. */
static double lopsided(double mean, double cv, double skewness)
{
    return skewness * pow(mean * cv, 3);
}

/* From E[X^3] and the two lower moments. */
static double central(double cube, double mean, double variance)
{
    return cube - mean * (3 * variance + mean * mean);
}

static double weibull_third(double mean, double shape, double variance)
{
    double cube = exp(gsl_sf_lngamma(1 + 3 / shape) - 3 * gsl_sf_lngamma(1 + 1 / shape));
    return central(cube * mean * mean * mean, mean, variance);
}

static double pareto_third(double shape, double variance)
{
    if (shape <= 3)
        return INFINITY;
    return 2 * (1 + shape) / (shape - 3) * sqrt((shape - 2) / shape) * pow(variance, 1.5);
}

/* Each phase has half of the mean, so that the shares follow from the second moment. */
static double hyperexponential_third(double mean, double cv)
{
    double square = cv * cv, root = sqrt((square - 1) / (square + 1)), cube = 0;
    const double shares[] = {(1 + root) / 2, 1 / (square + 1) / (1 + root)};
    for (int i = 0; i < 2; i++)
        cube += 6 * shares[i] * pow(mean / (2 * shares[i]), 3);
    return central(cube, mean, mean * mean * square);
}

/* Cut off below 0, at `cut` standard deviations from the mean; hazard as in sim/dist_shape.c. */
static double normal_third(double mean, double sd)
{
    double cut = sd > 0 ? -mean / sd : -INFINITY;
    if (!(cut > -40))
        return 0;
    double hazard = gsl_ran_ugaussian_pdf(cut) / gsl_cdf_ugaussian_Q(cut);
    return sd * sd * sd * hazard * ((hazard - cut) * (2 * hazard - cut) - 1);
}

static double triangular_third(double low, double high, double peak)
{
    return (low + high - 2 * peak) * (2 * low - high - peak) * (low - 2 * high + peak) / 270;
}

/* A beta distribution whose shapes add up to 6. */
static double pert_third(double low, double high, double peak, double variance)
{
    double left = 1 + 4 * (peak - low) / (high - low), right = 6 - left;
    return (right - left) * sqrt(7 / (left * right)) / 4 * pow(variance, 1.5);
}

static double empirical_third(const struct sim_dist *dist)
{
    const sim_time *values = dist->data;
    double mean = sim_dist_mean(dist), shift = sim_seconds(dist->shift), sum = 0;
    for (size_t i = 0; i < dist->count; i++)
        sum += pow(shift + sim_seconds(values[i]) - mean, 3);
    return sum / (double)dist->count;
}

/* The parts' own, and what comes from their means' distance to the whole's. */
static double mixture_third(const struct sim_dist *dist)
{
    const struct sim_dist_part *parts = dist->data;
    double mean = sim_dist_mean(dist) - sim_seconds(dist->shift), sum = 0, before = 0;
    for (size_t i = 0; i < dist->count; i++) {
        double away = sim_dist_mean(&parts[i].dist) - mean;
        double own = sim_dist_third(&parts[i].dist);
        double variance = sim_dist_variance(&parts[i].dist);
        sum += (parts[i].cumulative - before) * (own + away * (3 * variance + away * away));
        before = parts[i].cumulative;
    }
    return sum;
}

double sim_dist_third(const struct sim_dist *dist)
{
    double first = dist->first, second = dist->second, variance = sim_dist_variance(dist);
    switch (dist->kind) {
    case SIM_EXPONENTIAL:
        return 2 * first * first * first;
    case SIM_GAMMA:
        return lopsided(first, second, 2 * second);
    case SIM_ERLANG:
        return lopsided(first, 1 / sqrt(second), 2 / sqrt(second));
    case SIM_LOGNORMAL:
        return lopsided(first, second, second * (3 + second * second));
    case SIM_WEIBULL:
        return weibull_third(first, second, variance);
    case SIM_PARETO:
        return pareto_third(second, variance);
    case SIM_HYPEREXPONENTIAL:
        return hyperexponential_third(first, second);
    case SIM_NORMAL:
        return normal_third(first, second);
    case SIM_TRIANGULAR:
        return triangular_third(first, second, dist->third);
    case SIM_PERT:
        return pert_third(first, second, dist->third, variance);
    case SIM_EMPIRICAL:
        return empirical_third(dist);
    case SIM_MIXTURE:
        return mixture_third(dist);
    case SIM_UNIFORM:
    case SIM_CONSTANT:
    case SIM_DIST_KINDS:
        break;
    }
    return 0;
}
