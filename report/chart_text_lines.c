/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts of curves as text: lines with bands, and histograms with what was fitted to them. */
#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "report/chart_text.h"

#define MARKS_APART 4 /* columns */
#define DOTS_APART 2  /* of a fitted curve */

static unsigned rows(struct board *board, unsigned most)
{
    (void)most;
    const struct chart *chart = board->chart;
    struct ticks_wish wish = {
        .most = 5, .round = true, .from_0 = true, .unicode = board->style->unicode};
    unsigned widest = 0;
    board->y_axis = &chart->y;
    board->edges = chart->kind == CHART_HISTOGRAM;
    ticks_place(&board->y, chart, &chart->y, chart_extent_y(chart), wish);
    for (size_t n = 0; n < board->y.count; n++) {
        unsigned width = text_width(board->y.label[n]);
        widest = width > widest ? width : widest;
    }
    board->left = (long)widest + 2;
    board_place_x(board, chart_extent_x(chart), false);
    return 0;
}

/* Where a value lies between the bottom (0) and the top (1), below which a logarithm does not go.
 */
static double level_of(const struct board *board, double value, bool end_of_band)
{
    double level = ticks_position(&board->y, value);
    return isnan(level) && end_of_band && !isnan(value) ? 0 : level;
}

static long row_of(const struct board *board, double level)
{
    return board->bottom - 1 - lround(level * (double)(board->bottom - board->top - 1));
}

/* A curve as a level for each column: NAN where it is not. */
static void fill_columns(const struct board *board, const struct chart_series *series,
                         const double *y, double *levels)
{
    long width = board->right - board->left, before = LONG_MIN;
    double level_before = NAN;
    for (long c = 0; c < width; c++)
        levels[c] = NAN;
    for (size_t n = 0; n < series->count; n++) {
        long column = board_column(board, series->x[n]) - board->left;
        bool shown = !isnan(level_of(board, series->y[n], false));
        double level = shown ? level_of(board, y[n], y != series->y) : NAN;
        if (column < 0 || column >= width)
            level = NAN;
        if (!isnan(level)) {
            for (long c = before + 1; !isnan(level_before) && c < column; c++)
                levels[c] = level_before + (level - level_before) * (double)(c - before) /
                                               (double)(column - before);
            levels[column] = level;
        }
        before = column;
        level_before = level;
    }
}

static void draw_band(struct board *board, const struct chart_series *series, unsigned ink,
                      double *low, double *high)
{
    const char *glyph = board->style->unicode ? "\342\226\221" : ":";
    fill_columns(board, series, series->low, low);
    fill_columns(board, series, series->high, high);
    for (long c = 0; c < board->right - board->left; c++) {
        if (isnan(low[c]) || isnan(high[c]))
            continue;
        for (long row = row_of(board, high[c]); row <= row_of(board, low[c]); row++)
            if (row >= board->top && row < board->bottom &&
                sheet_blank(&board->sheet, board->left + c, row))
                sheet_put(&board->sheet, board->left + c, row, ink, glyph);
    }
}

/* What joins a curve's cells: level, or from a row to another in one column. */
struct joints {
    const char *level, *upright;
    const char *left_up, *up_right;     /* comes from the left and rises; goes on to the right */
    const char *left_down, *down_right; /* the same, falling */
};

static const struct joints joints[] = {
    {"-", "|", "'", ".", ".", "'"},
    {"\342\224\200", "\342\224\202", "\342\225\257", "\342\225\255", "\342\225\256",
     "\342\225\260"},
};

static void put(struct board *board, long column, long row, unsigned ink, const char *glyph)
{
    if (row >= board->top && row < board->bottom)
        sheet_put(&board->sheet, board->left + column, row, ink, glyph);
}

static void draw_curve(struct board *board, const double *levels, unsigned ink)
{
    const struct joints *with = &joints[board->style->unicode];
    for (long c = 0; c < board->right - board->left; c++) {
        if (isnan(levels[c]))
            continue;
        long row = row_of(board, levels[c]);
        long from = c > 0 && !isnan(levels[c - 1]) ? row_of(board, levels[c - 1]) : row;
        if (row == from) {
            put(board, c, row, ink, with->level);
            continue;
        }
        bool rises = row < from;
        put(board, c, from, ink, rises ? with->left_up : with->left_down);
        put(board, c, row, ink, rises ? with->up_right : with->down_right);
        for (long between = (rises ? row : from) + 1; between < (rises ? from : row); between++)
            put(board, c, between, ink, with->upright);
    }
}

static void draw_dots(struct board *board, const double *levels, unsigned ink, const char *glyph,
                      long apart)
{
    for (long c = 0; c < board->right - board->left; c += apart)
        if (!isnan(levels[c]))
            put(board, c, row_of(board, levels[c]), ink, glyph);
}

