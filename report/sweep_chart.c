/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See sweep_chart.h. */
#include "report/sweep_chart.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "lab/sweep_law.h"
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
                        size_t variant)
{
    size_t count = sweep->point_count, series = made->chart.series_count++;
    double *x = made->numbers + series * COLUMNS * count;
    for (size_t n = 0; n < count; n++) {
        struct estimate e = sweep_estimate(sweep, n, variant, measure);
        double width = isnan(e.half_width) ? 0 : e.half_width;
        x[X * count + n] = sweep->ranges[0].numbers[n];
        x[MEAN * count + n] = e.mean;
        x[LOW * count + n] = e.mean - width;
        x[HIGH * count + n] = e.mean + width;
    }
    made->series[series] = (struct chart_series){
        .name = sweep->points[0].scenario.variants[variant].name,
        .count = count,
        .x = x,
        .y = x + MEAN * count,
        .low = x + LOW * count,
        .high = x + HIGH * count,
    };
}

/* The law of scalability beside the throughput that it fits. */
static void fill_law(struct sweep_chart *made, const struct sweep *sweep, size_t variant)
{
    struct sweep_law law;
    if (!sweep_law_of(&law, sweep, variant) || !law.fits)
        return;
    size_t count = sweep->point_count, series = made->chart.series_count++;
    double *x = made->numbers + series * COLUMNS * count, *y = x + MEAN * count;
    for (size_t n = 0; n < count; n++) {
        x[n] = sweep->ranges[0].numbers[n];
        y[n] = usl_fit_at(&law.fit, x[n]);
    }
    made->series[series] =
        (struct chart_series){.count = count, .x = x, .y = y, .curve = true, .like_before = true};
}

static bool fill_curves(struct sweep_chart *made, const struct sweep *sweep, size_t measure,
                        bool with_law)
{
    const struct range *range = &sweep->ranges[0];
    size_t most = 2 * sweep->points[0].scenario.variant_count; /* each with the law beside it */
    made->numbers = calloc(most * COLUMNS * sweep->point_count, sizeof *made->numbers);
    made->series = calloc(most, sizeof *made->series);
    if (!made->numbers || !made->series)
        return false;
    made->chart.series = made->series;
    for (size_t v = 0; v < sweep->points[0].scenario.variant_count; v++) {
        if (sweep_twin(sweep, v) != SIZE_MAX)
            continue;
        fill_series(made, sweep, measure, v);
        if (with_law && measure == measure_find("throughput"))
            fill_law(made, sweep, v);
    }
    made->chart.kind = range_is_numeric(range) ? CHART_LINES : CHART_BARS;
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

/* Whether the law of scalability is in the picture. */
static bool shows_law(const struct sweep_chart *made)
{
    for (size_t n = 0; made->series && n < made->chart.series_count; n++)
        if (made->series[n].curve)
            return true;
    return false;
}

static bool write_texts(struct sweep_chart *made, const struct sweep *sweep,
                        const struct measure *measure, size_t variant)
{
    const struct scenario *scenario = &sweep->points[0].scenario;
    const char *name = measure->name[scenario->theme], *what = measure->about[scenario->theme];
    const char *intervals = made->chart.kind == CHART_HEAT   ? "means; the table has intervals of"
                            : made->chart.kind == CHART_BARS ? "whiskers:"
                                                             : "bands:";
    const char *more = scenario->precision > 0 ? " or more" : "";
    int titled = made->chart.kind == CHART_HEAT
                     ? asprintf(&made->title, "%s, %s: %s", scenario->title,
                                scenario->variants[variant].name, what)
                     : asprintf(&made->title, "%s: %s", scenario->title, what);
    int noted =
        asprintf(&made->note, "%s, of %u days%s each; %s %.4g %% confidence%s.", name,
                 (unsigned)sweep_replications(sweep), more, intervals, 100 * scenario->confidence,
                 shows_law(made) ? "; dotted: Gunther's law of scalability" : "");
    made->title = titled < 0 ? NULL : made->title;
    made->note = noted < 0 ? NULL : made->note;
    made->chart.title = made->title;
    made->chart.note = made->note;
    return made->title && made->note;
}

bool sweep_chart_of(struct sweep_chart *made, const struct sweep *sweep, size_t measure,
                    size_t variant, bool with_law)
{
    const struct scenario *scenario = &sweep->points[0].scenario;
    const struct measure *m = measure_at(measure);
    *made = (struct sweep_chart){0};
    made->chart = (struct chart){
        .about = m->about[scenario->theme],
        .theme = scenario->theme,
        .currency = scenario->variants[0].world.currency,
        .x = axis_of(&sweep->ranges[0]),
        .y = {.unit = m->unit},
    };
    bool done = sweep->range_count > 1 ? fill_heat(made, sweep, measure, variant)
                                       : fill_curves(made, sweep, measure, with_law);
    done = done && write_texts(made, sweep, m, variant);
    if (!done)
        sweep_chart_free(made);
    return done;
}
