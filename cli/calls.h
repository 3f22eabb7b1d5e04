/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Times at which calls came, as people have them: clock times, dates with times, or durations since
 * opening; and their division into days. Knows nothing of rates.
 */
#ifndef CLI_CALLS_H
#define CLI_CALLS_H

#include "cli/column.h"
#include "lab/fit_rates.h"

enum times { TIMES_UNKNOWN, TIMES_CLOCK, TIMES_DATE, TIMES_SINCE };

/*
 * A call, as it was read: seconds since midnight of a day, or since opening; once arranged, since
 * the opening of its day.
 */
struct call {
    long day;
    double at;
    double took; /* how long it was in the house, in seconds; 0: not known */
};

struct calls {
    enum times kind;
    double unit; /* what bare numbers count, in seconds */
    bool sharp;  /* the first and the last call are where the records begin and end */
    size_t count, room;
    struct call *list;
    /* What calls_arrange makes of them: */
    double opens; /* seconds since midnight; 0 for durations */
    struct fit_calls fit;
    size_t outside; /* so many were not in the time of day that was asked for, and are left out */
};

/* Reads "11:00:30", "2026-05-03T11:00:30" or "2.5 min". False after a message. */
bool calls_read(struct calls *calls, struct column *column, const char *path, const char *which);

/* Adds one; false when out of memory, after a message. */
bool calls_add(struct calls *calls, struct call call);

/*
 * Divides them into days, each observed in the same time of day: `between` ("11:00..14:00"), or
 * NULL: from round time to round time around all of them. A night without calls parts the days, so
 * that one may last beyond midnight. A day without calls counts as closed. False after a message.
 */
bool calls_arrange(struct calls *calls, const char *between);

void calls_free(struct calls *calls);

/* The number of a day of the Gregorian calendar, from 1970-01-01, which is 0. */
long day_number(long year, unsigned month, unsigned day);

#endif
