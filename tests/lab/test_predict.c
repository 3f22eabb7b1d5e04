/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What theory says of a kitchen: capacities, bounds and gains worked out by hand, which closed
 * networks are recognised, and that simulation agrees wherever a result is exact.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lab/verdict.h"
#include "models/scenario.h"
#include "tests/models/random_world.h"

struct example {
    struct scenario scenario;
    struct theory theory;
};

static struct example example_of(const char *yaml)
{
    struct example example;
    struct complaints complaints;
    if (!scenario_read_text(&example.scenario, "test", yaml, strlen(yaml), NULL, 0, &complaints)) {
        complaints_print(&complaints, stderr);
        fail_msg("the scenario has errors");
    }
    complaints_free(&complaints);
    theory_of(&example.theory, &example.scenario.variants[0].world);
    return example;
}

/* How many predictions differ from simulation; approximations count only where asked for. */
static size_t differing(const struct theory *theory, const struct result *result, size_t variant,
                        bool roughly)
{
    size_t compared = verdict_comparisons(theory, result, variant), wrong = 0;
    for (size_t n = 0; n < theory->count + theory->stations; n++) {
        bool measure = n < theory->count;
        const struct station *station = &theory->station[measure ? 0 : n - theory->count];
        struct prediction p = measure ? theory->list[n] : prediction_of_use(station);
        struct estimate simulated = measure ? simulated_measure(result, variant, &p)
                                            : simulated_use(result, variant, station);
        if (verdict_of(&p, &simulated, 0.99, compared) != VERDICT_DIFFERS ||
            (p.certainty == CERTAIN_ROUGHLY && !roughly))
            continue;
        print_error("%s: %g, simulated %g +- %g\n",
                    measure ? p.measure : resource_names[0][station->limit.resource], p.value,
                    simulated.mean, simulated.half_width);
        wrong++;
    }
    return wrong;
}

/* Whether what theory says exactly agrees with simulation, and there is something. */
static bool agrees(const char *yaml)
{
    struct example e = example_of(yaml);
    struct result result;
    assert_true(experiment_run(&result, &e.scenario, &(struct experiment_options){.threads = 1}));
    bool exact = e.theory.exact || e.theory.saturated.model != SATURATED_UNKNOWN;
    size_t wrong = differing(&e.theory, &result, 0, true);
    if (!exact || wrong > 0)
        print_error("%s: %s\n", exact ? "differs" : "not exact", yaml);
    result_free(&result);
    scenario_free(&e.scenario);
    return exact && wrong == 0;
}

#define LONG "hours: 1000 h\nwarmup: 100 h\nanalysis: {replications: 10}\n"
#define CALLS LONG "callers: {arrivals: 48 per hour}\n"
#define ENDLESS "kitchen: {policy: cook_per_order, cooks: unlimited}\n"

