/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sensitivity for programs. jansson's setters take over what they are given, also on failure. */
#include "report/sensitivity_data.h"

#include <math.h>

#include "models/measures.h"
#include "report/csv.h"
#include "report/json.h"

static const char *const side_names[SIDES] = {[SIDE_LESS] = "less", [SIDE_MORE] = "more"};

static const struct measure *measure_of(const struct sensitivity *s, size_t measure)
{
    return measure_at(s->measures[measure]);
}

static void csv_numbers(FILE *to, const double *numbers, size_t count)
{
    for (size_t n = 0; n < count; n++) {
        fputc(',', to);
        csv_number(to, numbers[n]);
    }
}

static void csv_side(FILE *to, const struct sensitivity *s, size_t v, size_t m, size_t p,
                     enum side side)
{
    const struct scenario *scenario = s->scenario;
    const struct swing *swing = sensitivity_swing(s, v, p);
    struct estimate effect = sensitivity_effect(s, v, p, side, m);
    csv_text(to, scenario->variants[v].name);
    fprintf(to, ",%s,%s,%s,", theme_policies[scenario->theme][scenario->variants[v].world.policy],
            measure_of(s, m)->name[scenario->theme], measure_of(s, m)->unit);
    csv_text(to, s->parameters[p].name);
    fprintf(to, ",%s,%s", parameter_unit(&s->parameters[p]), side_names[side]);
    csv_numbers(to,
                (const double[]){swing->size, swing->turn[side].size,
                                 sensitivity_base(s, v, m).mean, effect.mean, effect.half_width,
                                 effect.sd},
                6);
    fprintf(to, ",%llu,%s", (unsigned long long)effect.n,
            swing->turn[side].why_not       ? ""
            : estimate_established(&effect) ? "yes"
                                            : "no");
    csv_numbers(to, (const double[]){sensitivity_elasticity(s, v, p, m)}, 1);
    fputc(',', to);
    csv_text(to, swing->turn[side].why_not ? swing->turn[side].why_not : "");
    fputc('\n', to);
}

void sensitivity_csv_write(FILE *to, const struct sensitivity *s)
{
    fputs("variant,policy,measure,unit,parameter,parameter_unit,side,size,size_changed,base,effect,"
          "half_width,sd,n,established,elasticity,left_out\n",
          to);
    for (size_t v = 0; v < s->scenario->variant_count; v++)
        for (size_t m = 0; m < s->measure_count; m++)
            for (size_t p = 0; p < s->parameter_count; p++)
                for (enum side side = 0; side < SIDES; side++)
                    csv_side(to, s, v, m, p, side);
}

static json_t *json_side(const struct sensitivity *s, size_t v, size_t m, size_t p, enum side side)
{
    const struct turn *turn = &sensitivity_swing(s, v, p)->turn[side];
    if (turn->why_not)
        return json_pack("{s:o}", "left_out", json_text(turn->why_not));
    struct estimate effect = sensitivity_effect(s, v, p, side, m);
    return json_pack("{s:o, s:o, s:b}", "size", json_number(turn->size), "effect",
                     json_estimate(measure_of(s, m)->unit, &effect), "established",
                     estimate_established(&effect));
}

static json_t *json_effects(const struct sensitivity *s, size_t v, size_t m)
{
    json_t *array = json_array();
    for (size_t p = 0; array && p < s->parameter_count; p++) {
        json_t *object =
            json_pack("{s:o, s:s, s:o, s:o, s:o, s:o}", "parameter",
                      json_text(s->parameters[p].name), "unit", parameter_unit(&s->parameters[p]),
                      "size", json_number(sensitivity_swing(s, v, p)->size), "elasticity",
                      json_number(sensitivity_elasticity(s, v, p, m)), side_names[SIDE_LESS],
                      json_side(s, v, m, p, SIDE_LESS), side_names[SIDE_MORE],
                      json_side(s, v, m, p, SIDE_MORE));
        if (json_array_append_new(array, object) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

static json_t *json_measures(const struct sensitivity *s, size_t v)
{
    json_t *object = json_object();
    for (size_t m = 0; object && m < s->measure_count; m++) {
        struct estimate base = sensitivity_base(s, v, m);
        json_t *measure =
            json_pack("{s:o, s:o}", "base", json_estimate(measure_of(s, m)->unit, &base), "effects",
                      json_effects(s, v, m));
        if (json_object_set_new(object, measure_of(s, m)->name[s->scenario->theme], measure) != 0) {
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

json_t *sensitivity_json(const struct sensitivity *s)
{
    const struct scenario *scenario = s->scenario;
    json_t *variants = json_array();
    for (size_t v = 0; variants && v < scenario->variant_count; v++) {
        const struct variant *variant = &scenario->variants[v];
        json_t *object = json_pack("{s:o, s:s, s:o}", "name", json_text(variant->name), "policy",
                                   theme_policies[scenario->theme][variant->world.policy],
                                   "measures", json_measures(s, v));
        if (json_array_append_new(variants, object) != 0) {
            json_decref(variants);
            return NULL;
        }
    }
    return json_pack("{s:o, s:s, s:o, s:I, s:f, s:f, s:I, s:b, s:o}", "scenario",
                     json_text(scenario->title), "theme", theme_names[scenario->theme], "seed",
                     json_whole(scenario->seed), "replications", (json_int_t)s->replications,
                     "confidence", scenario->confidence, "change", s->change, "intervals",
                     (json_int_t)sensitivity_intervals(s), "partial", s->end != RUNS_DONE,
                     "variants", variants);
}
