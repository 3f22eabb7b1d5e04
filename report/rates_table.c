/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See rates_table.h. jansson's setters take over what they are given, also when they fail. */
#include "report/rates_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/phrase.h"
#include "report/csv.h"
#include "report/figures.h"
#include "report/fit_phrase.h"
#include "report/grid.h"
#include "report/json.h"
#include "report/paragraph.h"

/* Below this a test says that something is not so. */
#define REJECTED 0.05

enum { CHART_HIGH = 16 };

/* The unit in which the plan's rates are said: one for all of them. */
struct rate_unit {
    const char *name;
    double seconds;
};

static struct rate_unit unit_of(const struct fit_plan *plan)
{
    double most = 0;
    for (size_t n = 0; n < plan->count; n++)
        most = fmax(most, plan->pieces[n].rate);
    return most * 3600 < 10000 ? (struct rate_unit){"hour", 3600} : (struct rate_unit){"second", 1};
}

/* With as many digits as the standard error supports, and two in any case. */
static void rate_text(char text[FIGURE_ROOM], const struct fit_piece *piece, struct rate_unit unit)
{
    double rate = piece->rate * unit.seconds, error = piece->error * unit.seconds;
    int decimals = error > 0 ? -(int)floor(log10(error)) : 0;
    if (rate > 0 && decimals < -(int)floor(log10(rate)) + 1)
        decimals = -(int)floor(log10(rate)) + 1;
    double step = pow(10, -decimals);
    snprintf(text, FIGURE_ROOM, "%.*f", decimals > 0 ? decimals : 0,
             decimals < 0 ? step * round(rate / step) : rate);
}

static void clock_text(char text[FIGURE_ROOM], double opens, double at)
{
    sim_time time = sim_from_seconds(fmod(opens + at, 86400));
    FILE *memory = fmemopen(text, FIGURE_ROOM, "w");
    text[0] = '\0';
    if (!memory)
        return;
    spell_clock(memory, time);
    fputc('\0', memory);
    fclose(memory);
}

void rates_phrase_write(FILE *to, const struct fit_plan *plan, double opens)
{
    struct rate_unit unit = unit_of(plan);
    char rate[FIGURE_ROOM], clock[FIGURE_ROOM];
    for (size_t n = 0; n < plan->count; n++) {
        rate_text(rate, &plan->pieces[n], unit);
        clock_text(clock, opens, plan->pieces[n].from);
        if (plan->count > 1)
            fprintf(to, "%s%s: ", n ? ", " : "{", clock);
        fprintf(to, "%s per %s", rate, unit.name);
    }
    if (plan->count > 1)
        fputc('}', to);
}

static size_t all_calls(const struct rates_report *report)
{
    return report->calls->first[report->calls->days];
}

static void write_summary(FILE *to, const struct rates_report *report, const struct style *style)
{
    char from[FIGURE_ROOM], until[FIGURE_ROOM], text[600], length[64];
    clock_text(from, report->opens, 0);
    clock_text(until, report->opens, report->calls->length);
    fit_phrase_time(length, sizeof length, report->calls->length, report->calls->length * 1e-4);
    text_paint(to, style, PAINT_HEADING);
    text_put(to, report->path);
    text_paint(to, style, PAINT_PLAIN);
    fputc('\n', to);
    size_t all = all_calls(report), days = report->calls->days;
    int used =
        snprintf(text, sizeof text, "%zu calls on %zu %s", all, days, days == 1 ? "day" : "days");
    if (days > 1)
        used += snprintf(text + used, sizeof text - (size_t)used, " (%.0f a day)",
                         (double)all / (double)days);
    if (report->by_clock)
        snprintf(text + used, sizeof text - (size_t)used, ", between %s and %s%s.", from, until,
                 report->window_given ? ""
                                      : ": taken as the time in which calls are taken, as all came "
                                        "then; if it is another, say so with --between");
    else
        snprintf(text + used, sizeof text - (size_t)used,
                 " of %s%s, counted from 0 (no clock times).", length, days > 1 ? " each" : "");
    text_wrap(to, style, 0, 0, text);
}

