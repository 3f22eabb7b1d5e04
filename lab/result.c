/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See result.h. */
#include "lab/result.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/measures.h"

/* Copies the scenario as far as its variants; all else belongs to the original. */
static bool copy_scenario(struct result *result)
{
    const struct scenario *from = result->scenario;
    struct scenario *copy = malloc(sizeof *copy);
    struct variant *variants = calloc(from->variant_count, sizeof *variants);
    if (!copy || !variants) {
        free(copy);
        free(variants);
        return false;
    }
    memcpy(variants, from->variants, from->variant_count * sizeof *variants);
    *copy = *from;
    copy->variants = variants;
    result->settled = copy;
    result->scenario = copy;
    return true;
}

static void find_steady_states(struct result *result)
{
    for (size_t v = 0; v < result->scenario->variant_count; v++)
        steady_of(&result->steady[v], &result->scenario->variants[v].world);
}

/* The luckiest measures of a world, the most promising first. */
static size_t choose_controls(const struct world *world, size_t chosen[CONTROLS_MOST])
{
    double chance[CONTROLS_MOST];
    size_t count = 0;
    for (size_t m = 0; m < measure_count(); m++) {
        double here = measure_luck(m, world);
        size_t at = count < CONTROLS_MOST ? count : CONTROLS_MOST - 1;
        if (!(here > 0) || (count == CONTROLS_MOST && !(here > chance[at])))
            continue;
        count = at + 1;
        for (; at > 0 && chance[at - 1] < here; at--) {
            chance[at] = chance[at - 1];
            chosen[at] = chosen[at - 1];
        }
        chance[at] = here;
        chosen[at] = m;
    }
    return count;
}

static bool begin_controls(struct result *result)
{
    const struct scenario *scenario = result->scenario;
    result->controls = calloc(scenario->variant_count, sizeof *result->controls);
    for (size_t v = 0; result->controls && v < scenario->variant_count; v++) {
        struct result_controls *controls = &result->controls[v];
        size_t count = choose_controls(&scenario->variants[v].world, controls->measure);
        if (!controls_begin(&controls->own, count, measure_count()) ||
            !controls_begin(&controls->paired, count, measure_count()))
            return false;
    }
    return result->controls != NULL;
}

bool result_begin(struct result *result, const struct scenario *scenario, uint32_t planned)
{
    size_t cells = scenario->variant_count * measure_count();
    *result = (struct result){
        .scenario = scenario,
        .planned = planned,
        .own = calloc(cells, sizeof *result->own),
        .paired = calloc(cells, sizeof *result->paired),
        .whole = calloc(measure_count(), sizeof *result->whole),
        .ratios = calloc(cells, sizeof *result->ratios),
        .steady = calloc(scenario->variant_count, sizeof *result->steady),
    };
    bool done = result->own && result->paired && result->whole && result->ratios &&
                result->steady && (!scenario->control_variates || begin_controls(result));
    if (!done) {
        result_free(result);
        return false;
    }
    for (size_t m = 0; m < measure_count(); m++)
        result->whole[m] = measure_over(m) ? measure_find(measure_over(m)) : measure_count();
    find_steady_states(result);
    return true;
}

void result_free(struct result *result)
{
    for (size_t v = 0; result->controls && v < result->scenario->variant_count; v++) {
        controls_free(&result->controls[v].own);
        controls_free(&result->controls[v].paired);
    }
    free(result->controls);
    free(result->steady);
    free(result->ratios);
    free(result->whole);
    free(result->own);
    free(result->paired);
    if (result->settled)
        free(result->settled->variants);
    free(result->settled);
    *result = (struct result){0};
}

bool result_settle(struct result *result, unsigned threads, const atomic_bool *stop)
{
    if (!warmup_asked(result->scenario))
        return true;
    result->end = RUNS_OUT_OF_MEMORY;
    if (!copy_scenario(result))
        return false;
    enum warmup_end end = warmup_find(&result->warmup, result->settled, threads, stop);
    if (end == WARMUP_STOPPED)
        result->end = RUNS_STOPPED;
    else if (end == WARMUP_DONE)
        result->end = RUNS_DONE;
    return end == WARMUP_DONE;
}

static void add_ratios(struct result *result, size_t variant, const double *values)
{
    struct ratio *ratios = result->ratios + variant * measure_count();
    for (size_t m = 0; m < measure_count(); m++)
        if (result->whole[m] < measure_count())
            ratio_add(&ratios[m], values[m], values[result->whole[m]]);
}

