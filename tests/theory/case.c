/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See case.h. */
#include "case.h"

#include <gsl/gsl_math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/measures.h"

/* What is being filled in. */
struct filling {
    const struct reference *row;
    double number; /* in the row's quantity */
    const struct sabotage *sabotage;
    FILE *to;
    bool failed;
};

/* Distributions as the rows write them, and as a scenario does. */
static const struct {
    const char *row, *phrase;
} services[] = {
    {"uniform(10,50)", "uniform ~10 s to ~50 s"},
    {"lognormal(mean=1,cv=0.5)", "lognormal ~1 s cv 0.5"},
    {"lognormal(mean=1,cv=2)", "lognormal ~1 s cv 2"},
    {"erlang(mean=1,k=4)", "erlang ~1 s k 4"},
    {"triangular(3,8,15)", "triangular ~3 s to ~15 s peak ~8 s"},
};

static const char *service_phrase(const struct reference *row)
{
    const char *text;
    size_t length = reference_text(row, "S", &text);
    for (size_t n = 0; n < sizeof services / sizeof services[0]; n++)
        if (strlen(services[n].row) == length && memcmp(services[n].row, text, length) == 0)
            return services[n].phrase;
    return NULL;
}

/*
 * The rate 50 + 30 sin(2 pi t / 4 h) an hour of the periodic rows as a plan, minute by minute, from
 * 12 hours (three periods, 24 services) before t = 0 on: each minute has the mean rate within it.
 */
static void fill_sine(FILE *to)
{
    const double turn = 2 * M_PI / 240; /* a minute */
    for (int minute = 0; minute < 15 * 60; minute++) {
        double mean = (cos(turn * minute) - cos(turn * (minute + 1))) / turn;
        fprintf(to, "%s%02d:%02d: %.12g per hour", minute ? ", " : "{", minute / 60, minute % 60,
                50 + 30 * mean);
    }
    fputc('}', to);
}

/* As many calls at opening as an order has pizzas: "[0 s, 0 s, 0 s]". */
static void fill_party(struct filling *filling)
{
    double pizzas = 0;
    filling->failed |= !reference_number(filling->row, "k", &pizzas);
    for (int n = 0; n < (int)pizzas; n++)
        fputs(n ? ", 0 s" : "[0 s", filling->to);
    fputc(']', filling->to);
}

/* The number that "<name>", "<1/name>" or "<*>" stands for; or one written out. Moves *at on. */
static double take_number(struct filling *filling, const char **at)
{
    char name[32];
    const char *from = *at;
    double number = NAN;
    if (*from != '<') {
        char *end;
        number = strtod(from, &end);
        filling->failed |= end == from;
        *at = end;
        return number;
    }
    bool inverse = strncmp(from, "<1/", 3) == 0;
    from += inverse ? 3 : 1;
    size_t length = strcspn(from, ">");
    *at = from[length] ? from + length + 1 : from + length;
    snprintf(name, sizeof name, "%.*s", (int)length, from);
    if (strcmp(name, "*") == 0)
        number = filling->number;
    else
        filling->failed |= !reference_number(filling->row, name, &number);
    return inverse ? 1 / number : number;
}

static void fill(struct filling *filling, const char *text);

/* What stands at a '<' that is not just a number; or the number. */
static void fill_name(struct filling *filling, const char **at)
{
    if (strncmp(*at, "<sine>", 6) == 0) {
        fill_sine(filling->to);
        *at += 6;
    } else if (strncmp(*at, "<party>", 7) == 0) {
        fill_party(filling);
        *at += 7;
    } else if (strncmp(*at, "<S>", 3) == 0) {
        const char *phrase = service_phrase(filling->row);
        filling->failed |= !phrase;
        fill(filling, phrase ? phrase : "");
        *at += 3;
    } else {
        fprintf(filling->to, "%.15g", take_number(filling, at));
    }
}

static void fill(struct filling *filling, const char *text)
{
    while (*text && !filling->failed) {
        if (*text == '~') {
            text++;
            fprintf(filling->to, "%.15g", take_number(filling, &text) * filling->sabotage->lengths);
        } else if (*text == '#') {
            text++;
            double servers = take_number(filling, &text);
            fprintf(filling->to, "%.15g",
                    servers > 1 ? servers - filling->sabotage->servers : servers);
        } else if (*text == '<') {
            fill_name(filling, &text);
        } else {
            fputc(*text++, filling->to);
        }
    }
}

/*
 * A seed for each scenario, so that cases are independent of each other: FNV-1a of the row's id and
 * parameters (Fowler, Noll and Vo 1991).
 */
