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

/* All measures of a variant, or its differences to the first variant. */
static json_t *measures(const struct result *result, size_t variant, bool differences)
{
    json_t *object = json_object();
    for (size_t n = 0; object && n < measure_count(); n++) {
        const struct measure *measure = measure_at(n);
        if (!result_measures(result, variant, n) || (differences && !result_measures(result, 0, n)))
            continue;
        struct estimate from = differences ? result_difference(result, variant, n)
                                           : result_estimate(result, variant, n);
        if (json_object_set_new(object, measure->name[result->scenario->theme],
                                json_estimate(measure->unit, &from)) != 0) {
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
        if (json_array_append_new(array, object) != 0) {
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

json_t *json_of_result(const struct result *result)
{
    const struct scenario *scenario = result->scenario;
    json_t *object = json_pack(
        "{s:o, s:s, s:o, s:o, s:f, s:b, s:o, s:o}", "scenario", json_text(scenario->title), "theme",
        theme_names[scenario->theme], "seed", json_whole(scenario->seed), "replications",
        json_whole(result->replications), "confidence", scenario->confidence, "partial",
        result_partial(result), "variants", variants(result), "paired", paired(result));
    if (object && scenario->precision > 0 &&
        json_object_set_new(object, "precision_reached", json_boolean(result->precise)) != 0) {
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

/* jansson writes 17 digits, which 0.95 does not need. */
bool json_write(FILE *to, const json_t *value)
{
    struct writer writer = {.to = to};
    if (!value || json_dump_callback(value, write_piece, &writer, JSON_INDENT(1)) != 0)
        return false;
    write_character(&writer, '\n');
    return !ferror(to);
}
