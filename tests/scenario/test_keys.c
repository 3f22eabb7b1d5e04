/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of keys: each row is read in both themes, as nested maps and with dots; each default is
 * what it says; what is written reads back; single keys of a world can be set.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/arena.h"
#include "models/keys.h"
#include "models/scenario.h"

/* A value of each type that is no default, as it is written back. */
static const char *const samples[] = {
    [TYPE_TEXT] = "\"a text: with \\\"signs\\\"\"",
    [TYPE_SEED] = "18446744073709551615",
    [TYPE_CLOCK] = "11:30",
    [TYPE_TIME] = "90 min",
    [TYPE_TIME_OR_NEVER] = "75 min",
    [TYPE_TIME_OR_AUTO] = "75 min",
    [TYPE_DIST] = "30 s + gamma 15 min cv 0.3",
    [TYPE_PATIENCE] = "exponential 8 min",
    [TYPE_DIST_OR_NEVER] = "uniform 10 min to 20 min",
    [TYPE_DIST_OR_SAME] = "mixture 3 of 1 min | 1 of exponential 2 min",
    [TYPE_NUMBER] = "0.125",
    [TYPE_SHARE] = "97.5 %",
    [TYPE_PAY] = "18 per hour",
    [TYPE_COUNT] = "7",
    [TYPE_COUNT_32] = "30",
    [TYPE_LIMIT] = "1000",
    [TYPE_PLAN] = "{12:00: 3, 13:30: 12, 01:00: 0}",
    [TYPE_SIZE] = "3 MiB",
    [TYPE_SIZE_OR_LIMIT] = "64 GiB",
    [TYPE_CLOSING] = "stop",
    [TYPE_SHARING] = "even",
    [TYPE_NEXT] = "finish_first",
    [TYPE_MEASURE] = "cooks.idle",
    [TYPE_ON_OFF] = "on",
    [TYPE_ARRIVALS] = "{12:00: 20 per hour, 13:00: 200 per second}",
};

/* The same where the themes differ. */
static const char *sample_of(const struct key *key, enum theme theme)
{
    static const char *const policies[] = {"cook_per_order", "thread_per_request"};
    static const char *const loops[] = {"per_cook", "per_worker"};
    static const char *const waits[] = {"[warehouse, oven]", "[api, database]"};
    switch (key->type) {
    case TYPE_POLICY:
        return policies[theme];
    case TYPE_LOOP:
        return loops[theme];
    case TYPE_WAITS:
        return waits[theme];
    case TYPE_THEME:
        return theme_names[theme];
    default:
        return key->type < sizeof samples / sizeof samples[0] ? samples[key->type] : NULL;
    }
}

/* The key's name for a recipe called margherita that needs dough. */
static void name_of(char name[128], const char *pattern)
{
    const char *wild = strstr(pattern, "NAME"), *need = strstr(pattern, "INGREDIENT");
    const char *thing = strstr(pattern, "ingredients.") ? "dough" : "margherita";
    if (need)
        snprintf(name, 128, "recipes.margherita.needs.dough");
    else if (wild)
        snprintf(name, 128, "%.*s%s%s", (int)(wild - pattern), pattern, thing, wild + 4);
    else
        snprintf(name, 128, "%s", pattern);
}

static void read_good(struct scenario *scenario, const char *text, const struct override *overrides,
                      size_t count)
{
    struct complaints complaints;
    if (!scenario_read_text(scenario, "test.yaml", text, strlen(text), overrides, count,
                            &complaints)) {
        complaints_print(&complaints, stderr);
        fail_msg("not accepted:\n%s", text);
    }
    complaints_free(&complaints);
}

static const char *const least[THEMES] = {
    "callers: {arrivals: 6 per hour}\nwarehouse: {ingredients: {dough: 1000}}\n"
    "kitchen: {policy: cook_per_order}\n",
    "theme: datacenter\nclients: {arrivals: 6 per hour}\napi: {ingredients: {dough: 1000}}\n"
    "server: {policy: thread_per_request}\n",
};

static void expect_key(const struct scenario *scenario, enum theme theme, const char *name,
                       const char *expected)
{
    char *value = world_get(&scenario->variants[0].world, theme, name);
    assert_non_null(value);
    if (strcmp(value, expected) != 0)
        fail_msg("%s is %s, not %s", name, value, expected);
    free(value);
}

