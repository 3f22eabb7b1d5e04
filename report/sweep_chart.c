/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See sweep_chart.h. */
#include "report/sweep_chart.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "models/measures.h"

/* What is laid out in `numbers` for each series, one after the other. */
enum { X, MEAN, LOW, HIGH, COLUMNS };

void sweep_chart_free(struct sweep_chart *made)
{
    free(made->numbers);
    free(made->series);
    free(made->title);
    free(made->note);
    *made = (struct sweep_chart){0};
}

static struct chart_axis axis_of(const struct range *range)
{
    return (struct chart_axis){.label = range->key, .unit = *range->unit ? range->unit : NULL};
}

static void fill_series(struct sweep_chart *made, const struct sweep *sweep, size_t measure,
                        size_t variant, const struct scenario *scenario)
{
    size_t count = sweep->point_count;
    double *x = made->numbers + variant * COLUMNS * count;
    for (size_t n = 0; n < count; n++) {
        struct estimate e = sweep_estimate(sweep, n, variant, measure);
        double width = isnan(e.half_width) ? 0 : e.half_width;
        x[X * count + n] = sweep->ranges[0].numbers[n];
        x[MEAN * count + n] = e.mean;
        x[LOW * count + n] = e.mean - width;
        x[HIGH * count + n] = e.mean + width;
    }
    made->series[variant] = (struct chart_series){
        .name = scenario->variants[variant].name,
        .count = count,
        .x = x,
        .y = x + MEAN * count,
        .low = x + LOW * count,
        .high = x + HIGH * count,
    };
}

static bool fill_curves(struct sweep_chart *made, const struct sweep *sweep, size_t measure)
{
    const struct scenario *scenario = &sweep->points[0].scenario;
    const struct range *range = &sweep->ranges[0];
    size_t variants = scenario->variant_count;
    made->numbers = calloc(variants * COLUMNS * sweep->point_count, sizeof *made->numbers);
    made->series = calloc(variants, sizeof *made->series);
    if (!made->numbers || !made->series)
        return false;
    for (size_t v = 0; v < variants; v++)
        fill_series(made, sweep, measure, v, scenario);
    made->chart.kind = range_is_numeric(range) ? CHART_LINES : CHART_BARS;
    made->chart.series_count = variants;
    made->chart.series = made->series;
    made->chart.row_count = sweep->point_count;
    made->chart.rows = (const char *const *)range->values;
    return true;
}

static bool fill_heat(struct sweep_chart *made, const struct sweep *sweep, size_t measure,
                      size_t variant)
{
    size_t columns = sweep->ranges[0].count, rows = sweep->ranges[1].count;
    made->numbers = calloc(columns * rows, sizeof *made->numbers);
    if (!made->numbers)
        return false;
    for (size_t n = 0; n < columns * rows; n++)
        made->numbers[n] =
            n < sweep->point_count ? sweep_estimate(sweep, n, variant, measure).mean : (double)NAN;
    made->chart.kind = CHART_HEAT;
    made->chart.z = made->chart.y;
    made->chart.y = axis_of(&sweep->ranges[1]);
    made->chart.row_count = rows;
    made->chart.rows = (const char *const *)sweep->ranges[1].values;
    made->chart.column_count = columns;
    made->chart.columns = (const char *const *)sweep->ranges[0].values;
    made->chart.cells = made->numbers;
    return true;
}

bool sweep_chart_of(struct sweep_chart *made, const struct sweep *sweep, size_t measure,
                    size_t variant)
{
    const struct scenario *scenario = &sweep->points[0].scenario;
    const struct measure *m = measure_at(measure);
    bool heat = sweep->range_count > 1;
    *made = (struct sweep_chart){0};
    int titled = heat ? asprintf(&made->title, "%s: %s (%s)", scenario->title,
                                 m->name[scenario->theme], scenario->variants[variant].name)
                      : asprintf(&made->title, "%s: %s", scenario->title, m->name[scenario->theme]);
    int noted = asprintf(
        &made->note, "%s: %s. %u days each; %s %.4g %% confidence.", m->name[scenario->theme],
        m->about, (unsigned)scenario->replications,
        heat ? "means; the table has their intervals of" : "bands:", 100 * scenario->confidence);
    made->title = titled < 0 ? NULL : made->title;
    made->note = noted < 0 ? NULL : made->note;
    made->chart = (struct chart){
        .title = made->title,
        .about = m->about,
        .note = made->note,
        .theme = scenario->theme,
        .currency = scenario->variants[0].world.currency,
        .x = axis_of(&sweep->ranges[0]),
        .y = {.unit = m->unit},
    };
    bool done =
        made->title && made->note &&
        (heat ? fill_heat(made, sweep, measure, variant) : fill_curves(made, sweep, measure));
    if (!done)
        sweep_chart_free(made);
    return done;
}
