/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces go into memory. */
#include "report/paragraph.h"

#include <stdlib.h>

bool paragraph_begin(struct paragraph *paragraph)
{
    *paragraph = (struct paragraph){0};
    paragraph->to = open_memstream(&paragraph->text, &paragraph->length);
    return paragraph->to != NULL;
}

bool paragraph_end(struct paragraph *paragraph, FILE *to, const struct style *style)
{
    bool done = fclose(paragraph->to) == 0;
    if (done)
        text_wrap(to, style, 0, 2, paragraph->text);
    free(paragraph->text);
    return done;
}

void paragraph_drop(struct paragraph *paragraph)
{
    fclose(paragraph->to);
    free(paragraph->text);
}