static bool is_of_world(const struct key *key)
{
    return key->scope != OF_SCENARIO && key->scope != OF_FILE;
}

static void every_key_can_be_set_by_its_dotted_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < key_count(); i++) {
        for (enum theme theme = 0; theme < THEMES; theme++) {
            const struct key *key = key_at(i);
            char name[128];
            if (key->type == TYPE_GROUP)
                continue;
            name_of(name, key->name[theme]);
            const char *sample = sample_of(key, theme);
            assert_non_null(sample);
            /* A deep level, so that margherita can be made whatever it needs. */
            struct override overrides[] = {{name, sample}, {"hours", "20 h"}};
            struct scenario scenario;
            read_good(&scenario, least[theme], overrides, strcmp(name, "hours") == 0 ? 1 : 2);
            if (is_of_world(key))
                expect_key(&scenario, theme, name, sample);
            scenario_free(&scenario);
        }
    }
}

/* Writes "a: {b: {c: value}}" for a.b.c, as a block. */
static void put_nested(FILE *to, const char *name, const char *value)
{
    int depth = 0;
    for (const char *dot; (dot = strchr(name, '.')); name = dot + 1, depth++)
        fprintf(to, "%*s%.*s:\n", 2 * depth, "", (int)(dot - name), name);
    fprintf(to, "%*s%s: %s\n", 2 * depth, "", name, value);
}

static void every_key_can_be_given_in_nested_maps(void **state)
{
    (void)state;
    for (size_t i = 0; i < key_count(); i++) {
        for (enum theme theme = 0; theme < THEMES; theme++) {
            const struct key *key = key_at(i);
            char name[128], *text = NULL;
            size_t size = 0;
            if (!is_of_world(key) || key->type == TYPE_ARRIVALS || key->scope == OF_NEED)
                continue;
            name_of(name, key->name[theme]);
            const char *sample = sample_of(key, theme);
            FILE *to = open_memstream(&text, &size);
            assert_non_null(to);
            fprintf(to, "theme: %s\n%s.arrivals: 6 per hour\n", theme_names[theme],
                    theme == THEME_KITCHEN ? "callers" : "clients");
            put_nested(to, name, sample);
            assert_int_equal(fclose(to), 0);
            struct scenario scenario;
            read_good(&scenario, text, NULL, 0);
            expect_key(&scenario, theme, name, sample);
            scenario_free(&scenario);
            free(text);
        }
    }
}

static void recipes_may_keep_the_kitchens_words_in_a_data_center(void **state)
{
    (void)state;
    struct scenario scenario;
    read_good(&scenario,
              "theme: datacenter\nclients: {arrivals: 6 per hour}\n"
              "recipes: {a: {prep: 3 s, bake: 2 s}}\nmoney: {worker: 3 per hour}\n",
              NULL, 0);
    expect_key(&scenario, THEME_DATACENTER, "recipes.a.compute", "3 s");
    expect_key(&scenario, THEME_DATACENTER, "recipes.a.write", "2 s");
    expect_key(&scenario, THEME_DATACENTER, "money.cook", "3 per hour");
    scenario_free(&scenario);
}

static void defaults_are_what_the_table_says(void **state)
{
    (void)state;
    struct scenario scenario;
    read_good(&scenario, "callers.arrivals: 6 per hour\nrecipes: {margherita: }\n", NULL, 0);
    for (size_t i = 0; i < key_count(); i++) {
        const struct key *key = key_at(i);
        char name[128];
        if (!is_of_world(key) || !key->fallback || key->scope == OF_NEED)
            continue;
        name_of(name, key->name[THEME_KITCHEN]);
        if (key->type == TYPE_TEXT) /* written in quotes */
            expect_key(&scenario, THEME_KITCHEN, name, "\"EUR\"");
        else
            expect_key(&scenario, THEME_KITCHEN, name, key->fallback);
    }
    scenario_free(&scenario);
}

