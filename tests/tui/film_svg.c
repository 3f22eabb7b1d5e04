/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * See film_svg.h. A row of the screen that stays the same over several pictures is written once,
 * with the stretch of the film in which it is seen; so the file stays small.
 */
#include "tests/tui/film_svg.h"

#include <stdlib.h>
#include <string.h>

#include "tests/tui/film_shapes.h"
#include "tests/tui/paint.h"

/* Around the screen; of letters, with which they are as wide as a cell; their line in it. */
enum { MARGIN = 14, LETTER_LINE = 13 };
#define LETTER_SIZE "13.29"

#define FONTS "'DejaVu Sans Mono',Menlo,Monaco,'Cascadia Mono',Consolas,'Liberation Mono',monospace"

bool film_svg_add(struct film_svg *film, const struct picture *picture, int64_t length_ms)
{
    size_t size = (size_t)picture->width * (size_t)picture->height * sizeof *picture->cells;
    if (film->count == FILM_SVG_MOST)
        return false;
    struct cell *frame = malloc(size);
    if (!frame)
        return false;
    memcpy(frame, picture->cells, size);
    film->width = picture->width;
    film->height = picture->height;
    film->frames[film->count] = frame;
    film->lengths[film->count++] = length_ms;
    return true;
}

void film_svg_free(struct film_svg *film)
{
    for (size_t n = 0; n < film->count; n++)
        free(film->frames[n]);
    *film = (struct film_svg){0};
}

static const struct cell *row_of(const struct film_svg *film, size_t frame, int y)
{
    return film->frames[frame] + (size_t)y * (size_t)film->width;
}

static bool same_row(const struct film_svg *film, size_t a, size_t b, int y)
{
    size_t size = (size_t)film->width * sizeof(struct cell);
    return memcmp(row_of(film, a, y), row_of(film, b, y), size) == 0;
}

/* The picture after the last in a row of pictures, from `first` on, that have this row in common.
 */
static size_t stretch_end(const struct film_svg *film, size_t first, int y)
{
    size_t end = first + 1;
    while (end < film->count && same_row(film, first, end, y))
        end++;
    return end;
}

/* Percent of the film's length at which a picture begins. */
static double begins(const struct film_svg *film, size_t frame)
{
    int64_t before = 0, all = 0;
    for (size_t n = 0; n < film->count; n++) {
        all += film->lengths[n];
        before += n < frame ? film->lengths[n] : 0;
    }
    return 100.0 * (double)before / (double)all;
}

static double seconds(const struct film_svg *film)
{
    int64_t all = 0;
    for (size_t n = 0; n < film->count; n++)
        all += film->lengths[n];
    return (double)all / 1000;
}

/* When a stretch is seen; what every stretch has in common is in the class "s". */
static void write_stretch(const struct film_svg *film, FILE *to, size_t first, size_t end)
{
    fprintf(to, "@keyframes k%zu-%zu{", first, end);
    if (first > 0)
        fprintf(to, "0%%{visibility:hidden}");
    fprintf(to, "%.2f%%{visibility:visible}", begins(film, first));
    if (end < film->count)
        fprintf(to, "%.2f%%{visibility:hidden}", begins(film, end));
    bool still = first <= film->still && film->still < end;
    fprintf(to, "}.k%zu-%zu{animation-name:k%zu-%zu%s}\n", first, end, first, end,
            still ? "" : ";visibility:hidden");
}

static void write_stretches(const struct film_svg *film, FILE *to)
{
    static bool known[FILM_SVG_MOST][FILM_SVG_MOST + 1];
    memset(known, 0, sizeof known);
    fprintf(to, ".s{animation:%.2fs step-end infinite}\n", seconds(film));
    for (int y = 0; y < film->height; y++)
        for (size_t first = 0, end; first < film->count; first = end) {
            end = stretch_end(film, first, y);
            if (!known[first][end] && (first > 0 || end < film->count))
                write_stretch(film, to, first, end);
            known[first][end] = true;
        }
    fputs("@media (prefers-reduced-motion:reduce){.s{animation:none!important}}\n", to);
}

static bool is_used(const struct film_svg *film, uint32_t meaning, uint32_t character)
{
    size_t count = (size_t)film->width * (size_t)film->height;
    for (size_t n = 0; n < film->count; n++)
        for (size_t k = 0; k < count; k++)
            if (film->frames[n][k].meaning == meaning &&
                (!character || film->frames[n][k].character == character))
                return true;
    return false;
}

