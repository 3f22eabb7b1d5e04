/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A chart as text: title, legend, axes and note. The plot is drawn by chart_text_lines.c,
 * chart_text_rows.c and chart_text_grid.c.
 */
#include "report/chart_text.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#define WIDTH_LEAST 40
#define ROWS_LEAST 5
#define ROWS_DEFAULT 14

static const struct text_drawing *const drawings[] = {
    [CHART_LINES] = &text_lines,         [CHART_BARS] = &text_bars,
    [CHART_STACKED] = &text_stacked,     [CHART_HEAT] = &text_heat,
    [CHART_HISTOGRAM] = &text_histogram, [CHART_TORNADO] = &text_bars,
    [CHART_GANTT] = &text_gantt,
};

/* A place from 0 to 1 in so many cells. */
static long cell_of(double position, long cells)
{
    return isnan(position) ? LONG_MIN : lround(fmax(-2, fmin(position, 2)) * (double)(cells - 1));
}

long board_column(const struct board *board, double value)
{
    long cells = board->right - board->left + board->edges;
    long cell = cell_of(ticks_position(&board->x, value), cells);
    return cell == LONG_MIN ? LONG_MIN : board->left + cell;
}

long board_row(const struct board *board, double value)
{
    long cell = cell_of(ticks_position(&board->y, value), board->bottom - board->top);
    return cell == LONG_MIN ? LONG_MIN : board->bottom - 1 - cell;
}

void board_place_x(struct board *board, struct extent extent, bool round)
{
    long width = board->right - board->left;
    struct ticks_wish wish = {
        .most = width > 10 ? (unsigned)width / 10 : 1,
        .round = round,
        .from_0 = round && board->chart->kind != CHART_TORNADO,
        .unicode = board->style->unicode,
    };
    ticks_place(&board->x, board->chart, board->x_axis, extent, wish);
}

long board_names_width(const struct board *board, const char *const *names, size_t count)
{
    unsigned widest = 0, most = board->sheet.width / 3;
    for (size_t n = 0; n < count; n++) {
        unsigned width = text_width(names[n] ? names[n] : "");
        widest = width > widest ? width : widest;
    }
    return widest < most ? widest : most;
}

void board_name(struct board *board, long row, const char *name)
{
    long right = (board->names > 0 ? board->names : board->left) - 2, room = right;
    if (!name || room < 1)
        return;
    char label[TEXT_LABEL_ROOM];
    size_t fits = text_fit(name, (unsigned)room);
    bool whole = !name[fits];
    if (!whole)
        fits = text_fit(name, room > 2 ? (unsigned)room - 2 : 0);
    snprintf(label, sizeof label, "%.*s%s", (int)fits, name, whole ? "" : "..");
    sheet_text_until(&board->sheet, right, row, SHEET_PLAIN, label);
}

const char *board_mark(const struct board *board, const struct series_look *look)
{
    return board->style->unicode ? look->unicode : look->ascii;
}

const char *board_state(const struct board *board, const struct chart_state *state)
{
    return board->style->unicode && state->unicode ? state->unicode : state->ascii;
}

/* The series of stacked bars may look like states. */
static const struct chart_state *state_of(const struct chart *chart, size_t series)
{
    bool states = chart->kind == CHART_STACKED && chart->state_count == chart->series_count;
    return states ? &chart->states[series] : NULL;
}

const char *board_fill(const struct board *board, size_t series)
{
    const struct chart_state *state = state_of(board->chart, series);
    if (state)
        return board_state(board, state);
    struct series_look look = chart_series_look(board->chart, series);
    return board->style->unicode ? look.fill : look.ascii_fill;
}

unsigned board_fill_ink(const struct board *board, size_t series)
{
    const struct chart_state *state = state_of(board->chart, series);
    return SHEET_INK(state ? state->hue : chart_series_look(board->chart, series).hue);
}

/* Writes a paragraph, or only counts its lines. */
static unsigned paragraph(FILE *to, const struct style *style, const char *text, enum paint paint)
{
    unsigned lines = 0;
    for (size_t length; text && (length = text_line(&text, style->width)) > 0; text += length) {
        lines++;
        if (!to)
            continue;
        text_paint(to, style, paint);
        text_put_of(to, text, length);
        text_paint(to, style, PAINT_PLAIN);
        fputc('\n', to);
    }
    return lines;
}

