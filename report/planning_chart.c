/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See planning_chart.h. */
#include "report/planning_chart.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "models/measures.h"
#include "report/paragraph.h"
#include "report/planning_words.h"

/* Bars of a picture. */
#define BARS 16

/* What is laid out in `numbers` for each series, one after the other. */
enum { X, MEAN, LOW, HIGH, COLUMNS };

void planning_chart_free(struct planning_chart *made)
{
    for (size_t n = 0; made->labels && n < made->label_count; n++)
        free(made->labels[n]);
    free(made->labels);
    free(made->lines);
    free(made->series);
    free(made->numbers);
    free(made->title);
    free(made->note);
    *made = (struct planning_chart){0};
}

static bool is_curves(const struct planning *plan)
{
    return plan->range_count == 1 && range_is_numeric(&plan->ranges[0]);
}

static bool is_map(const struct planning *plan)
{
    return plan->range_count == 2;
}

bool planning_chart_of_all(const struct planning *plan)
{
    return is_curves(plan);
}

/* Lays out a point as the `index`th of a series with `count` of them. */
static void lay_out(double *numbers, size_t count, size_t index, const struct planning *plan,
                    size_t variant, size_t point, size_t target)
{
    struct estimate e = {.mean = NAN, .half_width = NAN};
    if (selection_counts(&plan->variants[variant].selection, point))
        e = planning_estimate(plan, variant, point, target);
    double width = isnan(e.half_width) ? 0 : e.half_width;
    numbers[X * count + index] = plan->ranges[0].numbers[plan->points[point].at[0]];
    numbers[MEAN * count + index] = e.mean;
    numbers[LOW * count + index] = e.mean - width;
    numbers[HIGH * count + index] = e.mean + width;
}

static struct chart_series series_of(const char *name, const double *numbers, size_t count)
{
    return (struct chart_series){
        .name = name,
        .count = count,
        .x = numbers,
        .y = numbers + MEAN * count,
        .low = numbers + LOW * count,
        .high = numbers + HIGH * count,
    };
}

/* The target across, and each answer upright. */
static bool draw_lines(struct planning_chart *made, const struct planning *plan, size_t target)
{
    const struct scenario *scenario = planning_scenario(plan);
    size_t count = 0;
    made->lines = calloc(plan->variant_count + 1, sizeof *made->lines);
    made->labels = calloc(plan->variant_count + 1, sizeof *made->labels);
    if (!made->lines || !made->labels)
        return false;
    made->lines[count++] =
        (struct chart_line){.at = plan->targets[target].value, .label = plan->targets[target].text};
    for (size_t v = 0; v < plan->variant_count; v++) {
        size_t answer = plan->variants[v].answer;
        if (answer == SIZE_MAX)
            continue;
        size_t at = plan->points[answer].at[0];
        if (asprintf(&made->labels[made->label_count], "%s: %s", scenario->variants[v].name,
                     plan->ranges[0].values[at]) < 0)
            return false;
        made->lines[count++] = (struct chart_line){
            .upright = true,
            .at = plan->ranges[0].numbers[at],
            .label = made->labels[made->label_count++],
        };
    }
    made->chart.line_count = count;
    made->chart.lines = made->lines;
    return true;
}

/* Whether what fails by far would press everything else flat. */
static bool needs_log(const struct planning_chart *made, const struct planning *plan, size_t target)
{
    double least = plan->targets[target].value, most = least;
    for (size_t v = 0; v < plan->variant_count; v++) {
        for (size_t n = 0; n < made->series[v].count; n++) {
            double y = made->series[v].y[n];
            least = isnan(y) ? least : fmin(least, y);
            most = isnan(y) ? most : fmax(most, y);
        }
    }
    return least > 0 && most > 30 * least; /* below that a logarithmic axis has hardly a tick */
}

static bool fill_curves(struct planning_chart *made, const struct planning *plan, size_t target)
{
    size_t count = plan->point_count;
    made->numbers = calloc(plan->variant_count * COLUMNS * count, sizeof *made->numbers);
    made->series = calloc(plan->variant_count, sizeof *made->series);
    if (!made->numbers || !made->series)
        return false;
    for (size_t v = 0; v < plan->variant_count; v++) {
        double *numbers = made->numbers + v * COLUMNS * count;
        for (size_t n = 0; n < count; n++)
            lay_out(numbers, count, n, plan, v, n, target);
        made->series[v] =
            series_of(planning_scenario(plan)->variants[v].name, numbers, plan->point_count);
    }
    made->chart.kind = CHART_LINES;
    made->chart.y.log = needs_log(made, plan, target);
    made->chart.series_count = plan->variant_count;
    made->chart.series = made->series;
    return draw_lines(made, plan, target);
}

static struct chart_axis axis_of(const struct range *range)
{
    return (struct chart_axis){.label = range->key, .unit = *range->unit ? range->unit : NULL};
}

