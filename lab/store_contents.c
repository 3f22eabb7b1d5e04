/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A world is kept as its text. What was varied is found by comparing it, line by line, with those
 * of the variants: so whatever varies something need not tell what it does.
 */
#include "lab/store_contents.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab/store_values.h"
#include "lab/world_text.h"
#include "models/phrase.h"

double store_number(const char *value, const char **unit)
{
    size_t length = strlen(value);
    struct phrase_error error;
    double number;
    sim_time time;
    int64_t bytes;
    *unit = "";
    if (phrase_number(value, length, &number, &error))
        return number;
    if (phrase_share(value, length, &number, &error)) {
        *unit = "share";
        return number;
    }
    if (phrase_duration(value, length, &time, &error)) {
        *unit = "s";
        return (double)time / (double)SIM_SECOND;
    }
    if (phrase_rate(value, length, &number, &error)) {
        *unit = "1/s";
        return number;
    }
    if (phrase_size(value, length, &bytes, &error)) {
        *unit = "bytes";
        return (double)bytes;
    }
    return NAN;
}

/* What is compared while reading: the lines of the variants, and of each point. */
struct survey {
    struct store_contents *contents;
    struct store_file *file;
    struct world_lines *variants, *points;
};

static bool fail_memory(struct store_file *file)
{
    return store_file_fail(file, "out of memory");
}

static bool read_variants(struct survey *s)
{
    const struct store_about *about = &s->contents->about;
    s->variants = calloc(about->variant_count, sizeof *s->variants);
    bool done = s->variants != NULL;
    for (size_t n = 0; n < about->variant_count && done; n++)
        done = world_lines_read(&s->variants[n], about->variants[n].world);
    const char *seed = done ? world_lines_find(&s->variants[0], "seed", 0) : NULL;
    s->contents->seed = strdup(seed ? seed : "");
    return (done && s->contents->seed) || fail_memory(s->file);
}

static bool add_point(struct survey *s, sqlite3_stmt *row)
{
    struct store_contents *contents = s->contents;
    size_t count = contents->point_count;
    struct store_point *points = realloc(contents->points, (count + 1) * sizeof *points);
    if (points)
        contents->points = points;
    struct world_lines *lines = realloc(s->points, (count + 1) * sizeof *lines);
    if (lines)
        s->points = lines;
    if (!points || !lines || !world_lines_read(&lines[count], store_file_text(row, 1)))
        return fail_memory(s->file);
    points[count] = (struct store_point){.system = (uint64_t)sqlite3_column_int64(row, 0)};
    contents->point_count++;
    points[count].samples = calloc(contents->about.measure_count, sizeof *points[count].samples);
    return points[count].samples || fail_memory(s->file);
}

static bool read_points(struct survey *s)
{
    sqlite3_stmt *worlds = store_file_prepare(
        s->file, "SELECT number, world FROM system"
                 " WHERE EXISTS(SELECT 1 FROM run WHERE system = number) ORDER BY number");
    if (!worlds)
        return false;
    int result;
    bool done = true;
    while (done && (result = store_file_step(s->file, worlds)) == SQLITE_ROW)
        done = add_point(s, worlds);
    done = done && result == SQLITE_DONE;
    sqlite3_finalize(worlds);
    return done;
}

/* In how many keys a world differs from a variant. */
static size_t distance(const struct world_lines *variant, const struct world_lines *world)
{
    size_t count = 0;
    for (size_t n = 0; n < world->count; n++) {
        const char *value = world_lines_find(variant, world->list[n].key, n);
        count += !value || strcmp(value, world->list[n].value) != 0;
    }
    return count;
}

static size_t nearest_variant(const struct survey *s, size_t point)
{
    size_t nearest = 0, least = SIZE_MAX;
    for (size_t n = 0; n < s->contents->about.variant_count; n++) {
        size_t apart = distance(&s->variants[n], &s->points[point]);
        if (apart < least) {
            least = apart;
            nearest = n;
        }
    }
    return nearest;
}

