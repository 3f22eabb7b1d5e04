/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as people write them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/figures.h"

static const struct scale plain = {1, ""};

static void assert_figure(double value, double half_width, struct scale scale, const char *text,
                          const char *half)
{
    struct figure figure = figure_of(value, half_width, value, scale);
    assert_string_equal(figure.value, text);
    assert_string_equal(figure.half_width, half);
}

static void digits_follow_the_half_width(void **state)
{
    (void)state;
    assert_figure(65.4321, 2.345, plain, "65", "2");
    assert_figure(65.4321, 1.234, plain, "65.4", "1.2");
    assert_figure(65.4321, 0.15, plain, "65.43", "0.15");
    assert_figure(65.4321, 0.1949, plain, "65.43", "0.19");
    assert_figure(65.4321, 0.1951, plain, "65.4", "0.2");
    assert_figure(1234567.8, 890, plain, "1,234,568", "890");
    assert_figure(-1234.5, 15, plain, "-1,234", "15");
    assert_figure(-123.4, 5, plain, "-123", "5");
    assert_figure(0, 0.4, plain, "0.0", "0.4");
    assert_figure(-0.001, 0.4, plain, "0.0", "0.4"); /* no minus before nothing */
}

static void nobody_reads_more_than_four_digits(void **state)
{
    (void)state;
    assert_figure(24.10123, 0.00041, plain, "24.10",
                  "0.01"); /* rounded up: not better than it is */
    assert_figure(9.87654, 0.00041, plain, "9.877", "0.001");
    assert_figure(0.00161, 0.0017, plain, "0.002", "0.002");
    struct figure difference = figure_of(0.20412, 0.0113, 24.3, plain);
    assert_string_equal(difference.value, "0.20"); /* as its neighbour, 24.30 */
    assert_string_equal(difference.half_width, "0.02");
}

static void without_an_interval(void **state)
{
    (void)state;
    assert_figure(12, 0, plain, "12", "");
    assert_figure(12.34567, 0, plain, "12.35", "");
    assert_figure(0, 0, plain, "0", "");
    assert_figure(12.34567, NAN, plain, "12.3", "");
    assert_figure(12345, NAN, plain, "12,345", "");
    assert_figure(NAN, NAN, plain, "-", "");
    assert_figure(INFINITY, NAN, plain, "-", "");
}

static void units_fit_the_size(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        double largest;
        enum theme theme;
        const char *shown;
        double factor;
    } rows[] = {
        {"s", 0, THEME_KITCHEN, "s", 1},
        {"s", 3e-9, THEME_DATACENTER, "ns", 1e9},
        {"s", 25e-6, THEME_DATACENTER, "us", 1e6},
        {"s", 0.5, THEME_DATACENTER, "ms", 1e3},
        {"s", 1, THEME_DATACENTER, "s", 1},
        {"s", 119, THEME_KITCHEN, "s", 1},
        {"s", 3924, THEME_KITCHEN, "min", 1.0 / 60},
        {"s", 11 * 3600, THEME_KITCHEN, "h", 1.0 / 3600},
        {"s", 8 * 86400.0, THEME_KITCHEN, "days", 1.0 / 86400},
        {"bytes", 512, THEME_KITCHEN, "B", 1},
        {"bytes", 2048, THEME_KITCHEN, "KiB", 1.0 / 1024},
        {"bytes", 3e9, THEME_KITCHEN, "GiB", 0x1p-30},
        {"share", 0.5, THEME_KITCHEN, "%", 100},
        {"currency", 5, THEME_KITCHEN, "EUR", 1},
        {"count", 5, THEME_KITCHEN, "", 1},
        {"1/s", 0.01, THEME_KITCHEN, "/h", 3600},
        {"1/s", 1e4, THEME_KITCHEN, "/h", 3600},
        {"1/s", 100, THEME_DATACENTER, "/s", 1},
        {"1/s", 0.0133, THEME_DATACENTER, "/min", 60},
        {"1/s", 0.001, THEME_DATACENTER, "/h", 3600},
    };
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) {
        struct scale scale =
            figure_scale(rows[n].unit, rows[n].largest, rows[n].theme, "EUR", false);
        assert_string_equal(scale.unit, rows[n].shown);
        assert_true(fabs(scale.factor / rows[n].factor - 1) < 1e-12);
    }
    assert_string_equal(figure_scale("s", 25e-6, THEME_DATACENTER, "", true).unit, "\302\265s");
}

static void numbers_and_times_in_sentences(void **state)
{
    (void)state;
    char text[FIGURE_ROOM];
    figure_number(text, 3.5714, 2);
    assert_string_equal(text, "3.6");
    figure_number(text, 12345, 2);
    assert_string_equal(text, "12,345");
    figure_number(text, 0.01234, 2);
    assert_string_equal(text, "0.012");
    figure_time(text, 65 * 60 + 20, false);
    assert_string_equal(text, "65 min");
    figure_time(text, 0.512, false);
    assert_string_equal(text, "512 ms");
    figure_time(text, 5.04, false);
    assert_string_equal(text, "5.0 s");
    figure_time(text, 0, false);
    assert_string_equal(text, "0 s");
    figure_rate(text, 0.01, (struct scale){3600, "/h"});
    assert_string_equal(text, "36");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_follow_the_half_width),
        cmocka_unit_test(nobody_reads_more_than_four_digits),
        cmocka_unit_test(without_an_interval),
        cmocka_unit_test(units_fit_the_size),
        cmocka_unit_test(numbers_and_times_in_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
