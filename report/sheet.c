/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of one column each. */
#include "report/sheet.h"

#include <stdlib.h>
#include <string.h>

bool sheet_begin(struct sheet *sheet, unsigned width, unsigned height)
{
    *sheet = (struct sheet){width, height,
                            calloc((size_t)width * height + 1, sizeof(struct sheet_cell))};
    return sheet->cells != NULL;
}

void sheet_free(struct sheet *sheet)
{
    free(sheet->cells);
}

static struct sheet_cell *cell_at(const struct sheet *sheet, long x, long y)
{
    if (x < 0 || y < 0 || x >= (long)sheet->width || y >= (long)sheet->height)
        return NULL;
    return &sheet->cells[(size_t)y * sheet->width + (size_t)x];
}

void sheet_put(struct sheet *sheet, long x, long y, unsigned ink, const char *glyph)
{
    struct sheet_cell *cell = cell_at(sheet, x, y);
    if (!cell)
        return;
    cell->covered = false;
    cell->ink = (unsigned char)ink;
    snprintf(cell->glyph, sizeof cell->glyph, "%s", glyph);
}

bool sheet_blank(const struct sheet *sheet, long x, long y)
{
    const struct sheet_cell *cell = cell_at(sheet, x, y);
    return cell && !cell->glyph[0] && !cell->covered;
}

void sheet_text(struct sheet *sheet, long x, long y, unsigned ink, const char *text)
{
    while (*text) {
        size_t length;
        char glyph[5];
        unsigned code = text_decode(text, &length);
        unsigned width = text_width_of(text, length);
        snprintf(glyph, sizeof glyph, "%.*s", (int)length, text);
        if (code == 0xFFFD)
            strcpy(glyph, "?");
        if (code == 0xA0)
            strcpy(glyph, " ");
        text += length;
        if (width == 0) /* combines with the character before it, for which there is no room */
            continue;
        sheet_put(sheet, x, y, ink, width == 2 && !cell_at(sheet, x + 1, y) ? "?" : glyph);
        if (width == 2 && cell_at(sheet, x + 1, y)) {
            sheet_put(sheet, x + 1, y, ink, "");
            cell_at(sheet, x + 1, y)->covered = true;
        }
        x += width;
    }
}

void sheet_text_until(struct sheet *sheet, long x, long y, unsigned ink, const char *text)
{
    sheet_text(sheet, x - (long)text_width(text), y, ink, text);
}

void sheet_paint(FILE *to, const struct style *style, unsigned ink)
{
    if (!style->color)
        return;
    if (ink == SHEET_PLAIN || ink == SHEET_FAINT) {
        text_paint(to, style, ink == SHEET_PLAIN ? PAINT_PLAIN : PAINT_FAINT);
        return;
    }
    unsigned color = palette_hues[ink - SHEET_HUE].ansi;
    fprintf(to, "\033[%um", color < 8 ? 30 + color : 90 + color - 8);
}

static void write_row(FILE *to, const struct sheet *sheet, unsigned y, const struct style *style)
{
    unsigned end = sheet->width, ink = SHEET_PLAIN;
    while (end > 0 && (sheet_blank(sheet, (long)end - 1, y) ||
                       strcmp(cell_at(sheet, (long)end - 1, y)->glyph, " ") == 0))
        end--;
    for (unsigned x = 0; x < end; x++) {
        const struct sheet_cell *cell = cell_at(sheet, x, y);
        if (cell->covered)
            continue;
        unsigned wanted = cell->glyph[0] ? cell->ink : (unsigned)SHEET_PLAIN;
        if (wanted != ink) {
            if (ink != SHEET_PLAIN)
                sheet_paint(to, style, SHEET_PLAIN);
            if (wanted != SHEET_PLAIN)
                sheet_paint(to, style, wanted);
            ink = wanted;
        }
        fputs(cell->glyph[0] ? cell->glyph : " ", to);
    }
    if (ink != SHEET_PLAIN)
        sheet_paint(to, style, SHEET_PLAIN);
    fputc('\n', to);
}

void sheet_write(FILE *to, const struct sheet *sheet, const struct style *style)
{
    for (unsigned y = 0; y < sheet->height; y++)
        write_row(to, sheet, y, style);
}
