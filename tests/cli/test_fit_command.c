/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `fit` from end to end: tables of every shape, what it refuses, that it finds what the simulator
 * drew, and that the scenario it makes of a log is one.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "models/phrase.h"
#include "report/png.h"
#include "tests/cli/program.h"

/* A file of its own for each test, with a text. */
struct temporary {
    char path[64];
};

static struct temporary file_with(const char *text, const char *ending)
{
    struct temporary file;
    snprintf(file.path, sizeof file.path, "/tmp/pizzeria-test-XXXXXX%s", ending);
    int number = mkstemps(file.path, (int)strlen(ending));
    assert_true(number >= 0);
    FILE *to = fdopen(number, "w");
    assert_non_null(to);
    fputs(text, to);
    assert_int_equal(fclose(to), 0);
    return file;
}

static json_t *json_of(const struct outcome *outcome)
{
    json_t *value = json_loads(outcome->out, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(value);
    return value;
}

static double number_of(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static struct sim_dist dist_of(const char *text)
{
    const struct phrase_files none = {0};
    struct phrase_error error;
    struct sim_dist dist = {0};
    if (!text || !phrase_dist(text, strlen(text), &none, &dist, &error))
        fail_msg("not a distribution: %s", text ? text : "nothing");
    return dist;
}

/* So many values of a mean, as they are understood: count and mean are what a table's shape and
 * units could spoil. */
static void understood(const char *text, const char *column, const char *unit, int count,
                       double mean)
{
    struct temporary file = file_with(text, ".csv");
    struct outcome outcome =
        RUN("fit", file.path, "--format", "json", "--quiet", "--column", column, "--unit", unit);
    assert_outcome(&outcome, 0, NULL);
    json_t *value = json_of(&outcome);
    assert_int_equal(number_of(value, "count"), count);
    if (fabs(number_of(value, "mean") - mean) > 1e-6)
        fail_msg("%g, not %g, of: %s", number_of(value, "mean"), mean, text);
    json_decref(value);
    outcome_free(&outcome);
    unlink(file.path);
}

static void tables_of_every_shape(void **state)
{
    (void)state;
    understood("61.5\n119\n301.25\n170\n248.25\n", "1", "s", 5, 180);
    understood("1.1\n2.1\n5.1\n3.1\n3.6\n", "1", "min", 5, 180);
    understood("prep\r\n61.5 s\r\n119 s\r\n301.25 s\r\n170 s\r\n248.25 s\r\n", "prep", "s", 5, 180);
    understood("\xef\xbb\xbfid;Prep;x\n1;61,5;a\n2;119;b\n3;301,25;c\n4;170;d\n5;248,25;e\n",
               "prep", "s", 5, 180);
    understood("a\tb\nx\t61.5\ny\t119\nz\t301.25\nq\t170\nr\t248.25\n", "2", "s", 5, 180);
    understood("\"who, where\",\"t\"\n\"x, \"\"y\"\"\",\"1:01.5\"\na,1:59\nb,0:05:01.25\nc,2:50\n"
               "d,4:08.25\n",
               "t", "min", 5, 180);
    understood("# a remark\n\n61.5\n\n119\n301.25\n170\n248.25\n", "1", "s", 5, 180);
}

/* Without --column it is the first that holds a duration. */
static void the_column_is_found(void **state)
{
    (void)state;
    struct temporary file = file_with("who,took\nann,5 min\nbob,6.5 min\neve,7 min\nmax,8.25 min\n"
                                      "zoe,4 min\n",
                                      ".csv");
    struct outcome outcome = RUN("fit", file.path);
    assert_outcome(&outcome, 0, NULL);
    assert_non_null(strstr(outcome.out, "5 durations (column took) from 4 min to 8.25 min"));
    assert_non_null(strstr(outcome.out, "5 values are few"));
    outcome_free(&outcome);
    unlink(file.path);
}

static void what_is_left_out_is_said(void **state)
{
    (void)state;
    struct temporary file =
        file_with("prep\n5.31\n-3\n6.1\nlate\n7.22\n8.4\n0\n4.17\n6.6\n1e400\n0x10\nnan\n", ".csv");
    struct outcome outcome = RUN("fit", file.path, "--unit", "min");
    assert_int_equal(outcome.status, 0);
    assert_non_null(strstr(outcome.error, "4 lines were left out: no duration in them"));
    assert_non_null(strstr(outcome.error, ":5: late"));
    assert_non_null(strstr(outcome.out, "1 negative value was left out"));
    assert_non_null(strstr(outcome.out, "4 lines hold no duration"));
    assert_non_null(strstr(outcome.out, "1 value is 0"));
    assert_non_null(strstr(outcome.out, "prep: mixture 1 of 0 s | 6 of "));
    outcome_free(&outcome);
    unlink(file.path);
}

static void refused(const char *text, const char *option, const char *value, const char *words)
{
    struct temporary file = file_with(text, ".csv");
    struct outcome outcome = option ? RUN("fit", file.path, option, value) : RUN("fit", file.path);
    assert_outcome(&outcome, 2, words);
    outcome_free(&outcome);
    unlink(file.path);
}

static void bad_input(void **state)
{
    (void)state;
    refused("", NULL, NULL, "there are no durations in it");
    refused("a\nb\nc\n", NULL, NULL, "there are no durations in it");
    refused("1\n2\n", "--unit", "fortnight", "--unit fortnight: expected us");
    refused("a,b\n1,2\n", "--column", "c", "no column is called 'c'");
    refused("a,b\n1,2\n", "--column", "7", "no durations in it, in that column");
    refused("1\n2\n", "--working-share", "5 %", "--working-share goes with --access-log");
    refused("1\n2\n", "--seed", "-4", "--seed -4");
    refused("1\n2\n", "--between", "11:00..12:00", "--between goes with");
    struct outcome missing = RUN("fit", "/nowhere/x.csv"), none = RUN("fit");
    struct outcome folder = RUN("fit", "/tmp"),
                   both = RUN("fit", "--arrivals", "--access-log", "x");
    struct outcome picture = RUN("fit", "--access-log", "--format", "csv", "x");
    assert_outcome(&missing, 2, "/nowhere/x.csv: No such file");
    assert_outcome(&none, 2, "fit needs DATA: a file, or - for standard input");
    assert_outcome(&folder, 2, "Is a directory");
    assert_outcome(&both, 2, "leave out one");
    assert_outcome(&picture, 2, "--access-log writes a scenario");
    outcome_free(&missing);
    outcome_free(&none);
    outcome_free(&folder);
    outcome_free(&both);
    outcome_free(&picture);
}

static void formats_say_the_same(void **state)
{
    (void)state;
    const char *data = DATA "/prep.csv";
    struct outcome table = RUN("fit", data, "--column", "prep", "--unit", "min");
    struct outcome csv = RUN("fit", data, "--column", "3", "--unit", "min", "--format", "csv");
    struct outcome json =
        RUN("fit", data, "--column", "3", "--unit", "min", "--format", "json", "--threads", "1");
    assert_outcome(&table, 0, NULL);
    assert_outcome(&csv, 0, NULL);
    json_t *value = json_of(&json);
    const char *best = json_string_value(json_object_get(value, "best"));
    assert_non_null(best);
    assert_non_null(strstr(table.out, best));
    assert_non_null(strstr(csv.out, best));
    assert_int_equal(json_array_size(json_object_get(value, "fits")), 16);
    assert_true(number_of(json_object_get(value, "checks"), "trend_p") > 0.01);
    const json_t *first = json_array_get(json_object_get(value, "fits"), 0);
    char row[128];
    snprintf(row, sizeof row, ",%.10g", number_of(first, "ad"));
    assert_non_null(strstr(csv.out, row));
    json_decref(value);
    outcome_free(&table);
    outcome_free(&csv);
    outcome_free(&json);
}

static void pictures(void **state)
{
    (void)state;
    struct temporary svg = file_with("", ".svg");
    struct outcome outcome =
        RUN("fit", DATA "/prep.csv", "--column", "prep", "--unit", "min", "-o", svg.path);
    assert_outcome(&outcome, 0, NULL);
    assert_non_null(strstr(outcome.out, "to paste into a scenario"));
    FILE *from = fopen(svg.path, "r");
    char start[8] = "";
    assert_non_null(from);
    assert_int_equal(fread(start, 1, 5, from), 5);
    assert_true(strncmp(start, "<?xml", 5) == 0 || strncmp(start, "<svg ", 5) == 0);
    fclose(from);
    outcome_free(&outcome);
    unlink(svg.path);
}

static void nothing_fits_offers_the_values(void **state)
{
    (void)state;
    static char text[16384];
    size_t used = 0;
    for (int n = 0; n < 300; n++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%.3f\n",
                                 (n % 3 ? 100 : 900) + 37.0 * sin(12.9898 * n));
    struct temporary file = file_with(text, ".csv");
    struct outcome outcome = RUN("fit", file.path), values = RUN("fit", file.path, "--values");
    assert_outcome(&outcome, 0, NULL);
    assert_non_null(strstr(outcome.out, "Nothing fits well"));
    assert_non_null(strstr(outcome.out, "prep: empirical values.csv"));
    assert_outcome(&values, 0, NULL);
    assert_true(strncmp(values.out, "900\n", 4) == 0);
    outcome_free(&outcome);
    outcome_free(&values);
    unlink(file.path);
}

/* A world without waiting lines, whose every length shows in the trace. */
static const char world[] =
    "open: 11:00\nhours: 4 h\nseed: 5\ncallers:\n  arrivals: {11:00: 60 per "
    "hour, 12:00: 180 per hour, 13:30: 90 per hour}\nkitchen: {cooks: 500, "
    "prep: gamma 15 min cv 0.3}\n";

struct traced {
    struct temporary calls, preps;
};

/* What the simulator drew, read from its trace: when calls came, and how long preparing took. */
static struct traced trace_world(void)
{
    static double began[4000];
    struct temporary scenario = file_with(world, ".yaml");
    struct outcome outcome = RUN("trace", scenario.path, "--format", "csv");
    assert_outcome(&outcome, 0, NULL);
    struct traced made = {file_with("", ".csv"), file_with("", ".csv")};
    FILE *calls = fopen(made.calls.path, "w"), *preps = fopen(made.preps.path, "w");
    assert_true(calls && preps);
    for (char *line = strchr(outcome.out, '\n'); line && line[1]; line = strchr(line + 1, '\n')) {
        double time = strtod(line + 1, NULL);
        char *event = strchr(strchr(line + 1, ',') + 1, ',') + 1;
        size_t order = strtoul(strchr(event, ',') + 1, NULL, 10);
        assert_true(order < 4000);
        if (strncmp(event, "call,", 5) == 0)
            fprintf(calls, "%02d:%02d:%06.3f\n", 11 + (int)time / 3600, (int)time % 3600 / 60,
                    fmod(time, 60));
        if (strncmp(event, "prep,", 5) == 0)
            began[order] = time;
        if (strncmp(event, "box,", 4) == 0)
            fprintf(preps, "%.9f\n", time - began[order]);
    }
    fclose(calls);
    fclose(preps);
    outcome_free(&outcome);
    unlink(scenario.path);
    return made;
}

/* The scenario's own words come back: prep: gamma 15 min cv 0.3, within 4 standard errors. */
static void what_was_drawn_is_found(void **state)
{
    (void)state;
    struct traced traced = trace_world();
    struct outcome outcome = RUN("fit", traced.preps.path, "--format", "json");
    assert_outcome(&outcome, 0, NULL);
    json_t *value = json_of(&outcome);
    const json_t *gamma = NULL, *fit;
    size_t n;
    json_array_foreach(json_object_get(value, "fits"), n, fit)
    {
        const char *name = json_string_value(json_object_get(fit, "distribution"));
        gamma = strcmp(name, "gamma") == 0 ? fit : gamma;
    }
    assert_true(json_is_true(json_object_get(gamma, "fits")));
    struct sim_dist dist = dist_of(json_string_value(json_object_get(gamma, "phrase")));
    const json_t *errors = json_object_get(gamma, "standard_errors");
    assert_true(fabs(dist.first - 900) < 4 * json_number_value(json_array_get(errors, 0)));
    assert_true(fabs(dist.second - 0.3) < 4 * json_number_value(json_array_get(errors, 1)));
    assert_true(json_number_value(json_array_get(errors, 0)) < 20);
    json_decref(value);
    outcome_free(&outcome);

    outcome = RUN("fit", "--arrivals", traced.calls.path, "--format", "json");
    assert_outcome(&outcome, 0, NULL);
    value = json_of(&outcome);
    static const double rates[] = {60, 180, 90}, ends[] = {3600, 9000, 14400};
    const json_t *pieces = json_object_get(value, "pieces"), *piece;
    assert_int_equal(json_array_size(pieces), 3);
    assert_string_equal(json_string_value(json_object_get(value, "open")), "11:00");
    json_array_foreach(pieces, n, piece)
    {
        assert_true(fabs(number_of(piece, "per_hour") - rates[n]) < 4 * number_of(piece, "error"));
        assert_true(fabs(number_of(piece, "until") - ends[n]) <= 900);
    }
    assert_true(number_of(value, "poisson_p") > 0.01);
    json_decref(value);
    outcome_free(&outcome);
    unlink(traced.calls.path);
    unlink(traced.preps.path);
}

/* The same calls as clock times, dates, and durations are the same plan. */
static void times_of_every_shape(void **state)
{
    (void)state;
    static const char *const forms[] = {"%02d:%02d:%02d\n", "2026-05-04T%02d:%02d:%02dZ\n",
                                        "2026-05-04 %02d:%02d:%02d.000+02:00\n"};
    for (size_t f = 0; f < 3; f++) {
        static char text[16384];
        size_t used = 0;
        for (int n = 0; n < 240; n++) {
            int t = 11 * 3600 + 60 * n + (n * 7919) % 60;
            used += (size_t)snprintf(text + used, sizeof text - used, forms[f], t / 3600,
                                     t / 60 % 60, t % 60);
        }
        struct temporary file = file_with(text, ".csv");
        struct outcome outcome = RUN("fit", "--arrivals", file.path);
        assert_outcome(&outcome, 0, NULL);
        assert_non_null(strstr(outcome.out, "240 calls on 1 day, between 11:00 and 15:00"));
        assert_non_null(strstr(outcome.out, "arrivals: 60 per hour\n"));
        assert_non_null(strstr(outcome.out, "more regularly than by chance"));
        assert_non_null(strstr(outcome.out, "{every: "));
        outcome_free(&outcome);
        unlink(file.path);
    }
}

/* A night shift: what comes after midnight belongs to the day before. */
static void days_beyond_midnight(void **state)
{
    (void)state;
    static char text[32768];
    size_t used = 0;
    for (int day = 0; day < 6; day++)
        for (int n = 0; n < 90; n++) {
            int t = (18 * 3600 + 300 * n + (n * 7919 + day * 104729) % 300) % 86400;
            used += (size_t)snprintf(text + used, sizeof text - used, "%02d:%02d:%02d\n", t / 3600,
                                     t / 60 % 60, t % 60);
        }
    struct temporary file = file_with(text, ".csv");
    struct outcome outcome = RUN("fit", "--arrivals", file.path);
    assert_outcome(&outcome, 0, NULL);
    assert_non_null(strstr(outcome.out, "540 calls on 6 days (90 a day), between 18:00 and 01:30"));
    outcome_free(&outcome);
    outcome = RUN("fit", "--arrivals", file.path, "--between", "20:00..01:00");
    assert_outcome(&outcome, 0, NULL);
    assert_non_null(strstr(outcome.out, "360 calls on 6 days (60 a day), between 20:00 and 01:00"));
    assert_non_null(strstr(outcome.out, "180 calls outside of that time were left out"));
    outcome_free(&outcome);
    unlink(file.path);
}

/* Seconds since opening: no clock, and a step back is a new day. */
static void durations_since_opening(void **state)
{
    (void)state;
    struct temporary file = file_with("0.5\n20\n41.25\n59\n3\n22\n39\n58.5\n", ".csv");
    struct outcome outcome = RUN("fit", "--arrivals", file.path);
    assert_outcome(&outcome, 0, NULL);
    assert_non_null(strstr(outcome.out, "8 calls on 2 days (4 a day) of 60 s each"));
    assert_non_null(strstr(outcome.out, "arrivals: 240 per hour\n"));
    outcome_free(&outcome);
    outcome = RUN("fit", "--arrivals", file.path, "--unit", "min", "--format", "json");
    assert_outcome(&outcome, 0, NULL);
    json_t *value = json_of(&outcome);
    assert_true(number_of(value, "seconds") == 3541);
    json_decref(value);
    outcome_free(&outcome);
    unlink(file.path);
}

/* The plan and the phrases of the guide's data can be used as they are. */
static void what_is_printed_can_be_used(void **state)
{
    (void)state;
    struct outcome outcome = RUN("fit", "--arrivals", DATA "/calls.csv", "--format", "json");
    assert_outcome(&outcome, 0, NULL);
    json_t *value = json_of(&outcome);
    char setting[512];
    snprintf(setting, sizeof setting, "callers.arrivals=%s",
             json_string_value(json_object_get(value, "arrivals")));
    json_decref(value);
    outcome_free(&outcome);
    outcome = RUN("check", "lunch-rush", "--set", setting);
    assert_outcome(&outcome, 0, NULL);
    outcome_free(&outcome);
    outcome = RUN("fit", DATA "/prep.csv", "--column", "prep", "--format", "json");
    value = json_of(&outcome);
    size_t n;
    const json_t *fit;
    json_array_foreach(json_object_get(value, "fits"), n, fit)
    {
        const char *phrase = json_string_value(json_object_get(fit, "phrase"));
        if (!phrase)
            continue;
        snprintf(setting, sizeof setting, "kitchen.prep=%s", phrase);
        struct outcome check = RUN("check", "lunch-rush", "--set", setting);
        assert_outcome(&check, 0, NULL);
        outcome_free(&check);
    }
    assert_true(n == 16);
    json_decref(value);
    outcome_free(&outcome);
}

static void bad_times(void **state)
{
    (void)state;
    struct temporary file = file_with("11:00\n12:00\nsoon\n2026-01-01T10:00\n25:00\n", ".csv");
    struct outcome outcome = RUN("fit", "--arrivals", file.path);
    assert_outcome(&outcome, 0, "3 lines were left out: no time in them");
    outcome_free(&outcome);
    outcome = RUN("fit", "--arrivals", file.path, "--quiet", "--between", "11..12");
    assert_outcome(&outcome, 2, "--between 11..12: expected two clock times");
    outcome_free(&outcome);
    outcome = RUN("fit", "--arrivals", file.path, "--quiet", "--between", "15:00..16:00");
    assert_outcome(&outcome, 2, "no call came between these times");
    outcome_free(&outcome);
    unlink(file.path);
}

/* The scenario of a log is one that can be checked and run, and says what was assumed. */
static void scenario_of(const char *log, const char *unit)
{
    struct temporary scenario = file_with("", ".yaml");
    struct outcome outcome = RUN("fit", "--access-log", log, "-o", scenario.path);
    assert_outcome(&outcome, 0, NULL);
    outcome_free(&outcome);
    outcome = RUN("check", scenario.path);
    assert_outcome(&outcome, 0, NULL);
    outcome_free(&outcome);
    outcome = RUN("run", scenario.path, "--replications", "10", "--format", "json");
    assert_outcome(&outcome, 0, NULL);
    json_t *value = json_of(&outcome);
    const json_t *variant = json_array_get(json_object_get(value, "variants"), 0);
    const json_t *total = json_object_get(json_object_get(variant, "measures"), "time.total.mean");
    assert_true(fabs(number_of(total, "mean") - 0.0767) < 0.006); /* the log's mean */
    json_decref(value);
    outcome_free(&outcome);
    char text[8192] = "";
    FILE *from = fopen(scenario.path, "r");
    assert_non_null(from);
    assert_true(fread(text, 1, sizeof text - 1, from) > 100);
    fclose(from);
    assert_non_null(strstr(text, unit));
    assert_non_null(strstr(text, "--working-share"));
    assert_non_null(strstr(text, "600 requests"));
    unlink(scenario.path);
}

static void scenarios_of_logs(void **state)
{
    (void)state;
    scenario_of(DATA "/apache.log", "read as microseconds");
    scenario_of(DATA "/nginx.log", "read as seconds");
}

/* A log of requests that took no time, as whole seconds say of most. */
static void requests_without_length(void **state)
{
    (void)state;
    static char text[32768];
    static const char *const times[] = {"0.000", "0", "1"};
    for (size_t t = 0; t < 3; t++) {
        size_t used = 0;
        for (int n = 0; n < 200; n++)
            used += (size_t)snprintf(
                text + used, sizeof text - used,
                "::1 - - [04/May/2026:10:%02d:%02d +0200] \"GET / HTTP/1.1\" 200 8520 %s\n",
                n * 7 / 60, n * 7 % 60, n % 10 || t == 0 ? times[t] : times[1]);
        struct temporary log = file_with(text, ".log"), scenario = file_with("", ".yaml");
        struct outcome outcome = RUN("fit", "--access-log", log.path, "-o", scenario.path);
        assert_outcome(&outcome, 0, NULL);
        outcome_free(&outcome);
        outcome = RUN("check", scenario.path);
        assert_outcome(&outcome, 0, NULL);
        outcome_free(&outcome);
        unlink(log.path);
        unlink(scenario.path);
    }
}

/* A time of millions of years beside real ones: it is no use, and no hang. */
static void a_request_of_ages(void **state)
{
    (void)state;
    struct temporary log = file_with(
        "::1 - - [04/May/2026:10:00:02 +0200] \"GET / HTTP/1.1\" 200 8520 999999999999999\n"
        "::1 - - [04/May/2026:10:00:03 +0200] \"GET / HTTP/1.1\" 200 8520 0.5\n",
        ".log");
    struct outcome outcome = RUN("fit", "--access-log", log.path);
    assert_outcome(&outcome, 0, NULL);
    outcome_free(&outcome);
    unlink(log.path);
}

static void bad_logs(void **state)
{
    (void)state;
    struct temporary plain = file_with(
        "10.0.0.1 - - [04/May/2026:10:00:02 +0200] \"GET / HTTP/1.1\" 200 8520\nrubbish\n", ".log");
    struct outcome outcome = RUN("fit", "--access-log", plain.path);
    assert_outcome(&outcome, 2, "no line has the time that a request took");
    assert_non_null(strstr(outcome.error, "2 lines were left out"));
    assert_non_null(strstr(outcome.error, ":2: rubbish"));
    outcome_free(&outcome);
    outcome = RUN("fit", "--access-log", plain.path, "--working-share", "150 %");
    assert_outcome(&outcome, 2, "expected a share from 0 to 100 %");
    outcome_free(&outcome);
    outcome = RUN("fit", "--access-log", plain.path, "--column", "last");
    assert_outcome(&outcome, 2, "--column last: expected the number of a field");
    outcome_free(&outcome);
    unlink(plain.path);
}

/* A file's text, to be freed. */
static char *text_of(const char *path)
{
    char *text = calloc(1, 1 << 16);
    FILE *from = fopen(path, "r");
    assert_true(text && from);
    assert_true(fread(text, 1, (1 << 16) - 1, from) > 0);
    fclose(from);
    return text;
}

/* The guide's picture is the one that is drawn now, to the last byte. */
static void the_picture_is_up_to_date(void **state)
{
    (void)state;
    struct temporary svg = file_with("", ".svg");
    const struct circumstances project = {.folder = DATA "/../../.."};
    struct outcome outcome = RUN_IN(&project, "fit", "tests/cli/data/prep.csv", "--column", "prep",
                                    "--unit", "min", "-o", svg.path);
    assert_outcome(&outcome, 0, NULL);
    char *drawn = text_of(svg.path), *shown = text_of(DOCS "/images/fit.svg");
    assert_string_equal(drawn, shown);
    free(drawn);
    free(shown);
    outcome_free(&outcome);
    unlink(svg.path);
}

/* What the docs show is what is printed now. */
static void the_guide_is_up_to_date(void **state)
{
    (void)state;
    char *guide = text_of(DOCS "/fit.md");
    const struct circumstances project = {.folder = DATA "/../../.."};
    struct outcome shown[] = {
        RUN_IN(&project, "fit", "tests/cli/data/prep.csv", "--column", "prep", "--unit", "min"),
        RUN_IN(&project, "fit", "--arrivals", "tests/cli/data/calls.csv"),
        RUN_IN(&project, "fit", "--access-log", "tests/cli/data/nginx.log"),
    };
    for (size_t n = 0; n < 3; n++) {
        assert_outcome(&shown[n], 0, NULL);
        if (!strstr(guide, shown[n].out))
            fail_msg("docs/fit.md does not show what is printed now:\n%s", shown[n].out);
        outcome_free(&shown[n]);
    }
    free(guide);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_of_every_shape),
        cmocka_unit_test(the_column_is_found),
        cmocka_unit_test(what_is_left_out_is_said),
        cmocka_unit_test(bad_input),
        cmocka_unit_test(formats_say_the_same),
        cmocka_unit_test(pictures),
        cmocka_unit_test(nothing_fits_offers_the_values),
        cmocka_unit_test(what_was_drawn_is_found),
        cmocka_unit_test(times_of_every_shape),
        cmocka_unit_test(days_beyond_midnight),
        cmocka_unit_test(durations_since_opening),
        cmocka_unit_test(what_is_printed_can_be_used),
        cmocka_unit_test(bad_times),
        cmocka_unit_test(scenarios_of_logs),
        cmocka_unit_test(requests_without_length),
        cmocka_unit_test(a_request_of_ages),
        cmocka_unit_test(bad_logs),
        cmocka_unit_test(the_picture_is_up_to_date),
        cmocka_unit_test(the_guide_is_up_to_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
