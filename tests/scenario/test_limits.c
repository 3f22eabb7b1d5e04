/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A scenario is untrusted input: whatever its size, nesting or numbers, it is read or refused in
 * moderate time and memory. Each of these texts would be a trap for a careless reader.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "models/arena.h"
#include "models/nearest.h"
#include "models/scenario.h"
#include "models/source.h"
#include "tests/scenario/folder.h"

#define MIB ((size_t)1 << 20)

struct text {
    char *bytes;
    size_t length;
};

/* The head, the part so many times, and the tail. */
static struct text repeat(const char *head, const char *part, size_t times, const char *tail)
{
    struct text text = {0};
    FILE *to = open_memstream(&text.bytes, &text.length);
    assert_non_null(to);
    fputs(head, to);
    for (size_t i = 0; i < times; i++)
        fputs(part, to);
    fputs(tail, to);
    assert_int_equal(fclose(to), 0);
    return text;
}

/* What numbers the lines or keys of a text. */
static struct text count_up(const char *head, const char *format, size_t times, const char *tail)
{
    struct text text = {0};
    char part[256];
    FILE *to = open_memstream(&text.bytes, &text.length);
    assert_non_null(to);
    fputs(head, to);
    for (size_t i = 0; i < times; i++) {
        const char *number = strstr(format, "#");
        snprintf(part, sizeof part, "%.*s%zu%s", (int)(number - format), format, i, number + 1);
        fputs(part, to);
    }
    fputs(tail, to);
    assert_int_equal(fclose(to), 0);
    return text;
}

/* NULL: it is accepted; otherwise one of the complaints says so. */
static void expect(struct text text, const char *says)
{
    struct scenario scenario;
    struct complaints complaints;
    bool good =
        scenario_read_text(&scenario, "trap.yaml", text.bytes, text.length, NULL, 0, &complaints);
    bool said = !says;
    assert_int_equal(good, !complaints.errors && !complaints.out_of_memory);
    assert_int_equal(good, says == NULL);
    for (size_t i = 0; i < complaints.count && says; i++)
        said |= strstr(complaints.list[i].text, says) != NULL;
    if (!said) {
        complaints_print(&complaints, stderr);
        fail_msg("nothing says \"%s\"", says);
    }
    assert_true(complaints.count <= 200);
    complaints_free(&complaints);
    scenario_free(&scenario);
    free(text.bytes);
}

static void deep_nesting(void **state)
{
    (void)state;
    expect(repeat("callers: ", "[", 100000, ""), "");
    expect(repeat("callers: ", "{a: ", 100000, ""), "");
    expect(repeat("callers: ", "{a: ", 30, ""), "nested too deeply: at most 16 levels");
    expect(repeat("callers:\n ", "- ", 40, "x\n"), "nested too deeply: at most 16 levels");
}

