/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program from end to end: results, where they go, and how it ends. */
#include <dirent.h>
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

/* A folder of its own for each test. */
static char folder[64];

static int fresh_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/pizzeria-test-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    DIR *entries = opendir(folder);
    if (!entries)
        return -1;
    for (struct dirent *entry; (entry = readdir(entries));)
        unlinkat(dirfd(entries), entry->d_name, 0);
    closedir(entries);
    return rmdir(folder);
}

static size_t files_in_folder(void)
{
    size_t count = 0;
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    for (struct dirent *entry; (entry = readdir(entries));)
        count += entry->d_name[0] != '.';
    closedir(entries);
    return count;
}

static const char *in_folder(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void put_file(const char *name, const char *text)
{
    FILE *to = fopen(in_folder(name), "w");
    assert_non_null(to);
    fputs(text, to);
    assert_int_equal(fclose(to), 0);
}

static void assert_file(const char *name, const char *start)
{
    char text[64] = "";
    FILE *from = fopen(in_folder(name), "r");
    assert_non_null(from);
    size_t length = fread(text, 1, sizeof text - 1, from);
    fclose(from);
    assert_true(length >= strlen(start));
    assert_memory_equal(text, start, strlen(start));
}

static json_t *json_of(const struct outcome *outcome)
{
    json_error_t error;
    json_t *json = json_loads(outcome->out, JSON_REJECT_DUPLICATES, &error);
    if (!json)
        fail_msg("no JSON: %s", error.text);
    return json;
}

/* The dashboard needs a terminal; without one, `run` it is, and the program says so. */
static void the_default_is_the_lunch_rush(void **state)
{
    (void)state;
    struct outcome alone = program_run(&(struct circumstances){0}, (const char *const[]){NULL});
    struct outcome named = RUN("run", "lunch-rush"), short_ = RUN("lunch-rush");
    assert_outcome(&named, 0, NULL);
    assert_outcome(&alone, 0, "doing 'run' instead");
    assert_outcome(&short_, 0, "doing 'run' instead");
    assert_ptr_equal(strstr(named.out, "Lunch rush\n20 simulated days"), named.out);
    assert_non_null(strstr(named.out, "What limits each"));
    assert_string_equal(alone.out, named.out);
    assert_string_equal(short_.out, named.out);
    outcome_free(&alone);
    outcome_free(&named);
    outcome_free(&short_);
}

static void every_number_of_threads_gives_the_same_bytes(void **state)
{
    (void)state;
    struct outcome one = RUN("run", "lunch-rush", "--format", "json", "--threads", "1");
    struct outcome three = RUN("run", "lunch-rush", "--format=json", "--threads=3");
    assert_outcome(&one, 0, NULL);
    assert_string_equal(one.out, three.out);
    outcome_free(&one);
    outcome_free(&three);
}

static void several_scenarios(void **state)
{
    (void)state;
    struct outcome outcome =
        RUN("run", "lunch-rush", "by-the-book", "--replications", "3", "--format", "json");
    assert_outcome(&outcome, 0, "");
    json_t *json = json_of(&outcome);
    assert_int_equal(json_array_size(json), 2);
    assert_int_equal(json_integer_value(json_object_get(json_array_get(json, 1), "replications")),
                     3);
    json_decref(json);
    outcome_free(&outcome);

    outcome = RUN("run", "lunch-rush", "by-the-book", "--replications", "3", "--format", "csv");
    const char *header = strstr(outcome.out, "variant,policy,");
    assert_ptr_equal(header, outcome.out);
    assert_null(strstr(header + 1, "variant,policy,"));
    outcome_free(&outcome);

    outcome = RUN("run", "lunch-rush", "by-the-book", "--replications", "3");
    assert_non_null(strstr(outcome.out, "\n\nBy the book\n"));
    outcome_free(&outcome);
}

static json_t *run_for_json(const char *const *arguments)
{
    struct outcome outcome = program_run(&(struct circumstances){0}, arguments);
    assert_outcome(&outcome, 0, "");
    json_t *json = json_of(&outcome);
    outcome_free(&outcome);
    return json;
}

#define JSON(...) run_for_json((const char *const[]){"run", __VA_ARGS__, "--format", "json", NULL})

static double mean_of(const json_t *json, size_t variant, const char *measure)
{
    const json_t *measures =
        json_object_get(json_array_get(json_object_get(json, "variants"), variant), "measures");
    return json_number_value(json_object_get(json_object_get(measures, measure), "mean"));
}

/* The notes give the ratio of sums that JSON has, once for all kitchens. */
static void ratios_of_sums_are_told(void **state)
{
    (void)state;
    struct outcome table = RUN("run", "lunch-rush");
    json_t *json = JSON("lunch-rush");
    const json_t *variant = json_array_get(json_object_get(json, "variants"), 1);
    const json_t *measure =
        json_object_get(json_object_get(variant, "measures"), "time.total.mean");
    char expected[80];
    double pooled = json_real_value(json_object_get(json_object_get(measure, "pooled"), "mean"));
    assert_true(pooled > 0 && pooled != json_real_value(json_object_get(measure, "mean")));
    snprintf(expected, sizeof expected, "Ngin O' Pepperonix has time.total.mean %.1f", pooled / 60);
    const char *note = strstr(table.out, "Above, every day counts the same");
    assert_non_null(note);
    assert_non_null(strstr(note, "Apach' Hut has "));
    assert_non_null(strstr(note, expected));
    assert_null(strstr(note + 1, "Above, every day counts the same"));
    json_decref(json);
    outcome_free(&table);
}

/* Base, file, variant, --set: what comes later wins; and of two options the later one. */
static void options_come_after_the_file(void **state)
{
    (void)state;
    put_file("own.yaml", "callers: {arrivals: 10 per hour}\n"
                         "kitchen: {cooks: 7}\n"
                         "variants:\n"
                         "  A: {}\n"
                         "  B: {kitchen.cooks: 8}\n");
    const char *own = in_folder("own.yaml");
    json_t *json = JSON(own, "--replications", "2");
    assert_true(mean_of(json, 0, "cooks.present") == 7);
    assert_true(mean_of(json, 1, "cooks.present") == 8);
    json_decref(json);
    json = JSON(own, "--replications", "2", "--set", "kitchen.cooks=9");
    assert_true(mean_of(json, 0, "cooks.present") == 9);
    assert_true(mean_of(json, 1, "cooks.present") == 9);
    json_decref(json);
    json = JSON(own, "--set", "kitchen.cooks=9", "--set=kitchen.cooks=5", "--seed", "3", "--set",
                "analysis.replications=4", "--replications", "2", "--set", "seed=11");
    assert_true(mean_of(json, 0, "cooks.present") == 5);
    assert_int_equal(json_integer_value(json_object_get(json, "replications")), 2);
    assert_int_equal(json_integer_value(json_object_get(json, "seed")), 11);
    json_decref(json);
}

static void only_some_variants(void **state)
{
    (void)state;
    json_t *json = JSON("lunch-rush", "--only", "Ngin O' Pepperonix");
    const json_t *variants = json_object_get(json, "variants");
    assert_int_equal(json_array_size(variants), 1);
    assert_string_equal(json_string_value(json_object_get(json_array_get(variants, 0), "name")),
                        "Ngin O' Pepperonix");
    assert_int_equal(json_array_size(json_object_get(json, "paired")), 0);
    json_decref(json);
    json = JSON("lunch-rush", "--only", "Ngin O' Pepperonix", "--only", "Apach' Hut");
    assert_int_equal(json_array_size(json_object_get(json, "variants")), 2);
    json_decref(json);
}

static void precision_adds_replications(void **state)
{
    (void)state;
    json_t *json = JSON("lunch-rush", "--precision", "1 %");
    assert_in_range(json_integer_value(json_object_get(json, "replications")), 21, 1000);
    assert_true(json_is_true(json_object_get(json, "precision_reached")));
    json_decref(json);
    json = JSON("lunch-rush", "--precision", "0.0001", "--set", "analysis.at_most=25");
    assert_int_equal(json_integer_value(json_object_get(json, "replications")), 25);
    assert_true(json_is_false(json_object_get(json, "precision_reached")));
    json_decref(json);
}

static const struct circumstances on_terminal = {.error = CHANNEL_TERMINAL};
static const struct circumstances on_closed_pipe = {.out = CHANNEL_CLOSED_PIPE};
static const struct circumstances with_small_files = {.largest_file = 4096};
static const struct circumstances in_ascii = {.environment = {"LC_ALL=C"}};
static const struct circumstances interrupted = {.error = CHANNEL_TERMINAL,
                                                 .interrupt_when = " of 1000000 days"};

/* A million days would take minutes; the bar on the terminal shows that some are done. */
#define LONG "run", "lunch-rush", "--replications", "1000000"

static void ctrl_c_keeps_what_was_finished(void **state)
{
    (void)state;
    struct outcome outcome = RUN_IN(&interrupted, LONG, "--format", "json");
    assert_outcome(&outcome, 130, "interrupted; what follows is partial");
    json_t *json = json_of(&outcome);
    json_int_t finished = json_integer_value(json_object_get(json, "replications"));
    assert_in_range(finished, 1, 999999);
    assert_true(json_is_true(json_object_get(json, "partial")));
    const json_t *variants = json_object_get(json, "variants");
    for (size_t v = 0; v < 2; v++) {
        const json_t *measures = json_object_get(json_array_get(variants, v), "measures");
        assert_int_equal(
            json_integer_value(json_object_get(json_object_get(measures, "calls.offered"), "n")),
            finished);
    }
    json_decref(json);
    outcome_free(&outcome);

    outcome = RUN_IN(&interrupted, LONG, "-o", in_folder("table.txt"));
    assert_outcome(&outcome, 130, "partial");
    assert_string_equal(outcome.out, "");
    assert_file("table.txt", "Lunch rush\n");
    outcome_free(&outcome);
}

static void no_bar_where_none_is_wanted(void **state)
{
    (void)state;
    struct outcome outcome = RUN("run", "lunch-rush", "--replications", "5000");
    assert_outcome(&outcome, 0, NULL);
    outcome_free(&outcome);
    outcome = RUN_IN(&on_terminal, "run", "lunch-rush", "--replications", "5000", "--quiet");
    assert_outcome(&outcome, 0, NULL);
    outcome_free(&outcome);
}

static void a_full_disk_is_said(void **state)
{
    (void)state;
    if (access("/dev/full", W_OK) != 0)
        skip();
    static const char *const commands[][4] = {
        {"run", "lunch-rush"},
        {"run", "lunch-rush", "--format", "json"},
        {"trace", "lunch-rush"},
        {"list"},
        {"keys"},
        {"check", "lunch-rush"},
        {"--help"},
        {"--version"},
    };
    for (size_t n = 0; n < sizeof commands / sizeof *commands; n++) {
        const char *arguments[5] = {commands[n][0], commands[n][1], commands[n][2], commands[n][3]};
        struct outcome outcome =
            program_run(&(struct circumstances){.out = CHANNEL_FULL_DISK}, arguments);
        assert_outcome(&outcome, 1, "standard output: cannot be written: No space left on device");
        outcome_free(&outcome);
    }
    struct outcome outcome = RUN("run", "lunch-rush", "-o", "/dev/full");
    assert_outcome(&outcome, 1, "/dev/full: cannot be written: No space left on device");
    outcome_free(&outcome);
}

static void a_closed_pipe_ends_it_quietly(void **state)
{
    (void)state;
    struct outcome outcome = RUN_IN(&on_closed_pipe, "trace", "c10k");
    assert_outcome(&outcome, 1, NULL);
    outcome_free(&outcome);
    outcome = RUN_IN(&on_closed_pipe, "run", "lunch-rush");
    assert_outcome(&outcome, 1, NULL);
    outcome_free(&outcome);
}

static void results_go_to_files(void **state)
{
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s", in_folder("new.csv"));
    struct outcome outcome = RUN("run", "lunch-rush", "--format", "csv", "--output", path);
    assert_outcome(&outcome, 0, NULL);
    assert_string_equal(outcome.out, "");
    assert_file("new.csv", "variant,policy,");
    assert_int_equal(files_in_folder(), 1);
    outcome_free(&outcome);

    assert_int_equal(chmod(path, 0640), 0); /* a file's rights stay, and a link stays a link */
    assert_int_equal(symlink("new.csv", in_folder("link.csv")), 0);
    outcome = RUN("trace", "lunch-rush", "--format", "csv", "-o", in_folder("link.csv"));
    assert_outcome(&outcome, 0, NULL);
    struct stat about;
    assert_int_equal(lstat(in_folder("link.csv"), &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0640);
    assert_file("new.csv", "time,variant,");
    outcome_free(&outcome);
}

static void a_failure_leaves_no_half_file(void **state)
{
    (void)state;
    put_file("old.csv", "what was there before\n");
    struct outcome outcome =
        RUN_IN(&with_small_files, "trace", "lunch-rush", "-o", in_folder("old.csv"));
    assert_outcome(&outcome, 1, "cannot be written: File too large");
    assert_file("old.csv", "what was there before\n");
    assert_int_equal(files_in_folder(), 1);
    outcome_free(&outcome);

    outcome = RUN("run", "lunch-rush", "-o", in_folder("missing/file.txt"));
    assert_outcome(&outcome, 1, "cannot be written: No such file or directory");
    outcome_free(&outcome);
    outcome = RUN("run", "lunch-rush", "-o", folder);
    assert_outcome(&outcome, 1, "cannot be written: Is a directory");
    outcome_free(&outcome);
}

static bool has_colour(const struct outcome *outcome)
{
    return strchr(outcome->out, '\033');
}

static void colours_only_on_a_terminal_that_wants_them(void **state)
{
    (void)state;
    const struct {
        struct circumstances how;
        const char *option;
        bool colour;
    } rows[] = {
        {{.out = CHANNEL_TERMINAL}, "--quiet", true},
        {{.out = CHANNEL_TERMINAL, .environment = {"NO_COLOR="}}, "--quiet", true},
        {{.out = CHANNEL_TERMINAL, .environment = {"NO_COLOR=1"}}, "--quiet", false},
        {{.out = CHANNEL_TERMINAL, .environment = {"TERM=dumb"}}, "--quiet", false},
        {{.out = CHANNEL_TERMINAL}, "--no-color", false},
        {{.out = CHANNEL_PIPE}, "--quiet", false},
    };
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) {
        struct outcome outcome = program_run(
            &rows[n].how, (const char *const[]){"run", "lunch-rush", rows[n].option, NULL});
        assert_outcome(&outcome, 0, NULL);
        if (has_colour(&outcome) != rows[n].colour)
            fail_msg("row %zu: wrong about colours", n);
        outcome_free(&outcome);
    }
}

static void ascii_where_the_locale_knows_no_more(void **state)
{
    (void)state;
    struct outcome outcome = RUN_IN(&in_ascii, "run", "lunch-rush");
    assert_outcome(&outcome, 0, NULL);
    for (const char *c = outcome.out; *c; c++)
        assert_in_range(*c, '\n', '~');
    outcome_free(&outcome);
    outcome = RUN("run", "lunch-rush");
    assert_non_null(strstr(outcome.out, "\302\261"));
    outcome_free(&outcome);
}

static void traces_are_in_order(void **state)
{
    (void)state;
    struct outcome outcome = RUN("trace", "lunch-rush", "--format", "csv");
    assert_outcome(&outcome, 0, NULL);
    const char *line = strchr(outcome.out, '\n') + 1;
    double last = 0;
    size_t lines = 0;
    for (; *line; line = strchr(line, '\n') + 1, lines++) {
        double time = strtod(line, NULL);
        assert_true(time >= last);
        last = time;
    }
    assert_true(lines > 1000);
    outcome_free(&outcome);
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, fresh_folder, remove_folder)
    const struct CMUnitTest tests[] = {
        TEST(the_default_is_the_lunch_rush),
        TEST(every_number_of_threads_gives_the_same_bytes),
        TEST(several_scenarios),
        TEST(ratios_of_sums_are_told),
        TEST(options_come_after_the_file),
        TEST(only_some_variants),
        TEST(precision_adds_replications),
        TEST(ctrl_c_keeps_what_was_finished),
        TEST(no_bar_where_none_is_wanted),
        TEST(a_full_disk_is_said),
        TEST(a_closed_pipe_ends_it_quietly),
        TEST(results_go_to_files),
        TEST(a_failure_leaves_no_half_file),
        TEST(colours_only_on_a_terminal_that_wants_them),
        TEST(ascii_where_the_locale_knows_no_more),
        TEST(traces_are_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
