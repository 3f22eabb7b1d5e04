/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Threads take runs in the order in which the owner wants them. What they measured goes into a ring
 * of slots, one a run, and from there in that order to the owner. Nobody asks for a run that lies
 * further ahead than the ring is long, so memory does not grow with the number of runs.
 */
#include "lab/runs.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "lab/threads.h"
#include "models/kitchen.h"
#include "models/measures.h"

/* A day is simulated in so many slices, between which the stop flag is looked at. */
#define SLICES 256

/* How often the owner is told, in ms. */
#define TELL_INTERVAL 50

const char *const runs_end_words[RUNS_ENDS] = {
    [RUNS_DONE] = "finished",
    [RUNS_STOPPED] = "interrupted",
    [RUNS_OUT_OF_MEMORY] = "out of memory",
    [RUNS_NOT_KEPT] = "results could not be kept",
};

struct slot {
    struct run run;
    bool finished, absent;
};

/* All that the threads share, guarded by `lock` once they run. */
struct runs {
    const struct runs_owner *owner;
    const struct runs_options *options;
    size_t measures;

    pthread_mutex_t lock;
    pthread_cond_t taken; /* room in the ring, an answer to a wait, or the end */
    pthread_cond_t idle;  /* no thread is left */
    uint64_t asked, delivered;
    unsigned running; /* threads */
    unsigned waiting; /* of these, for `taken` */
    atomic_bool over; /* also looked at without the lock: what is under way is in vain */
    enum runs_end end;

    size_t slot_count;
    struct slot *slots;
    double *values; /* of each slot, all measures */
};

static double *slot_values(const struct runs *runs, size_t slot)
{
    return runs->values + slot * runs->measures;
}

static bool asked_to_stop(const struct runs *runs)
{
    return runs->over || (runs->options->stop && *runs->options->stop);
}

static void finish(struct runs *runs, enum runs_end end)
{
    if (!runs->over)
        runs->end = end;
    runs->over = true;
    pthread_cond_broadcast(&runs->taken);
}

/* Delivers what is finished, in order. */
static void deliver(struct runs *runs)
{
    while (!runs->over && runs->delivered < runs->asked) {
        size_t oldest = (size_t)(runs->delivered % runs->slot_count);
        struct slot *slot = &runs->slots[oldest];
        if (!slot->finished)
            break;
        const double *values = slot->absent ? NULL : slot_values(runs, oldest);
        runs->delivered++;
        if (!runs->owner->take(runs->owner->owner, &slot->run, values))
            finish(runs, RUNS_DONE);
        if (runs->waiting > 0)
            pthread_cond_broadcast(&runs->taken);
    }
}

/* Asks the owner for the next run; false when it is left to others, or there is none. */
static bool ask(struct runs *runs, size_t *slot)
{
    while (!runs->over) {
        enum runs_wish wish = RUNS_WAIT;
        *slot = (size_t)(runs->asked % runs->slot_count);
        if (runs->asked < runs->delivered + runs->slot_count)
            wish = runs->owner->next(runs->owner->owner, &runs->slots[*slot].run);
        if (wish == RUNS_RUN) {
            runs->asked++;
            runs->slots[*slot].finished = runs->slots[*slot].absent = false;
            return true;
        }
        /* Nothing under way could change an owner's mind. */
        if (wish == RUNS_NONE || runs->asked == runs->delivered)
            return false;
        runs->waiting++;
        pthread_cond_wait(&runs->taken, &runs->lock);
        runs->waiting--;
    }
    return false;
}

/* Whether the run at a place in the order (from 0) is another shard's. */
static bool elsewhere(const struct runs_options *options, uint64_t place)
{
    uint64_t shards = options->shards;
    place += options->before;
    return shards > 0 && (place + place / shards) % shards != options->shard;
}

/* Whether a run needs no simulating: it is remembered, or another shard's. */
static bool settled(struct runs *runs, size_t slot)
{
    const struct runs_options *options = runs->options;
    struct slot *at = &runs->slots[slot];
    if (options->keeper && options->keeper->recall(options->keeper->memory, at->run.system,
                                                   at->run.replication, slot_values(runs, slot)))
        return true;
    /* No other thread has asked meanwhile: the lock is held since. */
    at->absent = elsewhere(options, runs->asked - 1);
    return at->absent;
}

