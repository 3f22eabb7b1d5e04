/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Gantt charts as SVG. Few lanes are drawn one by one; of many, some share a band, which shows as
 * a stack of areas how many of them are in which state. So is a lane in which more happens than
 * there are pixels.
 */
#include <math.h>
#include <stdlib.h>

#include "report/chart_svg.h"

#define BANDS_MOST 24 /* where there are more than CHART_LANES_MOST lanes */
#define LANE 18.0     /* pixels high; with many lanes less */
#define LANE_LEAST 11.0
#define BAND 30.0
#define HEADING 24.0
#define COLUMN 2.0 /* a band's resolution in time */
#define ORDER_TEXT 9.0

static double band_height(const struct frame *frame)
{
    if (frame->bands.group > 1)
        return BAND;
    return fmax(LANE_LEAST, fmin(LANE, 600.0 / ((double)frame->bands.count + 1)));
}

static size_t headings(const struct frame *frame)
{
    size_t count = 0;
    for (size_t n = 0; n < frame->bands.count; n++)
        count += frame->bands.band[n].heading != NULL;
    return count;
}

static bool measure(struct frame *frame)
{
    const struct chart *chart = frame->chart;
    size_t most = chart->lane_count > CHART_LANES_MOST ? BANDS_MOST : CHART_LANES_MOST;
    double widest = 0;
    if (!chart_bands(&frame->bands, chart, most))
        return false;
    for (size_t n = 0; n < frame->bands.count; n++) {
        char name[SVG_LABEL_ROOM];
        chart_band_name(chart, &frame->bands.band[n], name, sizeof name);
        widest = fmax(widest, svg_text_width(name, SVG_TEXT));
    }
    frame->left = ceil(25 + fmin(widest, frame->width * 0.3));
    frame->plot_height =
        (double)frame->bands.count * band_height(frame) + (double)headings(frame) * HEADING;
    frame_place_x(frame, chart_extent_x(chart), false);
    return true;
}

/* All that a lane's intervals in one state cover, as one path. */
static void lane_in_state(struct frame *frame, const struct chart_lane *lane, size_t state,
                          double y, double height)
{
    bool any = false;
    for (size_t n = 0; n < lane->count; n++) {
        const struct chart_interval *i = &lane->intervals[n];
        double from = frame_x(frame, i->from), to = frame_x(frame, i->to);
        if (i->state != state || !(to > from))
            continue;
        if (!any)
            svg_path_begin(&frame->svg);
        any = true;
        double gap = to - from > 4 ? 0.75 : 0; /* so that one order can be told from the next */
        svg_box(&frame->svg, from, y, to - from - gap, height);
    }
    if (any)
        svg_path_end_state(&frame->svg, frame->fills, state);
}

/* The numbers of the orders, where there is room: at successive intervals' first. */
static void order_numbers(struct frame *frame, const struct chart_lane *lane, double y,
                          double height)
{
    uint32_t before = 0;
    for (size_t n = 0; n < lane->count && height >= LANE_LEAST + 2; n++) {
        const struct chart_interval *i = &lane->intervals[n];
        char text[16];
        snprintf(text, sizeof text, "%u", (unsigned)i->order);
        double from = frame_x(frame, i->from), width = frame_x(frame, i->to) - from;
        double needs = svg_text_width(text, ORDER_TEXT) + 8;
        if (i->order == 0 || i->order == before || i->state >= frame->fill_count || width < needs)
            continue;
        svg_text(&frame->svg, from + 3, y + height / 2 + 3.5, ORDER_TEXT, ANCHOR_START, "text halo",
                 text);
        before = i->order;
    }
}

static void draw_lane(struct frame *frame, const struct chart_lane *lane, double y, double height)
{
    svg_group(&frame->svg, lane->name ? lane->name : "");
    for (size_t state = 0; state < frame->fill_count; state++)
        lane_in_state(frame, lane, state, y, height);
    order_numbers(frame, lane, y, height);
    svg_group_end(&frame->svg);
}

/* Where a state's area begins in a column of a band, from 0 at the bottom to 1. */
static double level_below(const double *shares, size_t state)
{
    double below = 0;
    for (size_t s = 0; s < state; s++)
        below += shares[s];
    return below;
}

/* One state's area of a band, on top of those before it: a box for columns that are the same. */
static void band_state(struct frame *frame, const double *shares, size_t columns, size_t state,
                       double y, double height)
{
    size_t states = frame->fill_count;
    bool any = false;
    for (size_t first = 0, last; first < columns; first = last) {
        double share = shares[first * states + state];
        double below = level_below(shares + first * states, state);
        for (last = first + 1; last < columns; last++)
            if (fabs(shares[last * states + state] - share) > 0.001 ||
                fabs(level_below(shares + last * states, state) - below) > 0.001)
                break;
        if (!(share > 0.001))
            continue;
        if (!any)
            svg_path_begin(&frame->svg);
        any = true;
        svg_box(&frame->svg, frame->left + (double)first * COLUMN, y + height * (1 - below - share),
                COLUMN * (double)(last - first), height * share);
    }
    if (any)
        svg_path_end_state(&frame->svg, frame->fills, state);
}

static void draw_band(struct frame *frame, const struct chart_band *band, double *shares,
                      size_t columns, double y, double height)
{
    double span = frame->x.to - frame->x.from, width = frame->right - frame->left;
    for (size_t c = 0; c < columns; c++)
        chart_band_shares(frame->chart, band, frame->x.from + span * (double)c * COLUMN / width,
                          frame->x.from + span * (double)(c + 1) * COLUMN / width,
                          shares + c * frame->fill_count);
    for (size_t state = 0; state < frame->fill_count; state++)
        band_state(frame, shares, columns, state, y, height);
}

static void draw_bands(struct frame *frame, double *shares, size_t columns)
{
    double each = band_height(frame), y = frame->top;
    for (size_t n = 0; n < frame->bands.count; n++) {
        const struct chart_band *band = &frame->bands.band[n];
        char name[SVG_LABEL_ROOM];
        if (band->heading) {
            svg_text(&frame->svg, frame->left, y + HEADING - 7, SVG_TEXT, ANCHOR_START,
                     "text bold halo", band->heading);
            y += HEADING;
        }
        chart_band_name(frame->chart, band, name, sizeof name);
        frame_name(frame, y + each / 2, name);
        if (frame->bands.group == 1 && frame->chart->lanes[band->first].count <= columns)
            draw_lane(frame, &frame->chart->lanes[band->first], y + 1, each - 2);
        else
            draw_band(frame, band, shares, columns, y + 2, each - 4);
        y += each;
    }
}

static void draw(struct frame *frame)
{
    size_t columns = (size_t)((frame->right - frame->left) / COLUMN);
    double *shares = calloc(columns * frame->fill_count + 1, sizeof *shares);
    frame->failed = !shares;
    if (shares)
        draw_bands(frame, shares, columns);
    free(shares);
    frame_lines(frame);
}

const struct svg_drawing svg_gantt = {measure, draw};
