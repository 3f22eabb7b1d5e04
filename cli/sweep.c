/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `sweep`: the scenario for every value of one or two keys, or, when none is named, for every
 * number of cooks and then for every demand: curves, heat maps, figures.
 */
#include <stdio.h>
#include <stdlib.h>
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
#include "cli/vary.h"
#include "lab/sweep.h"
#include "lab/usual.h"
#include "models/measures.h"
#include "report/sweep_chart.h"
#include "report/sweep_table.h"

/* What is shown unless measures are asked for. */
static const char *const usual_measures[] = {"throughput", "time.total.p95", "calls.lost",
                                             "cooks.waiting", "money.per_order"};

enum { USUAL_MEASURES = sizeof usual_measures / sizeof *usual_measures };

/* One sweep with what is asked of --vary, or the usual ones one after the other. */
struct job {
    const struct request *request;
    struct measures measures;
    struct range ranges[SWEEP_KEYS];
    size_t range_count;
    struct usual usual;
    struct keeping keeping;
    struct sweep sweeps[USUALS];
    size_t sweep_count; /* run */
    uint64_t runs;      /* that they wanted */
};

static void job_free(struct job *job)
{
    for (size_t n = 0; n < job->sweep_count; n++)
        sweep_free(&job->sweeps[n]);
    for (size_t r = 0; r < job->range_count; r++)
        range_free(&job->ranges[r]);
    usual_free(&job->usual);
    measures_free(&job->measures);
}

static bool read_ranges(struct job *job)
{
    if (job->request->vary_count <= SWEEP_KEYS)
        return vary_read(job->ranges, &job->range_count, job->request, SWEEP_POINTS_MOST);
    message("sweep takes one or two --vary KEY=RANGE, such as --vary kitchen.cooks=1..40");
    return false;
}

/* What to vary when nobody says so. */
static enum status find_usual(struct job *job, const struct scenario *scenario)
{
    if (!usual_of(&job->usual, scenario)) {
        message("out of memory");
        return STATUS_FAILED;
    }
    if (job->usual.objections[USUAL_COOKS] && job->usual.objections[USUAL_DEMAND]) {
        message("%s; say what to --vary", job->usual.objections[USUAL_COOKS]);
        return STATUS_USAGE;
    }
    return STATUS_DONE;
}

/* A name for the files of a sweep's measure: with several sweeps, that of the key before it. */
static void name_file(char *name, size_t room, const struct job *job, const struct sweep *sweep,
                      size_t measure)
{
    snprintf(name, room, "%.60s%s%.60s", job->sweep_count > 1 ? sweep->ranges[0].key : "",
             job->sweep_count > 1 ? "-" : "",
             measure_at(measure)->name[sweep->points[0].scenario.theme]);
}

static bool write_picture(const struct job *job, const struct sweep *sweep, size_t measure,
                          size_t variant, bool numbered)
{
    struct sweep_chart made;
    char name[150], file[170];
    name_file(name, sizeof name, job, sweep, measure);
    snprintf(file, sizeof file, numbered ? "%s-%zu" : "%s", name, variant + 1);
    if (!sweep_chart_of(&made, sweep, measure, variant, true)) {
        message("out of memory");
        return false;
    }
    bool done = folder_picture(job->request->output, file, &made.chart);
    sweep_chart_free(&made);
    return done;
}

/* One of all variants, or a heat map for each; none of what is 0 everywhere and nobody asked for.
 */
static bool write_pictures(const struct job *job, const struct sweep *sweep)
{
    size_t variants = sweep->points[0].scenario.variant_count;
    size_t pictures = sweep->range_count > 1 ? variants : 1;
    bool done = true;
    for (size_t i = 0; i < job->measures.count; i++) {
        size_t measure = job->measures.list[i];
        if (job->request->measure_count == 0 && sweep_is_flat(sweep, measure))
            continue;
        for (size_t v = 0; v < pictures && done; v++)
            done = write_picture(job, sweep, measure, v, pictures > 1);
    }
    return done;
}

