/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the pizzeria itself costs, as a multiple of the yardstick: an order (a first call) of the
 * lunch rush by each policy, an event of the c10k scenario, memory for each order under way, and
 * what it costs to be watched. Everything is measured in turns with the yardstick, so that what
 * else the machine does falls on both. Also shows that nothing is allocated while events run, once
 * the arenas have grown.
 */
#include <malloc.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/bench.h"
#include "bench/floor.h"
#include "models/kitchen.h"
#include "models/measures.h"
#include "models/scenario.h"

enum { TIMES = 9, FLOOR_JOBS = 400000, OVERRIDES = 8, VALUES_MOST = 256 };

/* Every allocation of the program comes through here: the linker is told to wrap them. */
static struct {
    size_t calls, bytes;
} allocated;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static void *count_allocated(void *memory)
{
    allocated.calls++;
    allocated.bytes += malloc_usable_size(memory);
    return memory;
}

void *__wrap_malloc(size_t size)
{
    return count_allocated(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return count_allocated(__real_calloc(count, size));
}

void *__wrap_realloc(void *memory, size_t size)
{
    allocated.bytes -= malloc_usable_size(memory);
    return count_allocated(__real_realloc(memory, size));
}

/* A kitchen in a world of its own, and what it took to run it each time. */
struct subject {
    const char *name;
    const char *scenario;
    size_t variant;
    uint32_t days; /* replications that are timed together */
    struct override set[OVERRIDES];

    struct scenario read;
    struct kitchen *kitchen;
    double orders, events; /* a day, on average */
    double ns[TIMES];      /* a day */
    double floor[TIMES];   /* a job of the floor just before */
    double watched[TIMES]; /* a day with an empty listener */
    double ratio[TIMES];   /* of a day to a job of the floor */
    size_t allocations;    /* in days that were run before */
};

static const struct world *world_of(const struct subject *subject)
{
    return &subject->read.variants[subject->variant].world;
}

static bool read_world(struct subject *subject)
{
    size_t count = 0;
    struct complaints complaints;
    while (count < OVERRIDES && subject->set[count].key)
        count++;
    bool done = scenario_read(&subject->read, subject->scenario, subject->set, count, &complaints);
    if (!done)
        complaints_print(&complaints, stderr);
    complaints_free(&complaints);
    return done;
}

static bool run_day(struct subject *subject, uint32_t day, const struct journal *journal,
                    double *values)
{
    return kitchen_begin(subject->kitchen, world_of(subject), day, journal) &&
           kitchen_run(subject->kitchen, SIM_NEVER) && measures_of(subject->kitchen, values);
}

/* The ns of a day, measures included; a negative number when out of memory. */
static double time_of_day(struct subject *subject, const struct journal *journal)
{
    double values[VALUES_MOST];
    double start = bench_now();
    for (uint32_t day = 1; day <= subject->days; day++)
        if (!run_day(subject, day, journal, values))
            return -1;
    return (bench_now() - start) / subject->days;
}

/* Lets the arenas grow, and counts what there is to do on a day. */
static bool first_time(struct subject *subject)
{
    double values[VALUES_MOST];
    if (!read_world(subject) || !(subject->kitchen = kitchen_new()))
        return false;
    size_t offered = measure_find("calls.offered");
    for (uint32_t day = 1; day <= subject->days; day++) {
        if (!run_day(subject, day, NULL, values))
            return false;
        subject->orders += values[offered] / subject->days;
        subject->events += (double)kitchen_events(subject->kitchen) / subject->days;
    }
    return true;
}

static void hear_nothing(void *listener, const struct journal_entry *entry)
{
    (void)listener;
    (void)entry;
}

static double time_of_floor(void)
{
    double start = bench_now();
    floor_serve(FLOOR_JOBS);
    return (bench_now() - start) / FLOOR_JOBS;
}

static bool measure_once(struct subject *subject, int time)
{
    static const struct journal nobody = {.note = hear_nothing};
    subject->floor[time] = time_of_floor();
    size_t calls = allocated.calls;
    subject->ns[time] = time_of_day(subject, NULL);
    subject->allocations += allocated.calls - calls;
    subject->watched[time] = time_of_day(subject, &nobody);
    subject->ratio[time] = subject->ns[time] / subject->floor[time];
    return subject->ns[time] > 0 && subject->watched[time] > 0;
}

static bool measure(struct subject *subjects, size_t count)
{
    for (size_t n = 0; n < count; n++)
        if (!first_time(&subjects[n]))
            return false;
    for (int time = 0; time < TIMES; time++)
        for (size_t n = 0; n < count; n++)
            if (!measure_once(&subjects[n], time))
                return false;
    return true;
}

static void print_times(struct subject *subject)
{
    double ns = bench_median(subject->ns, TIMES) / subject->orders;
    double watched = bench_median(subject->watched, TIMES) / subject->orders;
    printf("%-26s%10.0f%10.1f%10.2f%10.1f%10.1f%10.0f%10zu\n", subject->name, ns,
           bench_median(subject->ratio, TIMES) / subject->orders, 1e3 / ns,
           subject->events / subject->orders, ns * subject->orders / subject->events, watched - ns,
           subject->allocations);
}

static bool time_table(void)
{
    static struct subject subjects[] = {
        {.name = "synchronous", .scenario = "lunch-rush", .days = 200},
        {.name = "cook per order",
         .scenario = "lunch-rush",
         .days = 200,
         .set = {{"kitchen.policy", "cook_per_order"}}},
        {.name = "event driven", .scenario = "lunch-rush", .variant = 1, .days = 200},
        {.name = "green threads",
         .scenario = "lunch-rush",
         .days = 200,
         .set = {{"kitchen.policy", "green_threads"}, {"kitchen.switch", "20 s"}}},
        {.name = "staged",
         .scenario = "lunch-rush",
         .days = 200,
         .set = {{"kitchen.policy", "staged"},
                 {"kitchen.switch", "20 s"},
                 {"kitchen.stages", "{start: 1, prep: 9, box: 2}"}}},
        {.name = "c10k, thread per request",
         .scenario = "c10k",
         .days = 1,
         .set = {{"memory.total", "unlimited"}}},
        {.name = "c10k, pool of 500", .scenario = "c10k", .variant = 1, .days = 1},
        {.name = "c10k, event loop", .scenario = "c10k", .variant = 2, .days = 1},
    };
    const size_t count = sizeof subjects / sizeof *subjects;
    if (!measure(subjects, count))
        return false;
    printf("an order of the lunch rush, synchronous: %.0f ns; a job of the floor: %.1f ns\n\n",
           bench_median(subjects[0].ns, TIMES) / subjects[0].orders,
           bench_median(subjects[0].floor, TIMES));
    printf("%-26s%10s%10s%10s%10s%10s%10s%10s\n", "lunch rush", "ns an", "floor", "million",
           "events", "ns an", "ns more", "alloca-");
    printf("%-26s%10s%10s%10s%10s%10s%10s%10s\n", "", "order", "jobs", "orders/s", "an order",
           "event", "watched", "tions");
    for (size_t n = 0; n < count; n++)
        print_times(&subjects[n]);
    return true;
}

/* A hundred times as many clients in the same second, and nothing that keeps one of them out. */
#define A_MILLION                                                                                  \
    {"clients.demand", "10000 %"}, {"clients.backlog", "unlimited"},                               \
        {"listener.acceptors", "unlimited"}, {"listener.queue", "unlimited"},                      \
        {"memory.total", "unlimited"},                                                             \
    {                                                                                              \
        "network.transfer", "60 s"                                                                 \
    }

/* How many orders are under way: called, and neither lost nor delivered. */
struct crowd {
    uint64_t now, most;
};

static void count_orders(void *listener, const struct journal_entry *entry)
{
    struct crowd *crowd = listener;
    if (entry->event == EVENT_CALL)
        crowd->now++;
    else if (entry->event == EVENT_LOST || entry->event == EVENT_DELIVERED)
        crowd->now--;
    if (crowd->now > crowd->most)
        crowd->most = crowd->now;
}

/* The bytes of memory that this process has touched, or 0 where that cannot be told. */
static size_t resident(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file && fscanf(file, "%*d %ld", &pages) != 1)
        pages = 0;
    if (file)
        fclose(file);
    return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

/*
 * Runs a day and prints what each order under way took, when there were most: everything that was
 * allocated, and what of it was ever touched (arenas grow by doubling).
 */
static bool print_memory(struct subject *subject)
{
    struct crowd crowd = {0, 0};
    const struct journal journal = {.note = count_orders, .listener = &crowd};
    if (!read_world(subject))
        return false;
    size_t asked = allocated.bytes, touched = resident();
    subject->kitchen = kitchen_new();
    if (!subject->kitchen || !kitchen_begin(subject->kitchen, world_of(subject), 1, &journal) ||
        !kitchen_run(subject->kitchen, SIM_NEVER))
        return false;
    printf("%-34s%12llu%12.0f%12.0f\n", subject->name, (unsigned long long)crowd.most,
           (double)(allocated.bytes - asked) / (double)crowd.most,
           (double)(resident() - touched) / (double)crowd.most);
    return true;
}

/* Each in a process of its own, so that none finds memory that another one has left behind. */
static bool memory_table(void)
{
    static struct subject subjects[] = {
        {.name = "c10k, thread per request",
         .scenario = "c10k",
         .set = {{"memory.total", "unlimited"}}},
        {.name = "c10k, pool of 500", .scenario = "c10k", .variant = 1},
        {.name = "c10k, event loop", .scenario = "c10k", .variant = 2},
        {.name = "a million, thread per request", .scenario = "c10k", .set = {A_MILLION}},
        {.name = "a million, pool of 500", .scenario = "c10k", .variant = 1, .set = {A_MILLION}},
        {.name = "a million, event loop", .scenario = "c10k", .variant = 2, .set = {A_MILLION}},
    };
    printf("\n%-34s%12s%12s%12s\n%-34s%12s%12s%12s\n", "memory", "at most", "bytes each,", "bytes",
           "", "under way", "allocated", "touched");
    for (size_t n = 0; n < sizeof subjects / sizeof *subjects; n++) {
        int status = 1;
        fflush(stdout);
        pid_t child = fork();
        if (child == 0)
            exit(print_memory(&subjects[n]) ? 0 : 1);
        if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0)
            return false;
    }
    return true;
}

int main(void)
{
    floor_prepare();
    if (measure_count() > VALUES_MOST || !time_table() || !memory_table()) {
        fprintf(stderr, "model: out of memory\n");
        return 1;
    }
    return 0;
}