static void simulation_agrees_with_exact_results(void **state)
{
    (void)state;
    static const char *const scenarios[] = {
        CALLS "kitchen: {prep: exponential 1 min}\n",
        CALLS "kitchen: {cooks: 3, prep: exponential 3 min}\n",
        CALLS "kitchen: {policy: event_driven, prep: 1 min}\ndelivery: {ride: 20 min}\n",
        CALLS "kitchen: {cooks: 3, prep: 3 min}\n",
        CALLS "kitchen: {prep: gamma 30 s cv 0.5, box: lognormal 20 s cv 2}\n",
        CALLS "kitchen: {cooks: 3, prep: exponential 2.5 min, crowding: {contention: 0.1}}\n",
        CALLS "kitchen: {prep: 40 s}\novens: {bake: exponential 10 s}\n"
              "recipes: {a: {share: 3}, b: {prep: 80 s}}\n",
        CALLS "call_center: {agents: 3, call: exponential 3 min}\n"
              "kitchen: {cooks: 1, prep: uniform 30 s to 90 s}\n",
        CALLS "call_center: {agents: 2, call: 2 min}\n" ENDLESS,
        CALLS "call_center: {agents: 1, call: exponential 1 min}\n"
              "kitchen: {cooks: 1, prep: exponential 50 s}\n",
        LONG "callers: {arrivals: 48 per hour, patience: exponential 5 min}\n"
             "call_center: {agents: 2, call: exponential 3 min}\n" ENDLESS,
        LONG "callers: {arrivals: 48 per hour, lines: 5}\n"
             "call_center: {agents: 2, call: exponential 3 min}\n" ENDLESS,
        LONG "callers: {arrivals: 48 per hour, lines: 5, patience: exponential 5 min}\n"
             "call_center: {agents: 2, call: exponential 3 min}\n" ENDLESS,
        LONG "callers: {arrivals: 48 per hour, lines: 5}\n"
             "call_center: {agents: 9, call: lognormal 5 min cv 2}\n" ENDLESS,
        CALLS "kitchen: {policy: event_driven, prep: 1 min}\n"
              "ovens: {bake: gamma 30 min cv 1}\ndelivery: {ride: uniform 5 min to 9 min}\n",
        CALLS
        "kitchen: {policy: green_threads, cooks: 2, prep: exponential 2 min}\n"
        "ovens: {bake: exponential 1 min, places: 2}\ndelivery: {couriers: 12, ride: exponential "
        "9 min, return: 0 s}\n",
        CALLS "kitchen: {policy: event_driven, cooks: 2, box: 2 min}\n",
        CALLS "kitchen: {policy: event_driven, prep: exponential 1 min}\n"
              "delivery: {couriers: 9, ride: exponential 5 min}\n", /* and 5 min back */
        CALLS "kitchen: {policy: staged, switch: exponential 40 s}\n"
              "warehouse: {clerks: 8, fetch: exponential 8 min}\n",
        CALLS "kitchen: {policy: staged, prep: exponential 1 min, box: 20 s, stages: {prep: 2}}\n"
              "warehouse: {fetch: 3 min}\novens: {bake: exponential 5 min, places: 6}\n",
        CALLS "kitchen: {policy: cook_per_order, cooks: unlimited, worktops: 2, sharing: even,\n"
              "          prep: gamma 1 min cv 2, box: 30 s}\novens: {bake: 1 min}\n"
              "memory: {per_cook: 2 MiB, per_order: 1 KiB}\n",
        CALLS "kitchen: {policy: cook_per_order, cooks: unlimited, worktops: 1, prep: 1 min}\n",
        CALLS "call_center: {agents: 1, call: 50 s, rail: 0}\nkitchen: {prep: 1 min}\n",
        /* More than can be done. */
        CALLS "kitchen: {cooks: 4, prep: gamma 2 min cv 1}\novens: {bake: 4 min}\n",
        CALLS "kitchen: {cooks: 4, prep: gamma 2 min cv 1}\n"
              "ovens: {bake: exponential 4 min, places: 2}\n",
        CALLS "kitchen: {cooks: 6, worktops: 2, sharing: even, prep: 3 min, box: 1 min}\n"
              "delivery: {couriers: 6, ride: 2 min, return: 0 s}\n",
        CALLS "kitchen: {cooks: 4, worktops: 1, prep: exponential 1 min}\n"
              "ovens: {bake: exponential 2 min, places: 1}\nwarehouse: {fetch: 1 min}\n",
        CALLS "kitchen: {policy: event_driven, in_flight: 4, prep: exponential 1 min}\n"
              "ovens: {bake: exponential 2 min, places: 1}\n",
        CALLS "kitchen: {policy: staged, in_flight: 4, prep: exponential 1 min}\n"
              "ovens: {bake: exponential 2 min, places: 1}\n",
        CALLS "kitchen: {policy: cook_per_order, cooks: 4, prep: 4 min,\n"
              "          crowding: {contention: 0.2, coherency: 0.01}}\n",
        CALLS "call_center: {agents: 1, call: exponential 1 min, rail: 2}\n"
              "kitchen: {prep: exponential 75 s}\n",
    };
    size_t wrong = 0;
    for (size_t n = 0; n < sizeof scenarios / sizeof *scenarios; n++)
        wrong += !agrees(scenarios[n]);
    assert_int_equal(wrong, 0);
}

