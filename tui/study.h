/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An experiment in the background: the kitchens on the screen, for as many replications as the
 * scenario asks for, while the day goes on. One thread of its own runs it; all functions here are
 * called from the screen's. Knows nothing of drawing.
 */
#ifndef TUI_STUDY_H
#define TUI_STUDY_H

#include <stdbool.h>
#include <stdint.h>

#include "lab/experiment.h"

struct study;

/*
 * Begins with copies of the variants that are at the indexes of the scenario, which must outlive
 * the study. NULL when there is no memory or no thread for it. End with study_end.
 */
struct study *study_begin(const struct scenario *scenario, const size_t *variants, size_t count);

/* Stops it, waits until it has stopped, and gives everything back. NULL is fine. */
void study_end(struct study *study);

/* How many replications are finished, of how many; true once there is an answer. */
bool study_progress(const struct study *study, uint32_t *finished, uint32_t *planned);

/* The answer, its variants in the order asked for; NULL before there is one, or out of memory. */
const struct result *study_result(const struct study *study);

#endif
