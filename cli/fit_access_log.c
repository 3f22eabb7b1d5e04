/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `fit --access-log FILE`: a data center scenario from a web server's log. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/access_log.h"
#include "cli/calls.h"
#include "cli/fit.h"
#include "cli/message.h"
#include "cli/observed.h"
#include "lab/fit.h"
#include "lab/fit_check.h"
#include "models/phrase.h"
#include "report/log_scenario.h"
#include "report/rates_table.h"
#include "sim/random.h"

#define DAY 86400.0 /* seconds */

#define WORKING_SHARE 0.1

/* Whole numbers whose median is at least this are microseconds (%D) ... */
#define MICROSECONDS_FROM 1000.0
/* ... and if none is as large as this, seconds (%T). */
#define SECONDS_BELOW 300.0

/* Random numbers that say when within its second a request was logged. */
#define WITHIN_PURPOSE 7002

struct log {
    struct calls calls;
    struct unreadable unreadable;
    size_t decimals, failed;
    double unit; /* of the times, in seconds */
    const char *unit_name;
};

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The number of a field; false after a message. */
static bool read_field_number(size_t *field, const char *text)
{
    char *end;
    *field = 0;
    if (!text)
        return true;
    *field = isdigit((unsigned char)*text) ? strtoul(text, &end, 10) : 0;
    if (*field > 0 && !*end)
        return true;
    message("--column %s: expected the number of a field, from 1; what stands in quotes or "
            "brackets is one",
            text);
    return false;
}

static bool read_log(struct log *log, const char *path, size_t field)
{
    FILE *from = input_open(path);
    if (!from)
        return false;
    char *text = NULL;
    size_t room = 0, number = 0;
    bool memory = true;
    ssize_t length;
    while (memory && (length = getline(&text, &room, from)) >= 0) {
        struct log_line line;
        number++;
        while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
            text[--length] = '\0';
        if (length == 0)
            continue;
        if (!log_line_read(&line, text, (size_t)length, field)) {
            unreadable_add(&log->unreadable, number, text);
            continue;
        }
        log->decimals += line.decimals;
        log->failed += line.status >= 500;
        memory = calls_add(&log->calls,
                           (struct call){.day = line.day, .at = line.at, .took = line.took});
    }
    free(text);
    return input_close(from, path) && memory;
}

static double *times_of(const struct calls *calls)
{
    double *times = malloc((calls->count + 1) * sizeof *times);
    if (!times)
        message("out of memory");
    for (size_t i = 0; times && i < calls->count; i++)
        times[i] = calls->list[i].took;
    return times;
}

/* What the numbers count: as the option says, or as they look. */
static bool find_unit(struct log *log, const char *option)
{
    log->unit_name = option ? option : "s";
    if (!unit_read(&log->unit, option))
        return false;
    if (option || log->decimals > 0)
        return true;
    double *times = times_of(&log->calls);
    if (!times)
        return false;
    size_t count = log->calls.count;
    qsort(times, count, sizeof *times, compare);
    if (times[count / 2] >= MICROSECONDS_FROM || times[count - 1] >= SECONDS_BELOW) {
        log->unit = 1e-6;
        log->unit_name = "us";
    }
    free(times);
    return true;
}

/* To seconds, and to the time at which a request came, where the log tells when it ended. */
static void settle(struct log *log)
{
    for (size_t i = 0; i < log->calls.count; i++) {
        struct call *call = &log->calls.list[i];
        call->took *= log->unit;
        if (log->decimals == 0)
            continue;
        call->at -= floor(call->took); /* whole seconds, as they are logged */
        double days = floor(call->at / DAY);
        call->at -= days * DAY;
        call->day += (long)days;
    }
}

