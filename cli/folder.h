/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folder that results are written into: tables, JSON, pictures. Knows nothing of what they show.
 */
#ifndef CLI_FOLDER_H
#define CLI_FOLDER_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "report/chart.h"

/* All return false after a message. A name is that of a file without its ending. */

/*
 * Whether results can be written there, as far as can be told before long work begins; nothing is
 * made. NULL, for no folder, can.
 */
bool folder_possible(const char *folder);

/* Makes the folder where there is none. */
bool folder_make(const char *folder);

/* A file to write into; NULL after a message. folder_close says whether all could be written. */
FILE *folder_open(const char *folder, const char *name, const char *ending);
bool folder_close(FILE *file, const char *folder, const char *name, bool written);

/* The value is given back, also when it is NULL or writing fails. */
bool folder_json(const char *folder, const char *name, json_t *value);

/* As SVG, and as PNG where the program was built so that it can. */
bool folder_picture(const char *folder, const char *name, const struct chart *chart);

#endif
