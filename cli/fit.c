/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `fit`: from observations to what is written into a scenario. */
#include "cli/fit.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/message.h"
#include "cli/picture.h"
#include "models/phrase.h"

bool fit_draws(const struct request *request)
{
    const char *ending = request->output ? strrchr(request->output, '.') : NULL;
    return ending && (strcasecmp(ending, ".svg") == 0 || strcasecmp(ending, ".png") == 0);
}

bool fit_open(struct output *output, const struct request *request)
{
    if (!fit_draws(request))
        return output_open(output, request);
    *output = output_standard();
    return true;
}

bool fit_draw(const struct request *request, const struct chart *chart)
{
    struct output output;
    if (!output_open(&output, request))
        return false;
    bool done = picture_write(&output, request, chart, NULL);
    return output_close(&output, done) && done;
}

bool fit_draw_rates(const struct request *request, const struct rates_report *report)
{
    struct rates_chart *made = malloc(sizeof *made);
    if (!made) {
        message("out of memory");
        return false;
    }
    rates_chart_of(made, report);
    bool done = fit_draw(request, &made->chart);
    free(made);
    return done;
}

bool fit_seed(uint64_t *seed, const struct request *request)
{
    struct phrase_error error;
    *seed = 1;
    for (size_t n = 0; n < request->override_count; n++) {
        const char *value = request->overrides[n].value;
        if (!phrase_whole(value, strlen(value), seed, &error)) {
            message("--seed %s: %s", value, error.text);
            return false;
        }
    }
    *seed += *seed == 0; /* 0 would mean no tests */
    return true;
}

/* Whether what is asked for goes together; false after a message. */
static bool sensible(const struct request *request)
{
    bool durations = !request->arrivals && !request->access_log;
    if (request->arrivals && request->access_log)
        message("--arrivals and --access-log are two kinds of files: leave out one");
    else if (request->working_share && !request->access_log)
        message("--working-share goes with --access-log");
    else if (request->between && durations)
        message("--between goes with --arrivals or --access-log");
    else if ((request->quantiles || request->values) && !durations)
        message("%s goes with durations, not with %s",
                request->quantiles ? "--quantiles" : "--values",
                request->arrivals ? "--arrivals" : "--access-log");
    else if (request->access_log && request->format != FORMAT_TABLE)
        message("--access-log writes a scenario: leave out --format");
    else
        return !fit_draws(request) || picture_possible(request);
    return false;
}

enum status command_fit(const struct request *request)
{
    if (!sensible(request))
        return STATUS_USAGE;
    return request->arrivals     ? fit_arrivals(request)
           : request->access_log ? fit_access_log(request)
                                 : fit_durations(request);
}
