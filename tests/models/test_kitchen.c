/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The kitchen by hand: small days with constant lengths whose every event can be worked out on
 * paper. Times are minutes since opening.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/models/diary.h"

/* The order's story is this one. */
static void story_is(const char *yaml, unsigned order, const char *expected)
{
    struct diary diary = diary_of(yaml);
    char *story = diary_of_order(&diary, order);
    assert_string_equal(story, expected);
    free(story);
    diary_free(&diary);
}

static void measure_is(const char *yaml, const char *name, double expected)
{
    struct diary diary = diary_of(yaml);
    double value = diary_measure(&diary, name);
    if (!(fabs(value - expected) <= 1e-12 * fabs(expected)))
        fail_msg("%s is %.15g, not %.15g", name, value, expected);
    diary_free(&diary);
}

#define BOOK                                                                                       \
    "hours: 2 h\n"                                                                                 \
    "callers: {arrivals: {times: [0 min]}}\n"                                                      \
    "call_center: {agents: 1, call: 5 min}\n"                                                      \
    "warehouse: {fetch: 2 min}\n"                                                                  \
    "ovens: {places: 1, bake: 30 min}\n"                                                           \
    "delivery: {couriers: 1, ride: 20 min, return: 10 min}\n"

/* One order by the book: 5 + 2 + 15 + 30 + 20 = 72 minutes, whoever waits for it. */
static void one_order_by_the_book(void **state)
{
    (void)state;
    static const char *const kitchens[] = {
        "kitchen: {prep: 15 min, policy: synchronous}\n",
        "kitchen: {prep: 15 min, policy: cook_per_order, cooks: unlimited}\n",
        "kitchen: {prep: 15 min, policy: event_driven}\n",
        "kitchen: {prep: 15 min, policy: green_threads}\n",
        "kitchen: {prep: 15 min, policy: staged}\n",
    };
    for (size_t n = 0; n < sizeof kitchens / sizeof *kitchens; n++) {
        char yaml[1024] = BOOK;
        strcat(yaml, kitchens[n]);
        story_is(yaml, 1,
                 "0 call\n0 answer\n5 ticket\n5 take\n5 fetch\n7 ingredients\n7 prep\n22 oven\n"
                 "22 bake\n52 ding\n52 box\n52 courier\n52 ride\n72 delivered\n");
    }
}

/* Of 120 minutes the synchronous cook works 15, is held 2 + 30 + 20 and is free for 53. */
static void a_synchronous_cook_stands_still(void **state)
{
    (void)state;
    const char *yaml = BOOK "kitchen: {prep: 15 min}\n";
    measure_is(yaml, "cooks.working", 15.0 / 120);
    measure_is(yaml, "cooks.waiting.warehouse", 2.0 / 120);
    measure_is(yaml, "cooks.waiting.oven", 30.0 / 120);
    measure_is(yaml, "cooks.waiting.courier", 0);
    measure_is(yaml, "cooks.waiting.customer", 20.0 / 120);
    measure_is(yaml, "cooks.idle", 53.0 / 120);
    measure_is(yaml, "ovens.busy", 30.0 / 120);
    measure_is(yaml, "couriers.busy", 30.0 / 120); /* there and back */
    measure_is(yaml, "time.total.mean", 72 * 60);
    measure_is(yaml, "time.kitchen.mean", 47 * 60);
    measure_is(yaml, "in_flight", 67.0 / 120);
}

static void an_event_driven_cook_only_works(void **state)
{
    (void)state;
    const char *yaml = BOOK "kitchen: {prep: 15 min, policy: event_driven}\n";
    measure_is(yaml, "cooks.working", 15.0 / 120);
    measure_is(yaml, "cooks.idle", 105.0 / 120);
}

/*
 * One agent, no rail, one cook held for 10 + 20 minutes an order. Order 2's agent holds its ticket
 * from 10 to 35, when the cook is free; order 3 waits for that agent.
 */
