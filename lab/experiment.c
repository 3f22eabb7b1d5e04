/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Threads take runs (one replication of one variant) in order. What they measured goes into a ring
 * of rows, one a replication, and from there in the order of replications into running moments.
 * Nobody takes a run that lies further ahead than the ring is long, so memory does not grow with
 * the number of replications.
 */
#include "lab/experiment.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "models/kitchen.h"
#include "models/measures.h"

/* A day is simulated in so many slices, between which the stop flag is looked at. */
#define SLICES 256

/* How often the watcher is told, in ms. */
#define PROGRESS_INTERVAL 50

struct ring {
    uint32_t rows;
    double *values;     /* of each row, variant by variant, all measures */
    uint32_t *finished; /* variants, of each row */
};

/* All that the threads share, guarded by `lock` once they run. */
struct experiment {
    struct result *result;
    const struct scenario *scenario;
    const struct experiment_options *options;
    size_t measures;
    size_t total_time; /* index of time.total.mean */

    pthread_mutex_t lock;
    pthread_cond_t merged;  /* room in the ring, or the end */
    pthread_cond_t watcher; /* something to tell */
    uint64_t next_run;      /* replication times variants plus variant, from 0 */
    unsigned running;       /* threads */
    atomic_bool over;       /* also looked at without the lock: what is under way is in vain */
    struct ring ring;
};

static double *row_values(const struct experiment *e, uint32_t replication, size_t variant)
{
    size_t row = replication % e->ring.rows;
    return e->ring.values + (row * e->scenario->variant_count + variant) * e->measures;
}

static bool asked_to_stop(const struct experiment *e)
{
    return e->over || (e->options->stop && *e->options->stop);
}

static void finish(struct experiment *e, enum experiment_end end)
{
    if (!e->over)
        e->result->end = end;
    e->over = true;
    pthread_cond_broadcast(&e->merged);
    pthread_cond_broadcast(&e->watcher);
}

/* Whether every variant's time.total.mean is known as precisely as was asked for. */
static bool precise(const struct experiment *e)
{
    for (size_t v = 0; v < e->scenario->variant_count; v++) {
        struct estimate estimate = result_estimate(e->result, v, e->total_time);
        if (!(estimate_precision(&estimate) <= e->scenario->precision))
            return false;
    }
    return true;
}

static void merge_row(struct experiment *e, uint32_t replication)
{
    const double *first = row_values(e, replication, 0);
    for (size_t v = 0; v < e->scenario->variant_count; v++) {
        const double *values = row_values(e, replication, v);
        struct sim_moments *own = e->result->own + v * e->measures;
        struct sim_moments *paired = e->result->paired + v * e->measures;
        for (size_t m = 0; m < e->measures; m++) {
            sample_add(&own[m], values[m]);
            sample_add(&paired[m], values[m] - first[m]);
        }
    }
}

/* Merges what is finished, in order, and sees whether that is enough. */
static void merge(struct experiment *e)
{
    struct result *result = e->result;
    bool adding = e->scenario->precision > 0;
    uint32_t least = e->scenario->replications > EXPERIMENT_REPLICATIONS_LEAST
                         ? e->scenario->replications
                         : EXPERIMENT_REPLICATIONS_LEAST;
    while (!e->over) {
        uint32_t *finished = &e->ring.finished[result->replications % e->ring.rows];
        if (*finished < e->scenario->variant_count)
            break;
        *finished = 0;
        merge_row(e, result->replications);
        result->replications++;
        if (adding && result->replications >= least)
            result->precise = precise(e);
        if (result->replications == result->planned || (adding && result->precise))
            finish(e, EXPERIMENT_DONE);
        pthread_cond_broadcast(&e->merged);
        pthread_cond_signal(&e->watcher);
    }
}

/* One day from begin to end. Sets *dropped when it was stopped on the way. */
static bool run_day(const struct experiment *e, struct kitchen *kitchen, uint32_t replication,
                    size_t variant, double *values, bool *dropped)
{
    const struct world *world = &e->scenario->variants[variant].world;
    if (!kitchen_begin(kitchen, world, replication + 1, NULL))
        return false;
    sim_time slice = world->hours / SLICES + 1;
    for (sim_time until = slice; kitchen_next(kitchen) != SIM_NEVER; until += slice) {
        if ((*dropped = asked_to_stop(e)))
            return true;
        if (until < kitchen_next(kitchen))
            until = kitchen_next(kitchen);
        if (!kitchen_run(kitchen, until))
            return false;
    }
    return measures_of(kitchen, values);
}

/* Takes the next run that there is room for; false when there is none left to do. */
static bool take_run(struct experiment *e, uint32_t *replication, size_t *variant)
{
    size_t variants = e->scenario->variant_count;
    while (!e->over) {
        uint64_t next = e->next_run / variants;
        if (next >= e->result->planned)
            return false;
        if (next < (uint64_t)e->result->replications + e->ring.rows) {
            *replication = (uint32_t)next;
            *variant = (size_t)(e->next_run++ % variants);
            return true;
        }
        pthread_cond_wait(&e->merged, &e->lock);
    }
    return false;
}

