/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From text to values. A phrase is read from left to right by a cursor; the first thing that does
 * not fit is the error, marked where it stands. Decimal numbers are kept as digits and exponent
 * until their unit is known, so that a duration is rounded once, to the nearest nanosecond. Knows
 * nothing of YAML or of keys.
 */
#include "models/phrase.h"

#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "models/arena.h"
#include "models/nearest.h"
#include "models/units.h"

#define NUMBER_MOST 300 /* characters of a number */
#define DEPTH_MOST 4    /* mixtures within mixtures */
#define PARTS_MOST 64   /* of a mixture */
#define SIZE_LIMIT (INT64_C(1) << 62)

struct cursor {
    const char *text;
    size_t length, at;
    struct phrase_error *error;
};

/* A number as it is written: digits times 10^exponent, and where it stands. */
struct decimal {
    bool negative;
    uint64_t digits;
    int exponent;
    size_t start, end;
};

__attribute__((format(printf, 4, 5))) static bool fail(struct cursor *c, size_t from, size_t to,
                                                       const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vsnprintf(c->error->text, sizeof c->error->text, format, values);
    va_end(values);
    c->error->offset = from;
    c->error->width = to - from;
    return false;
}

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

static bool is_space(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

static char peek(const struct cursor *c)
{
    return c->at < c->length ? c->text[c->at] : 0;
}

static void skip_spaces(struct cursor *c)
{
    while (is_space(peek(c)))
        c->at++;
}

/* Spaces at the end are no part of a phrase. */
static struct cursor cursor_on(const char *text, size_t length, struct phrase_error *error)
{
    while (length && is_space(text[length - 1]))
        length--;
    struct cursor c = {text, length, 0, error};
    skip_spaces(&c);
    return c;
}

/* Where the run of characters without a space ends that begins at the cursor. */
static size_t token_end(const struct cursor *c)
{
    size_t end = c->at;
    while (end < c->length && !is_space(c->text[end]))
        end++;
    return end;
}

/* The length of the word at the cursor: up to a space or a sign. */
static size_t word_length(const struct cursor *c)
{
    size_t end = c->at;
    while (end < c->length && !is_space(c->text[end]) && !strchr("+|,:.-", c->text[end]))
        end++;
    return end - c->at;
}

static bool take_word(struct cursor *c, const char *word)
{
    skip_spaces(c);
    size_t length = strlen(word);
    if (word_length(c) != length || strncmp(c->text + c->at, word, length) != 0)
        return false;
    c->at += length;
    return true;
}

/* What of the text is quoted in a sentence: not too much of it. */
static int quoted(size_t length)
{
    return length > 40 ? 40 : (int)length;
}

/* Nothing may follow. */
static bool ends(struct cursor *c, const char *what)
{
    skip_spaces(c);
    if (c->at >= c->length)
        return true;
    return fail(c, c->at, c->length, "\"%.*s\" is too much: the %s ends before it",
                quoted(c->length - c->at), c->text + c->at, what);
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
    if (peek(c) != 'e' && peek(c) != 'E')
        return;
    c->at++;
    bool negative = peek(c) == '-';
    if (negative || peek(c) == '+')
        c->at++;
    if (!is_digit(peek(c))) {
        c->at = start;
        return;
    }
    int exponent = 0;
    for (; is_digit(peek(c)); c->at++)
        if (exponent < 10000)
            exponent = exponent * 10 + (peek(c) - '0');
    number->exponent += negative ? -exponent : exponent;
}

static bool starts_number(const struct cursor *c)
{
    size_t at = c->at;
    if (at < c->length && (c->text[at] == '-' || c->text[at] == '+'))
        at++;
    if (at < c->length && c->text[at] == '.')
        at++;
    return at < c->length && is_digit(c->text[at]);
}

/* `example` says what is expected where no number stands. */
static bool take_number(struct cursor *c, struct decimal *number, const char *example)
{
    skip_spaces(c);
    *number = (struct decimal){.start = c->at};
    if (c->at >= c->length)
        return fail(c, c->length, c->length, "expected %s", example);
    if (!starts_number(c))
        return fail(c, c->at, token_end(c), "\"%.*s\" is not a number; expected %s",
                    quoted(token_end(c) - c->at), c->text + c->at, example);
    number->negative = peek(c) == '-';
    if (peek(c) == '-' || peek(c) == '+')
        c->at++;
    for (; is_digit(peek(c)); c->at++)
        add_digit(number, peek(c), false);
    if (peek(c) == '.') {
        c->at++;
        for (; is_digit(peek(c)); c->at++)
            add_digit(number, peek(c), true);
    }
    take_exponent(c, number);
    number->end = c->at;
    if (number->end - number->start > NUMBER_MOST)
        return fail(c, number->start, number->end, "a number may have at most %d digits",
                    NUMBER_MOST);
    return true;
}

static bool not_negative(struct cursor *c, const struct decimal *number)
{
    return !number->negative || !number->digits ||
           fail(c, number->start, number->end, "must not be below 0");
}

/* The number as it stands in the text, correctly rounded, whatever the program's locale. */
static bool to_double(struct cursor *c, const struct decimal *number, double *value)
{
    char text[NUMBER_MOST + 1];
    size_t length = number->end - number->start;
    memcpy(text, c->text + number->start, length);
    text[length] = 0;
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0)
        return fail(c, number->start, number->end, "out of memory");
    double result = strtod_l(text, NULL, plain);
    freelocale(plain);
    if (!isfinite(result))
        return fail(c, number->start, number->end, "the number is too large");
    *value = result == 0 ? 0 : result; /* no negative zero */
    return true;
}

