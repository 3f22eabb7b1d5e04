/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Families of reference rows: which scenario is exactly the model of a row, and how its quantity
 * is observed. The table is in families.c, the rows that no scenario expresses in excused.c.
 */
#ifndef TESTS_THEORY_FAMILY_H
#define TESTS_THEORY_FAMILY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/journal.h"
#include "reference.h"
#include "statistic.h"

/* What one observation is. A wait is the time between two events of one order. */
enum observed {
    OBSERVE_MEASURE,       /* the program's own measures of a day */
    OBSERVE_WAIT,          /* the wait of an order, also of one who gave up */
    OBSERVE_WAIT_OR_NEVER, /* the same, infinite for one who gave up */
    OBSERVE_WAIT_GIVEN_UP, /* the wait of one who gave up */
    OBSERVE_WAIT_OF_NTH,   /* the wait of the day's order number n */
    OBSERVE_WAIT_TO_NTH,   /* the waits of the day's orders 1 to n */
    OBSERVE_STAY,          /* from the call to delivered */
    OBSERVE_NUMBER,        /* how many are in the system, at every moment of the window */
    OBSERVE_NUMBER_AT_END, /* the same at closing */
    OBSERVE_NUMBER_AVERAGE /* the same, averaged over successive stretches of family.stretch */
};

struct quantity {
    const char *text; /* how the csv's quantity begins; '*' stands for a number */
    enum observed observed;
    enum statistic statistic;
    /*
     * OBSERVE_MEASURE: measures of the program, added, each with a factor or a parameter before it
     * when it needs one ("queue.hold + c agents.busy"); and the measure by which the sum over all
     * days is divided (NULL: by their number).
     */
    const char *measures, *over;
    const char *argument; /* parameter that is the statistic's argument; NULL: the '*', or 0 */
    const char *per;      /* parameter by which the result is divided; NULL: none */
};

struct family {
    const char *id;                    /* of the rows */
    const char *model;                 /* how the row's model begins; NULL: any */
    const char *params;                /* how its parameters begin; NULL: any */
    const struct quantity *quantities; /* up to one without text */

    /*
     * YAML in which <name> is the row's parameter, <1/name> its reciprocal, <*> the number in its
     * quantity, <S> a phrase for its distribution, and <sine> and <party> arrivals (see case.c).
     * What stands behind '~' are the lengths, and behind '#' the numbers of servers, that sabotage
     * changes.
     */
    const char *scenario;
    const char *hours, *warmup;  /* of a day; NULL: no warm-up */
    bool stop;                   /* closing: stop; else finish */
    bool fixed_hours;            /* the quantity is about that time: less work means fewer days */
    double stretch;              /* s: see OBSERVE_NUMBER_AVERAGE */
    uint32_t days;               /* in a batch; 0: 1 */
    enum journal_event from, to; /* a wait */
    bool quick;                  /* the first such row's scenario is in the quick subset */
};

extern const struct family families[];
extern const size_t family_count;

/* The family of a row and its quantity (with the number in it), or NULL. */
const struct family *family_of(const struct reference *row, const struct quantity **quantity,
                               double *number);

/* Rows that are not simulated, and why. */
struct excuse {
    const char *id;
    const char *model, *quantity, *params; /* how they begin; NULL: any */
    const char *reason;
};

/* Rows whose interval may be wider than that of the others, and why. */
struct allowance {
    const char *id, *quantity, *params; /* how they begin */
    double precision;                   /* half-width over the value */
    const char *reason;
};

extern const struct allowance allowances[];
extern const size_t allowance_count;

const struct allowance *allowance_of(const struct reference *row);

extern const struct excuse excuses[];
extern const size_t excuse_count;

const struct excuse *excuse_of(const struct reference *row);

#endif
