/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Queueing theory for several stations, and for a fixed number of customers who go round among
 * them. Plain numbers in, plain numbers out, as in lab/queueing.h.
 */
#ifndef LAB_NETWORKS_H
#define LAB_NETWORKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * M/M/c//N (machine repairman: Palm 1947; with any distribution of the thinking time: Baskett,
 * Chandy, Muntz and Palacios 1975): N customers who think and then need one of c servers. Customers
 * a unit of time; exact for exponential service, and for any where the servers are as many as the
 * customers. The birth and death process from the state in which all think.
 */
double finite_source_throughput(int64_t customers, double think, int64_t servers, double service);

/*
 * A closed network of stations with one server each, which a customer keeps for so long a round,
 * and delays; exact where it has product form (exponential first come first served, or even
 * sharing). Mean value analysis (Reiser and Lavenberg, "Mean-value analysis of closed multichain
 * queuing networks", 1980).
 */
#define CLOSED_STATIONS_MOST 8

struct closed_network {
    int64_t customers;
    double think;                        /* mean time a round in delays of all kinds */
    size_t count;                        /* stations, at most CLOSED_STATIONS_MOST */
    double demand[CLOSED_STATIONS_MOST]; /* mean time a round with the server of a station */
};

/* Rounds a unit of time; stay, if it is not NULL: mean time a round at each station. */
double closed_network_throughput(const struct closed_network *network, double *stay);

/*
 * Two M/M/1 one after the other, with room for any number between them: the probability of taking
 * longer than t together (Reich, "Waiting times when queues are in tandem", 1957).
 */
double tandem_stay_above(double rate, double service1, double service2, double t);
double tandem_stay_quantile(double rate, double service1, double service2, double p);

/*
 * Two servers one after the other with exponential service and `places` between them; the first
 * always has work, and keeps what it has finished while there is no place: what they achieve a unit
 * of time (Hunt, "Sequential arrays of waiting lines", 1956).
 */
double blocking_line_throughput(double service1, double service2, int64_t places);

/*
 * Poisson arrivals to two servers with constant service, one after the other, whatever room there
 * is between them: the mean wait in both together is that of M/D/1 with the longer service
 * (Friedman, "Reduction methods for tandem queuing systems", 1965; Avi-Itzhak, "A sequence of
 * service stations with arbitrary input and regular service times", 1965).
 */
double constant_line_wait(double rate, double service1, double service2);

#endif