/* digits * 10^exponent * factor to the nearest whole number; false when above the limit. */
static bool to_units(const struct decimal *number, uint64_t factor, uint64_t limit,
                     uint64_t *result)
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

bool phrase_number(const char *text, size_t length, double *value, struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    struct decimal number;
    double result = 0;
    bool good = take_number(&c, &number, "a number") && to_double(&c, &number, &result) &&
                ends(&c, "number");
    if (good)
        *value = result;
    return good;
}

bool phrase_whole(const char *text, size_t length, uint64_t *value, struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    struct decimal number;
    uint64_t result = 0;
    if (!take_number(&c, &number, "a whole number") || !not_negative(&c, &number) ||
        !ends(&c, "number"))
        return false;
    for (size_t i = number.start; i < number.end; i++)
        if (!is_digit(text[i]) && text[i] != '+' && text[i] != '-')
            return fail(&c, number.start, number.end, "must be a whole number");
    if (number.exponent > 0 || !to_units(&number, 1, UINT64_MAX, &result))
        return fail(&c, number.start, number.end, "the number is too large");
    *value = result;
    return true;
}

bool phrase_share(const char *text, size_t length, double *value, struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    struct decimal number;
    double result = 0;
    if (!take_number(&c, &number, "a share, such as 5 % or 0.05") || !not_negative(&c, &number) ||
        !to_double(&c, &number, &result))
        return false;
    skip_spaces(&c);
    if (peek(&c) == '%') {
        result /= 100;
        c.at++;
    }
    if (!ends(&c, "share"))
        return false;
    *value = result;
    return true;
}

/* A unit by any of its names; `list` names the usual ones for the sentence. */
static bool take_unit(struct cursor *c, const struct unit *units, const char *what,
                      const char *list, uint64_t *size)
{
    skip_spaces(c);
    size_t length = word_length(c);
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
    size_t end = length ? c->at + length : token_end(c);
    return fail(c, c->at, end, "\"%.*s\" is not a unit of %s; %s%s%sthe units are %s",
                quoted(end - c->at), c->text + c->at, what, nearest.best ? "did you mean \"" : "",
                nearest.best ? nearest.best : "", nearest.best ? "\"? " : "", list);
}

static const char time_list[] = "us, ms, s, min, h and day";

/* A duration of at most SIM_FAR; where `bare` is allowed, a number alone is seconds. */
static bool take_duration(struct cursor *c, bool bare, sim_time *value)
{
    struct decimal number;
    uint64_t size = (uint64_t)SIM_SECOND, result = 0;
    if (!take_number(c, &number, "a duration, such as 8 min") || !not_negative(c, &number))
        return false;
    skip_spaces(c);
    bool alone = c->at >= c->length || peek(c) == '+' || peek(c) == '|';
    if (alone && !bare)
        return fail(c, number.start, number.end, "a duration needs a unit: %.*s s, for example",
                    quoted(number.end - number.start), c->text + number.start);
    if (!alone && !take_unit(c, time_units, "time", time_list, &size))
        return false;
    if (!to_units(&number, size, (uint64_t)SIM_FAR, &result))
        return fail(c, number.start, c->at, "too long: at most 13000 day can be simulated");
    *value = (sim_time)result;
    return true;
}

