/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For each variant: whether what is there manages what comes, the stations, the whole, which
 * formulas were used, and what would be gained if no cook waited.
 */
#include "report/theory_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lab/verdict.h"
#include "models/measures.h"
#include "report/figures.h"
#include "report/grid.h"
#include "report/paragraph.h"
#include "report/theory_words.h"

/* One variant and how it is shown. */
struct page {
    FILE *to;
    const struct result *result;
    size_t variant;
    const struct theory *theory;
    const struct style *style;
    enum theme theme;
    size_t comparisons, differing;
};

static const char *sign_of(enum certainty certainty, bool unicode)
{
    switch (certainty) {
    case CERTAIN_ROUGHLY:
        return unicode ? "\342\211\210 " : "~ ";
    case CERTAIN_AT_MOST:
        return unicode ? "\342\211\244 " : "<= ";
    case CERTAIN_AT_LEAST:
        return unicode ? "\342\211\245 " : ">= ";
    default:
        return "";
    }
}

static void put_theory(struct grid *grid, size_t column, const struct page *page,
                       const struct prediction *prediction, struct scale scale)
{
    bool unknown = prediction->certainty == CERTAIN_NOT;
    struct figure figure = figure_of(unknown ? NAN : prediction->value, NAN, NAN, scale);
    grid_put(grid, column, PAINT_PLAIN, "%s%s",
             sign_of(prediction->certainty, page->style->unicode), figure.value);
}

static void put_simulated(struct grid *grid, size_t column, const struct page *page,
                          const struct estimate *estimate, struct scale scale)
{
    struct figure figure = figure_of(estimate->mean, estimate->half_width, estimate->mean, scale);
    const char *sign = page->style->unicode ? "\302\261" : "+-";
    if (figure.half_width[0])
        grid_put(grid, column, PAINT_PLAIN, "%s %s %s", figure.value, sign, figure.half_width);
    else
        grid_put(grid, column, PAINT_PLAIN, "%s", figure.value);
}

/* How far theory is off, as part of what is simulated. */
static void put_verdict(struct grid *grid, size_t column, struct page *page,
                        const struct prediction *prediction, const struct estimate *simulated)
{
    enum verdict verdict =
        verdict_of(prediction, simulated, page->result->scenario->confidence, page->comparisons);
    bool bound =
        prediction->certainty == CERTAIN_AT_MOST || prediction->certainty == CERTAIN_AT_LEAST;
    char text[FIGURE_ROOM];
    if (verdict == VERDICT_AGREES)
        grid_put(grid, column, PAINT_GOOD, bound ? "holds" : "agrees");
    if (verdict != VERDICT_DIFFERS)
        return;
    figure_number(text, 100 * fabs(prediction->value / simulated->mean - 1), 2);
    grid_put(grid, column, PAINT_WARN, "off %s %%", text);
    page->differing++;
}

static void write_stations(struct page *page)
{
    static const char *const heads[][7] = {
        {"", "", "kept by", "needed", "manage", "in use", ""},
        {"Stations", "number", "an order", "(load)", "", "theory", "simulated %"}};
    const struct theory *theory = page->theory;
    bool unicode = page->style->unicode;
    struct scale pace = figure_scale("1/s", theory->load.rate, page->theme, "", unicode);
    struct scale percent = {100, "%"};
    struct grid grid = {.left = 1 | 1u << 7};
    for (int line = 0; line < 2; line++) {
        grid_row(&grid);
        for (size_t c = 0; c < 7; c++)
            grid_put(&grid, c, c == 0 ? PAINT_HEADING : PAINT_FAINT, "%s", heads[line][c]);
    }
    grid_put(&grid, 4, PAINT_FAINT, "%s", pace.unit);
    for (size_t n = 0; n < theory->stations; n++) {
        const struct station *station = &theory->station[n];
        struct prediction use = prediction_of_use(station);
        struct estimate simulated = simulated_use(page->result, page->variant, station);
        char text[FIGURE_ROOM];
        grid_row(&grid);
        grid_put(&grid, 0, PAINT_PLAIN, "%.30s", theory_resource(&station->limit, page->theme));
        figure_number(text, station->limit.number, 3);
        grid_put(&grid, 1, PAINT_PLAIN, "%s%s", station->limit.crowded ? "best " : "", text);
        if (station->limit.kept > 0) {
            figure_time(text, station->limit.kept, unicode);
            grid_put(&grid, 2, PAINT_PLAIN, "%s", text);
            figure_number(text, station->load, 3);
            grid_put(&grid, 3, PAINT_PLAIN, "%s", text);
        }
        figure_number(text, station->limit.per_hour / 3600 * pace.factor, 3);
        grid_put(&grid, 4, PAINT_PLAIN, "%s", text);
        put_theory(&grid, 5, page, &use, percent);
        put_simulated(&grid, 6, page, &simulated, percent);
        put_verdict(&grid, 7, page, &use, &simulated);
    }
    grid_write(page->to, &grid, page->style);
}

/* All lengths of time are in one unit, that of the longest. */
static struct scale scale_of(const struct page *page, const struct prediction *prediction,
                             const struct estimate *simulated)
{
    const char *unit = measure_at(measure_find(prediction->measure))->unit;
    double largest = fmax(prediction->value, isfinite(simulated->mean) ? simulated->mean : 0);
    for (size_t n = 0; strcmp(unit, "s") == 0 && n < page->theory->count; n++) {
        const struct prediction *other = &page->theory->list[n];
        if (strcmp(measure_at(measure_find(other->measure))->unit, unit) == 0)
            largest = fmax(largest, other->value);
    }
    return figure_scale(unit, largest, page->theme, "", page->style->unicode);
}

