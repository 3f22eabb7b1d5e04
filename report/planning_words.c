/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See planning_words.h. */
#include "report/planning_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/measures.h"
#include "report/figures.h"
#include "report/paragraph.h"
#include "report/text.h"

/* So many callers lost for each that calls are worth a word where no target is about them. */
#define LOST_MANY 0.05

static struct scale scale_for(const struct planning *plan, const char *unit, double value,
                              bool unicode)
{
    const struct scenario *scenario = planning_scenario(plan);
    return figure_scale(unit, fabs(value), scenario->theme, scenario->variants[0].world.currency,
                        unicode);
}

static void write_interval(FILE *to, const struct planning *plan, const char *unit,
                           const struct estimate *e, double size, bool unicode)
{
    struct scale scale = scale_for(plan, unit, size, unicode);
    struct figure figure = figure_of(e->mean, e->half_width, size, scale);
    fputs(figure.value, to);
    if (*figure.half_width)
        fprintf(to, TEXT_NO_BREAK "%s" TEXT_NO_BREAK "%s", unicode ? "\302\261" : "+-",
                figure.half_width);
    if (*scale.unit)
        fprintf(to, TEXT_NO_BREAK "%s", scale.unit);
}

void planning_write_interval(FILE *to, const struct planning *plan, const char *unit,
                             const struct estimate *estimate, bool unicode)
{
    if (isnan(estimate->mean))
        fputs("no value", to);
    else
        write_interval(to, plan, unit, estimate, estimate->mean, unicode);
}

/* A value that is known exactly. */
static void write_value(FILE *to, const struct planning *plan, const char *unit, double value,
                        bool unicode)
{
    struct scale scale = scale_for(plan, unit, value, unicode);
    char text[FIGURE_ROOM];
    figure_number(text, value * scale.factor, 3);
    fprintf(to, "%s%s%s", text, *scale.unit ? TEXT_NO_BREAK : "", scale.unit);
}

void planning_write_keys(FILE *to, const struct planning *plan)
{
    for (size_t r = 0; r < plan->range_count; r++)
        fprintf(to, "%s%s", r > 0 ? ", " : "", plan->ranges[r].key);
}

void planning_write_values(FILE *to, const struct planning *plan, size_t point)
{
    for (size_t r = 0; r < plan->range_count; r++)
        fprintf(to, "%s%s", r > 0 ? ", " : "", plan->ranges[r].values[plan->points[point].at[r]]);
}

/* A point as it stands in a sentence: "kitchen.cooks = 46 and ovens.places = 20". */
static void write_point(FILE *to, const struct planning *plan, size_t point)
{
    for (size_t r = 0; r < plan->range_count; r++) {
        bool last = r + 1 == plan->range_count;
        fprintf(to, "%s%s" TEXT_NO_BREAK "=" TEXT_NO_BREAK "%s",
                r == 0 ? ""
                : last ? " and "
                       : ", ",
                plan->ranges[r].key, plan->ranges[r].values[plan->points[point].at[r]]);
    }
}

void planning_write_aim(FILE *to, const struct planning *plan)
{
    const struct scenario *scenario = planning_scenario(plan);
    if (plan->aim == AIM_WAGES)
        fprintf(to, "%s a day", scenario->variants[0].world.currency);
    else if (plan->aim == AIM_MEASURE)
        fputs(measure_at(plan->measure)->name[scenario->theme], to);
    else if (plan->range_count > 1)
        fputs("together", to);
}

static const char *cost_unit(const struct planning *plan)
{
    if (plan->aim == AIM_WAGES)
        return "currency";
    return plan->aim == AIM_MEASURE ? measure_at(plan->measure)->unit : "count";
}

void planning_write_cost(FILE *to, const struct planning *plan, size_t variant, size_t point)
{
    double cost = planning_cost(plan, variant, point);
    char text[FIGURE_ROOM];
    if (plan->aim == AIM_WAGES)
        figure_decimals(text, cost, fabs(cost) < 100 ? 2 : 0);
    else if (plan->aim == AIM_MEASURE)
        figure_number(text, cost * scale_for(plan, cost_unit(plan), cost, true).factor, 4);
    else
        figure_number(text, cost, 6);
    fputs(isnan(cost) ? "-" : text, to);
}

void planning_write_estimate(FILE *to, const struct planning *plan, size_t variant, size_t point,
                             size_t target, bool unicode)
{
    struct estimate e = planning_estimate(plan, variant, point, target);
    planning_write_interval(to, plan, target_unit(&plan->targets[target]), &e, unicode);
}

