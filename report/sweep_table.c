/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See sweep_table.h. */
#include "report/sweep_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lab/usl_fit.h"
#include "models/measures.h"
#include "report/csv.h"
#include "report/figures.h"
#include "report/json.h"
#include "report/sweep_chart.h"

enum { CHART_LINES_HIGH = 16, COLUMN = 20 };

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

static void write_figure(FILE *to, const struct estimate *e, struct scale scale,
                         const struct style *style)
{
    struct figure figure = figure_of(e->mean, e->half_width, e->mean, scale);
    char cell[2 * FIGURE_ROOM + 8];
    snprintf(cell, sizeof cell, "%s%s%s", figure.value,
             *figure.half_width ? (style->unicode ? " \302\261 " : " +- ") : "", figure.half_width);
    unsigned width = text_width(cell);
    text_space(to, width < COLUMN - 2 ? COLUMN - width : 2);
    text_put(to, cell);
}

/* The figures of one measure: a row a point, a column a variant. */
static void write_figures(FILE *to, const struct sweep *sweep, size_t measure,
                          const struct style *style)
{
    const struct scenario *scenario = scenario_of(sweep);
    struct scale scale = scale_of(sweep, measure, style);
    unsigned keys[SWEEP_KEYS];
    for (size_t r = 0; r < sweep->range_count; r++) {
        keys[r] = widest_value(&sweep->ranges[r]) + 2;
        put_padded(to, sweep->ranges[r].key, keys[r]);
    }
    for (size_t v = 0; v < scenario->variant_count; v++) {
        unsigned width = text_width(scenario->variants[v].name);
        text_space(to, width < COLUMN - 2 ? COLUMN - width : 2);
        put_padded(to, scenario->variants[v].name, width < COLUMN - 2 ? width : COLUMN - 2);
    }
    fprintf(to, "  %s\n", scale.unit);
    for (size_t n = 0; n < sweep->point_count; n++) {
        for (size_t r = 0; r < sweep->range_count; r++)
            put_padded(to, sweep->ranges[r].values[sweep->points[n].at[r]], keys[r]);
        for (size_t v = 0; v < scenario->variant_count; v++) {
            struct estimate e = sweep_estimate(sweep, n, v, measure);
            write_figure(to, &e, scale, style);
        }
        fputc('\n', to);
    }
}

