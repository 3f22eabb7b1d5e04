/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a sweep varies when nobody says so: the number of cooks and the demand, in ranges that show
 * how a scenario scales. Knows formulas (predict.h); nothing is simulated.
 */
#ifndef LAB_USUAL_H
#define LAB_USUAL_H

#include "lab/range.h"
#include "models/scenario.h"

enum { USUAL_COOKS, USUAL_DEMAND, USUALS };

/* What stands in the way of varying something: a sentence, or NULL. */
struct usual {
    struct range ranges[USUALS]; /* without values where there is an objection */
    const char *objections[USUALS];
};

/*
 * Cooks from few to half as many again as the hungriest variant needs to keep up with all that
 * call, as far as memory has room, and past the point where crowding makes more of them less;
 * demand from a quarter of the scenario's own to twice that. False when out of memory; else to be
 * freed with usual_free.
 */
bool usual_of(struct usual *usual, const struct scenario *scenario);
void usual_free(struct usual *usual);

#endif
