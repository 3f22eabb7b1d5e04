/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See log_scenario.h. */
#include "report/log_scenario.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "models/phrase.h"
#include "models/units.h"
#include "report/figures.h"
#include "report/fit_phrase.h"
#include "report/rates_table.h"
#include "report/text.h"

/* How far the workers of an event loop are to be in use when most requests come. */
#define USE_AT_PEAK 0.7

/* So many requests are to be simulated in all; more days where a day has few. */
#define REQUESTS_SIMULATED 2e6

/* When busy, requests that take so much longer have waited for the server itself. */
#define BUSY_SHOWS 1.2

enum { WIDTH = 96 };

/* A comment of one paragraph, wrapped; `item`: one of a list. */
static void comment(FILE *to, bool item, const char *format, ...)
{
    char text[1200];
    const char *at = text;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    for (bool first = true; *at; first = false) {
        size_t length = text_line(&at, WIDTH);
        fprintf(to, "#%s", item ? (first ? "   - " : "     ") : " ");
        text_put_of(to, at, length);
        fputc('\n', to);
        at += length;
        while (*at == ' ')
            at++;
    }
}

static void time_of(char text[64], double seconds)
{
    fit_phrase_time(text, 64, seconds, seconds / 200);
}

/* "us" as a word that is read out. */
static const char *unit_words(const char *name)
{
    for (const struct unit *unit = time_units; unit->size; unit++)
        for (int n = 0; n < UNIT_NAMES && unit->names[n]; n++)
            if (strcmp(unit->names[n], name) == 0)
                return unit->names[UNIT_NAMES - 1] ? unit->names[UNIT_NAMES - 1] : unit->names[1];
    return name;
}

static double peak_rate(const struct fit_plan *plan)
{
    double most = 0;
    for (size_t n = 0; n < plan->count; n++)
        most = fmax(most, plan->pieces[n].rate);
    return most;
}

static void tell_facts(FILE *to, const struct log_facts *facts)
{
    char mean[64], median[64], p95[64], p99[64], requests[FIGURE_ROOM];
    time_of(mean, facts->mean);
    time_of(median, facts->median);
    time_of(p95, facts->p95);
    time_of(p99, facts->p99);
    figure_decimals(requests, (double)facts->requests, 0);
    comment(to, false,
            "Made by pizzeria fit --access-log of %s: %s requests on %zu %s. They took %s on "
            "average, half of them up to %s, 95 %% up to %s, 99 %% up to %s. On average %.3g were "
            "in flight (Little's law: rate times mean time), at most some %zu at once.",
            facts->path, requests, facts->days, facts->days == 1 ? "day" : "days", mean, median,
            p95, p99, facts->in_flight, facts->most_in_flight);
    if (facts->failed)
        comment(to, false, "%.2g %% failed (status 500 and above); their times are among these.",
                100 * (double)facts->failed / (double)facts->requests);
    if (facts->unreadable)
        comment(to, false,
                "%zu lines could not be read, or have no request time: they are left out.",
                facts->unreadable);
    if (facts->outside)
        comment(to, false, "%zu requests outside of the time of day asked for are left out.",
                facts->outside);
    fputs("#\n", to);
}

