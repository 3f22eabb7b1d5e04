/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See fit_table.h. jansson's setters take over what they are given, also when they fail. */
#include "report/fit_table.h"

#include <math.h>
#include <stdio.h>

#include "report/csv.h"
#include "report/figures.h"
#include "report/fit_chart.h"
#include "report/fit_phrase.h"
#include "report/grid.h"
#include "report/json.h"

enum { CHART_HIGH = 16 };

static size_t zeros_of(const struct fit_report *report)
{
    return report->sample->grid > 0 ? 0 : report->check->zeros;
}

static void phrase_of(char text[FIT_PHRASE_ROOM], const struct fit_report *report,
                      const struct fit *fit)
{
    fit_phrase_with_zeros(text, fit, zeros_of(report), report->check->count);
}

static void put_p(struct grid *grid, size_t column, double p)
{
    enum paint paint = p < FIT_REJECTED ? PAINT_BAD : PAINT_PLAIN;
    if (isnan(p))
        grid_put(grid, column, PAINT_PLAIN, "-");
    else if (p < 0.01)
        grid_put(grid, column, paint, "<0.01");
    else
        grid_put(grid, column, paint, "%.2f", p);
}

static void put_fit(struct grid *grid, const struct fit_report *report, size_t n)
{
    const struct fit *fit = &report->fits->list[n], *best = &report->fits->list[0];
    char phrase[FIT_PHRASE_ROOM], gap[FIGURE_ROOM];
    fit_phrase(phrase, fit);
    grid_row(grid);
    grid_put(grid, 0, PAINT_PLAIN, "%s", phrase);
    figure_decimals(gap, fit->bic - best->bic, fit->bic - best->bic < 100 ? 1 : 0);
    grid_put(grid, 1, PAINT_PLAIN, "%s", gap);
    grid_put(grid, 2, PAINT_PLAIN, "%.1f %%", 100 * fit->ks);
    put_p(grid, 3, fit->ks_p);
    grid_put(grid, 4, PAINT_PLAIN, fit->ad < 1000 ? "%.2f" : "%.0f", fit->ad);
    put_p(grid, 5, fit->ad_p);
    grid_put(grid, 6, fit_is_good(fit) ? PAINT_GOOD : PAINT_PLAIN, "%s",
             fit_is_good(fit) ? "fits" : "no");
}

static void write_grid(FILE *to, const struct fit_report *report, const struct style *style)
{
    static const char *const heads[] = {"distribution", "BIC +", "gap", "p", "A\302\262", "p"};
    struct grid grid = {.left = 1u << 0 | 1u << 6};
    grid_row(&grid);
    for (size_t c = 0; c < sizeof heads / sizeof *heads; c++)
        grid_put(&grid, c, PAINT_FAINT, "%s", c == 4 && !style->unicode ? "A2" : heads[c]);
    for (size_t n = 0; n < report->fits->possible; n++)
        put_fit(&grid, report, n);
    fputc('\n', to);
    grid_write(to, &grid, style);
}

static void write_impossible(FILE *to, const struct fit_report *report, const struct style *style)
{
    for (size_t n = report->fits->possible; n < FIT_FAMILIES; n++) {
        const struct fit *fit = &report->fits->list[n];
        char text[200];
        if (fit->family == FIT_CONSTANT || report->fits->possible <= 1)
            continue;
        snprintf(text, sizeof text, "%s: %s.", fit_family_name(fit->family), fit->impossible);
        fputs("  ", to);
        text_paint(to, style, PAINT_FAINT);
        text_put(to, text);
        text_paint(to, style, PAINT_PLAIN);
        fputc('\n', to);
    }
}

static void write_summary(FILE *to, const struct fit_report *report, const struct style *style)
{
    const struct fit_check *check = report->check;
    char least[32], most[32], mean[32], text[512];
    fit_phrase_time(least, sizeof least, check->least, check->least / 50);
    fit_phrase_time(most, sizeof most, check->most, check->most / 50);
    fit_phrase_time(mean, sizeof mean, report->sample->mean, report->sample->mean / 500);
    text_paint(to, style, PAINT_HEADING);
    text_put(to, report->path);
    text_paint(to, style, PAINT_PLAIN);
    fputc('\n', to);
    snprintf(text, sizeof text,
             "%zu duration%s%s%s%s from %s to %s; on average %s, with a spread (cv) of %.2f%s.",
             check->count, check->count == 1 ? "" : "s", *report->column ? " (column " : "",
             report->column, *report->column ? ")" : "", least, most, mean, report->sample->cv,
             zeros_of(report) ? ", zeros apart" : "");
    text_wrap(to, style, 0, 0, text);
}

