/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Chrome traces, read again: it is JSON, time does not go back, every slice that begins ends and
 * none overlap, every flow is closed, and the numbers are those of the day.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "report/chrome.h"
#include "tests/report/day.h"

static json_t *trace_of(const struct scenario *scenario, const atomic_bool *stop,
                        enum trace_end wanted)
{
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    json_error_t error;
    assert_non_null(to);
    assert_int_equal(chrome_write(to, scenario, 1, stop), wanted);
    assert_int_equal(fclose(to), 0);
    json_t *trace = json_loads(text, 0, &error);
    if (!trace)
        fail_msg("line %d: %s", error.line, error.text);
    free(text);
    return trace;
}

static const char *text_in(const json_t *event, const char *member)
{
    return json_string_value(json_object_get(event, member));
}

static double number_in(const json_t *event, const char *member)
{
    return json_number_value(json_object_get(event, member));
}

static bool is_phase(const json_t *event, char phase)
{
    const char *text = text_in(event, "ph");
    assert_non_null(text);
    return text[0] == phase && !text[1];
}

/* How deep in slices each track is: by process and track, as text. */
static json_int_t depth_change(json_t *depths, const json_t *event, json_int_t change)
{
    char track[64];
    snprintf(track, sizeof track, "%.0f/%.0f", number_in(event, "pid"), number_in(event, "tid"));
    json_int_t depth = json_integer_value(json_object_get(depths, track)) + change;
    assert_int_equal(json_object_set_new(depths, track, json_integer(depth)), 0);
    return depth;
}

static void check_flow(json_t *flows, const json_t *event)
{
    const char *id = text_in(event, "id");
    assert_non_null(id);
    bool open = json_is_true(json_object_get(flows, id));
    assert_true(is_phase(event, 's') ? !open : open);
    json_object_set_new(flows, id, json_boolean(!is_phase(event, 'f')));
}

static void assert_lawful(const json_t *trace)
{
    json_t *depths = json_object(), *flows = json_object();
    const json_t *events = json_object_get(trace, "traceEvents");
    double before = 0;
    size_t n;
    const json_t *event, *value;
    const char *key;
    assert_true(json_array_size(events) > 0);
    for (n = 0; n < json_array_size(events); n++) {
        event = json_array_get(events, n);
        double now = number_in(event, "ts");
        assert_true(now >= before);
        before = now;
        if (is_phase(event, 'B'))
            assert_int_equal(depth_change(depths, event, 1), 1);
        else if (is_phase(event, 'E'))
            assert_int_equal(depth_change(depths, event, -1), 0);
        else if (is_phase(event, 's') || is_phase(event, 't') || is_phase(event, 'f'))
            check_flow(flows, event);
        else
            assert_true(is_phase(event, 'M') || is_phase(event, 'C'));
    }
    json_object_foreach((json_t *)depths, key, value)
        assert_int_equal(json_integer_value(value), 0);
    json_object_foreach((json_t *)flows, key, value) assert_false(json_is_true(value));
    json_decref(depths);
    json_decref(flows);
}

static void every_scenario_gives_a_lawful_trace(void **state)
{
    (void)state;
    for (size_t n = 0; n < builtin_count(); n++) {
        const char *name = builtin_at(n)->name;
        if (strcmp(name, "mm1") == 0 || strcmp(name, "mmc") == 0)
            continue; /* 100,000 orders of one step */
        struct scenario scenario = day_builtin(name);
        json_t *trace = trace_of(&scenario, NULL, TRACE_DONE);
        assert_lawful(trace);
        json_decref(trace);
        scenario_free(&scenario);
    }
}

/* "B 1/1 still: oven 11" for each slice's begin and end: phase, track, name, minute. */
static void slices_of(const json_t *trace, double process, double track, char *text, size_t room)
{
    const json_t *events = json_object_get(trace, "traceEvents");
    text[0] = '\0';
    for (size_t n = 0; n < json_array_size(events); n++) {
        const json_t *event = json_array_get(events, n);
        size_t length = strlen(text);
        if (number_in(event, "pid") != process || number_in(event, "tid") != track)
            continue;
        if (is_phase(event, 'B'))
            snprintf(text + length, room - length, "%g %s %g", number_in(event, "ts") / 60e6,
                     text_in(event, "name"), number_in(json_object_get(event, "args"), "order"));
        else if (is_phase(event, 'E'))
            snprintf(text + length, room - length, " to %g\n", number_in(event, "ts") / 60e6);
    }
}

/*
 * Calls at 0, 5 and 10 are tickets at 1, 6 and 11. Who stays: order 1 is prepared 1-11, baked
 * 11-31, boxed 31-32, ridden 32-37; then he takes order 3, which waited since 11, and whose bake
 * needs no line. The other one has order 2 from 6 on.
 */
