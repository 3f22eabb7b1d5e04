/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small writer of SVG: text, lines, rectangles, paths and marks in the palette's colours, on a
 * light ground, a dark one, or what the reader prefers. Numbers have two decimals and no locale, so
 * that the same calls give the same bytes. Knows nothing of charts' data.
 */
#ifndef REPORT_SVG_H
#define REPORT_SVG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "report/chart.h"

/* Sizes of text, in pixels. */
#define SVG_TITLE 17.0
#define SVG_TEXT 12.0
#define SVG_SMALL 11.0

struct svg {
    FILE *to;
    const char *id; /* begins every id */
};

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

/* Everything up to the first shape; `about` may be NULL. */
struct svg svg_begin(FILE *to, double width, double height, const char *title, const char *about,
                     enum chart_ground ground, const char *id);
void svg_end(struct svg *svg);

/*
 * `class` says how a thing is painted, one or several of "text", "faint", "bold", "halo" (text that
 * crosses lines), "grid", "axis", "whisker", "line", "thin", "band", "empty", and with the name of
 * a hue or the number of a depth "fill-", "line-", "on-" (what is written on it), "depth-",
 * "on-depth-".
 */
void svg_text(struct svg *svg, double x, double y, double size, enum anchor anchor,
              const char *class, const char *text);
void svg_line(struct svg *svg, double x1, double y1, double x2, double y2, const char *class);

/* A box; `tip`, or NULL, is shown where the mouse rests. */
void svg_rect(struct svg *svg, double x, double y, double width, double height, const char *class,
              const char *tip);

/* A path: begin, any number of points and boxes, end. */
void svg_path_begin(struct svg *svg);
void svg_move(struct svg *svg, double x, double y);
void svg_draw(struct svg *svg, double x, double y);
void svg_box(struct svg *svg, double x, double y, double width, double height);
void svg_path_close(struct svg *svg);
void svg_path_end(struct svg *svg, const char *class, const char *dash);

/* Defines the hatches of some states; then a path can end, and a box be filled, as one of them. */
void svg_hatches(struct svg *svg, const struct chart_state *states, size_t count);
void svg_path_end_state(struct svg *svg, const struct chart_state *states, size_t n);
void svg_rect_state(struct svg *svg, double x, double y, double width, double height,
                    const struct chart_state *states, size_t n);

/* A mark, with the look's hue. */
void svg_mark(struct svg *svg, double x, double y, const struct series_look *look);

/* What is drawn in between is only seen inside the box; once a picture. */
void svg_clip_begin(struct svg *svg, double x, double y, double width, double height);
void svg_clip_end(struct svg *svg);

/* Things that belong together; the title is shown where the mouse rests. */
void svg_group(struct svg *svg, const char *title);
void svg_group_end(struct svg *svg);

/* How wide text will be, at most about: the reader's fonts are not known. */
double svg_text_width(const char *text, double size);

/* The text cut to a width, with an ellipsis where something is left out. */
void svg_fit(char *to, size_t room, const char *text, double size, double width);

/* Writes text with what has a meaning in XML, or none at all, replaced. */
void svg_escape(FILE *to, const char *text);

#endif
