/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Results as JSON (INTERFACE section 3), for programs. Knows nothing of tables.
 */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include <jansson.h>
#include <stdio.h>

#include "lab/experiment.h"

/*
 * The result of one scenario as an object, to be given back with json_decref; NULL when out of
 * memory. Beside the members of the contract it bears "partial", "precision_reached" (where one
 * was asked for) and each variant's "limits".
 */
json_t *json_of_result(const struct result *result);

/*
 * Parts of such objects: a number, or null for what does not exist; a whole number (as a real where
 * JSON libraries have no integers of that size); a text that may be no UTF-8.
 */
json_t *json_number(double value);
json_t *json_whole(uint64_t value);
json_t *json_text(const char *bytes);
json_t *json_estimate(const char *unit, const struct estimate *from);

/*
 * Writes a value and a line's end; false when it is NULL or memory runs out. Whether all of it
 * could be written, the file knows (ferror).
 */
bool json_write(FILE *to, const json_t *value);

#endif
