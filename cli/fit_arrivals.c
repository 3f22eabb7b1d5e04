/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `fit --arrivals CALLS`: the plan of rates that the times of calls suggest. */
#include <stdlib.h>
#include <string.h>

#include "cli/calls.h"
#include "cli/fit.h"
#include "cli/message.h"
#include "cli/observed.h"
#include "lab/fit.h"
#include "report/rates_table.h"

static bool write_report(const struct rates_report *report, const struct request *request)
{
    struct output output;
    if (!fit_open(&output, request))
        return false;
    struct style style = output_style(&output, request);
    bool done = true;
    if (request->format == FORMAT_CSV) {
        rates_csv_write(output.to, report);
    } else if (request->format == FORMAT_JSON) {
        done = output_json(&output, rates_json(report));
    } else {
        done = rates_table_write(output.to, report, &style);
    }
    return output_end(&output, done);
}

/* The best distribution of the times between calls, for those that do not come by chance. */
static bool fit_between(struct fits *fits, const struct fit_calls *calls, uint64_t seed,
                        unsigned threads)
{
    size_t all = calls->first[calls->days];
    double *gaps = malloc((all + 1) * sizeof *gaps);
    struct fit_sample sample;
    if (!gaps || !fit_sample_make(&sample, gaps, fit_gaps(gaps, calls), calls->grid)) {
        free(gaps);
        message("out of memory");
        return false;
    }
    fits_make(fits, &sample, seed, threads);
    fit_sample_free(&sample);
    free(gaps);
    return true;
}

static enum status fit(const struct calls *calls, const struct column *column,
                       const struct request *request)
{
    struct fit_plan plan;
    struct fits fits = {0};
    uint64_t seed;
    if (!fit_seed(&seed, request))
        return STATUS_USAGE;
    if (!fit_plan_make(&plan, &calls->fit, seed)) {
        message("out of memory");
        return STATUS_FAILED;
    }
    bool renewal = plan.count == 1 && plan.gaps >= 10 && plan.ks_p < 0.05;
    if (renewal && !fit_between(&fits, &calls->fit, seed, request->threads))
        return STATUS_FAILED;
    const char *path = request->operands[0];
    const struct rates_report report = {
        .path = strcmp(path, "-") == 0 ? "standard input" : path,
        .opens = calls->opens,
        .by_clock = calls->kind != TIMES_SINCE,
        .window_given = request->between != NULL,
        .outside = calls->outside,
        .unreadable = column->unreadable.count,
        .calls = &calls->fit,
        .plan = &plan,
        .gaps = fits.possible > 0 ? fits.list : NULL,
    };
    bool done =
        write_report(&report, request) && (!fit_draws(request) || fit_draw_rates(request, &report));
    return done ? STATUS_DONE : STATUS_FAILED;
}

enum status fit_arrivals(const struct request *request)
{
    const char *path = request->operands[0];
    struct calls calls = {0};
    struct column column;
    enum status status = STATUS_USAGE;
    if (!unit_read(&calls.unit, request->unit))
        return status;
    if (calls_read(&calls, &column, path, request->column)) {
        if (!request->quiet)
            unreadable_tell(&column.unreadable, path, "time");
        if (calls.count == 0)
            message("%s: there are no times in it", path);
        else if (calls_arrange(&calls, request->between))
            status = fit(&calls, &column, request);
    }
    calls_free(&calls);
    return status;
}
