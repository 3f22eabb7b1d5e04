/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What limits a kitchen, worked out by hand from its numbers. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lab/limits.h"

/* An order: fetched for 2 min, prepared 15, baked 30, boxed 1, ridden 20: 16 min of work in 68. */
#define KITCHEN                                                                                    \
    "open: 11:00\n"                                                                                \
    "hours: 3 h\n"                                                                                 \
    "analysis: {replications: 2}\n"                                                                \
    "warehouse: {fetch: 2 min}\n"                                                                  \
    "delivery: {ride: 20 min}\n"

struct example {
    struct scenario scenario;
    struct result result;
    struct limits limits;
};

static struct example example_of(const char *text)
{
    struct example example;
    struct complaints complaints;
    if (!scenario_read_text(&example.scenario, "test", text, strlen(text), NULL, 0, &complaints)) {
        complaints_print(&complaints, stderr);
        fail_msg("the scenario has errors");
    }
    complaints_free(&complaints);
    assert_true(experiment_run(&example.result, &example.scenario,
                               &(struct experiment_options){.threads = 1}));
    limits_of(&example.limits, &example.result, 0);
    return example;
}

static void example_free(struct example *example)
{
    result_free(&example->result);
    scenario_free(&example->scenario);
}

static void assert_limit(const struct example *example, size_t index, enum resource resource,
                         double per_hour)
{
    assert_in_range(index, 0, example->limits.count - 1);
    const struct limit *limit = &example->limits.list[index];
    if (limit->resource != resource || !(fabs(limit->per_hour / per_hour - 1) < 1e-6))
        fail_msg("limit %zu is %s at %g an hour, not %s at %g", index,
                 resource_names[0][limit->resource], limit->per_hour, resource_names[0][resource],
                 per_hour);
}

static void a_synchronous_kitchen(void **state)
{
    (void)state;
    struct example e = example_of(KITCHEN "callers: {arrivals: {every: 6 min}, lines: 12}\n"
                                          "call_center: {agents: 4, call: 5 min}\n"
                                          "kitchen: {cooks: 12, prep: 15 min, box: 1 min}\n"
                                          "ovens: {places: 20, bake: 30 min}\n");
    assert_int_equal(e.limits.count, 4);
    assert_limit(&e, 0, RESOURCE_COOKS, 12 * 60.0 / 68);
    assert_limit(&e, 1, RESOURCE_OVENS, 40);
    assert_limit(&e, 2, RESOURCE_AGENTS, 48);
    assert_limit(&e, 3, RESOURCE_LINES, 144);
    assert_true(e.limits.list[0].kept == 68 * 60 && e.limits.list[0].waiting == 0);
    assert_true(fabs(e.limits.calls - 10) < 1e-9);
    assert_false(limits_reached(&e.limits));
    assert_false(limits_reached_at_peak(&e.limits));
    example_free(&e);
}

/* Work 16 min and three switches of 20 s: 17 min. What comes after closing does not count. */
static void an_event_driven_kitchen(void **state)
{
    (void)state;
    struct example e = example_of(
        KITCHEN "callers: {arrivals: {11:00: 20 per hour, 12:00: 60 per hour, 13:00: 31 per hour,\n"
                "                     15:00: 500 per hour}}\n"
                "kitchen: {policy: event_driven, cooks: {11:00: 6, 12:00: 12, 15:00: 40},\n"
                "          prep: 15 min, box: 1 min, switch: 20 s}\n"
                "ovens: {places: 20, bake: 30 min}\n");
    assert_int_equal(e.limits.count, 2);
    assert_limit(&e, 0, RESOURCE_COOKS, 10 * 60.0 / 17); /* 6 for an hour, 12 for two */
    assert_limit(&e, 1, RESOURCE_OVENS, 40);
    assert_true(fabs(e.limits.calls - 37) < 1e-9 && fabs(e.limits.calls_most - 60) < 1e-9);
    assert_true(limits_reached(&e.limits));
    example_free(&e);
}

