/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every way of drawing a chart has to know of it. */
#include "report/chart_data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Beyond this the lengths of axes could not be computed. */
#define LARGEST 1e300

static void add(struct extent *extent, const struct chart_axis *axis, double value)
{
    if (fabs(value) < LARGEST && !(axis->log && value <= 0))
        extent_add(extent, value);
}

struct extent chart_extent_x(const struct chart *chart)
{
    struct extent extent = extent_empty;
    for (size_t s = 0; s < chart->series_count; s++) {
        const struct chart_series *series = &chart->series[s];
        bool edges = chart->kind == CHART_HISTOGRAM && s == 0 && series->count > 0;
        for (size_t n = 0; n < series->count + edges; n++)
            add(&extent, &chart->x, series->x[n]);
    }
    for (size_t n = 0; n < chart->lane_count; n++)
        for (size_t i = 0; i < chart->lanes[n].count; i++) {
            add(&extent, &chart->x, chart->lanes[n].intervals[i].from);
            add(&extent, &chart->x, chart->lanes[n].intervals[i].to);
        }
    for (size_t n = 0; n < chart->line_count; n++)
        if (chart->lines[n].upright)
            add(&extent, &chart->x, chart->lines[n].at);
    return extent;
}

/* Stacked: the length of a row's bar. */
static double row_sum(const struct chart *chart, size_t row)
{
    double sum = 0;
    for (size_t s = 0; s < chart->series_count; s++)
        if (row < chart->series[s].count && chart->series[s].y[row] > 0)
            sum += chart->series[s].y[row];
    return sum;
}

/* The longest of the bars that are put together of all series. */
static void add_sums(struct extent *extent, const struct chart *chart)
{
    for (size_t row = 0; row < chart->row_count; row++)
        add(extent, &chart->y, row_sum(chart, row));
}

struct extent chart_extent_y(const struct chart *chart)
{
    struct extent extent = extent_empty;
    for (size_t s = 0; s < chart->series_count; s++) {
        const struct chart_series *series = &chart->series[s];
        for (size_t n = 0; n < series->count && chart->kind != CHART_STACKED; n++) {
            add(&extent, &chart->y, series->y[n]);
            if (series->low && isfinite(series->y[n])) {
                add(&extent, &chart->y, series->low[n]);
                add(&extent, &chart->y, series->high[n]);
            }
        }
    }
    if (chart->kind == CHART_STACKED)
        add_sums(&extent, chart);
    if (chart->kind == CHART_TORNADO)
        add(&extent, &chart->y, chart->base);
    bool from_0 =
        chart->kind == CHART_BARS || chart->kind == CHART_STACKED || chart->kind == CHART_HISTOGRAM;
    if (from_0 && extent.from <= extent.to)
        add(&extent, &chart->y, 0);
    for (size_t n = 0; n < chart->line_count; n++)
        if (!chart->lines[n].upright)
            add(&extent, &chart->y, chart->lines[n].at);
    return extent;
}

struct extent chart_extent_z(const struct chart *chart)
{
    struct extent extent = extent_empty;
    for (size_t n = 0; chart->cells && n < chart->row_count * chart->column_count; n++)
        add(&extent, &chart->z, chart->cells[n]);
    return extent;
}

bool chart_goes_left(const struct chart *chart)
{
    double base = chart->kind == CHART_TORNADO ? chart->base : 0;
    for (size_t s = 0; s < chart->series_count && chart->kind != CHART_STACKED; s++)
        for (size_t row = 0; row < chart->series[s].count; row++)
            if (chart->series[s].y[row] < base)
                return true;
    return false;
}

bool chart_is_empty(const struct chart *chart)
{
    struct extent extent = chart->kind == CHART_HEAT    ? chart_extent_z(chart)
                           : chart->kind == CHART_GANTT ? chart_extent_x(chart)
                                                        : chart_extent_y(chart);
    return extent.from > extent.to;
}

