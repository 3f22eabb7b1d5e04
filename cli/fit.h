/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the three kinds of `fit` share; one file each. */
#ifndef CLI_FIT_H
#define CLI_FIT_H

#include "cli/command.h"
#include "cli/output.h"
#include "report/chart.h"
#include "report/rates_table.h"

enum status fit_durations(const struct request *request);
enum status fit_arrivals(const struct request *request);
enum status fit_access_log(const struct request *request);

/* Whether -o names a picture; everything else then goes to standard output. */
bool fit_draws(const struct request *request);

/* Opens what all that is not the picture goes to; false after a message. */
bool fit_open(struct output *output, const struct request *request);

/* Writes the picture that -o names; false after a message. */
bool fit_draw(const struct request *request, const struct chart *chart);

/* The same for that of a plan of rates. */
bool fit_draw_rates(const struct request *request, const struct rates_report *report);

/* The seed of what is drawn for tests; false after a message. */
bool fit_seed(uint64_t *seed, const struct request *request);

#endif
