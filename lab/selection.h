/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Selecting the best of several systems with a stated probability of being right. Knows nothing of
 * what the systems are.
 */
#ifndef LAB_SELECTION_H
#define LAB_SELECTION_H

#include <stddef.h>

/*
 * h^2 of the procedure KN (Kim and Nelson, "A fully sequential procedure for indifference-zone
 * selection in simulation", 2001, with c = 1), for so many systems (at least 2), first
 * observations of each (at least 2) and a probability `error` of being wrong.
 */
double kim_nelson_h2(size_t systems, size_t first, double error);

#endif
