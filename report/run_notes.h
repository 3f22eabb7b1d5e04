/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is said before and after the figures of `run` about how far they can be trusted: warm-up,
 * precision, what has no mean, how intervals are to be read, which of them are doubtful, and which
 * could be shorter. Knows nothing of the table.
 */
#ifndef REPORT_RUN_NOTES_H
#define REPORT_RUN_NOTES_H

#include <stdio.h>

#include "lab/experiment.h"
#include "report/text.h"

/* How many differences the table shows that could have come out otherwise. */
size_t run_notes_comparisons(const struct result *result);

/* Before the figures; false when out of memory. */
bool run_notes_before(FILE *to, const struct result *result, const struct style *style);

/* After them; the same. */
bool run_notes_after(FILE *to, const struct result *result, const struct style *style);

#endif
