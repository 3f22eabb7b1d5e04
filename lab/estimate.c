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
        .mean = sim_moments_mean(sample), .half_width = NAN, .sd = NAN, .n = sample->count};
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

bool estimate_established(const struct estimate *estimate)
{
    return fabs(estimate->mean) > estimate->half_width;
}
