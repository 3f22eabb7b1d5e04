/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `trace`: the first replication, written down or compared with one written down earlier. */
#include "report/trace.h"

#include <errno.h>
#include <string.h>

#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/picture.h"
#include "cli/scenarios.h"
#include "report/chrome.h"
#include "report/fingerprint.h"
#include "report/gantt.h"

/* Pixels; a day in less could not be read. */
#define GANTT_WIDTH 1200

static enum status status_of(enum trace_end end, const char *what)
{
    switch (end) {
    case TRACE_STOPPED:
        message("interrupted; %s is partial", what);
        return STATUS_INTERRUPTED;
    case TRACE_OUT_OF_MEMORY:
        message("out of memory; %s is partial", what);
        return STATUS_FAILED;
    default:
        return STATUS_DONE; /* what could not be written is noticed when closing */
    }
}

static enum status draw_gantt(struct output *output, const struct scenario *scenario,
                              const struct request *request)
{
    const struct chart_look look = {.width = GANTT_WIDTH};
    struct gantt gantt;
    enum status status = status_of(gantt_make(&gantt, scenario, 1, &interrupted), "the picture");
    if (status != STATUS_FAILED && !picture_write(output, request, &gantt.chart, &look))
        status = STATUS_FAILED;
    gantt_free(&gantt);
    return status;
}

static enum status verify(struct output *output, const struct scenario *scenario,
                          const struct request *request)
{
    enum verdict verdict;
    FILE *from = fopen(request->verify, "r");
    if (!from) {
        message("--verify %s: %s", request->verify, strerror(errno));
        return STATUS_USAGE;
    }
    enum trace_end end = fingerprint_verify(output->to, &verdict, from, scenario, 1, &interrupted);
    fclose(from);
    if (end != TRACE_DONE)
        return status_of(end, "the comparison");
    if (verdict == VERDICT_UNREADABLE) {
        message("--verify %s: not a trace (--format csv) or a fingerprint, or damaged",
                request->verify);
        return STATUS_USAGE;
    }
    return verdict == VERDICT_SAME ? STATUS_DONE : STATUS_FAILED;
}

static enum status write_day(struct output *output, const struct scenario *scenario,
                             const struct request *request)
{
    if (request->verify)
        return verify(output, scenario, request);
    if (request->fingerprint)
        return status_of(fingerprint_write(output->to, scenario, 1, &interrupted),
                         "the fingerprint");
    switch (request->format) {
    case FORMAT_CHROME:
    case FORMAT_PERFETTO:
        return status_of(chrome_write(output->to, scenario, 1, &interrupted), "the trace");
    case FORMAT_GANTT:
        return draw_gantt(output, scenario, request);
    default:
        return status_of(trace_write(output->to, scenario, 1,
                                     request->format == FORMAT_CSV ? TRACE_CSV : TRACE_TEXT,
                                     &interrupted),
                         "the trace");
    }
}

/* Whether what is asked for goes together; false after a message. */
static bool sensible(const struct request *request)
{
    bool formatted = request->format != FORMAT_TABLE;
    if (request->verify && (request->fingerprint || formatted))
        message("--verify finds out by itself what the file is: leave out --fingerprint and "
                "--format");
    else if (request->fingerprint && formatted)
        message("--fingerprint has a format of its own: leave out --format");
    else
        return request->format != FORMAT_GANTT || picture_possible(request);
    return false;
}

enum status command_trace(const struct request *request)
{
    struct scenario *scenarios;
    struct output output;
    if (!sensible(request))
        return STATUS_USAGE;
    enum status status = scenarios_read(&scenarios, request);
    if (status != STATUS_DONE)
        return status;
    if (output_open(&output, request)) {
        interrupt_watch();
        status = write_day(&output, scenarios, request);
        /* A difference that was found is a result, too. */
        bool keep = status != STATUS_USAGE && (status != STATUS_FAILED || request->verify);
        if (!output_close(&output, keep))
            status = STATUS_FAILED;
    } else {
        status = STATUS_FAILED;
    }
    scenarios_free(scenarios, request->operand_count);
    return status;
}
