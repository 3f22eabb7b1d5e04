/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Random worlds for tests: small days in which everything the model can do is used and everything
 * that can run out does. The same seed gives the same world.
 */
#ifndef TESTS_MODELS_RANDOM_WORLD_H
#define TESTS_MODELS_RANDOM_WORLD_H

#include "models/world.h"

struct random_world {
    struct world world; /* points into what follows */
    struct shift shifts[3][3];
    struct rate rates[3];
    struct ingredient ingredients[2];
    struct recipe recipes[2];
    int64_t needs[2][2];
};

/* Fills in a world; it must not be moved afterwards. */
void random_world(struct random_world *made, uint64_t seed);

#endif
