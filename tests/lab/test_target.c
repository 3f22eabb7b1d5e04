/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets as they are written, what a day says about them, and what is said of those that are none.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lab/target.h"
#include "models/measures.h"

static void is_target(const char *text, const char *measure, bool at_least, double value,
                      double tolerance)
{
    struct target target;
    char wrong[TARGET_WRONG_ROOM] = "";
    if (!target_read(&target, text, "EUR", wrong))
        fail_msg("%s: %s", text, wrong);
    assert_int_equal(target.measure, measure_find(measure));
    assert_int_equal(target.at_least, at_least);
    if (!(fabs(target.value - value) <= 1e-12 * fabs(value)))
        fail_msg("%s: %.17g", text, target.value);
    if (!(fabs(target.tolerance - tolerance) <= 1e-9 * tolerance))
        fail_msg("%s: within %.17g", text, target.tolerance);
}

static void targets_as_they_are_written(void **state)
{
    (void)state;
    is_target("time.total.p95 <= 60 min", "time.total.p95", false, 3600, 72);
    is_target("time.total.p95<=60 min", "time.total.p95", false, 3600, 72);
    is_target(" time.total.p95  <  1 h", "time.total.p95", false, 3600, 72);
    is_target("time.total.p95 \342\211\244 60 min", "time.total.p95", false, 3600, 72);
    is_target("time.total.p95 <= 60 min within 1 min", "time.total.p95", false, 3600, 60);
    is_target("throughput >= 36 per hour", "throughput", true, 0.01, 0.0002);
    is_target("cooks.waiting <= 5 %", "cooks.waiting", false, 0.05, 0.005);
    is_target("workers.idle >= 0.5", "cooks.idle", true, 0.5, 0.01);
    is_target("ovens.busy <= 99 %", "ovens.busy", false, 0.99, 0.001);
    is_target("orders.delivered >= 100", "orders.delivered", true, 100, 2);
    is_target("money.profit \342\211\245 900 EUR", "money.profit", true, 900, 18);
    is_target("money.per_order <= EUR 20 within 0.5", "money.per_order", false, 20, 0.5);
    is_target("money.profit > -100", "money.profit", true, -100, 2);
    is_target("memory.max <= 2 GiB", "memory.max", false, 2147483648, 42949672.96);
    is_target("orders.unfinished <= 0 within 0.1", "orders.unfinished", false, 0, 0.1);
}

static void shares_of_another_measure(void **state)
{
    (void)state;
    struct target target;
    char wrong[TARGET_WRONG_ROOM];
    double values[256] = {0};
    size_t lost = measure_find("calls.lost"), offered = measure_find("calls.offered");
    assert_true(measure_count() <= 256);
    assert_true(target_read(&target, "calls.lost <= 5 % of calls.offered within 0.2 %", "", wrong));
    assert_int_equal(target.of, offered);
    assert_string_equal(target_unit(&target), "share");
    assert_true(fabs(target.tolerance - 0.002) < 1e-15);
    values[lost] = 12;
    values[offered] = 200;
    struct observation seen = target_observe(&target, values);
    assert_true(fabs(seen.excess - 2) < 1e-12); /* two more than 5 % of 200 */
    assert_true(seen.weight == 200);
    assert_true(fabs(target_value(&target, seen.excess / seen.weight) - 0.06) < 1e-12);
    assert_true(target_read(&target, "orders.delivered >= 90 % of calls.offered", "", wrong));
    values[measure_find("orders.delivered")] = 170;
    seen = target_observe(&target, values);
    assert_true(fabs(seen.excess - 10) < 1e-12); /* ten fewer than 90 % of 200 */
    assert_true(fabs(target_value(&target, seen.excess / seen.weight) - 0.85) < 1e-12);
}

static void is_wrong(const char *text, const char *part)
{
    struct target target;
    char wrong[TARGET_WRONG_ROOM] = "";
    assert_false(target_read(&target, text, "EUR", wrong));
    if (!strstr(wrong, part))
        fail_msg("%s: '%s' does not say '%s'", text, wrong, part);
}

static void what_is_no_target(void **state)
{
    (void)state;
    is_wrong("", "such as 'time.total.p95 <= 60 min'");
    is_wrong("time.total.p95", "such as 'time.total.p95 <= 60 min'");
    is_wrong("time.totl.p95 <= 60 min", "did you mean 'time.total.p95'?");
    is_wrong("time.hold <= 60 min", "did you mean 'time.hold.mean'?");
    is_wrong("<= 60 min", "unknown measure ''");
    is_wrong("time.total.p95 <= 60", "'60': ");
    is_wrong("time.total.p95 <= sixty", "'sixty': ");
    is_wrong("time.total.p95 <= 60 %", "'60 %': ");
    is_wrong("time.total.p95 <= 60 min within 5 %", "'5 %': ");
    is_wrong("time.total.p95 <= 60 min within 0 min", "must be more than 0");
    is_wrong("calls.lost <= 0", "'within'");
    is_wrong("calls.lost <= 5 % of calls.ofered", "did you mean 'calls.offered'?");
    is_wrong("calls.lost <= five of calls.offered", "'five': ");
    is_wrong("cooks.idle >= 0 %", "'within'");
    is_wrong("money.cost <= 10 USD", "'10 USD': ");
}

static void what_is_to_be_least(void **state)
{
    (void)state;
    size_t measure;
    double worth;
    char wrong[TARGET_WRONG_ROOM];
    assert_true(target_read_aim("money.cost", "EUR", &measure, &worth, wrong));
    assert_int_equal(measure, measure_find("money.cost"));
    assert_true(worth == 0);
    assert_true(target_read_aim("money.per_order within 0.1 EUR", "EUR", &measure, &worth, wrong));
    assert_true(worth == 0.1);
    assert_false(target_read_aim("money.coast", "EUR", &measure, &worth, wrong));
    assert_non_null(strstr(wrong, "did you mean 'money.cost'?"));
    assert_false(target_read_aim("money.cost within 0", "EUR", &measure, &worth, wrong));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(targets_as_they_are_written),
        cmocka_unit_test(shares_of_another_measure),
        cmocka_unit_test(what_is_no_target),
        cmocka_unit_test(what_is_to_be_least),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
