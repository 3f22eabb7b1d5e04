/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines with exponential service: birth and death processes, summed up without large numbers. Those
 * with service of other distributions are in lab/queueing_general.c.
 */
#include "lab/queueing.h"

#include <math.h>

#define NEGLIGIBLE 1e-18    /* beside a sum that is to be right to the last digits */
#define STATES_MOST 10e6    /* that are summed up one by one */
#define SCALE_DOWN 0x1p-512 /* what is multiplied with when a sum gets too large */
#define TOO_LARGE 0x1p512

double erlang_b(int64_t servers, double load)
{
    if (!(load > 0))
        return 0;
    double free = (double)servers, term = 1, sum = 1;
    for (; free > 0 && (free > load || term > sum * NEGLIGIBLE); free--) {
        term *= free / load;
        sum += term;
        if (isinf(sum))
            return 0;
    }
    return 1 / sum;
}

double erlang_c(int64_t servers, double load)
{
    if (!(load > 0))
        return 0;
    if (load >= (double)servers)
        return 1;
    double blocked = erlang_b(servers, load);
    return (double)servers * blocked / ((double)servers - load * (1 - blocked));
}

double mmc_wait(int64_t servers, double load, double service)
{
    if (load >= (double)servers)
        return INFINITY;
    return erlang_c(servers, load) * service / ((double)servers - load);
}

double mmc_wait_above(int64_t servers, double load, double service, double t)
{
    if (load >= (double)servers)
        return 1;
    return erlang_c(servers, load) * exp(-((double)servers - load) * t / service);
}

double mmc_wait_quantile(int64_t servers, double load, double service, double p)
{
    if (load >= (double)servers)
        return INFINITY;
    double waits = erlang_c(servers, load);
    return fmax(log(waits / (1 - p)) * service / ((double)servers - load), 0);
}

/*
 * exp(-x) + C (exp(-x) - exp(-x (c - load))) / (c - 1 - load) with x = t / service; near the point
 * where the denominator is 0, as exp(-x) times a difference that is not rounded off.
 */
double mmc_stay_above(int64_t servers, double load, double service, double t)
{
    double c = (double)servers, x = t / service, spare = c - 1 - load;
    if (load >= c)
        return 1;
    double both = fabs(x * spare) < 1 ? exp(-x) * (spare == 0 ? x : -expm1(-x * spare) / spare)
                                      : (exp(-x) - exp(-x * (c - load))) / spare;
    return exp(-x) + erlang_c(servers, load) * both;
}

double tail_quantile(double (*above)(double t, const void *given), const void *given, double first,
                     double p)
{
    double low = 0, high = first, tail;
    while ((tail = above(high, given)) > 1 - p) {
        low = high;
        high *= 2;
    }
    if (isnan(tail))
        return NAN;
    while (low < (low + high) / 2 && (low + high) / 2 < high) {
        double middle = (low + high) / 2;
        if (above(middle, given) > 1 - p)
            low = middle;
        else
            high = middle;
    }
    return high;
}

struct mmc {
    int64_t servers;
    double load, service;
};

static double stay_above(double t, const void *given)
{
    const struct mmc *mmc = given;
    return mmc_stay_above(mmc->servers, mmc->load, mmc->service, t);
}

double mmc_stay_quantile(int64_t servers, double load, double service, double p)
{
    struct mmc mmc = {servers, load, service};
    return load < (double)servers ? tail_quantile(stay_above, &mmc, service, p) : INFINITY;
}

double ps_stay(int64_t servers, double load, double service)
{
    return mmc_wait(servers, load, service) + service;
}

/* Sums over the states, each weighed relative to the one in which all servers are just busy. */
struct sums {
    double all;         /* the weights themselves */
    double busy;        /* servers at work */
    double line;        /* people in line */
    double waits;       /* states in which who comes is let in and has to wait */
    double served_wait; /* of these, how long he waits if he is served, with its probability */
    double full;        /* the state in which who comes is refused */
};

/* Makes everything smaller if the weight is too large; returns by how much. */
static double scale_down(struct sums *sums, double *weight)
{
    if (*weight < TOO_LARGE)
        return 1;
    *weight *= SCALE_DOWN;
    sums->all *= SCALE_DOWN;
    sums->busy *= SCALE_DOWN;
    sums->line *= SCALE_DOWN;
    sums->waits *= SCALE_DOWN;
    sums->served_wait *= SCALE_DOWN;
    sums->full *= SCALE_DOWN;
    return SCALE_DOWN;
}

/*
 * Upwards: all servers busy and `line` people waiting. Who comes then is served with probability
 * out / (out + (line + 1) leave), and waits for line + 1 steps (Palm 1957). False when it does not
 * end. *unit is the weight of the first state at the end.
 */
static bool sum_up(struct sums *sums, const struct queue_line *queue, double *unit)
{
    double out = (double)queue->servers / queue->service, leave = 1 / queue->patience;
    double weight = 1, steps = 0;
    for (double line = 0; line < STATES_MOST; line++) {
        double next_out = out + (line + 1) * leave, ratio = queue->rate / next_out;
        sums->all += weight;
        sums->busy += weight * (double)queue->servers;
        sums->line += weight * line;
        if (queue->places != SIM_UNLIMITED &&
            line >= (double)queue->places - (double)queue->servers) {
            sums->full = weight;
            return true;
        }
        steps += 1 / next_out;
        sums->waits += weight;
        sums->served_wait += weight * out / next_out * steps;
        weight *= ratio;
        double rest = weight * (line + 2) / ((1 - ratio) * (1 - ratio));
        if (ratio < 1 && rest <= NEGLIGIBLE * sums->all)
            return true;
        *unit *= scale_down(sums, &weight);
    }
    return false;
}

/* Downwards: one server less busy each time. False when it does not end. */
static bool sum_down(struct sums *sums, const struct queue_line *queue, double weight)
{
    double load = queue->rate * queue->service;
    double busy = (double)queue->servers;
    for (double steps = 0; steps < STATES_MOST; steps++) {
        if (busy <= 0 || (busy <= load && weight <= NEGLIGIBLE * sums->all))
            return true;
        weight *= busy / load;
        busy--;
        sums->all += weight;
        sums->busy += weight * busy;
        scale_down(sums, &weight);
    }
    return false;
}

bool queue_line_solve(struct queue_figures *figures, const struct queue_line *queue)
{
    struct sums sums = {0};
    double unit = 1;
    bool endless = queue->places == SIM_UNLIMITED && isinf(queue->patience);
    if (!(queue->rate > 0) || !(queue->service > 0) ||
        (endless && queue->rate * queue->service >= (double)queue->servers) ||
        !sum_up(&sums, queue, &unit) || !sum_down(&sums, queue, unit))
        return false;
    double refused = sums.full / sums.all, line = sums.line / sums.all;
    double abandoned = isinf(queue->patience) ? 0 : line / queue->patience / queue->rate;
    double served_wait = sums.served_wait / sums.all;
    *figures = (struct queue_figures){
        .refused = refused,
        .abandoned = abandoned,
        .waits = sums.waits / sums.all,
        .served = sums.busy / sums.all / queue->service,
        .busy = sums.busy / sums.all,
        .in_line = line,
        .wait = line / (queue->rate * (1 - refused)),
        .wait_served = served_wait / (1 - refused - abandoned),
        .wait_abandoned = abandoned > 0 ? (line / queue->rate - served_wait) / abandoned : NAN,
    };
    return true;
}
