/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The measures of one replication, by name: the table of MODEL section 6. Adding one is one row.
 * Knows how a measure is computed from what a kitchen counted, not how replications are combined.
 */
#ifndef MODELS_MEASURES_H
#define MODELS_MEASURES_H

#include <stdbool.h>
#include <stddef.h>

#include "models/theme.h"

struct kitchen;

/* Which way is good, for colours and for plans. */
enum better { BETTER_NEITHER, BETTER_LESS, BETTER_MORE };

struct measure {
    const char *name[THEMES];  /* "cooks.idle", "workers.idle" */
    const char *unit;          /* "s", "1/s", "count", "share", "bytes", "currency" */
    const char *about[THEMES]; /* what it is, for people: serves as a title */
    enum better better;
};

/* How many measures there are, and the one at an index below that. */
size_t measure_count(void);
const struct measure *measure_at(size_t index);

/* The index of a measure by either theme's name; measure_count() when there is none. */
size_t measure_find(const char *name);

/* The measure that a wrong name may stand for: of times their mean; NULL when none is near. */
const char *measure_suggestion(const char *name);

/*
 * Whether the world has the measure at all: of what is unlimited there is no share in use. (One
 * that exists may still have no value on a given day.)
 */
bool measure_exists(size_t index, const struct world *world);

/*
 * Whether it is none of MODEL's measures but an aid for statistics, which is not shown to anybody:
 * how large the whole of a ratio was, or how lucky the day.
 */
bool measure_is_aid(size_t index);

/*
 * Of a ratio whose whole may differ from day to day, the name of the measure that tells how large
 * the whole was; NULL where every day counts the same.
 */
const char *measure_over(size_t index);

/*
 * How much chance a measure tells of that is 0 on average, whatever the kitchen makes of the day
 * (luck.calls...): the variance that one order adds to it, in s^2, or INFINITY for the number of
 * calls, which nothing else is as telling as. 0: it is no such measure, or not in this world.
 */
double measure_luck(size_t index, const struct world *world);

/*
 * Computes every measure of a finished (or stopped) run into values[measure_count()]; NAN where a
 * measure does not exist. False when out of memory.
 */
bool measures_of(struct kitchen *kitchen, double *values);

#endif
