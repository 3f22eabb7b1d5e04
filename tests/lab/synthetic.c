/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See synthetic.h. */
#include "tests/lab/synthetic.h"

#include <math.h>
#include <stdlib.h>

#include "tests/sim/splitmix.h"

#define DELAY_MOST 512

static double uniform(void)
{
    return ((double)(random_bits() >> 11) + 0.5) / 9007199254740992.0;
}

/* The same for the same numbers: Box and Muller. */
static double normal(uint64_t seed, uint64_t replication, uint64_t stream)
{
    random_state = seed * UINT64_C(0x9e3779b97f4a7c15) ^ replication << 20 ^ stream;
    random_state = random_bits() ^ stream;
    double radius = sqrt(-2 * log(uniform()));
    return radius * cos(2 * 3.14159265358979323846 * uniform());
}

/* A replication of a system. */
static double observe(const struct synthetic_world *world, uint64_t seed, size_t system,
                      uint32_t replication, struct observation *targets)
{
    const struct synthetic *of = &world->system[system];
    double common = sqrt(world->shared), own = sqrt(1 - world->shared);
    for (size_t t = 0; t <= world->targets; t++) {
        double z = common * normal(seed, replication, t) +
                   own * normal(seed, replication, 16 * (system + 1) + t);
        if (t == world->targets)
            return of->cost + of->cost_sd * z;
        targets[t] = (struct observation){of->excess[t] + of->sd * z, 1};
    }
    return 0;
}

bool synthetic_select(struct selection *selection, const struct selection_design *design,
                      const struct synthetic_world *world, uint64_t seed, size_t delay)
{
    struct {
        size_t system;
        uint32_t replication;
    } asked[DELAY_MOST];
    size_t count = 0;
    if (!selection_begin(selection, design))
        return false;
    while (!selection_over(selection)) {
        while (count < delay && selection_next(selection, &asked[count].system,
                                               &asked[count].replication) == SELECTION_RUN)
            count++;
        if (count == 0)
            break;
        struct observation targets[SYNTHETIC_TARGETS_MOST];
        double cost = observe(world, seed, asked[0].system, asked[0].replication, targets);
        selection_take(selection, asked[0].system, targets, cost);
        count--;
        for (size_t n = 0; n < count; n++)
            asked[n] = asked[n + 1];
    }
    return true;
}

/* The excess that is worst, in tolerances. */
static double worst(const struct selection_design *design, const struct synthetic_world *world,
                    size_t system)
{
    double most = -INFINITY;
    for (size_t t = 0; t < world->targets; t++)
        most = fmax(most, world->system[system].excess[t] / design->tolerance[t]);
    return most;
}

bool synthetic_right(const struct selection *selection, const struct selection_design *design,
                     const struct synthetic_world *world)
{
    /* Rounded, so that an excess of just the tolerance counts as that. */
    const double edge = 1 - 1e-9;
    size_t answer = selection_answer(selection);
    if (answer != SIZE_MAX && worst(design, world, answer) >= edge)
        return false;
    double cost = answer == SIZE_MAX ? INFINITY : world->system[answer].cost;
    double room = design->cost ? 0 : design->worth * fabs(cost) * edge;
    for (size_t i = 0; i < world->systems; i++)
        if (worst(design, world, i) <= -edge && world->system[i].cost < cost - room)
            return false;
    return true;
}

double synthetic_part_right(const struct selection_design *design,
                            const struct synthetic_world *world, unsigned selections,
                            double *replications)
{
    unsigned right = 0;
    double total = 0;
    for (unsigned n = 0; n < selections; n++) {
        struct selection selection;
        if (!synthetic_select(&selection, design, world, n + 1, 1))
            return NAN;
        right += synthetic_right(&selection, design, world);
        for (size_t i = 0; i < world->systems; i++)
            total += selection.candidates[i].taken;
        selection_free(&selection);
    }
    *replications = total / selections;
    return (double)right / selections;
}
