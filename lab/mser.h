/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long a simulation that begins empty takes to forget it: the marginal standard error rule on
 * batches of 5 (White, "An effective truncation heuristic for bias reduction in simulation output",
 * 1997; White, Cobb and Spratt, "A comparison of five steady-state truncation heuristics for
 * simulation", 2000). Knows nothing of what the values are.
 */
#ifndef LAB_MSER_H
#define LAB_MSER_H

#include <stdbool.h>
#include <stddef.h>

#define MSER_BATCH 5

/*
 * How many of the first values to leave out, a multiple of 5 and at most half of them: so many that
 * the standard error of the mean of what is left is smallest. False when the best place is at the
 * half, where the rule is no longer to be trusted: there are too few values (or below 20), or they
 * never settle.
 */
bool mser5(const double *values, size_t count, size_t *leave_out);

#endif
