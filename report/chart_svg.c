/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A chart as SVG: the frame around the plot, with title, legend, axes and note. What is inside is
 * drawn by chart_svg_lines.c, chart_svg_rows.c, chart_svg_heat.c and chart_svg_gantt.c.
 */
#include "report/chart_svg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH_DEFAULT 800
#define WIDTH_LEAST 240
#define PLOT_LEAST 60
#define MARGIN 16.0
#define LINE 16.0       /* from one line of text to the next */
#define TITLE_LINE 23.0 /* the same for the title */
#define SWATCH 26.0     /* a legend's sample and the gap after it */
#define BETWEEN 18.0    /* entries of a legend */
#define TICK 5.0

static const struct svg_drawing *const drawings[] = {
    [CHART_LINES] = &svg_lines,         [CHART_BARS] = &svg_bars,   [CHART_STACKED] = &svg_stacked,
    [CHART_HEAT] = &svg_heat,           [CHART_GANTT] = &svg_gantt, [CHART_TORNADO] = &svg_tornado,
    [CHART_HISTOGRAM] = &svg_histogram,
};

double frame_x(const struct frame *frame, double value)
{
    return frame->left + ticks_position(&frame->x, value) * (frame->right - frame->left);
}

double frame_y(const struct frame *frame, double value)
{
    return frame->bottom - ticks_position(&frame->y, value) * (frame->bottom - frame->top);
}

void frame_place_x(struct frame *frame, struct extent extent, bool round)
{
    double width = frame->right - frame->left;
    struct ticks_wish wish = {
        .most = width > 90 ? (unsigned)(width / 90) : 1, .round = round, .unicode = true};
    ticks_place(&frame->x, frame->chart, frame->x_axis, extent, wish);
}

double frame_names_width(const struct frame *frame, const char *const *names, size_t count)
{
    double width = 0;
    for (size_t n = 0; n < count; n++)
        width = fmax(width, svg_text_width(names[n] ? names[n] : "", SVG_TEXT));
    return fmin(width, frame->width * 0.3);
}

void frame_name(struct frame *frame, double y, const char *name)
{
    double right = (frame->names > 0 ? frame->names : frame->left) - 8;
    char label[SVG_LABEL_ROOM];
    svg_fit(label, sizeof label, name ? name : "", SVG_TEXT, right - MARGIN);
    svg_text(&frame->svg, right, y + 4, SVG_TEXT, ANCHOR_END, "text", label);
}

/* The next line of a paragraph: moves *text to its start, returns its length in bytes. */
static size_t next_line(const char **text, double size, double width)
{
    *text += strspn(*text, " \n\t");
    size_t line = 0;
    for (size_t end = 0; (*text)[end];) {
        char part[512];
        end += strspn(*text + end, " \n\t");
        end += strcspn(*text + end, " \n\t");
        if (end >= sizeof part)
            break;
        snprintf(part, sizeof part, "%.*s", (int)end, *text);
        if (line > 0 && svg_text_width(part, size) > width)
            break;
        line = end;
    }
    return line > 0 ? line : strlen(*text);
}

/* Writes a paragraph from y on, or only measures it; returns the y after it. */
static double paragraph(struct frame *frame, double y, double size, double spacing,
                        const char *class, const char *text, bool write)
{
    double width = frame->width - 2 * MARGIN;
    for (size_t length; text && (length = next_line(&text, size, width)) > 0; text += length) {
        char line[SVG_LABEL_ROOM], whole[SVG_LABEL_ROOM];
        snprintf(whole, sizeof whole, "%.*s", (int)length, text);
        svg_fit(line, sizeof line, whole, size, width);
        if (write)
            svg_text(&frame->svg, MARGIN, y + size, size, ANCHOR_START, class, line);
        y += spacing;
    }
    return y;
}

/* How a legend's entry looks. */
static void swatch(struct frame *frame, double x, double y, size_t n)
{
    const struct chart *chart = frame->chart;
    bool line = chart->kind == CHART_LINES || (chart->kind == CHART_HISTOGRAM && n > 0);
    if (!line) {
        svg_rect_state(&frame->svg, x, y - 6, 18, 12, frame->fills, n);
        return;
    }
    struct series_look look = chart_series_look(chart, n);
    bool curve = chart->series[n].curve;
    char class[64];
    snprintf(class, sizeof class, "line %sline-%s", curve ? "thin " : "",
             palette_hues[look.hue].name);
    svg_path_begin(&frame->svg);
    svg_move(&frame->svg, x - 2, y);
    svg_draw(&frame->svg, x + 20, y);
    svg_path_end(&frame->svg, class, look.dash);
    if (!curve)
        svg_mark(&frame->svg, x + 9, y, &look);
}

