/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From SVG in memory to PNG. */
#include "report/png.h"

#ifdef HAVE_PNG

#include <librsvg/rsvg.h>
#include <math.h>
#include <stdlib.h>

/* Pixels; cairo draws no more than this. */
#define SIDE_MOST 32767

#ifdef PNG_UNDER_LEAK_SANITIZER
/* Fonts that were looked up stay in fontconfig's memory until the program ends: no leak of ours. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
#endif

const char *png_objection(void)
{
    return NULL;
}

static cairo_status_t put(void *to, const unsigned char *data, unsigned length)
{
    return fwrite(data, 1, length, to) == length ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* Draws the SVG on a surface of its size. */
static const char *render(FILE *to, RsvgHandle *handle, double scale)
{
    double width, height;
    if (!rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height))
        return "the picture has no size";
    long across = lround(width * scale), down = lround(height * scale);
    if (across < 1 || down < 1 || across > SIDE_MOST || down > SIDE_MOST)
        return "the picture is too large for PNG";
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)across, (int)down);
    cairo_t *cairo = cairo_create(surface);
    RsvgRectangle whole = {0, 0, (double)across, (double)down};
    const char *trouble = NULL;
    if (cairo_status(cairo) != CAIRO_STATUS_SUCCESS)
        trouble = "out of memory";
    else if (!rsvg_handle_render_document(handle, cairo, &whole, NULL))
        trouble = "librsvg could not draw the picture";
    else if (cairo_surface_write_to_png_stream(surface, put, to) != CAIRO_STATUS_SUCCESS &&
             !ferror(to))
        trouble = "cairo could not write the picture";
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return trouble;
}

static const char *rasterise(FILE *to, const char *text, size_t length, double scale)
{
    RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)text, length, NULL);
    if (!handle)
        return "librsvg could not read the picture";
    const char *trouble = render(to, handle, scale);
    g_object_unref(handle);
    return trouble;
}

const char *chart_write_png(FILE *to, const struct chart *chart, const struct chart_look *look,
                            double scale)
{
    struct chart_look own = look ? *look : (struct chart_look){0};
    char *text = NULL;
    size_t length = 0;
    if (own.ground == CHART_AUTO)
        own.ground = CHART_LIGHT;
    FILE *memory = open_memstream(&text, &length);
    if (!memory)
        return "out of memory";
    bool drawn = chart_write_svg(memory, chart, &own);
    bool whole = !ferror(memory);
    const char *trouble = "out of memory";
    if (fclose(memory) == 0 && drawn && whole)
        trouble = rasterise(to, text, length, scale);
    free(text);
    return trouble;
}

#else

static const char objection[] =
    "this pizzeria was built without PNG: write SVG instead, or install librsvg "
    "(librsvg2-dev in Debian) and build it again";

const char *png_objection(void)
{
    return objection;
}

const char *chart_write_png(FILE *to, const struct chart *chart, const struct chart_look *look,
                            double scale)
{
    (void)to, (void)chart, (void)look, (void)scale;
    return objection;
}

#endif