static void agents_are_blocked_without_a_rail(void **state)
{
    (void)state;
    const char *yaml = "hours: 100 min\n"
                       "callers: {arrivals: {times: [0 min, 1 min, 11 min]}}\n"
                       "call_center: {agents: 1, call: 5 min, rail: 0}\n"
                       "kitchen: {prep: 10 min}\n"
                       "ovens: {bake: 20 min}\n";
    story_is(yaml, 2,
             "1 call\n1 hold\n5 answer\n10 ticket\n10 blocked\n35 take\n35 fetch\n35 ingredients\n"
             "35 prep\n45 oven\n45 bake\n65 ding\n65 box\n65 courier\n65 ride\n65 delivered\n");
    story_is(yaml, 3,
             "11 call\n11 hold\n35 answer\n40 ticket\n40 blocked\n65 take\n65 fetch\n"
             "65 ingredients\n65 prep\n75 oven\n75 bake\n95 ding\n95 box\n95 courier\n95 ride\n"
             "95 delivered\n");
    measure_is(yaml, "agents.busy", 0.15);
    measure_is(yaml, "agents.blocked", 0.50);
    measure_is(yaml, "queue.ticket", 0.50);
    measure_is(yaml, "queue.hold", (4.0 + 24.0) / 100);
}

/* The same with room for one ticket: the agent is free at 10 and order 2's ticket waits. */
static void the_rail_frees_the_agent(void **state)
{
    (void)state;
    const char *yaml = "hours: 100 min\n"
                       "callers: {arrivals: {times: [0 min, 1 min, 11 min]}}\n"
                       "call_center: {agents: 1, call: 5 min, rail: 1}\n"
                       "kitchen: {prep: 10 min}\n"
                       "ovens: {bake: 20 min}\n";
    struct diary diary = diary_of(yaml);
    assert_non_null(strstr(diary.text, "10 ticket 2\n10 rail 2\n11 call 3\n11 answer 3\n"));
    /* At 35 the cook takes ticket 2, and the agent who has been blocked since 16 puts up 3's. */
    assert_non_null(strstr(diary.text, "16 ticket 3\n16 blocked 3\n"));
    assert_non_null(strstr(diary.text, "35 rail 3\n"));
    diary_free(&diary);
}

#define ONE_LINE                                                                                   \
    "hours: 1 h\ncall_center: {agents: 1, call: 5 min}\n"                                          \
    "callers: {arrivals: {times: [0 min, 1 min]}, lines: 1, "

static void a_busy_line_is_redialled(void **state)
{
    (void)state;
    /* The line is free at 5, and who dials at 5 gets it. */
    struct diary diary = diary_of(ONE_LINE "redial: {attempts: 2, after: 2 min}}\n");
    char *story = diary_of_order(&diary, 2);
    assert_true(strncmp(story, "1 call\n1 busy\n3 redial\n3 busy\n5 redial\n5 answer\n10 ticket\n",
                        58) == 0);
    free(story);
    diary_free(&diary);
    const char *impatient = ONE_LINE "redial: {attempts: 1, after: 2 min}}\n";
    story_is(impatient, 2, "1 call\n1 busy\n3 redial\n3 busy\n3 lost\n");
    measure_is(impatient, "calls.refused", 1);
    measure_is(impatient, "orders.delivered", 1);
}

static void patience_ends_on_hold(void **state)
{
    (void)state;
    const char *yaml = "hours: 1 h\ncall_center: {agents: 1, call: 5 min}\n"
                       "callers: {arrivals: {times: [0 min, 1 min]}, patience: 3 min}\n";
    story_is(yaml, 2, "1 call\n1 hold\n4 hangup\n4 lost\n");
    measure_is(yaml, "calls.abandoned", 1);
}

/* Patience that ends at the instant an agent becomes free has ended. */
static void patience_ends_before_agents_are_given_out(void **state)
{
    (void)state;
    story_is("hours: 1 h\ncall_center: {agents: 1, call: 5 min}\n"
             "callers: {arrivals: {times: [0 min, 1 min]}, patience: 4 min}\n",
             2, "1 call\n1 hold\n5 hangup\n5 lost\n");
}

#define TWO_AT_ONCE                                                                                \
    "hours: 2 h\ncallers: {arrivals: {times: [0 min, 0 min]}}\novens: {bake: 20 min}\n"

