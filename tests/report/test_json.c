/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON: what is written is read back strictly and held against INTERFACE section 3. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/measures.h"
#include "report/json.h"
#include "tests/report/example.h"

/* Writes and reads back; duplicate keys and anything else that is not JSON fail. */
static json_t *round_trip(const struct example *example)
{
    char *bytes = NULL;
    size_t length;
    FILE *to = open_memstream(&bytes, &length);
    assert_non_null(to);
    json_t *value = json_of_result(&example->result);
    assert_non_null(value);
    assert_true(json_write(to, value));
    assert_int_equal(fclose(to), 0);
    json_error_t error;
    json_t *read = json_loads(bytes, JSON_REJECT_DUPLICATES, &error);
    if (!read)
        fail_msg("line %d: %s", error.line, error.text);
    assert_true(json_equal(read, value));
    json_decref(value);
    free(bytes);
    return read;
}

static void assert_number_or_null(const json_t *object, const char *key, double expected)
{
    const json_t *value = json_object_get(object, key);
    assert_non_null(value);
    if (isnan(expected))
        assert_true(json_is_null(value));
    else
        assert_true(json_is_number(value) && json_number_value(value) == expected);
}

/* Of `together` differences that are read at once; 0: it is no difference. */
static void assert_estimate(const json_t *measures, const struct measure *measure, enum theme theme,
                            struct estimate estimate, size_t together)
{
    const json_t *object = json_object_get(measures, measure->name[theme]);
    assert_true(json_is_object(object));
    assert_int_equal(json_object_size(object), together ? 7 : 6);
    assert_number_or_null(object, "skewness", estimate.skewness);
    if (together)
        assert_number_or_null(object, "half_width_together",
                              estimate_together(&estimate, 0.95, together));
    assert_string_equal(json_string_value(json_object_get(object, "unit")), measure->unit);
    assert_number_or_null(object, "mean", estimate.mean);
    assert_number_or_null(object, "half_width", estimate.half_width);
    assert_number_or_null(object, "sd", estimate.sd);
    assert_true(json_is_integer(json_object_get(object, "n")));
    assert_int_equal(json_integer_value(json_object_get(object, "n")), estimate.n);
}

static void assert_schema(const struct example *example)
{
    const struct scenario *scenario = &example->scenario;
    json_t *json = round_trip(example);
    assert_string_equal(json_string_value(json_object_get(json, "scenario")), scenario->title);
    assert_string_equal(json_string_value(json_object_get(json, "theme")),
                        theme_names[scenario->theme]);
    assert_int_equal(json_integer_value(json_object_get(json, "seed")), scenario->seed);
    assert_int_equal(json_integer_value(json_object_get(json, "replications")),
                     example->result.replications);
    assert_true(json_real_value(json_object_get(json, "confidence")) == scenario->confidence);
    const json_t *variants = json_object_get(json, "variants");
    const json_t *paired = json_object_get(json, "paired");
    assert_int_equal(json_array_size(variants), scenario->variant_count);
    assert_int_equal(json_array_size(paired), scenario->variant_count - 1);
    if (scenario->variant_count > 1)
        assert_int_equal(json_integer_value(json_object_get(json, "differences_together")),
                         result_differences(&example->result));
    for (size_t v = 0; v < scenario->variant_count; v++) {
        const json_t *variant = json_array_get(variants, v);
        const struct variant *expected = &scenario->variants[v];
        assert_string_equal(json_string_value(json_object_get(variant, "name")), expected->name);
        assert_string_equal(json_string_value(json_object_get(variant, "policy")),
                            theme_policies[scenario->theme][expected->world.policy]);
        const json_t *measures = json_object_get(variant, "measures");
        size_t there = 0;
        for (size_t n = 0; n < measure_count(); n++) {
            if (!result_measures(&example->result, v, n)) {
                assert_null(json_object_get(measures, measure_at(n)->name[scenario->theme]));
                continue;
            }
            there++;
            assert_estimate(measures, measure_at(n), scenario->theme,
                            result_estimate(&example->result, v, n), 0);
        }
        assert_int_equal(json_object_size(measures), there);
    }
    for (size_t v = 1; v < scenario->variant_count; v++) {
        const json_t *pair = json_array_get(paired, v - 1);
        assert_string_equal(json_string_value(json_object_get(pair, "of")),
                            scenario->variants[v].name);
        assert_string_equal(json_string_value(json_object_get(pair, "against")),
                            scenario->variants[0].name);
        const json_t *measures = json_object_get(pair, "measures");
        for (size_t n = 0; n < measure_count(); n++) {
            const char *name = measure_at(n)->name[scenario->theme];
            bool both =
                result_measures(&example->result, v, n) && result_measures(&example->result, 0, n);
            assert_int_equal(json_object_get(measures, name) != NULL, both);
            if (both)
                assert_estimate(measures, measure_at(n), scenario->theme,
                                result_difference(&example->result, v, n),
                                result_differences(&example->result));
        }
    }
    json_decref(json);
}

