/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every number of a world that can be made larger and smaller: capacities, rates, the means of
 * durations and their spread, prices. Works through the table of keys. Knows nothing of what a
 * change does to a day.
 */
#ifndef MODELS_PARAMETERS_H
#define MODELS_PARAMETERS_H

#include "models/keys.h"
#include "models/world.h"

struct arena;

#define PARAMETERS_MOST 1000
#define PARAMETER_NAME 256 /* bytes of a name with its end */

/* What is changed: the value (of a duration: every draw of it), or the spread around its mean. */
enum parameter_part { PART_VALUE, PART_SPREAD };

struct parameter {
    const struct key *key;
    enum theme theme;
    enum parameter_part part;
    char key_name[PARAMETER_NAME]; /* dotted, in the theme: "recipes.carbonara.prep" */
    char name[PARAMETER_NAME];     /* for people: the same, of a spread with that word behind it */
};

/* Adds those of a world that are not in the list yet; how many are in it then. */
size_t parameters_add(struct parameter list[PARAMETERS_MOST], size_t count,
                      const struct world *world, enum theme theme);

/* Whether it is an amount of money, or says when something costs money. */
bool parameter_is_money(const struct parameter *parameter);

/*
 * How large it is, and in which unit, as measures have them ("s", "1/s", "count", "share", "bytes",
 * "currency", "" for the rest): of a plan the mean number over the day, of a duration the mean, of
 * a spread the coefficient of variation. NAN where the world has none of it.
 */
double parameter_size(const struct parameter *parameter, const struct world *world);
const char *parameter_unit(const struct parameter *parameter);

/*
 * Makes it `factor` times as large (above 0) in a world that is a copy of its own (world_copy):
 * every entry of a plan, every draw of a duration; whole numbers are rounded, by 1 at least, and
 * never to 0. NULL, or why not, and then the world is as before: it is 0, or unlimited, or what
 * would come out is no world. Sentences and new memory come from the arena.
 */
const char *parameter_scale(const struct parameter *parameter, struct world *world, double factor,
                            struct arena *arena);

#endif
