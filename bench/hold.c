/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The hold model (Jones 1986): with so many events pending, take the next and schedule another at
 * its instant plus a random increment. Nanoseconds for one such exchange, for sets of ten to a
 * million and several laws of the increment, and what a million costs more than ten.
 */
#include <math.h>
#include <stdio.h>

#include "bench/bench.h"
#include "bench/floor.h"
#include "sim/events.h"

enum { TIMES = 3, EXCHANGES = 2000000 };

static double exponential(void)
{
    return floor_exponential();
}

static double uniform(void)
{
    return 2 * floor_uniform();
}

static double triangular(void)
{
    return floor_uniform() + floor_uniform();
}

/* Nine short ones to one a hundred times as long. */
static double bimodal(void)
{
    return (floor_uniform() < 0.9 ? 0.1 : 10) * (0.9 + 0.2 * floor_uniform());
}

/* Three of four are the same, so that many events fall on one instant. */
static double mostly_equal(void)
{
    return floor_uniform() < 0.75 ? 1 : 2 * floor_uniform();
}

static const struct law {
    const char *name;
    double (*draw)(void);
} laws[] = {
    {"exponential", exponential}, {"uniform", uniform},           {"triangular", triangular},
    {"bimodal", bimodal},         {"mostly equal", mostly_equal},
};

enum { LAWS = sizeof laws / sizeof laws[0] };

static const size_t sizes[] = {2, 10, 100, 1000, 100000, 1000000};

enum { SIZES = sizeof sizes / sizeof sizes[0], TEN = 1 };

static void exchange(struct sim_events *events, const struct law *law, long times)
{
    struct sim_event event = {0};
    for (long i = 0; i < times; i++) {
        sim_events_pop(events, &event);
        sim_events_add(events, event.at + (sim_time)(law->draw() * 1e9), 0, event.kind,
                       event.subject);
    }
}

/* Nanoseconds an exchange, or a negative number when out of memory. */
static double measure(struct sim_events *events, const struct law *law, size_t size)
{
    sim_events_clear(events);
    for (size_t i = 0; i < size; i++)
        sim_events_add(events, (sim_time)(law->draw() * 1e9), 0, 0, (uint32_t)i);
    if (sim_events_failed(events))
        return -1;
    exchange(events, law, 2 * (long)size);
    double times[TIMES];
    for (int i = 0; i < TIMES; i++) {
        double start = bench_now();
        exchange(events, law, EXCHANGES);
        times[i] = (bench_now() - start) / EXCHANGES;
    }
    return bench_median(times, TIMES);
}

static double measure_floor(void)
{
    double start = bench_now();
    floor_serve(EXCHANGES);
    return (bench_now() - start) / EXCHANGES;
}

int main(void)
{
    floor_prepare();
    struct sim_events *events = sim_events_new();
    if (!events) {
        fprintf(stderr, "hold: out of memory\n");
        return 1;
    }
    double floors[LAWS];
    printf("hold model, ns an exchange (drawing the increment included); %zu bytes an event\n%-14s",
           sizeof(struct sim_events_slot) + sizeof(struct sim_events_chunk) / SIM_EVENTS_CHUNK,
           "pending:");
    for (size_t s = 0; s < SIZES; s++)
        printf("%10zu", sizes[s]);
    printf("%16s\n", "million : ten");
    for (size_t l = 0; l < LAWS; l++) {
        double ns[SIZES];
        printf("%-14s", laws[l].name);
        for (size_t s = 0; s < SIZES; s++) {
            ns[s] = measure(events, &laws[l], sizes[s]);
            printf("%10.1f", ns[s]);
        }
        printf("%16.2f\n", ns[SIZES - 1] / ns[TEN]);
        floors[l] = measure_floor();
    }
    printf("floor in the same run: %.1f ns a job\n", bench_median(floors, LAWS));
    sim_events_free(events);
    return 0;
}
