/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingerprints do not change by themselves, and every difference is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/fingerprint.h"
#include "report/trace.h"
#include "tests/report/day.h"

/* FNV-1a of nothing is its offset basis; of 56 bytes of 0, that times the prime, 56 times. */
static void the_hash_is_fnv_1a(void **state)
{
    (void)state;
    struct fingerprint print = fingerprint_begin();
    assert_true(print.hash == UINT64_C(14695981039346656037));
    uint64_t wanted = print.hash;
    for (int n = 0; n < 56; n++)
        wanted *= UINT64_C(1099511628211);
    fingerprint_add(&print, &(struct journal_entry){0});
    assert_true(print.hash == wanted);
    assert_true(print.events == 1);
}

static void every_member_counts(void **state)
{
    (void)state;
    const struct journal_entry entries[] = {{.at = 0},     {.at = 1},     {.event = EVENT_REDIAL},
                                            {.order = 1},  {.cook = 1},   {.recipe = 1},
                                            {.number = 1}, {.length = 1}, {.at = 1 << 8}};
    struct fingerprint prints[sizeof entries / sizeof *entries];
    for (size_t n = 0; n < sizeof entries / sizeof *entries; n++) {
        prints[n] = fingerprint_begin();
        fingerprint_add(&prints[n], &entries[n]);
        for (size_t before = 0; before < n; before++)
            assert_true(prints[n].hash != prints[before].hash);
    }
}

static char *written(const struct scenario *scenario, bool trace)
{
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    if (trace)
        assert_int_equal(trace_write(to, scenario, 1, TRACE_CSV, NULL), TRACE_DONE);
    else
        assert_int_equal(fingerprint_write(to, scenario, 1, NULL), TRACE_DONE);
    assert_int_equal(fclose(to), 0);
    return text;
}

/* Lengths in this day are constant: no random number, no distribution can change it. */
static void a_constant_day_keeps_its_fingerprint(void **state)
{
    (void)state;
    struct scenario scenario = day_of(day_small);
    char *text = written(&scenario, false);
    assert_string_equal(text, "variant,events,fingerprint\n"
                              "\"stays \"\"there\"\"\",43,a9c8fe245d14eb6d\n"
                              "goes on,53,d46cf27bb42ef38f\n");
    free(text);
    scenario_free(&scenario);
}

static void assert_verdict(const char *yaml, const char *earlier, enum verdict verdict,
                           const char *said)
{
    struct scenario scenario = day_of(yaml);
    char *text = NULL;
    size_t length;
    enum verdict found;
    FILE *to = open_memstream(&text, &length);
    FILE *from = fmemopen((void *)(uintptr_t)earlier, strlen(earlier), "r");
    assert_non_null(to);
    assert_non_null(from);
    assert_int_equal(fingerprint_verify(to, &found, from, &scenario, 1, NULL), TRACE_DONE);
    fclose(from);
    assert_int_equal(fclose(to), 0);
    assert_int_equal(found, verdict);
    assert_string_equal(text, said);
    free(text);
    scenario_free(&scenario);
}

#define QUIET "hours: 1 h\ncallers: {arrivals: {times: [1 min]}}\ntitle: Quiet\n"

static void a_day_is_the_same_as_itself(void **state)
{
    (void)state;
    struct scenario scenario = day_builtin("lunch-rush");
    const struct builtin *builtin = builtin_find("lunch-rush");
    for (int trace = 0; trace < 2; trace++) {
        char *earlier = written(&scenario, trace);
        assert_verdict(builtin->text, earlier, VERDICT_SAME,
                       trace ? "The same: 3045 events.\n" : "The same: 2 of 2 fingerprints.\n");
        free(earlier);
    }
    scenario_free(&scenario);
}

/* Rows of this day: call, answer, ticket, take, fetch, ingredients, prep and so on, at 60 s. */
static void the_first_difference_is_shown(void **state)
{
    (void)state;
    struct scenario scenario = day_of(QUIET "kitchen: {prep: 2 min}\n");
    char *trace = written(&scenario, true);
    assert_verdict(QUIET "kitchen: {prep: 3 min}\n", trace, VERDICT_DIFFERENT,
                   "Event 8 is the first that differs.\n"
                   "  earlier: 180,Quiet,oven,1,oven,\n"
                   "  now:     240,Quiet,oven,1,oven,\n");
    free(trace);
    char *print = written(&scenario, false);
    struct scenario other = day_of(QUIET "kitchen: {prep: 3 min}\n");
    char *now = written(&other, false), said[512];
    snprintf(said, sizeof said,
             "This fingerprint differs.\n  earlier: %s  now:     %s"
             "Traces (--format csv) of both would show the first event that differs.\n",
             strchr(print, '\n') + 1, strchr(now, '\n') + 1);
    assert_verdict(QUIET "kitchen: {prep: 3 min}\n", print, VERDICT_DIFFERENT, said);
    free(print);
    free(now);
    scenario_free(&scenario);
    scenario_free(&other);
}

static void what_is_for_people_may_change(void **state)
{
    (void)state;
    assert_verdict(QUIET "call_center: {agents: 1, call: 2 h}\nclosing: stop\n",
                   "time,variant,event,order,who,detail\n"
                   "60,Quiet,call,1,somebody,\r\n"
                   "60,Quiet,answer,1,\"a new\nword\",whatever\n",
                   VERDICT_SAME, "The same: 2 events.\n");
}

static void too_short_and_too_long_are_differences(void **state)
{
    (void)state;
    assert_verdict(QUIET "call_center: {agents: 1, call: 2 h}\nclosing: stop\n",
                   "time,variant,event,order,who,detail\n"
                   "60,Quiet,call,1,caller,\n",
                   VERDICT_DIFFERENT,
                   "Event 2 is the first that differs.\n"
                   "  earlier: (nothing: the trace ends here)\n"
                   "  now:     60,Quiet,answer,1,agent,120 min\n");
    assert_verdict(QUIET "call_center: {agents: 1, call: 2 h}\nclosing: stop\n",
                   "time,variant,event,order,who,detail\n"
                   "60,Quiet,call,1,caller,\n"
                   "60,Quiet,answer,1,agent,2 h\n"
                   "70,Quiet,ticket,1,agent,\n",
                   VERDICT_DIFFERENT,
                   "The trace goes on where the day is now over, after 2 events.\n"
                   "  earlier: 70,Quiet,ticket,1,agent,\n");
}

static void other_files_are_not_compared(void **state)
{
    (void)state;
    assert_verdict(QUIET, "title: Lunch rush\n", VERDICT_UNREADABLE, "");
    assert_verdict(QUIET, "\"", VERDICT_UNREADABLE, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_hash_is_fnv_1a),
        cmocka_unit_test(every_member_counts),
        cmocka_unit_test(a_constant_day_keeps_its_fingerprint),
        cmocka_unit_test(a_day_is_the_same_as_itself),
        cmocka_unit_test(the_first_difference_is_shown),
        cmocka_unit_test(what_is_for_people_may_change),
        cmocka_unit_test(too_short_and_too_long_are_differences),
        cmocka_unit_test(other_files_are_not_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
