/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether this program, on this machine, simulates what a store holds: a version's number does not
 * tell everything, but a day does. Knows nothing of who asks.
 */
#ifndef LAB_STORE_PROOF_H
#define LAB_STORE_PROOF_H

#include "lab/store_file.h"
#include "models/scenario.h"

/*
 * Simulates one of the replications of the store again, if there is one that can be (of a variant
 * of the scenario, or of a world that needs no data files), and compares: false after noting what
 * is not the same to the last bit, as file->refused, or what else went wrong.
 */
bool store_proof(struct store_file *file, const struct scenario *scenario);

/* Whether two replications are the same as bytes; false after noting in which measure not. */
bool store_proof_same(struct store_file *file, enum theme theme, uint32_t replication,
                      const unsigned char *kept, const unsigned char *now);

#endif
