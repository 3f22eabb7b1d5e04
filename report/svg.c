/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapes as SVG elements, and the style sheet that colours them. */
#include "report/svg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Farther out nothing can be seen; it keeps every number writable. */
#define FARTHEST 1e6

/* A coordinate, in hundredths and without zeros at its end. */
static void number(FILE *to, double value)
{
    double near = isnan(value) ? 0 : fmax(-FARTHEST, fmin(value, FARTHEST));
    long hundredths = lround(near * 100);
    if (hundredths < 0)
        fputc('-', to);
    hundredths = labs(hundredths);
    fprintf(to, "%ld", hundredths / 100);
    if (hundredths % 10)
        fprintf(to, ".%02ld", hundredths % 100);
    else if (hundredths % 100)
        fprintf(to, ".%ld", hundredths % 100 / 10);
}

static void attribute(FILE *to, const char *name, double value)
{
    fprintf(to, " %s=\"", name);
    number(to, value);
    fputc('"', to);
}

void svg_escape(FILE *to, const char *text)
{
    while (*text) {
        size_t length;
        unsigned code = text_decode(text, &length);
        switch (code) {
        case '&':
            fputs("&amp;", to);
            break;
        case '<':
            fputs("&lt;", to);
            break;
        case '>':
            fputs("&gt;", to);
            break;
        case '"':
            fputs("&quot;", to);
            break;
        case '\'':
            fputs("&#39;", to);
            break;
        case 0xFFFE: /* are no characters to XML */
        case 0xFFFF:
        case 0xFFFD:
            fputs("\357\277\275", to);
            break;
        default:
            fwrite(text, 1, length, to);
        }
        text += length;
    }
}

static void rule(const struct svg *svg, const char *selector, const char *form, uint32_t color)
{
    fprintf(svg->to, "#%s .%s{", svg->id, selector);
    fprintf(svg->to, form, (unsigned)color);
    fputs("}\n", svg->to);
}

/* The rules that depend on the ground: 0 light, 1 dark. */
static void write_colors(const struct svg *svg, int dark)
{
    char class[32];
    const uint32_t ground = palette_inks[INK_GROUND][dark], text = palette_inks[INK_TEXT][dark];
    rule(svg, "ground", "fill:#%06X", ground);
    rule(svg, "text", "fill:#%06X", text);
    rule(svg, "faint", "fill:#%06X", palette_inks[INK_FAINT][dark]);
    rule(svg, "halo", "stroke:#%06X", ground);
    rule(svg, "grid", "stroke:#%06X", palette_inks[INK_GRID][dark]);
    rule(svg, "axis", "stroke:#%06X", palette_inks[INK_FAINT][dark]);
    rule(svg, "whisker", "stroke:#%06X", text);
    rule(svg, "hatch", "stroke:#%06X", ground);
    rule(svg, "empty", "fill:#%06X", palette_inks[INK_GRID][dark]);
    for (int hue = 0; hue < HUES; hue++) {
        const struct hue_look *look = &palette_hues[hue];
        uint32_t color = dark ? look->dark : look->light;
        snprintf(class, sizeof class, "fill-%s", look->name);
        rule(svg, class, "fill:#%06X", color);
        snprintf(class, sizeof class, "line-%s", look->name);
        rule(svg, class, "stroke:#%06X", color);
        snprintf(class, sizeof class, "on-%s", look->name);
        rule(svg, class, "fill:#%06X", palette_ink_on(color));
    }
    for (int n = 0; n < PALETTE_DEPTHS; n++) {
        snprintf(class, sizeof class, "depth-%d", n);
        rule(svg, class, "fill:#%06X", palette_depths[n][dark]);
        snprintf(class, sizeof class, "on-depth-%d", n);
        rule(svg, class, "fill:#%06X", palette_ink_on(palette_depths[n][dark]));
    }
}

