/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Exponential and normal random numbers by the ziggurat method (Marsaglia and Tsang, "The ziggurat
 * method for generating random variables", 2000), with 256 layers and, following Doornik (2005),
 * separate bits of one 64-bit number for the layer and for the place in it. Knows nothing of units.
 */
#ifndef SIM_ZIGGURAT_H
#define SIM_ZIGGURAT_H

#include <math.h>

#include "sim/random.h"

#define SIM_ZIGGURAT_LAYERS 256

/*
 * Edges of the layers, from the bottom up: layer i reaches from 0 to edge i, and is wholly under
 * the density up to edge i + 1. Edge 1 is where the tail begins; edge 0 is as if the bottom layer,
 * tail included, were a rectangle.
 */
extern const double sim_ziggurat_exponential[SIM_ZIGGURAT_LAYERS + 1];
extern const double sim_ziggurat_normal[SIM_ZIGGURAT_LAYERS + 1];

/* The rest of a draw that fell at x beyond the sure part of a layer: about 1 in 100. */
double sim_exponential_beyond(struct sim_random *random, unsigned layer, double x);
double sim_normal_beyond(struct sim_random *random, unsigned layer, double x);

/* Exponential with mean 1. */
static inline double sim_exponential(struct sim_random *random)
{
    uint64_t bits = sim_random_bits(random);
    unsigned layer = bits % SIM_ZIGGURAT_LAYERS;
    double x = (double)(int64_t)(bits >> 11) * (sim_ziggurat_exponential[layer] * 0x1p-53);
    if (x < sim_ziggurat_exponential[layer + 1])
        return x;
    return sim_exponential_beyond(random, layer, x);
}

/* Normal with mean 0 and standard deviation 1. */
static inline double sim_normal(struct sim_random *random)
{
    uint64_t bits = sim_random_bits(random);
    unsigned layer = bits % SIM_ZIGGURAT_LAYERS;
    double x = (double)((int64_t)bits >> 11) * (sim_ziggurat_normal[layer] * 0x1p-52);
    if (fabs(x) < sim_ziggurat_normal[layer + 1])
        return x;
    return sim_normal_beyond(random, layer, x);
}

#endif
