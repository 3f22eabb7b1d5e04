/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Complaints to the letter: each case of complaints.txt is a scenario and what is said about it.
 *
 *   ## what the case shows
 *   ! KEY=VALUE          any number of overrides
 *   the text of the scenario
 *   --
 *   the complaints
 *
 * With UPDATE_COMPLAINTS set in the environment the file is written anew, to be read with care.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/scenario.h"

#define OVERRIDES 16

struct text {
    char *bytes;
    size_t length;
};

static struct text read_file(const char *path)
{
    struct text text = {0};
    FILE *from = fopen(path, "rb");
    assert_non_null(from);
    FILE *to = open_memstream(&text.bytes, &text.length);
    assert_non_null(to);
    for (int byte; (byte = getc(from)) != EOF;)
        putc(byte, to);
    assert_int_equal(fclose(to), 0);
    fclose(from);
    return text;
}

/* One case, as offsets of the whole text. */
struct example {
    const char *head; /* "## ..." and the overrides */
    size_t head_length;
    const char *scenario;
    size_t scenario_length;
    const char *expected;
    size_t expected_length;
};

static const char *line_after(const char *line)
{
    const char *end = strchr(line, '\n');
    return end ? end + 1 : line + strlen(line);
}

/* Takes the next case; where the next one begins is returned. */
static const char *take_example(const char *at, struct example *example)
{
    example->head = at;
    for (at = line_after(at); at[0] == '!'; at = line_after(at))
        continue;
    example->head_length = (size_t)(at - example->head);
    example->scenario = at;
    while (*at && strncmp(at, "--\n", 3) != 0)
        at = line_after(at);
    example->scenario_length = (size_t)(at - example->scenario);
    at = line_after(at);
    example->expected = at;
    while (*at && strncmp(at, "## ", 3) != 0)
        at = line_after(at);
    example->expected_length = (size_t)(at - example->expected);
    return at;
}

/* The overrides of a case; `copy` holds their texts. */
static size_t overrides_of(const struct example *example, char *copy,
                           struct override overrides[OVERRIDES])
{
    size_t count = 0;
    memcpy(copy, example->head, example->head_length);
    copy[example->head_length] = 0;
    strtok(copy, "\n");
    for (char *line; count < OVERRIDES && (line = strtok(NULL, "\n")); count++) {
        char *equals = strchr(line, '=');
        assert_non_null(equals);
        *equals = 0;
        overrides[count] = (struct override){line + 2, equals + 1};
    }
    return count;
}

static struct text complaints_of(const struct example *example)
{
    struct scenario scenario;
    struct complaints complaints;
    struct override overrides[OVERRIDES];
    char *copy = malloc(example->head_length + 1);
    assert_non_null(copy);
    size_t count = overrides_of(example, copy, overrides);
    bool good = scenario_read_text(&scenario, "test.yaml", example->scenario,
                                   example->scenario_length, overrides, count, &complaints);
    assert_int_equal(good, complaints.errors == 0);
    struct text text = {0};
    FILE *to = open_memstream(&text.bytes, &text.length);
    assert_non_null(to);
    complaints_print(&complaints, to);
    assert_int_equal(fclose(to), 0);
    complaints_free(&complaints);
    scenario_free(&scenario);
    free(copy);
    return text;
}

static void complaints_are_as_written(void **state)
{
    (void)state;
    struct text file = read_file(COMPLAINTS);
    bool update = getenv("UPDATE_COMPLAINTS") != NULL;
    FILE *to = update ? fopen(COMPLAINTS, "wb") : NULL;
    size_t wrong = 0, count = 0;
    struct example example;
    for (const char *at = file.bytes; *at; count++) {
        at = take_example(at, &example);
        struct text got = complaints_of(&example);
        bool same = got.length == example.expected_length &&
                    memcmp(got.bytes, example.expected, got.length) == 0;
        if (to)
            fprintf(to, "%.*s%.*s--\n%s", (int)example.head_length, example.head,
                    (int)example.scenario_length, example.scenario, got.bytes);
        else if (!same)
            print_error("%.*sexpected:\n%.*sgot:\n%s\n", (int)example.head_length, example.head,
                        (int)example.expected_length, example.expected, got.bytes);
        wrong += !same && !update;
        free(got.bytes);
    }
    if (to)
        assert_int_equal(fclose(to), 0);
    free(file.bytes);
    assert_true(count >= 100);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(complaints_are_as_written)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
