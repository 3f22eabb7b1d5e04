/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Random numbers by counting: Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers:
 * as easy as 1, 2, 3", SC 2011). A number is a function of a place, with no state to
 * desynchronise: whoever asks for the numbers at a place gets the same ones, in any order, on any
 * machine. Knows nothing of what the numbers are used for.
 */
#ifndef SIM_RANDOM_H
#define SIM_RANDOM_H

#include <stdint.h>

/*
 * A place in the space of random numbers. The seed is Philox's key; replication, subject (such as
 * an order's number) and purpose (such as a step of it) are three words of its counter, and the
 * fourth counts the blocks used at the place.
 */
struct sim_place {
    uint64_t seed;
    uint32_t replication;
    uint32_t subject;
    uint32_t purpose;
};

#endif
