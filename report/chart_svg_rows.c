/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts with one row a thing as SVG: bars, bars put together of parts, and tornados. */
#include <math.h>

#include "report/chart_svg.h"

#define BAR 16.0
#define GAP 14.0       /* between rows */
#define VALUES 64.0    /* right of the plot, for the values */
#define PART_TEXT 30.0 /* parts at least so wide have their value in them */

static bool measure(struct frame *frame, double row_height, double values)
{
    const struct chart *chart = frame->chart;
    frame->left = ceil(25 + frame_names_width(frame, chart->rows, chart->row_count));
    frame->names = frame->left;
    if (chart_goes_left(chart))
        frame->left += VALUES;
    frame->right -= values;
    frame->x_axis = &chart->y;
    frame->plot_height = (double)chart->row_count * row_height + GAP;
    frame_place_x(frame, chart_extent_y(chart), true);
    return true;
}

static bool measure_bars(struct frame *frame)
{
    return measure(frame, BAR * (double)frame->chart->series_count + GAP, VALUES);
}

static bool measure_stacked(struct frame *frame)
{
    return measure(frame, BAR + 10 + GAP, 0);
}

static bool measure_tornado(struct frame *frame)
{
    return measure(frame, 2 * BAR + GAP, VALUES);
}

/* The top and height of a row. */
static double row_height(const struct frame *frame)
{
    return (frame->bottom - frame->top) / (double)frame->chart->row_count;
}

static double row_top(const struct frame *frame, size_t row)
{
    return frame->top + (double)row * row_height(frame);
}

static bool has_value(const struct chart_series *series, size_t row)
{
    return row < series->count && isfinite(series->y[row]);
}

/* The value as a text, as exact as its interval allows. */
static void value_text(char text[FIGURE_ROOM], const struct frame *frame,
                       const struct chart_series *series, size_t row)
{
    double half_width = series->low ? (series->high[row] - series->low[row]) / 2 : NAN;
    double value = series->y[row];
    struct figure figure =
        figure_of(value, half_width, value, (struct scale){frame->x.factor, frame->x.unit});
    snprintf(text, FIGURE_ROOM, "%s", figure.value);
}

static void whisker(struct frame *frame, double low, double high, double y)
{
    svg_line(&frame->svg, low, y, high, y, "whisker");
    svg_line(&frame->svg, low, y - 4, low, y + 4, "whisker");
    svg_line(&frame->svg, high, y - 4, high, y + 4, "whisker");
}

/* A bar from a base to a value, with the value behind its end. */
static void bar(struct frame *frame, double base, size_t s, size_t row, double y, double height)
{
    const struct chart_series *series = &frame->chart->series[s];
    char text[FIGURE_ROOM];
    double zero = frame_x(frame, base), end = frame_x(frame, series->y[row]);
    if (isnan(end))
        return;
    zero = isnan(zero) ? frame->left : zero;
    svg_rect_state(&frame->svg, fmin(zero, end), y, fabs(end - zero), height, frame->fills, s);
    double left = fmin(zero, end), right = fmax(zero, end);
    if (series->low && isfinite(series->low[row]) && isfinite(series->high[row])) {
        double low = frame_x(frame, series->low[row]), high = frame_x(frame, series->high[row]);
        low = isnan(low) ? frame->left : low;
        whisker(frame, low, high, y + height / 2);
        left = fmin(left, low);
        right = fmax(right, high);
    }
    bool leftwards = end < zero;
    value_text(text, frame, series, row);
    svg_text(&frame->svg, leftwards ? left - 5 : right + 5, y + height / 2 + 4, SVG_SMALL,
             leftwards ? ANCHOR_END : ANCHOR_START, "text halo", text);
}

/* Series side by side, each a bar from the base. */
static void draw_from(struct frame *frame, double base)
{
    const struct chart *chart = frame->chart;
    double height = row_height(frame), count = (double)chart->series_count;
    double gap = fmin(GAP, height / 3), each = (height - gap) / count;
    for (size_t row = 0; row < chart->row_count; row++) {
        frame_name(frame, row_top(frame, row) + height / 2, chart->rows[row]);
        for (size_t s = 0; s < chart->series_count; s++)
            if (has_value(&chart->series[s], row))
                bar(frame, base, s, row, row_top(frame, row) + gap / 2 + (double)s * each,
                    each > 3 ? each - 1 : each);
    }
    double x = frame_x(frame, base);
    if (!isnan(x))
        svg_line(&frame->svg, x, frame->top, x, frame->bottom, "axis");
    frame_lines(frame);
}

static void draw_bars(struct frame *frame)
{
    draw_from(frame, 0);
}

static void draw_tornado(struct frame *frame)
{
    draw_from(frame, frame->chart->base);
}

static void draw_parts(struct frame *frame, size_t row, double y, double height)
{
    const struct chart *chart = frame->chart;
    double sum = 0;
    for (size_t s = 0; s < chart->series_count; s++) {
        const struct chart_series *series = &chart->series[s];
        if (!has_value(series, row) || !(series->y[row] > 0))
            continue;
        double from = frame_x(frame, sum), to = frame_x(frame, sum + series->y[row]);
        char text[FIGURE_ROOM];
        sum += series->y[row];
        svg_rect_state(&frame->svg, from, y, to - from, height, frame->fills, s);
        figure_number(text, series->y[row] * frame->x.factor, 2);
        if (to - from < PART_TEXT || to - from < svg_text_width(text, SVG_SMALL) + 8)
            continue;
        double width = svg_text_width(text, SVG_SMALL) + 6, middle = (from + to) / 2;
        svg_rect(&frame->svg, middle - width / 2, y + height / 2 - 8, width, 16, "ground", NULL);
        svg_text(&frame->svg, middle, y + height / 2 + 4, SVG_SMALL, ANCHOR_MIDDLE, "text", text);
    }
}

static void draw_stacked(struct frame *frame)
{
    const struct chart *chart = frame->chart;
    double height = row_height(frame), gap = fmin(GAP, height / 3);
    for (size_t row = 0; row < chart->row_count; row++) {
        frame_name(frame, row_top(frame, row) + height / 2, chart->rows[row]);
        draw_parts(frame, row, row_top(frame, row) + gap / 2, height - gap);
    }
    frame_lines(frame);
}

const struct svg_drawing svg_bars = {measure_bars, draw_bars};
const struct svg_drawing svg_stacked = {measure_stacked, draw_stacked};
const struct svg_drawing svg_tornado = {measure_tornado, draw_tornado};
