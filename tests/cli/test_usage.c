/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed wrong or asked for help: commands, options, scenarios. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/cli/program.h"

static const char *const command_names[] = {"watch", "run", "trace", "check", "keys", "list"};

#define COMMANDS (sizeof command_names / sizeof *command_names)

static void assert_wrong(struct outcome outcome, const char *error)
{
    assert_outcome(&outcome, 2, error);
    assert_string_equal(outcome.out, "");
    outcome_free(&outcome);
}

static void unknown_commands_and_options(void **state)
{
    (void)state;
    assert_wrong(RUN("runn"), "unknown command 'runn', did you mean 'run'?");
    assert_wrong(RUN("qqqqqq"), "unknown command 'qqqqqq'\n");
    assert_wrong(RUN("\033[2J"), "unknown command '?[2J'\n");
    assert_wrong(RUN("run", "lunch-rush", "--replication", "3"),
                 "unknown option '--replication', did you mean '--replications'?");
    assert_wrong(RUN("run", "lunch-rush", "--sed=3"), "did you mean '--se");
    assert_wrong(RUN("run", "lunch-rush", "-z"), "unknown option '-z'\n"
                                                 "pizzeria: try 'pizzeria run --help'\n");
    assert_wrong(RUN("luch-rush"), "did you mean 'lunch-rush'?");
    assert_wrong(RUN("check", "lunch-rush", "--threads", "2"), "check has no option '--threads'");
    assert_wrong(RUN("keys", "a", "b"), "unexpected 'b'");
    assert_wrong(RUN("run"), "run needs SCENARIO...");
    assert_wrong(RUN("trace", "lunch-rush", "mm1"), "unexpected 'mm1'");
}

static void values_of_options(void **state)
{
    (void)state;
    assert_wrong(RUN("run", "lunch-rush", "--seed"), "'--seed' needs a value: N");
    assert_wrong(RUN("run", "lunch-rush", "--quiet=yes"), "'--quiet' takes no value");
    assert_wrong(RUN("run", "lunch-rush", "--set", "kitchen.cooks"), "expected KEY=VALUE");
    assert_wrong(RUN("run", "lunch-rush", "--set", "=3"), "expected KEY=VALUE");
    static const char *const numbers[] = {"0", "-1", "two", "2x", "", "99999999999999999999", "+2"};
    for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++)
        assert_wrong(RUN("run", "lunch-rush", "--threads", numbers[n]),
                     "expected a whole number from 1 to");
    assert_wrong(RUN("run", "lunch-rush", "--format", "xml"),
                 "run knows the formats table, csv, json");
    assert_wrong(RUN("trace", "lunch-rush", "--format", "json"),
                 "trace knows the formats table, csv, chrome, perfetto, gantt\n");
    assert_wrong(RUN("run", "lunch-rush", "--seed", "x"), "error:");
    assert_wrong(RUN("run", "lunch-rush", "--replications", "0"), "error:");
    assert_wrong(RUN("run", "lunch-rush", "--precision", "200 %"), "error:");
    assert_wrong(RUN("run", "lunch-rush", "--only", "Apach Hut"),
                 "no variant 'Apach Hut', did you mean 'Apach' Hut'?");
    assert_wrong(RUN("run", "lunch-rush", "--only", "Nobody"),
                 "no variant 'Nobody'\npizzeria: it has 'Apach' Hut'\n"
                 "pizzeria: it has 'Ngin O' Pepperonix'\n");
    assert_wrong(RUN("sweep", "lunch-rush", "--measure", "time.total"),
                 "did you mean 'time.total.mean'?");
}

static void unknown_scenarios_and_keys(void **state)
{
    (void)state;
    assert_wrong(RUN("run", "lunch-rus"), "lunch-rush");
    assert_wrong(RUN("run", "no/such/file.yaml"), "no/such/file.yaml");
    assert_wrong(RUN("run", "lunch-rush", "--set", "kitchen.coks=3"), "kitchen.cooks");
    assert_wrong(RUN("check", "lunch-rush", "--set", "kitchen.coks=3"), "kitchen.cooks");
    assert_wrong(RUN("keys", "nothing"), "no key begins with 'nothing'");
}

