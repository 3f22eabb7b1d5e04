/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sweep: the same experiment for every value of one key, or every pair of values of two, with the
 * same callers and the same luck at every point. Knows nothing of pictures.
 */
#ifndef LAB_SWEEP_H
#define LAB_SWEEP_H

#include "lab/experiment.h"
#include "lab/range.h"

#define SWEEP_KEYS 2

/* More points than that take for ever. */
#define SWEEP_POINTS_MOST 10000

/*
 * Points of a one-key sweep are compared day by day, each two in every variant and wanted measure,
 * as long as these are no more differences than that: some 160 MB, which grow with the square of
 * the points. 5 measures of 5 variants at 600 points are within it.
 */
#define SWEEP_DIFFERENCES_MOST 5000000

struct sweep_point {
    size_t at[SWEEP_KEYS]; /* which value of each range */
    struct scenario scenario;
    struct result result;
};

struct sweep {
    const struct range *ranges;
    size_t range_count; /* 1 or 2 */
    size_t
        point_count; /* with a replication at least: the first key's values within the second's */
    size_t planned;
    struct sweep_point *points;
    enum runs_end end;

    /* Differences between points, of these measures; NULL: not kept. */
    const size_t *measures;
    size_t measure_count;
    struct sim_moments *differences;
};

/* Where the scenarios come from, and who is told. */
struct sweep_options {
    struct experiment_options experiment;
    /*
     * Reads the scenario with further settings on top; false: it cannot be read, and the reader has
     * said why.
     */
    bool (*read)(void *reader, struct scenario *scenario, const struct override *settings,
                 size_t count);
    void *reader;
    /* Measures for sweep_difference, by measure_at's index; must outlive the sweep. */
    const size_t *measures;
    size_t measure_count;
    /* As in experiment_options, with all points' runs together; or NULL. */
    void (*progress)(void *watcher, uint64_t finished, uint64_t planned);
};

/*
 * Runs it, to be freed with sweep_free: one replication at all points, then the next, so that all
 * cores are busy to the end and every point is known about as well after a stop. False, with
 * nothing to free, when a scenario cannot be read or there is not even memory for the points. After
 * a stop or a failure what was finished is there, and sweep->end says so.
 */
bool sweep_run(struct sweep *sweep, const struct range *ranges, size_t range_count,
               const struct sweep_options *options);
void sweep_free(struct sweep *sweep);

/* The fewest replications of any point. */
uint32_t sweep_replications(const struct sweep *sweep);

/* A variant's estimate at a point. */
struct estimate sweep_estimate(const struct sweep *sweep, size_t point, size_t variant,
                               size_t measure);

/*
 * What a variant has at one point more than at another, on the same days: how luck treats both is
 * left out. Where it was not kept (two keys, other measures, too many points), from the estimates
 * of both as if they were independent.
 */
struct estimate sweep_difference(const struct sweep *sweep, size_t point, size_t against,
                                 size_t variant, size_t measure);

/* The same as it is kept: of two points, a variant and one of sweep->measures by its place. */
const struct sim_moments *sweep_pair(const struct sweep *sweep, size_t later, size_t earlier,
                                     size_t variant, size_t place);

/* The point with the best mean of a measure of which less or more is better; SIZE_MAX: none. */
size_t sweep_best(const struct sweep *sweep, size_t variant, size_t measure);

/*
 * Whether a point is established to be worse than the best, and by more than a hundredth of the
 * largest value in the sweep: the same callers show differences that are of no consequence. All
 * other points are compared with the best, so each at its part of the risk (Bonferroni): with the
 * scenario's confidence the point that truly is the best is not among those that are worse (Hsu,
 * "Multiple comparisons", 1996, chapter 4).
 */
bool sweep_worse(const struct sweep *sweep, size_t point, size_t variant, size_t measure);

/*
 * The first point of a one-key sweep whose measure is not established to be worse than the best of
 * all points: more of the key buys nothing that can be shown. SIZE_MAX where there is no value.
 */
size_t sweep_enough(const struct sweep *sweep, size_t variant, size_t measure);

/*
 * The knee: the point farthest from the straight line between the first and the last, on the side
 * of the better values (Satopaa et al. 2011, without smoothing). SIZE_MAX where the values lie on a
 * line, within a twentieth of their span, or there are fewer than 3.
 */
size_t sweep_knee(const struct sweep *sweep, size_t variant, size_t measure);

/*
 * An earlier variant that had the same in every measure at every point: what told them apart is
 * what the sweep varies. SIZE_MAX: none.
 */
size_t sweep_twin(const struct sweep *sweep, size_t variant);

#endif