/* Every built-in scenario keeps the bounds; where a result is exact, simulation agrees. */
static void built_in_scenarios_keep_the_bounds(void **state)
{
    (void)state;
    const struct override few = {"analysis.replications", "4"};
    for (size_t n = 0; n < builtin_count(); n++) {
        struct scenario scenario;
        struct complaints complaints;
        struct result result;
        assert_true(scenario_read(&scenario, builtin_at(n)->name, &few, 1, &complaints));
        complaints_free(&complaints);
        assert_true(experiment_run(&result, &scenario, &(struct experiment_options){.threads = 2}));
        for (size_t v = 0; v < scenario.variant_count; v++) {
            struct theory theory;
            theory_of(&theory, &scenario.variants[v].world);
            if (differing(&theory, &result, v, false) > 0)
                fail_msg("%s, %s", builtin_at(n)->name, scenario.variants[v].name);
        }
        result_free(&result);
        scenario_free(&scenario);
    }
}

/* No day of any world has more than what is the most; and nothing that is said is infinite. */
static void random_worlds_keep_the_bounds(void **state)
{
    (void)state;
    size_t bounds = 0;
    for (uint64_t seed = 0; seed < 3000; seed++) {
        struct random_world random;
        struct variant variant = {.name = "random"};
        struct scenario scenario = {.title = "random",
                                    .replications = 6,
                                    .confidence = 0.9999,
                                    .variant_count = 1,
                                    .variants = &variant};
        struct result result;
        struct theory theory;
        random_world(&random, seed);
        variant.world = random.world;
        theory_of(&theory, &variant.world);
        assert_true(experiment_run(&result, &scenario, &(struct experiment_options){.threads = 1}));
        for (size_t n = 0; n < theory.count + theory.stations; n++) {
            bool measure = n < theory.count;
            const struct station *station = &theory.station[measure ? 0 : n - theory.count];
            struct prediction p = measure ? theory.list[n] : prediction_of_use(station);
            struct estimate simulated =
                measure ? simulated_measure(&result, 0, &p) : simulated_use(&result, 0, station);
            assert_true(p.certainty == CERTAIN_NOT || isfinite(p.value));
            bounds += p.certainty == CERTAIN_AT_MOST && simulated.n > 1;
            if (p.certainty == CERTAIN_AT_MOST &&
                verdict_of(&p, &simulated, 0.9999, 10) == VERDICT_DIFFERS)
                fail_msg("world %u, %s: at most %g, simulated %g +- %g", (unsigned)seed,
                         measure ? p.measure : resource_names[0][station->limit.resource], p.value,
                         simulated.mean, simulated.half_width);
        }
        result_free(&result);
    }
    assert_true(bounds > 5000);
}

/*
 * An order: 5 min on the phone, fetched for 2, prepared 15, baked 30, boxed 1, ridden 20 and 20
 * back: 16 min of work and 52 of waits. 12 cooks who wait manage 12/68 a minute, who do not 12/16.
 */
#define SHOP                                                                                       \
    "hours: 10 h\n"                                                                                \
    "call_center: {agents: 6, call: 5 min}\n"                                                      \
    "warehouse: {fetch: 2 min}\n"                                                                  \
    "ovens: {places: 20, bake: 30 min}\n"                                                          \
    "delivery: {couriers: 40, ride: 20 min}\n"
#define WAITING "kitchen: {cooks: 12, prep: 15 min, box: 1 min}\n"
#define WORKING "kitchen: {policy: event_driven, cooks: 12, prep: 15 min, box: 1 min}\n"

static void assert_near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-9 * fabs(expected)))
        fail_msg("%.15g, not %.15g", value, expected);
}

static const struct station *station_at(const struct theory *theory, enum resource resource)
{
    for (size_t n = 0; n < theory->stations; n++)
        if (theory->station[n].limit.resource == resource)
            return &theory->station[n];
    fail_msg("no %s", resource_names[0][resource]);
    return NULL;
}

