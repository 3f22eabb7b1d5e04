/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the curves of a sweep show: where they are best, where more stops helping, where they bend.
 */
#include <math.h>

#include "lab/sweep.h"
#include "models/measures.h"

uint32_t sweep_replications(const struct sweep *sweep)
{
    uint32_t least = UINT32_MAX;
    for (size_t n = 0; n < sweep->point_count; n++)
        if (sweep->points[n].result.replications < least)
            least = sweep->points[n].result.replications;
    return sweep->point_count > 0 ? least : 0;
}

struct estimate sweep_estimate(const struct sweep *sweep, size_t point, size_t variant,
                               size_t measure)
{
    return result_estimate(&sweep->points[point].result, variant, measure);
}

/* Where the measure stands in those that differences are kept of; measure_count: nowhere. */
static size_t place_of(const struct sweep *sweep, size_t measure)
{
    size_t place = 0;
    while (place < sweep->measure_count && sweep->measures[place] != measure)
        place++;
    return place;
}

/* Of two estimates without knowing what their days have in common. */
static struct estimate rough_difference(const struct estimate *of, const struct estimate *against)
{
    return (struct estimate){
        .mean = of->mean - against->mean,
        .half_width = hypot(of->half_width, against->half_width),
        .sd = hypot(of->sd, against->sd),
        .n = of->n < against->n ? of->n : against->n,
    };
}

struct estimate sweep_difference(const struct sweep *sweep, size_t point, size_t against,
                                 size_t variant, size_t measure)
{
    double confidence = sweep->points[0].scenario.confidence;
    size_t place = place_of(sweep, measure);
    if (!sweep->differences || place == sweep->measure_count || point == against) {
        struct estimate of = sweep_estimate(sweep, point, variant, measure);
        struct estimate other = sweep_estimate(sweep, against, variant, measure);
        return rough_difference(&of, &other);
    }
    size_t later = point > against ? point : against, earlier = point + against - later;
    const struct sim_moments *moments = sweep_pair(sweep, later, earlier, variant, place);
    struct estimate difference = estimate_of(moments, confidence);
    if (point < against)
        difference.mean = -difference.mean;
    return difference;
}

/* Positive where more is better. */
static double goodness(size_t measure)
{
    return measure_at(measure)->better == BETTER_MORE ? 1 : -1;
}

size_t sweep_best(const struct sweep *sweep, size_t variant, size_t measure)
{
    double sign = goodness(measure), best = -INFINITY;
    size_t at = SIZE_MAX;
    for (size_t n = 0; n < sweep->point_count; n++) {
        double mean = sweep_estimate(sweep, n, variant, measure).mean;
        if (sign * mean > best) {
            best = sign * mean;
            at = n;
        }
    }
    return at;
}

/* Smaller differences are of no consequence, as a share of the largest value. */
#define OF_NO_CONSEQUENCE 0.01

static double largest(const struct sweep *sweep, size_t variant, size_t measure)
{
    double most = 0;
    for (size_t n = 0; n < sweep->point_count; n++)
        most = fmax(most, fabs(sweep_estimate(sweep, n, variant, measure).mean));
    return most;
}

bool sweep_worse(const struct sweep *sweep, size_t point, size_t variant, size_t measure)
{
    size_t best = sweep_best(sweep, variant, measure);
    if (best == SIZE_MAX || point == best)
        return false;
    struct estimate e = sweep_difference(sweep, point, best, variant, measure);
    return goodness(measure) * e.mean < -OF_NO_CONSEQUENCE * largest(sweep, variant, measure) &&
           estimate_established_together(&e, sweep->points[0].scenario.confidence,
                                         sweep->point_count - 1);
}

size_t sweep_enough(const struct sweep *sweep, size_t variant, size_t measure)
{
    for (size_t n = 0; n < sweep->point_count; n++)
        if (!isnan(sweep_estimate(sweep, n, variant, measure).mean) &&
            !sweep_worse(sweep, n, variant, measure))
            return n;
    return SIZE_MAX;
}

size_t sweep_knee(const struct sweep *sweep, size_t variant, size_t measure)
{
    const struct range *range = &sweep->ranges[0];
    if (sweep->point_count < 3 || !range_is_numeric(range))
        return SIZE_MAX;
    size_t last = sweep->point_count - 1, knee = SIZE_MAX;
    double sign = goodness(measure), farthest = 0.05;
    double y0 = sign * sweep_estimate(sweep, 0, variant, measure).mean;
    double low = y0, high = y0;
    for (size_t n = 0; n <= last; n++) {
        double y = sign * sweep_estimate(sweep, n, variant, measure).mean;
        low = fmin(low, y);
        high = fmax(high, y);
    }
    double y1 = sign * sweep_estimate(sweep, last, variant, measure).mean;
    double x0 = range->numbers[0], x1 = range->numbers[last];
    for (size_t n = 1; n < last; n++) {
        double y = sign * sweep_estimate(sweep, n, variant, measure).mean;
        double line = y0 + (y1 - y0) * (range->numbers[n] - x0) / (x1 - x0);
        double off = (y - line) / (high - low);
        if (off > farthest) {
            farthest = off;
            knee = n;
        }
    }
    return knee;
}

static bool same_everywhere(const struct sweep *sweep, size_t variant, size_t other)
{
    for (size_t n = 0; n < sweep->point_count; n++) {
        const struct result *result = &sweep->points[n].result;
        const struct sim_moments *one = result->own + variant * measure_count();
        const struct sim_moments *two = result->own + other * measure_count();
        for (size_t m = 0; m < measure_count(); m++)
            if (one[m].count != two[m].count || one[m].mean < two[m].mean ||
                one[m].mean > two[m].mean || one[m].squares < two[m].squares ||
                one[m].squares > two[m].squares)
                return false;
    }
    return true;
}

size_t sweep_twin(const struct sweep *sweep, size_t variant)
{
    for (size_t other = 0; other < variant; other++)
        if (same_everywhere(sweep, variant, other))
            return other;
    return SIZE_MAX;
}
