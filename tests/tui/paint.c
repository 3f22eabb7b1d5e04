/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See paint.h. The flags are those that the screen gives ncurses (tui/screen.c). */
#include "tests/tui/paint.h"

/* A level of xterm's cube of 6 x 6 x 6 colours. */
static uint32_t level_of(int step)
{
    return step == 0 ? 0 : (uint32_t)(55 + 40 * step);
}

/* A colour of xterm's table, from 16 on: the cube, then 24 greys. */
static uint32_t color_of(int16_t number)
{
    if (number >= 232) {
        uint32_t grey = (uint32_t)(8 + 10 * (number - 232));
        return grey << 16 | grey << 8 | grey;
    }
    int place = number - 16;
    return level_of(place / 36) << 16 | level_of(place / 6 % 6) << 8 | level_of(place % 6);
}

/* Half of one colour and half of the other. */
static uint32_t between(uint32_t a, uint32_t b)
{
    return ((a & 0xFEFEFE) >> 1) + ((b & 0xFEFEFE) >> 1);
}

struct paint paint_of(enum meaning meaning)
{
    const struct style_look styles = style_look(meaning), *look = &styles;
    struct paint paint = {
        .front = look->dark256 < 0 ? PAINT_FRONT : color_of(look->dark256),
        .back = look->back256_dark < 0 ? PAINT_BACK : color_of(look->back256_dark),
        .front_256 = look->dark256,
        .back_256 = look->back256_dark,
        .bold = look->flags & STYLE_BOLD,
        .dim = (look->flags & STYLE_DIM) && look->dark256 < 0,
        .reverse = look->flags & STYLE_REVERSE,
        .line = look->flags & STYLE_UNDERLINE,
    };
    if (paint.dim)
        paint.front = between(paint.front, paint.back);
    if (paint.reverse) {
        uint32_t front = paint.front;
        paint.front = paint.back;
        paint.back = front;
    }
    return paint;
}

void paint_utf8(FILE *to, uint32_t character)
{
    if (character < 0x80) {
        fputc((int)character, to);
    } else if (character < 0x800) {
        fputc((int)(0xC0 | character >> 6), to);
        fputc((int)(0x80 | (character & 0x3F)), to);
    } else {
        fputc((int)(0xE0 | (character >> 12 & 0x0F)), to);
        fputc((int)(0x80 | (character >> 6 & 0x3F)), to);
        fputc((int)(0x80 | (character & 0x3F)), to);
    }
}