static void write_style(const struct svg *svg, enum chart_ground ground)
{
    fputs("<style>\n", svg->to);
    fprintf(svg->to,
            "#%s text{font-family:\"DejaVu Sans\",Verdana,system-ui,sans-serif;"
            "font-variant-numeric:tabular-nums}\n",
            svg->id);
    fprintf(svg->to, "#%s .bold{font-weight:bold}\n", svg->id);
    fprintf(svg->to, "#%s .halo{stroke-width:4;stroke-linejoin:round;paint-order:stroke}\n",
            svg->id);
    fprintf(svg->to, "#%s .line{fill:none;stroke-width:2.2;stroke-linejoin:round}\n", svg->id);
    fprintf(svg->to, "#%s .thin{stroke-width:1.4}\n", svg->id);
    fprintf(svg->to, "#%s .histogram{fill-opacity:.55}\n", svg->id);
    fprintf(svg->to, "#%s .band{fill-opacity:.2}\n", svg->id);
    fprintf(svg->to, "#%s .mark{fill:none;stroke-width:1.8}\n", svg->id);
    fprintf(svg->to, "#%s .hatch{fill:none;stroke-width:1.5}\n", svg->id);
    write_colors(svg, ground == CHART_DARK);
    if (ground == CHART_AUTO) {
        fputs("@media (prefers-color-scheme: dark){\n", svg->to);
        write_colors(svg, 1);
        fputs("}\n", svg->to);
    }
    fputs("</style>\n", svg->to);
}

static void write_element(const struct svg *svg, const char *name, const char *text)
{
    fprintf(svg->to, "<%s id=\"%s-%s\">", name, svg->id, name);
    svg_escape(svg->to, text);
    fprintf(svg->to, "</%s>\n", name);
}

struct svg svg_begin(FILE *to, double width, double height, const char *title, const char *about,
                     enum chart_ground ground, const char *id)
{
    struct svg svg = {to, id ? id : "chart"};
    fputs("<svg xmlns=\"http://www.w3.org/2000/svg\"", to);
    attribute(to, "width", width);
    attribute(to, "height", height);
    fputs(" viewBox=\"0 0 ", to);
    number(to, width);
    fputc(' ', to);
    number(to, height);
    fprintf(to, "\" id=\"%s\" role=\"img\" aria-labelledby=\"%s-title%s%s%s\">\n", svg.id, svg.id,
            about ? " " : "", about ? svg.id : "", about ? "-desc" : "");
    write_element(&svg, "title", title ? title : "");
    if (about)
        write_element(&svg, "desc", about);
    write_style(&svg, ground);
    svg_rect(&svg, 0, 0, width, height, "ground", NULL);
    return svg;
}

void svg_end(struct svg *svg)
{
    fputs("</svg>\n", svg->to);
}

void svg_text(struct svg *svg, double x, double y, double size, enum anchor anchor,
              const char *class, const char *text)
{
    static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    fputs("<text", svg->to);
    attribute(svg->to, "x", x);
    attribute(svg->to, "y", y);
    attribute(svg->to, "font-size", size);
    fprintf(svg->to, "%s class=\"%s\">", anchors[anchor], class);
    svg_escape(svg->to, text);
    fputs("</text>\n", svg->to);
}

void svg_line(struct svg *svg, double x1, double y1, double x2, double y2, const char *class)
{
    fputs("<line", svg->to);
    attribute(svg->to, "x1", x1);
    attribute(svg->to, "y1", y1);
    attribute(svg->to, "x2", x2);
    attribute(svg->to, "y2", y2);
    fprintf(svg->to, " class=\"%s\"/>\n", class);
}

static void begin_rect(struct svg *svg, double x, double y, double width, double height)
{
    fputs("<rect", svg->to);
    attribute(svg->to, "x", x);
    attribute(svg->to, "y", y);
    attribute(svg->to, "width", width);
    attribute(svg->to, "height", height);
}

static void end_rect(struct svg *svg, const char *tip)
{
    if (!tip) {
        fputs("/>\n", svg->to);
        return;
    }
    fputs("><title>", svg->to);
    svg_escape(svg->to, tip);
    fputs("</title></rect>\n", svg->to);
}

void svg_rect(struct svg *svg, double x, double y, double width, double height, const char *class,
              const char *tip)
{
    begin_rect(svg, x, y, width, height);
    fprintf(svg->to, " class=\"%s\"", class);
    end_rect(svg, tip);
}

void svg_path_begin(struct svg *svg)
{
    fputs("<path d=\"", svg->to);
}

