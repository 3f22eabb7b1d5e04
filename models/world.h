/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parameters of one pizzeria, or of one server: what MODEL calls a scenario's world, after all
 * overrides. Plain data in the units of the simulation; the kitchen's words are used for both
 * themes. Knows nothing of files, of how the parameters are written, or of what happens at work.
 */
#ifndef MODELS_WORLD_H
#define MODELS_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/clock.h"
#include "sim/dist.h"
#include "sim/server.h"

/* A capacity, limit or size without bound. */
#define UNLIMITED SIM_UNLIMITED

/* A patience without end. */
#define FOREVER SIM_FAR

enum policy {
    POLICY_SYNCHRONOUS,
    POLICY_COOK_PER_ORDER,
    POLICY_EVENT_DRIVEN,
    POLICY_GREEN_THREADS,
    POLICY_STAGED,
    POLICIES
};

/* The waits between works, in the order of an order's way; bit 1 << wait in sets of waits. */
enum wait { WAIT_WAREHOUSE, WAIT_OVEN, WAIT_COURIER, WAIT_CUSTOMER, WAITS };

/* The works: those a cook's hands are needed for. */
enum work { WORK_START, WORK_PREP, WORK_BOX, WORKS };

enum closing { CLOSING_FINISH, CLOSING_STOP };
enum sharing { SHARING_FIFO, SHARING_EVEN };
enum next { NEXT_FIFO, NEXT_FINISH_FIRST };
enum loop { LOOP_SHARED, LOOP_PER_COOK };

/* A shift plan: how many from each instant on, and none before the first. */
struct shift {
    sim_time from;
    int64_t number;
};

struct plan {
    size_t count; /* at least 1; a bare number is one shift from instant 0 */
    struct shift *shifts;
};

/* Calls a second from an instant on (before `demand` is applied). */
struct rate {
    sim_time from;
    double per_second;
};

enum arrivals_kind { ARRIVALS_POISSON, ARRIVALS_RENEWAL, ARRIVALS_TIMES };

struct arrivals {
    enum arrivals_kind kind;
    size_t count;
    struct rate *rates;    /* poisson: each until the next, in order of time */
    sim_time *times;       /* times: in order */
    struct sim_dist every; /* renewal */
};

struct ingredient {
    const char *name;
    int64_t level; /* what the truck fills up to; the stock starts at it */
};

struct recipe {
    const char *name;
    double share;   /* weight among the recipes */
    int64_t *needs; /* one number per ingredient of the world, in its order */
    struct sim_dist prep, bake;
    bool own_prep, own_bake; /* given for the recipe; else they are the world's */
};

/* A data file that was read, so that what is made of it can be written down again. */
struct data_file {
    const char *path;   /* as it was written */
    const char *folder; /* of the scenario file that names it: where the path begins */
    const void *values; /* what a distribution's data or the arrivals' times point to */
    const struct data_file *before;
};

struct world {
    uint64_t seed;
    sim_time open; /* clock time of instant 0, since midnight */
    sim_time hours;
    sim_time warmup;
    bool warmup_auto; /* to be found by simulation; 0 until then */
    enum closing closing;

    struct arrivals arrivals;
    double demand;            /* factor on the rates, 1 for 100 % */
    struct sim_dist patience; /* a constant FOREVER when nobody hangs up */
    int64_t lines;
    int64_t redial_attempts;
    struct sim_dist redial_after;

    struct plan agents;
    struct sim_dist call;
    int64_t rail;

    enum policy policy;
    struct plan cooks;
    int64_t worktops;
    enum sharing sharing;
    struct sim_dist prep, box, swtch; /* "switch" is a word of C's */
    enum next next;
    enum loop loop;
    int64_t in_flight;
    unsigned blocking; /* set of waits */
    int64_t stages[WORKS];
    double contention, coherency;
    bool may_be_crowded; /* not a key: contention, coherency or sharing may change during the day */

    int64_t clerks;
    struct sim_dist fetch;
    bool truck;               /* the truck comes, first at restock_first */
    bool truck_again;         /* and then every restock_every */
    bool restock_first_given; /* else the first truck comes after restock_every */
    struct sim_dist restock_first, restock_every;
    size_t ingredient_count;
    struct ingredient *ingredients;

    size_t recipe_count; /* at least 1 */
    struct recipe *recipes;

    int64_t ovens;
    struct sim_dist bake;

    struct plan couriers;
    struct sim_dist ride, back; /* "return" is a word of C's */
    bool back_given;            /* else as long as the order's own ride */
    bool back_is_ride;          /* no return given */

    int64_t memory_total; /* bytes */
    int64_t memory_per_cook, memory_per_order;

    const char *currency;
    double pay_cook, pay_agent, pay_courier, pay_oven; /* per second, a head or a place */
    double sale, ingredients_cost, lost_cost;
    sim_time late_after; /* SIM_NEVER: never late */
    double late_refund;

    const struct data_file *files; /* the last one read; NULL: none */
};

#endif
