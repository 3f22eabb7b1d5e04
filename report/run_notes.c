/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes, one function each. */
#include "report/run_notes.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "models/measures.h"
#include "report/figures.h"
#include "report/grid.h"
#include "report/paragraph.h"
#include "report/run_rows.h"

/* Of a longer list only so many are named. */
#define NAMES_MOST 5

/* Where they go, and whether all of them did. */
struct notes {
    FILE *to;
    const struct result *result;
    const struct style *style;
    bool out_of_memory;
};

__attribute__((format(printf, 3, 4))) static void note(struct notes *notes, enum paint paint,
                                                       const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0) {
        notes->out_of_memory = true;
        return;
    }
    if (paint != PAINT_PLAIN)
        text_paint(notes->to, notes->style, paint);
    text_wrap(notes->to, notes->style, 0, 0, text);
    if (paint != PAINT_PLAIN)
        text_paint(notes->to, notes->style, PAINT_PLAIN);
    free(text);
}

static const char *plus_minus(const struct style *style)
{
    return style->unicode ? "\302\261" : "+-";
}

static const char *name_of(const struct result *result, size_t measure)
{
    return measure_at(measure)->name[result->scenario->theme];
}

/* The measure of a row of the table; measure_count() for a heading. */
static size_t row_measure(size_t row)
{
    return run_rows[row].measure ? measure_find(run_rows[row].measure) : measure_count();
}

static struct figure figure_in_unit(const struct result *result, size_t measure,
                                    const struct estimate *estimate, const struct style *style,
                                    const char **unit)
{
    struct scale scale =
        figure_scale(measure_at(measure)->unit, fabs(estimate->mean), result->scenario->theme,
                     result->scenario->variants[0].world.currency, style->unicode);
    *unit = scale.unit;
    return figure_of(estimate->mean, estimate->half_width, estimate->mean, scale);
}

size_t run_notes_comparisons(const struct result *result)
{
    size_t count = 0;
    for (size_t v = 1; v < result->scenario->variant_count; v++)
        for (size_t row = 0; row < run_row_count; row++)
            count += run_rows[row].measure && result_difference(result, v, row_measure(row)).sd > 0;
    return count;
}

static bool grows(const struct result *result, size_t variant)
{
    return result->steady && result->steady[variant].grows != 0;
}

static bool anything_grows(const struct result *result)
{
    for (size_t v = 0; v < result->scenario->variant_count; v++)
        if (grows(result, v))
            return true;
    return false;
}

static void note_warmup(struct notes *notes)
{
    const struct result *result = notes->result;
    char text[FIGURE_ROOM];
    const struct warmup *warmup = &result->warmup;
    if (!warmup->chosen || (!warmup->settles && anything_grows(result)))
        return; /* what grows without end never settles */
    figure_time(text, sim_seconds(warmup->time), notes->style->unicode);
    if (warmup->settles)
        note(notes, PAINT_PLAIN,
             "Left out at the beginning of each day (warm-up): %s, found by MSER-5 from %u "
             "pilot days.",
             warmup->time > 0 ? text : "nothing", (unsigned)warmup->pilots);
    else
        note(notes, PAINT_WARN,
             "How many are in the house has not settled within half a day (MSER-5, %u pilot "
             "days): %s are left out, which may be too little. Make the hours longer.",
             (unsigned)warmup->pilots, text);
}

static void note_no_steady_state(struct notes *notes, size_t variant)
{
    const struct result *result = notes->result;
    const struct steady *steady = &result->steady[variant];
    char comes[FIGURE_ROOM], most[FIGURE_ROOM];
    enum theme theme = result->scenario->theme;
    const char *come = theme == THEME_KITCHEN ? "call" : "come";
    struct scale pace = figure_scale("1/s", steady->comes / 3600, theme, "", notes->style->unicode);
    figure_rate(comes, steady->comes / 3600, pace);
    figure_rate(most, steady->managed / 3600, pace);
    bool close = strcmp(comes, most) == 0;
    note(notes, PAINT_WARN,
         "%s has no steady state: %s%s%s %s, %s%s can be managed%s, and nobody is turned "
         "away%s. The line grows for as long as one looks; whatever depends on it has no "
         "mean, and none is shown (-).",
         result->scenario->variants[variant].name, steady->loses ? "at least " : "", comes,
         pace.unit, steady->loses ? "get through" : come, close ? "no more" : most,
         close ? "" : pace.unit, close ? "" : " at most", steady->loses ? " after that" : "");
}

/* What is known worst of all variants: its half-width, relative or in itself. */
static double worst(const struct result *result, size_t measure, bool absolute)
{
    double most = 0;
    for (size_t v = 0; v < result->scenario->variant_count; v++) {
        struct estimate estimate = result_estimate(result, v, measure);
        struct controlled controlled;
        if (result_controlled(result, v, measure, false, &controlled))
            estimate = controlled.estimate;
        double here = absolute ? estimate.half_width : estimate_precision(&estimate);
        if (estimate.n > 0)
            most = isnan(here) ? INFINITY : fmax(most, here);
    }
    return most;
}

