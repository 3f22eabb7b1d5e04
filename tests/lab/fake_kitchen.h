/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A kitchen that cooks nothing: what it measures is a simple function of world and replication, and
 * it fails, or asks for a stop, when told to. It stands in for models/ where only the running of
 * experiments is tested.
 */
#ifndef TESTS_LAB_FAKE_KITCHEN_H
#define TESTS_LAB_FAKE_KITCHEN_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* The measures, in order. */
enum { FAKE_TIME, FAKE_SOMETIMES, FAKE_NEVER, FAKE_MEASURES };

/*
 * time.total.mean: 100 + 10 * seed, plus or minus `spread` for odd and even replications.
 * sometimes: the replication times the seed, in every third one only. never: never.
 */
double fake_value(int measure, uint64_t seed, uint32_t replication);

/* What it is told; all 0: nothing special. Set before the experiment runs. */
struct fake {
    double spread;
    uint32_t fails_at, fails_measuring_at; /* replications */
    uint32_t stops_at;                     /* sets `stop` during it */
    atomic_bool stop;
    unsigned first_waits_for; /* replication 1 of seed 1 lasts until so many days have begun */
    bool no_kitchens;
    atomic_uint kitchens, most_kitchens; /* alive, and at most */
    atomic_uint days;                    /* begun */
};

extern struct fake fake;

#endif
