/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Comma-separated values (RFC 4180, with a line feed at a line's end), and results in them. Knows
 * nothing of tables for people.
 */
#ifndef REPORT_CSV_H
#define REPORT_CSV_H

#include <stdio.h>

#include "lab/experiment.h"

/* Writes a field, in quotes where it needs them. */
void csv_text(FILE *to, const char *text);

/* Writes the shortest decimal number that reads back as this one; nothing where it is NAN. */
void csv_number(FILE *to, double value);

/*
 * The columns, and the rows of one scenario under them: one for each variant and measure, then the
 * differences of each later variant to the first, whose name then stands under `against`.
 */
void csv_write_header(FILE *to);
void csv_write_result(FILE *to, const struct result *result);

#endif
