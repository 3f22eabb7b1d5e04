/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table shows what the answer was decided among: the dearest that were tried. Those far below
 * are only counted; the files for programs have all.
 */
#include "report/planning_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/measures.h"
#include "report/figures.h"
#include "report/grid.h"
#include "report/paragraph.h"
#include "report/planning_chart.h"
#include "report/planning_words.h"

/* Rows of a table, and columns for targets. */
enum { ROWS = 14, TARGETS = 4 };

enum { CHART_LINES_HIGH = 16 };

struct page {
    FILE *to;
    const struct planning *plan;
    const struct style *style;
    size_t variant, point, target; /* that is being told about */
};

/* What writes a paragraph of a page. */
typedef void (*teller)(FILE *to, const struct page *page);

/* The text that it writes, to be freed; NULL when out of memory. */
static char *told(const struct page *page, teller tell)
{
    struct paragraph paragraph;
    if (!paragraph_begin(&paragraph))
        return NULL;
    tell(paragraph.to, page);
    return paragraph_text(&paragraph);
}

static bool write_paragraph(const struct page *page, const char *heading, teller tell)
{
    char *text = told(page, tell);
    if (!text)
        return false;
    if (*heading && *text) {
        text_paint(page->to, page->style, PAINT_HEADING);
        text_put(page->to, heading);
        text_paint(page->to, page->style, PAINT_PLAIN);
        fputs(": ", page->to);
    }
    if (*text)
        text_wrap(page->to, page->style, *heading ? text_width(heading) + 2 : 0, *heading ? 2 : 0,
                  text);
    free(text);
    return true;
}

static void tell_answer(FILE *to, const struct page *page)
{
    planning_write_answer(to, page->plan, page->variant, page->style->unicode);
}

static void tell_remedies(FILE *to, const struct page *page)
{
    planning_write_remedies(to, page->plan, page->variant, page->style->unicode);
}

static void tell_comparison(FILE *to, const struct page *page)
{
    planning_write_comparison(to, page->plan, page->style->unicode);
}

static void tell_certainty(FILE *to, const struct page *page)
{
    planning_write_certainty(to, page->plan, page->style->unicode);
}

/* Points in the order of what they cost. */
struct row {
    size_t point;
    double cost, nearness;
};

static int by_cost(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    if (x->cost != y->cost)
        return x->cost < y->cost ? -1 : 1;
    return (x->point > y->point) - (x->point < y->point);
}

static int by_nearness(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    if (x->nearness != y->nearness)
        return x->nearness < y->nearness ? -1 : 1;
    return (x->point > y->point) - (x->point < y->point);
}

/* How interesting a point is: the answer first, what is not decided, then who comes near. */
static double nearness(const struct page *page, size_t point)
{
    const struct planning *plan = page->plan;
    const struct planning_variant *v = &plan->variants[page->variant];
    if (point == v->answer)
        return -INFINITY;
    if (point == v->nearest || selection_doubtful(&v->selection, point))
        return -1e9;
    double cost = selection_cost(&v->selection, point);
    if (v->answer != SIZE_MAX && !isnan(cost))
        return fabs(cost - selection_cost(&v->selection, v->answer));
    return planning_shortfall(plan, page->variant, point);
}

static size_t list_rows(const struct page *page, struct row *rows)
{
    const struct selection *s = &page->plan->variants[page->variant].selection;
    size_t count = 0;
    for (size_t n = 0; n < page->plan->point_count; n++)
        if (selection_counts(s, n))
            rows[count++] = (struct row){n, selection_cost(s, n), nearness(page, n)};
    return count;
}

/* A cell of what a writer of words writes. */
static bool put_told(struct grid *grid, size_t column, enum paint paint, const struct page *page,
                     teller tell)
{
    char *text = told(page, tell);
    if (!text)
        return false;
    grid_put(grid, column, paint, "%s", text);
    free(text);
    return true;
}

static void tell_keys(FILE *to, const struct page *page)
{
    planning_write_keys(to, page->plan);
}

static void tell_aim(FILE *to, const struct page *page)
{
    planning_write_aim(to, page->plan);
}

static void tell_values(FILE *to, const struct page *page)
{
    planning_write_values(to, page->plan, page->point);
}

static void tell_cost(FILE *to, const struct page *page)
{
    planning_write_cost(to, page->plan, page->variant, page->point);
}

static void tell_target(FILE *to, const struct page *page)
{
    planning_write_estimate(to, page->plan, page->variant, page->point, page->target,
                            page->style->unicode);
}

static void tell_standing(FILE *to, const struct page *page)
{
    planning_write_standing(to, page->plan, page->variant, page->point);
}

/* Whether the cost says more than the values. */
static bool is_priced(const struct planning *plan)
{
    return plan->aim == AIM_WAGES || plan->aim == AIM_MEASURE || plan->range_count > 1;
}

static bool put_head(struct grid *grid, const struct page *page)
{
    const struct planning *plan = page->plan;
    grid_row(grid);
    bool done = put_told(grid, 0, PAINT_FAINT, page, tell_keys);
    if (is_priced(plan))
        done = put_told(grid, 1, PAINT_FAINT, page, tell_aim) && done;
    for (size_t t = 0; t < plan->target_count && t < TARGETS; t++)
        grid_put(grid, 2 + t, PAINT_FAINT, "%s",
                 measure_at(plan->targets[t].measure)->name[planning_scenario(plan)->theme]);
    grid_put(grid, 2 + TARGETS, PAINT_FAINT, "days");
    return done;
}