static void write_left_out(FILE *to, const struct rates_report *report, const struct style *style)
{
    char text[200];
    if (report->outside) {
        snprintf(text, sizeof text, "%zu calls outside of that time were left out.",
                 report->outside);
        text_wrap(to, style, 0, 0, text);
    }
    if (report->unreadable) {
        snprintf(text, sizeof text, "%zu lines hold no time and were left out.",
                 report->unreadable);
        text_wrap(to, style, 0, 0, text);
    }
}

static void write_paste(FILE *to, const struct rates_report *report, const struct style *style)
{
    char opens[FIGURE_ROOM];
    clock_text(opens, report->opens, 0);
    fputs("\nTo paste into a scenario:\n\n", to);
    text_paint(to, style, PAINT_GOOD);
    fprintf(to, "    open: %s\n    hours: ", opens);
    spell_duration(to, sim_from_seconds(report->calls->length));
    fputs("\n    callers:\n      arrivals: ", to);
    rates_phrase_write(to, report->plan, report->opens);
    text_paint(to, style, PAINT_PLAIN);
    fputs("\n\n", to);
}

static void write_pieces(FILE *to, const struct rates_report *report, const struct style *style)
{
    struct grid grid = {0};
    struct rate_unit unit = unit_of(report->plan);
    grid_row(&grid);
    grid_put(&grid, 0, PAINT_FAINT, "from");
    grid_put(&grid, 1, PAINT_FAINT, "until");
    grid_put(&grid, 2, PAINT_FAINT, "calls");
    grid_put(&grid, 3, PAINT_FAINT, "per %s", unit.name);
    grid_put(&grid, 4, PAINT_FAINT, "standard error");
    for (size_t n = 0; n < report->plan->count && n + 1 < GRID_ROWS; n++) {
        const struct fit_piece *piece = &report->plan->pieces[n];
        char text[FIGURE_ROOM];
        grid_row(&grid);
        clock_text(text, report->opens, piece->from);
        grid_put(&grid, 0, PAINT_PLAIN, "%s", text);
        clock_text(text, report->opens, piece->to);
        grid_put(&grid, 1, PAINT_PLAIN, "%s", text);
        grid_put(&grid, 2, PAINT_PLAIN, "%zu", piece->calls);
        rate_text(text, piece, unit);
        grid_put(&grid, 3, PAINT_PLAIN, "%s", text);
        grid_put(&grid, 4, PAINT_PLAIN, "%s %.2g", style->unicode ? "\302\261" : "+-",
                 piece->error * unit.seconds);
    }
    grid_write(to, &grid, style);
}

/* By chance, regularly, or in bursts: and what to write instead of rates. */
static void tell_chance(FILE *to, const struct rates_report *report)
{
    const struct fit_plan *plan = report->plan;
    char phrase[FIT_PHRASE_ROOM];
    if (plan->gaps < 10) {
        fputs("There are too few calls to tell whether they come by chance (Poisson).", to);
        return;
    }
    bool chance = plan->ks_p >= REJECTED;
    fprintf(to,
            "%s (Kolmogorov-Smirnov on the times between calls within each rate, Brown et al. "
            "2005: p %s %.2g; spread of these times, 1 by chance: %.2f).",
            chance ? "Calls come by chance within each rate (Poisson), as the plan assumes"
            : plan->gap_cv < 1 ? "Calls come more regularly than by chance"
                               : "Calls come more in bursts than by chance",
            plan->ks_p < 1e-4 ? "below" : "=", plan->ks_p < 1e-4 ? 1e-4 : plan->ks_p, plan->gap_cv);
    if (chance)
        return;
    if (report->gaps && plan->count == 1) {
        fit_phrase(phrase, report->gaps);
        fprintf(to,
                " As one rate holds all day, times between calls can be drawn instead: "
                "arrivals: {every: %s}.",
                phrase);
    } else {
        fprintf(to, " The plan is right on average; lines will be %s than with it.",
                plan->gap_cv < 1 ? "shorter" : "longer");
    }
}

