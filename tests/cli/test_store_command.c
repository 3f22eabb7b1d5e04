/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --store, --shard, `merge` and `results` from end to end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "tests/cli/program.h"

static char folder[] = "/tmp/pizzeria-keep-XXXXXX";
static const struct circumstances here = {.folder = folder};

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int clear_folder(void **state)
{
    (void)state;
    char command[sizeof folder + 20];
    snprintf(command, sizeof command, "rm -f %s/*", folder);
    return system(command);
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

/* Takes over the outcome: its end, what it said, and nothing on standard output. */
static void silent(struct outcome outcome, int status, const char *said)
{
    assert_outcome(&outcome, status, said);
    assert_string_equal(outcome.out, "");
    outcome_free(&outcome);
}

static void same_output(struct outcome outcome, const struct outcome *expected)
{
    assert_int_equal(outcome.status, 0);
    assert_string_equal(outcome.out, expected->out);
    outcome_free(&outcome);
}

#define SWEEP "sweep", "lunch-rush", "--vary", "kitchen.cooks=4,8,12", "--format", "csv"

static void shards_are_joined(void **state)
{
    (void)state;
    struct outcome whole = RUN_IN(&here, SWEEP, "--replications", "3");
    silent(RUN_IN(&here, SWEEP, "--replications", "3", "--store", "1.db", "--shard", "1/2"), 0,
           "shard 1 of 2: all of its 9 days are kept in 1.db");
    silent(RUN_IN(&here, SWEEP, "--replications", "3", "--store", "2.db", "--shard=2/2", "-q"), 0,
           NULL);
    silent(RUN_IN(&here, "merge", "all.db", "2.db", "1.db"), 0, "18 days in 6 settings");
    same_output(RUN_IN(&here, SWEEP, "--replications", "3", "--store", "all.db"), &whole);
    /* Nothing of the whole needs to be there: what is missing is simulated. */
    same_output(RUN_IN(&here, SWEEP, "--replications", "3", "--store", "2.db"), &whole);
    silent(RUN_IN(&here, "merge", "all.db", "1.db"), 2, "all.db: exists already");
    silent(RUN_IN(&here, "merge", "all.db"), 2, "merge needs OUT.db IN.db");
    silent(RUN_IN(&here, "merge", "new.db", "1.db", "no.db"), 1, "no.db: cannot be opened");
    outcome_free(&whole);
}

static void sensitivity_is_kept_too(void **state)
{
    (void)state;
    struct outcome whole = RUN("sensitivity", "mm1", "--replications", "3", "--format", "csv");
    silent(RUN_IN(&here, "sensitivity", "mm1", "--replications", "3", "--format", "csv", "--store",
                  "s.db", "--shard", "1/3"),
           0, "shard 1 of 3");
    same_output(RUN_IN(&here, "sensitivity", "mm1", "--replications", "3", "--format", "csv",
                       "--store", "s.db"),
                &whole);
    /* Many keys are changed, one at a time: a column tells which, and a bar is called so. */
    struct outcome table = RUN_IN(&here, "results", "s.db");
    assert_outcome(&table, 0, NULL);
    assert_non_null(strstr(table.out, "\nvariant  changed "));
    assert_non_null(strstr(table.out, "\nM/M/1    clients.demand 80 %  "));
    outcome_free(&table);
    struct outcome chart = RUN_IN(&here, "results", "s.db", "--format", "chart");
    assert_outcome(&chart, 0, NULL);
    assert_non_null(strstr(chart.out, "M/M/1, clients.demand 80 %  "));
    outcome_free(&chart);
    outcome_free(&whole);
}

static void the_part_comes_from_the_environment(void **state)
{
    (void)state;
    static const struct {
        const char *environment[4], *asked;
        int status;
        const char *said;
    } cases[] = {
        {{"SLURM_ARRAY_TASK_ID=7", "SLURM_ARRAY_TASK_MIN=4", "SLURM_ARRAY_TASK_COUNT=5"},
         "auto",
         0,
         "shard 4 of 5: "},
        {{"SLURM_ARRAY_TASK_ID=30", "SLURM_ARRAY_TASK_MIN=10", "SLURM_ARRAY_TASK_STEP=10",
          "SLURM_ARRAY_TASK_COUNT=3"},
         "auto",
         0,
         "shard 3 of 3: "},
        {{"SLURM_ARRAY_TASK_ID=9", "SLURM_ARRAY_TASK_MIN=1", "SLURM_ARRAY_TASK_COUNT=5"},
         "auto",
         2,
         "task 9 is not one of 5 in a row"},
        {{"SLURM_ARRAY_TASK_ID=x"}, "auto", 2, "SLURM_ARRAY_TASK_ID is 'x'"},
        {{"JOB_COMPLETION_INDEX=0", "JOB_COMPLETION_COUNT=2"}, "auto", 0, "shard 1 of 2: "},
        {{"JOB_COMPLETION_INDEX=3"}, "auto/4", 0, "shard 4 of 4: "},
        {{"JOB_COMPLETION_INDEX=3"}, "auto", 2, "as in --shard auto/8"},
        {{"JOB_COMPLETION_INDEX=4"}, "auto/4", 2, "the last of 4 shards is 3"},
        {{NULL}, "auto", 2, "neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX"},
        {{NULL}, "0/4", 2, "expected K/N"},
        {{NULL}, "5/4", 2, "expected K/N"},
        {{NULL}, "1/2/3", 2, "expected K/N"},
        {{NULL}, "-1/2", 2, "expected K/N"},
        {{NULL}, "automatic", 2, "expected K/N"},
    };
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        struct circumstances how = here;
        memcpy(how.environment, cases[n].environment, sizeof how.environment);
        silent(RUN_IN(&how, "run", "mm1", "--replications", "5", "--store", "x.db", "--shard",
                      cases[n].asked),
               cases[n].status, cases[n].said);
    }
}