/* Held: 0-10-30-35, then 35-45-65-70. Free: order 2 is prepared while order 1 bakes. */
static void a_free_cook_prepares_while_the_oven_bakes(void **state)
{
    (void)state;
    measure_is(TWO_AT_ONCE "kitchen: {prep: 10 min, box: 5 min}\n", "time.total.max", 70 * 60);
    measure_is(TWO_AT_ONCE "kitchen: {prep: 10 min, box: 5 min, policy: event_driven}\n",
               "time.total.max", 45 * 60);
}

/* Somebody wrote the loop so that it waits for the oven: prep and oven hold, the rest does not. */
static void a_blocking_oven_holds_the_loop(void **state)
{
    (void)state;
    const char *yaml =
        TWO_AT_ONCE "kitchen: {prep: 10 min, box: 5 min, policy: event_driven, blocking: [oven]}\n"
                    "delivery: {ride: 7 min}\n";
    /* 1: 0-10-30-35 and rides; 2: 35-45-65-70 and rides. */
    measure_is(yaml, "time.total.max", 77 * 60);
    measure_is(yaml, "cooks.waiting.oven", 40.0 / 120);
    measure_is(yaml, "cooks.waiting.customer", 0);
    measure_is(yaml, "cooks.idle", 50.0 / 120);
}

#define QUEUE_JUMPING                                                                              \
    "hours: 2 h\ncallers: {arrivals: {times: [0 min, 20 min, 31 min]}}\novens: {bake: 20 min}\n"

/* At 32 order 3's ticket is ready since 31, order 1's box since 32: who comes first? */
static void next_decides_between_ticket_and_box(void **state)
{
    (void)state;
    struct diary fifo = diary_of(
        QUEUE_JUMPING "kitchen: {policy: event_driven, switch: 1 min, prep: 10 min, box: 5 min}\n");
    assert_non_null(strstr(fifo.text, "32 take 3\n"));
    assert_non_null(strstr(fifo.text, "34 box 1\n"));
    assert_non_null(strstr(fifo.text, "40 prep 3\n"));
    diary_free(&fifo);
    struct diary finish = diary_of(
        QUEUE_JUMPING "kitchen: {policy: event_driven, switch: 1 min, prep: 10 min, box: 5 min, "
                      "next: finish_first}\n");
    assert_non_null(strstr(finish.text, "33 box 1\n"));
    assert_non_null(strstr(finish.text, "38 take 3\n"));
    diary_free(&finish);
}

/* Two cooks and one worktop: the second takes his order and waits 10 minutes; or they share. */
static void worktops_are_waited_for_or_shared(void **state)
{
    (void)state;
    const char *fifo = TWO_AT_ONCE "kitchen: {cooks: 2, prep: 10 min, worktops: 1}\n";
    struct diary diary = diary_of(fifo);
    assert_non_null(strstr(diary.text, "0 prep 1\n"));
    assert_non_null(strstr(diary.text, "10 prep 2\n"));
    diary_free(&diary);
    measure_is(fifo, "cooks.waiting.worktop", 10.0 / 240);
    measure_is(fifo, "worktops.busy", 20.0 / 120);
    const char *even =
        TWO_AT_ONCE "kitchen: {cooks: 2, prep: 10 min, worktops: 1, sharing: even}\n";
    diary = diary_of(even);
    assert_non_null(strstr(diary.text, "0 prep 2\n"));
    assert_non_null(strstr(diary.text, "20 oven 1\n"));
    assert_non_null(strstr(diary.text, "20 oven 2\n"));
    diary_free(&diary);
    measure_is(even, "worktops.busy", 20.0 / 120);
}

/* Alone for 5 minutes, then shared: order 1 has 5 left at 5, done at 15; order 2 is done at 20. */
static void shared_worktops_slow_everybody_down(void **state)
{
    (void)state;
    struct diary diary =
        diary_of("hours: 2 h\ncallers: {arrivals: {times: [0 min, 5 min]}}\n"
                 "kitchen: {cooks: 2, prep: 10 min, worktops: 1, sharing: even}\n");
    assert_non_null(strstr(diary.text, "15 oven 1\n"));
    assert_non_null(strstr(diary.text, "20 oven 2\n"));
    diary_free(&diary);
}

