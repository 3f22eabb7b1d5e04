/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All families, one after the other, on all cores: see fit.h. */
#include "lab/fit.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "lab/fit_family.h"
#include "lab/threads.h"

struct family {
    fit_estimator estimate;
    unsigned parameters; /* without the shift */
    bool shifted;
};

static const struct family families[FIT_FAMILIES] = {
    [FIT_CONSTANT] = {NULL, 1, false},
    [FIT_EXPONENTIAL] = {fit_exponential, 1, false},
    [FIT_GAMMA] = {fit_gamma, 2, false},
    [FIT_LOGNORMAL] = {fit_lognormal, 2, false},
    [FIT_ERLANG] = {fit_erlang, 2, false},
    [FIT_WEIBULL] = {fit_weibull, 2, false},
    [FIT_PARETO] = {fit_pareto, 2, false},
    [FIT_HYPEREXPONENTIAL] = {fit_hyperexponential, 2, false},
    [FIT_NORMAL] = {fit_normal, 2, false},
    [FIT_UNIFORM] = {fit_uniform, 2, false},
    [FIT_TRIANGULAR] = {fit_triangular, 3, false},
    [FIT_PERT] = {fit_pert, 3, false},
    [FIT_SHIFTED_EXPONENTIAL] = {fit_exponential, 1, true},
    [FIT_SHIFTED_GAMMA] = {fit_gamma, 2, true},
    [FIT_SHIFTED_LOGNORMAL] = {fit_lognormal, 2, true},
    [FIT_SHIFTED_WEIBULL] = {fit_weibull, 2, true},
};

static int compare_values(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void fit_unround(double *sorted, size_t count, double grid)
{
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && sorted[end] == sorted[i])
            end++;
        double low = fmax(sorted[i] - grid / 2, 0), high = sorted[i] + grid / 2;
        for (size_t n = i; n < end; n++)
            sorted[n] = low + (high - low) * ((double)(n - i) + 0.5) / (double)(end - i);
        i = end;
    }
}

/* Keeps some of the sorted values, each from the middle of as many as it stands for. */
static void thin(struct fit_sample *sample)
{
    if (sample->count <= FIT_USED_MOST)
        return;
    double step = (double)sample->count / FIT_USED_MOST;
    for (size_t i = 0; i < FIT_USED_MOST; i++)
        sample->values[i] = sample->values[(size_t)(((double)i + 0.5) * step)];
    sample->count = FIT_USED_MOST;
}

bool fit_sample_make(struct fit_sample *sample, const double *values, size_t count, double grid)
{
    *sample = (struct fit_sample){.grid = grid};
    sample->values = malloc((count + 1) * sizeof *sample->values);
    if (!sample->values)
        return false;
    for (size_t i = 0; i < count; i++)
        if (values[i] > 0 || (values[i] == 0 && grid > 0))
            sample->values[sample->count++] = values[i];
    sample->of = sample->count;
    if (sample->count == 0)
        return true;
    qsort(sample->values, sample->count, sizeof *sample->values, compare_values);
    if (grid > 0)
        fit_unround(sample->values, sample->count, grid);
    struct fit_view all = fit_view_of(sample->values, sample->count, 0);
    sample->mean = all.mean;
    sample->cv = sqrt(all.variance) / all.mean;
    thin(sample);
    return true;
}

void fit_sample_free(struct fit_sample *sample)
{
    free(sample->values);
    *sample = (struct fit_sample){0};
}

const char *fit_estimate(enum fit_family family, struct sim_dist *dist, const double *sorted,
                         size_t count)
{
    const struct family *f = &families[family];
    bool all_alike = sorted[0] == sorted[count - 1];
    if (family == FIT_CONSTANT)
        return all_alike ? sim_dist_constant(dist, sim_from_seconds(sorted[0]))
                         : "the values differ";
    if (all_alike)
        return "all values are the same";
    struct fit_view view = fit_view_of(sorted, count, 0);
    return f->shifted ? fit_with_shift(dist, &view, f->estimate) : f->estimate(dist, &view);
}

