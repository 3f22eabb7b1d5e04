/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See sensitivity_chart.h. */
#include "report/sensitivity_chart.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "models/measures.h"
#include "report/figures.h"

/* What is laid out in `numbers` for each side, one after the other. */
enum { MEAN, LOW, HIGH, COLUMNS };

void sensitivity_chart_free(struct sensitivity_chart *made)
{
    for (size_t n = 0; made->rows && n < made->row_count; n++)
        free(made->rows[n]);
    free(made->rows);
    free(made->numbers);
    free(made->title);
    free(made->note);
    *made = (struct sensitivity_chart){0};
}

/* One side of a parameter: what the measure becomes, with what the change may be off by. */
static void fill_value(struct sensitivity_chart *made, size_t row, enum side side, double base,
                       struct estimate effect)
{
    double *column = made->numbers + side * COLUMNS * made->row_count + row;
    double width = isnan(effect.half_width) ? 0 : effect.half_width;
    column[MEAN * made->row_count] = base + effect.mean;
    column[LOW * made->row_count] = base + effect.mean - width;
    column[HIGH * made->row_count] = base + effect.mean + width;
}

static bool fill_rows(struct sensitivity_chart *made, const struct sensitivity *s, size_t variant,
                      size_t measure, const size_t *order)
{
    made->rows = calloc(made->row_count + 1, sizeof *made->rows);
    made->numbers = calloc(SIDES * COLUMNS * (made->row_count + 1), sizeof *made->numbers);
    if (!made->rows || !made->numbers)
        return false;
    for (size_t row = 0; row < made->row_count; row++) {
        bool sure = sensitivity_established(s, variant, order[row], measure);
        if (asprintf(&made->rows[row], "%s%s", s->parameters[order[row]].name, sure ? "" : " ?") <
            0) {
            made->rows[row] = NULL;
            return false;
        }
        for (enum side side = 0; side < SIDES; side++)
            fill_value(made, row, side, sensitivity_base(s, variant, measure).mean,
                       sensitivity_effect(s, variant, order[row], side, measure));
    }
    return true;
}

static void fill_series(struct sensitivity_chart *made, const struct sensitivity *s)
{
    static const char *const words[] = {"less", "more"};
    size_t count = made->row_count;
    for (enum side side = 0; side < SIDES; side++) {
        const double *column = made->numbers + side * COLUMNS * count;
        snprintf(made->names[side], sizeof made->names[side], "%.4g %% %s", 100 * s->change,
                 words[side]);
        made->series[side] = (struct chart_series){
            .name = made->names[side],
            .count = count,
            .y = column + MEAN * count,
            .low = column + LOW * count,
            .high = column + HIGH * count,
        };
    }
}

static bool fill_texts(struct sensitivity_chart *made, const struct sensitivity *s, size_t variant,
                       size_t measure)
{
    const struct scenario *scenario = s->scenario;
    const struct measure *m = measure_at(s->measures[measure]);
    const char *name = m->name[scenario->theme];
    int titled = asprintf(&made->title, "%s: what matters for %s (%s)", scenario->title, name,
                          scenario->variants[variant].name);
    int noted = asprintf(
        &made->note,
        "%s: %s. What it becomes when one parameter alone is changed, from what it "
        "is (the line). %u days each, the same callers; whiskers: %.4g %% "
        "confidence for all together; ?: no effect that is established.",
        name, m->about[scenario->theme], (unsigned)s->replications, 100 * scenario->confidence);
    made->title = titled < 0 ? NULL : made->title;
    made->note = noted < 0 ? NULL : made->note;
    return made->title && made->note;
}

/* The largest size of what is drawn: it decides the unit of the axis. */
static double largest(const struct sensitivity_chart *made, double base)
{
    double most = fabs(base);
    for (size_t n = 0; n < SIDES * COLUMNS * made->row_count; n++)
        most = fmax(most, fabs(made->numbers[n])); /* leaves out what is no number */
    return most;
}

/* The line at what the measure is without a change. */
static void fill_line(struct sensitivity_chart *made, const struct sensitivity *s, size_t variant,
                      size_t measure)
{
    double base = sensitivity_base(s, variant, measure).mean;
    struct scale scale =
        figure_scale(measure_at(s->measures[measure])->unit, largest(made, base),
                     s->scenario->theme, s->scenario->variants[variant].world.currency, true);
    char value[FIGURE_ROOM];
    figure_number(value, base * scale.factor, 3);
    snprintf(made->line_label, sizeof made->line_label, "as it is: %s %.20s", value, scale.unit);
    made->line = (struct chart_line){.upright = true, .at = base, .label = made->line_label};
}

bool sensitivity_chart_of(struct sensitivity_chart *made, const struct sensitivity *s,
                          size_t variant, size_t measure, size_t most)
{
    const struct scenario *scenario = s->scenario;
    *made = (struct sensitivity_chart){0};
    size_t *order = calloc(s->parameter_count + 1, sizeof *order);
    bool done = order && fill_texts(made, s, variant, measure);
    if (done) {
        size_t count = sensitivity_order(s, variant, measure, order);
        made->row_count = count < most ? count : most;
        done = fill_rows(made, s, variant, measure, order);
    }
    free(order);
    if (!done) {
        sensitivity_chart_free(made);
        return false;
    }
    fill_series(made, s);
    fill_line(made, s, variant, measure);
    made->chart = (struct chart){
        .kind = CHART_TORNADO,
        .title = made->title,
        .about = measure_at(s->measures[measure])->about[scenario->theme],
        .note = made->note,
        .theme = scenario->theme,
        .currency = scenario->variants[variant].world.currency,
        .y = {.unit = measure_at(s->measures[measure])->unit},
        .series_count = SIDES,
        .series = made->series,
        .row_count = made->row_count,
        .rows = (const char *const *)made->rows,
        .line_count = 1,
        .lines = &made->line,
        .base = sensitivity_base(s, variant, measure).mean,
    };
    return true;
}