/* s(2) = 1 + 0.3 + 0.1 * 2 = 1.5, whether the second cook works or not. */
static void crowding_stretches_work(void **state)
{
    (void)state;
    const char *yaml = "hours: 1 h\ncallers: {arrivals: {times: [0 min]}}\n"
                       "kitchen: {cooks: 2, switch: 2 min, prep: 10 min, "
                       "crowding: {contention: 0.3, coherency: 0.1}}\n";
    /* start 2, prep 2 + 10, box 2, each times 1.5 */
    story_is(yaml, 1,
             "0 call\n0 answer\n0 ticket\n0 take\n0 switch\n3 fetch\n3 ingredients\n3 switch\n"
             "6 prep\n21 oven\n21 bake\n21 ding\n21 switch\n24 box\n24 courier\n24 ride\n"
             "24 delivered\n");
}

/* A cook is hired at 5: from then on 5 minutes of work take 5 * 1.5. */
static void crowding_changes_with_the_crew(void **state)
{
    (void)state;
    struct diary diary = diary_of("hours: 1 h\ncallers: {arrivals: {times: [0 min, 5 min]}}\n"
                                  "kitchen: {policy: cook_per_order, cooks: 2, prep: 10 min, "
                                  "crowding: {contention: 0.5}}\n");
    assert_non_null(strstr(diary.text, "12.5 oven 1\n"));
    /* Order 2 has 5 minutes of work done at 12.5, and is alone for the other 5. */
    assert_non_null(strstr(diary.text, "17.5 oven 2\n"));
    diary_free(&diary);
}

static void the_truck_brings_bacon(void **state)
{
    (void)state;
    const char *yaml = TWO_AT_ONCE
        "kitchen: {cooks: 2}\n"
        "warehouse: {clerks: 1, fetch: 2 min, ingredients: {bacon: 1}, restock: {every: 30 min}}\n"
        "recipes: {carbonara: {needs: {bacon: 1}}}\n";
    story_is(yaml, 1,
             "0 call\n0 answer\n0 ticket\n0 take\n0 fetch\n2 ingredients\n2 prep\n2 oven\n2 bake\n"
             "22 ding\n22 box\n22 courier\n22 ride\n22 delivered\n");
    story_is(yaml, 2,
             "0 call\n0 answer\n0 ticket\n0 take\n2 fetch\n4 short\n30 ingredients\n30 prep\n"
             "30 oven\n30 bake\n50 ding\n50 box\n50 courier\n50 ride\n50 delivered\n");
    measure_is(yaml, "queue.stock", 26.0 / 120);
    measure_is(yaml, "clerks.busy", 4.0 / 120);
    struct diary diary = diary_of(yaml);
    assert_non_null(strstr(diary.text, "90 restock 0\n"));
    assert_null(strstr(diary.text, "120 restock 0\n")); /* all is done, and it is closing time */
    diary_free(&diary);
}

/* Without a truck the second order waits for ever, and is counted. */
static void what_cannot_happen_is_unfinished(void **state)
{
    (void)state;
    const char *yaml = TWO_AT_ONCE "kitchen: {cooks: 2}\nwarehouse: {ingredients: {bacon: 1}}\n"
                                   "recipes: {carbonara: {needs: {bacon: 1}}}\n";
    measure_is(yaml, "orders.unfinished", 1);
    measure_is(yaml, "orders.delivered", 1);
}

/* Nor does the day go on for the sake of trucks when there is no cook for the last ticket. */
static void trucks_do_not_keep_the_day_alive(void **state)
{
    (void)state;
    const char *yaml = "hours: 1 h\ncallers: {arrivals: {times: [50 min]}}\n"
                       "kitchen: {cooks: {00:00: 1, 00:40: 0}}\n"
                       "warehouse: {ingredients: {bacon: 1}, restock: {every: 10 min}}\n";
    measure_is(yaml, "orders.unfinished", 1);
    measure_is(yaml, "cooks.present", 40.0 / 60);
}

