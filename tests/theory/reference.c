/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading reference.csv (RFC 4180) and the names and numbers in its columns. */
#include "reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum column { COLUMN_ID, COLUMN_MODEL, COLUMN_QUANTITY, COLUMN_PARAMS, COLUMN_VALUE, COLUMNS };

static char *read_all(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    char *text = NULL;
    size_t length = 0, room = 0, got = 1;
    while (got > 0) {
        if (length + 4096 > room) {
            char *more = realloc(text, room += 1 << 16);
            if (!more)
                break;
            text = more;
        }
        got = fread(text + length, 1, room - length - 1, file);
        length += got;
    }
    bool whole = text && feof(file) && !ferror(file);
    fclose(file);
    if (!whole) {
        free(text);
        return NULL;
    }
    text[length] = '\0';
    return text;
}

/* Takes one field out of the line, in place, and moves *at behind it. */
static char *take_field(char **at, bool *last)
{
    char *field = *at, *to = *at, *from = *at;
    bool quoted = *from == '"';
    if (quoted)
        from++;
    for (; *from; from++) {
        if (quoted && *from == '"') {
            if (from[1] != '"') {
                quoted = false;
                continue;
            }
            from++;
        } else if (!quoted && (*from == ',' || *from == '\n' || *from == '\r')) {
            break;
        }
        *to++ = *from;
    }
    *last = *from != ',';
    while (*from == '\r')
        from++;
    *at = *from ? from + 1 : from;
    *to = '\0';
    return field;
}

/* False when the line is not a row. */
static bool take_row(char **at, struct reference *row)
{
    char *fields[COLUMNS] = {0};
    bool last = false;
    for (size_t n = 0; !last; n++) {
        char *field = take_field(at, &last);
        if (n < COLUMNS)
            fields[n] = field;
    }
    if (!fields[COLUMN_VALUE])
        return false;
    char *end;
    *row = (struct reference){.id = fields[COLUMN_ID],
                              .model = fields[COLUMN_MODEL],
                              .quantity = fields[COLUMN_QUANTITY],
                              .params = fields[COLUMN_PARAMS],
                              .value = strtod(fields[COLUMN_VALUE], &end)};
    return end != fields[COLUMN_VALUE] && *end == '\0';
}

static size_t count_lines(const char *text)
{
    size_t lines = 1;
    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

bool references_read(struct references *references, const char *path)
{
    *references = (struct references){.text = read_all(path)};
    char *at = references->text;
    if (at)
        references->rows = calloc(count_lines(at), sizeof *references->rows);
    if (!references->rows) {
        fprintf(stderr, "%s: cannot be read\n", path);
        references_free(references);
        return false;
    }
    at += strcspn(at, "\n");
    if (*at)
        at++;
    while (*at) {
        if (!take_row(&at, &references->rows[references->count])) {
            fprintf(stderr, "%s: row %zu has no value\n", path, references->count + 1);
            references_free(references);
            return false;
        }
        references->count++;
    }
    return true;
}

void references_free(struct references *references)
{
    free(references->rows);
    free(references->text);
    *references = (struct references){0};
}

/* Behind "name=" in a row's parameters, or NULL. */
static const char *find_value(const struct reference *row, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = row->params; *at; at += strcspn(at, ";="), at += *at != '\0')
        if (strncmp(at, name, length) == 0 && at[length] == '=')
            return at + length + 1;
    return NULL;
}

bool reference_number(const struct reference *row, const char *name, double *number)
{
    const char *at = find_value(row, name), *end = at ? at + strcspn(at, ";") : NULL;
    char *after = NULL;
    for (; at && after != end; at = memchr(at, '=', (size_t)(end - at))) {
        at += *at == '=';
        *number = strtod(at, &after);
        if (after != at)
            return true;
    }
    return false;
}

size_t reference_text(const struct reference *row, const char *name, const char **text)
{
    *text = find_value(row, name);
    return *text ? strcspn(*text, ";") : 0;
}

bool reference_has(const struct reference *row, const char *params)
{
    size_t length = params ? strlen(params) : 0;
    return length == 0 || (strncmp(row->params, params, length) == 0 &&
                           (row->params[length] == ';' || row->params[length] == '\0'));
}

/* A number or a fraction such as 1/3. */
static double read_number(const char *text, const char **end)
{
    char *after;
    double number = strtod(text, &after);
    if (after != text && *after == '/') {
        char *bottom = after + 1;
        double divisor = strtod(bottom, &after);
        if (after == bottom)
            after = bottom - 1;
        else
            number /= divisor;
    }
    *end = after;
    return number;
}

bool reference_matches(const char *text, const char *pattern, double *number)
{
    for (; *pattern; pattern++) {
        if (*pattern == '*') {
            const char *end;
            *number = read_number(text, &end);
            if (end == text)
                return false;
            text = end;
        } else if (*text++ != *pattern) {
            return false;
        }
    }
    return true;
}