static void results_are_as_the_contract_says(void **state)
{
    (void)state;
    struct example example;
    example_kitchens(&example);
    assert_schema(&example);
    example_free(&example);
    example_servers(&example);
    assert_schema(&example);
    example_free(&example);
}

static void what_does_not_exist_is_null(void **state)
{
    (void)state;
    struct example example;
    example_begin(&example, "callers: {arrivals: 1 per hour}\n", 1);
    example_set(&example, 0, "calls.offered", 3, 0);
    assert_schema(&example); /* sd and half-width of one replication, and all other measures */
    example.result.replications = 0;
    example.result.end = RUNS_STOPPED;
    assert_schema(&example);
    json_t *json = round_trip(&example);
    assert_true(json_is_true(json_object_get(json, "partial")));
    json_decref(json);
    example_free(&example);
}

static void further_members(void **state)
{
    (void)state;
    struct example example;
    example_kitchens(&example);
    json_t *json = round_trip(&example);
    assert_true(json_is_false(json_object_get(json, "partial")));
    assert_null(json_object_get(json, "precision_reached"));
    const json_t *limits =
        json_object_get(json_array_get(json_object_get(json, "variants"), 0), "limits");
    assert_int_equal(json_array_size(limits), 2);
    assert_string_equal(json_string_value(json_object_get(json_array_get(limits, 0), "resource")),
                        "cooks");
    json_decref(json);
    example.scenario.precision = 0.1;
    json = round_trip(&example);
    assert_true(json_is_true(json_object_get(json, "precision_reached")));
    json_decref(json);
    example_free(&example);
}

static void what_is_not_utf_8_is_still_json(void **state)
{
    (void)state;
    struct example example;
    example_kitchens(&example);
    example.scenario.title = "caf\xE9";
    json_t *json = round_trip(&example);
    assert_string_equal(json_string_value(json_object_get(json, "scenario")), "caf?");
    json_decref(json);
    example_free(&example);
}

static void seeds_of_all_sizes(void **state)
{
    (void)state;
    struct example example;
    example_kitchens(&example);
    example.scenario.seed = UINT64_MAX;
    json_t *json = round_trip(&example);
    assert_true(json_number_value(json_object_get(json, "seed")) == 0x1p64);
    json_decref(json);
    example_free(&example);
}

/* Every number reads back as the same one, and no digit more is written than that takes. */
static void numbers_are_as_short_as_they_can_be(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } numbers[] = {
        {0.95, "0.95"},
        {1.0 / 3, "0.3333333333333333"},
        {0.1 + 0.2, "0.30000000000000004"},
        {-1.5e-300, "-1.5e-300"},
        {1e22, "1e+22"},
        {12, "12.0"},
        {4.3999999999999995, "4.3999999999999995"},
        {5e-324, "4.94065645841247e-324"},
    };
    for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++) {
        char text[200], expected[200];
        FILE *file = tmpfile();
        assert_non_null(file);
        json_t *value = json_pack("[f, s, b, n, i]", numbers[n].value, "1.50 \\\" 0.10", 1, 170);
        assert_true(json_write(file, value));
        json_decref(value);
        rewind(file);
        text[fread(text, 1, sizeof text - 1, file)] = '\0';
        fclose(file);
        snprintf(expected, sizeof expected,
                 "[\n %s,\n \"1.50 \\\\\\\" 0.10\",\n true,\n null,\n 170\n]\n", numbers[n].text);
        assert_string_equal(text, expected);
        assert_true(strtod(numbers[n].text, NULL) == numbers[n].value);
    }
}

static void nothing_is_written_for_null(void **state)
{
    (void)state;
    assert_false(json_write(stdout, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_are_as_the_contract_says),
        cmocka_unit_test(what_does_not_exist_is_null),
        cmocka_unit_test(further_members),
        cmocka_unit_test(what_is_not_utf_8_is_still_json),
        cmocka_unit_test(seeds_of_all_sizes),
        cmocka_unit_test(numbers_are_as_short_as_they_can_be),
        cmocka_unit_test(nothing_is_written_for_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
