/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Charts as SVG: every kind against a golden file, the same bytes again and in another locale, and
 * as XML that can be read. After a wanted change: `PIZZERIA_RENEW=1 meson test -C build chart_svg`,
 * then look at the pictures.
 */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/png.h"
#include "report/svg.h"
#include "tests/report/golden.h"
#include "tests/report/pictures.h"

static char *svg_of(const struct chart *chart, const struct chart_look *look)
{
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    assert_true(chart_write_svg(to, chart, look));
    assert_int_equal(fclose(to), 0);
    return text;
}

static void every_kind_looks_as_before(void **state)
{
    (void)state;
    static const char *const names[] = {"lines",       "bars",         "stacked", "heat",
                                        "histogram",   "tornado",      "gantt",   "gaps",
                                        "logarithmic", "huge-and-tiny"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        char file[64];
        struct chart chart = picture_chart(names[n]);
        char *text = svg_of(&chart, NULL);
        snprintf(file, sizeof file, "chart-%s.svg", names[n]);
        assert_golden(file, text);
        free(text);
    }
}

static void the_same_chart_gives_the_same_bytes(void **state)
{
    (void)state;
    for (size_t n = 0; n < picture_count; n++) {
        struct chart chart = pictures[n].chart();
        char *once = svg_of(&chart, NULL), *again = svg_of(&chart, NULL);
        assert_string_equal(once, again);
        free(once);
        free(again);
    }
}

/* Comma as the decimal point is what most locales have. Skipped where none is installed. */
static void locale_changes_nothing(void **state)
{
    (void)state;
    static const char *const locales[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "pl_PL.UTF-8"};
    const char *found = NULL;
    struct chart chart = picture_chart("heat");
    char *plain = svg_of(&chart, NULL);
    for (size_t n = 0; n < sizeof locales / sizeof *locales && !found; n++)
        found = setlocale(LC_ALL, locales[n]);
    if (found) {
        char *local = svg_of(&chart, NULL);
        setlocale(LC_ALL, "C");
        assert_string_equal(plain, local);
        free(local);
    }
    free(plain);
    if (!found)
        skip();
}

/* Every element is closed, in order, and nothing but known entities follows an ampersand. */
static void assert_well_formed(const char *text)
{
    char open[32][16];
    size_t depth = 0;
    while ((text = strpbrk(text, "<&"))) {
        if (*text == '&') {
            assert_true(strncmp(text, "&amp;", 5) == 0 || strncmp(text, "&lt;", 4) == 0 ||
                        strncmp(text, "&gt;", 4) == 0 || strncmp(text, "&quot;", 6) == 0 ||
                        strncmp(text, "&#39;", 5) == 0);
            text++;
            continue;
        }
        size_t length = strcspn(++text, " >/");
        const char *end = strchr(text, '>');
        assert_non_null(end);
        if (*text == '/') {
            assert_true(depth > 0);
            depth--;
            assert_int_equal(strncmp(text + 1, open[depth], strlen(open[depth])), 0);
        } else if (end[-1] != '/') {
            assert_true(depth < 32);
            snprintf(open[depth++], sizeof *open, "%.*s", (int)length, text);
        }
        text = end;
    }
    assert_int_equal(depth, 0);
}

static void every_picture_is_well_formed(void **state)
{
    (void)state;
    static const struct chart_look looks[] = {
        {0, 0, CHART_AUTO, NULL}, {300, 200, CHART_DARK, "one"}, {1600, 900, CHART_LIGHT, "two"}};
    for (size_t n = 0; n < picture_count; n++) {
        struct chart chart = pictures[n].chart();
        for (size_t look = 0; look < sizeof looks / sizeof *looks; look++) {
            char *text = svg_of(&chart, &looks[look]);
            assert_well_formed(text);
            assert_null(strstr(text, "nan"));
            assert_null(strstr(text, "inf"));
            free(text);
        }
    }
}

static void has_words_for_those_who_cannot_see_it(void **state)
{
    (void)state;
    struct chart chart = picture_chart("lines");
    char *text = svg_of(&chart, NULL);
    assert_non_null(strstr(text, "role=\"img\" aria-labelledby=\"chart-title chart-desc\""));
    assert_non_null(strstr(text, "<title id=\"chart-title\">How many orders are delivered"));
    assert_non_null(strstr(text, "<desc id=\"chart-desc\">Apach&#39; Hut grows steadily"));
    assert_non_null(strstr(text, ">cooks</text>"));
    free(text);
}