/* One day from begin to end. Sets *dropped when it was stopped on the way. */
static bool run_day(const struct runs *runs, struct kitchen *kitchen, const struct run *run,
                    double *values, bool *dropped)
{
    if (!kitchen_begin(kitchen, run->world, run->replication + 1, NULL))
        return false;
    sim_time slice = run->world->hours / SLICES + 1;
    for (sim_time until = slice; kitchen_next(kitchen) != SIM_NEVER; until += slice) {
        if ((*dropped = asked_to_stop(runs)))
            return true;
        if (until < kitchen_next(kitchen))
            until = kitchen_next(kitchen);
        if (!kitchen_run(kitchen, until))
            return false;
    }
    return measures_of(kitchen, values);
}

/* Simulates the run in the slot, without the lock meanwhile; false when that is the end. */
static bool simulate(struct runs *runs, struct kitchen *kitchen, size_t slot)
{
    const struct keeper *keeper = runs->options->keeper;
    const struct run run = runs->slots[slot].run;
    double *values = slot_values(runs, slot);
    bool dropped = false;
    pthread_mutex_unlock(&runs->lock);
    bool done = run_day(runs, kitchen, &run, values, &dropped);
    pthread_mutex_lock(&runs->lock);
    enum runs_end end = RUNS_DONE;
    if (!done)
        end = RUNS_OUT_OF_MEMORY;
    else if (dropped)
        end = RUNS_STOPPED;
    else if (keeper && !keeper->keep(keeper->memory, run.system, run.replication, values))
        end = RUNS_NOT_KEPT;
    if (end != RUNS_DONE)
        finish(runs, end);
    return end == RUNS_DONE;
}

static void work(struct runs *runs, struct kitchen **kitchen)
{
    size_t slot;
    while (ask(runs, &slot)) {
        if (asked_to_stop(runs)) {
            finish(runs, RUNS_STOPPED);
            return;
        }
        if (!settled(runs, slot)) {
            if (!*kitchen && !(*kitchen = kitchen_new())) {
                finish(runs, RUNS_OUT_OF_MEMORY);
                return;
            }
            if (!simulate(runs, *kitchen, slot))
                return;
        }
        runs->slots[slot].finished = true;
        deliver(runs);
    }
}

static void *thread_main(void *argument)
{
    struct runs *runs = argument;
    struct kitchen *kitchen = NULL;
    pthread_mutex_lock(&runs->lock);
    work(runs, &kitchen);
    if (--runs->running == 0)
        pthread_cond_signal(&runs->idle);
    pthread_mutex_unlock(&runs->lock);
    kitchen_free(kitchen);
    return NULL;
}

/* Tells the owner now and then until no thread is left. The lock is held, but not meanwhile. */
static void watch(struct runs *runs)
{
    while (runs->running > 0) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += TELL_INTERVAL * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        pthread_cond_timedwait(&runs->idle, &runs->lock, &until);
        if (!runs->owner->tell)
            continue;
        pthread_mutex_unlock(&runs->lock);
        runs->owner->tell(runs->owner->owner);
        pthread_mutex_lock(&runs->lock);
    }
}

/* Starts as many of the threads as the system allows, and waits for them. */
static void run_threads(struct runs *runs, pthread_t *threads, unsigned count)
{
    unsigned started = 0;
    pthread_mutex_lock(&runs->lock);
    while (started < count && pthread_create(&threads[started], NULL, thread_main, runs) == 0)
        started++;
    runs->running = started;
    if (started == 0)
        finish(runs, RUNS_OUT_OF_MEMORY);
    watch(runs);
    pthread_mutex_unlock(&runs->lock);
    for (unsigned n = 0; n < started; n++)
        pthread_join(threads[n], NULL);
}

enum runs_end runs_do(const struct runs_owner *owner, uint64_t most,
                      const struct runs_options *options)
{
    struct runs runs = {
        .owner = owner,
        .options = options,
        .measures = measure_count(),
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .taken = PTHREAD_COND_INITIALIZER,
        .idle = PTHREAD_COND_INITIALIZER,
    };
    unsigned count = threads_wanted(options->threads);
    if (most > 0 && most < count)
        count = (unsigned)most;
    runs.slot_count = (size_t)count * RUNS_AHEAD;
    runs.slots = calloc(runs.slot_count, sizeof *runs.slots);
    runs.values = calloc(runs.slot_count * runs.measures, sizeof *runs.values);
    pthread_t *threads = calloc(count, sizeof *threads);
    if (runs.slots && runs.values && threads)
        run_threads(&runs, threads, count);
    else
        runs.end = RUNS_OUT_OF_MEMORY;
    free(threads);
    free(runs.values);
    free(runs.slots);
    return runs.end;
}
