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

/* A whole number; as a real where JSON libraries have no integers of that size. */
static json_t *whole(uint64_t value)
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
                     whole(from->n));
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
        theme_names[scenario->theme], "seed", whole(scenario->seed), "replications",
        whole(result->replications), "confidence", scenario->confidence, "partial",
        result_partial(result), "variants", variants(result), "paired", paired(result));
    if (object && scenario->precision > 0 &&
        json_object_set_new(object, "precision_reached", json_boolean(result->precise)) != 0) {
        json_decref(object);
        return NULL;
    }
    return object;
}

bool json_write(FILE *to, const json_t *value)
{
    if (!value)
        return false;
    return json_dumpf(value, to, JSON_INDENT(1) | JSON_REAL_PRECISION(0)) == 0 &&
           fputc('\n', to) != EOF;
}