void result_add(struct result *result, const double *values)
{
    size_t measures = measure_count();
    for (size_t v = 0; v < result->scenario->variant_count; v++) {
        const double *row = values + v * measures;
        struct sim_moments *own = result->own + v * measures;
        struct sim_moments *paired = result->paired + v * measures;
        for (size_t m = 0; m < measures; m++) {
            sample_add(&own[m], row[m]);
            sample_add(&paired[m], row[m] - values[m]);
        }
        add_ratios(result, v, row);
        if (!result->controls)
            continue;
        struct result_controls *controls = &result->controls[v];
        double luck[CONTROLS_MOST];
        for (size_t c = 0; c < controls->own.count; c++)
            luck[c] = row[controls->measure[c]];
        controls_add(&controls->own, luck, row, NULL);
        controls_add(&controls->paired, luck, row, values);
    }
    result->replications++;
}

bool result_grows(const struct result *result, size_t variant, size_t measure)
{
    return result->steady && steady_lacks(&result->steady[variant],
                                          &result->scenario->variants[variant].world, measure);
}

static bool lacks(const struct result *result, size_t variant, size_t measure)
{
    return result_grows(result, variant, measure) && result->steady[variant].only;
}

bool result_precise(const struct result *result)
{
    const struct scenario *scenario = result->scenario;
    size_t measure = scenario->precision_of;
    bool absolute = strcmp(measure_at(measure)->unit, "share") == 0;
    for (size_t v = 0; v < scenario->variant_count; v++) {
        struct estimate estimate = result_estimate(result, v, measure);
        struct controlled controlled;
        if (lacks(result, v, measure) || !result_measures(result, v, measure))
            continue;
        if (result_controlled(result, v, measure, false, &controlled))
            estimate = controlled.estimate;
        if (!estimate_precise(&estimate, scenario->precision, absolute))
            return false;
    }
    return true;
}

uint64_t result_runs(const struct result *result)
{
    return (uint64_t)result->planned * result->scenario->variant_count;
}

bool result_partial(const struct result *result)
{
    return result->end != RUNS_DONE;
}

bool result_measures(const struct result *result, size_t variant, size_t measure)
{
    return !measure_is_aid(measure) &&
           measure_exists(measure, &result->scenario->variants[variant].world);
}

static struct estimate estimate_in(const struct result *result, const struct sim_moments *samples,
                                   size_t variant, size_t measure, bool lacking)
{
    static const struct sim_moments none;
    const struct sim_moments *sample = &samples[variant * measure_count() + measure];
    return estimate_of(lacking ? &none : sample, result->scenario->confidence);
}

struct estimate result_estimate(const struct result *result, size_t variant, size_t measure)
{
    return estimate_in(result, result->own, variant, measure, lacks(result, variant, measure));
}

struct estimate result_difference(const struct result *result, size_t variant, size_t measure)
{
    bool lacking = lacks(result, variant, measure) || lacks(result, 0, measure);
    return estimate_in(result, result->paired, variant, measure, lacking);
}

size_t result_differences(const struct result *result)
{
    size_t count = 0;
    for (size_t v = 1; v < result->scenario->variant_count; v++)
        for (size_t m = 0; m < measure_count(); m++)
            count += result_measures(result, v, m) && result_difference(result, v, m).sd > 0;
    return count;
}

bool result_pooled(const struct result *result, size_t variant, size_t measure,
                   struct estimate *pooled)
{
    if (!result->ratios || !measure_over(measure) || lacks(result, variant, measure) ||
        !result_measures(result, variant, measure))
        return false;
    const struct ratio *ratio = &result->ratios[variant * measure_count() + measure];
    *pooled = ratio_estimate(ratio, result->scenario->confidence);
    return ratio->wholes > 0 && ratio->parts > 0 && !isnan(pooled->mean);
}

bool result_controlled(const struct result *result, size_t variant, size_t measure, bool difference,
                       struct controlled *controlled)
{
    if (!result->controls || result->replications < CONTROLS_REPLICATIONS_LEAST ||
        lacks(result, variant, measure) || (difference && lacks(result, 0, measure)))
        return false;
    const struct result_controls *controls = &result->controls[variant];
    return controls_estimate(difference ? &controls->paired : &controls->own, measure,
                             result->scenario->confidence, controlled);
}

double result_mean(const struct result *result, size_t variant, const char *measure)
{
    return result_estimate(result, variant, measure_find(measure)).mean;
}

double result_window_mean(const struct result *result, size_t variant, const char *measure)
{
    return sim_moments_mean(&result->own[variant * measure_count() + measure_find(measure)]);
}
