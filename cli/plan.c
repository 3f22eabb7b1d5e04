/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `plan`: the cheapest values of some keys that keep what is asked. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/folder.h"
#include "cli/keeping.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/scenarios.h"
#include "cli/simulate.h"
#include "cli/vary.h"
#include "lab/planning.h"
#include "models/measures.h"
#include "report/planning_chart.h"
#include "report/planning_data.h"
#include "report/planning_table.h"

struct job {
    const struct request *request;
    struct range ranges[PLANNING_KEYS];
    size_t range_count;
    struct target *targets;
    enum aim aim;
    size_t measure;
    double worth;
};

static void job_free(struct job *job)
{
    for (size_t r = 0; r < job->range_count; r++)
        range_free(&job->ranges[r]);
    free(job->targets);
}

static bool read_ranges(struct job *job)
{
    const struct request *request = job->request;
    if (request->vary_count > 0 && request->vary_count <= PLANNING_KEYS)
        return vary_read(job->ranges, &job->range_count, request, PLANNING_POINTS_MOST);
    message("plan needs 1 to %d --vary KEY=RANGE, such as --vary kitchen.cooks=1..40",
            PLANNING_KEYS);
    return false;
}

static bool read_targets(struct job *job, const char *currency)
{
    const struct request *request = job->request;
    char wrong[TARGET_WRONG_ROOM];
    job->targets = calloc(request->target_count + 1, sizeof *job->targets);
    if (!job->targets) {
        message("out of memory");
        return false;
    }
    for (size_t t = 0; t < request->target_count; t++) {
        if (!target_read(&job->targets[t], request->targets[t], currency, wrong)) {
            message("--target '%s': %s", request->targets[t], wrong);
            return false;
        }
    }
    return true;
}

static bool read_aim(struct job *job, const char *currency)
{
    static const char *const words[AIMS] = {
        [AIM_WAGES] = "wages", [AIM_COUNT] = "count", [AIM_MOST] = "most"};
    const char *asked = job->request->aim;
    char wrong[TARGET_WRONG_ROOM];
    job->aim = AIM_AUTO;
    if (!asked)
        return true;
    for (int aim = 0; aim < AIMS; aim++)
        if (words[aim] && strcmp(asked, words[aim]) == 0) {
            job->aim = (enum aim)aim;
            return true;
        }
    job->aim = AIM_MEASURE;
    if (target_read_aim(asked, currency, &job->measure, &job->worth, wrong))
        return true;
    message("--aim '%s': expected wages, count, most or a measure: %s", asked, wrong);
    return false;
}

/* The picture of each target, into the folder. */
static bool write_pictures(const struct planning *plan, const char *folder)
{
    enum theme theme = planning_scenario(plan)->theme;
    size_t pictures = planning_chart_of_all(plan) ? 1 : plan->variant_count;
    for (size_t t = 0; t < plan->target_count; t++) {
        for (size_t v = 0; v < pictures; v++) {
            struct planning_chart made;
            char name[100];
            snprintf(name, sizeof name, pictures > 1 ? "%s-%zu" : "%s",
                     measure_at(plan->targets[t].measure)->name[theme], v + 1);
            if (!planning_chart_make(&made, plan, t, v)) {
                message("out of memory");
                return false;
            }
            bool done = folder_picture(folder, name, &made.chart);
            planning_chart_free(&made);
            if (!done)
                return false;
        }
    }
    return true;
}

static bool write_folder(const struct planning *plan, const char *folder)
{
    if (!folder_make(folder))
        return false;
    FILE *csv = folder_open(folder, "plan", "csv");
    if (!csv)
        return false;
    planning_csv_write(csv, plan);
    return folder_close(csv, folder, "plan.csv", true) &&
           folder_json(folder, "plan", planning_json(plan)) && write_pictures(plan, folder);
}

static bool print(const struct request *request, const struct planning *plan)
{
    struct output output = output_standard(); /* -o is a folder */
    struct style style = output_style(&output, request);
    bool done = true;
    if (request->format == FORMAT_CSV) {
        planning_csv_write(output.to, plan);
    } else if (request->format == FORMAT_JSON) {
        done = output_json(&output, planning_json(plan));
    } else {
        done = planning_table_write(output.to, plan, &style);
    }
    return output_end(&output, done);
}

/* Makes the plan; *made: there is something to be shown, and to be freed. */
static enum status make(struct job *job, const struct keeping *keeping, struct planning *plan,
                        bool *made)
{
    struct request request = *job->request;
    struct progress progress;
    const char *wrong;
    const struct planning_options options = {
        .runs = {.threads = request.threads,
                 .stop = &interrupted,
                 .keeper = keeping->keeper,
                 .shard = request.shard,
                 .shards = request.shards},
        .aim = job->aim,
        .measure = job->measure,
        .worth = job->worth,
        .most = request.at_most,
        .read = vary_read_point,
        .reader = &request,
        .progress = isatty(STDERR_FILENO) && !request.quiet ? progress_count : NULL,
        .watcher = &progress,
    };
    progress_begin(&progress, true);
    *made = planning_make(plan, job->ranges, job->range_count, job->targets, request.target_count,
                          &options, &wrong);
    progress_end(&progress);
    if (*made)
        return status_of_runs(plan->end);
    if (wrong)
        message("%s", wrong);
    return STATUS_USAGE;
}

/* With what is simulated kept where that is asked for. */
static enum status make_kept(struct job *job, const struct scenario *base, struct planning *plan,
                             bool *made)
{
    struct keeping keeping;
    *made = false;
    enum status status = keeping_begin(&keeping, job->request, base);
    if (status == STATUS_DONE)
        status = make(job, &keeping, plan, made);
    return keeping_end(&keeping, status);
}

static enum status run(struct job *job, const struct scenario *base)
{
    const struct request *request = job->request;
    struct planning plan;
    bool made;
    enum status status = make_kept(job, base, &plan, &made);
    if (!made)
        return status;
    if (plan.end != RUNS_DONE && !plan.part)
        message(plan.variant_count > 0 ? "%s; what follows is partial"
                                       : "%s before anything was found",
                runs_end_words[plan.end]);
    bool shown = plan.variant_count > 0 && !plan.part;
    if (shown &&
        (!print(request, &plan) || (request->output && !write_folder(&plan, request->output))))
        status = STATUS_FAILED;
    planning_free(&plan);
    return status;
}

enum status command_plan(const struct request *request)
{
    struct job job = {.request = request};
    struct scenario *scenarios;
    if (!folder_possible(request->output))
        return STATUS_FAILED;
    enum status status = scenarios_read(&scenarios, request);
    if (status != STATUS_DONE)
        return status;
    const char *currency = scenarios[0].variants[0].world.currency;
    status = STATUS_USAGE;
    if (read_ranges(&job) && read_targets(&job, currency) && read_aim(&job, currency)) {
        interrupt_watch();
        status = run(&job, &scenarios[0]);
    }
    job_free(&job);
    scenarios_free(scenarios, request->operand_count);
    return status;
}
