/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzing the files that `fit` reads: the first byte picks the kind (durations, times of calls, log
 * of a web server) and how it is asked for, the rest is the file. Whatever is read is a number that
 * what follows can work with.
 */
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cli/access_log.h"
#include "cli/calls.h"
#include "cli/message.h"
#include "cli/observed.h"
#include "sim/clock.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned messages;

/* In place of the program's: what is said is only counted. */
void message(const char *format, ...)
{
    char text[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    messages += *text != '\0';
}

static void require(bool condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

/* Lines that could not be read are counted, and the first shown. */
static void check_column(const struct column *column)
{
    require(column->unreadable.count <= column->lines, "more lines than there are");
    require(strlen(column->name) < sizeof column->name, "a name without end");
    for (size_t n = 0; n < column->unreadable.count && n < UNREADABLE_SHOWN; n++)
        require(strlen(column->unreadable.first[n].text) < UNREADABLE_ROOM, "a line without end");
}

static void check_durations(const char *path, const char *which)
{
    struct durations durations = {.unit = 1};
    struct column column;
    bool done = durations_read(&durations, &column, path, which);
    require(done || messages > 0, "a table is refused without a sentence");
    if (done)
        check_column(&column);
    for (size_t n = 0; n < durations.count; n++)
        require(durations.seconds[n] >= 0 && durations.seconds[n] <= sim_seconds(SIM_FAR),
                "a duration that is none");
    durations_free(&durations);
}

/* In the window of their day, and in order. */
static void check_days(const struct calls *calls)
{
    const struct fit_calls *fit = &calls->fit;
    require(fit->days >= 1 && fit->length > 0 && isfinite(fit->length), "no day at all");
    require(calls->opens >= 0 && calls->opens < 86400, "an opening at no time of the day");
    for (size_t d = 0; d < fit->days; d++) {
        require(fit->first[d] < fit->first[d + 1], "a day without calls");
        for (size_t i = fit->first[d]; i < fit->first[d + 1]; i++) {
            require(fit->times[i] >= 0 && fit->times[i] < fit->length, "a call out of the window");
            require(i == fit->first[d] || fit->times[i] >= fit->times[i - 1], "calls out of order");
        }
    }
}

static void check_calls(const char *path, const char *which, const char *between)
{
    struct calls calls = {.unit = 1};
    struct column column;
    bool done = calls_read(&calls, &column, path, which);
    require(done || messages > 0, "a table is refused without a sentence");
    if (done)
        check_column(&column);
    if (done && calls.count > 0 && calls_arrange(&calls, between))
        check_days(&calls);
    else
        require(calls.count == 0 || messages > 0, "calls are refused without a sentence");
    calls_free(&calls);
}

static void check_log(const char *text, size_t size, size_t field)
{
    for (size_t begin = 0, end; begin < size; begin = end + 1) {
        const char *stop = memchr(text + begin, '\n', size - begin);
        struct log_line line = {0};
        end = stop ? (size_t)(stop - text) : size;
        if (!log_line_read(&line, text + begin, end - begin, field))
            continue;
        require(line.at < 86400 && line.status < 1000, "a line of no time, or no status");
        require(line.took >= 0 && isfinite(line.took), "a time that is none");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const columns[] = {NULL, "2", "took"};
    static const char *const times[] = {NULL, "11:00..14:00", "22:00..02:00"};
    if (size < 1)
        return 0;
    char path[64];
    int file = memfd_create("observed", 0), kind = data[0] % 3, how = data[0] / 3 % 3;
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    if (file < 0 || write(file, data + 1, size - 1) != (ssize_t)(size - 1))
        abort();
    messages = 0;
    if (kind == 0)
        check_durations(path, columns[how]);
    else if (kind == 1)
        check_calls(path, columns[data[0] / 9 % 3], times[how]);
    else
        check_log((const char *)data + 1, size - 1, (size_t)how);
    close(file);
    return 0;
}