static void write_whole(struct page *page)
{
    const struct theory *theory = page->theory;
    struct grid grid = {.left = 1 | 1u << 1 | 1u << 4};
    grid_row(&grid);
    grid_put(&grid, 0, PAINT_HEADING, "The whole");
    grid_put(&grid, 2, PAINT_FAINT, "theory");
    grid_put(&grid, 3, PAINT_FAINT, "simulated");
    for (size_t n = 0; n < theory->count; n++) {
        const struct prediction *prediction = &theory->list[n];
        struct estimate simulated = simulated_measure(page->result, page->variant, prediction);
        struct scale scale = scale_of(page, prediction, &simulated);
        grid_row(&grid);
        grid_put(&grid, 0, PAINT_PLAIN, "%s", theory_measure(prediction->measure, page->theme));
        grid_put(&grid, 1, PAINT_PLAIN, "%s", scale.unit);
        put_theory(&grid, 2, page, prediction, scale);
        put_simulated(&grid, 3, page, &simulated, scale);
        put_verdict(&grid, 4, page, prediction, &simulated);
    }
    grid_write(page->to, &grid, page->style);
}

typedef void (*teller)(FILE *to, const struct theory *theory, enum theme theme, bool unicode);

/* A paragraph of sentences; false when out of memory. */
static bool write_paragraph(const struct page *page, teller tell)
{
    struct paragraph paragraph;
    if (!paragraph_begin(&paragraph))
        return false;
    tell(paragraph.to, page->theory, page->theme, page->style->unicode);
    return paragraph_end(&paragraph, page->to, page->style, 0, 0);
}

static void tell_difference(FILE *to, const struct theory *theory, enum theme theme, bool unicode)
{
    (void)unicode;
    fputs("Where theory and simulation differ, it is by more than chance explains", to);
    if (!theory->exact) {
        fputs(theory->chain.violated ? ": what is in the way of a formula makes the difference."
                                     : ".",
              to);
        return;
    }
    fputs(". What formulas assume and is not so: ", to);
    theory_write_violated(to, theory, theme);
    fputc('.', to);
}

static bool write_variant(struct page *page)
{
    const struct variant *variant = &page->result->scenario->variants[page->variant];
    fputc('\n', page->to);
    text_paint(page->to, page->style, PAINT_HEADING);
    text_put(page->to, variant->name);
    text_paint(page->to, page->style, PAINT_PLAIN);
    fprintf(page->to, " (%s)\n", theme_policies[page->theme][variant->world.policy]);
    bool done = write_paragraph(page, theory_write_demand);
    done = write_paragraph(page, theory_write_models) && done;
    fputc('\n', page->to);
    if (page->theory->stations > 0) {
        write_stations(page);
        fputc('\n', page->to);
    }
    write_whole(page);
    fputc('\n', page->to);
    done = write_paragraph(page, theory_write_gain) && done;
    if (page->differing > 0 && page->theory->chain.violated)
        done = write_paragraph(page, tell_difference) && done;
    return done;
}

static void write_title(FILE *to, const struct result *result, const struct style *style)
{
    char text[256];
    text_paint(to, style, PAINT_HEADING);
    text_put(to, result->scenario->title);
    text_paint(to, style, PAINT_PLAIN);
    fputc('\n', to);
    snprintf(text, sizeof text,
             "What queueing theory says without simulating, beside %u simulated %s "
             "(replications)%s; seed %llu.",
             (unsigned)result->replications, result->replications == 1 ? "day" : "days",
             result_partial(result) ? ", PARTIAL" : "", (unsigned long long)result->scenario->seed);
    text_wrap(to, style, 0, 0, text);
}

static void write_legend(FILE *to, const struct result *result, const struct style *style)
{
    char text[640];
    bool u = style->unicode;
    snprintf(
        text, sizeof text,
        "Theory: without a sign exact for a steady state, %san approximation, %sand %sbounds. "
        "Simulated: a %s b, the true mean is within b of a with %g %% confidence. Off: by more "
        "than chance explains, where all comparisons of a variant together have that "
        "confidence (Bonferroni). Needed: how many on average (offered load in Erlangs).",
        sign_of(CERTAIN_ROUGHLY, u), sign_of(CERTAIN_AT_MOST, u), sign_of(CERTAIN_AT_LEAST, u),
        u ? "\302\261" : "+-", 100 * result->scenario->confidence);
    fputc('\n', to);
    text_wrap(to, style, 0, 0, text);
}

bool theory_table_write(FILE *to, const struct result *result, const struct style *style)
{
    bool done = true;
    write_title(to, result, style);
    for (size_t v = 0; v < result->scenario->variant_count; v++) {
        struct theory theory;
        theory_of(&theory, &result->scenario->variants[v].world);
        struct page page = {.to = to,
                            .result = result,
                            .variant = v,
                            .theory = &theory,
                            .style = style,
                            .theme = result->scenario->theme,
                            .comparisons = verdict_comparisons(&theory, result, v)};
        done = write_variant(&page) && done;
    }
    write_legend(to, result, style);
    return done;
}