/* A target by the name of what is measured: "calls.lost of calls.offered". */
static void write_target_name(FILE *to, const struct planning *plan, size_t target)
{
    enum theme theme = planning_scenario(plan)->theme;
    const struct target *t = &plan->targets[target];
    fputs(measure_at(t->measure)->name[theme], to);
    if (t->of < measure_count())
        fprintf(to, " of %s", measure_at(t->of)->name[theme]);
}

/* "misses calls.lost", "misses both" */
static void write_missed(FILE *to, const struct planning *plan, const struct candidate *candidate)
{
    enum theme theme = planning_scenario(plan)->theme;
    size_t missed = 0;
    for (size_t t = 0; t < plan->target_count; t++)
        missed += candidate->gauges[t].verdict == GAUGE_MISSED;
    if (missed > 1 && missed == plan->target_count) {
        fputs(missed == 2 ? "misses both" : "misses all", to);
        return;
    }
    const char *separator = "misses ";
    for (size_t t = 0; t < plan->target_count; t++) {
        if (candidate->gauges[t].verdict != GAUGE_MISSED)
            continue;
        fprintf(to, "%s%s", separator, measure_at(plan->targets[t].measure)->name[theme]);
        separator = ", ";
    }
}

void planning_write_standing(FILE *to, const struct planning *plan, size_t variant, size_t point)
{
    const struct selection *s = &plan->variants[variant].selection;
    const struct candidate *candidate = &s->candidates[point];
    switch (candidate->standing) {
    case STANDING_OPEN:
        fputs("not decided", to);
        break;
    case STANDING_MEETS:
        fputs(point == plan->variants[variant].answer ? "the answer"
              : selection_doubtful(s, point)          ? "not decided"
                                                      : "meets, too",
              to);
        break;
    case STANDING_BEATEN:
        fputs("is no better", to);
        break;
    default:
        if (candidate->valueless)
            fputs("mostly has no value", to);
        else
            write_missed(to, plan, candidate);
    }
}

/* "which costs 3,312 EUR a day (wages and ovens as planned)" */
static void write_price(FILE *to, const struct planning *plan, size_t variant, size_t point)
{
    if (plan->aim == AIM_WAGES)
        fputs(", ", to);
    else if (plan->aim == AIM_MEASURE)
        fprintf(to, ", with %s ", measure_at(plan->measure)->name[planning_scenario(plan)->theme]);
    else
        return;
    planning_write_cost(to, plan, variant, point);
    if (plan->aim == AIM_WAGES)
        fprintf(to, TEXT_NO_BREAK "%s a day for staff and ovens",
                planning_scenario(plan)->variants[0].world.currency);
    else
        fprintf(to, TEXT_NO_BREAK "%s",
                scale_for(plan, cost_unit(plan), planning_cost(plan, variant, point), true).unit);
}

static void write_targets(FILE *to, const struct planning *plan, size_t variant, size_t point,
                          bool missed_only, bool unicode)
{
    const struct candidate *candidate = &plan->variants[variant].selection.candidates[point];
    const char *separator = "";
    for (size_t t = 0; t < plan->target_count; t++) {
        if (missed_only && candidate->gauges[t].verdict != GAUGE_MISSED)
            continue;
        fputs(separator, to);
        write_target_name(to, plan, t);
        fputs(" is ", to);
        planning_write_estimate(to, plan, variant, point, t, unicode);
        separator = " and ";
    }
}

static const char *superlative(const struct planning *plan)
{
    switch (plan->aim) {
    case AIM_WAGES:
        return "cheapest";
    case AIM_MOST:
        return "most";
    case AIM_MEASURE:
        return "best";
    default:
        return "least";
    }
}

static void write_nearest(FILE *to, const struct planning *plan, size_t variant, bool unicode)
{
    const struct planning_variant *v = &plan->variants[variant];
    if (v->nearest == SIZE_MAX)
        return;
    fputs(plan->aim == AIM_WAGES     ? " The next cheaper, "
          : plan->aim == AIM_MOST    ? " The next more, "
          : plan->aim == AIM_MEASURE ? " A better one, "
                                     : " The next less, ",
          to);
    planning_write_values(to, plan, v->nearest);
    fputs(", does not do: ", to);
    if (v->selection.candidates[v->nearest].valueless)
        fputs("on most days there is no value", to);
    else
        write_targets(to, plan, variant, v->nearest, true, unicode);
    fputc('.', to);
}

