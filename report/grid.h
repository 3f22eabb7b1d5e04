/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small table of texts in columns as wide as they need to be. Knows nothing of what they say.
 */
#ifndef REPORT_GRID_H
#define REPORT_GRID_H

#include <stdio.h>

#include "report/text.h"

#define GRID_ROWS 48
#define GRID_COLUMNS 8
#define GRID_ROOM 96 /* bytes of a text with its end */

struct grid_cell {
    char text[GRID_ROOM];
    enum paint paint;
};

/* All zero: without a row. What does not fit is left out. */
struct grid {
    size_t rows;
    unsigned left; /* set of columns that are flush left; the others are flush right */
    struct grid_cell cells[GRID_ROWS][GRID_COLUMNS];
};

/* Writes a text into a column of the last row; grid_row begins a new one. */
void grid_row(struct grid *grid);
__attribute__((format(printf, 4, 5))) void grid_put(struct grid *grid, size_t column,
                                                    enum paint paint, const char *format, ...);

/* Writes it indented like what is between columns: by two, or by one where it gets too wide. */
void grid_write(FILE *to, const struct grid *grid, const struct style *style);

#endif