static void tell_days(FILE *to, const struct rates_report *report)
{
    const struct fit_plan *plan = report->plan;
    if (report->calls->days < 2) {
        fputs("One day says nothing of how days differ. To have exactly these calls on every "
              "day: a file with their times alone, and arrivals: {file: calls.csv}.",
              to);
        return;
    }
    if (plan->dispersion_p >= REJECTED) {
        fprintf(to,
                "Days differ no more than by chance (variance over mean of calls a day %.2f, "
                "chi squared: p = %.2g).",
                plan->dispersion, plan->dispersion_p);
        return;
    }
    fprintf(to,
            "Days differ more than by chance (variance over mean of calls a day %.1f, chi "
            "squared: p %s %.2g): as if the level itself went up and down by %.0f %% "
            "(standard deviation). The plan is that of an average day. Fit weekdays and "
            "weekends apart, and try callers.demand of %.0f %% and %.0f %%: a quiet day and a "
            "busy one.",
            plan->dispersion, plan->dispersion_p < 1e-4 ? "below" : "=",
            plan->dispersion_p < 1e-4 ? 1e-4 : plan->dispersion_p, 100 * plan->day_cv,
            fmax(100 * (1 - 1.64 * plan->day_cv), 0), 100 * (1 + 1.64 * plan->day_cv));
}

static void tell_pieces(FILE *to, const struct rates_report *report)
{
    char cell[64];
    fit_phrase_time(cell, sizeof cell, report->plan->cell, report->plan->cell * 1e-3);
    fprintf(to,
            "A rate holds until the data pay for a new one (least description length; looked "
            "for every %s).",
            cell);
    if (report->plan->scatter > 1)
        fprintf(to,
                " Counts scatter %.1f times as much as by chance, and are given that much "
                "less weight.",
                report->plan->scatter);
}

static bool write_paragraph(FILE *to, const struct rates_report *report, const struct style *style,
                            void (*tell)(FILE *to, const struct rates_report *report))
{
    struct paragraph paragraph;
    if (!paragraph_begin(&paragraph))
        return false;
    tell(paragraph.to, report);
    return paragraph_end(&paragraph, to, style, 0, 0);
}

void rates_chart_of(struct rates_chart *made, const struct rates_report *report)
{
    const struct fit_plan *plan = report->plan;
    double per_day = (double)report->calls->days;
    double *edges = made->numbers, *heights = edges + plan->cells + 1;
    double *x = heights + plan->cells, *y = x + 2 * plan->count;
    memset(made, 0, sizeof *made);
    for (size_t c = 0; c < plan->cells; c++) {
        edges[c] = report->opens + plan->cell * (double)c;
        double width = fmin(plan->cell, report->calls->length - plan->cell * (double)c);
        heights[c] = (double)plan->counts[c] / (width * per_day);
    }
    edges[plan->cells] = report->opens + report->calls->length;
    for (size_t n = 0; n < plan->count; n++) {
        x[2 * n] = report->opens + plan->pieces[n].from;
        x[2 * n + 1] = report->opens + plan->pieces[n].to;
        y[2 * n] = y[2 * n + 1] = plan->pieces[n].rate;
    }
    made->series[0] =
        (struct chart_series){.name = "observed", .count = plan->cells, .x = edges, .y = heights};
    made->series[1] = (struct chart_series){
        .name = "the plan", .count = 2 * plan->count, .x = x, .y = y, .curve = true};
    made->chart = (struct chart){
        .kind = CHART_HISTOGRAM,
        .title = "Calls by the time of day",
        .about = "How many calls came in each interval, as a rate, and the plan of rates.",
        .theme = report->theme,
        .x = {.unit = report->by_clock ? "clock" : "s"},
        .y = {.label = "calls", .unit = "1/s"},
        .series_count = 2,
        .series = made->series,
    };
    if (report->calls->days > 1) {
        snprintf(made->note, sizeof made->note, "Means of %zu days.", report->calls->days);
        made->chart.note = made->note;
    }
}

