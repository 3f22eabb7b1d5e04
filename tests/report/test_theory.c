/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Theory beside simulation: tables against golden files, CSV and JSON. What is simulated is made
 * up; what theory says follows from the scenarios.
 */
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/theory_data.h"
#include "report/theory_table.h"
#include "report/theory_words.h"
#include "tests/report/example.h"
#include "tests/report/golden.h"

/* A textbook queue, with figures of which one is beside the truth. */
static void example_queue(struct example *example)
{
    example_begin(example,
                  "title: A queue\n"
                  "theme: datacenter\n"
                  "hours: 1000 h\n"
                  "clients: {arrivals: 48 per hour}\n"
                  "server: {compute: exponential 1 min}\n",
                  10);
    example_set(example, 0, "throughput", 0.01335, 0.0001);
    example_set(example, 0, "time.total.mean", 301, 5);
    example_set(example, 0, "time.total.sd", 299, 9);
    example_set(example, 0, "time.ticket.mean", 260, 5);
    example_set(example, 0, "cooks.idle", 0.199, 0.003);
    example_set(example, 0, "in_flight", 0.801, 0.003);
}

static char *table_of(const struct example *example, const struct style *style)
{
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    assert_true(theory_table_write(to, &example->result, style));
    assert_int_equal(fclose(to), 0);
    return text;
}

static void compare(const struct example *example, const struct style *style, const char *file)
{
    char *text = table_of(example, style);
    assert_golden(file, text);
    if (!style->color)
        assert_fits(text, style->width);
    free(text);
}

static void tables(void **state)
{
    (void)state;
    struct example example;
    example_kitchens(&example);
    compare(&example, &(struct style){.width = 80, .unicode = true}, "theory-kitchens-unicode.txt");
    compare(&example, &(struct style){.width = 80}, "theory-kitchens-ascii.txt");
    example_free(&example);
    example_servers(&example);
    compare(&example, &(struct style){.width = 100}, "theory-servers-ascii.txt");
    example_free(&example);
    example_queue(&example);
    compare(&example, &(struct style){.width = 80, .unicode = true, .color = true},
            "theory-queue-color.txt");
    example_free(&example);
}

/* A line for each number, with as many fields as the first. */
static void csv(void **state)
{
    (void)state;
    struct example example;
    char *text = NULL;
    size_t length, lines = 0;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    example_queue(&example);
    theory_csv_write(to, &example.result);
    assert_int_equal(fclose(to), 0);
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"), lines++) {
        size_t commas = 0;
        for (const char *c = line; *c; c++)
            commas += *c == ',';
        assert_int_equal(commas, 11);
        if (lines == 0)
            assert_string_equal(line, "variant,about,name,quantity,unit,theory,certainty,simulated,"
                                      "half_width,n,verdict,scenario");
        if (lines == 2)
            assert_string_equal(line, "A queue,station,workers,kept,s,60,exact,,,,,A queue");
        if (lines == 9)
            assert_non_null(strstr(line, "A queue,measure,time.total.p95,,s,898.7"));
        if (lines == 10)
            assert_non_null(strstr(line, ",10,differs,A queue"));
    }
    assert_int_equal(lines, 20);
    free(text);
    example_free(&example);
}

/* The value at a path, such as "measures/throughput/theory", of the first variant. */
static const json_t *at(const json_t *theory, const char *path)
{
    char copy[128];
    const json_t *value = json_array_get(json_object_get(theory, "variants"), 0);
    snprintf(copy, sizeof copy, "%s", path);
    for (char *key = strtok(copy, "/"); key; key = strtok(NULL, "/"))
        value = json_is_array(value) ? json_array_get(value, (size_t)atoi(key))
                                     : json_object_get(value, key);
    if (!value)
        fail_msg("no %s", path);
    return value;
}

static void assert_number(const json_t *theory, const char *path, double expected)
{
    double value = json_number_value(at(theory, path));
    if (!(fabs(value - expected) <= 1e-9 * fabs(expected)))
        fail_msg("%s: %.15g, not %.15g", path, value, expected);
}

static void assert_word(const json_t *theory, const char *path, const char *expected)
{
    assert_string_equal(json_string_value(at(theory, path)), expected);
}

static void json(void **state)
{
    (void)state;
    struct example example;
    example_queue(&example);
    json_t *theory = theory_json(&example.result);
    assert_non_null(theory);
    assert_string_equal(json_string_value(json_object_get(theory, "theme")), "datacenter");
    assert_word(theory, "demand", "met");
    assert_true(json_is_true(at(theory, "exact")));
    assert_word(theory, "models/0/model", "M/M/1");
    assert_number(theory, "models/0/wait", 240);
    assert_true(json_is_null(at(theory, "network")));
    assert_word(theory, "assumptions_not_met/0", "warm");
    assert_word(theory, "stations/0/resource", "workers");
    assert_number(theory, "stations/0/use/theory", 0.8);
    assert_number(theory, "stations/0/use/simulated/mean", 0.801);
    assert_number(theory, "measures/time.total.mean/theory", 300);
    assert_number(theory, "measures/time.total.mean/simulated/mean", 301);
    assert_word(theory, "measures/time.total.mean/certainty", "exact");
    assert_word(theory, "measures/time.total.mean/verdict", "agrees");
    assert_word(theory, "measures/time.ticket.mean/verdict", "differs");
    assert_true(json_is_null(at(theory, "measures/queue.ticket/verdict")));
    assert_true(json_is_null(at(theory, "measures/queue.ticket/simulated/mean")));
    assert_number(theory, "gain/needed_if_working", 0.8);
    assert_true(json_is_null(at(theory, "gain/next")));
    json_decref(theory);
    example_free(&example);
}

