/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every single decision (a target met or missed, one dearer than another) may be wrong with
 * probability `error`. The selection is wrong only if a target of the cheapest candidate that meets
 * all of them with room to spare is taken for missed, or if another candidate is wrongly taken to
 * meet or to be cheaper than that: as many decisions as there are targets and other candidates, so
 * each gets that part of the whole error (Bonferroni). This holds for dependent replications too.
 */
#include "lab/selection.h"

#include <math.h>
#include <stdlib.h>

/* How many replications a candidate may be asked for beyond those that were told. */
#define AHEAD 16

/*
 * Where the first observations are all alike there is no variance to go by. They then go on until
 * it would be as improbable as a wrong decision that so many are alike if 1 in 20 were not.
 */
#define RARE 0.05

/*
 * One line is for means of one standard deviation and above, which 30 observations are enough for;
 * each of the others for a so much smaller one, and the square of that times as many observations.
 */
#define LINES 3
#define FLATTER 4

double kim_nelson_h2(size_t systems, size_t first, double error)
{
    double freedom = (double)first - 1;
    double eta = (pow(2 * error / ((double)systems - 1), -2 / freedom) - 1) / 2;
    return 2 * eta * freedom;
}

static bool known_costs(const struct selection *s)
{
    return !s->firsts;
}

/* Targets. */

/* A line that is crossed wrongly with probability `error`: its height after n observations. */
static double line(double slope, double variance, uint64_t first, double error, double n)
{
    return kim_nelson_h2(2, first, error / 2) * variance / (4 * slope) + slope * n;
}

double selection_reach(double delta, double variance, uint64_t first, double error, double n)
{
    double triangle = kim_nelson_h2(2, first, error / 2) * variance / (2 * delta) - delta * n / 2;
    double reach = fmax(triangle, 0), mean = sqrt(variance);
    if (!(variance > 0))
        return 0;
    for (int l = 0; l < LINES; l++, mean /= FLATTER)
        reach = fmin(reach, line(mean / 2, variance, first, error / (2 * LINES), n));
    return reach;
}

/* Whether the first observations are complete; then what follows from them is known. */
static bool first_stage(const struct selection *s, struct gauge *gauge, double tolerance)
{
    uint64_t n = gauge->excess.count;
    double variance = sim_moments_variance(&gauge->excess);
    if (gauge->first > 0)
        return true;
    if (n < s->design.first || (!(variance > 0) && n < s->steady))
        return false;
    gauge->first = n;
    gauge->variance = variance;
    gauge->delta = tolerance * gauge->weights / (double)n;
    return true;
}

static void gauge_take(const struct selection *s, struct gauge *gauge, double tolerance,
                       struct observation seen)
{
    if (isnan(seen.excess) || isnan(seen.weight))
        return;
    sim_moments_add(&gauge->excess, seen.excess);
    gauge->weights += seen.weight;
    if (gauge->verdict != GAUGE_OPEN || !first_stage(s, gauge, tolerance))
        return;
    double n = (double)gauge->excess.count, sum = n * gauge->excess.mean;
    if (fabs(sum) >= selection_reach(gauge->delta, gauge->variance, gauge->first, s->error, n))
        gauge->verdict = sum <= 0 ? GAUGE_MET : GAUGE_MISSED;
}

double gauge_excess(const struct gauge *gauge)
{
    return gauge->excess.mean * (double)gauge->excess.count / gauge->weights;
}

/* In how many of its replications the candidate has a value of the target. */
static bool mostly_valueless(const struct selection *s, uint32_t taken, uint64_t with_value)
{
    return taken >= 2 * s->design.first && with_value < s->design.first;
}

static void take_targets(struct selection *s, struct candidate *candidate,
                         const struct observation *targets)
{
    size_t met = 0;
    for (size_t t = 0; t < s->design.targets; t++) {
        struct gauge *gauge = &candidate->gauges[t];
        gauge_take(s, gauge, s->tolerance[t], targets[t]);
        met += gauge->verdict == GAUGE_MET;
        if (mostly_valueless(s, candidate->taken, gauge->excess.count))
            candidate->valueless = true;
        if (gauge->verdict == GAUGE_MISSED || candidate->valueless)
            candidate->standing = STANDING_FAILS;
    }
    if (candidate->standing == STANDING_OPEN && met == s->design.targets &&
        candidate->taken >= s->design.first)
        candidate->standing = STANDING_MEETS;
}