static void draw_marks(struct board *board, const struct chart_series *series, unsigned ink,
                       const char *glyph)
{
    long before = LONG_MIN;
    for (size_t n = 0; n < series->count; n++) {
        long column = board_column(board, series->x[n]);
        double level = level_of(board, series->y[n], false);
        if (isnan(level) || column < board->left || column >= board->right ||
            (before != LONG_MIN && column - before < MARKS_APART))
            continue;
        put(board, column - board->left, row_of(board, level), ink, glyph);
        before = column;
    }
}

static void draw_series(struct board *board, size_t s, double *levels, double *more)
{
    const struct chart_series *series = &board->chart->series[s];
    struct series_look look = chart_series_look(board->chart, s);
    unsigned ink = SHEET_INK(look.hue);
    fill_columns(board, series, series->y, levels);
    if (series->like_before)
        draw_dots(board, levels, ink, board->style->unicode ? "\302\267" : ".", DOTS_APART);
    else if (series->curve)
        draw_dots(board, levels, ink, board_mark(board, &look), MARKS_APART);
    else
        draw_curve(board, levels, ink);
    if (!series->curve)
        draw_marks(board, series, ink, board_mark(board, &look));
    if (series->low)
        draw_band(board, series, ink, levels, more);
}

/* Lines across the plot, and their labels, which stand in front of everything. */
static void draw_across(struct board *board, bool labels)
{
    bool unicode = board->style->unicode;
    for (size_t n = 0; n < board->chart->line_count; n++) {
        const struct chart_line *line = &board->chart->lines[n];
        long at = line->upright ? board_column(board, line->at) : board_row(board, line->at);
        long end = line->upright ? board->bottom : board->right;
        if (at == LONG_MIN)
            continue;
        for (long c = line->upright ? board->top : board->left; c < end && !labels; c++)
            if (line->upright)
                sheet_put(&board->sheet, at, c, SHEET_FAINT, board_across(board));
            else
                sheet_put(&board->sheet, c, at, SHEET_FAINT, unicode ? "\342\225\214" : "-");
        if (!labels || !line->label)
            continue;
        if (!line->upright)
            sheet_text_until(&board->sheet, board->right, at, SHEET_PLAIN, line->label);
        else if (at > (board->left + board->right) / 2)
            sheet_text_until(&board->sheet, at - 1, (long)n % 4, SHEET_PLAIN, line->label);
        else
            sheet_text(&board->sheet, at + 2, (long)n % 4, SHEET_PLAIN, line->label);
    }
}

/* The first series is drawn last, on top of the others. */
static bool draw_all(struct board *board, size_t first)
{
    size_t width = (size_t)(board->right - board->left);
    double *levels = calloc(2 * width, sizeof *levels);
    if (!levels)
        return false;
    for (size_t s = board->chart->series_count; s-- > first;)
        draw_series(board, s, levels, levels + width);
    free(levels);
    draw_across(board, true);
    return true;
}

static bool draw_lines(struct board *board)
{
    draw_across(board, false);
    return draw_all(board, 0);
}

/* The height of the histogram in the middle of a column, NAN between its bars. */
static double height_at(const struct board *board, long column)
{
    const struct chart_series *bins = board->chart->series;
    for (size_t n = 0; n < bins->count; n++) {
        double from = ticks_position(&board->x, bins->x[n]);
        double to = ticks_position(&board->x, bins->x[n + 1]);
        double here = ((double)column + 0.5) / (double)(board->right - board->left);
        if (here >= from && here < to)
            return ticks_position(&board->y, bins->y[n]);
    }
    return NAN;
}

static bool draw_histogram(struct board *board)
{
    static const char *const eighths[] = {"",
                                          "\342\226\201",
                                          "\342\226\202",
                                          "\342\226\203",
                                          "\342\226\204",
                                          "\342\226\205",
                                          "\342\226\206",
                                          "\342\226\207",
                                          "\342\226\210"};
    long height = board->bottom - board->top;
    for (long c = 0; c < board->right - board->left; c++) {
        double level = height_at(board, c);
        long filled = isnan(level) ? 0 : lround(level * (double)height * 8);
        for (long row = 0; row < height && filled > 0; row++, filled -= 8) {
            const char *glyph = board->style->unicode ? eighths[filled < 8 ? filled : 8]
                                : filled >= 4         ? "#"
                                                      : "";
            if (*glyph)
                put(board, c, board->bottom - 1 - row, SHEET_INK(HUE_BLUE), glyph);
        }
    }
    draw_across(board, false);
    return draw_all(board, 1);
}

const struct text_drawing text_lines = {rows, draw_lines};
const struct text_drawing text_histogram = {rows, draw_histogram};