static void stations_and_bounds_by_hand(void **state)
{
    (void)state;
    struct example e = example_of(SHOP WORKING "callers: {arrivals: 30 per hour}\n");
    const struct theory *t = &e.theory;
    assert_int_equal(t->demand, DEMAND_MET);
    assert_int_equal(t->stations, 4);
    assert_near(station_at(t, RESOURCE_AGENTS)->load, 2.5);
    assert_near(station_at(t, RESOURCE_AGENTS)->use, 2.5 / 6);
    assert_near(station_at(t, RESOURCE_COOKS)->limit.per_hour, 45);
    assert_near(station_at(t, RESOURCE_COOKS)->load, 8);
    assert_near(station_at(t, RESOURCE_OVENS)->limit.per_hour, 40);
    assert_near(station_at(t, RESOURCE_OVENS)->load, 15);
    assert_near(station_at(t, RESOURCE_COURIERS)->load, 20);
    assert_near(t->throughput_most * 3600, 30);
    assert_near(t->time_least, 73 * 60);
    assert_int_equal(t->tightest.resource, RESOURCE_OVENS);
    assert_near(t->tightest_wait, mmc_wait(20, 15, 1800) / 2);
    assert_near(theory_find(t, "time.total.mean")->value, 73 * 60 + t->tightest_wait);
    assert_int_equal(theory_find(t, "time.total.mean")->certainty, CERTAIN_ROUGHLY);
    assert_null(theory_find(t, "time.ticket.mean"));
    scenario_free(&e.scenario);
}

static void the_gain_by_hand(void **state)
{
    (void)state;
    struct example e = example_of(SHOP WAITING "callers: {arrivals: 30 per hour}\n");
    const struct gain *gain = &e.theory.gain;
    assert_near(gain->works, 16 * 60);
    assert_near(gain->waits, 52 * 60);
    assert_near(gain->most, 1 + 52.0 / 16);
    assert_true(gain->limited && gain->next.resource == RESOURCE_OVENS);
    assert_near(gain->here, 40 / (12 * 60.0 / 68)); /* the ovens manage less than 45 */
    assert_near(gain->vanishes, 40.0 / 60 * 68);    /* 45 cooks who wait fill the ovens */
    assert_near(gain->waiting_cooks, 34);
    assert_near(gain->working_cooks, 8);
    scenario_free(&e.scenario);
    e = example_of(SHOP "callers: {arrivals: 30 per hour}\n"
                        "kitchen: {cooks: 46, prep: 15 min, box: 1 min}\n");
    assert_near(e.theory.gain.here, 1);
    scenario_free(&e.scenario);
    e = example_of("callers: {arrivals: 30 per hour}\n"
                   "kitchen: {policy: cook_per_order, cooks: unlimited, prep: 1 min}\n");
    assert_true(isnan(e.theory.gain.here) && !e.theory.gain.limited && e.theory.gain.most == 1);
    scenario_free(&e.scenario);
}

/* What takes long to prepare may take long to bake: their spreads do not add up. */
static void steps_of_a_recipe_depend_on_each_other(void **state)
{
    (void)state;
    const char *shop = CALLS "kitchen: {policy: event_driven, prep: 1 min}\n%s"
                             "recipes: {small: {}, large: {prep: 65 s, bake: 20 min}}\n";
    char text[512];
    snprintf(text, sizeof text, shop, "ovens: {bake: 10 min}\n");
    struct example e = example_of(text);
    assert_true(e.theory.exact);
    assert_non_null(theory_find(&e.theory, "time.total.mean"));
    assert_null(theory_find(&e.theory, "time.total.sd"));
    scenario_free(&e.scenario);
    e = example_of(CALLS "kitchen: {policy: event_driven, prep: 1 min}\novens: {bake: 10 min}\n");
    assert_non_null(theory_find(&e.theory, "time.total.sd"));
    scenario_free(&e.scenario);
}

