/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where no value of some keys meets the targets: what else would help. Each resource that is
 * limited is doubled, one at a time, on the same days with the same callers; and it is tried
 * whether a kitchen could keep the targets in which nobody ever stands in line. Knows nothing of
 * how it is told.
 */
#ifndef LAB_REMEDY_H
#define LAB_REMEDY_H

#include "lab/estimate.h"
#include "lab/limits.h"
#include "lab/runs.h"
#include "lab/target.h"

struct remedy {
    enum resource resource;
    const char *name;      /* of the ingredient; else NULL */
    double from, to;       /* how many there are, and were tried; of plans, the mean */
    struct estimate value; /* of the target that is missed by most */
    double shortfall;      /* of all targets, in tolerances: 0 and below: they are met */
    bool established;      /* the change of that target is more than chance */
};

struct remedies {
    size_t target;    /* the one that is missed by most: what the values are of */
    double shortfall; /* as it is */
    size_t count;
    struct remedy list[RESOURCES]; /* what helps most first */
    struct limits limits;          /* what manages how much, as it is, without simulation */
    /* The same target where nothing is limited, and as many cooks as calls; shortfall as above. */
    struct estimate unlimited;
    double unlimited_shortfall;
};

/*
 * Tries them from a world on so many days (2 or more); `worst` is the target that it misses by
 * most. Only threads and stop of the options count. False when out of memory or stopped.
 */
bool remedies_find(struct remedies *remedies, const struct world *world,
                   const struct target *targets, size_t target_count, size_t worst, uint32_t days,
                   double confidence, const struct runs_options *options);

#endif
