/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The yardstick's M/M/1 queue through the engine, with all that a model uses: the pending-event
 * set, a random stream and a distribution each for arrivals and service, a waiting line and a
 * server with their levels over time, and every job's time in the system in moments and a
 * histogram. Prints the time a job takes as a multiple of the yardstick's, the two being measured
 * in turns so that what else the machine does falls on both.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/bench.h"
#include "bench/floor.h"
#include "sim/dist.h"
#include "sim/events.h"
#include "sim/histogram.h"
#include "sim/line.h"
#include "sim/moments.h"
#include "sim/server.h"

enum { JOBS = 2000000, TIMES = 7, PLACES = 1 << 16 };

enum kind { ARRIVAL, DEPARTURE };

/* In seconds, by what they lead to: a load of 90 %, and 10 s in the system on average. */
static const double means[] = {[ARRIVAL] = 1 / 0.9, [DEPARTURE] = 1};

struct shop {
    struct sim_events *events;
    struct sim_random random[2]; /* by what the length drawn leads to */
    struct sim_dist dist[2];
    struct sim_line line;
    struct sim_server server;
    struct sim_moments moments;
    struct sim_histogram histogram;
    uint32_t free; /* the first free job, chained by links[].next */
    long served;
    struct sim_link links[PLACES];
    sim_time arrived[PLACES];
};

static bool open_shop(struct shop *shop)
{
    struct sim_events *events = sim_events_new();
    if (!events)
        return false;
    memset(shop, 0, sizeof *shop);
    shop->events = events;
    for (uint32_t kind = ARRIVAL; kind <= DEPARTURE; kind++) {
        sim_random_at(&shop->random[kind], &(struct sim_place){.seed = 1, .purpose = kind});
        sim_dist_exponential(&shop->dist[kind], means[kind]);
    }
    sim_server_resize(&shop->server, 0, 1);
    for (uint32_t job = 1; job + 1 < PLACES; job++)
        shop->links[job].next = job + 1;
    shop->free = 1;
    return true;
}

static void schedule(struct shop *shop, sim_time now, enum kind kind, uint32_t job)
{
    sim_time length = sim_dist_draw_from(&shop->dist[kind], &shop->random[kind]);
    sim_events_add(shop->events, sim_after(now, length), 0, kind, job);
}

static void serve(struct shop *shop, sim_time now, uint32_t job)
{
    sim_server_take(&shop->server, now);
    schedule(shop, now, DEPARTURE, job);
}

static void arrive(struct shop *shop, sim_time now)
{
    schedule(shop, now, ARRIVAL, 0);
    uint32_t job = shop->free;
    if (!job)
        return; /* 65,000 wait: not in the life of this machine */
    shop->free = shop->links[job].next;
    shop->arrived[job] = now;
    if (sim_server_free(&shop->server))
        serve(shop, now, job);
    else
        sim_line_push(&shop->line, shop->links, now, job);
}

static void depart(struct shop *shop, sim_time now, uint32_t job)
{
    sim_time stayed = now - shop->arrived[job];
    sim_moments_add(&shop->moments, sim_seconds(stayed));
    sim_histogram_add(&shop->histogram, stayed);
    shop->served++;
    shop->links[job].next = shop->free;
    shop->free = job;
    sim_server_release(&shop->server, now);
    if (shop->line.queue.head)
        serve(shop, now, sim_line_pop(&shop->line, shop->links, now));
}

/* Goes on until so many more jobs are served. */
static void run_shop(struct shop *shop, long jobs)
{
    struct sim_event event;
    long until = shop->served + jobs;
    if (shop->served == 0)
        schedule(shop, 0, ARRIVAL, 0);
    while (shop->served < until && sim_events_pop(shop->events, &event)) {
        if (event.kind == ARRIVAL)
            arrive(shop, event.at);
        else
            depart(shop, event.at, event.subject);
    }
}

int main(void)
{
    static struct shop shop;
    double floors[TIMES], engines[TIMES], ratios[TIMES];
    floor_prepare();
    if (!open_shop(&shop)) {
        fprintf(stderr, "mm1: out of memory\n");
        return 1;
    }
    for (int i = 0; i < TIMES; i++) {
        double start = bench_now();
        floor_serve(JOBS);
        double middle = bench_now();
        run_shop(&shop, JOBS);
        floors[i] = (middle - start) / JOBS;
        engines[i] = (bench_now() - middle) / JOBS;
        ratios[i] = engines[i] / floors[i];
    }
    double ns = bench_median(engines, TIMES);
    printf("M/M/1 through the engine: %.1f ns a job, %.1f million jobs a second\n", ns, 1e3 / ns);
    printf("%.2f times the floor, %.1f ns a job in the same run (medians of %d)\n",
           bench_median(ratios, TIMES), bench_median(floors, TIMES), TIMES);
    printf(
        "time in the system: %.2f s on average (theory 10), 95 %% at most %.1f s (theory 30.0)\n",
        sim_moments_mean(&shop.moments),
        sim_histogram_quantile(&shop.histogram, 0.95) / (double)SIM_SECOND);
    sim_events_free(shop.events);
    return 0;
}
