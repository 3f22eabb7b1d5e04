/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Maximum likelihood by search, where no equation gives it: Nelder and Mead's simplex (GSL) over
 * parameters that are transformed so that every point is allowed, and for a shift a golden section
 * over the other parameters' best likelihood.
 */
#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_multimin.h>

#include "lab/fit_family.h"

#define STEPS_MOST 400
#define SIZE_ENOUGH 1e-4 /* of the simplex; parameters are on scales of about 1 */

/* Above this many standard deviations from 0, cutting off a normal distribution changes nothing. */
#define CUT_MATTERS 6.0

/* What is searched: the distribution at a point, and how unlikely it makes the values. */
typedef const char *(*maker)(struct sim_dist *dist, const struct fit_view *view, const double *at);
typedef double (*unlikeliness)(const struct sim_dist *dist, const struct fit_view *view);

struct search {
    const struct fit_view *view;
    maker make;
    unlikeliness measure;
};

static double of_values(const struct sim_dist *dist, const struct fit_view *view)
{
    return -fit_log_likelihood(dist, view->values, view->count);
}

static double objective(const gsl_vector *at, void *params)
{
    const struct search *search = params;
    struct sim_dist dist;
    if (search->make(&dist, search->view, at->data))
        return INFINITY;
    double value = search->measure(&dist, search->view);
    return isnan(value) ? (double)INFINITY : value / (double)search->view->count;
}

/* Moves at[dimensions] to the likeliest point near it. False when out of memory. */
static bool climb(struct search *search, double *at, size_t dimensions)
{
    const gsl_multimin_fminimizer_type *type = gsl_multimin_fminimizer_nmsimplex2;
    gsl_multimin_fminimizer *simplex = gsl_multimin_fminimizer_alloc(type, dimensions);
    gsl_vector *steps = gsl_vector_alloc(dimensions);
    gsl_vector_view start = gsl_vector_view_array(at, dimensions);
    gsl_multimin_function function = {objective, dimensions, search};
    bool possible = simplex && steps;
    if (possible) {
        gsl_vector_set_all(steps, 0.3);
        gsl_multimin_fminimizer_set(simplex, &function, &start.vector, steps);
        for (int step = 0; step < STEPS_MOST; step++) {
            if (gsl_multimin_fminimizer_iterate(simplex) != GSL_SUCCESS ||
                gsl_multimin_fminimizer_size(simplex) < SIZE_ENOUGH)
                break;
        }
        gsl_vector_memcpy(&start.vector, simplex->x);
    }
    if (simplex)
        gsl_multimin_fminimizer_free(simplex);
    if (steps)
        gsl_vector_free(steps);
    return possible;
}

static const char *search_for(struct sim_dist *dist, const struct fit_view *view, maker make,
                              unlikeliness measure, double *at, size_t dimensions)
{
    struct search search = {view, make, measure};
    return climb(&search, at, dimensions) ? make(dist, view, at) : "out of memory";
}

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

/* Logarithms of the mean, relative to the values', and of the square of the cv above 1. */
static const char *make_hyperexponential(struct sim_dist *dist, const struct fit_view *view,
                                         const double *at)
{
    return sim_dist_hyperexponential(dist, view->mean * exp(at[0]), sqrt(1 + exp(at[1])));
}

const char *fit_hyperexponential(struct sim_dist *dist, const struct fit_view *view)
{
    double square = view->variance / (view->mean * view->mean);
    double at[2] = {0, log(fmax(square - 1, 0.1))};
    return search_for(dist, view, make_hyperexponential, of_values, at, 2);
}

static const char *make_normal(struct sim_dist *dist, const struct fit_view *view, const double *at)
{
    return sim_dist_normal(dist, view->mean * exp(at[0]), sqrt(view->variance) * exp(at[1]));
}

/* From the moments alone, which say everything about a normal distribution, cut off or not. */
static double of_moments(const struct sim_dist *dist, const struct fit_view *view)
{
    double off = view->mean - dist->first, sd = dist->second;
    return (double)view->count * (log(sd) + 0.5 * (view->variance + off * off) / (sd * sd) +
                                  log(gsl_cdf_ugaussian_P(dist->first / sd)));
}

const char *fit_normal(struct sim_dist *dist, const struct fit_view *view)
{
    double sd = sqrt(view->variance), at[2] = {0, 0};
    if (view->mean > CUT_MATTERS * sd)
        return sim_dist_normal(dist, view->mean, sd);
    return search_for(dist, view, make_normal, of_moments, at, 2);
}

/* The ends and the peak between them: how far the ends are beyond the values, and its share. */
struct ends {
    double low, high, peak;
};

