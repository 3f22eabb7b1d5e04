/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every variant as it is and with each change is a system; a replication is run in all of them
 * before the next one, and what it adds is kept as running moments only.
 */
#include "lab/sensitivity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/arena.h"
#include "models/measures.h"

/* Bytes for all worlds. */
#define BUDGET (512UL << 20)

/* A world to be run: a variant's own, or one with a change. */
struct system {
    const struct world *world;
    size_t variant;
    const struct turn *turn; /* NULL: the variant's own */
    uint64_t number;         /* the keeper's */
};

struct study {
    struct sensitivity *result;
    const struct sensitivity_options *options;
    size_t system_count;
    struct system *systems; /* each variant's own before its changes */
    double *row;            /* what one replication measured, system by system */
    uint64_t next, planned;
    atomic_uint_least64_t taken; /* for who watches */
};

const struct swing *sensitivity_swing(const struct sensitivity *s, size_t variant, size_t parameter)
{
    return &s->swings[variant * s->parameter_count + parameter];
}

static bool is_wanted(const struct parameter *parameter, const struct sensitivity_options *options)
{
    bool money = false;
    for (size_t n = 0; n < options->measure_count; n++)
        money |= strncmp(measure_at(options->measures[n])->name[0], "money.", 6) == 0;
    if (parameter_is_money(parameter) && !money)
        return false;
    for (size_t n = 0; n < options->only_count; n++)
        if (strncmp(parameter->name, options->only[n], strlen(options->only[n])) == 0)
            return true;
    return options->only_count == 0;
}

/* The parameters of all variants, without those that nobody asks for. */
static bool find_parameters(struct sensitivity *s, const struct sensitivity_options *options)
{
    s->parameters = calloc(PARAMETERS_MOST, sizeof *s->parameters);
    if (!s->parameters)
        return false;
    size_t count = 0;
    for (size_t v = 0; v < s->scenario->variant_count; v++)
        count = parameters_add(s->parameters, count, &s->scenario->variants[v].world,
                               s->scenario->theme);
    for (size_t p = 0; p < count; p++)
        if (is_wanted(&s->parameters[p], options))
            s->parameters[s->parameter_count++] = s->parameters[p];
    return true;
}

static void make_turn(struct sensitivity *s, struct turn *turn, const struct parameter *parameter,
                      const struct world *world, enum side side)
{
    double factor = side == SIDE_LESS ? 1 - s->change : 1 + s->change;
    turn->world = *world;
    turn->why_not = parameter_scale(parameter, &turn->world, factor, s->arena);
    turn->size = turn->why_not ? (double)NAN : parameter_size(parameter, &turn->world);
    s->turn_count += !turn->why_not;
}

static bool make_turns(struct sensitivity *s)
{
    size_t variants = s->scenario->variant_count;
    s->swings = calloc(variants * s->parameter_count + 1, sizeof *s->swings);
    s->arena = arena_new(BUDGET);
    if (!s->swings || !s->arena)
        return false;
    for (size_t v = 0; v < variants; v++) {
        const struct world *world = &s->scenario->variants[v].world;
        for (size_t p = 0; p < s->parameter_count; p++) {
            struct swing *swing = &s->swings[v * s->parameter_count + p];
            swing->size = parameter_size(&s->parameters[p], world);
            for (enum side side = 0; side < SIDES; side++)
                make_turn(s, &swing->turn[side], &s->parameters[p], world, side);
        }
    }
    return !arena_failed(s->arena);
}

/* Room for what is measured: without a change, and the difference that each makes. */
static bool make_room(struct sensitivity *s)
{
    s->base = calloc(s->scenario->variant_count * s->measure_count, sizeof *s->base);
    s->differences = calloc(s->turn_count * s->measure_count + 1, sizeof *s->differences);
    if (!s->base || !s->differences)
        return false;
    struct sim_moments *next = s->differences;
    for (size_t n = 0; n < s->scenario->variant_count * s->parameter_count; n++) {
        for (enum side side = 0; side < SIDES; side++) {
            struct turn *turn = &s->swings[n].turn[side];
            turn->difference = next;
            next += turn->why_not ? 0 : s->measure_count;
        }
    }
    return true;
}