static void write_doubt(FILE *to, const struct planning *plan, size_t variant)
{
    const struct planning_variant *v = &plan->variants[variant];
    const char *separator = v->answer == SIZE_MAX ? " Perhaps " : " Perhaps better: ";
    size_t named = 0, left = 0;
    for (size_t n = 0; n < plan->point_count; n++) {
        if (!selection_doubtful(&v->selection, n))
            continue;
        if (++named > 4) {
            left++;
            continue;
        }
        fputs(separator, to);
        planning_write_values(to, plan, n);
        separator = "; ";
    }
    if (left > 0)
        fprintf(to, " and %zu more", left);
    fprintf(to,
            ": not decided within %u days, too near the target, or to another, to tell. More days "
            "(--at-most) or a wider tolerance ('within') would decide it.",
            (unsigned)plan->most);
}

static void write_none(FILE *to, const struct planning *plan, size_t variant, bool unicode)
{
    const struct planning_variant *v = &plan->variants[variant];
    const char *all = plan->target_count == 1 ? "the target" : "all targets";
    bool sure = !v->doubt && !v->partial;
    fputs(sure ? "no value will do: none of the " : "none of the ", to);
    fprintf(to, "%zu tried %s %s.", plan->point_count, sure ? "meets" : "is shown to meet", all);
    if (v->nearest == SIZE_MAX)
        return;
    fputs(" Nearest comes ", to);
    write_point(to, plan, v->nearest);
    fputs(": ", to);
    write_targets(to, plan, variant, v->nearest, false, unicode);
    fputc('.', to);
    if (!v->doubt && planning_shortfall(plan, variant, v->nearest) < 1)
        fputs(" That is within the tolerance: on which side of the target it lies, a smaller one "
              "('within' in the target) would tell.",
              to);
}

void planning_write_answer(FILE *to, const struct planning *plan, size_t variant, bool unicode)
{
    const struct planning_variant *v = &plan->variants[variant];
    if (v->partial)
        fprintf(to, "PARTIAL, %s after %llu days; so far: ", runs_end_words[plan->end],
                (unsigned long long)v->days);
    if (v->answer == SIZE_MAX) {
        write_none(to, plan, variant, unicode);
    } else {
        write_point(to, plan, v->answer);
        fprintf(to, " is the %s of %zu that will do", superlative(plan), plan->point_count);
        write_price(to, plan, variant, v->answer);
        fputs(plan->target_count > 0 ? ": " : "", to);
        write_targets(to, plan, variant, v->answer, false, unicode);
        fputc('.', to);
        write_nearest(to, plan, variant, unicode);
    }
    if (v->doubt && !v->partial)
        write_doubt(to, plan, variant);
}

/* Whether some target is about who gets through. */
static bool minds_callers(const struct planning *plan)
{
    static const char *const about[] = {"calls.lost",      "calls.refused",    "calls.abandoned",
                                        "orders.received", "orders.delivered", "throughput",
                                        "money.profit"};
    for (size_t t = 0; t < plan->target_count; t++)
        for (size_t n = 0; n < sizeof about / sizeof *about; n++)
            if (plan->targets[t].measure == measure_find(about[n]))
                return true;
    return false;
}

static void write_lost(FILE *to, const struct planning *plan)
{
    bool first = true;
    if (minds_callers(plan))
        return;
    for (size_t n = 0; n < plan->chosen.variant_count; n++) {
        double part = result_mean(&plan->result, n, "calls.lost") /
                      result_mean(&plan->result, n, "calls.offered");
        if (!(part > LOST_MANY))
            continue;
        fprintf(to,
                first ? "Mind that the target says nothing of callers who are lost: there, %s "
                        "loses %.0f" TEXT_NO_BREAK "%%"
                      : ", %s %.0f" TEXT_NO_BREAK "%%",
                plan->chosen.variants[n].name, 100 * part);
        first = false;
    }
    if (!first)
        fputs(". Another --target 'calls.lost <= 5 % of calls.offered' would see to that.", to);
}

/* The planned difference: "costs 2,160 EUR a day less than Apach' Hut". */
static void write_planned_difference(FILE *to, const struct planning *plan, size_t n)
{
    size_t first = plan->chosen_from[0], other = plan->chosen_from[n];
    double less = planning_cost(plan, first, plan->variants[first].answer) -
                  planning_cost(plan, other, plan->variants[other].answer);
    bool wages = plan->aim == AIM_WAGES;
    char text[FIGURE_ROOM];
    if (less == 0) {
        fprintf(to, " %s the same as ", wages ? "costs" : "needs");
    } else {
        figure_decimals(text, fabs(less), wages && fabs(less) < 100 ? 2 : 0);
        fprintf(to, wages ? " costs %s" TEXT_NO_BREAK "%s a day %s than " : " needs %s%s %s than ",
                text, wages ? planning_scenario(plan)->variants[0].world.currency : "",
                less > 0 ? "less" : "more");
    }
    fputs(plan->chosen.variants[0].name, to);
    if (wages)
        fputs(" for staff and ovens as planned", to);
}

