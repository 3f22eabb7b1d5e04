/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plan: the cheapest values of some keys with which each variant of a scenario keeps all targets,
 * with a stated probability of being right. Days are simulated only as far as that takes (see
 * selection.h), with the same callers and the same luck for all candidates. Knows nothing of how it
 * is told.
 */
#ifndef LAB_PLANNING_H
#define LAB_PLANNING_H

#include "lab/experiment.h"
#include "lab/range.h"
#include "lab/remedy.h"
#include "lab/runs.h"
#include "lab/selection.h"
#include "lab/target.h"

#define PLANNING_KEYS 4
#define PLANNING_POINTS_MOST 10000

/* The most days of one candidate where nothing else is said. */
#define PLANNING_DAYS_MOST 10000

/* What makes a difference of a measured cost, as a part of it. */
#define PLANNING_WORTH 0.02

/* What is to be least. */
enum aim {
    AIM_AUTO,    /* wages, where they differ; else the count */
    AIM_WAGES,   /* what the scenario's prices make of the planned staff and ovens */
    AIM_COUNT,   /* the values of the keys together */
    AIM_MOST,    /* the same, but the most */
    AIM_MEASURE, /* a measure, least or most, whichever is good */
    AIMS
};

struct planning_options {
    struct runs_options runs;
    enum aim aim;
    size_t measure; /* AIM_MEASURE */
    double worth;   /* of it, the difference that matters; 0: PLANNING_WORTH of the best */
    uint32_t most;  /* days of a candidate; 0: PLANNING_DAYS_MOST */
    /* Reads the scenario with further settings on top; see sweep.h. */
    bool (*read)(void *reader, struct scenario *scenario, const struct override *settings,
                 size_t count);
    void *reader;
    /* Called now and then: days simulated, candidates decided, of how many at most; or NULL. */
    void (*progress)(void *watcher, uint64_t days, size_t decided, size_t candidates);
    void *watcher;
};

struct planning_point {
    size_t at[PLANNING_KEYS]; /* which value of each range */
    struct scenario scenario;
};

struct planning_variant {
    struct selection selection;
    double *costs;  /* known, of each point; NULL: measured */
    uint64_t days;  /* simulated, and part of the result */
    size_t answer;  /* a point; SIZE_MAX: none meets the targets */
    size_t nearest; /* a point: the dearest cheaper one that fails, or, without an answer, the one
                       that comes nearest; SIZE_MAX: none */
    bool doubt;     /* a cheaper one could not be decided */
    struct remedies *remedies; /* without an answer: what else would help; or NULL */
    bool partial;              /* stopped before everything was decided that could be */
};

struct planning {
    const struct range *ranges;
    size_t range_count; /* 1 to PLANNING_KEYS */
    const struct target *targets;
    size_t target_count;
    enum aim aim; /* not AUTO */
    size_t measure;
    double error; /* probability that anything of it is wrong, at most */
    uint32_t first, most;

    size_t point_count; /* the first key's values within the second's, and so on */
    struct planning_point *points;
    size_t variant_count; /* planned: after a stop, fewer than the scenario has */
    struct planning_variant *variants;
    enum runs_end end;
    bool part; /* only a shard's part of the first days was done: nothing is selected */

    /* The variants that have an answer, there, day by day; `variants` of it NULL: none has. */
    struct scenario chosen;
    size_t *chosen_from; /* each one's index among the plan's variants */
    struct result result;
};

/*
 * Makes it, to be freed with planning_free. False, with nothing to free, when a scenario cannot be
 * read (the reader has then said why), when *wrong says what cannot be planned, or when there is
 * not even memory for the points. After a stop or a failure what was found so far is there,
 * and plan->end says so. Ranges and targets must outlive the plan.
 */
bool planning_make(struct planning *plan, const struct range *ranges, size_t range_count,
                   const struct target *targets, size_t target_count,
                   const struct planning_options *options, const char **wrong);
void planning_free(struct planning *plan);

/* The scenario, at the first point; its variants, titles and prices are those of all. */
const struct scenario *planning_scenario(const struct planning *plan);

/* Of one day, the money or number that the aim makes of a point. */
double planning_cost(const struct planning *plan, size_t variant, size_t point);

/*
 * How far a point is from meeting all targets, in tolerances of the one it misses by most; INFINITY
 * where there is no value.
 */
double planning_shortfall(const struct planning *plan, size_t variant, size_t point);

/* A target's measured value at a point, with the interval of the scenario's confidence. */
struct estimate planning_estimate(const struct planning *plan, size_t variant, size_t point,
                                  size_t target);

#endif
