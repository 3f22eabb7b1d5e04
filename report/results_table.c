/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See results.h: for people. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/figures.h"
#include "report/results.h"

/* With more keys than that, a column tells which of them are changed. */
enum { GAP = 2, HEAD = 2, KEY_COLUMNS = 2 };

/* A column of texts: two lines of heading, then one a point. */
struct column {
    char **cells;
    unsigned width;
    bool left;
};

struct table {
    const struct store_contents *contents;
    const struct style *style;
    size_t rows, count;
    struct column *columns;
    unsigned width;
};

static void table_free(struct table *table)
{
    for (size_t c = 0; c < table->count; c++) {
        for (size_t r = 0; table->columns[c].cells && r < table->rows; r++)
            free(table->columns[c].cells[r]);
        free(table->columns[c].cells);
    }
    free(table->columns);
}

/* Takes over the texts of a new column; false when one is missing. */
static bool close_column(struct table *table, char **cells, bool left)
{
    struct column *column = &table->columns[table->count++];
    *column = (struct column){.cells = cells, .left = left};
    for (size_t r = 0; r < table->rows; r++) {
        if (!cells[r])
            return false;
        unsigned width = text_width(cells[r]);
        column->width = width > column->width ? width : column->width;
    }
    table->width += column->width + (table->count > 1 ? GAP : 0);
    return true;
}

/* A new column under a heading: its cells, the heading filled in; NULL when out of memory. */
static char **open_column(const struct table *table, const char *heading, const char *below)
{
    char **cells = calloc(table->rows, sizeof *cells);
    if (cells) {
        cells[0] = strdup(heading);
        cells[1] = strdup(below);
    }
    return cells;
}

static bool add_variants(struct table *table)
{
    const struct store_contents *contents = table->contents;
    char **cells = open_column(table, "variant", "");
    for (size_t p = 0; cells && p < contents->point_count; p++)
        cells[HEAD + p] = strdup(contents->about.variants[contents->points[p].variant].name);
    return cells && close_column(table, cells, true);
}

static bool add_key(struct table *table, size_t key)
{
    const struct store_contents *contents = table->contents;
    char **cells = open_column(table, contents->keys[key], "");
    for (size_t p = 0; cells && p < contents->point_count; p++)
        cells[HEAD + p] = strdup(contents->points[p].values[key]);
    return cells && close_column(table, cells, false);
}

static bool add_changes(struct table *table)
{
    char **cells = open_column(table, "changed", "");
    for (size_t p = 0; cells && p < table->contents->point_count; p++)
        cells[HEAD + p] = store_changes(table->contents, p);
    return cells && close_column(table, cells, true);
}

static bool add_days(struct table *table)
{
    const struct store_contents *contents = table->contents;
    char **cells = open_column(table, "days", "");
    for (size_t p = 0; cells && p < contents->point_count; p++)
        if (asprintf(&cells[HEAD + p], "%" PRIu64, contents->points[p].days) < 0)
            cells[HEAD + p] = NULL;
    return cells && close_column(table, cells, false);
}

static struct scale scale_of(const struct table *table, size_t measure)
{
    const struct store_contents *contents = table->contents;
    double largest = 0;
    for (size_t p = 0; p < contents->point_count; p++)
        largest = fmax(largest, fabs(store_estimate(contents, p, measure).mean));
    return figure_scale(contents->about.measures[measure].unit, largest, contents->theme,
                        contents->about.currency, table->style->unicode);
}

static bool add_measure(struct table *table, size_t measure)
{
    const struct store_contents *contents = table->contents;
    struct scale scale = scale_of(table, measure);
    char **cells = open_column(table, contents->about.measures[measure].name, scale.unit);
    for (size_t p = 0; cells && p < contents->point_count; p++) {
        struct estimate e = store_estimate(contents, p, measure);
        struct figure figure = figure_of(e.mean, e.half_width, e.mean, scale);
        const char *sign = !*figure.half_width ? "" : table->style->unicode ? " \302\261 " : " +- ";
        if (asprintf(&cells[HEAD + p], "%s%s%s", figure.value, sign, figure.half_width) < 0)
            cells[HEAD + p] = NULL;
    }
    return cells && close_column(table, cells, false);
}

/* Those that were not asked for are left out where they do not fit. */
static bool fill(struct table *table, const struct results_shown *shown)
{
    bool done = add_variants(table);
    size_t keys = table->contents->key_count;
    for (size_t n = 0; n < keys && keys <= KEY_COLUMNS && done; n++)
        done = add_key(table, n);
    if (done && keys > KEY_COLUMNS)
        done = add_changes(table);
    done = done && add_days(table);
    for (size_t n = 0; n < shown->count && done; n++) {
        unsigned before = table->width;
        done = add_measure(table, shown->measures[n]);
        if (!done || shown->chosen || n == 0 || table->width <= table->style->width)
            continue;
        table->columns[table->count - 1].width = 0; /* not shown */
        table->width = before;
    }
    return done;
}

static void put_row(FILE *to, const struct table *table, size_t row)
{
    unsigned pending = 0; /* spaces that are written before the next text */
    for (size_t c = 0; c < table->count; c++) {
        const struct column *column = &table->columns[c];
        const char *text = column->cells[row];
        if (column->width == 0)
            continue;
        unsigned padding = column->width - text_width(text);
        pending += (c > 0 ? GAP : 0) + (column->left ? 0 : padding);
        if (*text) {
            text_space(to, pending);
            text_put(to, text);
            pending = 0;
        }
        pending += column->left ? padding : 0;
    }
    fputc('\n', to);
}

static void put_heading(FILE *to, const struct store_contents *contents, const char *name,
                        const struct style *style)
{
    uint64_t days = 0;
    char figure[FIGURE_ROOM], text[400];
    for (size_t p = 0; p < contents->point_count; p++)
        days += contents->points[p].days;
    figure_decimals(figure, (double)days, 0);
    text_paint(to, style, PAINT_HEADING);
    text_put(to, contents->about.title);
    text_paint(to, style, PAINT_PLAIN);
    fputc('\n', to);
    snprintf(text, sizeof text,
             "%s days in %zu %s are kept in %s, simulated by pizzeria %s with seed %s; intervals "
             "of %.4g %% confidence.",
             figure, contents->point_count, contents->point_count == 1 ? "setting" : "settings",
             name, contents->about.version, contents->seed, 100 * contents->confidence);
    text_wrap(to, style, 0, 0, text);
    fputc('\n', to);
    for (size_t n = 0; n < contents->about.command_count; n++) {
        fputs("  ", to);
        text_put(to, contents->about.commands[n]);
        fputc('\n', to);
    }
    fputc('\n', to);
}

bool results_table_write(FILE *to, const struct store_contents *contents, const char *name,
                         const struct results_shown *shown, const struct style *style)
{
    put_heading(to, contents, name, style);
    if (contents->point_count == 0)
        return fputs("No day is finished yet.\n", to) >= 0 || true;
    struct table table = {
        .contents = contents,
        .style = style,
        .rows = HEAD + contents->point_count,
        .columns = calloc(2 + contents->key_count + shown->count, sizeof *table.columns),
    };
    bool done = table.columns && fill(&table, shown);
    for (size_t r = 0; r < table.rows && done; r++) {
        text_paint(to, style, r < HEAD ? PAINT_HEADING : PAINT_PLAIN);
        put_row(to, &table, r);
        text_paint(to, style, PAINT_PLAIN);
    }
    table_free(&table);
    return done;
}