static void what_comes_and_what_is_managed(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        enum demand demand;
    } cases[] = {
        {SHOP WAITING "callers: {arrivals: 10 per hour}\n", DEMAND_MET},
        {SHOP WAITING "callers: {arrivals: {00:00: 4 per hour, 08:00: 20 per hour}}\n",
         DEMAND_ABOVE_AT_PEAK},
        {SHOP WAITING "callers: {arrivals: 11 per hour}\n", DEMAND_PILES_UP},
        /* Callers can be lost, but tickets pile up without them noticing. */
        {SHOP WAITING "callers: {arrivals: 11 per hour, lines: 8}\n", DEMAND_PILES_UP},
        {"hours: 10 h\ncallers: {arrivals: 11 per hour, lines: 8}\n"
         "call_center: {agents: 2, rail: 3, call: 5 min}\nkitchen: {prep: 6 min}\n",
         DEMAND_TURNED_AWAY},
        {"hours: 10 h\ncallers: {arrivals: 11 per hour, patience: 8 min}\n"
         "call_center: {agents: 2, rail: 3, call: 5 min}\nkitchen: {prep: 6 min}\n",
         DEMAND_TURNED_AWAY},
        {"hours: 10 h\ncallers: {arrivals: 11 per hour}\n"
         "call_center: {agents: 2, rail: 3, call: 5 min}\nkitchen: {prep: 6 min}\n",
         DEMAND_PILES_UP},
        /* Each by itself could; four orders at two single servers are 4/5 of that. */
        {"hours: 10 h\ncallers: {arrivals: 9 per hour}\n"
         "kitchen: {cooks: 4, worktops: 1, prep: exponential 6 min}\n"
         "ovens: {places: 1, bake: exponential 6 min}\n",
         DEMAND_PILES_UP},
        {"hours: 10 h\ncallers: {arrivals: 7.9 per hour}\n"
         "kitchen: {cooks: 4, worktops: 1, prep: exponential 6 min}\n"
         "ovens: {places: 1, bake: exponential 6 min}\n",
         DEMAND_MET},
        /* Just as many. */
        {"hours: 10 h\ncallers: {arrivals: 10 per hour}\nkitchen: {prep: 6 min}\n",
         DEMAND_PILES_UP},
        /* The phone lets no more in than the kitchen manages. */
        {"hours: 10 h\ncallers: {arrivals: 30 per hour, patience: exponential 5 min}\n"
         "call_center: {agents: 1, call: 4 min}\nkitchen: {prep: 3 min}\n",
         DEMAND_TURNED_AWAY},
        {"hours: 10 h\ncallers: {arrivals: 30 per hour, patience: exponential 5 min}\n"
         "call_center: {agents: 1, call: 2 min}\nkitchen: {prep: 3 min}\n",
         DEMAND_PILES_UP},
        /* Too few ovens hold up cooks who watch them, and nobody else. */
        {"hours: 10 h\ncallers: {arrivals: 11 per hour, lines: 8}\n"
         "call_center: {agents: 2, rail: 3, call: 5 min}\nkitchen: {cooks: 9, prep: 6 min}\n"
         "ovens: {places: 1, bake: 6 min}\n",
         DEMAND_TURNED_AWAY},
        {"hours: 10 h\ncallers: {arrivals: 11 per hour, lines: 8}\n"
         "call_center: {agents: 2, rail: 3, call: 5 min}\n"
         "kitchen: {policy: event_driven, cooks: 9, prep: 6 min}\n"
         "ovens: {places: 1, bake: 6 min}\n",
         DEMAND_PILES_UP},
        {"hours: 10 h\ncallers: {arrivals: 11 per hour, lines: 8}\n"
         "call_center: {agents: 2, rail: 3, call: 5 min}\n"
         "kitchen: {policy: event_driven, cooks: 9, prep: 6 min, in_flight: 20}\n"
         "ovens: {places: 1, bake: 6 min}\n",
         DEMAND_TURNED_AWAY},
    };
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        struct example e = example_of(cases[n].yaml);
        if (e.theory.demand != cases[n].demand)
            fail_msg("%s: %d, not %d", cases[n].yaml, e.theory.demand, cases[n].demand);
        scenario_free(&e.scenario);
    }
}

