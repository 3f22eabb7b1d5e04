/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results made up for tests. */
#include "tests/report/example.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/measures.h"

void example_begin(struct example *example, const char *text, uint32_t replications)
{
    struct complaints complaints;
    if (!scenario_read_text(&example->scenario, "test", text, strlen(text), NULL, 0, &complaints)) {
        complaints_print(&complaints, stderr);
        fail_msg("the scenario has errors");
    }
    complaints_free(&complaints);
    size_t cells = example->scenario.variant_count * measure_count();
    example->result = (struct result){
        .scenario = &example->scenario,
        .replications = replications,
        .planned = replications,
        .precise = true,
        .own = calloc(cells, sizeof *example->result.own),
        .paired = calloc(cells, sizeof *example->result.paired),
    };
    assert_non_null(example->result.own);
    assert_non_null(example->result.paired);
}

void example_free(struct example *example)
{
    result_free(&example->result);
    scenario_free(&example->scenario);
}

static double value_of(const struct sim_moments *moments, uint32_t replication)
{
    /* Two values of the same distance from the mean, in turn. */
    double deviation = moments->count > 1 ? sqrt(moments->squares / (double)moments->count) : 0;
    return moments->mean + (replication % 2 ? deviation : -deviation);
}

void example_set(struct example *example, size_t variant, const char *measure, double mean,
                 double deviation)
{
    size_t index = measure_find(measure);
    if (index == measure_count())
        fail_msg("no measure %s", measure);
    struct result *result = &example->result;
    struct sim_moments *own = &result->own[variant * measure_count() + index];
    struct sim_moments *paired = &result->paired[variant * measure_count() + index];
    *own = *paired = (struct sim_moments){0};
    for (uint32_t r = 0; r < result->replications; r++)
        sample_add(own, mean + (r % 2 ? deviation : -deviation));
    for (uint32_t r = 0; variant > 0 && result->own[index].count > 0 && r < result->replications;
         r++)
        sample_add(paired,
                   mean + (r % 2 ? deviation : -deviation) - value_of(&result->own[index], r));
}

/* Means and deviations of one measure in every variant. */
struct row {
    const char *measure;
    double values[3][2];
};

static void fill(struct example *example, const struct row *rows, size_t count)
{
    for (size_t n = 0; n < count; n++)
        for (size_t v = 0; v < example->scenario.variant_count; v++)
            example_set(example, v, rows[n].measure, rows[n].values[v][0], rows[n].values[v][1]);
}

