/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Theory for programs. jansson's setters take over what they are given, also when they fail. */
#include "report/theory_data.h"

#include <math.h>

#include "lab/verdict.h"
#include "models/measures.h"
#include "report/csv.h"
#include "report/json.h"

static const char *const demands[] = {
    [DEMAND_MET] = "met",
    [DEMAND_ABOVE_AT_PEAK] = "above_at_peak",
    [DEMAND_TURNED_AWAY] = "turned_away",
    [DEMAND_PILES_UP] = "piles_up",
};

static const char *const certainties[] = {
    [CERTAIN_NOT] = "",
    [CERTAIN_EXACT] = "exact",
    [CERTAIN_ROUGHLY] = "approximate",
    [CERTAIN_AT_MOST] = "at_most",
    [CERTAIN_AT_LEAST] = "at_least",
};

static const char *const verdicts[] = {
    [VERDICT_NONE] = "", [VERDICT_AGREES] = "agrees", [VERDICT_DIFFERS] = "differs"};

static const char *const networks[SATURATED_MODELS] = {
    [SATURATED_BUSY] = "never idle",
    [SATURATED_FINITE] = "M/M/c//N",
    [SATURATED_NETWORK] = "closed network",
    [SATURATED_BLOCKING] = "blocking line",
};

/* One variant of a result, and what theory says of it. */
struct variant_view {
    const struct result *result;
    size_t variant;
    enum theme theme;
    struct theory theory;
    size_t comparisons;
};

static void view(struct variant_view *view, const struct result *result, size_t variant)
{
    view->result = result;
    view->variant = variant;
    view->theme = result->scenario->theme;
    theory_of(&view->theory, &result->scenario->variants[variant].world);
    view->comparisons = verdict_comparisons(&view->theory, result, variant);
}

static const char *verdict_text(const struct variant_view *view,
                                const struct prediction *prediction,
                                const struct estimate *simulated)
{
    return verdicts[verdict_of(prediction, simulated, view->result->scenario->confidence,
                               view->comparisons)];
}

static const char *station_name(const struct variant_view *view, const struct limit *limit)
{
    return limit->name ? limit->name : resource_names[view->theme][limit->resource];
}

/* A text, or null where there is none. */
static json_t *word(const char *text)
{
    return text && text[0] ? json_string(text) : json_null();
}

static json_t *compared(const struct variant_view *view, const char *unit,
                        const struct prediction *prediction, const struct estimate *simulated)
{
    return json_pack("{s:o, s:o, s:o, s:o}", "theory", json_number(prediction->value), "certainty",
                     word(certainties[prediction->certainty]), "simulated",
                     json_estimate(unit, simulated), "verdict",
                     word(verdict_text(view, prediction, simulated)));
}

