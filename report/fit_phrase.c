/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See fit_phrase.h. */
#include "report/fit_phrase.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/phrase.h"
#include "models/units.h"

/* Rounding adds no more than this part of a standard error. */
#define PART_OF_ERROR 0.1

/* Digits that are written in any case, and at most. */
enum { DIGITS_LEAST = 3, DIGITS_MOST = 9 };

const char *fit_family_name(enum fit_family family)
{
    static const char *const names[FIT_FAMILIES] = {
        [FIT_CONSTANT] = "constant",
        [FIT_EXPONENTIAL] = "exponential",
        [FIT_GAMMA] = "gamma",
        [FIT_LOGNORMAL] = "lognormal",
        [FIT_ERLANG] = "erlang",
        [FIT_WEIBULL] = "weibull",
        [FIT_PARETO] = "pareto",
        [FIT_HYPEREXPONENTIAL] = "hyperexponential",
        [FIT_NORMAL] = "normal",
        [FIT_UNIFORM] = "uniform",
        [FIT_TRIANGULAR] = "triangular",
        [FIT_PERT] = "pert",
        [FIT_SHIFTED_EXPONENTIAL] = "shift + exponential",
        [FIT_SHIFTED_GAMMA] = "shift + gamma",
        [FIT_SHIFTED_LOGNORMAL] = "shift + lognormal",
        [FIT_SHIFTED_WEIBULL] = "shift + weibull",
    };
    return names[family];
}

/* A number rounded to about `within`, without zeros at its end. */
static void put_number(char *text, size_t room, double value, double within)
{
    int first = value > 0 ? (int)floor(log10(value)) : 0;
    int digits = within > 0 ? first - (int)floor(log10(within)) + 1 : DIGITS_MOST;
    digits = digits < DIGITS_LEAST ? DIGITS_LEAST : digits > DIGITS_MOST ? DIGITS_MOST : digits;
    int decimals = digits - 1 - first;
    snprintf(text, room, "%.*f", decimals > 0 ? decimals : 0, value);
    if (!strchr(text, '.'))
        return;
    size_t length = strlen(text);
    while (text[length - 1] == '0')
        text[--length] = '\0';
    if (text[length - 1] == '.')
        text[length - 1] = '\0';
}

/* The unit in which people say such a length: seconds to 2 min, minutes to 10 h. */
static const struct unit *unit_for(double seconds)
{
    static const double least[] = {0, 1e-3, 1, 120, 36000, 10 * 86400};
    if (!(seconds > 0))
        return &time_units[2]; /* 0 s */
    size_t n = sizeof least / sizeof *least - 1;
    while (n > 0 && seconds < least[n])
        n--;
    return &time_units[n];
}

static double seconds_of(const struct unit *unit)
{
    return (double)unit->size / 1e9;
}

/* Less than the clock can tell is 0: a search for the end of a range comes near to that only. */
#define TICK 1e-9

static void put_time(char *text, size_t room, double seconds, double within,
                     const struct unit *unit)
{
    char number[40];
    if (seconds < TICK)
        seconds = 0;
    put_number(number, sizeof number, seconds / seconds_of(unit), within / seconds_of(unit));
    snprintf(text, room, "%s %s", number, unit->names[0]);
}

void fit_phrase_time(char *text, size_t room, double seconds, double within)
{
    put_time(text, room, seconds, within, unit_for(seconds));
}

/* How exactly a parameter is to be written. */
static double within(double error, double value, double finer)
{
    return finer * (error > 0 ? PART_OF_ERROR * error : 1e-3 * fabs(value));
}

/* The ends of a range are known better than its peak: all three as exactly as the best known. */
static double within_ends(const struct fit *fit, double finer)
{
    double error = fmin(fit->errors.first, fit->errors.second);
    double width = fit->dist.second - fit->dist.first;
    return fmax(within(error, width, finer), finer * 5e-4 * width);
}