/* For those who write a distribution where none can be. */
static bool is_plain(struct cursor *c)
{
    for (size_t i = 0; i < FORMS; i++)
        if (word_length(c) == strlen(forms[i].name) &&
            strncmp(c->text + c->at, forms[i].name, word_length(c)) == 0)
            return fail(c, c->at, c->length,
                        "must be a plain duration, such as 8 min, not a distribution");
    return true;
}

bool phrase_duration(const char *text, size_t length, sim_time *value, struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    sim_time result = 0;
    if (!is_plain(&c))
        return false;
    if (!take_duration(&c, false, &result) || !ends(&c, "duration"))
        return false;
    *value = result;
    return true;
}

bool phrase_duration_or_seconds(const char *text, size_t length, sim_time *value,
                                struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    sim_time result = 0;
    if (!take_duration(&c, true, &result) || !ends(&c, "duration"))
        return false;
    *value = result;
    return true;
}

bool phrase_is_clock(const char *text, size_t length)
{
    struct phrase_error unused;
    struct cursor c = cursor_on(text, length, &unused);
    while (is_digit(peek(&c)))
        c.at++;
    return c.at > 0 && peek(&c) == ':';
}

/* One or two digits, at most `high`. */
static bool take_clock_part(struct cursor *c, sim_time high, sim_time *value)
{
    size_t start = c->at;
    sim_time result = 0;
    while (is_digit(peek(c)) && c->at < start + 2)
        result = result * 10 + (c->text[c->at++] - '0');
    if (c->at == start || is_digit(peek(c)) || result > high)
        return fail(c, start, token_end(c) > start ? token_end(c) : start,
                    "not a clock time; expected HH:MM or HH:MM:SS, from 00:00 to 23:59:59");
    *value = result;
    return true;
}

/* The digits behind the seconds' point: whole nanoseconds, what is beyond them is cut off. */
static sim_time take_fraction(struct cursor *c)
{
    sim_time result = 0, unit = SIM_SECOND / 10;
    for (c->at++; is_digit(peek(c)); c->at++, unit /= 10)
        result += (c->text[c->at] - '0') * unit;
    return result;
}

bool phrase_clock(const char *text, size_t length, sim_time *value, struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    sim_time hours = 0, minutes = 0, seconds = 0, fraction = 0;
    if (!take_clock_part(&c, 23, &hours))
        return false;
    if (peek(&c) != ':')
        return fail(&c, 0, c.length, "expected a clock time, HH:MM or HH:MM:SS");
    c.at++;
    if (!take_clock_part(&c, 59, &minutes))
        return false;
    if (peek(&c) == ':') {
        c.at++;
        if (!take_clock_part(&c, 59, &seconds))
            return false;
        if (peek(&c) == '.')
            fraction = take_fraction(&c);
    }
    if (!ends(&c, "clock time"))
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
    if (!take_number(&c, &number, "a rate, such as 60 per hour") || !not_negative(&c, &number) ||
        !to_double(&c, &number, &result))
        return false;
    size_t end = c.at;
    if (!take_word(&c, "per")) {
        size_t stop = c.at < c.length ? c.length : end;
        size_t start = c.at < c.length ? c.at : number.start;
        return fail(&c, start, stop, "a rate needs its unit: %.*s per hour, for example",
                    quoted(end - number.start), c.text + number.start);
    }
    if (!take_unit(&c, time_units, "time", "second, minute, hour and day", &size) ||
        !ends(&c, "rate"))
        return false;
    *value = result / ((double)size / 1e9);
    return true;
}

