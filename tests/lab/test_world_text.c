/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worlds as texts: the same for the same world, and every difference is a difference of a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "lab/world_text.h"
#include "models/arena.h"
#include "models/parameters.h"
#include "models/scenario.h"

static char *text_of(const char *name, const char *key, const char *value)
{
    struct scenario scenario;
    struct complaints complaints;
    const struct override override = {key, value};
    if (!scenario_read(&scenario, name, &override, key ? 1 : 0, &complaints)) {
        complaints_print(&complaints, stderr);
        fail();
    }
    complaints_free(&complaints);
    char *text = world_text(&scenario.variants[0].world, scenario.theme);
    assert_non_null(text);
    scenario_free(&scenario);
    return text;
}

/* The number is part of every store: a change of it makes them all unusable. */
static void the_number_is_fnv_1a(void **state)
{
    (void)state;
    assert_true(world_text_number("") == (UINT64_C(0xcbf29ce484222325) & INT64_MAX));
    assert_true(world_text_number("foobar") == (UINT64_C(0x85944171f73967e8) & INT64_MAX));
}

static void every_builtin_is_a_scenario_again(void **state)
{
    (void)state;
    for (size_t n = 0; n < builtin_count(); n++) {
        char *text = text_of(builtin_at(n)->name, NULL, NULL);
        struct scenario scenario;
        struct complaints complaints;
        assert_true(
            scenario_read_text(&scenario, "again", text, strlen(text), NULL, 0, &complaints));
        char *again = world_text(&scenario.variants[0].world, scenario.theme);
        assert_string_equal(again, text);
        complaints_free(&complaints);
        scenario_free(&scenario);
        free(again);
        free(text);
    }
}

static void a_key_is_a_line(void **state)
{
    (void)state;
    static const char *const changes[][2] = {
        {"seed", "18446744073709551615"},
        {"kitchen.cooks", "13"},
        {"kitchen.crowding.contention", "0.001"},
        {"ovens.bake", "gamma 30 min cv 0.30000000000000004"},
        {"callers.redial.attempts", "3"},
        {"money.sale", "14.01"},
    };
    char *base = text_of("lunch-rush", NULL, NULL);
    struct world_lines before;
    assert_true(world_lines_read(&before, base));
    for (size_t c = 0; c < sizeof changes / sizeof *changes; c++) {
        char *text = text_of("lunch-rush", changes[c][0], changes[c][1]);
        struct world_lines after;
        assert_true(world_lines_read(&after, text));
        assert_true(world_text_number(text) != world_text_number(base));
        for (size_t n = 0; n < after.count; n++) {
            const char *value = world_lines_find(&before, after.list[n].key, n);
            bool same = value && strcmp(value, after.list[n].value) == 0;
            assert_true(same == (strcmp(after.list[n].key, changes[c][0]) != 0));
        }
        world_lines_free(&after);
        free(text);
    }
    world_lines_free(&before);
    free(base);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* The contents of a data file belong to the world, wherever a distribution names it. */
static void data_files_count(void **state)
{
    (void)state;
    char folder[] = "/tmp/pizzeria-world-XXXXXX", data[64], path[64], values[160], line[96];
    static const char *const forms[] = {
        "empirical %s", "mixture 1 of 5 min | 2 of 30 s + empirical %s", "{file: %s}"};
    assert_non_null(mkdtemp(folder));
    snprintf(data, sizeof data, "%s/prep.csv", folder);
    snprintf(path, sizeof path, "%s/mine.yaml", folder);
    write_file(path, "callers: {arrivals: 60 per hour}\n");
    for (size_t n = 0; n < sizeof forms / sizeof *forms; n++) {
        const char *key = n == 2 ? "callers.arrivals" : "kitchen.prep";
        snprintf(values, sizeof values, forms[n], data);
        write_file(data, "60\n120\n");
        char *first = text_of(path, key, values), *again = text_of(path, key, values);
        write_file(data, "60\n121\n");
        char *other = text_of(path, key, values);
        snprintf(line, sizeof line, "# %s: 2 values, ", data);
        assert_non_null(strstr(first, line));
        assert_string_equal(first, again);
        assert_string_not_equal(first, other);
        struct world_lines lines;
        assert_true(world_lines_read(&lines, first));
        assert_non_null(world_lines_find(&lines, data, 0));
        world_lines_free(&lines);
        free(first);
        free(again);
        free(other);
    }
    unlink(data);
    unlink(path);
    assert_int_equal(rmdir(folder), 0);
}

/* Data that were stretched are others, and two ways of stretching them are two worlds. */
static void data_that_are_changed_are_others(void **state)
{
    (void)state;
    char folder[] = "/tmp/pizzeria-world-XXXXXX", data[64], value[96];
    assert_non_null(mkdtemp(folder));
    snprintf(data, sizeof data, "%s/prep.csv", folder);
    snprintf(value, sizeof value, "empirical %s", data);
    write_file(data, "60\n120\n400\n");
    struct scenario scenario;
    struct complaints complaints;
    const struct override prep = {"kitchen.prep", value};
    assert_true(scenario_read(&scenario, "lunch-rush", &prep, 1, &complaints));
    complaints_free(&complaints);
    const struct world *world = &scenario.variants[0].world;
    struct arena *arena = arena_new(64 << 20);
    static struct parameter list[PARAMETERS_MOST];
    size_t count = parameters_add(list, 0, world, scenario.theme), found = 0;
    char *texts[8] = {world_text(world, scenario.theme)};
    for (size_t p = 0; p < count; p++) {
        if (strncmp(list[p].name, "kitchen.prep", strlen("kitchen.prep")) != 0)
            continue;
        for (int more = 0; more < 2; more++) {
            struct world changed = *world;
            assert_null(parameter_scale(&list[p], &changed, more ? 1.2 : 0.8, arena));
            texts[++found] = world_text(&changed, scenario.theme);
        }
    }
    assert_int_equal(found, 4); /* its size and its spread, less and more */
    for (size_t n = 0; n <= found; n++)
        for (size_t other = 0; other < n; other++)
            assert_string_not_equal(texts[n], texts[other]);
    for (size_t n = 0; n <= found; n++)
        free(texts[n]);
    arena_free(arena);
    scenario_free(&scenario);
    unlink(data);
    assert_int_equal(rmdir(folder), 0);
}

static void any_text_can_be_read(void **state)
{
    (void)state;
    struct world_lines lines;
    assert_true(world_lines_read(&lines, "a: 1\nb:\n  \"c: \\\" d\": 2\n  e:\n    f: 3\ng\n\n: 4\n"
                                         "                                  deep: 5\n"));
    assert_string_equal(world_lines_find(&lines, "a", 9), "1");
    assert_string_equal(world_lines_find(&lines, "b.\"c: \\\" d\"", 0), "2");
    assert_string_equal(world_lines_find(&lines, "b.e.f", 0), "3");
    assert_null(world_lines_find(&lines, "g", 0));
    world_lines_free(&lines);
    assert_true(world_lines_read(&lines, "\"never closed"));
    assert_int_equal(lines.count, 0);
    world_lines_free(&lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_number_is_fnv_1a),
        cmocka_unit_test(every_builtin_is_a_scenario_again),
        cmocka_unit_test(a_key_is_a_line),
        cmocka_unit_test(data_files_count),
        cmocka_unit_test(data_that_are_changed_are_others),
        cmocka_unit_test(any_text_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
