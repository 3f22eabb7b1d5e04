/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Theory beside simulation: where the two differ by more than chance explains. Of all comparisons
 * of a scenario together, one is wrongly said to differ in at most the fraction of cases that the
 * confidence leaves over (Bonferroni). Knows nothing of how it is told.
 */
#ifndef LAB_VERDICT_H
#define LAB_VERDICT_H

#include "lab/experiment.h"
#include "lab/predict.h"

enum verdict {
    VERDICT_NONE,   /* nothing to compare with */
    VERDICT_AGREES, /* or keeps the bound */
    VERDICT_DIFFERS
};

/* What is simulated of a station's use: the estimate has no values where there is no measure. */
struct estimate simulated_use(const struct result *result, size_t variant,
                              const struct station *station);

/* What is simulated of a predicted measure. */
struct estimate simulated_measure(const struct result *result, size_t variant,
                                  const struct prediction *prediction);

/* Compares a prediction with an estimate, as one of so many comparisons. */
enum verdict verdict_of(const struct prediction *prediction, const struct estimate *simulated,
                        double confidence, size_t comparisons);

/* The use of a station as a prediction. */
struct prediction prediction_of_use(const struct station *station);

/* How many comparisons a theory of a variant makes. */
size_t verdict_comparisons(const struct theory *theory, const struct result *result,
                           size_t variant);

#endif
