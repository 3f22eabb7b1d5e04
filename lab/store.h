/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A store: a file that remembers every replication that was finished, so that work that was ended
 * in whatever way goes on where it was, and so that parts of it can be done by many machines. It is
 * the keeper (lab/keeper.h) of one scenario, simulated by one version of the program. Knows nothing
 * of experiments.
 *
 * What is promised. A replication is in the file at the latest 10 ms after it was finished, or when
 * the next one is if that takes longer: killing the program loses no more than was finished within
 * 10 ms. Once a second the disk is waited for: a machine that loses its power loses no more than
 * the last second. What is kept is never damaged by either, nor by a full disk.
 *
 * What is remembered is checked at opening: one replication is simulated again, and must come out
 * the same to the last bit.
 */
#ifndef LAB_STORE_H
#define LAB_STORE_H

#include "lab/keeper.h"
#include "models/scenario.h"

struct store;

/* What it is opened for. */
struct store_purpose {
    const char *version; /* of the program */
    const char *command; /* as it was typed, for who wonders where the store came from */
    const struct scenario *scenario; /* as it is before anything is varied */
};

enum store_end {
    STORE_OPEN,
    STORE_REFUSED, /* it is not a store, or one of something else, or by another build */
    STORE_FAILED   /* the file, the disk, memory */
};

/*
 * Opens or makes it. It is to be closed in any case, but for when *store is NULL: out of memory.
 * Unless the end is STORE_OPEN, store_trouble says why. `path` is copied; a variant that the store
 * does not know yet is added.
 */
enum store_end store_open(struct store **store, const char *path,
                          const struct store_purpose *purpose);

/* Its functions, to be called by one thread at a time; valid until it is closed. */
const struct keeper *store_keeper(struct store *store);

/*
 * Makes all that it was given to keep safe, and closes the file; false when not all could be
 * written, and store_trouble says why. The store then still answers what follows.
 */
bool store_close(struct store *store);
void store_free(struct store *store); /* closes it, too */

/* What went wrong, for people: "results.db: there is no room left on the disk". */
const char *store_trouble(const struct store *store);

/* How many replications were remembered, and how many were added, since it was opened. */
uint64_t store_recalled(const struct store *store);
uint64_t store_added(const struct store *store);

#endif