static bool add_key(struct survey *s, const char *key)
{
    struct store_contents *contents = s->contents;
    for (size_t n = 0; n < contents->key_count; n++)
        if (strcmp(contents->keys[n], key) == 0)
            return true;
    char **keys = realloc(contents->keys, (contents->key_count + 1) * sizeof *keys);
    if (!keys)
        return fail_memory(s->file);
    contents->keys = keys;
    keys[contents->key_count] = strdup(key);
    return keys[contents->key_count++] || fail_memory(s->file);
}

/* Finds each point's variant, and the keys in which points differ from theirs. */
static bool find_keys(struct survey *s)
{
    for (size_t p = 0; p < s->contents->point_count; p++) {
        size_t variant = s->contents->points[p].variant = nearest_variant(s, p);
        const struct world_lines *world = &s->points[p];
        for (size_t n = 0; n < world->count; n++) {
            const char *base = world_lines_find(&s->variants[variant], world->list[n].key, n);
            if ((!base || strcmp(base, world->list[n].value) != 0) &&
                !add_key(s, world->list[n].key))
                return false;
        }
    }
    return true;
}

static bool fill_values(struct survey *s)
{
    struct store_contents *contents = s->contents;
    for (size_t p = 0; p < contents->point_count; p++) {
        struct store_point *point = &contents->points[p];
        const struct world_lines *base = &s->variants[point->variant];
        point->values = calloc(contents->key_count + 1, sizeof *point->values);
        point->changed = calloc(contents->key_count + 1, sizeof *point->changed);
        if (!point->values || !point->changed)
            return fail_memory(s->file);
        for (size_t n = 0; n < contents->key_count; n++) {
            const char *value = world_lines_find(&s->points[p], contents->keys[n], SIZE_MAX);
            const char *own = world_lines_find(base, contents->keys[n], SIZE_MAX);
            point->changed[n] = value && (!own || strcmp(value, own) != 0);
            point->values[n] = strdup(value ? value : "");
            if (!point->values[n])
                return fail_memory(s->file);
        }
    }
    return true;
}

static int compare_values(const char *a, const char *b)
{
    const char *units[2];
    double x = store_number(a, &units[0]), y = store_number(b, &units[1]);
    if (isnan(x) || isnan(y) || strcmp(units[0], units[1]) != 0)
        return strcmp(a, b);
    return (x > y) - (x < y);
}

static int compare_points(const void *left, const void *right, void *context)
{
    const struct store_point *a = left, *b = right;
    const struct store_contents *contents = context;
    if (a->variant != b->variant)
        return a->variant < b->variant ? -1 : 1;
    for (size_t n = 0; n < contents->key_count; n++) {
        int order = compare_values(a->values[n], b->values[n]);
        if (order != 0)
            return order;
    }
    return (a->system > b->system) - (a->system < b->system);
}

/* Adds one replication to its point's samples. */
static void add_day(void *listener, size_t point, uint32_t replication, const double *values)
{
    struct store_contents *contents = listener;
    struct store_point *at = &contents->points[point];
    (void)replication;
    at->days++;
    for (size_t m = 0; m < contents->about.measure_count; m++)
        sample_add(&at->samples[m], values[m]);
}

static bool understand_about(struct survey *s)
{
    struct store_contents *contents = s->contents;
    if (!contents->about.title || contents->about.variant_count == 0)
        return store_file_fail(s->file, "holds nothing yet");
    contents->theme = strcmp(contents->about.theme, theme_names[THEME_KITCHEN]) == 0
                          ? THEME_KITCHEN
                          : THEME_DATACENTER;
    contents->confidence = strtod(contents->about.confidence, NULL);
    return (contents->confidence > 0 && contents->confidence < 1) ||
           store_file_fail(s->file, "is damaged: its confidence is '%s'",
                           contents->about.confidence);
}

