/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines with service of general or constant length. */
#include <math.h>
#include <stdlib.h>

#include "lab/queueing.h"

double mg1_wait(double rate, const struct queue_time *service)
{
    double load = rate * service->mean;
    double square = service->variance + service->mean * service->mean;
    return load < 1 ? rate * square / (2 * (1 - load)) : INFINITY;
}

double mg1_wait_variance(double rate, const struct queue_time *service)
{
    double load = rate * service->mean, wait = mg1_wait(rate, service), mean = service->mean;
    double cube = service->third + mean * (3 * service->variance + mean * mean);
    return load < 1 ? wait * wait + rate * cube / (3 * (1 - load)) : INFINITY;
}

#define MD1_NUMBERS_MOST 100000 /* in the system, of which probabilities are worked out */
#define MD1_ARRIVALS 64         /* within one service; more have no probability at all */

/* P(at least k of Poisson arrivals of a mean below 1), k < MD1_ARRIVALS. */
static void poisson_tails(double mean, double tails[MD1_ARRIVALS])
{
    double term = exp(-mean);
    for (int k = 0; k < MD1_ARRIVALS; k++) {
        tails[k] = term;
        term *= mean / (k + 1);
    }
    for (int k = MD1_ARRIVALS - 2; k >= 0; k--)
        tails[k] += tails[k + 1];
}

/*
 * The probabilities of 0 to count - 1 in the system of M/D/1: what goes up past a number comes down
 * past it (Ramaswami, "A stable recursion for the steady state vector in Markov chains of M/G/1
 * type", 1988).
 */
static void md1_numbers(double load, double *p, size_t count)
{
    double tails[MD1_ARRIVALS];
    poisson_tails(load, tails);
    p[0] = 1 - load;
    for (size_t n = 1; n < count; n++) {
        double up = n < MD1_ARRIVALS ? p[0] * tails[n] : 0;
        for (size_t from = n - 1; from >= 1 && n + 1 - from < MD1_ARRIVALS; from--)
            up += p[from] * tails[n + 1 - from];
        p[n] = up * exp(load);
    }
}

/* Franx: P(wait <= t) from P(in line <= n), for n below k, where k services end just after t. */
static double md1_wait_at_most(double load, double services, const double *in_line, size_t k)
{
    double arrivals = load * ((double)k - services), term = exp(-arrivals), sum = 0;
    for (size_t j = 0; j < k && term > 0; j++) {
        sum += in_line[k - 1 - j] * term;
        term *= arrivals / (double)(j + 1);
    }
    return fmin(sum, 1);
}

double md1_wait_above(double load, double service, double t)
{
    if (load >= 1)
        return 1;
    double services = t / service;
    if (!(services < MD1_NUMBERS_MOST - 2))
        return NAN;
    size_t k = (size_t)services + 1;
    double *p = malloc((k + 1) * sizeof *p);
    if (!p)
        return NAN;
    md1_numbers(load, p, k + 1);
    for (size_t n = 1; n <= k; n++) /* P(at most n in line) = P(at most n + 1 in the system) */
        p[n] += p[n - 1];
    double above = 1 - md1_wait_at_most(load, services, p + 1, k);
    free(p);
    return above;
}

struct md1 {
    double load, service;
};

static double wait_above(double t, const void *given)
{
    const struct md1 *md1 = given;
    return md1_wait_above(md1->load, md1->service, t);
}

double md1_wait_quantile(double load, double service, double p)
{
    if (load >= 1)
        return INFINITY;
    if (p <= 1 - load)
        return 0;
    return tail_quantile(wait_above, &(struct md1){load, service}, service, p);
}

/* E[(Poisson(mean) - level)+] for a level above the mean: all terms are positive. */
static double poisson_excess(double mean, double level)
{
    double n = level + 1;
    double term = exp(n * log(mean) - mean - lgamma(n + 1)), sum = 0, excess = 1;
    for (; term * excess > 1e-17 * sum; excess++) {
        sum += term * excess;
        term *= mean / ++n;
    }
    return sum;
}

double mdc_wait(int64_t servers, double load, double service)
{
    double c = (double)servers, use = load / c, sum = 0;
    if (!(load > 0))
        return 0;
    if (use >= 1)
        return INFINITY;
    if (servers == 1)
        return service * load / (2 * (1 - load));
    double decay = c * (use - 1 - log(use)); /* of the terms, from one to the next, at least */
    if (!(decay > 1e-4))
        return NAN;
    for (double n = 1;; n++) {
        double term = poisson_excess(n * load, n * c) / n;
        sum += term;
        if (term <= 1e-15 * decay * sum || term == 0)
            return sum * service / load;
    }
}

double allen_cunneen_wait(int64_t servers, double load, double service, double arrival_scv,
                          double service_scv)
{
    return mmc_wait(servers, load, service) * (arrival_scv + service_scv) / 2;
}

double departure_scv(int64_t servers, double load, double arrival_scv, double service_scv)
{
    double use = load / (double)servers;
    return 1 + (1 - use * use) * (arrival_scv - 1) +
           use * use * (fmax(service_scv, 0.2) - 1) / sqrt((double)servers);
}
