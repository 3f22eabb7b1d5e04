/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The trace: every event of one replication, all variants merged in the order of time, as text for
 * people or as CSV (INTERFACE section 3). Written while it happens; nothing is kept. Knows the
 * journal, not how a kitchen works.
 */
#ifndef REPORT_TRACE_H
#define REPORT_TRACE_H

#include <stdio.h>

#include "report/days.h"
#include "report/text.h"

enum trace_format { TRACE_TEXT, TRACE_CSV };

#define TRACE_CSV_HEADER "time,variant,event,order,who,detail"

/* Writes the trace of a replication (from 1); `stop`, or NULL, ends it early. */
enum trace_end trace_write(FILE *to, const struct scenario *scenario, uint32_t replication,
                           enum trace_format format, const atomic_bool *stop);

/*
 * One row of the CSV, with its line's end; the key is its beginning, with the comma after the
 * order: what follows is for people.
 */
void trace_row(FILE *to, const struct scenario *scenario, const struct variant *variant,
               const struct journal_entry *entry);
void trace_row_key(FILE *to, const struct variant *variant, const struct journal_entry *entry);

/* Seconds with up to nine decimals and no zeros at their end: "12.5". */
void trace_seconds(FILE *to, sim_time time);

#endif
