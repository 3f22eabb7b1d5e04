/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results as JSON. jansson's setters take over what they are given, also when they fail. */
#include "report/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lab/limits.h"
#include "models/measures.h"
#include "report/text.h"

json_t *json_number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

json_t *json_whole(uint64_t value)
{
    return value <= INT64_MAX ? json_integer((json_int_t)value) : json_real((double)value);
}

json_t *json_text(const char *bytes)
{
    json_t *value = json_string(bytes);
    if (value)
        return value;
    char *clean = NULL;
    size_t length;
    FILE *memory = open_memstream(&clean, &length);
    if (!memory)
        return NULL;
    text_put(memory, bytes);
    value = fclose(memory) == 0 ? json_string(clean) : NULL;
    free(clean);
    return value;
}

json_t *json_estimate(const char *unit, const struct estimate *from)
{
    return json_pack("{s:s, s:o, s:o, s:o, s:o}", "unit", unit, "mean", json_number(from->mean),
                     "half_width", json_number(from->half_width), "sd", json_number(from->sd), "n",
                     json_whole(from->n));
}

/* The mean of all days thrown together, where that is another one. */
static bool add_pooled(json_t *object, const struct result *result, size_t variant, size_t measure)
{
    struct estimate pooled;
    if (!result_pooled(result, variant, measure, &pooled))
        return true;
    return json_object_set_new(object, "pooled",
                               json_pack("{s:o, s:o}", "mean", json_number(pooled.mean),
                                         "half_width", json_number(pooled.half_width))) == 0;
}

/* What control variates make of it, where they help. */
static bool add_controlled(json_t *object, const struct result *result, size_t variant,
                           size_t measure, bool difference)
{
    struct controlled controlled;
    if (!result_controlled(result, variant, measure, difference, &controlled))
        return true;
    json_t *by = json_object();
    for (size_t c = 0; by && c < controlled.used; c++)
        json_object_set_new(
            by, measure_at(result->controls[variant].measure[c])->name[result->scenario->theme],
            json_number(controlled.explained[c]));
    return json_object_set_new(object, "controlled",
                               json_pack("{s:o, s:o, s:o, s:o}", "mean",
                                         json_number(controlled.estimate.mean), "half_width",
                                         json_number(controlled.estimate.half_width), "reduction",
                                         json_number(controlled.reduction), "explained", by)) == 0;
}

/* One measure of a variant, or its difference; NULL when out of memory. */
static json_t *measure_of(const struct result *result, size_t variant, size_t measure,
                          bool difference, size_t comparisons)
{
    struct estimate from = difference ? result_difference(result, variant, measure)
                                      : result_estimate(result, variant, measure);
    json_t *object = json_estimate(measure_at(measure)->unit, &from);
    bool done = object &&
                json_object_set_new(object, "skewness", json_number(from.skewness)) == 0 &&
                add_controlled(object, result, variant, measure, difference);
    if (difference) {
        double together = comparisons
                              ? estimate_together(&from, result->scenario->confidence, comparisons)
                              : from.half_width;
        done =
            done && json_object_set_new(object, "half_width_together", json_number(together)) == 0;
    } else {
        done = done && add_pooled(object, result, variant, measure);
    }
    if (!done) {
        json_decref(object);
        return NULL;
    }
    return object;
}

