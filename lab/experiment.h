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

#include "lab/result.h"

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

/* The same for who runs it: lab/runs.h. */
struct runs_options experiment_runs(const struct experiment_options *options);

/*
 * Runs the scenario. False only when there is not even memory for the result; else *result is
 * filled in, with what was finished before a stop or a failure, and must be freed with result_free.
 *
 * With scenario->precision, replications are added to scenario->replications (or to
 * EXPERIMENT_REPLICATIONS_LEAST) until scenario->precision_of is as precise in every variant
 * (result_precise), or there are scenario->at_most.
 *
 * Variants that leave their warm-up to the program have it found first (warmup.h).
 */
bool experiment_run(struct result *result, const struct scenario *scenario,
                    const struct experiment_options *options);

/*
 * The two halves of it, for who makes the runs of several experiments together: a result without
 * replications, and adding a replication, measure_count() values of each variant, one variant after
 * the other. Begin is false when out of memory; result->end is not RUNS_DONE when it was stopped
 * while the warm-up was looked for. Add is false when that was enough.
 */
bool experiment_begin(struct result *result, const struct scenario *scenario,
                      const struct experiment_options *options);
bool experiment_add(struct result *result, const double *row);

#endif