/* The n-th entry of the legend, if there is one. */
struct entry {
    const char *sample, *label;
    unsigned ink;
};

/* Lines across bars are explained in the legend: there is no room for their labels. */
static bool explains_lines(const struct chart *chart)
{
    return chart->kind == CHART_BARS || chart->kind == CHART_TORNADO;
}

static size_t entry_count(const struct chart *chart)
{
    if (chart->kind == CHART_GANTT)
        return chart->state_count;
    if (chart->kind == CHART_HEAT)
        return 0;
    return chart->series_count + (explains_lines(chart) ? chart->line_count : 0);
}

static struct entry entry_of(const struct board *board, size_t n)
{
    const struct chart *chart = board->chart;
    if (chart->kind == CHART_GANTT) {
        const struct chart_state *state = &chart->states[n];
        return (struct entry){board_state(board, state),
                              chart_state_used(chart, n) ? state->label : NULL,
                              SHEET_INK(state->hue)};
    }
    if (n >= chart->series_count)
        return (struct entry){board_across(board), chart->lines[n - chart->series_count].label,
                              SHEET_FAINT};
    bool line = chart->kind == CHART_LINES || (chart->kind == CHART_HISTOGRAM && n > 0);
    struct entry entry = {board_fill(board, n), chart->series[n].name, board_fill_ink(board, n)};
    if (state_of(chart, n) && !chart_state_used(chart, n))
        entry.label = NULL;
    struct series_look look = chart_series_look(chart, n);
    if (line)
        entry.sample = chart->series[n].like_before ? board->style->unicode ? "\302\267" : "."
                                                    : board_mark(board, &look);
    return entry;
}

const char *board_across(const struct board *board)
{
    return board->style->unicode ? "\342\224\212" : ":";
}

/* Writes the legend, or only counts its lines. */
static unsigned legend(FILE *to, const struct board *board)
{
    unsigned lines = 0, used = 0;
    for (size_t n = 0; n < entry_count(board->chart); n++) {
        struct entry entry = entry_of(board, n);
        if (!entry.label)
            continue;
        size_t length = text_fit(entry.label, board->style->width - 4);
        while (length > 0 && entry.label[length - 1] == ' ')
            length--;
        unsigned width = 2 + text_width_of(entry.label, length);
        bool breaks = used > 0 && used + 3 + width > board->style->width;
        if (to && used > 0)
            fputs(breaks ? "\n" : "   ", to);
        lines += used == 0 || breaks;
        used = used > 0 && !breaks ? used + 3 + width : width;
        if (!to)
            continue;
        sheet_paint(to, board->style, entry.ink);
        fputs(entry.sample, to);
        sheet_paint(to, board->style, SHEET_PLAIN);
        fputc(' ', to);
        text_put_of(to, entry.label, length);
    }
    if (to && used > 0)
        fputc('\n', to);
    return lines;
}

/* The line above the plot: what the axis at the left is, or the colours of a heat map. */
static void y_title(char *text, size_t room, const struct board *board)
{
    const struct chart *chart = board->chart;
    if (board->y_axis)
        ticks_title(text, room, &board->y, board->y_axis);
    else
        snprintf(text, room, "%s",
                 chart->kind == CHART_HEAT && chart->y.label ? chart->y.label : "");
}

static void axes(struct board *board)
{
    bool unicode = board->style->unicode;
    struct sheet *sheet = &board->sheet;
    for (long row = board->top; row < board->bottom && board->y_axis; row++)
        sheet_put(sheet, board->left - 1, row, SHEET_FAINT, unicode ? "\342\224\202" : "|");
    for (size_t n = 0; n < board->y.count && board->y_axis; n++) {
        long row = board_row(board, board->y.at[n]);
        sheet_text_until(sheet, board->left - 2, row, SHEET_PLAIN, board->y.label[n]);
        sheet_put(sheet, board->left - 1, row, SHEET_FAINT, unicode ? "\342\224\244" : "+");
    }
    if (!board->x_axis)
        return;
    for (long x = board->left; x < board->right; x++)
        sheet_put(sheet, x, board->bottom, SHEET_FAINT, unicode ? "\342\224\200" : "-");
    if (board->y_axis)
        sheet_put(sheet, board->left - 1, board->bottom, SHEET_FAINT,
                  unicode ? "\342\224\224" : "+");
    long after = -1;
    for (size_t n = 0; n < board->x.count; n++) {
        long x = board_column(board, board->x.at[n]);
        long width = (long)text_width(board->x.label[n]), from = x - width / 2;
        if (from + width > (long)sheet->width)
            from = (long)sheet->width - width;
        sheet_put(sheet, x, board->bottom, SHEET_FAINT, unicode ? "\342\224\254" : "+");
        if (from <= after)
            continue;
        sheet_text(sheet, from, board->bottom + 1, SHEET_PLAIN, board->x.label[n]);
        after = from + width;
    }
}

