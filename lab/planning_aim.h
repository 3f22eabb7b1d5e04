/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan is to make least, as far as that is known without simulating. Of lab/planning.c. */
#ifndef LAB_PLANNING_AIM_H
#define LAB_PLANNING_AIM_H

#include "lab/planning.h"

/*
 * Chooses by wages or by count where that is left to the program (AIM_AUTO), once all points are
 * read. NULL, or what cannot be planned with the aim.
 */
const char *planning_choose_aim(const struct planning *plan, enum aim *aim);

/* What a point costs by an aim that is no measure: money a day, or a number; less is better. */
double planning_known_cost(const struct planning *plan, enum aim aim, size_t variant, size_t point);

#endif