/* Only the last two of three hours are measured. */
static void the_window_begins_after_the_warmup(void **state)
{
    (void)state;
    struct example e = example_of(KITCHEN "warmup: 1 h\n"
                                          "callers: {arrivals: {11:00: 20 per hour,\n"
                                          "                     13:00: 60 per hour}}\n"
                                          "kitchen: {cooks: {11:00: 6, 13:00: 12}, prep: 8 min}\n");
    assert_limit(&e, 0, RESOURCE_COOKS, 9 * 60.0 / 30);
    assert_true(fabs(e.limits.calls - 40) < 1e-9);
    example_free(&e);
}

static void a_blocking_wait_keeps_an_event_driven_cook(void **state)
{
    (void)state;
    struct example e =
        example_of(KITCHEN "callers: {arrivals: {every: 6 min}}\n"
                           "kitchen: {policy: event_driven, cooks: 12, prep: 15 min,\n"
                           "          box: 1 min, blocking: [oven]}\n"
                           "ovens: {bake: 30 min}\n");
    assert_int_equal(e.limits.count, 1);
    assert_limit(&e, 0, RESOURCE_COOKS, 12 * 60.0 / 46);
    example_free(&e);
}

/* Five ovens manage 10 an hour. The cooks' line before them is no limit of the cooks' own. */
static void a_line_before_the_tightest_resource_is_not_counted_twice(void **state)
{
    (void)state;
    struct example e = example_of(KITCHEN "callers: {arrivals: {every: 3 min}}\n"
                                          "kitchen: {cooks: 40, prep: 15 min, box: 1 min}\n"
                                          "ovens: {places: 5, bake: 30 min}\n");
    assert_true(result_mean(&e.result, 0, "queue.oven") > 1);
    assert_limit(&e, 0, RESOURCE_OVENS, 10);
    assert_limit(&e, 1, RESOURCE_COOKS, 40 * 60.0 / 68);
    assert_true(limits_reached(&e.limits));
    example_free(&e);
}

/* Two call every 60 min together; the second waits for the only oven while its cook is held. */
static void waiting_for_a_lesser_limit_is_counted(void **state)
{
    (void)state;
    struct example e = example_of("hours: 10 h\n"
                                  "analysis: {replications: 2}\n"
                                  "callers: {arrivals: {times: [0 min, 0 min, 60 min, 60 min]}}\n"
                                  "kitchen: {cooks: 2, prep: 35 min}\n"
                                  "ovens: {places: 1, bake: 10 min}\n");
    /* Four orders, two of whom wait 10 min each: 5 min on average. */
    assert_limit(&e, 0, RESOURCE_COOKS, 2 * 60.0 / 50);
    assert_true(fabs(e.limits.list[0].waiting - 300) < 1e-6);
    assert_limit(&e, 1, RESOURCE_OVENS, 6);
    assert_true(fabs(e.limits.calls - 0.4) < 1e-9);
    example_free(&e);
}

/* The stock is full at the start and after 30, 60... 150 min: 6 times 15 in 3 h, 0.5 an order. */
static void ingredients_and_the_truck(void **state)
{
    (void)state;
    const char *shop = "hours: 3 h\n"
                       "analysis: {replications: 2}\n"
                       "callers: {arrivals: 40 per hour}\n"
                       "kitchen: {cooks: 100, prep: 1 min}\n"
                       "recipes:\n"
                       "  margherita: {share: 3, needs: {dough: 1}}\n"
                       "  carbonara: {share: 1, needs: {dough: 1, bacon: 2}}\n"
                       "warehouse: {ingredients: {dough: unlimited, bacon: 15}, restock: {%s}}\n";
    char text[512];
    snprintf(text, sizeof text, shop, "every: 30 min");
    struct example e = example_of(text);
    assert_limit(&e, 0, RESOURCE_INGREDIENT, 60);
    assert_string_equal(e.limits.list[0].name, "bacon");
    example_free(&e);
    snprintf(text, sizeof text, shop, "first: 20 min");
    e = example_of(text);
    assert_limit(&e, 0, RESOURCE_INGREDIENT, 20); /* twice 15 */
    example_free(&e);
    snprintf(text, sizeof text, shop, "");
    e = example_of(text);
    assert_limit(&e, 0, RESOURCE_INGREDIENT, 10);
    example_free(&e);
}