static bool fill_map(struct planning_chart *made, const struct planning *plan, size_t target,
                     size_t variant)
{
    made->numbers = calloc(plan->point_count, sizeof *made->numbers);
    if (!made->numbers)
        return false;
    for (size_t n = 0; n < plan->point_count; n++)
        made->numbers[n] = selection_counts(&plan->variants[variant].selection, n)
                               ? planning_estimate(plan, variant, n, target).mean
                               : (double)NAN;
    made->chart.kind = CHART_HEAT;
    made->chart.z = made->chart.y;
    made->chart.y = axis_of(&plan->ranges[1]);
    made->chart.row_count = plan->ranges[1].count;
    made->chart.rows = (const char *const *)plan->ranges[1].values;
    made->chart.column_count = plan->ranges[0].count;
    made->chart.columns = (const char *const *)plan->ranges[0].values;
    made->chart.cells = made->numbers;
    return true;
}

/* The points with a bar, from the answer on towards those that cost less. */
static size_t list_bars(size_t *points, const struct planning *plan, size_t variant)
{
    const struct selection *s = &plan->variants[variant].selection;
    double bound = INFINITY;
    size_t count = 0;
    while (count < BARS) {
        size_t next = SIZE_MAX;
        for (size_t n = 0; n < plan->point_count; n++) {
            double cost = selection_cost(s, n);
            bool after = cost < bound || (count > 0 && cost == bound && n < points[count - 1]);
            if (!selection_counts(s, n) || !after)
                continue;
            double best = next == SIZE_MAX ? -INFINITY : selection_cost(s, next);
            if (cost >= best)
                next = n;
        }
        if (next == SIZE_MAX)
            break;
        bound = selection_cost(s, next);
        points[count++] = next;
    }
    return count;
}

static char *values_of(const struct planning *plan, size_t point)
{
    struct paragraph values;
    if (!paragraph_begin(&values))
        return NULL;
    planning_write_values(values.to, plan, point);
    return paragraph_text(&values);
}

static bool fill_bars(struct planning_chart *made, const struct planning *plan, size_t target,
                      size_t variant)
{
    size_t points[BARS];
    size_t count = list_bars(points, plan, variant);
    made->numbers = calloc(COLUMNS * BARS, sizeof *made->numbers);
    made->series = calloc(1, sizeof *made->series);
    made->lines = calloc(1, sizeof *made->lines);
    made->labels = calloc(BARS, sizeof *made->labels);
    if (!made->numbers || !made->series || !made->lines || !made->labels)
        return false;
    for (size_t n = 0; n < count; n++) {
        lay_out(made->numbers, count, n, plan, variant, points[n], target);
        made->labels[n] = values_of(plan, points[n]);
        if (!made->labels[n])
            return false;
        made->label_count++;
    }
    made->series[0] =
        series_of(planning_scenario(plan)->variants[variant].name, made->numbers, count);
    made->lines[0] =
        (struct chart_line){.at = plan->targets[target].value, .label = plan->targets[target].text};
    made->chart.kind = CHART_BARS;
    made->chart.series_count = 1;
    made->chart.series = made->series;
    made->chart.row_count = count;
    made->chart.rows = (const char *const *)made->labels;
    made->chart.line_count = 1;
    made->chart.lines = made->lines;
    return true;
}

bool planning_chart_make(struct planning_chart *made, const struct planning *plan, size_t target,
                         size_t variant)
{
    const struct scenario *scenario = planning_scenario(plan);
    const struct target *t = &plan->targets[target];
    const char *name = measure_at(t->measure)->name[scenario->theme];
    *made = (struct planning_chart){0};
    size_t answer = plan->variants[variant].answer;
    bool alone = !planning_chart_of_all(plan), found = alone && answer != SIZE_MAX;
    char *values = found ? values_of(plan, answer) : NULL;
    int titled = asprintf(&made->title, "%s: %s%s%s%s%s%s", scenario->title, t->text,
                          alone ? " (" : "", alone ? scenario->variants[variant].name : "",
                          values ? ": " : "", values ? values : "", alone ? ")" : "");
    free(values);
    int noted = asprintf(&made->note,
                         "%s over what was tried, at first %u days of each and more where it is "
                         "close; what costs more than the answer was not. %.4g %% intervals.",
                         name, (unsigned)plan->first, 100 * scenario->confidence);
    made->title = titled < 0 ? NULL : made->title;
    made->note = noted < 0 ? NULL : made->note;
    made->chart = (struct chart){
        .title = made->title,
        .about = measure_at(t->measure)->about[scenario->theme],
        .note = made->note,
        .theme = scenario->theme,
        .currency = scenario->variants[0].world.currency,
        .x = axis_of(&plan->ranges[0]),
        .y = {.label = name, .unit = target_unit(t)},
    };
    bool done = made->title && made->note;
    if (is_curves(plan))
        done = done && fill_curves(made, plan, target);
    else if (is_map(plan))
        done = done && fill_map(made, plan, target, variant);
    else
        done = done && fill_bars(made, plan, target, variant);
    if (!done)
        planning_chart_free(made);
    return done;
}