/* Known costs: candidates one after the other, the cheapest first. */

/* Whether there is still something to be asked of a candidate. */
static bool pending(const struct selection *s, const struct candidate *candidate)
{
    return candidate->standing == STANDING_OPEN && candidate->taken < s->design.most;
}

static bool within_bound(const struct selection *s, size_t place)
{
    return place < s->design.candidates && s->candidates[s->order[place]].cost <= s->bound;
}

static void move_head(struct selection *s)
{
    while (within_bound(s, s->head) && !pending(s, &s->candidates[s->order[s->head]]))
        s->head++;
}

static enum selection_wish next_by_cost(struct selection *s, size_t *candidate)
{
    for (size_t place = s->head; within_bound(s, place); place++) {
        const struct candidate *at = &s->candidates[s->order[place]];
        uint32_t reach = at->taken + AHEAD;
        if (reach < s->design.first)
            reach = s->design.first;
        if (pending(s, at) && at->asked < s->design.most && at->asked < reach) {
            *candidate = s->order[place];
            return SELECTION_RUN;
        }
    }
    return within_bound(s, s->head) ? SELECTION_WAIT : SELECTION_NONE;
}

static void take_by_cost(struct selection *s, struct candidate *candidate,
                         const struct observation *targets)
{
    candidate->taken++;
    take_targets(s, candidate, targets);
    if (candidate->standing == STANDING_MEETS)
        s->bound = fmin(s->bound, candidate->cost);
    move_head(s);
}

/* Measured costs: all who are left together, replication by replication. */

static bool is_left(const struct candidate *candidate)
{
    return candidate->standing == STANDING_OPEN || candidate->standing == STANDING_MEETS;
}

/* The variance of the difference of two costs over the first replications. */
static double difference_variance(const struct selection *s, size_t i, size_t l)
{
    const double *x = s->firsts + i * s->design.first, *y = s->firsts + l * s->design.first;
    struct sim_moments differences = {0};
    for (uint32_t n = 0; n < s->design.first; n++)
        sim_moments_add(&differences, x[n] - y[n]);
    return sim_moments_variance(&differences);
}

/*
 * Whether it is established that one costs more than another. Of two that come out the same, the
 * later does.
 */
static bool dearer(const struct selection *s, size_t i, size_t l)
{
    double excess = s->candidates[i].cost - s->candidates[l].cost;
    if (excess < 0 || (excess == 0 && i < l))
        return false;
    return excess >= selection_reach(s->indifference, difference_variance(s, i, l), s->design.first,
                                     s->error, s->compared);
}

/* Who meets all targets and costs least so far; SIZE_MAX: nobody. */
static size_t leader(const struct selection *s)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < s->design.candidates; i++)
        if (s->candidates[i].standing == STANDING_MEETS &&
            (best == SIZE_MAX || s->candidates[i].cost < s->candidates[best].cost))
            best = i;
    return best;
}

static void leave_out_if_dearer(struct selection *s, size_t i, size_t l)
{
    if (i != l && is_left(&s->candidates[i]) && s->candidates[l].standing == STANDING_MEETS &&
        dearer(s, i, l))
        s->candidates[i].standing = STANDING_BEATEN;
}

/* The leader goes first: most are out after that, and need not be compared with all others. */
static void compare(struct selection *s)
{
    size_t best = leader(s);
    if (best == SIZE_MAX)
        return;
    for (size_t i = 0; i < s->design.candidates; i++)
        leave_out_if_dearer(s, i, best);
    for (size_t i = 0; i < s->design.candidates; i++)
        for (size_t l = 0; l < s->design.candidates && is_left(&s->candidates[i]); l++)
            leave_out_if_dearer(s, i, l);
}