static void ovens_and_couriers_serve_in_turn(void **state)
{
    (void)state;
    /* Bakes 0-20 and 20-40; the courier rides 20-30, is back at 35, rides 40-50. */
    const char *yaml = "hours: 2 h\ncallers: {arrivals: {times: [0 min, 0 min]}}\n"
                       "kitchen: {cooks: 2}\novens: {places: 1, bake: 20 min}\n"
                       "delivery: {couriers: 1, ride: 10 min, return: 5 min}\n";
    measure_is(yaml, "time.total.max", 50 * 60);
    measure_is(yaml, "queue.oven", 20.0 / 120);
    measure_is(yaml, "couriers.busy", 30.0 / 120);
    /* With 30 minutes back the second pizza waits from 40 to 60. */
    const char *slow = "hours: 2 h\ncallers: {arrivals: {times: [0 min, 0 min]}}\n"
                       "kitchen: {cooks: 2}\novens: {places: 1, bake: 20 min}\n"
                       "delivery: {couriers: 1, ride: 10 min, return: 30 min}\n";
    measure_is(slow, "time.total.max", 70 * 60);
    measure_is(slow, "cooks.waiting.courier", 20.0 / 240);
    /* No return given: as long as the ride. */
    const char *same = "hours: 2 h\ncallers: {arrivals: {times: [0 min]}}\n"
                       "delivery: {couriers: 1, ride: 10 min}\n";
    measure_is(same, "couriers.busy", 20.0 / 120);
}

/* Both cooks are busy when the plan falls to one: whoever is free first goes. */
static void a_shift_ends_when_work_is_done(void **state)
{
    (void)state;
    const char *yaml = "hours: 1 h\ncallers: {arrivals: {times: [0 min, 2 min, 3 min]}}\n"
                       "kitchen: {cooks: {00:00: 2, 00:05: 1}, prep: 10 min}\n";
    struct diary diary = diary_of(yaml);
    assert_non_null(strstr(diary.text, "12 take 3\n")); /* by the cook of order 2 */
    diary_free(&diary);
    measure_is(yaml, "cooks.present", (2.0 * 10 + 50) / 60);
    /* The plan rises again before he has gone: he stays and takes order 3 at 10. */
    diary = diary_of("hours: 1 h\ncallers: {arrivals: {times: [0 min, 2 min, 3 min]}}\n"
                     "kitchen: {cooks: {00:00: 2, 00:05: 1, 00:06: 2}, prep: 10 min}\n");
    assert_non_null(strstr(diary.text, "10 take 3\n"));
    diary_free(&diary);
}

/* Agents and couriers alike: those who stay past their shift count as present. */
static void agents_stay_past_their_shift(void **state)
{
    (void)state;
    const char *yaml = "hours: 1 h\ncallers: {arrivals: {times: [0 min, 0 min, 1 min]}}\n"
                       "call_center: {agents: {00:00: 2, 00:05: 0, 00:20: 1}, call: 10 min}\n";
    story_is(yaml, 3,
             "1 call\n1 hold\n20 answer\n30 ticket\n30 take\n30 fetch\n30 ingredients\n30 prep\n"
             "30 oven\n30 bake\n30 ding\n30 box\n30 courier\n30 ride\n30 delivered\n");
    /* Present: 2 for 10 minutes, none for 10, 1 for 40. */
    measure_is(yaml, "agents.busy", 30.0 / 60);
}

#define LOOPS                                                                                      \
    "hours: 1 h\ncallers: {arrivals: {times: [0 min, 5 min, 25 min]}}\novens: {bake: 20 min}\n"    \
    "kitchen: {policy: event_driven, cooks: 2, prep: 10 min, box: 5 min"

/*
 * Cook 1 prepares order 1 from 0, cook 2 order 2 from 5; at 25 cook 1, idle longer, takes order 3.
 * Order 1 is out of the oven at 30: shared, cook 2 boxes it; per cook, it waits for cook 1.
 */
static void a_loop_of_his_own(void **state)
{
    (void)state;
    struct diary diary = diary_of(LOOPS "}\n");
    assert_non_null(strstr(diary.text, "30 box 1\n"));
    diary_free(&diary);
    diary = diary_of(LOOPS ", loop: per_cook}\n");
    assert_non_null(strstr(diary.text, "35 box 1\n"));
    assert_non_null(strstr(diary.text, "35 box 2\n"));
    diary_free(&diary);
    measure_is(LOOPS ", loop: per_cook}\n", "queue.ready", 5.0 / 60);
}

