/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sheet of characters to draw on before it is written out: any place at any time, in colours of
 * the palette. What lies outside is left out. Knows nothing of what is drawn.
 */
#ifndef REPORT_SHEET_H
#define REPORT_SHEET_H

#include "report/palette.h"
#include "report/text.h"

/* How a character is painted; the hues follow from SHEET_HUE on. */
enum { SHEET_PLAIN, SHEET_FAINT, SHEET_HUE };

#define SHEET_INK(hue) (SHEET_HUE + (unsigned)(hue))

struct sheet_cell {
    char glyph[5]; /* one character, UTF-8; "" blank or covered by a wide one before it */
    bool covered;
    unsigned char ink;
};

struct sheet {
    unsigned width, height;
    struct sheet_cell *cells; /* row by row */
};

/* A blank sheet; false when out of memory. Free with sheet_free. */
bool sheet_begin(struct sheet *sheet, unsigned width, unsigned height);
void sheet_free(struct sheet *sheet);

/* One character of one column. */
void sheet_put(struct sheet *sheet, long x, long y, unsigned ink, const char *glyph);

/* Whether nothing is there; false outside of the sheet. */
bool sheet_blank(const struct sheet *sheet, long x, long y);

/* Text from x on, or up to x; what must not be written to a terminal is '?'. */
void sheet_text(struct sheet *sheet, long x, long y, unsigned ink, const char *text);
void sheet_text_until(struct sheet *sheet, long x, long y, unsigned ink, const char *text);

/* Writes the lines, without blanks at their ends. */
void sheet_write(FILE *to, const struct sheet *sheet, const struct style *style);

/* Begins painting with an ink, on a terminal with colours; SHEET_PLAIN ends it. */
void sheet_paint(FILE *to, const struct style *style, unsigned ink);

#endif