bool phrase_size(const char *text, size_t length, int64_t *value, struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    struct decimal number;
    uint64_t size = 1, result = 0;
    if (!take_number(&c, &number, "a size, such as 10 KiB") || !not_negative(&c, &number))
        return false;
    skip_spaces(&c);
    if (c.at >= c.length)
        return fail(&c, number.start, number.end, "a size needs a unit: B, KiB, MiB, GiB or TiB");
    if (!take_unit(&c, size_units, "size", "B, KiB, MiB, GiB and TiB", &size) || !ends(&c, "size"))
        return false;
    if (!to_units(&number, size, (uint64_t)SIZE_LIMIT, &result))
        return fail(&c, number.start, c.at, "too large: at most 2^62 B");
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
        return fail(&c, c.at, c.at, "expected %s", list);
    return fail(&c, c.at, c.length, "\"%.*s\" is not known here; %s%s%sexpected %s", quoted(word),
                c.text + c.at, nearest.best ? "did you mean \"" : "",
                nearest.best ? nearest.best : "", nearest.best ? "\"? " : "", list);
}

static const char *make(const struct form *form, double first, double second, double third,
                        struct sim_dist *dist)
{
    switch (form->kind) {
    case SIM_EXPONENTIAL:
        return sim_dist_exponential(dist, first);
    case SIM_GAMMA:
        return sim_dist_gamma(dist, first, second);
    case SIM_LOGNORMAL:
        return sim_dist_lognormal(dist, first, second);
    case SIM_ERLANG:
        return sim_dist_erlang(dist, first, second);
    case SIM_WEIBULL:
        return sim_dist_weibull(dist, first, second);
    case SIM_PARETO:
        return sim_dist_pareto(dist, first, second);
    case SIM_HYPEREXPONENTIAL:
        return sim_dist_hyperexponential(dist, first, second);
    case SIM_NORMAL:
        return sim_dist_normal(dist, first, second);
    case SIM_UNIFORM:
        return sim_dist_uniform(dist, first, second);
    case SIM_TRIANGULAR:
        return sim_dist_triangular(dist, first, second, third);
    case SIM_PERT:
        return sim_dist_pert(dist, first, second, third);
    default:
        return "cannot be made of numbers";
    }
}

static bool take_seconds(struct cursor *c, double *value)
{
    sim_time time = 0;
    if (!take_duration(c, false, &time))
        return false;
    *value = sim_seconds(time);
    return true;
}

/* "cv 0.3" or "to 30 min": the word, then the value. */
static bool take_parameter(struct cursor *c, const struct form *form, const char *word,
                           bool is_time, double *value)
{
    if (!take_word(c, word)) {
        size_t start = c->at, end = token_end(c);
        if (start == end) /* nothing is left: mark where it is missing */
            start = end = c->length;
        return fail(c, start, end, "expected \"%s\" here, as in \"%s\"", word, form->example);
    }
    if (is_time)
        return take_seconds(c, value);
    struct decimal number;
    return take_number(c, &number, "a number") && to_double(c, &number, value);
}

static bool take_parametric(struct cursor *c, const struct form *form, size_t start,
                            struct sim_dist *dist)
{
    double first = 0, second = 0, third = 0;
    if (!take_seconds(c, &first) ||
        (form->second && !take_parameter(c, form, form->second, form->second_is_time, &second)) ||
        (form->third && !take_parameter(c, form, form->third, form->third_is_time, &third)))
        return false;
    const char *problem = make(form, first, second, third, dist);
    return !problem || fail(c, start, c->at, "%s: %s", form->name, problem);
}

/* The path goes on to the next "|" or the end. */
static bool take_empirical(struct cursor *c, const struct phrase_files *files, size_t start,
                           struct sim_dist *dist)
{
    skip_spaces(c);
    const char *bar = memchr(c->text + c->at, '|', c->length - c->at);
    size_t end = bar ? (size_t)(bar - c->text) : c->length;
    size_t from = c->at;
    c->at = end;
    while (end > from && is_space(c->text[end - 1]))
        end--;
    if (end == from)
        return fail(c, start, end, "expected the name of a file, as in \"empirical prep.csv\"");
    char *path = arena_text(files->arena, c->text + from, end - from);
    const char *problem = path ? files->empirical(files->owner, path, dist) : "out of memory";
    return !problem || fail(c, from, end, "%s", problem);
}

static bool take_dist(struct cursor *c, const struct phrase_files *files, unsigned depth,
                      struct sim_dist *dist);