/* The entries of the legend, row by row; only measures without `write`. Returns the y after it. */
static double legend(struct frame *frame, double y, bool write)
{
    double x = MARGIN, right = frame->width - MARGIN;
    bool any = false;
    for (size_t n = 0; n < frame->fill_count; n++) {
        char label[SVG_LABEL_ROOM];
        const char *name = frame->fills[n].label;
        if (!name || frame->chart->kind == CHART_HEAT)
            continue;
        svg_fit(label, sizeof label, name, SVG_TEXT, right - MARGIN - SWATCH);
        double width = SWATCH + svg_text_width(label, SVG_TEXT);
        if (any && x + width > right) {
            x = MARGIN;
            y += LINE + 2;
        }
        any = true;
        if (write) {
            swatch(frame, x, y + 8, n);
            svg_text(&frame->svg, x + SWATCH, y + 12, SVG_TEXT, ANCHOR_START, "text", label);
        }
        x += width + BETWEEN;
    }
    return any ? y + LINE + 6 : y;
}

/* Heat map: the depths, between the least and the most. */
static double depths(struct frame *frame, double y, bool write)
{
    const struct chart *chart = frame->chart;
    struct ticks *z = &frame->y; /* the heat map's rows have names, so this place is free */
    char title[SVG_LABEL_ROOM], from[FIGURE_ROOM], to[FIGURE_ROOM];
    struct extent extent = chart_extent_z(chart);
    if (extent.from > extent.to)
        return y;
    ticks_title(title, sizeof title, z, &chart->z);
    double shown = fmax(fabs(extent.from), fabs(extent.to)) * z->factor;
    int decimals = shown >= 100 ? 0 : shown >= 10 ? 1 : shown >= 1 ? 2 : 3;
    figure_decimals(from, extent.from * z->factor, decimals);
    figure_decimals(to, extent.to * z->factor, decimals);
    if (write) {
        double x = MARGIN;
        svg_text(&frame->svg, x, y + 12, SVG_TEXT, ANCHOR_START, "text", title);
        x += svg_text_width(title, SVG_TEXT) + BETWEEN;
        svg_text(&frame->svg, x, y + 12, SVG_TEXT, ANCHOR_START, "faint", from);
        x += svg_text_width(from, SVG_TEXT) + 6;
        for (int n = 0; n < PALETTE_DEPTHS; n++) {
            char class[32];
            snprintf(class, sizeof class, "depth-%d", n);
            svg_rect(&frame->svg, x + n * 16, y + 2, 16, 12, class, NULL);
        }
        svg_text(&frame->svg, x + PALETTE_DEPTHS * 16 + 6, y + 12, SVG_TEXT, ANCHOR_START, "faint",
                 to);
    }
    return y + LINE + 6;
}

/* Everything above the plot. Returns where the plot begins. */
static double head(struct frame *frame, bool write)
{
    const struct chart *chart = frame->chart;
    double y = paragraph(frame, 12, SVG_TITLE, TITLE_LINE, "text bold", chart->title, write) + 6;
    y = chart->kind == CHART_HEAT ? depths(frame, y, write) : legend(frame, y, write);
    char title[SVG_LABEL_ROOM] = "", fitted[SVG_LABEL_ROOM];
    if (frame->y_axis)
        ticks_title(title, sizeof title, &frame->y, frame->y_axis);
    else if (chart->kind == CHART_HEAT && chart->y.label)
        snprintf(title, sizeof title, "%s", chart->y.label);
    if (!*title) /* lines across bars have their labels above the plot */
        return y + (chart->line_count > 0 ? LINE + 6 : 6);
    svg_fit(fitted, sizeof fitted, title, SVG_TEXT, frame->width - 2 * MARGIN);
    if (write)
        svg_text(&frame->svg, MARGIN, y + 12, SVG_TEXT, ANCHOR_START, "faint", fitted);
    return y + LINE + 8;
}

static double foot(struct frame *frame, double y, bool write)
{
    char title[SVG_LABEL_ROOM], fitted[SVG_LABEL_ROOM];
    y += TICK + LINE; /* the ticks' labels */
    ticks_title(title, sizeof title, &frame->x, frame->x_axis);
    if (*title) {
        svg_fit(fitted, sizeof fitted, title, SVG_TEXT, frame->width - 2 * MARGIN);
        if (write)
            svg_text(&frame->svg, (frame->left + frame->right) / 2, y + 12, SVG_TEXT, ANCHOR_MIDDLE,
                     "faint", fitted);
        y += LINE + 2;
    }
    if (frame->chart->note)
        y = paragraph(frame, y + 8, SVG_SMALL, LINE - 1, "faint", frame->chart->note, write);
    return y + 10;
}

static void x_axis(struct frame *frame)
{
    bool upright_grid = !frame->y_axis;
    double after = -1e9; /* where the label before ends */
    for (size_t n = 0; n < frame->x.count; n++) {
        double x = frame_x(frame, frame->x.at[n]);
        const char *label = frame->x.label[n];
        double half = svg_text_width(label, SVG_SMALL) / 2;
        svg_line(&frame->svg, x, upright_grid ? frame->top : frame->bottom, x, frame->bottom + TICK,
                 upright_grid ? "grid" : "axis");
        if (x - half < after + 4)
            continue;
        svg_text(&frame->svg, x, frame->bottom + TICK + 12, SVG_SMALL, ANCHOR_MIDDLE, "faint",
                 label);
        after = x + half;
    }
    if (!upright_grid)
        svg_line(&frame->svg, frame->left, frame->bottom, frame->right, frame->bottom, "axis");
}

