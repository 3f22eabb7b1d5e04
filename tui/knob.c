/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See knob.h. */
#include "tui/knob.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool knob_exists(const struct key *key)
{
    if (key->scope != OF_WORLD)
        return false;
    switch (key->type) {
    case TYPE_DIST:
    case TYPE_PATIENCE:
    case TYPE_DIST_OR_SAME:
    case TYPE_NUMBER:
    case TYPE_SHARE:
    case TYPE_COUNT:
    case TYPE_LIMIT:
    case TYPE_PLAN:
    case TYPE_SHARING:
    case TYPE_NEXT:
    case TYPE_LOOP:
    case TYPE_POLICY:
    case TYPE_WAITS:
        return true;
    default:
        return false;
    }
}

static bool is_whole(const struct key *key)
{
    return key->type == TYPE_COUNT || key->type == TYPE_LIMIT || key->type == TYPE_PLAN;
}

/* Three digits are enough for a knob: 16.5, not 16.500000000000004. */
static double rounded(double number)
{
    if (!(number > 0))
        return 0;
    double unit = pow(10, floor(log10(number)) - 2);
    return round(number / unit) * unit;
}

static double stepped(const struct key *key, double number, bool percent, int direction)
{
    if (is_whole(key))
        return fmax(0, round(number) + direction);
    if (key->type == TYPE_SHARE)
        return fmax(0, number + direction * (percent ? 10 : 0.1));
    return direction > 0 ? rounded(number * 1.1) : rounded(number / 1.1);
}

/* Minutes and hours that are not whole read better as seconds: "198 s", not "3.3 min". */
static void as_seconds(double *number, char **rest)
{
    static const struct {
        const char *unit;
        double seconds;
    } units[] = {{" min", 60}, {" h", 3600}};
    for (size_t n = 0; n < sizeof units / sizeof *units; n++) {
        size_t length = strlen(units[n].unit);
        if (strncmp(*rest, units[n].unit, length) != 0 || isalpha((unsigned char)(*rest)[length]))
            continue;
        double seconds = round(*number * units[n].seconds);
        double whole = seconds / units[n].seconds;
        if (fabs(whole - round(whole)) < 1e-9) {
            *number = round(whole);
            return;
        }
        *number = seconds;
        *rest += length - 2; /* what follows is " s..." once the unit's letter is one */
        (*rest)[0] = ' ';
        (*rest)[1] = 's';
        return;
    }
}

/* Turns the first number of the text; what stands around it stays. */
static bool turn_number(const struct key *key, const char *present, int direction,
                        char value[KNOB_TEXT])
{
    char copy[KNOB_TEXT], *end;
    snprintf(copy, sizeof copy, "%s", present);
    size_t begin = strcspn(copy, "0123456789");
    if (!copy[begin])
        return false;
    double number = strtod(copy + begin, &end);
    bool percent = strncmp(end + strspn(end, " "), "%", 1) == 0;
    double next = stepped(key, number, percent, direction);
    as_seconds(&next, &end);
    snprintf(value, KNOB_TEXT, "%.*s%.10g%s", (int)begin, copy, next, end);
    return true;
}

static bool turn_words(const char *const *words, size_t count, const char *present, int direction,
                       char value[KNOB_TEXT])
{
    for (size_t n = 0; n < count; n++) {
        if (strcmp(words[n], present) != 0)
            continue;
        size_t next = (n + (direction > 0 ? 1 : count - 1)) % count;
        snprintf(value, KNOB_TEXT, "%s", words[next]);
        return true;
    }
    return false;
}

static bool holds(const char *set, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = strstr(set, word); at; at = strstr(at + 1, word))
        if (!isalnum((unsigned char)at[length]) && at[length] != '_')
            return true;
    return false;
}

/* The first words of the list, one more or one less than are in the set now. */
static bool turn_set(const char *const *words, size_t count, const char *present, int direction,
                     char value[KNOB_TEXT])
{
    size_t held = 0;
    for (size_t n = 0; n < count; n++)
        held += holds(present, words[n]);
    if ((direction > 0 && held == count) || (direction < 0 && held == 0))
        return false;
    size_t wanted = direction > 0 ? held + 1 : held - 1;
    strcpy(value, "[");
    for (size_t n = 0; n < wanted; n++) {
        strcat(value, n ? ", " : "");
        strcat(value, words[n]);
    }
    strcat(value, "]");
    return true;
}

bool knob_turn(const struct key *key, enum theme theme, const char *present, int direction,
               char value[KNOB_TEXT])
{
    size_t count;
    const char *const *words = key_words(key, theme, &count);
    bool done = strlen(present) < KNOB_TEXT / 2;
    if (done && words)
        done = key->type == TYPE_WAITS ? turn_set(words, count, present, direction, value)
                                       : turn_words(words, count, present, direction, value);
    else if (done)
        done = turn_number(key, present, direction, value);
    if (!done)
        snprintf(value, KNOB_TEXT, "%s cannot be turned from there; press Enter to type a value",
                 key->name[theme]);
    return done;
}
