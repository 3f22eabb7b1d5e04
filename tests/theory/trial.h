/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs a case for as many batches of days as its questions need: first a fixed number, and then, by
 * what these say of the variance, as many as make every interval as narrow as was asked for (in
 * steps: Chow and Robbins, "On the asymptotic theory of fixed-width sequential confidence intervals
 * for the mean", 1965); but no more for one that is wrong beyond doubt. On all cores, with the same
 * result for any number of them.
 */
#ifndef TESTS_THEORY_TRIAL_H
#define TESTS_THEORY_TRIAL_H

#include "case.h"

struct trial_options {
    unsigned threads;
    double confidence;
};

struct trial {
    struct interval intervals[CASE_QUESTIONS];
    uint32_t batches;
    uint64_t events;
};

/* False when out of memory. */
bool trial_run(struct trial *trial, const struct a_case *a_case,
               const struct trial_options *options);

/* Whether the interval has the expected value in it. */
bool trial_agrees(const struct interval *interval, double expected);

#endif
