/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Charts as text: every kind at 80x24 against a golden file, in Unicode and in ASCII, and what
 * holds at every size. After a wanted change: `PIZZERIA_RENEW=1 meson test -C build chart_text`,
 * then look at the difference.
 */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/report/golden.h"
#include "tests/report/pictures.h"

static char *text_of(const struct chart *chart, const struct style *style, unsigned height)
{
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    assert_true(chart_write_text(to, chart, style, height));
    assert_int_equal(fclose(to), 0);
    return text;
}

static void assert_picture(const char *name, bool unicode)
{
    const struct style style = {.width = 80, .unicode = unicode};
    struct chart chart = picture_chart(name);
    char file[64], *text = text_of(&chart, &style, 24);
    snprintf(file, sizeof file, "chart-%s-%s.txt", name, unicode ? "unicode" : "ascii");
    assert_golden(file, text);
    free(text);
}

static void every_kind_looks_as_before(void **state)
{
    (void)state;
    for (size_t n = 0; n < picture_count; n++) {
        assert_picture(pictures[n].name, true);
        assert_picture(pictures[n].name, false);
    }
}

static void assert_high(const char *text, unsigned height)
{
    unsigned lines = 0;
    for (; *text; text++)
        lines += *text == '\n';
    if (lines > height)
        fail_msg("%u lines, more than %u", lines, height);
}

static void every_picture_fits(void **state)
{
    (void)state;
    static const unsigned sizes[][2] = {{80, 24}, {120, 40}, {200, 50}, {40, 30}, {300, 100}};
    for (size_t n = 0; n < picture_count; n++) {
        struct chart chart = pictures[n].chart();
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            const struct style style = {.width = sizes[s][0], .unicode = s % 2};
            char *text = text_of(&chart, &style, sizes[s][1]);
            assert_fits(text, sizes[s][0]);
            assert_high(text, sizes[s][1]);
            free(text);
        }
    }
}

/* ASCII but for names; colours only where they are asked for, and then the same characters. */
static void colour_and_unicode_are_asked_for(void **state)
{
    (void)state;
    struct chart chart = picture_chart("lines");
    struct style style = {.width = 80};
    char *plain = text_of(&chart, &style, 24);
    for (const char *c = plain; *c; c++)
        assert_true((unsigned char)*c < 0x7F && (*c >= ' ' || *c == '\n'));
    style.color = true;
    char *color = text_of(&chart, &style, 24);
    assert_non_null(strstr(color, "\033[34m")); /* blue */
    char *to = color;
    for (const char *from = color; *from; from++) {
        if (*from == '\033')
            from += strcspn(from, "m");
        else
            *to++ = *from;
    }
    *to = '\0';
    assert_string_equal(color, plain);
    free(plain);
    free(color);
}

static void braille_is_never_used(void **state)
{
    (void)state;
    const struct style style = {.width = 100, .unicode = true};
    for (size_t n = 0; n < picture_count; n++) {
        struct chart chart = pictures[n].chart();
        char *text = text_of(&chart, &style, 30);
        for (const char *c = text; *c;) {
            size_t length;
            unsigned code = text_decode(c, &length);
            assert_true(code < 0x2800 || code > 0x28FF);
            c += length;
        }
        free(text);
    }
}

/* A terminal is not to be confused by the names of a scenario. */
static void control_characters_are_not_written(void **state)
{
    (void)state;
    static const double y[] = {1, 2};
    static const char *const rows[] = {"bell\a", "red\033[31m"};
    static const struct chart_series series[] = {
        {"new\nline\r", 2, NULL, y, NULL, NULL, false, false}};
    const struct chart chart = {.kind = CHART_BARS,
                                .title = "\033]0;title\a",
                                .series_count = 1,
                                .series = series,
                                .row_count = 2,
                                .rows = rows};
    const struct style style = {.width = 80};
    char *text = text_of(&chart, &style, 0);
    assert_null(strchr(text, '\033'));
    assert_null(strchr(text, '\a'));
    assert_null(strchr(text, '\r'));
    free(text);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_looks_as_before),
        cmocka_unit_test(every_picture_fits),
        cmocka_unit_test(colour_and_unicode_are_asked_for),
        cmocka_unit_test(braille_is_never_used),
        cmocka_unit_test(control_characters_are_not_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
