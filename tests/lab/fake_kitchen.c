/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fake in place of models/kitchen.c and models/measures.c. */
#include "tests/lab/fake_kitchen.h"

#include <math.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "models/kitchen.h"
#include "models/measures.h"

#define STEPS 5 /* events of a day */

struct fake fake;

struct kitchen {
    uint64_t seed;
    uint32_t replication;
    sim_time now, step;
};

static const struct measure measures[FAKE_MEASURES] = {
    {{"time.total.mean", "time.total.mean"}, "s", {"", ""}, BETTER_LESS},
    {{"sometimes", "sometimes"}, "count", {"", ""}, BETTER_MORE},
    {{"never", "never"}, "count", {"", ""}, BETTER_NEITHER},
};

double fake_value(int measure, uint64_t seed, uint32_t replication)
{
    switch (measure) {
    case FAKE_TIME:
        return 100 + 10 * (double)seed + (replication % 2 ? fake.spread : -fake.spread);
    case FAKE_SOMETIMES:
        return replication % 3 == 0 ? 0.1 * (double)replication * (double)seed : NAN;
    default:
        return NAN;
    }
}

size_t measure_count(void)
{
    return FAKE_MEASURES;
}

const struct measure *measure_at(size_t index)
{
    return &measures[index];
}

bool measure_exists(size_t index, const struct world *world)
{
    (void)index;
    (void)world;
    return true;
}

size_t measure_find(const char *name)
{
    size_t n = 0;
    while (n < FAKE_MEASURES && strcmp(measures[n].name[THEME_KITCHEN], name) != 0)
        n++;
    return n;
}

bool measure_is_aid(size_t index)
{
    (void)index;
    return false;
}

const char *measure_over(size_t index)
{
    (void)index;
    return NULL;
}

double measure_luck(size_t index, const struct world *world)
{
    (void)index;
    (void)world;
    return 0;
}

struct kitchen *kitchen_new(void)
{
    if (fake.no_kitchens)
        return NULL;
    unsigned alive = ++fake.kitchens;
    if (alive > fake.most_kitchens)
        fake.most_kitchens = alive;
    return calloc(1, sizeof(struct kitchen));
}

void kitchen_free(struct kitchen *kitchen)
{
    if (kitchen)
        fake.kitchens--;
    free(kitchen);
}

bool kitchen_begin(struct kitchen *kitchen, const struct world *world, uint32_t replication,
                   const struct journal *journal)
{
    (void)journal;
    fake.days++;
    kitchen->seed = world->seed;
    kitchen->replication = replication;
    kitchen->now = 0;
    kitchen->step = world->hours / STEPS;
    return true;
}

sim_time kitchen_next(struct kitchen *kitchen)
{
    return kitchen->now < STEPS * kitchen->step ? kitchen->now + kitchen->step : SIM_NEVER;
}

/* Until they have begun as many days as they are to, and then a little longer. */
static void let_others_run(void)
{
    while (fake.days < fake.first_waits_for)
        sched_yield();
    for (int n = 0; fake.first_waits_for > 0 && n < 20000; n++)
        sched_yield();
}

bool kitchen_run(struct kitchen *kitchen, sim_time until)
{
    while (kitchen_next(kitchen) <= until) {
        /* Some replications are slower than others, so that they finish out of order. */
        for (uint32_t n = 0; n < kitchen->replication * 7 % 5; n++)
            sched_yield();
        kitchen->now += kitchen->step;
    }
    if (kitchen->replication == 1 && kitchen->seed == 1)
        let_others_run();
    if (kitchen->replication == fake.stops_at)
        fake.stop = true;
    return kitchen->replication != fake.fails_at;
}

bool measures_of(struct kitchen *kitchen, double *values)
{
    for (int n = 0; n < FAKE_MEASURES; n++)
        values[n] = fake_value(n, kitchen->seed, kitchen->replication);
    return kitchen->replication != fake.fails_measuring_at;
}
