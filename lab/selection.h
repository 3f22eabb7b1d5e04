/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Selecting the cheapest of several systems that meets all targets, with a stated probability of
 * being right: the sequential procedure of Andradóttir and Kim ("Fully sequential procedures for
 * comparing constrained systems via simulation", 2010), whose comparisons are those of Kim and
 * Nelson's KN ("A fully sequential procedure for indifference-zone selection in simulation", 2001).
 *
 * A target is an excess that must not be above 0 in expectation; one replication of a system gives
 * a value of each. Sums of excesses walk until they leave a region, whose size depends on the
 * variance of the first replications and on the tolerance: how far from 0 an excess may be and
 * still be taken for either. What is far from its target is decided after the first replications.
 * Costs are known beforehand, and then candidates are tried from the cheapest on until one meets;
 * or they are measured too, and then whoever is established to be dearer than another that meets
 * all targets is left out.
 *
 * Knows nothing of what the systems are, or of how they are simulated: it says which replication it
 * wants, and is told what that came to.
 */
#ifndef LAB_SELECTION_H
#define LAB_SELECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/moments.h"

/* Fewer first replications say too little about a variance. */
#define SELECTION_FIRST_LEAST 10

/*
 * How far the sum of n observations, whose true mean is at least delta away from 0, may be from 0
 * without being decided: where it is farther, its sign is the mean's, with a probability of
 * `error` (below 0.5) of being wrong. `variance` is that of the first observations, normal ones.
 *
 * Half of the error goes to Kim and Nelson's triangle, which ends everything after some number of
 * observations. It is narrow for means near delta and far too wide for larger ones; so the other
 * half goes to straight lines, for means of a standard deviation and parts of it, which a sum with
 * a mean of the other sign crosses with the probability exp(-2 x height x slope / variance) at most
 * (Robbins, "Statistical methods related to the law of the iterated logarithm", 1970).
 */
double selection_reach(double delta, double variance, uint64_t first, double error, double n);

/*
 * h^2 of the procedure KN (Kim and Nelson 2001, with c = 1), for so many systems (at least 2),
 * first observations of each (at least 2) and a probability `error` of being wrong.
 */
double kim_nelson_h2(size_t systems, size_t first, double error);

struct selection_design {
    size_t candidates; /* at least 1 */
    size_t targets;
    const double *tolerance; /* of each target, above 0, for a weight of 1 */
    const double *cost;      /* of each candidate; NULL: measured */
    double indifference;     /* measured: costs that differ by less are the same; 0: a part of... */
    double worth;            /* ... the best cost */
    double error;            /* probability of being wrong, at most */
    uint32_t first;          /* replications of each, at least SELECTION_FIRST_LEAST */
    uint32_t most;           /* replications of one, at least `first` */
};

/*
 * What a replication says about a target. With a weight other than 1 the target is on a ratio of
 * means: that of b to w is at most q where b - q w is not above 0, so that is the excess, w is the
 * weight, and the tolerance is one of the ratio. NAN: the replication says nothing.
 */
struct observation {
    double excess, weight;
};

enum gauge_verdict { GAUGE_OPEN, GAUGE_MET, GAUGE_MISSED };

/* A target at one candidate. */
struct gauge {
    struct sim_moments excess;
    double weights;  /* their sum */
    uint64_t first;  /* observations that the variance is from; 0: they are not complete */
    double variance; /* of these */
    double delta;    /* the tolerance, for their mean weight */
    enum gauge_verdict verdict;
};

enum standing {
    STANDING_OPEN, /* not decided, for whatever reason */
    STANDING_MEETS,
    STANDING_FAILS,
    STANDING_BEATEN /* measured cost: it is established that another one that meets costs less */
};

struct candidate {
    enum standing standing;
    uint32_t asked, taken; /* replications; what comes after a decision is not counted */
    bool valueless;        /* fails because there mostly was no value */
    struct gauge *gauges;  /* of each target */
    double cost;           /* known; or the sum over the replications that are compared */
    double latest;         /* measured: of the replication that is being taken */
    uint32_t compared;     /* measured: replications in its cost */
    uint32_t costless;     /* measured: replications in which there was none */
};

struct selection {
    struct selection_design design; /* without its arrays */
    double error;                   /* of a single decision */
    uint32_t steady;                /* the first replications if all are alike */
    struct candidate *candidates;
    struct gauge *gauges; /* of each candidate, all targets */
    double *tolerance;
    size_t *order;   /* known: the candidates, the cheapest first */
    size_t head;     /* known: all before in that order are decided; measured: who is asked next */
    double bound;    /* known: the cost of the cheapest that meets; INFINITY */
    double *firsts;  /* measured: of each candidate, the costs of the first replications */
    uint32_t asking; /* measured: the replication that is being asked for */
    uint32_t rounds; /* measured: replications that all who were left have done */
    uint32_t compared;    /* measured: of these, in which all had a cost */
    double indifference;  /* measured: what makes a difference; 0: not known yet */
    size_t left, waiting; /* measured: who is not out, and who of them is behind in this round */
};

/* Begins; the design is copied. False when out of memory. Free with selection_free. */
bool selection_begin(struct selection *selection, const struct selection_design *design);
void selection_free(struct selection *selection);

enum selection_wish {
    SELECTION_RUN,  /* the replication (from 0) of the candidate */
    SELECTION_WAIT, /* that depends on replications that were asked for and not told yet */
    SELECTION_NONE
};

/* What is wanted next. Of each candidate, replications are asked for in their order. */
enum selection_wish selection_next(struct selection *selection, size_t *candidate,
                                   uint32_t *replication);

/*
 * Tells what a replication came to: an observation of each target, and the cost where it is
 * measured. In the order in which they were asked for; then the result does not depend on how far
 * ahead of being told they were.
 */
void selection_take(struct selection *selection, size_t candidate,
                    const struct observation *targets, double cost);

/* Whether nothing is left to be decided that could be. */
bool selection_over(const struct selection *selection);

/*
 * The cheapest that meets all targets; of several that cost the same, the one with the most to
 * spare. SIZE_MAX: none.
 */
size_t selection_answer(const struct selection *selection);

/* Whether the candidate has a part in the result: it is not dearer than the answer. */
bool selection_counts(const struct selection *selection, size_t candidate);

/* Whether it might be a cheaper answer, and could not be decided within the most replications. */
bool selection_doubtful(const struct selection *selection, size_t candidate);

/* The mean cost of a candidate: known, or measured so far (NAN: not at all). */
double selection_cost(const struct selection *selection, size_t candidate);

/* How far a candidate exceeds a target on average, on the scale of the tolerance; NAN: unknown. */
double gauge_excess(const struct gauge *gauge);

#endif
