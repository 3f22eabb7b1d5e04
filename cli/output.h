/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a result goes: standard output, or a file that appears whole or not at all. Knows nothing
 * of what is written.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "cli/command.h"
#include "report/text.h"

struct output {
    FILE *to;
    char *path;      /* of the file; NULL: standard output */
    char *temporary; /* what is written to until the result is complete; NULL: path itself */
};

/* Opens what the request asks for; false after a message. */
bool output_open(struct output *output, const struct request *request);

/*
 * Closes it. With `keep` the file takes its place, if all could be written; without, or if not, it
 * is removed. False when it could not be written, after a message unless a reader simply went away.
 */
bool output_close(struct output *output, bool keep);

/* How to write for people: by the terminal, the locale, --no-color and NO_COLOR. */
struct style output_style(const struct output *output, const struct request *request);

#endif
