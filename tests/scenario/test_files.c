/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Scenarios of several files: what prevails over what (base, file, variant, --set), data files, and
 * what cannot be a file.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/stat.h>

#include "models/keys.h"
#include "models/scenario.h"
#include "tests/scenario/folder.h"

static void read_good(struct scenario *scenario, const char *name, const struct override *overrides,
                      size_t count)
{
    struct complaints complaints;
    bool good = scenario_read(scenario, name, overrides, count, &complaints);
    if (!good || complaints.count)
        complaints_print(&complaints, stderr);
    assert_true(good);
    complaints_free(&complaints);
}

/* The complaints as one text, without the folder's name; to be freed. */
static char *complaints_about(const struct folder *folder, const char *name)
{
    struct scenario scenario;
    struct complaints complaints;
    bool good = scenario_read(&scenario, name, NULL, 0, &complaints);
    assert_int_equal(good, complaints.errors == 0);
    char *text = NULL, *result = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    complaints_print(&complaints, to);
    assert_int_equal(fclose(to), 0);
    complaints_free(&complaints);
    scenario_free(&scenario);

    FILE *clean = open_memstream(&result, &size);
    assert_non_null(clean);
    size_t length = strlen(folder->path);
    for (const char *at = text; *at;) {
        if (strncmp(at, folder->path, length) == 0 && at[length] == '/')
            at += length + 1;
        else
            fputc(*at++, clean);
    }
    assert_int_equal(fclose(clean), 0);
    free(text);
    return result;
}

static void expect_complaints(const struct folder *folder, const char *file, const char *expected)
{
    char *text = complaints_about(folder, folder_file(folder, file));
    assert_string_equal(text, expected);
    free(text);
}

static void expect_key(const struct variant *variant, const char *name, const char *expected)
{
    char *value = world_get(&variant->world, THEME_KITCHEN, name);
    assert_non_null(value);
    assert_string_equal(value, expected);
    free(value);
}

/* Each level sets one key fewer than the one before, so each shows once. */
static void base_then_file_then_variant_then_override(void **state)
{
    const struct folder *folder = *state;
    folder_put(folder, "base.yaml",
               "title: Base\nabout: of the base\n"
               "callers: {arrivals: 6 per hour, lines: 1}\n"
               "kitchen: {cooks: 1, prep: 1 min, box: 1 min, switch: 1 s}\n"
               "variants: {V: {ovens.bake: 1 min}, W: {ovens.bake: 1 min}}\n");
    folder_put(folder, "file.yaml",
               "base: base.yaml\ntitle: File\n"
               "kitchen: {cooks: 2, prep: 2 min, box: 2 min}\novens: {bake: 9 min}\n"
               "variants: {X: {}, V: {kitchen.cooks: 3, kitchen.prep: 3 min}}\n");
    struct override overrides[] = {{"kitchen.cooks", "4"}, {"variants.W.kitchen.cooks", "5"}};
    struct scenario scenario;
    read_good(&scenario, folder_file(folder, "file.yaml"), overrides, 2);
    assert_string_equal(scenario.title, "File");
    assert_string_equal(scenario.about, "of the base");
    assert_int_equal(scenario.variant_count, 3);
    const struct variant *v = &scenario.variants[0], *w = &scenario.variants[1],
                         *x = &scenario.variants[2];
    assert_string_equal(v->name, "V");
    assert_string_equal(w->name, "W");
    assert_string_equal(x->name, "X");
    expect_key(v, "callers.lines", "1");
    expect_key(v, "kitchen.switch", "1 s");
    expect_key(v, "kitchen.box", "2 min");
    expect_key(v, "kitchen.prep", "3 min");
    expect_key(v, "kitchen.cooks", "4");
    expect_key(v, "ovens.bake", "1 min"); /* a variant prevails over the file, also the base's */
    expect_key(w, "kitchen.prep", "2 min");
    expect_key(w, "kitchen.cooks", "5");
    expect_key(x, "kitchen.cooks", "4");
    expect_key(x, "ovens.bake", "9 min");
    scenario_free(&scenario);
}

