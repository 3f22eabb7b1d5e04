/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From text to numbers, shares, durations, clock times, rates, sizes and words. Knows nothing of
 * YAML or of keys.
 */
#include "models/phrase.h"

#include <string.h>

#include "models/cursor.h"
#include "models/nearest.h"

#define SIZE_LIMIT (INT64_C(1) << 62)

bool phrase_number(const char *text, size_t length, double *value, struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    struct decimal number;
    double result = 0;
    bool good = cursor_number(&c, &number, "a number") && decimal_double(&c, &number, &result) &&
                cursor_ends(&c, "number");
    if (good)
        *value = result;
    return good;
}

bool phrase_whole(const char *text, size_t length, uint64_t *value, struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    struct decimal number;
    uint64_t result = 0;
    if (!cursor_number(&c, &number, "a whole number") || !cursor_not_negative(&c, &number) ||
        !cursor_ends(&c, "number"))
        return false;
    for (size_t i = number.start; i < number.end; i++)
        if (!cursor_digit(text[i]) && text[i] != '+' && text[i] != '-')
            return cursor_fail(&c, number.start, number.end, "must be a whole number");
    if (number.exponent > 0 || !decimal_units(&number, 1, UINT64_MAX, &result))
        return cursor_fail(&c, number.start, number.end, "the number is too large");
    *value = result;
    return true;
}

bool phrase_share(const char *text, size_t length, double *value, struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    struct decimal number;
    double result = 0;
    if (!cursor_number(&c, &number, "a share, such as 5 % or 0.05") ||
        !cursor_not_negative(&c, &number) || !decimal_double(&c, &number, &result))
        return false;
    cursor_skip(&c);
    if (cursor_peek(&c) == '%') {
        result /= 100;
        c.at++;
    }
    if (!cursor_ends(&c, "share"))
        return false;
    *value = result;
    return true;
}

/* For those who write a distribution where none can be. */
static bool is_plain(struct cursor *c)
{
    for (size_t i = 0; i < FORMS; i++)
        if (cursor_word(c) == strlen(forms[i].name) &&
            strncmp(c->text + c->at, forms[i].name, cursor_word(c)) == 0)
            return cursor_fail(c, c->at, c->length,
                               "must be a plain duration, such as 8 min, not a distribution");
    return true;
}

bool phrase_duration(const char *text, size_t length, sim_time *value, struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    sim_time result = 0;
    if (!is_plain(&c))
        return false;
    if (!cursor_duration(&c, false, &result) || !cursor_ends(&c, "duration"))
        return false;
    *value = result;
    return true;
}

bool phrase_duration_or_seconds(const char *text, size_t length, sim_time *value,
                                struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    sim_time result = 0;
    if (!cursor_duration(&c, true, &result) || !cursor_ends(&c, "duration"))
        return false;
    *value = result;
    return true;
}

bool phrase_is_clock(const char *text, size_t length)
{
    struct phrase_error unused;
    struct cursor c = cursor_on(text, length, &unused);
    while (cursor_digit(cursor_peek(&c)))
        c.at++;
    return c.at > 0 && cursor_peek(&c) == ':';
}

/* One or two digits, at most `high`. */
static bool take_clock_part(struct cursor *c, sim_time high, sim_time *value)
{
    size_t start = c->at;
    sim_time result = 0;
    while (cursor_digit(cursor_peek(c)) && c->at < start + 2)
        result = result * 10 + (c->text[c->at++] - '0');
    if (c->at == start || cursor_digit(cursor_peek(c)) || result > high)
        return cursor_fail(c, start, cursor_token_end(c) > start ? cursor_token_end(c) : start,
                           "not a clock time; expected HH:MM or HH:MM:SS, from 00:00 to 23:59:59");
    *value = result;
    return true;
}

/* The digits behind the seconds' point: whole nanoseconds, what is beyond them is cut off. */
static sim_time take_fraction(struct cursor *c)
{
    sim_time result = 0, unit = SIM_SECOND / 10;
    for (c->at++; cursor_digit(cursor_peek(c)); c->at++, unit /= 10)
        result += (c->text[c->at] - '0') * unit;
    return result;
}