/* INTERFACE: the defaults limit nothing and take no time. */
static void defaults_limit_nothing_and_take_no_time(void **state)
{
    (void)state;
    struct scenario scenario;
    read_good(&scenario, "callers.arrivals: 6 per hour\n", NULL, 0);
    const struct world *world = &scenario.variants[0].world;
    assert_string_equal(scenario.title, "test");
    assert_string_equal(scenario.variants[0].name, "test");
    assert_string_equal(scenario.about, "");
    assert_int_equal(scenario.variant_count, 1);
    assert_int_equal(scenario.theme, THEME_KITCHEN);
    assert_int_equal(scenario.seed, 1);
    assert_int_equal(scenario.replications, 20);
    assert_true(scenario.confidence == 0.95);
    assert_true(scenario.precision == 0);
    assert_int_equal(scenario.at_most, 1000);

    assert_int_equal(world->open, 0);
    assert_int_equal(world->hours, 8 * SIM_HOUR);
    assert_int_equal(world->warmup, 0);
    assert_int_equal(world->closing, CLOSING_FINISH);
    assert_true(world->demand == 1);
    assert_int_equal(world->patience.kind, SIM_CONSTANT);
    assert_int_equal(world->patience.shift, FOREVER);
    assert_int_equal(world->lines, UNLIMITED);
    assert_int_equal(world->redial_attempts, 0);
    assert_int_equal(world->agents.count, 1);
    assert_int_equal(world->agents.shifts[0].number, UNLIMITED);
    assert_int_equal(world->rail, UNLIMITED);
    assert_int_equal(world->policy, POLICY_SYNCHRONOUS);
    assert_int_equal(world->cooks.shifts[0].number, 1);
    assert_int_equal(world->worktops, UNLIMITED);
    assert_int_equal(world->in_flight, UNLIMITED);
    assert_int_equal(world->stages[WORK_PREP], 1);
    assert_int_equal(world->clerks, UNLIMITED);
    assert_false(world->truck);
    assert_int_equal(world->ovens, UNLIMITED);
    assert_int_equal(world->couriers.shifts[0].number, UNLIMITED);
    assert_true(world->back_is_ride);
    assert_int_equal(world->memory_total, UNLIMITED);
    assert_int_equal(world->late_after, SIM_NEVER);
    assert_string_equal(world->currency, "EUR");
    assert_int_equal(world->recipe_count, 1);
    assert_string_equal(world->recipes[0].name, "pizza");
    assert_true(world->recipes[0].share == 1);
    const struct sim_dist *times[] = {
        &world->redial_after,   &world->call, &world->prep, &world->box,  &world->swtch,
        &world->fetch,          &world->bake, &world->ride, &world->back, &world->recipes[0].prep,
        &world->recipes[0].bake};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        assert_int_equal(times[i]->kind, SIM_CONSTANT);
        assert_int_equal(times[i]->shift, 0);
    }
    scenario_free(&scenario);
}

static void a_data_center_has_one_recipe_called_request(void **state)
{
    (void)state;
    struct scenario scenario;
    read_good(&scenario, "theme: datacenter\nclients.arrivals: 6 per hour\n", NULL, 0);
    assert_string_equal(scenario.variants[0].world.recipes[0].name, "request");
    scenario_free(&scenario);
}

static void what_follows_from_other_keys(void **state)
{
    (void)state;
    struct scenario scenario;
    read_good(&scenario,
              "callers.arrivals: 6 per hour\n"
              "kitchen.prep: 3 min\novens.bake: 30 min\n"
              "recipes: {plain: , calzone: {prep: 4 min, share: 2}}\n"
              "warehouse: {restock: {every: 30 min}, ingredients: {dough: 3}}\n"
              "delivery.return: 5 min\n",
              NULL, 0);
    const struct world *world = &scenario.variants[0].world;
    assert_string_equal(world->recipes[0].name, "plain");
    assert_int_equal(world->recipes[0].prep.shift, 3 * SIM_MINUTE);
    assert_int_equal(world->recipes[1].prep.shift, 4 * SIM_MINUTE);
    assert_int_equal(world->recipes[1].bake.shift, 30 * SIM_MINUTE);
    assert_true(world->truck && world->truck_again);
    assert_int_equal(world->restock_first.shift, 30 * SIM_MINUTE);
    assert_false(world->back_is_ride);
    scenario_free(&scenario);

    read_good(&scenario,
              "callers.arrivals: 6 per hour\nwarehouse.restock.first: 10 min\n"
              "delivery: {ride: 5 min, return: same}\n",
              NULL, 0);
    world = &scenario.variants[0].world;
    assert_true(world->truck && !world->truck_again);
    assert_int_equal(world->restock_first.shift, 10 * SIM_MINUTE);
    assert_true(world->back_is_ride);
    scenario_free(&scenario);
}