static void what_does_not_go_together_is_refused(void **state)
{
    (void)state;
    silent(RUN_IN(&here, "run", "mm1", "--shard", "1/2"), 2, "--shard needs --store FILE.db");
    silent(RUN_IN(&here, "run", "mm1", "mm1", "--store", "x.db"), 2, "a file holds one scenario");
    silent(RUN_IN(&here, "check", "mm1", "--store", "x.db"), 2, "check has no option '--store'");
    struct outcome first = RUN_IN(&here, "run", "mm1", "--replications", "2", "--store", "x.db");
    assert_int_equal(first.status, 0);
    outcome_free(&first);
    silent(RUN_IN(&here, "run", "mm1", "--seed", "2", "--store", "x.db"), 2,
           "x.db: is of another scenario: in ");
    silent(RUN_IN(&here, "run", "lunch-rush", "--store", "x.db"), 2, "not 'Lunch rush'");
    silent(RUN_IN(&here, "run", "mm1", "--store", "/dev/null/x.db"), 1, "cannot be opened");
    silent(RUN_IN(&here, "results", "none.db"), 1, "none.db: cannot be opened: No such file");
    silent(RUN_IN(&here, "results", "x.db", "--measure", "throughputt"), 2,
           "did you mean 'throughput'");
    silent(RUN_IN(&here, "results", "x.db", "--days"), 2, "--format csv");
    silent(RUN_IN(&here, "results", "x.db", "--format", "chart", "-o", "x.gif"), 2, ".svg");
}

/* A file that must not grow stands for a disk that is full: both are refused by the system. */
static void a_full_disk_is_survived(void **state)
{
    (void)state;
    struct circumstances small = here;
    small.largest_file = 300000;
    struct outcome whole = RUN("run", "lunch-rush", "--replications", "300", "--format", "csv");
    struct outcome cut = RUN_IN(&small, "run", "lunch-rush", "--replications", "300", "--format",
                                "csv", "--store", "x.db");
    assert_outcome(&cut, 1, "x.db: it must not grow any further (see 'ulimit -f')");
    assert_non_null(strstr(cut.error, "days are kept; the same command goes on from there"));
    outcome_free(&cut);
    struct outcome kept = RUN_IN(&small, "results", "x.db", "--format", "csv", "--days");
    assert_outcome(&kept, 0, NULL);
    assert_true(strlen(kept.out) > 1000);
    outcome_free(&kept);
    same_output(RUN_IN(&here, "run", "lunch-rush", "--replications", "300", "--format", "csv",
                       "--store", "x.db"),
                &whole);
    outcome_free(&whole);
}

