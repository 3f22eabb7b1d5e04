/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ratios of sums and their intervals. */
#include "lab/ratio.h"

#include <math.h>

void ratio_add(struct ratio *ratio, double value, double whole)
{
    bool none = isnan(value) || !(whole > 0);
    double part = none ? 0 : value * whole;
    double off_part = part - ratio->part, off_whole = (none ? 0 : whole) - ratio->whole;
    ratio->count++;
    double n = (double)ratio->count;
    ratio->part += off_part / n;
    ratio->whole += off_whole / n;
    double share = (n - 1) / n;
    ratio->parts += off_part * off_part * share;
    ratio->wholes += off_whole * off_whole * share;
    ratio->both += off_part * off_whole * share;
}

struct estimate ratio_estimate(const struct ratio *ratio, double confidence)
{
    struct estimate estimate = {
        .mean = NAN, .half_width = NAN, .sd = NAN, .n = ratio->count, .skewness = NAN};
    if (!(ratio->whole > 0))
        return estimate;
    double mean = ratio->part / ratio->whole;
    estimate.mean = mean;
    if (ratio->count < 2)
        return estimate;
    double residuals = ratio->parts - 2 * mean * ratio->both + mean * mean * ratio->wholes;
    estimate.sd = sqrt(fmax(residuals, 0) / (double)(ratio->count - 1)) / ratio->whole;
    estimate.half_width = estimate_together(&estimate, confidence, 1);
    return estimate;
}
