/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A paragraph that is put together piece by piece before it is wrapped. */
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

/* Writes it, its first line from column 0 on, the others indented by two; false: out of memory. */
bool paragraph_end(struct paragraph *paragraph, FILE *to, const struct style *style);

/* Throws it away. */
void paragraph_drop(struct paragraph *paragraph);

#endif
