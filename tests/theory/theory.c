/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program against queueing theory: simulates every row of reference.csv that a scenario can
 * express and says whether the interval around the estimate has the theory's value in it. The
 * intervals are such that all of them together are right with probability 0.99. How a row is
 * simulated stands in families.c; which rows are not, and why, in excused.c.
 */
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lab/estimate.h"
#include "trial.h"

/* The probability that any interval at all is wrong. */
#define LEVEL 0.01

/*
 * Half-width over the value: of all rows (but for the allowances in excused.c), and of the quick
 * subset, whose days are shorter too.
 */
#define PRECISION_ALL 0.01
#define PRECISION_QUICK 0.05
enum { QUICK_TIMES_SHORTER = 25 };

/* How far a number that is computed and not simulated may be off. */
#define ROUNDING 1e-12

/* Sabotage: so much longer, so many servers fewer. */
#define LONGER 1.015
enum { FEWER = 1 };

struct options {
    bool all, list;
    const char *only; /* rows whose "id model params" has this in it */
    const char *sabotage;
    double precision; /* 0: of the mode */
    unsigned threads;
    const char *file;
};

struct audit {
    struct options options;
    struct sabotage sabotage;
    struct references references;
    size_t case_count, simulated, computed, excused;
    struct a_case *cases;
    bool *family_used, *excuse_used;
    size_t agreeing, noticed, asked;
    size_t deaf; /* ids of rows of which none noticed the sabotage */
    bool failed;
};

static int usage(void)
{
    fputs("usage: theory [--all] [--list] [--only TEXT] [--precision SHARE]"
          " [--sabotage lengths|servers] [--threads N] REFERENCE.csv\n",
          stderr);
    return 2;
}

