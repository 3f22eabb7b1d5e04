/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a result goes: standard output, or a file that appears whole or not at all. Knows nothing
 * of what is written.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <jansson.h>
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

/* Standard output, whatever -o says: where that names a folder or a picture. Cannot fail. */
struct output output_standard(void);

/* Writes a value and gives it back; false when it is NULL or memory runs out. */
bool output_json(struct output *output, json_t *value);

/*
 * Closes it. With `keep` the file takes its place, if all could be written; without, or if not, it
 * is removed. False when it could not be written, after a message unless a reader simply went away.
 */
bool output_close(struct output *output, bool keep);

/* The same after a report for which, where it is not `whole`, memory ran out, which is then said.
 */
bool output_end(struct output *output, bool whole);

/* How to write for people: by the terminal, the locale, --no-color and NO_COLOR. */
struct style output_style(const struct output *output, const struct request *request);

#endif
