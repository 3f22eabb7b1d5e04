/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An experiment: every variant of a scenario for many replications, on all cores. Replication r has
 * the same callers with the same fate in every variant, so that variants are compared pair by pair.
 * The result is the same, to the last bit, for any number of threads. Knows nothing of screens or
 * formats.
 */
#ifndef LAB_EXPERIMENT_H
#define LAB_EXPERIMENT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lab/estimate.h"
#include "lab/runs.h"
#include "models/scenario.h"

/* The fewest replications for a precision. */
#define EXPERIMENT_REPLICATIONS_LEAST 10

/* How to run it; all zero means: on all cores, without being watched or stopped. */
struct experiment_options {
    unsigned threads;        /* 0: as many as cores are online */
    const atomic_bool *stop; /* once it is true, replications under way are dropped; or NULL */
    /*
     * Called now and then from the thread that called experiment_run, with how many of the
     * replications (at most, when a precision is asked for) are merged; or NULL.
     */
    void (*progress)(void *watcher, uint32_t finished, uint32_t planned);
    void *watcher;
    const struct keeper *keeper; /* who remembers replications, or NULL */
    uint32_t shard, shards;      /* do the part `shard` (from 0) of so many; 0 shards: everything */
    uint64_t before; /* runs of other experiments that are shared out together with it */
};

/* What is known after the replications that are finished in all variants: the first ones, all. */
struct result {
    const struct scenario *scenario; /* must outlive the result */
    enum runs_end end;
    uint32_t replications; /* finished */
    uint32_t elsewhere;    /* left out, because a part of them is another shard's */
    uint32_t planned;      /* with a precision: at most */
    bool precise;          /* the precision is reached; true when none was asked for */

    /* Running moments, a row of measure_count() a variant: its own, and less the first's. */
    struct sim_moments *own, *paired;
};

/*
 * Runs the scenario. False only when there is not even memory for the result; else *result is
 * filled in, with what was finished before a stop or a failure, and must be freed with result_free.
 *
 * With scenario->precision, replications are added to scenario->replications (or to
 * EXPERIMENT_REPLICATIONS_LEAST) until the half-width of time.total.mean is at most that part of
 * the mean in every variant, or there are scenario->at_most.
 */
bool experiment_run(struct result *result, const struct scenario *scenario,
                    const struct experiment_options *options);

/*
 * The two halves of it, for who makes the runs of several experiments together: a result without
 * replications (false when out of memory), and adding a replication, measure_count() values of each
 * variant, one variant after the other. False: that was enough.
 */
bool experiment_begin(struct result *result, const struct scenario *scenario,
                      const struct experiment_options *options);
bool experiment_add(struct result *result, const double *row);

void result_free(struct result *result);

/* How many runs it wants, of all variants: what is shared out after it has so many before it. */
uint64_t result_runs(const struct result *result);

/* Some replications that were asked for are missing. */
bool result_partial(const struct result *result);

/* Whether a variant has the measure at all (see measure_exists). */
bool result_measures(const struct result *result, size_t variant, size_t measure);

/* A variant's measure, and its difference to the first variant's, by measure_at's index. */
struct estimate result_estimate(const struct result *result, size_t variant, size_t measure);
struct estimate result_difference(const struct result *result, size_t variant, size_t measure);

/* The mean of a variant's measure by name, which must exist; NAN where there is no value. */
double result_mean(const struct result *result, size_t variant, const char *measure);

#endif
