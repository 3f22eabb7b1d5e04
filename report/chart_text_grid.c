/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts of cells as text: heat maps, and Gantt charts. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/chart_text.h"

#define SHADES 5
#define CELL_LEAST 6 /* columns of a heat map's cell that has its value in it */
#define BANDS_MOST 40

static const char *shade(const struct board *board, double part)
{
    static const char *const unicode[SHADES] = {"\302\267", "\342\226\221", "\342\226\222",
                                                "\342\226\223", "\342\226\210"};
    static const char *const ascii[SHADES] = {".", ":", "+", "#", "@"};
    int n = !(part > 0) ? 0 : part < 1 ? (int)(part * SHADES) : SHADES - 1;
    return board->style->unicode ? unicode[n] : ascii[n];
}

static unsigned heat_rows(struct board *board, unsigned most)
{
    (void)most;
    const struct chart *chart = board->chart;
    struct ticks_wish wish = {.most = 4, .unicode = board->style->unicode};
    board->left = board_names_width(board, chart->rows, chart->row_count) + 2;
    ticks_place(&board->y, chart, &chart->z, chart_extent_z(chart), wish);
    return (unsigned)chart->row_count + 1;
}

/* What the shades mean, in the sheet's first line. */
static void shades_legend(struct board *board, const struct extent *extent)
{
    char title[TEXT_LABEL_ROOM], text[TEXT_LABEL_ROOM + 4 * FIGURE_ROOM];
    struct scale scale = {board->y.factor, ""};
    struct figure from = figure_of(extent->from, NAN, NAN, scale);
    struct figure to = figure_of(extent->to, NAN, NAN, scale);
    ticks_title(title, sizeof title, &board->y, &board->chart->z);
    snprintf(text, sizeof text, "%s: %s %s to %s %s", title, shade(board, 0), from.value,
             shade(board, 1), to.value);
    sheet_text(&board->sheet, 0, 0, SHEET_PLAIN, text);
}

/* Where a value lies between the least and the most. */
static double part_of(const struct chart *chart, const struct extent *extent, double value)
{
    if (chart->z.log)
        return (log(value) - log(extent->from)) / (log(extent->to) - log(extent->from));
    return (value - extent->from) / (extent->to - extent->from);
}

static void heat_cell(struct board *board, const struct extent *extent, long x, long y, long width,
                      double value)
{
    bool none = !isfinite(value) || (board->chart->z.log && value <= 0);
    const char *glyph = none ? " " : shade(board, part_of(board->chart, extent, value));
    unsigned ink = SHEET_INK(HUE_BLUE);
    if (width < CELL_LEAST) {
        for (long c = 0; c < width; c++)
            sheet_put(&board->sheet, x + c, y, ink, glyph);
        return;
    }
    struct figure figure = figure_of(value, NAN, NAN, (struct scale){board->y.factor, ""});
    figure.value[text_fit(figure.value, (unsigned)width - 2)] = '\0';
    sheet_put(&board->sheet, x, y, ink, glyph);
    sheet_text_until(&board->sheet, x + width - 1, y, SHEET_PLAIN, figure.value);
}

/* The names of columns, as far as they do not touch. */
static void column_names(struct board *board, size_t every, long width)
{
    long after = -1;
    for (size_t n = 0; n < board->chart->column_count; n += every) {
        const char *name = board->chart->columns[n] ? board->chart->columns[n] : "";
        long columns = (long)text_width(name);
        long x = board->left + (long)(n / every) * width;
        x = width >= CELL_LEAST ? x + width - 1 - columns : x;
        if (x <= after || x + columns > (long)board->sheet.width)
            continue;
        sheet_text(&board->sheet, x, board->bottom, SHEET_PLAIN, name);
        after = x + columns;
    }
}

