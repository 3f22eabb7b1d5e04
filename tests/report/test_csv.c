/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comma-separated values. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/measures.h"
#include "report/csv.h"
#include "tests/report/example.h"

static void assert_field(const char *text, const char *field)
{
    char *bytes = NULL;
    size_t length;
    FILE *to = open_memstream(&bytes, &length);
    assert_non_null(to);
    csv_text(to, text);
    assert_int_equal(fclose(to), 0);
    assert_string_equal(bytes, field);
    free(bytes);
}

static void fields_are_quoted_where_needed(void **state)
{
    (void)state;
    assert_field("Apach' Hut", "Apach' Hut");
    assert_field("", "");
    assert_field("one, two", "\"one, two\"");
    assert_field("so-called \"oven\"", "\"so-called \"\"oven\"\"\"");
    assert_field("two\nlines", "\"two\nlines\"");
    assert_field("a\rb", "\"a\rb\"");
}

static void assert_number(double value, const char *field)
{
    char *bytes = NULL;
    size_t length;
    FILE *to = open_memstream(&bytes, &length);
    assert_non_null(to);
    csv_number(to, value);
    assert_int_equal(fclose(to), 0);
    assert_string_equal(bytes, field);
    free(bytes);
}

static void numbers_read_back_as_they_were(void **state)
{
    (void)state;
    assert_number(0.1, "0.1");
    assert_number(12, "12");
    assert_number(1.0 / 3, "0.3333333333333333");
    assert_number(0.1 + 0.2, "0.30000000000000004");
    assert_number(NAN, "");
    assert_number(INFINITY, "");
}

static void results_have_one_row_a_measure(void **state)
{
    (void)state;
    struct example example;
    example_kitchens(&example);
    char *bytes = NULL;
    size_t length;
    FILE *to = open_memstream(&bytes, &length);
    assert_non_null(to);
    csv_write_header(to);
    csv_write_result(to, &example.result);
    assert_int_equal(fclose(to), 0);
    size_t lines = 0;
    for (const char *c = bytes; *c; c++)
        lines += *c == '\n';
    size_t rows = 0; /* of what is unlimited there is no share in use, and no row */
    for (size_t n = 0; n < measure_count(); n++)
        rows += result_measures(&example.result, 0, n) ? 3 : 0;
    assert_true(rows < 3 * measure_count());
    assert_int_equal(lines, 1 + rows);
    assert_ptr_equal(
        strstr(bytes, "variant,policy,measure,unit,mean,half_width,sd,n,against,scenario\n"),
        bytes);
    assert_non_null(strstr(bytes, "\nApach' Hut,synchronous,cooks.present,count,12,0,0,6,,"
                                  "Two kitchens\n"));
    assert_non_null(strstr(bytes, "\nApach' Hut,synchronous,time.road.max,s,,,,0,,Two kitchens\n"));
    assert_null(strstr(bytes, ",couriers.busy,"));
    assert_non_null(strstr(bytes, "\nNgin O' Pepperonix,event_driven,cooks.present,count,0,0,0,6,"
                                  "Apach' Hut,Two kitchens\n"));
    free(bytes);
    example_free(&example);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_quoted_where_needed),
        cmocka_unit_test(numbers_read_back_as_they_were),
        cmocka_unit_test(results_have_one_row_a_measure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
