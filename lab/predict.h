/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What queueing theory says about a world, without a simulation: for every station its load,
 * capacity and use; for the whole bounds, exact results where the world is a queue with a formula,
 * approximations elsewhere; and what it would gain if no cook waited for anything. Knows nothing of
 * what is simulated (lab/verdict.h compares) or of how it is told.
 */
#ifndef LAB_PREDICT_H
#define LAB_PREDICT_H

#include "lab/chain.h"
#include "lab/limits.h"
#include "lab/saturated.h"

/* Whether what is there manages what comes. */
enum demand {
    DEMAND_MET,
    DEMAND_ABOVE_AT_PEAK, /* on the whole, but not at all times */
    DEMAND_TURNED_AWAY,   /* not; callers are refused or hang up until it does */
    DEMAND_PILES_UP       /* not; lines grow as long as calls come: there is no steady state */
};

/* How far a prediction goes. */
enum certainty {
    CERTAIN_NOT, /* none is made */
    CERTAIN_EXACT,
    CERTAIN_ROUGHLY, /* an approximation */
    CERTAIN_AT_MOST,
    CERTAIN_AT_LEAST
};

/* A measure by the kitchen's name, in its own unit. */
struct prediction {
    const char *measure;
    double value;
    enum certainty certainty;
    double slack; /* off by so much only because the window begins and ends in the middle */
};

#define PREDICTIONS_MOST 32

/* A resource that is limited, in the order of an order's way. */
struct station {
    struct limit limit;
    double load; /* of all first calls, in Erlangs: how many of it would be in use on average */
    double use;  /* share of it in use; NAN: not known */
    enum certainty certainty; /* of the use */
    double slack;             /* as in a prediction */
};

/* What it would gain that cooks never wait (1 + waits/works), as long as nothing else limits. */
struct gain {
    double works, waits;  /* of one order, s; works stretched by crowding as expected */
    double most;          /* times as many orders, if only cooks limit */
    double here;          /* with the cooks and everything else that is there; NAN: endless cooks */
    double waiting_cooks; /* who keep up with demand if every wait holds them */
    double working_cooks; /* ... if none does */
    bool limited;         /* by something else than cooks: */
    struct limit next;    /* the tightest of it */
    double vanishes;      /* with so many cooks who wait, that is the limit for them too */
};

struct theory {
    const struct world *world;
    struct workload load;
    struct limits limits; /* what each resource manages at most; the tightest first */
    size_t stations;
    struct station station[RESOURCES];
    enum demand demand;
    double throughput_most; /* orders a second: no more come, or are managed */
    double time_least;      /* s from the first call to the door, without any line */
    struct gain gain;
    struct chain chain;
    struct saturated saturated;
    bool constant_line; /* Friedman: agents and cooks one after the other, constant times */
    bool exact;         /* every stop is: the world is a known queue */

    /* CERTAIN_ROUGHLY: the wait for what is tightest alone, by Allen and Cunneen's formula. */
    struct limit tightest;
    double tightest_wait; /* s; NAN: no approximation */

    size_t count;
    struct prediction list[PREDICTIONS_MOST];
};

void theory_of(struct theory *theory, const struct world *world);

/* A prediction of a measure by the kitchen's name, or NULL. */
const struct prediction *theory_find(const struct theory *theory, const char *measure);

/* Seconds of the window, in which what is counted is counted. */
double theory_window(const struct theory *theory);

/*
 * How many orders may be under way when the window begins, or ends: what is done for them in it is
 * more, or less, than for the orders of a steady state.
 */
double theory_under_way(const struct theory *theory);

/*
 * How certain a bound is that follows from how many call in the window: less, where others who
 * called before, at another rate, may still be waiting.
 */
enum certainty theory_at_most(const struct theory *theory);

#endif