/* One wrong scenario among several: nothing is run, and all of them are looked at. */
static void nothing_is_run_when_one_scenario_is_wrong(void **state)
{
    (void)state;
    struct outcome outcome = RUN("run", "lunch-rush", "nothing-1", "nothing-2");
    assert_outcome(&outcome, 2, "nothing-1");
    assert_outcome(&outcome, 2, "nothing-2");
    assert_string_equal(outcome.out, "");
    outcome_free(&outcome);
}

static void help_and_version(void **state)
{
    (void)state;
    struct outcome outcome = RUN("--help");
    assert_outcome(&outcome, 0, NULL);
    for (size_t n = 0; n < COMMANDS; n++)
        assert_non_null(strstr(outcome.out, command_names[n]));
    outcome_free(&outcome);
    for (size_t n = 0; n < COMMANDS; n++) {
        char usage[64];
        snprintf(usage, sizeof usage, "Usage: pizzeria %s", command_names[n]);
        outcome = RUN(command_names[n], "--help");
        assert_outcome(&outcome, 0, NULL);
        assert_ptr_equal(strstr(outcome.out, usage), outcome.out);
        assert_non_null(strstr(outcome.out, "--help"));
        outcome_free(&outcome);
    }
    outcome = RUN("run", "-h", "--set", "nonsense"); /* who asks for help is not told off */
    assert_outcome(&outcome, 0, NULL);
    outcome_free(&outcome);
    outcome = RUN("--version");
    assert_outcome(&outcome, 0, NULL);
    assert_ptr_equal(strstr(outcome.out, "pizzeria "), outcome.out);
    outcome_free(&outcome);
}

static void check_says_ok_or_what_is_wrong(void **state)
{
    (void)state;
    struct outcome outcome = RUN("check", "lunch-rush", "mm1");
    assert_outcome(&outcome, 0, "");
    assert_string_equal(outcome.out, "lunch-rush: OK\nmm1: OK\n");
    outcome_free(&outcome);
    outcome = RUN("check", "nothing", "mm1");
    assert_outcome(&outcome, 2, "nothing");
    assert_string_equal(outcome.out, "mm1: OK\n");
    outcome_free(&outcome);
}

static void keys_and_list(void **state)
{
    (void)state;
    struct outcome outcome = RUN("keys");
    assert_outcome(&outcome, 0, NULL);
    assert_non_null(strstr(outcome.out, "kitchen.cooks  (data center: server.workers)\n"));
    assert_non_null(strstr(outcome.out, "analysis.precision\n"));
    outcome_free(&outcome);
    outcome = RUN("keys", "server.work");
    assert_outcome(&outcome, 0, NULL);
    assert_ptr_equal(strstr(outcome.out, "kitchen.cooks"), outcome.out);
    assert_null(strstr(outcome.out, "kitchen.prep"));
    outcome_free(&outcome);
    outcome = RUN("list");
    assert_outcome(&outcome, 0, NULL);
    assert_ptr_equal(strstr(outcome.out, "lunch-rush  Lunch rush\n"), outcome.out);
    assert_non_null(strstr(outcome.out, "\nmm1  "));
    outcome_free(&outcome);
}

static void man_page_and_completions(void **state)
{
    (void)state;
    static const char *const whats[] = {"man", "bash", "zsh", "fish"};
    for (size_t n = 0; n < 4; n++) {
        struct outcome outcome = RUN("--generate", whats[n]);
        assert_outcome(&outcome, 0, NULL);
        for (size_t c = 0; c < COMMANDS; c++)
            assert_non_null(strstr(outcome.out, command_names[c]));
        assert_non_null(strstr(outcome.out, n == 0 ? "\\-\\-replications" : "replications"));
        assert_non_null(strstr(outcome.out, "lunch-rush"));
        outcome_free(&outcome);
    }
    struct outcome outcome = RUN("--generate", "nothing");
    assert_outcome(&outcome, 1, NULL);
    outcome_free(&outcome);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_commands_and_options),
        cmocka_unit_test(values_of_options),
        cmocka_unit_test(unknown_scenarios_and_keys),
        cmocka_unit_test(nothing_is_run_when_one_scenario_is_wrong),
        cmocka_unit_test(help_and_version),
        cmocka_unit_test(check_says_ok_or_what_is_wrong),
        cmocka_unit_test(keys_and_list),
        cmocka_unit_test(man_page_and_completions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