static void clock_times_run_from_open_over_midnight(void **state)
{
    (void)state;
    struct scenario scenario;
    read_good(
        &scenario,
        "open: 22:00\nhours: 30 h\n"
        "callers: {arrivals: {22:00: 20 per hour, 23:30: 60 per hour, 02:00:30: 9 per hour}}\n"
        "kitchen: {cooks: {21:00: 6, 20:00: 12}}\ncall_center: {agents: 3}\n",
        NULL, 0);
    const struct world *world = &scenario.variants[0].world;
    assert_int_equal(world->arrivals.kind, ARRIVALS_POISSON);
    assert_int_equal(world->arrivals.count, 3);
    assert_int_equal(world->arrivals.rates[0].from, 0);
    assert_int_equal(world->arrivals.rates[1].from, 90 * SIM_MINUTE);
    assert_int_equal(world->arrivals.rates[2].from, 4 * SIM_HOUR + 30 * SIM_SECOND);
    assert_true(world->arrivals.rates[1].per_second == 60.0 / 3600);
    assert_int_equal(world->cooks.shifts[0].from, 23 * SIM_HOUR);
    assert_int_equal(world->cooks.shifts[1].from, 46 * SIM_HOUR);
    assert_int_equal(world->agents.shifts[0].from, 0);
    scenario_free(&scenario);
}

static void arrivals_in_every_form(void **state)
{
    (void)state;
    struct scenario scenario;
    read_good(&scenario, "callers: {arrivals: 200 per second}\nhours: 1 s", NULL, 0);
    assert_true(scenario.variants[0].world.arrivals.rates[0].per_second == 200);
    scenario_free(&scenario);
    read_good(&scenario, "callers: {arrivals: {every: gamma 90 s cv 0.5}}\n", NULL, 0);
    assert_int_equal(scenario.variants[0].world.arrivals.kind, ARRIVALS_RENEWAL);
    assert_int_equal(scenario.variants[0].world.arrivals.every.kind, SIM_GAMMA);
    scenario_free(&scenario);
    read_good(&scenario, "open: 11:00\ncallers: {arrivals: {times: [1 min, 11:02, 2.5 min]}}\n",
              NULL, 0);
    const struct arrivals *arrivals = &scenario.variants[0].world.arrivals;
    assert_int_equal(arrivals->kind, ARRIVALS_TIMES);
    assert_int_equal(arrivals->count, 3);
    assert_int_equal(arrivals->times[1], 2 * SIM_MINUTE);
    assert_int_equal(arrivals->times[2], 150 * SIM_SECOND);
    scenario_free(&scenario);
}

static char *written(const struct world *world, enum theme theme)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    world_write(world, theme, to);
    assert_int_equal(fclose(to), 0);
    return text;
}

/* Written in the words of either theme, a world reads back as itself. */
static void expect_round_trip(const struct world *world)
{
    char *kitchen = written(world, THEME_KITCHEN);
    for (enum theme theme = 0; theme < THEMES; theme++) {
        char *text = written(world, theme);
        struct scenario again;
        read_good(&again, text, NULL, 0);
        assert_int_equal(again.theme, theme);
        char *same = written(&again.variants[0].world, THEME_KITCHEN);
        assert_string_equal(same, kitchen);
        free(same);
        free(text);
        scenario_free(&again);
    }
    free(kitchen);
}