static void write_colors(const struct film_svg *film, FILE *to)
{
    for (uint32_t meaning = 0; meaning < STYLES; meaning++) {
        struct paint paint = paint_of((enum meaning)meaning);
        if (!is_used(film, meaning, 0))
            continue;
        fprintf(to, ".m%u{fill:#%06X%s%s}\n", (unsigned)meaning, (unsigned)paint.front,
                paint.bold ? ";font-weight:bold" : "",
                paint.line ? ";text-decoration:underline" : "");
        if (paint.back != PAINT_BACK)
            fprintf(to, ".b%u{fill:#%06X}\n", (unsigned)meaning, (unsigned)paint.back);
    }
}

/* A symbol in a colour fills whatever box is painted with it, cell by cell. */
static void write_pattern(FILE *to, uint32_t meaning, const struct shape *shape)
{
    struct paint paint = paint_of((enum meaning)meaning);
    double width = shape->character == 0x2503 ? 2.4 : 1.1;
    fprintf(to,
            "<pattern id=\"p%u-%X\" width=\"%d\" height=\"%d\" patternUnits=\"userSpaceOnUse\">"
            "<path d=\"%s\" ",
            (unsigned)meaning, (unsigned)shape->character, SHAPE_WIDTH, SHAPE_HEIGHT, shape->path);
    if (shape->line)
        fprintf(to, "fill=\"none\" stroke=\"#%06X\" stroke-width=\"%.1f\"", (unsigned)paint.front,
                paint.bold ? width + .4 : width);
    else
        fprintf(to, "fill=\"#%06X\" fill-rule=\"evenodd\"", (unsigned)paint.front);
    fputs("/></pattern>\n", to);
}

static void write_patterns(const struct film_svg *film, FILE *to)
{
    fputs("<defs>\n", to);
    for (uint32_t meaning = 0; meaning < STYLES; meaning++)
        for (uint32_t character = 0x80; character < 0x3000; character++) {
            const struct shape *shape = shape_of(character);
            if (shape && is_used(film, meaning, character))
                write_pattern(to, meaning, shape);
        }
    fputs("</defs>\n", to);
}

/* The cells from x on that are of one meaning, and, if asked for, of one character. */
static int run_end(const struct cell *row, int width, int x, bool one_character)
{
    int end = x + 1;
    while (end < width && row[end].meaning == row[x].meaning &&
           (!one_character || row[end].character == row[x].character))
        end++;
    return end;
}

/* A box of a path: from a column on, over so many. */
static void write_box(FILE *to, double x, double y, double width, double height)
{
    fprintf(to, "M%g %gh%gv%gh%gz", x, y, width, height, -width);
}

static void write_grounds(const struct cell *row, int width, FILE *to)
{
    for (int x = 0, end; x < width; x = end) {
        end = run_end(row, width, x, false);
        if (paint_of((enum meaning)row[x].meaning).back == PAINT_BACK)
            continue;
        fprintf(to, "<path class=\"b%u\" d=\"", (unsigned)row[x].meaning);
        write_box(to, x * SHAPE_WIDTH, 0, (end - x) * SHAPE_WIDTH, SHAPE_HEIGHT);
        fputs("\"/>", to);
    }
}

static bool is_letter(const struct cell *cell)
{
    return !shape_of(cell->character) && !block_of(cell->character);
}

static bool same_cell(const struct cell *a, const struct cell *b)
{
    return a->character == b->character && a->meaning == b->meaning;
}

/* All cells of the row that are like the one at x, as one path. */
static void write_alike(const struct cell *row, int width, int x, FILE *to)
{
    const struct block *block = block_of(row[x].character);
    const struct cell like = row[x];
    if (block)
        fprintf(to, "<path class=\"m%u\"", (unsigned)like.meaning);
    else
        fprintf(to, "<path fill=\"url(#p%u-%X)\"", (unsigned)like.meaning,
                (unsigned)like.character);
    if (block && block->density < 1)
        fprintf(to, " opacity=\"%g\"", block->density);
    fputs(" d=\"", to);
    for (int end; x < width; x = end) {
        end = run_end(row, width, x, true);
        int left = x * SHAPE_WIDTH, across = (end - x) * SHAPE_WIDTH;
        if (!same_cell(&row[x], &like))
            continue;
        if (block) /* a narrow one is alone in its run */
            write_box(to, left + block->x, block->y,
                      block->width < SHAPE_WIDTH ? block->width : across, block->height);
        else
            write_box(to, left, 0, across, SHAPE_HEIGHT);
    }
    fputs("\"/>", to);
}

