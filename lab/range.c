/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See range.h. */
#include "lab/range.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OUT_OF_MEMORY "out of memory"
#define WHAT_IT_IS                                                                                 \
    "expected KEY=FROM..TO, KEY=FROM..TO:STEP or KEY=VALUE,VALUE..., such as kitchen.cooks=1..40"

void range_free(struct range *range)
{
    for (size_t n = 0; n < range->count; n++)
        free(range->values[n]);
    free(range->values);
    free(range->numbers);
    free(range->key);
    *range = (struct range){0};
}

bool range_is_numeric(const struct range *range)
{
    for (size_t n = 0; n < range->count; n++)
        if (isnan(range->numbers[n]))
            return false;
    return true;
}

/* A plain decimal number at the start of the text, whatever the locale; how long it is, or 0. */
static size_t read_number(const char *text, double *number)
{
    size_t n = text[0] == '-', digits = 0;
    double value = 0, place = 1;
    for (; isdigit((unsigned char)text[n]); n++, digits++)
        value = 10 * value + (text[n] - '0');
    if (text[n] == '.' && isdigit((unsigned char)text[n + 1])) {
        for (n++; isdigit((unsigned char)text[n]); n++, digits++) {
            place /= 10;
            value += place * (text[n] - '0');
        }
    }
    *number = text[0] == '-' ? -value : value;
    return digits > 0 && digits < 16 ? n : 0;
}

static const char *skip_spaces(const char *text)
{
    return text + strspn(text, " \t");
}

static bool add(struct range *range, char *value, double number)
{
    char **values = value ? realloc(range->values, (range->count + 1) * sizeof *values) : NULL;
    if (values)
        range->values = values;
    double *numbers = realloc(range->numbers, (range->count + 1) * sizeof *numbers);
    if (numbers)
        range->numbers = numbers;
    if (!values || !numbers) {
        free(value);
        return false;
    }
    range->values[range->count] = value;
    range->numbers[range->count] = number;
    range->count++;
    return true;
}

/* Digits behind the point of a number as it is written. */
static int decimals_of(const char *number, size_t length)
{
    const char *point = memchr(number, '.', length);
    return point ? (int)(number + length - point - 1) : 0;
}

/* Adds a number with so many digits behind the point at most, never with an exponent. */
static bool add_number(struct range *range, double number, int decimals, const char *unit)
{
    char digits[64], *text;
    size_t length = (size_t)snprintf(digits, sizeof digits, "%.*f", decimals, number);
    while (decimals > 0 && digits[length - 1] == '0')
        length--;
    length -= digits[length - 1] == '.';
    if (asprintf(&text, "%.*s%s%s", (int)length, digits, *unit ? " " : "", unit) < 0)
        return false;
    return add(range, text, number);
}

/* FROM..TO[:STEP][ unit], behind the dots; FROM has so many digits behind the point. */
static const char *read_steps(struct range *range, double from, int decimals, const char *rest)
{
    double to, step = 1;
    size_t length = read_number(rest, &to);
    if (!length)
        return WHAT_IT_IS;
    rest += length;
    if (*rest == ':') {
        length = read_number(++rest, &step);
        if (!length || !(step > 0))
            return "the step of a range must be a number above 0";
        int of_step = decimals_of(rest, length);
        decimals = of_step > decimals ? of_step : decimals;
        rest += length;
    }
    if (to < from)
        return "a range goes from the lower to the higher value";
    if ((to - from) / step >= RANGE_MOST)
        return "a range has at most 1000 values; take a larger step";
    size_t count = (size_t)((to - from) / step + 1e-9) + 1;
    for (size_t n = 0; n < count; n++)
        if (!add_number(range, from + step * (double)n, decimals, skip_spaces(rest)))
            return OUT_OF_MEMORY;
    return NULL;
}

/* The unit behind the last value stands for all numbers that have none. */
static const char *unit_of_list(const char *text)
{
    const char *last = strrchr(text, ',');
    double number;
    last = skip_spaces(last ? last + 1 : text);
    size_t length = read_number(last, &number);
    return length ? skip_spaces(last + length) : "";
}

static const char *read_list(struct range *range, const char *text)
{
    const char *unit = unit_of_list(text);
    for (const char *item = text; item; item = strchr(item, ',') ? strchr(item, ',') + 1 : NULL) {
        if (range->count == RANGE_MOST)
            return "at most 1000 values can be tried";
        item = skip_spaces(item);
        size_t length = strcspn(item, ",");
        while (length > 0 && (item[length - 1] == ' ' || item[length - 1] == '\t'))
            length--;
        if (length == 0)
            return "there is nothing between two commas";
        double number;
        size_t digits = read_number(item, &number);
        bool done = digits == length
                        ? add_number(range, number, decimals_of(item, digits), unit)
                        : add(range, strndup(item, length), digits ? number : (double)NAN);
        if (!done)
            return OUT_OF_MEMORY;
    }
    return NULL;
}

static const char *read_values(struct range *range, const char *text)
{
    double from;
    size_t length = read_number(text, &from);
    if (length && strncmp(text + length, "..", 2) == 0)
        return read_steps(range, from, decimals_of(text, length), text + length + 2);
    return read_list(range, text);
}

const char *range_parse(struct range *range, const char *text)
{
    *range = (struct range){.unit = ""};
    const char *equals = strchr(text, '=');
    if (!equals || equals == text || !equals[1])
        return WHAT_IT_IS;
    range->key = strndup(text, (size_t)(equals - text));
    const char *wrong = range->key ? read_values(range, skip_spaces(equals + 1)) : OUT_OF_MEMORY;
    if (wrong) {
        range_free(range);
        return wrong;
    }
    double number;
    const char *last = range->values[range->count - 1];
    size_t digits = read_number(last, &number);
    range->unit = digits ? skip_spaces(last + digits) : "";
    return NULL;
}
