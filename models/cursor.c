/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words, numbers and units, one after the other; the first thing that does not fit is the error,
 * marked where it stands. Knows nothing of which phrases there are.
 */
#include "models/cursor.h"

#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "models/nearest.h"

#define NUMBER_MOST 300 /* characters of a number */

bool cursor_fail(struct cursor *c, size_t from, size_t to, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vsnprintf(c->error->text, sizeof c->error->text, format, values);
    va_end(values);
    c->error->offset = from;
    c->error->width = to - from;
    return false;
}

char cursor_peek(const struct cursor *c)
{
    return c->at < c->length ? c->text[c->at] : 0;
}

void cursor_skip(struct cursor *c)
{
    while (cursor_space(cursor_peek(c)))
        c->at++;
}

struct cursor cursor_on(const char *text, size_t length, struct phrase_error *error)
{
    while (length && cursor_space(text[length - 1]))
        length--;
    struct cursor c = {text, length, 0, error};
    cursor_skip(&c);
    return c;
}

size_t cursor_token_end(const struct cursor *c)
{
    size_t end = c->at;
    while (end < c->length && !cursor_space(c->text[end]))
        end++;
    return end;
}

size_t cursor_word(const struct cursor *c)
{
    size_t end = c->at;
    while (end < c->length && !cursor_space(c->text[end]) && !strchr("+|,:.-", c->text[end]))
        end++;
    return end - c->at;
}

bool cursor_take(struct cursor *c, const char *word)
{
    cursor_skip(c);
    size_t length = strlen(word);
    if (cursor_word(c) != length || strncmp(c->text + c->at, word, length) != 0)
        return false;
    c->at += length;
    return true;
}

int cursor_quoted(size_t length)
{
    return length > 40 ? 40 : (int)length;
}

bool cursor_ends(struct cursor *c, const char *what)
{
    cursor_skip(c);
    if (c->at >= c->length)
        return true;
    return cursor_fail(c, c->at, c->length, "\"%.*s\" is too much: the %s ends before it",
                       cursor_quoted(c->length - c->at), c->text + c->at, what);
}

static void add_digit(struct decimal *number, char digit, bool fraction)
{
    uint64_t value = (uint64_t)(digit - '0');
    if (number->digits <= (UINT64_MAX - value) / 10) {
        number->digits = number->digits * 10 + value;
        number->exponent -= fraction;
    } else {
        number->exponent += !fraction; /* beyond what can matter */
    }
}

/* The exponent after "e", if there is one; the cursor is put behind it. */
static void take_exponent(struct cursor *c, struct decimal *number)
{
    size_t start = c->at;
    if (cursor_peek(c) != 'e' && cursor_peek(c) != 'E')
        return;
    c->at++;
    bool negative = cursor_peek(c) == '-';
    if (negative || cursor_peek(c) == '+')
        c->at++;
    if (!cursor_digit(cursor_peek(c))) {
        c->at = start;
        return;
    }
    int exponent = 0;
    for (; cursor_digit(cursor_peek(c)); c->at++)
        if (exponent < 10000)
            exponent = exponent * 10 + (cursor_peek(c) - '0');
    number->exponent += negative ? -exponent : exponent;
}

bool cursor_at_number(const struct cursor *c)
{
    size_t at = c->at;
    if (at < c->length && (c->text[at] == '-' || c->text[at] == '+'))
        at++;
    if (at < c->length && c->text[at] == '.')
        at++;
    return at < c->length && cursor_digit(c->text[at]);
}

bool cursor_number(struct cursor *c, struct decimal *number, const char *example)
{
    cursor_skip(c);
    *number = (struct decimal){.start = c->at};
    if (c->at >= c->length)
        return cursor_fail(c, c->length, c->length, "expected %s", example);
    if (!cursor_at_number(c))
        return cursor_fail(c, c->at, cursor_token_end(c), "\"%.*s\" is not a number; expected %s",
                           cursor_quoted(cursor_token_end(c) - c->at), c->text + c->at, example);
    number->negative = cursor_peek(c) == '-';
    if (cursor_peek(c) == '-' || cursor_peek(c) == '+')
        c->at++;
    for (; cursor_digit(cursor_peek(c)); c->at++)
        add_digit(number, cursor_peek(c), false);
    if (cursor_peek(c) == '.') {
        c->at++;
        for (; cursor_digit(cursor_peek(c)); c->at++)
            add_digit(number, cursor_peek(c), true);
    }
    take_exponent(c, number);
    number->end = c->at;
    if (number->end - number->start > NUMBER_MOST)
        return cursor_fail(c, number->start, number->end, "a number may have at most %d digits",
                           NUMBER_MOST);
    return true;
}

