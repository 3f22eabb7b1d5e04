/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Points are read first, because what they cost must be known before the cheapest can be tried
 * first. Then each variant has a selection of its own, which the runs are asked from; the
 * probability of being wrong is shared out among them, so that they can be read together.
 */
#include "lab/planning.h"

#include <math.h>
#include <stdlib.h>

#include "lab/planning_aim.h"
#include "lab/warmup.h"
#include "models/measures.h"

#define OUT_OF_MEMORY "out of memory"

const struct scenario *planning_scenario(const struct planning *plan)
{
    return &plan->points[0].scenario;
}

static bool read_point(struct planning *plan, const struct planning_options *options)
{
    struct planning_point *point = &plan->points[plan->point_count];
    struct override settings[PLANNING_KEYS];
    size_t rest = plan->point_count;
    for (size_t r = 0; r < plan->range_count; r++) {
        point->at[r] = rest % plan->ranges[r].count;
        rest /= plan->ranges[r].count;
        settings[r] = (struct override){.key = plan->ranges[r].key,
                                        .value = plan->ranges[r].values[point->at[r]]};
    }
    if (!options->read(options->reader, &point->scenario, settings, plan->range_count))
        return false;
    plan->point_count++;
    return true;
}

static bool read_points(struct planning *plan, const struct planning_options *options)
{
    size_t planned = 1;
    for (size_t r = 0; r < plan->range_count; r++)
        planned *= plan->ranges[r].count;
    plan->points = calloc(planned, sizeof *plan->points);
    if (!plan->points)
        return false;
    while (plan->point_count < planned)
        if (!read_point(plan, options))
            return false;
    return true;
}

/* Finds the warm-up of every point whose scenario leaves that to the program. */
static void settle(struct planning *plan, const struct planning_options *options)
{
    static const enum runs_end ends[] = {[WARMUP_DONE] = RUNS_DONE,
                                         [WARMUP_STOPPED] = RUNS_STOPPED,
                                         [WARMUP_OUT_OF_MEMORY] = RUNS_OUT_OF_MEMORY};
    for (size_t n = 0; n < plan->point_count && plan->end == RUNS_DONE; n++) {
        struct warmup warmup;
        if (warmup_asked(&plan->points[n].scenario))
            plan->end = ends[warmup_find(&warmup, &plan->points[n].scenario, options->runs.threads,
                                         options->runs.stop)];
    }
}

/* Running one variant. */

struct job {
    const struct planning *plan;
    const struct planning_options *options;
    struct planning_variant *variant;
    size_t index; /* of the variant */
    bool more_is_better;
    uint64_t *systems; /* the keeper's numbers of the points */
    struct observation *seen;
    uint64_t asked; /* a shard's part: how many runs */
    atomic_ullong days;
    atomic_size_t decided;
};

static struct run run_of(const struct job *job, size_t point, uint32_t replication)
{
    return (struct run){
        .world = &job->plan->points[point].scenario.variants[job->index].world,
        .system = job->systems[point],
        .replication = replication,
        .tag = (uint32_t)point,
    };
}

static enum runs_wish next(void *owner, struct run *run)
{
    struct job *job = owner;
    size_t point;
    uint32_t replication;
    switch (selection_next(&job->variant->selection, &point, &replication)) {
    case SELECTION_RUN:
        *run = run_of(job, point, replication);
        return RUNS_RUN;
    case SELECTION_WAIT:
        return RUNS_WAIT;
    default:
        return RUNS_NONE;
    }
}

static bool take(void *owner, const struct run *run, const double *values)
{
    struct job *job = owner;
    const struct planning *plan = job->plan;
    struct selection *selection = &job->variant->selection;
    for (size_t t = 0; t < plan->target_count; t++)
        job->seen[t] = target_observe(&plan->targets[t], values);
    double cost = plan->aim == AIM_MEASURE ? values[plan->measure] : 0;
    selection_take(selection, run->tag, job->seen, job->more_is_better ? -cost : cost);
    atomic_fetch_add(&job->days, 1);
    if (selection->candidates[run->tag].standing != STANDING_OPEN)
        atomic_fetch_add(&job->decided,
                         selection->candidates[run->tag].taken == run->replication + 1);
    return !selection_over(selection);
}

