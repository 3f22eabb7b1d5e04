/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See sensitivity_table.h. */
#include "report/sensitivity_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/measures.h"
#include "report/figures.h"
#include "report/grid.h"
#include "report/paragraph.h"
#include "report/sensitivity_chart.h"

/* Rows of a terminal's chart, and of a table: a grid has no more. */
#define CHART_ROWS 10
#define TABLE_ROWS (GRID_ROWS - 1)

enum { NAME, SIZES, LESS, MORE, ELASTICITY };

/* A measure of a variant, and the parameters that change it. */
struct view {
    const struct sensitivity *s;
    const struct style *style;
    size_t variant, measure;
    size_t *order, count;
    struct scale scale;
};

static const char *currency_of(const struct view *view)
{
    return view->s->scenario->variants[view->variant].world.currency;
}

/* The sizes of a parameter, less, now and more, in one unit: "9 | 12 | 15 min". */
static void write_sizes(char *text, size_t room, const struct view *view, size_t parameter)
{
    const struct swing *swing = sensitivity_swing(view->s, view->variant, parameter);
    const double sizes[] = {swing->turn[SIDE_LESS].size, swing->size, swing->turn[SIDE_MORE].size};
    const char *unit = parameter_unit(&view->s->parameters[parameter]);
    struct scale scale = figure_scale(unit, swing->size, view->s->scenario->theme,
                                      currency_of(view), view->style->unicode);
    text[0] = '\0';
    for (size_t n = 0; n < 3; n++) {
        char number[FIGURE_ROOM];
        figure_number(number, sizes[n] * scale.factor, 3);
        size_t length = strlen(text);
        snprintf(text + length, room - length, "%s%s%s%s", n ? " | " : "", number,
                 n == 2 && *scale.unit ? " " : "", n == 2 ? scale.unit : "");
    }
}

static void put_effect(struct grid *grid, const struct view *view, size_t parameter, enum side side)
{
    struct estimate effect =
        sensitivity_effect(view->s, view->variant, parameter, side, view->measure);
    double base = sensitivity_base(view->s, view->variant, view->measure).mean;
    struct figure figure = figure_of(effect.mean, effect.half_width, base, view->scale);
    bool sure = estimate_established(&effect);
    const char *between = view->style->unicode ? " \302\261" : " +-";
    const char *sign = effect.mean > 0 ? "+" : "";
    grid_put(grid, side == SIDE_LESS ? LESS : MORE, sure ? PAINT_PLAIN : PAINT_FAINT, "%s%s%s%s%s",
             sign, figure.value, *figure.half_width ? between : "", figure.half_width,
             isnan(effect.mean) || sure ? "" : " ?");
}

static void put_row(struct grid *grid, const struct view *view, size_t parameter)
{
    char text[GRID_ROOM];
    grid_row(grid);
    snprintf(text, sizeof text, "%.*s", GRID_ROOM - 1, view->s->parameters[parameter].name);
    grid_put(grid, NAME, PAINT_PLAIN, "%s", text);
    write_sizes(text, sizeof text, view, parameter);
    grid_put(grid, SIZES, PAINT_FAINT, "%s", text);
    put_effect(grid, view, parameter, SIDE_LESS);
    put_effect(grid, view, parameter, SIDE_MORE);
    double elasticity = sensitivity_elasticity(view->s, view->variant, parameter, view->measure);
    bool sure = sensitivity_established(view->s, view->variant, parameter, view->measure);
    figure_decimals(text, elasticity, 2);
    if (sure && isfinite(elasticity))
        grid_put(grid, ELASTICITY, PAINT_PLAIN, "%s%s", elasticity > 0 ? "+" : "", text);
}

