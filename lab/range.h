/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The values of a key that are tried one after the other: KEY=1..40, KEY=1..40:3, KEY=2,4,8,16,
 * with a unit behind (20..200:20 per hour), or words (synchronous,event_driven). Knows how they are
 * written, not what a key takes.
 */
#ifndef LAB_RANGE_H
#define LAB_RANGE_H

#include <stdbool.h>
#include <stddef.h>

/* More values than anybody looks at; each is an experiment. */
#define RANGE_MOST 1000

struct range {
    char *key;
    size_t count;
    char **values;    /* as --set takes them: "20 per hour" */
    double *numbers;  /* without the unit; NAN for words */
    const char *unit; /* of the numbers, "" if none; points into one of the values */
};

/*
 * Reads a range, to be freed with range_free. NULL, or what is wrong with it (the range then needs
 * no freeing).
 */
const char *range_parse(struct range *range, const char *text);
void range_free(struct range *range);

/* Whether the values are numbers, so that there is an axis for them. */
bool range_is_numeric(const struct range *range);

#endif