/* A shard's part: the first days of all points, whatever comes of them. */
static enum runs_wish next_of_part(void *owner, struct run *run)
{
    struct job *job = owner;
    if (job->asked == (uint64_t)job->plan->point_count * job->plan->first)
        return RUNS_NONE;
    *run = run_of(job, (size_t)(job->asked / job->plan->first),
                  (uint32_t)(job->asked % job->plan->first));
    job->asked++;
    return RUNS_RUN;
}

static bool take_of_part(void *owner, const struct run *run, const double *values)
{
    struct job *job = owner;
    (void)run;
    (void)values;
    atomic_fetch_add(&job->days, 1);
    return true;
}

static void tell(void *owner)
{
    struct job *job = owner;
    job->options->progress(job->options->watcher, atomic_load(&job->days),
                           atomic_load(&job->decided), job->plan->point_count);
}

static bool enroll(const struct job *job)
{
    const struct keeper *keeper = job->options->runs.keeper;
    for (size_t n = 0; keeper && n < job->plan->point_count; n++)
        if (!keeper->enroll(keeper->memory,
                            &job->plan->points[n].scenario.variants[job->index].world,
                            &job->systems[n]))
            return false;
    return true;
}

static enum runs_end run(struct job *job)
{
    bool part = job->plan->part;
    const struct runs_owner owner = {
        .owner = job,
        .next = part ? next_of_part : next,
        .take = part ? take_of_part : take,
        .tell = job->options->progress ? tell : NULL,
    };
    return enroll(job) ? runs_do(&owner, 0, &job->options->runs) : RUNS_NOT_KEPT;
}

/* Each variant's part of the error, so that all together are right. */
static bool begin(struct planning *plan, struct planning_variant *variant, size_t index,
                  const struct planning_options *options)
{
    double *tolerance = calloc(plan->target_count + 1, sizeof *tolerance);
    if (plan->aim != AIM_MEASURE)
        variant->costs = calloc(plan->point_count, sizeof *variant->costs);
    bool done = tolerance && (variant->costs || plan->aim == AIM_MEASURE);
    if (done) {
        for (size_t t = 0; t < plan->target_count; t++)
            tolerance[t] = plan->targets[t].tolerance;
        for (size_t n = 0; variant->costs && n < plan->point_count; n++)
            variant->costs[n] = planning_known_cost(plan, plan->aim, index, n);
        const struct selection_design design = {
            .candidates = plan->point_count,
            .targets = plan->target_count,
            .tolerance = tolerance,
            .cost = variant->costs,
            .indifference = options->worth,
            .worth = PLANNING_WORTH,
            .error = plan->error / (double)planning_scenario(plan)->variant_count,
            .first = plan->first,
            .most = plan->most,
        };
        done = selection_begin(&variant->selection, &design);
    }
    free(tolerance);
    return done;
}

static double shortfall(const struct planning *plan, const struct planning_variant *variant,
                        size_t point)
{
    const struct candidate *candidate = &variant->selection.candidates[point];
    double worst = -INFINITY;
    for (size_t t = 0; t < plan->target_count; t++) {
        double excess = gauge_excess(&candidate->gauges[t]) / plan->targets[t].tolerance;
        worst = isnan(excess) ? INFINITY : fmax(worst, excess);
    }
    return worst;
}

double planning_shortfall(const struct planning *plan, size_t variant, size_t point)
{
    return shortfall(plan, &plan->variants[variant], point);
}

/* Without an answer: the point that falls short by the least. */
static size_t least_short(const struct planning_variant *variant, const struct planning *plan)
{
    size_t best = SIZE_MAX;
    for (size_t n = 0; n < plan->point_count; n++)
        if (selection_counts(&variant->selection, n) &&
            (best == SIZE_MAX || shortfall(plan, variant, n) < shortfall(plan, variant, best)))
            best = n;
    return best;
}

