/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The two vocabularies of the one model: a pizza kitchen and a data center. Knows the words, not
 * what they stand for.
 */
#ifndef MODELS_THEME_H
#define MODELS_THEME_H

#include "models/world.h"

enum theme { THEME_KITCHEN, THEME_DATACENTER, THEMES };

extern const char *const theme_names[THEMES];              /* as in a scenario file */
extern const char *const theme_policies[THEMES][POLICIES]; /* as in a scenario file */
extern const char *const theme_waits[THEMES][WAITS];       /* words of `blocking` */

/* Words for sentences, in both numbers. */
struct noun {
    const char *one, *many;
};

enum thing {
    THING_COOK,
    THING_AGENT,
    THING_COURIER,
    THING_CLERK,
    THING_OVEN,
    THING_WORKTOP,
    THING_ORDER,
    THING_CALLER,
    THING_LINE,
    THING_TRUCK,
    THING_WAREHOUSE,
    THING_RAIL,
    THINGS
};

extern const struct noun theme_nouns[THEMES][THINGS];

/* The noun for so many of them. */
const char *theme_noun(enum theme theme, enum thing thing, double count);

#endif