static void a_staged_kitchen(void **state)
{
    (void)state;
    struct example e = example_of(KITCHEN "callers: {arrivals: {every: 6 min}}\n"
                                          "kitchen: {policy: staged, prep: 15 min, box: 1 min,\n"
                                          "          stages: {start: 1, prep: 9, box: 2}}\n"
                                          "ovens: {bake: 30 min}\n");
    assert_int_equal(e.limits.count, 2); /* taking up a ticket takes no time */
    assert_limit(&e, 0, RESOURCE_CREW_PREP, 36);
    assert_limit(&e, 1, RESOURCE_CREW_BOX, 120);
    example_free(&e);
}

static void places_on_the_floor(void **state)
{
    (void)state;
    struct example e =
        example_of(KITCHEN "callers: {arrivals: {every: 6 min}}\n"
                           "kitchen: {policy: event_driven, cooks: 12, prep: 15 min,\n"
                           "          box: 1 min, in_flight: 20}\n"
                           "ovens: {bake: 30 min}\n"
                           "memory: {total: 34 MiB, per_cook: 2 MiB,\n"
                           "         per_order: 1 MiB}\n");
    assert_int_equal(e.limits.count, 3);
    assert_limit(&e, 0, RESOURCE_MEMORY, 10 * 60.0 / 68);
    assert_limit(&e, 1, RESOURCE_IN_FLIGHT, 20 * 60.0 / 68);
    assert_limit(&e, 2, RESOURCE_COOKS, 45);
    example_free(&e);
}

/*
 * One cook an order, N of them: N / (52 + 16 s(N)) with s(N) = 1 + 0.01 N (N - 1) is highest where
 * 0.16 N^2 = 68, at N = 20.6; each order then keeps its cook 52 + 16 s min.
 */
static void crowding_has_a_highest_point(void **state)
{
    (void)state;
    const char *shop = KITCHEN "callers: {arrivals: {every: 60 min}}\n"
                               "kitchen: {policy: cook_per_order, cooks: %s, prep: 15 min,\n"
                               "          box: 1 min, crowding: {coherency: 0.01}}\n"
                               "ovens: {bake: 30 min}\n";
    char text[512];
    double most = sqrt(68 / 0.16), stretched = 1 + 0.01 * most * (most - 1);
    snprintf(text, sizeof text, shop, "unlimited");
    struct example e = example_of(text);
    assert_limit(&e, 0, RESOURCE_COOKS, most * 60 / (52 + 16 * stretched));
    assert_true(e.limits.list[0].crowded);
    example_free(&e);
    snprintf(text, sizeof text, shop, "10");
    e = example_of(text);
    assert_limit(&e, 0, RESOURCE_COOKS, 10 * 60.0 / (52 + 16 * 1.9));
    assert_false(e.limits.list[0].crowded);
    example_free(&e);
}

/* With contention alone they manage at most 1 / (works * contention), however many they are. */
static void contention_alone_has_an_end_too(void **state)
{
    (void)state;
    struct example e = example_of(KITCHEN "callers: {arrivals: {every: 60 min}}\n"
                                          "kitchen: {policy: cook_per_order, cooks: unlimited,\n"
                                          "          prep: 15 min, box: 1 min,\n"
                                          "          crowding: {contention: 0.05}}\n");
    assert_limit(&e, 0, RESOURCE_COOKS, 60 / (16 * 0.05));
    assert_true(isinf(e.limits.list[0].number));
    example_free(&e);
}

/* Three cooks get into each other's way: works last 1 + 2 * 0.25 = 1.5 times as long. */
static void worktops_are_kept_as_long_as_the_stretched_work(void **state)
{
    (void)state;
    struct example e = example_of("analysis: {replications: 2}\n"
                                  "callers: {arrivals: {every: 60 min}}\n"
                                  "kitchen: {cooks: 3, prep: 10 min, worktops: 2,\n"
                                  "          crowding: {contention: 0.25}}\n"
                                  "delivery: {couriers: 3, ride: 10 min, return: 20 min}\n"
                                  "warehouse: {clerks: 1, fetch: 1 min}\n");
    assert_limit(&e, 0, RESOURCE_COURIERS, 6);
    assert_limit(&e, 1, RESOURCE_COOKS, 3 * 60 / 26.0);
    assert_limit(&e, 2, RESOURCE_WORKTOPS, 8);
    assert_limit(&e, 3, RESOURCE_CLERKS, 60);
    example_free(&e);
}