/* The dearest that costs less than the answer and fails; of several, the one that comes nearest. */
static size_t cheaper(const struct planning_variant *variant, const struct planning *plan)
{
    const struct selection *s = &variant->selection;
    double cost = selection_cost(s, variant->answer);
    size_t best = SIZE_MAX;
    for (size_t n = 0; n < plan->point_count; n++) {
        double here = selection_cost(s, n);
        if (!selection_counts(s, n) || s->candidates[n].standing != STANDING_FAILS ||
            !(here < cost))
            continue;
        double there = best == SIZE_MAX ? -INFINITY : selection_cost(s, best);
        if (here > there ||
            (here == there && shortfall(plan, variant, n) < shortfall(plan, variant, best)))
            best = n;
    }
    return best;
}

static void conclude(struct planning *plan, struct planning_variant *variant)
{
    const struct selection *s = &variant->selection;
    variant->answer = selection_answer(s);
    variant->nearest =
        variant->answer == SIZE_MAX ? least_short(variant, plan) : cheaper(variant, plan);
    for (size_t n = 0; n < plan->point_count; n++) {
        if (!selection_counts(s, n))
            continue;
        variant->days += s->candidates[n].taken;
        variant->doubt = variant->doubt || selection_doubtful(s, n);
    }
}

static void planning_variant_free(struct planning_variant *variant)
{
    free(variant->remedies);
    selection_free(&variant->selection);
    free(variant->costs);
    *variant = (struct planning_variant){0};
}

/* Plans the next variant; plan->end says whether that was all right. */
static void planning_next(struct planning *plan, const struct planning_options *options)
{
    size_t index = plan->variant_count;
    struct planning_variant *variant = &plan->variants[index];
    struct job job = {
        .plan = plan,
        .options = options,
        .variant = variant,
        .index = index,
        .more_is_better =
            plan->aim == AIM_MEASURE && measure_at(plan->measure)->better == BETTER_MORE,
        .systems = calloc(plan->point_count, sizeof *job.systems),
        .seen = calloc(plan->target_count + 1, sizeof *job.seen),
    };
    bool ready = job.systems && job.seen && begin(plan, variant, index, options);
    plan->end = ready ? run(&job) : RUNS_OUT_OF_MEMORY;
    free(job.systems);
    free(job.seen);
    if (!ready) {
        planning_variant_free(variant);
        return;
    }
    variant->partial = plan->end != RUNS_DONE;
    conclude(plan, variant);
    plan->variant_count++;
}

/* Where nothing will do: what would, beginning from what comes nearest. */
static void find_remedies(struct planning *plan, size_t index,
                          const struct planning_options *options)
{
    struct planning_variant *variant = &plan->variants[index];
    size_t worst = 0;
    if (variant->answer != SIZE_MAX || variant->nearest == SIZE_MAX || plan->target_count == 0)
        return;
    const struct candidate *candidate = &variant->selection.candidates[variant->nearest];
    for (size_t t = 1; t < plan->target_count; t++)
        if (gauge_excess(&candidate->gauges[t]) / plan->targets[t].tolerance >
            gauge_excess(&candidate->gauges[worst]) / plan->targets[worst].tolerance)
            worst = t;
    variant->remedies = calloc(1, sizeof *variant->remedies);
    if (variant->remedies &&
        remedies_find(variant->remedies,
                      &plan->points[variant->nearest].scenario.variants[index].world, plan->targets,
                      plan->target_count, worst, plan->first, planning_scenario(plan)->confidence,
                      &options->runs))
        return;
    bool stopped = options->runs.stop && atomic_load(options->runs.stop);
    plan->end = stopped ? RUNS_STOPPED : RUNS_OUT_OF_MEMORY;
    free(variant->remedies);
    variant->remedies = NULL;
}