/* Those with an effect that is established, the strongest first. */
static bool write_figures(FILE *to, const struct view *view)
{
    struct grid *grid = calloc(1, sizeof *grid);
    if (!grid)
        return false;
    double change = 100 * view->s->change;
    grid->left = 1u << NAME;
    grid_row(grid);
    grid_put(grid, NAME, PAINT_FAINT, "parameter");
    grid_put(grid, SIZES, PAINT_FAINT, "less | now | more");
    grid_put(grid, LESS, PAINT_FAINT, "%.4g %% less%s%s", change, *view->scale.unit ? ", " : "",
             view->scale.unit);
    grid_put(grid, MORE, PAINT_FAINT, "%.4g %% more%s%s", change, *view->scale.unit ? ", " : "",
             view->scale.unit);
    grid_put(grid, ELASTICITY, PAINT_FAINT, "%% per %%");
    size_t rows = 0;
    for (size_t n = 0; n < view->count && rows < TABLE_ROWS; n++) {
        if (!sensitivity_established(view->s, view->variant, view->order[n], view->measure))
            continue;
        put_row(grid, view, view->order[n]);
        rows++;
    }
    if (rows > 0)
        grid_write(to, grid, view->style);
    free(grid);
    return true;
}

static bool write_chart(FILE *to, const struct view *view)
{
    struct sensitivity_chart made;
    if (!sensitivity_chart_of(&made, view->s, view->variant, view->measure, CHART_ROWS))
        return false;
    made.chart.note = NULL; /* said once, below */
    bool done = chart_write_text(to, &made.chart, view->style, 0);
    sensitivity_chart_free(&made);
    fputc('\n', to);
    return done;
}

/* A paragraph that lists parameters: "Changes nothing: a, b." Nothing when the list is empty. */
struct list {
    struct paragraph paragraph;
    bool any;
};

static bool list_begin(struct list *list, const char *lead)
{
    *list = (struct list){.any = false};
    if (!paragraph_begin(&list->paragraph))
        return false;
    fprintf(list->paragraph.to, "%s: ", lead);
    return true;
}

static void list_add(struct list *list, const char *before, const char *name, const char *after)
{
    fprintf(list->paragraph.to, "%s%s%s%s", list->any ? ", " : "", before, name, after);
    list->any = true;
}

static bool list_end(struct list *list, FILE *to, const struct style *style)
{
    if (!list->any) {
        paragraph_drop(&list->paragraph);
        return true;
    }
    fputc('.', list->paragraph.to);
    return paragraph_end(&list->paragraph, to, style, 0, 2);
}

static bool say_not_established(FILE *to, const struct view *view)
{
    struct list list;
    if (!list_begin(&list, "No effect that is established"))
        return false;
    for (size_t n = 0; n < view->count; n++)
        if (!sensitivity_established(view->s, view->variant, view->order[n], view->measure))
            list_add(&list, "", view->s->parameters[view->order[n]].name, "");
    return list_end(&list, to, view->style);
}

static bool say_idle(FILE *to, const struct view *view)
{
    struct list list;
    if (!list_begin(&list, "The same on every day, whatever they are"))
        return false;
    for (size_t p = 0; p < view->s->parameter_count; p++)
        if (sensitivity_idle(view->s, view->variant, p, view->measure))
            list_add(&list, "", view->s->parameters[p].name, "");
    return list_end(&list, to, view->style);
}

/* Days on which the measure has no value with a change, or without. */
static bool say_missing(FILE *to, const struct view *view)
{
    static const char *const sides[] = {" less", " more"};
    struct list list;
    char days[40];
    if (!list_begin(&list, "Days left out because there is no value (nothing was delivered)"))
        return false;
    for (size_t p = 0; p < view->s->parameter_count; p++) {
        for (enum side side = 0; side < SIDES; side++) {
            const struct turn *turn = &sensitivity_swing(view->s, view->variant, p)->turn[side];
            uint64_t there =
                turn->why_not ? view->s->replications : turn->difference[view->measure].count;
            if (there == view->s->replications)
                continue;
            snprintf(days, sizeof days, "%s: %llu of %lu", sides[side],
                     (unsigned long long)(view->s->replications - there),
                     (unsigned long)view->s->replications);
            list_add(&list, "", view->s->parameters[p].name, days);
        }
    }
    return list_end(&list, to, view->style);
}

static bool write_view(FILE *to, struct view *view)
{
    const struct sensitivity *s = view->s;
    const struct measure *measure = measure_at(s->measures[view->measure]);
    struct estimate base = sensitivity_base(s, view->variant, view->measure);
    const char *name = s->scenario->variants[view->variant].name;
    view->scale = figure_scale(measure->unit, fabs(base.mean), s->scenario->theme,
                               currency_of(view), view->style->unicode);
    view->count = sensitivity_order(s, view->variant, view->measure, view->order);
    if (view->count > 0 && (!write_chart(to, view) || !write_figures(to, view)))
        return false;
    if (view->count == 0)
        fprintf(to, "%s: nothing changes %s.\n", name, measure->name[s->scenario->theme]);
    bool done = say_not_established(to, view) && say_idle(to, view) && say_missing(to, view);
    fputc('\n', to);
    return done;
}