static bool take_part(struct cursor *c, const struct phrase_files *files, unsigned depth,
                      struct sim_dist_part *part)
{
    struct decimal number;
    *part = (struct sim_dist_part){0};
    if (!take_number(c, &number, "a weight, as in \"3 of exponential 8 min\"") ||
        !to_double(c, &number, &part->weight))
        return false;
    if (!(part->weight > 0) || part->weight > 1e9)
        return fail(c, number.start, number.end, "a weight must be above 0 and at most 1e9");
    if (!take_word(c, "of")) {
        size_t end = token_end(c);
        return fail(c, c->at, end, "expected \"of\" after the weight, as in \"3 of 8 min\"");
    }
    return take_dist(c, files, depth + 1, &part->dist);
}

static bool take_mixture(struct cursor *c, const struct phrase_files *files, unsigned depth,
                         size_t start, struct sim_dist *dist)
{
    if (depth == DEPTH_MOST)
        return fail(c, start, c->at, "mixtures within mixtures go only %d deep", DEPTH_MOST);
    struct sim_dist_part *parts = NULL;
    size_t count = 0;
    do {
        struct sim_dist_part part;
        if (count == PARTS_MOST)
            return fail(c, start, c->at, "a mixture may have at most %d parts", PARTS_MOST);
        if (!take_part(c, files, depth, &part))
            return false;
        parts = arena_grow(files->arena, parts, count, sizeof *parts);
        if (!parts)
            return fail(c, start, c->at, "out of memory");
        parts[count++] = part;
        skip_spaces(c);
    } while (peek(c) == '|' && c->at++ < c->length);
    const char *problem = sim_dist_mixture(dist, parts, count);
    return !problem || fail(c, start, c->at, "mixture: %s", problem);
}

static bool take_named(struct cursor *c, const struct phrase_files *files, unsigned depth,
                       struct sim_dist *dist)
{
    size_t start = c->at, length = word_length(c);
    struct nearest nearest = nearest_to(c->text + start, length);
    for (size_t i = 0; i < FORMS; i++) {
        if (strlen(forms[i].name) == length &&
            strncmp(forms[i].name, c->text + start, length) == 0) {
            c->at += length;
            if (forms[i].kind == SIM_EMPIRICAL)
                return take_empirical(c, files, start, dist);
            if (forms[i].kind == SIM_MIXTURE)
                return take_mixture(c, files, depth, start, dist);
            return take_parametric(c, &forms[i], start, dist);
        }
        nearest_try(&nearest, forms[i].name);
    }
    size_t end = length ? start + length : token_end(c);
    if (start == end)
        return fail(c, c->length, c->length,
                    "expected a duration or a distribution, such as 8 min or gamma 8 min cv 0.3");
    if (nearest.best)
        return fail(c, start, end, "\"%.*s\" is not a distribution; did you mean \"%s\"?",
                    quoted(end - start), c->text + start, nearest.best);
    return fail(c, start, end,
                "\"%.*s\" is neither a duration, such as 8 min, nor a distribution: exponential, "
                "gamma, lognormal, erlang, weibull, pareto, hyperexponential, normal, uniform, "
                "triangular, pert, empirical or mixture",
                quoted(end - start), c->text + start);
}

/* Shifts, each followed by "+", then a constant or a named distribution. */
static bool take_dist(struct cursor *c, const struct phrase_files *files, unsigned depth,
                      struct sim_dist *dist)
{
    sim_time shift = 0;
    size_t start;
    for (;;) {
        skip_spaces(c);
        start = c->at;
        if (!starts_number(c))
            break;
        sim_time value = 0;
        if (!take_duration(c, false, &value))
            return false;
        shift = sim_after(shift, value);
        skip_spaces(c);
        if (peek(c) != '+') {
            const char *problem = sim_dist_constant(dist, shift);
            return !problem || fail(c, start, c->at, "%s", problem);
        }
        c->at++;
    }
    if (!take_named(c, files, depth, dist))
        return false;
    const char *problem = shift ? sim_dist_shift(dist, shift) : NULL;
    return !problem || fail(c, start, c->at, "%s", problem);
}

bool phrase_dist(const char *text, size_t length, const struct phrase_files *files,
                 struct sim_dist *value, struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    struct sim_dist result = {0};
    if (!take_dist(&c, files, 0, &result) || !ends(&c, "duration"))
        return false;
    *value = result;
    return true;
}