static unsigned seed_of(const struct reference *row)
{
    unsigned hash = 2166136261u;
    for (const char *at = row->id; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    for (const char *at = row->params; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    return hash;
}

char *case_text(const struct family *family, const struct reference *row, double number,
                const struct sabotage *sabotage)
{
    char *text = NULL;
    size_t length = 0;
    struct filling filling = {.row = row, .number = number, .sabotage = sabotage};
    filling.to = open_memstream(&text, &length);
    if (!filling.to)
        return NULL;
    fill(&filling, family->scenario);
    fprintf(filling.to, "seed: %u\nhours: ", seed_of(row));
    fill(&filling, family->hours);
    fprintf(filling.to, "\nwarmup: %s\nclosing: %s\nanalysis: {replications: 1}\n",
            family->warmup ? family->warmup : "0 s", family->stop ? "stop" : "finish");
    bool written = !ferror(filling.to);
    if (fclose(filling.to) != 0 || !written || filling.failed) {
        free(text);
        return NULL;
    }
    return text;
}

/* Whether sabotage makes this scenario another one. */
static bool is_touched(const struct a_case *a_case, const struct reference *row, double number)
{
    char *plain = case_text(a_case->family, row, number, &(struct sabotage){.lengths = 1});
    bool touched = !plain || strcmp(plain, a_case->text) != 0;
    free(plain);
    return touched;
}

bool case_make(struct a_case *a_case, const struct family *family, const struct reference *row,
               double number, const struct sabotage *sabotage)
{
    *a_case = (struct a_case){.family = family, .days = family->days ? family->days : 1};
    a_case->text = case_text(family, row, number, sabotage);
    if (!a_case->text) {
        fprintf(stderr, "%s %s %s: the scenario cannot be filled in\n", row->id, row->model,
                row->params);
        return false;
    }
    a_case->touched = is_touched(a_case, row, number);
    struct complaints complaints;
    bool read = scenario_read_text(&a_case->scenario, row->id, a_case->text, strlen(a_case->text),
                                   NULL, 0, &complaints);
    if (!read) {
        complaints_print(&complaints, stderr);
        free(a_case->text);
    }
    complaints_free(&complaints);
    return read;
}

void case_free(struct a_case *a_case)
{
    scenario_free(&a_case->scenario);
    free(a_case->text);
}

void case_shorten(struct a_case *a_case, int times)
{
    struct world *w = &a_case->scenario.variants[0].world;
    if (!a_case->family->fixed_hours)
        w->hours = w->warmup + (w->hours - w->warmup) / times;
    else if (a_case->days > (uint32_t)times)
        a_case->days /= (uint32_t)times;
    else
        a_case->days = 1;
}

/* Reads "queue.hold + c agents.busy". False when a name is not known. */
static bool read_terms(struct terms *terms, const struct reference *row, const char *text)
{
    terms->count = 0;
    while (text && *text) {
        size_t length = strcspn(text, "+");
        char term[64], factor[32], name[48];
        if (length >= sizeof term || terms->count == CASE_TERMS)
            return false;
        snprintf(term, sizeof term, "%.*s", (int)length, text);
        double number = 1;
        if (sscanf(term, "%31s %47s", factor, name) == 2) {
            char *end;
            number = strtod(factor, &end);
            if (*end && !reference_number(row, factor, &number))
                return false;
        } else if (sscanf(term, "%47s", name) != 1) {
            return false;
        }
        size_t measure = measure_find(name);
        if (measure == measure_count())
            return false;
        terms->factor[terms->count] = number;
        terms->measure[terms->count++] = measure;
        text += length + (text[length] == '+');
    }
    return true;
}

bool case_ask(struct a_case *a_case, const struct reference *row, const struct quantity *quantity,
              double number, double precision)
{
    const struct allowance *allowance = allowance_of(row);
    struct question question = {.row = row, .observed = quantity->observed, .per = 1};
    question.precision =
        allowance && allowance->precision > precision ? allowance->precision : precision;
    question.wanted = (struct wanted){
        .statistic = quantity->statistic, .argument = number, .expected = row->value};
    bool known = read_terms(&question.terms, row, quantity->measures) &&
                 read_terms(&question.over, row, quantity->over);
    if (quantity->argument)
        known &= reference_number(row, quantity->argument, &question.wanted.argument);
    if (quantity->observed == OBSERVE_NUMBER_AVERAGE)
        question.wanted.argument = a_case->family->stretch;
    if (quantity->per)
        known &= reference_number(row, quantity->per, &question.per);
    if (!known || a_case->count == CASE_QUESTIONS) {
        fprintf(stderr, "%s %s: \"%s\" cannot be observed\n", row->id, row->params, row->quantity);
        return false;
    }
    a_case->questions[a_case->count++] = question;
    return true;
}
