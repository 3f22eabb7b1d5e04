/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept from one time to the next. */
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
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

/* Whoever keeps his settings elsewhere, behind a link, finds them there; they are his alone. */
static void test_a_link_stays_one(void **state)
{
    (void)state;
    const struct settings written = {.ascii = true, .scenario = "mm1"};
    struct settings read;
    struct stat is;
    char path[256], elsewhere[256];
    snprintf(path, sizeof path, "%s/pizzeria/dashboard", folder);
    snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", folder);
    unlink(path);
    assert_true(settings_write(&written));
    assert_int_equal(stat(path, &is), 0);
    assert_int_equal(is.st_mode & 0777, 0600);
    assert_int_equal(rename(path, elsewhere), 0);
    assert_int_equal(symlink(elsewhere, path), 0);
    const struct settings other = {.light = true, .scenario = "mmc"};
    assert_true(settings_write(&other));
    assert_int_equal(lstat(path, &is), 0);
    assert_true(S_ISLNK(is.st_mode));
    settings_read(&read);
    assert_string_equal(read.scenario, "mmc");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(unlink(elsewhere), 0);
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

static void put(const char *bytes, size_t length)
{
    char path[256];
    snprintf(path, sizeof path, "%s/pizzeria/dashboard", folder);
    FILE *to = fopen(path, "w");
    assert_non_null(to);
    assert_int_equal(fwrite(bytes, 1, length, to), length);
    assert_int_equal(fclose(to), 0);
}

/* Whatever is in the file, what can be understood of it is, and the next writing mends it. */
static void test_broken_files(void **state)
{
    (void)state;
    static char bytes[1 << 17];
    struct settings read;
    put("", 0);
    settings_read(&read);
    assert_string_equal(read.scenario, "");
    for (size_t n = 0; n < 4096; n++)
        bytes[n] = (char)(n * 2654435761U >> 13);
    put(bytes, 4096);
    settings_read(&read);
    static const char cut[] = "ascii = yes\nlight = y";
    put(cut, strlen(cut));
    settings_read(&read);
    assert_true(read.ascii);
    assert_false(read.light);
    /* The end of a line that is too long is no line. */
    memset(bytes, 'x', 5000);
    snprintf(bytes + SETTINGS_TEXT + 31, 16, "light = yes\n");
    put(bytes, SETTINGS_TEXT + 31 + 12);
    settings_read(&read);
    assert_false(read.light);
    memset(bytes, '\n', sizeof bytes);
    put(bytes, sizeof bytes);
    settings_read(&read);
    assert_false(read.ascii);
    assert_true(settings_write(&(struct settings){.light = true, .scenario = "a\nascii = yes"}));
    settings_read(&read);
    assert_true(read.light);
    assert_false(read.ascii);
    assert_string_equal(read.scenario, "");
}

/* A name that no file can be read under does not hang. */
static void test_no_file_of_ours(void **state)
{
    (void)state;
    char path[256];
    struct settings read;
    snprintf(path, sizeof path, "%s/pizzeria/dashboard", folder);
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    settings_read(&read);
    assert_false(read.light);
    assert_int_equal(unlink(path), 0);
    assert_true(settings_write(&(struct settings){.light = true}));
}

static size_t files_there(void)
{
    char path[256];
    snprintf(path, sizeof path, "%s/pizzeria", folder);
    size_t count = 0;
    DIR *of = opendir(path);
    assert_non_null(of);
    for (const struct dirent *entry; (entry = readdir(of));)
        count += entry->d_name[0] != '.';
    closedir(of);
    return count;
}

/* Kills in the middle of writing: always a whole file, and never more than two. */
static void test_kills(void **state)
{
    (void)state;
    struct settings settings = {.light = true, .scenario = "kept"}, read;
    assert_true(settings_write(&settings));
    for (int n = 0; n < 200; n++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            for (;;)
                settings_write(&settings);
        usleep((useconds_t)(n * 37 % 1000));
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        settings_read(&read);
        assert_string_equal(read.scenario, "kept");
        assert_true(files_there() <= 2);
    }
    assert_true(settings_write(&settings));
    assert_int_equal(files_there(), 1);
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
        cmocka_unit_test(test_a_link_stays_one),
        cmocka_unit_test(test_nonsense_is_passed_over),
        cmocka_unit_test(test_broken_files),
        cmocka_unit_test(test_no_file_of_ours),
        cmocka_unit_test(test_kills),
        cmocka_unit_test(test_no_place_to_write),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
