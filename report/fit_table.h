/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fitted distributions for people (with the phrase to paste, and in plain words what to beware of)
 * and for programs (CSV, JSON). Knows nothing of how they were fitted.
 */
#ifndef REPORT_FIT_TABLE_H
#define REPORT_FIT_TABLE_H

#include <jansson.h>

#include "lab/fit.h"
#include "lab/fit_check.h"
#include "report/text.h"

struct fit_report {
    const char *path;    /* where the values came from */
    const char *column;  /* its name, or "" */
    const char *options; /* with which the command reads the same values: " --unit min", or "" */
    const char *key;     /* of a scenario, for the line to paste: "prep" */
    size_t negative, unreadable; /* left out */
    const struct fit_check *check;
    const struct fit_sample *sample;
    const struct fits *fits;
    bool quantiles; /* the picture */
};

/* The table for people, with the picture; false when out of memory. */
bool fit_table_write(FILE *to, const struct fit_report *report, const struct style *style);

/* A row for each family, the best first. */
void fit_csv_write(FILE *to, const struct fit_report *report);

/* All of it; NULL when out of memory. */
json_t *fit_json(const struct fit_report *report);

/* What to beware of, a paragraph each: fit_words.c. False when out of memory. */
bool fit_words_write(FILE *to, const struct fit_report *report, const struct style *style);

/* Whether the sample is so large that tests find what does not matter, and the best is near. */
bool fit_near_enough(const struct fit_report *report);

#endif
