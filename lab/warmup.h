/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `warmup: auto`: how long a kitchen that begins empty is unlike the one that has been open for
 * ever. Found by MSER-5 from the number of callers and orders in the house, over pilot days that
 * are not part of any result. Knows nothing of what is measured after the warm-up.
 */
#ifndef LAB_WARMUP_H
#define LAB_WARMUP_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "models/scenario.h"

/* So many pilot days, with replication numbers from there on, which no experiment gets to. */
#define WARMUP_PILOTS 10
#define WARMUP_FIRST_PILOT 4000000000u

/* What a day is cut into; MSER-5 sees a fifth as many. */
#define WARMUP_PIECES 4000

struct warmup {
    bool chosen;   /* some variant asked for it */
    bool settles;  /* false: not within half a day; what is said is half of it */
    sim_time time; /* the longest of all variants that asked: one window, the same callers */
    uint32_t pilots;
};

enum warmup_end { WARMUP_DONE, WARMUP_STOPPED, WARMUP_OUT_OF_MEMORY };

/* Whether any variant leaves the warm-up to the program. */
bool warmup_asked(const struct scenario *scenario);

/*
 * Finds the warm-up and writes it into the worlds of those variants of `scenario` that asked, as if
 * it had been given. On so many threads (0: as many as there are cores), until *stop (or NULL).
 */
enum warmup_end warmup_find(struct warmup *warmup, struct scenario *scenario, unsigned threads,
                            const atomic_bool *stop);

#endif
