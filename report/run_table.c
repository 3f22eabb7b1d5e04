/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table is laid out before a line of it is written: all cells as text, then the width of every
 * column, then as many columns side by side as fit, and the others below in further blocks.
 */
#include "report/run_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lab/limits.h"
#include "models/measures.h"
#include "report/figures.h"
#include "report/paragraph.h"
#include "report/run_notes.h"
#include "report/run_rows.h"
#include "report/sheet.h"
#include "report/story.h"

#define HEADER_LINES 4
#define NAME_LEAST 10 /* columns that the longer names are wrapped to, at least */
#define GAP 2

struct cell {
    struct figure figure;
    char doubt; /* '?': a difference that is not established; '~': only if it is read alone; or 0 */
    enum paint paint;
};

/* A variant's figures, or its differences to the first variant. */
struct column {
    size_t variant;
    bool difference;
    unsigned value, half_width; /* columns of text that the widest take */
    unsigned width;
};

struct line {
    const struct run_row *row;
    size_t measure; /* its index; not for headings */
    struct scale scale;
    struct cell *cells; /* one a column of the table */
};

struct table {
    const struct result *result;
    const struct style *style;
    enum theme theme;
    size_t comparisons; /* differences that are read at once */
    size_t lines, columns;
    struct line *line;
    struct column *column;
    struct cell *cells;
    unsigned label, unit; /* widths */
};

static const char *plus_minus(const struct style *style)
{
    return style->unicode ? " \302\261 " : " +- ";
}

/* Whether the row says something about any variant; if it does, the largest mean in size. */
static bool row_exists(const struct result *result, const struct run_row *row, size_t measure,
                       double *largest)
{
    bool exists = false;
    *largest = 0;
    for (size_t v = 0; v < result->scenario->variant_count; v++) {
        struct estimate estimate = result_estimate(result, v, measure);
        exists = exists || (estimate.n > 0 && (!row->if_any || estimate.mean != 0));
        if (estimate.n > 0)
            *largest = fmax(*largest, fabs(estimate.mean));
    }
    return exists;
}

static char doubt_of(const struct table *table, const struct estimate *difference)
{
    double confidence = table->result->scenario->confidence;
    size_t together = table->comparisons > 0 ? table->comparisons : 1;
    if (difference->n < 2 || estimate_established_together(difference, confidence, together))
        return 0;
    return estimate_established(difference) ? '~' : '?';
}

static enum paint judge(const struct estimate *difference, enum better better)
{
    if (better == BETTER_NEITHER || difference->n < 2)
        return PAINT_PLAIN;
    return (difference->mean > 0) == (better == BETTER_MORE) ? PAINT_GOOD : PAINT_BAD;
}

static struct cell cell_of(const struct table *table, const struct line *line,
                           const struct column *column)
{
    struct cell cell = {.paint = PAINT_PLAIN};
    struct estimate own = result_estimate(table->result, column->variant, line->measure);
    if (result_grows(table->result, column->variant, line->measure) ||
        (column->difference && result_grows(table->result, 0, line->measure))) {
        strcpy(cell.figure.value, "-");
        return cell;
    }
    if (!column->difference) {
        cell.figure = figure_of(own.mean, own.half_width, own.mean, line->scale);
        return cell;
    }
    struct estimate difference = result_difference(table->result, column->variant, line->measure);
    if (difference.n > 1 && difference.mean == 0 && difference.half_width == 0) {
        strcpy(cell.figure.value, "same");
        return cell;
    }
    struct estimate first = result_estimate(table->result, 0, line->measure);
    cell.figure = figure_of(difference.mean, difference.half_width,
                            fmax(fabs(own.mean), fabs(first.mean)), line->scale);
    cell.doubt = doubt_of(table, &difference);
    if (!cell.doubt)
        cell.paint = judge(&difference, measure_at(line->measure)->better);
    if (difference.mean > 0 && cell.figure.value[0] != '-') { /* differences bear their sign */
        size_t length = strlen(cell.figure.value);
        if (length + 2 < FIGURE_ROOM) {
            memmove(cell.figure.value + 1, cell.figure.value, length + 1);
            cell.figure.value[0] = '+';
        }
    }
    return cell;
}