static void point(struct svg *svg, char letter, double x, double y)
{
    fputc(letter, svg->to);
    number(svg->to, x);
    fputc(' ', svg->to);
    number(svg->to, y);
}

void svg_move(struct svg *svg, double x, double y)
{
    point(svg, 'M', x, y);
}

void svg_draw(struct svg *svg, double x, double y)
{
    point(svg, 'L', x, y);
}

void svg_box(struct svg *svg, double x, double y, double width, double height)
{
    point(svg, 'M', x, y);
    fputc('H', svg->to);
    number(svg->to, x + width);
    fputc('V', svg->to);
    number(svg->to, y + height);
    fputc('H', svg->to);
    number(svg->to, x);
    fputc('z', svg->to);
}

void svg_path_close(struct svg *svg)
{
    fputc('z', svg->to);
}

void svg_path_end(struct svg *svg, const char *class, const char *dash)
{
    fprintf(svg->to, "\" class=\"%s\"", class);
    if (dash && *dash)
        fprintf(svg->to, " stroke-dasharray=\"%s\"", dash);
    fputs("/>\n", svg->to);
}

void svg_hatches(struct svg *svg, const struct chart_state *states, size_t count)
{
    static const char *const lines[] = {
        [HATCH_RISING] = "M0 6L6 0M-1 1L1 -1M5 7L7 5",
        [HATCH_FALLING] = "M0 0L6 6M-1 5L1 7M5 -1L7 1",
        [HATCH_CROSSED] = "M0 0L6 6M0 6L6 0",
        [HATCH_DOTS] = "M1 2h1.5M4 5h1.5",
    };
    fputs("<defs>\n", svg->to);
    for (size_t n = 0; n < count; n++) {
        if (states[n].hatch == HATCH_SOLID || states[n].hatch == HATCH_EMPTY)
            continue;
        fprintf(svg->to,
                "<pattern id=\"%s-state-%zu\" width=\"6\" height=\"6\" "
                "patternUnits=\"userSpaceOnUse\"><path d=\"M0 0H6V6H0z\" class=\"fill-%s\"/>"
                "<path d=\"%s\" class=\"hatch\"/></pattern>\n",
                svg->id, n, palette_hues[states[n].hue].name, lines[states[n].hatch]);
    }
    fputs("</defs>\n", svg->to);
}

/* The attribute that fills a thing as a state is filled. */
static void write_fill(struct svg *svg, const struct chart_state *state, size_t n)
{
    if (state->hatch == HATCH_SOLID)
        fprintf(svg->to, " class=\"fill-%s\"", palette_hues[state->hue].name);
    else if (state->hatch == HATCH_EMPTY)
        fputs(" class=\"empty\"", svg->to);
    else
        fprintf(svg->to, " fill=\"url(#%s-state-%zu)\"", svg->id, n);
}

void svg_path_end_state(struct svg *svg, const struct chart_state *states, size_t n)
{
    fputc('"', svg->to);
    write_fill(svg, &states[n], n);
    fputs("/>\n", svg->to);
}

void svg_rect_state(struct svg *svg, double x, double y, double width, double height,
                    const struct chart_state *states, size_t n)
{
    begin_rect(svg, x, y, width, height);
    write_fill(svg, &states[n], n);
    end_rect(svg, NULL);
}

static void polygon(struct svg *svg, double x, double y, const double (*at)[2], size_t count)
{
    svg_path_begin(svg);
    for (size_t n = 0; n < count; n++)
        point(svg, n ? 'L' : 'M', x + at[n][0], y + at[n][1]);
    svg_path_close(svg);
}

static void circle(struct svg *svg, double x, double y, double radius, const char *class,
                   const char *hue)
{
    fputs("<circle", svg->to);
    attribute(svg->to, "cx", x);
    attribute(svg->to, "cy", y);
    attribute(svg->to, "r", radius);
    fprintf(svg->to, " class=\"%s%s\"/>\n", class, hue);
}

/* Two or more strokes through the middle. */
static void strokes(struct svg *svg, double x, double y, const double (*at)[2], size_t count)
{
    svg_path_begin(svg);
    for (size_t n = 0; n < count; n++) {
        svg_move(svg, x - at[n][0], y - at[n][1]);
        svg_draw(svg, x + at[n][0], y + at[n][1]);
    }
}