/* All measures of a variant, or its differences to the first variant. */
static json_t *measures(const struct result *result, size_t variant, bool differences)
{
    size_t comparisons = differences ? result_differences(result) : 0;
    json_t *object = json_object();
    for (size_t n = 0; object && n < measure_count(); n++) {
        const struct measure *measure = measure_at(n);
        if (!result_measures(result, variant, n) || (differences && !result_measures(result, 0, n)))
            continue;
        if (json_object_set_new(object, measure->name[result->scenario->theme],
                                measure_of(result, variant, n, differences, comparisons)) != 0) {
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

static json_t *limits(const struct result *result, size_t variant)
{
    struct limits found;
    limits_of(&found, result, variant);
    json_t *array = json_array();
    for (size_t n = 0; array && n < found.count; n++) {
        const struct limit *limit = &found.list[n];
        const char *name =
            limit->name ? limit->name : resource_names[result->scenario->theme][limit->resource];
        json_t *object = json_pack("{s:o, s:o, s:o, s:o}", "resource", json_text(name), "number",
                                   json_number(limit->number), "kept", json_number(limit->kept),
                                   "per_hour", json_number(limit->per_hour));
        if (json_array_append_new(array, object) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

static json_t *variants(const struct result *result)
{
    const struct scenario *scenario = result->scenario;
    json_t *array = json_array();
    for (size_t v = 0; array && v < scenario->variant_count; v++) {
        const struct variant *variant = &scenario->variants[v];
        json_t *object =
            json_pack("{s:o, s:s, s:o, s:o}", "name", json_text(variant->name), "policy",
                      theme_policies[scenario->theme][variant->world.policy], "measures",
                      measures(result, v, false), "limits", limits(result, v));
        bool asked = result->steady && result->steady[v].asked;
        if ((asked && json_object_set_new(object, "steady_state",
                                          json_boolean(!result->steady[v].grows)) != 0) ||
            json_array_append_new(array, object) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

static json_t *paired(const struct result *result)
{
    const struct scenario *scenario = result->scenario;
    json_t *array = json_array();
    for (size_t v = 1; array && v < scenario->variant_count; v++) {
        json_t *object =
            json_pack("{s:o, s:o, s:o}", "of", json_text(scenario->variants[v].name), "against",
                      json_text(scenario->variants[0].name), "measures", measures(result, v, true));
        if (json_array_append_new(array, object) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

static json_t *warmup(const struct warmup *found)
{
    return json_pack("{s:f, s:b, s:i}", "time", sim_seconds(found->time), "settles", found->settles,
                     "pilots", (int)found->pilots);
}

json_t *json_of_result(const struct result *result)
{
    const struct scenario *scenario = result->scenario;
    json_t *object = json_pack(
        "{s:o, s:s, s:o, s:o, s:f, s:b, s:o, s:o}", "scenario", json_text(scenario->title), "theme",
        theme_names[scenario->theme], "seed", json_whole(scenario->seed), "replications",
        json_whole(result->replications), "confidence", scenario->confidence, "partial",
        result_partial(result), "variants", variants(result), "paired", paired(result));
    bool done = object != NULL;
    if (scenario->precision > 0)
        done = done &&
               json_object_set_new(object, "precision_reached", json_boolean(result->precise)) == 0;
    if (scenario->variant_count > 1)
        done = done && json_object_set_new(object, "differences_together",
                                           json_whole(result_differences(result))) == 0;
    if (result->warmup.chosen)
        done = done && json_object_set_new(object, "warmup", warmup(&result->warmup)) == 0;
    if (!done) {
        json_decref(object);
        return NULL;
    }
    return object;
}

#define NUMBER_ROOM 40

/* Between jansson and a file: where in the text it is. */
struct writer {
    FILE *to;
    char number[NUMBER_ROOM]; /* the one that is being written, so far */
    size_t length;
    bool quoted, escaped;
};

/* The shortest way to write a real number that reads back as the same one. */
static void shortest(char text[NUMBER_ROOM])
{
    double value = strtod(text, NULL);
    for (int digits = 15; digits < 17; digits++) {
        char shorter[NUMBER_ROOM - 2];
        snprintf(shorter, sizeof shorter, "%.*g", digits, value);
        if (strtod(shorter, NULL) == value) {
            bool real = strpbrk(shorter, ".e") != NULL;
            snprintf(text, NUMBER_ROOM, "%s%s", shorter, real ? "" : ".0");
            return;
        }
    }
}

static void end_number(struct writer *writer)
{
    writer->number[writer->length] = '\0';
    if (strpbrk(writer->number, ".e"))
        shortest(writer->number);
    fputs(writer->number, writer->to);
    writer->length = 0;
}

static void write_character(struct writer *writer, char c)
{
    const char *digits = writer->length > 0 ? "0123456789.e+-" : "0123456789-";
    if (!writer->quoted && c != '\0' && strchr(digits, c) &&
        writer->length + 1 < sizeof writer->number) {
        writer->number[writer->length++] = c;
        return;
    }
    if (writer->length > 0)
        end_number(writer);
    if (c == '"' && !writer->escaped)
        writer->quoted = !writer->quoted;
    writer->escaped = c == '\\' && !writer->escaped;
    fputc(c, writer->to);
}

static int write_piece(const char *piece, size_t length, void *writer)
{
    for (size_t n = 0; n < length; n++)
        write_character(writer, piece[n]);
    return 0;
}

/* jansson writes 17 digits, which 0.95 does not need. Pieces never fail, so only memory does. */
bool json_write(FILE *to, const json_t *value)
{
    struct writer writer = {.to = to};
    if (!value || json_dump_callback(value, write_piece, &writer, JSON_INDENT(1)) != 0)
        return false;
    write_character(&writer, '\n');
    return true;
}
