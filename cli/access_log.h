/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines of the logs of web servers: Apache's and nginx's common and combined formats with the time
 * a request took as the last field (or another): %D (microseconds), %T (seconds), %{ms}T, or
 * $request_time (seconds with a point). Knows nothing of scenarios.
 */
#ifndef CLI_ACCESS_LOG_H
#define CLI_ACCESS_LOG_H

#include <stdbool.h>
#include <stddef.h>

/* What a line says. */
struct log_line {
    long day;    /* see day_number */
    unsigned at; /* seconds since midnight, on the server's clock */
    unsigned status;
    double took;   /* as it is written, without its unit */
    bool decimals; /* it is written with a point */
};

/*
 * Reads a line; `field` is the number of that with the time, from 1, what stands in quotes or
 * brackets being one field, and 0 the last one. False: it is no such line, or has no time.
 */
bool log_line_read(struct log_line *line, const char *text, size_t length, size_t field);

#endif
