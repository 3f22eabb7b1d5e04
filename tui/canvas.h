/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A picture made of characters, and rectangles of it to draw on. Everything is clipped to its
 * rectangle and knows how wide a character is. Knows meanings, not colours, and no terminal.
 */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "tui/style.h"

/* One column of one row. The right half of a wide character has a character of 0. */
struct cell {
    uint32_t character;
    uint32_t meaning; /* enum meaning */
};

/* Where a click counts as a key (see press.h). */
struct hot {
    int x, y, width, height;
    uint32_t press;
};

#define HOT_MOST 128

struct picture {
    int width, height;
    struct cell *cells; /* row by row */
    bool unicode;       /* else every glyph is ASCII, and so is what is drawn of names: '?' */
    bool braille;       /* charts may use it */
    enum theme theme;   /* whose letters stand for what cooks do where there is no Unicode */
    struct hot hot[HOT_MOST];
    size_t hot_count;
};

/* Gives the picture a size and empties it; false when out of memory. All-zero is a fine start. */
bool picture_resize(struct picture *picture, int width, int height);
void picture_clear(struct picture *picture);
void picture_free(struct picture *picture);

/* Writes it as lines of text without blanks at their ends. */
void picture_dump(const struct picture *picture, FILE *to);

struct canvas {
    struct picture *picture;
    int x, y, width, height;
};

/* All of the picture; a part of a canvas, in its coordinates, clipped to it. */
struct canvas canvas_of(struct picture *picture);
struct canvas canvas_part(struct canvas canvas, int x, int y, int width, int height);

/* Draws text in a row and returns the column after it. */
int canvas_text(struct canvas canvas, int x, int y, enum meaning meaning, const char *text);
__attribute__((format(printf, 5, 6))) int
canvas_print(struct canvas canvas, int x, int y, enum meaning meaning, const char *format, ...);

/* Text that ends before column `right`; returns the column where it begins. */
int canvas_text_right(struct canvas canvas, int right, int y, enum meaning meaning,
                      const char *text);

/* Text that is shortened, with a mark, to `width` columns. Returns the column after it. */
int canvas_text_within(struct canvas canvas, int x, int y, int width, enum meaning meaning,
                       const char *text);

/* A paragraph over the whole width from a row on; returns the row after it. */
int canvas_wrap(struct canvas canvas, int y, enum meaning meaning, const char *text);

/* One glyph; `count` glyphs in a row, or in a column. Return the column, or row, after them. */
int canvas_glyph(struct canvas canvas, int x, int y, enum meaning meaning, enum glyph glyph);
int canvas_row(struct canvas canvas, int x, int y, int count, enum meaning meaning,
               enum glyph glyph);
int canvas_column(struct canvas canvas, int x, int y, int count, enum meaning meaning,
                  enum glyph glyph);

/* One character of any kind; nothing if it is not one column wide. '?' where not Unicode. */
void canvas_character(struct canvas canvas, int x, int y, enum meaning meaning, uint32_t character);

/* A bar of `width` columns of which a share (0 to 1) is full. Returns the column after it. */
int canvas_bar(struct canvas canvas, int x, int y, int width, double share, enum meaning meaning);

/*
 * `number` things of a kind, one glyph each, in at most `width` columns; those that find no room
 * are told as a number ("+12"). Returns the column after them.
 */
int canvas_crowd(struct canvas canvas, int x, int y, int width, int64_t number,
                 enum meaning meaning, enum glyph glyph);

/* A frame around the canvas with a title; returns what is inside. */
struct canvas canvas_frame(struct canvas canvas, enum meaning meaning, const char *title);

/* Fills the canvas with blanks of a meaning; gives cells of a row another meaning. */
void canvas_fill(struct canvas canvas, enum meaning meaning);
void canvas_mark(struct canvas canvas, int x, int y, int width, enum meaning meaning);

/* A click into the rectangle counts as that key. */
void canvas_hot(struct canvas canvas, int x, int y, int width, int height, uint32_t press);

#endif
