/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From values to text: the other half of phrase.c, and its inverse. Knows nothing of YAML or of
 * keys.
 */
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/phrase.h"
#include "models/units.h"

/* Room for any double with 17 digits. */
#define NUMBER_SIZE 32

/*
 * The shortest decimal that divided by `divisor` gives exactly the quotient, with a point in every
 * locale. False if there is none.
 */
static bool number_text(char text[NUMBER_SIZE], double quotient, double divisor)
{
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t before = plain == (locale_t)0 ? (locale_t)0 : uselocale(plain);
    bool found = false;
    for (int digits = 1; digits <= 17 && !found; digits++) {
        snprintf(text, NUMBER_SIZE, "%.*g", digits, quotient * divisor);
        found = strtod(text, NULL) / divisor == quotient;
    }
    double number = strtod(text, NULL);
    if (strchr(text, 'e') && fabs(number) < 1e15 && number == floor(number))
        snprintf(text, NUMBER_SIZE, "%.0f", number); /* "1e+06" would be "1000000" to people */
    if (before != (locale_t)0)
        uselocale(before);
    if (plain != (locale_t)0)
        freelocale(plain);
    return found;
}

void spell_number(FILE *to, double value)
{
    char text[NUMBER_SIZE];
    number_text(text, value, 1);
    fputs(text, to);
}

void spell_share(FILE *to, double value)
{
    /* "9.999999999999999e-06 %" is 1e-07: of such shares the number is the better reading. */
    enum { LONGER = 4 };
    char percent[NUMBER_SIZE], number[NUMBER_SIZE];
    bool found = number_text(percent, value, 100);
    number_text(number, value, 1);
    if (found && strlen(percent) <= strlen(number) + LONGER)
        fprintf(to, "%s %%", percent);
    else
        fputs(number, to);
}

void spell_duration(FILE *to, sim_time value)
{
    const struct unit *best = &time_units[0];
    for (const struct unit *unit = time_units; unit->size; unit++)
        if (value % (sim_time)unit->size == 0 && value >= (sim_time)unit->size)
            best = unit;
    if (!value)
        best = &time_units[2]; /* 0 s */
    sim_time size = (sim_time)best->size, rest = value % size;
    fprintf(to, "%lld", (long long)(value / size));
    if (rest) /* only of a microsecond: its thousandths */
        fprintf(to, ".%03d", (int)rest);
    fprintf(to, " %s", best->names[0]);
}

void spell_clock(FILE *to, sim_time value)
{
    int minutes = (int)(value / SIM_MINUTE), seconds = (int)(value % SIM_MINUTE / SIM_SECOND);
    int rest = (int)(value % SIM_SECOND);
    fprintf(to, "%02d:%02d", minutes / 60, minutes % 60);
    if (seconds || rest)
        fprintf(to, ":%02d", seconds);
    if (rest)
        fprintf(to, ".%09d", rest);
}

/*
 * Written in the first unit that gives a whole number of moderate size, else in that which makes it
 * shortest; always so that it reads back as the same rate.
 */
void spell_rate(FILE *to, double per_second)
{
    static const struct {
        const char *name;
        double seconds;
    } units[] = {{"hour", 3600}, {"second", 1}, {"minute", 60}, {"day", 86400}};
    char best[NUMBER_SIZE], text[NUMBER_SIZE];
    size_t chosen = 1;
    number_text(best, per_second, 1);
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (!number_text(text, per_second, units[i].seconds))
            continue;
        bool whole = strlen(text) <= 5 && !strpbrk(text, ".e");
        if (whole || strlen(text) < strlen(best)) {
            memcpy(best, text, sizeof best);
            chosen = i;
        }
        if (whole)
            break;
    }
    fprintf(to, "%s per %s", best, units[chosen].name);
}

void spell_size(FILE *to, int64_t bytes)
{
    const struct unit *best = &size_units[0];
    for (const struct unit *unit = size_units; unit->size; unit++)
        if (bytes % (int64_t)unit->size == 0 && bytes >= (int64_t)unit->size)
            best = unit;
    fprintf(to, "%lld %s", (long long)(bytes / (int64_t)best->size), best->names[0]);
}

static void spell_seconds(FILE *to, double seconds)
{
    spell_duration(to, sim_from_seconds(seconds));
}

static void spell_mixture(FILE *to, const struct sim_dist *dist, phrase_path path,
                          const void *owner)
{
    const struct sim_dist_part *parts = dist->data;
    fputs("mixture ", to);
    for (size_t i = 0; i < dist->count; i++) {
        if (i)
            fputs(" | ", to);
        spell_number(to, parts[i].weight);
        fputs(" of ", to);
        spell_dist(to, &parts[i].dist, path, owner);
    }
}

void spell_dist(FILE *to, const struct sim_dist *dist, phrase_path path, const void *owner)
{
    if (dist->kind == SIM_CONSTANT) {
        spell_duration(to, dist->shift);
        return;
    }
    if (dist->shift) {
        spell_duration(to, dist->shift);
        fputs(" + ", to);
    }
    if (dist->kind == SIM_MIXTURE) {
        spell_mixture(to, dist, path, owner);
        return;
    }
    const struct form *form = form_of(dist->kind);
    fprintf(to, "%s ", form->name);
    if (dist->kind == SIM_EMPIRICAL) {
        const char *file = path ? path(owner, dist->data) : NULL;
        fputs(file ? file : "data", to);
        return;
    }
    spell_seconds(to, dist->first);
    if (form->second) {
        fprintf(to, " %s ", form->second);
        (form->second_is_time ? spell_seconds : spell_number)(to, dist->second);
    }
    if (form->third) {
        fprintf(to, " %s ", form->third);
        (form->third_is_time ? spell_seconds : spell_number)(to, dist->third);
    }
}
