/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simulating a scenario for a command: with a progress bar, and with what goes wrong said. */
#ifndef CLI_SIMULATE_H
#define CLI_SIMULATE_H

#include "cli/command.h"
#include "lab/experiment.h"

/*
 * Simulates all variants. How the program is to end, if what was finished can be shown; without a
 * result at all, result->scenario is NULL. Else it must be freed with result_free.
 */
enum status simulate(struct result *result, const struct scenario *scenario,
                     const struct request *request);

/* How the program ends when runs ended like that. */
enum status status_of_runs(enum runs_end end);

#endif
