/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whatever is pressed, clicked and resized, in whatever order: nothing breaks, nothing hangs, and
 * the totals are those of whoever goes straight through the same day with the same changes, and
 * those of its journal. PIZZERIA_PRESSES in the environment: how many presses, for a longer test.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/sim/splitmix.h"
#include "tests/tui/stage.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { PRESSES = 8000, ROUND = 250, MS_APART = 10 };

static struct cue any_cue(int64_t at_ms)
{
    static const uint32_t named[] = {
        PRESS_TAB,
        PRESS_BACK_TAB,
        PRESS_ENTER,
        PRESS_ESCAPE,
        PRESS_BACKSPACE,
        PRESS_DELETE,
        PRESS_UP,
        PRESS_DOWN,
        PRESS_LEFT,
        PRESS_RIGHT,
        PRESS_PAGE_UP,
        PRESS_PAGE_DOWN,
        PRESS_HOME,
        PRESS_END,
        PRESS_WHEEL_UP,
        PRESS_WHEEL_DOWN,
        PRESS_CLICK,
        PRESS_CLICK,
        PRESS_CLICK,
        PRESS_CONTROL('L'),
        '+',
        '-',
        'u',
        'o',
        '6',
        ' ',
        '>',
        PRESS_RESIZE,
    };
    struct cue cue = {at_ms, named[random_below(COUNT(named))], (int)random_below(310),
                      (int)random_below(105)};
    if (random_below(3) == 0)
        cue.press = (uint32_t)(' ' + random_below(95));
    if (cue.press == 'q')
        cue.press = '?';
    if (cue.press != PRESS_RESIZE && random_below(2) == 0) { /* where there is most to be hit */
        cue.x %= 80;
        cue.y %= 24;
    }
    return cue;
}

/* The same day again, straight from its start to the instant of the first one. */
static struct playback *straight(const struct app *app, const struct side *side)
{
    const struct playback *seen = side->playback;
    struct playback *again =
        playback_new(&app->scenario, side->variant, playback_replication(seen));
    assert_non_null(again);
    for (size_t n = 0; n < playback_change_count(seen); n++) {
        const struct playback_change *change = playback_change_at(seen, n);
        struct complaints complaints = {0};
        assert_true(playback_go(again, change->at));
        if (!change->key) /* an earlier change may have ended the day before the call */
            assert_true(playback_call(again) != 0 || playback_next(again) == SIM_NEVER);
        else
            assert_true(playback_set(again, change->key, change->value, &complaints));
        complaints_free(&complaints);
    }
    assert_true(playback_go(again, playback_now(seen)));
    return again;
}

static uint64_t entries_of(const struct scene *scene, enum journal_event event)
{
    uint64_t count = 0;
    for (size_t n = 0; n < scene->entry_count; n++)
        count += scene->entries[n].entry.event == event;
    return count;
}

static void assert_totals(const struct app *app)
{
    for (size_t n = 0; n < app->side_count; n++) {
        const struct view *seen = &app->sides[n].view;
        struct playback *again = straight(app, &app->sides[n]);
        struct view view;
        kitchen_view(playback_kitchen(again), &view);
        assert_int_equal(seen->now, view.now);
        assert_int_equal(seen->calls, view.calls);
        assert_int_equal(seen->lost, view.lost);
        assert_int_equal(seen->delivered, view.delivered);
        assert_memory_equal(seen->cooks_in, view.cooks_in, sizeof view.cooks_in);
        assert_int_equal(seen->lost, entries_of(playback_scene(again), EVENT_LOST));
        assert_int_equal(seen->delivered, entries_of(playback_scene(again), EVENT_DELIVERED));
        playback_free(again);
    }
}

static size_t presses(void)
{
    const char *wanted = getenv("PIZZERIA_PRESSES");
    return wanted ? (size_t)strtoul(wanted, NULL, 10) : PRESSES;
}

static void test_any_presses(void **state)
{
    (void)state;
    static const char *const scenarios[] = {"lunch-rush", "out-of-bacon", "staged-kitchen",
                                            "web-server"};
    static struct cue cues[ROUND];
    uint64_t delivered = 0;
    size_t changes = 0;
    random_state = 3;
    for (size_t done = 0, round = 0; done < presses(); done += ROUND, round++) {
        struct app app = {0};
        for (size_t n = 0; n < ROUND; n++)
            cues[n] = any_cue((int64_t)(n + 1) * MS_APART);
        struct stage stage = {.width = 80 + (int)random_below(60),
                              .height = 24 + (int)random_below(20),
                              .cues = cues,
                              .cue_count = ROUND,
                              .end_ms = (ROUND + 10) * MS_APART};
        stage_open(&app, scenarios[round % COUNT(scenarios)]);
        stage_play(&stage, &app);
        assert_false(app.quit);
        assert_totals(&app);
        for (size_t n = 0; n < app.side_count; n++) {
            delivered += app.sides[n].view.delivered;
            changes += playback_change_count(app.sides[n].playback);
        }
        app_close(&app);
        picture_free(&stage.picture);
    }
    assert_true(delivered > 0); /* or the presses did not get anywhere */
    assert_true(changes > 0);
}

/* What happens to be saved is saved where it can be thrown away. */
static char folder[] = "/tmp/pizzeria-keys-XXXXXX";

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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_any_presses)};
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
