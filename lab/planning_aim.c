/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See planning_aim.h. */
#include "lab/planning_aim.h"

#include <math.h>
#include <string.h>

#include "lab/wages.h"

/* To a millionth, so that the same sum of other parts is the same. */
static double rounded(double money)
{
    return round(money * 1e6) / 1e6;
}

double planning_known_cost(const struct planning *plan, enum aim aim, size_t variant, size_t point)
{
    const struct planning_point *at = &plan->points[point];
    if (aim == AIM_WAGES)
        return rounded(planned_wages(&at->scenario.variants[variant].world));
    double sum = 0;
    for (size_t r = 0; r < plan->range_count; r++)
        sum += plan->ranges[r].numbers[at->at[r]];
    return rounded(aim == AIM_MOST ? -sum : sum);
}

static bool wages_differ(const struct planning *plan)
{
    for (size_t v = 0; v < planning_scenario(plan)->variant_count; v++) {
        bool differ = plan->point_count == 1;
        for (size_t n = 1; n < plan->point_count && !differ; n++)
            differ = planning_known_cost(plan, AIM_WAGES, v, n) !=
                     planning_known_cost(plan, AIM_WAGES, v, 0);
        if (!differ)
            return false;
    }
    return true;
}

/* Whether the values can be added up. */
static bool countable(const struct planning *plan)
{
    for (size_t r = 0; r < plan->range_count; r++)
        if (!range_is_numeric(&plan->ranges[r]) ||
            strcmp(plan->ranges[r].unit, plan->ranges[0].unit) != 0)
            return false;
    return true;
}

const char *planning_choose_aim(const struct planning *plan, enum aim *aim)
{
    bool counts = countable(plan), differ = wages_differ(plan);
    if (*aim == AIM_AUTO)
        *aim = differ ? AIM_WAGES : AIM_COUNT;
    if ((*aim == AIM_COUNT || *aim == AIM_MOST) && !counts)
        return "words, and values of different units, cannot be added up: say with --aim what is "
               "to be least, wages or a measure such as money.cost";
    if (*aim == AIM_WAGES && !differ)
        return "by wages all values cost the same: give the scenario prices (money.cook, "
               "money.oven...), or say with --aim what is to be least";
    if (*aim != AIM_MEASURE && plan->target_count == 0)
        return "the least is nothing without a target: give one, such as --target "
               "'time.total.p95 <= 60 min'";
    return NULL;
}
