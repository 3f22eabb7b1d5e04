/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scenarios that a request names, read and reduced to the variants asked for. */
#ifndef CLI_SCENARIOS_H
#define CLI_SCENARIOS_H

#include "cli/command.h"

/*
 * Reads every scenario of the request into list[request->operand_count], which must be freed with
 * scenarios_free. Writes what is wrong to standard error, and unless --quiet the warnings.
 * STATUS_DONE, or how the program is to end; then nothing needs to be freed.
 */
enum status scenarios_read(struct scenario **list, const struct request *request);

void scenarios_free(struct scenario *list, size_t count);

/* Reads one scenario with the request's overrides, and writes the complaints. */
enum status scenario_load(struct scenario *scenario, const char *name,
                          const struct request *request);

#endif