static void survey_free(struct survey *s)
{
    for (size_t n = 0; s->variants && n < s->contents->about.variant_count; n++)
        world_lines_free(&s->variants[n]);
    for (size_t n = 0; n < s->contents->point_count; n++)
        world_lines_free(&s->points[n]);
    free(s->variants);
    free(s->points);
}

bool store_contents_read(struct store_contents *contents, struct store_file *file)
{
    *contents = (struct store_contents){0};
    struct survey survey = {.contents = contents, .file = file};
    bool done = store_about_read(&contents->about, file) && understand_about(&survey) &&
                read_variants(&survey) && read_points(&survey) && find_keys(&survey) &&
                fill_values(&survey);
    survey_free(&survey);
    if (done && contents->point_count > 0)
        qsort_r(contents->points, contents->point_count, sizeof *contents->points, compare_points,
                contents);
    done = done && store_each_day(file, contents, add_day, contents);
    if (!done)
        store_contents_free(contents);
    return done;
}

void store_contents_free(struct store_contents *contents)
{
    for (size_t p = 0; p < contents->point_count; p++) {
        struct store_point *point = &contents->points[p];
        for (size_t n = 0; point->values && n < contents->key_count; n++)
            free(point->values[n]);
        free(point->values);
        free(point->changed);
        free(point->samples);
    }
    for (size_t n = 0; n < contents->key_count; n++)
        free(contents->keys[n]);
    free(contents->points);
    free(contents->keys);
    free(contents->seed);
    store_about_free(&contents->about);
    *contents = (struct store_contents){0};
}

struct estimate store_estimate(const struct store_contents *contents, size_t point, size_t measure)
{
    return estimate_of(&contents->points[point].samples[measure], contents->confidence);
}

char *store_changes(const struct store_contents *contents, size_t point)
{
    const struct store_point *at = &contents->points[point];
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    if (!to)
        return NULL;
    const char *separator = "";
    for (size_t n = 0; n < contents->key_count; n++) {
        if (!at->changed[n])
            continue;
        fprintf(to, "%s%s %s", separator, contents->keys[n], at->values[n]);
        separator = ", ";
    }
    if (fclose(to) == 0)
        return text;
    free(text);
    return NULL;
}

/* Calls `day` with one row: a replication and its values. */
static bool
tell_day(struct store_file *file, sqlite3_stmt *row, size_t measures, size_t point, double *values,
         void (*day)(void *listener, size_t point, uint32_t replication, const double *values),
         void *listener)
{
    const unsigned char *bytes = sqlite3_column_blob(row, 1);
    sqlite3_int64 replication = sqlite3_column_int64(row, 0);
    if (!bytes || (size_t)sqlite3_column_bytes(row, 1) != measures * STORE_VALUE ||
        replication < 1 || replication > UINT32_MAX)
        return store_file_fail(file, "is damaged: replication %lld cannot be read",
                               (long long)replication);
    store_values_read(values, bytes, measures);
    day(listener, point, (uint32_t)replication, values);
    return true;
}

bool store_each_day(struct store_file *file, const struct store_contents *contents,
                    void (*day)(void *listener, size_t point, uint32_t replication,
                                const double *values),
                    void *listener)
{
    size_t measures = contents->about.measure_count;
    double *values = calloc(measures + 1, sizeof *values);
    sqlite3_stmt *runs = store_file_prepare(
        file, "SELECT replication, measured FROM run WHERE system = ? ORDER BY replication");
    bool done = runs && (values || fail_memory(file));
    for (size_t p = 0; p < contents->point_count && done; p++) {
        int result = SQLITE_DONE;
        sqlite3_bind_int64(runs, 1, (sqlite3_int64)contents->points[p].system);
        while (done && (result = store_file_step(file, runs)) == SQLITE_ROW)
            done = tell_day(file, runs, measures, p, values, day, listener);
        done = done && result == SQLITE_DONE;
    }
    sqlite3_finalize(runs);
    free(values);
    return done;
}