/* What is delivered where there is always a ticket; near misses are not known. */
static void saturated_kitchens(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        enum saturated_model model;
        double per_hour; /* 0: worked out by a formula, see test_queueing.c */
    } cases[] = {
        {"kitchen: {cooks: 4, prep: gamma 2 min cv 1}\novens: {bake: 4 min}\n", SATURATED_BUSY, 40},
        {"kitchen: {cooks: 9, prep: 2 min}\novens: {bake: 4 min}\n", SATURATED_UNKNOWN, 0},
        {"kitchen: {cooks: 4, prep: 2 min}\novens: {places: 4, bake: 4 min}\n", SATURATED_BUSY, 40},
        {"kitchen: {cooks: 4, prep: 2 min}\novens: {places: 3, bake: exponential 4 min}\n",
         SATURATED_FINITE, 0},
        {"kitchen: {cooks: 4, prep: 2 min}\novens: {places: 3, bake: 4 min}\n", SATURATED_UNKNOWN,
         0},
        {"kitchen: {cooks: 4, prep: 2 min, box: 4 min, worktops: 2, sharing: even}\n",
         SATURATED_FINITE, 20},
        {"kitchen: {cooks: 4, prep: 2 min, box: 4 min, worktops: 2}\n", SATURATED_UNKNOWN, 0},
        {"kitchen: {cooks: 4, prep: exponential 6 min, worktops: 2}\n", SATURATED_FINITE, 20},
        {"kitchen: {cooks: 4, prep: exponential 6 min, worktops: 1}\n"
         "ovens: {places: 1, bake: exponential 1 s}\n",
         SATURATED_NETWORK, 0},
        {"kitchen: {cooks: 4, prep: exponential 6 min, worktops: 2}\n"
         "ovens: {places: 1, bake: exponential 1 s}\n",
         SATURATED_UNKNOWN, 0},
        {"kitchen: {cooks: 4, prep: 2 min}\ndelivery: {couriers: 3, ride: exponential 4 min}\n",
         SATURATED_UNKNOWN, 0},
        {"kitchen: {cooks: 4, prep: 2 min}\n"
         "delivery: {couriers: 3, ride: exponential 4 min, return: 0 s}\n",
         SATURATED_FINITE, 0},
        {"kitchen: {policy: event_driven, in_flight: 4, prep: exponential 1 min}\n"
         "ovens: {bake: 5 min}\n",
         SATURATED_FINITE, 0},
        {"kitchen: {policy: event_driven, in_flight: 4, prep: 1 min}\novens: {bake: 5 min}\n",
         SATURATED_UNKNOWN, 0},
        {"kitchen: {policy: event_driven, cooks: 9, in_flight: 4, prep: 1 min, box: 1 min}\n"
         "ovens: {bake: 5 min}\n",
         SATURATED_UNKNOWN, 0},
        {"kitchen: {policy: staged, in_flight: 4, prep: exponential 1 min, box: exponential 1 "
         "min}\n"
         "ovens: {bake: 5 min}\n",
         SATURATED_NETWORK, 0},
        {"kitchen: {policy: cook_per_order, cooks: 4, prep: 3 min, crowding: {contention: 0.5}}\n",
         SATURATED_BUSY, 4 * 60 / 7.5},
        /* Orders that ride without their cook are still in flight. */
        {"kitchen: {policy: event_driven, cooks: 4, prep: 6 min, blocking: [warehouse, oven]}\n"
         "delivery: {ride: 1 h}\n",
         SATURATED_BUSY, 40},
        {"kitchen: {policy: event_driven, cooks: 4, prep: 6 min, blocking: [warehouse, oven],\n"
         "          in_flight: 3}\ndelivery: {ride: 1 h}\n",
         SATURATED_UNKNOWN, 0},
        {"call_center: {agents: 1, call: exponential 80 s}\nkitchen: {prep: exponential 80 s}\n",
         SATURATED_UNKNOWN, 0}, /* calls are no faster than cooks */
        {"call_center: {agents: 2, call: exponential 80 s}\nkitchen: {prep: exponential 80 s}\n",
         SATURATED_BUSY, 45},
        {"call_center: {agents: 1, rail: 0, call: exponential 80 s}\n"
         "kitchen: {prep: exponential 80 s}\n",
         SATURATED_BLOCKING, 30},
        {"call_center: {agents: 1, rail: 0, call: exponential 80 s}\nkitchen: {prep: 80 s}\n",
         SATURATED_UNKNOWN, 0},
    };
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        char yaml[1024];
        snprintf(yaml, sizeof yaml, "callers: {arrivals: 48 per hour}\n%s", cases[n].yaml);
        struct example e = example_of(yaml);
        const struct saturated *saturated = &e.theory.saturated;
        bool right = saturated->model == cases[n].model &&
                     (cases[n].per_hour == 0 ||
                      fabs(saturated->per_second * 3600 / cases[n].per_hour - 1) < 1e-9);
        if (!right)
            fail_msg("%s: model %d, %g an hour", cases[n].yaml, saturated->model,
                     saturated->per_second * 3600);
        scenario_free(&e.scenario);
    }
}

