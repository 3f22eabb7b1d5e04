/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What --store and --shard do for a command that simulates: the store is opened before, closed
 * after, and what is to be said of it is said. Knows nothing of what is simulated.
 */
#ifndef CLI_KEEPING_H
#define CLI_KEEPING_H

#include "cli/command.h"
#include "lab/keeper.h"
#include "lab/store.h"

struct keeping {
    const struct request *request;
    struct store *store;         /* NULL: nothing is to be kept */
    const struct keeper *keeper; /* of the store, or NULL */
};

/*
 * Opens the store that is asked for, if one is, for this scenario as it is before anything is
 * varied. STATUS_DONE, or after a message how the program is to end; to be ended in any case.
 */
enum status keeping_begin(struct keeping *keeping, const struct request *request,
                          const struct scenario *scenario);

/*
 * Ends it after the simulation, which ended as `status` says: makes all safe, and says what went
 * wrong, or for a shard what it has done. Returns how the program is to end.
 */
enum status keeping_end(struct keeping *keeping, enum status status);

/* Whether only a part is simulated, so that there is no result to be shown. */
bool keeping_part(const struct request *request);

#endif