/* Families that turned out to be another one. */
static const char *objection(const struct fit *fit)
{
    if (families[fit->family].shifted && fit->dist.shift == 0)
        return "the same without a shift";
    if (fit->family == FIT_NORMAL && fit->dist.first < fit->dist.second / 10)
        return "cut off at 0, too little of it would be left";
    if (fit->family == FIT_HYPEREXPONENTIAL && fit->dist.second < 1.001)
        return "they spread less than exponential values";
    return NULL;
}

static void judge(struct fit *fit, const struct fit_sample *sample)
{
    double n = (double)sample->of, thinned = n / (double)sample->count;
    fit->parameters = families[fit->family].parameters + families[fit->family].shifted;
    fit->log_likelihood = thinned * fit_log_likelihood(&fit->dist, sample->values, sample->count);
    if (fit->family == FIT_CONSTANT)
        fit->log_likelihood = 0;
    fit->aic = 2 * fit->parameters - 2 * fit->log_likelihood;
    fit->bic = log(n) * fit->parameters - 2 * fit->log_likelihood;
    fit->ks = fit_ks(sample->values, sample->count, &fit->dist);
    fit->ad = thinned * fit_ad(sample->values, sample->count, &fit->dist);
    fit->errors = fit_errors_of(fit->family, &fit->dist, sample);
}

/* Threads take the next family that nobody has taken. */
struct work {
    struct fits *fits;
    const struct fit_sample *sample;
    uint64_t seed;
    atomic_uint next;
    atomic_bool out_of_memory;
};

static void fit_one(struct fit *fit, const struct work *work, double *room)
{
    const struct fit_sample *sample = work->sample;
    fit->ks_p = fit->ad_p = NAN;
    fit->impossible = sample->of < FIT_LEAST
                          ? "there are too few values"
                          : fit_estimate(fit->family, &fit->dist, sample->values, sample->count);
    if (!fit->impossible)
        fit->impossible = objection(fit);
    if (fit->impossible)
        return;
    judge(fit, sample);
    if (!isfinite(fit->log_likelihood))
        fit->impossible = "some values could not come from it";
    else if (work->seed && fit->family != FIT_CONSTANT)
        fit_bootstrap(fit, sample, work->seed, room);
}

static void *fit_some(void *argument)
{
    struct work *work = argument;
    double *room = malloc(FIT_REPLICA_SIZE * sizeof *room);
    if (!room) {
        work->out_of_memory = true;
        return NULL;
    }
    for (;;) {
        /* The dearest to test, those with a shift, come last in the list and are begun first. */
        unsigned taken = work->next++;
        if (taken >= FIT_FAMILIES)
            break;
        fit_one(&work->fits->list[FIT_FAMILIES - 1 - taken], work, room);
    }
    free(room);
    return NULL;
}

/* Those that are possible first; the lowest BIC before others. */
static int compare_fits(const void *a, const void *b)
{
    const struct fit *x = a, *y = b;
    if (!x->impossible != !y->impossible)
        return x->impossible ? 1 : -1;
    if (!x->impossible && x->bic != y->bic)
        return x->bic < y->bic ? -1 : 1;
    return (x->family > y->family) - (x->family < y->family);
}

void fits_make(struct fits *fits, const struct fit_sample *sample, uint64_t seed, unsigned threads)
{
    memset(fits, 0, sizeof *fits);
    for (enum fit_family f = 0; f < FIT_FAMILIES; f++)
        fits->list[f].family = f;
    struct work work = {.fits = fits, .sample = sample, .seed = seed};
    threads = threads_wanted(threads);
    threads_work(threads < FIT_FAMILIES ? threads : FIT_FAMILIES, fit_some, &work);
    fits->out_of_memory = work.out_of_memory;
    qsort(fits->list, FIT_FAMILIES, sizeof *fits->list, compare_fits);
    while (fits->possible < FIT_FAMILIES && !fits->list[fits->possible].impossible)
        fits->possible++;
}

bool fit_is_good(const struct fit *fit)
{
    return !fit->impossible && !(fit->ks_p < FIT_REJECTED) && !(fit->ad_p < FIT_REJECTED);
}

const struct fit *fits_best(const struct fits *fits)
{
    for (size_t n = 0; n < fits->possible; n++)
        if (fit_is_good(&fits->list[n]))
            return &fits->list[n];
    return NULL;
}
