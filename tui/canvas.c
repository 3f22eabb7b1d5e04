/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See canvas.h. */
#include "tui/canvas.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "report/text.h"

/* Room for a line that is printed. */
enum { LINE_ROOM = 1024 };

bool picture_resize(struct picture *picture, int width, int height)
{
    size_t count = (size_t)width * (size_t)height;
    struct cell *cells = realloc(picture->cells, (count ? count : 1) * sizeof *cells);
    if (!cells)
        return false;
    picture->cells = cells;
    picture->width = width;
    picture->height = height;
    picture_clear(picture);
    return true;
}

void picture_clear(struct picture *picture)
{
    picture->hot_count = 0;
    canvas_fill(canvas_of(picture), STYLE_TEXT);
}

void picture_free(struct picture *picture)
{
    free(picture->cells);
    *picture = (struct picture){0};
}

static void put_utf8(FILE *to, uint32_t c)
{
    if (c < 0x80) {
        fputc((int)c, to);
    } else if (c < 0x800) {
        fputc((int)(0xC0 | c >> 6), to);
        fputc((int)(0x80 | (c & 0x3F)), to);
    } else if (c < 0x10000) {
        fputc((int)(0xE0 | c >> 12), to);
        fputc((int)(0x80 | (c >> 6 & 0x3F)), to);
        fputc((int)(0x80 | (c & 0x3F)), to);
    } else {
        fputc((int)(0xF0 | c >> 18), to);
        fputc((int)(0x80 | (c >> 12 & 0x3F)), to);
        fputc((int)(0x80 | (c >> 6 & 0x3F)), to);
        fputc((int)(0x80 | (c & 0x3F)), to);
    }
}

void picture_dump(const struct picture *picture, FILE *to)
{
    for (int y = 0; y < picture->height; y++) {
        const struct cell *row = picture->cells + (size_t)y * (size_t)picture->width;
        int end = picture->width;
        while (end > 0 && row[end - 1].character == ' ')
            end--;
        for (int x = 0; x < end; x++)
            if (row[x].character)
                put_utf8(to, row[x].character);
        fputc('\n', to);
    }
}

struct canvas canvas_of(struct picture *picture)
{
    return (struct canvas){picture, 0, 0, picture->width, picture->height};
}

