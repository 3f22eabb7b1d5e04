/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rare part of the ziggurats: what is to be done with a point that lies in the wedge of a
 * layer, where the density's curve cuts through it, or beyond the bottom layer's rectangle.
 */
#include "sim/ziggurat.h"

/* A uniform height between the bottom and the top of a layer, given the density at its edges. */
static double height(struct sim_random *random, double bottom, double top)
{
    return bottom + sim_random_unit(random) * (top - bottom);
}

double sim_exponential_beyond(struct sim_random *random, unsigned layer, double x)
{
    const double *edge = sim_ziggurat_exponential;
    double from = 0; /* the tail looks like the whole: begin anew from where it begins */
    for (;;) {
        if (layer == 0)
            from += edge[1];
        else if (height(random, exp(-edge[layer]), exp(-edge[layer + 1])) < exp(-x))
            return from + x;
        uint64_t bits = sim_random_bits(random);
        layer = bits % SIM_ZIGGURAT_LAYERS;
        x = sim_unit(bits) * edge[layer];
        if (x < edge[layer + 1])
            return from + x;
    }
}

/* Normal, given that it is beyond r > 0 (Marsaglia 1964). */
static double normal_tail(struct sim_random *random, double r)
{
    double over;
    do {
        over = sim_exponential(random) / r;
    } while (2 * sim_exponential(random) < over * over);
    return r + over;
}

static double normal_density(double x)
{
    return exp(-0.5 * x * x);
}

double sim_normal_beyond(struct sim_random *random, unsigned layer, double x)
{
    const double *edge = sim_ziggurat_normal;
    if (layer == 0)
        return copysign(normal_tail(random, edge[1]), x);
    if (height(random, normal_density(edge[layer]), normal_density(edge[layer + 1])) <
        normal_density(x))
        return x;
    return sim_normal(random);
}
