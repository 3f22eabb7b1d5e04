/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * View 5: the figures of this day so far, beside the answer from many days with its intervals and
 * the difference between the two kitchens. The many days are simulated in the background, from when
 * the view is first looked at.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/measures.h"
#include "report/figures.h"
#include "report/run_rows.h"
#include "report/text.h"
#include "tui/study.h"
#include "tui/views.h"

enum {
    TODAY_WIDTH = 8,   /* a figure of today */
    ANSWER_WIDTH = 13, /* a mean and its interval */
    ESTIMATE_ROOM = 2 * FIGURE_ROOM + 8,
    LABEL_LEAST = 18,
    LABEL_MOST = 34
};

struct results {
    struct study *study;
    size_t variants[SIDES]; /* that it is about */
    bool failed;            /* there was no memory or thread: not tried again */
    uint32_t finished;      /* as last drawn */
    bool done;
    int scroll;
};

/* What one row is made of. */
struct line {
    const struct run_row *row;
    size_t measure;
    double today[SIDES];
    struct estimate answer[SIDES], difference;
    struct scale scale;
};

/* The columns' right ends. */
struct columns {
    int label, today[SIDES], answer[SIDES], difference;
};

static struct columns columns_of(int width, size_t sides)
{
    int fixed = (int)sides * (TODAY_WIDTH + ANSWER_WIDTH) + (sides > 1 ? ANSWER_WIDTH + 2 : 0);
    int label = width - fixed - 2;
    label = label < LABEL_LEAST ? LABEL_LEAST : label > LABEL_MOST ? LABEL_MOST : label;
    /* What is left over goes between the columns. */
    int spare = (width - fixed - label - 2) / (2 * (int)sides + 1);
    spare = spare < 0 ? 0 : spare > 8 ? 8 : spare;
    struct columns columns = {.label = label};
    int x = 1 + label;
    for (size_t n = 0; n < sides; n++)
        columns.today[n] = x += TODAY_WIDTH + spare;
    for (size_t n = 0; n < sides; n++)
        columns.answer[n] = x += ANSWER_WIDTH + spare;
    columns.difference = x + ANSWER_WIDTH + spare;
    return columns;
}

static double largest(double most, double value)
{
    return isnan(value) || fabs(value) <= most ? most : fabs(value);
}

/* Fills in a row's figures; false when there is nothing to show in it. */
static bool fill(const struct app *app, const struct result *result, double *const today[SIDES],
                 const struct run_row *row, bool unicode, struct line *line)
{
    *line = (struct line){.row = row, .measure = measure_find(row->measure)};
    if (line->measure == measure_count())
        return false;
    double most = -1; /* nothing exists */
    for (size_t n = 0; n < app->side_count; n++) {
        line->today[n] = today[n][line->measure];
        most = largest(most, line->today[n]);
        if (!result)
            continue;
        line->answer[n] = result_estimate(result, n, line->measure);
        most = largest(most, line->answer[n].mean);
    }
    if (result && app->side_count > 1)
        line->difference = result_difference(result, 1, line->measure);
    const char *currency = app->scenario.variants[0].world.currency;
    line->scale = figure_scale(measure_at(line->measure)->unit, most, app->scenario.theme,
                               currency ? currency : "", unicode);
    return most > 0 || (most == 0 && !row->if_any);
}

/* "36.5 ±1.2" */
static void write_estimate(const struct estimate *estimate, double size, struct scale scale,
                           bool unicode, char text[ESTIMATE_ROOM])
{
    struct figure figure = figure_of(estimate->mean, estimate->half_width, size, scale);
    if (estimate->n == 0)
        snprintf(text, ESTIMATE_ROOM, "-");
    else if (figure.half_width[0])
        snprintf(text, ESTIMATE_ROOM, "%s%s%s", figure.value, unicode ? " ±" : "+-",
                 figure.half_width);
    else
        snprintf(text, ESTIMATE_ROOM, "%s", figure.value);
}

/* The difference; faint and in brackets where it may as well be chance. */
static void draw_difference(const struct line *line, const struct columns *columns,
                            struct canvas canvas, int y)
{
    char inner[ESTIMATE_ROOM], text[ESTIMATE_ROOM + 8];
    const struct estimate *difference = &line->difference;
    if (difference->n == 0)
        return;
    bool unicode = canvas.picture->unicode;
    double size = largest(fabs(line->answer[0].mean), line->answer[1].mean);
    write_estimate(difference, size, line->scale, unicode, inner);
    bool none = difference->mean == 0 && !(difference->half_width > 0);
    bool established = none || estimate_established(difference);
    snprintf(text, sizeof text, established ? "%s%s " : "(%s%s)", difference->mean > 0 ? "+" : "",
             inner);
    enum meaning style = STYLE_TEXT;
    enum better better = measure_at(line->measure)->better;
    if (!established)
        style = STYLE_FAINT;
    else if (!none && better != BETTER_NEITHER)
        style = (difference->mean > 0) == (better == BETTER_MORE) ? STYLE_DELIVERED : STYLE_WARNING;
    canvas_text_right(canvas, columns->difference, y, style, text);
}

