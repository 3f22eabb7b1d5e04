/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing with files. */
#include "tests/report/golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/text.h"

#define LARGEST (1 << 20)

static void renew(const char *path, const char *text)
{
    FILE *to = fopen(path, "w");
    assert_non_null(to);
    fputs(text, to);
    assert_int_equal(fclose(to), 0);
}

static char *content(const char *path)
{
    char *text = calloc(1, LARGEST);
    FILE *from = fopen(path, "r");
    assert_non_null(text);
    if (!from)
        fail_msg("%s cannot be read", path);
    size_t length = fread(text, 1, LARGEST - 1, from);
    text[length] = '\0';
    fclose(from);
    return text;
}

/* Where two texts begin to differ, as the line's number. */
static int line_of_difference(const char *one, const char *other)
{
    int line = 1;
    for (; *one && *one == *other; one++, other++)
        line += *one == '\n';
    return line;
}

void assert_golden(const char *file, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", GOLDEN, file);
    if (getenv("PIZZERIA_RENEW")) {
        renew(path, text);
        return;
    }
    char *wanted = content(path);
    if (strcmp(text, wanted) != 0)
        fail_msg("%s differs from line %d on", file, line_of_difference(text, wanted));
    free(wanted);
}

void assert_fits(const char *text, unsigned width)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        if (text_width_of(text, length) > width)
            fail_msg("wider than %u: %.*s", width, (int)length, text);
        if (length > 0 && text[length - 1] == ' ')
            fail_msg("blank at the end of: %.*s", (int)length, text);
        text += length + (text[length] == '\n');
    }
}
