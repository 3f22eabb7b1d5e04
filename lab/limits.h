/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What limits a kitchen: how many orders an hour each resource could manage if nothing else held it
 * up, by the operational laws (Denning and Buzen, "The operational analysis of queueing network
 * models", 1978): the number there is of it, divided by how long one order keeps one of it. Knows
 * what was simulated, or that nothing was; not how it is told.
 */
#ifndef LAB_LIMITS_H
#define LAB_LIMITS_H

#include "lab/experiment.h"

enum resource {
    RESOURCE_CLERKS,
    RESOURCE_INGREDIENT,
    RESOURCE_OVENS,
    RESOURCE_COURIERS,
    RESOURCE_WORKTOPS,
    RESOURCE_COOKS,
    RESOURCE_CREW_START, /* staged: the crews in the order of enum work */
    RESOURCE_CREW_PREP,
    RESOURCE_CREW_BOX,
    RESOURCE_IN_FLIGHT, /* the limit on orders in flight */
    RESOURCE_MEMORY,
    RESOURCE_AGENTS,
    RESOURCE_LINES,
    RESOURCES
};

/* As in a scenario: "cooks", "stages.prep"; for programs. */
extern const char *const resource_names[THEMES][RESOURCES];

struct limit {
    enum resource resource;
    const char *name; /* of the ingredient; else NULL */
    double number;    /* how many there are, the mean over the window */
    bool crowded;     /* more of them would manage less, because of crowding */
    double kept;      /* s that one order keeps one of them */
    double waiting;   /* of these, s spent in line for something that is less of a limit */
    double per_hour;  /* orders that they manage */
};

struct limits {
    double calls;                 /* an hour, the mean over the window */
    double calls_most;            /* an hour, at the peak */
    double together;              /* an hour, that all of it manages; see below */
    size_t count;                 /* resources that are limited at all */
    struct limit list[RESOURCES]; /* the tightest first */
};

/*
 * Where cooks or agents stand in line, all together can manage less than each resource by itself.
 * It is known where saturated.h knows it, and of interest if it is less than call: else `together`
 * is 0.
 */

/*
 * The limits of a variant, from its world and from what was measured. Where an order keeps one
 * resource while it stands in line for another, the measured waiting counts only if the other is
 * the lesser limit: a line before the tightest resource is its effect, not another cause.
 */
void limits_of(struct limits *limits, const struct result *result, size_t variant);

/*
 * The same from the world alone: what each resource manages at most, if no order ever waits for
 * another resource while it keeps this one.
 */
void limits_expected(struct limits *limits, const struct world *world);

/* Whether as many call as the tightest resource manages, or more: on the whole, or at the peak. */
bool limits_reached(const struct limits *limits);
bool limits_reached_at_peak(const struct limits *limits);

#endif
