/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plans of scenarios whose answer is known: by queueing theory (M/M/c), or because nothing is left
 * to chance. What is said when nothing will do, and that threads change nothing.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lab/planning.h"
#include "lab/queueing.h"
#include "lab/wages.h"
#include "models/measures.h"

/* An order every 10 minutes takes a cook 25 minutes: three keep up, and nobody waits. */
static const char clockwork[] = "callers: {arrivals: {every: 10 min}}\n"
                                "hours: 8 h\n"
                                "kitchen: {prep: 25 min}\n"
                                "money: {cook: 10 per hour}\n"
                                "variants:\n"
                                "  slow: {}\n"
                                "  quick: {kitchen.prep: 15 min}\n";

/* Offered load 4: calls 4 a second, a second each. Long days, so that they begin empty in vain. */
static const char erlang[] = "theme: datacenter\n"
                             "clients: {arrivals: 4 per second}\n"
                             "hours: 40 min\n"
                             "warmup: 2 min\n"
                             "closing: stop\n"
                             "server: {compute: exponential 1 s}\n";

static bool read_text(void *text, struct scenario *scenario, const struct override *settings,
                      size_t count)
{
    struct complaints complaints;
    bool done =
        scenario_read_text(scenario, "a.yaml", text, strlen(text), settings, count, &complaints);
    if (!done)
        complaints_print(&complaints, stderr);
    complaints_free(&complaints);
    return done;
}

#define TARGETS 2

/* A plan with what it refers to. */
struct drawn {
    struct range ranges[2];
    size_t range_count;
    struct target targets[TARGETS];
    size_t target_count;
    struct planning plan;
    const char *wrong;
};

static bool draw(struct drawn *drawn, const char *text, const char *const *vary,
                 const char *const *targets, struct planning_options options)
{
    char wrong[TARGET_WRONG_ROOM];
    *drawn = (struct drawn){0};
    for (; vary[drawn->range_count]; drawn->range_count++)
        assert_null(range_parse(&drawn->ranges[drawn->range_count], vary[drawn->range_count]));
    for (; targets[drawn->target_count]; drawn->target_count++)
        assert_true(target_read(&drawn->targets[drawn->target_count], targets[drawn->target_count],
                                "", wrong));
    options.read = read_text;
    options.reader = (void *)(uintptr_t)text;
    return planning_make(&drawn->plan, drawn->ranges, drawn->range_count, drawn->targets,
                         drawn->target_count, &options, &drawn->wrong);
}

static void draw_free(struct drawn *drawn)
{
    planning_free(&drawn->plan);
    for (size_t r = 0; r < drawn->range_count; r++)
        range_free(&drawn->ranges[r]);
}

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static const char *answer_of(const struct drawn *drawn, size_t variant)
{
    size_t answer = drawn->plan.variants[variant].answer;
    return answer == SIZE_MAX ? "none" : drawn->ranges[0].values[drawn->plan.points[answer].at[0]];
}

static void clockwork_needs_three(void **state)
{
    (void)state;
    struct drawn drawn;
    assert_true(draw(&drawn, clockwork, LIST("kitchen.cooks=1..6"),
                     LIST("time.total.max <= 26 min"), (struct planning_options){0}));
    const struct planning *plan = &drawn.plan;
    assert_int_equal(plan->end, RUNS_DONE);
    assert_int_equal(plan->aim, AIM_WAGES);
    assert_int_equal(plan->variant_count, 2);
    assert_string_equal(answer_of(&drawn, 0), "3");
    assert_string_equal(answer_of(&drawn, 1), "2");
    /* Both are to be right together. */
    assert_true(fabs(plan->variants[0].selection.design.error - 0.025) < 1e-12);
    assert_true(planning_cost(plan, 0, 2) == 3 * 10 * 8);
    assert_true(plan->variants[0].nearest == 1);
    assert_false(plan->variants[0].doubt);
    assert_true(planning_estimate(plan, 0, 2, 0).mean == 25 * 60);
    assert_int_equal(plan->chosen.variant_count, 2);
    assert_int_equal(plan->chosen.variants[1].world.cooks.shifts[0].number, 2);
    struct estimate saved = result_difference(&plan->result, 1, measure_find("money.cooks"));
    assert_true(fabs(saved.mean + 80) < 1e-6); /* EUR a day */
    draw_free(&drawn);
}

