/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs days of a case and adds what is observed, for each of its questions, to sums. Times come
 * from the journal, by which anybody may watch a run, and measures from the program's own table of
 * measures. Knows nothing of what the sums are for.
 */
#ifndef TESTS_THEORY_OBSERVER_H
#define TESTS_THEORY_OBSERVER_H

#include "case.h"
#include "sim/clock.h"

struct observer;

/* NULL when out of memory. Free with observer_free. */
struct observer *observer_new(void);
void observer_free(struct observer *observer);

/*
 * Simulates the day of a replication (from 1) and adds to the sums of the case's questions, one
 * after the other, and the number of its events to *events. False when out of memory.
 */
bool observer_day(struct observer *observer, const struct a_case *a_case, uint32_t replication,
                  struct sums *sums, uint64_t *events);

#endif
