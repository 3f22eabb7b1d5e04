/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One column of a table as text: comma-, semicolon- or tab-separated, with or without a header,
 * quoted or not. Hands each value to a reader and counts those it cannot read. Knows nothing of
 * what the values mean.
 */
#ifndef CLI_COLUMN_H
#define CLI_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* So many of the lines that cannot be read are kept to be shown. */
#define UNREADABLE_SHOWN 3
#define UNREADABLE_ROOM 72

/* Lines that cannot be read: never dropped without a word. */
struct unreadable {
    size_t count;
    struct {
        size_t line; /* from 1 */
        char text[UNREADABLE_ROOM];
    } first[UNREADABLE_SHOWN];
};

void unreadable_add(struct unreadable *unreadable, size_t line, const char *text);

/* Says how many there were and shows the first, on standard error; nothing if there were none. */
void unreadable_tell(const struct unreadable *unreadable, const char *path, const char *what);

/* What becomes of a value. READ_FULL ends the reading: there is no memory. */
enum read { READ_TAKEN, READ_WRONG, READ_FULL };

struct column {
    enum read (*take)(void *owner, const char *text); /* text ends with a zero, spaces are cut */
    void *owner;
    char name[64]; /* what the header calls it; "" without one */
    size_t number; /* from 1 */
    size_t lines;  /* that are not empty and no comment */
    struct unreadable unreadable;
};

/*
 * Reads a column of a file ("-": standard input), `which` being its number from 1, the header's
 * name for it, or NULL: the first that holds a value in the first line that is no header. False
 * after a message.
 */
bool column_read(struct column *column, const char *path, const char *which);

/* Opens a file, or standard input for "-"; NULL after a message. Close it with input_close. */
FILE *input_open(const char *path);
/* False after a message, if it could not be read to its end. */
bool input_close(FILE *from, const char *path);

#endif
