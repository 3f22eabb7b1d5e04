/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The guide to the dashboard (docs/dashboard.md) tells of every key, view and shape what the
 * program's tables tell. After a wanted change: `PIZZERIA_RENEW=1 meson test -C build guide`.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/palette.h"
#include "tui/commands.h"
#include "tui/views.h"
#include "tui/words.h"

enum { GUIDE_MOST = 1 << 16 };

static void write_keys(FILE *to, const struct key_help *keys)
{
    fputs("\n| key | |\n| --- | --- |\n", to);
    for (; keys->key; keys++)
        fprintf(to, "| `%s` | %s |\n", keys->key, keys->about);
}

/* What a cook is drawn as, and a worker of the other theme, for each thing he does. */
static void write_shapes(FILE *to)
{
    fputs("\n| | ASCII | a cook | ASCII | a worker in a data center |\n"
          "| --- | --- | --- | --- | --- |\n",
          to);
    for (int n = 0; n < COOK_STATES; n++) {
        const struct state_look *look = &palette_states[n];
        fprintf(to, "| `%s` |", look->unicode);
        for (int theme = 0; theme < THEMES; theme++)
            fprintf(to, " `%s` | %s |", look->ascii[theme], word_states[theme][n]);
        fputc('\n', to);
    }
}

/* Text in lines of at most 100 characters. */
static void write_wrapped(FILE *to, const char *text)
{
    for (size_t column = 0; *text;) {
        size_t length = strcspn(text, " \n");
        if (column > 0 && column + 1 + length > 100) {
            fputc('\n', to);
            column = 0;
        }
        if (column > 0)
            column += (size_t)fprintf(to, " ");
        column += (size_t)fprintf(to, "%.*s", (int)length, text);
        text += length;
        if (strncmp(text, "\n\n", 2) == 0) {
            fputs("\n\n", to);
            column = 0;
        }
        text += strspn(text, " \n");
    }
    fputc('\n', to);
}

static void write_views(FILE *to)
{
    for (size_t n = 0; n < view_count; n++) {
        fprintf(to, "\n### %zu %s\n\n", n + 1, view_kinds[n]->name);
        write_wrapped(to, view_kinds[n]->about[THEME_KITCHEN]);
        if (view_kinds[n]->keys)
            write_keys(to, view_kinds[n]->keys);
    }
}

/* Writes the text up to the end of the line that begins with the mark; returns what follows it. */
static const char *copy_to(FILE *to, const char *text, const char *mark)
{
    const char *found = strstr(text, mark);
    if (!found)
        fail_msg("there is no '%s' in the guide", mark);
    found += strcspn(found, "\n") + 1;
    fwrite(text, 1, (size_t)(found - text), to);
    return found;
}

static const char *skip_to_end(FILE *to, const char *text)
{
    const char *found = strstr(text, "<!-- end -->");
    assert_non_null(found);
    fputc('\n', to);
    return found;
}

/* The guide as it should be: its own words, with the tables of the program. */
static char *renewed(const char *text)
{
    char *guide = NULL;
    size_t length;
    FILE *to = open_memstream(&guide, &length);
    assert_non_null(to);
    text = copy_to(to, text, "<!-- shapes");
    write_shapes(to);
    text = skip_to_end(to, text);
    text = copy_to(to, text, "<!-- keys of every view");
    write_keys(to, common_keys);
    text = skip_to_end(to, text);
    text = copy_to(to, text, "<!-- views");
    write_views(to);
    text = skip_to_end(to, text);
    fputs(text, to);
    assert_int_equal(fclose(to), 0);
    return guide;
}

static void test_guide(void **state)
{
    (void)state;
    static char text[GUIDE_MOST];
    FILE *from = fopen(GUIDE, "r");
    assert_non_null(from);
    assert_true(fread(text, 1, sizeof text - 1, from) < sizeof text - 1);
    fclose(from);
    char *guide = renewed(text);
    if (getenv("PIZZERIA_RENEW")) {
        FILE *to = fopen(GUIDE, "w");
        assert_non_null(to);
        fputs(guide, to);
        assert_int_equal(fclose(to), 0);
    } else if (strcmp(guide, text) != 0) {
        size_t same = 0;
        while (guide[same] == text[same])
            same++;
        fail_msg("docs/dashboard.md is not what the program says, from here on:\n%.200s",
                 guide + same);
    }
    free(guide);
}

/* Every key has something to say, and no two of one view are written alike. */
static void test_keys_are_told(void **state)
{
    (void)state;
    for (size_t n = 0; n <= view_count; n++) {
        const struct key_help *keys = n < view_count ? view_kinds[n]->keys : common_keys;
        for (const struct key_help *key = keys; key && key->key; key++) {
            assert_true(strlen(key->about) > 0);
            for (const struct key_help *other = keys; other < key; other++)
                assert_string_not_equal(other->key, key->key);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_guide),
        cmocka_unit_test(test_keys_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
