/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recognises in a world the queues that formulas exist for: a chain of stations, from the phone to
 * the customer's door, each a textbook queue. Strictly: what is not exactly such a queue is either
 * approximated and marked, or left out with the assumption that it violates. Knows nothing of what
 * is simulated or of how it is told.
 */
#ifndef LAB_CHAIN_H
#define LAB_CHAIN_H

#include "lab/limits.h"
#include "lab/queueing.h"
#include "lab/workload.h"

/* What formulas for a steady state assume, and a world can violate; bits of a set. */
enum assumption {
    ASSUME_STEADY_CALLS,    /* one rate all day */
    ASSUME_STEADY_CREWS,    /* no shift plan changes */
    ASSUME_RANDOM_CALLS,    /* a Poisson process */
    ASSUME_NO_REDIALS,      /* who hears the busy tone is gone */
    ASSUME_FORGETFUL_CALLS, /* exponential calls and patience where callers are lost */
    ASSUME_NO_BLOCKING,     /* agents can always hand over their tickets */
    ASSUME_STOCK,           /* no ingredient runs out */
    ASSUME_NO_ADMISSION,    /* orders in flight are not limited */
    ASSUME_ONE_VISIT,       /* an order comes to the cooks once, and holds them all or none */
    ASSUME_ANY_COOK,        /* every cook may do every work */
    ASSUME_FREE_HANDS,      /* no cook is held by an order that stands in line */
    ASSUME_STEADY_SPEED,    /* the number who get into each other's way does not change */
    ASSUME_RANDOM_FLOW,     /* orders come to every station as at random as calls do */
    ASSUME_KNOWN_SERVICE,   /* several servers: exponential or constant service */
    ASSUME_WARM,            /* the window begins when the steady state has been reached */
    ASSUME_FOLLOWED,        /* every order is followed to its end */
    ASSUMPTIONS
};

extern const char *const assumption_names[ASSUMPTIONS]; /* "steady_calls"; for programs */

enum queue_model {
    QUEUE_DELAY, /* M/G/infinity: enough for everybody */
    QUEUE_MM1,
    QUEUE_MMC,
    QUEUE_MD1,
    QUEUE_MDC,
    QUEUE_MG1,
    QUEUE_PS,       /* M/G/c, processor sharing */
    QUEUE_LOSS,     /* M/G/c/c: Erlang B */
    QUEUE_MMCK,     /* a limited line */
    QUEUE_ERLANG_A, /* M/M/c+M: callers who hang up */
    QUEUE_MMCKM,    /* both */
    QUEUE_GGC,      /* approximately: Allen-Cunneen */
    QUEUE_MODELS
};

extern const char *const queue_model_names[QUEUE_MODELS]; /* in Kendall's notation */

struct stop {
    enum resource at;
    enum queue_model model;
    double servers; /* INFINITY: enough for everybody */
    double rate;    /* of arrivals, a second */
    struct queue_time service;
    double load, wait, in_line; /* Erlangs; s; mean number */
    double wait_variance;       /* NAN: unknown */
    double stay; /* s, from coming to leaving; a courier's way back is not part of it */
    bool exact;
    struct queue_figures figures; /* where callers are lost */
};

#define STOPS_MOST 8

struct chain {
    unsigned violated; /* set of assumptions */
    size_t count;      /* stops that are known */
    struct stop stops[STOPS_MOST];
    bool phone;      /* the stops at the phone are known, or it does nothing */
    bool kitchen;    /* those of the kitchen are */
    bool in_one_go;  /* a cook stays with an order: the line before him is the tickets' */
    bool overloaded; /* a stop without a steady state is the last one that is known */
    double rate;     /* of orders that come out of the phone, a second */
};

void chain_of(struct chain *chain, const struct workload *load);

/* Whether callers may hang up. */
bool world_is_impatient(const struct world *world);

/* Whether an agent may be left with a ticket in his hand. */
bool workload_blocks(const struct workload *load);

/* The works that take time: how many, and the last of them. */
int workload_works(const struct workload *load, enum work *last);

#endif
