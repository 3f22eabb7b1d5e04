/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See calls.h. */
#include "cli/calls.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/message.h"
#include "models/phrase.h"

#define DAY 86400.0

/* A night without calls of at least so long parts two days. */
#define NIGHT (4 * 3600.0)

/* A clock time that is earlier than the one before it by less than this is out of order. */
#define DISORDER 60.0

/* Opening and closing are taken as the nearest times of which so many are between them. */
#define ROUND 12
#define SHARP 1000

long day_number(long year, unsigned month, unsigned day)
{
    long y = month <= 2 ? year - 1 : year; /* years that begin in March end with the leap day */
    long era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
    long of_year = (153 * ((long)month + (month > 2 ? -3 : 9)) + 2) / 5 + (long)day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

bool calls_add(struct calls *calls, struct call call)
{
    if (calls->count == calls->room) {
        size_t room = calls->room ? 2 * calls->room : 1024;
        struct call *larger = realloc(calls->list, room * sizeof *larger);
        if (!larger) {
            message("out of memory");
            return false;
        }
        calls->list = larger;
        calls->room = room;
    }
    calls->list[calls->count++] = call;
    return true;
}

/* So many digits as a number; false: they are none. */
static bool digits(const char **text, int count, unsigned *value)
{
    *value = 0;
    for (int n = 0; n < count; n++, (*text)++) {
        if (!isdigit((unsigned char)**text))
            return false;
        *value = 10 * *value + (unsigned)(**text - '0');
    }
    return true;
}

static bool read_clock(const char *text, size_t length, double *at)
{
    struct phrase_error error;
    sim_time time = 0;
    if (!phrase_clock(text, length, &time, &error))
        return false;
    *at = sim_seconds(time);
    return true;
}

/* "2026-05-03T11:00:30.5+02:00": the clock on the wall; where that wall is makes no difference. */
static bool read_date(const char *text, long *day, double *at)
{
    unsigned year, month, of_month;
    if (!digits(&text, 4, &year) || *text++ != '-' || !digits(&text, 2, &month) || *text++ != '-' ||
        !digits(&text, 2, &of_month))
        return false;
    if (month < 1 || month > 12 || of_month < 1 || of_month > 31 || !strchr("T ", *text) || !*text)
        return false;
    text++;
    size_t clock = strspn(text, "0123456789:."), zone = clock;
    if (text[zone] == 'Z')
        zone++;
    else if (text[zone] == '+' || text[zone] == '-')
        zone += 1 + strspn(text + zone + 1, "0123456789:");
    *day = day_number(year, month, of_month);
    return !text[zone] && read_clock(text, clock, at);
}

static bool read_since(const char *text, double unit, double *at)
{
    struct phrase_error error;
    sim_time time = 0;
    char *end;
    if (!isdigit((unsigned char)*text) && *text != '.')
        return false;
    double value = strtod(text, &end);
    if (!*end && !strchr("xX", text[1] ? text[1] : '.')) {
        *at = value * unit;
        return *at <= sim_seconds(SIM_FAR);
    }
    if (!phrase_duration(text, strlen(text), &time, &error))
        return false;
    *at = sim_seconds(time);
    return true;
}

static enum read take(void *owner, const char *text)
{
    struct calls *calls = owner;
    enum times kind;
    long day = 0;
    double at;
    if (read_date(text, &day, &at))
        kind = TIMES_DATE;
    else if (phrase_is_clock(text, strlen(text)) && read_clock(text, strlen(text), &at))
        kind = TIMES_CLOCK;
    else if (read_since(text, calls->unit, &at))
        kind = TIMES_SINCE;
    else
        return READ_WRONG;
    if (calls->kind == TIMES_UNKNOWN)
        calls->kind = kind;
    if (calls->kind != kind)
        return READ_WRONG;
    return calls_add(calls, (struct call){.day = day, .at = at}) ? READ_TAKEN : READ_FULL;
}

bool calls_read(struct calls *calls, struct column *column, const char *path, const char *which)
{
    *calls = (struct calls){.unit = calls->unit, .sharp = calls->sharp};
    *column = (struct column){.take = take, .owner = calls};
    return column_read(column, path, which);
}

void calls_free(struct calls *calls)
{
    free(calls->list);
    free((void *)calls->fit.first);
    free((void *)calls->fit.times);
}

static int compare_calls(const void *a, const void *b)
{
    const struct call *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* When the longest stretch of the day without any call on any day ends; 0: there is no night. */
static double morning_of(const struct calls *calls)
{
    enum { SLOTS = 24 * 12 };
    bool used[SLOTS] = {false};
    for (size_t i = 0; i < calls->count; i++)
        used[(size_t)(calls->list[i].at / (DAY / SLOTS)) % SLOTS] = true;
    size_t longest = 0, ends = 0;
    for (size_t start = 0; start < SLOTS; start++) {
        size_t length = 0;
        while (length < SLOTS && !used[(start + length) % SLOTS])
            length++;
        if (length > longest) {
            longest = length;
            ends = (start + length) % SLOTS;
        }
    }
    return (double)longest * (DAY / SLOTS) >= NIGHT ? (double)ends * (DAY / SLOTS) : 0;
}

/* Counts each time from the morning, or the opening, on; what is earlier is of the day before. */
static void count_from(struct calls *calls, double morning)
{
    for (size_t i = 0; i < calls->count; i++) {
        struct call *call = &calls->list[i];
        call->at -= morning;
        if (call->at < 0) {
            call->at += DAY;
            call->day -= 1;
        }
    }
}

/* Where there are no dates, a time earlier than the one before begins a new day. */
static void number_days(struct calls *calls)
{
    long day = 0;
    double before = -INFINITY, disorder = calls->kind == TIMES_CLOCK ? DISORDER : 0;
    for (size_t i = 0; i < calls->count; i++) {
        struct call *call = &calls->list[i];
        if (call->at < before - disorder)
            day++;
        call->day = day;
        before = call->at;
    }
}

/* The coarsest round time of which so many fit into the span. */
static double round_to(double span, double parts)
{
    static const double steps[] = {3600, 1800, 900, 300, 60, 10, 1};
    size_t n = 0;
    while (n + 1 < sizeof steps / sizeof *steps && steps[n] * parts > span)
        n++;
    return steps[n];
}

/* Around all calls, from the morning on. */
static void find_window(const struct calls *calls, double morning, double *from, double *to)
{
    bool sharp = calls->sharp || calls->kind == TIMES_SINCE;
    double least = INFINITY, most = 0;
    for (size_t i = 0; i < calls->count; i++) {
        least = fmin(least, calls->list[i].at);
        most = fmax(most, calls->list[i].at);
    }
    double step = round_to(most - least, sharp ? SHARP : ROUND);
    *from = calls->kind == TIMES_SINCE ? 0 : step * floor((least + morning) / step) - morning;
    *to = step * (floor((most + morning) / step) + 1) - morning;
}

/* "11:00..14:00", beyond midnight if the second is earlier. */
static bool read_between(const char *text, double *opens, double *length)
{
    const char *dots = strstr(text, "..");
    double closes;
    if (!dots || !read_clock(text, (size_t)(dots - text), opens) ||
        (strcmp(dots + 2, "24:00") != 0 && !read_clock(dots + 2, strlen(dots + 2), &closes))) {
        message("--between %s: expected two clock times, such as 11:00..14:00", text);
        return false;
    }
    if (strcmp(dots + 2, "24:00") == 0)
        closes = DAY;
    *length = closes > *opens ? closes - *opens : closes - *opens + DAY;
    return true;
}

/* The coarsest of 1 min, 1 s, 1 ms of which all are multiples; 0: none. */
static double grid_of(const struct calls *calls)
{
    static const double steps[] = {60, 1, 1e-3};
    for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
        size_t i = 0;
        while (i < calls->count && fabs(remainder(calls->list[i].at, steps[s])) < 1e-7)
            i++;
        if (i == calls->count)
            return steps[s];
    }
    return 0;
}

/* Keeps those in the window, in their order, as the days of what is fitted. */
static bool divide(struct calls *calls, double from, double length)
{
    size_t *first = malloc((calls->count + 2) * sizeof *first);
    double *times = malloc((calls->count + 1) * sizeof *times);
    calls->fit.first = first;
    calls->fit.times = times;
    if (!first || !times) {
        message("out of memory");
        return false;
    }
    size_t kept = 0, days = 0;
    long day = 0;
    for (size_t i = 0; i < calls->count; i++) {
        struct call call = calls->list[i];
        call.at -= from;
        if (call.at < 0 || call.at >= length)
            continue;
        if (days == 0 || call.day != day)
            first[days++] = kept;
        day = call.day;
        times[kept] = call.at;
        calls->list[kept++] = call;
    }
    first[days] = kept;
    calls->outside = calls->count - kept;
    calls->count = kept;
    calls->fit.days = days;
    calls->fit.length = length;
    return true;
}

bool calls_arrange(struct calls *calls, const char *between)
{
    double morning = 0, from = 0, to = 0, length = 0;
    if (between && calls->kind == TIMES_SINCE) {
        message("--between: the file has durations, not clock times");
        return false;
    }
    if (between && !read_between(between, &morning, &length))
        return false;
    calls->fit.grid = grid_of(calls);
    if (!between && calls->kind != TIMES_SINCE)
        morning = morning_of(calls);
    count_from(calls, morning);
    if (calls->kind != TIMES_DATE)
        number_days(calls);
    qsort(calls->list, calls->count, sizeof *calls->list, compare_calls);
    if (!between) {
        find_window(calls, morning, &from, &to);
        length = to - from;
    }
    calls->opens = fmod(morning + from + DAY, DAY);
    if (!divide(calls, from, length))
        return false;
    if (calls->fit.first[calls->fit.days] == 0)
        message("no call came between these times");
    return calls->fit.first[calls->fit.days] > 0;
}