/* One object, or an array of those of several sweeps; NULL when out of memory. */
static json_t *json_of(const struct job *job)
{
    if (job->sweep_count == 1)
        return sweep_json(&job->sweeps[0]);
    json_t *array = json_array();
    for (size_t n = 0; array && n < job->sweep_count; n++) {
        if (json_array_append_new(array, sweep_json(&job->sweeps[n])) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

static bool write_folder(const struct job *job)
{
    const char *folder = job->request->output;
    if (!folder_make(folder))
        return false;
    FILE *csv = folder_open(folder, "sweep", "csv");
    if (!csv)
        return false;
    sweep_csv_write(csv, job->sweeps, job->sweep_count);
    bool done =
        folder_close(csv, folder, "sweep.csv", true) && folder_json(folder, "sweep", json_of(job));
    for (size_t n = 0; n < job->sweep_count && done; n++)
        done = write_pictures(job, &job->sweeps[n]);
    return done;
}

static bool print_tables(FILE *to, const struct job *job, const struct style *style)
{
    const struct sweep_shown shown = {job->measures.list, job->measures.count};
    for (size_t n = 0; n < job->sweep_count; n++) {
        if (n > 0)
            fputc('\n', to);
        if (!sweep_table_write(to, &job->sweeps[n], &shown, style))
            return false;
    }
    for (size_t n = 0; n < USUALS; n++)
        if (job->usual.objections[n])
            text_wrap(to, style, 0, 2, job->usual.objections[n]);
    return true;
}

static bool print(const struct job *job)
{
    struct output output = output_standard(); /* -o is a folder */
    struct style style = output_style(&output, job->request);
    bool done = true;
    if (job->request->format == FORMAT_CSV) {
        sweep_csv_write(output.to, job->sweeps, job->sweep_count);
    } else if (job->request->format == FORMAT_JSON) {
        done = output_json(&output, json_of(job));
    } else {
        done = print_tables(output.to, job, &style);
    }
    return output_end(&output, done);
}

static void say_why_partial(const struct sweep *sweep)
{
    unsigned least = (unsigned)sweep_replications(sweep);
    if (sweep->point_count == 0)
        message("%s before the first day was finished", runs_end_words[sweep->end]);
    else if (sweep->point_count < sweep->planned)
        message("%s; what follows is partial: %zu of %zu points", runs_end_words[sweep->end],
                sweep->point_count, sweep->planned);
    else
        message("%s; what follows is partial: %u days or more at every point",
                runs_end_words[sweep->end], least);
}

/* The bar of a sweep that is under way. */
struct watch {
    struct progress progress;
    const struct sweep *sweep;
};

/* Its scenarios are read by now: days are added where they ask for a precision. */
static void show_progress(void *watcher, uint64_t finished, uint64_t planned)
{
    struct watch *watch = watcher;
    watch->progress.growing = watch->sweep->points[0].scenario.precision > 0;
    progress_days(&watch->progress, finished, planned);
}

/* Runs one sweep; what it came to is the job's. */
static enum status run_sweep(struct job *job, const struct range *ranges, size_t range_count)
{
    struct request request = *job->request;
    struct sweep *sweep = &job->sweeps[job->sweep_count];
    struct watch watch = {.sweep = sweep};
    bool bar = isatty(STDERR_FILENO) && !request.quiet;
    const struct sweep_options options = {
        .experiment = {.threads = request.threads,
                       .stop = &interrupted,
                       .watcher = &watch,
                       .keeper = job->keeping.keeper,
                       .shard = request.shard,
                       .shards = request.shards,
                       .before = job->runs},
        .read = vary_read_point,
        .reader = &request,
        .measures = job->measures.list,
        .measure_count = job->measures.count,
        .progress = bar ? show_progress : NULL,
    };
    progress_begin(&watch.progress, false);
    watch.progress.about = ranges[0].key;
    bool ran = sweep_run(sweep, ranges, range_count, &options);
    progress_end(&watch.progress);
    if (!ran)
        return STATUS_USAGE;
    if (sweep->end != RUNS_DONE && !keeping_part(&request))
        say_why_partial(sweep);
    enum status status = status_of_runs(sweep->end);
    for (size_t n = 0; n < sweep->planned; n++)
        job->runs += result_runs(&sweep->points[n].result);
    if (sweep->point_count > 0)
        job->sweep_count++;
    else
        sweep_free(sweep);
    return status;
}

/* What was asked for, or the usual sweeps. */
static enum status run_sweeps(struct job *job)
{
    enum status status = STATUS_DONE;
    if (job->range_count > 0)
        return run_sweep(job, job->ranges, job->range_count);
    for (size_t n = 0; n < USUALS && status == STATUS_DONE; n++)
        if (job->usual.ranges[n].count > 0)
            status = run_sweep(job, &job->usual.ranges[n], 1);
    return status;
}

/*
 * With the scenario as it is, where the store or the usual ranges ask for it; else it may lack a
 * key that is varied.
 */
static enum status run_all(struct job *job)
{
    struct scenario *base = NULL;
    enum status status = STATUS_DONE;
    if (job->range_count == 0 || job->request->store)
        status = scenarios_read(&base, job->request);
    if (status != STATUS_DONE)
        return status;
    if (job->range_count == 0)
        status = find_usual(job, base);
    if (status == STATUS_DONE) {
        status = keeping_begin(&job->keeping, job->request, base);
        if (status == STATUS_DONE)
            status = run_sweeps(job);
        status = keeping_end(&job->keeping, status);
    }
    if (base)
        scenarios_free(base, 1);
    return status;
}

enum status command_sweep(const struct request *request)
{
    struct job job = {.request = request};
    enum status status = STATUS_USAGE;
    if (!folder_possible(request->output))
        return STATUS_FAILED;
    if (read_ranges(&job) &&
        measures_read(&job.measures, request, usual_measures, USUAL_MEASURES)) {
        interrupt_watch();
        status = run_all(&job);
        if (job.sweep_count > 0 && !keeping_part(request) &&
            (!print(&job) || (request->output && !write_folder(&job))))
            status = STATUS_FAILED;
    }
    job_free(&job);
    return status;
}
