/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pieces of work that all proceed at one common speed which may change at any instant: processor
 * sharing by virtual work. The clock of done work runs at the common speed; a piece is finished
 * when that clock has advanced by the piece's length. Knows nothing of who works, or why the
 * speed changes.
 */
#ifndef SIM_WORK_H
#define SIM_WORK_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/clock.h"

struct sim_work;

/* No work, speed 1, the clock at 0; NULL when out of memory. Free with sim_work_free. */
struct sim_work *sim_work_new(void);
void sim_work_free(struct sim_work *work);

/* Forgets everything and goes back to instant 0 and speed 1; keeps the memory. */
void sim_work_clear(struct sim_work *work);

/*
 * From now on every piece proceeds at this speed: seconds of work a second, from 0 to 8; more is
 * taken as 8.
 */
void sim_work_speed(struct sim_work *work, sim_time now, double speed);

/*
 * Begins a piece of the given length (ns at speed 1) for a subject; a subject has at most one piece
 * under way. False when out of memory.
 */
bool sim_work_begin(struct sim_work *work, sim_time now, sim_time length, uint32_t subject);

/*
 * Goes on with the subject that the last call of sim_work_finish returned, for another length, as
 * one piece with what it did before: the rounding of instants to nanoseconds does not add up. Among
 * pieces finished together it counts as begun now. Must come before any other call that changes the
 * work. Never out of memory.
 */
void sim_work_continue(struct sim_work *work, sim_time now, sim_time length, uint32_t subject);

/* When the next piece will be finished, to the nearest nanosecond, if the speed stays; SIM_NEVER if
 * never. */
sim_time sim_work_next(const struct sim_work *work);

/*
 * Takes out the piece that is finished first; of pieces finished in the same nanosecond the one
 * begun first. `now` is what sim_work_next returned. Returns the subject.
 */
uint32_t sim_work_finish(struct sim_work *work, sim_time now);

/* How many pieces are under way. */
size_t sim_work_count(const struct sim_work *work);

/* Makes `to` an exact copy of `from`; false when out of memory. */
bool sim_work_copy(struct sim_work *to, const struct sim_work *from);

#endif