static void y_axis(struct frame *frame)
{
    for (size_t n = 0; frame->y_axis && n < frame->y.count; n++) {
        double y = frame_y(frame, frame->y.at[n]);
        svg_line(&frame->svg, frame->left, y, frame->right, y, "grid");
        svg_text(&frame->svg, frame->left - 6, y + 4, SVG_SMALL, ANCHOR_END, "faint",
                 frame->y.label[n]);
    }
}

void frame_lines(struct frame *frame)
{
    for (size_t n = 0; n < frame->chart->line_count; n++) {
        const struct chart_line *line = &frame->chart->lines[n];
        bool values_across = frame->x_axis == &frame->chart->y;
        bool upright = line->upright || values_across;
        double at = upright ? frame_x(frame, line->at) : frame_y(frame, line->at);
        char label[SVG_LABEL_ROOM];
        if (isnan(at))
            continue;
        svg_path_begin(&frame->svg);
        svg_move(&frame->svg, upright ? at : frame->left, upright ? frame->top : at);
        svg_draw(&frame->svg, upright ? at : frame->right, upright ? frame->bottom : at);
        svg_path_end(&frame->svg, "line thin axis", "6 4");
        if (!line->label)
            continue;
        svg_fit(label, sizeof label, line->label, SVG_SMALL, (frame->right - frame->left) / 2);
        if (values_across) {
            svg_text(&frame->svg, at, frame->top - 4, SVG_SMALL, ANCHOR_MIDDLE, "text halo", label);
            continue;
        }
        bool left = upright && at > (frame->left + frame->right) / 2;
        double x = upright ? at + (left ? -5 : 5) : frame->right - 4;
        double y = upright ? frame->top + 11 + 14 * (double)(n % 4) : at - 5;
        svg_text(&frame->svg, x, y, SVG_SMALL, left || !upright ? ANCHOR_END : ANCHOR_START,
                 "text halo", label);
    }
}

/* How areas are filled: as the states are, or like the series. */
static bool choose_fills(struct frame *frame)
{
    const struct chart *chart = frame->chart;
    bool states = chart->kind == CHART_GANTT ||
                  (chart->kind == CHART_STACKED && chart->state_count == chart->series_count);
    frame->fill_count = states ? chart->state_count : chart->series_count;
    frame->fills = calloc(frame->fill_count + 1, sizeof *frame->fills);
    if (!frame->fills)
        return false;
    for (size_t n = 0; n < frame->fill_count; n++) {
        if (states) {
            frame->fills[n] = chart->states[n];
            if (!chart_state_used(chart, n))
                frame->fills[n].label = NULL;
            continue;
        }
        struct series_look look = chart_series_look(chart, n);
        frame->fills[n] = (struct chart_state){
            .label = chart->series[n].name, .hue = look.hue, .hatch = look.hatch};
    }
    return true;
}

static void draw_plot(struct frame *frame, const struct svg_drawing *drawing)
{
    bool axes = frame->chart->kind != CHART_HEAT;
    if (axes) {
        y_axis(frame);
        x_axis(frame);
    }
    if (chart_is_empty(frame->chart))
        svg_text(&frame->svg, (frame->left + frame->right) / 2, (frame->top + frame->bottom) / 2,
                 SVG_TEXT, ANCHOR_MIDDLE, "text halo", "nothing to show");
    else
        drawing->draw(frame);
}

/* Lays everything out, then draws it: the head's height depends on the axes' titles. */
static bool draw(struct frame *frame, FILE *to, const struct chart_look *look)
{
    const struct chart *chart = frame->chart;
    const struct svg_drawing *drawing = drawings[chart->kind];
    frame->right = frame->width - MARGIN - 4;
    if (!choose_fills(frame) || !drawing->measure(frame))
        return false;
    frame->top = head(frame, false);
    double rest = frame->top + foot(frame, 0, false);
    if (look->height > 0)
        frame->plot_height = look->height - rest;
    frame->plot_height = fmax(frame->plot_height, PLOT_LEAST);
    frame->bottom = frame->top + frame->plot_height;
    frame->height = round(rest + frame->plot_height);
    frame->svg = svg_begin(to, frame->width, frame->height, chart->title, chart->about,
                           look->ground, look->id);
    svg_hatches(&frame->svg, frame->fills, frame->fill_count);
    head(frame, true);
    draw_plot(frame, drawing);
    foot(frame, frame->bottom, true);
    svg_end(&frame->svg);
    return !frame->failed;
}

bool chart_write_svg(FILE *to, const struct chart *chart, const struct chart_look *look)
{
    static const struct chart_look plain;
    look = look ? look : &plain;
    unsigned width = look->width ? look->width : WIDTH_DEFAULT;
    struct frame frame = {
        .chart = chart,
        .width = width < WIDTH_LEAST ? WIDTH_LEAST : width,
        .x_axis = &chart->x,
    };
    bool done = draw(&frame, to, look);
    free(frame.fills);
    chart_bands_free(&frame.bands);
    return done;
}
