/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several stations, and closed networks. */
#include "lab/networks.h"

#include <math.h>

#include "lab/queueing.h"

#define TOO_LARGE 0x1p512

/*
 * Sums weights of "n at the servers" from n = 0 up, made smaller when they get too large: then the
 * first ones no longer count.
 */
double finite_source_throughput(int64_t customers, double think, int64_t servers, double service)
{
    double all = 0, served = 0, weight = 1, total = (double)customers;
    if (servers >= customers)
        return total / (think + service);
    if (!(think > 0))
        return (double)servers / service;
    if (!(service > 0))
        return total / think;
    for (double n = 0; n <= total; n++) {
        double busy = fmin(n, (double)servers);
        all += weight;
        served += weight * busy / service;
        weight *= (total - n) / think / (fmin(n + 1, (double)servers) / service);
        if (weight > TOO_LARGE) {
            all /= TOO_LARGE;
            served /= TOO_LARGE;
            weight /= TOO_LARGE;
        }
    }
    return served / all;
}

double closed_network_throughput(const struct closed_network *network, double *stay)
{
    double there[CLOSED_STATIONS_MOST] = {0}, rate = 0;
    for (int64_t n = 1; n <= network->customers; n++) {
        double residence[CLOSED_STATIONS_MOST], round = network->think;
        for (size_t i = 0; i < network->count; i++) {
            residence[i] = network->demand[i] * (1 + there[i]);
            round += residence[i];
        }
        rate = (double)n / round;
        for (size_t i = 0; i < network->count; i++) {
            there[i] = rate * residence[i];
            if (stay)
                stay[i] = residence[i];
        }
    }
    return rate;
}

/* The stays in the two are independent and exponential; their means may be equal. */
double tandem_stay_above(double rate, double service1, double service2, double t)
{
    double fast = fmax(1 / service1, 1 / service2) - rate;
    double slow = fmin(1 / service1, 1 / service2) - rate, apart = fast - slow;
    if (!(slow > 0))
        return 1;
    double between = apart > 0 ? -expm1(-apart * t) / apart : t;
    return exp(-slow * t) * (1 + slow * between);
}

struct tandem {
    double rate, service1, service2;
};

static double stay_above(double t, const void *given)
{
    const struct tandem *tandem = given;
    return tandem_stay_above(tandem->rate, tandem->service1, tandem->service2, t);
}

double tandem_stay_quantile(double rate, double service1, double service2, double p)
{
    if (rate * fmax(service1, service2) >= 1)
        return INFINITY;
    struct tandem tandem = {rate, service1, service2};
    return tail_quantile(stay_above, &tandem, service1 + service2, p);
}

/*
 * Of places + 3 states, each `ratio` times as probable as the one before, the second server is idle
 * in the first one only.
 */
double blocking_line_throughput(double service1, double service2, int64_t places)
{
    double ratio = service2 / service1, states = (double)places + 3;
    double last = ratio == 1 ? 1 / states : (ratio - 1) / expm1(states * log1p(ratio - 1));
    return (1 - last) / service2;
}

double constant_line_wait(double rate, double service1, double service2)
{
    double longer = fmax(service1, service2);
    return mdc_wait(1, rate * longer, longer);
}
