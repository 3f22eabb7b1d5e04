/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `sweep` from end to end: what it refuses, and what stands in its output and its files. */
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

static void is_refused(struct outcome outcome, const char *part)
{
    assert_int_equal(outcome.status, 2);
    if (!strstr(outcome.error, part))
        fail_msg("'%s' does not say '%s'", outcome.error, part);
    assert_string_equal(outcome.out, "");
    outcome_free(&outcome);
}

static void wrong_ranges_are_refused(void **state)
{
    (void)state;
    is_refused(RUN("sweep", "mm1", "--vary", "server.workers=1..2", "--vary",
                   "clients.demand=50,100 %", "--vary", "server.compute=1,2 min"),
               "one or two --vary KEY=RANGE");
    is_refused(RUN("sweep", "mm1", "--vary", "server.workers"), "expected KEY=FROM..TO");
    is_refused(RUN("sweep", "mm1", "--vary", "server.workers=4..1"), "lower to the higher");
    is_refused(RUN("sweep", "mm1", "--vary", "server.wokers=1..4"), "did you mean");
    is_refused(RUN("sweep", "mm1", "--vary", "server.workers=1..2", "--measure", "throughputt"),
               "did you mean 'throughput'");
    is_refused(RUN("sweep", "mm1", "--vary", "server.workers=1..2", "--vary", "server.workers=3,4"),
               "server.workers is varied already");
    is_refused(RUN("run", "mm1", "--vary", "server.workers=1..2"), "no option '--vary'");
}

/* Before anything is simulated, not after it. */
static void where_nothing_can_be_written_nothing_is_begun(void **state)
{
    (void)state;
    static const char *const places[] = {"/dev/null", "/dev/null/below", "/nowhere/below"};
    for (size_t n = 0; n < sizeof places / sizeof *places; n++) {
        struct outcome outcome =
            RUN("sweep", "mm1", "--vary", "server.workers=1..2", "-o", places[n]);
        assert_outcome(&outcome, 1, n < 2 ? "this is none" : "No such file or directory");
        assert_string_equal(outcome.out, "");
        outcome_free(&outcome);
    }
}

static size_t lines_with(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
        count++;
    return count;
}

static void a_row_for_each_point_variant_and_measure(void **state)
{
    (void)state;
    struct outcome outcome = RUN("sweep", "lunch-rush", "--vary", "kitchen.cooks=4,8,12",
                                 "--replications", "2", "--format", "csv");
    assert_int_equal(outcome.status, 0);
    assert_int_equal(strncmp(outcome.out, "kitchen.cooks,variant,policy,measure,", 37), 0);
    assert_int_equal(lines_with(outcome.out, ",time.total.p95,"), 6);
    assert_int_equal(lines_with(outcome.out, "\n8,"), lines_with(outcome.out, "\n12,"));
    outcome_free(&outcome);
}

/* The point of a sweep is the run with that setting. */
static void a_point_is_a_run(void **state)
{
    (void)state;
    struct outcome sweep = RUN("sweep", "lunch-rush", "--vary", "kitchen.cooks=7", "--format",
                               "json", "--replications", "5");
    struct outcome run = RUN("run", "lunch-rush", "--set", "kitchen.cooks=7", "--format", "json",
                             "--replications", "5", "--quiet");
    json_t *points = json_loads(sweep.out, JSON_REJECT_DUPLICATES, NULL);
    json_t *one = json_loads(run.out, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(points);
    assert_non_null(one);
    const json_t *point = json_array_get(json_object_get(points, "points"), 0);
    assert_string_equal(
        json_string_value(json_object_get(json_object_get(point, "values"), "kitchen.cooks")), "7");
    assert_true(json_equal(json_object_get(point, "result"), one));
    json_decref(points);
    json_decref(one);
    outcome_free(&sweep);
    outcome_free(&run);
}

static void pictures_are_written(void **state)
{
    (void)state;
    char folder[] = "/tmp/pizzeria-sweep-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct outcome outcome = RUN("sweep", "lunch-rush", "--vary", "kitchen.cooks=4..12:4",
                                 "--measure", "throughput", "--replications", "2", "-o", folder);
    assert_int_equal(outcome.status, 0);
    assert_non_null(strstr(outcome.out, "Where more (kitchen.cooks) stops helping"));
    static const char *const names[] = {"sweep.csv", "sweep.json", "throughput.svg", NULL};
    assert_written(folder, names);
    char png[128];
    snprintf(png, sizeof png, "%s/throughput.png", folder);
    unlink(png); /* only there where the program was built with librsvg */
    assert_int_equal(rmdir(folder), 0);
    outcome_free(&outcome);
    outcome = RUN("sweep", "mm1", "--vary", "server.workers=1..2", "--replications", "1", "-o",
                  "/dev/null/here");
    assert_int_equal(outcome.status, 1);
    assert_non_null(strstr(outcome.error, "/dev/null/here"));
    outcome_free(&outcome);
}

