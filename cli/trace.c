/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `trace`: every event of the first replication. */
#include "report/trace.h"

#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/scenarios.h"

static enum status write_trace(struct output *output, const struct scenario *scenario,
                               const struct request *request)
{
    struct style style = output_style(output, request);
    enum trace_format format = request->format == FORMAT_CSV ? TRACE_CSV : TRACE_TEXT;
    switch (trace_write(output->to, scenario, 1, format, &style, &interrupted)) {
    case TRACE_STOPPED:
        message("interrupted; the trace is partial");
        return STATUS_INTERRUPTED;
    case TRACE_OUT_OF_MEMORY:
        message("out of memory; the trace is partial");
        return STATUS_FAILED;
    default:
        return STATUS_DONE; /* what could not be written is noticed when closing */
    }
}

enum status command_trace(const struct request *request)
{
    struct scenario *scenarios;
    struct output output;
    enum status status = scenarios_read(&scenarios, request);
    if (status != STATUS_DONE)
        return status;
    if (output_open(&output, request)) {
        interrupt_watch();
        status = write_trace(&output, scenarios, request);
        if (!output_close(&output, status != STATUS_FAILED))
            status = STATUS_FAILED;
    } else {
        status = STATUS_FAILED;
    }
    scenarios_free(scenarios, request->operand_count);
    return status;
}
