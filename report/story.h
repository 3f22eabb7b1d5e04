/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sentences for people who do not program: what happened in a kitchen, and what limits it. Knows
 * the words of both themes, not where the sentences are shown.
 */
#ifndef REPORT_STORY_H
#define REPORT_STORY_H

#include <stdio.h>

#include "lab/experiment.h"
#include "lab/limits.h"

/*
 * Writes what happened to a variant, one sentence without a line's end: "12 cooks worked 24 % of
 * the time and stood still 71 %, mostly at the oven; 212 of 400 callers got through." Needs at
 * least one replication.
 */
void story_write(FILE *to, const struct result *result, size_t variant);

/*
 * Writes what limits a kitchen and how far away the next limit is: "The cooks are the limit: 12
 * cooks, each kept 65 min by an order, manage 11 orders an hour; 40 an hour call. With more cooks
 * the ovens would be next, at 40 an hour (3.6 times as much)."
 */
void story_limits(FILE *to, const struct limits *limits, enum theme theme, bool unicode);

#endif