static struct ends ends_at(const struct fit_view *view, const double *at)
{
    double least = fit_view_least(view), most = fit_view_most(view);
    struct ends ends = {.low = least * logistic(at[0]),
                        .high = most + (most - least) * exp(fmin(at[1], 5))};
    ends.peak = ends.low + (ends.high - ends.low) * logistic(at[2]);
    return ends;
}

static const char *make_triangular(struct sim_dist *dist, const struct fit_view *view,
                                   const double *at)
{
    struct ends ends = ends_at(view, at);
    return sim_dist_triangular(dist, ends.low, ends.high, ends.peak);
}

static const char *make_pert(struct sim_dist *dist, const struct fit_view *view, const double *at)
{
    struct ends ends = ends_at(view, at);
    return sim_dist_pert(dist, ends.low, ends.high, ends.peak);
}

static double logit(double share)
{
    share = fmin(fmax(share, 0.02), 0.98);
    return log(share / (1 - share));
}

/* Begins somewhat beyond the values, with the peak that gives their mean. */
static const char *search_ends(struct sim_dist *dist, const struct fit_view *view, maker make,
                               double beyond, double peak_weight)
{
    double least = fit_view_least(view), most = fit_view_most(view), width = most - least;
    double low = fmax(least - beyond * width, 0), high = most + beyond * width;
    double peak = ((peak_weight + 2) * view->mean - low - high) / peak_weight;
    double at[3] = {logit(low / least), log(beyond), logit((peak - low) / (high - low))};
    return search_for(dist, view, make, of_values, at, 3);
}

const char *fit_triangular(struct sim_dist *dist, const struct fit_view *view)
{
    return search_ends(dist, view, make_triangular, 0.05, 1);
}

const char *fit_pert(struct sim_dist *dist, const struct fit_view *view)
{
    return search_ends(dist, view, make_pert, 0.15, 4);
}

/* The likelihood with a shift, the other parameters being the best for it. */
struct shifting {
    const struct fit_view *view;
    fit_estimator estimator;
    double least, gap; /* the smallest value, and the smallest distance below it */
};

/* From 0, the nearest to the smallest value, to 1, no shift: distances in equal ratios. */
static double shift_at(const struct shifting *s, double t)
{
    return t < 1 ? fmax(s->least - s->gap * pow(s->least / s->gap, t), 0) : 0;
}

static double likelihood_at(const struct shifting *s, double t, struct sim_dist *dist)
{
    double shift = shift_at(s, t);
    struct fit_view view = fit_view_of(s->view->values, s->view->count, shift);
    if (s->estimator(dist, &view) || sim_dist_shift(dist, sim_from_seconds(shift)))
        return -INFINITY;
    return fit_log_likelihood(dist, s->view->values, s->view->count);
}

#define COARSE 8 /* places tried first, as there can be more than one peak */
#define FINE 10  /* golden sections of what is around the best of them */

static double best_place(const struct shifting *s)
{
    const double golden = 0.6180339887498949;
    struct sim_dist dist;
    double best = 1, likeliest = likelihood_at(s, 1, &dist);
    for (int n = 0; n < COARSE; n++) {
        double likelihood = likelihood_at(s, (double)n / COARSE, &dist);
        if (likelihood > likeliest) {
            likeliest = likelihood;
            best = (double)n / COARSE;
        }
    }
    double from = fmax(best - 1.0 / COARSE, 0), to = fmin(best + 1.0 / COARSE, 1);
    double left = to - golden * (to - from), right = from + golden * (to - from);
    double of_left = likelihood_at(s, left, &dist), of_right = likelihood_at(s, right, &dist);
    for (int n = 0; n < FINE; n++) {
        if (of_left > of_right) {
            to = right;
            right = left;
            of_right = of_left;
            left = to - golden * (to - from);
            of_left = likelihood_at(s, left, &dist);
        } else {
            from = left;
            left = right;
            of_left = of_right;
            right = from + golden * (to - from);
            of_right = likelihood_at(s, right, &dist);
        }
    }
    double inner = (from + to) / 2;
    return likelihood_at(s, inner, &dist) > likeliest ? inner : best;
}

const char *fit_with_shift(struct sim_dist *dist, const struct fit_view *view,
                           fit_estimator estimator)
{
    double least = view->values[0];
    struct shifting shifting = {.view = view, .estimator = estimator, .least = least};
    shifting.gap = (view->mean - least) / (double)(view->count - 1);
    if (!(shifting.gap > 0) || shifting.gap >= least)
        return estimator(dist, view);
    bool found = isfinite(likelihood_at(&shifting, best_place(&shifting), dist));
    return found ? NULL : estimator(dist, view);
}