void example_kitchens(struct example *example)
{
    static const char text[] =
        "title: Two kitchens\n"
        "open: 11:00\n"
        "hours: 3 h\n"
        "seed: 7\n"
        "callers: {arrivals: {11:00: 20 per hour, 12:00: 60 per hour, 13:00: 30 per hour}}\n"
        "kitchen: {cooks: 12, prep: 15 min, box: 1 min}\n"
        "warehouse: {fetch: 2 min}\n"
        "ovens: {places: 20, bake: 30 min}\n"
        "delivery: {ride: 20 min}\n"
        "variants:\n"
        "  Apach' Hut: {kitchen.policy: synchronous}\n"
        "  Ngin O' Pepperonix: {kitchen.policy: event_driven, kitchen.switch: 20 s}\n";
    static const struct row rows[] = {
        {"calls.offered", {{400, 8}, {400, 8}}},
        {"calls.refused", {{100.25, 4}, {0, 0}}},
        {"calls.abandoned", {{88, 4}, {12, 3}}},
        {"orders.received", {{212, 5}, {388, 6}}},
        {"orders.delivered", {{212, 5}, {388, 6}}},
        {"orders.unfinished", {{0, 0}, {0, 0}}},
        {"throughput", {{0.0031, 0.0001}, {0.0101, 0.0003}}},
        {"time.total.mean", {{6612, 60}, {4212, 20}}},
        {"time.total.p50", {{6600, 90}, {4200, 30}}},
        {"time.total.p95", {{9000, 200}, {8990, 60}}},
        {"time.total.p99", {{12345.678, 500}, {9700, 80}}},
        {"time.hold.mean", {{180, 20}, {31, 4}}},
        {"time.kitchen.mean", {{3000, 20}, {3200, 20}}},
        {"cooks.working", {{0.24, 0.01}, {0.71, 0.02}}},
        {"cooks.switching", {{0, 0}, {0.04, 0.001}}},
        {"cooks.waiting.warehouse", {{0.03, 0.001}, {0, 0}}},
        {"cooks.waiting.worktop", {{0, 0}, {0, 0}}},
        {"cooks.waiting.oven", {{0.47, 0.01}, {0, 0}}},
        {"cooks.waiting.courier", {{0, 0}, {0, 0}}},
        {"cooks.waiting.customer", {{0.21, 0.01}, {0, 0}}},
        {"cooks.idle", {{0.05, 0.02}, {0.25, 0.02}}},
        {"cooks.present", {{12, 0}, {12, 0}}},
        {"ovens.busy", {{0.29, 0.01}, {0.84, 0.02}}},
        {"queue.oven", {{0, 0}, {1.25, 0.5}}},
        {"queue.oven.max", {{0, 0}, {6, 2}}},
        {"in_flight", {{10.4, 0.2}, {34.567, 1}}},
        {"memory.mean", {{0, 0}, {0, 0}}},
        {"money.sales", {{2968, 70}, {5432, 84}}},
        {"money.profit", {{-123.4, 60}, {1234.5, 90}}},
    };
    example_begin(example, text, 6);
    fill(example, rows, sizeof rows / sizeof *rows);
}

void example_servers(struct example *example)
{
    static const char text[] = "title: Three servers\n"
                               "theme: datacenter\n"
                               "hours: 60 s\n"
                               "clients: {arrivals: 100 per second}\n"
                               "server: {workers: 60, compute: 10 ms, cores: 2}\n"
                               "api: {latency: 500 ms}\n"
                               "variants:\n"
                               "  Pool of 60: {server.policy: synchronous}\n"
                               "  Pool of 54 and a rather long name: {server.workers: 54}\n"
                               "  \xC3\x89v\xC3\xA9nements: {server.policy: event_driven}\n";
    static const struct row rows[] = {
        {"calls.offered", {{6000, 70}, {6000, 70}, {6000, 70}}},
        {"orders.received", {{6000, 70}, {5900, 70}, {6000, 70}}},
        {"orders.delivered", {{6000, 70}, {5900, 70}, {6000, 70}}},
        {"throughput", {{99, 1}, {97, 1}, {99, 1}}},
        {"time.total.mean", {{0.551, 0.004}, {1.9, 0.4}, {0.512, 0.001}}},
        {"time.total.p50", {{0.520, 0.002}, {1.5, 0.3}, {0.511, 0.001}}},
        {"time.total.p95", {{0.8, 0.02}, {4, 1}, {0.52, 0.001}}},
        {"time.total.p99", {{0.9, 0.03}, {5, 1}, {0.53, 0.001}}},
        {"workers.working", {{0.0167, 0.0001}, {0.0184, 0.0001}, {0.0167, 0.0001}}},
        {"workers.waiting.api", {{0.83, 0.01}, {0.92, 0.01}, {0, 0}}},
        {"workers.waiting.core", {{0.0002, 0.0001}, {0.0003, 0.0001}, {0.0002, 0.0001}}},
        {"workers.idle", {{0.15, 0.01}, {0.06, 0.01}, {0.98, 0.0001}}},
        {"workers.present", {{60, 0}, {54, 0}, {60, 0}}},
        {"cores.busy", {{0.5, 0.01}, {0.49, 0.01}, {0.5, 0.01}}},
        {"memory.mean", {{128.0 * 1024 * 1024, 1000}, {115e6, 1000}, {4096 * 1.5, 0}}},
    };
    example_begin(example, text, 10);
    fill(example, rows, sizeof rows / sizeof *rows);
}
