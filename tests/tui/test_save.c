/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Saving what was tried: the file says the same worlds key for key, and a day with changes of staff
 * goes on in it as it went on the screen; names, errors and files that are there already.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "models/keys.h"
#include "tests/tui/stage.h"
#include "tui/commands.h"
#include "tui/save.h"

static char folder[] = "/tmp/pizzeria-save-XXXXXX";

static int enter_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state)
{
    char command[64];
    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static void open_text(struct app *app, const char *name, const char *text)
{
    struct scenario scenario;
    struct complaints complaints;
    if (!scenario_read_text(&scenario, name, text, strlen(text), NULL, 0, &complaints))
        fail_msg("%s", complaints.count ? complaints.list[0].text : "out of memory");
    complaints_free(&complaints);
    assert_true(app_open_scenario(app, name, &scenario));
}

static char *saved_text(const struct app *app)
{
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    assert_true(save_write(app, ".", to));
    assert_int_equal(fclose(to), 0);
    return text;
}

/* Opens what was saved. */
static void open_saved(struct app *again, const struct app *app)
{
    char *text = saved_text(app);
    open_text(again, "saved", text);
    free(text);
}

static char *world_text(const struct world *world, enum theme theme)
{
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    world_write(world, theme, to);
    assert_int_equal(fclose(to), 0);
    return text;
}

static void assert_same_world(const struct world *one, const struct world *other, enum theme theme)
{
    char *first = world_text(one, theme), *second = world_text(other, theme);
    assert_string_equal(first, second);
    free(first);
    free(second);
}

static void assert_value(const struct app *app, size_t side, const char *key, const char *value)
{
    char *text = world_get(&app->scenario.variants[side].world, app->scenario.theme, key);
    assert_non_null(text);
    assert_string_equal(text, value);
    free(text);
}

static void test_unchanged_worlds(void **state)
{
    (void)state;
    for (size_t n = 0; n < builtin_count(); n++) {
        struct app app = {0}, again = {0};
        stage_open(&app, builtin_at(n)->name);
        open_saved(&again, &app);
        assert_int_equal(again.scenario.variant_count, app.side_count);
        assert_int_equal(again.scenario.replications, app.scenario.replications);
        for (size_t k = 0; k < app.side_count; k++) {
            assert_string_equal(again.scenario.variants[k].name, app.sides[k].name);
            assert_same_world(&again.scenario.variants[k].world,
                              playback_world(app.sides[k].playback), app.scenario.theme);
        }
        app_close(&again);
        app_close(&app);
    }
}

/* Every key that can be turned, turned to something else, is in the file. */
static void test_changes_at_opening(void **state)
{
    (void)state;
    struct app app = {0}, again = {0};
    stage_open(&app, "lunch-rush");
    assert_true(app_set(&app, 0, "kitchen.cooks", "{11:00: 6, 12:00: 12}"));
    assert_true(app_set(&app, 1, "kitchen.policy", "staged"));
    assert_true(app_set(&app, 1, "kitchen.stages.prep", "9"));
    assert_true(app_set(&app, 1, "callers.demand", "150 %"));
    assert_true(app_set(&app, 0, "recipes.carbonara.share", "2"));
    assert_true(app_set(&app, 0, "kitchen.prep", "mixture 3 of gamma 10 min cv 0.3 | 1 of 45 min"));
    assert_true(app_set(&app, 0, "kitchen.blocking", "[oven, courier]"));
    open_saved(&again, &app);
    for (size_t k = 0; k < 2; k++)
        assert_same_world(&again.scenario.variants[k].world, playback_world(app.sides[k].playback),
                          app.scenario.theme);
    app_close(&again);
    app_close(&app);
}

/* The days of two apps, event for event. */
static void assert_same_day(struct app *one, struct app *other, size_t side)
{
    app_go(one, SIM_FAR);
    app_go(other, SIM_FAR);
    const struct scene *a = playback_scene(one->sides[side].playback);
    const struct scene *b = playback_scene(other->sides[side].playback);
    assert_int_equal(a->entry_count, b->entry_count);
    assert_true(a->entry_count > 100);
    for (size_t n = 0; n < a->entry_count; n++) {
        const struct journal_entry *x = &a->entries[n].entry, *y = &b->entries[n].entry;
        if (x->at != y->at || x->event != y->event || x->order != y->order)
            fail_msg("event %zu differs", n);
    }
}

static void test_staff_becomes_shift_plans(void **state)
{
    (void)state;
    struct app app = {0}, again = {0};
    stage_open(&app, "lunch-rush");
    app_go(&app, 80 * SIM_MINUTE);
    assert_true(app_set(&app, 0, "kitchen.cooks", "16"));
    app_go(&app, 110 * SIM_MINUTE + 7);
    assert_true(app_set(&app, 0, "kitchen.cooks", "10"));
    assert_true(app_set(&app, 1, "delivery.couriers", "20"));
    app_go(&app, 30 * SIM_MINUTE); /* what comes later is saved, too */
    assert_true(app_set(&app, 2, "call_center.agents", "6"));
    open_saved(&again, &app);
    assert_value(&again, 0, "kitchen.cooks", "{11:00: 12, 12:20: 16, 12:50:00.000000007: 10}");
    assert_value(&again, 1, "kitchen.cooks", "12");
    assert_value(&again, 1, "call_center.agents", "{11:00: 5, 11:30: 6}");
    assert_value(&again, 1, "delivery.couriers", "{11:00: 24, 12:50:00.000000007: 20}");
    assert_same_day(&app, &again, 0);
    assert_same_day(&app, &again, 1);
    app_close(&again);
    app_close(&app);
}

/* A plan of the scenario's own goes on before the change, and after it if the change has one. */
static void test_plan_meets_plan(void **state)
{
    (void)state;
    struct app app = {0}, again = {0};
    open_text(&app, "own",
              "open: 22:00\nhours: 4 h\ncallers: {arrivals: 20 per hour}\n"
              "kitchen: {cooks: {22:00: 2, 23:00: 4, 01:00: 3}, prep: 9 min}\n");
    app_go(&app, 150 * SIM_MINUTE);
    assert_true(app_set(&app, 0, "kitchen.cooks", "{22:00: 1, 00:15: 8, 00:45: 5}"));
    open_saved(&again, &app);
    assert_value(&again, 0, "kitchen.cooks", "{22:00: 2, 23:00: 4, 00:30: 8, 00:45: 5}");
    assert_same_day(&app, &again, 0);
    app_close(&again);
    app_close(&app);
}

/* Whatever else was changed holds from opening on, and the file tells when it was changed. */
static void test_other_changes_are_told(void **state)
{
    (void)state;
    struct app app = {0}, again = {0};
    stage_open(&app, "lunch-rush");
    app_go(&app, 80 * SIM_MINUTE);
    assert_true(app_set(&app, 1, "ovens.places", "30"));
    app_call(&app);
    app_go(&app, 100 * SIM_MINUTE);
    assert_true(app_set(&app, 1, "ovens.places", "12"));
    char *text = saved_text(&app);
    assert_non_null(strstr(text, "# changed at 12:20:00: from 24 to 30\n"
                                 "    # changed at 12:40:00: from 30 to 12\n"
                                 "    ovens.places: 12\n"));
    assert_non_null(strstr(text, "somebody called from the dashboard at 12:20:00"));
    open_text(&again, "saved", text);
    assert_value(&again, 0, "ovens.places", "24");
    assert_value(&again, 1, "ovens.places", "12");
    free(text);
    app_close(&again);
    app_close(&app);
}

/* What was set at opening is no change of the day, and what both have is told at both. */
static void test_whose_change_it_was(void **state)
{
    (void)state;
    struct app app = {0};
    stage_open(&app, "lunch-rush");
    assert_true(app_set(&app, 1, "ovens.places", "30"));
    app_go(&app, 80 * SIM_MINUTE);
    assert_true(app_set(&app, SIDES, "kitchen.box", "3 min"));
    char *text = saved_text(&app);
    assert_null(strstr(text, "changed at 11:00:00"));
    static const char change[] = "# changed at 12:20:00: from 1 min to 3 min\n"
                                 "    kitchen.box: 3 min\n";
    size_t told = 0;
    for (const char *at = text; (at = strstr(at, change)); at++)
        told++;
    assert_int_equal(told, 2);
    free(text);
    app_close(&app);
}

/* On a day of 30 hours the clock shows some times twice, and a plan has each once. */
static void test_a_clock_that_goes_round(void **state)
{
    (void)state;
    struct app app = {0}, again = {0};
    open_text(&app, "long",
              "title: Long\nopen: 10:00\nhours: 30 h\ncallers: {arrivals: 6 per hour}\n"
              "kitchen: {cooks: 2, prep: 5 min}\nvariants: {a: {}, b: {kitchen.box: 1 min}}\n");
    app_go(&app, SIM_HOUR);
    assert_true(app_set(&app, 0, "kitchen.cooks", "5"));
    app_go(&app, 13 * SIM_HOUR);
    assert_true(app_set(&app, 0, "kitchen.cooks", "4"));
    app_go(&app, 25 * SIM_HOUR);
    assert_true(app_set(&app, 0, "kitchen.cooks", "6"));
    char *text = saved_text(&app);
    assert_non_null(strstr(text, "# changed at 11:00:00: from 2 to 5\n"));
    open_text(&again, "saved", text);
    assert_value(&again, 0, "kitchen.cooks", "6");
    free(text);
    app_close(&again);
    app_close(&app);
}

/* A plan cannot say "unlimited": then the new number holds from opening on. */
static void test_what_no_plan_can_say(void **state)
{
    (void)state;
    struct app app = {0}, again = {0};
    stage_open(&app, "c10k");
    app_go(&app, 100 * SIM_MS);
    assert_true(app_set(&app, 0, "server.workers", "3000"));
    char *text = saved_text(&app);
    assert_non_null(strstr(text, "# changed at 0.100 s: from unlimited to 3000\n"));
    open_text(&again, "saved", text);
    assert_value(&again, 0, "server.workers", "3000");
    assert_value(&again, 1, "server.workers", "8");
    free(text);
    app_close(&again);
    app_close(&app);
}

static void test_weird_names(void **state)
{
    (void)state;
    static const char *const title = "He said: \"no\\way\" # 1 \342\230\203 \302\251 - {a, b}";
    struct app app = {0}, again = {0};
    open_text(
        &app, "weird",
        "title: \"He said: \\\"no\\\\way\\\" # 1 \342\230\203 \302\251 - {a, b}\"\n"
        "about: \"one\\ntwo  three\\ttab 'x' - # no remark, and so long that it must go on in "
        "another line of the file, at a space  or two\"\n"
        "callers: {arrivals: 20 per hour}\n"
        "warehouse: {ingredients: {\"salt & 'pepper'\": 5}}\n"
        "recipes: {\"Nr 5: hot\": {share: 2, needs: {\"salt & 'pepper'\": 1}}}\n"
        "variants:\n"
        "  \"true\": {\"recipes.Nr 5: hot.share\": 3}\n"
        "  \"a: \\\"b\\\" \342\230\203\": {\"recipes.Nr 5: hot.needs.salt & 'pepper'\": 2}\n");
    open_saved(&again, &app);
    assert_int_equal(strncmp(again.scenario.title, title, strlen(title)), 0);
    assert_string_equal(again.scenario.title + strlen(title), ", what if");
    assert_string_equal(again.scenario.about, app.scenario.about);
    for (size_t k = 0; k < 2; k++) {
        assert_string_equal(again.scenario.variants[k].name, app.sides[k].name);
        assert_same_world(&again.scenario.variants[k].world, playback_world(app.sides[k].playback),
                          THEME_KITCHEN);
    }
    app_close(&app);
    open_saved(&app, &again); /* saved again it is not called "what if" twice */
    assert_string_equal(app.scenario.title, again.scenario.title);
    app_close(&again);
    app_close(&app);
}

/* One variant has a recipe and an ingredient that the other has not. */
static void test_different_menus(void **state)
{
    (void)state;
    struct app app = {0}, again = {0};
    open_text(&app, "menus",
              "callers: {arrivals: 20 per hour}\n"
              "warehouse: {ingredients: {dough: 9}}\n"
              "recipes: {plain: {needs: {dough: 1}}}\n"
              "variants:\n"
              "  rich: {warehouse.ingredients.ham: 4, recipes.rich.needs.ham: 2, "
              "recipes.plain.needs.ham: 1}\n"
              "  poor: {}\n");
    open_saved(&again, &app);
    for (size_t k = 0; k < 2; k++)
        assert_same_world(&again.scenario.variants[k].world, playback_world(app.sides[k].playback),
                          THEME_KITCHEN);
    app_close(&again);
    app_close(&app);
}

static void put_file(const char *path, const char *text)
{
    FILE *to = fopen(path, "w");
    assert_non_null(to);
    fputs(text, to);
    assert_int_equal(fclose(to), 0);
}

static char *get_file(const char *path)
{
    char *text = calloc(1, 1 << 16);
    FILE *from = fopen(path, "r");
    assert_non_null(text);
    if (!from)
        fail_msg("%s is not there", path);
    fread(text, 1, (1 << 16) - 1, from);
    fclose(from);
    return text;
}

static void press(struct app *app, uint32_t code)
{
    struct picture picture = {0};
    assert_true(picture_resize(&picture, 80, 24));
    command_press(app, &picture, (struct press){.code = code});
    picture_free(&picture);
}

static void type(struct app *app, const char *text)
{
    press(app, PRESS_CONTROL('u'));
    for (; *text; text++)
        press(app, (unsigned char)*text);
    press(app, PRESS_ENTER);
}

static void test_data_files_are_found(void **state)
{
    (void)state;
    struct app app = {0}, again = {0};
    assert_int_equal(system("mkdir -p data out"), 0);
    put_file("data/calls.csv", "11:01\n11:02\n");
    put_file("data/own.yaml", "open: 11:00\ncallers: {arrivals: {file: calls.csv}}\n");
    stage_open(&app, "data/own.yaml");
    press(&app, 'w');
    type(&app, "out/mine");
    assert_string_equal(app.message, "Saved. Run it with: pizzeria run out/mine.yaml");
    stage_open(&again, "out/mine.yaml");
    assert_int_equal(again.scenario.variants[0].world.arrivals.count, 2);
    app_close(&again);
    press(&app, 'w');
    press(&app, PRESS_ENTER); /* beside the scenario: the path stays as it was written */
    char *text = get_file("data/own-what-if.yaml");
    assert_non_null(strstr(text, "{file: calls.csv}"));
    free(text);
    app_close(&app);
}

static void test_nothing_is_lost_by_a_slip(void **state)
{
    (void)state;
    struct app app = {0};
    char name[DIALOG_INPUT];
    stage_open(&app, "lunch-rush");
    put_file("lunch-rush-what-if.yaml", "precious");
    save_name(&app, name);
    assert_string_equal(name, "lunch-rush-what-if-2.yaml");
    press(&app, 'w');
    type(&app, "lunch-rush-what-if");
    assert_true(app.dialog.open);
    press(&app, PRESS_ESCAPE);
    assert_false(app.quit);
    char *text = get_file("lunch-rush-what-if.yaml");
    assert_string_equal(text, "precious");
    free(text);
    press(&app, 'w');
    type(&app, "lunch-rush-what-if.yaml");
    press(&app, PRESS_ENTER); /* another name */
    assert_true(app.dialog.open);
    assert_string_equal(app.dialog.text, "lunch-rush-what-if-2.yaml");
    type(&app, "lunch-rush-what-if.yaml");
    press(&app, PRESS_DOWN);
    press(&app, PRESS_ENTER);
    assert_false(app.dialog.open);
    text = get_file("lunch-rush-what-if.yaml");
    assert_non_null(strstr(text, "Lunch rush, what if"));
    free(text);
    app_close(&app);
}

static void test_what_cannot_be_written_is_said(void **state)
{
    (void)state;
    struct app app = {0};
    stage_open(&app, "lunch-rush");
    press(&app, 'w');
    type(&app, "/dev/null/x.yaml");
    assert_non_null(strstr(app.message, "Not saved. /dev/null/x.yaml: Not a directory."));
    press(&app, 'w');
    type(&app, "nowhere/x.yaml");
    assert_non_null(strstr(app.message, "No such file or directory"));
    press(&app, 'w');
    type(&app, "");
    assert_non_null(strstr(app.message, "Not saved"));
    assert_int_equal(system("test -z \"$(ls -A | grep pizzeria-new)\""), 0);
    app_close(&app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unchanged_worlds),
        cmocka_unit_test(test_changes_at_opening),
        cmocka_unit_test(test_staff_becomes_shift_plans),
        cmocka_unit_test(test_plan_meets_plan),
        cmocka_unit_test(test_other_changes_are_told),
        cmocka_unit_test(test_whose_change_it_was),
        cmocka_unit_test(test_a_clock_that_goes_round),
        cmocka_unit_test(test_what_no_plan_can_say),
        cmocka_unit_test(test_weird_names),
        cmocka_unit_test(test_different_menus),
        cmocka_unit_test(test_data_files_are_found),
        cmocka_unit_test(test_nothing_is_lost_by_a_slip),
        cmocka_unit_test(test_what_cannot_be_written_is_said),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
