/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How often plans are right, on queues whose waits Erlang's C formula gives: M/M/c with an offered
 * load of 4, and a target halfway between the mean waits of 6 and 7 servers, with the tolerance
 * that puts both just at its edges. Days are short, so that a day's mean wait is far from normal.
 * Prints how many of so many plans, each with other seeds, are right, and fails where too few are.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab/planning.h"
#include "lab/queueing.h"

#define LOAD 4
#define LEAST 5
#define RIGHT 7
#define PLANS 400

static const char text[] = "theme: datacenter\n"
                           "clients: {arrivals: 4 per second}\n"
                           "warmup: 30 s\n"
                           "server: {compute: exponential 1 s}\n";

/* A short day's mean wait is skewed (at 60 s its deviation is above its mean). */
struct world_of {
    const char *hours, *first;
    char seed[16];
};

static bool read_text(void *reader, struct scenario *scenario, const struct override *settings,
                      size_t count)
{
    struct complaints complaints;
    const struct world_of *of = reader;
    struct override all[8] = {
        {"seed", of->seed}, {"hours", of->hours}, {"analysis.replications", of->first}};
    memcpy(all + 3, settings, count * sizeof *settings);
    bool done =
        scenario_read_text(scenario, "a.yaml", text, sizeof text - 1, all, count + 3, &complaints);
    complaints_free(&complaints);
    return done;
}

static double wait(int servers)
{
    return erlang_c(servers, LOAD) / (servers - LOAD);
}

/* The number of servers that a plan with the seed finds; 0: none. */
static int plan_with(struct world_of *of, uint64_t *days)
{
    struct range range;
    struct target target;
    struct planning plan;
    const char *unable;
    char said[120], wrong[TARGET_WRONG_ROOM];
    snprintf(said, sizeof said, "time.ticket.mean <= %.6f s within %.6f s",
             (wait(RIGHT - 1) + wait(RIGHT)) / 2, (wait(RIGHT - 1) - wait(RIGHT)) / 2);
    const struct planning_options options = {.read = read_text, .reader = of};
    if (range_parse(&range, "server.workers=5..9") || !target_read(&target, said, "", wrong))
        return 0;
    int servers = 0;
    if (planning_make(&plan, &range, 1, &target, 1, &options, &unable)) {
        size_t answer = plan.variants[0].answer;
        servers = answer == SIZE_MAX ? 0 : LEAST + (int)answer;
        *days += plan.variants[0].days;
        planning_free(&plan);
    }
    range_free(&range);
    return servers;
}

static bool mostly_right(const char *hours, const char *first)
{
    struct world_of of = {.hours = hours, .first = first};
    unsigned right = 0, fewer = 0;
    uint64_t days = 0;
    for (unsigned seed = 1; seed <= PLANS; seed++) {
        snprintf(of.seed, sizeof of.seed, "%u", seed);
        int servers = plan_with(&of, &days);
        right += servers == RIGHT;
        fewer += servers > 0 && servers < RIGHT;
    }
    printf("days of %s, %s first: %u of %d plans right, %u with fewer servers, %u with more; "
           "%.0f days each\n",
           hours, first, right, PLANS, fewer, PLANS - right - fewer, (double)days / PLANS);
    return right >= 0.95 * PLANS;
}

int main(void)
{
    bool right = mostly_right("2 min", "20");
    right = mostly_right("1 min", "50") && right;
    mostly_right("1 min", "20"); /* too few where days are as skewed as that: only to be seen */
    return right ? EXIT_SUCCESS : EXIT_FAILURE;
}
