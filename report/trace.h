/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The trace: every event of one replication, all variants merged in the order of time, as text for
 * people or as CSV (INTERFACE section 3). Written while it happens; nothing is kept. Knows the
 * journal, not how a kitchen works.
 */
#ifndef REPORT_TRACE_H
#define REPORT_TRACE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "models/scenario.h"
#include "report/text.h"

enum trace_format { TRACE_TEXT, TRACE_CSV };

enum trace_end {
    TRACE_DONE,
    TRACE_STOPPED,
    TRACE_OUT_OF_MEMORY,
    TRACE_NOT_WRITTEN /* errno says why */
};

/* Writes the trace of a replication (from 1); `stop`, or NULL, ends it early. */
enum trace_end trace_write(FILE *to, const struct scenario *scenario, uint32_t replication,
                           enum trace_format format, const struct style *style,
                           const atomic_bool *stop);

/* Seconds with up to nine decimals and no zeros at their end: "12.5". */
void trace_seconds(FILE *to, sim_time time);

#endif