/* Why a parameter was changed to no side in any variant; NULL: it was. */
static const char *left_out(const struct sensitivity *s, size_t parameter)
{
    const char *why = NULL;
    for (size_t v = 0; v < s->scenario->variant_count; v++) {
        const struct swing *swing = sensitivity_swing(s, v, parameter);
        if (!swing->turn[SIDE_LESS].why_not || !swing->turn[SIDE_MORE].why_not)
            return NULL;
        why = swing->turn[SIDE_LESS].why_not;
    }
    return why;
}

/* What was left out, each reason once: "unlimited: a, b; 0: c". */
static bool say_left_out(FILE *to, const struct sensitivity *s, const struct style *style)
{
    for (size_t first = 0; first < s->parameter_count; first++) {
        const char *why = left_out(s, first);
        bool said = !why;
        for (size_t p = 0; p < first && !said; p++)
            said = left_out(s, p) && strcmp(left_out(s, p), why) == 0;
        if (said)
            continue;
        struct list list;
        char lead[200];
        snprintf(lead, sizeof lead, "Left out (%.150s)", why);
        if (!list_begin(&list, lead))
            return false;
        for (size_t p = first; p < s->parameter_count; p++)
            if (left_out(s, p) && strcmp(left_out(s, p), why) == 0)
                list_add(&list, "", s->parameters[p].name, "");
        if (!list_end(&list, to, style))
            return false;
    }
    return true;
}

/* Why a side was not changed in the first variant in which only the other one was; NULL: none. */
static const char *one_sided(const struct sensitivity *s, size_t parameter, enum side side)
{
    for (size_t v = 0; v < s->scenario->variant_count; v++) {
        const struct swing *swing = sensitivity_swing(s, v, parameter);
        if (swing->turn[side].why_not && !swing->turn[SIDE_MORE - side].why_not)
            return swing->turn[side].why_not;
    }
    return NULL;
}

static bool say_one_sided(FILE *to, const struct sensitivity *s, const struct style *style)
{
    static const char *const sides[] = {"less ", "more "};
    struct list list;
    if (!list_begin(&list, "Not changed to one side"))
        return false;
    for (size_t p = 0; p < s->parameter_count; p++) {
        for (enum side side = 0; side < SIDES; side++) {
            char why[200];
            if (!one_sided(s, p, side))
                continue;
            snprintf(why, sizeof why, " (%.150s)", one_sided(s, p, side));
            list_add(&list, sides[side], s->parameters[p].name, why);
        }
    }
    return list_end(&list, to, style);
}

static void say_how(FILE *to, const struct sensitivity *s, const struct style *style)
{
    char text[500];
    snprintf(text, sizeof text,
             "Each change alone, on the same %u days with the same callers as without it. Read "
             "together are %zu intervals; each is so wide that all of them hold with %.4g %% "
             "confidence (Bonferroni). %% per %%: by how many per cent the measure changes for one "
             "per cent of the parameter (elasticity). ?: not established.",
             (unsigned)s->replications, sensitivity_intervals(s), 100 * s->scenario->confidence);
    text_wrap(to, style, 0, 0, text);
    if (s->replications < 2)
        text_wrap(to, style, 0, 0, "One day says nothing about chance: take more --replications.");
}

bool sensitivity_table_write(FILE *to, const struct sensitivity *s, const struct style *style)
{
    struct view view = {.s = s, .style = style};
    view.order = calloc(s->parameter_count + 1, sizeof *view.order);
    bool done = view.order != NULL;
    for (size_t m = 0; m < s->measure_count; m++) {
        for (size_t v = 0; v < s->scenario->variant_count && done; v++) {
            view.measure = m;
            view.variant = v;
            done = write_view(to, &view);
        }
    }
    free(view.order);
    if (!done || !say_left_out(to, s, style) || !say_one_sided(to, s, style))
        return false;
    say_how(to, s, style);
    return true;
}
