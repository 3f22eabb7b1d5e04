/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `run`: simulates all variants of the scenarios and prints what came out. */
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/scenarios.h"
#include "lab/experiment.h"
#include "report/csv.h"
#include "report/json.h"
#include "report/run_table.h"

/* The results of several scenarios in one output. */
struct printer {
    const struct request *request;
    struct output output;
    struct style style;
    size_t printed;
    json_t *list; /* JSON of several scenarios is an array */
};

/* Prints one result; false when out of memory. */
static bool print(struct printer *printer, const struct result *result)
{
    FILE *to = printer->output.to;
    bool first = printer->printed++ == 0;
    switch (printer->request->format) {
    case FORMAT_CSV:
        if (first)
            csv_write_header(to);
        csv_write_result(to, result);
        return true;
    case FORMAT_JSON:
        return json_array_append_new(printer->list, json_of_result(result)) == 0;
    default:
        if (!first)
            fputc('\n', to);
        return run_table_write(to, result, &printer->style);
    }
}

static bool print_json(struct printer *printer)
{
    bool one = printer->request->operand_count == 1;
    json_t *value = one ? json_array_get(printer->list, 0) : printer->list;
    bool done = json_write(printer->output.to, value) || ferror(printer->output.to);
    json_decref(printer->list);
    return done;
}

static void say_why_partial(const struct result *result)
{
    const char *reason = result->end == EXPERIMENT_STOPPED ? "interrupted" : "out of memory";
    if (result->replications == 0)
        message("%s: %s before the first day was finished", result->scenario->title, reason);
    else
        message("%s: %s; what follows is partial, from the first %u of %u days",
                result->scenario->title, reason, (unsigned)result->replications,
                (unsigned)result->planned);
}

static enum status run_scenario(struct printer *printer, const struct scenario *scenario)
{
    bool bar = isatty(STDERR_FILENO) && !printer->request->quiet;
    struct progress progress;
    struct experiment_options options = {
        .threads = printer->request->threads,
        .stop = &interrupted,
        .progress = bar ? progress_show : NULL,
        .watcher = &progress,
    };
    struct result result;
    progress_begin(&progress, scenario->precision > 0);
    bool ran = experiment_run(&result, scenario, &options);
    progress_end(&progress);
    if (!ran) {
        message("%s: out of memory", scenario->title);
        return STATUS_FAILED;
    }
    if (result_partial(&result))
        say_why_partial(&result);
    enum status status = result.end == EXPERIMENT_DONE      ? STATUS_DONE
                         : result.end == EXPERIMENT_STOPPED ? STATUS_INTERRUPTED
                                                            : STATUS_FAILED;
    if (!print(printer, &result)) {
        message("%s: out of memory", scenario->title);
        status = STATUS_FAILED;
    }
    result_free(&result);
    return status;
}

static enum status run_all(struct printer *printer, const struct scenario *scenarios)
{
    const struct request *request = printer->request;
    enum status status = STATUS_DONE;
    if (request->format == FORMAT_JSON && !(printer->list = json_array())) {
        message("out of memory");
        return STATUS_FAILED;
    }
    for (size_t n = 0; n < request->operand_count && status == STATUS_DONE; n++)
        status = run_scenario(printer, &scenarios[n]);
    if (printer->list && !print_json(printer)) {
        message("out of memory");
        status = STATUS_FAILED;
    }
    return status;
}

enum status command_run(const struct request *request)
{
    struct scenario *scenarios;
    struct printer printer = {.request = request};
    enum status status = scenarios_read(&scenarios, request);
    if (status != STATUS_DONE)
        return status;
    if (output_open(&printer.output, request)) {
        printer.style = output_style(&printer.output, request);
        interrupt_watch();
        status = run_all(&printer, scenarios);
        if (!output_close(&printer.output, printer.printed > 0))
            status = STATUS_FAILED;
    } else {
        status = STATUS_FAILED;
    }
    scenarios_free(scenarios, request->operand_count);
    return status;
}
