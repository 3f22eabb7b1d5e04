/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences for managers. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/story.h"
#include "report/text.h"
#include "tests/report/example.h"

/* Written as it is shown, on one line. */
static void assert_shown(const char *story, const char *expected)
{
    char *shown = NULL;
    size_t length;
    FILE *to = open_memstream(&shown, &length);
    assert_non_null(to);
    text_put(to, story);
    assert_int_equal(fclose(to), 0);
    assert_string_equal(shown, expected);
    free(shown);
}

static void assert_story(const struct example *example, size_t variant, const char *expected)
{
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    story_write(to, &example->result, variant);
    assert_int_equal(fclose(to), 0);
    assert_shown(text, expected);
    free(text);
}

static void assert_limits(const struct limits *limits, enum theme theme, const char *expected)
{
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    story_limits(to, limits, theme, false);
    assert_int_equal(fclose(to), 0);
    assert_shown(text, expected);
    free(text);
}

static void what_happened(void **state)
{
    (void)state;
    struct example e;
    example_kitchens(&e);
    assert_story(&e, 0,
                 "12 cooks worked 24 % of the time and stood still 71 %, mostly at the oven; 212 "
                 "of 400 callers got through.");
    assert_story(&e, 1,
                 "12 cooks worked 71 % of the time and never stood still; 388 of 400 callers got "
                 "through.");
    example_set(&e, 1, "orders.unfinished", 31, 2);
    example_set(&e, 1, "cooks.working", 0.996, 0);
    example_set(&e, 1, "cooks.waiting.customer", 0.0004, 0);
    assert_story(&e, 1,
                 "12 cooks worked 99.6 % of the time and stood still under 0.1 %, all of it until "
                 "the customer had his pizza; 388 of 400 callers got through, 31 were left "
                 "unfinished.");
    example_free(&e);
    example_servers(&e);
    assert_story(&e, 0,
                 "60 workers computed 2 % of the time and stood still 83 %, all of it waiting for "
                 "the API; 6,000 of 6,000 clients got through.");
    example_free(&e);
}

static void crews_that_change(void **state)
{
    (void)state;
    struct example e;
    example_begin(&e,
                  "callers: {arrivals: 1 per hour}\n"
                  "kitchen: {policy: cook_per_order, cooks: unlimited}\n",
                  1);
    example_set(&e, 0, "cooks.present", 1, 0);
    example_set(&e, 0, "cooks.working", 0.5, 0);
    example_set(&e, 0, "calls.offered", 1, 0);
    example_set(&e, 0, "orders.received", 1, 0);
    assert_story(&e, 0,
                 "On average 1 cook worked 50 % of the time and never stood still; 1 of 1 caller "
                 "got through.");
    example_free(&e);
}

static void nobody_on_the_floor(void **state)
{
    (void)state;
    struct example e;
    example_begin(&e, "callers: {arrivals: 1 per hour}\nkitchen: {cooks: 0}\n", 1);
    example_set(&e, 0, "cooks.present", 0, 0);
    example_set(&e, 0, "calls.offered", 8, 0);
    example_set(&e, 0, "orders.received", 0, 0);
    assert_story(&e, 0, "Nobody was on the floor; 0 of 8 callers got through.");
    example_free(&e);
}

static void the_cooks_are_the_limit(void **state)
{
    (void)state;
    const struct limits limits = {
        .calls = 40,
        .calls_most = 40,
        .count = 2,
        .list = {{.resource = RESOURCE_COOKS, .number = 12, .kept = 3900, .per_hour = 11.08},
                 {.resource = RESOURCE_OVENS, .number = 20, .kept = 1800, .per_hour = 40}},
    };
    assert_limits(&limits, THEME_KITCHEN,
                  "The cooks are the limit: 12 cooks, each kept 65 min by an order, manage 11 "
                  "orders an hour; 40 an hour call. With more cooks the oven places would be next, "
                  "at 40 an hour (3.6 times as much).");
}

static void at_the_peak_only(void **state)
{
    (void)state;
    const struct limits limits = {
        .calls = 30,
        .calls_most = 60,
        .count = 1,
        .list = {{.resource = RESOURCE_AGENTS, .number = 1, .kept = 72, .per_hour = 50}},
    };
    assert_limits(&limits, THEME_KITCHEN,
                  "The agents are the limit at the peak: 1 agent, busy 72 s by an order, manages "
                  "50 orders an hour; 30 an hour call (at the peak 60).");
}

static void nothing_limits(void **state)
{
    (void)state;
    struct limits limits = {.calls = 30, .calls_most = 60};
    assert_limits(&limits, THEME_KITCHEN, "Nothing limits: there is enough of everything.");
    const struct limits together = {
        .calls = 58,
        .calls_most = 58,
        .together = 48,
        .count = 1,
        .list = {{.resource = RESOURCE_OVENS, .number = 1, .kept = 60, .per_hour = 60}},
    };
    assert_limits(&together, THEME_KITCHEN,
                  "Nothing limits by itself: 58 an hour call. But what stands in line keeps "
                  "something else standing, so that all of it together manages 48 an hour. Alone, "
                  "the oven places would be the limit, at 60 an hour (1.03 times as much).");
    limits.count = 1;
    limits.list[0] =
        (struct limit){.resource = RESOURCE_CREW_PREP, .number = 9, .kept = 360, .per_hour = 90};
    assert_limits(&limits, THEME_KITCHEN,
                  "Nothing limits: 30 an hour call (at the peak 60), and that can be managed. "
                  "First the cooks who prepare would be the limit, at 90 an hour (1.5 times as "
                  "much).");
}

static void memory_ingredients_and_crowding(void **state)
{
    (void)state;
    struct limits limits = {
        .calls = 360000,
        .calls_most = 360000,
        .count = 2,
        .list = {{.resource = RESOURCE_MEMORY, .number = 8000, .kept = 100, .per_hour = 288000},
                 {.resource = RESOURCE_INGREDIENT, .name = "tokens", .per_hour = 300000}},
    };
    assert_limits(&limits, THEME_DATACENTER,
                  "Memory is the limit: 8,000 requests' room in memory, each taken 100 s by a "
                  "request, manage 80 requests a second; 100 a second come. With more memory the "
                  "tokens would be next, at 83 a second (1.04 times as much).");
    limits.list[0] = limits.list[1];
    limits.list[1] = (struct limit){.resource = RESOURCE_COOKS,
                                    .number = INFINITY,
                                    .kept = INFINITY,
                                    .crowded = true,
                                    .per_hour = 330000};
    assert_limits(&limits, THEME_DATACENTER,
                  "The tokens is the limit: what there is of it is enough for 83 requests a "
                  "second; 100 a second come. With more tokens the workers would be next, at 92 a "
                  "second (1.1 times as much).");
    limits.list[0] = limits.list[1];
    limits.count = 1;
    assert_limits(&limits, THEME_DATACENTER,
                  "The workers are the limit: however many there are, getting into each other's "
                  "way they manage 92 requests a second; 100 a second come.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_happened),
        cmocka_unit_test(crews_that_change),
        cmocka_unit_test(nobody_on_the_floor),
        cmocka_unit_test(the_cooks_are_the_limit),
        cmocka_unit_test(at_the_peak_only),
        cmocka_unit_test(nothing_limits),
        cmocka_unit_test(memory_ingredients_and_crowding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