static json_t *stations(const struct variant_view *view)
{
    json_t *array = json_array();
    for (size_t n = 0; array && n < view->theory.stations; n++) {
        const struct station *station = &view->theory.station[n];
        struct prediction use = prediction_of_use(station);
        struct estimate simulated = simulated_use(view->result, view->variant, station);
        json_t *object = json_pack(
            "{s:o, s:o, s:o, s:o, s:o, s:o}", "resource",
            json_text(station_name(view, &station->limit)), "number",
            json_number(station->limit.number), "kept", json_number(station->limit.kept), "load",
            json_number(station->load), "per_hour", json_number(station->limit.per_hour), "use",
            compared(view, "share", &use, &simulated));
        if (json_array_append_new(array, object) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

static json_t *predictions(const struct variant_view *view)
{
    json_t *object = json_object();
    for (size_t n = 0; object && n < view->theory.count; n++) {
        const struct prediction *prediction = &view->theory.list[n];
        const struct measure *measure = measure_at(measure_find(prediction->measure));
        struct estimate simulated = simulated_measure(view->result, view->variant, prediction);
        if (json_object_set_new(object, measure->name[view->theme],
                                compared(view, measure->unit, prediction, &simulated)) != 0) {
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

static json_t *models(const struct variant_view *view)
{
    json_t *array = json_array();
    for (size_t n = 0; array && n < view->theory.chain.count; n++) {
        const struct stop *stop = &view->theory.chain.stops[n];
        json_t *object = json_pack(
            "{s:s, s:s, s:o, s:o, s:o, s:b}", "resource", resource_names[view->theme][stop->at],
            "model", queue_model_names[stop->model], "servers", json_number(stop->servers), "load",
            json_number(stop->load), "wait", json_number(stop->wait), "exact", stop->exact);
        if (json_array_append_new(array, object) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

static json_t *violated(const struct variant_view *view)
{
    json_t *array = json_array();
    for (int n = 0; array && n < ASSUMPTIONS; n++) {
        if (view->theory.chain.violated & 1u << n &&
            json_array_append_new(array, json_string(assumption_names[n])) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

static json_t *gain(const struct variant_view *view)
{
    const struct gain *gain = &view->theory.gain;
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "works", json_number(gain->works),
                     "waits", json_number(gain->waits), "most", json_number(gain->most), "here",
                     json_number(gain->here), "needed_if_waiting", json_number(gain->waiting_cooks),
                     "needed_if_working", json_number(gain->working_cooks), "next",
                     word(gain->limited ? station_name(view, &gain->next) : NULL), "vanishes",
                     json_number(gain->vanishes));
}

static json_t *variant_json(const struct variant_view *view)
{
    const struct variant *variant = &view->result->scenario->variants[view->variant];
    const struct theory *theory = &view->theory;
    return json_pack(
        "{s:o, s:s, s:s, s:b, s:o, s:o, s:o, s:o, s:o, s:o}", "name", json_text(variant->name),
        "policy", theme_policies[view->theme][variant->world.policy], "demand",
        demands[theory->demand], "exact", theory->exact, "models", models(view), "network",
        word(theory->constant_line ? "constant line" : networks[theory->saturated.model]),
        "assumptions_not_met", violated(view), "stations", stations(view), "measures",
        predictions(view), "gain", gain(view));
}

json_t *theory_json(const struct result *result)
{
    const struct scenario *scenario = result->scenario;
    json_t *variants = json_array();
    for (size_t v = 0; variants && v < scenario->variant_count; v++) {
        struct variant_view seen;
        view(&seen, result, v);
        if (json_array_append_new(variants, variant_json(&seen)) != 0) {
            json_decref(variants);
            variants = NULL;
        }
    }
    return json_pack("{s:o, s:s, s:i, s:f, s:b, s:o}", "scenario", json_text(scenario->title),
                     "theme", theme_names[scenario->theme], "replications",
                     (int)result->replications, "confidence", scenario->confidence, "partial",
                     result_partial(result), "variants", variants);
}

/* What the lines of a variant have in common, and what each is about. */
static void write_line(FILE *to, const struct variant_view *view, const char *about,
                       const char *name, const char *quantity, const char *unit,
                       const struct prediction *prediction, const struct estimate *simulated)
{
    const struct scenario *scenario = view->result->scenario;
    csv_text(to, scenario->variants[view->variant].name);
    fprintf(to, ",%s,", about);
    csv_text(to, name);
    fprintf(to, ",%s,%s,", quantity, unit);
    csv_number(to, prediction->value);
    fprintf(to, ",%s,", certainties[prediction->certainty]);
    if (simulated) {
        csv_number(to, simulated->mean);
        fputc(',', to);
        csv_number(to, simulated->half_width);
        fprintf(to, ",%llu,%s,", (unsigned long long)simulated->n,
                verdict_text(view, prediction, simulated));
    } else {
        fputs(",,,,", to);
    }
    csv_text(to, scenario->title);
    fputc('\n', to);
}

/* A number that follows from the scenario alone. */
static void write_given(FILE *to, const struct variant_view *view, const char *about,
                        const char *name, const char *quantity, const char *unit, double value)
{
    const struct prediction given = {.value = value, .certainty = CERTAIN_EXACT};
    if (isfinite(value))
        write_line(to, view, about, name, quantity, unit, &given, NULL);
}

static void write_station(FILE *to, const struct variant_view *view, const struct station *station)
{
    const char *name = station_name(view, &station->limit);
    struct prediction use = prediction_of_use(station);
    struct estimate simulated = simulated_use(view->result, view->variant, station);
    write_given(to, view, "station", name, "number", "count", station->limit.number);
    write_given(to, view, "station", name, "kept", "s", station->limit.kept);
    write_given(to, view, "station", name, "load", "count", station->load);
    write_given(to, view, "station", name, "per_hour", "1/h", station->limit.per_hour);
    write_line(to, view, "station", name, "use", "share", &use, &simulated);
}

static void write_gain(FILE *to, const struct variant_view *view)
{
    const struct gain *gain = &view->theory.gain;
    write_given(to, view, "gain", "", "works", "s", gain->works);
    write_given(to, view, "gain", "", "waits", "s", gain->waits);
    write_given(to, view, "gain", "", "most", "ratio", gain->most);
    write_given(to, view, "gain", "", "here", "ratio", gain->here);
    write_given(to, view, "gain", "", "needed_if_waiting", "count", gain->waiting_cooks);
    write_given(to, view, "gain", "", "needed_if_working", "count", gain->working_cooks);
    write_given(to, view, "gain", "", "vanishes", "count", gain->vanishes);
}

void theory_csv_write(FILE *to, const struct result *result)
{
    fputs("variant,about,name,quantity,unit,theory,certainty,simulated,half_width,n,verdict,"
          "scenario\n",
          to);
    for (size_t v = 0; v < result->scenario->variant_count; v++) {
        struct variant_view seen;
        view(&seen, result, v);
        for (size_t n = 0; n < seen.theory.stations; n++)
            write_station(to, &seen, &seen.theory.station[n]);
        for (size_t n = 0; n < seen.theory.count; n++) {
            const struct prediction *prediction = &seen.theory.list[n];
            const struct measure *measure = measure_at(measure_find(prediction->measure));
            struct estimate simulated = simulated_measure(result, v, prediction);
            write_line(to, &seen, "measure", measure->name[seen.theme], "", measure->unit,
                       prediction, &simulated);
        }
        write_gain(to, &seen);
    }
}
