/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The known word that is nearest to a mistyped one, for "did you mean". Knows nothing of what the
 * words mean.
 */
#ifndef MODELS_NEAREST_H
#define MODELS_NEAREST_H

#include <stddef.h>

struct nearest {
    const char *word; /* what was typed */
    size_t length;
    const char *best; /* the nearest so far; NULL: none is near */
    unsigned distance;
};

struct nearest nearest_to(const char *word, size_t length);

/* Looks at one more candidate; of two that are as near the first stays. */
void nearest_try(struct nearest *nearest, const char *candidate);

/*
 * How many letters must be put in, taken out, replaced or swapped with their neighbour to make one
 * word of the other, upper and lower case being the same (the restricted distance of Damerau and
 * Levenshtein); UINT_MAX for words too long to compare.
 */
unsigned edit_distance(const char *a, size_t a_length, const char *b, size_t b_length);

#endif