static void write_symbols(const struct cell *row, int width, FILE *to)
{
    for (int x = 0; x < width; x++) {
        int first = 0;
        while (!same_cell(&row[first], &row[x]))
            first++;
        if (first == x && !is_letter(&row[x]))
            write_alike(row, width, x, to);
    }
}

static void write_letter(FILE *to, uint32_t character)
{
    if (character == '&')
        fputs("&amp;", to);
    else if (character == '<')
        fputs("&lt;", to);
    else if (character == '>')
        fputs("&gt;", to);
    else if (character)
        paint_utf8(to, character);
}

/* A stretch of letters ends at a symbol, and at two blanks: so it keeps its place in any font. */
static int letters_end(const struct cell *row, int width, int x)
{
    int end = x;
    while (end < width && row[end].meaning == row[x].meaning && is_letter(&row[end]) &&
           !(row[end].character == ' ' && (end + 1 == width || row[end + 1].character == ' ')))
        end++;
    return end;
}

static void write_letters(const struct cell *row, int width, FILE *to)
{
    bool open = false;
    for (int x = 0, end; x < width; x = end) {
        end = x + 1;
        if (row[x].character == ' ' || !is_letter(&row[x]))
            continue;
        end = letters_end(row, width, x);
        if (!open)
            fprintf(to, "<text y=\"%d\">", LETTER_LINE);
        open = true;
        fprintf(to, "<tspan x=\"%d\"", x * SHAPE_WIDTH);
        if (row[x].meaning != STYLE_TEXT)
            fprintf(to, " class=\"m%u\"", (unsigned)row[x].meaning);
        fputc('>', to);
        for (int k = x; k < end; k++)
            write_letter(to, row[k].character);
        fputs("</tspan>", to);
    }
    if (open)
        fputs("</text>", to);
}

static bool is_blank(const struct cell *row, int width)
{
    for (int x = 0; x < width; x++)
        if (row[x].character != ' ' || paint_of((enum meaning)row[x].meaning).back != PAINT_BACK)
            return false;
    return true;
}

static void write_rows(const struct film_svg *film, FILE *to, int y)
{
    for (size_t first = 0, end; first < film->count; first = end) {
        end = stretch_end(film, first, y);
        const struct cell *row = row_of(film, first, y);
        if (is_blank(row, film->width))
            continue;
        fprintf(to, "<g transform=\"translate(0 %d)\"", y * SHAPE_HEIGHT);
        if (first > 0 || end < film->count)
            fprintf(to, " class=\"s k%zu-%zu\"", first, end);
        fputc('>', to);
        write_grounds(row, film->width, to);
        write_symbols(row, film->width, to);
        write_letters(row, film->width, to);
        fputs("</g>\n", to);
    }
}

void film_svg_write(const struct film_svg *film, FILE *to, const char *title, const char *about)
{
    int width = film->width * SHAPE_WIDTH + 2 * MARGIN;
    int height = film->height * SHAPE_HEIGHT + 2 * MARGIN;
    fprintf(to,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
            "viewBox=\"%d %d %d %d\" role=\"img\" aria-labelledby=\"title about\">\n"
            "<title id=\"title\">%s</title>\n<desc id=\"about\">%s</desc>\n<style>\n"
            "text{font:" LETTER_SIZE "px " FONTS ";white-space:pre;fill:#%06X}\n",
            width, height, -MARGIN, -MARGIN, width, height, title, about, (unsigned)PAINT_FRONT);
    write_colors(film, to);
    write_stretches(film, to);
    fputs("</style>\n", to);
    write_patterns(film, to);
    fprintf(to, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"9\" fill=\"#%06X\"/>\n",
            -MARGIN, -MARGIN, width, height, (unsigned)PAINT_BACK);
    for (int y = 0; y < film->height; y++)
        write_rows(film, to, y);
    fputs("</svg>\n", to);
}
