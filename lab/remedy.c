/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See remedy.h. Worlds are copied flat: what a change would overwrite is pointed elsewhere. */
#include "lab/remedy.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lab/experiment.h"
#include "lab/workload.h"
#include "models/measures.h"

/* So many times as much is tried. */
#define TIMES 2

/* A world in which something is changed, with the memory for that. */
struct changed {
    struct world world;
    struct shift *shifts;
    struct ingredient *ingredients;
};

static void changed_free(struct changed *changed)
{
    free(changed->shifts);
    free(changed->ingredients);
}

static int64_t times(int64_t number)
{
    return number == UNLIMITED ? UNLIMITED : number * TIMES;
}

/* More at every hour of the plan. */
static bool more_staff(struct changed *changed, struct plan *plan)
{
    changed->shifts = calloc(plan->count, sizeof *changed->shifts);
    if (!changed->shifts)
        return false;
    for (size_t n = 0; n < plan->count; n++) {
        changed->shifts[n] = plan->shifts[n];
        changed->shifts[n].number = times(plan->shifts[n].number);
    }
    plan->shifts = changed->shifts;
    return true;
}

static bool more_ingredients(struct changed *changed)
{
    struct world *world = &changed->world;
    changed->ingredients = calloc(world->ingredient_count, sizeof *changed->ingredients);
    if (!changed->ingredients)
        return false;
    for (size_t n = 0; n < world->ingredient_count; n++) {
        changed->ingredients[n] = world->ingredients[n];
        changed->ingredients[n].level = times(world->ingredients[n].level);
    }
    world->ingredients = changed->ingredients;
    return true;
}

/* Doubles a resource; false when out of memory. More cooks bring the memory that they take. */
static bool enlarge(struct changed *changed, enum resource resource)
{
    struct world *world = &changed->world;
    switch (resource) {
    case RESOURCE_CLERKS:
        world->clerks = times(world->clerks);
        return true;
    case RESOURCE_INGREDIENT:
        return more_ingredients(changed);
    case RESOURCE_OVENS:
        world->ovens = times(world->ovens);
        return true;
    case RESOURCE_COURIERS:
        return more_staff(changed, &world->couriers);
    case RESOURCE_WORKTOPS:
        world->worktops = times(world->worktops);
        return true;
    case RESOURCE_COOKS:
        world->memory_total = times(world->memory_total);
        return more_staff(changed, &world->cooks);
    case RESOURCE_CREW_START:
    case RESOURCE_CREW_PREP:
    case RESOURCE_CREW_BOX:
        world->memory_total = times(world->memory_total);
        world->stages[resource - RESOURCE_CREW_START] *= TIMES;
        return true;
    case RESOURCE_IN_FLIGHT:
        world->in_flight = times(world->in_flight);
        return true;
    case RESOURCE_MEMORY:
        world->memory_total = times(world->memory_total);
        return true;
    case RESOURCE_AGENTS:
        return more_staff(changed, &world->agents);
    case RESOURCE_LINES:
        world->lines = times(world->lines);
        return true;
    default:
        return true;
    }
}

/* How many cooks cannot all be taken: more than call in a day, by far. */
static int64_t plenty(const struct world *world)
{
    struct workload load;
    workload_of(&load, world);
    double calls = 2 * load.rate * sim_seconds(world->hours) + 100;
    return calls < 100000 ? (int64_t)calls : 100000;
}

/*
 * Nothing is limited but the ingredients and, where they get into each other's way, the cooks: more
 * of those may be worse.
 */
static bool unlimit(struct changed *changed)
{
    struct world *world = &changed->world;
    bool crowded = world->contention > 0 || world->coherency > 0;
    int64_t cooks = plenty(world);
    changed->shifts = calloc(2, sizeof *changed->shifts);
    if (!changed->shifts || !more_ingredients(changed))
        return false;
    changed->shifts[0].number = UNLIMITED;
    changed->shifts[1].number = cooks;
    world->agents = world->couriers = (struct plan){1, &changed->shifts[0]};
    if (!crowded)
        world->cooks = (struct plan){1, &changed->shifts[1]};
    for (int work = 0; work < WORKS && !crowded; work++)
        world->stages[work] = cooks;
    world->lines = world->clerks = world->ovens = world->worktops = UNLIMITED;
    world->in_flight = world->memory_total = UNLIMITED;
    for (size_t n = 0; n < world->ingredient_count; n++)
        changed->ingredients[n].level = UNLIMITED;
    return true;
}

/* A world that is tried: first as it is, then the changed ones, the last without any limit. */
struct attempt {
    struct changed changed;
    enum resource resource;
    const struct limit *limit;  /* what it is about; NULL */
    struct sim_moments *excess; /* of each target */
    double *weights;
    struct sim_moments change; /* of the target that is missed by most, to the world as it is */
};

#define ATTEMPTS (RESOURCES + 2)

struct trial {
    const struct target *targets;
    size_t target_count, worst, count;
    uint32_t days, next_day;
    size_t next;
    double *plain; /* the excess of the target missed by most in the world as it is, day by day */
    struct attempt attempts[ATTEMPTS];
};

static enum runs_wish next(void *owner, struct run *run)
{
    struct trial *trial = owner;
    if (trial->next == trial->count)
        return RUNS_NONE;
    *run = (struct run){
        .world = &trial->attempts[trial->next].changed.world,
        .replication = trial->next_day,
        .tag = (uint32_t)trial->next,
    };
    if (++trial->next_day == trial->days) {
        trial->next_day = 0;
        trial->next++;
    }
    return RUNS_RUN;
}