static void note_precision(struct notes *notes)
{
    const struct result *result = notes->result;
    const struct scenario *scenario = result->scenario;
    size_t measure = scenario->precision_of;
    bool absolute = strcmp(measure_at(measure)->unit, "share") == 0;
    const char *points = absolute ? " (points)" : "";
    if (scenario->precision == 0 || result_partial(result))
        return;
    if (result->precise) {
        note(notes, PAINT_PLAIN, "The asked precision of %g %%%s is reached in %s.",
             100 * scenario->precision, points, name_of(result, measure));
        return;
    }
    char reached[FIGURE_ROOM];
    figure_number(reached, 100 * worst(result, measure, absolute), 2);
    note(notes, PAINT_WARN,
         "The asked precision of %g %%%s is not reached after %u replications: %s is known to "
         "%s %%.",
         100 * scenario->precision, points, (unsigned)result->replications,
         name_of(result, measure), reached);
}

bool run_notes_before(FILE *to, const struct result *result, const struct style *style)
{
    struct notes notes = {.to = to, .result = result, .style = style};
    note_warmup(&notes);
    for (size_t v = 0; v < result->scenario->variant_count; v++)
        if (grows(result, v))
            note_no_steady_state(&notes, v);
    note_precision(&notes);
    return !notes.out_of_memory;
}

static void note_intervals(struct notes *notes)
{
    const struct result *result = notes->result;
    bool differences = result->scenario->variant_count > 1;
    double percent = 100 * result->scenario->confidence;
    note(notes, PAINT_PLAIN,
         "a %s b: the true mean is within b of a, with %g %% confidence; without b: the same "
         "every day.%s",
         plus_minus(notes->style), percent,
         differences ? " Differences are to the first variant, day by day." : "");
    size_t count = run_notes_comparisons(result);
    if (count > 0)
        note(notes, PAINT_PLAIN,
             "? marks a difference that is not established: its interval contains 0. Each "
             "interval is for who reads it alone; ~ marks a difference that is no longer "
             "established when all %zu are read at once (Bonferroni). What is not marked is "
             "established, with %g %% confidence in all of that together.",
             count, percent);
}

/* Names in a list that grows too long are counted. */
struct names {
    char text[512];
    size_t count;
};

static void add_name(struct names *names, const char *name)
{
    size_t length = strlen(names->text);
    if (names->count++ < NAMES_MOST)
        snprintf(names->text + length, sizeof names->text - length, "%s%s", length ? ", " : "",
                 name);
}

static void end_names(struct names *names)
{
    size_t length = strlen(names->text);
    if (names->count > NAMES_MOST)
        snprintf(names->text + length, sizeof names->text - length, " and %zu more",
                 names->count - NAMES_MOST);
}

static void note_skewed(struct notes *notes)
{
    const struct result *result = notes->result;
    struct names names = {.count = 0};
    double most = 0;
    for (size_t row = 0; row < run_row_count; row++) {
        double skewness = 0;
        for (size_t v = 0; run_rows[row].measure && v < result->scenario->variant_count; v++) {
            struct estimate estimate = result_estimate(result, v, row_measure(row));
            if (estimate_skewed(&estimate))
                skewness = fmax(skewness, fabs(estimate.skewness));
        }
        if (skewness > 0)
            add_name(&names, name_of(result, row_measure(row)));
        most = fmax(most, skewness);
    }
    if (names.count == 0)
        return;
    end_names(&names);
    note(notes, PAINT_WARN,
         "Skewed: %s. On a few days %s far from what %s on the others, and from %u days "
         "intervals are then too short: they miss the true mean more often than said. "
         "--replications %llu would do.",
         names.text, names.count > 1 ? "these are" : "this is",
         names.count > 1 ? "they are" : "it is", (unsigned)result->replications,
         (unsigned long long)estimate_replications_for(most));
}

/* A variant's ratios of sums, as far as they would be written otherwise than the means over days.
 */
static void list_pooled(const struct notes *notes, size_t variant, FILE *to)
{
    const struct result *result = notes->result;
    size_t count = 0;
    for (size_t row = 0; row < run_row_count; row++) {
        size_t measure = row_measure(row);
        struct estimate pooled;
        const char *unit;
        if (measure == measure_count() || !result_pooled(result, variant, measure, &pooled))
            continue;
        struct estimate daily = result_estimate(result, variant, measure);
        struct figure one = figure_in_unit(result, measure, &pooled, notes->style, &unit);
        struct figure other = figure_in_unit(result, measure, &daily, notes->style, &unit);
        if (strcmp(one.value, other.value) == 0)
            continue;
        if (count == 0)
            fprintf(to, " %s has", result->scenario->variants[variant].name);
        fprintf(to, "%s %s %s %s %s %s, not %s", count++ ? ";" : "", name_of(result, measure),
                one.value, plus_minus(notes->style), one.half_width, unit, other.value);
    }
    if (count > 0)
        fputc('.', to);
}

