/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A day as a trace in Chrome's Trace Event Format (JSON), which ui.perfetto.dev and
 * chrome://tracing open: a process for each variant; in it a track for each cook and each oven
 * place, the orders as flows from one to the other, and the waiting lines as counters. Written
 * while it happens. Knows the journal, not how a kitchen works.
 */
#ifndef REPORT_CHROME_H
#define REPORT_CHROME_H

#include <stdio.h>

#include "report/days.h"

/* Writes the trace of a replication (from 1); `stop`, or NULL, ends it early: it is then whole. */
enum trace_end chrome_write(FILE *to, const struct scenario *scenario, uint32_t replication,
                            const atomic_bool *stop);

#endif