static void colours_follow_the_ground(void **state)
{
    (void)state;
    struct chart chart = picture_chart("bars");
    struct chart_look look = {.ground = CHART_AUTO};
    char *both = svg_of(&chart, &look);
    look.ground = CHART_LIGHT;
    char *light = svg_of(&chart, &look);
    look.ground = CHART_DARK;
    char *dark = svg_of(&chart, &look);
    assert_non_null(strstr(both, "prefers-color-scheme: dark"));
    assert_non_null(strstr(both, ".ground{fill:#FFFFFF}"));
    assert_non_null(strstr(both, ".ground{fill:#15181C}"));
    assert_null(strstr(light, "#15181C"));
    assert_null(strstr(light, "@media"));
    assert_non_null(strstr(dark, ".ground{fill:#15181C}"));
    assert_null(strstr(dark, "@media"));
    free(both);
    free(light);
    free(dark);
}

static void assert_escaped(const char *text, const char *wanted)
{
    char *escaped = NULL;
    size_t length;
    FILE *to = open_memstream(&escaped, &length);
    assert_non_null(to);
    svg_escape(to, text);
    assert_int_equal(fclose(to), 0);
    assert_string_equal(escaped, wanted);
    free(escaped);
}

static void text_is_escaped(void **state)
{
    (void)state;
    assert_escaped("a < b & \"c\" > 'd'", "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;");
    assert_escaped("</text><script>", "&lt;/text&gt;&lt;script&gt;");
    assert_escaped("h\303\251 \346\274\242", "h\303\251 \346\274\242");
    assert_escaped("bell\a", "bell\357\277\275");
    assert_escaped("\377\300\200x", "\357\277\275\357\277\275\357\277\275x");
    assert_escaped("\357\277\277", "\357\277\275"); /* U+FFFF is no character */
}

static void text_is_cut_to_fit(void **state)
{
    (void)state;
    char text[32];
    svg_fit(text, sizeof text, "short", 12, 100);
    assert_string_equal(text, "short");
    svg_fit(text, sizeof text, "much too long for this", 12, 60);
    assert_true(svg_text_width(text, 12) <= 60);
    assert_non_null(strstr(text, "\342\200\246"));
    svg_fit(text, sizeof text, "\346\274\242\346\274\242\346\274\242", 10, 25);
    assert_string_equal(text, "\346\274\242\342\200\246");
    svg_fit(text, sizeof text, "no room at all", 12, 0);
    assert_string_equal(text, "\342\200\246");
}

static void png_is_drawn_where_it_can_be(void **state)
{
    (void)state;
    if (png_objection()) {
        skip();
        return;
    }
    for (size_t n = 0; n < picture_count; n++) {
        struct chart chart = pictures[n].chart();
        char *bytes = NULL;
        size_t length;
        FILE *to = open_memstream(&bytes, &length);
        assert_non_null(to);
        assert_null(chart_write_png(to, &chart, NULL, 1));
        assert_int_equal(fclose(to), 0);
        assert_true(length > 1000);
        assert_memory_equal(bytes, "\211PNG\r\n\032\n", 8);
        free(bytes);
    }
}

static void png_too_large_is_an_error(void **state)
{
    (void)state;
    struct chart chart = picture_chart("bars");
    char *bytes = NULL;
    size_t length;
    FILE *to = open_memstream(&bytes, &length);
    assert_non_null(to);
    assert_non_null(chart_write_png(to, &chart, NULL, 1000));
    assert_int_equal(fclose(to), 0);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_looks_as_before),
        cmocka_unit_test(the_same_chart_gives_the_same_bytes),
        cmocka_unit_test(locale_changes_nothing),
        cmocka_unit_test(every_picture_is_well_formed),
        cmocka_unit_test(has_words_for_those_who_cannot_see_it),
        cmocka_unit_test(colours_follow_the_ground),
        cmocka_unit_test(text_is_escaped),
        cmocka_unit_test(text_is_cut_to_fit),
        cmocka_unit_test(png_is_drawn_where_it_can_be),
        cmocka_unit_test(png_too_large_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
