/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The numbers of sim/random.h for GSL: anything that takes a gsl_rng can draw from a place.
 */
#ifndef SIM_RANDOM_GSL_H
#define SIM_RANDOM_GSL_H

#include <gsl/gsl_rng.h>

#include "sim/random.h"

/*
 * The generator's type, for gsl_rng_alloc: 64-bit integers (gsl_rng_get), 53-bit doubles
 * (gsl_rng_uniform). gsl_rng_set goes to the place 0, 0, 0 of that seed.
 */
extern const gsl_rng_type *const sim_random_gsl;

/* Goes to the first number of a place. The generator must be of the type above. */
void sim_random_gsl_at(gsl_rng *rng, const struct sim_place *place);

#endif
