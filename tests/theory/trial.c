/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See trial.h. */
#include "trial.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "observer.h"

/*
 * Batches to begin with: enough for Student's t to stay near the normal quantile at the small
 * levels used here, and for the variance to be known to some 20 %.
 */
enum { BATCHES_FIRST = 60, BATCHES_MOST = 30000, THREADS_MOST = 64 };

/* The next number of batches is a little more than the variance asks for. */
#define MARGIN 1.05

/* An estimate that is off by so many half-widths will not come right by more batches. */
#define BEYOND_DOUBT 2

/* All batches so far: a row for each question, so that one question's stand together. */
struct runs {
    const struct a_case *a_case;
    struct sums *sums; /* BATCHES_MOST for each question */
    uint64_t *events;  /* of each batch */
    atomic_uint next;  /* batch to be taken */
    uint32_t end;      /* of the batches that are wanted now */
    atomic_bool failed;
};

static struct sums *sums_at(const struct runs *runs, size_t question, uint32_t batch)
{
    return &runs->sums[question * BATCHES_MOST + batch];
}

static bool run_batch(struct runs *runs, struct observer *observer, uint32_t batch)
{
    const struct a_case *a_case = runs->a_case;
    struct sums sums[CASE_QUESTIONS] = {0};
    bool done = true;
    for (size_t n = 0; n < a_case->count; n++)
        if (a_case->questions[n].wanted.statistic == STATISTIC_QUANTILE)
            done &= (sums[n].bins = calloc(STATISTIC_BINS, sizeof *sums[n].bins)) != NULL;
    for (uint32_t day = 0; done && day < a_case->days; day++)
        done = observer_day(observer, a_case, batch * a_case->days + day + 1, sums,
                            &runs->events[batch]);
    for (size_t n = 0; n < a_case->count; n++)
        *sums_at(runs, n, batch) = sums[n];
    return done;
}

static void *thread_main(void *argument)
{
    struct runs *runs = argument;
    struct observer *observer = observer_new();
    if (!observer)
        runs->failed = true;
    uint32_t batch;
    while (!runs->failed && (batch = runs->next++) < runs->end)
        if (!run_batch(runs, observer, batch))
            runs->failed = true;
    observer_free(observer);
    return NULL;
}

/* Runs the batches up to `end`. */
static bool run_to(struct runs *runs, uint32_t begin, uint32_t end, unsigned threads)
{
    pthread_t others[THREADS_MOST];
    unsigned started = 0;
    runs->next = begin;
    runs->end = end;
    while (started + 1 < threads && started < THREADS_MOST &&
           pthread_create(&others[started], NULL, thread_main, runs) == 0)
        started++;
    thread_main(runs);
    for (unsigned n = 0; n < started; n++)
        pthread_join(others[n], NULL);
    return !runs->failed;
}

bool trial_agrees(const struct interval *interval, double expected)
{
    return fabs(interval->estimate - expected) <= interval->half_width;
}

/* How many batches there should be, by the question that needs most. */
static uint32_t batches_wanted(const struct trial *trial, const struct a_case *a_case)
{
    double most = 0;
    for (size_t n = 0; n < a_case->count; n++) {
        const struct interval *interval = &trial->intervals[n];
        double expected = a_case->questions[n].wanted.expected;
        double factor = interval->half_width / (a_case->questions[n].precision * fabs(expected));
        bool wrong = fabs(interval->estimate - expected) > BEYOND_DOUBT * interval->half_width;
        if (factor > 1 && !wrong)
            most = fmax(most, factor * factor * MARGIN);
    }
    double wanted = ceil(most * trial->batches);
    return wanted < BATCHES_MOST ? (uint32_t)wanted : BATCHES_MOST;
}

static bool evaluate(struct trial *trial, const struct runs *runs, double confidence)
{
    const struct a_case *a_case = runs->a_case;
    for (size_t n = 0; n < a_case->count; n++) {
        const struct question *question = &a_case->questions[n];
        struct interval *interval = &trial->intervals[n];
        if (!statistic_estimate(interval, &question->wanted, sums_at(runs, n, 0), trial->batches,
                                confidence))
            return false;
        interval->estimate /= question->per;
        interval->half_width /= question->per;
    }
    return true;
}

static bool run_until_settled(struct trial *trial, struct runs *runs,
                              const struct trial_options *options)
{
    uint32_t wanted = BATCHES_FIRST;
    while (wanted > trial->batches) {
        if (!run_to(runs, trial->batches, wanted, options->threads))
            return false;
        trial->batches = wanted;
        if (!evaluate(trial, runs, options->confidence))
            return false;
        wanted = batches_wanted(trial, runs->a_case);
    }
    for (uint32_t batch = 0; batch < trial->batches; batch++)
        trial->events += runs->events[batch];
    return true;
}

bool trial_run(struct trial *trial, const struct a_case *a_case,
               const struct trial_options *options)
{
    *trial = (struct trial){0};
    struct runs runs = {.a_case = a_case};
    size_t cells = a_case->count * BATCHES_MOST;
    runs.sums = calloc(cells, sizeof *runs.sums);
    runs.events = calloc(BATCHES_MOST, sizeof *runs.events);
    bool done = runs.sums && runs.events && run_until_settled(trial, &runs, options);
    for (size_t n = 0; runs.sums && n < cells; n++)
        free(runs.sums[n].bins);
    free(runs.sums);
    free(runs.events);
    return done;
}
