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

/* How many 64-bit numbers are computed ahead at most. */
#define SIM_RANDOM_AHEAD 64

/*
 * The numbers of one place, one after the other. Lives on the stack for a draw or two, or anywhere
 * for a long sequence; may be copied. The first two numbers are one block of Philox; each later
 * refill computes twice as many as the one before, up to SIM_RANDOM_AHEAD, so that short use is
 * cheap to begin and long use is cheap per number. Which numbers come does not depend on that.
 *
 * A place has 2^33 numbers; a longer sequence goes on at the place of the next subject.
 */
struct sim_random {
    uint64_t seed;
    uint64_t count; /* of the next block: the block within the place, above it the subject */
    uint32_t purpose;
    uint32_t replication;
    uint32_t next, end; /* numbers[next..end) are still to be given out */
    uint64_t numbers[SIM_RANDOM_AHEAD];
};

/* One round of Philox on the words x, with round key k. */
static inline void sim_philox_round(uint32_t x[4], uint32_t k0, uint32_t k1)
{
    uint64_t product0 = (uint64_t)x[0] * 0xD2511F53u;
    uint64_t product1 = (uint64_t)x[2] * 0xCD9E8D57u;
    x[0] = (uint32_t)(product1 >> 32) ^ x[1] ^ k0;
    x[1] = (uint32_t)product1;
    x[2] = (uint32_t)(product0 >> 32) ^ x[3] ^ k1;
    x[3] = (uint32_t)product0;
}

/* Philox4x32-10: replaces the four words of a counter by the random ones that belong to them. */
static inline void sim_philox(uint32_t x[4], uint64_t key)
{
    uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
    for (int round = 0; round < 10; round++) {
        sim_philox_round(x, k0, k1);
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
}

/* The two numbers of one block; count as in struct sim_random. */
static inline void sim_random_block(uint64_t numbers[2], uint64_t seed, uint64_t count,
                                    uint32_t purpose, uint32_t replication)
{
    uint32_t x[4] = {(uint32_t)count, (uint32_t)(count >> 32), purpose, replication};
    sim_philox(x, seed);
    numbers[0] = x[0] | (uint64_t)x[1] << 32;
    numbers[1] = x[2] | (uint64_t)x[3] << 32;
}

/* Begins at the first number of a place. */
static inline void sim_random_at(struct sim_random *random, const struct sim_place *place)
{
    random->seed = place->seed;
    random->count = (uint64_t)place->subject << 32;
    random->purpose = place->purpose;
    random->replication = place->replication;
    sim_random_block(random->numbers, random->seed, random->count, random->purpose,
                     random->replication);
    random->count++;
    random->next = 0;
    random->end = 2;
}

/* Computes the numbers after those that are given out. */
void sim_random_refill(struct sim_random *random);

/* The next number: 64 random bits. */
static inline uint64_t sim_random_bits(struct sim_random *random)
{
    if (random->next == random->end)
        sim_random_refill(random);
    return random->numbers[random->next++];
}

/* 64 random bits to one of the 2^53 multiples of 2^-53 in [0, 1), all equally likely. */
static inline double sim_unit(uint64_t bits)
{
    return (double)(int64_t)(bits >> 11) * 0x1p-53;
}

/* The next number, uniform in [0, 1). */
static inline double sim_random_unit(struct sim_random *random)
{
    return sim_unit(sim_random_bits(random));
}

/* The next number, uniform in (0, 1]: its logarithm is finite. */
static inline double sim_random_unit_positive(struct sim_random *random)
{
    return sim_random_unit(random) + 0x1p-53;
}

#endif
