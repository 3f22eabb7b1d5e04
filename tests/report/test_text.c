/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Width, wrapping, and what is never written to a terminal. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/text.h"

static void widths_are_columns(void **state)
{
    (void)state;
    assert_int_equal(text_width(""), 0);
    assert_int_equal(text_width("Apach' Hut"), 10);
    assert_int_equal(text_width("caf\xC3\xA9"), 4);
    assert_int_equal(text_width("e\xCC\x81"), 1);                /* a combining accent */
    assert_int_equal(text_width("\xE6\x97\xA5\xE6\x9C\xAC"), 4); /* two wide characters */
    assert_int_equal(text_width("\xF0\x9F\x8D\x95"), 2);         /* a pizza */
    assert_int_equal(text_width_of("caf\xC3\xA9s", 3), 3);
}

static void what_is_not_utf_8_is_replaced(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "\x80",         "\xC3",         "\xC0\xAF",         "\xE0\x80\xAF", "\xED\xA0\x80",
        "\xF5\x80\x80", "\xF8\x88\x80", "\xF4\x90\x80\x80", "\033",         "\x7F",
        "\xC2\x9B",     "\xE2\x80\xAE", "\xE2\x81\xA6",     "\n",
    };
    for (size_t n = 0; n < sizeof wrong / sizeof *wrong; n++) {
        size_t length;
        if (text_decode(wrong[n], &length) != 0xFFFD || length != 1)
            fail_msg("text %zu is taken for a character", n);
    }
    size_t length;
    assert_int_equal(text_decode("\xE2\x82\xAC!", &length), 0x20AC);
    assert_int_equal(length, 3);
}

static char *written(void (*write)(FILE *to, const char *text), const char *text)
{
    char *bytes = NULL;
    size_t length;
    FILE *to = open_memstream(&bytes, &length);
    assert_non_null(to);
    write(to, text);
    assert_int_equal(fclose(to), 0);
    return bytes;
}

static void terminals_are_safe(void **state)
{
    (void)state;
    char *bytes = written(text_put, "a\033[2Jb\xFF"
                                    "caf\xC3\xA9" TEXT_NO_BREAK "!");
    assert_string_equal(bytes, "a?[2Jb?caf\xC3\xA9 !");
    free(bytes);
}

static void texts_are_cut_between_characters(void **state)
{
    (void)state;
    assert_int_equal(text_fit("caf\xC3\xA9s", 4), 5);
    assert_int_equal(text_fit("caf\xC3\xA9s", 3), 3);
    assert_int_equal(text_fit("abc", 10), 3);
    assert_int_equal(text_fit("\xE6\x97\xA5\xE6\x9C\xAC", 3), 3); /* half of it does not fit */
}

static void wrap_in_30(FILE *to, const char *text)
{
    text_wrap(to, &(struct style){.width = 30}, 10, 4, text);
}

static void paragraphs_are_wrapped(void **state)
{
    (void)state;
    char *bytes = written(wrap_in_30, "The cooks  are the\nlimit: 12 cooks, each kept "
                                      "65" TEXT_NO_BREAK "min by an order.");
    assert_string_equal(bytes, "The cooks are the\n"
                               "    limit: 12 cooks, each kept\n"
                               "    65 min by an order.\n");
    free(bytes);
    bytes = written(wrap_in_30, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b");
    assert_string_equal(bytes, "aaaaaaaaaaaaaaaaaaaa\n"
                               "    aaaaaaaaaaaaaaa b\n");
    free(bytes);
}

static void colours_are_written_only_where_wanted(void **state)
{
    (void)state;
    char *bytes = NULL;
    size_t length;
    FILE *to = open_memstream(&bytes, &length);
    assert_non_null(to);
    text_paint(to, &(struct style){.color = false}, PAINT_BAD);
    assert_int_equal(ftell(to), 0);
    text_paint(to, &(struct style){.color = true}, PAINT_BAD);
    text_paint(to, &(struct style){.color = true}, PAINT_PLAIN);
    assert_int_equal(fclose(to), 0);
    assert_string_equal(bytes, "\033[31m\033[0m");
    free(bytes);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_are_columns),
        cmocka_unit_test(what_is_not_utf_8_is_replaced),
        cmocka_unit_test(terminals_are_safe),
        cmocka_unit_test(texts_are_cut_between_characters),
        cmocka_unit_test(paragraphs_are_wrapped),
        cmocka_unit_test(colours_are_written_only_where_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
