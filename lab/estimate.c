/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Means of replications and their confidence intervals. */
#include "lab/estimate.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

void sample_add(struct sim_moments *sample, double value)
{
    if (!isnan(value))
        sim_moments_add(sample, value);
}

double student_quantile(double p, double freedom)
{
    return gsl_cdf_tdist_Pinv(p, freedom);
}

double normal_quantile(double p)
{
    return gsl_cdf_ugaussian_Pinv(p);
}

struct estimate estimate_of(const struct sim_moments *sample, double confidence)
{
    struct estimate estimate = {
        .mean = sim_moments_mean(sample),
        .half_width = NAN,
        .sd = NAN,
        .n = sample->count,
        .skewness = sim_moments_skewness(sample),
    };
    if (sample->count < 2)
        return estimate;
    double n = (double)sample->count;
    estimate.sd = sqrt(sim_moments_variance(sample));
    estimate.half_width = student_quantile(0.5 + confidence / 2, n - 1) * estimate.sd / sqrt(n);
    return estimate;
}

double estimate_precision(const struct estimate *estimate)
{
    if (estimate->half_width == 0)
        return 0; /* always the same value, which may be 0 */
    return estimate->half_width / fabs(estimate->mean);
}

bool estimate_precise(const struct estimate *estimate, double precision, bool absolute)
{
    if (absolute)
        return estimate->half_width <= precision;
    return estimate_precision(estimate) <= precision / (1 + precision);
}

bool estimate_established(const struct estimate *estimate)
{
    return fabs(estimate->mean) > estimate->half_width;
}

double estimate_together(const struct estimate *estimate, double confidence, size_t count)
{
    if (estimate->n < 2)
        return NAN;
    double n = (double)estimate->n, risk = (1 - confidence) / (double)count;
    return student_quantile(1 - risk / 2, n - 1) * estimate->sd / sqrt(n);
}

bool estimate_established_together(const struct estimate *estimate, double confidence, size_t count)
{
    return fabs(estimate->mean) > estimate_together(estimate, confidence, count);
}

/* Standard error of the skewness of normal values (Fisher 1930). */
static double skewness_error(double n)
{
    return sqrt(6 * n * (n - 1) / ((n - 2) * (n + 1) * (n + 3)));
}

/* Cochran's rule. */
static double replications_wanted(double skewness)
{
    return 25 * skewness * skewness;
}

bool estimate_skewed(const struct estimate *estimate)
{
    double n = (double)estimate->n;
    if (!isfinite(estimate->skewness) || estimate->n >= ESTIMATE_REPLICATIONS_SKEWED)
        return false;
    return replications_wanted(estimate->skewness) > n &&
           fabs(estimate->skewness) > normal_quantile(0.995) * skewness_error(n);
}

uint64_t estimate_replications_for(double skewness)
{
    return (uint64_t)fmax(ceil(replications_wanted(skewness)), ESTIMATE_REPLICATIONS_SKEWED);
}
