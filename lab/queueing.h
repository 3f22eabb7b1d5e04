/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Queueing theory: what formulas say about one line before one or several servers. Plain numbers
 * in, plain numbers out; knows nothing of kitchens or of simulation. Several stations together are
 * in lab/networks.h.
 *
 * Times are in any one unit and rates in its reciprocal. The load is the rate of arrivals times the
 * mean service, in Erlangs; a queue has a steady state when the load is below the number of servers
 * (from 1 to 2^53). Where there is none, means are INFINITY and probabilities of waiting 1.
 */
#ifndef LAB_QUEUEING_H
#define LAB_QUEUEING_H

#include <stdbool.h>
#include <stdint.h>

#include "lab/queue_time.h"
#include "sim/dist.h"
#include "sim/server.h"

/*
 * The t at which a tail P(T > t), which falls without a step, is 1 - p; `first` is a guess of its
 * size. NAN when `above` answers so.
 */
double tail_quantile(double (*above)(double t, const void *given), const void *given, double first,
                     double p);

/*
 * M/G/c/c: the probability that all servers are busy, if who finds them so goes away. Erlang,
 * "Solution of some problems in the theory of probabilities of significance in automatic telephone
 * exchanges", 1917; for service of any distribution: Sevastyanov, 1957. Summed up as its
 * reciprocal, sum over k of c! / ((c-k)! load^k), which has no cancellation and no large factorial.
 */
double erlang_b(int64_t servers, double load);

/* M/M/c: the probability of waiting (Erlang 1917), B / (1 - (load/c) (1 - B)). */
double erlang_c(int64_t servers, double load);

/*
 * M/M/c, first come first served (Gross, Shortle, Thompson and Harris, "Fundamentals of queueing
 * theory", 2008, chapter 2; M/M/1 is c = 1). Mean wait; probability of waiting longer than t, and
 * of being longer in the system (waiting and service); and the length of time that is exceeded with
 * probability 1 - p.
 */
double mmc_wait(int64_t servers, double load, double service);
double mmc_wait_above(int64_t servers, double load, double service, double t);
double mmc_wait_quantile(int64_t servers, double load, double service, double p);
double mmc_stay_above(int64_t servers, double load, double service, double t);
double mmc_stay_quantile(int64_t servers, double load, double service, double p);

/*
 * M/M/c/K+M: Poisson arrivals, exponential service, at most `places` in the system (who finds them
 * taken is refused), exponential patience in line. With unlimited patience it is M/M/c/K, with
 * unlimited places Erlang A (Palm, "Research on telephone traffic carried by full availability
 * groups", 1957; Garnett, Mandelbaum and Reiman, "Designing a call center with impatient
 * customers", 2002).
 */
struct queue_line {
    int64_t servers, places; /* places: at least as many as servers; SIM_UNLIMITED */
    double rate, service;
    double patience; /* mean; INFINITY: nobody leaves the line */
};

struct queue_figures {
    double refused, abandoned; /* shares of all arrivals */
    double waits;              /* share that is let in and finds no server free */
    double served;             /* rate of those served */
    double busy, in_line;      /* mean number of servers, of people */
    double wait;               /* mean, over all who are let in */
    double wait_served;        /* mean, over the served */
    double wait_abandoned;     /* mean, over those who leave the line; NAN: nobody does */
};

/*
 * Sums up the birth and death process from the state in which all servers are just busy, downwards
 * and upwards. False when it has no steady state, or more states than can be summed up.
 */
bool queue_line_solve(struct queue_figures *figures, const struct queue_line *line);

/*
 * M/G/1, first come first served: mean wait (Pollaczek 1930; Khinchine 1932), and the variance of
 * the wait (Takacs, "A single-server queue with Poisson input", 1962).
 */
double mg1_wait(double rate, const struct queue_time *service);
double mg1_wait_variance(double rate, const struct queue_time *service);

/*
 * M/D/1: probability of waiting longer than t, and its quantile; from the probabilities of the
 * numbers in the system, in sums of positive terms only (Franx, "A simple solution for the M/D/c
 * waiting time distribution", 2001). NAN where that takes too long.
 */
double md1_wait_above(double load, double service, double t);
double md1_wait_quantile(double load, double service, double p);

/*
 * M/D/c: mean wait (Crommelin, "Delay probability formulae when the holding times are constant",
 * 1932), as the sum over n of E[(Poisson(n load) - n c)+] / n, divided by the rate. NAN where that
 * takes too long, very near full load.
 */
double mdc_wait(int64_t servers, double load, double service);

/*
 * Service of any distribution shared out evenly among all who are present, each at most at full
 * speed: mean time in the system. As in M/M/c (Kleinrock 1967 and Sakata, Noguchi and Oizumi 1969
 * for one server; Kelly, "Reversibility and stochastic networks", 1979, section 3.3).
 */
double ps_stay(int64_t servers, double load, double service);

/*
 * G/G/c, approximately: the wait of M/M/c times half the sum of the squared coefficients of
 * variation of arrivals and service (Allen, "Probability, statistics and queueing theory", 1978:
 * the Allen-Cunneen approximation). Exact for M/M/c and M/G/1. For one server it is
 * Kingman's approximation ("The single server queue in heavy traffic", 1961).
 */
double allen_cunneen_wait(int64_t servers, double load, double service, double arrival_scv,
                          double service_scv);

/*
 * The squared coefficient of variation between departures, approximately (Whitt, "The queueing
 * network analyzer", 1983).
 */
double departure_scv(int64_t servers, double load, double arrival_scv, double service_scv);

#endif
