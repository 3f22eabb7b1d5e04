/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See fit_check.h. Tests use ranks, so that a few enormous values do not decide. */
#include "lab/fit_check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

#define LAGS_MOST 10

/* Rounding to less than this part of the spread cannot be seen in a fit. */
#define GRID_SHOWS 0.1

/* Three times the shares of lognormal values that are beyond 3.7 and below 4.7 standard deviations.
 */
#define MANY_LONG 3e-4
#define MANY_SHORT 4e-6

struct ranked {
    double value;
    size_t place;
    double rank; /* from 1; the mean of those that are equal */
};

static int by_value(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* Gives ranks to sorted values; *ties is the sum of t (t-1) (2t+5) over groups of t equal ones. */
static void give_ranks(struct ranked *sorted, size_t count, struct fit_check *check, double *ties)
{
    *ties = 0;
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && sorted[end].value == sorted[i].value)
            end++;
        double t = (double)(end - i);
        for (size_t n = i; n < end; n++)
            sorted[n].rank = (double)(i + end + 1) / 2;
        *ties += t * (t - 1) * (2 * t + 5);
        check->different++;
        i = end;
    }
}

/* Correlations of the ranks in their order, over distances up to `lags`. */
static void find_dependence(struct fit_check *check, const double *ranks)
{
    size_t n = check->count;
    double mean = ((double)n + 1) / 2, variance = 0;
    for (size_t i = 0; i < n; i++)
        variance += (ranks[i] - mean) * (ranks[i] - mean);
    check->lags = n / 4 < LAGS_MOST ? n / 4 : LAGS_MOST;
    check->dependence_p = 1;
    if (!(variance > 0) || check->lags == 0)
        return;
    for (size_t lag = 1; lag <= check->lags; lag++) {
        double sum = 0;
        for (size_t i = lag; i < n; i++)
            sum += (ranks[i] - mean) * (ranks[i - lag] - mean);
        double r = sum / variance;
        check->lag1 = lag == 1 ? r : check->lag1;
        check->ljung_box += (double)n * ((double)n + 2) * r * r / (double)(n - lag);
    }
    check->dependence_p = gsl_cdf_chisq_Q(check->ljung_box, (double)check->lags);
}

/*
 * Sorts by merging and counts the pairs in ascending order less those in descending order, which is
 * Kendall's S, in n log n steps (Knight 1966).
 */
static double count_pairs(double *values, double *spare, size_t count)
{
    if (count < 2)
        return 0;
    size_t half = count / 2, left = 0, right = half, out = 0, equal_to = 0;
    double s = count_pairs(values, spare, half) + count_pairs(values + half, spare, count - half);
    for (size_t below = half; left < half; left++) {
        while (below < count && values[below] < values[left])
            below++;
        equal_to = equal_to < below ? below : equal_to;
        while (equal_to < count && values[equal_to] == values[left])
            equal_to++;
        s += (double)(count - equal_to) - (double)(below - half);
    }
    for (left = 0; left < half || right < count;)
        spare[out++] = right == count || (left < half && values[left] <= values[right])
                           ? values[left++]
                           : values[right++];
    memcpy(values, spare, count * sizeof *values);
    return s;
}

/* `copy` is in order of time and ends up sorted. */
static void find_trend(struct fit_check *check, double *copy, double *spare, double ties)
{
    double n = (double)check->count, s = count_pairs(copy, spare, check->count);
    double variance = (n * (n - 1) * (2 * n + 5) - ties) / 18;
    check->tau = n > 1 ? s / (n * (n - 1) / 2) : 0;
    check->trend_p = 1;
    if (variance > 0 && s != 0) {
        double z = (fabs(s) - 1) / sqrt(variance); /* corrected for continuity */
        check->trend_p = 2 * gsl_cdf_ugaussian_Q(fmax(z, 0));
    }
}

static double mean_of(const double *values, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return count ? sum / (double)count : 0;
}

/* The coarsest of the usual steps of which all values are multiples. */
static double find_grid(const struct ranked *sorted, size_t count, double spread)
{
    static const double steps[] = {86400, 3600,  1800, 900,  600,  300,  120,  60,  30,
                                   20,    15,    10,   5,    2,    1,    0.5,  0.1, 0.05,
                                   0.01,  0.005, 1e-3, 5e-4, 1e-4, 5e-5, 1e-5, 1e-6};
    for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
        double step = steps[s];
        if (step < GRID_SHOWS * spread || spread == 0)
            return 0;
        size_t fits = 0;
        while (fits < count) {
            double times = sorted[fits].value / step;
            if (fabs(times - round(times)) > 1e-6 * fmax(times, 1))
                break;
            fits++;
        }
        if (fits == count)
            return step;
    }
    return 0;
}

static void find_outliers(struct fit_check *check, const struct ranked *sorted)
{
    const struct ranked *above = sorted + check->zeros;
    size_t n = check->count - check->zeros;
    if (n < 8)
        return;
    double low = log(above[n / 4].value), high = log(above[n - 1 - n / 4].value);
    double upper = fmax(high - log(above[n / 2].value), (high - low) / 3); /* ties make it 0 */
    check->long_from = exp(high + 4.5 * upper);
    check->short_to = exp(low - 3 * (high - low));
    if (!(high > low))
        return;
    for (size_t i = 0; i < n; i++) {
        check->long_outliers += above[i].value > check->long_from;
        check->short_outliers += above[i].value < check->short_to;
    }
    if ((double)check->long_outliers < MANY_LONG * (double)n)
        check->long_outliers = 0;
    if ((double)check->short_outliers < MANY_SHORT * (double)n)
        check->short_outliers = 0;
}

static double spread_of(const double *values, size_t count)
{
    double mean = mean_of(values, count), sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (values[i] - mean) * (values[i] - mean);
    return sqrt(sum / (double)count);
}

bool fit_check_make(struct fit_check *check, const double *values, size_t count)
{
    *check = (struct fit_check){.count = count, .dependence_p = 1, .trend_p = 1};
    if (count == 0)
        return true;
    struct ranked *sorted = calloc(count, sizeof *sorted);
    double *numbers = calloc(2 * count, sizeof *numbers), ties;
    if (sorted && numbers) {
        for (size_t i = 0; i < count; i++) {
            sorted[i] = (struct ranked){.value = values[i], .place = i};
            check->zeros += values[i] == 0;
        }
        qsort(sorted, count, sizeof *sorted, by_value);
        give_ranks(sorted, count, check, &ties);
        check->least = sorted[0].value;
        check->most = sorted[count - 1].value;
        for (size_t i = 0; i < count; i++)
            numbers[sorted[i].place] = sorted[i].rank;
        find_dependence(check, numbers);
        memcpy(numbers, values, count * sizeof *numbers);
        find_trend(check, numbers, numbers + count, ties);
        check->first_third = mean_of(values, count / 3);
        check->last_third = mean_of(values + count - count / 3, count / 3);
        check->grid = find_grid(sorted, count, spread_of(values, count));
        find_outliers(check, sorted);
    }
    bool done = sorted && numbers;
    free(sorted);
    free(numbers);
    return done;
}