/* What was counted is a whole number; the rest is rounded. */
static void draw_today(const struct line *line, size_t side, int right, struct canvas canvas, int y)
{
    double value = line->today[side];
    struct figure figure = figure_of(value, NAN, value, line->scale);
    if (strcmp(measure_at(line->measure)->unit, "count") == 0 && value == floor(value))
        figure_decimals(figure.value, value, 0);
    canvas_text_right(canvas, right, y, STYLE_TEXT, figure.value);
}

static void draw_line(const struct app *app, const struct result *result, const struct line *line,
                      const struct columns *columns, struct canvas canvas, int y)
{
    bool unicode = canvas.picture->unicode;
    char label[APP_TEXT];
    snprintf(label, sizeof label, "%s%s%s", run_row_label(line->row, app->scenario.theme),
             *line->scale.unit ? ", " : "", line->scale.unit);
    canvas_text_within(canvas, 1, y, columns->label, STYLE_TEXT, label);
    for (size_t n = 0; n < app->side_count; n++) {
        draw_today(line, n, columns->today[n], canvas, y);
        if (!result)
            continue;
        char text[ESTIMATE_ROOM];
        write_estimate(&line->answer[n], line->answer[n].mean, line->scale, unicode, text);
        canvas_text_right(canvas, columns->answer[n], y, STYLE_STRONG, text);
    }
    if (result && app->side_count > 1)
        draw_difference(line, columns, canvas, y);
}

/* A kitchen's name, shortened, that ends at a column. */
static void draw_name(struct canvas canvas, int right, int width, int y, enum meaning meaning,
                      const char *name)
{
    int wide = (int)text_width(name);
    canvas_text_within(canvas, wide < width ? right - wide : right - width, y, width, meaning,
                       name);
}

static void draw_progress(const struct results *results, struct canvas canvas, int from, int right)
{
    uint32_t finished = 0, planned = 0;
    char text[APP_TEXT];
    if (results->failed) {
        canvas_text_within(canvas, from, 0, right - from, STYLE_WARNING, "no memory for many days");
        return;
    }
    if (!results->study)
        return;
    bool done = study_progress(results->study, &finished, &planned);
    if (done && !study_result(results->study)) {
        canvas_text_within(canvas, from, 0, right - from, STYLE_WARNING, "out of memory");
        return;
    }
    if (done) {
        snprintf(text, sizeof text, "the answer of %u days (replications)", (unsigned)finished);
        canvas_text_within(canvas, from, 0, right - from, STYLE_TITLE, text);
        return;
    }
    snprintf(text, sizeof text, "%u of %u days simulated", (unsigned)finished, (unsigned)planned);
    int x = canvas_text_within(canvas, from, 0, right - from, STYLE_WAITING, text) + 1;
    if (right - x > 4)
        canvas_bar(canvas, x, 0, right - x, planned ? (double)finished / planned : 0, STYLE_BUSY);
}

static void draw_headings(const struct app *app, const struct results *results,
                          const struct columns *columns, struct canvas canvas)
{
    size_t last = app->side_count - 1;
    int from = columns->today[last] + 3;
    int right = last ? columns->difference : columns->answer[last];
    canvas_text_right(canvas, columns->today[last], 0, STYLE_TITLE, "this day so far");
    draw_progress(results, canvas, from, right);
    static const enum meaning styles[SIDES] = {STYLE_FIRST, STYLE_SECOND};
    for (size_t n = 0; n <= last; n++) {
        int spare = n ? columns->today[1] - columns->today[0] - TODAY_WIDTH : 0;
        draw_name(canvas, columns->today[n], TODAY_WIDTH - 1 + spare, 1, styles[n],
                  app->sides[n].name);
        draw_name(canvas, columns->answer[n], ANSWER_WIDTH - 1 + spare, 1, styles[n],
                  app->sides[n].name);
    }
    if (last)
        canvas_text_right(canvas, columns->difference - 1, 1, STYLE_TITLE, "difference");
}

