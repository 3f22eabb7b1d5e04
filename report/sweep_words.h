/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a sweep of one key shows, in words: where more stops helping and where it harms, where
 * curves bend, and what the law of scalability makes of the throughput. Knows nothing of charts.
 */
#ifndef REPORT_SWEEP_WORDS_H
#define REPORT_SWEEP_WORDS_H

#include <stdio.h>

#include "lab/sweep.h"
#include "report/text.h"

/* What is shown of a sweep: measures, by measure_at's index. */
struct sweep_shown {
    const size_t *measures;
    size_t count;
};

/* Nothing for two keys, or words. False when out of memory. */
bool sweep_words_write(FILE *to, const struct sweep *sweep, const struct sweep_shown *shown,
                       const struct style *style);

/* Every value is 0, or there is none: not worth a picture. */
bool sweep_is_flat(const struct sweep *sweep, size_t measure);

#endif
