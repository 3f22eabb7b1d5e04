/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heat maps as SVG. */
#include <math.h>

#include "report/chart_svg.h"

#define CELL_HEIGHT 26.0
#define PLOT_MOST 560.0
#define TEXT_HEIGHT 14.0 /* cells at least so high have their value in them */

static bool measure(struct frame *frame)
{
    const struct chart *chart = frame->chart;
    struct ticks_wish wish = {.most = 6, .unicode = true};
    frame->left = ceil(25 + frame_names_width(frame, chart->rows, chart->row_count));
    frame->plot_height = fmin((double)chart->row_count * CELL_HEIGHT, PLOT_MOST);
    ticks_place(&frame->y, chart, &chart->z, chart_extent_z(chart), wish);
    return true;
}

/* Which of the depths a value has. */
static int depth_of(const struct extent *extent, double value, bool log_scale)
{
    double part = log_scale
                      ? (log(value) - log(extent->from)) / (log(extent->to) - log(extent->from))
                      : (value - extent->from) / (extent->to - extent->from);
    if (!(part > 0)) /* also where all values are the same */
        return 0;
    return part < 1 ? (int)(part * PALETTE_DEPTHS) : PALETTE_DEPTHS - 1;
}

static void cell(struct frame *frame, const struct extent *extent, size_t row, size_t column)
{
    const struct chart *chart = frame->chart;
    double width = (frame->right - frame->left) / (double)chart->column_count;
    double height = (frame->bottom - frame->top) / (double)chart->row_count;
    double x = frame->left + (double)column * width;
    double y = frame->bottom - (double)(row + 1) * height;
    double value = chart->cells[row * chart->column_count + column];
    bool none = !isfinite(value) || (chart->z.log && value <= 0);
    int depth = none ? 0 : depth_of(extent, value, chart->z.log);
    char class[32], text[FIGURE_ROOM];
    struct figure figure = figure_of(value, NAN, NAN, (struct scale){frame->y.factor, ""});
    snprintf(text, sizeof text, "%s", figure.value);
    snprintf(class, sizeof class, "depth-%d", depth);
    svg_rect(&frame->svg, x, y, width, height, none ? "empty" : class, NULL);
    if (height < TEXT_HEIGHT || svg_text_width(text, SVG_SMALL) > width - 2)
        return;
    snprintf(class, sizeof class, "on-depth-%d", depth);
    svg_text(&frame->svg, x + width / 2, y + height / 2 + 4, SVG_SMALL, ANCHOR_MIDDLE,
             none ? "faint" : class, text);
}

static void column_names(struct frame *frame)
{
    const struct chart *chart = frame->chart;
    double width = (frame->right - frame->left) / (double)chart->column_count, after = -1e9;
    for (size_t n = 0; n < chart->column_count; n++) {
        char label[SVG_LABEL_ROOM];
        svg_fit(label, sizeof label, chart->columns[n] ? chart->columns[n] : "", SVG_SMALL,
                fmax(width - 4, 60));
        double x = frame->left + ((double)n + 0.5) * width;
        double half = svg_text_width(label, SVG_SMALL) / 2;
        if (x - half < after + 4)
            continue;
        svg_text(&frame->svg, x, frame->bottom + 17, SVG_SMALL, ANCHOR_MIDDLE, "faint", label);
        after = x + half;
    }
}

static void draw(struct frame *frame)
{
    const struct chart *chart = frame->chart;
    struct extent extent = chart_extent_z(chart);
    double height = (frame->bottom - frame->top) / (double)chart->row_count, before = 1e9;
    for (size_t row = 0; row < chart->row_count; row++) {
        for (size_t column = 0; column < chart->column_count; column++)
            cell(frame, &extent, row, column);
        double y = frame->bottom - ((double)row + 0.5) * height;
        if (before - y < SVG_TEXT)
            continue;
        frame_name(frame, y, chart->rows[row]);
        before = y;
    }
    column_names(frame);
}

const struct svg_drawing svg_heat = {measure, draw};
