/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `results`: what a store holds. */
#include "report/results.h"

#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/picture.h"
#include "models/nearest.h"

/* What the table shows unless measures are asked for, as far as there is room; in both themes. */
static const char *const usual[] = {"throughput",    "time.total.p95",  "calls.lost",
                                    "cooks.waiting", "workers.waiting", "money.per_order"};

/* What the picture shows. */
static const char *const usual_picture = "time.total.p95";

struct job {
    const struct request *request;
    struct store_file file;
    struct store_contents contents;
    size_t *measures;
    struct results_shown shown;
    FILE *to; /* where days go */
};

/* The place of a measure by its name; measure_count when there is none. */
static size_t find(const struct store_about *about, const char *name)
{
    size_t n = 0;
    while (n < about->measure_count && strcmp(about->measures[n].name, name) != 0)
        n++;
    return n;
}

static bool unknown(const struct store_about *about, const char *name)
{
    struct nearest nearest = nearest_to(name, strlen(name));
    for (size_t n = 0; n < about->measure_count; n++)
        nearest_try(&nearest, about->measures[n].name);
    message("the store has no measure '%s'%s%s%s", name, nearest.best ? ", did you mean '" : "",
            nearest.best ? nearest.best : "", nearest.best ? "'?" : "");
    return false;
}

/* Those that are asked for; else for people the usual ones, and for programs all. */
static enum status choose_measures(struct job *job)
{
    const struct request *request = job->request;
    const struct store_about *about = &job->contents.about;
    job->measures = calloc(about->measure_count + request->measure_count + 1, sizeof(size_t));
    if (!job->measures) {
        message("out of memory");
        return STATUS_FAILED;
    }
    size_t count = 0;
    for (; count < request->measure_count; count++) {
        job->measures[count] = find(about, request->measures[count]);
        if (job->measures[count] == about->measure_count) {
            unknown(about, request->measures[count]);
            return STATUS_USAGE;
        }
    }
    bool people = request->format == FORMAT_TABLE;
    for (size_t n = 0; count == 0 && !people && n < about->measure_count; n++)
        job->measures[n] = n;
    for (size_t n = 0; people && request->measure_count == 0 && n < sizeof usual / sizeof *usual;
         n++)
        if (find(about, usual[n]) < about->measure_count)
            job->measures[count++] = find(about, usual[n]);
    job->shown = (struct results_shown){
        .measures = job->measures,
        .count = count == 0 && !people ? about->measure_count : count,
        .chosen = request->measure_count > 0,
    };
    return STATUS_DONE;
}

static bool draw(struct job *job, struct output *output)
{
    const struct store_contents *contents = &job->contents;
    size_t measure = job->shown.chosen ? job->measures[0] : find(&contents->about, usual_picture);
    struct results_chart made;
    if (measure == contents->about.measure_count)
        return unknown(&contents->about, usual_picture);
    if (contents->point_count == 0) {
        message("%s: no day is finished yet", job->request->operands[0]);
        return false;
    }
    if (!results_chart_of(&made, contents, measure)) {
        message("out of memory");
        return false;
    }
    bool done = picture_write(output, job->request, &made.chart, NULL);
    results_chart_free(&made);
    return done;
}

static void write_day(void *listener, size_t point, uint32_t replication, const double *values)
{
    const struct job *job = listener;
    results_days_row(job->to, &job->contents, &job->shown, point, replication, values);
}

static bool write_days(struct job *job, FILE *to)
{
    job->to = to;
    results_days_header(to, &job->contents, &job->shown);
    if (store_each_day(&job->file, &job->contents, write_day, job))
        return true;
    message("%s: %s", job->request->operands[0], job->file.trouble);
    return false;
}

/* Writes it as asked for; false after a message. */
static bool write(struct job *job, struct output *output)
{
    const struct style style = output_style(output, job->request);
    bool done = true;
    switch (job->request->format) {
    case FORMAT_CHART:
        return draw(job, output);
    case FORMAT_CSV:
        if (job->request->days)
            return write_days(job, output->to);
        results_csv_write(output->to, &job->contents, &job->shown);
        return true;
    case FORMAT_JSON:
        done = output_json(output, results_json(&job->contents, &job->shown));
        break;
    default:
        done = results_table_write(output->to, &job->contents, job->request->operands[0],
                                   &job->shown, &style);
    }
    if (!done)
        message("out of memory");
    return done;
}

static enum status show(struct job *job)
{
    struct output output;
    enum status status = choose_measures(job);
    if (status != STATUS_DONE)
        return status;
    if (!output_open(&output, job->request))
        return STATUS_FAILED;
    bool done = write(job, &output);
    return output_close(&output, done) && done ? STATUS_DONE : STATUS_FAILED;
}

enum status command_results(const struct request *request)
{
    struct job job = {.request = request};
    enum status status = STATUS_FAILED;
    if (request->days && request->format != FORMAT_CSV) {
        message("--days is for programs: give --format csv as well");
        return STATUS_USAGE;
    }
    if (request->format == FORMAT_CHART && !picture_possible(request))
        return STATUS_USAGE;
    if (store_file_open(&job.file, request->operands[0], STORE_READ) &&
        store_contents_read(&job.contents, &job.file)) {
        status = show(&job);
        store_contents_free(&job.contents);
    } else {
        message("%s: %s", request->operands[0], job.file.trouble);
        if (job.file.refused)
            status = STATUS_USAGE;
    }
    store_file_close(&job.file);
    free(job.measures);
    return status;
}
