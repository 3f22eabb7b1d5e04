/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See target.h. */
#include "lab/target.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "models/measures.h"
#include "models/phrase.h"

/* A part of the text, without spaces around it. */
struct part {
    const char *text;
    size_t length;
};

static const struct {
    const char *sign;
    bool at_least;
} operators[] = {{"<=", false},          {">=", true}, {"\342\211\244", false},
                 {"\342\211\245", true}, {"<", false}, {">", true}};

enum { OPERATORS = sizeof operators / sizeof *operators };

static struct part part_of(const char *from, const char *to)
{
    while (from < to && *from == ' ')
        from++;
    while (to > from && to[-1] == ' ')
        to--;
    return (struct part){from, (size_t)(to - from)};
}

/* Takes what stands behind a word off the part; false when the word is not in it. */
static bool take_behind(struct part *part, const char *word, struct part *behind)
{
    size_t length = strlen(word);
    for (size_t n = 0; n + length <= part->length; n++) {
        if (strncmp(part->text + n, word, length) != 0)
            continue;
        *behind = part_of(part->text + n + length, part->text + part->length);
        *part = part_of(part->text, part->text + n);
        return true;
    }
    return false;
}

static bool complain(char *wrong, const char *text)
{
    snprintf(wrong, TARGET_WRONG_ROOM, "%s", text);
    return false;
}

static bool read_measure(struct part part, size_t *measure, char *wrong)
{
    char name[80];
    snprintf(name, sizeof name, "%.*s", (int)part.length, part.text);
    *measure = part.length < sizeof name ? measure_find(name) : measure_count();
    if (*measure < measure_count())
        return true;
    const char *meant = measure_suggestion(name);
    snprintf(wrong, TARGET_WRONG_ROOM, "unknown measure '%.60s'%s%s%s", name,
             meant ? ", did you mean '" : "", meant ? meant : "", meant ? "'?" : "");
    return false;
}

/* Money may bear the currency, before or behind. */
static struct part without_currency(struct part part, const char *currency)
{
    size_t length = strlen(currency);
    const char *end = part.text + part.length;
    if (length == 0 || part.length <= length)
        return part;
    if (strncmp(end - length, currency, length) == 0)
        return part_of(part.text, end - length);
    if (strncmp(part.text, currency, length) == 0)
        return part_of(part.text + length, end);
    return part;
}

static bool read_value(struct part part, const char *unit, const char *currency, double *value,
                       char *wrong)
{
    struct phrase_error error = {.text = ""};
    sim_time time;
    int64_t bytes;
    bool done;
    if (strcmp(unit, "s") == 0) {
        done = phrase_duration(part.text, part.length, &time, &error);
        *value = done ? sim_seconds(time) : 0;
    } else if (strcmp(unit, "1/s") == 0) {
        done = phrase_rate(part.text, part.length, value, &error);
    } else if (strcmp(unit, "share") == 0) {
        done = phrase_share(part.text, part.length, value, &error);
    } else if (strcmp(unit, "bytes") == 0) {
        done = phrase_size(part.text, part.length, &bytes, &error);
        *value = done ? (double)bytes : 0;
    } else {
        if (strcmp(unit, "currency") == 0)
            part = without_currency(part, currency);
        done = phrase_number(part.text, part.length, value, &error);
    }
    if (!done)
        snprintf(wrong, TARGET_WRONG_ROOM, "'%.*s': %s", (int)(part.length < 60 ? part.length : 60),
                 part.text, error.text);
    return done;
}

static double usual_tolerance(const char *unit, double value)
{
    if (strcmp(unit, "share") != 0)
        return TARGET_TOLERANCE * fabs(value);
    /* Near 0 % and 100 % a point is much. */
    double edge = value < 1 ? fmin(value, 1 - value) : value;
    return fmin(TARGET_TOLERANCE_SHARE, edge / 10);
}

static bool read_tolerance(struct target *target, const struct part *within, const char *currency,
                           char *wrong)
{
    const char *unit = target_unit(target);
    if (within) {
        if (!read_value(*within, unit, currency, &target->tolerance, wrong))
            return false;
        if (target->tolerance > 0)
            return true;
        return complain(wrong, "what is near enough must be more than 0");
    }
    target->tolerance = usual_tolerance(unit, target->value);
    if (target->tolerance > 0)
        return true;
    return complain(wrong, "of this value no part can be taken: say what is near enough, with "
                           "'within' and a value behind it");
}

/* Where the operator stands, and which; false when there is none. */
static bool find_operator(const char *text, size_t *at, size_t *which)
{
    *at = SIZE_MAX;
    for (size_t n = 0; n < OPERATORS; n++) {
        const char *found = strstr(text, operators[n].sign);
        if (found && (size_t)(found - text) < *at) {
            *at = (size_t)(found - text);
            *which = n;
        }
    }
    return *at != SIZE_MAX;
}

bool target_read(struct target *target, const char *text, const char *currency,
                 char wrong[TARGET_WRONG_ROOM])
{
    size_t at, which;
    struct part value, of, within;
    *target = (struct target){.text = text, .of = measure_count()};
    if (!find_operator(text, &at, &which))
        return complain(wrong, "expected MEASURE <= VALUE or MEASURE >= VALUE, such as "
                               "'time.total.p95 <= 60 min'");
    target->at_least = operators[which].at_least;
    value = part_of(text + at + strlen(operators[which].sign), text + strlen(text));
    bool has_within = take_behind(&value, " within ", &within);
    bool has_of = take_behind(&value, " of ", &of);
    return read_measure(part_of(text, text + at), &target->measure, wrong) &&
           (!has_of || read_measure(of, &target->of, wrong)) &&
           read_value(value, target_unit(target), currency, &target->value, wrong) &&
           read_tolerance(target, has_within ? &within : NULL, currency, wrong);
}

bool target_read_aim(const char *text, const char *currency, size_t *measure, double *worth,
                     char wrong[TARGET_WRONG_ROOM])
{
    struct part name = part_of(text, text + strlen(text)), within;
    bool has_within = take_behind(&name, " within ", &within);
    *worth = 0;
    if (!read_measure(name, measure, wrong))
        return false;
    if (!has_within)
        return true;
    if (!read_value(within, measure_at(*measure)->unit, currency, worth, wrong))
        return false;
    return *worth > 0 || complain(wrong, "what makes a difference must be more than 0");
}

const char *target_unit(const struct target *target)
{
    return target->of < measure_count() ? "share" : measure_at(target->measure)->unit;
}

struct observation target_observe(const struct target *target, const double *values)
{
    double weight = target->of < measure_count() ? values[target->of] : 1;
    double excess = values[target->measure] - target->value * weight;
    return (struct observation){target->at_least ? -excess : excess, weight};
}

double target_value(const struct target *target, double excess)
{
    return target->value + (target->at_least ? -excess : excess);
}