static bool read_options(struct options *options, int argc, char **argv)
{
    static const struct option known[] = {{"all", no_argument, NULL, 'a'},
                                          {"list", no_argument, NULL, 'l'},
                                          {"only", required_argument, NULL, 'o'},
                                          {"precision", required_argument, NULL, 'p'},
                                          {"sabotage", required_argument, NULL, 's'},
                                          {"threads", required_argument, NULL, 't'},
                                          {0}};
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    *options = (struct options){.threads = cores > 0 ? (unsigned)cores : 1};
    for (int option; (option = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (option == 'a')
            options->all = true;
        else if (option == 'l')
            options->list = true;
        else if (option == 'o')
            options->only = optarg;
        else if (option == 'p')
            options->precision = strtod(optarg, NULL);
        else if (option == 's')
            options->sabotage = optarg;
        else if (option == 't')
            options->threads = (unsigned)strtoul(optarg, NULL, 10);
        else
            return false;
    }
    if (options->precision == 0)
        options->precision = options->all ? PRECISION_ALL : PRECISION_QUICK;
    options->file = argv[optind];
    return options->file && options->threads > 0 && options->precision > 0;
}

static bool read_sabotage(struct audit *audit)
{
    const char *name = audit->options.sabotage;
    audit->sabotage = (struct sabotage){.lengths = 1};
    if (!name)
        return true;
    if (strcmp(name, "lengths") == 0)
        audit->sabotage.lengths = LONGER;
    else if (strcmp(name, "servers") == 0)
        audit->sabotage.servers = FEWER;
    else
        return false;
    return true;
}

/* Rows whose number the program computes for its own intervals, so that no simulation is needed. */
static bool compute(const struct reference *row, double *value)
{
    double p, freedom;
    if (strcmp(row->id, "STAT") != 0 || strcmp(row->model, "Student t") != 0 ||
        !reference_matches(row->quantity, "quantile p=*", &p) ||
        !reference_number(row, "nu", &freedom))
        return false;
    *value = student_quantile(p, freedom);
    return true;
}

/* The case of a row: one that is there, or a new one; NULL when there cannot be one. */
static struct a_case *case_of(struct audit *audit, const struct family *family,
                              const struct reference *row, double number)
{
    char *text = case_text(family, row, number, &audit->sabotage);
    struct a_case *found = NULL;
    for (size_t n = 0; text && !found && n < audit->case_count; n++)
        if (audit->cases[n].family == family && strcmp(audit->cases[n].text, text) == 0)
            found = &audit->cases[n];
    free(text);
    if (found)
        return found;
    found = &audit->cases[audit->case_count];
    if (!case_make(found, family, row, number, &audit->sabotage))
        return NULL;
    if (!audit->options.all)
        case_shorten(found, QUICK_TIMES_SHORTER);
    audit->case_count++;
    return found;
}

/* Finds out what is to be done about a row. */
static void sort_row(struct audit *audit, const struct reference *row)
{
    const struct quantity *quantity;
    double number = 0;
    const struct family *family = family_of(row, &quantity, &number);
    const struct excuse *excuse = excuse_of(row);
    if (family) {
        struct a_case *a_case = case_of(audit, family, row, number);
        audit->failed |=
            !a_case || !case_ask(a_case, row, quantity, number, audit->options.precision);
        audit->family_used[family - families] = true;
        audit->simulated++;
    } else if (compute(row, &number)) {
        audit->computed++;
    } else if (excuse) {
        audit->excuse_used[excuse - excuses] = true;
        audit->excused++;
    } else {
        fprintf(stderr, "%s | %s | %s | %s: neither tested nor excused\n", row->id, row->model,
                row->quantity, row->params);
        audit->failed = true;
    }
}

static bool sort_rows(struct audit *audit)
{
    size_t rows = audit->references.count;
    audit->cases = calloc(rows + 1, sizeof *audit->cases);
    audit->family_used = calloc(family_count, sizeof *audit->family_used);
    audit->excuse_used = calloc(excuse_count, sizeof *audit->excuse_used);
    if (!audit->cases || !audit->family_used || !audit->excuse_used)
        return false;
    for (size_t n = 0; n < rows; n++)
        sort_row(audit, &audit->references.rows[n]);
    for (size_t n = 0; n < family_count; n++) {
        if (!audit->family_used[n]) {
            fprintf(stderr, "family %s %s: no row\n", families[n].id,
                    families[n].params ? families[n].params : "");
            audit->failed = true;
        }
    }
    for (size_t n = 0; n < excuse_count; n++) {
        if (!audit->excuse_used[n]) {
            fprintf(stderr, "excuse %s: no row\n", excuses[n].id);
            audit->failed = true;
        }
    }
    return true;
}

/* Whether the case is to be run: all, or the first of each quick family. */
static bool is_chosen(const struct audit *audit, size_t index)
{
    const struct a_case *a_case = &audit->cases[index];
    const struct reference *row = a_case->questions[0].row;
    char name[512];
    snprintf(name, sizeof name, "%s %s %s", row->id, row->model, row->params);
    if (audit->options.only)
        return strstr(name, audit->options.only) != NULL;
    if (audit->options.all)
        return true;
    for (size_t n = 0; n < index; n++)
        if (audit->cases[n].family == a_case->family)
            return false;
    return a_case->family->quick;
}

/* What happened to one row, in one word; and counts it. */
static const char *verdict_of(struct audit *audit, const struct question *question,
                              const struct interval *interval)
{
    double expected = question->wanted.expected;
    bool agrees = trial_agrees(interval, expected);
    audit->asked++;
    if (audit->options.sabotage) {
        audit->noticed += !agrees;
        return agrees ? "not noticed" : "noticed";
    }
    if (!agrees)
        return "DISAGREES";
    if (!(interval->half_width <= question->precision * fabs(expected)))
        return "TOO WIDE";
    audit->agreeing++;
    return "agrees";
}

static void print_heading(void)
{
    printf("  %-42s %12s %12s %11s %7s  %s\n", "quantity", "theory", "simulated", "half-width", "",
           "verdict");
}

static void print_row(const struct reference *row, const struct interval *interval,
                      const char *verdict)
{
    printf("  %-42.42s %12.7g %12.7g %11.2g %6.2f%%  %s\n", row->quantity, row->value,
           interval->estimate, interval->half_width, 100 * interval->half_width / fabs(row->value),
           verdict);
}

static bool run_case(struct audit *audit, const struct a_case *a_case)
{
    const struct options *options = &audit->options;
    const struct trial_options how = {
        .threads = options->threads,
        .confidence = 1 - LEVEL / (double)audit->simulated,
    };
    const struct reference *first = a_case->questions[0].row;
    struct trial trial;
    if (!trial_run(&trial, a_case, &how)) {
        fputs("out of memory\n", stderr);
        return false;
    }
    printf("%s: %s; %s (%u batches, %.2g events)\n", first->id, first->model, first->params,
           trial.batches, (double)trial.events);
    for (size_t n = 0; n < a_case->count; n++) {
        const struct reference *row = a_case->questions[n].row;
        const struct interval *interval = &trial.intervals[n];
        print_row(row, interval, verdict_of(audit, &a_case->questions[n], interval));
    }
    fflush(stdout);
    return true;
}

/* Runs the cases from *at on that have the same id, and moves *at behind them. */
static void run_cases_of_id(struct audit *audit, size_t *at)
{
    const char *id = audit->cases[*at].family->id;
    size_t asked = audit->asked, noticed = audit->noticed;
    for (; *at < audit->case_count && strcmp(audit->cases[*at].family->id, id) == 0; ++*at)
        if (!audit->failed && is_chosen(audit, *at) &&
            (audit->cases[*at].touched || !audit->options.sabotage))
            audit->failed |= !run_case(audit, &audit->cases[*at]);
    if (audit->options.sabotage && audit->asked > asked && audit->noticed == noticed) {
        printf("%s: no row noticed it\n", id);
        audit->deaf++;
    }
}

static void run_cases(struct audit *audit)
{
    print_heading();
    for (size_t at = 0; at < audit->case_count;)
        run_cases_of_id(audit, &at);
}

static void check_computed(struct audit *audit)
{
    for (size_t n = 0; n < audit->references.count; n++) {
        const struct reference *row = &audit->references.rows[n];
        double value;
        if (!compute(row, &value) || audit->options.only || audit->options.sabotage)
            continue;
        bool equal = fabs(value - row->value) <= ROUNDING * fabs(row->value);
        printf("%s: %s; %s\n  %-42.42s %12.7g %12.7g %11s %7s  %s\n", row->id, row->model,
               row->params, row->quantity, row->value, value, "", "", equal ? "equals" : "DIFFERS");
        audit->failed |= !equal;
    }
}

static void print_reason(const struct reference *row, const char *reason)
{
    printf("| %s | %s | %s | %s | %s |\n", row->id, row->model, row->params, row->quantity, reason);
}

/* The rows that are not simulated, or with less precision. */
static void list_excused(const struct audit *audit)
{
    for (size_t n = 0; n < audit->references.count; n++) {
        const struct reference *row = &audit->references.rows[n];
        const struct quantity *quantity;
        double number;
        const struct excuse *excuse = excuse_of(row);
        if (excuse && !family_of(row, &quantity, &number))
            print_reason(row, excuse->reason);
        if (allowance_of(row))
            print_reason(row, allowance_of(row)->reason);
    }
}

static bool conclude(const struct audit *audit)
{
    printf("%zu rows: %zu to be simulated, %zu computed, %zu excused\n", audit->references.count,
           audit->simulated, audit->computed, audit->excused);
    if (audit->options.sabotage) {
        printf("%s: %zu of %zu rows notice it\n", audit->options.sabotage, audit->noticed,
               audit->asked);
        return audit->noticed > 0 && audit->deaf == 0;
    }
    printf("%zu of %zu rows agree; each interval at level %.2g / %zu\n", audit->agreeing,
           audit->asked, LEVEL, audit->simulated);
    return audit->asked > 0 && audit->agreeing == audit->asked;
}

static void audit_free(struct audit *audit)
{
    for (size_t n = 0; n < audit->case_count; n++)
        case_free(&audit->cases[n]);
    free(audit->cases);
    free(audit->family_used);
    free(audit->excuse_used);
    references_free(&audit->references);
}

int main(int argc, char **argv)
{
    struct audit audit = {0};
    if (!read_options(&audit.options, argc, argv) || !read_sabotage(&audit))
        return usage();
    if (!references_read(&audit.references, audit.options.file))
        return 1;
    audit.failed = !sort_rows(&audit) || audit.failed;
    bool good = !audit.failed;
    if (good && audit.options.list) {
        list_excused(&audit);
    } else if (good) {
        run_cases(&audit);
        check_computed(&audit);
        good = conclude(&audit) && !audit.failed;
    }
    audit_free(&audit);
    return good ? 0 : 1;
}
