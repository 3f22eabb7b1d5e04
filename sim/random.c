/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Many random numbers at a time: blocks of Philox side by side, in a loop that compilers turn into
 * vector instructions. Which instructions there are is asked at run time; the numbers are the same
 * with all of them, as only integers are computed. Knows nothing of what they are for.
 */
#include "sim/random.h"

#include <stdbool.h>

#define BLOCKS (SIM_RANDOM_AHEAD / 2)

/* The counter of the first of several blocks, and the key of all. */
struct first {
    uint64_t seed, count;
    uint32_t purpose, replication;
};

/*
 * n blocks (a constant, at most BLOCKS), each `step` counts after the one before. Each word of all
 * blocks stands in one array, so that a round is the same few operations down four arrays.
 */
__attribute__((always_inline)) static inline void blocks_together(uint64_t *numbers, int n,
                                                                  struct first first, uint64_t step)
{
    uint32_t x0[BLOCKS], x1[BLOCKS], x2[BLOCKS], x3[BLOCKS];
    for (int i = 0; i < n; i++) {
        uint64_t count = first.count + step * (uint64_t)i;
        x0[i] = (uint32_t)count;
        x1[i] = (uint32_t)(count >> 32);
        x2[i] = first.purpose;
        x3[i] = first.replication;
    }
    uint32_t k0 = (uint32_t)first.seed, k1 = (uint32_t)(first.seed >> 32);
    for (int round = 0; round < 10; round++) {
        for (int i = 0; i < n; i++) {
            uint32_t x[4] = {x0[i], x1[i], x2[i], x3[i]};
            sim_philox_round(x, k0, k1);
            x0[i] = x[0];
            x1[i] = x[1];
            x2[i] = x[2];
            x3[i] = x[3];
        }
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    for (int i = 0; i < n; i++) {
        numbers[2 * i] = x0[i] | (uint64_t)x1[i] << 32;
        numbers[2 * i + 1] = x2[i] | (uint64_t)x3[i] << 32;
    }
}

/* Blocks within a place, one after the other. */
#define SEQUENCE(numbers, first) blocks_together(numbers, BLOCKS, first, 1)

/* The first blocks of consecutive subjects. */
#define ROW(numbers, first) blocks_together(numbers, SIM_RANDOM_ROW, first, UINT64_C(1) << 32)

static void sequence_on_any_machine(uint64_t *numbers, struct first first)
{
    SEQUENCE(numbers, first);
}

static void row_on_any_machine(uint64_t *numbers, struct first first)
{
    ROW(numbers, first);
}

#if defined __x86_64__
__attribute__((target("avx512f"))) static void sequence_with_avx512(uint64_t *numbers,
                                                                    struct first first)
{
    SEQUENCE(numbers, first);
}

__attribute__((target("avx512f"))) static void row_with_avx512(uint64_t *numbers,
                                                               struct first first)
{
    ROW(numbers, first);
}

static bool has_avx512(void)
{
    return __builtin_cpu_supports("avx512f");
}
#else
#define sequence_with_avx512 sequence_on_any_machine
#define row_with_avx512 row_on_any_machine

static bool has_avx512(void)
{
    return false;
}
#endif

void sim_random_refill(struct sim_random *random)
{
    uint32_t blocks = random->end < BLOCKS ? random->end : BLOCKS; /* twice as many as before */
    if (blocks == BLOCKS) {
        const struct first first = {random->seed, random->count, random->purpose,
                                    random->replication};
        (has_avx512() ? sequence_with_avx512 : sequence_on_any_machine)(random->numbers, first);
        random->count += BLOCKS;
    } else {
        for (uint32_t i = 0; i < blocks; i++)
            sim_random_block(random->numbers + 2 * i, random->seed, random->count++,
                             random->purpose, random->replication);
    }
    random->next = 0;
    random->end = 2 * blocks;
}

void sim_random_row(uint64_t numbers[SIM_RANDOM_ROW][2], const struct sim_place *place)
{
    const struct first first = {place->seed, (uint64_t)place->subject << 32, place->purpose,
                                place->replication};
    (has_avx512() ? row_with_avx512 : row_on_any_machine)(numbers[0], first);
}
