/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See results.h: pictures. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/results.h"

/* What is laid out in `numbers`, one after the other. */
enum { X, MEAN, LOW, HIGH, COLUMNS };

void results_chart_free(struct results_chart *made)
{
    for (size_t n = 0; made->rows && n < made->row_count; n++)
        free(made->rows[n]);
    free(made->rows);
    free(made->numbers);
    free(made->series);
    free(made->title);
    free(made->note);
    *made = (struct results_chart){0};
}

/* Whether one key was varied, and in one unit of numbers throughout. */
static bool has_axis(const struct store_contents *contents, const char **unit)
{
    if (contents->key_count != 1 || contents->point_count < 2)
        return false;
    store_number(contents->points[0].values[0], unit);
    for (size_t p = 0; p < contents->point_count; p++) {
        const char *own;
        if (isnan(store_number(contents->points[p].values[0], &own)) || strcmp(own, *unit) != 0)
            return false;
    }
    return true;
}

static void fill_point(struct results_chart *made, const struct store_contents *contents,
                       size_t measure, size_t point)
{
    size_t count = contents->point_count;
    struct estimate e = store_estimate(contents, point, measure);
    double width = isnan(e.half_width) ? 0 : e.half_width;
    made->numbers[MEAN * count + point] = e.mean;
    made->numbers[LOW * count + point] = e.mean - width;
    made->numbers[HIGH * count + point] = e.mean + width;
}

/* The points of a variant follow each other, and so do their numbers. */
static void add_series(struct results_chart *made, const struct store_contents *contents,
                       size_t first, size_t count)
{
    size_t all = contents->point_count;
    made->series[made->chart.series_count++] = (struct chart_series){
        .name = contents->about.variants[contents->points[first].variant].name,
        .count = count,
        .x = made->numbers + X * all + first,
        .y = made->numbers + MEAN * all + first,
        .low = made->numbers + LOW * all + first,
        .high = made->numbers + HIGH * all + first,
    };
}

static void fill_curves(struct results_chart *made, const struct store_contents *contents)
{
    const char *unit;
    size_t first = 0;
    made->chart.kind = CHART_LINES;
    for (size_t p = 0; p < contents->point_count; p++) {
        made->numbers[p] = store_number(contents->points[p].values[0], &unit);
        bool last = p + 1 == contents->point_count ||
                    contents->points[p + 1].variant != contents->points[p].variant;
        if (last) {
            add_series(made, contents, first, p + 1 - first);
            first = p + 1;
        }
    }
}

/* "Apach' Hut, kitchen.cooks 8" */
static char *point_name(const struct store_contents *contents, size_t point)
{
    char *name = NULL, *changes = store_changes(contents, point);
    const char *variant = contents->about.variants[contents->points[point].variant].name;
    if (changes && asprintf(&name, "%s%s%s", variant, *changes ? ", " : "", changes) < 0)
        name = NULL;
    free(changes);
    return name;
}

static bool fill_bars(struct results_chart *made, const struct store_contents *contents)
{
    made->chart.kind = CHART_BARS;
    made->chart.x = (struct chart_axis){0};
    made->rows = calloc(contents->point_count, sizeof *made->rows);
    if (!made->rows)
        return false;
    for (size_t p = 0; p < contents->point_count; p++)
        if (!(made->rows[made->row_count++] = point_name(contents, p)))
            return false;
    add_series(made, contents, 0, contents->point_count);
    made->series[0].name = NULL;
    made->chart.row_count = made->row_count;
    made->chart.rows = (const char *const *)made->rows;
    return true;
}

static bool fill(struct results_chart *made, const struct store_contents *contents, size_t measure)
{
    const char *unit = "";
    made->numbers = calloc(COLUMNS * contents->point_count + 1, sizeof *made->numbers);
    made->series = calloc(contents->about.variant_count + 1, sizeof *made->series);
    if (!made->title || !made->note || !made->numbers || !made->series)
        return false;
    for (size_t p = 0; p < contents->point_count; p++)
        fill_point(made, contents, measure, p);
    made->chart.series = made->series;
    if (!has_axis(contents, &unit))
        return fill_bars(made, contents);
    made->chart.x = (struct chart_axis){.label = contents->keys[0], .unit = *unit ? unit : NULL};
    fill_curves(made, contents);
    return true;
}

bool results_chart_of(struct results_chart *made, const struct store_contents *contents,
                      size_t measure)
{
    const struct store_measure *m = &contents->about.measures[measure];
    uint64_t least = UINT64_MAX, most = 0;
    for (size_t p = 0; p < contents->point_count; p++) {
        least = contents->points[p].days < least ? contents->points[p].days : least;
        most = contents->points[p].days > most ? contents->points[p].days : most;
    }
    *made = (struct results_chart){0};
    int titled = asprintf(&made->title, "%s: %s", contents->about.title, m->name);
    int noted = least == most
                    ? asprintf(&made->note, "%llu days each, seed %s; %.4g %% confidence.",
                               (unsigned long long)most, contents->seed, 100 * contents->confidence)
                    : asprintf(&made->note, "From %llu to %llu days, seed %s; %.4g %% confidence.",
                               (unsigned long long)least, (unsigned long long)most, contents->seed,
                               100 * contents->confidence);
    made->title = titled < 0 ? NULL : made->title;
    made->note = noted < 0 ? NULL : made->note;
    made->chart = (struct chart){
        .title = made->title,
        .note = made->note,
        .theme = contents->theme,
        .currency = contents->about.currency,
        .y = {.unit = m->unit},
    };
    if (fill(made, contents, measure))
        return true;
    results_chart_free(made);
    return false;
}
