/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The colours of a cell as a terminal with 256 colours and a dark background shows them, from the
 * program's own table of styles. Knows nothing of what they are painted on.
 */
#ifndef TESTS_TUI_PAINT_H
#define TESTS_TUI_PAINT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "tui/style.h"

/* The terminal's own colours. */
#define PAINT_FRONT UINT32_C(0xD5DAE0)
#define PAINT_BACK UINT32_C(0x12161B)

struct paint {
    uint32_t front, back;          /* 0xRRGGBB */
    int16_t front_256, back_256;   /* as the terminal is told; -1: its own */
    bool bold, dim, reverse, line; /* line: underlined */
};

struct paint paint_of(enum meaning meaning);

/* Writes a character of the first plane as UTF-8. */
void paint_utf8(FILE *to, uint32_t character);

#endif
