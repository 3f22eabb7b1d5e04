/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See fit_rates.h. */
#include "lab/fit_rates.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>

#include "lab/fit.h"
#include "sim/random.h"

/* Cells are as wide as clocks have names for, and some hundred of them make a day. */
#define CELLS_WISHED 100

/* The number of random numbers that place calls within the grid. */
#define JITTER_PURPOSE 7001

static double cell_for(double length)
{
    static const double widths[] = {0.001, 0.01, 0.1, 1,   2,   5,   10,  15,
                                    30,    60,   120, 300, 600, 900, 1800};
    size_t n = 0;
    while (n + 1 < sizeof widths / sizeof *widths && widths[n] * CELLS_WISHED < length)
        n++;
    return fmax(widths[n], length / FIT_CELLS_MOST);
}

static void count_cells(struct fit_plan *plan, const struct fit_calls *calls)
{
    plan->cell = cell_for(calls->length);
    plan->cells = (size_t)ceil(calls->length / plan->cell - 1e-9);
    plan->cells = plan->cells < 1 ? 1 : plan->cells;
    for (size_t i = 0; i < calls->first[calls->days]; i++) {
        size_t cell = (size_t)(calls->times[i] / plan->cell + 1e-9);
        plan->counts[cell < plan->cells ? cell : plan->cells - 1]++;
    }
}

/*
 * From differences of neighbours, which a rate that changes here and there hardly touches. By
 * chance this is 1, with a variance of 3 / pairs; what could be chance counts as such.
 */
static double scatter_of(const struct fit_plan *plan)
{
    double sum = 0, pairs = 0;
    for (size_t c = 1; c < plan->cells; c++) {
        double a = (double)plan->counts[c - 1], b = (double)plan->counts[c];
        if (a + b >= 4) { /* fewer say nothing */
            sum += (a - b) * (a - b) / (a + b);
            pairs++;
        }
    }
    bool chance = pairs == 0 || sum / pairs < 1 + 2.33 * sqrt(3 / pairs); /* one in a hundred */
    return chance ? 1 : sum / pairs;
}

/* Minus the logarithm of the likelihood of so many calls in so much time, at their own rate. */
static double cost(double calls, double time)
{
    return calls > 0 ? calls - calls * log(calls / time) : 0;
}

/*
 * The pieces of least description length (Rissanen 1978), found by dynamic programming over where
 * the last one begins (Jackson et al. 2005): a piece costs half the logarithm of the number of
 * calls for its rate, and that of the number of cells for its place.
 */
