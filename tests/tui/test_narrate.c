/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The caption over whole days: what is told of them, against golden files; that it always has room;
 * that it lasts long enough to be read. After a wanted change: `PIZZERIA_RENEW=1 meson test -C
 * build narrate`, then look at the difference.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/text.h"
#include "tests/tui/stage.h"
#include "tui/narrate.h"
#include "tui/plain.h"

static int64_t fake_now(void *context)
{
    return *(int64_t *)context;
}

static void fake_wait(void *context, int64_t ns)
{
    *(int64_t *)context += ns;
}

static char *file_of(const char *path)
{
    enum { MOST = 1 << 17 };
    char *text = calloc(1, MOST);
    FILE *from = fopen(path, "r");
    assert_non_null(text);
    if (!from)
        fail_msg("%s cannot be read", path);
    fread(text, 1, MOST - 1, from);
    fclose(from);
    return text;
}

static void compare(const char *text, const char *path)
{
    if (getenv("PIZZERIA_RENEW")) {
        FILE *to = fopen(path, "w");
        assert_non_null(to);
        fputs(text, to);
        assert_int_equal(fclose(to), 0);
        return;
    }
    char *golden = file_of(path);
    if (strcmp(text, golden) != 0)
        fail_msg("%s is not what is told:\n%s", path, text);
    free(golden);
}

static void tell(const char *name)
{
    struct app app = {0};
    char *told = NULL, path[512];
    size_t length;
    int64_t real = 0;
    const struct plain_clock clock = {.now = fake_now, .wait = fake_wait, .context = &real};
    FILE *to = open_memstream(&told, &length);
    assert_non_null(to);
    stage_open(&app, name);
    assert_true(plain_tell(&app, to, &clock, NULL));
    assert_int_equal(fclose(to), 0);
    snprintf(path, sizeof path, "%s/narration-%s.txt", GOLDEN, name);
    compare(told, path);
    free(told);
    app_close(&app);
}

static void test_the_days_are_told(void **state)
{
    (void)state;
    tell("lunch-rush");
    tell("c10k");
}

/* Whatever is to be said has room in one line from 78 columns on, and in as many as there are. */
static void test_every_caption_fits(void **state)
{
    (void)state;
    for (size_t n = 0; n < builtin_count(); n++) {
        struct app app = {0};
        stage_open(&app, builtin_at(n)->name);
        sim_time step = app.scenario.variants[0].world.hours / 60;
        for (int k = 0; k < 90; k++) {
            struct caption caption;
            app_go(&app, k * step);
            narrate(&app, FIGURES_EXACT, &caption);
            for (unsigned columns = 78; columns < 240; columns += 20) {
                char line[2 * CAPTION_TEXT], own[2 * CAPTION_TEXT];
                caption_line(&caption, columns, line, sizeof line);
                if (!*line || text_width(line) > columns)
                    fail_msg("%s, %u columns: %s", builtin_at(n)->name, columns, line);
                for (size_t side = 0; side < app.side_count; side++) {
                    caption_of_side(&caption, side, columns, own, sizeof own);
                    assert_true(*own && text_width(own) <= columns);
                }
            }
        }
        app_close(&app);
    }
}

/* A sentence that stays while the day goes on has no figure that the rows below could belie. */
static void test_round_words_have_no_figures(void **state)
{
    (void)state;
    struct app app = {0};
    stage_open(&app, "lunch-rush");
    for (int minute = 0; minute < 240; minute += 3) {
        struct caption caption;
        app_go(&app, minute * SIM_MINUTE);
        narrate(&app, FIGURES_ROUND, &caption);
        for (size_t side = 0; side < app.side_count; side++)
            for (int n = 0; n < CAPTION_FORMS; n++) {
                const char *form = caption.said[side].forms[n];
                if (strpbrk(form, "0123456789") && !strstr(form, "truck ("))
                    fail_msg("minute %d: %s", minute, form);
                assert_true(*form);
            }
    }
    app_close(&app);
}

/* A name as long as a file allows does not push out what is said. */
static void test_long_names_give_way(void **state)
{
    (void)state;
    static const char yaml[] =
        "hours: 2 h\ncallers: {arrivals: {times: [0 min]}}\nkitchen: {prep: 9 min}\n"
        "variants: {A very very very very very very very long name of a kitchen: {}, "
        "Another very very very very very very long name of one: {}}\n";
    struct scenario scenario;
    struct complaints complaints;
    struct app app = {0};
    struct caption caption;
    char line[2 * CAPTION_TEXT];
    assert_true(scenario_read_text(&scenario, "t", yaml, strlen(yaml), NULL, 0, &complaints));
    complaints_free(&complaints);
    assert_true(app_open_scenario(&app, "t", &scenario));
    app_go(&app, SIM_MINUTE);
    narrate(&app, FIGURES_EXACT, &caption);
    caption_line(&caption, 78, line, sizeof line);
    assert_string_equal(line, "A very very very v..: 1 of 1 cook at work.");
    app_close(&app);
}

static struct caption saying(unsigned situation, unsigned urgency)
{
    struct caption caption = {.count = 1};
    caption.said[0].situation = situation;
    caption.said[0].urgency = urgency;
    return caption;
}

/* Two situations that take turns every half second are not both told. */
static void test_it_does_not_flicker(void **state)
{
    (void)state;
    struct narrator narrator = {0};
    const struct caption worse = saying(1, 5), better = saying(2, 1);
    int told = 0;
    for (int n = 0; n < 200; n++)
        told += narrator_hear(&narrator, n / 10 % 2 ? &worse : &better, 50, 3000);
    assert_int_equal(told, 2); /* the first, and that it got worse */
    assert_int_equal(narrator.caption.said[0].situation, 1);
    for (int n = 0; n < 59; n++)
        assert_false(narrator_hear(&narrator, &better, 50, 3000));
    assert_true(narrator_hear(&narrator, &better, 50, 3000)); /* it has lasted */
}

/* Figures change at most once in a third of the time that a sentence lasts. */
static void test_figures_are_calm(void **state)
{
    (void)state;
    struct narrator narrator = {0};
    int changes = 0;
    for (int n = 0; n < 100; n++) {
        struct caption caption = saying(1, 1);
        unsigned before = narrator.caption.said[0].urgency;
        caption.said[0].urgency = (unsigned)n + 1;
        narrator_hear(&narrator, &caption, 100, 3000);
        changes += narrator.caption.said[0].urgency != before;
    }
    assert_int_equal(changes, 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_days_are_told),
        cmocka_unit_test(test_every_caption_fits),
        cmocka_unit_test(test_long_names_give_way),
        cmocka_unit_test(test_it_does_not_flicker),
        cmocka_unit_test(test_figures_are_calm),
        cmocka_unit_test(test_round_words_have_no_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
