/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the times at which calls came to a plan of rates: a Poisson process whose rate is constant
 * in pieces, with as many pieces as the data pay for. Says whether calls come by chance within it,
 * and whether days differ by more than chance. Knows nothing of files, clock times and words.
 */
#ifndef LAB_FIT_RATES_H
#define LAB_FIT_RATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Calls of one or several days, each observed from 0 to `length` seconds. */
struct fit_calls {
    size_t days;
    const size_t *first; /* [days + 1]: the index of each day's first call, and the number of all */
    const double *times; /* in seconds, from 0 to below length, in order within a day */
    double length;
    double grid; /* times were rounded down to multiples of this; 0: they were not */
};

/* One rate from a time to another. */
struct fit_piece {
    double from, to; /* seconds */
    size_t calls;    /* of all days */
    double rate;     /* a second, on one day */
    double error;    /* its standard error, sqrt(calls) / observed time */
};

#define FIT_CELLS_MOST 160
#define FIT_PIECES_MOST 48

struct fit_plan {
    double cell; /* rates can change at multiples of this, in seconds */
    size_t cells, counts[FIT_CELLS_MOST];
    size_t count;
    struct fit_piece pieces[FIT_PIECES_MOST];
    /* How counts of neighbouring cells scatter, relative to Poisson's; at least 1. */
    double scatter;
    /*
     * Whether calls come by chance: times between them, made independent and exponential with mean
     * 1 if the process is Poisson with the plan's pieces (Brown et al. 2005, section 3).
     */
    size_t gaps;
    double gap_cv; /* 1 by chance; less: more regular, more: in bursts */
    double ks, ks_p;
    /* Whether days differ: the variance of calls a day over their mean, its p-value (chi squared),
     * and the spread (cv) of the days' level that would explain it. */
    double dispersion, dispersion_p, day_cv;
};

/* Makes the plan; `seed` draws where within the grid a time was. False when out of memory. */
bool fit_plan_make(struct fit_plan *plan, const struct fit_calls *calls, uint64_t seed);

/* The times between successive calls of a day, into gaps[number of calls]; returns how many. */
size_t fit_gaps(double *gaps, const struct fit_calls *calls);

#endif