static void worlds_are_written_as_they_are_read(void **state)
{
    (void)state;
    struct scenario scenario;
    for (size_t i = 0; i < builtin_count(); i++) {
        const struct builtin *builtin = builtin_at(i);
        read_good(&scenario, builtin->text, NULL, 0);
        for (size_t j = 0; j < scenario.variant_count; j++)
            expect_round_trip(&scenario.variants[j].world);
        scenario_free(&scenario);
    }
    read_good(&scenario,
              "callers: {arrivals: {times: [0.001 us, 3 s]}}\n"
              "warehouse: {ingredients: {\"salt & \\\"pepper\\\"\": unlimited, dough: 4}}\n"
              "recipes: {\"Nr 5\": , x: {needs: {dough: 2}}, \"7: seven\": {share: 0.1}}\n",
              NULL, 0);
    assert_int_equal(scenario.variants[0].world.recipe_count, 3);
    expect_round_trip(&scenario.variants[0].world);
    scenario_free(&scenario);
}

/* All keys at once, none at its default. */
static void a_world_without_defaults_is_written_as_it_is_read(void **state)
{
    (void)state;
    struct scenario scenario;
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    for (size_t i = 0; i < key_count(); i++) {
        const struct key *key = key_at(i);
        char name[128];
        if (!is_of_world(key))
            continue;
        name_of(name, key->name[THEME_KITCHEN]);
        bool hours = strcmp(name, "hours") == 0, need = key->scope == OF_NEED;
        fprintf(to, "%s: %s\n", name, hours ? "20 h" : need ? "3" : sample_of(key, THEME_KITCHEN));
    }
    assert_int_equal(fclose(to), 0);
    read_good(&scenario, text, NULL, 0);
    expect_round_trip(&scenario.variants[0].world);
    scenario_free(&scenario);
    free(text);
}

struct live {
    struct scenario scenario;
    struct world world;
    struct arena *arena;
    struct complaints complaints;
};

static bool set(struct live *live, const char *name, const char *value)
{
    complaints_free(&live->complaints);
    bool good = world_set(&live->world, live->arena, THEME_KITCHEN, name, value, &live->complaints);
    assert_int_equal(good, live->complaints.errors == 0);
    return good;
}

static int set_up_live(void **state)
{
    static struct live live;
    read_good(&live.scenario, builtin_find("lunch-rush")->text, NULL, 0);
    live.arena = arena_new(1 << 26);
    assert_non_null(live.arena);
    assert_true(world_copy(&live.world, &live.scenario.variants[0].world, live.arena));
    *state = &live;
    return 0;
}

static int tear_down_live(void **state)
{
    struct live *live = *state;
    complaints_free(&live->complaints);
    arena_free(live->arena);
    scenario_free(&live->scenario);
    return 0;
}

static void keys_of_a_world_can_be_set_while_it_lives(void **state)
{
    struct live *live = *state;
    char *before = written(&live->scenario.variants[0].world, THEME_KITCHEN);
    assert_true(set(live, "kitchen.cooks", "13"));
    assert_int_equal(live->world.cooks.shifts[0].number, 13);
    assert_true(set(live, "kitchen.cooks", "{11:00: 2, 13:00: 5}"));
    assert_int_equal(live->world.cooks.shifts[1].from, 2 * SIM_HOUR);
    assert_true(set(live, "recipes.margherita.needs.dough", "2"));
    assert_int_equal(live->world.recipes[0].needs[0], 2);
    assert_true(set(live, "warehouse.ingredients.dough", "61"));

    assert_true(set(live, "callers.demand", "150 %"));
    assert_true(live->world.demand == 1.5);
    /* Recipes without a time of their own follow. */
    assert_true(set(live, "kitchen.prep", "7 min"));
    assert_int_equal(live->world.recipes[0].prep.shift, 7 * SIM_MINUTE);
    assert_int_equal(live->world.recipes[1].prep.kind, SIM_GAMMA);
    assert_true(set(live, "warehouse.restock.every", "never"));
    assert_false(live->world.truck);
    /* The original has not noticed. */
    char *after = written(&live->scenario.variants[0].world, THEME_KITCHEN);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void what_cannot_be_set_changes_nothing(void **state)
{
    struct live *live = *state;
    static const struct override wrong[] = {
        {"kitchen.coks", "13"},
        {"kitchen.cooks", "13 min"},
        {"kitchen.cooks", ""},
        {"kitchen.cooks", "{"},
        {"kitchen.cooks", "unlimited"},
        {"kitchen", "{cooks: 3, box: 1 min}"},
        {"hours", "0 s"},
        {"warmup", "4 h"},
        {"open", "12:00"},
        {"title", "x"},
        {"theme", "datacenter"},
        {"recipes.margarita.share", "2"},
        {"recipes.margherita.needs.salt", "2"},
        {"recipes.margherita.needs.dough", "100"},
        {"warehouse.ingredients.salt", "2"},
        {"callers.arrivals", "{file: calls.csv}"},
        {"kitchen.prep", "empirical prep.csv"},
        {"variants.Apach' Hut.kitchen.cooks", "3"},
    };
    char *before = written(&live->world, THEME_KITCHEN);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        if (set(live, wrong[i].key, wrong[i].value))
            fail_msg("%s could be set to %s", wrong[i].key, wrong[i].value);
        assert_true(live->complaints.errors > 0);
        char *after = written(&live->world, THEME_KITCHEN);
        assert_string_equal(before, after);
        free(after);
    }
    free(before);
}

