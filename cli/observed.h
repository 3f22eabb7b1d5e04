/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Observations as people have them in tables: durations. Knows nothing of what is done with them.
 */
#ifndef CLI_OBSERVED_H
#define CLI_OBSERVED_H

#include "cli/column.h"

struct durations {
    double unit; /* what a bare number counts, in seconds */
    size_t count, room;
    double *seconds; /* as they were observed, at least 0 */
    size_t negative; /* so many were below 0 and are left out */
};

/*
 * Reads "8 min", "12.5" (in `unit`), "1:02:30" (hours), "2:30" (minutes). False after a message;
 * to be freed with durations_free in any case.
 */
bool durations_read(struct durations *durations, struct column *column, const char *path,
                    const char *which);
void durations_free(struct durations *durations);

/* "ms" to seconds; false after a message. NULL: seconds. */
bool unit_read(double *unit, const char *text);

#endif