static void x_title(char *text, size_t room, const struct board *board)
{
    ticks_title(text, room, &board->x, board->x_axis ? board->x_axis : &board->chart->x);
    text[text_fit(text, (unsigned)(board->right - board->left))] = '\0';
}

/* How many lines the plot has, of so many that there are (0: as fits). */
static unsigned plot_rows(unsigned takes, unsigned most)
{
    if (takes == 0)
        return most == 0 ? ROWS_DEFAULT : most > ROWS_LEAST ? most : ROWS_LEAST;
    unsigned least = takes < ROWS_LEAST ? takes : ROWS_LEAST;
    if (most == 0 || takes <= most)
        return takes;
    return most > least ? most : least;
}

/* The plot on its sheet, which was begun. */
static bool draw_plot(struct board *board, const struct text_drawing *drawing)
{
    if (!chart_is_empty(board->chart)) {
        axes(board);
        return drawing->draw(board);
    }
    if (board->y_axis)
        axes(board);
    sheet_text(&board->sheet, (board->left + board->right) / 2 - 7, board->bottom / 2, SHEET_FAINT,
               "nothing to show");
    return true;
}

/* The plot with its axes, in so many lines (0: as fits). */
static bool write_plot(FILE *to, struct board *board, const struct text_drawing *drawing,
                       unsigned height)
{
    char above[TEXT_LABEL_ROOM], below[TEXT_LABEL_ROOM];
    const unsigned axis = board->x_axis ? 2 : 1, titles = 2;
    unsigned most = height > axis + titles + 1 ? height - axis - titles : height ? 1 : 0;
    unsigned rows = plot_rows(drawing->rows(board, most), most);
    y_title(above, sizeof above, board);
    x_title(below, sizeof below, board);
    if (!sheet_begin(&board->sheet, board->style->width, rows + axis + (*below ? 1 : 0)))
        return false;
    board->bottom = rows;
    bool done = draw_plot(board, drawing);
    long middle = ((long)board->left + (long)board->right - (long)text_width(below)) / 2;
    sheet_text(&board->sheet, middle, (long)rows + (long)axis, SHEET_PLAIN, below);
    paragraph(to, board->style, above, PAINT_FAINT);
    sheet_write(to, &board->sheet, board->style);
    sheet_free(&board->sheet);
    return done;
}

bool chart_write_text(FILE *to, const struct chart *chart, const struct style *style,
                      unsigned height)
{
    struct style wide = *style;
    if (wide.width < WIDTH_LEAST)
        wide.width = WIDTH_LEAST;
    struct board board = {
        .chart = chart,
        .style = &wide,
        .x_axis = chart->kind == CHART_HEAT ? NULL
                  : chart->kind == CHART_LINES || chart->kind == CHART_HISTOGRAM ||
                          chart->kind == CHART_GANTT
                      ? &chart->x
                      : &chart->y,
        .right = (long)wide.width - 1,
    };
    board.sheet.width = wide.width;
    unsigned around = paragraph(NULL, &wide, chart->title, PAINT_HEADING) + legend(NULL, &board) +
                      paragraph(NULL, &wide, chart->note, PAINT_FAINT);
    paragraph(to, &wide, chart->title, PAINT_HEADING);
    legend(to, &board);
    unsigned rest = height == 0 ? 0 : height > around + 1 ? height - around : 1;
    if (!write_plot(to, &board, drawings[chart->kind], rest))
        return false;
    paragraph(to, &wide, chart->note, PAINT_FAINT);
    return true;
}
