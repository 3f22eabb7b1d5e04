/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See access_log.h. Reads a line once, without copying: logs are long. */
#include "cli/access_log.h"

#include <string.h>

#include "cli/calls.h"

/* A field: without its quotes or brackets. */
struct field {
    const char *text;
    size_t length;
    bool quoted;
};

/* Takes the next field; false at the end of the line. */
static bool next_field(const char **at, const char *end, struct field *field)
{
    const char *start = *at;
    while (start < end && (*start == ' ' || *start == '\t'))
        start++;
    if (start == end)
        return false;
    char close = *start == '"' ? '"' : *start == '[' ? ']' : ' ';
    const char *stop = close == ' ' ? start : ++start;
    while (stop < end && *stop != close && !(close == ' ' && *stop == '\t'))
        stop += *stop == '\\' && close == '"' && stop + 1 < end ? 2 : 1;
    *field = (struct field){start, (size_t)(stop - start), close == '"'};
    *at = stop < end ? stop + 1 : end;
    return true;
}

static bool take_digits(const char **at, const char *end, int count, unsigned *value)
{
    *value = 0;
    for (int n = 0; n < count; n++, (*at)++) {
        if (*at >= end || **at < '0' || **at > '9')
            return false;
        *value = 10 * *value + (unsigned)(**at - '0');
    }
    return true;
}

static bool take_char(const char **at, const char *end, char c)
{
    return *at < end && *(*at)++ == c;
}

/* "10/Oct/2000:13:55:36 -0700" */
static bool read_date(struct log_line *line, const struct field *field)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const char *at = field->text, *end = at + field->length;
    unsigned day, year, hour, minute, second;
    if (!take_digits(&at, end, 2, &day) || !take_char(&at, end, '/') || end - at < 3)
        return false;
    unsigned month = 0;
    while (month < 12 && memcmp(months + 3 * (size_t)month, at, 3) != 0)
        month++;
    at += 3;
    if (month == 12 || !take_char(&at, end, '/') || !take_digits(&at, end, 4, &year) ||
        !take_char(&at, end, ':') || !take_digits(&at, end, 2, &hour) ||
        !take_char(&at, end, ':') || !take_digits(&at, end, 2, &minute) ||
        !take_char(&at, end, ':') || !take_digits(&at, end, 2, &second))
        return false;
    if (day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60)
        return false;
    line->day = day_number((long)year, month + 1, day);
    line->at = 3600 * hour + 60 * minute + (second < 60 ? second : 59); /* a leap second */
    return true;
}

/* More characters are no time: in microseconds they would be decades. */
#define TOOK_DIGITS 15

/* Digits, perhaps with a point, perhaps after "rt=" or the like. */
static bool read_took(struct log_line *line, const struct field *field)
{
    const char *at = field->text, *end = at + field->length;
    const char *equals = memchr(at, '=', field->length);
    double value = 0, place = 1;
    at = equals ? equals + 1 : at;
    if (end - at > TOOK_DIGITS || at == end)
        return false;
    line->decimals = false;
    for (; at < end; at++) {
        if (*at == '.' && !line->decimals && at + 1 < end) {
            line->decimals = true;
        } else if (*at >= '0' && *at <= '9') {
            value = 10 * value + (*at - '0');
            place *= line->decimals ? 10 : 1;
        } else {
            return false;
        }
    }
    line->took = value / place;
    return true;
}

/* The status: three digits after the quoted request. */
static bool read_status(struct log_line *line, const struct field *field)
{
    const char *at = field->text;
    return field->length == 3 && take_digits(&at, at + 3, 3, &line->status);
}

/* So many fields follow the date in the common format, before a time: request, status, bytes. */
enum { COMMON = 3 };

bool log_line_read(struct log_line *line, const char *text, size_t length, size_t field)
{
    const char *at = text, *end = text + length;
    struct field now, took = {0};
    bool dated = false;
    size_t number = 0, after = 0; /* after: fields behind the date */
    while (next_field(&at, end, &now)) {
        number++;
        after += dated;
        if (!dated && now.text > text && now.text[-1] == '[')
            dated = read_date(line, &now);
        else if ((after == 1 && !now.quoted) || (after == 2 && !read_status(line, &now)))
            return false;
        if (field ? number == field : true)
            took = now;
    }
    if (!dated || after < 2 || (field && number < field))
        return false;
    /* What comes last in the common and the combined format is no time: bytes, and the browser. */
    if (!field && (after <= COMMON || (after == COMMON + 2 && took.quoted)))
        return false;
    return took.length > 0 && read_took(line, &took);
}
