/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which queues are recognised in which scenarios, and that near misses are not: for each model the
 * smallest scenario that is one, and such that differ from it in one respect.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lab/chain.h"
#include "models/scenario.h"

#define BIT(assumption) (1u << (assumption))
#define WARMED "hours: 10 h\nwarmup: 1 h\n"

/* The first scenario of a group is the one that the others differ from. */
static const struct recognition {
    const char *yaml;
    const char *stops; /* "agents M/M/c 3, cooks M/M/1 1"; a ~ before what is approximated */
    unsigned violated;
    bool phone_only; /* the kitchen is not known */
} recognitions[] = {
    /* Cooks who stay with an order, one server or several. */
    {"callers: {arrivals: 48 per hour}\nkitchen: {prep: exponential 1 min}\n", "cooks M/M/1 1", 0,
     false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {prep: gamma 1 min cv 1}\n", "cooks M/M/1 1", 0,
     false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {prep: 1 s + exponential 1 min}\n",
     "cooks M/G/1 1", 0, false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {prep: 1 min}\n", "cooks M/D/1 1", 0, false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {prep: 50 s, box: 10 s}\n", "cooks M/D/1 1", 0,
     false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {prep: exponential 30 s, box: exponential 30 s}\n",
     "cooks M/G/1 1", 0, false},
    {"callers: {arrivals: {00:00: 48 per hour, 02:00: 48 per hour}}\n"
     "kitchen: {prep: exponential 1 min}\n",
     "cooks M/M/1 1", 0, false},
    {"callers: {arrivals: {00:00: 48 per hour, 02:00: 47 per hour}}\n"
     "kitchen: {prep: exponential 1 min}\n",
     "", BIT(ASSUME_STEADY_CALLS), true},
    {"callers: {arrivals: {01:00: 48 per hour}}\nkitchen: {prep: exponential 1 min}\n", "",
     BIT(ASSUME_STEADY_CALLS), true},
    {"callers: {arrivals: {times: [1 h, 2 h]}}\nkitchen: {prep: exponential 1 min}\n", "",
     BIT(ASSUME_STEADY_CALLS), true},
    {"callers: {arrivals: {every: exponential 75 s}}\nkitchen: {prep: exponential 1 min}\n",
     "cooks M/M/1 1", 0, false},
    {"callers: {arrivals: {every: gamma 75 s cv 0.5}}\nkitchen: {prep: exponential 1 min}\n",
     "~cooks G/G/c 1", BIT(ASSUME_RANDOM_CALLS) | BIT(ASSUME_RANDOM_FLOW), false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: {00:00: 1, 05:00: 1}, prep: 1 min}\n",
     "cooks M/D/1 1", 0, false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: {00:00: 1, 05:00: 2}, prep: 1 min}\n", "",
     BIT(ASSUME_STEADY_CREWS), true},
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: 3, prep: exponential 1 min}\n",
     "cooks M/M/c 3", 0, false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: 3, prep: 1 min}\n", "cooks M/D/c 3", 0,
     false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: 3, prep: gamma 1 min cv 0.3}\n",
     "~cooks G/G/c 3", BIT(ASSUME_KNOWN_SERVICE), false},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: cook_per_order, cooks: 3, prep: exponential 1 min}\n",
     "cooks M/M/c 3", 0, false},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: cook_per_order, cooks: 3, prep: exponential 1 min,\n"
     "          crowding: {contention: 0.1}}\n",
     "", BIT(ASSUME_STEADY_SPEED), true},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {cooks: 3, prep: exponential 1 min, crowding: {contention: 0.1}}\n",
     "cooks M/M/c 3", 0, false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: 5, in_flight: 2, prep: 1 min}\n",
     "cooks M/D/c 2", 0, false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: 5, prep: 1 min}\n"
     "memory: {total: 13 MiB, per_cook: 2 MiB, per_order: 1 MiB}\n",
     "cooks M/D/c 3", 0, false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: 3, prep: 1 min}\nwarehouse: {fetch: 5 s}\n"
     "ovens: {bake: 1 min, places: 3}\ndelivery: {ride: 30 s}\n",
     "cooks M/D/c 3", 0, false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: 3, prep: 4 min}\n", "~cooks G/G/c 3", 0,
     false},

    /* A cook who stands in line with his order. */
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: 3, prep: 1 min}\n"
     "ovens: {bake: 1 min, places: 2}\n",
     "", BIT(ASSUME_FREE_HANDS), true},
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: 3, worktops: 2, prep: 1 min}\n", "",
     BIT(ASSUME_FREE_HANDS), true},
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: 3, prep: 1 min}\n"
     "warehouse: {fetch: 5 s, clerks: 1}\n",
     "", BIT(ASSUME_FREE_HANDS), true},
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: 3, prep: 1 min}\n"
     "delivery: {ride: 20 s, couriers: 3}\n",
     "", BIT(ASSUME_FREE_HANDS), true},
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: 3, prep: 1 min}\n"
     "delivery: {ride: 20 s, couriers: 3, return: 0 s}\n",
     "cooks M/D/c 3", 0, false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: 3, prep: 1 min}\n"
     "warehouse: {ingredients: {dough: 50}, restock: {every: 1 h}}\n"
     "recipes: {pizza: {needs: {dough: 1}}}\n",
     "", BIT(ASSUME_STOCK), true},
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: 3, prep: 1 min}\n"
     "warehouse: {ingredients: {dough: unlimited}}\n"
     "recipes: {pizza: {needs: {dough: 1}}}\n",
     "cooks M/D/c 3", 0, false},

    /* Several recipes. */
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: 1, prep: exponential 1 min}\n"
     "recipes: {a: {share: 3}, b: {share: 1}}\n",
     "cooks M/M/1 1", 0, false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {cooks: 1, prep: exponential 1 min}\n"
     "recipes: {a: {share: 3}, b: {share: 1, prep: exponential 50 s}}\n",
     "cooks M/G/1 1", 0, false},

    /* The phone. */
    {"callers: {arrivals: 48 per hour}\ncall_center: {agents: 3, call: exponential 3 min}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited}\n",
     "agents M/M/c 3", 0, false},
    {"callers: {arrivals: 48 per hour}\ncall_center: {agents: 2, call: 1 min}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited}\n",
     "agents M/D/c 2", 0, false},
    {"callers: {arrivals: 48 per hour}\ncall_center: {call: 1 min}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited}\n",
     "agents M/G/infinity", 0, false},
    {"callers: {arrivals: 48 per hour, patience: exponential 5 min}\n"
     "call_center: {agents: 2, call: exponential 3 min}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited}\n",
     "agents M/M/c+M 2", 0, false},
    {"callers: {arrivals: 48 per hour, patience: 5 min}\n"
     "call_center: {agents: 2, call: exponential 3 min}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited}\n",
     "", BIT(ASSUME_FORGETFUL_CALLS), true},
    {"callers: {arrivals: 48 per hour, patience: exponential 5 min}\n"
     "call_center: {agents: 2, call: lognormal 3 min cv 1}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited}\n",
     "", BIT(ASSUME_FORGETFUL_CALLS), true},
    {"callers: {arrivals: 48 per hour, lines: 5}\n"
     "call_center: {agents: 2, call: exponential 3 min}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited}\n",
     "agents M/M/c/K 2", 0, false},
    {"callers: {arrivals: 48 per hour, lines: 5, patience: exponential 5 min}\n"
     "call_center: {agents: 2, call: exponential 3 min}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited}\n",
     "agents M/M/c/K+M 2", 0, false},
    {"callers: {arrivals: 48 per hour, lines: 5, redial: {attempts: 1, after: 1 min}}\n"
     "call_center: {agents: 2, call: exponential 3 min}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited}\n",
     "", BIT(ASSUME_NO_REDIALS), true},
    {"callers: {arrivals: 48 per hour, lines: 5}\ncall_center: {agents: 5, call: 3 min}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited}\n",
     "lines M/G/c/c 5", 0, false},
    {"callers: {arrivals: 48 per hour, lines: 5, patience: 1 min}\ncall_center: {call: 3 min}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited}\n",
     "lines M/G/c/c 5", 0, false},
    {"callers: {arrivals: {every: 75 s}, lines: 5}\ncall_center: {agents: 5, call: 3 min}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited}\n",
     "", BIT(ASSUME_RANDOM_CALLS), true},

    /* The phone and a kitchen behind it. */
    {"callers: {arrivals: 48 per hour}\ncall_center: {agents: 3, call: exponential 3 min}\n"
     "kitchen: {cooks: 2, prep: exponential 1 min}\n",
     "agents M/M/c 3, cooks M/M/c 2", 0, false},
    {"callers: {arrivals: 48 per hour}\ncall_center: {agents: 3, call: exponential 3 min}\n"
     "kitchen: {cooks: 1, prep: gamma 1 min cv 2}\n",
     "agents M/M/c 3, cooks M/G/1 1", 0, false},
    {"callers: {arrivals: 48 per hour}\ncall_center: {agents: 3, call: 3 min}\n"
     "kitchen: {cooks: 2, prep: exponential 1 min}\n",
     "agents M/D/c 3, ~cooks G/G/c 2", BIT(ASSUME_RANDOM_FLOW), false},
    {"callers: {arrivals: 48 per hour}\ncall_center: {call: 3 min}\n"
     "kitchen: {cooks: 2, prep: exponential 1 min}\n",
     "agents M/G/infinity, cooks M/M/c 2", 0, false},
    {"callers: {arrivals: 48 per hour}\n"
     "call_center: {agents: 3, call: exponential 3 min, rail: 50}\n"
     "kitchen: {cooks: 2, prep: exponential 1 min}\n",
     "", BIT(ASSUME_NO_BLOCKING), true},
    {"callers: {arrivals: 48 per hour, lines: 5}\n"
     "call_center: {agents: 2, call: exponential 3 min}\n"
     "kitchen: {cooks: 2, prep: exponential 1 min}\n",
     "agents M/M/c/K 2, ~cooks G/G/c 2", BIT(ASSUME_RANDOM_FLOW), false},

    /* Cooks who are never held. */
    {"callers: {arrivals: 48 per hour}\nkitchen: {policy: event_driven, prep: 1 min}\n"
     "ovens: {bake: gamma 30 min cv 1}\ndelivery: {ride: uniform 5 min to 9 min}\n",
     "cooks M/D/1 1, ovens M/G/infinity, couriers M/G/infinity", 0, false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {policy: green_threads, prep: exponential 1 min}\n"
     "ovens: {bake: exponential 1 min, places: 2}\n",
     "cooks M/M/1 1, ovens M/M/c 2", 0, false},
    {"callers: {arrivals: 48 per hour}\nkitchen: {policy: event_driven, box: 1 min}\n",
     "cooks M/D/1 1", 0, false},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: event_driven, prep: 50 s, box: 10 s}\n",
     "", BIT(ASSUME_ONE_VISIT), true},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: event_driven, prep: 50 s, switch: 1 s}\n",
     "", BIT(ASSUME_ONE_VISIT), true},
    {"callers: {arrivals: 48 per hour}\nkitchen: {policy: event_driven, prep: 50 s}\n"
     "warehouse: {fetch: 1 s}\n",
     "", BIT(ASSUME_ONE_VISIT), true},
    {"callers: {arrivals: 48 per hour}\nkitchen: {policy: event_driven, box: 50 s}\n"
     "ovens: {bake: 1 s}\n",
     "", BIT(ASSUME_ONE_VISIT), true},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: event_driven, prep: 50 s, blocking: [oven]}\novens: {bake: 1 s}\n",
     "", BIT(ASSUME_ONE_VISIT), true},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: event_driven, prep: 50 s, blocking: [warehouse, oven, courier, customer]}\n"
     "ovens: {bake: 1 s}\n",
     "cooks M/D/1 1", 0, false},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: event_driven, prep: 50 s, blocking: [warehouse, oven, customer]}\n"
     "delivery: {ride: 1 h}\n",
     "cooks M/D/1 1, couriers M/G/infinity", 0, false},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: event_driven, cooks: 2, prep: 1 min, loop: per_cook}\n",
     "", BIT(ASSUME_ANY_COOK), true},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: event_driven, prep: 1 min, loop: per_cook}\n",
     "cooks M/D/1 1", 0, false},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: event_driven, prep: 1 min, in_flight: 9}\n",
     "", BIT(ASSUME_NO_ADMISSION), true},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: event_driven, cooks: 3, worktops: 2, prep: 1 min}\n",
     "", BIT(ASSUME_FREE_HANDS), true},

    /* A crew for each kind of work. */
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: staged, prep: exponential 1 min, box: 20 s, stages: {prep: 2}}\n"
     "warehouse: {fetch: 3 min}\novens: {bake: exponential 5 min, places: 6}\n"
     "delivery: {ride: 2 min, couriers: 9}\n",
     "clerks M/G/infinity, stages.prep M/M/c 2, ovens M/M/c 6, stages.box M/D/1 1, "
     "~couriers G/G/c 9",
     BIT(ASSUME_RANDOM_FLOW), false},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: staged, switch: exponential 10 s, prep: 1 min, stages: {prep: 2}}\n",
     "stages.start M/M/1 1, ~stages.prep G/G/c 2, ~stages.box G/G/c 1",
     BIT(ASSUME_KNOWN_SERVICE) | BIT(ASSUME_RANDOM_FLOW), false},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: staged, prep: 1 min, stages: {prep: 2}, in_flight: 7}\n",
     "", BIT(ASSUME_NO_ADMISSION), true},

    /* As many cooks as orders. */
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited, prep: 1 min}\novens: {bake: 1 min}\n",
     "worktops M/G/infinity, ovens M/G/infinity", 0, false},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited, worktops: 1, sharing: even, prep: 1 "
     "min}\n",
     "worktops M/G/c-PS 1", 0, false},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited, worktops: 2, sharing: even, prep: 1 "
     "min,\n"
     "          box: 30 s}\novens: {bake: 1 min}\n",
     "ovens M/G/infinity, worktops M/G/c-PS 2", 0, false},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited, worktops: 2, sharing: even, prep: 1 "
     "min,\n"
     "          box: 30 s}\novens: {bake: 1 min, places: 1}\n",
     "~ovens M/D/1 1, ~worktops M/G/c-PS 2", BIT(ASSUME_RANDOM_FLOW), false},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited, worktops: 1, prep: 1 min}\n",
     "worktops M/D/1 1", 0, false},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited, worktops: 1, prep: 50 s, box: 9 s}\n",
     "", BIT(ASSUME_ONE_VISIT), true},
    {"callers: {arrivals: 48 per hour}\n"
     "kitchen: {policy: cook_per_order, cooks: unlimited, prep: 1 min, crowding: {coherency: "
     "1e-5}}\n",
     "", BIT(ASSUME_STEADY_SPEED), true},
};

