/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Joining stores, such as those of the shards of one piece of work: the result holds every
 * replication that one of them has. Knows nothing of how the work was divided.
 */
#ifndef LAB_STORE_MERGE_H
#define LAB_STORE_MERGE_H

#include <stdatomic.h>

#include "lab/store.h"
#include "lab/store_file.h"

struct store_merge {
    uint64_t runs;  /* in the result */
    uint64_t again; /* found in more than one store, the same in each */
    uint64_t worlds;
    bool stopped;
    char trouble[STORE_TROUBLE_ROOM + 4096]; /* what went wrong, with the store it is about */
};

/*
 * Joins stores of the same scenario and version into a new file, which appears whole or not at all;
 * `to` may be one of them, but must not exist otherwise. Replications that several of them hold
 * must be the same to the last bit. STORE_REFUSED and STORE_FAILED with the trouble; `stop`, or
 * NULL, ends it early: STORE_FAILED, and merge->stopped.
 */
enum store_end store_merge(struct store_merge *merge, const char *to, const char *const *from,
                           size_t count, const atomic_bool *stop);

#endif
