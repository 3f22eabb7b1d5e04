/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The shapes of what is on the screen beside letters, in a cell of SHAPE_WIDTH x SHAPE_HEIGHT.
 */
#ifndef TESTS_TUI_FILM_SHAPES_H
#define TESTS_TUI_FILM_SHAPES_H

#include <stdbool.h>
#include <stdint.h>

#define SHAPE_WIDTH 8
#define SHAPE_HEIGHT 17

/* A symbol: the data of an SVG path, filled or as a line. */
struct shape {
    uint32_t character;
    bool line;
    const char *path;
};

/* The symbol's shape; NULL: there is none, it is a letter or a block. */
const struct shape *shape_of(uint32_t character);

/* A block or a straight line: a box in the cell, and how dense it is. */
struct block {
    uint32_t character;
    double x, y, width, height, density;
};

const struct block *block_of(uint32_t character);

#endif