/* Every row that there is something to show in, from the one that is scrolled to. */
static void draw_rows(const struct app *app, struct results *results, double *const today[SIDES],
                      const struct columns *columns, struct canvas canvas)
{
    const struct result *result = results->study ? study_result(results->study) : NULL;
    if (result && result->replications == 0)
        result = NULL;
    int y = -results->scroll;
    for (size_t n = 0; n < run_row_count; n++) {
        const struct run_row *row = &run_rows[n];
        struct line line;
        if (!row->measure)
            canvas_text_within(canvas, 1, y++, canvas.width - 2, STYLE_TITLE,
                               run_row_label(row, app->scenario.theme));
        else if (fill(app, result, today, row, canvas.picture->unicode, &line))
            draw_line(app, result, &line, columns, canvas, y++);
    }
    int most = y + results->scroll - canvas.height;
    if (y > canvas.height) {
        canvas_glyph(canvas, 0, canvas.height - 1, STYLE_STRONG, GLYPH_LOW);
    } else if (results->scroll > 0 && results->scroll > most) {
        results->scroll = most > 0 ? most : 0;
    }
    if (results->scroll > 0)
        canvas_glyph(canvas, 0, 0, STYLE_STRONG, GLYPH_UP);
}

static void draw(const struct app *app, void *state, struct canvas canvas)
{
    struct results *results = state;
    struct columns columns = columns_of(canvas.width, app->side_count);
    double *values = malloc(SIDES * measure_count() * sizeof *values);
    double *const today[SIDES] = {values, values ? values + measure_count() : NULL};
    bool known = values != NULL;
    for (size_t n = 0; n < app->side_count && known; n++)
        known = playback_measures(app->sides[n].playback, today[n]);
    draw_headings(app, results, &columns, canvas);
    if (known)
        draw_rows(app, results, today, &columns,
                  canvas_part(canvas, 0, 2, canvas.width, canvas.height - 3));
    else
        canvas_text(canvas, 1, 2, STYLE_WARNING, "Out of memory.");
    free(values);
    canvas_text_within(
        canvas, 1, canvas.height - 1, canvas.width - 2, STYLE_FAINT,
        "(In brackets): may be chance, 0 lies in the interval. Without what you changed.");
}

static void forget(struct results *results)
{
    study_end(results->study);
    int scroll = results->scroll;
    *results = (struct results){.scroll = scroll};
}

/* Begins when the view is looked at, and again when other kitchens are. */
static bool tick(struct app *app, void *state)
{
    struct results *results = state;
    bool other = false;
    for (size_t n = 0; n < app->side_count; n++)
        other = other || results->variants[n] != app->sides[n].variant;
    if (results->study && other)
        forget(results);
    if (!results->study && !results->failed && view_kinds[app->view] == &view_results) {
        for (size_t n = 0; n < app->side_count; n++)
            results->variants[n] = app->sides[n].variant;
        results->study = study_begin(&app->scenario, results->variants, app->side_count);
        results->failed = !results->study;
        return true;
    }
    if (!results->study)
        return false;
    uint32_t finished, planned;
    bool done = study_progress(results->study, &finished, &planned);
    bool changed = finished != results->finished || done != results->done;
    results->finished = finished;
    results->done = done;
    return changed && view_kinds[app->view] == &view_results;
}

static bool key(struct app *app, void *state, struct press press)
{
    (void)app;
    struct results *results = state;
    int by = 0;
    switch (press.code) {
    case PRESS_UP:
    case PRESS_WHEEL_UP:
    case 'k':
        by = -1;
        break;
    case PRESS_DOWN:
    case PRESS_WHEEL_DOWN:
    case 'j':
        by = 1;
        break;
    case PRESS_PAGE_UP:
        by = -15;
        break;
    case PRESS_PAGE_DOWN:
        by = 15;
        break;
    default:
        return false;
    }
    results->scroll = results->scroll + by > 0 ? results->scroll + by : 0;
    return true;
}

static void leave(void *state)
{
    forget(state);
}

static const struct key_help keys[] = {
    {PRESS_DOWN, "up down", "scroll", "more figures (also k j, PgUp PgDn)"},
    {0, NULL, NULL, NULL},
};

const struct view_kind view_results = {
    .name = "results",
    .about = {"One day is luck. On the left are the figures of this day so far; on the right is "
              "the answer from many days (replications), each of which had the same callers in "
              "both, with the interval in which the true mean lies (95 % confidence, unless the "
              "scenario asks for another).\n\n"
              "The last column is the second less the first, day by day (paired). Where it is in "
              "brackets, it may as well be chance: 0 lies in its interval. The many days are "
              "simulated in the background while you watch."},
    .keys = keys,
    .state_size = sizeof(struct results),
    .draw = draw,
    .key = key,
    .tick = tick,
    .leave = leave,
    .close = leave,
};