static void add_line(struct table *table, const struct run_row *row)
{
    struct line *line = &table->line[table->lines];
    *line = (struct line){.row = row, .cells = table->cells + table->lines * table->columns};
    if (row->measure) {
        double largest;
        line->measure = measure_find(row->measure);
        if (!row_exists(table->result, row, line->measure, &largest))
            return;
        line->scale = figure_scale(measure_at(line->measure)->unit, largest, table->theme,
                                   table->result->scenario->variants[0].world.currency,
                                   table->style->unicode);
        for (size_t c = 0; c < table->columns; c++)
            line->cells[c] = cell_of(table, line, &table->column[c]);
    } else if (table->lines > 0 && !line[-1].row->measure) {
        line[-1].row = row; /* a heading with nothing under it gives way to the next */
        return;
    }
    table->lines++;
}

static unsigned larger(unsigned a, unsigned b)
{
    return a > b ? a : b;
}

static const char *header_of(const struct table *table, const struct column *column)
{
    return column->difference ? "difference"
                              : table->result->scenario->variants[column->variant].name;
}

static void measure_widths(struct table *table)
{
    for (size_t n = 0; n < table->lines; n++) {
        const struct line *line = &table->line[n];
        if (!line->row->measure)
            continue;
        unsigned mark = line->row->state ? 2 : 0;
        table->label =
            larger(table->label, 2 + mark + text_width(run_row_label(line->row, table->theme)));
        table->unit = larger(table->unit, text_width(line->scale.unit));
        for (size_t c = 0; c < table->columns; c++) {
            struct column *column = &table->column[c];
            column->value = larger(column->value, text_width(line->cells[c].figure.value));
            column->half_width =
                larger(column->half_width, text_width(line->cells[c].figure.half_width));
        }
    }
    for (size_t c = 0; c < table->columns; c++) {
        struct column *column = &table->column[c];
        unsigned name = text_width(header_of(table, column));
        unsigned sign = column->half_width ? text_width(plus_minus(table->style)) : 0;
        column->width = column->value + sign + column->half_width + (column->difference ? 2 : 0);
        column->width = larger(column->width, name < NAME_LEAST ? name : NAME_LEAST);
    }
}

static bool lay_out(struct table *table)
{
    size_t variants = table->result->scenario->variant_count;
    table->comparisons = run_notes_comparisons(table->result);
    table->columns = 2 * variants - 1;
    table->line = calloc(run_row_count, sizeof *table->line);
    table->column = calloc(table->columns, sizeof *table->column);
    table->cells = calloc(run_row_count * table->columns, sizeof *table->cells);
    if (!table->line || !table->column || !table->cells)
        return false;
    for (size_t c = 0; c < table->columns; c++) {
        table->column[c].variant = (c + 1) / 2;
        table->column[c].difference = c > 0 && c % 2 == 0;
    }
    for (size_t n = 0; n < run_row_count; n++)
        add_line(table, &run_rows[n]);
    if (table->lines > 0 && !table->line[table->lines - 1].row->measure)
        table->lines--;
    measure_widths(table);
    return true;
}

/* The names of the columns, each on as many lines as it needs, the last line at the bottom. */
static void write_headers(FILE *to, const struct table *table, size_t from, size_t end)
{
    for (int n = 0; n < HEADER_LINES; n++) {
        unsigned at = 0, want = table->label + 1 + table->unit;
        for (size_t c = from; c < end; c++) {
            const struct column *column = &table->column[c];
            const char *lines[HEADER_LINES], *name = header_of(table, column);
            size_t lengths[HEADER_LINES];
            int count = 0;
            while (count < HEADER_LINES && (lengths[count] = text_line(&name, column->width)) > 0) {
                lines[count] = name;
                name += lengths[count++];
            }
            int mine = n - (HEADER_LINES - count);
            want += GAP + column->width;
            if (mine < 0)
                continue;
            unsigned width = text_width_of(lines[mine], lengths[mine]);
            text_space(to, want - at - width);
            text_paint(to, table->style, PAINT_HEADING);
            text_put_of(to, lines[mine], lengths[mine]);
            text_paint(to, table->style, PAINT_PLAIN);
            at = want;
        }
        if (at > 0)
            fputc('\n', to);
    }
}

