/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Maximum likelihood where it has a closed form or is the root of one equation. Each family is
 * found in Johnson, Kotz, Balakrishnan, "Continuous univariate distributions", 1994.
 */
#include <math.h>

#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_psi.h>

#include "lab/fit_family.h"

/* Newton's method ends here; these equations need some five steps. */
#define STEPS_MOST 60
#define CLOSE_ENOUGH 1e-12

struct fit_view fit_view_of(const double *values, size_t count, double shift)
{
    struct fit_view view = {.values = values, .count = count, .shift = shift};
    double n = 0, squares = 0, log_squares = 0;
    for (size_t i = 0; i < count; i++) { /* Welford 1962 */
        double x = values[i] - shift, log_x = log(x);
        double off = x - view.mean, log_off = log_x - view.log_mean;
        n++;
        view.mean += off / n;
        view.log_mean += log_off / n;
        squares += off * (x - view.mean);
        log_squares += log_off * (log_x - view.log_mean);
    }
    view.variance = squares / n;
    view.log_variance = log_squares / n;
    return view;
}

double fit_view_least(const struct fit_view *view)
{
    return view->values[0] - view->shift;
}

double fit_view_most(const struct fit_view *view)
{
    return view->values[view->count - 1] - view->shift;
}

const char *fit_exponential(struct sim_dist *dist, const struct fit_view *view)
{
    return sim_dist_exponential(dist, view->mean);
}

/* The shape k of ln k - psi(k) = ln(mean) - mean(ln x) (JKB 17.7); 0 where there is none. */
static double gamma_shape(const struct fit_view *view)
{
    double s = log(view->mean) - view->log_mean;
    if (!(s > 1e-12))
        return 0;
    double k = (3 - s + sqrt((s - 3) * (s - 3) + 24 * s)) / (12 * s); /* right to 1.5 % */
    for (int step = 0; step < STEPS_MOST; step++) {
        double off = log(k) - gsl_sf_psi(k) - s, slope = 1 / k - gsl_sf_psi_1(k);
        double next = k - off / slope;
        if (!(next > 0))
            next = k / 2;
        if (fabs(next - k) <= CLOSE_ENOUGH * k)
            return next;
        k = next;
    }
    return k;
}

static const char no_spread[] = "the values do not differ enough";

const char *fit_gamma(struct sim_dist *dist, const struct fit_view *view)
{
    double shape = gamma_shape(view);
    return shape > 0 ? sim_dist_gamma(dist, view->mean, 1 / sqrt(shape)) : no_spread;
}

static double erlang_likelihood(const struct fit_view *view, double k)
{
    return k * log(k / view->mean) - gsl_sf_lngamma(k) + (k - 1) * view->log_mean - k;
}

/* The likelihood has one peak over k, so the best whole k is beside the gamma's. */
const char *fit_erlang(struct sim_dist *dist, const struct fit_view *view)
{
    double shape = gamma_shape(view);
    if (!(shape > 0))
        return no_spread;
    double below = fmax(floor(shape), 1), above = fmax(ceil(shape), 1);
    bool up = erlang_likelihood(view, above) > erlang_likelihood(view, below);
    return sim_dist_erlang(dist, view->mean, up ? above : below);
}

const char *fit_lognormal(struct sim_dist *dist, const struct fit_view *view)
{
    return sim_dist_lognormal(dist, exp(view->log_mean + 0.5 * view->log_variance),
                              sqrt(expm1(view->log_variance)));
}

/* The equation of the shape, sum x^c ln x / sum x^c - 1/c - mean(ln x) = 0, and its slope. */
static double weibull_equation(const struct fit_view *view, double c, double *slope)
{
    double powers = 0, first = 0, second = 0;
    for (size_t i = 0; i < view->count; i++) {
        double y = log(view->values[i] - view->shift) - view->log_mean;
        double power = exp(c * y);
        powers += power;
        first += power * y;
        second += power * y * y;
    }
    double mean = first / powers;
    *slope = second / powers - mean * mean + 1 / (c * c);
    return mean - 1 / c;
}

static double weibull_scale(const struct fit_view *view, double c)
{
    double powers = 0;
    for (size_t i = 0; i < view->count; i++)
        powers += exp(c * (log(view->values[i] - view->shift) - view->log_mean));
    return exp(view->log_mean + log(powers / (double)view->count) / c);
}

const char *fit_weibull(struct sim_dist *dist, const struct fit_view *view)
{
    if (!(view->log_variance > 1e-18))
        return no_spread;
    double c = M_PI / sqrt(6 * view->log_variance); /* that of the moments of ln x */
    for (int step = 0; step < STEPS_MOST; step++) {
        double slope, off = weibull_equation(view, c, &slope);
        double next = c - off / slope;
        if (!(next > 0))
            next = c / 2;
        bool done = fabs(next - c) <= 1e-9 * c;
        c = next;
        if (done)
            break;
    }
    double mean = weibull_scale(view, c) * exp(gsl_sf_lngamma(1 + 1 / c));
    return sim_dist_weibull(dist, mean, c);
}

/* The logarithms are exponential above that of the least: an expected gap below the smallest. */
const char *fit_pareto(struct sim_dist *dist, const struct fit_view *view)
{
    double n = (double)view->count, log_least = log(fit_view_least(view));
    log_least -= (view->log_mean - log_least) / (n - 1);
    double shape = 1 / (view->log_mean - log_least);
    if (!(shape > 1))
        return "the tail is so heavy that there would be no mean";
    if (!(shape <= SIM_DIST_SHAPE_MOST))
        return no_spread;
    return sim_dist_pareto(dist, exp(log_least) * shape / (shape - 1), shape);
}

const char *fit_uniform(struct sim_dist *dist, const struct fit_view *view)
{
    double low = fit_view_least(view), high = fit_view_most(view);
    double gap = (high - low) / (double)(view->count - 1);
    return sim_dist_uniform(dist, fmax(low - gap, 0), high + gap);
}