static void read_scenario(struct scenario *scenario, const char *yaml)
{
    char text[1024];
    struct complaints complaints;
    snprintf(text, sizeof text, "%s%s", WARMED, yaml);
    if (!scenario_read_text(scenario, "test", text, strlen(text), NULL, 0, &complaints)) {
        complaints_print(&complaints, stderr);
        fail_msg("the scenario has errors");
    }
    complaints_free(&complaints);
}

static void spell_stops(const struct chain *chain, char *text, size_t room)
{
    size_t length = 0;
    text[0] = '\0';
    for (size_t n = 0; n < chain->count && length < room; n++) {
        const struct stop *stop = &chain->stops[n];
        length += (size_t)snprintf(text + length, room - length, "%s%s%s %s", n > 0 ? ", " : "",
                                   stop->exact ? "" : "~", resource_names[0][stop->at],
                                   queue_model_names[stop->model]);
        if (isfinite(stop->servers) && length < room)
            length += (size_t)snprintf(text + length, room - length, " %g", stop->servers);
    }
}

static void spell_violated(unsigned violated)
{
    for (int n = 0; n < ASSUMPTIONS; n++)
        if (violated & BIT(n))
            print_error(" %s", assumption_names[n]);
    print_error("\n");
}

static void models_are_recognised_and_near_misses_are_not(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t n = 0; n < sizeof recognitions / sizeof *recognitions; n++) {
        const struct recognition *expected = &recognitions[n];
        struct scenario scenario;
        struct workload load;
        struct chain chain;
        char stops[512];
        read_scenario(&scenario, expected->yaml);
        workload_of(&load, &scenario.variants[0].world);
        chain_of(&chain, &load);
        spell_stops(&chain, stops, sizeof stops);
        if (strcmp(stops, expected->stops) != 0 || chain.violated != expected->violated ||
            chain.kitchen == expected->phone_only) {
            print_error("%s: %s\nviolated:", expected->yaml, stops);
            spell_violated(chain.violated);
            wrong++;
        }
        scenario_free(&scenario);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(models_are_recognised_and_near_misses_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