/* The plan falls to 0 at 16: both are idle, but each has an order in the oven to box. */
static void a_loop_is_seen_through(void **state)
{
    (void)state;
    const char *yaml = "hours: 1 h\ncallers: {arrivals: {times: [0 min, 5 min, 25 min]}}\n"
                       "ovens: {bake: 20 min}\n"
                       "kitchen: {policy: event_driven, cooks: {00:00: 2, 00:16: 0}, prep: 10 min, "
                       "box: 5 min, loop: per_cook}\n";
    struct diary diary = diary_of(yaml);
    assert_non_null(strstr(diary.text, "35 delivered 1\n"));
    assert_non_null(strstr(diary.text, "40 delivered 2\n"));
    assert_null(strstr(diary.text, "take 3\n"));
    diary_free(&diary);
    measure_is(yaml, "cooks.present", (35.0 + 40) / 60);
    measure_is(yaml, "orders.unfinished", 1);
}

static void stages_work_one_after_the_other(void **state)
{
    (void)state;
    const char *yaml = TWO_AT_ONCE "kitchen: {policy: staged, switch: 1 min, prep: 10 min, "
                                   "stages: {start: 1, prep: 1, box: 2}}\n";
    /* Starts 0-1 and 1-2; preps 1-12 and 12-23; boxes from 32 and 43, a minute each. */
    measure_is(yaml, "cooks.present", 4);
    measure_is(yaml, "time.total.max", 44 * 60);
    measure_is(yaml, "queue.ready", 10.0 / 120);
    measure_is(yaml, "cooks.switching", 6.0 / 480);
}

static void orders_in_flight_are_limited(void **state)
{
    (void)state;
    struct diary diary =
        diary_of(TWO_AT_ONCE "kitchen: {policy: event_driven, cooks: 2, in_flight: 1}\n");
    assert_non_null(strstr(diary.text, "20 delivered 1\n20 take 2\n"));
    diary_free(&diary);
    /* 10 MiB less 4 for the cook holds two orders of 3. */
    diary = diary_of("hours: 1 h\ncallers: {arrivals: {times: [0 min, 0 min, 0 min]}}\n"
                     "ovens: {bake: 20 min}\nkitchen: {policy: event_driven}\n"
                     "memory: {total: 10 MiB, per_cook: 4 MiB, per_order: 3 MiB}\n");
    assert_non_null(strstr(diary.text, "0 take 2\n"));
    assert_non_null(strstr(diary.text, "20 take 3\n"));
    assert_true(fabs(diary_measure(&diary, "memory.max") - 10.0 * 1024 * 1024) < 1e-6);
    diary_free(&diary);
    /* Each hired cook needs 4 + 1: two fit. */
    diary = diary_of("hours: 1 h\ncallers: {arrivals: {times: [0 min, 0 min, 0 min]}}\n"
                     "ovens: {bake: 20 min}\nkitchen: {policy: cook_per_order, cooks: unlimited}\n"
                     "memory: {total: 10 MiB, per_cook: 4 MiB, per_order: 1 MiB}\n");
    assert_non_null(strstr(diary.text, "0 take 2\n"));
    assert_non_null(strstr(diary.text, "20 take 3\n"));
    diary_free(&diary);
}

/* What would happen at the instant of closing does not happen. */
static void closing_stops_the_day(void **state)
{
    (void)state;
    const char *yaml = "hours: 20 min\nclosing: stop\n"
                       "callers: {arrivals: {times: [0 min, 1 min]}}\novens: {bake: 20 min}\n"
                       "kitchen: {cooks: 2}\n";
    measure_is(yaml, "orders.delivered", 0);
    measure_is(yaml, "orders.unfinished", 2);
    struct diary diary = diary_of(yaml);
    assert_true(isnan(diary_measure(&diary, "ovens.busy"))); /* of unlimited places no share */
    assert_true(isnan(diary_measure(&diary, "time.total.mean")));
    diary_free(&diary);
}

/* Calls before the warm-up's end are not counted, but are in the kitchen. */
static void the_window_begins_after_the_warmup(void **state)
{
    (void)state;
    const char *yaml = "hours: 60 min\nwarmup: 10 min\n"
                       "callers: {arrivals: {times: [0 min, 10 min]}}\n"
                       "ovens: {places: 2, bake: 20 min}\nkitchen: {cooks: 2}\n";
    measure_is(yaml, "calls.offered", 1);
    measure_is(yaml, "orders.delivered", 1);
    measure_is(yaml, "throughput", 2.0 / 3000);
    measure_is(yaml, "ovens.busy", (10.0 + 20.0) / 100);
    measure_is(yaml, "in_flight.max", 2);
}

