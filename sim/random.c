/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Refilling a sequence of random numbers: blocks of Philox side by side, in a loop that compilers
 * turn into vector instructions. Which instructions there are is asked at run time; the numbers are
 * the same with all of them, as only integers are computed. Knows nothing of what they are for.
 */
#include "sim/random.h"

#define BLOCKS (SIM_RANDOM_AHEAD / 2)

/*
 * BLOCKS consecutive blocks. Each word of all blocks stands in one array, so that a round is the
 * same few operations down four arrays.
 */
__attribute__((always_inline)) static inline void blocks_together(struct sim_random *random)
{
    uint32_t x0[BLOCKS], x1[BLOCKS], x2[BLOCKS], x3[BLOCKS];
    for (uint32_t i = 0; i < BLOCKS; i++) {
        uint64_t count = random->count + i;
        x0[i] = (uint32_t)count;
        x1[i] = (uint32_t)(count >> 32);
        x2[i] = random->purpose;
        x3[i] = random->replication;
    }
    uint32_t k0 = (uint32_t)random->seed, k1 = (uint32_t)(random->seed >> 32);
    for (int round = 0; round < 10; round++) {
        for (int i = 0; i < BLOCKS; i++) {
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
    for (int i = 0; i < BLOCKS; i++) {
        random->numbers[2 * i] = x0[i] | (uint64_t)x1[i] << 32;
        random->numbers[2 * i + 1] = x2[i] | (uint64_t)x3[i] << 32;
    }
    random->count += BLOCKS;
}

static void blocks_on_any_machine(struct sim_random *random)
{
    blocks_together(random);
}

#if defined __x86_64__
__attribute__((target("avx512f"))) static void blocks_with_avx512(struct sim_random *random)
{
    blocks_together(random);
}

static void refill_all(struct sim_random *random)
{
    if (__builtin_cpu_supports("avx512f"))
        blocks_with_avx512(random);
    else
        blocks_on_any_machine(random);
}
#else
static void refill_all(struct sim_random *random)
{
    blocks_on_any_machine(random);
}
#endif

void sim_random_refill(struct sim_random *random)
{
    uint32_t blocks = random->end < BLOCKS ? random->end : BLOCKS; /* twice as many as before */
    if (blocks == BLOCKS) {
        refill_all(random);
    } else {
        for (uint32_t i = 0; i < blocks; i++)
            sim_random_block(random->numbers + 2 * i, random->seed, random->count++,
                             random->purpose, random->replication);
    }
    random->next = 0;
    random->end = 2 * blocks;
}
