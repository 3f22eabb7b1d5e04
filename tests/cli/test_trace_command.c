/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `trace` from outside: its formats, and how it compares with what was written earlier. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "report/png.h"
#include "tests/cli/program.h"

/* A file of its own for each test, with an ending. */
struct temporary {
    char path[64];
};

static struct temporary temporary(const char *ending)
{
    struct temporary file;
    snprintf(file.path, sizeof file.path, "/tmp/pizzeria-test-XXXXXX%s", ending);
    int number = mkstemps(file.path, (int)strlen(ending));
    assert_true(number >= 0);
    close(number);
    return file;
}

static void assert_begins(const char *path, const char *start)
{
    char text[64] = "";
    FILE *from = fopen(path, "r");
    assert_non_null(from);
    size_t length = fread(text, 1, sizeof text - 1, from);
    fclose(from);
    assert_true(length >= strlen(start));
    assert_memory_equal(text, start, strlen(start));
}

static void assert_says(const struct outcome *outcome, int status, const char *words)
{
    assert_int_equal(outcome->status, status);
    if (!strstr(outcome->out, words) && !strstr(outcome->error, words))
        fail_msg("not said: %s", words);
}

static void gantt_in_the_terminal(void **state)
{
    (void)state;
    struct outcome outcome = RUN("trace", "lunch-rush", "--format", "gantt");
    assert_outcome(&outcome, 0, NULL);
    assert_non_null(strstr(outcome.out, "Lunch rush: who did what, when\n"));
    assert_non_null(strstr(outcome.out, "\ncook 12  "));
    outcome_free(&outcome);
}

static void gantt_as_a_file(void **state)
{
    (void)state;
    struct temporary svg = temporary(".svg"), png = temporary(".PNG");
    struct outcome outcome = RUN("trace", "by-the-book", "--format=gantt", "-o", svg.path);
    assert_outcome(&outcome, 0, NULL);
    assert_begins(svg.path, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    outcome_free(&outcome);
    outcome = RUN("trace", "by-the-book", "--format=gantt", "-o", png.path);
    if (png_objection()) {
        assert_says(&outcome, 2, "was built without PNG");
    } else {
        assert_outcome(&outcome, 0, NULL);
        assert_begins(png.path, "\211PNG");
    }
    outcome_free(&outcome);
    outcome = RUN("trace", "by-the-book", "--format=gantt", "-o", "/tmp/picture.pdf");
    assert_says(&outcome, 2, "a picture's name ends in .svg, .png or .txt");
    outcome_free(&outcome);
    unlink(svg.path);
    unlink(png.path);
}

static char *content(const char *path)
{
    enum { LARGEST = 1 << 20 };
    char *text = calloc(1, LARGEST);
    FILE *from = fopen(path, "r");
    assert_non_null(text);
    if (!from)
        fail_msg("%s cannot be read", path);
    text[fread(text, 1, LARGEST - 1, from)] = '\0';
    fclose(from);
    return text;
}

/* The picture in docs/pictures.md; renewed with PIZZERIA_RENEW=1. */
static void the_picture_of_the_guide_is_true(void **state)
{
    (void)state;
    static const char guide[] = DOCS "/gantt-lunch-rush.svg";
    struct temporary svg = temporary(".svg");
    const char *path = getenv("PIZZERIA_RENEW") ? guide : svg.path;
    struct outcome outcome = RUN("trace", "lunch-rush", "--format=gantt", "-o", path);
    assert_outcome(&outcome, 0, NULL);
    char *now = content(path), *wanted = content(guide);
    if (strcmp(now, wanted) != 0)
        fail_msg("docs/gantt-lunch-rush.svg is not what is drawn now");
    free(now);
    free(wanted);
    outcome_free(&outcome);
    unlink(svg.path);
}

static void chrome_and_perfetto_are_the_same(void **state)
{
    (void)state;
    struct outcome one = RUN("trace", "by-the-book", "--format", "chrome");
    struct outcome other = RUN("trace", "by-the-book", "--format", "perfetto");
    assert_outcome(&one, 0, NULL);
    assert_outcome(&other, 0, NULL);
    assert_string_equal(one.out, other.out);
    assert_non_null(strstr(one.out, "\"traceEvents\""));
    outcome_free(&one);
    outcome_free(&other);
}

static void a_day_is_verified(void **state)
{
    (void)state;
    static const char *const ways[][2] = {{"--format=csv", "events."},
                                          {"--fingerprint", "fingerprints."}};
    for (size_t n = 0; n < 2; n++) {
        struct temporary file = temporary("");
        struct outcome outcome = RUN("trace", "lunch-rush", ways[n][0], "-o", file.path);
        assert_outcome(&outcome, 0, NULL);
        outcome_free(&outcome);
        outcome = RUN("trace", "lunch-rush", "--verify", file.path);
        assert_outcome(&outcome, 0, NULL);
        assert_non_null(strstr(outcome.out, ways[n][1]));
        outcome_free(&outcome);
        outcome = RUN("trace", "lunch-rush", "--seed", "2", "--verify", file.path);
        assert_says(&outcome, 1, "differs.\n  earlier: ");
        outcome_free(&outcome);
        unlink(file.path);
    }
}

static void what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    struct outcome outcome = RUN("trace", "mm1", "--verify", "/nowhere/at-all.csv");
    assert_says(&outcome, 2, "No such file");
    outcome_free(&outcome);
    outcome = RUN("trace", "mm1", "--verify", "/dev/null");
    assert_says(&outcome, 2, "not a trace (--format csv) or a fingerprint");
    outcome_free(&outcome);
    outcome = RUN("trace", "mm1", "--verify", "x", "--fingerprint");
    assert_says(&outcome, 2, "leave out --fingerprint");
    outcome_free(&outcome);
    outcome = RUN("trace", "mm1", "--format", "csv", "--fingerprint");
    assert_says(&outcome, 2, "leave out --format");
    outcome_free(&outcome);
    outcome = RUN("run", "mm1", "--format", "gantt");
    assert_says(&outcome, 2, "run knows the formats table, csv, json");
    outcome_free(&outcome);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gantt_in_the_terminal),
        cmocka_unit_test(gantt_as_a_file),
        cmocka_unit_test(the_picture_of_the_guide_is_true),
        cmocka_unit_test(chrome_and_perfetto_are_the_same),
        cmocka_unit_test(a_day_is_verified),
        cmocka_unit_test(what_makes_no_sense_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
