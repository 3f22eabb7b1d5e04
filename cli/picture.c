/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of files that a chart can become. */
#include "cli/picture.h"

#include <string.h>
#include <strings.h>

#include "cli/message.h"
#include "report/png.h"

/* Pixels of a PNG for one of the chart: sharp on today's screens, and in print. */
#define PNG_SCALE 2

enum kind { KIND_TEXT, KIND_SVG, KIND_PNG, KINDS };

static const char *const endings[KINDS] = {".txt", ".svg", ".png"};

static enum kind kind_of(const char *path)
{
    const char *ending = path ? strrchr(path, '.') : NULL;
    if (!path)
        return KIND_TEXT;
    for (enum kind kind = 0; kind < KINDS && ending; kind++)
        if (strcasecmp(ending, endings[kind]) == 0)
            return kind;
    return KINDS;
}

bool picture_possible(const struct request *request)
{
    enum kind kind = kind_of(request->output);
    if (kind == KINDS)
        message("-o %s: a picture's name ends in .svg, .png or .txt", request->output);
    else if (kind == KIND_PNG && png_objection())
        message("-o %s: %s", request->output, png_objection());
    else
        return true;
    return false;
}

bool picture_write(struct output *output, const struct request *request, const struct chart *chart,
                   const struct chart_look *look)
{
    struct style style = output_style(output, request);
    const char *trouble = NULL;
    switch (kind_of(request->output)) {
    case KIND_SVG:
        trouble = chart_write_svg(output->to, chart, look) ? NULL : "out of memory";
        break;
    case KIND_PNG:
        trouble = chart_write_png(output->to, chart, look, PNG_SCALE);
        break;
    default:
        trouble = chart_write_text(output->to, chart, &style, 0) ? NULL : "out of memory";
    }
    if (trouble)
        message("%s", trouble);
    return !trouble;
}
