/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See column.h. Lines are read one at a time, so that a file may be of any length. */
#include "cli/column.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "cli/message.h"

#define FIELDS_MOST 256

FILE *input_open(const char *path)
{
    struct stat about;
    if (strcmp(path, "-") == 0)
        return stdin;
    FILE *from = fopen(path, "r");
    if (from && fstat(fileno(from), &about) == 0 && S_ISDIR(about.st_mode)) {
        fclose(from);
        from = NULL;
        errno = EISDIR;
    }
    if (!from)
        message("%s: %s", path, strerror(errno));
    return from;
}

bool input_close(FILE *from, const char *path)
{
    bool wrong = ferror(from) != 0;
    if (wrong)
        message("%s: %s", path, strerror(errno));
    if (from != stdin)
        fclose(from);
    return !wrong;
}

void unreadable_add(struct unreadable *unreadable, size_t line, const char *text)
{
    size_t n = unreadable->count++;
    if (n >= UNREADABLE_SHOWN)
        return;
    unreadable->first[n].line = line;
    size_t length = strlen(text), room = UNREADABLE_ROOM - 1;
    memcpy(unreadable->first[n].text, text, length < room ? length : room);
    if (length > room)
        memcpy(unreadable->first[n].text + room - 3, "...", 3);
}

void unreadable_tell(const struct unreadable *unreadable, const char *path, const char *what)
{
    if (!unreadable->count)
        return;
    message("%s: %zu line%s left out: no %s in %s", path, unreadable->count,
            unreadable->count == 1 ? " was" : "s were", what,
            unreadable->count == 1 ? "it" : "them");
    for (size_t n = 0; n < unreadable->count && n < UNREADABLE_SHOWN; n++)
        message("%s:%zu: %s", path, unreadable->first[n].line, unreadable->first[n].text);
}

/* The fields of a line, cut in place. */
struct fields {
    size_t count;
    char *text[FIELDS_MOST];
};

/* Cuts spaces at both ends. */
static char *trimmed(char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    size_t length = strlen(text);
    while (length > 0 && isspace((unsigned char)text[length - 1]))
        text[--length] = '\0';
    return text;
}

/* A quoted field, from behind its first quote: takes doubled quotes as one. Returns its end. */
static char *unquote(char *at)
{
    char *to = at;
    for (; *at; at++) {
        if (*at == '"' && *++at != '"')
            break;
        *to++ = *at;
    }
    char *end = at;
    *to = '\0';
    return end;
}

static void split(struct fields *fields, char *line, char separator)
{
    fields->count = 0;
    for (char *at = line; at && fields->count < FIELDS_MOST;) {
        while (*at == ' ')
            at++;
        char *start = at, *end;
        if (*at == '"') {
            start = at + 1;
            end = unquote(start);
            while (*end && *end != separator)
                end++;
        } else {
            end = at;
            while (*end && *end != separator)
                end++;
        }
        at = *end ? end + 1 : NULL;
        *end = '\0';
        fields->text[fields->count++] = trimmed(start);
    }
}

/* What parts the fields: what the line has most of; a line's end if there is nothing. */
static char separator_of(const char *line)
{
    static const char candidates[] = {'\t', ';', ','};
    char best = '\n';
    size_t most = 0;
    for (size_t n = 0; n < sizeof candidates; n++) {
        size_t count = 0;
        bool quoted = false;
        for (const char *at = line; *at; at++) {
            quoted ^= *at == '"';
            count += !quoted && *at == candidates[n];
        }
        if (count > most) {
            most = count;
            best = candidates[n];
        }
    }
    return best;
}

/* What is being read. */
struct table {
    struct column *column;
    const char *path, *which;
    char separator;
    size_t line;
    bool chosen; /* which column it is */
    bool fresh;  /* the header is still to come, if there is one */
};

static bool choose_by_name(struct table *table, const struct fields *fields)
{
    for (size_t n = 0; n < fields->count; n++) {
        if (strcasecmp(fields->text[n], table->which) == 0) {
            table->column->number = n + 1;
            table->chosen = true;
            return true;
        }
    }
    return false;
}

/* A number as an option gives it; 0: it is none. */
static size_t number_of(const char *which)
{
    char *end;
    unsigned long number = strtoul(which, &end, 10);
    return *end || !isdigit((unsigned char)which[0]) ? 0 : number;
}

static void take_name(struct column *column, const char *text)
{
    snprintf(column->name, sizeof column->name, "%s", text);
}

/* The first line: a header if the column is asked for by name, or holds no value in it. */
static enum read read_first(struct table *table, const struct fields *fields)
{
    struct column *column = table->column;
    table->fresh = false;
    if (table->which && number_of(table->which) == 0) {
        if (!choose_by_name(table, fields)) {
            message("%s: no column is called '%s' in its first line", table->path, table->which);
            return READ_FULL;
        }
        take_name(column, fields->text[column->number - 1]);
        return READ_TAKEN;
    }
    if (table->which) {
        column->number = number_of(table->which);
        table->chosen = true;
    }
    for (size_t n = 0; n < fields->count; n++) {
        if (table->chosen && n + 1 != column->number)
            continue;
        enum read read = column->take(column->owner, fields->text[n]);
        if (read == READ_WRONG)
            continue;
        column->number = n + 1;
        table->chosen = true;
        return read;
    }
    return READ_WRONG; /* a header, or nothing */
}

static enum read read_value(struct table *table, const struct fields *fields,
                            const struct fields *header)
{
    struct column *column = table->column;
    for (size_t n = 0; n < fields->count; n++) {
        if (table->chosen && n + 1 != column->number)
            continue;
        enum read read = column->take(column->owner, fields->text[n]);
        if (read == READ_WRONG && !table->chosen)
            continue;
        if (!table->chosen || !*column->name)
            take_name(column, n < header->count ? header->text[n] : "");
        column->number = n + 1;
        table->chosen = true;
        return read;
    }
    return READ_WRONG;
}

static bool read_lines(struct table *table, FILE *from)
{
    struct column *column = table->column;
    char *line = NULL, *first = NULL;
    size_t room = 0;
    struct fields fields, header = {0};
    enum read read = READ_TAKEN;
    while (read != READ_FULL && getline(&line, &room, from) >= 0) {
        char *text = table->line++ == 0 && strncmp(line, "\xef\xbb\xbf", 3) == 0 ? line + 3 : line;
        text = trimmed(text);
        if (!*text || *text == '#')
            continue;
        char shown[UNREADABLE_ROOM + 8];
        snprintf(shown, sizeof shown, "%s", text);
        column->lines++;
        if (table->fresh) {
            table->separator = separator_of(text);
            free(first);
            first = strdup(text);
            split(&fields, text, table->separator);
            read = first ? read_first(table, &fields) : READ_FULL;
            if (!first)
                message("out of memory");
            if (read == READ_WRONG && first) {
                split(&header, first, table->separator);
                read = READ_TAKEN;
            }
            continue;
        }
        split(&fields, text, table->separator);
        read = read_value(table, &fields, &header);
        if (read == READ_WRONG)
            unreadable_add(&column->unreadable, table->line, shown);
    }
    free(line);
    free(first);
    return read != READ_FULL;
}

bool column_read(struct column *column, const char *path, const char *which)
{
    struct table table = {.column = column, .path = path, .which = which, .fresh = true};
    FILE *from = input_open(path);
    if (!from)
        return false;
    bool done = read_lines(&table, from);
    return input_close(from, path) && done;
}
