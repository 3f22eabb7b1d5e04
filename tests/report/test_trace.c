/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trace of a small day, line by line. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/trace.h"

/* One order; a cook who stays with it, and one who does not. */
#define SMALL                                                                                      \
    "open: 23:58\n"                                                                                \
    "hours: 1 h\n"                                                                                 \
    "callers: {arrivals: {times: [1.5 s]}}\n"                                                      \
    "call_center: {agents: 1, call: 1 min}\n"                                                      \
    "kitchen: {cooks: 1, prep: 2 min}\n"                                                           \
    "recipes: {\"with, comma\": {}, plain: {share: 1e-9}}\n"                                       \
    "variants:\n"                                                                                  \
    "  \"say \\\"hi\\\"\": {kitchen.policy: synchronous}\n"                                        \
    "  B: {kitchen.policy: event_driven, kitchen.switch: 10.25 s}\n"

static struct scenario read(const char *text)
{
    struct scenario scenario;
    struct complaints complaints;
    if (!scenario_read_text(&scenario, "test", text, strlen(text), NULL, 0, &complaints)) {
        complaints_print(&complaints, stderr);
        fail_msg("the scenario has errors");
    }
    complaints_free(&complaints);
    return scenario;
}

static void assert_trace(const char *text, enum trace_format format, const char *expected)
{
    struct scenario scenario = read(text);
    char *bytes = NULL;
    size_t length;
    FILE *to = open_memstream(&bytes, &length);
    assert_non_null(to);
    assert_int_equal(trace_write(to, &scenario, 1, format, NULL), TRACE_DONE);
    assert_int_equal(fclose(to), 0);
    assert_string_equal(bytes, expected);
    free(bytes);
    scenario_free(&scenario);
}

static void csv_in_the_order_of_time(void **state)
{
    (void)state;
    assert_trace(SMALL, TRACE_CSV,
                 "time,variant,event,order,who,detail\n"
                 "1.5,\"say \"\"hi\"\"\",call,1,caller,\"with, comma\"\n"
                 "1.5,\"say \"\"hi\"\"\",answer,1,agent,60 s\n"
                 "1.5,B,call,1,caller,\"with, comma\"\n"
                 "1.5,B,answer,1,agent,60 s\n"
                 "61.5,\"say \"\"hi\"\"\",ticket,1,agent,\n"
                 "61.5,\"say \"\"hi\"\"\",take,1,cook 1,\n"
                 "61.5,\"say \"\"hi\"\"\",fetch,1,clerk,0 s\n"
                 "61.5,\"say \"\"hi\"\"\",ingredients,1,clerk,\"with, comma\"\n"
                 "61.5,\"say \"\"hi\"\"\",prep,1,cook 1,2 min\n"
                 "61.5,B,ticket,1,agent,\n"
                 "61.5,B,take,1,cook 1,\n"
                 "61.5,B,switch,1,cook 1,\"to the ticket, 10 s\"\n"
                 "71.75,B,fetch,1,clerk,0 s\n"
                 "71.75,B,ingredients,1,clerk,\"with, comma\"\n"
                 "71.75,B,switch,1,cook 1,\"to preparing, 10 s\"\n"
                 "82,B,prep,1,cook 1,2 min\n"
                 "181.5,\"say \"\"hi\"\"\",oven,1,oven,\n"
                 "181.5,\"say \"\"hi\"\"\",bake,1,oven,0 s\n"
                 "181.5,\"say \"\"hi\"\"\",ding,1,oven,\n"
                 "181.5,\"say \"\"hi\"\"\",box,1,cook 1,0 s\n"
                 "181.5,\"say \"\"hi\"\"\",courier,1,courier,\n"
                 "181.5,\"say \"\"hi\"\"\",ride,1,courier,0 s\n"
                 "181.5,\"say \"\"hi\"\"\",delivered,1,courier,\n"
                 "202,B,oven,1,oven,\n"
                 "202,B,bake,1,oven,0 s\n"
                 "202,B,ding,1,oven,\n"
                 "202,B,switch,1,cook 1,\"to boxing, 10 s\"\n"
                 "212.25,B,box,1,cook 1,0 s\n"
                 "212.25,B,courier,1,courier,\n"
                 "212.25,B,ride,1,courier,0 s\n"
                 "212.25,B,delivered,1,courier,\n");
}

