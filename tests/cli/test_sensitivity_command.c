/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `sensitivity` from end to end: what it refuses, formats, files, and what the guide shows. */
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

static void refused(struct outcome outcome, const char *why)
{
    assert_int_equal(outcome.status, 2);
    assert_string_equal(outcome.out, "");
    if (!strstr(outcome.error, why))
        fail_msg("%s", outcome.error);
    outcome_free(&outcome);
}

static void wrong_wishes_are_refused(void **state)
{
    (void)state;
    refused(RUN("sensitivity"), "needs SCENARIO");
    refused(RUN("sensitivity", "mm1", "--by", "0 %"), "above 0 and up to 95 %");
    refused(RUN("sensitivity", "mm1", "--by", "100 %"), "above 0 and up to 95 %");
    refused(RUN("sensitivity", "mm1", "--by", "much"), "--by much");
    refused(RUN("sensitivity", "mm1", "--measure", "throughptu"), "did you mean 'throughput'");
    refused(RUN("sensitivity", "mm1", "--key", "kitchen"), "no number to change whose name");
    refused(RUN("sensitivity", "mm1", "--vary", "server.workers=1..2"), "no option '--vary'");
}

/* A prefix of keys leaves the others out; the change is as large as asked. */
static void keys_and_size_can_be_chosen(void **state)
{
    (void)state;
    struct outcome outcome =
        RUN("sensitivity", "lunch-rush", "--key", "kitchen.cooks", "--key", "callers.demand",
            "--by", "50 %", "--replications", "2", "--format", "csv", "--measure", "throughput");
    assert_outcome(&outcome, 0, NULL);
    size_t lines = 0;
    for (const char *c = outcome.out; *c; c++)
        lines += *c == '\n';
    assert_int_equal(lines, 1 + 2 * 2 * 2);
    assert_non_null(strstr(outcome.out, "kitchen.cooks,count,less,12,6,"));
    assert_non_null(strstr(outcome.out, "kitchen.cooks,count,more,12,18,"));
    assert_non_null(strstr(outcome.out, "callers.demand,share,more,1,1.5,"));
    outcome_free(&outcome);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    struct outcome one = RUN("sensitivity", "saturday-night", "--format", "json", "--threads", "1",
                             "--replications", "3");
    struct outcome four = RUN("sensitivity", "saturday-night", "--format", "json", "--threads", "4",
                              "--replications", "3");
    assert_outcome(&one, 0, NULL);
    assert_string_equal(one.out, four.out);
    json_t *value = json_loads(one.out, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(value);
    json_decref(value);
    outcome_free(&one);
    outcome_free(&four);
}

static void a_folder_is_filled(void **state)
{
    (void)state;
    char folder[] = "/tmp/pizzeria-sensitivity-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct outcome outcome = RUN("sensitivity", "mm1", "--replications", "2", "-o", folder);
    assert_int_equal(outcome.status, 0);
    static const char *const names[] = {"sensitivity.csv", "sensitivity.json", "time.total.p95.svg",
                                        NULL};
    char path[128];
    assert_written(folder, names);
    snprintf(path, sizeof path, "%s/time.total.p95.png", folder);
    unlink(path); /* only there where the program was built with librsvg */
    assert_int_equal(rmdir(folder), 0);
    outcome_free(&outcome);
    outcome = RUN("sensitivity", "mm1", "--replications", "1", "-o", "/dev/null/here");
    assert_int_equal(outcome.status, 1);
    assert_non_null(strstr(outcome.error, "/dev/null/here"));
    outcome_free(&outcome);
}

/* docs/sensitivity.md shows what is printed now. */
static void the_guide_is_up_to_date(void **state)
{
    (void)state;
    static char guide[1 << 16];
    FILE *from = fopen(DOCS "/sensitivity.md", "r");
    assert_non_null(from);
    guide[fread(guide, 1, sizeof guide - 1, from)] = '\0';
    assert_int_equal(fclose(from), 0);
    struct outcome outcome = RUN("sensitivity", "lunch-rush", "--only", "Ngin O' Pepperonix");
    assert_outcome(&outcome, 0, NULL);
    if (!strstr(guide, outcome.out))
        fail_msg("docs/sensitivity.md does not show what is printed now:\n%s", outcome.out);
    outcome_free(&outcome);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_wishes_are_refused), cmocka_unit_test(keys_and_size_can_be_chosen),
        cmocka_unit_test(threads_change_nothing),   cmocka_unit_test(a_folder_is_filled),
        cmocka_unit_test(the_guide_is_up_to_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
