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

struct sweep_point {
    size_t at[SWEEP_KEYS]; /* which value of each range */
    struct scenario scenario;
    struct result result;
};

struct sweep {
    const struct range *ranges;
    size_t range_count; /* 1 or 2 */
    size_t point_count; /* finished, in order: the first key's values within the second's */
    size_t planned;
    struct sweep_point *points;
    enum runs_end end;
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
};

/*
 * Runs it, to be freed with sweep_free. False, with nothing to free, when a scenario cannot be read
 * or there is not even memory for the points. After a stop or a failure the finished points are
 * there, and sweep->end says so.
 */
bool sweep_run(struct sweep *sweep, const struct range *ranges, size_t range_count,
               const struct sweep_options *options);
void sweep_free(struct sweep *sweep);

/* A variant's estimate at a point. */
struct estimate sweep_estimate(const struct sweep *sweep, size_t point, size_t variant,
                               size_t measure);

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

#endif