/* Interrupted by the program itself: Ctrl-C as soon as it says how far it is. */
static void what_is_interrupted_goes_on(void **state)
{
    (void)state;
    struct circumstances how = here;
    how.error = CHANNEL_TERMINAL;
    how.interrupt_when = " days";
    struct outcome cut =
        RUN_IN(&how, "run", "lunch-rush", "--replications", "200000", "--store", "x.db");
    assert_int_equal(cut.status, 130);
    assert_non_null(strstr(cut.error, "days are kept; the same command goes on from there"));
    outcome_free(&cut);
    struct outcome whole = RUN("run", "lunch-rush", "--replications", "50", "--format", "json");
    same_output(RUN_IN(&here, "run", "lunch-rush", "--replications", "50", "--format", "json",
                       "--store", "x.db"),
                &whole);
    outcome_free(&whole);
}

static void results_stand_alone(void **state)
{
    (void)state;
    struct outcome made = RUN_IN(&here, SWEEP, "--replications", "4", "--store", "x.db");
    assert_int_equal(made.status, 0);
    struct outcome table = RUN_IN(&here, "results", "x.db");
    assert_outcome(&table, 0, NULL);
    assert_non_null(strstr(table.out, "24 days in 6 settings are kept in x.db"));
    assert_non_null(strstr(
        table.out, "pizzeria sweep lunch-rush --vary kitchen.cooks=4,8,12 --replications 4\n"));
    outcome_free(&table);
    /* Its means are those of the sweep, to the last digit. */
    struct outcome csv =
        RUN_IN(&here, "results", "x.db", "--format", "csv", "--measure", "throughput");
    assert_outcome(&csv, 0, NULL);
    char *line = strtok(csv.out, "\n");
    assert_string_equal(line, "kitchen.cooks,variant,measure,unit,mean,half_width,sd,n");
    size_t rows = 0;
    while ((line = strtok(NULL, "\n"))) {
        const char *mean = strstr(line, ",throughput,");
        assert_non_null(mean);
        assert_non_null(strstr(made.out, mean));
        rows++;
    }
    assert_int_equal(rows, 6);
    outcome_free(&csv);
    struct outcome json = RUN_IN(&here, "results", "x.db", "--format", "json");
    json_t *value = json_loads(json.out, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(value);
    assert_string_equal(json_string_value(json_object_get(value, "scenario")), "Lunch rush");
    assert_int_equal(json_integer_value(json_object_get(value, "seed")), 1);
    assert_int_equal(json_array_size(json_object_get(value, "points")), 6);
    json_decref(value);
    outcome_free(&json);
    struct outcome chart = RUN_IN(&here, "results", "x.db", "--format", "chart");
    assert_outcome(&chart, 0, NULL);
    assert_non_null(strstr(chart.out, "Lunch rush: time.total.p95"));
    assert_non_null(strstr(chart.out, "kitchen.cooks"));
    outcome_free(&chart);
    silent(RUN_IN(&here, "results", "x.db", "--format", "chart", "-o", "x.svg"), 0, NULL);
    outcome_free(&made);
}

/* In KiB; of the largest of all programs that were run so far. */
static long largest_memory(void)
{
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_CHILDREN, &usage), 0);
    return usage.ru_maxrss;
}

static void memory_does_not_grow_with_the_days(void **state)
{
    (void)state;
    long before = 0;
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
    skip(); /* the sanitizers' own memory does grow */
#endif
    for (int time = 0; time < 2; time++) {
        struct outcome outcome = RUN_IN(
            &here, "run", "mm1", "--set", "hours=1 min", "--set", "warmup=0 s", "--replications",
            time == 0 ? "1000" : "40000", "--store", "x.db", "--format", "csv", "-q");
        assert_int_equal(outcome.status, 0);
        outcome_free(&outcome);
        before = time == 0 ? largest_memory() : before;
    }
    assert_true(largest_memory() < before + 8192);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(memory_does_not_grow_with_the_days, clear_folder),
        cmocka_unit_test_teardown(shards_are_joined, clear_folder),
        cmocka_unit_test_teardown(sensitivity_is_kept_too, clear_folder),
        cmocka_unit_test_teardown(the_part_comes_from_the_environment, clear_folder),
        cmocka_unit_test_teardown(what_does_not_go_together_is_refused, clear_folder),
        cmocka_unit_test_teardown(a_full_disk_is_survived, clear_folder),
        cmocka_unit_test_teardown(what_is_interrupted_goes_on, clear_folder),
        cmocka_unit_test_teardown(results_stand_alone, clear_folder),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
