/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every scenario that the guide (docs/scenarios.md) shows can be read as it stands there, without
 * a complaint.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/scenario.h"

#define FENCE "```"
#define BEGIN FENCE "yaml\n"

static char *read_text(const char *path)
{
    FILE *from = fopen(path, "rb");
    assert_non_null(from);
    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    for (int byte; (byte = getc(from)) != EOF;)
        putc(byte, to);
    assert_int_equal(fclose(to), 0);
    fclose(from);
    return text;
}

static void examples_can_be_read(void **state)
{
    (void)state;
    char *guide = read_text(GUIDE);
    unsigned examples = 0;
    for (const char *at = guide; (at = strstr(at, BEGIN));) {
        at += strlen(BEGIN);
        const char *end = strstr(at, "\n" FENCE);
        assert_non_null(end);
        struct scenario scenario;
        struct complaints complaints;
        bool read = scenario_read_text(&scenario, "guide", at, (size_t)(end + 1 - at), NULL, 0,
                                       &complaints);
        complaints_print(&complaints, stderr);
        assert_int_equal(complaints.count, 0);
        assert_true(read);
        complaints_free(&complaints);
        scenario_free(&scenario);
        examples++;
    }
    assert_in_range(examples, 4, 100);
    free(guide);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(examples_can_be_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
