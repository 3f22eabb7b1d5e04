/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A data center scenario made of what a web server's log says, with comments that tell what it does
 * not say and what was assumed instead. Knows nothing of how logs are read.
 */
#ifndef REPORT_LOG_SCENARIO_H
#define REPORT_LOG_SCENARIO_H

#include <stdio.h>

#include "lab/fit.h"
#include "lab/fit_rates.h"

struct log_facts {
    const char *path;
    size_t requests, days, unreadable, outside;
    size_t failed;      /* with a status from 500 on */
    const char *unit;   /* of the times: "us" */
    bool whole_seconds; /* the times are whole seconds, rounded down */
    bool ends_logged;   /* a line bears the time of the answer (nginx), not of the request */
    double opens;       /* seconds since midnight */
    double length;      /* seconds */
    double mean;        /* of a request's time, in seconds */
    double median, p95, p99;
    double in_flight; /* on average, by Little's law */
    size_t most_in_flight;
    double busy_ratio; /* mean time when it is busy over that when it is not; NAN: not known */
    double working;    /* the share of the mean time that is computing */
    const struct fit_plan *plan;
    const struct fit *rest; /* the distribution of the rest; NULL: there is none */
    size_t all, short_ones; /* of so many, so many took no longer than the computing */
};

void log_scenario_write(FILE *to, const struct log_facts *facts);

#endif
