/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text on a terminal or in a file: how wide it is, wrapping, colours. Text is UTF-8; what could
 * confuse a terminal is never written. Knows nothing of what the text says.
 */
#ifndef REPORT_TEXT_H
#define REPORT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Between words that stay on one line; written as a space. */
#define TEXT_NO_BREAK "\302\240"

struct style {
    unsigned width; /* columns */
    bool color;
    bool unicode; /* else ASCII only, but for names from scenarios */
};

enum paint { PAINT_PLAIN, PAINT_HEADING, PAINT_GOOD, PAINT_BAD, PAINT_WARN, PAINT_FAINT, PAINTS };

/* Begins and ends a colour; nothing without colours. */
void text_paint(FILE *to, const struct style *style, enum paint paint);

/*
 * The character at the start of the text and its length in bytes; what is not UTF-8, and control
 * characters, come out as U+FFFD, byte by byte. The text must not be at its end.
 */
unsigned text_decode(const char *text, size_t *length);

/* Columns that the text takes; text_width_of: of its first `length` bytes. */
unsigned text_width(const char *text);
unsigned text_width_of(const char *text, size_t length);

/* Writes the text, or its first `length` bytes, with '?' for whatever must not be written. */
void text_put(FILE *to, const char *text);
void text_put_of(FILE *to, const char *text, size_t length);

/* Writes so many spaces. */
void text_space(FILE *to, unsigned columns);

/* Cuts the text to so many columns: how many of its bytes fit. */
size_t text_fit(const char *text, unsigned columns);

/*
 * The next line of a paragraph of so many columns, broken at a space where there is one: skips
 * spaces, returns how many bytes from *text on are the line, and moves *text to the line's start.
 */
size_t text_line(const char **text, unsigned columns);

/* Writes a paragraph; the first line begins at column `at`, the others are indented so far. */
void text_wrap(FILE *to, const struct style *style, unsigned at, unsigned indent, const char *text);

#endif
