/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether observed values may be fitted at all: a distribution says nothing of values that depend
 * on the ones before or drift, and misleads where they were rounded or mistyped. Knows nothing of
 * families and of words.
 */
#ifndef LAB_FIT_CHECK_H
#define LAB_FIT_CHECK_H

#include <stdbool.h>
#include <stddef.h>

struct fit_check {
    size_t count, zeros;
    size_t different; /* how many different values there are */
    double least, most;
    /* Correlation of neighbours' ranks, and whether there is any up to `lags` (Ljung, Box 1978). */
    double lag1;
    size_t lags;
    double ljung_box, dependence_p;
    /* Kendall's tau of value and place, its p-value (Mann 1945), and what the drift amounts to. */
    double tau, trend_p;
    double first_third, last_third; /* means */
    /* What all values are multiples of, if it is so coarse that it shows; else 0. */
    double grid;
    /*
     * Far out on the scale of logarithms, after Tukey 1977: below the lower quartile by 3 quartile
     * ranges, or above the upper by 4.5 times its distance from the median, as long tails are
     * normal; 0 where there are no more of them than many lognormal values would have.
     */
    size_t short_outliers, long_outliers;
    double long_from, short_to; /* where that begins, in seconds */
};

/* Looks at values of at least 0 in the order in which they were observed. False: no memory. */
bool fit_check_make(struct fit_check *check, const double *values, size_t count);

#endif
