/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An auditor for tests: reads the journal as it is written, knows the laws of MODEL section 7 and
 * nothing of how the kitchen works, and fails the test at the first entry that breaks one.
 */
#ifndef TESTS_MODELS_AUDITOR_H
#define TESTS_MODELS_AUDITOR_H

#include "models/journal.h"
#include "models/world.h"

struct auditor;

/* For one day of the world. Free with auditor_free. */
struct auditor *auditor_new(const struct world *world);
void auditor_free(struct auditor *auditor);

/* The world changes during the day: capacities are not checked any more, everything else is. */
void auditor_expects_changes(struct auditor *auditor);

/* The journal to give to the kitchen. */
struct journal auditor_journal(struct auditor *auditor);

/*
 * At the end of the day: checks every measure that can be computed again from the journal, levels
 * by Little's law to the nanosecond, against `values` (see measures_of).
 */
void auditor_closes(struct auditor *auditor, const double *values);

#endif