static bool write_picture(FILE *to, const struct sweep *sweep, size_t measure,
                          const struct style *style)
{
    size_t pictures = sweep->range_count > 1 ? scenario_of(sweep)->variant_count : 1;
    for (size_t v = 0; v < pictures; v++) {
        struct sweep_chart made;
        if (!sweep_chart_of(&made, sweep, measure, v))
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

/* Which value is enough, a measure after the other: "throughput from 9 on (knee at 6), ..." */
static bool say_enough(FILE *to, const struct sweep *sweep, const struct sweep_shown *shown,
                       size_t variant, const struct style *style)
{
    const struct scenario *scenario = scenario_of(sweep);
    const struct range *range = &sweep->ranges[0];
    char *text = NULL;
    size_t length;
    FILE *memory = open_memstream(&text, &length);
    if (!memory)
        return false;
    fprintf(memory, "%s: another %s makes no difference that is established to",
            scenario->variants[variant].name, range->key);
    const char *separator = " ";
    for (size_t i = 0; i < shown->count; i++) {
        const struct measure *measure = measure_at(shown->measures[i]);
        size_t enough = sweep_enough(sweep, variant, shown->measures[i]);
        size_t knee = sweep_knee(sweep, variant, shown->measures[i]);
        if (measure->better == BETTER_NEITHER || enough == SIZE_MAX)
            continue;
        bool last = enough + 1 == sweep->point_count && enough > 0;
        fprintf(memory, last ? "%s%s beyond %s, if at all" : "%s%s from %s on", separator,
                measure->name[scenario->theme], range->values[enough]);
        if (knee != SIZE_MAX)
            fprintf(memory, " (knee at %s)", range->values[knee]);
        separator = ", ";
    }
    bool done = fclose(memory) == 0;
    if (done && separator[0] == ',') {
        text_wrap(to, style, 0, 2, text);
        fputc('\n', to);
    }
    free(text);
    return done;
}

/* The law fitted to throughput, where the key counts something from 1 on. */
static bool say_law(FILE *to, const struct sweep *sweep, size_t variant, const struct style *style)
{
    size_t throughput = measure_find("throughput");
    double *y = calloc(sweep->point_count, sizeof *y);
    if (!y)
        return false;
    for (size_t n = 0; n < sweep->point_count; n++)
        y[n] = sweep_estimate(sweep, n, variant, throughput).mean;
    struct usl_fit fit;
    if (usl_fit_to(&fit, sweep->ranges[0].numbers, y, sweep->point_count)) {
        char text[600], peak[100] = "it has no peak";
        bool hourly = scenario_of(sweep)->theme == THEME_KITCHEN;
        if (isfinite(fit.peak))
            snprintf(peak, sizeof peak, "its peak is at %.3g", fit.peak);
        snprintf(text, sizeof text,
                 "%s: throughput as a scalability law (Gunther's USL): each adds %.3g a%s at "
                 "first, contention %.2g (standard error %.2g), coherency %.2g (%.2g); %s; R"
                 "\302\262 = %.3f.",
                 scenario_of(sweep)->variants[variant].name, (hourly ? 3600 : 1) * fit.lambda,
                 hourly ? "n hour" : " second", fit.sigma, fit.sigma_se, fit.kappa, fit.kappa_se,
                 peak, fit.r_squared);
        text_wrap(to, style, 0, 2, text);
        fputc('\n', to);
    }
    free(y);
    return true;
}

static bool write_conclusions(FILE *to, const struct sweep *sweep, const struct sweep_shown *shown,
                              const struct style *style)
{
    if (sweep->range_count > 1 || !range_is_numeric(&sweep->ranges[0]))
        return true;
    text_paint(to, style, PAINT_HEADING);
    fputs("What it shows\n", to);
    text_paint(to, style, PAINT_PLAIN);
    for (size_t v = 0; v < scenario_of(sweep)->variant_count; v++) {
        if (!say_enough(to, sweep, shown, v, style) || !say_law(to, sweep, v, style))
            return false;
    }
    return true;
}

bool sweep_table_write(FILE *to, const struct sweep *sweep, const struct sweep_shown *shown,
                       const struct style *style)
{
    for (size_t i = 0; i < shown->count; i++) {
        if (!write_picture(to, sweep, shown->measures[i], style))
            return false;
        write_figures(to, sweep, shown->measures[i], style);
        fputc('\n', to);
    }
    return write_conclusions(to, sweep, shown, style);
}

void sweep_csv_write(FILE *to, const struct sweep *sweep)
{
    for (size_t r = 0; r < sweep->range_count; r++) {
        csv_text(to, sweep->ranges[r].key);
        fputc(',', to);
    }
    fputs("variant,policy,measure,unit,mean,half_width,sd,n\n", to);
    for (size_t n = 0; n < sweep->point_count; n++) {
        const struct scenario *scenario = &sweep->points[n].scenario;
        for (size_t v = 0; v < scenario->variant_count; v++) {
            for (size_t m = 0; m < measure_count(); m++) {
                struct estimate e = sweep_estimate(sweep, n, v, m);
                for (size_t r = 0; r < sweep->range_count; r++) {
                    csv_text(to, sweep->ranges[r].values[sweep->points[n].at[r]]);
                    fputc(',', to);
                }
                csv_text(to, scenario->variants[v].name);
                fprintf(to, ",%s,%s,%s,",
                        theme_policies[scenario->theme][scenario->variants[v].world.policy],
                        measure_at(m)->name[scenario->theme], measure_at(m)->unit);
                csv_number(to, e.mean);
                fputc(',', to);
                csv_number(to, e.half_width);
                fputc(',', to);
                csv_number(to, e.sd);
                fprintf(to, ",%llu\n", (unsigned long long)e.n);
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