bool phrase_clock(const char *text, size_t length, sim_time *value, struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    sim_time hours = 0, minutes = 0, seconds = 0, fraction = 0;
    if (!take_clock_part(&c, 23, &hours))
        return false;
    if (cursor_peek(&c) != ':')
        return cursor_fail(&c, 0, c.length, "expected a clock time, HH:MM or HH:MM:SS");
    c.at++;
    if (!take_clock_part(&c, 59, &minutes))
        return false;
    if (cursor_peek(&c) == ':') {
        c.at++;
        if (!take_clock_part(&c, 59, &seconds))
            return false;
        if (cursor_peek(&c) == '.')
            fraction = take_fraction(&c);
    }
    if (!cursor_ends(&c, "clock time"))
        return false;
    *value = hours * SIM_HOUR + minutes * SIM_MINUTE + seconds * SIM_SECOND + fraction;
    return true;
}

bool phrase_rate(const char *text, size_t length, double *value, struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    struct decimal number;
    double result = 0;
    uint64_t size = 0;
    if (!cursor_number(&c, &number, "a rate, such as 60 per hour") ||
        !cursor_not_negative(&c, &number) || !decimal_double(&c, &number, &result))
        return false;
    size_t end = c.at;
    if (!cursor_take(&c, "per")) {
        size_t stop = c.at < c.length ? c.length : end;
        size_t start = c.at < c.length ? c.at : number.start;
        return cursor_fail(&c, start, stop, "a rate needs its unit: %.*s per hour, for example",
                           cursor_quoted(end - number.start), c.text + number.start);
    }
    if (!cursor_unit(&c, time_units, "time", "second, minute, hour and day", &size) ||
        !cursor_ends(&c, "rate"))
        return false;
    *value = result / ((double)size / 1e9);
    return true;
}

bool phrase_size(const char *text, size_t length, int64_t *value, struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    struct decimal number;
    uint64_t size = 1, result = 0;
    if (!cursor_number(&c, &number, "a size, such as 10 KiB") || !cursor_not_negative(&c, &number))
        return false;
    cursor_skip(&c);
    if (c.at >= c.length)
        return cursor_fail(&c, number.start, number.end,
                           "a size needs a unit: B, KiB, MiB, GiB or TiB");
    if (!cursor_unit(&c, size_units, "size", "B, KiB, MiB, GiB and TiB", &size) ||
        !cursor_ends(&c, "size"))
        return false;
    if (!decimal_units(&number, size, (uint64_t)SIZE_LIMIT, &result))
        return cursor_fail(&c, number.start, c.at, "too large: at most 2^62 B");
    *value = (int64_t)result;
    return true;
}

/* "fifo or finish_first", "a, b or c"; cut off where there is no room. */
static void list_words(char *list, size_t size, const char *const *words, size_t count)
{
    size_t used = 0;
    list[0] = 0;
    for (size_t i = 0; i < count && used < size; i++) {
        const char *between = !i ? "" : i + 1 == count ? " or " : ", ";
        int wrote = snprintf(list + used, size - used, "%s%s", between, words[i]);
        used += wrote > 0 ? (size_t)wrote : 0;
    }
}

bool phrase_word(const char *text, size_t length, const char *const *words, size_t count,
                 size_t *value, struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    size_t word = c.length - c.at;
    struct nearest nearest = nearest_to(c.text + c.at, word);
    for (size_t i = 0; i < count; i++) {
        if (strlen(words[i]) == word && strncmp(c.text + c.at, words[i], word) == 0) {
            *value = i;
            return true;
        }
        nearest_try(&nearest, words[i]);
    }
    char list[160];
    list_words(list, sizeof list, words, count);
    if (!word)
        return cursor_fail(&c, c.at, c.at, "expected %s", list);
    return cursor_fail(&c, c.at, c.length, "\"%.*s\" is not known here; %s%s%sexpected %s",
                       cursor_quoted(word), c.text + c.at, nearest.best ? "did you mean \"" : "",
                       nearest.best ? nearest.best : "", nearest.best ? "\"? " : "", list);
}