/* Nothing is simulated yet, or only once: theory stands alone. */
static void theory_alone(void **state)
{
    (void)state;
    struct example example;
    example_queue(&example);
    example.result.replications = 0;
    memset(example.result.own, 0, sizeof *example.result.own);
    example.result.end = RUNS_STOPPED;
    char *text = table_of(&example, &(struct style){.width = 80});
    assert_non_null(strstr(text, "PARTIAL"));
    free(text);
    example_free(&example);
}

typedef void (*teller)(FILE *to, const struct theory *theory, enum theme theme, bool unicode);

static void assert_told(const char *yaml, teller tell, const char *expected)
{
    struct example example;
    struct theory theory;
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    example_begin(&example, yaml, 2);
    theory_of(&theory, &example.scenario.variants[0].world);
    tell(to, &theory, example.scenario.theme, false);
    assert_int_equal(fclose(to), 0);
    for (char *c = text; *c; c++) /* between words that stay together: bytes C2 A0 */
        if ((unsigned char)*c == 0xC2)
            memmove(c, c + 1, strlen(c)), *c = ' ';
    if (!strstr(text, expected))
        fail_msg("%s: %s", yaml, text);
    free(text);
    example_free(&example);
}

#define CALLS "hours: 10 h\nwarmup: 1 h\ncallers: {arrivals: 48 per hour}\n"
#define ENDLESS "kitchen: {policy: cook_per_order, cooks: unlimited}\n"

static void models_are_named(void **state)
{
    (void)state;
    static const char *const named[][2] = {
        {CALLS "kitchen: {cooks: 2, prep: exponential 1 min}\n",
         "A known queue, so that results are exact: cooks M/M/2 (Erlang C, 1917)."},
        {CALLS "kitchen: {cooks: 2, prep: 1 min}\n", "cooks M/D/2 (Crommelin 1932)"},
        {CALLS "kitchen: {prep: uniform 0 s to 1 min}\n", "cooks M/G/1 (Pollaczek 1930"},
        {CALLS "kitchen: {cooks: 2, prep: gamma 1 min cv 2}\n",
         "A chain of queues, some known only roughly: cooks G/G/2 (approximately"},
        {CALLS "call_center: {agents: 9, call: 1 min}\n" ENDLESS, "agents M/D/9"},
        {"callers: {arrivals: 48 per hour, lines: 9}\ncall_center: {call: 1 min}\n" ENDLESS,
         "phone lines M/G/9/9 (Erlang B, 1917)"},
        {"callers: {arrivals: 48 per hour, lines: 9}\n"
         "call_center: {agents: 2, call: exponential 1 min}\n" ENDLESS,
         "agents M/M/2/9 (a limited line)"},
        {"callers: {arrivals: 48 per hour, patience: exponential 1 min}\n"
         "call_center: {agents: 2, call: exponential 1 min}\n" ENDLESS,
         "agents M/M/2+M (Erlang A, Palm 1957)"},
        {CALLS "kitchen: {policy: cook_per_order, cooks: unlimited, prep: 1 min, worktops: 2,\n"
               "          sharing: even}\n",
         "worktops M/G/2-PS (processor sharing, Kleinrock 1967)"},
        {CALLS ENDLESS, "nothing takes any time."},
        {CALLS "call_center: {agents: 1, rail: 0, call: 30 s}\nkitchen: {prep: 1 min}\n",
         "(Friedman 1965)"},
        {CALLS "kitchen: {prep: 2 min}\n",
         "There is always a ticket, so 1 order goes round at a time"},
        {CALLS "kitchen: {cooks: 3, prep: 5 min}\novens: {places: 1, bake: exponential 1 min}\n",
         "M/M/c//N, the machine repairman: Palm 1947"},
        {CALLS "kitchen: {cooks: 3, worktops: 1, prep: exponential 5 min}\n"
               "ovens: {places: 1, bake: exponential 1 min}\n",
         "mean value analysis: Reiser and Lavenberg 1980"},
        {CALLS "call_center: {agents: 1, rail: 3, call: exponential 1 min}\n"
               "kitchen: {prep: exponential 2 min}\n",
         "with 3 places between them (Hunt 1956)"},
        {CALLS "kitchen: {policy: event_driven, cooks: 2, prep: 30 s, box: 30 s}\n",
         "In the way: an order comes to the cooks several times. Roughly, the wait for the "
         "tightest, cooks, alone: 5.7 s (Allen and Cunneen 1978)."},
    };
    for (size_t n = 0; n < sizeof named / sizeof *named; n++)
        assert_told(named[n][0], theory_write_models, named[n][1]);
}

static void gains_are_told(void **state)
{
    (void)state;
    assert_told(CALLS "kitchen: {prep: 1 min}\n", theory_write_gain,
                "So it makes no difference whether waits hold anybody");
    assert_told(CALLS "ovens: {bake: 1 min}\n", theory_write_gain,
                "So cooks who never wait have nothing to do at all.");
    assert_told(CALLS "kitchen: {prep: 1 min}\novens: {bake: 3 min}\n", theory_write_gain,
                "manage 1 + waits/work = 4 times as many as those who stay with it (synchronous). "
                "With the cooks of this variant 4 times remain: nothing else limits. To keep up "
                "with all that call takes 4 who wait, or 1 who does not.");
    assert_told(CALLS "kitchen: {cooks: 2, prep: 1 min}\novens: {places: 1, bake: 3 min}\n",
                theory_write_gain,
                "nothing is gained: the next limit is at 20 an hour (oven places). The gain "
                "vanishes at 2 cooks");
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables),
        cmocka_unit_test(csv),
        cmocka_unit_test(json),
        cmocka_unit_test(theory_alone),
        cmocka_unit_test(models_are_named),
        cmocka_unit_test(gains_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