/* What to paste: what fits best, or what is nearest and good enough, or the values themselves. */
static void write_paste(FILE *to, const struct fit_report *report, const struct style *style)
{
    const struct fit *best = fits_best(report->fits);
    const struct fit *shown = best ? best : fit_near_enough(report) ? report->fits->list : NULL;
    char phrase[FIT_PHRASE_ROOM], errors[FIT_PHRASE_ROOM], text[600];
    if (shown) {
        phrase_of(phrase, report, shown);
        fit_phrase_errors(errors, shown, style->unicode);
        fputs(best ? "\nFits best; to paste into a scenario:\n\n    "
                   : "\nNear enough; to paste into a scenario:\n\n    ",
              to);
        text_paint(to, style, PAINT_GOOD);
        fprintf(to, "%s: %s\n\n", report->key, phrase);
        text_paint(to, style, PAINT_PLAIN);
        if (*errors)
            fprintf(to, "Standard errors: %s.\n", errors);
        return;
    }
    fputc('\n', to);
    text_wrap(to, style, 0, 0,
              report->fits->possible > 0
                  ? "Nothing fits well: the tests say that the values come from none of these "
                    "distributions. Several kinds of work in one file do that: fit them apart, or "
                    "draw from the values themselves:"
                  : "No distribution can be fitted. The values themselves can be drawn from:");
    snprintf(text, sizeof text,
             "\n    pizzeria fit %s%s --values -o values.csv\n    %s: empirical values.csv\n\n",
             report->path, report->options, report->key);
    fputs(text, to);
    if (report->fits->possible > 0) {
        fit_phrase(phrase, &report->fits->list[0]);
        snprintf(text, sizeof text, "The nearest, if a formula is needed: %s", phrase);
        text_wrap(to, style, 0, 0, text);
    }
}

static void write_legend(FILE *to, const struct fit_report *report, const struct style *style)
{
    char text[1000];
    fputc('\n', to);
    snprintf(text, sizeof text,
             "The likeliest parameters of each distribution (maximum likelihood), the lowest BIC "
             "first: how well it describes the values, less a penalty for each parameter; 10 more "
             "is clearly worse. Gap: by how much the share of values up to some length is off at "
             "most (Kolmogorov-Smirnov). A%s: the same with weight on both tails "
             "(Anderson-Darling). p: the share of samples drawn from the fitted distribution and "
             "fitted again that are off as far (parametric bootstrap, %d samples at most); below "
             "%g it does not fit.",
             style->unicode ? "\302\262" : "2", FIT_REPLICAS, FIT_REJECTED);
    text_wrap(to, style, 0, 0, text);
    if (report->sample->count < report->sample->of) {
        snprintf(text, sizeof text, "Fitted to %zu of the values, spread evenly over their order.",
                 report->sample->count);
        text_wrap(to, style, 0, 0, text);
    }
}

static bool write_chart(FILE *to, const struct fit_report *report, const struct style *style)
{
    struct fit_chart made;
    bool done = report->quantiles
                    ? fit_chart_quantiles(&made, report->sample, report->fits, report->path)
                    : fit_chart_histogram(&made, report->sample, report->fits, report->path);
    if (!done)
        return false;
    made.chart.title = report->quantiles ? "Quantiles" : "Histogram";
    fputc('\n', to);
    done = chart_write_text(to, &made.chart, style, CHART_HIGH);
    fit_chart_free(&made);
    return done;
}

bool fit_table_write(FILE *to, const struct fit_report *report, const struct style *style)
{
    write_summary(to, report, style);
    write_paste(to, report, style);
    bool done = fit_words_write(to, report, style);
    if (report->fits->possible == 0)
        return done;
    done = write_chart(to, report, style) && done;
    write_grid(to, report, style);
    write_impossible(to, report, style);
    write_legend(to, report, style);
    return done;
}

