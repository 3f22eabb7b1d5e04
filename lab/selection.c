/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Constants of selection procedures. */
#include "lab/selection.h"

#include <math.h>

double kim_nelson_h2(size_t systems, size_t first, double error)
{
    double freedom = (double)first - 1;
    double eta = (pow(2 * error / ((double)systems - 1), -2 / freedom) - 1) / 2;
    return 2 * eta * freedom;
}
