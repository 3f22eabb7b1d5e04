/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts with one row a thing as text: bars, bars put together of parts, and tornados. */
#include <limits.h>
#include <math.h>

#include "report/chart_text.h"

#define VALUE_ROOM (2 * FIGURE_ROOM + 8)

static bool is_stacked(const struct chart *chart)
{
    return chart->kind == CHART_STACKED;
}

/* Lines a row takes, without the blank one after it. */
static size_t lines_a_row(const struct chart *chart)
{
    return is_stacked(chart) ? 1 : chart->series_count;
}

/* The value with what it may be off by, "65 \302\2612", as exact as its interval allows. */
static void value_text(char *text, size_t room, const struct board *board,
                       const struct chart_series *series, size_t row)
{
    double half_width = series->low ? (series->high[row] - series->low[row]) / 2 : NAN;
    struct figure figure = figure_of(series->y[row], half_width, series->y[row],
                                     (struct scale){board->x.factor, board->x.unit});
    const char *between = !*figure.half_width ? "" : board->style->unicode ? " \302\261" : " +-";
    snprintf(text, room, "%s%s%s", figure.value, between, figure.half_width);
}

/* The columns that the longest of the values takes, written beside its bar. */
static long values_width(const struct board *board)
{
    unsigned widest = 0;
    for (size_t s = 0; s < board->chart->series_count; s++)
        for (size_t row = 0; row < board->chart->series[s].count; row++) {
            char text[VALUE_ROOM];
            value_text(text, sizeof text, board, &board->chart->series[s], row);
            unsigned width = text_width(text);
            widest = width > widest ? width : widest;
        }
    return (long)widest + 2;
}

static unsigned rows(struct board *board, unsigned most)
{
    (void)most;
    const struct chart *chart = board->chart;
    size_t lines = lines_a_row(chart);
    board->edges = true;
    board->left = board_names_width(board, chart->rows, chart->row_count) + 2;
    board_place_x(board, chart_extent_y(chart), true);
    if (!is_stacked(chart)) {
        long width = values_width(board);
        board->names = board->left;
        board->left += chart_goes_left(chart) ? width : 0;
        board->right -= width;
        board_place_x(board, chart_extent_y(chart), true);
    }
    size_t all = chart->row_count * (lines + (lines > 1)) - (lines > 1 && chart->row_count > 0);
    return all > 0 ? (unsigned)all : 1;
}

/* A bar from one place to another, 0 to 1 of the plot's width; its last cell may be a part. */
static void fill(struct board *board, long line, double from, double to, size_t s, bool parts)
{
    static const char *const eighths[] = {"",
                                          "\342\226\217",
                                          "\342\226\216",
                                          "\342\226\215",
                                          "\342\226\214",
                                          "\342\226\213",
                                          "\342\226\212",
                                          "\342\226\211"};
    double width = (double)(board->right - board->left);
    unsigned ink = board_fill_ink(board, s);
    long first = lround(from * width), end = lround(to * width);
    long rest = 0;
    if (parts) {
        end = (long)floor(to * width + 1.0 / 16);
        rest = lround((to * width - (double)end) * 8);
    }
    for (long c = first; c < end; c++)
        sheet_put(&board->sheet, board->left + c, line, ink, board_fill(board, s));
    if (rest > 0 && rest < 8)
        sheet_put(&board->sheet, board->left + end, line, ink, eighths[rest]);
}

static void bar(struct board *board, long line, double base, size_t s, size_t row)
{
    const struct chart_series *series = &board->chart->series[s];
    char text[VALUE_ROOM];
    if (row >= series->count || !isfinite(series->y[row]))
        return;
    double from = ticks_position(&board->x, base), to = ticks_position(&board->x, series->y[row]);
    if (isnan(to))
        return;
    from = isnan(from) ? 0 : from;
    bool single = board->chart->series_count == 1 && board->style->unicode;
    fill(board, line, fmin(from, to), fmax(from, to), s, single && to > from);
    value_text(text, sizeof text, board, series, row);
    double width = (double)(board->right - board->left);
    if (to >= from)
        sheet_text(&board->sheet,
                   board->left + lround(fmax(ceil(to * width), from * width + 1)) + 1, line,
                   SHEET_PLAIN, text);
    else
        sheet_text_until(&board->sheet, board->left + lround(to * width) - 1, line, SHEET_PLAIN,
                         text);
}

/* A line from top to bottom where there is nothing else. */
static void draw_upright(struct board *board, double value, const char *glyph)
{
    long at = board_column(board, value);
    for (long line = 0; line < board->bottom && at > board->left; line++)
        if (sheet_blank(&board->sheet, at, line))
            sheet_put(&board->sheet, at, line, SHEET_FAINT, glyph);
}

static bool draw_bars(struct board *board)
{
    const struct chart *chart = board->chart;
    double base = chart->kind == CHART_TORNADO ? chart->base : 0;
    size_t lines = chart->series_count, step = lines + (lines > 1);
    for (size_t row = 0; row < chart->row_count; row++) {
        long top = (long)(row * step);
        if (top + (long)lines > board->bottom)
            break;
        board_name(board, top, chart->rows[row]);
        for (size_t s = 0; s < lines; s++)
            bar(board, top + (long)s, base, s, row);
    }
    for (size_t n = 0; n < chart->line_count; n++) /* first, as one may stand at the base */
        draw_upright(board, chart->lines[n].at, board_across(board));
    draw_upright(board, base, board->style->unicode ? "\342\224\202" : "|");
    return true;
}

static bool draw_stacked(struct board *board)
{
    const struct chart *chart = board->chart;
    for (size_t row = 0; row < chart->row_count && (long)row < board->bottom; row++) {
        double sum = 0;
        board_name(board, (long)row, chart->rows[row]);
        for (size_t s = 0; s < chart->series_count; s++) {
            if (row >= chart->series[s].count || !(chart->series[s].y[row] > 0))
                continue;
            double from = ticks_position(&board->x, sum);
            sum += chart->series[s].y[row];
            fill(board, (long)row, from, ticks_position(&board->x, sum), s, false);
        }
    }
    return true;
}

const struct text_drawing text_bars = {rows, draw_bars};
const struct text_drawing text_stacked = {rows, draw_stacked};