void fit_csv_write(FILE *to, const struct fit_report *report)
{
    fputs("distribution,phrase,parameters,log_likelihood,aic,bic,ks,ks_p,ad,ad_p,fits,"
          "first_error,second_error,third_error,shift_error,why_not\n",
          to);
    for (size_t n = 0; n < FIT_FAMILIES; n++) {
        const struct fit *fit = &report->fits->list[n];
        csv_text(to, fit_family_name(fit->family));
        fputc(',', to);
        if (fit->impossible) {
            fputs(",,,,,,,,,,,,,,", to);
            csv_text(to, fit->impossible);
            fputc('\n', to);
            continue;
        }
        char phrase[FIT_PHRASE_ROOM];
        phrase_of(phrase, report, fit);
        csv_text(to, phrase);
        fprintf(to, ",%u", fit->parameters);
        const double numbers[] = {fit->log_likelihood, fit->aic, fit->bic, fit->ks,
                                  fit->ks_p,           fit->ad,  fit->ad_p};
        for (size_t c = 0; c < sizeof numbers / sizeof *numbers; c++) {
            fputc(',', to);
            csv_number(to, numbers[c]);
        }
        fprintf(to, ",%s", fit_is_good(fit) ? "yes" : "no");
        const double errors[] = {fit->errors.first, fit->errors.second, fit->errors.third,
                                 fit->errors.shift};
        for (size_t c = 0; c < 4; c++) {
            fputc(',', to);
            csv_number(to, errors[c]);
        }
        fputs(",\n", to);
    }
}

static json_t *fit_object(const struct fit_report *report, const struct fit *fit)
{
    char phrase[FIT_PHRASE_ROOM];
    if (fit->impossible)
        return json_pack("{s:s, s:s}", "distribution", fit_family_name(fit->family), "why_not",
                         fit->impossible);
    phrase_of(phrase, report, fit);
    return json_pack(
        "{s:s, s:s, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:[o,o,o,o]}", "distribution",
        fit_family_name(fit->family), "phrase", phrase, "parameters", (int)fit->parameters,
        "log_likelihood", json_number(fit->log_likelihood), "aic", json_number(fit->aic), "bic",
        json_number(fit->bic), "ks", json_number(fit->ks), "ks_p", json_number(fit->ks_p), "ad",
        json_number(fit->ad), "ad_p", json_number(fit->ad_p), "fits", fit_is_good(fit),
        "standard_errors", json_number(fit->errors.first), json_number(fit->errors.second),
        json_number(fit->errors.third), json_number(fit->errors.shift));
}

static json_t *check_object(const struct fit_report *report)
{
    const struct fit_check *check = report->check;
    return json_pack(
        "{s:I, s:I, s:I, s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:I}", "zeros",
        (json_int_t)check->zeros, "negative", (json_int_t)report->negative, "unreadable",
        (json_int_t)report->unreadable, "different", (json_int_t)check->different, "rounded_to",
        json_number(check->grid > 0 ? check->grid : (double)NAN), "lag1", json_number(check->lag1),
        "ljung_box", json_number(check->ljung_box), "dependence_p",
        json_number(check->dependence_p), "kendall_tau", json_number(check->tau), "trend_p",
        json_number(check->trend_p), "short_outliers", (json_int_t)check->short_outliers,
        "long_outliers", (json_int_t)check->long_outliers);
}

json_t *fit_json(const struct fit_report *report)
{
    json_t *array = json_array();
    for (size_t n = 0; array && n < FIT_FAMILIES; n++) {
        if (json_array_append_new(array, fit_object(report, &report->fits->list[n])) != 0) {
            json_decref(array);
            array = NULL;
        }
    }
    const struct fit *best = fits_best(report->fits);
    char phrase[FIT_PHRASE_ROOM] = "";
    if (best)
        phrase_of(phrase, report, best);
    return json_pack(
        "{s:o, s:o, s:I, s:o, s:o, s:o, s:o, s:o}", "file", json_text(report->path), "column",
        json_text(report->column), "count", (json_int_t)report->check->count, "mean",
        json_number(report->sample->mean), "cv", json_number(report->sample->cv), "best",
        best ? json_string(phrase) : json_null(), "checks", check_object(report), "fits", array);
}
