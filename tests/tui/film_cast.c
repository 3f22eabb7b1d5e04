/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See film_cast.h. */
#include "tests/tui/film_cast.h"

#include <stdlib.h>
#include <string.h>

#include "tests/tui/paint.h"

/* The escape character, as JSON writes it. */
#define ESC "\\u001b"

static void begin_event(const struct film_cast *cast, int64_t at_ms)
{
    fprintf(cast->to, "[%lld.%03lld, \"o\", \"", (long long)(at_ms / 1000),
            (long long)(at_ms % 1000));
}

static void end_event(const struct film_cast *cast)
{
    fputs("\"]\n", cast->to);
}

bool film_cast_begin(struct film_cast *cast, FILE *to, int width, int height, const char *title)
{
    *cast = (struct film_cast){.to = to, .width = width, .height = height};
    cast->cells = calloc((size_t)width * (size_t)height, sizeof *cast->cells);
    if (!cast->cells)
        return false;
    fprintf(to,
            "{\"version\": 2, \"width\": %d, \"height\": %d, \"title\": \"%s\", "
            "\"env\": {\"TERM\": \"xterm-256color\"}}\n",
            width, height, title);
    begin_event(cast, 0);
    fputs(ESC "[?25l" ESC "[2J", to);
    end_event(cast);
    return true;
}

static void put_colors(FILE *to, uint32_t meaning)
{
    struct paint paint = paint_of((enum meaning)meaning);
    fputs(ESC "[0", to);
    fputs(paint.bold ? ";1" : "", to);
    fputs(paint.dim ? ";2" : "", to);
    fputs(paint.line ? ";4" : "", to);
    fputs(paint.reverse ? ";7" : "", to);
    if (paint.front_256 >= 0)
        fprintf(to, ";38;5;%d", paint.front_256);
    if (paint.back_256 >= 0)
        fprintf(to, ";48;5;%d", paint.back_256);
    fputc('m', to);
}

static void put_character(FILE *to, uint32_t character)
{
    if (character == '"' || character == '\\')
        fputc('\\', to);
    if (character < 0x80) {
        fputc((int)(character < ' ' ? ' ' : character), to);
    } else {
        paint_utf8(to, character);
    }
}

static bool same(const struct cell *a, const struct cell *b)
{
    return a->character == b->character && a->meaning == b->meaning;
}

/* Puts the cells of a row that have changed; *meaning is the one whose colours are in force. */
static void put_row(const struct film_cast *cast, const struct cell *cells, int y,
                    uint32_t *meaning)
{
    const struct cell *before = &cast->cells[(size_t)y * (size_t)cast->width];
    int cursor = -1;
    for (int x = 0; x < cast->width; x++) {
        if (same(&cells[x], &before[x]) || !cells[x].character)
            continue;
        if (x != cursor)
            fprintf(cast->to, ESC "[%d;%dH", y + 1, x + 1);
        if (cells[x].meaning != *meaning)
            put_colors(cast->to, cells[x].meaning);
        *meaning = cells[x].meaning;
        put_character(cast->to, cells[x].character);
        cursor = x + 1;
    }
}

void film_cast_add(struct film_cast *cast, const struct picture *picture, int64_t at_ms)
{
    size_t row = (size_t)cast->width, count = row * (size_t)cast->height;
    uint32_t meaning = STYLES; /* none */
    bool changed = false;
    for (size_t n = 0; n < count && !changed; n++)
        changed = !same(&cast->cells[n], &picture->cells[n]);
    if (!changed)
        return;
    begin_event(cast, at_ms);
    for (int y = 0; y < cast->height; y++)
        put_row(cast, &picture->cells[(size_t)y * row], y, &meaning);
    end_event(cast);
    memcpy(cast->cells, picture->cells, count * sizeof *cast->cells);
}

void film_cast_end(struct film_cast *cast, int64_t at_ms)
{
    begin_event(cast, at_ms);
    fputs(ESC "[0m" ESC "[?25h", cast->to);
    end_event(cast);
    free(cast->cells);
    *cast = (struct film_cast){0};
}
