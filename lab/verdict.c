/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each comparison is a Student's t test, at a level that all of them share. */
#include "lab/verdict.h"

#include <math.h>

#include "models/measures.h"

/* Beside what rounding of times to nanoseconds can do. */
#define ROUNDING 1e-7

static const struct estimate nothing = {.mean = NAN, .half_width = NAN, .sd = NAN};

static struct estimate measured(const struct result *result, size_t variant, const char *name)
{
    return result_estimate(result, variant, measure_find(name));
}

/* The same of sign * value / divisor + from. */
static struct estimate turned(struct estimate estimate, double from, double sign, double divisor)
{
    estimate.mean = from + sign * estimate.mean / divisor;
    estimate.half_width /= divisor;
    estimate.sd /= divisor;
    return estimate;
}

struct estimate simulated_use(const struct result *result, size_t variant,
                              const struct station *station)
{
    const struct world *w = &result->scenario->variants[variant].world;
    double number = station->limit.number;
    switch (station->limit.resource) {
    case RESOURCE_AGENTS:
        return measured(result, variant, "agents.busy");
    case RESOURCE_CLERKS:
        return measured(result, variant, "clerks.busy");
    case RESOURCE_OVENS:
        return measured(result, variant, "ovens.busy");
    case RESOURCE_COURIERS:
        return measured(result, variant, "couriers.busy");
    case RESOURCE_WORKTOPS:
        return measured(result, variant, "worktops.busy");
    case RESOURCE_COOKS:
        if (station->limit.crowded || (policy_rules_of(w).hires && w->cooks.count > 1))
            return nothing; /* the number is not how many there may be */
        if (policy_rules_of(w).hires)
            return turned(measured(result, variant, "cooks.present"), 0, 1, number);
        return turned(measured(result, variant, "cooks.idle"), 1, -1, 1);
    case RESOURCE_IN_FLIGHT:
        return turned(measured(result, variant, "in_flight"), 0, 1, number);
    default:
        return nothing;
    }
}

struct estimate simulated_measure(const struct result *result, size_t variant,
                                  const struct prediction *prediction)
{
    return measured(result, variant, prediction->measure);
}

struct prediction prediction_of_use(const struct station *station)
{
    return (struct prediction){.value = station->use, .certainty = station->certainty};
}

enum verdict verdict_of(const struct prediction *prediction, const struct estimate *simulated,
                        double confidence, size_t comparisons)
{
    enum certainty certainty = prediction->certainty;
    double value = prediction->value;
    if (certainty == CERTAIN_NOT || !isfinite(value) || simulated->n < 2 || comparisons == 0)
        return VERDICT_NONE;
    double n = (double)simulated->n, level = (1 - confidence) / (double)comparisons;
    double half = student_quantile(1 - level / 2, n - 1) * simulated->sd / sqrt(n);
    double off = simulated->mean - value, room = half + prediction->slack + ROUNDING * fabs(value);
    bool above = off > room, below = off < -room;
    if ((above && certainty != CERTAIN_AT_LEAST) || (below && certainty != CERTAIN_AT_MOST))
        return VERDICT_DIFFERS;
    return VERDICT_AGREES;
}

size_t verdict_comparisons(const struct theory *theory, const struct result *result, size_t variant)
{
    size_t count = 0;
    for (size_t n = 0; n < theory->stations; n++)
        count += theory->station[n].certainty != CERTAIN_NOT &&
                 simulated_use(result, variant, &theory->station[n]).n > 1;
    for (size_t n = 0; n < theory->count; n++)
        count += simulated_measure(result, variant, &theory->list[n]).n > 1;
    return count;
}
