/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Distributions made from others: every draw longer by a factor, or the same mean with a spread
 * that is wider by one. Where the kind allows it, the same random numbers give draws that are near
 * those before, so that what is compared is the change and not luck. Knows nothing of what the
 * times are the length of.
 */
#ifndef MODELS_STRETCH_H
#define MODELS_STRETCH_H

#include "sim/dist.h"

struct arena;

/*
 * Makes every draw `factor` times as long (above 0). NULL, or what is wrong, and *dist as before.
 * Data that it refers to are copied into the arena.
 */
const char *dist_stretch(struct sim_dist *dist, double factor, struct arena *arena);

/*
 * Makes the standard deviation `factor` times as wide (above 0) around the same mean. An
 * exponential distribution becomes a Weibull one, an Erlang a gamma; the others keep their kind; of
 * a normal one the sd before truncation is meant. NULL, or what is wrong, and *dist as before.
 */
const char *dist_widen(struct sim_dist *dist, double factor, struct arena *arena);

/* The standard deviation divided by the mean; 0 where nothing varies, NAN where there is none. */
double dist_variation(const struct sim_dist *dist);

#endif