static bool begin(struct sensitivity *s, const struct scenario *scenario,
                  const struct sensitivity_options *options)
{
    *s = (struct sensitivity){
        .scenario = scenario,
        .measures = options->measures,
        .measure_count = options->measure_count,
        .change = options->change,
    };
    if (!result_begin(&s->settled, scenario, scenario->replications))
        return false;
    if (!result_settle(&s->settled, options->runs.threads, options->runs.stop))
        s->end = s->settled.end;
    s->scenario = s->settled.scenario;
    if (find_parameters(s, options) && make_turns(s) && make_room(s))
        return true;
    sensitivity_free(s);
    return false;
}

static void add_variant(struct study *study, size_t variant)
{
    const struct sensitivity *s = study->result;
    study->systems[study->system_count++] =
        (struct system){.world = &s->scenario->variants[variant].world, .variant = variant};
    for (size_t p = 0; p < s->parameter_count; p++) {
        const struct swing *swing = sensitivity_swing(s, variant, p);
        for (enum side side = 0; side < SIDES; side++)
            if (!swing->turn[side].why_not)
                study->systems[study->system_count++] =
                    (struct system){.world = &swing->turn[side].world,
                                    .variant = variant,
                                    .turn = &swing->turn[side]};
    }
}

static enum runs_wish next(void *owner, struct run *run)
{
    struct study *study = owner;
    if (study->next == study->planned)
        return RUNS_NONE;
    const struct system *system = &study->systems[study->next % study->system_count];
    *run = (struct run){
        .world = system->world,
        .system = system->number,
        .replication = (uint32_t)(study->next / study->system_count),
        .tag = (uint32_t)(study->next % study->system_count),
    };
    study->next++;
    return RUNS_RUN;
}

/* A replication is there in all systems. */
static void merge(struct study *study)
{
    struct sensitivity *s = study->result;
    const double *base = study->row;
    for (size_t n = 0; n < study->system_count; n++) {
        const struct system *system = &study->systems[n];
        const double *values = study->row + n * s->measure_count;
        struct sim_moments *own = s->base + system->variant * s->measure_count;
        base = system->turn ? base : values;
        for (size_t m = 0; m < s->measure_count; m++) {
            if (system->turn)
                sample_add(&system->turn->difference[m], values[m] - base[m]);
            else
                sample_add(&own[m], values[m]);
        }
    }
    s->replications++;
}

static bool take(void *owner, const struct run *run, const double *values)
{
    struct study *study = owner;
    const struct sensitivity *s = study->result;
    double *to = study->row + run->tag * s->measure_count;
    for (size_t m = 0; m < s->measure_count; m++)
        to[m] = values ? values[s->measures[m]] : (double)NAN;
    if (run->tag + 1 == study->system_count)
        merge(study);
    atomic_fetch_add(&study->taken, 1);
    return true;
}

static void tell(void *owner)
{
    struct study *study = owner;
    study->options->progress(study->options->watcher, atomic_load(&study->taken), study->planned);
}

static bool enroll(struct study *study)
{
    const struct keeper *keeper = study->options->runs.keeper;
    for (size_t n = 0; keeper && n < study->system_count; n++)
        if (!keeper->enroll(keeper->memory, study->systems[n].world, &study->systems[n].number))
            return false;
    return true;
}

static enum runs_end run(struct study *study)
{
    const struct runs_owner owner = {
        .owner = study, .next = next, .take = take, .tell = study->options->progress ? tell : NULL};
    for (size_t v = 0; v < study->result->scenario->variant_count; v++)
        add_variant(study, v);
    study->planned = (uint64_t)study->result->scenario->replications * study->system_count;
    return enroll(study) ? runs_do(&owner, study->planned, &study->options->runs) : RUNS_NOT_KEPT;
}

