/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small seeded generator for tests, apart from those it might be testing: splitmix64 (Steele,
 * Lea and Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014).
 */
#ifndef TESTS_SIM_SPLITMIX_H
#define TESTS_SIM_SPLITMIX_H

#include <stdint.h>

static uint64_t random_state;

static inline uint64_t random_bits(void)
{
    uint64_t z = random_state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* A whole number from 0 to bound - 1. */
static inline uint64_t random_below(uint64_t bound)
{
    return random_bits() % bound;
}

#endif
