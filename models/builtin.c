/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The scenarios embedded in the program. Knows nothing of what they say.
 */
#include <string.h>

#include "models/builtin_texts.h"
#include "models/scenario.h"

size_t builtin_count(void)
{
    return builtin_texts_count;
}

const struct builtin *builtin_at(size_t index)
{
    return &builtin_texts[index];
}

const struct builtin *builtin_find(const char *name)
{
    for (size_t i = 0; i < builtin_texts_count; i++)
        if (strcmp(builtin_texts[i].name, name) == 0)
            return &builtin_texts[i];
    return NULL;
}
