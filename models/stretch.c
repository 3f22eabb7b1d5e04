/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See stretch.h: each kind is made anew by its maker, which knows what is allowed. */
#include "models/stretch.h"

#include <math.h>

#include "models/arena.h"

#define OUT_OF_MEMORY "out of memory"

static sim_time times(sim_time length, double factor)
{
    return sim_from_seconds(sim_seconds(length) * factor);
}

/* The values moved to centre + (value - centre) * factor. */
static const char *move_data(struct sim_dist *dist, const struct sim_dist *from, double centre,
                             double factor, struct arena *arena)
{
    const sim_time *values = from->data;
    sim_time *moved = arena_take(arena, from->count, sizeof *moved);
    if (!moved)
        return OUT_OF_MEMORY;
    for (size_t i = 0; i < from->count; i++) {
        double seconds = centre + (sim_seconds(values[i]) - centre) * factor;
        if (!(seconds >= 0))
            return "the shortest of the data would become negative";
        moved[i] = sim_from_seconds(seconds);
    }
    return sim_dist_empirical(dist, moved, from->count);
}

static const char *stretch_parts(struct sim_dist *dist, const struct sim_dist *from, double factor,
                                 struct arena *arena)
{
    const struct sim_dist_part *parts = from->data;
    struct sim_dist_part *longer = arena_take(arena, from->count, sizeof *longer);
    if (!longer)
        return OUT_OF_MEMORY;
    for (size_t i = 0; i < from->count; i++) {
        longer[i] = parts[i];
        const char *wrong = dist_stretch(&longer[i].dist, factor, arena);
        if (wrong)
            return wrong;
    }
    return sim_dist_mixture(dist, longer, from->count);
}

/* What it is without the shift before it, stretched. */
static const char *stretch_kind(struct sim_dist *dist, const struct sim_dist *from, double factor,
                                struct arena *arena)
{
    double first = from->first * factor, second = from->second * factor;
    double third = from->third * factor;
    switch (from->kind) {
    case SIM_CONSTANT:
        return sim_dist_constant(dist, 0);
    case SIM_EXPONENTIAL:
        return sim_dist_exponential(dist, first);
    case SIM_GAMMA:
        return sim_dist_gamma(dist, first, from->second);
    case SIM_LOGNORMAL:
        return sim_dist_lognormal(dist, first, from->second);
    case SIM_ERLANG:
        return sim_dist_erlang(dist, first, from->second);
    case SIM_WEIBULL:
        return sim_dist_weibull(dist, first, from->second);
    case SIM_PARETO:
        return sim_dist_pareto(dist, first, from->second);
    case SIM_HYPEREXPONENTIAL:
        return sim_dist_hyperexponential(dist, first, from->second);
    case SIM_NORMAL:
        return sim_dist_normal(dist, first, second);
    case SIM_UNIFORM:
        return sim_dist_uniform(dist, first, second);
    case SIM_TRIANGULAR:
        return sim_dist_triangular(dist, first, second, third);
    case SIM_PERT:
        return sim_dist_pert(dist, first, second, third);
    case SIM_EMPIRICAL:
        return move_data(dist, from, 0, factor, arena);
    case SIM_MIXTURE:
        return stretch_parts(dist, from, factor, arena);
    case SIM_DIST_KINDS:
        break;
    }
    return "unknown distribution";
}

const char *dist_stretch(struct sim_dist *dist, double factor, struct arena *arena)
{
    struct sim_dist longer;
    const char *wrong = stretch_kind(&longer, dist, factor, arena);
    if (!wrong && sim_seconds(dist->shift) * factor > sim_seconds(SIM_FAR))
        wrong = "a duration must be at most 36 years";
    if (!wrong)
        wrong = sim_dist_shift(&longer, times(dist->shift, factor));
    if (!wrong)
        *dist = longer;
    return wrong;
}

double dist_variation(const struct sim_dist *dist)
{
    double variance = sim_dist_variance(dist), mean = sim_dist_mean(dist);
    if (!(variance > 0))
        return 0;
    return isfinite(variance) && mean > 0 ? sqrt(variance) / mean : (double)NAN;
}

/*
 * A Weibull distribution with that mean and coefficient of variation, by bisection: the smaller the
 * shape, the wider it is.
 */
static const char *weibull_of(struct sim_dist *dist, double mean, double variation)
{
    double narrow = log(1e3), wide = log(0.05);
    for (int n = 0; n < 100; n++) {
        double middle = (narrow + wide) / 2;
        const char *wrong = sim_dist_weibull(dist, mean, exp(middle));
        if (wrong)
            return wrong;
        *(dist_variation(dist) < variation ? &narrow : &wide) = middle;
    }
    double reached = dist_variation(dist);
    return fabs(reached - variation) < 1e-6 * variation ? NULL
                                                        : "no Weibull distribution spreads so";
}

/* Type I: the variance exists for shapes above 2 only. */
static const char *widen_pareto(struct sim_dist *dist, const struct sim_dist *from, double factor)
{
    double variation = dist_variation(from) * factor;
    if (isnan(variation))
        return "its spread is without bound";
    return sim_dist_pareto(dist, from->first, 1 + sqrt(1 + 1 / (variation * variation)));
}

/* What it is without the shift before it, around its mean. */
static const char *widen_kind(struct sim_dist *dist, const struct sim_dist *from, double factor,
                              struct arena *arena)
{
    double mean = sim_dist_mean(from), variation = dist_variation(from) * factor;
    double low = mean + (from->first - mean) * factor;
    double high = mean + (from->second - mean) * factor;
    double peak = mean + (from->third - mean) * factor;
    switch (from->kind) {
    case SIM_EXPONENTIAL:
    case SIM_WEIBULL:
        return weibull_of(dist, mean, variation);
    case SIM_GAMMA:
    case SIM_ERLANG:
        return sim_dist_gamma(dist, mean, variation);
    case SIM_LOGNORMAL:
        return sim_dist_lognormal(dist, mean, variation);
    case SIM_PARETO:
        return widen_pareto(dist, from, factor);
    case SIM_HYPEREXPONENTIAL:
        return sim_dist_hyperexponential(dist, mean, variation);
    case SIM_NORMAL:
        return sim_dist_normal(dist, from->first, from->second * factor);
    case SIM_UNIFORM:
        return sim_dist_uniform(dist, low, high);
    case SIM_TRIANGULAR:
        return sim_dist_triangular(dist, low, high, peak);
    case SIM_PERT:
        return sim_dist_pert(dist, low, high, peak);
    case SIM_EMPIRICAL:
        return move_data(dist, from, mean, factor, arena);
    case SIM_MIXTURE:
        return "the spread of a mixture is more than one number";
    case SIM_CONSTANT:
    case SIM_DIST_KINDS:
        break;
    }
    return "it does not vary";
}

const char *dist_widen(struct sim_dist *dist, double factor, struct arena *arena)
{
    struct sim_dist bare = *dist, wider;
    bare.shift = 0;
    const char *wrong = widen_kind(&wider, &bare, factor, arena);
    if (!wrong)
        wrong = sim_dist_shift(&wider, dist->shift);
    if (!wrong)
        *dist = wider;
    return wrong;
}
