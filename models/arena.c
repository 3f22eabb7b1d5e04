/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Arenas as a chain of blocks. Blocks grow with the arena, so that a scenario of a few kilobytes
 * costs one and a table of a million times costs few. Knows nothing of what is kept in it.
 */
#include "models/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_BLOCK 16384
#define ALIGNMENT _Alignof(max_align_t)

struct block {
    struct block *before;
    size_t size, used;
    _Alignas(max_align_t) unsigned char memory[];
};

struct arena {
    struct block *last;
    size_t given, budget;
    bool failed;
};

struct arena *arena_new(size_t budget)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (arena)
        arena->budget = budget;
    return arena;
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    for (struct block *block = arena->last, *before; block; block = before) {
        before = block->before;
        free(block);
    }
    free(arena);
}

static bool add_block(struct arena *arena, size_t wanted)
{
    size_t size = arena->given < FIRST_BLOCK ? FIRST_BLOCK : arena->given;
    if (size < wanted)
        size = wanted;
    struct block *block = calloc(1, sizeof *block + size);
    if (!block)
        return false;
    block->before = arena->last;
    block->size = size;
    arena->last = block;
    return true;
}

void *arena_take(struct arena *arena, size_t count, size_t size)
{
    if (count > (arena->budget - arena->given) / size) {
        arena->failed = true;
        return NULL;
    }
    size_t wanted = count * size;
    wanted += (ALIGNMENT - wanted % ALIGNMENT) % ALIGNMENT;
    struct block *block = arena->last;
    if (!block || block->size - block->used < wanted) {
        if (!add_block(arena, wanted)) {
            arena->failed = true;
            return NULL;
        }
        block = arena->last;
    }
    void *memory = block->memory + block->used;
    block->used += wanted;
    arena->given += wanted < arena->budget - arena->given ? wanted : arena->budget - arena->given;
    return memory;
}

char *arena_text(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_take(arena, length + 1, 1);
    if (copy && length)
        memcpy(copy, text, length);
    return copy;
}

void *arena_grow(struct arena *arena, void *array, size_t count, size_t size)
{
    if (count & (count - 1) || (!count && array))
        return array;
    void *moved = arena_take(arena, count ? 2 * count : 1, size);
    if (moved && count)
        memcpy(moved, array, count * size);
    return moved;
}

bool arena_failed(const struct arena *arena)
{
    return arena->failed;
}
