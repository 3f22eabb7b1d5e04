/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A case: one scenario, made from the text of its family and the parameters of a row, and all rows
 * that are observed in it. Knows nothing of how it is run.
 */
#ifndef TESTS_THEORY_CASE_H
#define TESTS_THEORY_CASE_H

#include <stdbool.h>
#include <stddef.h>

#include "family.h"
#include "models/scenario.h"

enum { CASE_TERMS = 3, CASE_QUESTIONS = 16 };

/* What is broken on purpose, to see that the rows notice. */
struct sabotage {
    double lengths; /* factor on lengths of service: 1 is none */
    int servers;    /* so many fewer, where there are at least two */
};

/* Measures of a day, added up. */
struct terms {
    size_t count;
    double factor[CASE_TERMS];
    size_t measure[CASE_TERMS];
};

/* What is observed for one row. */
struct question {
    const struct reference *row;
    enum observed observed;
    struct wanted wanted;
    double per;               /* divides the result */
    double precision;         /* half-width over the expected value that will do */
    struct terms terms, over; /* OBSERVE_MEASURE; no `over`: the number of days */
};

struct a_case {
    const struct family *family;
    char *text; /* YAML */
    struct scenario scenario;
    uint32_t days; /* in a batch */
    bool touched;  /* by sabotage */
    size_t count;
    struct question questions[CASE_QUESTIONS];
};

/*
 * The case of a row without its questions: the text, filled in and read. False, with a message on
 * standard error, when that fails. Free with case_free.
 */
bool case_make(struct a_case *a_case, const struct family *family, const struct reference *row,
               double number, const struct sabotage *sabotage);
void case_free(struct a_case *a_case);

/* Makes batches about so many times shorter. */
void case_shorten(struct a_case *a_case, int times);

/* The YAML text of a row's scenario, to be freed; or NULL. */
char *case_text(const struct family *family, const struct reference *row, double number,
                const struct sabotage *sabotage);

/* Adds the question of a row. False, with a message, when it cannot be asked. */
bool case_ask(struct a_case *a_case, const struct reference *row, const struct quantity *quantity,
              double number, double precision);

#endif