static bool draw_heat(struct board *board)
{
    const struct chart *chart = board->chart;
    struct extent extent = chart_extent_z(chart);
    long room = board->right - board->left, columns = (long)chart->column_count;
    size_t every = (size_t)((columns + room - 1) / room);
    long width = room * (long)every / columns;
    width = width > 12 ? 12 : width;
    shades_legend(board, &extent);
    for (size_t row = 0; row < chart->row_count; row++) {
        long y = board->bottom - 1 - (long)row;
        if (y < 1)
            break;
        board_name(board, y, chart->rows[row]);
        for (size_t n = 0; n < chart->column_count; n += every)
            heat_cell(board, &extent, board->left + (long)(n / every) * width, y, width,
                      chart->cells[row * chart->column_count + n]);
    }
    column_names(board, every, width);
    return true;
}

/* Lines of the bands and their headings. */
static size_t lines_of(const struct chart_bands *bands)
{
    size_t lines = bands->count;
    for (size_t n = 0; n < bands->count; n++)
        lines += bands->band[n].heading != NULL;
    return lines;
}

/* Bands that fit into so many lines, if any do; false when out of memory. */
static bool fitting_bands(struct chart_bands *bands, const struct chart *chart, size_t lines)
{
    for (size_t most = lines < BANDS_MOST ? lines : BANDS_MOST;; most--) {
        if (!chart_bands(bands, chart, most))
            return false;
        if (most <= 1 || lines_of(bands) <= lines)
            return true;
        chart_bands_free(bands);
    }
}

static unsigned gantt_rows(struct board *board, unsigned most)
{
    struct chart_bands bands;
    long widest = 0, limit = board->sheet.width / 3;
    board->edges = true;
    if (!fitting_bands(&bands, board->chart, most ? most : BANDS_MOST))
        return 1; /* drawing will fail as well, and say so */
    for (size_t n = 0; n < bands.count; n++) {
        char name[TEXT_LABEL_ROOM];
        chart_band_name(board->chart, &bands.band[n], name, sizeof name);
        long width = (long)text_width(name);
        widest = width > widest ? width : widest;
    }
    size_t lines = lines_of(&bands);
    chart_bands_free(&bands);
    board->left = (widest < limit ? widest : limit) + 2;
    board_place_x(board, chart_extent_x(board->chart), false);
    return lines > 0 ? (unsigned)lines : 1;
}

/* What most of a band's lanes are in, column by column. */
static void draw_band(struct board *board, const struct chart_band *band, long line, double *shares)
{
    const struct chart *chart = board->chart;
    double from = board->x.from, columns = (double)(board->right - board->left);
    double step = (board->x.to - from) / columns;
    for (long c = 0; c < board->right - board->left; c++) {
        size_t most = 0;
        double all = 0;
        chart_band_shares(chart, band, from + step * (double)c, from + step * (double)(c + 1),
                          shares);
        for (size_t s = 0; s < chart->state_count; s++) {
            all += shares[s];
            most = shares[s] > shares[most] ? s : most;
        }
        if (all >= 0.5)
            sheet_put(&board->sheet, board->left + c, line, SHEET_INK(chart->states[most].hue),
                      board_state(board, &chart->states[most]));
    }
}

static void draw_bands(struct board *board, const struct chart_bands *bands, double *shares)
{
    long line = 0;
    for (size_t n = 0; n < bands->count && line < board->bottom; n++) {
        const struct chart_band *band = &bands->band[n];
        char name[TEXT_LABEL_ROOM];
        if (band->heading)
            sheet_text(&board->sheet, board->left, line++, SHEET_PLAIN, band->heading);
        if (line >= board->bottom)
            break;
        chart_band_name(board->chart, band, name, sizeof name);
        board_name(board, line, name);
        draw_band(board, band, line++, shares);
    }
}

static bool draw_gantt(struct board *board)
{
    struct chart_bands bands;
    if (!fitting_bands(&bands, board->chart, (size_t)board->bottom))
        return false;
    double *shares = calloc(board->chart->state_count + 1, sizeof *shares);
    if (shares)
        draw_bands(board, &bands, shares);
    chart_bands_free(&bands);
    free(shares);
    return shares != NULL;
}

const struct text_drawing text_heat = {heat_rows, draw_heat};
const struct text_drawing text_gantt = {gantt_rows, draw_gantt};
