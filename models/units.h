/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The units and the forms of distributions that can be written, shared by phrase.c, which reads
 * them, and spell.c, which writes them.
 */
#ifndef MODELS_UNITS_H
#define MODELS_UNITS_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/dist.h"

#define UNIT_NAMES 3

struct unit {
    const char *names[UNIT_NAMES]; /* the first is the one that is written */
    uint64_t size;                 /* in nanoseconds or bytes; 0 ends the table */
};

/* From small to large. */
extern const struct unit time_units[];
extern const struct unit size_units[];

/* How a distribution is said: its name, then a duration, then its parameters after their words. */
struct form {
    const char *name;
    enum sim_dist_kind kind;
    const char *second, *third; /* the words before them */
    bool second_is_time, third_is_time;
    const char *example;
};

#define FORMS 13
extern const struct form forms[FORMS];

/* The form of a kind; NULL for SIM_CONSTANT, which has no name. */
const struct form *form_of(enum sim_dist_kind kind);

#endif