static bool take(void *owner, const struct run *run, const double *values)
{
    struct trial *trial = owner;
    struct attempt *attempt = &trial->attempts[run->tag];
    for (size_t t = 0; t < trial->target_count; t++) {
        struct observation seen = target_observe(&trial->targets[t], values);
        if (isnan(seen.excess) || isnan(seen.weight))
            continue;
        sim_moments_add(&attempt->excess[t], seen.excess);
        attempt->weights[t] += seen.weight;
    }
    /* The world as it is comes first, with all its days. */
    double excess = target_observe(&trial->targets[trial->worst], values).excess;
    if (run->tag == 0)
        trial->plain[run->replication] = excess;
    sample_add(&attempt->change, excess - trial->plain[run->replication]);
    return true;
}

/* The mean excess of a target, in tolerances; INFINITY where there is no value. */
static double exceeds(const struct trial *trial, const struct attempt *attempt, size_t target)
{
    double n = (double)attempt->excess[target].count;
    double excess = attempt->excess[target].mean * n / attempt->weights[target];
    return n > 0 ? excess / trial->targets[target].tolerance : INFINITY;
}

static double shortfall(const struct trial *trial, const struct attempt *attempt)
{
    double worst = -INFINITY;
    for (size_t t = 0; t < trial->target_count; t++)
        worst = fmax(worst, exceeds(trial, attempt, t));
    return worst;
}

static struct estimate value_of(const struct trial *trial, const struct attempt *attempt,
                                double confidence)
{
    const struct sim_moments *excess = &attempt->excess[trial->worst];
    double scale = (double)excess->count / attempt->weights[trial->worst];
    struct estimate estimate = estimate_of(excess, confidence);
    estimate.mean = target_value(&trial->targets[trial->worst], excess->mean * scale);
    estimate.half_width *= scale;
    estimate.sd *= scale;
    return estimate;
}

static bool begin_attempt(struct trial *trial, const struct world *world, const struct limit *limit)
{
    struct attempt *attempt = &trial->attempts[trial->count++];
    attempt->changed.world = *world;
    attempt->limit = limit;
    attempt->excess = calloc(trial->target_count + 1, sizeof *attempt->excess);
    attempt->weights = calloc(trial->target_count + 1, sizeof *attempt->weights);
    return attempt->excess && attempt->weights &&
           (!limit || enlarge(&attempt->changed, limit->resource));
}

static bool begin_all(struct trial *trial, const struct remedies *remedies,
                      const struct world *world)
{
    if (!begin_attempt(trial, world, NULL))
        return false;
    for (size_t n = 0; n < remedies->limits.count; n++)
        if (!begin_attempt(trial, world, &remedies->limits.list[n]))
            return false;
    return begin_attempt(trial, world, NULL) && unlimit(&trial->attempts[trial->count - 1].changed);
}

static int by_shortfall(const void *a, const void *b)
{
    const struct remedy *x = a, *y = b;
    if (x->shortfall != y->shortfall)
        return x->shortfall < y->shortfall ? -1 : 1;
    return (x->resource > y->resource) - (x->resource < y->resource);
}

static void conclude(struct remedies *remedies, const struct trial *trial, double confidence)
{
    const struct attempt *last = &trial->attempts[trial->count - 1];
    remedies->target = trial->worst;
    remedies->shortfall = shortfall(trial, &trial->attempts[0]);
    for (size_t n = 1; n + 1 < trial->count; n++) {
        const struct attempt *attempt = &trial->attempts[n];
        struct estimate change = estimate_of(&attempt->change, confidence);
        remedies->list[remedies->count++] = (struct remedy){
            .resource = attempt->limit->resource,
            .name = attempt->limit->name,
            .from = attempt->limit->number,
            .to = TIMES * attempt->limit->number,
            .value = value_of(trial, attempt, confidence),
            .shortfall = shortfall(trial, attempt),
            .established = change.mean < 0 && estimate_established(&change),
        };
    }
    qsort(remedies->list, remedies->count, sizeof *remedies->list, by_shortfall);
    remedies->unlimited = value_of(trial, last, confidence);
    remedies->unlimited_shortfall = shortfall(trial, last);
}

bool remedies_find(struct remedies *remedies, const struct world *world,
                   const struct target *targets, size_t target_count, size_t worst, uint32_t days,
                   double confidence, const struct runs_options *options)
{
    *remedies = (struct remedies){.target = worst};
    limits_expected(&remedies->limits, world);
    struct trial *trial = calloc(1, sizeof *trial);
    if (!trial)
        return false;
    trial->targets = targets;
    trial->target_count = target_count;
    trial->worst = worst;
    trial->days = days;
    trial->plain = calloc(days, sizeof *trial->plain);
    const struct runs_owner owner = {.owner = trial, .next = next, .take = take};
    const struct runs_options how = {.threads = options->threads, .stop = options->stop};
    bool done =
        trial->plain && begin_all(trial, remedies, world) && runs_do(&owner, 0, &how) == RUNS_DONE;
    if (done)
        conclude(remedies, trial, confidence);
    for (size_t n = 0; n < trial->count; n++) {
        changed_free(&trial->attempts[n].changed);
        free(trial->attempts[n].excess);
        free(trial->attempts[n].weights);
    }
    free(trial->plain);
    free(trial);
    return done;
}