/* Ten values with a mean of 10, a deviation of 1 and thus an error of 0.316. */
static void verdicts(void **state)
{
    (void)state;
    const struct estimate simulated = {.mean = 10, .half_width = 0.715, .sd = 1, .n = 10};
    const struct estimate constant = {.mean = 10, .half_width = 0, .sd = 0, .n = 2};
    const struct estimate single = {.mean = 10, .half_width = NAN, .sd = NAN, .n = 1};
    static const struct {
        double value, slack;
        enum certainty certainty;
        size_t comparisons;
        enum verdict verdict;
    } cases[] = {
        {10.7, 0, CERTAIN_EXACT, 1, VERDICT_AGREES},
        {10.8, 0, CERTAIN_EXACT, 1, VERDICT_DIFFERS},
        {10.8, 0, CERTAIN_EXACT, 5, VERDICT_AGREES},
        {10.8, 0.1, CERTAIN_EXACT, 1, VERDICT_AGREES},
        {9.2, 0, CERTAIN_ROUGHLY, 1, VERDICT_DIFFERS},
        {9.2, 0, CERTAIN_AT_LEAST, 1, VERDICT_AGREES},
        {9.2, 0, CERTAIN_AT_MOST, 1, VERDICT_DIFFERS},
        {10.8, 0, CERTAIN_AT_LEAST, 1, VERDICT_DIFFERS},
        {10.8, 0, CERTAIN_AT_MOST, 1, VERDICT_AGREES},
        {10, 0, CERTAIN_NOT, 1, VERDICT_NONE},
        {NAN, 0, CERTAIN_EXACT, 1, VERDICT_NONE},
    };
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        struct prediction p = {"throughput", cases[n].value, cases[n].certainty, cases[n].slack};
        if (verdict_of(&p, &simulated, 0.95, cases[n].comparisons) != cases[n].verdict)
            fail_msg("case %zu", n);
    }
    struct prediction p = {"throughput", 10 + 1e-7, CERTAIN_EXACT, 0};
    assert_int_equal(verdict_of(&p, &constant, 0.95, 1), VERDICT_AGREES);
    assert_int_equal(verdict_of(&p, &single, 0.95, 1), VERDICT_NONE);
    p.value = 10.001;
    assert_int_equal(verdict_of(&p, &constant, 0.95, 1), VERDICT_DIFFERS);
}

/* A theory of another kitchen is found out. */
static void simulation_disagrees_with_another_theory(void **state)
{
    (void)state;
    struct example e = example_of(CALLS "kitchen: {prep: exponential 1 min}\n");
    struct example other = example_of(CALLS "kitchen: {prep: exponential 57 s}\n");
    struct result result;
    assert_true(experiment_run(&result, &e.scenario, &(struct experiment_options){.threads = 1}));
    assert_int_equal(differing(&e.theory, &result, 0, true), 0);
    assert_true(differing(&other.theory, &result, 0, true) >= 4);
    result_free(&result);
    scenario_free(&e.scenario);
    scenario_free(&other.scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(simulation_agrees_with_exact_results),
        cmocka_unit_test(simulation_disagrees_with_another_theory),
        cmocka_unit_test(built_in_scenarios_keep_the_bounds),
        cmocka_unit_test(random_worlds_keep_the_bounds),
        cmocka_unit_test(stations_and_bounds_by_hand),
        cmocka_unit_test(the_gain_by_hand),
        cmocka_unit_test(steps_of_a_recipe_depend_on_each_other),
        cmocka_unit_test(what_comes_and_what_is_managed),
        cmocka_unit_test(saturated_kitchens),
        cmocka_unit_test(verdicts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
