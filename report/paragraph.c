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

char *paragraph_text(struct paragraph *paragraph)
{
    bool whole = !ferror(paragraph->to);
    if (fclose(paragraph->to) == 0 && whole)
        return paragraph->text;
    free(paragraph->text);
    return NULL;
}

bool paragraph_end(struct paragraph *paragraph, FILE *to, const struct style *style, unsigned at,
                   unsigned indent)
{
    char *text = paragraph_text(paragraph);
    if (!text)
        return false;
    text_wrap(to, style, at, indent, text);
    free(text);
    return true;
}

void paragraph_drop(struct paragraph *paragraph)
{
    fclose(paragraph->to);
    free(paragraph->text);
}
