/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See study.h. */
#include "tui/study.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "tui/app.h"

struct study {
    struct scenario scenario; /* the variants are the study's, all else is the app's */
    struct variant variants[SIDES];
    pthread_t thread;
    atomic_bool stop, done;
    atomic_uint finished, planned;
    struct result result; /* the thread's until `done` */
    bool answered;        /* so too */
};

static void note(void *watcher, uint32_t finished, uint32_t planned)
{
    struct study *study = watcher;
    atomic_store(&study->finished, finished);
    atomic_store(&study->planned, planned);
}

/* One core is left to the day on the screen, where there is more than one. */
static unsigned threads(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores > 2 ? (unsigned)(cores - 1) : 1;
}

static void *work(void *argument)
{
    struct study *study = argument;
    const struct experiment_options options = {
        .threads = threads(),
        .stop = &study->stop,
        .progress = note,
        .watcher = study,
    };
    study->answered = experiment_run(&study->result, &study->scenario, &options);
    atomic_store(&study->done, true);
    return NULL;
}

/* Signals are for the screen's thread: the new one is to get none. */
static bool start(struct study *study)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(&study->thread, NULL, work, study) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

struct study *study_begin(const struct scenario *scenario, const size_t *variants, size_t count)
{
    struct study *study = calloc(1, sizeof *study);
    if (!study)
        return NULL;
    study->scenario = *scenario;
    study->scenario.variants = study->variants;
    study->scenario.variant_count = count;
    for (size_t n = 0; n < count; n++)
        study->variants[n] = scenario->variants[variants[n]];
    atomic_init(&study->planned, scenario->replications);
    if (start(study))
        return study;
    free(study);
    return NULL;
}

void study_end(struct study *study)
{
    if (!study)
        return;
    atomic_store(&study->stop, true);
    pthread_join(study->thread, NULL);
    if (study->answered)
        result_free(&study->result);
    free(study);
}

bool study_progress(const struct study *study, uint32_t *finished, uint32_t *planned)
{
    *finished = atomic_load(&study->finished);
    *planned = atomic_load(&study->planned);
    return atomic_load(&study->done);
}

const struct result *study_result(const struct study *study)
{
    return atomic_load(&study->done) && study->answered ? &study->result : NULL;
}
