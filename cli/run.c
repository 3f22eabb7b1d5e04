/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `run`: simulates all variants of the scenarios and prints what came out. */
#include <string.h>

#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/scenarios.h"
#include "cli/simulate.h"
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
    bool done = printer->printed == 0 || json_write(printer->output.to, value);
    json_decref(printer->list);
    return done;
}

static enum status run_scenario(struct printer *printer, const struct scenario *scenario)
{
    struct result result;
    enum status status = simulate(&result, scenario, printer->request);
    if (!result.scenario)
        return status;
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
