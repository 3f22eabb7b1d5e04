/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See sweep_words.h. */
#include "report/sweep_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lab/sweep_law.h"
#include "models/measures.h"
#include "report/figures.h"
#include "report/grid.h"
#include "report/paragraph.h"

/* Contention or coherency below this is none. */
#define NONE 1e-7

static const struct scenario *scenario_of(const struct sweep *sweep)
{
    return &sweep->points[0].scenario;
}

static const char *value_at(const struct sweep *sweep, size_t point)
{
    return sweep->ranges[0].values[point];
}

bool sweep_is_flat(const struct sweep *sweep, size_t measure)
{
    for (size_t n = 0; n < sweep->point_count; n++)
        for (size_t v = 0; v < scenario_of(sweep)->variant_count; v++)
            if (fabs(sweep_estimate(sweep, n, v, measure).mean) > 0)
                return false;
    return true;
}

/* The first point after the best that is established to be worse; SIZE_MAX: none. */
static size_t worse_again(const struct sweep *sweep, size_t variant, size_t measure, size_t best)
{
    for (size_t n = best + 1; n < sweep->point_count; n++)
        if (sweep_worse(sweep, n, variant, measure))
            return n;
    return SIZE_MAX;
}

static bool worse_before(const struct sweep *sweep, size_t variant, size_t measure, size_t best)
{
    for (size_t n = 0; n < best; n++)
        if (sweep_worse(sweep, n, variant, measure))
            return true;
    return false;
}

/* "from 16 on; bends at 12 (knee)" */
static void write_shape(char *text, size_t room, const struct sweep *sweep, size_t variant,
                        size_t measure)
{
    size_t best = sweep_best(sweep, variant, measure);
    size_t enough = sweep_enough(sweep, variant, measure);
    size_t knee = sweep_knee(sweep, variant, measure);
    size_t harms = worse_again(sweep, variant, measure, best);
    bool helps = worse_before(sweep, variant, measure, best);
    if (harms != SIZE_MAX && helps)
        snprintf(text, room, "best at %.24s, worse again from %.24s on", value_at(sweep, best),
                 value_at(sweep, harms));
    else if (harms != SIZE_MAX)
        snprintf(text, room, "the less the better");
    else if (!helps)
        snprintf(text, room, "no difference");
    else if (enough + 1 == sweep->point_count)
        snprintf(text, room, "beyond %.24s, if at all", value_at(sweep, enough));
    else
        snprintf(text, room, "from %.24s on", value_at(sweep, enough));
    size_t length = strlen(text);
    if (helps && harms == SIZE_MAX && knee != SIZE_MAX)
        snprintf(text + length, room - length, "; bends at %.24s (knee)", value_at(sweep, knee));
}

enum { MEASURE, VARIANT, SHAPE };

#define NAME_MOST 22 /* columns */

/* Writes what is in the grid, and empties it: a grid has room for so many rows. */
static void flush_grid(FILE *to, struct grid *grid, const struct style *style)
{
    grid_write(to, grid, style);
    *grid = (struct grid){.left = grid->left};
}

/* Whether all names have room beside what is said of them. */
static bool names_fit(const struct scenario *scenario)
{
    for (size_t v = 0; v < scenario->variant_count; v++)
        if (text_width(scenario->variants[v].name) > NAME_MOST)
            return false;
    return true;
}

/* What a measure shows of each variant, as rows of a grid, or without one as sentences. */
static void say_measure(FILE *to, struct grid *grid, const struct sweep *sweep, size_t measure,
                        const struct style *style)
{
    const struct scenario *scenario = scenario_of(sweep);
    const char *name = measure_at(measure)->name[scenario->theme];
    for (size_t v = 0; v < scenario->variant_count; v++) {
        char shape[GRID_ROOM], text[400];
        if (sweep_twin(sweep, v) != SIZE_MAX || sweep_best(sweep, v, measure) == SIZE_MAX)
            continue;
        write_shape(shape, sizeof shape, sweep, v, measure);
        if (!grid) {
            snprintf(text, sizeof text, "%.40s, %.200s: %s.", name, scenario->variants[v].name,
                     shape);
            text_wrap(to, style, 0, 2, text);
            continue;
        }
        if (grid->rows == GRID_ROWS)
            flush_grid(to, grid, style);
        grid_row(grid);
        grid_put(grid, MEASURE, PAINT_PLAIN, "%.40s", name);
        grid_put(grid, VARIANT, PAINT_FAINT, "%s", scenario->variants[v].name);
        grid_put(grid, SHAPE, PAINT_PLAIN, "%s", shape);
        name = "";
    }
}

static bool say_shapes(FILE *to, const struct sweep *sweep, const struct sweep_shown *shown,
                       const struct style *style)
{
    struct grid *grid = NULL;
    if (names_fit(scenario_of(sweep))) {
        if (!(grid = calloc(1, sizeof *grid)))
            return false;
        grid->left = 1u << MEASURE | 1u << VARIANT | 1u << SHAPE;
    }
    for (size_t i = 0; i < shown->count; i++)
        if (measure_at(shown->measures[i])->better != BETTER_NEITHER &&
            !sweep_is_flat(sweep, shown->measures[i]))
            say_measure(to, grid, sweep, shown->measures[i], style);
    if (grid)
        flush_grid(to, grid, style);
    free(grid);
    return true;
}

/* "an hour" in the kitchen, "a second" in a data center. */
static double rate_of(const struct sweep *sweep, double per_second)
{
    return scenario_of(sweep)->theme == THEME_KITCHEN ? 3600 * per_second : per_second;
}