/* How many are in flight at once at most, each logged anywhere within its second. */
static bool find_most(size_t *most, const struct calls *calls, uint64_t seed)
{
    double *starts = malloc((calls->count + 1) * sizeof *starts);
    double *ends = malloc((calls->count + 1) * sizeof *ends);
    struct sim_place place = {.seed = seed, .purpose = WITHIN_PURPOSE};
    struct sim_random random;
    sim_random_at(&random, &place);
    *most = 0;
    if (starts && ends) {
        for (size_t i = 0; i < calls->count; i++) {
            const struct call *call = &calls->list[i];
            starts[i] = DAY * (double)call->day + call->at + sim_random_unit(&random);
            ends[i] = starts[i] + call->took;
        }
        qsort(starts, calls->count, sizeof *starts, compare);
        qsort(ends, calls->count, sizeof *ends, compare);
        for (size_t i = 0, over = 0; i < calls->count; i++) {
            while (over < i && ends[over] <= starts[i])
                over++;
            *most = i + 1 - over > *most ? i + 1 - over : *most;
        }
    }
    bool done = starts && ends;
    free(starts);
    free(ends);
    if (!done)
        message("out of memory");
    return done;
}

/* The mean time in the busier cells of the plan over that in the quieter ones. */
static double busy_ratio(const struct calls *calls, const struct fit_plan *plan)
{
    double mean = (double)calls->fit.first[calls->fit.days] / (double)plan->cells;
    double sums[2] = {0, 0}, counts[2] = {0, 0};
    for (size_t i = 0; i < calls->count; i++) {
        size_t cell = (size_t)(calls->list[i].at / plan->cell);
        bool busy = (double)plan->counts[cell < plan->cells ? cell : plan->cells - 1] > mean;
        sums[busy] += calls->list[i].took;
        counts[busy]++;
    }
    bool known = counts[0] >= 30 && counts[1] >= 30 && sums[0] > 0;
    return known ? sums[1] / counts[1] / (sums[0] / counts[0]) : (double)NAN;
}

/* Takes a distribution of all the rest, zeros and all, if it is nearer than what is chosen. */
static void try_matched(struct log_facts *facts, struct fit *room, enum fit_family family,
                        const struct sim_dist *dist, const double *sorted)
{
    double gap = fit_ks(sorted, facts->all, dist);
    if (facts->rest && gap >= facts->rest->ks)
        return;
    const struct fit_errors unknown = {NAN, NAN, NAN, NAN};
    *room = (struct fit){.family = family, .dist = *dist, .errors = unknown, .ks = gap};
    facts->rest = room;
    facts->short_ones = 0;
}

/*
 * Of what is likeliest and what has the mean and spread of the rest, the one with the smallest gap:
 * the least values, which the computing was taken from, count too much in a likelihood.
 */
static void choose_nearest(struct log_facts *facts, struct fits *fits,
                           const struct fit_sample *rest, const double *sorted)
{
    struct sim_dist dist;
    double zeros = (double)facts->short_ones / (double)facts->all, mean = rest->mean * (1 - zeros);
    double square = rest->mean * rest->mean * (1 + rest->cv * rest->cv) * (1 - zeros);
    double cv = mean > 0 ? sqrt(fmax(square / (mean * mean) - 1, 0)) : 0;
    for (size_t n = 0; n < fits->possible; n++)
        if (!facts->rest || fits->list[n].ks < facts->rest->ks)
            facts->rest = &fits->list[n];
    struct fit *room = &fits->list[FIT_FAMILIES - 1];
    if (fits->possible == FIT_FAMILIES || !(mean > 0))
        return; /* never: the constant excludes all others */
    if (!sim_dist_gamma(&dist, mean, cv))
        try_matched(facts, room, FIT_GAMMA, &dist, sorted);
    if (!sim_dist_lognormal(&dist, mean, cv))
        try_matched(facts, room, FIT_LOGNORMAL, &dist, sorted);
    if (!sim_dist_hyperexponential(&dist, mean, cv))
        try_matched(facts, room, FIT_HYPEREXPONENTIAL, &dist, sorted);
}

/* The distribution of what is left of the times after the computing. */
static bool fit_rest(struct fits *fits, struct log_facts *facts, double *times, size_t count,
                     unsigned threads)
{
    struct fit_check check;
    struct fit_sample sample = {0}, rest = {0};
    double computing = facts->working < 1 ? facts->working * facts->mean : 0;
    if (!fit_check_make(&check, times, count) ||
        !fit_sample_make(&sample, times, count, check.grid))
        return false;
    facts->all = sample.count;
    for (size_t i = 0; i < sample.count; i++) {
        sample.values[i] = fmax(sample.values[i] - computing, 0);
        facts->short_ones += sample.values[i] == 0;
    }
    bool done = fit_sample_make(&rest, sample.values, sample.count, 0);
    if (done)
        fits_make(fits, &rest, 0, threads);
    if (done)
        choose_nearest(facts, fits, &rest, sample.values);
    fit_sample_free(&sample);
    fit_sample_free(&rest);
    return done;
}

