/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The universal scalability law fitted to the throughput of a sweep, and how far it is to be
 * believed. Knows nothing of how that is told.
 */
#ifndef LAB_SWEEP_LAW_H
#define LAB_SWEEP_LAW_H

#include "lab/sweep.h"
#include "lab/usl_fit.h"

struct sweep_law {
    struct usl_fit fit; /* lambda in orders a second */
    double off;         /* the largest distance of a point from it, as a share of the highest */
    size_t off_at;      /* which point that is */
    bool fits;          /* near enough everywhere */
    bool falls;         /* coherency is established, and the peak is within what was tried */
};

/*
 * False where there is nothing to fit: two keys, a key that counts nothing, values below 1, fewer
 * than 4 points, or a throughput that is the same everywhere.
 */
bool sweep_law_of(struct sweep_law *law, const struct sweep *sweep, size_t variant);

#endif
