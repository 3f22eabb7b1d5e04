/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept from one time to the next. */
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

#include "tui/settings.h"

static char folder[] = "/tmp/pizzeria-settings-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) && setenv("XDG_CONFIG_HOME", folder, 1) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
    char path[256];
    (void)state;
    snprintf(path, sizeof path, "%s/pizzeria/dashboard", folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/pizzeria", folder);
    rmdir(path);
    return rmdir(folder);
}

static void test_missing_file_is_an_empty_one(void **state)
{
    (void)state;
    struct settings settings = {.light = true, .scenario = "x"};
    settings_read(&settings);
    assert_false(settings.light);
    assert_string_equal(settings.scenario, "");
}

static void test_what_is_written_is_read(void **state)
{
    (void)state;
    const struct settings written = {.light = true, .braille = true, .scenario = "my day = 2.yaml"};
    struct settings read;
    assert_true(settings_write(&written));
    settings_read(&read);
    assert_true(read.light);
    assert_false(read.ascii);
    assert_true(read.braille);
    assert_string_equal(read.scenario, written.scenario);
}

static void test_nonsense_is_passed_over(void **state)
{
    (void)state;
    char path[256];
    snprintf(path, sizeof path, "%s/pizzeria/dashboard", folder);
    FILE *to = fopen(path, "w");
    assert_non_null(to);
    fputs("\n = \nlight\nlight=yes\nascii = yes\nwhat = that\n", to);
    assert_int_equal(fclose(to), 0);
    struct settings read;
    settings_read(&read);
    assert_false(read.light);
    assert_true(read.ascii);
}

/* Where nothing can be written nothing is left behind. */
static void test_no_place_to_write(void **state)
{
    (void)state;
    const struct settings settings = {.light = true};
    assert_int_equal(setenv("XDG_CONFIG_HOME", "/dev/null", 1), 0);
    assert_false(settings_write(&settings));
    assert_int_equal(setenv("XDG_CONFIG_HOME", folder, 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_missing_file_is_an_empty_one),
        cmocka_unit_test(test_what_is_written_is_read),
        cmocka_unit_test(test_nonsense_is_passed_over),
        cmocka_unit_test(test_no_place_to_write),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