/* What was measured on the same days: " pays out 2,310 +- 40 EUR less". Whether there is any. */
static bool write_measured_difference(FILE *to, const struct planning *plan, size_t n,
                                      const char *measure, const char *what, bool unicode)
{
    struct estimate e = result_difference(&plan->result, n, measure_find(measure));
    if (isnan(e.mean) || (e.mean == 0 && !(e.half_width > 0)))
        return false;
    struct estimate size = e;
    size.mean = fabs(e.mean);
    fprintf(to, " %s ", what);
    write_interval(to, plan, "currency", &size, size.mean, unicode);
    fprintf(to, " %s%s", e.mean < 0 ? "less" : "more",
            estimate_established(&e) ? "" : " (not established)");
    return true;
}

/* One variant against the first: by plan, then as it was measured. */
static void write_difference(FILE *to, const struct planning *plan, size_t n, bool unicode)
{
    const char *name = plan->chosen.variants[n].name;
    bool planned = plan->aim != AIM_MEASURE;
    if (planned) {
        fputs(name, to);
        write_planned_difference(to, plan, n);
        fputs(". ", to);
    }
    struct paragraph measured;
    if (!paragraph_begin(&measured))
        return;
    bool any = write_measured_difference(measured.to, plan, n, "money.cost", "pays out", unicode);
    any = write_measured_difference(measured.to, plan, n, "money.profit",
                                    any ? "and earns" : "earns", unicode) ||
          any;
    char *text = paragraph_text(&measured);
    if (text && any)
        fprintf(to, "%s%s a day%s%s (%u days, the same callers for both). ",
                planned ? "Measured, with overtime and all else, it" : name, text,
                planned ? "" : " than ", planned ? "" : plan->chosen.variants[0].name,
                (unsigned)plan->result.replications);
    free(text);
}

void planning_write_comparison(FILE *to, const struct planning *plan, bool unicode)
{
    if (!plan->result.scenario || plan->result.replications == 0)
        return;
    for (size_t n = 1; n < plan->chosen.variant_count; n++)
        write_difference(to, plan, n, unicode);
    if (plan->target_count > 0)
        write_lost(to, plan);
}

static void write_tolerances(FILE *to, const struct planning *plan, bool unicode)
{
    for (size_t t = 0; t < plan->target_count; t++) {
        fputs(t == 0 ? "" : t + 1 == plan->target_count ? " and " : ", ", to);
        write_value(to, plan, target_unit(&plan->targets[t]), plan->targets[t].tolerance, unicode);
    }
}

void planning_write_certainty(FILE *to, const struct planning *plan, bool unicode)
{
    uint64_t days = 0;
    char text[FIGURE_ROOM];
    for (size_t v = 0; v < plan->variant_count; v++)
        days += plan->variants[v].days;
    figure_number(text, (double)days, 20);
    if (plan->end != RUNS_DONE) {
        fprintf(to, "PARTIAL, %s: nothing can be said of how sure it is. %s days in all.",
                runs_end_words[plan->end], text);
        return;
    }
    fprintf(to, "With a probability of at least %g" TEXT_NO_BREAK "%%, all of this is right%s",
            100 * (1 - plan->error), plan->target_count > 0 ? " to within " : "");
    write_tolerances(to, plan, unicode);
    fputs(plan->target_count > 0
              ? " of the target: no answer misses it by that much, and nothing better among the "
                "values tried keeps it with that much to spare"
              : "",
          to);
    if (plan->aim == AIM_MEASURE) {
        fputs("; what differs by less than ", to);
        const struct selection *s = &plan->variants[0].selection;
        write_value(to, plan, cost_unit(plan), s->indifference, unicode);
        fprintf(to, " in %s counts as the same",
                measure_at(plan->measure)->name[planning_scenario(plan)->theme]);
    }
    fprintf(to,
            ". Procedure: Andrad%sttir and Kim (2010), comparisons as in Kim and Nelson's KN "
            "(2001); at first %u days of each, then one more at a time where it is close; %s days "
            "in all.",
            unicode ? "\303\263" : "o", (unsigned)plan->first, text);
}