static void find_quantiles(struct log_facts *facts, double *times, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += times[i];
    facts->mean = sum / (double)count;
    qsort(times, count, sizeof *times, compare);
    facts->median = times[count / 2];
    facts->p95 = times[(size_t)(0.95 * (double)count)];
    facts->p99 = times[(size_t)(0.99 * (double)count)];
}

static enum status write_scenario(const struct log_facts *facts, const struct request *request,
                                  const struct calls *calls)
{
    struct output output;
    if (!fit_open(&output, request))
        return STATUS_FAILED;
    log_scenario_write(output.to, facts);
    if (!output_close(&output, true))
        return STATUS_FAILED;
    if (!fit_draws(request))
        return STATUS_DONE;
    const struct rates_report report = {.theme = THEME_DATACENTER,
                                        .opens = facts->opens,
                                        .by_clock = true,
                                        .calls = &calls->fit,
                                        .plan = facts->plan};
    return fit_draw_rates(request, &report) ? STATUS_DONE : STATUS_FAILED;
}

static enum status fit(struct log *log, double working, const struct request *request)
{
    struct calls *calls = &log->calls;
    struct fit_plan plan;
    struct fits fits = {0};
    uint64_t seed;
    const char *path = request->operands[0];
    if (!fit_seed(&seed, request) || !calls_arrange(calls, request->between))
        return STATUS_USAGE;
    struct log_facts facts = {.path = strcmp(path, "-") == 0 ? "standard input" : path,
                              .requests = calls->count,
                              .outside = calls->outside,
                              .days = calls->fit.days,
                              .unreadable = log->unreadable.count,
                              .failed = log->failed,
                              .unit = log->unit_name,
                              .ends_logged = log->decimals > 0,
                              .whole_seconds = log->decimals == 0 && log->unit >= 1,
                              .opens = calls->opens,
                              .length = calls->fit.length,
                              .working = working,
                              .plan = &plan};
    double *times = times_of(calls);
    bool done = times && find_most(&facts.most_in_flight, calls, seed) &&
                fit_plan_make(&plan, &calls->fit, seed);
    if (done) {
        find_quantiles(&facts, times, calls->count);
        facts.in_flight = (double)facts.requests / ((double)facts.days * facts.length) * facts.mean;
        facts.busy_ratio = busy_ratio(calls, &plan);
        done = fit_rest(&fits, &facts, times, calls->count, request->threads);
    }
    free(times);
    if (done)
        return write_scenario(&facts, request, calls);
    message("out of memory");
    return STATUS_FAILED;
}

static bool read_share(double *share, const char *text)
{
    struct phrase_error error;
    *share = WORKING_SHARE;
    if (!text)
        return true;
    if (phrase_share(text, strlen(text), share, &error) && *share <= 1)
        return true;
    message("--working-share %s: expected a share from 0 to 100 %%, such as 10 %%", text);
    return false;
}

enum status fit_access_log(const struct request *request)
{
    const char *path = request->operands[0];
    struct log log = {.calls = {.kind = TIMES_DATE, .sharp = true}};
    double working;
    size_t field;
    enum status status = STATUS_USAGE;
    if (!read_share(&working, request->working_share) ||
        !read_field_number(&field, request->column))
        return status;
    if (read_log(&log, path, field)) {
        if (!request->quiet)
            unreadable_tell(&log.unreadable, path, "request with its time");
        if (log.calls.count == 0) {
            message("%s: no line has the time that a request took; add %%D to Apache's LogFormat "
                    "or $request_time to nginx's log_format, as the last field, or say with "
                    "--column which it is",
                    path);
        } else if (find_unit(&log, request->unit)) {
            settle(&log);
            status = fit(&log, working, request);
        }
    }
    calls_free(&log.calls);
    return status;
}