struct series_look chart_series_look(const struct chart *chart, size_t series)
{
    size_t n = 0;
    for (size_t s = 1; s <= series; s++)
        n += !chart->series[s].like_before;
    struct series_look look = palette_series(n);
    if (chart->series[series].like_before)
        look.dash = "1.5 3";
    return look;
}

bool chart_state_used(const struct chart *chart, size_t state)
{
    for (size_t n = 0; n < chart->lane_count; n++)
        for (size_t i = 0; i < chart->lanes[n].count; i++)
            if (chart->lanes[n].intervals[i].state == state)
                return true;
    if (state >= chart->series_count)
        return false;
    for (size_t row = 0; row < chart->series[state].count; row++)
        if (chart->series[state].y[row] > 0)
            return true;
    return false;
}

/* The number of lanes in the section that begins at a lane. */
static size_t section_length(const struct chart *chart, size_t first)
{
    const char *name = chart->lanes[first].section;
    size_t last = first + 1;
    while (last < chart->lane_count) {
        const char *other = chart->lanes[last].section;
        if (name != other && !(name && other && strcmp(name, other) == 0))
            break;
        last++;
    }
    return last - first;
}

/* How many lanes of a section share a band so that there are not too many bands. */
static size_t group_of(size_t lanes, size_t most)
{
    static const size_t steps[] = {1, 2, 5};
    for (size_t power = 1;; power *= 10)
        for (size_t n = 0; n < sizeof steps / sizeof *steps; n++)
            if (lanes <= most * steps[n] * power)
                return steps[n] * power;
}

bool chart_bands(struct chart_bands *bands, const struct chart *chart, size_t most)
{
    *bands = (struct chart_bands){.band = calloc(chart->lane_count + 1, sizeof *bands->band)};
    if (!bands->band)
        return false;
    size_t longest = 0;
    for (size_t first = 0; first < chart->lane_count; first += section_length(chart, first)) {
        size_t length = section_length(chart, first);
        longest = length > longest ? length : longest;
        bands->sections++;
    }
    size_t group = group_of(longest, most / (bands->sections ? bands->sections : 1) + 1);
    for (size_t first = 0; first < chart->lane_count;) {
        size_t end = first + section_length(chart, first);
        for (size_t n = first; n < end; n += group)
            bands->band[bands->count++] = (struct chart_band){
                .first = n,
                .count = n + group < end ? group : end - n,
                .heading = n == first ? chart->lanes[first].section : NULL,
                .number = n - first + 1,
            };
        first = end;
    }
    bands->group = group;
    return true;
}

void chart_bands_free(struct chart_bands *bands)
{
    free(bands->band);
}

/* Adds what part of one lane's time from..to it spends in each state. */
static void add_shares(const struct chart_lane *lane, double from, double to, double *shares,
                       size_t states)
{
    /* The first interval that ends after `from`, by halving. */
    size_t low = 0, high = lane->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (lane->intervals[middle].to <= from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < lane->count && lane->intervals[low].from < to; low++) {
        const struct chart_interval *i = &lane->intervals[low];
        if (i->state < states)
            shares[i->state] += (fmin(i->to, to) - fmax(i->from, from)) / (to - from);
    }
}

void chart_band_shares(const struct chart *chart, const struct chart_band *band, double from,
                       double to, double *shares)
{
    for (size_t s = 0; s < chart->state_count; s++)
        shares[s] = 0;
    for (size_t n = 0; n < band->count; n++)
        add_shares(&chart->lanes[band->first + n], from, to, shares, chart->state_count);
    for (size_t s = 0; s < chart->state_count; s++)
        shares[s] /= (double)band->count;
}

void chart_band_name(const struct chart *chart, const struct chart_band *band, char *text,
                     size_t room)
{
    const char *first = chart->lanes[band->first].name;
    if (band->count == 1)
        snprintf(text, room, "%s", first ? first : "");
    else
        snprintf(text, room, "%zu to %zu", band->number, band->number + band->count - 1);
}
