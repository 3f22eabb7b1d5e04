/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a world pays for its staff and ovens by plan, before anything is simulated.
 */
#ifndef LAB_WAGES_H
#define LAB_WAGES_H

#include "models/world.h"

/*
 * Wages of the cooks, agents and couriers that are planned, and rent of the oven places, over the
 * opening hours of a day, in the currency. Who is only paid when needed (cooks hired for each
 * order, unlimited couriers) is not in it, nor is overtime.
 */
double planned_wages(const struct world *world);

#endif
