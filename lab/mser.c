/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See mser.h. */
#include "lab/mser.h"

#include <math.h>

#include "sim/moments.h"

static double batch_mean(const double *values, size_t batch)
{
    double sum = 0;
    for (size_t n = 0; n < MSER_BATCH; n++)
        sum += values[batch * MSER_BATCH + n];
    return sum / MSER_BATCH;
}

/* From the end on, so that every sum of squares grows out of the one before. */
bool mser5(const double *values, size_t count, size_t *leave_out)
{
    size_t batches = count / MSER_BATCH, half = batches / 2, best = half;
    double least = INFINITY;
    struct sim_moments rest = {0};
    *leave_out = half * MSER_BATCH;
    if (half < 2)
        return false;
    for (size_t d = batches; d-- > 0;) {
        sim_moments_add(&rest, batch_mean(values, d));
        double left = (double)rest.count, error = rest.squares / (left * left);
        if (d <= half && error <= least) {
            least = error;
            best = d;
        }
    }
    *leave_out = best * MSER_BATCH;
    return best < half;
}
