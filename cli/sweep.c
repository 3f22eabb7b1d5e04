/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `sweep`: the scenario for every value of one or two keys: curves, heat maps, figures. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/keeping.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/scenarios.h"
#include "cli/simulate.h"
#include "lab/sweep.h"
#include "models/measures.h"
#include "models/nearest.h"
#include "report/json.h"
#include "report/png.h"
#include "report/sweep_chart.h"
#include "report/sweep_table.h"

/* What is shown unless measures are asked for. */
static const char *const usual_measures[] = {"throughput", "time.total.p95", "calls.lost",
                                             "cooks.waiting", "money.per_order"};

enum { USUAL = sizeof usual_measures / sizeof *usual_measures };

struct job {
    const struct request *request;
    struct range ranges[SWEEP_KEYS];
    size_t range_count;
    size_t *measures;
    size_t measure_count;
};

static void job_free(struct job *job)
{
    for (size_t r = 0; r < job->range_count; r++)
        range_free(&job->ranges[r]);
    free(job->measures);
}

static bool read_ranges(struct job *job)
{
    const struct request *request = job->request;
    size_t points = 1;
    if (request->vary_count == 0 || request->vary_count > SWEEP_KEYS) {
        message("sweep needs one or two --vary KEY=RANGE, such as --vary kitchen.cooks=1..40");
        return false;
    }
    for (size_t r = 0; r < request->vary_count; r++) {
        const char *wrong = range_parse(&job->ranges[r], request->vary[r]);
        if (wrong) {
            message("--vary %s: %s", request->vary[r], wrong);
            return false;
        }
        job->range_count++;
        points *= job->ranges[r].count;
    }
    if (points > SWEEP_POINTS_MOST) {
        message("%zu points are too many; at most %d can be swept", points, SWEEP_POINTS_MOST);
        return false;
    }
    return true;
}

static bool find_measure(const char *name, size_t *index)
{
    *index = measure_find(name);
    if (*index < measure_count())
        return true;
    struct nearest nearest = nearest_to(name, strlen(name));
    for (size_t n = 0; n < measure_count(); n++)
        for (int theme = 0; theme < THEMES; theme++)
            nearest_try(&nearest, measure_at(n)->name[theme]);
    message("unknown measure '%s'%s%s%s", name, nearest.best ? ", did you mean '" : "",
            nearest.best ? nearest.best : "", nearest.best ? "'?" : "");
    return false;
}

static bool read_measures(struct job *job)
{
    const struct request *request = job->request;
    size_t asked = request->measure_count;
    size_t count = asked ? asked : USUAL;
    job->measures = calloc(count, sizeof *job->measures);
    if (!job->measures) {
        message("out of memory");
        return false;
    }
    for (; job->measure_count < count; job->measure_count++)
        if (!find_measure(asked ? request->measures[job->measure_count]
                                : usual_measures[job->measure_count],
                          &job->measures[job->measure_count]))
            return false;
    return true;
}

/* Reads the scenario with the settings of a point after those of the command line. */
static bool read_point(void *reader, struct scenario *scenario, const struct override *settings,
                       size_t count)
{
    const struct job *job = reader;
    struct request request = *job->request;
    size_t all = request.override_count + count;
    struct override *overrides = calloc(all + 1, sizeof *overrides);
    if (!overrides) {
        message("out of memory");
        return false;
    }
    if (request.override_count)
        memcpy(overrides, request.overrides, request.override_count * sizeof *overrides);
    if (count)
        memcpy(overrides + request.override_count, settings, count * sizeof *overrides);
    request.overrides = overrides;
    request.override_count = all;
    request.quiet = true; /* what is odd at one point is what the sweep is to show */
    struct scenario *list;
    bool done = scenarios_read(&list, &request) == STATUS_DONE;
    if (done) {
        *scenario = list[0];
        free(list);
    }
    free(overrides);
    return done;
}

/* Opens a file of the folder. */
static FILE *open_in(const char *folder, const char *name, const char *ending)
{
    char *path;
    if (asprintf(&path, "%s/%s.%s", folder, name, ending) < 0) {
        message("out of memory");
        return NULL;
    }
    FILE *file = fopen(path, "w");
    if (!file)
        message("%s: %s", path, strerror(errno));
    free(path);
    return file;
}

static bool close_file(FILE *file, const char *name, bool written)
{
    bool done = !ferror(file);
    done = fclose(file) == 0 && done && written;
    if (!done)
        message("%s: could not be written: %s", name, strerror(errno));
    return done;
}

static bool write_svg(const char *folder, const char *name, const struct chart *chart)
{
    FILE *file = open_in(folder, name, "svg");
    return file && close_file(file, name, chart_write_svg(file, chart, NULL));
}

/* Where the program can; a program built without says nothing: there is the SVG. */
static bool write_png(const char *folder, const char *name, const struct chart *chart)
{
    if (png_objection())
        return true;
    FILE *file = open_in(folder, name, "png");
    if (!file)
        return false;
    const char *wrong = chart_write_png(file, chart, NULL, 2);
    if (wrong)
        message("%s.png: %s", name, wrong);
    return close_file(file, name, !wrong);
}

