/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ticks: worked out by hand, for each unit, and for axes that are hard to label. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/ticks.h"

static const struct chart kitchen = {.theme = THEME_KITCHEN, .currency = "EUR"};

static struct ticks ticks_of(const struct chart_axis *axis, double from, double to, unsigned most,
                             bool round)
{
    struct ticks ticks;
    struct extent extent = extent_empty;
    struct ticks_wish wish = {.most = most, .round = round, .from_0 = round, .unicode = true};
    extent_add(&extent, from);
    extent_add(&extent, to);
    ticks_place(&ticks, &kitchen, axis, extent, wish);
    return ticks;
}

/* The labels, with blanks between them, then the unit. */
static void assert_labels(const char *unit, bool log, double from, double to, unsigned most,
                          bool round, const char *wanted)
{
    struct chart_axis axis = {.unit = unit, .log = log};
    struct ticks ticks = ticks_of(&axis, from, to, most, round);
    char text[TICKS_MOST * (TICK_ROOM + 2)] = "";
    for (size_t n = 0; n < ticks.count; n++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", n ? "  " : "",
                 ticks.label[n]);
    if (*ticks.unit)
        snprintf(text + strlen(text), sizeof text - strlen(text), " [%s]", ticks.unit);
    assert_string_equal(text, wanted);
}

/* (to - from) / most, rounded up to 1, 2 or 5 times a power of ten, is the step. */
static void numbers_are_round(void **state)
{
    (void)state;
    assert_labels("count", false, 0, 10, 5, true, "0  2  4  6  8  10");
    assert_labels("count", false, 0, 11, 5, true, "0  5  10  15"); /* 2.2: 5 */
    assert_labels("count", false, 1, 30, 6, false, "5  10  15  20  25  30");
    assert_labels(NULL, false, 0.013, 0.087, 4, true, "0.00  0.05  0.10"); /* 0.0218: 0.05 */
    assert_labels("count", false, -7, 13, 5, true, "-10  -5  0  5  10  15");
    assert_labels("share", false, 0, 1, 5, true, "0  20  40  60  80  100 [%]");
    assert_labels("share", false, 0, 0.012, 4, true, "0.0  0.5  1.0  1.5 [%]");
    assert_labels("currency", false, 0, 4200, 5, true,
                  "0  1,000  2,000  3,000  4,000  5,000 [EUR]");
    assert_labels("1/s", false, 0, 0.01, 4, true, "0  10  20  30  40 [/h]"); /* 36 an hour */
    assert_labels("bytes", false, 0, 3145728, 3, true, "0  1  2  3 [MiB]");
    assert_labels("pizzas", false, 0, 4, 4, true, "0  1  2  3  4 [pizzas]");
}

/* Whole numbers of cooks have no ticks between them. */
static void counts_stay_whole(void **state)
{
    (void)state;
    assert_labels("count", false, 1, 4, 10, false, "1  2  3  4");
    assert_labels("count", false, 0.5, 2.5, 5, false, "0.5  1.0  1.5  2.0  2.5");
}

/* Minutes go by 1, 2, 5, 10, 15, 30, 60; hours by quarters, halves, 1, 2, 3, 4, 6, 12, 24. */
static void times_are_those_of_clocks(void **state)
{
    (void)state;
    assert_labels("s", false, 0, 100, 4, true, "0  30  60  90  120 [s]");
    assert_labels("s", false, 0, 55, 4, true, "0  15  30  45  60 [s]");      /* 13.75: 15 */
    assert_labels("s", false, 0, 7200, 5, true, "0  30  60  90  120 [min]"); /* 24: 30 */
    assert_labels("s", false, 0, 4 * 3600, 5, true, "0  60  120  180  240 [min]");
    assert_labels("s", false, 0, 12 * 3600, 5, true, "0  3  6  9  12 [h]");
    assert_labels("s", false, 0, 48 * 3600, 5, true, "0  12  24  36  48 [h]");
    assert_labels("s", false, 0, 0.04, 4, true, "0  10  20  30  40 [ms]");
    assert_labels("s", false, 0, 3e-6, 3, true, "0  1  2  3 [\302\265s]");
    assert_labels("s", false, 0, 10 * 86400, 5, true, "0  2  4  6  8  10 [days]");
}

static void clocks_show_the_time_of_day(void **state)
{
    (void)state;
    assert_labels("clock", false, 39600, 54000, 5, false, "11:00  12:00  13:00  14:00  15:00");
    assert_labels("clock", false, 39600, 41400, 4, false, "11:00  11:10  11:20  11:30");
    assert_labels("clock", false, 10, 70, 4, false, "00:00:15  00:00:30  00:00:45  00:01:00");
    assert_labels("clock", false, 0, 0.2, 4, false,
                  "00:00:00.00  00:00:00.05  00:00:00.10  00:00:00.15  00:00:00.20");
    assert_labels("clock", false, 82800, 93600, 4, false, "23:00  00:00  01:00  02:00");
}

