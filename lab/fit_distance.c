/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How far values are from a distribution, and by parametric bootstrap how far they would be if they
 * came from it: the parameters were chosen to be near, so tables for known ones do not hold.
 */
#include <math.h>
#include <stdlib.h>

#include "lab/fit_family.h"

/* A count of replicas that are further away, at which there is no need for more. */
#define ENOUGH 40
/* So many replicas are made in any case; if none of them is further away, the fit is hopeless. */
#define REPLICAS_LEAST 100

double fit_ks(const double *sorted, size_t count, const struct sim_dist *dist)
{
    double most = 0, n = (double)count;
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && sorted[end] == sorted[i])
            end++;
        double p = sim_dist_cdf(dist, sorted[i]);
        most = fmax(most, fmax(p - (double)i / n, (double)end / n - p));
        i = end;
    }
    return most;
}

/* Where rounding puts a value at an end of the distribution, its logarithm is that of a trifle. */
static double log_of_share(double share)
{
    return log(fmax(share, 1e-16));
}

double fit_ad(const double *sorted, size_t count, const struct sim_dist *dist)
{
    double sum = 0, n = (double)count;
    for (size_t i = 0; i < count; i++) {
        double p = sim_dist_cdf(dist, sorted[i]), rank = (double)i;
        sum += (2 * rank + 1) * log_of_share(p) + (2 * (n - rank) - 1) * log_of_share(1 - p);
    }
    return -n - sum / n;
}

double fit_ks_p(double d, size_t count)
{
    double root = sqrt((double)count), x = (root + 0.12 + 0.11 / root) * d, sum = 0;
    if (x < 0.2)
        return 1; /* to 12 digits, where the series converges slowly */
    for (int k = 1; k <= 100; k++) {
        double term = exp(-2 * k * k * x * x);
        sum += k % 2 ? term : -term;
        if (term < 1e-16)
            break;
    }
    return fmin(fmax(2 * sum, 0), 1);
}

/* D so that samples of different size can be compared (Stephens 1974, eq. for n D). */
static double scaled_ks(double d, double n)
{
    return d * (sqrt(n) + 0.12 + 0.11 / sqrt(n));
}

/* Counts replicas that are further away, until there are enough (Besag and Clifford 1991). */
struct tally {
    unsigned further, stopped_at;
};

static void count_replica(struct tally *tally, bool further, unsigned replicas)
{
    if (tally->stopped_at)
        return;
    tally->further += further;
    if (tally->further == ENOUGH)
        tally->stopped_at = replicas;
}

static double tally_p(const struct tally *tally, unsigned replicas)
{
    return tally->stopped_at ? (double)ENOUGH / tally->stopped_at
                             : (tally->further + 1.0) / (replicas + 1.0);
}

/* Sums of a parameter over the replicas. */
struct spread {
    double mean, squares;
};

static void add_to(struct spread *spread, double value, unsigned replicas)
{
    double off = value - spread->mean;
    spread->mean += off / replicas;
    spread->squares += off * (value - spread->mean);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* A sample from the fitted distribution that went the way of the data: rounded, and spread. */
static void draw_replica(double *values, size_t count, const struct sim_dist *dist, double grid,
                         struct sim_random *random)
{
    for (size_t i = 0; i < count; i++) {
        values[i] = sim_seconds(sim_dist_draw_from(dist, random));
        if (grid > 0)
            values[i] = grid * round(values[i] / grid);
        else if (!(values[i] > 0))
            values[i] = 1e-9; /* what is less than a nanosecond */
    }
    qsort(values, count, sizeof *values, compare);
    if (grid > 0)
        fit_unround(values, count, grid);
}

/* What the information matrix did not give. A sample's spread falls with the root of its size. */
static void fill_errors(struct fit_errors *errors, const struct spread spread[4], unsigned replicas,
                        double factor)
{
    double *const members[4] = {&errors->first, &errors->second, &errors->third, &errors->shift};
    for (int n = 0; n < 4; n++) {
        double sd = sqrt(spread[n].squares / (replicas - 1));
        if (isnan(*members[n]) && sd > 0)
            *members[n] = sd * factor;
    }
}

void fit_bootstrap(struct fit *fit, const struct fit_sample *sample, uint64_t seed, double *room)
{
    size_t size = sample->count < FIT_REPLICA_SIZE ? sample->count : FIT_REPLICA_SIZE;
    double n = (double)size, ks = scaled_ks(fit->ks, (double)sample->of);
    struct tally by_ks = {0}, by_ad = {0};
    struct spread spread[4] = {{0, 0}};
    unsigned replicas = 0;
    for (uint32_t attempt = 1; attempt <= FIT_REPLICAS; attempt++) {
        bool settled = by_ks.stopped_at && by_ad.stopped_at;
        bool hopeless = by_ks.further == 0 && by_ad.further == 0;
        if (replicas >= REPLICAS_LEAST && (settled || hopeless))
            break;
        struct sim_place place = {
            .seed = seed, .replication = attempt, .purpose = (uint32_t)fit->family};
        struct sim_random random;
        struct sim_dist dist;
        sim_random_at(&random, &place);
        draw_replica(room, size, &fit->dist, sample->grid, &random);
        if (fit_estimate(fit->family, &dist, room, size))
            continue;
        replicas++;
        count_replica(&by_ks, scaled_ks(fit_ks(room, size, &dist), n) >= ks, replicas);
        count_replica(&by_ad, fit_ad(room, size, &dist) >= fit->ad, replicas);
        const double found[4] = {dist.first, dist.second, dist.third, sim_seconds(dist.shift)};
        for (int p = 0; p < 4; p++)
            add_to(&spread[p], found[p], replicas);
    }
    fit->ks_p = tally_p(&by_ks, replicas);
    fit->ad_p = tally_p(&by_ad, replicas);
    if (replicas > 1)
        fill_errors(&fit->errors, spread, replicas, sqrt(n / (double)sample->of));
}
