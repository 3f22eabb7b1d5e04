/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of a known width. */
#include "report/text.h"

#include <string.h>
#include <wchar.h>

#define REPLACEMENT 0xFFFDu
#define NO_BREAK 0xA0u

void text_paint(FILE *to, const struct style *style, enum paint paint)
{
    static const char *const codes[PAINTS] = {
        [PAINT_PLAIN] = "\033[0m", [PAINT_HEADING] = "\033[1m", [PAINT_GOOD] = "\033[32m",
        [PAINT_BAD] = "\033[31m",  [PAINT_WARN] = "\033[33m",   [PAINT_FAINT] = "\033[2m",
    };
    if (style->color)
        fputs(codes[paint], to);
}

/* How many bytes follow the first one of a character, or -1. */
static int following(unsigned char first)
{
    if (first < 0x80)
        return 0;
    if (first >= 0xC2 && first < 0xE0)
        return 1;
    if (first >= 0xE0 && first < 0xF0)
        return 2;
    return first >= 0xF0 && first < 0xF5 ? 3 : -1;
}

unsigned text_decode(const char *text, size_t *length)
{
    static const unsigned least[] = {0, 0x80, 0x800, 0x10000};
    unsigned char first = (unsigned char)*text;
    int more = following(first);
    *length = 1;
    if (more == 0)
        return first < 0x20 || first == 0x7F ? REPLACEMENT : first;
    if (more < 0)
        return REPLACEMENT;
    unsigned code = first & (0x3Fu >> more);
    for (int n = 1; n <= more; n++) {
        unsigned char byte = (unsigned char)text[n];
        if ((byte & 0xC0) != 0x80)
            return REPLACEMENT;
        code = code << 6 | (byte & 0x3Fu);
    }
    bool control = code < 0xA0 || (code >= 0x202A && code <= 0x202E) ||
                   (code >= 0x2066 && code <= 0x2069) || code == 0x2028 || code == 0x2029;
    if (code < least[more] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) || control)
        return REPLACEMENT;
    *length = (size_t)more + 1;
    return code;
}

unsigned text_width_of(const char *text, size_t length)
{
    unsigned columns = 0;
    for (const char *end = text + length; text < end;) {
        size_t bytes;
        unsigned code = text_decode(text, &bytes);
        int width = code < 0x80 || code == REPLACEMENT ? 1 : wcwidth((wchar_t)code);
        columns += width < 0 ? 1 : (unsigned)width; /* what the locale does not know */
        text += bytes;
    }
    return columns;
}

unsigned text_width(const char *text)
{
    return text_width_of(text, strlen(text));
}

void text_put_of(FILE *to, const char *text, size_t length)
{
    for (const char *end = text + length; text < end;) {
        size_t bytes;
        unsigned code = text_decode(text, &bytes);
        if (code == REPLACEMENT || code == NO_BREAK)
            fputc(code == NO_BREAK ? ' ' : '?', to);
        else
            fwrite(text, 1, bytes, to);
        text += bytes;
    }
}

void text_put(FILE *to, const char *text)
{
    text_put_of(to, text, strlen(text));
}

void text_space(FILE *to, unsigned columns)
{
    fprintf(to, "%*s", (int)columns, "");
}

size_t text_fit(const char *text, unsigned columns)
{
    size_t length = 0;
    while (text[length]) {
        size_t bytes;
        text_decode(text + length, &bytes);
        if (text_width_of(text, length + bytes) > columns)
            break;
        length += bytes;
    }
    return length;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

size_t text_line(const char **text, unsigned columns)
{
    while (is_space(**text))
        ++*text;
    size_t line = 0, word = 0;
    while ((*text)[word]) {
        size_t end = word;
        while ((*text)[end] && !is_space((*text)[end]))
            end++;
        if (text_width_of(*text, end) > columns)
            break;
        line = end;
        word = end;
        while (is_space((*text)[word]))
            word++;
    }
    if (line == 0 && **text)
        line = text_fit(*text, columns);
    return line;
}

void text_wrap(FILE *to, const struct style *style, unsigned at, unsigned indent, const char *text)
{
    unsigned columns = style->width > indent + 20 ? style->width : indent + 20;
    for (bool first = true;; first = false) {
        unsigned used = first ? at : indent;
        size_t length = text_line(&text, columns - used);
        if (length == 0)
            break;
        if (!first)
            text_space(to, indent);
        for (size_t n = 0; n < length;) { /* a folded line's spaces become one */
            size_t word = strcspn(text + n, " \t\n");
            word = word < length - n ? word : length - n;
            text_put_of(to, text + n, word);
            n += word;
            if (n < length)
                fputc(' ', to);
            while (n < length && is_space(text[n]))
                n++;
        }
        fputc('\n', to);
        text += length;
    }
}
