/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running an experiment as a command does it. */
#include "cli/simulate.h"

#include <unistd.h>

#include "cli/keeping.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/progress.h"

enum status status_of_runs(enum runs_end end)
{
    return end == RUNS_DONE      ? STATUS_DONE
           : end == RUNS_STOPPED ? STATUS_INTERRUPTED
                                 : STATUS_FAILED;
}

static void say_why_partial(const struct result *result)
{
    const char *reason = runs_end_words[result->end];
    if (result->replications == 0)
        message("%s: %s before the first day was finished", result->scenario->title, reason);
    else
        message("%s: %s; what follows is partial, from the first %u of %u days",
                result->scenario->title, reason, (unsigned)result->replications,
                (unsigned)result->planned);
}

/* Runs it, with the store open. */
static enum status run(struct result *result, const struct scenario *scenario,
                       const struct keeping *keeping)
{
    const struct request *request = keeping->request;
    struct progress progress;
    struct experiment_options options = {
        .threads = request->threads,
        .stop = &interrupted,
        .progress = isatty(STDERR_FILENO) && !request->quiet ? progress_show : NULL,
        .watcher = &progress,
        .keeper = keeping->keeper,
        .shard = request->shard,
        .shards = request->shards,
    };
    progress_begin(&progress, scenario->precision > 0);
    bool ran = experiment_run(result, scenario, &options);
    progress_end(&progress);
    if (ran)
        return status_of_runs(result->end);
    message("%s: out of memory", scenario->title);
    *result = (struct result){0};
    return STATUS_FAILED;
}

enum status simulate(struct result *result, const struct scenario *scenario,
                     const struct request *request)
{
    struct keeping keeping;
    *result = (struct result){0};
    enum status status = keeping_begin(&keeping, request, scenario);
    if (status == STATUS_DONE)
        status = run(result, scenario, &keeping);
    status = keeping_end(&keeping, status);
    if (!result->scenario)
        return status;
    if (keeping_part(request)) {
        result_free(result);
        *result = (struct result){0};
    } else if (result_partial(result)) {
        say_why_partial(result);
    }
    return status;
}
