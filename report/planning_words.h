/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sentences and figures about a plan: which values are the answer, why the cheaper ones are not,
 * what differs between the variants, how sure all that is.
 */
#ifndef REPORT_PLANNING_WORDS_H
#define REPORT_PLANNING_WORDS_H

#include <stdio.h>

#include "lab/planning.h"

/* The keys, and a point's values of them: "kitchen.cooks, ovens.places", "46, 20". */
void planning_write_keys(FILE *to, const struct planning *plan);
void planning_write_values(FILE *to, const struct planning *plan, size_t point);

/* What the aim counts: "EUR a day", "money.profit", or "" for a mere number. */
void planning_write_aim(FILE *to, const struct planning *plan);

/* What a point costs: "3,312". */
void planning_write_cost(FILE *to, const struct planning *plan, size_t variant, size_t point);

/* A target's measured value at a point, with its interval and unit: "58.9 +- 0.5 min". */
void planning_write_estimate(FILE *to, const struct planning *plan, size_t variant, size_t point,
                             size_t target, bool unicode);

/* A value with its interval in the unit of a measure: "58.9 +- 0.5 min". */
void planning_write_interval(FILE *to, const struct planning *plan, const char *unit,
                             const struct estimate *estimate, bool unicode);

/* What became of a point: "meets all", "misses time.total.p95", "not decided". */
void planning_write_standing(FILE *to, const struct planning *plan, size_t variant, size_t point);

/*
 * Paragraphs, without a line's end: a variant's answer; without one, what else would help; the
 * variants beside each other (nothing where there is nothing to compare); how sure all that is, and
 * by which procedure.
 */
void planning_write_answer(FILE *to, const struct planning *plan, size_t variant, bool unicode);
void planning_write_remedies(FILE *to, const struct planning *plan, size_t variant, bool unicode);
void planning_write_comparison(FILE *to, const struct planning *plan, bool unicode);
void planning_write_certainty(FILE *to, const struct planning *plan, bool unicode);

#endif
