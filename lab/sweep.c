/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See sweep.h. */
#include "lab/sweep.h"

#include <math.h>
#include <stdlib.h>

#include "models/measures.h"

/* Progress over all points, of which one is under way. */
struct watch {
    const struct sweep_options *options;
    size_t done, planned;
};

static void progress(void *watcher, uint32_t finished, uint32_t planned)
{
    const struct watch *watch = watcher;
    watch->options->experiment.progress(watch->options->experiment.watcher,
                                        (uint32_t)watch->done * planned + finished,
                                        (uint32_t)watch->planned * planned);
}

static bool read_point(struct sweep_point *point, const struct sweep *sweep,
                       const struct sweep_options *options)
{
    struct override settings[SWEEP_KEYS];
    for (size_t r = 0; r < sweep->range_count; r++)
        settings[r] = (struct override){.key = sweep->ranges[r].key,
                                        .value = sweep->ranges[r].values[point->at[r]]};
    return options->read(options->reader, &point->scenario, settings, sweep->range_count);
}

/* How many runs the finished points have wanted. */
static uint64_t runs_before(const struct sweep *sweep)
{
    uint64_t runs = 0;
    for (size_t n = 0; n < sweep->point_count; n++)
        runs += result_runs(&sweep->points[n].result);
    return runs;
}

/* Runs the next point; false when its scenario cannot be read. */
static bool run_point(struct sweep *sweep, const struct sweep_options *options)
{
    struct watch watch = {options, sweep->point_count, sweep->planned};
    struct experiment_options experiment = options->experiment;
    experiment.progress = options->experiment.progress ? progress : NULL;
    experiment.watcher = &watch;
    experiment.before = runs_before(sweep);
    struct sweep_point *point = &sweep->points[sweep->point_count];
    size_t first = sweep->ranges[0].count;
    point->at[0] = sweep->point_count % first;
    point->at[1] = sweep->point_count / first;
    if (!read_point(point, sweep, options))
        return false;
    if (!experiment_run(&point->result, &point->scenario, &experiment)) {
        scenario_free(&point->scenario);
        sweep->end = RUNS_OUT_OF_MEMORY;
        return true;
    }
    sweep->end = point->result.end;
    if (sweep->end == RUNS_DONE) {
        sweep->point_count++;
    } else {
        result_free(&point->result);
        scenario_free(&point->scenario);
    }
    return true;
}

bool sweep_run(struct sweep *sweep, const struct range *ranges, size_t range_count,
               const struct sweep_options *options)
{
    *sweep = (struct sweep){.ranges = ranges, .range_count = range_count, .planned = 1};
    for (size_t r = 0; r < range_count; r++)
        sweep->planned *= ranges[r].count;
    sweep->points = calloc(sweep->planned, sizeof *sweep->points);
    if (!sweep->points)
        return false;
    while (sweep->point_count < sweep->planned && sweep->end == RUNS_DONE) {
        if (!run_point(sweep, options)) {
            sweep_free(sweep);
            return false;
        }
    }
    return true;
}

void sweep_free(struct sweep *sweep)
{
    for (size_t n = 0; n < sweep->point_count; n++) {
        result_free(&sweep->points[n].result);
        scenario_free(&sweep->points[n].scenario);
    }
    free(sweep->points);
    *sweep = (struct sweep){0};
}

struct estimate sweep_estimate(const struct sweep *sweep, size_t point, size_t variant,
                               size_t measure)
{
    return result_estimate(&sweep->points[point].result, variant, measure);
}

/* Positive where more is better. */
static double goodness(size_t measure)
{
    return measure_at(measure)->better == BETTER_MORE ? 1 : -1;
}

size_t sweep_enough(const struct sweep *sweep, size_t variant, size_t measure)
{
    double sign = goodness(measure), best = -INFINITY, best_width = 0;
    for (size_t n = 0; n < sweep->point_count; n++) {
        struct estimate e = sweep_estimate(sweep, n, variant, measure);
        if (sign * e.mean > best) {
            best = sign * e.mean;
            best_width = isnan(e.half_width) ? 0 : e.half_width;
        }
    }
    for (size_t n = 0; n < sweep->point_count; n++) {
        struct estimate e = sweep_estimate(sweep, n, variant, measure);
        double width = isnan(e.half_width) ? 0 : e.half_width;
        if (!isnan(e.mean) && best - sign * e.mean <= hypot(width, best_width))
            return n;
    }
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
