/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The runs of all points go into one pool: a replication at every point, variant by variant, then
 * the next. A point leaves when it has all its replications, or is as precise as was asked for.
 */
#include "lab/sweep.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/measures.h"

/* What the runs are asked from, and taken into. */
struct course {
    struct sweep *sweep;
    const struct sweep_options *options;
    size_t variants, measures;
    uint64_t *systems; /* the keeper's numbers, point by point */
    bool *closed;      /* of each point: it has what it needs */
    size_t open;       /* how many have not */

    uint32_t next_replication;
    size_t next_point, next_variant;

    double *row;         /* the point's replication that is being taken, variant by variant */
    bool absent;         /* some of it belong to another shard */
    double *kept;        /* the last replication of each point: variant by variant, its measures */
    uint32_t *kept_from; /* which replication that is, from 1 */
    atomic_uint_least64_t taken; /* days, for who watches */
};

static size_t variants_of(const struct sweep *sweep)
{
    return sweep->points[0].scenario.variant_count;
}

/* How many pairs of points there are. */
static size_t pair_count(const struct sweep *sweep)
{
    return sweep->planned * (sweep->planned - 1) / 2;
}

/* All pairs of a variant's measure, the later point's row after row. */
static struct sim_moments *pairs_of(const struct sweep *sweep, size_t variant, size_t place)
{
    return sweep->differences + (variant * sweep->measure_count + place) * pair_count(sweep);
}

static size_t pair_at(size_t later, size_t earlier)
{
    return later * (later - 1) / 2 + earlier;
}

const struct sim_moments *sweep_pair(const struct sweep *sweep, size_t later, size_t earlier,
                                     size_t variant, size_t place)
{
    return pairs_of(sweep, variant, place) + pair_at(later, earlier);
}

static bool read_point(struct sweep *sweep, size_t n, const struct sweep_options *options)
{
    struct override settings[SWEEP_KEYS];
    struct sweep_point *point = &sweep->points[n];
    point->at[0] = n % sweep->ranges[0].count;
    point->at[1] = n / sweep->ranges[0].count;
    for (size_t r = 0; r < sweep->range_count; r++)
        settings[r] = (struct override){.key = sweep->ranges[r].key,
                                        .value = sweep->ranges[r].values[point->at[r]]};
    return options->read(options->reader, &point->scenario, settings, sweep->range_count);
}

/* Reads all points' scenarios: what is wrong with the last one is said before the first is run. */
static bool read_points(struct sweep *sweep, const struct sweep_options *options)
{
    sweep->points = calloc(sweep->planned, sizeof *sweep->points);
    if (!sweep->points)
        return false;
    for (size_t n = 0; n < sweep->planned; n++)
        if (!read_point(sweep, n, options))
            return false;
    return true;
}

/* Finding a warm-up may be stopped, too: sweep->end then says so. */
static bool begin_points(struct sweep *sweep, const struct sweep_options *options)
{
    for (size_t n = 0; n < sweep->planned && sweep->end == RUNS_DONE; n++) {
        struct sweep_point *point = &sweep->points[n];
        if (!experiment_begin(&point->result, &point->scenario, &options->experiment))
            return false;
        sweep->end = point->result.end;
    }
    return true;
}

/* Room for differences, where they are wanted and not too many. */
static bool make_room_for_pairs(struct sweep *sweep, const struct sweep_options *options)
{
    size_t count = variants_of(sweep) * options->measure_count * pair_count(sweep);
    if (sweep->range_count > 1 || count == 0 || count > SWEEP_DIFFERENCES_MOST)
        return true;
    sweep->measures = options->measures;
    sweep->measure_count = options->measure_count;
    sweep->differences = calloc(count, sizeof *sweep->differences);
    return sweep->differences != NULL;
}

static bool make_room(struct course *course)
{
    const struct sweep *sweep = course->sweep;
    size_t points = sweep->planned;
    course->systems = calloc(points * course->variants, sizeof *course->systems);
    course->closed = calloc(points, sizeof *course->closed);
    course->row = calloc(course->variants * course->measures, sizeof *course->row);
    course->kept =
        calloc(points * course->variants * sweep->measure_count + 1, sizeof *course->kept);
    course->kept_from = calloc(points, sizeof *course->kept_from);
    return course->systems && course->closed && course->row && course->kept && course->kept_from;
}

/* The next point that still needs days; false: there is none. */
static bool seek_point(struct course *course)
{
    const struct sweep *sweep = course->sweep;
    for (size_t passed = 0; passed <= sweep->planned; passed++) {
        if (course->next_point == sweep->planned) {
            course->next_point = 0;
            course->next_replication++;
        }
        const struct result *result = &sweep->points[course->next_point].result;
        if (!course->closed[course->next_point] && course->next_replication < result->planned)
            return true;
        course->next_point++;
    }
    return false;
}

static enum runs_wish next(void *owner, struct run *run)
{
    struct course *course = owner;
    if (course->next_variant == 0 && !seek_point(course))
        return RUNS_NONE;
    size_t point = course->next_point, variant = course->next_variant;
    *run = (struct run){
        .world = &course->sweep->points[point].result.scenario->variants[variant].world,
        .system = course->systems[point * course->variants + variant],
        .replication = course->next_replication,
        .tag = (uint32_t)(point * course->variants + variant),
    };
    if (++course->next_variant == course->variants) {
        course->next_variant = 0;
        course->next_point++;
    }
    return RUNS_RUN;
}

