/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A world as one text that is the same wherever the world is the same: to tell worlds apart, and to
 * say what is different. Knows nothing of where such texts are kept.
 */
#ifndef LAB_WORLD_TEXT_H
#define LAB_WORLD_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/theme.h"
#include "models/world.h"

/*
 * The world as a scenario file in the theme's words, with every key, and for each data file a
 * comment with a fingerprint of what was read from it. To be freed; NULL when out of memory.
 */
char *world_text(const struct world *world, enum theme theme);

/*
 * A number for a text: FNV-1a (Fowler, Noll and Vo, 64 bits) without its highest bit, so that it is
 * a positive integer everywhere. It shows accidents, not forgeries.
 */
uint64_t world_text_number(const char *text);

/* What such a text says, line by line: "kitchen.cooks" is "12". */
struct world_line {
    char *key;
    const char *value;
};

struct world_lines {
    size_t count;
    struct world_line *list;
    char *values; /* what they point to */
};

/* Reads a text, of any kind; false when out of memory. To be freed with world_lines_free. */
bool world_lines_read(struct world_lines *lines, const char *text);
void world_lines_free(struct world_lines *lines);

/* The value of a key, looked for at the place `guess` first; NULL when there is none. */
const char *world_lines_find(const struct world_lines *lines, const char *key, size_t guess);

#endif
