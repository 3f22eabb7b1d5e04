/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See usual.h. */
#include "lab/usual.h"

#include <math.h>
#include <stdio.h>

#include "lab/predict.h"
#include "lab/usl.h"
#include "models/keys.h"

/* Points of a curve: fewer do not show where it bends, more are not seen. */
#define POINTS_MOST 14

/* Cooks beyond what the scenario needs, and beyond where crowding turns it. */
#define BEYOND_NEED 1.5
#define BEYOND_PEAK 2.0

/* With more nobody waits for a whole sweep. */
#define COOKS_MOST 100000.0

/* A step that reads well, and of which so many reach there. */
static double step_to(double most)
{
    static const double steps[] = {1, 2, 4, 5, 8};
    for (double power = 1;; power *= 10)
        for (size_t n = 0; n < sizeof steps / sizeof *steps; n++)
            if (steps[n] * power * POINTS_MOST >= most)
                return steps[n] * power;
}

/* How many cooks fit into memory with an order; INFINITY. */
static double cooks_that_fit(const struct world *world)
{
    if (world->memory_total == UNLIMITED || world->memory_per_cook == 0)
        return INFINITY;
    int64_t room = world->memory_total - world->memory_per_order;
    return floor((double)room / (double)world->memory_per_cook);
}

/* How many cooks are worth showing for a world. */
static double cooks_to_show(const struct world *world)
{
    struct theory theory;
    theory_of(&theory, world);
    const struct workload *load = &theory.load;
    bool holds = load->rules.holds != 0;
    double need = holds ? theory.gain.waiting_cooks : theory.gain.working_cooks;
    double own = isfinite(load->cooks_most) ? load->cooks_most : 1;
    double most = fmax(own * 1.5, isfinite(need) ? need * BEYOND_NEED : 0);
    double peak = usl_peak(world->contention, world->coherency);
    if (isfinite(peak))
        most = fmax(most, peak * BEYOND_PEAK);
    return most;
}

static bool cooks_range(struct usual *usual, const struct scenario *scenario)
{
    double most = 0, fit = INFINITY;
    char text[120];
    for (size_t v = 0; v < scenario->variant_count; v++) {
        const struct world *world = &scenario->variants[v].world;
        if (world->policy == POLICY_STAGED)
            continue;
        most = fmax(most, cooks_to_show(world));
        if (world->policy != POLICY_COOK_PER_ORDER)
            fit = fmin(fit, cooks_that_fit(world));
    }
    if (!(most > 0)) {
        usual->objections[USUAL_COOKS] =
            "every variant is staged: vary kitchen.stages.prep, or another stage's crew";
        return true;
    }
    most = fmin(fmin(fmax(most, 4), fit), COOKS_MOST);
    double step = step_to(most);
    snprintf(text, sizeof text, "%s=%.0f..%.0f:%.0f",
             scenario->theme == THEME_KITCHEN ? "kitchen.cooks" : "server.workers", step,
             fmin(ceil(most / step) * step, fit), step);
    return !range_parse(&usual->ranges[USUAL_COOKS], text);
}

static bool demand_range(struct usual *usual, const struct scenario *scenario)
{
    double own = scenario->variants[0].world.demand;
    char text[120];
    for (size_t v = 0; v < scenario->variant_count; v++)
        if (scenario->variants[v].world.arrivals.kind != ARRIVALS_POISSON || !(own > 0)) {
            usual->objections[USUAL_DEMAND] =
                "calls come at listed times or at intervals, which no "
                "demand multiplies";
            return true;
        }
    snprintf(text, sizeof text, "%s=%.10g..%.10g:%.10g %%",
             scenario->theme == THEME_KITCHEN ? "callers.demand" : "clients.demand", 25 * own,
             200 * own, 25 * own);
    return !range_parse(&usual->ranges[USUAL_DEMAND], text);
}

bool usual_of(struct usual *usual, const struct scenario *scenario)
{
    *usual = (struct usual){0};
    if (cooks_range(usual, scenario) && demand_range(usual, scenario))
        return true;
    usual_free(usual);
    return false;
}

void usual_free(struct usual *usual)
{
    for (size_t n = 0; n < USUALS; n++)
        range_free(&usual->ranges[n]);
    *usual = (struct usual){0};
}
