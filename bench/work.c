/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Shared work: with so many pieces under way, finish the next one, change the speed and begin
 * another. Nanoseconds for one such exchange, beside the yardstick.
 */
#include <stdio.h>

#include "bench/bench.h"
#include "bench/floor.h"
#include "sim/work.h"

enum { EXCHANGES = 1000000, TIMES = 3 };

static sim_time random_length(void)
{
    return sim_from_seconds(floor_exponential());
}

static void exchange(struct sim_work *work)
{
    for (long i = 0; i < EXCHANGES; i++) {
        sim_time now = sim_work_next(work);
        uint32_t subject = sim_work_finish(work, now);
        sim_work_speed(work, now, 1.0 / (double)(1 + i % 4));
        sim_work_begin(work, now, random_length(), subject);
    }
}

/* Nanoseconds an exchange, or a negative number when out of memory. */
static double measure(struct sim_work *work, uint32_t pieces)
{
    double times[TIMES];
    sim_work_clear(work);
    for (uint32_t subject = 1; subject <= pieces; subject++)
        if (!sim_work_begin(work, 0, random_length(), subject))
            return -1;
    for (int i = 0; i < TIMES; i++) {
        double start = bench_now();
        exchange(work);
        times[i] = (bench_now() - start) / EXCHANGES;
    }
    return bench_median(times, TIMES);
}

int main(void)
{
    floor_prepare();
    double start = bench_now();
    floor_serve(EXCHANGES);
    double floor = (bench_now() - start) / EXCHANGES;
    struct sim_work *work = sim_work_new();
    if (!work) {
        fprintf(stderr, "work: out of memory\n");
        return 1;
    }
    printf("shared work, ns an exchange (drawing the length included)\n");
    for (uint32_t pieces = 1; pieces <= 10000; pieces *= 10) {
        double ns = measure(work, pieces);
        printf("%6u under way: %6.1f, %5.2f floor jobs\n", pieces, ns, ns / floor);
    }
    sim_work_free(work);
    return 0;
}
