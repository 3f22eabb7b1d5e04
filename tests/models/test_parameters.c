/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The numbers of a world, made larger and smaller: which there are, what becomes of each type, what
 * is left out, and that every built-in scenario's world stays one that could have been read.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/arena.h"
#include "models/parameters.h"
#include "models/scenario.h"

#define EXAMPLE                                                                                    \
    "hours: 4 h\n"                                                                                 \
    "callers: {arrivals: 60 per hour, patience: exponential 10 min, lines: 1}\n"                   \
    "call_center: {agents: {00:00: 1, 02:00: 5}}\n"                                                \
    "kitchen: {cooks: 12, prep: 30 s + gamma 10 min cv 0.3, switch: 0 s}\n"                        \
    "warehouse: {restock: {every: 30 min}, ingredients: {dough: 3}}\n"                             \
    "recipes: {margherita: {needs: {dough: 3}}}\n"                                                 \
    "memory: {total: 10 MiB, per_cook: 512 KiB}\n"                                                 \
    "money: {sale: 12.5, cook: 18 per hour, late: {after: 60 min}}\n"

struct bench {
    struct scenario scenario;
    struct arena *arena;
    struct parameter list[PARAMETERS_MOST];
    size_t count;
};

static void begin(struct bench *bench, const char *yaml)
{
    struct complaints complaints;
    if (!scenario_read_text(&bench->scenario, "test", yaml, strlen(yaml), NULL, 0, &complaints)) {
        complaints_print(&complaints, stderr);
        fail();
    }
    complaints_free(&complaints);
    bench->arena = arena_new(64 << 20);
    assert_non_null(bench->arena);
    bench->count =
        parameters_add(bench->list, 0, &bench->scenario.variants[0].world, THEME_KITCHEN);
}

static void end(struct bench *bench)
{
    arena_free(bench->arena);
    scenario_free(&bench->scenario);
}

static const struct parameter *find(const struct bench *bench, const char *name)
{
    for (size_t n = 0; n < bench->count; n++)
        if (strcmp(bench->list[n].name, name) == 0)
            return &bench->list[n];
    return NULL;
}

/* Scales it and compares the value, as it would be written. */
static void becomes(struct bench *bench, const char *name, double factor, const char *expected)
{
    const struct parameter *parameter = find(bench, name);
    if (!parameter)
        fail_msg("no parameter %s", name);
    struct world world = bench->scenario.variants[0].world;
    const char *wrong = parameter_scale(parameter, &world, factor, bench->arena);
    if (wrong)
        fail_msg("%s: %s", name, wrong);
    char key[PARAMETER_NAME];
    snprintf(key, sizeof key, "%.*s", (int)strcspn(name, " "), name);
    char *value = world_get(&world, THEME_KITCHEN, key);
    assert_string_equal(value, expected);
    free(value);
}

static void refused(struct bench *bench, const char *name, double factor, const char *expected)
{
    struct world world = bench->scenario.variants[0].world, before = world;
    const char *wrong = parameter_scale(find(bench, name), &world, factor, bench->arena);
    if (!wrong || !strstr(wrong, expected))
        fail_msg("%s: %s", name, wrong ? wrong : "was scaled");
    assert_memory_equal(&world, &before, sizeof world);
}

static void each_type_is_scaled(void **state)
{
    (void)state;
    struct bench *bench = calloc(1, sizeof *bench);
    begin(bench, EXAMPLE);
    becomes(bench, "kitchen.cooks", 0.8, "10");
    becomes(bench, "kitchen.cooks", 1.01, "13"); /* by 1 at least */
    becomes(bench, "kitchen.cooks", 0.999, "11");
    becomes(bench, "call_center.agents", 0.8, "{00:00: 1, 02:00: 4}"); /* 1 cannot be less */
    becomes(bench, "call_center.agents", 1.2, "{00:00: 2, 02:00: 6}");
    becomes(bench, "callers.demand", 1.2, "120 %");
    becomes(bench, "callers.patience", 1.5, "exponential 15 min");
    becomes(bench, "kitchen.prep", 2, "1 min + gamma 20 min cv 0.3");
    becomes(bench, "kitchen.prep spread", 2, "30 s + gamma 10 min cv 0.6");
    becomes(bench, "warehouse.restock.every", 0.8, "24 min");
    becomes(bench, "warehouse.ingredients.dough", 1.2, "4");
    becomes(bench, "recipes.margherita.needs.dough", 0.8, "2");
    becomes(bench, "memory.total", 1.2, "12 MiB");
    becomes(bench, "money.sale", 0.8, "10");
    becomes(bench, "money.cook", 1.5, "27 per hour");
    becomes(bench, "money.late.after", 0.8, "48 min");
    becomes(bench, "hours", 1.25, "5 h");
    end(bench);
    free(bench);
}