static void find_pieces(struct fit_plan *plan, const struct fit_calls *calls)
{
    double best[FIT_CELLS_MOST + 1] = {0}, before[FIT_CELLS_MOST + 1] = {0};
    size_t begins[FIT_CELLS_MOST + 1] = {0};
    size_t all = calls->first[calls->days];
    double penalty = 0.5 * log((double)all + 1) + log((double)plan->cells + 1);
    for (size_t c = 0; c < plan->cells; c++)
        before[c + 1] = before[c] + (double)plan->counts[c];
    for (size_t end = 1; end <= plan->cells; end++) {
        double until = fmin(plan->cell * (double)end, calls->length);
        best[end] = INFINITY;
        for (size_t begin = 0; begin < end; begin++) {
            double time = (until - plan->cell * (double)begin) * (double)calls->days;
            double here =
                best[begin] + penalty + cost(before[end] - before[begin], time) / plan->scatter;
            if (here < best[end]) {
                best[end] = here;
                begins[end] = begin;
            }
        }
    }
    size_t ends[FIT_CELLS_MOST], count = 0;
    for (size_t end = plan->cells; end > 0; end = begins[end])
        ends[count++] = end;
    for (; count > 0 && plan->count < FIT_PIECES_MOST; count--) {
        size_t end = ends[count - 1], begin = begins[end];
        struct fit_piece *piece = &plan->pieces[plan->count++];
        piece->from = plan->cell * (double)begin;
        piece->to = fmin(plan->cell * (double)end, calls->length);
        piece->calls = (size_t)(before[end] - before[begin]);
        double time = (piece->to - piece->from) * (double)calls->days;
        piece->rate = (double)piece->calls / time;
        piece->error = sqrt((double)piece->calls) / time;
    }
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/*
 * Brown, Gans, Mandelbaum, Sakov, Shen, Zeltyn, Zhao, "Statistical analysis of a telephone call
 * center", JASA 2005, eq. (4): the calls of one day in one piece, times[count] from its beginning.
 */
static size_t gaps_of_piece(double *gaps, const double *times, size_t count, double length)
{
    double before = 0;
    size_t made = 0;
    for (size_t j = 0; j < count; j++) {
        double left = length - before, now = length - times[j];
        if (left > 0 && now > 0)
            gaps[made++] = (double)(count - j) * log(left / now);
        before = times[j];
    }
    return made;
}

/* All such gaps; times that were rounded down are put anywhere within the grid (Kim, Whitt 2014).
 */
static size_t exponential_gaps(double *gaps, double *times, const struct fit_plan *plan,
                               const struct fit_calls *calls, struct sim_random *random)
{
    size_t made = 0;
    for (size_t d = 0; d < calls->days; d++) {
        size_t i = calls->first[d], end = calls->first[d + 1];
        for (size_t p = 0; p < plan->count; p++) {
            const struct fit_piece *piece = &plan->pieces[p];
            bool last = p + 1 == plan->count;
            size_t count = 0;
            for (; i < end && (last || calls->times[i] < piece->to - 1e-9); i++) {
                double t = calls->times[i] + calls->grid * sim_random_unit(random);
                times[count++] = fmin(t, piece->to) - piece->from;
            }
            qsort(times, count, sizeof *times, compare);
            made += gaps_of_piece(gaps + made, times, count, piece->to - piece->from);
        }
    }
    return made;
}

static bool test_chance(struct fit_plan *plan, const struct fit_calls *calls, uint64_t seed)
{
    size_t all = calls->first[calls->days];
    double *gaps = malloc((2 * all + 2) * sizeof *gaps), mean = 0, squares = 0;
    if (!gaps)
        return false;
    struct sim_place place = {.seed = seed, .purpose = JITTER_PURPOSE};
    struct sim_random random;
    struct sim_dist unit;
    sim_random_at(&random, &place);
    plan->gaps = exponential_gaps(gaps, gaps + all + 1, plan, calls, &random);
    plan->gap_cv = plan->ks_p = NAN;
    if (plan->gaps > 1 && !sim_dist_exponential(&unit, 1)) {
        double n = (double)plan->gaps;
        for (size_t i = 0; i < plan->gaps; i++)
            mean += gaps[i] / n;
        for (size_t i = 0; i < plan->gaps; i++)
            squares += (gaps[i] - mean) * (gaps[i] - mean);
        plan->gap_cv = sqrt(squares / (n - 1)) / mean;
        qsort(gaps, plan->gaps, sizeof *gaps, compare);
        plan->ks = fit_ks(gaps, plan->gaps, &unit);
        plan->ks_p = fit_ks_p(plan->ks, plan->gaps);
    }
    free(gaps);
    return true;
}

/* Calls a day against a Poisson distribution with their mean. */
static void test_days(struct fit_plan *plan, const struct fit_calls *calls)
{
    double days = (double)calls->days, mean = (double)calls->first[calls->days] / days, sum = 0;
    plan->dispersion = plan->dispersion_p = plan->day_cv = NAN;
    if (calls->days < 2 || !(mean > 0))
        return;
    for (size_t d = 0; d < calls->days; d++) {
        double off = (double)(calls->first[d + 1] - calls->first[d]) - mean;
        sum += off * off;
    }
    double variance = sum / (days - 1);
    plan->dispersion = variance / mean;
    plan->dispersion_p = gsl_cdf_chisq_Q(sum / mean, days - 1);
    plan->day_cv = sqrt(fmax(variance - mean, 0)) / mean;
}

bool fit_plan_make(struct fit_plan *plan, const struct fit_calls *calls, uint64_t seed)
{
    *plan = (struct fit_plan){0};
    count_cells(plan, calls);
    plan->scatter = scatter_of(plan);
    find_pieces(plan, calls);
    test_days(plan, calls);
    return test_chance(plan, calls, seed);
}

size_t fit_gaps(double *gaps, const struct fit_calls *calls)
{
    size_t made = 0;
    for (size_t d = 0; d < calls->days; d++)
        for (size_t i = calls->first[d] + 1; i < calls->first[d + 1]; i++)
            gaps[made++] = calls->times[i] - calls->times[i - 1];
    return made;
}