static enum paint paint_of(const struct page *page)
{
    const struct selection *s = &page->plan->variants[page->variant].selection;
    if (selection_doubtful(s, page->point))
        return PAINT_WARN;
    return s->candidates[page->point].standing == STANDING_MEETS ? PAINT_GOOD : PAINT_PLAIN;
}

static bool put_row(struct grid *grid, struct page *page)
{
    const struct planning *plan = page->plan;
    const struct selection *s = &plan->variants[page->variant].selection;
    grid_row(grid);
    bool done = put_told(grid, 0, PAINT_PLAIN, page, tell_values);
    if (is_priced(plan))
        done = put_told(grid, 1, PAINT_PLAIN, page, tell_cost) && done;
    for (page->target = 0; page->target < plan->target_count && page->target < TARGETS;
         page->target++)
        done = put_told(grid, 2 + page->target, PAINT_PLAIN, page, tell_target) && done;
    grid_put(grid, 2 + TARGETS, PAINT_PLAIN, "%u", (unsigned)s->candidates[page->point].taken);
    return put_told(grid, 3 + TARGETS, paint_of(page), page, tell_standing) && done;
}

/* The grid does not fit a window's stack comfortably, nor need it. */
static bool write_rows(struct page *page, struct row *rows, size_t count)
{
    size_t shown = count < ROWS ? count : ROWS;
    struct grid *grid = calloc(1, sizeof *grid);
    if (!grid)
        return false;
    grid->left = 1u << (3 + TARGETS);
    qsort(rows, count, sizeof *rows, by_nearness);
    qsort(rows, shown, sizeof *rows, by_cost);
    bool done = put_head(grid, page);
    for (size_t n = 0; n < shown; n++) {
        page->point = rows[n].point;
        done = put_row(grid, page) && done;
    }
    grid_write(page->to, grid, page->style);
    free(grid);
    return done;
}

static void write_others(const struct page *page, size_t count)
{
    char text[160];
    size_t left_out = count > ROWS ? count - ROWS : 0, untried = page->plan->point_count - count;
    if (left_out == 0 && untried == 0)
        return;
    snprintf(text, sizeof text, "%zu %s tried", count, count == 1 ? "was" : "were");
    if (left_out > 0)
        snprintf(text + strlen(text), sizeof text - strlen(text), ", of which %d are shown", ROWS);
    if (untried > 0 && !page->plan->variants[page->variant].partial)
        snprintf(text + strlen(text), sizeof text - strlen(text),
                 "; the other %zu cost more and did not need to be", untried);
    strncat(text, ".", sizeof text - strlen(text) - 1);
    text_paint(page->to, page->style, PAINT_FAINT);
    text_wrap(page->to, page->style, 0, 0, text);
    text_paint(page->to, page->style, PAINT_PLAIN);
}

/* The picture of the first target: of all variants, or of one. */
static bool write_picture(const struct page *page)
{
    struct planning_chart made;
    if (page->plan->target_count == 0)
        return true;
    if (!planning_chart_make(&made, page->plan, 0, page->variant))
        return false;
    fputc('\n', page->to);
    bool done = chart_write_text(page->to, &made.chart, page->style,
                                 made.chart.kind == CHART_LINES ? CHART_LINES_HIGH : 0);
    planning_chart_free(&made);
    return done;
}

static bool write_variant(struct page *page)
{
    const struct scenario *scenario = planning_scenario(page->plan);
    struct row *rows = calloc(page->plan->point_count, sizeof *rows);
    if (!rows)
        return false;
    size_t count = list_rows(page, rows);
    fputc('\n', page->to);
    bool done = write_paragraph(page, scenario->variants[page->variant].name, tell_answer);
    done = write_paragraph(page, "", tell_remedies) && done;
    if (!planning_chart_of_all(page->plan))
        done = write_picture(page) && done;
    fputc('\n', page->to);
    done = write_rows(page, rows, count) && done;
    write_others(page, count);
    free(rows);
    return done;
}

static void write_title(const struct page *page)
{
    const struct planning *plan = page->plan;
    FILE *to = page->to;
    text_paint(to, page->style, PAINT_HEADING);
    text_put(to, planning_scenario(plan)->title);
    text_paint(to, page->style, PAINT_PLAIN);
    fputs(plan->target_count > 0 ? ": what it takes to keep " : ": the best ", to);
    if (plan->target_count == 0)
        fputs(measure_at(plan->measure)->name[planning_scenario(plan)->theme], to);
    for (size_t t = 0; t < plan->target_count; t++) {
        fputs(t == 0 ? "" : t + 1 == plan->target_count ? " and " : ", ", to);
        text_put(to, plan->targets[t].text);
    }
    fputc('\n', to);
}

bool planning_table_write(FILE *to, const struct planning *plan, const struct style *style)
{
    struct page page = {.to = to, .plan = plan, .style = style};
    bool done = true;
    write_title(&page);
    if (planning_chart_of_all(plan))
        done = write_picture(&page);
    for (page.variant = 0; page.variant < plan->variant_count; page.variant++)
        done = write_variant(&page) && done;
    fputc('\n', to);
    done = write_paragraph(&page, "", tell_comparison) && done;
    return write_paragraph(&page, "", tell_certainty) && done;
}
