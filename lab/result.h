/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the replications of an experiment together say about each measure of each variant: means,
 * paired differences, ratios of sums, what control variates make of them, and what has no mean at
 * all. Takes replications one by one, in order, and keeps sums only, so that memory does not grow
 * with their number. Knows nothing of how they are made.
 */
#ifndef LAB_RESULT_H
#define LAB_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lab/controls.h"
#include "lab/estimate.h"
#include "lab/ratio.h"
#include "lab/runs.h"
#include "lab/steady.h"
#include "lab/warmup.h"
#include "models/scenario.h"

/* The control variates of a variant, and what they do for its measures and its differences. */
struct result_controls {
    size_t measure[CONTROLS_MOST]; /* which measures they are */
    struct controls own, paired;
};

/* What is known after the replications that are finished in all variants: the first ones, all. */
struct result {
    /* Must outlive the result; with a warm-up that was found, a copy in which it is written. */
    const struct scenario *scenario;
    struct scenario *settled; /* that copy, or NULL */
    struct warmup warmup;
    enum runs_end end;
    uint32_t replications; /* finished */
    uint32_t elsewhere;    /* left out, because a part of them is another shard's */
    uint32_t planned;      /* with a precision: at most */
    bool precise;          /* the precision is reached; true when none was asked for */

    /* Running moments, a row of measure_count() a variant: its own, and less the first's. */
    struct sim_moments *own, *paired;
    /* The rest may be NULL: nothing is known of it. */
    size_t *whole;                    /* of each measure that is a ratio: the measure it is over */
    struct ratio *ratios;             /* like `own`; of measures that are no ratios, nothing */
    struct steady *steady;            /* of each variant */
    struct result_controls *controls; /* of each variant; only if asked for */
};

/* For so many replications at most. False when out of memory: nothing is to be freed then. */
bool result_begin(struct result *result, const struct scenario *scenario, uint32_t planned);
void result_free(struct result *result);

/*
 * To be called before the first replication when variants leave the warm-up to the program: finds
 * it and makes `settled`. False: out of memory or stopped, as result->end says.
 */
bool result_settle(struct result *result, unsigned threads, const atomic_bool *stop);

/* Adds a replication: measure_count() values of each variant, one variant after the other. */
void result_add(struct result *result, const double *values);

/*
 * Whether scenario->precision_of is known, in every variant that has it, as precisely as the
 * scenario asks: relatively, or, for shares, in points of a hundred. With control variates it is
 * the interval that they make.
 */
bool result_precise(const struct result *result);

/* How many runs it wants, of all variants: what is shared out after it has so many before it. */
uint64_t result_runs(const struct result *result);

/* Some replications that were asked for are missing. */
bool result_partial(const struct result *result);

/* Whether a variant has the measure at all (measure_exists), and it is not only an aid. */
bool result_measures(const struct result *result, size_t variant, size_t measure);

/*
 * Whether the measure has no mean in the long run, because what it measures grows without end
 * (steady.h). That of the window that was simulated is estimated all the same, as MODEL says, but
 * for worlds that left the warm-up to the program, and so asked for the long run and nothing else:
 * theirs are estimates from no replications.
 */
bool result_grows(const struct result *result, size_t variant, size_t measure);

/* A variant's measure, and its difference to the first variant's, by measure_at's index. */
struct estimate result_estimate(const struct result *result, size_t variant, size_t measure);
struct estimate result_difference(const struct result *result, size_t variant, size_t measure);

/* How many differences there are that are not the same in all replications. */
size_t result_differences(const struct result *result);

/*
 * The measure of all replications thrown together, as a ratio of sums. False when that is what the
 * mean is anyway: it is no ratio, or its whole is the same every day.
 */
bool result_pooled(const struct result *result, size_t variant, size_t measure,
                   struct estimate *pooled);

/*
 * The estimate, or the difference, sharpened by control variates; false where they do not help, or
 * there are too few replications to tell (CONTROLS_REPLICATIONS_LEAST).
 */
bool result_controlled(const struct result *result, size_t variant, size_t measure, bool difference,
                       struct controlled *controlled);

/* The mean of a variant's measure by name, which must exist; NAN where there is no value. */
double result_mean(const struct result *result, size_t variant, const char *measure);

/* The same over the window that was simulated, also of what has no mean in the long run. */
double result_window_mean(const struct result *result, size_t variant, const char *measure);

#endif
