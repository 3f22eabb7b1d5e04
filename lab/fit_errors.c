/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Standard errors from the observed information: the curvature of the likelihood at its peak, by
 * differences. Only where the theory of maximum likelihood holds: the ends of a range do not
 * depend on a parameter (Cox and Hinkley 1974, ch. 9), and the parameter is no whole number.
 */
#include <math.h>

#include "lab/fit_family.h"

/* Relative steps of the differences: the fourth root of the precision of a sum. */
#define STEP 1e-3

static const struct fit_errors none = {NAN, NAN, NAN, NAN};

/* The likelihood where the parameters are so many times the fitted ones. */
static double likelihood(const struct sim_dist *fitted, const struct fit_sample *sample,
                         double first_times, double second_times)
{
    struct sim_dist dist;
    double first = fitted->first * first_times, second = fitted->second * second_times;
    const char *wrong = fitted->kind == SIM_EXPONENTIAL ? sim_dist_exponential(&dist, first)
                        : fitted->kind == SIM_GAMMA     ? sim_dist_gamma(&dist, first, second)
                        : fitted->kind == SIM_LOGNORMAL ? sim_dist_lognormal(&dist, first, second)
                        : fitted->kind == SIM_ERLANG    ? sim_dist_erlang(&dist, first, second)
                        : fitted->kind == SIM_WEIBULL   ? sim_dist_weibull(&dist, first, second)
                        : fitted->kind == SIM_NORMAL
                            ? sim_dist_normal(&dist, first, second)
                            : sim_dist_hyperexponential(&dist, first, second);
    if (wrong)
        return NAN;
    /* As many values as there were stand behind each that is kept. */
    double weight = (double)sample->of / (double)sample->count;
    return weight * fit_log_likelihood(&dist, sample->values, sample->count);
}

/* Minus the second derivative along each parameter and across both, in relative steps. */
static struct fit_errors from_information(const struct sim_dist *dist,
                                          const struct fit_sample *sample, bool both)
{
    struct fit_errors errors = none;
    const double up = 1 + STEP, down = 1 - STEP, square = STEP * STEP;
    double here = likelihood(dist, sample, 1, 1);
    double first =
        -(likelihood(dist, sample, up, 1) - 2 * here + likelihood(dist, sample, down, 1));
    first /= square;
    if (!both) {
        errors.first = dist->first / sqrt(first);
        return errors;
    }
    double second =
        -(likelihood(dist, sample, 1, up) - 2 * here + likelihood(dist, sample, 1, down)) / square;
    double across = -(likelihood(dist, sample, up, up) - likelihood(dist, sample, up, down) -
                      likelihood(dist, sample, down, up) + likelihood(dist, sample, down, down)) /
                    (4 * square);
    double determinant = first * second - across * across;
    if (first > 0 && determinant > 0) {
        errors.first = dist->first * sqrt(second / determinant);
        errors.second = dist->second * sqrt(first / determinant);
    }
    return errors;
}

/* The shape's is shape / sqrt(n); the least value is known far better, to 1 / n. */
static struct fit_errors of_pareto(const struct sim_dist *dist, const struct fit_sample *sample)
{
    double shape = dist->second;
    struct fit_errors errors = none;
    errors.second = shape / sqrt((double)sample->of);
    errors.first = dist->first / (shape * (shape - 1)) * errors.second;
    return errors;
}

struct fit_errors fit_errors_of(enum fit_family family, const struct sim_dist *dist,
                                const struct fit_sample *sample)
{
    switch (family) {
    case FIT_EXPONENTIAL:
    case FIT_ERLANG:
        return from_information(dist, sample, false);
    case FIT_GAMMA:
    case FIT_LOGNORMAL:
    case FIT_WEIBULL:
    case FIT_HYPEREXPONENTIAL:
    case FIT_NORMAL:
        return from_information(dist, sample, true);
    case FIT_PARETO:
        return of_pareto(dist, sample);
    default:
        return none;
    }
}
