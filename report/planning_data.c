/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See planning_data.h. jansson's setters take over what they are given, also when they fail. */
#include "report/planning_data.h"

#include "models/measures.h"
#include "report/csv.h"
#include "report/json.h"

static const char *const standings[] = {
    [STANDING_OPEN] = "undecided",
    [STANDING_MEETS] = "meets",
    [STANDING_FAILS] = "fails",
    [STANDING_BEATEN] = "beaten",
};

static const char *const aims[AIMS] = {
    [AIM_WAGES] = "wages", [AIM_COUNT] = "count", [AIM_MOST] = "most"};

static const char *aim_name(const struct planning *plan)
{
    return plan->aim == AIM_MEASURE
               ? measure_at(plan->measure)->name[planning_scenario(plan)->theme]
               : aims[plan->aim];
}

static void write_point(FILE *to, const struct planning *plan, size_t variant, size_t point)
{
    const struct scenario *scenario = planning_scenario(plan);
    const struct planning_variant *v = &plan->variants[variant];
    const struct candidate *candidate = &v->selection.candidates[point];
    for (size_t r = 0; r < plan->range_count; r++) {
        csv_text(to, plan->ranges[r].values[plan->points[point].at[r]]);
        fputc(',', to);
    }
    csv_text(to, scenario->variants[variant].name);
    fprintf(to, ",%s,", theme_policies[scenario->theme][scenario->variants[variant].world.policy]);
    csv_number(to, planning_cost(plan, variant, point));
    fprintf(to, ",%s,%s,%u", point == v->answer ? "yes" : "no", standings[candidate->standing],
            (unsigned)candidate->taken);
}

static void write_target(FILE *to, const struct planning *plan, size_t variant, size_t point,
                         size_t target)
{
    struct estimate e = planning_estimate(plan, variant, point, target);
    fputc(',', to);
    csv_text(to, plan->targets[target].text);
    fprintf(to, ",%s,", target_unit(&plan->targets[target]));
    csv_number(to, e.mean);
    fputc(',', to);
    csv_number(to, e.half_width);
    fputc(',', to);
    csv_number(to, e.sd);
    fprintf(to, ",%llu\n", (unsigned long long)e.n);
}

void planning_csv_write(FILE *to, const struct planning *plan)
{
    for (size_t r = 0; r < plan->range_count; r++) {
        csv_text(to, plan->ranges[r].key);
        fputc(',', to);
    }
    fprintf(to, "variant,policy,%s,answer,standing,days,target,unit,mean,half_width,sd,n\n",
            aim_name(plan));
    for (size_t v = 0; v < plan->variant_count; v++) {
        for (size_t n = 0; n < plan->point_count; n++) {
            if (!selection_counts(&plan->variants[v].selection, n))
                continue;
            for (size_t t = 0; t < plan->target_count; t++) {
                write_point(to, plan, v, n);
                write_target(to, plan, v, n, t);
            }
            if (plan->target_count == 0) {
                write_point(to, plan, v, n);
                fputs(",,,,,,\n", to);
            }
        }
    }
}

static json_t *values_json(const struct planning *plan, size_t point)
{
    json_t *values = json_object();
    for (size_t r = 0; values && r < plan->range_count; r++) {
        if (json_object_set_new(values, plan->ranges[r].key,
                                json_text(plan->ranges[r].values[plan->points[point].at[r]])) !=
            0) {
            json_decref(values);
            return NULL;
        }
    }
    return values;
}

static json_t *target_json(const struct planning *plan, const struct target *target)
{
    enum theme theme = planning_scenario(plan)->theme;
    bool share = target->of < measure_count();
    return json_pack("{s:o, s:s, s:o, s:b, s:f, s:f, s:s}", "target", json_text(target->text),
                     "measure", measure_at(target->measure)->name[theme], "of",
                     share ? json_text(measure_at(target->of)->name[theme]) : json_null(),
                     "at_least", target->at_least, "value", target->value, "tolerance",
                     target->tolerance, "unit", target_unit(target));
}

static json_t *estimates_json(const struct planning *plan, size_t variant, size_t point)
{
    json_t *list = json_array();
    for (size_t t = 0; list && t < plan->target_count; t++) {
        struct estimate e = planning_estimate(plan, variant, point, t);
        if (json_array_append_new(list, json_estimate(target_unit(&plan->targets[t]), &e)) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

static json_t *candidates_json(const struct planning *plan, size_t variant)
{
    const struct selection *s = &plan->variants[variant].selection;
    json_t *list = json_array();
    for (size_t n = 0; list && n < plan->point_count; n++) {
        if (!selection_counts(s, n))
            continue;
        json_t *candidate = json_pack("{s:o, s:o, s:s, s:I, s:o}", "values", values_json(plan, n),
                                      "cost", json_number(planning_cost(plan, variant, n)),
                                      "standing", standings[s->candidates[n].standing], "days",
                                      (json_int_t)s->candidates[n].taken, "targets",
                                      estimates_json(plan, variant, n));
        if (json_array_append_new(list, candidate) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

static json_t *variant_json(const struct planning *plan, size_t variant)
{
    const struct scenario *scenario = planning_scenario(plan);
    const struct planning_variant *v = &plan->variants[variant];
    bool found = v->answer != SIZE_MAX;
    return json_pack(
        "{s:o, s:s, s:o, s:o, s:b, s:b, s:o}", "name", json_text(scenario->variants[variant].name),
        "policy", theme_policies[scenario->theme][scenario->variants[variant].world.policy],
        "answer", found ? values_json(plan, v->answer) : json_null(), "cost",
        found ? json_number(planning_cost(plan, variant, v->answer)) : json_null(), "doubt",
        v->doubt, "partial", v->partial, "candidates", candidates_json(plan, variant));
}

/* One for each of something; NULL when out of memory. */
static json_t *targets_json(const struct planning *plan)
{
    json_t *list = json_array();
    for (size_t t = 0; list && t < plan->target_count; t++)
        if (json_array_append_new(list, target_json(plan, &plan->targets[t])) != 0) {
            json_decref(list);
            return NULL;
        }
    return list;
}

static json_t *variants_json(const struct planning *plan)
{
    json_t *list = json_array();
    for (size_t v = 0; list && v < plan->variant_count; v++)
        if (json_array_append_new(list, variant_json(plan, v)) != 0) {
            json_decref(list);
            return NULL;
        }
    return list;
}

json_t *planning_json(const struct planning *plan)
{
    const struct scenario *scenario = planning_scenario(plan);
    bool compared = plan->result.scenario && plan->result.replications > 0;
    return json_pack("{s:o, s:s, s:o, s:f, s:b, s:s, s:I, s:I, s:o, s:o, s:o}", "scenario",
                     json_text(scenario->title), "theme", theme_names[scenario->theme], "seed",
                     json_whole(scenario->seed), "probability", 1 - plan->error, "partial",
                     plan->end != RUNS_DONE, "aim", aim_name(plan), "first_days",
                     (json_int_t)plan->first, "at_most", (json_int_t)plan->most, "targets",
                     targets_json(plan), "variants", variants_json(plan), "answers",
                     compared ? json_of_result(&plan->result) : json_null());
}
