/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One day in all variants of a scenario side by side, for whoever writes down what happens: in the
 * order of time, and of the variants at the same instant. Nothing is kept. Knows the journal, not
 * what is made of it.
 */
#ifndef REPORT_DAYS_H
#define REPORT_DAYS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "models/kitchen.h"
#include "models/scenario.h"

/* Who is told; every function may be NULL. `variant` is an index of the scenario's. */
struct days_listener {
    void *listener;
    void (*note)(void *listener, size_t variant, const struct journal_entry *entry);
    void (*cook)(void *listener, size_t variant, const struct journal_cook *change);

    /* All that happens at an instant has happened. False ends the days: TRACE_NOT_WRITTEN. */
    bool (*instant)(void *listener, size_t variant, const struct kitchen *kitchen, sim_time at);
};

enum trace_end {
    TRACE_DONE,
    TRACE_STOPPED,
    TRACE_OUT_OF_MEMORY,
    TRACE_NOT_WRITTEN /* errno says why */
};

/* Runs a replication (from 1) of every variant; `stop`, or NULL, ends it early. */
enum trace_end days_run(const struct scenario *scenario, uint32_t replication,
                        const struct days_listener *listener, const atomic_bool *stop);

#endif