bool cursor_not_negative(struct cursor *c, const struct decimal *number)
{
    return !number->negative || !number->digits ||
           cursor_fail(c, number->start, number->end, "must not be below 0");
}

bool decimal_double(struct cursor *c, const struct decimal *number, double *value)
{
    char text[NUMBER_MOST + 1];
    size_t length = number->end - number->start;
    memcpy(text, c->text + number->start, length);
    text[length] = 0;
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0)
        return cursor_fail(c, number->start, number->end, "out of memory");
    double result = strtod_l(text, NULL, plain);
    freelocale(plain);
    if (!isfinite(result))
        return cursor_fail(c, number->start, number->end, "the number is too large");
    *value = result == 0 ? 0 : result; /* no negative zero */
    return true;
}

bool decimal_units(const struct decimal *number, uint64_t factor, uint64_t limit, uint64_t *result)
{
    __extension__ typedef unsigned __int128 wide;
    wide value = (wide)number->digits * factor;
    int exponent = number->exponent;
    for (; exponent > 0 && value && value <= limit; exponent--)
        value *= 10;
    if (exponent < -38) {
        *result = 0;
        return true;
    }
    wide divisor = 1;
    for (; exponent < 0; exponent++)
        divisor *= 10;
    value = value / divisor + (value % divisor >= divisor - divisor / 2 && divisor > 1);
    *result = (uint64_t)value;
    return value <= limit;
}

bool cursor_unit(struct cursor *c, const struct unit *units, const char *what, const char *list,
                 uint64_t *size)
{
    cursor_skip(c);
    size_t length = cursor_word(c);
    struct nearest nearest = nearest_to(c->text + c->at, length);
    for (const struct unit *unit = units; unit->size; unit++) {
        for (size_t i = 0; i < UNIT_NAMES && unit->names[i]; i++) {
            if (strlen(unit->names[i]) == length &&
                strncmp(unit->names[i], c->text + c->at, length) == 0) {
                c->at += length;
                *size = unit->size;
                return true;
            }
            nearest_try(&nearest, unit->names[i]);
        }
    }
    size_t end = length ? c->at + length : cursor_token_end(c);
    return cursor_fail(c, c->at, end, "\"%.*s\" is not a unit of %s; %s%s%sthe units are %s",
                       cursor_quoted(end - c->at), c->text + c->at, what,
                       nearest.best ? "did you mean \"" : "", nearest.best ? nearest.best : "",
                       nearest.best ? "\"? " : "", list);
}

static const char time_list[] = "us, ms, s, min, h and day";

bool cursor_duration(struct cursor *c, bool bare, sim_time *value)
{
    struct decimal number;
    uint64_t size = (uint64_t)SIM_SECOND, result = 0;
    if (!cursor_number(c, &number, "a duration, such as 8 min") || !cursor_not_negative(c, &number))
        return false;
    cursor_skip(c);
    bool alone = c->at >= c->length || cursor_peek(c) == '+' || cursor_peek(c) == '|';
    if (alone && !bare)
        return cursor_fail(c, number.start, number.end,
                           "a duration needs a unit: %.*s s, for example",
                           cursor_quoted(number.end - number.start), c->text + number.start);
    if (!alone && !cursor_unit(c, time_units, "time", time_list, &size))
        return false;
    if (!decimal_units(&number, size, (uint64_t)SIM_FAR, &result))
        return cursor_fail(c, number.start, c->at, "too long: at most 13000 day can be simulated");
    *value = (sim_time)result;
    return true;
}
