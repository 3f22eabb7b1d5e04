/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Many simulated days on all cores. An owner says which runs (a replication of a world) it wants,
 * one after the other, and gets what they measured in that same order, so that whatever it makes
 * of them is the same, to the last bit, for any number of threads. A run that a keeper remembers is
 * not simulated again. Knows nothing of what the runs are for.
 */
#ifndef LAB_RUNS_H
#define LAB_RUNS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "lab/keeper.h"
#include "models/world.h"

/* How many runs a thread may be ahead of the oldest unfinished. */
#define RUNS_AHEAD 8

struct run {
    const struct world *world; /* stays as it is until the run was taken */
    uint64_t system;           /* the keeper's number for it */
    uint32_t replication;      /* from 0 */
    uint32_t tag;              /* the owner's own: which variant, which point */
};

enum runs_wish {
    RUNS_RUN,  /* *run is wanted */
    RUNS_WAIT, /* that depends on runs that were not taken yet */
    RUNS_NONE  /* no more */
};

/* What the owner is asked and told, never by two threads at once. */
struct runs_owner {
    void *owner; /* handed to each function */
    enum runs_wish (*next)(void *owner, struct run *run);
    /*
     * What a run measured: measure_count() values, or NULL when it is another shard's. False:
     * that is enough; whatever is under way is dropped.
     */
    bool (*take)(void *owner, const struct run *run, const double *values);
    /* Now and then, from the thread that called runs_do while others may call the rest; or NULL. */
    void (*tell)(void *owner);
};

/* All zero means: on all cores, without being stopped, everything simulated here and now. */
struct runs_options {
    unsigned threads;        /* 0: as many as cores are online */
    const atomic_bool *stop; /* once it is true, runs under way are dropped; or NULL */
    const struct keeper *keeper;
    /*
     * With shards above 0, only this shard's runs (from 0) are simulated: of each `shards` in the
     * order one, and of the next ones the next, so that every shard gets its share of each variant.
     * `before` have been wanted before these, in other calls.
     */
    uint32_t shard, shards;
    uint64_t before;
};

enum runs_end {
    RUNS_DONE,
    RUNS_STOPPED,       /* by options.stop */
    RUNS_OUT_OF_MEMORY, /* for a kitchen, or for a thread */
    RUNS_NOT_KEPT,      /* the keeper could not, and knows why */
    RUNS_ENDS
};

/* Why it ended, for people: "interrupted". */
extern const char *const runs_end_words[RUNS_ENDS];

/*
 * Does what the owner wants, with at most `most` threads of use (0: not known). Whatever was taken
 * before a stop or a failure stays taken.
 */
enum runs_end runs_do(const struct runs_owner *owner, uint64_t most,
                      const struct runs_options *options);

#endif
