/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One day in one kitchen: the model itself. It runs a world for one replication, tells the journal
 * and counts; it knows nothing of how runs are repeated, printed or drawn, and never sleeps.
 */
#ifndef MODELS_KITCHEN_H
#define MODELS_KITCHEN_H

#include <stdbool.h>
#include <stdint.h>

#include "models/journal.h"
#include "models/world.h"

struct kitchen;

/* A kitchen without a world; NULL when out of memory. Free with kitchen_free. */
struct kitchen *kitchen_new(void);
void kitchen_free(struct kitchen *kitchen);

/*
 * Begins the day of a replication (from 1): everything at instant 0, nothing has happened. Memory
 * of an earlier day is used again. `world` (checked: see scenario.h) and `journal` (or NULL) must
 * outlive the day. False when out of memory.
 */
bool kitchen_begin(struct kitchen *kitchen, const struct world *world, uint32_t replication,
                   const struct journal *journal);

/* When the next thing happens; SIM_NEVER when the day is over. */
sim_time kitchen_next(struct kitchen *kitchen);

/*
 * Lets everything happen that happens at instants up to `until` (SIM_NEVER: to the end of the day).
 * False when out of memory: what was done so far stands.
 */
bool kitchen_run(struct kitchen *kitchen, sim_time until);

/*
 * Makes `to` the same kitchen at the same instant, so that both go on alike. It keeps its own
 * journal (none, until one is set). False when out of memory: `to` must then begin anew.
 */
bool kitchen_copy(struct kitchen *to, const struct kitchen *from);

/*
 * Why the day cannot go on in that world ("the opening time cannot change during the day"), or
 * NULL when it can: everything that happens, and only what the day began with, must be the same.
 */
const char *kitchen_objection(const struct kitchen *kitchen, const struct world *world);

/*
 * From the present instant on the day goes on in another world, against which there must be no
 * objection and which must outlive the day. What is under way goes on as it was begun; waits, works
 * and tickets that begin from now on do so by the new rules. Whoever is too many goes when he is
 * free. False when out of memory.
 */
bool kitchen_change(struct kitchen *kitchen, const struct world *world);

/* Orders of callers from outside the scenario are numbered from here. */
#define KITCHEN_EXTRA_CALLS 4000000000u

/* One caller more, at the present instant, whatever the scenario says. Returns the order's number.
 */
uint32_t kitchen_call(struct kitchen *kitchen);

/* Who is told from now on; NULL for nobody. */
void kitchen_set_journal(struct kitchen *kitchen, const struct journal *journal);

/* Events that have happened, for benchmarks. */
uint64_t kitchen_events(const struct kitchen *kitchen);

#endif