static void unknown_keys_have_no_value(void **state)
{
    struct live *live = *state;
    static const char *const names[] = {"kitchen.coks",
                                        "kitchen",
                                        "title",
                                        "variants",
                                        "",
                                        "recipes.x.share",
                                        "recipes.margherita.needs.x",
                                        "server.workers",
                                        "recipes..share"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_null(world_get(&live->world, THEME_KITCHEN, names[i]));
}

static void no_name_is_used_twice(void **state)
{
    (void)state;
    for (enum theme theme = 0; theme < THEMES; theme++)
        for (size_t i = 0; i < key_count(); i++)
            for (size_t j = 0; j < i; j++)
                assert_string_not_equal(key_at(i)->name[theme], key_at(j)->name[theme]);
}

static void every_row_is_complete(void **state)
{
    (void)state;
    for (size_t i = 0; i < key_count(); i++) {
        const struct key *key = key_at(i);
        assert_true(key->name[0] && key->name[1] && key->takes && key->unit);
        for (enum theme theme = 0; theme < THEMES; theme++) {
            const char *about = key->about[theme];
            size_t length = strlen(about);
            assert_true(length > 10 && about[length - 1] == '.');
        }
    }
}

/* But those of the file itself, which are read before the theme is known. */
static void a_data_center_has_no_cooks(void **state)
{
    (void)state;
    static const char *const words[] = {"cook",  "pizza",   "oven",  "ticket",  "caller",
                                        "agent", "courier", "truck", "an order"};
    for (size_t i = 0; i < key_count(); i++)
        for (size_t n = 0; n < sizeof words / sizeof *words; n++)
            if (key_at(i)->scope != OF_SCENARIO &&
                strstr(key_at(i)->about[THEME_DATACENTER], words[n]))
                fail_msg("%s: %s", key_at(i)->name[THEME_DATACENTER],
                         key_at(i)->about[THEME_DATACENTER]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_can_be_set_by_its_dotted_name),
        cmocka_unit_test(every_key_can_be_given_in_nested_maps),
        cmocka_unit_test(recipes_may_keep_the_kitchens_words_in_a_data_center),
        cmocka_unit_test(defaults_are_what_the_table_says),
        cmocka_unit_test(defaults_limit_nothing_and_take_no_time),
        cmocka_unit_test(a_data_center_has_one_recipe_called_request),
        cmocka_unit_test(what_follows_from_other_keys),
        cmocka_unit_test(clock_times_run_from_open_over_midnight),
        cmocka_unit_test(arrivals_in_every_form),
        cmocka_unit_test(worlds_are_written_as_they_are_read),
        cmocka_unit_test(a_world_without_defaults_is_written_as_it_is_read),
        cmocka_unit_test_setup_teardown(keys_of_a_world_can_be_set_while_it_lives, set_up_live,
                                        tear_down_live),
        cmocka_unit_test_setup_teardown(what_cannot_be_set_changes_nothing, set_up_live,
                                        tear_down_live),
        cmocka_unit_test_setup_teardown(unknown_keys_have_no_value, set_up_live, tear_down_live),
        cmocka_unit_test(no_name_is_used_twice),
        cmocka_unit_test(every_row_is_complete),
        cmocka_unit_test(a_data_center_has_no_cooks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
