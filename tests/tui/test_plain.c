/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The day told as text: what is said at moments that are known, and that a whole day is told to its
 * end with the totals that a run of the same day has.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/app.h"
#include "tui/narrate.h"
#include "tui/plain.h"
#include "tui/views.h"

static void open_text(struct app *app, const char *yaml)
{
    struct scenario scenario;
    struct complaints complaints;
    assert_true(scenario_read_text(&scenario, "test", yaml, strlen(yaml), NULL, 0, &complaints));
    complaints_free(&complaints);
    assert_true(app_open_scenario(app, "test", &scenario));
}

#define DAY                                                                                        \
    "open: 12:00\nhours: 2 h\ncallers: {arrivals: {times: [0 min, 1 min, 2 min, 3 min]}, lines: "  \
    "2}\n"                                                                                         \
    "call_center: {agents: 1, call: 1 min, rail: 0}\n"                                             \
    "kitchen: {cooks: 1, prep: 10 min}\novens: {places: 9, bake: 30 min}\n"                        \
    "variants: {Held: {}, Free: {kitchen.policy: event_driven, kitchen.cooks: 3}}\n"

static void told_at(struct app *app, sim_time at, const char *expected)
{
    char text[2 * CAPTION_TEXT];
    struct caption caption;
    app_go(app, at);
    narrate(app, FIGURES_EXACT, &caption);
    caption_line(&caption, 400, text, sizeof text);
    assert_string_equal(text, expected);
}

static void moments_are_told(void **state)
{
    (void)state;
    struct app app = {0};
    open_text(&app, DAY);
    told_at(&app, 90 * SIM_SECOND,
            "The only cook at Held is at work. 1 of 3 cooks at Free is at work.");
    /* The one cook watches the oven from 12:11 on, the agent holds order 2's ticket; the three
     * free cooks have put two pizzas into the oven and prepare the third of the last caller. */
    told_at(&app, 13 * SIM_MINUTE,
            "The only cook at Held stands still, waiting for the oven. Nobody answers the phone. "
            "1 of 3 cooks at Free is at work.");
    told_at(&app, 10 * SIM_HOUR,
            "Day over. Held delivered 4 and lost 0. Free delivered 4 and lost 0.");
    app_close(&app);
}

static void both_themes_have_words(void **state)
{
    (void)state;
    struct app app = {0};
    open_text(&app, "theme: datacenter\nhours: 2 s\nclients: {arrivals: {times: [0 ms, 0 ms]}}\n"
                    "listener: {acceptors: 1, queue: 0}\nserver: {workers: 1, compute: 10 ms}\n"
                    "api: {latency: 500 ms}\n");
    told_at(&app, 250 * SIM_MS,
            "The only worker at test stands still, waiting for the API. Nobody accepts "
            "connections.");
    app_close(&app);
}

/* A clock on which everything takes no time but waiting. */
static int64_t fake_now(void *context)
{
    return *(int64_t *)context;
}

static void fake_wait(void *context, int64_t ns)
{
    *(int64_t *)context += ns;
}

static void a_day_is_told_to_its_end(void **state)
{
    (void)state;
    struct app app = {0};
    open_text(&app, DAY);
    while (app_speeds[app.speed] < 60)
        app_faster(&app, 1);
    int64_t real = 0;
    const struct plain_clock clock = {.now = fake_now, .wait = fake_wait, .context = &real};
    char *told = NULL;
    size_t length;
    FILE *memory = open_memstream(&told, &length);
    assert_non_null(memory);
    assert_true(plain_tell(&app, memory, &clock, NULL));
    assert_int_equal(fclose(memory), 0);
    /* At 60 s a second the day, held orders and all, takes as many seconds as it has minutes. */
    assert_true(real >= 120 * SIM_SECOND && real < 200 * SIM_SECOND);
    assert_non_null(strstr(told, "Held so far: 4 called, 0 lost, 4 delivered.\n"));
    assert_non_null(strstr(told, "The only cook at Held stands still"));
    assert_null(strchr(told, '\033'));
    free(told);
    app_close(&app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_told),
        cmocka_unit_test(both_themes_have_words),
        cmocka_unit_test(a_day_is_told_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