static void nothing_will_do(void **state)
{
    (void)state;
    struct drawn drawn;
    assert_true(draw(&drawn, clockwork, LIST("kitchen.cooks=1..6"),
                     LIST("time.total.max <= 16 min"), (struct planning_options){0}));
    assert_string_equal(answer_of(&drawn, 0), "none");
    assert_string_equal(answer_of(&drawn, 1), "2");
    /* From three cooks on it is 25 minutes: the first of those that come nearest. */
    assert_true(drawn.plan.variants[0].nearest == 2);
    assert_int_equal(drawn.plan.chosen.variant_count, 1);
    assert_int_equal(drawn.plan.chosen_from[0], 1);
    draw_free(&drawn);
}

static void the_most_that_will_do(void **state)
{
    (void)state;
    struct drawn drawn;
    assert_true(draw(&drawn, clockwork, LIST("kitchen.prep=5..60:5 min"),
                     LIST("time.total.max <= 31 min"), (struct planning_options){.aim = AIM_MOST}));
    assert_string_equal(answer_of(&drawn, 0), "10 min"); /* one cook, an order every 10 minutes */
    assert_true(planning_cost(&drawn.plan, 0, 1) == 10);
    draw_free(&drawn);
}

/* 48 orders a day at 20 each, 25 minutes of a cook: a third cook earns more than his wages, a
 * fourth does not. */
static void the_highest_profit(void **state)
{
    (void)state;
    static const char text[] = "callers: {arrivals: {every: 10 min}}\n"
                               "hours: 8 h\n"
                               "closing: stop\n"
                               "kitchen: {prep: 25 min}\n"
                               "money: {cook: 10 per hour, sale: 20}\n";
    struct drawn drawn;
    assert_true(draw(
        &drawn, text, LIST("kitchen.cooks=1..6"), (const char *const[]){NULL},
        (struct planning_options){.aim = AIM_MEASURE, .measure = measure_find("money.profit")}));
    assert_string_equal(answer_of(&drawn, 0), "3");
    assert_true(planning_cost(&drawn.plan, 0, 2) > planning_cost(&drawn.plan, 0, 3));
    assert_true(planning_cost(&drawn.plan, 0, 2) > planning_cost(&drawn.plan, 0, 1));
    draw_free(&drawn);
}

/* Two keys: an oven costs less than a cook, and the dearer mix is not tried. */
static void several_keys_by_wages(void **state)
{
    (void)state;
    static const char text[] = "callers: {arrivals: {every: 10 min}}\n"
                               "hours: 8 h\n"
                               "kitchen: {policy: event_driven, prep: 9 min}\n"
                               "ovens: {bake: 15 min}\n"
                               "money: {cook: 10 per hour, oven: 2 per hour}\n";
    struct drawn drawn;
    assert_true(draw(&drawn, text, LIST("kitchen.cooks=1..3", "ovens.places=1..4"),
                     LIST("time.total.max <= 24 min", "orders.delivered >= 40"),
                     (struct planning_options){0}));
    size_t answer = drawn.plan.variants[0].answer;
    assert_true(answer != SIZE_MAX);
    assert_string_equal(drawn.ranges[0].values[drawn.plan.points[answer].at[0]], "1");
    assert_string_equal(drawn.ranges[1].values[drawn.plan.points[answer].at[1]], "2");
    assert_true(planning_cost(&drawn.plan, 0, answer) == (10 + 2 * 2) * 8);
    draw_free(&drawn);
}

/* What Erlang's C formula says of the mean wait, and which number of servers keeps it. */
static size_t servers_needed(double wait)
{
    for (unsigned c = 5; c < 50; c++)
        if (erlang_c(c, 4) / (c - 4) <= wait)
            return c;
    return 0;
}

static void as_many_as_erlang_says(void **state)
{
    (void)state;
    static const struct {
        const char *target;
        double wait;
    } cases[] = {{"time.ticket.mean <= 300 ms", 0.3},
                 {"time.ticket.mean <= 100 ms", 0.1},
                 {"time.ticket.mean <= 20 ms", 0.02}};
    for (size_t n = 0; n < 3; n++) {
        struct drawn drawn;
        char expected[16];
        assert_true(draw(&drawn, erlang, LIST("server.workers=5..12"), LIST(cases[n].target),
                         (struct planning_options){0}));
        snprintf(expected, sizeof expected, "%zu", servers_needed(cases[n].wait));
        assert_int_equal(drawn.plan.aim, AIM_COUNT);
        assert_string_equal(answer_of(&drawn, 0), expected);
        draw_free(&drawn);
    }
}

