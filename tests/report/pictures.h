/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Charts to be drawn in tests: one of each kind, and those that are hard to draw well.
 */
#ifndef TESTS_REPORT_PICTURES_H
#define TESTS_REPORT_PICTURES_H

#include "report/chart.h"

struct picture {
    const char *name; /* of its golden files */
    struct chart (*chart)(void);
};

extern const struct picture pictures[];
extern const size_t picture_count;

/* By name; fails the test when there is none. */
struct chart picture_chart(const char *name);

#endif
