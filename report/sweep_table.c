/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See sweep_table.h. */
#include "report/sweep_table.h"

#include <math.h>

#include "models/measures.h"
#include "report/csv.h"
#include "report/figures.h"
#include "report/json.h"
#include "report/paragraph.h"
#include "report/sweep_chart.h"

enum { CHART_LINES_HIGH = 16 };

/* Columns of a variant's name above its figures. */
enum { NAME_LEAST = 14, NAME_MOST = 26 };

static const struct scenario *scenario_of(const struct sweep *sweep)
{
    return &sweep->points[0].scenario;
}

static unsigned widest_value(const struct range *range)
{
    unsigned widest = text_width(range->key);
    for (size_t n = 0; n < range->count; n++)
        widest = text_width(range->values[n]) > widest ? text_width(range->values[n]) : widest;
    return widest;
}

static struct scale scale_of(const struct sweep *sweep, size_t measure, const struct style *style)
{
    double largest = 0;
    for (size_t n = 0; n < sweep->point_count; n++)
        for (size_t v = 0; v < scenario_of(sweep)->variant_count; v++)
            largest = fmax(largest, fabs(sweep_estimate(sweep, n, v, measure).mean));
    return figure_scale(measure_at(measure)->unit, largest, scenario_of(sweep)->theme,
                        scenario_of(sweep)->variants[0].world.currency, style->unicode);
}

static void put_padded(FILE *to, const char *text, unsigned width)
{
    size_t fits = text_fit(text, width);
    text_put_of(to, text, fits);
    text_space(to, width - text_width_of(text, fits));
}

/* The columns of a variant's figures: as wide as its name, within reason. */
static unsigned column_of(const struct sweep *sweep, size_t variant)
{
    unsigned width = text_width(scenario_of(sweep)->variants[variant].name);
    return 2 + (width < NAME_LEAST ? NAME_LEAST : width > NAME_MOST ? NAME_MOST : width);
}

static void put_right(FILE *to, const char *text, unsigned width)
{
    size_t fits = text_fit(text, width);
    text_space(to, width - text_width_of(text, fits));
    text_put_of(to, text, fits);
}

static void write_figure(FILE *to, const struct estimate *e, struct scale scale, unsigned width,
                         const struct style *style)
{
    struct figure figure = figure_of(e->mean, e->half_width, e->mean, scale);
    char cell[2 * FIGURE_ROOM + 8];
    snprintf(cell, sizeof cell, "  %s%s%s", figure.value,
             *figure.half_width ? (style->unicode ? " \302\261 " : " +- ") : "", figure.half_width);
    put_right(to, cell, width);
}

/* Variants from one to another, beside each other in one block of the table. */
struct block {
    size_t first, end;
    unsigned keys[SWEEP_KEYS]; /* columns of the values that are varied */
    struct scale scale;
};

/* As many variants as there is room for, one at least. */
static void seek_block(struct block *block, const struct sweep *sweep, const struct style *style)
{
    unsigned width = text_width(block->scale.unit) + 2;
    for (size_t r = 0; r < sweep->range_count; r++)
        width += block->keys[r];
    block->end = block->first;
    while (block->end < scenario_of(sweep)->variant_count) {
        if (sweep_twin(sweep, block->end) == SIZE_MAX)
            width += column_of(sweep, block->end);
        if (width > style->width && block->end > block->first)
            break;
        block->end++;
    }
}

static void write_heading(FILE *to, const struct sweep *sweep, const struct block *block)
{
    for (size_t r = 0; r < sweep->range_count; r++)
        put_padded(to, sweep->ranges[r].key, block->keys[r]);
    for (size_t v = block->first; v < block->end; v++) {
        char name[200];
        if (sweep_twin(sweep, v) != SIZE_MAX)
            continue;
        snprintf(name, sizeof name, "  %s", scenario_of(sweep)->variants[v].name);
        put_right(to, name, column_of(sweep, v));
    }
    fprintf(to, "%s%s\n", *block->scale.unit ? "  " : "", block->scale.unit);
}

static void write_block(FILE *to, const struct sweep *sweep, size_t measure,
                        const struct block *block, const struct style *style)
{
    write_heading(to, sweep, block);
    for (size_t n = 0; n < sweep->point_count; n++) {
        for (size_t r = 0; r < sweep->range_count; r++)
            put_padded(to, sweep->ranges[r].values[sweep->points[n].at[r]], block->keys[r]);
        for (size_t v = block->first; v < block->end; v++) {
            struct estimate e = sweep_estimate(sweep, n, v, measure);
            if (sweep_twin(sweep, v) == SIZE_MAX)
                write_figure(to, &e, block->scale, column_of(sweep, v), style);
        }
        fputc('\n', to);
    }
}

/* The figures of one measure: a row a point, a column a variant. */
static void write_figures(FILE *to, const struct sweep *sweep, size_t measure,
                          const struct style *style)
{
    struct block block = {.scale = scale_of(sweep, measure, style)};
    for (size_t r = 0; r < sweep->range_count; r++)
        block.keys[r] = widest_value(&sweep->ranges[r]) + 2;
    while (block.first < scenario_of(sweep)->variant_count) {
        seek_block(&block, sweep, style);
        if (block.first > 0)
            fputc('\n', to);
        write_block(to, sweep, measure, &block, style);
        block.first = block.end;
    }
}