static void what_cannot_be_scaled_says_why(void **state)
{
    (void)state;
    struct bench *bench = calloc(1, sizeof *bench);
    begin(bench, EXAMPLE);
    refused(bench, "callers.lines", 0.8, "1 already");
    refused(bench, "kitchen.switch", 1.2, "0");
    refused(bench, "kitchen.worktops", 1.2, "unlimited");
    refused(bench, "kitchen.stages.prep", 1.2, "without effect");
    refused(bench, "recipes.margherita.needs.dough", 1.2, "never more than 3");
    refused(bench, "memory.per_cook", 2, "do not fit"); /* 12 cooks of 1 MiB */
    end(bench);
    free(bench);
}

static void only_what_is_a_number_is_a_parameter(void **state)
{
    (void)state;
    struct bench *bench = calloc(1, sizeof *bench);
    begin(bench, EXAMPLE);
    static const char *const none[] = {"seed",
                                       "open",
                                       "warmup",
                                       "title",
                                       "kitchen.policy",
                                       "callers.arrivals",
                                       "recipes.margherita.share",
                                       "kitchen.switch spread",
                                       "delivery.return"};
    for (size_t n = 0; n < sizeof none / sizeof *none; n++)
        if (find(bench, none[n]))
            fail_msg("%s is a parameter", none[n]);
    /* The same ones again add nothing. */
    size_t again = parameters_add(bench->list, bench->count, &bench->scenario.variants[0].world,
                                  THEME_KITCHEN);
    assert_int_equal(again, bench->count);
    end(bench);
    free(bench);
}

static void calls_at_intervals_have_a_rate(void **state)
{
    (void)state;
    struct bench *bench = calloc(1, sizeof *bench);
    begin(bench, "callers: {arrivals: {every: gamma 60 s cv 0.5}}\nkitchen: {prep: 1 min}\n");
    const struct parameter *rate = find(bench, "callers.arrivals");
    assert_non_null(rate);
    struct world world = bench->scenario.variants[0].world;
    assert_true(fabs(parameter_size(rate, &world) - 1.0 / 60) < 1e-12);
    assert_null(parameter_scale(rate, &world, 1.25, bench->arena));
    assert_true(fabs(parameter_size(rate, &world) - 1.25 / 60) < 1e-12);
    assert_true(fabs(sim_dist_mean(&world.arrivals.every) - 48) < 1e-9);
    refused(bench, "callers.demand", 1.2, "without effect");
    end(bench);
    free(bench);
}

/* Sizes follow the factor, and each world could have been read. */
static void all_numbers_of_all_scenarios(void **state)
{
    (void)state;
    struct bench *bench = calloc(1, sizeof *bench);
    for (size_t b = 0; b < builtin_count(); b++) {
        struct complaints complaints;
        assert_true(scenario_read(&bench->scenario, builtin_at(b)->name, NULL, 0, &complaints));
        complaints_free(&complaints);
        bench->arena = arena_new(256 << 20);
        enum theme theme = bench->scenario.theme;
        const struct world *world = &bench->scenario.variants[0].world;
        size_t count = parameters_add(bench->list, 0, world, theme), scaled = 0;
        for (size_t n = 0; n < count; n++) {
            struct world more = *world;
            if (parameter_scale(&bench->list[n], &more, 1.2, bench->arena))
                continue;
            scaled++;
            double before = parameter_size(&bench->list[n], world);
            double after = parameter_size(&bench->list[n], &more);
            bool whole = strcmp(parameter_unit(&bench->list[n]), "count") == 0;
            if (whole ? !(after > before) : !(fabs(after / before - 1.2) < 1e-6))
                fail_msg("%s: %s: %.12g became %.12g", builtin_at(b)->name, bench->list[n].name,
                         before, after);
        }
        assert_true(scaled >= 4);
        end(bench);
    }
    free(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_type_is_scaled),
        cmocka_unit_test(what_cannot_be_scaled_says_why),
        cmocka_unit_test(only_what_is_a_number_is_a_parameter),
        cmocka_unit_test(calls_at_intervals_have_a_rate),
        cmocka_unit_test(all_numbers_of_all_scenarios),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
