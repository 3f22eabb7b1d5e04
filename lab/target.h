/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a kitchen is to keep: a measure, on an average day, at most or at least some value, as
 * people write it: "time.total.p95 <= 60 min", "calls.lost <= 5 % of calls.offered", "money.profit
 * >= 900 within 20". Knows how it is written and what a day says about it, not how many days are
 * needed.
 */
#ifndef LAB_TARGET_H
#define LAB_TARGET_H

#include <stdbool.h>
#include <stddef.h>

#include "lab/selection.h"

/* The tolerance where none is given: this part of the value; of a share, an absolute one. */
#define TARGET_TOLERANCE 0.02
#define TARGET_TOLERANCE_SHARE 0.01

struct target {
    const char *text; /* as it was written; belongs to the caller of target_read */
    size_t measure;   /* by measure_at's index */
    size_t of;        /* the measure it is a share of; measure_count(): none */
    bool at_least;    /* else at most */
    double value;     /* in the measure's unit, or a share of the other */
    double tolerance; /* as the value, above 0: being off by less does not matter */
};

#define TARGET_WRONG_ROOM 400

/*
 * Reads a target. The value has the unit that a scenario would have; money is a number, with or
 * without the currency. False, and what is wrong with it, when it is none.
 */
bool target_read(struct target *target, const char *text, const char *currency,
                 char wrong[TARGET_WRONG_ROOM]);

/*
 * Reads what is wanted to be least (or most, where more is better) at measured cost: "MEASURE" or
 * "MEASURE within VALUE". *worth is then the difference that matters, 0 where none is given.
 */
bool target_read_aim(const char *text, const char *currency, size_t *measure, double *worth,
                     char wrong[TARGET_WRONG_ROOM]);

/* The unit of the value: the measure's, or "share". */
const char *target_unit(const struct target *target);

/* What a day, with values of all measures, says about it. */
struct observation target_observe(const struct target *target, const double *values);

/* The measured value, of an excess in the unit of the value; and its part of the tolerance. */
double target_value(const struct target *target, double excess);

#endif