/*
 * What makes a difference: a part of the best cost, or of how much that differs from day to day
 * where it is around 0.
 */
static void fix_indifference(struct selection *s)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < s->design.candidates; i++)
        if (is_left(&s->candidates[i]) &&
            (best == SIZE_MAX || s->candidates[i].cost < s->candidates[best].cost))
            best = i;
    struct sim_moments costs = {0};
    for (uint32_t n = 0; best != SIZE_MAX && n < s->design.first; n++)
        sim_moments_add(&costs, s->firsts[best * s->design.first + n]);
    double scale = fmax(fabs(costs.mean), sqrt(costs.squares / (double)s->design.first));
    s->indifference = s->design.worth * (scale > 0 ? scale : 1);
}

/* Adds the costs of a replication that everybody has done, if everybody had one. */
static void add_costs(struct selection *s)
{
    bool all = true;
    for (size_t i = 0; i < s->design.candidates; i++)
        if (is_left(&s->candidates[i]) && isnan(s->candidates[i].latest)) {
            s->candidates[i].costless++;
            all = false;
        }
    if (!all)
        return;
    for (size_t i = 0; i < s->design.candidates; i++) {
        struct candidate *candidate = &s->candidates[i];
        if (!is_left(candidate))
            continue;
        candidate->cost += candidate->latest;
        candidate->compared++;
        if (s->compared < s->design.first)
            s->firsts[i * s->design.first + s->compared] = candidate->latest;
    }
    s->compared++;
}

static void leave_out_costless(struct selection *s)
{
    for (size_t i = 0; i < s->design.candidates; i++) {
        struct candidate *candidate = &s->candidates[i];
        if (is_left(candidate) && 2 * candidate->costless > s->rounds &&
            s->rounds >= s->design.first) {
            candidate->standing = STANDING_FAILS;
            candidate->valueless = true;
        }
    }
}

static void count_left(struct selection *s)
{
    s->left = 0;
    for (size_t i = 0; i < s->design.candidates; i++)
        s->left += is_left(&s->candidates[i]);
    s->waiting = s->left;
}

static void end_round(struct selection *s)
{
    s->rounds++;
    add_costs(s);
    leave_out_costless(s);
    if (s->compared >= s->design.first) {
        if (s->indifference == 0)
            fix_indifference(s);
        compare(s);
    }
    count_left(s);
}

static void take_by_round(struct selection *s, struct candidate *candidate,
                          const struct observation *targets, double cost)
{
    candidate->taken++;
    candidate->latest = cost;
    take_targets(s, candidate, targets);
    if (--s->waiting == 0)
        end_round(s);
}

/* A single one that is left and meets has nobody to be compared with. */
static bool rounds_over(const struct selection *s)
{
    if (s->left == 0 || s->rounds >= s->design.most)
        return true;
    return s->left == 1 && leader(s) != SIZE_MAX;
}

/* Everybody who is left, one replication after the other. */
static enum selection_wish next_by_round(struct selection *s, size_t *candidate)
{
    if (rounds_over(s))
        return SELECTION_NONE;
    while (s->asking < s->design.most && s->asking < s->rounds + AHEAD) {
        while (s->head < s->design.candidates) {
            *candidate = s->head++;
            if (is_left(&s->candidates[*candidate]))
                return SELECTION_RUN;
        }
        s->head = 0;
        s->asking++;
    }
    return SELECTION_WAIT;
}

/* Both. */

enum selection_wish selection_next(struct selection *s, size_t *candidate, uint32_t *replication)
{
    enum selection_wish wish =
        known_costs(s) ? next_by_cost(s, candidate) : next_by_round(s, candidate);
    if (wish == SELECTION_RUN)
        *replication = s->candidates[*candidate].asked++;
    return wish;
}

void selection_take(struct selection *s, size_t candidate, const struct observation *targets,
                    double cost)
{
    struct candidate *at = &s->candidates[candidate];
    if (selection_over(s))
        return;
    if (!known_costs(s)) {
        if (is_left(at))
            take_by_round(s, at, targets, cost);
    } else if (at->standing == STANDING_OPEN) {
        take_by_cost(s, at, targets);
    }
}