static void text_for_people(void **state)
{
    (void)state;
    assert_trace("open: 23:58\n"
                 "hours: 1 h\n"
                 "title: Shop\n"
                 "callers: {arrivals: {times: [1 min]}}\n"
                 "call_center: {call: 2 min}\n"
                 "kitchen: {prep: 15 min}\n"
                 "warehouse: {restock: {first: 30 s}}\n",
                 TRACE_TEXT,
                 "23:58:30  Shop               the truck fills up the warehouse\n"
                 "23:59:00  Shop  order 1      the caller dials\n"
                 "23:59:00  Shop  order 1      an agent answers and talks for 2 min\n"
                 "day 2 00:01:00  Shop  order 1      the call ends, the agent has the ticket\n"
                 "day 2 00:01:00  Shop  order 1      cook 1 takes the ticket\n"
                 "day 2 00:01:00  Shop  order 1      a clerk fetches for 0 s\n"
                 "day 2 00:01:00  Shop  order 1      the ingredients are there\n"
                 "day 2 00:01:00  Shop  order 1      cook 1 prepares it for 15 min\n"
                 "day 2 00:16:00  Shop  order 1      stands in line for the oven\n"
                 "day 2 00:16:00  Shop  order 1      bakes for 0 s\n"
                 "day 2 00:16:00  Shop  order 1      is baked\n"
                 "day 2 00:16:00  Shop  order 1      cook 1 boxes it for 0 s\n"
                 "day 2 00:16:00  Shop  order 1      stands in line for a courier\n"
                 "day 2 00:16:00  Shop  order 1      a courier rides off, 0 s to go\n"
                 "day 2 00:16:00  Shop  order 1      is delivered\n");
}

static void the_data_center_has_its_own_words(void **state)
{
    (void)state;
    struct scenario scenario = read("theme: datacenter\n"
                                    "title: S\n"
                                    "hours: 1 s\n"
                                    "clients: {arrivals: {times: [1.5 ms]}}\n"
                                    "server: {compute: 10 ms}\n");
    char *bytes = NULL;
    size_t length;
    FILE *to = open_memstream(&bytes, &length);
    assert_non_null(to);
    assert_int_equal(trace_write(to, &scenario, 1, TRACE_TEXT, NULL), TRACE_DONE);
    assert_int_equal(fclose(to), 0);
    assert_non_null(strstr(bytes, "00:00:00.001  S  request 1      the client connects\n"));
    assert_non_null(strstr(bytes, "00:00:00.001  S  request 1      worker 1 computes for 10 ms\n"));
    assert_non_null(strstr(bytes, "00:00:00.011  S  request 1      has arrived\n"));
    free(bytes);
    scenario_free(&scenario);
}

static void seconds_have_no_zeros_at_their_end(void **state)
{
    (void)state;
    static const struct {
        sim_time time;
        const char *text;
    } rows[] = {{0, "0"},
                {1, "0.000000001"},
                {SIM_SECOND, "1"},
                {10 * SIM_SECOND, "10"},
                {1500 * SIM_MS, "1.5"},
                {INT64_C(123456789012345678), "123456789.012345678"}};
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) {
        char *bytes = NULL;
        size_t length;
        FILE *to = open_memstream(&bytes, &length);
        assert_non_null(to);
        trace_seconds(to, rows[n].time);
        assert_int_equal(fclose(to), 0);
        assert_string_equal(bytes, rows[n].text);
        free(bytes);
    }
}

static void a_stop_ends_it(void **state)
{
    (void)state;
    struct scenario scenario = read(SMALL);
    atomic_bool stop = true;
    FILE *to = fopen("/dev/null", "w");
    assert_non_null(to);
    assert_int_equal(trace_write(to, &scenario, 1, TRACE_TEXT, &stop), TRACE_STOPPED);
    fclose(to);
    scenario_free(&scenario);
}

static void a_full_disk_ends_it(void **state)
{
    (void)state;
    struct scenario scenario = read(SMALL);
    FILE *to = fopen("/dev/full", "w");
    if (to) { /* where there is such a thing */
        setvbuf(to, NULL, _IONBF, 0);
        assert_int_equal(trace_write(to, &scenario, 1, TRACE_TEXT, NULL), TRACE_NOT_WRITTEN);
        fclose(to);
    }
    scenario_free(&scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_in_the_order_of_time),
        cmocka_unit_test(text_for_people),
        cmocka_unit_test(the_data_center_has_its_own_words),
        cmocka_unit_test(seconds_have_no_zeros_at_their_end),
        cmocka_unit_test(a_stop_ends_it),
        cmocka_unit_test(a_full_disk_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
