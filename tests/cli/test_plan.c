/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `plan` from end to end: what it refuses, what it says, and what stands in its files. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "tests/cli/program.h"

#define TARGET "--target", "time.total.p95 <= 95 min"

static void is_refused(struct outcome outcome, const char *part)
{
    assert_int_equal(outcome.status, 2);
    if (!strstr(outcome.error, part))
        fail_msg("'%s' does not say '%s'", outcome.error, part);
    assert_string_equal(outcome.out, "");
    outcome_free(&outcome);
}

static void wrong_usage_is_refused(void **state)
{
    (void)state;
    is_refused(RUN("plan", "lunch-rush", TARGET), "--vary KEY=RANGE");
    is_refused(RUN("plan", "lunch-rush", "--vary", "kitchen.cooks=9..1", TARGET), "lower");
    is_refused(RUN("plan", "lunch-rush", "--vary", "kitchen.coks=1..9", TARGET), "did you mean");
    is_refused(RUN("plan", "lunch-rush", "--vary", "kitchen.cooks=1..9"), "--target");
    is_refused(RUN("plan", "lunch-rush", "--vary", "kitchen.cooks=1..9", "--target", "p95 <= 1 h"),
               "unknown measure 'p95'");
    is_refused(RUN("plan", "lunch-rush", "--vary", "kitchen.cooks=1..9", TARGET, "--aim", "wagges"),
               "expected wages, count, most or a measure");
    is_refused(RUN("plan", "lunch-rush", "--vary", "kitchen.cooks=1..9", TARGET, "--at-most", "0"),
               "whole number");
    is_refused(RUN("plan", "lunch-rush", "--vary", "kitchen.cooks=1..1000", "--vary",
                   "ovens.places=1..1000", TARGET),
               "too many");
    is_refused(RUN("run", "lunch-rush", TARGET), "no option '--target'");
}

static const char *value_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(json_object_get(object, "answer"), key));
}

/* The figures of the answer are those of a run with its values, on as many days. */
static void the_answer_is_a_run(void **state)
{
    (void)state;
    struct outcome plan = RUN("plan", "lunch-rush", "--vary", "kitchen.cooks=8..16", TARGET,
                              "--format", "json", "--only", "Ngin O' Pepperonix");
    assert_int_equal(plan.status, 0);
    json_t *whole = json_loads(plan.out, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(whole);
    assert_string_equal(json_string_value(json_object_get(whole, "aim")), "wages");
    const json_t *variant = json_array_get(json_object_get(whole, "variants"), 0);
    const char *cooks = value_of(variant, "kitchen.cooks");
    assert_non_null(cooks);
    char setting[64];
    snprintf(setting, sizeof setting, "kitchen.cooks=%s", cooks);
    struct outcome run = RUN("run", "lunch-rush", "--set", setting, "--format", "json", "--quiet",
                             "--only", "Ngin O' Pepperonix");
    json_t *one = json_loads(run.out, JSON_REJECT_DUPLICATES, NULL);
    assert_true(json_equal(json_object_get(whole, "answers"), one));
    json_decref(one);
    json_decref(whole);
    outcome_free(&run);
    outcome_free(&plan);
}

/* Line ends and indents as single spaces. */
static void unwrap(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        bool space = *from == ' ' || *from == '\n';
        if (!space || (to > text && to[-1] != ' '))
            *to++ = space ? ' ' : *from;
    }
    *to = '\0';
}

static void it_says_what_it_found_and_how_sure_it_is(void **state)
{
    (void)state;
    struct outcome outcome = RUN("plan", "lunch-rush", "--vary", "kitchen.cooks=8..16", TARGET);
    assert_int_equal(outcome.status, 0);
    static const char *const said[] = {
        "is the cheapest of 9 that will do",
        "The next cheaper, ",
        "a probability of at least 95",
        "the answer",
        "no value will do: ",
        "What else would help there: ",
        "cooks instead of 16 would make",
    };
    unwrap(outcome.out);
    for (size_t n = 0; n < sizeof said / sizeof *said; n++)
        if (!strstr(outcome.out, said[n]))
            fail_msg("does not say '%s':\n%s", said[n], outcome.out);
    outcome_free(&outcome);
}

static void files_are_written(void **state)
{
    (void)state;
    char folder[] = "/tmp/pizzeria-plan-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct outcome outcome =
        RUN("plan", "lunch-rush", "--vary", "kitchen.cooks=8..16:2", TARGET, "-o", folder);
    assert_int_equal(outcome.status, 0);
    static const char *const names[] = {"plan.csv", "plan.json", "time.total.p95.svg", NULL};
    assert_written(folder, names);
    char png[128];
    snprintf(png, sizeof png, "%s/time.total.p95.png", folder);
    unlink(png); /* only there where the program was built with librsvg */
    assert_int_equal(rmdir(folder), 0);
    outcome_free(&outcome);
}

/* Two shards and a third command that takes up their days: the same as at once. */
static void shards_make_the_same_plan(void **state)
{
    (void)state;
    char folder[] = "/tmp/pizzeria-plan-XXXXXX";
    assert_non_null(mkdtemp(folder));
    char a[64], b[64], all[64];
    snprintf(a, sizeof a, "%s/a.db", folder);
    snprintf(b, sizeof b, "%s/b.db", folder);
    snprintf(all, sizeof all, "%s/all.db", folder);
#define PLAN "plan", "lunch-rush", "--vary", "kitchen.cooks=8..16:2", TARGET, "--quiet"
    struct outcome direct = RUN(PLAN, "--format", "csv");
    struct outcome first = RUN(PLAN, "--store", a, "--shard", "1/2");
    struct outcome second = RUN(PLAN, "--store", b, "--shard", "2/2");
    assert_int_equal(first.status, 0);
    assert_int_equal(second.status, 0);
    assert_string_equal(first.out, "");
    struct outcome merged = RUN("merge", all, a, b);
    assert_int_equal(merged.status, 0);
    struct outcome joined = RUN(PLAN, "--store", all, "--format", "csv");
    assert_int_equal(joined.status, 0);
    assert_string_equal(joined.out, direct.out);
    outcome_free(&direct);
    outcome_free(&first);
    outcome_free(&second);
    outcome_free(&merged);
    outcome_free(&joined);
    assert_int_equal(unlink(a), 0);
    assert_int_equal(unlink(b), 0);
    assert_int_equal(unlink(all), 0);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_usage_is_refused),
        cmocka_unit_test(the_answer_is_a_run),
        cmocka_unit_test(it_says_what_it_found_and_how_sure_it_is),
        cmocka_unit_test(files_are_written),
        cmocka_unit_test(shards_make_the_same_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
