/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts of curves as SVG: lines with bands, and histograms with what was fitted to them. */
#include <math.h>

#include "report/chart_svg.h"

#define PLOT_HEIGHT 330.0
#define MARKS_APART 11.0 /* pixels; where points are denser, some get no mark */
#define WHISKER 4.0      /* half its width */

static bool measure(struct frame *frame)
{
    const struct chart *chart = frame->chart;
    struct ticks_wish wish = {.most = 6, .round = true, .from_0 = true, .unicode = true};
    double widest = 0;
    frame->plot_height = PLOT_HEIGHT;
    frame->y_axis = &chart->y;
    ticks_place(&frame->y, chart, &chart->y, chart_extent_y(chart), wish);
    for (size_t n = 0; n < frame->y.count; n++)
        widest = fmax(widest, svg_text_width(frame->y.label[n], SVG_SMALL));
    frame->left = ceil(25 + widest);
    frame_place_x(frame, chart_extent_x(chart), false);
    return true;
}

/* Where a point is drawn; NAN where it cannot be. */
struct point {
    double x, y;
};

static struct point point_of(const struct frame *frame, double x, double y)
{
    return (struct point){frame_x(frame, x), frame_y(frame, y)};
}

static bool shown(struct point p)
{
    return !isnan(p.x) && !isnan(p.y);
}

static struct point at(const struct frame *frame, const struct chart_series *series, size_t n)
{
    return point_of(frame, series->x[n], series->y[n]);
}

/* The end of a band at a point; where a logarithm does not reach, the plot's edge. */
static struct point end_of_band(const struct frame *frame, const struct chart_series *series,
                                size_t n, bool high)
{
    struct point p = point_of(frame, series->x[n], high ? series->high[n] : series->low[n]);
    if (isnan(p.y) && !isnan((high ? series->high : series->low)[n]))
        p.y = frame->bottom;
    return p;
}

static bool has_band(const struct frame *frame, const struct chart_series *series, size_t n)
{
    return series->low && shown(at(frame, series, n)) &&
           shown(end_of_band(frame, series, n, false)) &&
           shown(end_of_band(frame, series, n, true));
}

/* The band of the points first to last - 1, there along the high ends and back along the low. */
static void draw_band(struct frame *frame, const struct chart_series *series, size_t first,
                      size_t last, const char *hue)
{
    char class[64];
    svg_path_begin(&frame->svg);
    for (size_t n = first; n < last; n++) {
        struct point p = end_of_band(frame, series, n, true);
        (n == first ? svg_move : svg_draw)(&frame->svg, p.x, p.y);
    }
    for (size_t n = last; n-- > first;) {
        struct point p = end_of_band(frame, series, n, false);
        svg_draw(&frame->svg, p.x, p.y);
    }
    svg_path_close(&frame->svg);
    snprintf(class, sizeof class, "band fill-%s", hue);
    svg_path_end(&frame->svg, class, NULL);
}

/* The interval of a point that stands alone. */
static void draw_whisker(struct frame *frame, const struct chart_series *series, size_t n,
                         const char *hue)
{
    struct point low = end_of_band(frame, series, n, false);
    struct point high = end_of_band(frame, series, n, true);
    char class[64];
    svg_path_begin(&frame->svg);
    svg_move(&frame->svg, low.x - WHISKER, low.y);
    svg_draw(&frame->svg, low.x + WHISKER, low.y);
    svg_move(&frame->svg, low.x, low.y);
    svg_draw(&frame->svg, low.x, high.y);
    svg_move(&frame->svg, low.x - WHISKER, high.y);
    svg_draw(&frame->svg, low.x + WHISKER, high.y);
    snprintf(class, sizeof class, "line thin line-%s", hue);
    svg_path_end(&frame->svg, class, NULL);
}

static void draw_bands(struct frame *frame, const struct chart_series *series, const char *hue)
{
    for (size_t first = 0; first < series->count; first++) {
        size_t last = first;
        while (last < series->count && has_band(frame, series, last))
            last++;
        if (last == first + 1)
            draw_whisker(frame, series, first, hue);
        else if (last > first)
            draw_band(frame, series, first, last, hue);
        first = last;
    }
}

static void draw_line(struct frame *frame, const struct chart_series *series,
                      const struct series_look *look)
{
    char class[64];
    bool pen_down = false, any = false;
    for (size_t n = 0; n < series->count; n++) {
        struct point p = at(frame, series, n);
        if (shown(p)) {
            if (!any)
                svg_path_begin(&frame->svg);
            (pen_down ? svg_draw : svg_move)(&frame->svg, p.x, p.y);
            any = true;
        }
        pen_down = shown(p);
    }
    if (!any)
        return;
    snprintf(class, sizeof class, "line %sline-%s", series->curve ? "thin " : "",
             palette_hues[look->hue].name);
    svg_path_end(&frame->svg, class, look->dash);
}

static void draw_marks(struct frame *frame, const struct chart_series *series,
                       const struct series_look *look)
{
    double before = -INFINITY;
    for (size_t n = 0; n < series->count; n++) {
        struct point p = at(frame, series, n);
        bool alone = shown(p) && (n == 0 || !shown(at(frame, series, n - 1))) &&
                     (n + 1 == series->count || !shown(at(frame, series, n + 1)));
        if (!shown(p) || (!alone && p.x - before < MARKS_APART))
            continue;
        svg_mark(&frame->svg, p.x, p.y, look);
        before = p.x;
    }
}

static void draw_series(struct frame *frame, size_t first)
{
    const struct chart *chart = frame->chart;
    for (size_t s = first; s < chart->series_count; s++)
        draw_bands(frame, &chart->series[s], palette_hues[chart_series_look(chart, s).hue].name);
    for (size_t s = first; s < chart->series_count; s++) {
        struct series_look look = chart_series_look(chart, s);
        draw_line(frame, &chart->series[s], &look);
        if (!chart->series[s].curve)
            draw_marks(frame, &chart->series[s], &look);
    }
}

static void draw_lines(struct frame *frame)
{
    svg_clip_begin(&frame->svg, frame->left - 5, frame->top - 5, frame->right - frame->left + 10,
                   frame->bottom - frame->top + 10);
    draw_series(frame, 0);
    svg_clip_end(&frame->svg);
    frame_lines(frame);
}

static void draw_histogram(struct frame *frame)
{
    const struct chart_series *bins = frame->chart->series;
    svg_clip_begin(&frame->svg, frame->left, frame->top, frame->right - frame->left,
                   frame->bottom - frame->top);
    for (size_t n = 0; n < bins->count; n++) {
        double from = frame_x(frame, bins->x[n]), to = frame_x(frame, bins->x[n + 1]);
        double top = frame_y(frame, bins->y[n]);
        double gap = to - from > 4 ? 1 : 0;
        if (from < to && top < frame->bottom)
            svg_rect(&frame->svg, from, top, to - from - gap, frame->bottom - top,
                     "histogram fill-blue", NULL);
    }
    draw_series(frame, 1);
    svg_clip_end(&frame->svg);
    frame_lines(frame);
}

const struct svg_drawing svg_lines = {measure, draw_lines};
const struct svg_drawing svg_histogram = {measure, draw_histogram};
