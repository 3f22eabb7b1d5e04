/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of `run` against golden files, one for each of several ways to show it. After a wanted
 * change: `PIZZERIA_RENEW=1 meson test -C build run_table`, then look at the difference.
 */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/run_table.h"
#include "tests/report/example.h"
#include "tests/report/golden.h"

static char *table_of(const struct example *example, const struct style *style)
{
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    assert_true(run_table_write(to, &example->result, style));
    assert_int_equal(fclose(to), 0);
    return text;
}

static void compare(const struct example *example, const struct style *style, const char *name)
{
    char file[64];
    snprintf(file, sizeof file, "%s.txt", name);
    char *text = table_of(example, style);
    assert_golden(file, text);
    if (!style->color)
        assert_fits(text, style->width);
    free(text);
}

static void two_kitchens(void **state)
{
    (void)state;
    struct example example;
    example_kitchens(&example);
    compare(&example, &(struct style){.width = 80, .unicode = true}, "kitchens-unicode");
    compare(&example, &(struct style){.width = 80}, "kitchens-ascii");
    compare(&example, &(struct style){.width = 80, .unicode = true, .color = true},
            "kitchens-color");
    example_free(&example);
}

static void three_servers_in_blocks(void **state)
{
    (void)state;
    struct example example;
    example_servers(&example);
    compare(&example, &(struct style){.width = 80, .unicode = true}, "servers-unicode");
    compare(&example, &(struct style){.width = 120}, "servers-wide-ascii");
    example_free(&example);
}

static void ascii_is_ascii(void **state)
{
    (void)state;
    struct example example;
    example_kitchens(&example);
    char *text = table_of(&example, &(struct style){.width = 80});
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c >= 0x80 || (*c < ' ' && *c != '\n'))
            fail_msg("not plain ASCII: %.20s", c);
    free(text);
    example_free(&example);
}

static void a_partial_result_says_so(void **state)
{
    (void)state;
    struct example example;
    example_kitchens(&example);
    example.result.end = RUNS_STOPPED;
    example.result.planned = 20;
    char *text = table_of(&example, &(struct style){.width = 80});
    assert_non_null(strstr(text, "PARTIAL: interrupted after 6 of 20."));
    free(text);
    example.result.end = RUNS_OUT_OF_MEMORY;
    text = table_of(&example, &(struct style){.width = 80});
    assert_non_null(strstr(text, "PARTIAL: out of memory after 6 of 20."));
    free(text);
    example.result.replications = 0;
    text = table_of(&example, &(struct style){.width = 80});
    assert_non_null(strstr(text, "PARTIAL: out of memory after 0 of 20."));
    assert_null(strstr(text, "Callers"));
    free(text);
    example_free(&example);
}

static void a_precision_that_is_not_reached_is_said(void **state)
{
    (void)state;
    struct example example;
    example_kitchens(&example);
    example.scenario.precision = 0.02;
    example.result.precise = false;
    char *text = table_of(&example, &(struct style){.width = 80});
    assert_non_null(strstr(text, "The asked precision of 2 % is not reached"));
    free(text);
    example_free(&example);
}

static void one_replication_has_no_intervals(void **state)
{
    (void)state;
    struct example example;
    example_begin(&example,
                  "title: \"a\\eb\"\ncallers: {arrivals: 1 per hour}\nkitchen: {cooks: 2}\n", 1);
    example_set(&example, 0, "calls.offered", 12345, 0);
    example_set(&example, 0, "cooks.working", 0.5, 0);
    example_set(&example, 0, "cooks.present", 2, 0);
    char *text = table_of(&example, &(struct style){.width = 80});
    assert_non_null(strstr(text, "12,345\n"));
    assert_null(strstr(text, "+-"));
    assert_non_null(strstr(text, "One day says nothing about how much days differ"));
    assert_null(strchr(text, '\033')); /* from the title */
    assert_non_null(strstr(text, "a?b\n"));
    free(text);
    example_free(&example);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_kitchens),
        cmocka_unit_test(three_servers_in_blocks),
        cmocka_unit_test(ascii_is_ascii),
        cmocka_unit_test(a_partial_result_says_so),
        cmocka_unit_test(a_precision_that_is_not_reached_is_said),
        cmocka_unit_test(one_replication_has_no_intervals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