static void threads_change_nothing(void **state)
{
    (void)state;
    struct drawn one, many;
    const struct planning_options options = {.runs = {.threads = 1}},
                                  more = {.runs = {.threads = 7}};
    assert_true(draw(&one, erlang, LIST("server.workers=5..12"), LIST("time.ticket.mean <= 100 ms"),
                     options));
    assert_true(draw(&many, erlang, LIST("server.workers=5..12"),
                     LIST("time.ticket.mean <= 100 ms"), more));
    assert_true(one.plan.variants[0].days == many.plan.variants[0].days);
    assert_true(one.plan.variants[0].answer == many.plan.variants[0].answer);
    for (size_t n = 0; n < one.plan.point_count; n++) {
        assert_int_equal(selection_counts(&one.plan.variants[0].selection, n),
                         selection_counts(&many.plan.variants[0].selection, n));
        if (selection_counts(&one.plan.variants[0].selection, n))
            assert_true(planning_estimate(&one.plan, 0, n, 0).mean ==
                        planning_estimate(&many.plan, 0, n, 0).mean);
    }
    draw_free(&one);
    draw_free(&many);
}

/* Each candidate gets a warm-up of its own, and wages do not depend on it. */
static void warmup_is_found_for_each(void **state)
{
    (void)state;
    static const char text[] =
        "callers: {arrivals: 60 per hour}\nhours: 12 h\nwarmup: auto\nclosing: stop\n"
        "kitchen: {prep: exponential 4 min}\nmoney: {cook: 10 per hour}\n";
    struct drawn drawn;
    assert_true(draw(&drawn, text, LIST("kitchen.cooks=5..7"), LIST("time.ticket.mean <= 2 min"),
                     (struct planning_options){0}));
    assert_int_equal(drawn.plan.end, RUNS_DONE);
    for (size_t n = 0; n < 3; n++) {
        const struct world *world = &drawn.plan.points[n].scenario.variants[0].world;
        assert_false(world->warmup_auto);
        assert_true(world->warmup > 0 && world->warmup < world->hours);
        assert_true(planning_cost(&drawn.plan, 0, n) == (double)(5 + n) * 10 * 12);
    }
    /* Erlang C, offered load 4: W(5) = 2.22 min, W(6) = 0.57 min. */
    assert_string_equal(answer_of(&drawn, 0), "6");
    draw_free(&drawn);
}

static void what_cannot_be_planned(void **state)
{
    (void)state;
    struct drawn drawn;
    assert_false(draw(&drawn, clockwork, LIST("kitchen.policy=synchronous,event_driven"),
                      LIST("time.total.max <= 26 min"), (struct planning_options){0}));
    assert_non_null(strstr(drawn.wrong, "--aim"));
    draw_free(&drawn);
    assert_false(draw(&drawn, clockwork, LIST("kitchen.prep=1,2 min"),
                      LIST("time.total.max <= 26 min"),
                      (struct planning_options){.aim = AIM_WAGES}));
    assert_non_null(strstr(drawn.wrong, "prices"));
    draw_free(&drawn);
    assert_false(draw(&drawn, clockwork, LIST("kitchen.cooks=1,2"), (const char *const[]){NULL},
                      (struct planning_options){0}));
    assert_non_null(strstr(drawn.wrong, "--target"));
    draw_free(&drawn);
}

static void wages_of_a_plan_of_shifts(void **state)
{
    (void)state;
    struct scenario scenario;
    assert_true(read_text(
        (void *)(uintptr_t) "callers: {arrivals: 6 per hour}\nopen: 11:00\nhours: 4 h\n"
                            "kitchen: {cooks: {11:00: 2, 12:00: 6}}\novens: {places: 10}\n"
                            "money: {cook: 18 per hour, courier: 14 per hour, oven: 2 per hour}\n",
        &scenario, NULL, 0));
    /* 2 cooks an hour, 6 for three; 10 ovens for four; couriers are unlimited, so not planned. */
    assert_true(fabs(planned_wages(&scenario.variants[0].world) - (20 * 18 + 40 * 2)) < 1e-9);
    scenario_free(&scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clockwork_needs_three),  cmocka_unit_test(nothing_will_do),
        cmocka_unit_test(the_most_that_will_do),  cmocka_unit_test(the_highest_profit),
        cmocka_unit_test(several_keys_by_wages),  cmocka_unit_test(as_many_as_erlang_says),
        cmocka_unit_test(threads_change_nothing), cmocka_unit_test(warmup_is_found_for_each),
        cmocka_unit_test(what_cannot_be_planned), cmocka_unit_test(wages_of_a_plan_of_shifts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