static bool write_pictures(const struct sweep *sweep, size_t measure, const char *folder)
{
    const struct scenario *scenario = &sweep->points[0].scenario;
    size_t pictures = sweep->range_count > 1 ? scenario->variant_count : 1;
    for (size_t v = 0; v < pictures; v++) {
        struct sweep_chart made;
        char name[80];
        snprintf(name, sizeof name, pictures > 1 ? "%s-%zu" : "%s",
                 measure_at(measure)->name[scenario->theme], v + 1);
        if (!sweep_chart_of(&made, sweep, measure, v)) {
            message("out of memory");
            return false;
        }
        bool done = write_svg(folder, name, &made.chart) && write_png(folder, name, &made.chart);
        sweep_chart_free(&made);
        if (!done)
            return false;
    }
    return true;
}

static bool write_folder(const struct job *job, const struct sweep *sweep)
{
    const char *folder = job->request->output;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        message("%s: %s", folder, strerror(errno));
        return false;
    }
    FILE *csv = open_in(folder, "sweep", "csv");
    if (!csv)
        return false;
    sweep_csv_write(csv, sweep);
    if (!close_file(csv, "sweep.csv", true))
        return false;
    FILE *json = open_in(folder, "sweep", "json");
    json_t *value = json ? sweep_json(sweep) : NULL;
    bool done = json && close_file(json, "sweep.json", json_write(json, value));
    json_decref(value);
    for (size_t i = 0; i < job->measure_count && done; i++)
        done = write_pictures(sweep, job->measures[i], folder);
    return done;
}

static bool print(const struct job *job, const struct sweep *sweep)
{
    struct request terminal = *job->request;
    terminal.output = NULL; /* -o is a folder */
    struct output output;
    if (!output_open(&output, &terminal))
        return false;
    struct style style = output_style(&output, &terminal);
    bool done = true;
    if (job->request->format == FORMAT_CSV) {
        sweep_csv_write(output.to, sweep);
    } else if (job->request->format == FORMAT_JSON) {
        json_t *value = sweep_json(sweep);
        done = json_write(output.to, value);
        json_decref(value);
    } else {
        const struct sweep_shown shown = {job->measures, job->measure_count};
        done = sweep_table_write(output.to, sweep, &shown, &style);
    }
    return output_close(&output, done) && done;
}

/* Simulates it; *ran: there is something to be shown, and to be freed. */
static enum status simulate_points(struct job *job, const struct keeping *keeping,
                                   struct sweep *sweep, bool *ran)
{
    const struct request *request = job->request;
    struct progress progress;
    bool bar = isatty(STDERR_FILENO) && !request->quiet;
    const struct sweep_options options = {
        .experiment = {.threads = request->threads,
                       .stop = &interrupted,
                       .progress = bar ? progress_show : NULL,
                       .watcher = &progress,
                       .keeper = keeping->keeper,
                       .shard = request->shard,
                       .shards = request->shards},
        .read = read_point,
        .reader = job,
    };
    progress_begin(&progress, false);
    *ran = sweep_run(sweep, job->ranges, job->range_count, &options);
    progress_end(&progress);
    return *ran ? status_of_runs(sweep->end) : STATUS_USAGE;
}

/* The same, with what is finished kept where that is asked for. */
static enum status simulate_kept(struct job *job, struct sweep *sweep, bool *ran)
{
    struct keeping keeping = {.request = job->request};
    struct scenario base;
    *ran = false;
    if (!job->request->store)
        return simulate_points(job, &keeping, sweep, ran);
    if (!read_point(job, &base, NULL, 0))
        return STATUS_USAGE;
    enum status status = keeping_begin(&keeping, job->request, &base);
    if (status == STATUS_DONE)
        status = simulate_points(job, &keeping, sweep, ran);
    status = keeping_end(&keeping, status);
    scenario_free(&base);
    return status;
}

static enum status run(struct job *job)
{
    struct sweep sweep;
    bool ran;
    enum status status = simulate_kept(job, &sweep, &ran);
    if (!ran)
        return status;
    bool shown = sweep.point_count > 0 && !keeping_part(job->request);
    if (sweep.end != RUNS_DONE && !keeping_part(job->request))
        message("%s; what follows is partial: %zu of %zu points", runs_end_words[sweep.end],
                sweep.point_count, sweep.planned);
    if (shown && (!print(job, &sweep) || (job->request->output && !write_folder(job, &sweep))))
        status = STATUS_FAILED;
    sweep_free(&sweep);
    return status;
}

enum status command_sweep(const struct request *request)
{
    struct job job = {.request = request};
    enum status status = STATUS_USAGE;
    if (read_ranges(&job) && read_measures(&job)) {
        interrupt_watch();
        status = run(&job);
    }
    job_free(&job);
    return status;
}
