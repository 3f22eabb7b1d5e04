/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same bits for 1, 2 and 8 threads, from the real kitchen and every built-in scenario. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab/experiment.h"
#include "models/measures.h"

static void compare_threads(const char *name)
{
    const struct override few = {"analysis.replications", "4"};
    struct scenario scenario;
    struct complaints complaints;
    if (!scenario_read(&scenario, name, &few, 1, &complaints)) {
        complaints_print(&complaints, stderr);
        fail_msg("%s cannot be read", name);
    }
    struct result one;
    assert_true(experiment_run(&one, &scenario, &(struct experiment_options){.threads = 1}));
    size_t bytes = scenario.variant_count * measure_count() * sizeof *one.own;
    for (unsigned threads = 2; threads <= 8; threads *= 4) {
        struct result many;
        struct experiment_options options = {.threads = threads};
        assert_true(experiment_run(&many, &scenario, &options));
        assert_int_equal(many.replications, 4);
        assert_memory_equal(one.own, many.own, bytes);
        assert_memory_equal(one.paired, many.paired, bytes);
        result_free(&many);
    }
    result_free(&one);
    scenario_free(&scenario);
    complaints_free(&complaints);
}

static void every_built_in_scenario_gives_the_same_bits(void **state)
{
    (void)state;
    for (size_t n = 0; n < builtin_count(); n++)
        compare_threads(builtin_at(n)->name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_built_in_scenario_gives_the_same_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