/* Writes a cell after so many spaces; returns how many spaces are to come before the next one. */
static unsigned write_cell(FILE *to, const struct table *table, const struct column *column,
                           const struct cell *cell, unsigned before)
{
    const char *sign = column->half_width ? plus_minus(table->style) : "";
    unsigned mark = column->difference ? 2 : 0;
    unsigned after = text_width(sign) + column->half_width + mark;
    text_space(to, before + column->width - after - text_width(cell->figure.value));
    if (cell->paint != PAINT_PLAIN)
        text_paint(to, table->style, cell->paint);
    text_put(to, cell->figure.value);
    if (cell->figure.half_width[0]) {
        fprintf(to, "%s%s", sign, cell->figure.half_width);
        after -= text_width(sign) + text_width(cell->figure.half_width);
    }
    if (cell->doubt) {
        fprintf(to, " %c", cell->doubt);
        after -= mark;
    }
    if (cell->paint != PAINT_PLAIN)
        text_paint(to, table->style, PAINT_PLAIN);
    return after;
}

static const char *mark_of(const struct table *table, const struct state_look *state)
{
    return table->style->unicode ? state->unicode : state->ascii[table->theme];
}

static void write_row(FILE *to, const struct table *table, const struct line *line, size_t from,
                      size_t end)
{
    const char *label = run_row_label(line->row, table->theme);
    unsigned used = 2 + text_width(label);
    fputs("  ", to);
    if (line->row->state) {
        fprintf(to, "%s ", mark_of(table, line->row->state));
        used += 2;
    }
    text_put(to, label);
    text_space(to, table->label + 1 - used);
    text_put(to, line->scale.unit);
    unsigned pending = table->unit - text_width(line->scale.unit);
    for (size_t c = from; c < end; c++)
        pending = write_cell(to, table, &table->column[c], &line->cells[c], pending + GAP);
    fputc('\n', to);
}

/* A cook's time from left to right; each state gets cells up to where its share ends. */
static void write_bar(FILE *to, const struct table *table, const struct line *states, size_t count,
                      size_t variant, unsigned width)
{
    double sum = 0;
    unsigned done = 0;
    for (size_t n = 0; n < count; n++) {
        const struct state_look *state = states[n].row->state;
        double share = result_estimate(table->result, variant, states[n].measure).mean;
        sum += isnan(share) ? 0 : share;
        unsigned until = (unsigned)lround(fmin(sum, 1) * width);
        if (done == until)
            continue;
        sheet_paint(to, table->style, SHEET_INK(state->hue));
        for (; done < until; done++)
            fputs(mark_of(table, state), to);
        text_paint(to, table->style, PAINT_PLAIN);
    }
    fputc('\n', to);
}

static void write_bars(FILE *to, const struct table *table, const struct line *states)
{
    const struct scenario *scenario = table->result->scenario;
    size_t count = 0;
    while (states + count < table->line + table->lines && states[count].row->state)
        count++;
    unsigned names = 0;
    for (size_t v = 0; v < scenario->variant_count; v++)
        names = larger(names, text_width(scenario->variants[v].name));
    names = names < 20 ? names : 20;
    for (size_t v = 0; v < scenario->variant_count; v++) {
        const char *name = scenario->variants[v].name;
        size_t fits = text_fit(name, names);
        fputs("  ", to);
        text_put_of(to, name, fits);
        text_space(to, names + GAP - text_width_of(name, fits));
        write_bar(to, table, states, count, v, table->style->width - names - GAP - 4);
    }
}

/* How many columns from `from` on fit side by side: at least a variant with its difference. */
static size_t block_end(const struct table *table, size_t from)
{
    unsigned used = table->label + 1 + table->unit;
    size_t end = from;
    while (end < table->columns) {
        size_t group = end == 0 ? 1 : 2;
        unsigned width = 0;
        for (size_t c = end; c < end + group; c++)
            width += GAP + table->column[c].width;
        if (end > from && used + width > table->style->width)
            break;
        used += width;
        end += group;
    }
    return end;
}