static void cooks_and_ovens_are_tracks(void **state)
{
    (void)state;
    char text[1024];
    struct scenario scenario = day_of(day_small);
    json_t *trace = trace_of(&scenario, NULL, TRACE_DONE);
    slices_of(trace, 1, 1, text, sizeof text);
    assert_string_equal(text, "1 working 1 to 11\n"
                              "11 still: oven 1 to 31\n"
                              "31 working 1 to 32\n"
                              "32 still: customer 1 to 37\n"
                              "37 working 3 to 47\n"
                              "47 still: oven 3 to 67\n"
                              "67 working 3 to 68\n"
                              "68 still: customer 3 to 73\n");
    slices_of(trace, 1, 1000000, text, sizeof text);
    assert_string_equal(text, "11 baking 1 to 31\n"
                              "47 baking 3 to 67\n");
    slices_of(trace, 1, 1000001, text, sizeof text);
    assert_string_equal(text, "16 baking 2 to 36\n");

    /* One who never waits turns to each work for half a minute. */
    slices_of(trace, 2, 1, text, sizeof text);
    assert_string_equal(text, "1 switching tasks 1 to 2\n"
                              "2 working 1 to 12\n"
                              "12 switching tasks 2 to 12.5\n"
                              "12.5 switching tasks 3 to 13\n"
                              "13 switching tasks 2 to 13.5\n"
                              "13.5 working 2 to 23.5\n"
                              "23.5 switching tasks 3 to 24\n"
                              "24 working 3 to 34\n"
                              "34 switching tasks 1 to 34.5\n"
                              "34.5 working 1 to 35.5\n"
                              "43.5 switching tasks 2 to 44\n"
                              "44 working 2 to 45\n"
                              "54 switching tasks 3 to 54.5\n"
                              "54.5 working 3 to 55.5\n");
    json_decref(trace);
    scenario_free(&scenario);
}

/* An order goes from a cook to an oven place and back to a cook. */
static void orders_are_flows(void **state)
{
    (void)state;
    struct scenario scenario = day_of(day_small);
    json_t *trace = trace_of(&scenario, NULL, TRACE_DONE);
    const json_t *events = json_object_get(trace, "traceEvents");
    char text[256] = "";
    for (size_t n = 0; n < json_array_size(events); n++) {
        const json_t *event = json_array_get(events, n);
        const char *id = text_in(event, "id");
        if (id && strcmp(id, "1.3") == 0)
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s %g on %.0f\n",
                     text_in(event, "ph"), number_in(event, "ts") / 60e6, number_in(event, "tid"));
    }
    assert_string_equal(text, "s 37 on 1\nt 47 on 1000000\nf 67 on 1\n");
    json_decref(trace);
    scenario_free(&scenario);
}

/* Order 3 has its ticket on the rail from 11 until a cook is free at 37. */
static void lines_are_counters(void **state)
{
    (void)state;
    struct scenario scenario = day_of(day_small);
    json_t *trace = trace_of(&scenario, NULL, TRACE_DONE);
    const json_t *events = json_object_get(trace, "traceEvents");
    char text[256] = "";
    for (size_t n = 0; n < json_array_size(events); n++) {
        const json_t *event = json_array_get(events, n);
        if (is_phase(event, 'C') && number_in(event, "pid") == 1 &&
            strcmp(text_in(event, "name"), "tickets") == 0)
            snprintf(text + strlen(text), sizeof text - strlen(text), "%g: %g\n",
                     number_in(event, "ts") / 60e6,
                     number_in(json_object_get(event, "args"), "orders"));
    }
    assert_string_equal(text, "11: 1\n37: 0\n");
    json_decref(trace);
    scenario_free(&scenario);
}

static void names_are_escaped(void **state)
{
    (void)state;
    struct scenario scenario = day_of(day_small);
    json_t *trace = trace_of(&scenario, NULL, TRACE_DONE);
    const json_t *first = json_array_get(json_object_get(trace, "traceEvents"), 0);
    assert_string_equal(text_in(first, "name"), "process_name");
    assert_string_equal(text_in(json_object_get(first, "args"), "name"), "stays \"there\"");
    json_decref(trace);
    scenario_free(&scenario);
}

static void a_day_cut_short_is_whole(void **state)
{
    (void)state;
    struct scenario scenario = day_of("callers: {arrivals: {every: 1 min}}\n"
                                      "hours: 30 min\n"
                                      "closing: stop\n"
                                      "kitchen: {cooks: 3, prep: 4 min}\n"
                                      "ovens: {places: 2, bake: 7 min}\n");
    json_t *trace = trace_of(&scenario, NULL, TRACE_DONE);
    assert_lawful(trace);
    json_decref(trace);
    atomic_bool stop = true;
    trace = trace_of(&scenario, &stop, TRACE_STOPPED);
    assert_lawful(trace);
    json_decref(trace);
    scenario_free(&scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scenario_gives_a_lawful_trace),
        cmocka_unit_test(cooks_and_ovens_are_tracks),
        cmocka_unit_test(orders_are_flows),
        cmocka_unit_test(lines_are_counters),
        cmocka_unit_test(names_are_escaped),
        cmocka_unit_test(a_day_cut_short_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
