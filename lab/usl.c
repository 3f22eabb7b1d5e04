/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gunther's law, as in its header. */
#include "lab/usl.h"

#include <math.h>

double usl_stretch(double n, double contention, double coherency)
{
    return 1 + contention * (n - 1) + coherency * n * (n - 1);
}

double usl_capacity(double n, double contention, double coherency)
{
    return n / usl_stretch(n, contention, coherency);
}

/* Where the derivative of n / stretch is 0: 1 - contention = coherency n^2. */
double usl_peak(double contention, double coherency)
{
    if (!(coherency > 0))
        return INFINITY;
    return fmax(sqrt(fmax(1 - contention, 0) / coherency), 1);
}
