/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A result whose every number is known, without a simulation: what is tested is how it is shown.
 */
#ifndef TESTS_REPORT_EXAMPLE_H
#define TESTS_REPORT_EXAMPLE_H

#include "lab/experiment.h"

struct example {
    struct scenario scenario;
    struct result result;
};

/*
 * A scenario of the given text, with as many replications. Every measure is given a value by
 * example_set only; the others exist in no replication. Free it with example_free.
 */
void example_begin(struct example *example, const char *text, uint32_t replications);
void example_free(struct example *example);

/*
 * A measure of a variant: around `mean`, by `deviation` more and less in turn. Its differences to
 * the first variant follow, so the first variant comes first.
 */
void example_set(struct example *example, size_t variant, const char *measure, double mean,
                 double deviation);

/* Two kitchens with all that the table of `run` shows, six replications. */
void example_kitchens(struct example *example);

/* The same in the words of the data center, with three servers, ten replications. */
void example_servers(struct example *example);

#endif