static void logarithms_go_by_tens(void **state)
{
    (void)state;
    assert_labels("count", true, 1, 10000, 5, false, "1  10  100  1,000  10,000");
    assert_labels("count", true, 1, 40, 8, false, "1  2  5  10  20");
    assert_labels("count", true, 1e-3, 1e9, 4, false, "0.001  1  1,000  1,000,000  1e+09");
    assert_labels("s", true, 0.001, 7200, 8, false,
                  "1 ms  10 ms  100 ms  1 s  10 s  60 s  10 min  60 min");
    assert_labels("s", true, 0.001, 7200, 4, false, "1 ms  100 ms  10 s  10 min");
}

static void an_axis_begins_at_0_where_that_is_near(void **state)
{
    (void)state;
    assert_labels("count", false, 3, 9, 5, true, "0  2  4  6  8  10");
    assert_labels("count", false, 97, 99, 4, true, "97  98  99");
    assert_labels("count", false, -9, -3, 5, true, "-10  -8  -6  -4  -2  0");
}

static void given_ends_are_kept(void **state)
{
    (void)state;
    struct chart_axis axis = {.unit = "share", .least = 0, .most = 1};
    struct ticks ticks = ticks_of(&axis, 0.3, 0.4, 5, true);
    assert_true(ticks.from == 0 && ticks.to == 1);
    assert_true(ticks_position(&ticks, 0.25) == 0.25);
}

static void every_axis_has_a_length(void **state)
{
    (void)state;
    static const double values[] = {0, 1, -1, 12, 1e-300, 1e300, -1e300, 1e-12, 1e15};
    static const char *const units[] = {NULL, "s", "share", "clock", "bytes", "1/s", "currency"};
    for (size_t u = 0; u < sizeof units / sizeof *units; u++)
        for (size_t a = 0; a < sizeof values / sizeof *values; a++)
            for (size_t b = a; b < sizeof values / sizeof *values; b++)
                for (int log = 0; log < 2; log++) {
                    double from = fmin(values[a], values[b]), to = fmax(values[a], values[b]);
                    struct chart_axis axis = {.unit = units[u], .log = log && from > 0};
                    struct ticks ticks = ticks_of(&axis, from, to, 5, !log);
                    assert_true(ticks.from < ticks.to);
                    assert_true(isfinite(ticks_position(&ticks, to)));
                    for (size_t n = 1; n < ticks.count; n++)
                        assert_true(ticks.at[n] > ticks.at[n - 1]);
                }
}

static void nothing_to_show_has_an_axis_too(void **state)
{
    (void)state;
    struct chart_axis axis = {.unit = "count"};
    struct ticks_wish wish = {.most = 5, .round = true, .from_0 = true};
    struct ticks ticks;
    ticks_place(&ticks, &kitchen, &axis, extent_empty, wish);
    assert_true(ticks.from == 0 && ticks.to == 1);
    assert_true(isnan(ticks_position(&ticks, NAN)));
    assert_true(isnan(ticks_position(&ticks, INFINITY)));
}

static void large_numbers_are_counted_in_millions(void **state)
{
    (void)state;
    assert_labels("count", false, 0, 3e7, 3, true, "0  10  20  30 [million]");
    assert_labels("currency", false, 0, 2e10, 2, true, "0  10  20 [billion EUR]");
}

static void titles_have_the_unit(void **state)
{
    (void)state;
    char text[64];
    struct chart_axis axis = {.label = "time", .unit = "s"};
    struct ticks ticks = ticks_of(&axis, 0, 600, 5, true);
    ticks_title(text, sizeof text, &ticks, &axis);
    assert_string_equal(text, "time (min)");
    axis.label = "time (95th percentile)";
    ticks_title(text, sizeof text, &ticks, &axis);
    assert_string_equal(text, "time (95th percentile), min");
    axis.label = NULL;
    ticks_title(text, sizeof text, &ticks, &axis);
    assert_string_equal(text, "min");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_round),
        cmocka_unit_test(counts_stay_whole),
        cmocka_unit_test(times_are_those_of_clocks),
        cmocka_unit_test(clocks_show_the_time_of_day),
        cmocka_unit_test(logarithms_go_by_tens),
        cmocka_unit_test(an_axis_begins_at_0_where_that_is_near),
        cmocka_unit_test(given_ends_are_kept),
        cmocka_unit_test(every_axis_has_a_length),
        cmocka_unit_test(nothing_to_show_has_an_axis_too),
        cmocka_unit_test(large_numbers_are_counted_in_millions),
        cmocka_unit_test(titles_have_the_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
