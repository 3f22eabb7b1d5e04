/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replications of all variants as runs, merged in order into running moments. */
#include "lab/experiment.h"

#include <stdlib.h>
#include <string.h>

#include "lab/runs.h"
#include "models/measures.h"

/* What the runs are asked from, and taken into. */
struct experiment {
    struct result *result;
    const struct scenario *scenario;
    const struct experiment_options *options;
    size_t measures;
    uint64_t next_run;  /* replication times variants plus variant, from 0 */
    uint64_t *systems;  /* the keeper's numbers of the variants */
    double *row;        /* the values of the replication that is being taken, variant by variant */
    bool absent;        /* some of it belong to another shard */
    atomic_uint merged; /* replications, for who watches */
};

/* How many there are before a precision is looked at; without one, how many there are. */
static uint32_t first_replications(const struct scenario *scenario)
{
    bool few = scenario->precision > 0 && scenario->replications < EXPERIMENT_REPLICATIONS_LEAST;
    return few ? EXPERIMENT_REPLICATIONS_LEAST : scenario->replications;
}

bool experiment_add(struct result *result, const double *row)
{
    bool adding = result->scenario->precision > 0;
    result_add(result, row);
    if (adding && result->replications >= first_replications(result->scenario))
        result->precise = result_precise(result);
    return result->replications < result->planned && !(adding && result->precise);
}

static enum runs_wish next(void *owner, struct run *run)
{
    struct experiment *e = owner;
    size_t variants = e->scenario->variant_count;
    if (e->next_run >= (uint64_t)e->result->planned * variants)
        return RUNS_NONE;
    uint32_t variant = (uint32_t)(e->next_run % variants);
    *run = (struct run){
        .world = &e->scenario->variants[variant].world,
        .system = e->systems[variant],
        .replication = (uint32_t)(e->next_run / variants),
        .tag = variant,
    };
    e->next_run++;
    return RUNS_RUN;
}

static bool take(void *owner, const struct run *run, const double *values)
{
    struct experiment *e = owner;
    if (run->tag == 0)
        e->absent = false;
    if (values)
        memcpy(e->row + run->tag * e->measures, values, e->measures * sizeof *values);
    else
        e->absent = true;
    if (run->tag + 1 < e->scenario->variant_count)
        return true;
    if (e->absent) {
        e->result->elsewhere++;
        return true;
    }
    bool more = experiment_add(e->result, e->row);
    atomic_store(&e->merged, e->result->replications);
    return more;
}

static void tell(void *owner)
{
    struct experiment *e = owner;
    e->options->progress(e->options->watcher, atomic_load(&e->merged), e->result->planned);
}

/* Gets the keeper's numbers; false when it has none for a world. */
static bool enroll(const struct experiment *e)
{
    const struct keeper *keeper = e->options->keeper;
    for (size_t v = 0; keeper && v < e->scenario->variant_count; v++)
        if (!keeper->enroll(keeper->memory, &e->scenario->variants[v].world, &e->systems[v]))
            return false;
    return true;
}

/* A shard does its part of the replications asked for: it cannot know what is precise. */
bool experiment_begin(struct result *result, const struct scenario *scenario,
                      const struct experiment_options *options)
{
    bool adding = scenario->precision > 0 && options->shards == 0;
    uint32_t planned = adding ? scenario->at_most : first_replications(scenario);
    if (!result_begin(result, scenario, planned))
        return false;
    result->precise = !adding;
    result_settle(result, options->threads, options->stop);
    return true;
}

struct runs_options experiment_runs(const struct experiment_options *options)
{
    return (struct runs_options){
        .threads = options->threads,
        .stop = options->stop,
        .keeper = options->keeper,
        .shard = options->shard,
        .shards = options->shards,
        .before = options->before,
    };
}

static enum runs_end run(struct experiment *e)
{
    const struct runs_owner owner = {
        .owner = e, .next = next, .take = take, .tell = e->options->progress ? tell : NULL};
    const struct runs_options how = experiment_runs(e->options);
    return enroll(e) ? runs_do(&owner, result_runs(e->result), &how) : RUNS_NOT_KEPT;
}

bool experiment_run(struct result *result, const struct scenario *scenario,
                    const struct experiment_options *options)
{
    if (!experiment_begin(result, scenario, options))
        return false;
    if (result->end != RUNS_DONE)
        return true;
    size_t measures = measure_count();
    struct experiment e = {
        .result = result,
        .scenario = result->scenario,
        .options = options,
        .measures = measures,
        .systems = calloc(scenario->variant_count, sizeof *e.systems),
        .row = calloc(scenario->variant_count * measures, sizeof *e.row),
    };
    result->end = e.systems && e.row ? run(&e) : RUNS_OUT_OF_MEMORY;
    free(e.row);
    free(e.systems);
    return true;
}
