/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading scenarios, for tests. */
#include "tests/report/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

const char day_small[] =
    "title: Small\n"
    "open: 11:00\n"
    "hours: 2 h\n"
    "callers: {arrivals: {times: [0 min, 5 min, 10 min]}}\n"
    "call_center: {agents: 1, call: 1 min}\n"
    "kitchen: {prep: 10 min, box: 1 min}\n"
    "ovens: {places: 2, bake: 20 min}\n"
    "delivery: {ride: 5 min}\n"
    "variants:\n"
    "  \"stays \\\"there\\\"\": {kitchen.policy: synchronous, kitchen.cooks: 2}\n"
    "  goes on: {kitchen.policy: event_driven, kitchen.switch: 30 s}\n";

static struct scenario checked(bool read, struct scenario scenario, struct complaints *complaints)
{
    if (!read) {
        complaints_print(complaints, stderr);
        fail_msg("the scenario has errors");
    }
    complaints_free(complaints);
    return scenario;
}

struct scenario day_of(const char *text)
{
    struct scenario scenario;
    struct complaints complaints;
    bool read = scenario_read_text(&scenario, "test", text, strlen(text), NULL, 0, &complaints);
    return checked(read, scenario, &complaints);
}

struct scenario day_builtin(const char *name)
{
    struct scenario scenario;
    struct complaints complaints;
    bool read = scenario_read(&scenario, name, NULL, 0, &complaints);
    return checked(read, scenario, &complaints);
}
