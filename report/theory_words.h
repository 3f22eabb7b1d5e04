/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What theory says, in sentences for people who know no queueing theory, with its terms in
 * brackets. Knows the words of both themes, not where the sentences are shown.
 */
#ifndef REPORT_THEORY_WORDS_H
#define REPORT_THEORY_WORDS_H

#include <stdio.h>

#include "lab/predict.h"
#include "models/theme.h"

/* A resource in a word or two: "cooks", "phone lines". */
const char *theory_resource(const struct limit *limit, enum theme theme);

/* What a predicted measure is called in a table, or its name. */
const char *theory_measure(const char *measure, enum theme theme);

/* Each writes sentences without a line's end, in terms of the theme. */

/* Whether what is there manages what comes, and what that means for formulas. */
void theory_write_demand(FILE *to, const struct theory *theory, enum theme theme, bool unicode);

/* Which queue it is, or why no formula fits. */
void theory_write_models(FILE *to, const struct theory *theory, enum theme theme, bool unicode);

/* What cooks who never wait would gain, and where it ends. */
void theory_write_gain(FILE *to, const struct theory *theory, enum theme theme, bool unicode);

/* The assumptions that are not met, as clauses; nothing when there are none. */
void theory_write_violated(FILE *to, const struct theory *theory, enum theme theme);

#endif