/* With every wait blocking, the event loop is the synchronous kitchen, event for event. */
static void everything_blocking_is_synchronous(void **state)
{
    (void)state;
#define BUSY_DAY                                                                                   \
    "hours: 4 h\ncallers: {arrivals: {every: 7 min}, lines: 5, patience: 11 min}\n"                \
    "call_center: {agents: 2, call: 5 min, rail: 1}\n"                                             \
    "warehouse: {clerks: 1, fetch: 2 min, restock: {every: 31 min}, ingredients: {dough: 3}}\n"    \
    "recipes: {margherita: {needs: {dough: 1}}}\novens: {places: 2, bake: 13 min}\n"               \
    "delivery: {couriers: 2, ride: 9 min, return: 4 min}\n"                                        \
    "kitchen: {cooks: 3, worktops: 2, prep: 8 min, box: 1 min, switch: 20 s, "
    struct diary one = diary_of(BUSY_DAY "policy: synchronous}\n");
    struct diary other = diary_of(
        BUSY_DAY "policy: event_driven, blocking: [warehouse, oven, courier, customer]}\n");
    assert_true(strlen(one.text) > 4000);
    assert_string_equal(one.text, other.text);
    diary_free(&one);
    diary_free(&other);
}

/* Nothing takes any time: every call is delivered at once. */
static void nothing_takes_time(void **state)
{
    (void)state;
    for (int policy = 0; policy < 5; policy++) {
        static const char *const names[] = {"synchronous", "cook_per_order", "event_driven",
                                            "green_threads", "staged"};
        char yaml[512];
        snprintf(yaml, sizeof yaml,
                 "hours: 1 h\ncallers: {arrivals: {every: 1 min}}\nkitchen: {policy: %s}\n"
                 "call_center: {agents: 1, rail: 0}\novens: {places: 1}\ndelivery: {couriers: 1}\n"
                 "warehouse: {clerks: 1}\n",
                 names[policy]);
        measure_is(yaml, "orders.delivered", 59);
        measure_is(yaml, "time.total.max", 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_order_by_the_book),
        cmocka_unit_test(a_synchronous_cook_stands_still),
        cmocka_unit_test(an_event_driven_cook_only_works),
        cmocka_unit_test(agents_are_blocked_without_a_rail),
        cmocka_unit_test(the_rail_frees_the_agent),
        cmocka_unit_test(a_busy_line_is_redialled),
        cmocka_unit_test(patience_ends_on_hold),
        cmocka_unit_test(patience_ends_before_agents_are_given_out),
        cmocka_unit_test(a_free_cook_prepares_while_the_oven_bakes),
        cmocka_unit_test(a_blocking_oven_holds_the_loop),
        cmocka_unit_test(next_decides_between_ticket_and_box),
        cmocka_unit_test(worktops_are_waited_for_or_shared),
        cmocka_unit_test(shared_worktops_slow_everybody_down),
        cmocka_unit_test(crowding_stretches_work),
        cmocka_unit_test(crowding_changes_with_the_crew),
        cmocka_unit_test(the_truck_brings_bacon),
        cmocka_unit_test(what_cannot_happen_is_unfinished),
        cmocka_unit_test(trucks_do_not_keep_the_day_alive),
        cmocka_unit_test(ovens_and_couriers_serve_in_turn),
        cmocka_unit_test(a_shift_ends_when_work_is_done),
        cmocka_unit_test(agents_stay_past_their_shift),
        cmocka_unit_test(a_loop_of_his_own),
        cmocka_unit_test(a_loop_is_seen_through),
        cmocka_unit_test(stages_work_one_after_the_other),
        cmocka_unit_test(orders_in_flight_are_limited),
        cmocka_unit_test(closing_stops_the_day),
        cmocka_unit_test(the_window_begins_after_the_warmup),
        cmocka_unit_test(everything_blocking_is_synchronous),
        cmocka_unit_test(nothing_takes_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
