/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reference values: reference.csv, a row for each number that queueing theory gives. Knows
 * nothing of how a number is simulated.
 */
#ifndef TESTS_THEORY_REFERENCE_H
#define TESTS_THEORY_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

struct reference {
    const char *id, *model, *quantity, *params;
    double value;
};

struct references {
    size_t count;
    struct reference *rows;
    char *text; /* owns the strings above */
};

/* Reads the file; false, with a message on standard error, when that fails. */
bool references_read(struct references *references, const char *path);
void references_free(struct references *references);

/*
 * The number that a row's parameters ("lambda=0.8;mu1=mu2=1;N=5 threads") give to a name. False
 * when there is none.
 */
bool reference_number(const struct reference *row, const char *name, double *number);

/*
 * The text that they give to a name ("S=uniform(10,50)"), up to the next ';'; its length, or 0.
 */
size_t reference_text(const struct reference *row, const char *name, const char **text);

/* Whether the parameters begin with these, each whole; NULL: with any. */
bool reference_has(const struct reference *row, const char *params);

/* Whether `text` begins with `pattern`, in which a '*' stands for a number, handed back. */
bool reference_matches(const char *text, const char *pattern, double *number);

#endif