static void plans_and_lists_are_replaced_whole_and_groups_merge(void **state)
{
    const struct folder *folder = *state;
    folder_put(folder, "base.yaml",
               "callers.arrivals: {00:00: 1 per hour, 01:00: 2 per hour}\n"
               "kitchen: {policy: event_driven, cooks: {00:00: 1, 02:00: 2}, blocking: [oven]}\n"
               "warehouse: {ingredients: {dough: 5, salt: 6}}\n"
               "recipes: {a: {needs: {dough: 1, salt: 1}, share: 3}}\n");
    folder_put(folder, "file.yaml",
               "base: base.yaml\n"
               "callers: {arrivals: {03:00: 3 per hour}}\n"
               "kitchen: {cooks: {04:00: 4}, blocking: [warehouse]}\n"
               "warehouse: {ingredients: {dough: 7}}\n"
               "recipes: {a: {needs: {dough: 2}}, b: {}}\n");
    struct scenario scenario;
    read_good(&scenario, folder_file(folder, "file.yaml"), NULL, 0);
    const struct variant *only = &scenario.variants[0];
    assert_string_equal(only->name, "file");
    expect_key(only, "callers.arrivals", "{03:00: 3 per hour}");
    expect_key(only, "kitchen.cooks", "{04:00: 4}");
    expect_key(only, "kitchen.blocking", "[warehouse]");
    expect_key(only, "warehouse.ingredients.dough", "7");
    expect_key(only, "warehouse.ingredients.salt", "6");
    expect_key(only, "recipes.a.needs.dough", "2");
    expect_key(only, "recipes.a.needs.salt", "1");
    expect_key(only, "recipes.a.share", "3");
    expect_key(only, "recipes.b.share", "1");
    scenario_free(&scenario);
}

/* A clock time in the base is counted from the `open` that prevails. */
static void opening_earlier_moves_the_plans_of_the_base(void **state)
{
    const struct folder *folder = *state;
    folder_put(folder, "base.yaml",
               "open: 11:00\ncallers.arrivals: {11:00: 1 per hour, 12:00: 2 per hour}\n");
    folder_put(folder, "file.yaml", "base: base.yaml\nvariants: {A: {open: 10:00}, B: {}}\n");
    struct scenario scenario;
    read_good(&scenario, folder_file(folder, "file.yaml"), NULL, 0);
    assert_int_equal(scenario.variants[0].world.arrivals.rates[0].from, SIM_HOUR);
    assert_int_equal(scenario.variants[1].world.arrivals.rates[0].from, 0);
    scenario_free(&scenario);
}

static void a_base_may_be_built_in_and_of_the_other_theme(void **state)
{
    const struct folder *folder = *state;
    folder_put(folder, "file.yaml", "base: mm1\nserver: {workers: 2}\n");
    struct scenario scenario;
    read_good(&scenario, folder_file(folder, "file.yaml"), NULL, 0);
    assert_int_equal(scenario.theme, THEME_DATACENTER);
    assert_int_equal(scenario.variants[0].world.cooks.shifts[0].number, 2);
    scenario_free(&scenario);

    folder_put(folder, "other.yaml", "base: mm1\ntheme: kitchen\nkitchen: {cooks: 3}\n");
    read_good(&scenario, folder_file(folder, "other.yaml"), NULL, 0);
    assert_int_equal(scenario.theme, THEME_KITCHEN);
    assert_int_equal(scenario.variants[0].world.cooks.shifts[0].number, 3);
    scenario_free(&scenario);
}

static void errors_in_a_base_name_the_base(void **state)
{
    const struct folder *folder = *state;
    folder_put(folder, "base.yaml", "callers: {arrivals: 6 per hr}\n");
    folder_put(folder, "file.yaml", "base: base.yaml\nkitchen: {coks: 2}\n");
    expect_complaints(folder, "file.yaml",
                      "file.yaml:2:11: error: unknown key \"kitchen.coks\"; did you mean "
                      "\"cooks\"?\nkitchen: {coks: 2}\n          ^~~~\n"
                      "base.yaml:1:27: error: \"hr\" is not a unit of time; the units are second, "
                      "minute, hour and day\ncallers: {arrivals: 6 per hr}\n"
                      "                          ^~\n");
}

static void bases_cannot_go_round_in_a_circle(void **state)
{
    const struct folder *folder = *state;
    folder_put(folder, "a.yaml", "base: b.yaml\ncallers.arrivals: 6 per hour\n");
    folder_put(folder, "b.yaml", "base: ./a.yaml\n");
    folder_put(folder, "self.yaml", "base: self.yaml\ncallers.arrivals: 6 per hour\n");
    expect_complaints(folder, "a.yaml",
                      "b.yaml:1:7: error: ./a.yaml is based on this file in turn: they go round in "
                      "a circle\nbase: ./a.yaml\n      ^~~~~~~~\n");
    expect_complaints(folder, "self.yaml",
                      "self.yaml:1:7: error: self.yaml is based on this file in turn: they go "
                      "round in a circle\nbase: self.yaml\n      ^~~~~~~~~\n");
}

