/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is shown of a sensitivity: tables and pictures against golden files, CSV and JSON. The days
 * are simulated, few and short; that their numbers are right is a matter for tests/lab.
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
#include "report/sensitivity_chart.h"
#include "report/sensitivity_data.h"
#include "report/sensitivity_table.h"
#include "tests/report/golden.h"

#define STAND                                                                                      \
    "title: A stand\nhours: 3 h\n"                                                                 \
    "callers: {arrivals: 40 per hour, patience: exponential 5 min}\n"                              \
    "call_center: {agents: 1, call: 30 s}\n"                                                       \
    "kitchen: {cooks: {00:00: 2, 01:00: 3}, prep: gamma 3 min cv 0.5}\n"                           \
    "ovens: {places: 6, bake: 5 min}\n"                                                            \
    "money: {sale: 12, cook: 15 per hour}\n"                                                       \
    "variants:\n  Waits: {}\n  Never waits: {kitchen.policy: event_driven, kitchen.switch: 10 "    \
    "s}\n"                                                                                         \
    "analysis: {replications: 10}\n"

struct study {
    struct scenario scenario;
    struct sensitivity s;
    size_t measures[2];
};

static void begin(struct study *study, const char *yaml)
{
    struct complaints complaints;
    assert_true(
        scenario_read_text(&study->scenario, "test", yaml, strlen(yaml), NULL, 0, &complaints));
    complaints_free(&complaints);
    study->measures[0] = measure_find("time.total.p95");
    study->measures[1] = measure_find("money.profit");
    const struct sensitivity_options options = {
        .change = 0.2, .measures = study->measures, .measure_count = 2};
    assert_true(sensitivity_run(&study->s, &study->scenario, &options));
}

static void end(struct study *study)
{
    sensitivity_free(&study->s);
    scenario_free(&study->scenario);
}

static char *table_of(const struct study *study, const struct style *style)
{
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    assert_true(sensitivity_table_write(to, &study->s, style));
    assert_int_equal(fclose(to), 0);
    return text;
}

static void tables(void **state)
{
    (void)state;
    struct study study;
    begin(&study, STAND);
    static const struct style styles[] = {{.width = 80, .unicode = true}, {.width = 80}};
    static const char *const files[] = {"sensitivity-unicode.txt", "sensitivity-ascii.txt"};
    for (size_t n = 0; n < 2; n++) {
        char *text = table_of(&study, &styles[n]);
        assert_golden(files[n], text);
        assert_fits(text, styles[n].width);
        free(text);
    }
    end(&study);
}

static void a_picture(void **state)
{
    (void)state;
    struct study study;
    struct sensitivity_chart made;
    char *text = NULL;
    size_t length;
    begin(&study, STAND);
    assert_true(sensitivity_chart_of(&made, &study.s, 0, 0, 8));
    assert_int_equal(made.chart.row_count, 8);
    FILE *to = open_memstream(&text, &length);
    assert_true(chart_write_svg(to, &made.chart, NULL));
    assert_int_equal(fclose(to), 0);
    assert_golden("sensitivity.svg", text);
    free(text);
    sensitivity_chart_free(&made);
    end(&study);
}

/* The same numbers in both, and null or nothing where there is none. */
static void for_programs(void **state)
{
    (void)state;
    struct study study;
    char *text = NULL;
    size_t length;
    begin(&study, STAND);
    FILE *to = open_memstream(&text, &length);
    sensitivity_csv_write(to, &study.s);
    assert_int_equal(fclose(to), 0);
    json_t *all = sensitivity_json(&study.s);
    assert_non_null(all);
    const json_t *variant = json_array_get(json_object_get(all, "variants"), 0);
    const json_t *profit = json_object_get(json_object_get(variant, "measures"), "money.profit");
    size_t index;
    const json_t *effect;
    bool sale = false, lines = false;
    json_array_foreach(json_object_get(profit, "effects"), index, effect)
    {
        const char *name = json_string_value(json_object_get(effect, "parameter"));
        const json_t *more = json_object_get(effect, "more");
        if (strcmp(name, "money.sale") == 0) {
            const json_t *value = json_object_get(json_object_get(more, "effect"), "mean");
            static const char begin[] =
                "Waits,synchronous,money.profit,currency,money.sale,currency,more,12,";
            const char *line = strstr(text, begin);
            assert_non_null(line);
            line += strlen(begin);
            for (size_t field = 0; field < 2; field++) /* its size then, the profit before */
                line += strcspn(line, ",") + 1;
            assert_true(strtod(line, NULL) == json_number_value(value));
            assert_true(json_is_true(json_object_get(more, "established")));
            sale = true;
        }
        if (strcmp(name, "callers.lines") == 0) {
            assert_string_equal(json_string_value(json_object_get(more, "left_out")), "unlimited");
            assert_true(json_is_null(json_object_get(effect, "elasticity")));
            assert_non_null(strstr(text, "callers.lines,count,less,,,"));
            lines = true;
        }
    }
    assert_true(sale && lines);
    json_decref(all);
    free(text);
    end(&study);
}

/* One day has no intervals; nothing is then claimed to be established. */
static void one_day_proves_nothing(void **state)
{
    (void)state;
    struct study study;
    begin(&study, "callers: {arrivals: 10 per hour}\nkitchen: {prep: exponential 3 min}\n"
                  "analysis: {replications: 1}\n");
    char *text = table_of(&study, &(struct style){.width = 80});
    assert_non_null(strstr(text, "One day says nothing about chance"));
    assert_null(strstr(text, "less | now | more"));
    assert_non_null(strstr(text, "No effect that is established: "));
    free(text);
    end(&study);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables),
        cmocka_unit_test(a_picture),
        cmocka_unit_test(for_programs),
        cmocka_unit_test(one_day_proves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
