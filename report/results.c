/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See results.h: CSV and JSON. */
#include "report/results.h"

#include <inttypes.h>
#include <stdlib.h>

#include "report/csv.h"
#include "report/json.h"

/* What is at the start of each row of a point: the keys' values and the variant. */
static void write_place(FILE *to, const struct store_contents *contents, size_t point)
{
    const struct store_point *at = &contents->points[point];
    for (size_t n = 0; n < contents->key_count; n++) {
        csv_text(to, at->values[n]);
        fputc(',', to);
    }
    csv_text(to, contents->about.variants[at->variant].name);
}

static void write_keys(FILE *to, const struct store_contents *contents)
{
    for (size_t n = 0; n < contents->key_count; n++) {
        csv_text(to, contents->keys[n]);
        fputc(',', to);
    }
    fputs("variant", to);
}

void results_csv_write(FILE *to, const struct store_contents *contents,
                       const struct results_shown *shown)
{
    write_keys(to, contents);
    fputs(",measure,unit,mean,half_width,sd,n\n", to);
    for (size_t p = 0; p < contents->point_count; p++) {
        for (size_t n = 0; n < shown->count; n++) {
            size_t m = shown->measures[n];
            struct estimate e = store_estimate(contents, p, m);
            if (e.n == 0)
                continue;
            write_place(to, contents, p);
            fputc(',', to);
            csv_text(to, contents->about.measures[m].name);
            fputc(',', to);
            csv_text(to, contents->about.measures[m].unit);
            fputc(',', to);
            csv_number(to, e.mean);
            fputc(',', to);
            csv_number(to, e.half_width);
            fputc(',', to);
            csv_number(to, e.sd);
            fprintf(to, ",%" PRIu64 "\n", e.n);
        }
    }
}

void results_days_header(FILE *to, const struct store_contents *contents,
                         const struct results_shown *shown)
{
    write_keys(to, contents);
    fputs(",replication", to);
    for (size_t n = 0; n < shown->count; n++) {
        fputc(',', to);
        csv_text(to, contents->about.measures[shown->measures[n]].name);
    }
    fputc('\n', to);
}

void results_days_row(FILE *to, const struct store_contents *contents,
                      const struct results_shown *shown, size_t point, uint32_t replication,
                      const double *values)
{
    write_place(to, contents, point);
    fprintf(to, ",%" PRIu32, replication);
    for (size_t n = 0; n < shown->count; n++) {
        fputc(',', to);
        csv_number(to, values[shown->measures[n]]);
    }
    fputc('\n', to);
}

static json_t *json_measures(const struct store_contents *contents,
                             const struct results_shown *shown, size_t point)
{
    json_t *object = json_object();
    for (size_t n = 0; object && n < shown->count; n++) {
        const struct store_measure *measure = &contents->about.measures[shown->measures[n]];
        struct estimate e = store_estimate(contents, point, shown->measures[n]);
        if (e.n > 0 &&
            json_object_set_new(object, measure->name, json_estimate(measure->unit, &e)) != 0) {
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

static json_t *json_settings(const struct store_contents *contents, size_t point)
{
    json_t *object = json_object();
    for (size_t n = 0; object && n < contents->key_count; n++) {
        if (json_object_set_new(object, contents->keys[n],
                                json_text(contents->points[point].values[n])) != 0) {
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

static json_t *json_points(const struct store_contents *contents, const struct results_shown *shown)
{
    json_t *array = json_array();
    for (size_t p = 0; array && p < contents->point_count; p++) {
        const struct store_point *point = &contents->points[p];
        json_t *object =
            json_pack("{s:o, s:o, s:I, s:o}", "variant",
                      json_text(contents->about.variants[point->variant].name), "values",
                      json_settings(contents, p), "replications", (json_int_t)point->days,
                      "measures", json_measures(contents, shown, p));
        if (json_array_append_new(array, object) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

static json_t *json_commands(const struct store_contents *contents)
{
    json_t *array = json_array();
    for (size_t n = 0; array && n < contents->about.command_count; n++) {
        if (json_array_append_new(array, json_text(contents->about.commands[n])) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

json_t *results_json(const struct store_contents *contents, const struct results_shown *shown)
{
    const struct store_about *about = &contents->about;
    return json_pack("{s:o, s:o, s:o, s:o, s:f, s:o, s:o}", "scenario", json_text(about->title),
                     "theme", json_text(about->theme), "seed",
                     json_whole(strtoull(contents->seed, NULL, 10)), "version",
                     json_text(about->version), "confidence", contents->confidence, "commands",
                     json_commands(contents), "points", json_points(contents, shown));
}