static bool write_picture(FILE *to, const struct sweep *sweep, size_t measure,
                          const struct style *style)
{
    size_t pictures = sweep->range_count > 1 ? scenario_of(sweep)->variant_count : 1;
    for (size_t v = 0; v < pictures; v++) {
        struct sweep_chart made;
        if (sweep->range_count > 1 && sweep_twin(sweep, v) != SIZE_MAX)
            continue;
        if (!sweep_chart_of(&made, sweep, measure, v, false))
            return false;
        bool done = chart_write_text(to, &made.chart, style,
                                     made.chart.kind == CHART_LINES ? CHART_LINES_HIGH : 0);
        sweep_chart_free(&made);
        if (!done)
            return false;
        fputc('\n', to);
    }
    return true;
}

/* Which measures there is nothing to see of. */
static bool say_flat(FILE *to, const struct sweep *sweep, const struct sweep_shown *shown,
                     const struct style *style)
{
    struct paragraph text;
    bool any = false;
    if (!paragraph_begin(&text))
        return false;
    for (size_t i = 0; i < shown->count; i++) {
        if (!sweep_is_flat(sweep, shown->measures[i]))
            continue;
        fprintf(text.to, "%s%s", any ? ", " : "",
                measure_at(shown->measures[i])->name[scenario_of(sweep)->theme]);
        any = true;
    }
    if (!any) {
        paragraph_drop(&text);
        return true;
    }
    fputs(": 0, or no value, at every point.\n", text.to);
    bool done = paragraph_end(&text, to, style, 0, 2);
    fputc('\n', to);
    return done;
}

bool sweep_table_write(FILE *to, const struct sweep *sweep, const struct sweep_shown *shown,
                       const struct style *style)
{
    for (size_t i = 0; i < shown->count; i++) {
        size_t measure = shown->measures[i];
        if (sweep_is_flat(sweep, measure))
            continue;
        if (!write_picture(to, sweep, measure, style))
            return false;
        write_figures(to, sweep, measure, style);
        fputc('\n', to);
    }
    return say_flat(to, sweep, shown, style) && sweep_words_write(to, sweep, shown, style);
}

/* The cells of one point under the keys of all sweeps. */
static void csv_keys(FILE *to, const struct sweep *sweeps, size_t count, size_t own, size_t point)
{
    for (size_t s = 0; s < count; s++) {
        for (size_t r = 0; r < sweeps[s].range_count; r++) {
            if (s == own)
                csv_text(to, sweeps[s].ranges[r].values[sweeps[s].points[point].at[r]]);
            fputc(',', to);
        }
    }
}

static void csv_measure(FILE *to, const struct scenario *scenario, size_t variant, size_t measure,
                        struct estimate e)
{
    csv_text(to, scenario->variants[variant].name);
    fprintf(to, ",%s,%s,%s,",
            theme_policies[scenario->theme][scenario->variants[variant].world.policy],
            measure_at(measure)->name[scenario->theme], measure_at(measure)->unit);
    csv_number(to, e.mean);
    fputc(',', to);
    csv_number(to, e.half_width);
    fputc(',', to);
    csv_number(to, e.sd);
    fprintf(to, ",%llu\n", (unsigned long long)e.n);
}

void sweep_csv_write(FILE *to, const struct sweep *sweeps, size_t count)
{
    for (size_t s = 0; s < count; s++) {
        for (size_t r = 0; r < sweeps[s].range_count; r++) {
            csv_text(to, sweeps[s].ranges[r].key);
            fputc(',', to);
        }
    }
    fputs("variant,policy,measure,unit,mean,half_width,sd,n\n", to);
    for (size_t s = 0; s < count; s++) {
        for (size_t n = 0; n < sweeps[s].point_count; n++) {
            const struct scenario *scenario = &sweeps[s].points[n].scenario;
            for (size_t v = 0; v < scenario->variant_count; v++) {
                for (size_t m = 0; m < measure_count(); m++) {
                    if (measure_is_aid(m))
                        continue;
                    csv_keys(to, sweeps, count, s, n);
                    csv_measure(to, scenario, v, m, sweep_estimate(&sweeps[s], n, v, m));
                }
            }
        }
    }
}

static json_t *point_values(const struct sweep *sweep, size_t point)
{
    json_t *values = json_object();
    for (size_t r = 0; values && r < sweep->range_count; r++) {
        const struct range *range = &sweep->ranges[r];
        if (json_object_set_new(values, range->key,
                                json_string(range->values[sweep->points[point].at[r]])) != 0) {
            json_decref(values);
            return NULL;
        }
    }
    return values;
}

json_t *sweep_json(const struct sweep *sweep)
{
    json_t *points = json_array();
    for (size_t n = 0; points && n < sweep->point_count; n++) {
        json_t *point = json_pack("{s:o, s:o}", "values", point_values(sweep, n), "result",
                                  json_of_result(&sweep->points[n].result));
        if (json_array_append_new(points, point) != 0) {
            json_decref(points);
            return NULL;
        }
    }
    return json_pack("{s:b, s:o}", "partial", sweep->point_count < sweep->planned, "points",
                     points);
}