/* The point's day beside the same day at the points before it. */
static void merge_pairs(struct course *course, size_t point, uint32_t replication)
{
    const struct sweep *sweep = course->sweep;
    size_t each = course->variants * sweep->measure_count;
    double *own = course->kept + point * each;
    for (size_t v = 0; v < course->variants; v++)
        for (size_t m = 0; m < sweep->measure_count; m++)
            own[v * sweep->measure_count + m] =
                course->row[v * course->measures + sweep->measures[m]];
    course->kept_from[point] = replication;
    for (size_t other = 0; other < point; other++) {
        if (course->kept_from[other] != replication)
            continue;
        const double *theirs = course->kept + other * each;
        for (size_t n = 0; n < each; n++) /* variants follow each other in both */
            sample_add(pairs_of(sweep, 0, n) + pair_at(point, other), own[n] - theirs[n]);
    }
}

/* The point's replication is there in all variants. */
static void merge(struct course *course, size_t point, uint32_t replication)
{
    struct result *result = &course->sweep->points[point].result;
    bool more = true;
    if (course->absent) {
        result->elsewhere++;
    } else {
        more = experiment_add(result, course->row);
        if (course->sweep->differences)
            merge_pairs(course, point, replication + 1);
    }
    if (!more || result->replications + result->elsewhere == result->planned) {
        course->closed[point] = true;
        course->open--;
    }
}

static bool take(void *owner, const struct run *run, const double *values)
{
    struct course *course = owner;
    size_t point = run->tag / course->variants, variant = run->tag % course->variants;
    if (course->closed[point]) /* asked for before that was known */
        return true;
    if (variant == 0)
        course->absent = false;
    if (values)
        memcpy(course->row + variant * course->measures, values, course->measures * sizeof *values);
    else
        course->absent = true;
    atomic_fetch_add(&course->taken, 1);
    if (variant + 1 == course->variants)
        merge(course, point, run->replication);
    return course->open > 0;
}

/* All days of all points, at most. */
static uint64_t planned_days(const struct course *course)
{
    uint64_t days = 0;
    for (size_t n = 0; n < course->sweep->planned; n++)
        days += result_runs(&course->sweep->points[n].result);
    return days;
}

static void tell(void *owner)
{
    struct course *course = owner;
    course->options->progress(course->options->experiment.watcher, atomic_load(&course->taken),
                              planned_days(course));
}

static bool enroll(const struct course *course)
{
    const struct keeper *keeper = course->options->experiment.keeper;
    for (size_t n = 0; keeper && n < course->sweep->planned * course->variants; n++) {
        const struct result *result = &course->sweep->points[n / course->variants].result;
        const struct world *world = &result->scenario->variants[n % course->variants].world;
        if (!keeper->enroll(keeper->memory, world, &course->systems[n]))
            return false;
    }
    return true;
}

static enum runs_end run(struct course *course)
{
    const struct runs_owner owner = {.owner = course,
                                     .next = next,
                                     .take = take,
                                     .tell = course->options->progress ? tell : NULL};
    const struct runs_options how = experiment_runs(&course->options->experiment);
    course->open = course->sweep->planned;
    if (!make_room(course))
        return RUNS_OUT_OF_MEMORY;
    return enroll(course) ? runs_do(&owner, planned_days(course), &how) : RUNS_NOT_KEPT;
}

/* What each point came to; those at the end that came to nothing are no part of the sweep. */
static void finish(const struct course *course)
{
    struct sweep *sweep = course->sweep;
    sweep->point_count = sweep->planned;
    for (size_t n = 0; n < sweep->planned; n++)
        sweep->points[n].result.end = course->closed && course->closed[n] ? RUNS_DONE : sweep->end;
    while (sweep->end != RUNS_DONE && sweep->point_count > 0 &&
           sweep->points[sweep->point_count - 1].result.replications == 0)
        sweep->point_count--;
}

static void run_course(struct sweep *sweep, const struct sweep_options *options)
{
    struct course course = {.sweep = sweep,
                            .options = options,
                            .variants = variants_of(sweep),
                            .measures = measure_count()};
    sweep->end = run(&course);
    finish(&course);
    free(course.systems);
    free(course.closed);
    free(course.row);
    free(course.kept);
    free(course.kept_from);
}

bool sweep_run(struct sweep *sweep, const struct range *ranges, size_t range_count,
               const struct sweep_options *options)
{
    *sweep = (struct sweep){.ranges = ranges, .range_count = range_count, .planned = 1};
    for (size_t r = 0; r < range_count; r++)
        sweep->planned *= ranges[r].count;
    if (!read_points(sweep, options) || !begin_points(sweep, options) ||
        !make_room_for_pairs(sweep, options)) {
        sweep_free(sweep);
        return false;
    }
    if (sweep->end == RUNS_DONE)
        run_course(sweep, options);
    return true;
}

void sweep_free(struct sweep *sweep)
{
    for (size_t n = 0; sweep->points && n < sweep->planned; n++) {
        result_free(&sweep->points[n].result);
        scenario_free(&sweep->points[n].scenario);
    }
    free(sweep->points);
    free(sweep->differences);
    *sweep = (struct sweep){0};
}