void svg_mark(struct svg *svg, double x, double y, const struct series_look *look)
{
    static const double square[][2] = {{-3.2, -3.2}, {3.2, -3.2}, {3.2, 3.2}, {-3.2, 3.2}};
    static const double triangle[][2] = {{0, -4.4}, {4, 3}, {-4, 3}};
    static const double diamond[][2] = {{0, -4.8}, {4, 0}, {0, 4.8}, {-4, 0}};
    static const double cross[][2] = {{3.4, 3.4}, {3.4, -3.4}};
    static const double star[][2] = {{0, 4}, {3.5, 2}, {3.5, -2}};
    const char *hue = palette_hues[look->hue].name;
    char fill[32], line[32];
    snprintf(fill, sizeof fill, "fill-%s", hue);
    snprintf(line, sizeof line, "mark line-%s", hue);
    switch (look->mark) {
    case MARK_DISC:
        circle(svg, x, y, 3.5, "fill-", hue);
        return;
    case MARK_RING:
        circle(svg, x, y, 3.4, "mark line-", hue);
        return;
    case MARK_SQUARE:
        polygon(svg, x, y, square, 4);
        svg_path_end(svg, fill, NULL);
        return;
    case MARK_BOX:
        polygon(svg, x, y, square, 4);
        svg_path_end(svg, line, NULL);
        return;
    case MARK_TRIANGLE:
        polygon(svg, x, y, triangle, 3);
        svg_path_end(svg, fill, NULL);
        return;
    case MARK_DIAMOND:
        polygon(svg, x, y, diamond, 4);
        svg_path_end(svg, fill, NULL);
        return;
    case MARK_CROSS:
        strokes(svg, x, y, cross, 2);
        svg_path_end(svg, line, NULL);
        return;
    case MARK_STAR:
        strokes(svg, x, y, star, 3);
        svg_path_end(svg, line, NULL);
        return;
    }
}

void svg_clip_begin(struct svg *svg, double x, double y, double width, double height)
{
    fprintf(svg->to, "<clipPath id=\"%s-plot\">", svg->id);
    svg_path_begin(svg);
    svg_box(svg, x, y, width, height);
    fprintf(svg->to, "\"/></clipPath>\n<g clip-path=\"url(#%s-plot)\">\n", svg->id);
}

void svg_clip_end(struct svg *svg)
{
    fputs("</g>\n", svg->to);
}

void svg_group(struct svg *svg, const char *title)
{
    fputs("<g><title>", svg->to);
    svg_escape(svg->to, title);
    fputs("</title>\n", svg->to);
}

void svg_group_end(struct svg *svg)
{
    fputs("</g>\n", svg->to);
}

/* A character's width in parts of the size: those of a wide sans-serif font. */
static double character_width(unsigned code)
{
    if (code >= 0x1100) /* CJK and symbols: as wide as high, at most */
        return 1.0;
    if (code >= 0x80)
        return 0.68;
    if (strchr("iljI.,:;'|!", (int)code))
        return 0.36;
    if (strchr(" ftr()[]/-\"", (int)code))
        return 0.42;
    if (strchr("mwMW@%", (int)code))
        return 0.98;
    return code >= 'A' && code <= 'Z' ? 0.72 : 0.63;
}

double svg_text_width(const char *text, double size)
{
    double width = 0;
    while (*text) {
        size_t length;
        width += character_width(text_decode(text, &length));
        text += length;
    }
    return width * size;
}

void svg_fit(char *to, size_t room, const char *text, double size, double width)
{
    static const char ellipsis[] = "\342\200\246";
    if (svg_text_width(text, size) <= width && strlen(text) < room) {
        snprintf(to, room, "%s", text);
        return;
    }
    size_t kept = 0;
    for (double used = size; text[kept];) { /* the ellipsis is as wide as high */
        size_t length;
        used += size * character_width(text_decode(text + kept, &length));
        if (used > width || kept + length + sizeof ellipsis > room)
            break;
        kept += length;
    }
    snprintf(to, room, "%.*s%s", (int)kept, text, ellipsis);
}
