/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Gantt charts: rows never overlap, cover the time a cook is paid for, and say the same as the
 * measures do.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/measures.h"
#include "report/gantt.h"
#include "tests/report/day.h"

static void assert_rows_do_not_overlap(const struct chart *chart)
{
    for (size_t n = 0; n < chart->lane_count; n++) {
        const struct chart_lane *lane = &chart->lanes[n];
        assert_true(lane->count > 0);
        for (size_t i = 0; i < lane->count; i++) {
            assert_true(lane->intervals[i].from < lane->intervals[i].to);
            assert_true(lane->intervals[i].state < chart->state_count);
            if (i > 0)
                assert_true(lane->intervals[i].from >= lane->intervals[i - 1].to);
        }
    }
}

static void rows_never_overlap(void **state)
{
    (void)state;
    for (size_t n = 0; n < builtin_count(); n++) {
        struct scenario scenario = day_builtin(builtin_at(n)->name);
        struct gantt gantt;
        assert_int_equal(gantt_make(&gantt, &scenario, 1, NULL), TRACE_DONE);
        assert_rows_do_not_overlap(&gantt.chart);
        gantt_free(&gantt);
        scenario_free(&scenario);
    }
}

static void a_small_day_row_by_row(void **state)
{
    (void)state;
    struct scenario scenario = day_of(day_small);
    struct gantt gantt;
    assert_int_equal(gantt_make(&gantt, &scenario, 1, NULL), TRACE_DONE);
    assert_int_equal(gantt.chart.lane_count, 3);
    const struct chart_lane *lane = &gantt.chart.lanes[1];
    assert_string_equal(lane->name, "cook 2");
    assert_string_equal(lane->section, "stays \"there\"");
    /* Order 2: ticket at 6, prepared to 16, baked to 36, boxed to 37, delivered at 42. */
    static const struct chart_interval wanted[] = {{0, 6, COOK_IDLE, 0},
                                                   {6, 16, COOK_WORKING, 2},
                                                   {16, 36, COOK_AT_OVEN, 2},
                                                   {36, 37, COOK_WORKING, 2},
                                                   {37, 42, COOK_AT_CUSTOMER, 2}};
    assert_int_equal(lane->count, sizeof wanted / sizeof *wanted + 1);
    for (size_t n = 0; n + 1 < lane->count; n++) {
        assert_true(fabs((lane->intervals[n].from - 39600) / 60 - wanted[n].from) < 1e-9);
        assert_true(fabs((lane->intervals[n].to - 39600) / 60 - wanted[n].to) < 1e-9);
        assert_int_equal(lane->intervals[n].state, wanted[n].state);
        assert_int_equal(lane->intervals[n].order, wanted[n].order);
    }
    assert_int_equal(lane->intervals[lane->count - 1].state, COOK_IDLE);
    assert_string_equal(gantt.chart.title, "Small: who did what, when");
    gantt_free(&gantt);
    scenario_free(&scenario);
}

/* Shares of the cooks' time up to closing, from the picture and from the measures. */
static void the_picture_and_the_measures_agree(void **state)
{
    (void)state;
    static const char *const names[COOK_STATES] = {
        [COOK_WORKING] = "cooks.working",
        [COOK_SWITCHING] = "cooks.switching",
        [COOK_AT_WAREHOUSE] = "cooks.waiting.warehouse",
        [COOK_AT_OVEN] = "cooks.waiting.oven",
        [COOK_AT_COURIER] = "cooks.waiting.courier",
        [COOK_AT_CUSTOMER] = "cooks.waiting.customer",
        [COOK_AT_WORKTOP] = "cooks.waiting.worktop",
        [COOK_IDLE] = "cooks.idle",
    };
    struct scenario scenario = day_builtin("lunch-rush");
    struct gantt gantt;
    double *measures = calloc(measure_count(), sizeof *measures);
    assert_non_null(measures);
    assert_int_equal(gantt_make(&gantt, &scenario, 1, NULL), TRACE_DONE);
    for (size_t v = 0; v < scenario.variant_count; v++) {
        const struct world *world = &scenario.variants[v].world;
        double close = sim_seconds(world->open + world->hours), all = 0;
        double spent[COOK_STATES] = {0};
        for (size_t n = 0; n < gantt.chart.lane_count; n++) {
            const struct chart_lane *lane = &gantt.chart.lanes[n];
            for (size_t i = 0; i < lane->count && lane->section == scenario.variants[v].name; i++) {
                double length = fmin(lane->intervals[i].to, close) - lane->intervals[i].from;
                spent[lane->intervals[i].state] += fmax(length, 0);
                all += fmax(length, 0);
            }
        }
        struct kitchen *kitchen = kitchen_new();
        assert_non_null(kitchen);
        assert_true(kitchen_begin(kitchen, world, 1, NULL));
        assert_true(kitchen_run(kitchen, SIM_NEVER));
        assert_true(measures_of(kitchen, measures));
        kitchen_free(kitchen);
        for (size_t s = 0; s < COOK_STATES; s++)
            assert_true(fabs(spent[s] / all - measures[measure_find(names[s])]) < 1e-6);
    }
    gantt_free(&gantt);
    free(measures);
    scenario_free(&scenario);
}

static void many_cooks_share_rows(void **state)
{
    (void)state;
    struct scenario scenario = day_of("hours: 1 h\ncallers: {arrivals: {every: 10 s}}\n"
                                      "kitchen: {policy: synchronous, cooks: 200, prep: 15 min}\n");
    struct gantt gantt;
    char *text = NULL;
    size_t length;
    assert_int_equal(gantt_make(&gantt, &scenario, 1, NULL), TRACE_DONE);
    assert_int_equal(gantt.chart.lane_count, 200);
    assert_non_null(gantt.chart.note);
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    assert_true(chart_write_svg(to, &gantt.chart, NULL));
    assert_int_equal(fclose(to), 0);
    assert_non_null(strstr(text, ">191 to 200</text>"));
    assert_null(strstr(text, ">cook 1</text>"));
    assert_true(length < 200000);
    free(text);
    gantt_free(&gantt);
    scenario_free(&scenario);
}

static void a_stop_leaves_what_was_seen(void **state)
{
    (void)state;
    struct scenario scenario = day_of(day_small);
    struct gantt gantt;
    atomic_bool stop = true;
    assert_int_equal(gantt_make(&gantt, &scenario, 1, &stop), TRACE_STOPPED);
    assert_int_equal(gantt.chart.lane_count, 0);
    gantt_free(&gantt);
    scenario_free(&scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_never_overlap),
        cmocka_unit_test(a_small_day_row_by_row),
        cmocka_unit_test(the_picture_and_the_measures_agree),
        cmocka_unit_test(many_cooks_share_rows),
        cmocka_unit_test(a_stop_leaves_what_was_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
