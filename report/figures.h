/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers as people write them: a unit of fitting size, and no more digits than are known. Knows
 * units, not what is measured.
 */
#ifndef REPORT_FIGURES_H
#define REPORT_FIGURES_H

#include <stdbool.h>
#include <stddef.h>

#include "models/theme.h"

/* Room for any figure below. */
#define FIGURE_ROOM 64

/* Values are shown as value * factor, in the unit. */
struct scale {
    double factor;
    const char *unit; /* "min", "%", "" for counts */
};

/*
 * The scale for values of a measure's unit of which the largest in size is given. Rates are an hour
 * in the kitchen and a second in the data center, unless that is far too small. The currency is the
 * scenario's.
 */
struct scale figure_scale(const char *unit, double largest, enum theme theme, const char *currency,
                          bool unicode);

/*
 * The value and the half-width of its interval as two texts, rounded to the digits that the
 * half-width supports: two where its first digit is 1, else one. No more than four digits of
 * `size`, the value itself or what a difference is to be read beside, and three after the point.
 * The half-width's text is empty when it is NAN, the value then being rounded to three digits, and
 * when it is 0. A value of NAN is "-".
 */
struct figure {
    char value[FIGURE_ROOM], half_width[FIGURE_ROOM];
};

struct figure figure_of(double value, double half_width, double size, struct scale scale);

/* A number with so many digits that count, thousands apart: "1,234", "36.5", "0.024". */
void figure_number(char text[FIGURE_ROOM], double value, int digits);

/* A number with so many decimals, thousands apart, the same in every locale. */
void figure_decimals(char text[FIGURE_ROOM], double value, int decimals);

/* A rate in figure_scale's unit for "1/s", without the unit: "36". */
void figure_rate(char text[FIGURE_ROOM], double per_second, struct scale scale);

/* A length of time and its unit: "65 min", "512 ms". */
void figure_time(char text[FIGURE_ROOM], double seconds, bool unicode);

#endif
