/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts that are read, and places in them. Knows nothing of what they say.
 */
#ifndef MODELS_SOURCE_H
#define MODELS_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct source {
    const char *name;   /* as the user named it; "--set" for an override */
    const char *folder; /* where the files it names are; NULL: it must not name any */
    const char *text;
    size_t length;
    unsigned first_line; /* the number of its first line, from 1 */
    unsigned rank;       /* complaints are sorted by this, then by place */
};

/* Some bytes of a source. A width of 0 marks one column. */
struct mark {
    const struct source *source;
    size_t offset, width;
};

/* The offset of a mark for the source as a whole. */
#define WHOLE SIZE_MAX

/* Where a mark begins: line and column from 1 (columns count characters) and the line's bytes. */
struct position {
    unsigned line, column;
    size_t line_start, line_length; /* without its end */
};

struct position mark_position(struct mark mark);

/*
 * The length of the character that begins at `text` in valid UTF-8 (Unicode 15, table 3-7), and the
 * character; 0 when there is none.
 */
size_t utf8_next(const char *text, size_t length, unsigned long *character);

/* Whether it is a control character, or one that changes the direction of the line it is in. */
bool utf8_unprintable(unsigned long character);

/*
 * Reads a file as a whole: a regular file of at most `limit` bytes, or "-" for standard input.
 * Returns NULL and fills in text and length, or a message that says why not (in `keep`, as the text
 * is). `absent`, if not NULL, tells whether there is no such file (a folder is none).
 */
const char *source_load(const char *path, size_t limit, struct arena *keep, const char **text,
                        size_t *length, bool *absent);

/* A path that a file in a folder means: relative to the folder. NULL when out of memory. */
const char *source_path(struct arena *keep, const char *folder, const char *path);

/* The folder a file is in: "." or without the last "/". NULL when out of memory. */
const char *source_folder(struct arena *keep, const char *path);

#endif