static const char *rate_words(const struct sweep *sweep)
{
    return scenario_of(sweep)->theme == THEME_KITCHEN ? "an hour" : "a second";
}

/* What was measured, where another one harms. */
static void say_fall(FILE *to, const struct sweep *sweep, size_t variant, const struct style *style)
{
    size_t throughput = measure_find("throughput"), last = sweep->point_count - 1;
    size_t best = sweep_best(sweep, variant, throughput);
    if (best == SIZE_MAX || best == last || !sweep_worse(sweep, last, variant, throughput))
        return;
    struct estimate fall = sweep_difference(sweep, best, last, variant, throughput);
    struct scale scale = {rate_of(sweep, 1), ""};
    double highest = sweep_estimate(sweep, best, variant, throughput).mean;
    struct figure lost = figure_of(fall.mean, fall.half_width, fall.mean, scale);
    char most[FIGURE_ROOM];
    figure_number(most, highest * scale.factor, 3);
    fprintf(to, " Measured: %s %s at %s, the highest; at %s it is %s%s%s less: more do harm.", most,
            rate_words(sweep), value_at(sweep, best), value_at(sweep, last), lost.value,
            !*lost.half_width ? ""
            : style->unicode  ? " \302\261 "
                              : " +- ",
            lost.half_width);
}

/* One that the fit found to be 0 has no error that could be told. */
static void say_parameter(FILE *to, const char *lead, const char *name, double value, double error)
{
    if (value < NONE)
        fprintf(to, "; no %s can be seen", name);
    else
        fprintf(to, "; %s %.2g %% (%s; standard error %.2g %%)", lead, 100 * value, name,
                100 * error);
}

static void say_fit(FILE *to, const struct sweep *sweep, const struct sweep_law *law,
                    size_t variant)
{
    const struct world *world = &scenario_of(sweep)->variants[variant].world;
    bool crowded = world->contention > 0 || world->coherency > 0;
    const struct usl_fit *fit = &law->fit;
    fprintf(to, "one alone manages %.3g %s", rate_of(sweep, fit->lambda), rate_words(sweep));
    say_parameter(to, "each further one slows all down by", "contention", fit->sigma,
                  fit->sigma_se);
    say_parameter(to, "each pair by", "coherency", fit->kappa, fit->kappa_se);
    fputc('.', to);
    if (law->falls)
        fprintf(to, " By it %.3g are best, and with more throughput falls.", fit->peak);
    else if (isfinite(fit->peak) && fit->peak < sweep->ranges[0].numbers[sweep->point_count - 1])
        fputs(" A peak is not established.", to);
    else if (isfinite(fit->peak))
        fprintf(to, " Its peak would be at %.3g, beyond what was tried: do not rely on it.",
                fit->peak);
    else
        fputs(" It has no peak.", to);
    if (!crowded && (fit->sigma > NONE || fit->kappa > NONE))
        fputs(" The scenario has no crowding: what looks like it is whatever else there is to wait "
              "for, and demand that is met.",
              to);
}

/* The law fitted to throughput, if it is one; and if not, that it is none. */
static bool say_law(FILE *to, const struct sweep *sweep, size_t variant, const struct style *style)
{
    struct sweep_law law;
    if (!sweep_law_of(&law, sweep, variant))
        return true;
    struct paragraph text;
    if (!paragraph_begin(&text))
        return false;
    fprintf(text.to, "%s, throughput as a law of scalability (Gunther's USL): ",
            scenario_of(sweep)->variants[variant].name);
    if (law.fits)
        say_fit(text.to, sweep, &law, variant);
    else
        fprintf(text.to,
                "it does not describe this curve (off by up to %.2g %% of the highest, at %s), so "
                "its peak would mean nothing. Limits elsewhere, demand that is met, and waits that "
                "no crowding slows are not in it.",
                100 * law.off, value_at(sweep, law.off_at));
    say_fall(text.to, sweep, variant, style);
    return paragraph_end(&text, to, style, 0, 2);
}

static bool say_twins(FILE *to, const struct sweep *sweep, const struct style *style)
{
    const struct scenario *scenario = scenario_of(sweep);
    for (size_t v = 0; v < scenario->variant_count; v++) {
        size_t twin = sweep_twin(sweep, v);
        char text[300];
        if (twin == SIZE_MAX)
            continue;
        snprintf(text, sizeof text, "%.120s is the same as %.120s here, and not shown again.",
                 scenario->variants[v].name, scenario->variants[twin].name);
        text_wrap(to, style, 0, 2, text);
    }
    return true;
}

bool sweep_words_write(FILE *to, const struct sweep *sweep, const struct sweep_shown *shown,
                       const struct style *style)
{
    if (sweep->range_count > 1 || !range_is_numeric(&sweep->ranges[0]) || sweep->point_count < 2)
        return say_twins(to, sweep, style);
    char heading[200];
    snprintf(heading, sizeof heading, "Where more (%.120s) stops helping", sweep->ranges[0].key);
    text_paint(to, style, PAINT_HEADING);
    fprintf(to, "%s\n", heading);
    text_paint(to, style, PAINT_PLAIN);
    if (!say_shapes(to, sweep, shown, style))
        return false;
    for (size_t v = 0; v < scenario_of(sweep)->variant_count; v++)
        if (sweep_twin(sweep, v) == SIZE_MAX && !say_law(to, sweep, v, style))
            return false;
    return say_twins(to, sweep, style);
}