static void write_heading(FILE *to, const struct style *style, const char *text)
{
    text_paint(to, style, PAINT_HEADING);
    text_put(to, text);
    text_paint(to, style, PAINT_PLAIN);
    fputc('\n', to);
}

static void write_block(FILE *to, const struct table *table, size_t from, size_t end)
{
    write_headers(to, table, from, end);
    for (size_t n = 0; n < table->lines; n++) {
        const struct line *line = &table->line[n];
        if (line->row->measure) {
            write_row(to, table, line, from, end);
            continue;
        }
        write_heading(to, table->style, run_row_label(line->row, table->theme));
        if (from == 0 && line[1].row->state)
            write_bars(to, table, line + 1);
    }
}

/* A paragraph about a variant: its name, then its policy and story, or what limits it. */
static bool write_paragraph(FILE *to, const struct table *table, size_t variant, bool story)
{
    const struct scenario *scenario = table->result->scenario;
    const struct variant *v = &scenario->variants[variant];
    const char *policy = story ? theme_policies[table->theme][v->world.policy] : "";
    struct paragraph paragraph;
    if (!paragraph_begin(&paragraph))
        return false;
    if (story) {
        story_write(paragraph.to, table->result, variant);
    } else {
        struct limits limits;
        limits_of(&limits, table->result, variant);
        story_limits(paragraph.to, &limits, table->theme, table->style->unicode);
    }
    text_paint(to, table->style, PAINT_HEADING);
    text_put(to, v->name);
    text_paint(to, table->style, PAINT_PLAIN);
    fprintf(to, story ? " (%s): " : "%s: ", policy);
    return paragraph_end(&paragraph, to, table->style,
                         text_width(v->name) + text_width(policy) + (story ? 5 : 2), 2);
}

static bool write_title(FILE *to, const struct result *result, const struct style *style)
{
    const struct scenario *scenario = result->scenario;
    write_heading(to, style, scenario->title);
    char text[256];
    const char *days = result->replications == 1 ? "day" : "days";
    snprintf(text, sizeof text, "%u simulated %s (replications)%s; seed %llu.",
             (unsigned)result->replications, days,
             scenario->variant_count > 1 ? ", the same callers with the same luck for all" : "",
             (unsigned long long)scenario->seed);
    text_wrap(to, style, 0, 0, text);
    if (result_partial(result)) {
        snprintf(text, sizeof text, "PARTIAL: %s after %u of %u.", runs_end_words[result->end],
                 (unsigned)result->replications, (unsigned)result->planned);
        text_paint(to, style, PAINT_WARN);
        text_wrap(to, style, 0, 0, text);
        text_paint(to, style, PAINT_PLAIN);
    }
    bool done = result->replications == 0 || run_notes_before(to, result, style);
    fputc('\n', to);
    return done;
}

static bool write_all(FILE *to, const struct table *table)
{
    size_t variants = table->result->scenario->variant_count;
    bool done = write_title(to, table->result, table->style);
    if (table->result->replications == 0)
        return done;
    for (size_t v = 0; v < variants; v++)
        done = done && write_paragraph(to, table, v, true);
    for (size_t from = 0, end; from < table->columns; from = end) {
        end = block_end(table, from);
        fputc('\n', to);
        write_block(to, table, from, end);
    }
    fputc('\n', to);
    write_heading(to, table->style, "What limits each");
    for (size_t v = 0; v < variants; v++)
        done = done && write_paragraph(to, table, v, false);
    fputc('\n', to);
    return run_notes_after(to, table->result, table->style) && done;
}

bool run_table_write(FILE *to, const struct result *result, const struct style *style)
{
    struct table table = {.result = result, .style = style, .theme = result->scenario->theme};
    bool done = lay_out(&table) && write_all(to, &table);
    free(table.cells);
    free(table.column);
    free(table.line);
    return done;
}
