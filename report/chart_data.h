/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What every way of drawing a chart has to know of it: how far the values go, what is put together.
 * For the files that draw, and nobody else.
 */
#ifndef REPORT_CHART_DATA_H
#define REPORT_CHART_DATA_H

#include "report/chart.h"
#include "report/figures.h"
#include "report/ticks.h"

/* How far the values that are shown go. */
struct extent chart_extent_x(const struct chart *chart);
struct extent chart_extent_y(const struct chart *chart);
struct extent chart_extent_z(const struct chart *chart);

/* There is no value to show. */
bool chart_is_empty(const struct chart *chart);

/* Bars, tornado: some bars go to the left of their base, which is 0 or chart->base. */
bool chart_goes_left(const struct chart *chart);

/* The look of a series. A fit has the hue of what it is fitted to, and dots instead of its dashes.
 */
struct series_look chart_series_look(const struct chart *chart, size_t series);

/* Whether there is anything in a state; stacked: in the series with that number. */
bool chart_state_used(const struct chart *chart, size_t state);

/*
 * Gantt: lanes as they are drawn, each alone or in bands of some that follow each other, where
 * there are too many: then a band shows how many of them are in which state.
 */
struct chart_band {
    size_t first, count; /* lanes */
    size_t number;       /* of the first, from 1, within its section */
    const char *heading; /* above it, or NULL */
};

struct chart_bands {
    size_t count, sections;
    size_t group; /* lanes a band */
    struct chart_band *band;
};

/* Some `most` bands, if the lanes are more; false when out of memory. Free with chart_bands_free.
 */
bool chart_bands(struct chart_bands *bands, const struct chart *chart, size_t most);
void chart_bands_free(struct chart_bands *bands);

/* "cook 3", or "11 to 20". */
void chart_band_name(const struct chart *chart, const struct chart_band *band, char *text,
                     size_t room);

/* The share of its lanes' time from..to in each state, into shares[chart->state_count]. */
void chart_band_shares(const struct chart *chart, const struct chart_band *band, double from,
                       double to, double *shares);

#endif
