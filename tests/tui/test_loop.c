/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loop and the common keys, played on a stage with a clock of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/sim/splitmix.h"
#include "tests/tui/stage.h"
#include "tui/frame.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct play {
    struct app app;
    struct stage stage;
};

static void play(struct play *play, const char *scenario, const struct cue *cues, size_t count,
                 int64_t end_ms)
{
    *play = (struct play){
        .stage = {.width = 120, .height = 40, .cues = cues, .cue_count = count, .end_ms = end_ms}};
    stage_open(&play->app, scenario);
    stage_play(&play->stage, &play->app);
}

static void end(struct play *play)
{
    app_close(&play->app);
    picture_free(&play->stage.picture);
}

/* A minute a second: after 10 s it is 11:10. */
static void test_day_goes_on(void **state)
{
    (void)state;
    struct play p;
    play(&p, "lunch-rush", NULL, 0, 10000);
    assert_in_range(p.app.now, 9 * SIM_MINUTE + 50 * SIM_SECOND, 10 * SIM_MINUTE + SIM_SECOND);
    assert_in_range(p.stage.frames, 150, 202);
    end(&p);
}

static void test_nothing_is_drawn_while_paused(void **state)
{
    (void)state;
    const struct cue cues[] = {{1000, ' ', 0, 0}};
    struct play p;
    play(&p, "lunch-rush", cues, COUNT(cues), 60000);
    assert_true(p.app.paused);
    assert_in_range(p.app.now, 55 * SIM_SECOND, 65 * SIM_SECOND);
    assert_in_range(p.stage.frames, 10, 24);
    assert_in_range(p.stage.waits, 1, 400);
    end(&p);
}

static void test_full_speed_reaches_the_end(void **state)
{
    (void)state;
    struct cue cues[12];
    for (size_t n = 0; n < COUNT(cues); n++)
        cues[n] = (struct cue){(int64_t)n + 1, '>', 0, 0};
    struct play p;
    play(&p, "lunch-rush", cues, COUNT(cues), 20000);
    assert_int_equal(p.app.speed, app_speed_count - 1);
    assert_true(p.app.over);
    assert_true(p.app.sides[0].view.delivered > 0);
    end(&p);
}

static void test_keys_move_through_the_day(void **state)
{
    (void)state;
    const struct cue cues[] = {
        {100, ' ', 0, 0}, {200, 'g', 0, 0},         {300, '1', 0, 0},
        {310, '2', 0, 0}, {320, ':', 0, 0},         {330, '3', 0, 0},
        {340, '0', 0, 0}, {350, PRESS_ENTER, 0, 0}, {400, PRESS_ESCAPE, 0, 0},
    };
    struct play p;
    play(&p, "lunch-rush", cues, COUNT(cues), 2000);
    assert_int_equal(p.app.now, 90 * SIM_MINUTE);
    assert_false(p.app.quit);
    app_go(&p.app, 0);
    app_go_to(&p.app, GOAL_LOST);
    assert_int_equal(p.app.sides[0].view.lost + p.app.sides[1].view.lost, 1);
    sim_time lost_at = p.app.now;
    app_go(&p.app, lost_at - 1);
    assert_int_equal(p.app.sides[0].view.lost + p.app.sides[1].view.lost, 0);
    end(&p);
}

static void test_quits_by_q_only(void **state)
{
    (void)state;
    const struct cue cues[] = {
        {100, PRESS_ESCAPE, 0, 0}, {200, '?', 0, 0},          {300, PRESS_ESCAPE, 0, 0},
        {400, 'm', 0, 0},          {500, PRESS_ESCAPE, 0, 0}, {600, PRESS_ESCAPE, 0, 0},
        {5000, 'q', 0, 0},
    };
    struct play p;
    play(&p, "lunch-rush", cues, COUNT(cues), 60000);
    assert_true(p.app.quit);
    assert_in_range(p.stage.now, 5000 * SIM_MS, 5100 * SIM_MS);
    end(&p);
}

static void test_the_bar_can_be_clicked(void **state)
{
    (void)state;
    struct play p;
    play(&p, "lunch-rush", NULL, 0, 100);
    const struct picture *picture = &p.stage.picture;
    int x = -1;
    for (size_t n = 0; n < picture->hot_count; n++)
        if (picture->hot[n].press == '?')
            x = picture->hot[n].x;
    assert_true(x >= 0);
    end(&p);
    const struct cue cues[] = {{100, PRESS_CLICK, x, 39}};
    play(&p, "lunch-rush", cues, COUNT(cues), 1000);
    assert_true(p.app.help);
    end(&p);
}

static void test_too_small_says_so_and_quits(void **state)
{
    (void)state;
    const struct cue cues[] = {{100, 's', 0, 0}, {1000, 'q', 0, 0}};
    struct play p = {
        .stage = {
            .width = 79, .height = 23, .cues = cues, .cue_count = COUNT(cues), .end_ms = 5000}};
    stage_open(&p.app, "lunch-rush");
    stage_play(&p.stage, &p.app);
    char *text = stage_text(&p.stage);
    assert_non_null(strstr(text, "80 x 24"));
    assert_int_equal(p.app.replication, 1);
    assert_true(p.app.quit);
    free(text);
    end(&p);
}

/* Any keys, at any size: nothing breaks, and going straight to the instant shows the same. */
static void test_any_keys(void **state)
{
    (void)state;
    static const uint32_t keys[] = {' ',      '<',         '>',          'n', 'N', '[', ']',
                                    '{',      '}',         PRESS_HOME,   'r', 's', 'o', PRESS_TAB,
                                    '1',      '?',         PRESS_ESCAPE, 'g', 'm', 'v', PRESS_DOWN,
                                    PRESS_UP, PRESS_CLICK, 'L',          '+', '-', 'h', 'l'};
    enum { PRESSES = 600 };
    static struct cue cues[PRESSES];
    random_state = 1;
    for (size_t n = 0; n < PRESSES; n++)
        cues[n] = (struct cue){(int64_t)n * 20, keys[random_below(COUNT(keys))],
                               (int)(random_below(120)), (int)(random_below(40))};
    struct play p;
    play(&p, "lunch-rush", cues, PRESSES, PRESSES * 20 + 100);
    for (size_t n = 0; n < p.app.side_count; n++) {
        struct view view = p.app.sides[n].view, again;
        sim_time now = playback_now(p.app.sides[n].playback);
        assert_true(playback_go(p.app.sides[n].playback, 0));
        assert_true(playback_go(p.app.sides[n].playback, now));
        kitchen_view(playback_kitchen(p.app.sides[n].playback), &again);
        assert_int_equal(view.calls, again.calls);
        assert_int_equal(view.lost, again.lost);
        assert_int_equal(view.delivered, again.delivered);
    }
    end(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_day_goes_on),
        cmocka_unit_test(test_nothing_is_drawn_while_paused),
        cmocka_unit_test(test_full_speed_reaches_the_end),
        cmocka_unit_test(test_keys_move_through_the_day),
        cmocka_unit_test(test_quits_by_q_only),
        cmocka_unit_test(test_the_bar_can_be_clicked),
        cmocka_unit_test(test_too_small_says_so_and_quits),
        cmocka_unit_test(test_any_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