bool sensitivity_run(struct sensitivity *s, const struct scenario *scenario,
                     const struct sensitivity_options *options)
{
    if (!begin(s, scenario, options))
        return false;
    if (s->end != RUNS_DONE)
        return true;
    size_t systems = scenario->variant_count + s->turn_count;
    struct study study = {
        .result = s,
        .options = options,
        .systems = calloc(systems, sizeof *study.systems),
        .row = calloc(systems * s->measure_count, sizeof *study.row),
    };
    s->end = study.systems && study.row ? run(&study) : RUNS_OUT_OF_MEMORY;
    free(study.systems);
    free(study.row);
    return true;
}

void sensitivity_free(struct sensitivity *s)
{
    free(s->parameters);
    free(s->swings);
    free(s->base);
    free(s->differences);
    arena_free(s->arena);
    result_free(&s->settled);
    *s = (struct sensitivity){0};
}

struct estimate sensitivity_base(const struct sensitivity *s, size_t variant, size_t measure)
{
    return estimate_of(&s->base[variant * s->measure_count + measure], s->scenario->confidence);
}

size_t sensitivity_intervals(const struct sensitivity *s)
{
    return s->turn_count * s->measure_count;
}

struct estimate sensitivity_effect(const struct sensitivity *s, size_t variant, size_t parameter,
                                   enum side side, size_t measure)
{
    const struct turn *turn = &sensitivity_swing(s, variant, parameter)->turn[side];
    if (turn->why_not)
        return (struct estimate){NAN, NAN, NAN, 0, NAN};
    double doubt = (1 - s->scenario->confidence) / (double)sensitivity_intervals(s);
    return estimate_of(&turn->difference[measure], 1 - doubt);
}

bool sensitivity_idle(const struct sensitivity *s, size_t variant, size_t parameter, size_t measure)
{
    bool any = false;
    for (enum side side = 0; side < SIDES; side++) {
        const struct turn *turn = &sensitivity_swing(s, variant, parameter)->turn[side];
        if (turn->why_not)
            continue;
        any = true;
        const struct sim_moments *difference = &turn->difference[measure];
        if (fabs(difference->mean) > 0 || difference->squares > 0)
            return false;
    }
    return any;
}

bool sensitivity_established(const struct sensitivity *s, size_t variant, size_t parameter,
                             size_t measure)
{
    for (enum side side = 0; side < SIDES; side++) {
        struct estimate effect = sensitivity_effect(s, variant, parameter, side, measure);
        if (estimate_established(&effect))
            return true;
    }
    return false;
}

double sensitivity_elasticity(const struct sensitivity *s, size_t variant, size_t parameter,
                              size_t measure)
{
    const struct swing *swing = sensitivity_swing(s, variant, parameter);
    double base = sensitivity_base(s, variant, measure).mean;
    double size[SIDES], effect[SIDES];
    if (!(base > 0) || !(swing->size > 0))
        return NAN;
    for (enum side side = 0; side < SIDES; side++) {
        const struct turn *turn = &swing->turn[side];
        size[side] = turn->why_not ? swing->size : turn->size;
        effect[side] = turn->why_not ? 0 : sim_moments_mean(&turn->difference[measure]);
    }
    double changed = (size[SIDE_MORE] - size[SIDE_LESS]) / swing->size;
    return changed > 0 ? (effect[SIDE_MORE] - effect[SIDE_LESS]) / base / changed : (double)NAN;
}

/* The larger effect of the two sides, whichever way; NAN: there is none. */
static double strength(const struct sensitivity *s, size_t variant, size_t parameter,
                       size_t measure)
{
    double less = sensitivity_effect(s, variant, parameter, SIDE_LESS, measure).mean;
    double more = sensitivity_effect(s, variant, parameter, SIDE_MORE, measure).mean;
    return fmax(fabs(less), fabs(more)); /* fmax leaves out what is no number */
}

size_t sensitivity_order(const struct sensitivity *s, size_t variant, size_t measure, size_t *order)
{
    size_t count = 0;
    for (size_t p = 0; p < s->parameter_count; p++) {
        double own = strength(s, variant, p, measure);
        if (isnan(own) || sensitivity_idle(s, variant, p, measure))
            continue;
        size_t at = count++;
        for (; at > 0 && strength(s, variant, order[at - 1], measure) < own; at--)
            order[at] = order[at - 1];
        order[at] = p;
    }
    return count;
}