bool selection_over(const struct selection *s)
{
    return known_costs(s) ? !within_bound(s, s->head) : rounds_over(s);
}

/* How many times its tolerance a candidate keeps from the target that is nearest. */
static double spare(const struct selection *s, const struct candidate *candidate)
{
    double least = INFINITY;
    for (size_t t = 0; t < s->design.targets; t++) {
        const struct gauge *gauge = &candidate->gauges[t];
        least = fmin(least, -gauge->excess.mean / gauge->delta);
    }
    return least;
}

size_t selection_answer(const struct selection *s)
{
    if (!known_costs(s))
        return leader(s);
    size_t answer = SIZE_MAX;
    for (size_t i = 0; i < s->design.candidates; i++)
        if (s->candidates[i].standing == STANDING_MEETS && s->candidates[i].cost <= s->bound &&
            (answer == SIZE_MAX || spare(s, &s->candidates[i]) > spare(s, &s->candidates[answer])))
            answer = i;
    return answer;
}

bool selection_counts(const struct selection *s, size_t candidate)
{
    const struct candidate *at = &s->candidates[candidate];
    return at->taken > 0 && (!known_costs(s) || at->cost <= s->bound);
}

bool selection_doubtful(const struct selection *s, size_t candidate)
{
    return selection_counts(s, candidate) && is_left(&s->candidates[candidate]) &&
           candidate != selection_answer(s) &&
           (s->candidates[candidate].standing == STANDING_OPEN || !known_costs(s));
}

double selection_cost(const struct selection *s, size_t candidate)
{
    double cost = s->candidates[candidate].cost;
    if (known_costs(s))
        return cost;
    uint32_t compared = s->candidates[candidate].compared;
    return compared > 0 ? cost / compared : NAN;
}

static int by_cost(const void *a, const void *b, void *context)
{
    const struct candidate *candidates = context;
    size_t i = *(const size_t *)a, l = *(const size_t *)b;
    double x = candidates[i].cost, y = candidates[l].cost;
    return x != y ? (x > y) - (x < y) : (i > l) - (i < l);
}

/* Whether all the memory is there. */
static bool allocate(struct selection *s, const struct selection_design *design)
{
    size_t candidates = design->candidates, targets = design->targets;
    s->candidates = calloc(candidates, sizeof *s->candidates);
    s->gauges = calloc(candidates * targets + 1, sizeof *s->gauges);
    s->order = calloc(candidates, sizeof *s->order);
    s->tolerance = calloc(targets + 1, sizeof *s->tolerance);
    if (!design->cost)
        s->firsts = calloc(candidates * design->first, sizeof *s->firsts);
    return s->candidates && s->gauges && s->order && s->tolerance && (design->cost || s->firsts);
}

bool selection_begin(struct selection *s, const struct selection_design *design)
{
    size_t others = design->candidates - 1;
    *s = (struct selection){.design = *design, .bound = INFINITY};
    if (!allocate(s, design)) {
        selection_free(s);
        return false;
    }
    for (size_t t = 0; t < design->targets; t++)
        s->tolerance[t] = design->tolerance[t];
    for (size_t i = 0; i < design->candidates; i++) {
        s->candidates[i].gauges = s->gauges + i * design->targets;
        s->candidates[i].cost = design->cost ? design->cost[i] : 0;
        s->order[i] = i;
    }
    s->design.tolerance = s->design.cost = NULL;
    if (design->cost)
        qsort_r(s->order, design->candidates, sizeof *s->order, by_cost, s->candidates);
    s->error =
        design->error / (double)(others + design->targets > 0 ? others + design->targets : 1);
    s->steady = (uint32_t)ceil(log(s->error) / log(1 - RARE));
    s->left = s->waiting = design->candidates;
    s->indifference = design->indifference;
    return true;
}

void selection_free(struct selection *s)
{
    free(s->candidates);
    free(s->gauges);
    free(s->order);
    free(s->tolerance);
    free(s->firsts);
    *s = (struct selection){0};
}