/* Cooks, then demand; a cell of the other key is empty: it is as in the scenario. */
static void without_a_key_the_usual_two_are_swept(void **state)
{
    (void)state;
    struct outcome csv = RUN("sweep", "lunch-rush", "--replications", "1", "--format", "csv");
    struct outcome json = RUN("sweep", "lunch-rush", "--replications", "1", "--format", "json");
    assert_outcome(&csv, 0, NULL);
    assert_outcome(&json, 0, NULL);
    static const char header[] = "kitchen.cooks,callers.demand,variant,policy,measure,";
    assert_int_equal(strncmp(csv.out, header, strlen(header)), 0);
    assert_int_equal(lines_with(csv.out, "\n12,,Apach' Hut,synchronous,throughput,"), 1);
    assert_int_equal(lines_with(csv.out, "\n,50 %,Apach' Hut,synchronous,throughput,"), 1);
    json_t *sweeps = json_loads(json.out, JSON_REJECT_DUPLICATES, NULL);
    assert_int_equal(json_array_size(sweeps), 2);
    size_t points = 0;
    for (size_t n = 0; n < 2; n++)
        points += json_array_size(json_object_get(json_array_get(sweeps, n), "points"));
    assert_int_equal(lines_with(csv.out, ",throughput,"), 2 * points);
    json_decref(sweeps);
    outcome_free(&csv);
    outcome_free(&json);
}

/* What cannot be varied is said, and what can be is. */
static void what_cannot_be_varied_is_said(void **state)
{
    (void)state;
    struct outcome outcome = RUN("sweep", "staged-kitchen", "--only", "Stages 1-9-2",
                                 "--replications", "1", "--measure", "throughput", "--quiet");
    assert_outcome(&outcome, 0, NULL);
    assert_non_null(strstr(outcome.out, "every variant is staged"));
    assert_null(strstr(outcome.out, "Where more (kitchen.cooks)"));
    assert_non_null(strstr(outcome.out, "Where more (callers.demand)"));
    outcome_free(&outcome);
}

/* docs/curves.md shows what is printed now. */
static void the_guide_is_up_to_date(void **state)
{
    (void)state;
    static char guide[1 << 16];
    FILE *from = fopen(DOCS "/curves.md", "r");
    assert_non_null(from);
    guide[fread(guide, 1, sizeof guide - 1, from)] = '\0';
    assert_int_equal(fclose(from), 0);
    struct outcome law =
        RUN("sweep", "too-many-cooks", "--vary", "kitchen.cooks=5..50:5", "--measure", "throughput",
            "--only", "A cook per order", "--only", "Ngin, 12 cooks");
    struct outcome heat =
        RUN("sweep", "lunch-rush", "--vary", "ovens.places=8..32:4", "--vary",
            "kitchen.policy=synchronous,event_driven,staged", "--set", "kitchen.stages.prep=9",
            "--measure", "throughput", "--only", "Ngin O' Pepperonix", "--replications", "5");
    assert_outcome(&law, 0, NULL);
    assert_outcome(&heat, 0, NULL);
    if (!strstr(guide, law.out))
        fail_msg("docs/curves.md does not show what is printed now:\n%s", law.out);
    if (!strstr(guide, heat.out))
        fail_msg("docs/curves.md does not show what is printed now:\n%s", heat.out);
    outcome_free(&law);
    outcome_free(&heat);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_ranges_are_refused),
        cmocka_unit_test(where_nothing_can_be_written_nothing_is_begun),
        cmocka_unit_test(a_row_for_each_point_variant_and_measure),
        cmocka_unit_test(a_point_is_a_run),
        cmocka_unit_test(pictures_are_written),
        cmocka_unit_test(without_a_key_the_usual_two_are_swept),
        cmocka_unit_test(what_cannot_be_varied_is_said),
        cmocka_unit_test(the_guide_is_up_to_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
