/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See fit_chart.h. */
#include "report/fit_chart.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/fit_phrase.h"

enum { BINS_LEAST = 8, BINS_MOST = 40, CURVE_POINTS = 160, QUANTILES = 60 };

/* The picture ends here, so that one enormous value does not make all others a line. */
#define SHOWN_SHARE 0.995

void fit_chart_free(struct fit_chart *made)
{
    free(made->numbers);
    made->numbers = NULL;
}

static double quantile(const struct fit_sample *sample, double p)
{
    return sample->values[(size_t)(p * (double)(sample->count - 1))];
}

static double longest_shown(const struct fit_sample *sample)
{
    return sample->values[(size_t)ceil(SHOWN_SHARE * (double)(sample->count - 1))];
}

/* The length of time with a round name that is nearest in proportion: 2 ms, 15 s, 5 min. */
static double round_width(double wished)
{
    static const double clock[] = {1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600};
    static const double steps[] = {1, 2, 5, 10};
    double best = 0, power = pow(10, floor(log10(wished)));
    if (wished < 1 || wished > 3600) {
        for (size_t n = 0; n < sizeof steps / sizeof *steps; n++)
            if (n == 0 || fabs(log(steps[n] * power / wished)) < fabs(log(best / wished)))
                best = steps[n] * power;
        return best;
    }
    for (size_t n = 0; n < sizeof clock / sizeof *clock; n++)
        if (n == 0 || fabs(log(clock[n] / wished)) < fabs(log(best / wished)))
            best = clock[n];
    return best;
}

/* As wide as the spread and the number of values suggest (Freedman and Diaconis 1981). */
static double bin_width(const struct fit_sample *sample, double range)
{
    double quartiles = quantile(sample, 0.75) - quantile(sample, 0.25);
    double wished = 2 * quartiles / cbrt((double)sample->count);
    wished = fmax(wished, range / BINS_MOST);
    wished = fmin(wished, range / BINS_LEAST);
    if (sample->grid > 0) /* as many of the rounded values in each */
        return sample->grid * fmax(round(wished / sample->grid), 1);
    return round_width(wished);
}

/* Points of a curve, evenly over the picture, in the height of the bars. */
static void fill_curve(double *x, double *y, const struct fit *fit, double from, double to,
                       double height)
{
    for (int n = 0; n < CURVE_POINTS; n++) {
        x[n] = from + (to - from) * ((double)n + 0.5) / CURVE_POINTS;
        y[n] = height * exp(fit_log_density(&fit->dist, x[n]));
    }
}

static size_t curves_of(const struct fits *fits)
{
    size_t count = fits->possible < FIT_CHART_CURVES ? fits->possible : FIT_CHART_CURVES;
    return count > 0 && fits->list[0].family == FIT_CONSTANT ? 0 : count;
}

/* How many values are below x. */
static size_t rank_of(const struct fit_sample *sample, double x)
{
    size_t rank = 0;
    while (rank < sample->count && sample->values[rank] < x)
        rank++;
    return rank;
}

static void fill_bins(double *edges, double *heights, size_t bins, const struct fit_sample *sample)
{
    double each = (double)sample->of / (double)sample->count;
    for (size_t n = 0; n < bins; n++)
        heights[n] = each * (double)(rank_of(sample, edges[n + 1]) - rank_of(sample, edges[n]));
}

bool fit_chart_histogram(struct fit_chart *made, const struct fit_sample *sample,
                         const struct fits *fits, const char *title)
{
    double least = sample->values[0], most = longest_shown(sample);
    double range = most > least ? most - least : fmax(most, 1e-9) / 10;
    /* Rounded values are spread around multiples of the grid: a bin is to hold whole ones. */
    double width = bin_width(sample, range), half = sample->grid / 2;
    double offset = least < half ? 0 : half;
    double from = width * floor((least - offset) / width) + offset;
    size_t bins = (size_t)ceil((most - from) / width + 1e-9), curves = curves_of(fits);
    bins = bins < 1 ? 1 : bins;
    *made = (struct fit_chart){0};
    made->numbers = calloc(2 * bins + 1 + 2 * CURVE_POINTS * curves, sizeof *made->numbers);
    if (!made->numbers)
        return false;
    double *edges = made->numbers, *heights = edges + bins + 1, *next = heights + bins;
    for (size_t n = 0; n <= bins; n++)
        edges[n] = from + width * (double)n;
    fill_bins(edges, heights, bins, sample);
    made->series[0] =
        (struct chart_series){.name = "observed", .count = bins, .x = edges, .y = heights};
    for (size_t c = 0; c < curves; c++, next += 2 * CURVE_POINTS) {
        fill_curve(next, next + CURVE_POINTS, &fits->list[c], edges[0], edges[bins],
                   width * (double)sample->of);
        made->series[c + 1] = (struct chart_series){.name = fit_family_name(fits->list[c].family),
                                                    .count = CURVE_POINTS,
                                                    .x = next,
                                                    .y = next + CURVE_POINTS,
                                                    .curve = true};
    }
    size_t beyond = sample->count - rank_of(sample, edges[bins]);
    if (beyond > 0)
        snprintf(made->note, sizeof made->note, "%.2g %% of the values are longer.",
                 100 * (double)beyond / (double)sample->count);
    made->chart = (struct chart){
        .kind = CHART_HISTOGRAM,
        .title = title,
        .about = "How many of the observed durations fall into each interval, and how many would "
                 "if they came from the distributions that were fitted.",
        .note = *made->note ? made->note : NULL,
        .x = {.unit = "s"},
        .y = {.label = "values"},
        .series_count = curves + 1,
        .series = made->series,
    };
    return true;
}

bool fit_chart_quantiles(struct fit_chart *made, const struct fit_sample *sample,
                         const struct fits *fits, const char *title)
{
    size_t curves = curves_of(fits), points = sample->count < QUANTILES ? sample->count : QUANTILES;
    *made = (struct fit_chart){.numbers = calloc((2 * curves + 1) * points + 2, sizeof(double))};
    if (!made->numbers)
        return false;
    double *observed = made->numbers, *next = observed + points;
    for (size_t n = 0; n < points; n++)
        observed[n] = quantile(sample, ((double)n + 0.5) / (double)points);
    for (size_t c = 0; c < curves; c++, next += points) {
        for (size_t n = 0; n < points; n++)
            next[n] = sim_dist_quantile(&fits->list[c].dist, ((double)n + 0.5) / (double)points);
        made->series[c] = (struct chart_series){.name = fit_family_name(fits->list[c].family),
                                                .count = points,
                                                .x = next,
                                                .y = observed};
    }
    made->series[curves] = (struct chart_series){
        .name = "a perfect fit", .count = points, .x = observed, .y = observed, .curve = true};
    made->chart = (struct chart){
        .kind = CHART_LINES,
        .title = title,
        .about = "Observed quantiles against those of the fitted distributions. A fit is good "
                 "where its points lie on the straight line; at the right end are the longest.",
        .x = {.label = "fitted", .unit = "s"},
        .y = {.label = "observed", .unit = "s"},
        .series_count = curves + 1,
        .series = made->series,
    };
    return true;
}
