/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `theory` from end to end: what it refuses, and that its three formats say the same. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "tests/cli/program.h"

static void one_scenario_is_needed(void **state)
{
    (void)state;
    struct outcome none = RUN("theory"), two = RUN("theory", "mm1", "mmc");
    assert_int_equal(none.status, 2);
    assert_int_equal(two.status, 2);
    outcome_free(&none);
    outcome_free(&two);
}

static void a_table(void **state)
{
    (void)state;
    struct outcome outcome = RUN("theory", "mm1", "--replications", "4");
    assert_outcome(&outcome, 0, NULL);
    assert_non_null(strstr(outcome.out, "workers M/M/1 (Erlang 1917)"));
    assert_non_null(strstr(outcome.out, "agrees"));
    assert_null(strstr(outcome.out, " off "));
    outcome_free(&outcome);
}

/* The mean time of M/M/1 at 80 % load is five minutes; the csv is of the same days. */
static void formats_say_the_same(void **state)
{
    (void)state;
    struct outcome json = RUN("theory", "mm1", "--replications", "4", "--format", "json");
    struct outcome csv = RUN("theory", "mm1", "--replications", "4", "--format", "csv");
    assert_outcome(&json, 0, NULL);
    assert_outcome(&csv, 0, NULL);
    json_t *theory = json_loads(json.out, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(theory);
    const json_t *variant = json_array_get(json_object_get(theory, "variants"), 0);
    const json_t *total = json_object_get(json_object_get(variant, "measures"), "time.total.mean");
    const json_t *simulated = json_object_get(total, "simulated");
    assert_true(fabs(json_number_value(json_object_get(total, "theory")) - 300) < 1e-9);
    const char *line = strstr(csv.out, "measure,time.total.mean,,s,");
    assert_non_null(line);
    line = strstr(line, ",exact,") + strlen(",exact,");
    assert_true(strtod(line, NULL) == json_number_value(json_object_get(simulated, "mean")));
    json_decref(theory);
    outcome_free(&json);
    outcome_free(&csv);
}

/* docs/theory.md shows what is printed now, but for a legend that is repeated. */
static void assert_documented(const char *scenario, const char *guide)
{
    struct outcome outcome = RUN("theory", scenario, "--quiet");
    assert_outcome(&outcome, 0, NULL);
    char *legend = strstr(outcome.out, "\nTheory: ");
    assert_non_null(legend);
    *legend = '\0';
    if (!strstr(guide, outcome.out))
        fail_msg("docs/theory.md does not show what %s prints now:\n%s", scenario, outcome.out);
    outcome_free(&outcome);
}

static void the_guide_is_up_to_date(void **state)
{
    (void)state;
    static char guide[1 << 16];
    FILE *from = fopen(DOCS "/theory.md", "r");
    assert_non_null(from);
    guide[fread(guide, 1, sizeof guide - 1, from)] = '\0';
    fclose(from);
    assert_documented("mm1", guide);
    assert_documented("lunch-rush", guide);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_scenario_is_needed),
        cmocka_unit_test(a_table),
        cmocka_unit_test(formats_say_the_same),
        cmocka_unit_test(the_guide_is_up_to_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
