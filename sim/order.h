/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Exact quantiles of values that are all at hand. Knows nothing of what they measure.
 */
#ifndef SIM_ORDER_H
#define SIM_ORDER_H

#include <stddef.h>
#include <stdint.h>

/*
 * The quantiles of values[0..n) at probabilities p[0..count), each from 0 to 1 and in any order,
 * interpolated linearly between order statistics (R's type 7; Hyndman and Fan 1996). Puts the
 * values into another order. Without values every result is NaN.
 *
 * Takes time in proportion to n, and never more than sorting does, whatever the values are.
 */
void sim_quantiles(int64_t *values, size_t n, const double *p, size_t count, double *results);

/* The largest value; INT64_MIN when there is none. */
int64_t sim_largest(const int64_t *values, size_t n);

#endif
