/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `sensitivity`: every number of the scenario up and down: which one matters. */
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/folder.h"
#include "cli/keeping.h"
#include "cli/measures.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/scenarios.h"
#include "cli/simulate.h"
#include "lab/sensitivity.h"
#include "models/measures.h"
#include "models/phrase.h"
#include "report/sensitivity_chart.h"
#include "report/sensitivity_data.h"
#include "report/sensitivity_table.h"

#define CHANGE_DEFAULT 0.2
#define CHANGE_MOST 0.95

/* Rows of a picture: more than that nobody reads. */
#define PICTURE_ROWS 20

static const char *const usual_measures[] = {"time.total.p95"};

static bool read_change(double *change, const struct request *request)
{
    struct phrase_error error;
    *change = CHANGE_DEFAULT;
    if (!request->by)
        return true;
    bool read = phrase_share(request->by, strlen(request->by), change, &error);
    if (read && *change > 0 && *change <= CHANGE_MOST)
        return true;
    message("--by %s: expected a share above 0 and up to %.0f %%, such as 20 %%", request->by,
            100 * CHANGE_MOST);
    return false;
}

static bool write_pictures(const struct sensitivity *s, const char *folder)
{
    const struct scenario *scenario = s->scenario;
    for (size_t m = 0; m < s->measure_count; m++) {
        for (size_t v = 0; v < scenario->variant_count; v++) {
            struct sensitivity_chart made;
            char name[100];
            snprintf(name, sizeof name, scenario->variant_count > 1 ? "%s-%zu" : "%s",
                     measure_at(s->measures[m])->name[scenario->theme], v + 1);
            if (!sensitivity_chart_of(&made, s, v, m, PICTURE_ROWS)) {
                message("out of memory");
                return false;
            }
            bool done = folder_picture(folder, name, &made.chart);
            sensitivity_chart_free(&made);
            if (!done)
                return false;
        }
    }
    return true;
}

static bool write_folder(const struct sensitivity *s, const char *folder)
{
    if (!folder_make(folder))
        return false;
    FILE *csv = folder_open(folder, "sensitivity", "csv");
    if (!csv)
        return false;
    sensitivity_csv_write(csv, s);
    return folder_close(csv, folder, "sensitivity.csv", true) &&
           folder_json(folder, "sensitivity", sensitivity_json(s)) && write_pictures(s, folder);
}

static bool print(const struct sensitivity *s, const struct request *request)
{
    struct output output = output_standard(); /* -o is a folder */
    struct style style = output_style(&output, request);
    bool done = true;
    if (request->format == FORMAT_CSV) {
        sensitivity_csv_write(output.to, s);
    } else if (request->format == FORMAT_JSON) {
        done = output_json(&output, sensitivity_json(s));
    } else {
        done = sensitivity_table_write(output.to, s, &style);
    }
    return output_end(&output, done);
}

static enum status show(const struct sensitivity *s, const struct request *request,
                        enum status status)
{
    if (s->end != RUNS_DONE && s->replications == 0)
        message("%s before one day was finished with every change", runs_end_words[s->end]);
    else if (s->end != RUNS_DONE)
        message("%s; what follows is partial, from the first %u of %u days", runs_end_words[s->end],
                (unsigned)s->replications, (unsigned)s->scenario->replications);
    if (s->replications > 0 &&
        (!print(s, request) || (request->output && !write_folder(s, request->output))))
        return STATUS_FAILED;
    return status;
}

/* How the program ends when the runs are done, with what was finished kept. */
static enum status finish(const struct sensitivity *s, struct keeping *keeping)
{
    const struct request *request = keeping->request;
    enum status status = keeping_end(keeping, status_of_runs(s->end));
    if (keeping_part(request))
        return status;
    if (s->turn_count > 0)
        return show(s, request, status);
    message("%s: there is no number to change%s", s->scenario->title,
            request->key_count > 0 ? " whose name begins so" : "");
    return STATUS_USAGE;
}

static enum status study(const struct scenario *scenario, const struct measures *measures,
                         double change, struct keeping *keeping)
{
    const struct request *request = keeping->request;
    struct progress progress;
    struct sensitivity s;
    const struct sensitivity_options options = {
        .runs = {.threads = request->threads,
                 .stop = &interrupted,
                 .keeper = keeping->keeper,
                 .shard = request->shard,
                 .shards = request->shards},
        .change = change,
        .measures = measures->list,
        .measure_count = measures->count,
        .only = request->keys,
        .only_count = request->key_count,
        .progress = isatty(STDERR_FILENO) && !request->quiet ? progress_days : NULL,
        .watcher = &progress,
    };
    progress_begin(&progress, false);
    bool ran = sensitivity_run(&s, scenario, &options);
    progress_end(&progress);
    if (!ran) {
        message("%s: out of memory", scenario->title);
        return keeping_end(keeping, STATUS_FAILED);
    }
    enum status status = finish(&s, keeping);
    sensitivity_free(&s);
    return status;
}

enum status command_sensitivity(const struct request *request)
{
    struct measures measures;
    struct scenario *scenarios;
    double change;
    if (!folder_possible(request->output))
        return STATUS_FAILED;
    if (!read_change(&change, request) || !measures_read(&measures, request, usual_measures, 1))
        return STATUS_USAGE;
    enum status status = scenarios_read(&scenarios, request);
    if (status == STATUS_DONE) {
        interrupt_watch();
        struct keeping keeping;
        status = keeping_begin(&keeping, request, scenarios);
        if (status == STATUS_DONE)
            status = study(scenarios, &measures, change, &keeping);
        else
            keeping_end(&keeping, status);
        scenarios_free(scenarios, request->operand_count);
    }
    measures_free(&measures);
    return status;
}