static void note_pooled(struct notes *notes)
{
    struct paragraph list;
    if (!paragraph_begin(&list)) {
        notes->out_of_memory = true;
        return;
    }
    for (size_t v = 0; v < notes->result->scenario->variant_count; v++)
        list_pooled(notes, v, list.to);
    char *text = paragraph_text(&list);
    if (!text)
        notes->out_of_memory = true;
    else if (*text)
        note(notes, PAINT_PLAIN,
             "Above, every day counts the same. With all days thrown together, so that busy ones "
             "count for more (ratio of sums):%s",
             text);
    free(text);
}

/* The control that explains most. */
static const char *main_control(const struct result *result, size_t variant,
                                const struct controlled *controlled)
{
    size_t most = 0;
    for (size_t c = 1; c < controlled->used; c++)
        if (controlled->explained[c] > controlled->explained[most])
            most = c;
    return name_of(result, result->controls[variant].measure[most]);
}

/* "79.9 ± 0.2", or the value alone where there is no chance left. */
static void put_interval(struct grid *grid, size_t column, const struct figure *figure,
                         const struct style *style)
{
    bool interval = figure->half_width[0] != '\0';
    grid_put(grid, column, PAINT_PLAIN, "%s%s%s%s%s", figure->value, interval ? " " : "",
             interval ? plus_minus(style) : "", interval ? " " : "", figure->half_width);
}

static void put_controlled(struct grid *grid, const struct result *result, size_t variant,
                           size_t measure, const struct controlled *controlled,
                           const struct style *style)
{
    struct estimate plain = result_estimate(result, variant, measure);
    const char *unit;
    struct figure before = figure_in_unit(result, measure, &plain, style, &unit);
    struct figure after = figure_in_unit(result, measure, &controlled->estimate, style, &unit);
    grid_row(grid);
    grid_put(grid, 0, PAINT_PLAIN, "%s", name_of(result, measure));
    grid_put(grid, 1, PAINT_PLAIN, "%s", unit);
    put_interval(grid, 2, &before, style);
    put_interval(grid, 3, &after, style);
    grid_put(grid, 4, PAINT_PLAIN, "%.0f %%", 100 * controlled->reduction);
    grid_put(grid, 5, PAINT_PLAIN, "%s", main_control(result, variant, controlled));
}

static void note_controls(struct notes *notes, size_t variant)
{
    const struct result *result = notes->result;
    struct grid *grid = calloc(1, sizeof *grid);
    const char *name = result->scenario->variants[variant].name;
    if (!grid) {
        notes->out_of_memory = true;
        return;
    }
    grid->left = 1u << 0 | 1u << 1 | 1u << 5;
    grid_row(grid);
    grid_put(grid, 2, PAINT_HEADING, "as above");
    grid_put(grid, 3, PAINT_HEADING, "corrected");
    grid_put(grid, 4, PAINT_HEADING, "shorter by");
    grid_put(grid, 5, PAINT_HEADING, "mostly through");
    for (size_t row = 0; row < run_row_count; row++) {
        struct controlled controlled;
        size_t measure = row_measure(row);
        if (measure < measure_count() &&
            result_controlled(result, variant, measure, false, &controlled))
            put_controlled(grid, result, variant, measure, &controlled, notes->style);
    }
    if (grid->rows > 1) {
        note(notes, PAINT_PLAIN,
             "Of %s, corrected by how lucky each day is known to have been (control "
             "variates):",
             name);
        grid_write(notes->to, grid, notes->style);
    } else {
        note(notes, PAINT_PLAIN,
             "Control variates help nowhere with %s: how lucky a day was explains nothing of "
             "what is shown.",
             name);
    }
    free(grid);
}

bool run_notes_after(FILE *to, const struct result *result, const struct style *style)
{
    struct notes notes = {.to = to, .result = result, .style = style};
    if (result->replications < 2) {
        note(&notes, PAINT_PLAIN, "One day says nothing about how much days differ: no intervals.");
        return !notes.out_of_memory;
    }
    note_intervals(&notes);
    note_skewed(&notes);
    note_pooled(&notes);
    if (result->controls && result->replications < CONTROLS_REPLICATIONS_LEAST) {
        note(&notes, PAINT_WARN,
             "Nothing is corrected by control variates: with fewer than %d days, what luck "
             "explains is told from chance too badly, and intervals would be too short. "
             "--replications %d would do.",
             CONTROLS_REPLICATIONS_LEAST, CONTROLS_REPLICATIONS_LEAST);
        return !notes.out_of_memory;
    }
    for (size_t v = 0; result->controls && v < result->scenario->variant_count; v++)
        note_controls(&notes, v);
    return !notes.out_of_memory;
}