static void bases_go_only_so_deep(void **state)
{
    const struct folder *folder = *state;
    char name[32], text[64];
    for (int i = 0; i < 20; i++) {
        snprintf(name, sizeof name, "%d.yaml", i);
        snprintf(text, sizeof text, "base: %d.yaml\n", i + 1);
        folder_put(folder, name, text);
    }
    expect_complaints(
        folder, "0.yaml",
        "8.yaml:1:7: error: 9.yaml is one too many: files go on files at most 8 times\n"
        "base: 9.yaml\n      ^~~~~~\n");
}

static void wrong_bases_are_said_to_be(void **state)
{
    const struct folder *folder = *state;
    static const struct {
        const char *base, *problem;
    } cases[] = {
        {"missing.yaml", "missing.yaml cannot be opened: No such file or directory"},
        {".", ". is a folder, not a file"},
        {"/dev/zero", "/dev/zero is not a regular file"},
        {"\"-\"", "- cannot be standard input"},
        {"[a]", "expected the name of a file; found a list"},
        {"", "expected the name of a file; found nothing"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[128];
        snprintf(text, sizeof text, "callers.arrivals: 6 per hour\nbase: %s\n", cases[i].base);
        folder_put(folder, "file.yaml", text);
        char *complaints = complaints_about(folder, folder_file(folder, "file.yaml"));
        if (!strstr(complaints, cases[i].problem))
            fail_msg("base: %s\n%s", cases[i].base, complaints);
        free(complaints);
    }
}

static void data_files_are_read(void **state)
{
    const struct folder *folder = *state;
    folder_put(folder, "prep.csv", "3\n1 min, ignored\r\n\"2.5\"\n\n0.5 s;x\n");
    folder_put(folder, "calls.csv", "\xef\xbb\xbf\"23:00\",\"a, b\"\n23:30:15\n00:10\n");
    folder_put(folder, "waits.csv", "10\n70 s\n2 min\n");
    folder_put(folder, "file.yaml",
               "open: 22:00\ncallers: {arrivals: {file: calls.csv}}\n"
               "kitchen: {prep: empirical prep.csv, box: mixture 1 of empirical prep.csv | 1 of 1 "
               "s}\nvariants: {A: {}, B: {callers.arrivals: {file: waits.csv}}}\n");
    struct scenario scenario;
    read_good(&scenario, folder_file(folder, "file.yaml"), NULL, 0);
    const struct world *a = &scenario.variants[0].world, *b = &scenario.variants[1].world;
    assert_int_equal(a->arrivals.kind, ARRIVALS_TIMES);
    assert_int_equal(a->arrivals.count, 3);
    assert_int_equal(a->arrivals.times[0], SIM_HOUR);
    assert_int_equal(a->arrivals.times[1], 90 * SIM_MINUTE + 15 * SIM_SECOND);
    assert_int_equal(a->arrivals.times[2], 130 * SIM_MINUTE);
    assert_int_equal(b->arrivals.times[1], 70 * SIM_SECOND);
    assert_int_equal(a->prep.kind, SIM_EMPIRICAL);
    assert_int_equal(a->prep.count, 4);
    assert_true(sim_dist_mean(&a->prep) == 66.0 / 4);
    expect_key(&scenario.variants[0], "kitchen.prep", "empirical prep.csv");
    expect_key(&scenario.variants[0], "callers.arrivals", "{file: calls.csv}");
    expect_key(&scenario.variants[1], "callers.arrivals", "{file: waits.csv}");
    scenario_free(&scenario);
}

static void wrong_data_files_are_marked(void **state)
{
    const struct folder *folder = *state;
    folder_put(folder, "prep.csv", "prep\n3\n-1\n1 mni,3\n\"4 x\"\n");
    folder_put(folder, "calls.csv", "1\n3\n2\n11:00\n");
    folder_put(folder, "empty.csv", "\n\n");
    folder_put(folder, "file.yaml",
               "callers: {arrivals: {file: calls.csv}}\n"
               "kitchen: {prep: empirical prep.csv, box: empirical empty.csv}\n"
               "ovens.bake: empirical missing.csv\n");
    char *text = complaints_about(folder, folder_file(folder, "file.yaml"));
    static const char *const expected[] = {
        "file.yaml:1:28: error: calls.csv cannot be used: its values are wrong",
        "file.yaml:2:27: error: prep.csv cannot be used: its values are wrong",
        "file.yaml:2:52: error: empty.csv cannot be used: its values are wrong",
        "file.yaml:3:23: error: missing.csv cannot be opened: No such file or directory",
        ("prep.csv:1:1: error: \"prep\" is not a number; expected a duration, such as 8 min\nprep\n"
         "^~~~\n"),
        "prep.csv:3:1: error: must not be below 0\n-1\n^~\n",
        "prep.csv:4:3: error: \"mni\" is not a unit of time; did you mean \"min\"?",
        ("prep.csv:5:1: error: \"x\" is not a unit of time; the units are us, ms, s, min, h and "
         "day\n\"4 x\"\n^~~~~\n"),
        "calls.csv:3:1: error: arrivals must be in order of time\n2\n^\n",
        "calls.csv:4:1: error: clock times and durations cannot be mixed\n11:00\n^~~~~\n",
        "empty.csv:1:1: error: there are no values in this file",
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        if (!strstr(text, expected[i]))
            fail_msg("missing: %s\nin:\n%s", expected[i], text);
    free(text);
}

static void what_cannot_be_a_scenario(void **state)
{
    const struct folder *folder = *state;
    char fifo[256];
    snprintf(fifo, sizeof fifo, "%s", folder_file(folder, "fifo"));
    assert_int_equal(mkfifo(fifo, 0600), 0);
    const struct {
        const char *name, *problem;
    } cases[] = {
        {folder->path, "is a folder, not a file"},
        {fifo, "is not a regular file"},
        {"/dev/zero", "is not a regular file"},
        {"/dev/null", "is not a regular file"},
        {"lunch-rsh", "did you mean the built-in scenario \"lunch-rush\"?"},
        {"/nowhere/at/all.yaml", "cannot be opened: No such file or directory"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = complaints_about(folder, cases[i].name);
        if (!strstr(text, cases[i].problem))
            fail_msg("%s: %s", cases[i].name, text);
        assert_non_null(strstr(text, ":1:1: error: "));
        free(text);
    }
}

static void a_file_prevails_over_a_built_in_of_its_name(void **state)
{
    const struct folder *folder = *state;
    char before[1024];
    struct scenario scenario;
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(folder->path), 0);
    folder_put(folder, "mm1", "callers.arrivals: 6 per hour\ntitle: Mine\n");
    read_good(&scenario, "mm1", NULL, 0);
    assert_string_equal(scenario.title, "Mine");
    scenario_free(&scenario);
    assert_int_equal(mkdir("lunch-rush", 0700), 0); /* but a folder is no scenario */
    read_good(&scenario, "lunch-rush", NULL, 0);
    assert_string_equal(scenario.title, "Lunch rush");
    scenario_free(&scenario);
    assert_int_equal(chdir(before), 0);
}

static void a_minus_sign_reads_standard_input(void **state)
{
    const struct folder *folder = *state;
    struct scenario scenario;
    folder_put(folder, "in.yaml", "callers.arrivals: 6 per hour\n");
    assert_non_null(freopen(folder_file(folder, "in.yaml"), "r", stdin));
    read_good(&scenario, "-", NULL, 0);
    assert_string_equal(scenario.title, "standard input");
    scenario_free(&scenario);
}

static void every_built_in_is_without_complaints(void **state)
{
    (void)state;
    assert_true(builtin_count() > 0);
    for (size_t i = 0; i < builtin_count(); i++) {
        struct scenario scenario;
        struct complaints complaints;
        assert_ptr_equal(builtin_find(builtin_at(i)->name), builtin_at(i));
        bool good = scenario_read(&scenario, builtin_at(i)->name, NULL, 0, &complaints);
        complaints_print(&complaints, stderr);
        assert_true(good);
        complaints_free(&complaints);
        scenario_free(&scenario);
    }
    assert_null(builtin_find("lunch"));
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_make, folder_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(base_then_file_then_variant_then_override),
        WITH_FOLDER(plans_and_lists_are_replaced_whole_and_groups_merge),
        WITH_FOLDER(opening_earlier_moves_the_plans_of_the_base),
        WITH_FOLDER(a_base_may_be_built_in_and_of_the_other_theme),
        WITH_FOLDER(errors_in_a_base_name_the_base),
        WITH_FOLDER(bases_cannot_go_round_in_a_circle),
        WITH_FOLDER(bases_go_only_so_deep),
        WITH_FOLDER(wrong_bases_are_said_to_be),
        WITH_FOLDER(data_files_are_read),
        WITH_FOLDER(wrong_data_files_are_marked),
        WITH_FOLDER(what_cannot_be_a_scenario),
        WITH_FOLDER(a_file_prevails_over_a_built_in_of_its_name),
        WITH_FOLDER(a_minus_sign_reads_standard_input),
        cmocka_unit_test(every_built_in_is_without_complaints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
