/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text that is put together piece by piece before it is shown, wrapped or not. */
#ifndef REPORT_PARAGRAPH_H
#define REPORT_PARAGRAPH_H

#include "report/text.h"

struct paragraph {
    FILE *to; /* where the pieces go */
    char *text;
    size_t length;
};

/* False when out of memory; nothing is to be ended then. */
bool paragraph_begin(struct paragraph *paragraph);

/* Ends it in one of three ways. As a text, to be freed; NULL when out of memory. */
char *paragraph_text(struct paragraph *paragraph);

/*
 * Written by text_wrap: its first line from column `at` on, the others indented so far. False when
 * out of memory.
 */
bool paragraph_end(struct paragraph *paragraph, FILE *to, const struct style *style, unsigned at,
                   unsigned indent);

/* Thrown away. */
void paragraph_drop(struct paragraph *paragraph);

#endif
