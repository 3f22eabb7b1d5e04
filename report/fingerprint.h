/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether two runs are the same, event for event: a fingerprint of the journal of a day, and the
 * comparison with a fingerprint or a trace that was written earlier, maybe on another machine or by
 * another version. Knows nothing of what the events mean.
 */
#ifndef REPORT_FINGERPRINT_H
#define REPORT_FINGERPRINT_H

#include <stdio.h>

#include "report/days.h"

/*
 * A fingerprint is FNV-1a (Fowler, Noll and Vo, 64 bits) over every entry of the journal as seven
 * numbers: time in ns, event, order, cook, recipe, number and length in ns, each as eight bytes,
 * the lowest first. It shows accidents, not forgeries.
 */
struct fingerprint {
    uint64_t hash;
    uint64_t events;
};

/* The one of no events; and with one more of them. */
struct fingerprint fingerprint_begin(void);
void fingerprint_add(struct fingerprint *print, const struct journal_entry *entry);

/*
 * Writes the fingerprints of a replication (from 1): a line for each variant, after one that says
 * what the file is. `stop`, or NULL, ends it early.
 */
enum trace_end fingerprint_write(FILE *to, const struct scenario *scenario, uint32_t replication,
                                 const atomic_bool *stop);

enum verdict {
    VERDICT_SAME,
    VERDICT_DIFFERENT,
    VERDICT_UNREADABLE /* not a fingerprint or a trace, or it cannot be read */
};

/*
 * Compares a replication with the file `from`, a trace as CSV or a fingerprint, and writes to `to`
 * what came out: the first difference, or that there is none. Of a trace's columns, those that are
 * for people ("who", "detail") are not compared. TRACE_DONE, with the verdict, or why it could not
 * be found out.
 */
enum trace_end fingerprint_verify(FILE *to, enum verdict *verdict, FILE *from,
                                  const struct scenario *scenario, uint32_t replication,
                                  const atomic_bool *stop);

#endif
