/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Nearness of words by edit distance. Knows nothing of what the words mean.
 */
#include "models/nearest.h"

#include <limits.h>
#include <string.h>

#define LONGEST 64

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

unsigned edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    if (a_length > LONGEST || b_length > LONGEST)
        return UINT_MAX;
    unsigned rows[3][LONGEST + 1];
    unsigned *above2 = rows[0], *above = rows[1], *row = rows[2];
    for (unsigned j = 0; j <= b_length; j++)
        above[j] = j;
    for (unsigned i = 1; i <= a_length; i++) {
        row[0] = i;
        for (unsigned j = 1; j <= b_length; j++) {
            char x = lower(a[i - 1]), y = lower(b[j - 1]);
            row[j] = least(above[j - 1] + (x != y), least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && x == lower(b[j - 2]) && y == lower(a[i - 2]))
                row[j] = least(row[j], above2[j - 2] + 1);
        }
        unsigned *oldest = above2;
        above2 = above;
        above = row;
        row = oldest;
    }
    return above[b_length];
}

struct nearest nearest_to(const char *word, size_t length)
{
    return (struct nearest){.word = word, .length = length, .distance = UINT_MAX};
}

void nearest_try(struct nearest *nearest, const char *candidate)
{
    size_t length = strlen(candidate);
    unsigned distance = edit_distance(nearest->word, nearest->length, candidate, length);
    /* Two thirds of a word must be right, else the hint would be a riddle. */
    size_t shorter = length < nearest->length ? length : nearest->length;
    if (distance < nearest->distance && distance < shorter && distance <= (shorter + 2) / 3) {
        nearest->best = candidate;
        nearest->distance = distance;
    }
}
