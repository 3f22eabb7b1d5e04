/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of `run`'s table: which measures are shown in which order, and what they are called in
 * both themes. Adding one is one line. Knows nothing of columns.
 */
#ifndef REPORT_RUN_ROWS_H
#define REPORT_RUN_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "models/theme.h"
#include "report/palette.h"

struct run_row {
    const char *measure;            /* by the kitchen's name; NULL: a heading */
    const char *words[THEMES];      /* NULL: those of the state */
    bool if_any;                    /* left out where it is 0 in every variant */
    const struct state_look *state; /* of the cooks, shown in a bar; NULL: not one of them */
};

extern const struct run_row run_rows[];
extern const size_t run_row_count;

const char *run_row_label(const struct run_row *row, enum theme theme);

#endif
