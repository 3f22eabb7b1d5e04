/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns measured, then written. */
#include "report/grid.h"

#include <stdarg.h>

void grid_row(struct grid *grid)
{
    if (grid->rows < GRID_ROWS)
        grid->rows++;
}

void grid_put(struct grid *grid, size_t column, enum paint paint, const char *format, ...)
{
    if (grid->rows == 0 || column >= GRID_COLUMNS)
        return;
    struct grid_cell *cell = &grid->cells[grid->rows - 1][column];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(cell->text, sizeof cell->text, format, arguments);
    va_end(arguments);
    cell->paint = paint;
}

static void write_cell(FILE *to, const struct style *style, const struct grid_cell *cell)
{
    if (cell->paint != PAINT_PLAIN)
        text_paint(to, style, cell->paint);
    text_put(to, cell->text);
    if (cell->paint != PAINT_PLAIN)
        text_paint(to, style, PAINT_PLAIN);
}

void grid_write(FILE *to, const struct grid *grid, const struct style *style)
{
    unsigned widths[GRID_COLUMNS] = {0}, all = 0, columns = 0;
    for (size_t r = 0; r < grid->rows; r++)
        for (size_t c = 0; c < GRID_COLUMNS; c++)
            if (text_width(grid->cells[r][c].text) > widths[c])
                widths[c] = text_width(grid->cells[r][c].text);
    for (size_t c = 0; c < GRID_COLUMNS; c++) {
        all += widths[c];
        columns += widths[c] > 0;
    }
    unsigned gap = all + 2 * columns <= style->width ? 2 : 1;
    for (size_t r = 0; r < grid->rows; r++) {
        unsigned blank = 0; /* not written before it is known that something follows */
        for (size_t c = 0; c < GRID_COLUMNS; c++) {
            const struct grid_cell *cell = &grid->cells[r][c];
            unsigned width = text_width(cell->text), spare = widths[c] - width;
            blank += widths[c] > 0 ? gap : 0;
            if (width == 0) {
                blank += spare;
                continue;
            }
            text_space(to, blank + (grid->left & 1u << c ? 0 : spare));
            write_cell(to, style, cell);
            blank = grid->left & 1u << c ? spare : 0;
        }
        fputc('\n', to);
    }
}