/* What is expected is what is found where nobody stands in line. */
static void expected_without_a_simulation(void **state)
{
    (void)state;
    static const char *const shops[] = {
        KITCHEN "callers: {arrivals: {every: 6 min}, lines: 12}\n"
                "call_center: {agents: 4, call: 5 min}\n"
                "kitchen: {cooks: 12, prep: 15 min, box: 1 min, in_flight: 50,\n"
                "          crowding: {contention: 0.01}}\n"
                "ovens: {places: 20, bake: 30 min}\n",
        KITCHEN "callers: {arrivals: {every: 6 min}}\n"
                "kitchen: {policy: staged, prep: 15 min, box: 1 min,\n"
                "          stages: {start: 1, prep: 9, box: 2}}\n"
                "memory: {total: 34 MiB, per_cook: 2 MiB, per_order: 100 KiB}\n",
    };
    for (size_t n = 0; n < sizeof shops / sizeof *shops; n++) {
        struct example e = example_of(shops[n]);
        struct limits expected;
        limits_expected(&expected, &e.scenario.variants[0].world);
        assert_int_equal(expected.count, e.limits.count);
        assert_true(expected.calls == e.limits.calls);
        for (size_t i = 0; i < expected.count; i++)
            assert_limit(&e, i, expected.list[i].resource, expected.list[i].per_hour);
        example_free(&e);
    }
}

/*
 * One cook an order: at 30 an hour, 68 min each with 16 of work stretched to 16 (1 + 0.05 (N - 1)),
 * there are N = 0.5 (52 + 16 (0.95 + 0.05 N)) of them, 56 on average.
 */
static void expected_cooks_who_get_into_each_others_way(void **state)
{
    (void)state;
    struct example e = example_of(KITCHEN "callers: {arrivals: 30 per hour}\n"
                                          "kitchen: {policy: cook_per_order, cooks: unlimited,\n"
                                          "          worktops: 100, prep: 15 min, box: 1 min,\n"
                                          "          crowding: {contention: 0.05}}\n"
                                          "ovens: {bake: 30 min}\n");
    double cooks = 0.5 * (52 + 16 * 0.95) / (1 - 0.5 * 16 * 0.05);
    struct limits expected;
    limits_expected(&expected, &e.scenario.variants[0].world);
    assert_int_equal(expected.list[1].resource, RESOURCE_WORKTOPS);
    double per_hour = 100 * 60 / (16 * (0.95 + 0.05 * cooks));
    assert_true(fabs(expected.list[1].per_hour / per_hour - 1) < 1e-5);
    example_free(&e);
}

static void nothing_is_limited(void **state)
{
    (void)state;
    struct example e =
        example_of("analysis: {replications: 2}\n"
                   "callers: {arrivals: {every: 60 min}}\n"
                   "kitchen: {policy: cook_per_order, cooks: unlimited, prep: 1 h}\n");
    assert_int_equal(e.limits.count, 0);
    assert_false(limits_reached(&e.limits));
    example_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_synchronous_kitchen),
        cmocka_unit_test(an_event_driven_kitchen),
        cmocka_unit_test(the_window_begins_after_the_warmup),
        cmocka_unit_test(a_blocking_wait_keeps_an_event_driven_cook),
        cmocka_unit_test(a_line_before_the_tightest_resource_is_not_counted_twice),
        cmocka_unit_test(waiting_for_a_lesser_limit_is_counted),
        cmocka_unit_test(ingredients_and_the_truck),
        cmocka_unit_test(a_staged_kitchen),
        cmocka_unit_test(places_on_the_floor),
        cmocka_unit_test(crowding_has_a_highest_point),
        cmocka_unit_test(contention_alone_has_an_end_too),
        cmocka_unit_test(worktops_are_kept_as_long_as_the_stretched_work),
        cmocka_unit_test(expected_without_a_simulation),
        cmocka_unit_test(expected_cooks_who_get_into_each_others_way),
        cmocka_unit_test(nothing_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