static void bombs_of_aliases(void **state)
{
    (void)state;
    expect(repeat("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "", 0, ""), "aliases");
    expect(repeat("a: &a [*a]\n", "", 0, ""), "aliases");
    expect(repeat("callers: &a {arrivals: 6 per hour}\n", "", 0, "<<: *a\n"), "aliases");
}

static void long_lists_and_many_keys(void **state)
{
    (void)state;
    expect(repeat("callers: {arrivals: {times: [", "1 s,", 190000, "1 s]}}"), NULL);
    expect(repeat("callers: {arrivals: {times: [", "1 s,", 250000, "1 s]}}"),
           "too many values: a file may have 200000");
    expect(repeat("a: [", ",1", 1000000, "]"), "");
    expect(count_up("callers.arrivals: 6 per hour\n", "key#: 1\n", 100000, ""),
           "too many keys: at most 1000");
    expect(count_up("callers.arrivals: 6 per hour\nkitchen: {", "key#: 1, ", 900, "}"),
           "unknown key \"kitchen.key0\"");
    expect(count_up("callers.arrivals: 6 per hour\nrecipes: {", "r#: {share: 1}, ", 500, "}"),
           "too many recipes: at most 200");
    expect(count_up("callers.arrivals: 6 per hour\nwarehouse.ingredients: {", "i#: 1, ", 500, "}"),
           "too many ingredients: at most 200");
    expect(count_up("callers.arrivals: 6 per hour\nvariants: {", "v#: {}, ", 65, "}"),
           "too many variants: at most 64");
    expect(count_up("callers.arrivals: 6 per hour\nvariants: {", "v#: {}, ", 64, "}"), NULL);
    expect(repeat("callers.arrivals: {", "00:00: 1 per hour, ", 2000, "}"),
           "a plan may have at most 1000 entries");
}

static void the_same_key_again_and_again(void **state)
{
    (void)state;
    expect(repeat("callers.arrivals: 6 per hour\nkitchen: {", "cooks: 1, ", 1000, "}"),
           "given twice");
    expect(repeat("callers.arrivals: 6 per hour\n", "kitchen.cooks: 1\n", 900, ""), "given twice");
}

/* 200 recipes, each of which needs each of 90 ingredients, in 64 variants. */
static void many_variants_of_many_recipes(void **state)
{
    (void)state;
    struct text needs = count_up("", "i#: 1, ", 90, "");
    struct text levels = count_up("callers.arrivals: 6 per hour\nvariants: {", "v#: {}, ", 64, "");
    struct text text = {0};
    FILE *to = open_memstream(&text.bytes, &text.length);
    assert_non_null(to);
    fprintf(to, "%s}\nwarehouse: {ingredients: {%s}}\nrecipes:\n", levels.bytes, needs.bytes);
    for (int i = 0; i < 200; i++)
        fprintf(to, "  r%d: {needs: {%s}}\n", i, needs.bytes);
    assert_int_equal(fclose(to), 0);
    free(needs.bytes);
    free(levels.bytes);
    expect(text, NULL);
}

static void huge_numbers_and_long_words(void **state)
{
    (void)state;
    expect(repeat("callers.arrivals: ", "9", 100000, " per hour"), "a number may have at most");
    expect(repeat("callers.arrivals: 1e", "9", 200, " per hour"), "too large");
    expect(repeat("callers.arrivals: 6 per ", "hour", 100000, ""), "is not a unit of time");
    expect(repeat("callers.arrivals: 6 per hour\nkitchen.prep: ", "x", 500000, ""), "neither");
    expect(repeat("", "x", 500000, ": 1\n"), "");
    expect(repeat("callers.arrivals: 6 per hour\nkitchen.prep: ", "mixture 1 of ", 50000, "1 s"),
           "deep");
    expect(repeat("callers.arrivals: 6 per hour\nkitchen.prep: ", "1 s + ", 100000, "1 s"), NULL);
    expect(repeat("callers.arrivals: 6 per hour\ntitle: ", "x", 500000, "\n"), NULL);
    expect(repeat("callers.arrivals: 1e300 per us\n", "", 0, ""), "calls are to be expected");
    expect(repeat("callers.arrivals: 6 per hour\nwarehouse.restock.every: 0.001 us\n"
                  "warehouse.ingredients.a: 1\nrecipes.a.needs.a: 1\nhours: 10000 day\n",
                  "", 0, ""),
           "too often");
}

static void broken_texts(void **state)
{
    (void)state;
    expect((struct text){strdup("callers.arrivals: 6 per hour"), 28}, NULL);
    char *zero = strdup("title: a?b\ncallers.arrivals: 6 per hour\n");
    zero[8] = 0;
    expect((struct text){zero, 40}, "control character (U+0000)");
    expect(repeat("\xef\xbb\xbf", "callers.arrivals: 6 per hour\n", 1, ""), NULL);
    expect(repeat("\xff\xfe", "c", 1, ""), "not UTF-8");
    expect(repeat("title: ", "\xed\xa0\x80", 1, ""), "not UTF-8"); /* a surrogate */
    expect(repeat("title: ", "\xc0\x80", 1, ""), "not UTF-8");     /* an overlong zero */
    expect(repeat("title: ", "\xf4\x90\x80\x80", 1, ""), "not UTF-8");
    expect(repeat("title: ", "\xe2\x82", 1, ""), "not UTF-8"); /* cut off */
    expect(repeat("", "\n", 500000, ""), "must be given");
    expect(repeat("", "#\r\n", 300000, ""), "must be given");
    expect(repeat("", "- ", 400000, ""), "");
    expect(repeat("", "? ", 400000, ""), "");
    expect(repeat("", "\"", 99999, ""), "");
    expect(repeat("", "---\n", 100000, ""), "second document");
    expect(repeat("", "%YAML 1.2\n", 10000, ""), "");
    expect(repeat("", "&a ", 100000, ""), "");
    expect(repeat("a: |\n", " x\n", 200000, ""), "unknown key");
}

static void complaints_are_not_endless(void **state)
{
    (void)state;
    struct text text = count_up("callers.arrivals: 6 per hour\nkitchen: {", "key#: 1, ", 900, "}");
    struct scenario scenario;
    struct complaints complaints;
    assert_false(scenario_read_text(&scenario, "x", text.bytes, text.length, NULL, 0, &complaints));
    assert_int_equal(complaints.count, 200);
    free(text.bytes);
    complaints_free(&complaints);
}

static void files_that_are_too_large(void **state)
{
    const struct folder *folder = *state;
    struct text text = repeat("callers.arrivals: 6 per hour\n", "#23456789012345\n", MIB / 16, "");
    struct scenario scenario;
    struct complaints complaints;
    folder_write(folder, "large.yaml", text.bytes, text.length);
    assert_false(scenario_read(&scenario, folder_file(folder, "large.yaml"), NULL, 0, &complaints));
    assert_non_null(strstr(complaints.list[0].text, "too large: at most 1 MiB"));
    complaints_free(&complaints);
    /* The same from standard input. */
    assert_non_null(freopen(folder_file(folder, "large.yaml"), "r", stdin));
    assert_false(scenario_read(&scenario, "-", NULL, 0, &complaints));
    assert_non_null(strstr(complaints.list[0].text, "too large: at most 1 MiB"));
    complaints_free(&complaints);
    folder_write(folder, "fits.yaml", text.bytes, MIB);
    assert_true(scenario_read(&scenario, folder_file(folder, "fits.yaml"), NULL, 0, &complaints));
    complaints_free(&complaints);
    scenario_free(&scenario);
    free(text.bytes);
}

static void data_files_that_are_too_large_or_wrong_throughout(void **state)
{
    const struct folder *folder = *state;
    struct scenario scenario;
    struct complaints complaints;
    struct text text = repeat("", "x,\n", MIB, "");
    folder_put(folder, "s.yaml", "callers: {arrivals: {file: d.csv}}\n");
    folder_write(folder, "d.csv", text.bytes, text.length);
    free(text.bytes);
    assert_false(scenario_read(&scenario, folder_file(folder, "s.yaml"), NULL, 0, &complaints));
    assert_int_equal(complaints.count, 11);
    complaints_free(&complaints);

    text = repeat("", "1\n", 2 * MIB, "");
    folder_write(folder, "d.csv", text.bytes, text.length);
    free(text.bytes);
    assert_true(scenario_read(&scenario, folder_file(folder, "s.yaml"), NULL, 0, &complaints));
    assert_int_equal(scenario.variants[0].world.arrivals.count, 2 * MIB);
    complaints_free(&complaints);
    scenario_free(&scenario);

    assert_int_equal(truncate(folder_file(folder, "d.csv"), (off_t)(65 * MIB)), 0);
    assert_false(scenario_read(&scenario, folder_file(folder, "s.yaml"), NULL, 0, &complaints));
    assert_non_null(strstr(complaints.list[0].text, "too large: at most 64 MiB"));
    complaints_free(&complaints);
}

static void many_and_long_overrides(void **state)
{
    (void)state;
    static struct override overrides[1500];
    char *text = malloc(100000);
    struct scenario scenario;
    struct complaints complaints;
    assert_non_null(text);
    memset(text, 'x', 99999);
    text[99999] = 0;
    overrides[0] = (struct override){"title", text};
    overrides[1] = (struct override){text, "3"};
    assert_false(scenario_read_text(&scenario, "x", "callers.arrivals: 6 per hour", 28, overrides,
                                    2, &complaints));
    assert_non_null(strstr(complaints.list[0].text, "too long"));
    complaints_free(&complaints);
    for (size_t i = 0; i < 1500; i++)
        overrides[i] = (struct override){"seed", "3"};
    assert_false(scenario_read_text(&scenario, "x", "callers.arrivals: 6 per hour", 28, overrides,
                                    1500, &complaints));
    complaints_free(&complaints);
    free(text);
}

static void an_arena_keeps_to_its_budget(void **state)
{
    (void)state;
    struct arena *arena = arena_new(1000);
    assert_non_null(arena);
    assert_non_null(arena_take(arena, 10, 50));
    assert_false(arena_failed(arena));
    assert_null(arena_take(arena, 10, 60));
    assert_true(arena_failed(arena));
    assert_null(arena_take(arena, SIZE_MAX, 2));
    assert_null(arena_take(arena, SIZE_MAX / 2, SIZE_MAX / 2));
    arena_free(arena);
}

static void an_array_grows_in_an_arena(void **state)
{
    (void)state;
    struct arena *arena = arena_new(1 << 20);
    int *array = NULL;
    for (int i = 0; i < 1000; i++) {
        array = arena_grow(arena, array, (size_t)i, sizeof *array);
        assert_non_null(array);
        array[i] = i;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(array[i], i);
    arena_free(arena);
}

static void edit_distances(void **state)
{
    (void)state;
    assert_int_equal(edit_distance("", 0, "", 0), 0);
    assert_int_equal(edit_distance("cooks", 5, "cooks", 5), 0);
    assert_int_equal(edit_distance("Cooks", 5, "cOOks", 5), 0);
    assert_int_equal(edit_distance("coks", 4, "cooks", 5), 1);
    assert_int_equal(edit_distance("cokos", 5, "cooks", 5), 1);
    assert_int_equal(edit_distance("", 0, "cooks", 5), 5);
    assert_int_equal(edit_distance("kitten", 6, "sitting", 7), 3);
    assert_int_equal(edit_distance("ca", 2, "abc", 3), 3);
}

static void places_in_a_text(void **state)
{
    (void)state;
    static const char text[] = "a\n\xc3\xa4\xe2\x82\xac\tx\r\n\nlast";
    struct source source = {.name = "x", .text = text, .length = sizeof text - 1, .first_line = 1};
    struct position at = mark_position((struct mark){&source, 0, 0});
    assert_true(at.line == 1 && at.column == 1 && at.line_length == 1);
    at = mark_position((struct mark){&source, 8, 0}); /* x */
    assert_true(at.line == 2 && at.column == 4 && at.line_length == 7);
    at = mark_position((struct mark){&source, 11, 0}); /* the empty line */
    assert_true(at.line == 3 && at.column == 1 && at.line_length == 0);
    at = mark_position((struct mark){&source, 1000, 0}); /* behind the end */
    assert_true(at.line == 4 && at.column == 5 && at.line_length == 4);
    at = mark_position((struct mark){&source, WHOLE, 0});
    assert_true(at.line == 1 && at.column == 1 && at.line_length == 0);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_make, folder_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deep_nesting),
        cmocka_unit_test(bombs_of_aliases),
        cmocka_unit_test(long_lists_and_many_keys),
        cmocka_unit_test(the_same_key_again_and_again),
        cmocka_unit_test(many_variants_of_many_recipes),
        cmocka_unit_test(huge_numbers_and_long_words),
        cmocka_unit_test(broken_texts),
        cmocka_unit_test(complaints_are_not_endless),
        WITH_FOLDER(files_that_are_too_large),
        WITH_FOLDER(data_files_that_are_too_large_or_wrong_throughout),
        cmocka_unit_test(many_and_long_overrides),
        cmocka_unit_test(an_arena_keeps_to_its_budget),
        cmocka_unit_test(an_array_grows_in_an_arena),
        cmocka_unit_test(edit_distances),
        cmocka_unit_test(places_in_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