bool rates_table_write(FILE *to, const struct rates_report *report, const struct style *style)
{
    struct rates_chart *made = malloc(sizeof *made);
    if (!made)
        return false;
    write_summary(to, report, style);
    write_left_out(to, report, style);
    write_paste(to, report, style);
    rates_chart_of(made, report);
    bool done = chart_write_text(to, &made->chart, style, CHART_HIGH);
    free(made);
    fputc('\n', to);
    write_pieces(to, report, style);
    fputc('\n', to);
    return write_paragraph(to, report, style, tell_pieces) &&
           write_paragraph(to, report, style, tell_chance) &&
           write_paragraph(to, report, style, tell_days) && done;
}

void rates_csv_write(FILE *to, const struct rates_report *report)
{
    fputs("from,until,clock,calls,per_hour,error\n", to);
    for (size_t n = 0; n < report->plan->count; n++) {
        const struct fit_piece *piece = &report->plan->pieces[n];
        char clock[FIGURE_ROOM];
        clock_text(clock, report->opens, piece->from);
        csv_number(to, piece->from);
        fputc(',', to);
        csv_number(to, piece->to);
        fprintf(to, ",%s,%zu,", clock, piece->calls);
        csv_number(to, 3600 * piece->rate);
        fputc(',', to);
        csv_number(to, 3600 * piece->error);
        fputc('\n', to);
    }
}

static json_t *pieces_json(const struct rates_report *report)
{
    json_t *array = json_array();
    for (size_t n = 0; array && n < report->plan->count; n++) {
        const struct fit_piece *piece = &report->plan->pieces[n];
        char clock[FIGURE_ROOM];
        clock_text(clock, report->opens, piece->from);
        if (json_array_append_new(
                array, json_pack("{s:f, s:f, s:s, s:I, s:f, s:f}", "from", piece->from, "until",
                                 piece->to, "clock", clock, "calls", (json_int_t)piece->calls,
                                 "per_hour", 3600 * piece->rate, "error", 3600 * piece->error)) !=
            0) {
            json_decref(array);
            array = NULL;
        }
    }
    return array;
}

json_t *rates_json(const struct rates_report *report)
{
    const struct fit_plan *plan = report->plan;
    char opens[FIGURE_ROOM], every[FIT_PHRASE_ROOM] = "";
    struct paragraph arrivals;
    if (!paragraph_begin(&arrivals))
        return NULL;
    rates_phrase_write(arrivals.to, plan, report->opens);
    char *phrase = paragraph_text(&arrivals);
    if (!phrase)
        return NULL;
    clock_text(opens, report->opens, 0);
    if (report->gaps)
        fit_phrase(every, report->gaps);
    json_t *object =
        json_pack("{s:o, s:I, s:I, s:s, s:f, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:I}",
                  "file", json_text(report->path), "calls", (json_int_t)all_calls(report), "days",
                  (json_int_t)report->calls->days, "open", opens, "seconds", report->calls->length,
                  "arrivals", phrase, "every", *every ? json_string(every) : json_null(), "gap_cv",
                  json_number(plan->gap_cv), "poisson_ks", json_number(plan->ks), "poisson_p",
                  json_number(plan->ks_p), "day_dispersion", json_number(plan->dispersion), "day_p",
                  json_number(plan->dispersion_p), "pieces", pieces_json(report), "outside",
                  (json_int_t)report->outside, "unreadable", (json_int_t)report->unreadable);
    free(phrase);
    return object;
}