static void write_phrase(char text[FIT_PHRASE_ROOM], const struct fit *fit, double finer)
{
    const struct sim_dist *dist = &fit->dist;
    const struct form *form = form_of(dist->kind);
    char shift[64] = "", first[64], second[64] = "", third[64] = "";
    double at = sim_seconds(dist->shift);
    if (!form) {
        fit_phrase_time(text, FIT_PHRASE_ROOM, at, at * 1e-9);
        return;
    }
    if (dist->shift)
        fit_phrase_time(shift, sizeof shift, at, within(fit->errors.shift, at, finer));
    bool ends = dist->kind == SIM_UNIFORM || form->third;
    const struct unit *unit = unit_for(ends ? dist->second : dist->first);
    double exactly = ends ? within_ends(fit, finer) : within(fit->errors.first, dist->first, finer);
    put_time(first, sizeof first, dist->first, exactly, unit);
    if (form->second_is_time)
        put_time(second, sizeof second, dist->second,
                 ends ? exactly : within(fit->errors.second, dist->second, finer), unit);
    else if (form->second)
        put_number(second, sizeof second, dist->second,
                   within(fit->errors.second, dist->second, finer));
    if (form->third)
        put_time(third, sizeof third, dist->third, exactly, unit);
    snprintf(text, FIT_PHRASE_ROOM, "%s%s%s %s%s%s%s%s%s%s%s%s", shift, *shift ? " + " : "",
             form->name, first, *second ? " " : "", *second ? form->second : "", *second ? " " : "",
             second, *third ? " " : "", *third ? form->third : "", *third ? " " : "", third);
}

/* More digits where rounding leaves the range of a parameter, such as a shape just above 1. */
void fit_phrase(char text[FIT_PHRASE_ROOM], const struct fit *fit)
{
    const struct phrase_files none = {0};
    struct phrase_error error;
    struct sim_dist dist;
    double finer = 1;
    for (int n = 0; n < 6; n++, finer /= 10) {
        write_phrase(text, fit, finer);
        if (phrase_dist(text, strlen(text), &none, &dist, &error))
            return;
    }
}

void fit_phrase_with_zeros(char text[FIT_PHRASE_ROOM], const struct fit *fit, size_t zeros,
                           size_t count)
{
    fit_phrase(text, fit);
    if (!zeros)
        return;
    char some[FIT_PHRASE_ROOM];
    snprintf(some, sizeof some, "%s", text);
    snprintf(text, FIT_PHRASE_ROOM, "mixture %zu of 0 s | %zu of %.100s", zeros, count - zeros,
             some);
}

/* Appends ", name ± error". */
static void add_error(char text[FIT_PHRASE_ROOM], const char *name, const char *error, bool unicode)
{
    size_t length = strlen(text);
    snprintf(text + length, FIT_PHRASE_ROOM - length, "%s%s %s %s", length ? ", " : "", name,
             unicode ? "\302\261" : "+-", error);
}

static void add_time(char text[FIT_PHRASE_ROOM], const char *name, double error, bool unicode)
{
    char value[64];
    if (!(error > 0))
        return;
    const struct unit *unit = unit_for(error);
    snprintf(value, sizeof value, "%.2g", error / seconds_of(unit));
    if (strchr(value, 'e'))
        snprintf(value, sizeof value, "%.0f", error / seconds_of(unit));
    size_t length = strlen(value);
    snprintf(value + length, sizeof value - length, " %s", unit->names[0]);
    add_error(text, name, value, unicode);
}

void fit_phrase_errors(char text[FIT_PHRASE_ROOM], const struct fit *fit, bool unicode)
{
    const struct form *form = form_of(fit->dist.kind);
    text[0] = '\0';
    if (!form)
        return;
    bool ends = fit->dist.kind == SIM_UNIFORM || form->third;
    add_time(text, "shift", fit->errors.shift, unicode);
    add_time(text, ends ? "shortest" : "mean", fit->errors.first, unicode);
    if (form->second_is_time) {
        add_time(text, ends ? "longest" : form->second, fit->errors.second, unicode);
    } else if (form->second && fit->errors.second > 0) {
        char value[32];
        snprintf(value, sizeof value, "%.2g", fit->errors.second);
        add_error(text, form->second, value, unicode);
    }
    if (form->third)
        add_time(text, form->third, fit->errors.third, unicode);
}