static int within(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

struct canvas canvas_part(struct canvas canvas, int x, int y, int width, int height)
{
    int left = within(x, 0, canvas.width), top = within(y, 0, canvas.height);
    int right = within(x + width, left, canvas.width);
    int bottom = within(y + height, top, canvas.height);
    return (struct canvas){canvas.picture, canvas.x + left, canvas.y + top, right - left,
                           bottom - top};
}

static struct cell *cell_at(struct canvas canvas, int x, int y)
{
    if (x < 0 || x >= canvas.width || y < 0 || y >= canvas.height)
        return NULL;
    return &canvas.picture->cells[(size_t)(canvas.y + y) * (size_t)canvas.picture->width +
                                  (size_t)(canvas.x + x)];
}

/* Puts a character of known width; a wide one that does not fit as a whole becomes a blank. */
static void put(struct canvas canvas, int x, int y, enum meaning meaning, uint32_t character,
                int width)
{
    struct cell *cell = cell_at(canvas, x, y);
    if (!cell)
        return;
    if (cell->character == 0 && canvas.x + x > 0)
        cell[-1].character = ' '; /* the left half of what stood here */
    struct cell *next = width == 2 ? cell_at(canvas, x + 1, y) : NULL;
    if (width == 2 && !next)
        character = ' ';
    *cell = (struct cell){character, (uint32_t)meaning};
    if (next)
        *next = (struct cell){0, (uint32_t)meaning};
    struct cell *after = cell_at(canvas, x + width, y);
    if (after && after->character == 0)
        after->character = ' ';
}

static int width_of(uint32_t character)
{
    if (character < 0x80)
        return 1;
    int width = wcwidth((wchar_t)character);
    return width < 0 ? 1 : width;
}

int canvas_text(struct canvas canvas, int x, int y, enum meaning meaning, const char *text)
{
    while (*text && x < canvas.width) {
        size_t length;
        uint32_t character = text_decode(text, &length);
        int width = width_of(character);
        text += length;
        if (character == 0xA0)
            character = ' ';
        if (character >= 0x80 && !canvas.picture->unicode)
            character = '?';
        if (width == 0)
            continue;
        put(canvas, x, y, meaning, character, width);
        if (character == '?' && width == 2)
            put(canvas, x + 1, y, meaning, '?', 1);
        x += width;
    }
    return x;
}

int canvas_print(struct canvas canvas, int x, int y, enum meaning meaning, const char *format, ...)
{
    char text[LINE_ROOM];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return canvas_text(canvas, x, y, meaning, text);
}

int canvas_text_right(struct canvas canvas, int right, int y, enum meaning meaning,
                      const char *text)
{
    int x = right - (int)text_width(text);
    canvas_text(canvas, x, y, meaning, text);
    return x;
}

int canvas_text_within(struct canvas canvas, int x, int y, int width, enum meaning meaning,
                       const char *text)
{
    if (width <= 0)
        return x;
    if ((int)text_width(text) <= width)
        return canvas_text(canvas, x, y, meaning, text);
    bool unicode = canvas.picture->unicode;
    int mark = unicode ? 1 : 2;
    if (width <= mark)
        mark = 0;
    char cut[LINE_ROOM];
    size_t length = text_fit(text, (unsigned)(width - mark));
    while (mark && length > 0 && text[length - 1] == ' ')
        length--;
    snprintf(cut, sizeof cut, "%.*s%s", (int)(length < 900 ? length : 900), text,
             mark == 0 ? ""
             : unicode ? "…"
                       : "..");
    return canvas_text(canvas, x, y, meaning, cut);
}

int canvas_wrap(struct canvas canvas, int y, enum meaning meaning, const char *text)
{
    if (canvas.width < 1)
        return y;
    for (size_t length; (length = text_line(&text, (unsigned)canvas.width)) > 0; y++) {
        char line[LINE_ROOM];
        snprintf(line, sizeof line, "%.*s", (int)(length < LINE_ROOM ? length : LINE_ROOM - 1),
                 text);
        for (char *c = line; *c; c++)
            if (*c == '\n' || *c == '\t')
                *c = ' ';
        canvas_text(canvas, 0, y, meaning, line);
        text += length;
    }
    return y;
}

static uint32_t character_of(struct canvas canvas, enum glyph glyph)
{
    return glyph_character(glyph, canvas.picture->unicode, canvas.picture->theme);
}

int canvas_glyph(struct canvas canvas, int x, int y, enum meaning meaning, enum glyph glyph)
{
    put(canvas, x, y, meaning, character_of(canvas, glyph), 1);
    return x + 1;
}

int canvas_row(struct canvas canvas, int x, int y, int count, enum meaning meaning,
               enum glyph glyph)
{
    for (int n = 0; n < count; n++)
        canvas_glyph(canvas, x + n, y, meaning, glyph);
    return x + (count > 0 ? count : 0);
}

int canvas_column(struct canvas canvas, int x, int y, int count, enum meaning meaning,
                  enum glyph glyph)
{
    for (int n = 0; n < count; n++)
        canvas_glyph(canvas, x, y + n, meaning, glyph);
    return y + (count > 0 ? count : 0);
}

void canvas_character(struct canvas canvas, int x, int y, enum meaning meaning, uint32_t character)
{
    if (character >= 0x80 && !canvas.picture->unicode)
        character = '?';
    if (character >= ' ' && width_of(character) == 1)
        put(canvas, x, y, meaning, character, 1);
}

int canvas_bar(struct canvas canvas, int x, int y, int width, double share, enum meaning meaning)
{
    share = share > 0 ? share < 1 ? share : 1 : 0;
    int full = (int)(share * width + 0.5);
    canvas_row(canvas, x, y, full, meaning, GLYPH_BAR);
    canvas_row(canvas, x + full, y, width - full, STYLE_FREE, GLYPH_BAR_REST);
    return x + width;
}

int canvas_crowd(struct canvas canvas, int x, int y, int width, int64_t number,
                 enum meaning meaning, enum glyph glyph)
{
    if (number <= width)
        return canvas_row(canvas, x, y, (int)number, meaning, glyph);
    char more[32];
    int room = width;
    for (;;) {
        int length = snprintf(more, sizeof more, "+%lld", (long long)(number - room));
        if (room <= 0 || room + length <= width)
            break;
        room--;
    }
    x = canvas_row(canvas, x, y, room, meaning, glyph);
    return canvas_text_within(canvas, x, y, width - room, meaning, more);
}

struct canvas canvas_frame(struct canvas canvas, enum meaning meaning, const char *title)
{
    int right = canvas.width - 1, bottom = canvas.height - 1;
    canvas_row(canvas, 1, 0, right - 1, meaning, GLYPH_ACROSS);
    canvas_row(canvas, 1, bottom, right - 1, meaning, GLYPH_ACROSS);
    canvas_column(canvas, 0, 1, bottom - 1, meaning, GLYPH_DOWN);
    canvas_column(canvas, right, 1, bottom - 1, meaning, GLYPH_DOWN);
    canvas_glyph(canvas, 0, 0, meaning, GLYPH_CORNER_TL);
    canvas_glyph(canvas, right, 0, meaning, GLYPH_CORNER_TR);
    canvas_glyph(canvas, 0, bottom, meaning, GLYPH_CORNER_BL);
    canvas_glyph(canvas, right, bottom, meaning, GLYPH_CORNER_BR);
    if (title && *title) {
        int end = canvas_text_within(canvas, 3, 0, canvas.width - 6, STYLE_TITLE, title);
        canvas_text(canvas, 2, 0, meaning, " ");
        canvas_text(canvas, end, 0, meaning, " ");
    }
    return canvas_part(canvas, 1, 1, canvas.width - 2, canvas.height - 2);
}

void canvas_fill(struct canvas canvas, enum meaning meaning)
{
    for (int y = 0; y < canvas.height; y++)
        for (int x = 0; x < canvas.width; x++)
            *cell_at(canvas, x, y) = (struct cell){' ', (uint32_t)meaning};
}

void canvas_mark(struct canvas canvas, int x, int y, int width, enum meaning meaning)
{
    for (int n = 0; n < width; n++) {
        struct cell *cell = cell_at(canvas, x + n, y);
        if (cell)
            cell->meaning = (uint32_t)meaning;
    }
}

void canvas_hot(struct canvas canvas, int x, int y, int width, int height, uint32_t press)
{
    struct canvas part = canvas_part(canvas, x, y, width, height);
    struct picture *picture = canvas.picture;
    if (part.width > 0 && part.height > 0 && picture->hot_count < HOT_MOST)
        picture->hot[picture->hot_count++] =
            (struct hot){part.x, part.y, part.width, part.height, press};
}