/* Simulates the answers of all variants beside each other. */
static void compare_answers(struct planning *plan, const struct planning_options *options)
{
    size_t count = 0;
    plan->chosen = *planning_scenario(plan);
    plan->chosen.arena = NULL;
    plan->chosen.variants = calloc(plan->variant_count + 1, sizeof *plan->chosen.variants);
    plan->chosen_from = calloc(plan->variant_count + 1, sizeof *plan->chosen_from);
    if (!plan->chosen.variants || !plan->chosen_from) {
        plan->end = RUNS_OUT_OF_MEMORY;
        return;
    }
    for (size_t v = 0; v < plan->variant_count; v++) {
        if (plan->variants[v].answer == SIZE_MAX)
            continue;
        plan->chosen_from[count] = v;
        plan->chosen.variants[count++] =
            plan->points[plan->variants[v].answer].scenario.variants[v];
    }
    plan->chosen.variant_count = count;
    plan->chosen.replications = plan->first;
    plan->chosen.precision = 0;
    const struct experiment_options experiment = {
        .threads = options->runs.threads,
        .stop = options->runs.stop,
        .keeper = options->runs.keeper,
    };
    if (count == 0)
        return;
    if (!experiment_run(&plan->result, &plan->chosen, &experiment))
        plan->end = RUNS_OUT_OF_MEMORY;
    else
        plan->end = plan->result.end;
}

static void planning_all(struct planning *plan, const struct planning_options *options)
{
    size_t variants = planning_scenario(plan)->variant_count;
    plan->variants = calloc(variants, sizeof *plan->variants);
    if (!plan->variants) {
        plan->end = RUNS_OUT_OF_MEMORY;
        return;
    }
    settle(plan, options);
    while (plan->variant_count < variants && plan->end == RUNS_DONE)
        planning_next(plan, options);
    for (size_t v = 0; v < plan->variant_count && plan->end == RUNS_DONE && !plan->part; v++)
        find_remedies(plan, v, options);
    if (plan->end == RUNS_DONE && !plan->part)
        compare_answers(plan, options);
}

bool planning_make(struct planning *plan, const struct range *ranges, size_t range_count,
                   const struct target *targets, size_t target_count,
                   const struct planning_options *options, const char **wrong)
{
    *wrong = NULL;
    *plan = (struct planning){
        .ranges = ranges,
        .range_count = range_count,
        .targets = targets,
        .target_count = target_count,
        .aim = options->aim,
        .measure = options->measure,
        .part = options->runs.shards > 0,
    };
    if (read_points(plan, options))
        *wrong = planning_choose_aim(plan, &plan->aim);
    if (!plan->points)
        *wrong = OUT_OF_MEMORY;
    size_t planned = 1;
    for (size_t r = 0; r < range_count; r++)
        planned *= ranges[r].count;
    if (*wrong || plan->point_count < planned) {
        planning_free(plan);
        return false;
    }
    const struct scenario *scenario = planning_scenario(plan);
    plan->error = 1 - scenario->confidence;
    plan->first = scenario->replications > SELECTION_FIRST_LEAST ? scenario->replications
                                                                 : SELECTION_FIRST_LEAST;
    plan->most = options->most > 0 ? options->most : PLANNING_DAYS_MOST;
    if (plan->most < plan->first)
        plan->most = plan->first;
    planning_all(plan, options);
    return true;
}

void planning_free(struct planning *plan)
{
    if (plan->result.scenario)
        result_free(&plan->result);
    free(plan->chosen.variants);
    free(plan->chosen_from);
    for (size_t v = 0; plan->variants && v < plan->variant_count; v++)
        planning_variant_free(&plan->variants[v]);
    free(plan->variants);
    for (size_t n = 0; n < plan->point_count; n++)
        scenario_free(&plan->points[n].scenario);
    free(plan->points);
    *plan = (struct planning){0};
}

double planning_cost(const struct planning *plan, size_t variant, size_t point)
{
    double cost = selection_cost(&plan->variants[variant].selection, point);
    bool turned = plan->aim == AIM_MOST ||
                  (plan->aim == AIM_MEASURE && measure_at(plan->measure)->better == BETTER_MORE);
    return turned ? -cost : cost;
}

struct estimate planning_estimate(const struct planning *plan, size_t variant, size_t point,
                                  size_t target)
{
    const struct candidate *candidate = &plan->variants[variant].selection.candidates[point];
    const struct gauge *gauge = &candidate->gauges[target];
    double scale = (double)gauge->excess.count / gauge->weights;
    struct estimate estimate = estimate_of(&gauge->excess, planning_scenario(plan)->confidence);
    estimate.mean = target_value(&plan->targets[target], gauge_excess(gauge));
    estimate.half_width *= scale;
    estimate.sd *= scale;
    return estimate;
}