static void work(struct experiment *e, struct kitchen *kitchen, double *values)
{
    uint32_t replication;
    size_t variant;
    while (take_run(e, &replication, &variant)) {
        pthread_mutex_unlock(&e->lock);
        bool dropped = false;
        bool done = run_day(e, kitchen, replication, variant, values, &dropped);
        pthread_mutex_lock(&e->lock);
        if (!done || dropped) {
            finish(e, done ? EXPERIMENT_STOPPED : EXPERIMENT_OUT_OF_MEMORY);
            return;
        }
        double *to = row_values(e, replication, variant);
        for (size_t m = 0; m < e->measures; m++)
            to[m] = values[m];
        e->ring.finished[replication % e->ring.rows]++;
        merge(e);
    }
}

static void *thread_main(void *argument)
{
    struct experiment *e = argument;
    struct kitchen *kitchen = kitchen_new();
    double *values = calloc(e->measures, sizeof *values);
    pthread_mutex_lock(&e->lock);
    if (kitchen && values)
        work(e, kitchen, values);
    else
        finish(e, EXPERIMENT_OUT_OF_MEMORY);
    e->running--;
    pthread_cond_signal(&e->watcher);
    pthread_mutex_unlock(&e->lock);
    free(values);
    kitchen_free(kitchen);
    return NULL;
}

/* Tells the watcher how far it is until no thread is left. The lock is held, but not meanwhile. */
static void watch(struct experiment *e)
{
    while (e->running > 0) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += PROGRESS_INTERVAL * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        pthread_cond_timedwait(&e->watcher, &e->lock, &until);
        if (!e->options->progress)
            continue;
        uint32_t finished = e->result->replications;
        pthread_mutex_unlock(&e->lock);
        e->options->progress(e->options->watcher, finished, e->result->planned);
        pthread_mutex_lock(&e->lock);
    }
}

/* How many threads there is use for. */
static unsigned thread_count(const struct experiment *e)
{
    unsigned threads = e->options->threads;
    if (threads == 0) {
        long cores = sysconf(_SC_NPROCESSORS_ONLN);
        threads = cores > 0 ? (unsigned)cores : 1;
    }
    if (threads > EXPERIMENT_THREADS_MOST)
        threads = EXPERIMENT_THREADS_MOST;
    uint64_t runs = (uint64_t)e->result->planned * e->scenario->variant_count;
    return runs < threads ? (unsigned)runs : threads;
}

/* Starts as many of the threads as the system allows, and waits for them. */
static void run_threads(struct experiment *e, pthread_t *threads, unsigned count)
{
    unsigned started = 0;
    pthread_mutex_lock(&e->lock);
    while (started < count && pthread_create(&threads[started], NULL, thread_main, e) == 0)
        started++;
    e->running = started;
    if (started == 0)
        finish(e, EXPERIMENT_OUT_OF_MEMORY);
    watch(e);
    pthread_mutex_unlock(&e->lock);
    for (unsigned n = 0; n < started; n++)
        pthread_join(threads[n], NULL);
}

static bool result_new(struct result *result, const struct scenario *scenario)
{
    size_t cells = scenario->variant_count * measure_count();
    bool adding = scenario->precision > 0;
    *result = (struct result){
        .scenario = scenario,
        .planned = adding ? scenario->at_most : scenario->replications,
        .precise = !adding,
        .own = calloc(cells, sizeof *result->own),
        .paired = calloc(cells, sizeof *result->paired),
    };
    if (result->own && result->paired)
        return true;
    result_free(result);
    return false;
}

bool experiment_run(struct result *result, const struct scenario *scenario,
                    const struct experiment_options *options)
{
    if (!result_new(result, scenario))
        return false;
    struct experiment e = {
        .result = result,
        .scenario = scenario,
        .options = options,
        .measures = measure_count(),
        .total_time = measure_find("time.total.mean"),
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .merged = PTHREAD_COND_INITIALIZER,
        .watcher = PTHREAD_COND_INITIALIZER,
    };
    unsigned count = thread_count(&e);
    pthread_t *threads = calloc(count, sizeof *threads);
    e.ring.rows = count * EXPERIMENT_AHEAD;
    e.ring.finished = calloc(e.ring.rows, sizeof *e.ring.finished);
    e.ring.values =
        calloc((size_t)e.ring.rows * scenario->variant_count * e.measures, sizeof *e.ring.values);
    if (threads && e.ring.finished && e.ring.values)
        run_threads(&e, threads, count);
    else
        result->end = EXPERIMENT_OUT_OF_MEMORY;
    free(e.ring.values);
    free(e.ring.finished);
    free(threads);
    return true;
}

void result_free(struct result *result)
{
    free(result->own);
    free(result->paired);
    result->own = result->paired = NULL;
}

bool result_partial(const struct result *result)
{
    return result->end != EXPERIMENT_DONE;
}

bool result_measures(const struct result *result, size_t variant, size_t measure)
{
    return measure_exists(measure, &result->scenario->variants[variant].world);
}

struct estimate result_estimate(const struct result *result, size_t variant, size_t measure)
{
    const struct sim_moments *own = result->own + variant * measure_count();
    return estimate_of(&own[measure], result->scenario->confidence);
}

struct estimate result_difference(const struct result *result, size_t variant, size_t measure)
{
    const struct sim_moments *paired = result->paired + variant * measure_count();
    return estimate_of(&paired[measure], result->scenario->confidence);
}

double result_mean(const struct result *result, size_t variant, const char *measure)
{
    return result_estimate(result, variant, measure_find(measure)).mean;
}