static void tell_assumptions(FILE *to, const struct log_facts *facts)
{
    const struct fit_plan *plan = facts->plan;
    comment(to, false, "What the log does not say, and what was assumed:");
    comment(to, true,
            "How much of a request's time is computing and how much is waiting for others: %.3g %% "
            "of the mean is taken as computing (--working-share), the rest as waiting for the "
            "api. This decides what an event loop gains: measure it.",
            100 * facts->working);
    comment(to, true, "The times are read as %s, logged when a request %s (--unit states it).",
            unit_words(facts->unit),
            facts->ends_logged ? "ended, as nginx does" : "came, as Apache does");
    if (facts->whole_seconds)
        comment(to, true,
                "Whole seconds are too coarse for most servers, and rounded down: log "
                "microseconds (%%D) instead.");
    comment(to, true,
            "The log's clock has whole seconds: how many were in flight at once is worked out with "
            "each request anywhere within its second.");
    if (facts->busy_ratio > BUSY_SHOWS)
        comment(to, true,
                "Requests took %.1f times as long when it was busy: their times hold waiting for "
                "the server itself, which the simulation adds once more. Fit a quiet time of day "
                "(--between) for the times.",
                facts->busy_ratio);
    if (facts->rest && facts->rest->ks > 0.05)
        comment(to, true,
                "No distribution fits the times well: this one is off by up to %.0f %% of the "
                "requests. Several kinds of requests in one log do that: fit them apart.",
                100 * facts->rest->ks);
    if (plan->gaps >= 10 && plan->ks_p < 0.01)
        comment(to, true,
                "Requests come more %s than by chance (Poisson) within each rate; the spread of "
                "times between them is %.2f where 1 is chance.",
                plan->gap_cv < 1 ? "regularly" : "in bursts", plan->gap_cv);
    if (facts->days > 1 && plan->dispersion_p < 0.01)
        comment(to, true,
                "Days differ by more than chance, by some %.0f %%; this is an average day. Try "
                "clients.demand.",
                100 * plan->day_cv);
}

/* A title as a double-quoted YAML text. */
static void write_title(FILE *to, const char *path)
{
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    fputs("title: \"", to);
    for (const char *at = name; *at; at++)
        fputc(*at >= ' ' && *at < 127 && *at != '"' && *at != '\\' ? *at : '?', to);
    fputs("\"\n", to);
}

static void write_clock(FILE *to, double seconds)
{
    spell_clock(to, sim_from_seconds(fmod(seconds, 86400)));
}

static void write_server(FILE *to, const struct log_facts *facts)
{
    char compute[64], phrase[FIT_PHRASE_ROOM];
    double computing = facts->working * facts->mean;
    fputs("\nserver:\n", to);
    fprintf(to, "  workers: %zu\n", facts->most_in_flight > 0 ? facts->most_in_flight : 1);
    if (facts->rest)
        fit_phrase_with_zeros(phrase, facts->rest, facts->short_ones, facts->all);
    if (facts->working >= 1 && facts->rest) {
        fprintf(to, "  compute: %s\n", phrase);
        return;
    }
    if (computing > 0) {
        fit_phrase_time(compute, sizeof compute, computing, computing / 1000);
        fprintf(to, "  compute: %s\n", compute);
    }
    if (facts->rest)
        fprintf(to, "\napi: {latency: %s}\n", phrase);
}

static void write_variants(FILE *to, const struct log_facts *facts)
{
    double needed = peak_rate(facts->plan) * facts->working * facts->mean / USE_AT_PEAK;
    double a_day = (double)facts->requests / (double)facts->days;
    double days = fmin(fmax(floor(REQUESTS_SIMULATED / fmax(a_day, 1)), 2), 20);
    fputs("\nvariants:\n"
          "  As logged: {server.policy: synchronous}\n",
          to);
    fprintf(to, "  Event loop: {server.policy: event_driven, server.workers: %.0f}\n",
            fmax(ceil(needed), 1));
    fprintf(to, "\nanalysis: {replications: %.0f}\n", days);
}

void log_scenario_write(FILE *to, const struct log_facts *facts)
{
    tell_facts(to, facts);
    tell_assumptions(to, facts);
    fputc('\n', to);
    write_title(to, facts->path);
    fputs("theme: datacenter\nopen: ", to);
    write_clock(to, facts->opens);
    fputs("\nhours: ", to);
    spell_duration(to, sim_from_seconds(facts->length));
    fputs("\n\nclients:\n  arrivals: ", to);
    rates_phrase_write(to, facts->plan, facts->opens);
    fputc('\n', to);
    write_server(to, facts);
    write_variants(to, facts);
}
