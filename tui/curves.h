/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers over the day, worked out from what was seen of a kitchen: how many orders were where, and
 * what share of the cooks' time went where, one value for each column of an axis of time. Knows
 * nothing of how curves are drawn.
 */
#ifndef TUI_CURVES_H
#define TUI_CURVES_H

#include "lab/scene.h"
#include "tui/axis.h"

#define CURVES_MOST 12

/* What a curve tells; one of the two sets is empty. */
struct curve_kind {
    uint32_t places; /* 1 << enum place: orders there, the most at a time in a column */
    uint32_t states; /* 1 << enum cook_state: share of the time of the cooks that are here, in % */
};

/*
 * Works out `count` curves, at most CURVES_MOST, up to the instant `now`: values[curve * width +
 * column], NAN where there is nothing to tell. False when out of memory.
 */
bool curves_of(const struct scene *scene, const struct axis *axis, sim_time now,
               const struct curve_kind *kinds, size_t count, double *values);

#endif
