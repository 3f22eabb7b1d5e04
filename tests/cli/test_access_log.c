/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of logs, as Apache and nginx write them, and as nobody should. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/access_log.h"
#include "cli/calls.h"

#define DATE "[04/May/2026:13:55:36 +0200]"
#define COMMON "10.0.0.1 - frank " DATE " \"GET /a HTTP/1.0\" 200 2326"
#define COMBINED COMMON " \"http://example.org/\" \"Mozilla/5.0 (X11)\""

static bool reads(struct log_line *line, const char *text, size_t field)
{
    return log_line_read(line, text, strlen(text), field);
}

static void took(const char *text, size_t field, double expected)
{
    struct log_line line;
    if (!reads(&line, text, field))
        fail_msg("cannot be read: %s", text);
    if (fabs(line.took - expected) > 1e-9)
        fail_msg("%g, not %g: %s", line.took, expected, text);
    assert_int_equal(line.at, 13 * 3600 + 55 * 60 + 36);
    assert_int_equal(line.status, 200);
    assert_int_equal(line.day, day_number(2026, 5, 4));
}

static void shapes_of_lines(void **state)
{
    (void)state;
    took(COMMON " 52110", 0, 52110);
    took(COMBINED " 52110", 0, 52110);
    took(COMBINED " 0.052", 0, 0.052);
    took(COMBINED " \"0.052\"", 0, 0.052);
    took(COMBINED " rt=0.052", 0, 0.052);
    took(COMBINED " 1.500 ", 0, 1.5);
    took("2001:db8::1 - - " DATE " \"GET /\\\"quoted\\\" HTTP/1.1\" 200 - 7", 0, 7);
    took("10.0.0.1, 10.0.0.2 - - " DATE " \"-\" 200 0 7", 0, 7);
    took("a.example " COMBINED " 0.010 0.052", 0, 0.052);
}

static void another_field(void **state)
{
    (void)state;
    took(COMBINED " 0.010 0.052", 10, 0.010);
    took(COMBINED " 0.010 0.052", 11, 0.052);
    took("0.25 " COMBINED, 1, 0.25);
}

static void refused(const char *text, size_t field)
{
    struct log_line line;
    if (reads(&line, text, field))
        fail_msg("was read: %s", text);
}

/* Bytes and browsers are no times; and a damaged line is none at all. */
static void no_time(void **state)
{
    (void)state;
    refused(COMMON, 0);
    refused(COMBINED, 0);
    refused(COMMON " \"-\" \"1.0\"", 0);
    refused(COMBINED " -", 0);
    refused(COMBINED " 0.1.2", 0);
    refused(COMBINED " -5", 0);
    refused(COMBINED " .", 0);
    refused(COMBINED " 1000000000000000", 0); /* decades of microseconds */
    refused(COMBINED " 0.052", 99);
    refused("", 0);
    refused("garbage", 0);
    refused("[", 0);
    refused("\"", 0);
    refused("10.0.0.1 - - [04/Moy/2026:13:55:36 +0200] \"GET /\" 200 1 7", 0);
    refused("10.0.0.1 - - [40/May/2026:13:55:36 +0200] \"GET /\" 200 1 7", 0);
    refused("10.0.0.1 - - [04/May/2026:25:55:36 +0200] \"GET /\" 200 1 7", 0);
    refused("10.0.0.1 - - [04/May/2026", 0);
    refused("10.0.0.1 - - " DATE " GET 200 1 7", 0);
    refused("10.0.0.1 - - " DATE " \"GET / HTTP/1.1", 0);
    refused("10.0.0.1 - - " DATE " \"GET /\" OK 1 7", 0);
}

/* Every beginning of a line ends in an answer, and reads nothing beyond it. */
static void cut_lines(void **state)
{
    (void)state;
    const char *text = COMBINED " rt=0.052";
    struct log_line line;
    for (size_t length = 0; length < strlen(text); length++) {
        char copy[256];
        memcpy(copy, text, length);
        memset(copy + length, '9', sizeof copy - length);
        log_line_read(&line, copy, length, 0);
    }
}

static void days(void **state)
{
    (void)state;
    assert_int_equal(day_number(1970, 1, 1), 0);
    assert_int_equal(day_number(1969, 12, 31), -1);
    assert_int_equal(day_number(2000, 3, 1), 11017);
    assert_int_equal(day_number(2000, 2, 29), 11016);
    assert_int_equal(day_number(2026, 5, 4), 20577);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_of_lines),
        cmocka_unit_test(another_field),
        cmocka_unit_test(no_time),
        cmocka_unit_test(cut_lines),
        cmocka_unit_test(days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
