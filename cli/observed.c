/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See observed.h. */
#include "cli/observed.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/message.h"
#include "models/phrase.h"
#include "models/units.h"

#define TEXT_MOST 64 /* characters of a value */

bool unit_read(double *unit, const char *text)
{
    *unit = 1;
    for (const struct unit *known = time_units; text && known->size; known++)
        for (int n = 0; n < UNIT_NAMES && known->names[n]; n++)
            if (strcmp(text, known->names[n]) == 0) {
                *unit = (double)known->size / 1e9;
                return true;
            }
    if (text)
        message("--unit %s: expected us, ms, s, min, h or day", text);
    return !text;
}

/* Digits, a colon, two digits, perhaps once more, and a fraction of the last: minutes or hours. */
static bool read_colons(const char *text, double *seconds)
{
    double sum = 0;
    int parts = 0;
    for (;;) {
        char *end;
        if (!isdigit((unsigned char)*text))
            return false;
        double part = strtod(text, &end);
        if (parts > 0 && part >= 60)
            return false;
        sum = 60 * sum + part;
        parts++;
        if (*end != ':' || parts == 3) {
            *seconds = sum;
            return parts > 1 && !*end;
        }
        text = end + 1;
    }
}

/* Seconds, negative ones too; false: it is no duration. */
static bool read_duration(const char *text, double unit, double *seconds)
{
    char plain[TEXT_MOST + 1], *end;
    struct phrase_error error;
    sim_time time = 0;
    size_t length = strlen(text);
    if (!length || length > TEXT_MOST || !strchr("+-.0123456789", *text))
        return false;
    memcpy(plain, text, length + 1);
    char *comma = strchr(plain, ',');
    if (comma) /* "12,5", as half of the world writes it */
        *comma = '.';
    bool negative = *plain == '-';
    const char *number = plain + (negative || *plain == '+');
    if (!isdigit((unsigned char)*number) && *number != '.')
        return false;
    double value = strtod(number, &end);
    if (end == number || strchr("xX", number[1] ? number[1] : '.'))
        return false;
    if (!*end)
        value *= unit;
    else if (phrase_duration(number, strlen(number), &time, &error))
        value = sim_seconds(time);
    else if (!read_colons(number, &value))
        return false;
    *seconds = negative ? -value : value;
    return value <= sim_seconds(SIM_FAR);
}

static enum read take(void *owner, const char *text)
{
    struct durations *durations = owner;
    double seconds;
    if (!read_duration(text, durations->unit, &seconds))
        return READ_WRONG;
    if (seconds < 0) {
        durations->negative++;
        return READ_TAKEN;
    }
    if (durations->count == durations->room) {
        size_t room = durations->room ? 2 * durations->room : 1024;
        double *larger = realloc(durations->seconds, room * sizeof *larger);
        if (!larger) {
            message("out of memory");
            return READ_FULL;
        }
        durations->seconds = larger;
        durations->room = room;
    }
    durations->seconds[durations->count++] = seconds;
    return READ_TAKEN;
}

bool durations_read(struct durations *durations, struct column *column, const char *path,
                    const char *which)
{
    *durations = (struct durations){.unit = durations->unit};
    *column = (struct column){.take = take, .owner = durations};
    return column_read(column, path, which);
}

void durations_free(struct durations *durations)
{
    free(durations->seconds);
}
