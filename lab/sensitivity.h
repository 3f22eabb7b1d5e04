/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which number of a scenario matters: each one made smaller and larger while all others stay, for
 * every variant, with the same callers and the same luck as without the change. Knows nothing of
 * pictures.
 */
#ifndef LAB_SENSITIVITY_H
#define LAB_SENSITIVITY_H

#include "lab/result.h"
#include "models/parameters.h"
#include "models/scenario.h"

struct sensitivity_options {
    struct runs_options runs; /* of a shard there are no effects: they need all days */
    double change;            /* by how much, above 0 and below 1: 0.2 */
    const size_t *measures;   /* by measure_at's index; stay as they are */
    size_t measure_count;
    const char *const *only; /* beginnings of parameters' names; none: all */
    size_t only_count;
    /* Called now and then with how many of the days are done; or NULL. */
    void (*progress)(void *watcher, uint64_t finished, uint64_t planned);
    void *watcher;
};

enum side { SIDE_LESS, SIDE_MORE, SIDES };

/* A parameter made smaller or larger. */
struct turn {
    const char *why_not; /* it was not done: "unlimited", "0"...; NULL: it was */
    struct world world;
    double size;                    /* the parameter's then */
    struct sim_moments *difference; /* to the same day without the change, a measure each */
};

/* A parameter in a variant. */
struct swing {
    double size; /* unchanged; NAN: the variant has no such parameter */
    struct turn turn[SIDES];
};

struct sensitivity {
    /* Must outlive it, as the measures must; with a warm-up that was found, a copy that has it. */
    const struct scenario *scenario;
    struct result settled; /* without replications: what found it */
    const size_t *measures;
    size_t measure_count;
    double change;
    uint32_t replications; /* finished in all worlds */
    enum runs_end end;
    size_t turn_count; /* how many were done, in all variants */

    size_t parameter_count;
    struct parameter *parameters;
    struct swing *swings;     /* [variant * parameter_count + parameter] */
    struct sim_moments *base; /* [variant * measure_count + measure, by its place in the list] */
    struct sim_moments *differences;
    struct arena *arena;
};

/*
 * Runs scenario->replications days of every variant without a change and with each; all with the
 * warm-up of the variant without a change, where that is left to the program. False when
 * there is not even memory to begin; else to be freed with sensitivity_free. What was finished
 * before a stop or a failure is there.
 */
bool sensitivity_run(struct sensitivity *result, const struct scenario *scenario,
                     const struct sensitivity_options *options);
void sensitivity_free(struct sensitivity *result);

const struct swing *sensitivity_swing(const struct sensitivity *s, size_t variant,
                                      size_t parameter);

/* The measure (by its place in the list) without a change. */
struct estimate sensitivity_base(const struct sensitivity *s, size_t variant, size_t measure);

/*
 * What a change adds to the measure. The interval is so wide that all intervals of the result, of
 * every parameter, side, variant and measure, hold together with the scenario's confidence
 * (Bonferroni).
 */
struct estimate sensitivity_effect(const struct sensitivity *s, size_t variant, size_t parameter,
                                   enum side side, size_t measure);

/* How many intervals that are. */
size_t sensitivity_intervals(const struct sensitivity *s);

/* On every day exactly the same as without the change, on both sides. */
bool sensitivity_idle(const struct sensitivity *s, size_t variant, size_t parameter,
                      size_t measure);

/* Some side's effect is established. */
bool sensitivity_established(const struct sensitivity *s, size_t variant, size_t parameter,
                             size_t measure);

/*
 * By how many per cent the measure changes for one per cent of the parameter: between both sides,
 * or from the middle to the only one. NAN where the measure has no mean above 0.
 */
double sensitivity_elasticity(const struct sensitivity *s, size_t variant, size_t parameter,
                              size_t measure);

/*
 * The parameters that change the measure of a variant at all, the largest effect of either side
 * first, into order[parameter_count]. Returns how many.
 */
size_t sensitivity_order(const struct sensitivity *s, size_t variant, size_t measure,
                         size_t *order);

#endif
