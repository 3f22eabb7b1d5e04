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
#include <sys/stat.h>
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
    is_refused(RUN("sweep", "mm1"), "--vary KEY=RANGE");
    is_refused(RUN("sweep", "mm1", "--vary", "server.workers"), "expected KEY=FROM..TO");
    is_refused(RUN("sweep", "mm1", "--vary", "server.workers=4..1"), "lower to the higher");
    is_refused(RUN("sweep", "mm1", "--vary", "server.wokers=1..4"), "did you mean");
    is_refused(RUN("sweep", "mm1", "--vary", "server.workers=1..2", "--measure", "throughputt"),
               "did you mean 'throughput'");
    is_refused(RUN("run", "mm1", "--vary", "server.workers=1..2"), "no option '--vary'");
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
    assert_non_null(strstr(outcome.out, "What it shows"));
    static const char *const names[] = {"sweep.csv", "sweep.json", "throughput.svg"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        char path[128];
        struct stat found;
        snprintf(path, sizeof path, "%s/%s", folder, names[n]);
        assert_int_equal(stat(path, &found), 0);
        assert_true(found.st_size > 500);
        assert_int_equal(unlink(path), 0);
    }
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_ranges_are_refused),
        cmocka_unit_test(a_row_for_each_point_variant_and_measure),
        cmocka_unit_test(a_point_is_a_run),
        cmocka_unit_test(pictures_are_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
