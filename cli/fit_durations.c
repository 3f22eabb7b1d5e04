/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `fit DATA`: the distribution of observed durations. */
#include <ctype.h>
#include <string.h>

#include "cli/fit.h"
#include "cli/message.h"
#include "cli/observed.h"
#include "report/csv.h"
#include "report/fit_chart.h"
#include "report/fit_table.h"

/* What the line to paste begins with: the column's name if it could be a key, else "prep". */
static const char *key_of(const struct column *column)
{
    const char *name = column->name;
    for (const char *at = name; *at; at++)
        if (!islower((unsigned char)*at) && *at != '_')
            return "prep";
    return *name ? name : "prep";
}

static bool write_report(const struct fit_report *report, const struct request *request)
{
    struct output output;
    if (!fit_open(&output, request))
        return false;
    struct style style = output_style(&output, request);
    bool done = true;
    if (request->format == FORMAT_CSV) {
        fit_csv_write(output.to, report);
    } else if (request->format == FORMAT_JSON) {
        done = output_json(&output, fit_json(report));
    } else {
        done = fit_table_write(output.to, report, &style);
    }
    return output_end(&output, done);
}

static bool draw(const struct fit_report *report, const struct request *request)
{
    struct fit_chart made;
    if (report->sample->count == 0) {
        message("there is nothing to draw");
        return false;
    }
    bool done = request->quantiles
                    ? fit_chart_quantiles(&made, report->sample, report->fits, report->path)
                    : fit_chart_histogram(&made, report->sample, report->fits, report->path);
    if (!done) {
        message("out of memory");
        return false;
    }
    done = fit_draw(request, &made.chart);
    fit_chart_free(&made);
    return done;
}

/* The values alone, in seconds, one a line. */
static enum status write_values(const struct durations *durations, const struct request *request)
{
    struct output output;
    if (!output_open(&output, request))
        return STATUS_FAILED;
    for (size_t n = 0; n < durations->count; n++) {
        csv_number(output.to, durations->seconds[n]);
        fputc('\n', output.to);
    }
    return output_close(&output, true) ? STATUS_DONE : STATUS_FAILED;
}

/* The options that decide which values are read, as they would be typed again. */
static void spell_options(char *text, size_t room, const struct request *request)
{
    const char *column = request->column, *unit = request->unit;
    snprintf(text, room, "%s%s%s%s%s", column ? " --column '" : "", column ? column : "",
             column ? "'" : "", unit ? " --unit " : "", unit ? unit : "");
}

static enum status fit(const struct durations *durations, const struct column *column,
                       const struct request *request)
{
    struct fit_check check;
    struct fit_sample sample = {0};
    struct fits fits;
    uint64_t seed;
    char options[160];
    if (!fit_seed(&seed, request))
        return STATUS_USAGE;
    if (!fit_check_make(&check, durations->seconds, durations->count) ||
        !fit_sample_make(&sample, durations->seconds, durations->count, check.grid)) {
        message("out of memory");
        return STATUS_FAILED;
    }
    fits_make(&fits, &sample, seed, request->threads);
    spell_options(options, sizeof options, request);
    const struct fit_report report = {
        .path = strcmp(request->operands[0], "-") == 0 ? "standard input" : request->operands[0],
        .column = column->name,
        .options = options,
        .key = key_of(column),
        .negative = durations->negative,
        .unreadable = column->unreadable.count,
        .check = &check,
        .sample = &sample,
        .fits = &fits,
        .quantiles = request->quantiles,
    };
    bool done = write_report(&report, request);
    if (done && fit_draws(request))
        done = draw(&report, request);
    if (fits.out_of_memory)
        message("out of memory; some distributions were not tried");
    fit_sample_free(&sample);
    return done && !fits.out_of_memory ? STATUS_DONE : STATUS_FAILED;
}

enum status fit_durations(const struct request *request)
{
    const char *path = request->operands[0];
    struct durations durations = {0};
    struct column column;
    enum status status = STATUS_USAGE;
    if (!unit_read(&durations.unit, request->unit))
        return status;
    if (durations_read(&durations, &column, path, request->column)) {
        if (!request->quiet)
            unreadable_tell(&column.unreadable, path, "duration");
        if (durations.count == 0)
            message("%s: there are no durations in it%s", path,
                    request->column ? ", in that column" : "");
        else
            status = request->values ? write_values(&durations, request)
                                     : fit(&durations, &column, request);
    }
    durations_free(&durations);
    return status;
}
