/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An arena: memory that is taken piece by piece and given back all at once. Knows nothing of what
 * is kept in it.
 */
#ifndef MODELS_ARENA_H
#define MODELS_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* An empty arena that gives out at most `budget` bytes; NULL when out of memory. */
struct arena *arena_new(size_t budget);
void arena_free(struct arena *arena);

/*
 * Zeroed memory for `count` things of `size` bytes, until the arena is freed; NULL when there is
 * none left or the budget is used up, which arena_failed then remembers.
 */
void *arena_take(struct arena *arena, size_t count, size_t size);

/* A zero-terminated copy of a text. */
char *arena_text(struct arena *arena, const char *text, size_t length);

/*
 * Room for one more at the end of an array taken from this arena: the array, moved when it was
 * full, or NULL. `count` things of `size` bytes are in use; it has room for the next power of two.
 */
void *arena_grow(struct arena *arena, void *array, size_t count, size_t size);

bool arena_failed(const struct arena *arena);

#endif
