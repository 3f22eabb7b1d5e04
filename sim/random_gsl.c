/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Philox as a generator of GSL's. A double is made of 53 bits, where GSL's own generators give 24
 * to 32: the tails of its distributions then reach as far as they should.
 */
#include "sim/random_gsl.h"

static void set(void *state, unsigned long seed)
{
    sim_random_at(state, &(struct sim_place){.seed = seed});
}

static unsigned long get(void *state)
{
    return sim_random_bits(state);
}

static double get_double(void *state)
{
    return sim_random_unit(state);
}

_Static_assert(sizeof(unsigned long) == sizeof(uint64_t), "GSL must take 64-bit numbers");

static const gsl_rng_type type = {
    .name = "philox4x32-10",
    .max = UINT64_MAX,
    .min = 0,
    .size = sizeof(struct sim_random),
    .set = set,
    .get = get,
    .get_double = get_double,
};

const gsl_rng_type *const sim_random_gsl = &type;

void sim_random_gsl_at(gsl_rng *rng, const struct sim_place *place)
{
    sim_random_at(rng->state, place);
}
