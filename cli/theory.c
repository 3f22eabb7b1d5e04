/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `theory`: what queueing theory says, beside what simulation says. */
#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/scenarios.h"
#include "cli/simulate.h"
#include "report/theory_data.h"
#include "report/theory_table.h"

/* Writes the result in the format asked for; false when out of memory. */
static bool print(struct output *output, const struct result *result, const struct request *request)
{
    struct style style = output_style(output, request);
    switch (request->format) {
    case FORMAT_CSV:
        theory_csv_write(output->to, result);
        return true;
    case FORMAT_JSON:
        return output_json(output, theory_json(result));
    default:
        return theory_table_write(output->to, result, &style);
    }
}

static enum status write_theory(struct output *output, const struct scenario *scenario,
                                const struct request *request)
{
    struct result result;
    enum status status = simulate(&result, scenario, request);
    if (!result.scenario)
        return status;
    if (!print(output, &result, request)) {
        message("%s: out of memory", scenario->title);
        status = STATUS_FAILED;
    }
    result_free(&result);
    return status;
}

enum status command_theory(const struct request *request)
{
    struct scenario *scenarios;
    struct output output;
    enum status status = scenarios_read(&scenarios, request);
    if (status != STATUS_DONE)
        return status;
    if (output_open(&output, request)) {
        interrupt_watch();
        status = write_theory(&output, scenarios, request);
        if (!output_close(&output, status != STATUS_FAILED))
            status = STATUS_FAILED;
    } else {
        status = STATUS_FAILED;
    }
    scenarios_free(scenarios, request->operand_count);
    return status;
}
