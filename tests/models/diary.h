/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For tests of the model: a scenario in, the diary of its first variant out, as text that can be
 * compared and computed by hand.
 */
#ifndef TESTS_MODELS_DIARY_H
#define TESTS_MODELS_DIARY_H

#include <stddef.h>

#include "models/kitchen.h"
#include "models/scenario.h"

struct diary {
    char *text; /* a line an event: "12.5 take 3", minutes, event, order */
    size_t length, room;
    double *measures; /* by measure_at's index */
};

/* Runs replication 1 of a variant; fails the test when the scenario is not right. */
struct diary diary_of_variant(const char *yaml, size_t variant);
struct diary diary_of(const char *yaml);
void diary_free(struct diary *diary);

/* The measure of that name; fails the test when there is none. */
double diary_measure(const struct diary *diary, const char *name);

/* Only the lines of one order, without its number: "0 call\n5 ticket\n". Free the result. */
char *diary_of_order(const struct diary *diary, unsigned order);

#endif
