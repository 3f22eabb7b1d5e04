/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Charts where the command line wants them: in the terminal, or as SVG or PNG by the name of the
 * file. Knows nothing of what they show.
 */
#ifndef CLI_PICTURE_H
#define CLI_PICTURE_H

#include "cli/output.h"
#include "report/chart.h"

/*
 * Whether a chart can be written as the request's file is named (.svg, .png, .txt, or none for the
 * terminal); false after a message. To be asked before long work.
 */
bool picture_possible(const struct request *request);

/* Writes it, for which picture_possible must be true; `look` may be NULL. False after a message. */
bool picture_write(struct output *output, const struct request *request, const struct chart *chart,
                   const struct chart_look *look);

#endif
