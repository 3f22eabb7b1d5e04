/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the built program as a user does, and keeps what it says and how it ends. */
#ifndef TESTS_CLI_PROGRAM_H
#define TESTS_CLI_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

/* Where something it writes goes. */
enum channel { CHANNEL_PIPE, CHANNEL_TERMINAL, CHANNEL_CLOSED_PIPE, CHANNEL_FULL_DISK };

struct outcome {
    int status;        /* as the shell gives it: 128 and more for signals */
    char *out, *error; /* what it wrote, unless that was a closed pipe or a full disk */
};

/* How to run it; all zero is usual. */
struct circumstances {
    enum channel out, error;
    const char *environment[4]; /* "NAME=value" beside PATH, TERM and LC_ALL; NULL ends them */
    const char *interrupt_when; /* Ctrl-C once this stands in what it wrote to standard error */
    long largest_file;          /* bytes; 0: no limit */
    const char *folder;         /* where it is started; NULL: here */
};

/* Runs with arguments that end with NULL. Fails the test when it cannot be started or hangs. */
struct outcome program_run(const struct circumstances *circumstances, const char *const *arguments);
void outcome_free(struct outcome *outcome);

/* Shorthand for what most tests need: `outcome = RUN("run", "lunch-rush");` */
#define RUN(...) program_run(&(struct circumstances){0}, (const char *const[]){__VA_ARGS__, NULL})
#define RUN_IN(circumstances, ...)                                                                 \
    program_run(circumstances, (const char *const[]){__VA_ARGS__, NULL})

/* Fails the test unless it ended so and said this (NULL: nothing) on standard error. */
void assert_outcome(const struct outcome *outcome, int status, const char *error);

/* Fails it unless these files (NULL ends them) are in the folder and hold something; removes them.
 */
void assert_written(const char *folder, const char *const *names);

#endif
