/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether there is a steady state to speak of. Where more get past the phone than a kitchen manages
 * and nobody is turned away behind it, a line grows for as long as it is watched: how long it is on
 * average depends on how long one looks, and says nothing about the kitchen. What goes through and
 * how busy everybody is still has a mean. From the world alone; knows nothing of what was
 * simulated.
 */
#ifndef LAB_STEADY_H
#define LAB_STEADY_H

#include <stdbool.h>
#include <stddef.h>

#include "models/world.h"

/* Where something grows without end. */
enum steady_place {
    GROWS_HOLD,
    GROWS_TICKETS,
    GROWS_CLERK_LINE,
    GROWS_STOCK_LINE,
    GROWS_OVEN_LINE,
    GROWS_COURIER_LINE,
    GROWS_READY,
    GROWS_KITCHEN, /* orders in flight: with any of the lines within the kitchen */
    GROWS_CREW,    /* cooks who are hired without end */
    GROWS_PLACES
};

struct steady {
    /*
     * That is what the scenario asks about: there is a warm-up, the day stops at closing, and calls
     * and crews are the same all day.
     */
    bool asked;
    bool only;      /* and about nothing else: the warm-up is left to the program */
    unsigned grows; /* set of enum steady_place; 0: there is a steady state, as far as is known */
    /* At the first place that grows, orders an hour: */
    double comes;   /* that get there, at least */
    double managed; /* that get through, at most */
    bool loses;     /* some callers are lost before that, at the phone */
};

void steady_of(struct steady *steady, const struct world *world);

/* Whether the measure has no mean in the long run, by its index. */
bool steady_lacks(const struct steady *steady, const struct world *world, size_t measure);

#endif
