/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Charts as PNG: their SVG, drawn by librsvg and cairo, where the program was built with them
 * (meson's option `png`). Knows nothing of what a chart shows.
 */
#ifndef REPORT_PNG_H
#define REPORT_PNG_H

#include "report/chart.h"

/* NULL when pictures can be written as PNG, else the reason why not, as a sentence. */
const char *png_objection(void);

/*
 * Writes the chart, with so many pixels of the file for one of the chart's (2 for sharp screens and
 * print). CHART_AUTO is light. NULL when it was drawn, else what went wrong; whether all could be
 * written is left to whoever closes the file.
 */
const char *chart_write_png(FILE *to, const struct chart *chart, const struct chart_look *look,
                            double scale);

#endif
