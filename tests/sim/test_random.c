/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The random numbers are those of Philox4x32-10, the same whichever way they are asked for, and
 * arrive unchanged in GSL.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_randist.h>

#include "sim/random.h"
#include "sim/random_gsl.h"

static const struct sim_place somewhere = {
    .seed = 0x0123456789abcdef, .replication = 7, .subject = 17, .purpose = 3};

/* The number with the given index at a place, computed on its own. */
static uint64_t alone(const struct sim_place *place, uint64_t index)
{
    uint64_t numbers[2];
    uint64_t count = ((uint64_t)place->subject << 32) + index / 2;
    sim_random_block(numbers, place->seed, count, place->purpose, place->replication);
    return numbers[index % 2];
}

/* The vectors of philox4x32 with 10 rounds that Random123 publishes. */
static void test_known_answers(void **state)
{
    (void)state;
    static const struct {
        uint32_t counter[4];
        uint64_t key;
        uint32_t answer[4];
    } vectors[] = {
        {{0, 0, 0, 0}, 0, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX},
         UINT64_MAX,
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         0x299f31d0a4093822,
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        uint32_t x[4];
        memcpy(x, vectors[i].counter, sizeof x);
        sim_philox(x, vectors[i].key);
        assert_memory_equal(x, vectors[i].answer, sizeof x);
    }
}

/* Counter words: block, subject, purpose, replication; here those of the third vector. */
static void test_place_is_counter(void **state)
{
    (void)state;
    struct sim_place place = {.seed = 0x299f31d0a4093822,
                              .subject = 0x85a308d3,
                              .purpose = 0x13198a2e,
                              .replication = 0x03707344};
    assert_int_equal(alone(&place, 2 * UINT64_C(0x243f6a88)), 0x94fdccebd16cfe09);
    assert_int_equal(alone(&place, 2 * UINT64_C(0x243f6a88) + 1), 0x24126ea15001e420);
}

static void test_sequence_is_the_same_as_one_by_one(void **state)
{
    (void)state;
    struct sim_random random;
    sim_random_at(&random, &somewhere);
    for (uint64_t i = 0; i < 1000; i++)
        assert_int_equal(sim_random_bits(&random), alone(&somewhere, i));
}

static void test_copy_goes_on_alike(void **state)
{
    (void)state;
    struct sim_random random, copy;
    sim_random_at(&random, &somewhere);
    for (int i = 0; i < 75; i++)
        sim_random_bits(&random);
    copy = random;
    for (int i = 0; i < 300; i++)
        assert_int_equal(sim_random_bits(&random), sim_random_bits(&copy));
}

/* After the last block of a place comes the first one of the next subject. */
static void test_carry_into_subject(void **state)
{
    (void)state;
    struct sim_place next = somewhere;
    next.subject++;
    struct sim_random random;
    sim_random_at(&random, &somewhere);
    for (int i = 0; i < 126; i++) /* all that is computed ahead; the next refill is a full one */
        sim_random_bits(&random);
    random.count = ((uint64_t)somewhere.subject << 32) + UINT32_MAX;
    sim_random_bits(&random);
    sim_random_bits(&random);
    for (uint64_t i = 0; i < 62; i++)
        assert_int_equal(sim_random_bits(&random), alone(&next, i));
}

static void test_every_word_of_a_place_counts(void **state)
{
    (void)state;
    struct sim_place places[5] = {somewhere, somewhere, somewhere, somewhere, somewhere};
    places[1].seed ^= UINT64_C(1) << 63;
    places[2].replication++;
    places[3].subject++;
    places[4].purpose++;
    for (int i = 0; i < 5; i++)
        for (int j = 0; j < i; j++)
            assert_int_not_equal(alone(&places[i], 0), alone(&places[j], 0));
}

static void test_units(void **state)
{
    (void)state;
    assert_true(sim_unit(0) == 0);
    assert_true(sim_unit(UINT64_MAX) == 1 - 0x1p-53);
    assert_true(sim_unit(UINT64_C(1) << 63) == 0.5);

    struct sim_random random = {.next = 0, .end = 2, .numbers = {0, UINT64_MAX}};
    assert_true(sim_random_unit_positive(&random) == 0x1p-53);
    assert_true(sim_random_unit_positive(&random) == 1);
}

/* Every bit of 100,000 numbers is 1 as often as 0, within 5 standard errors. */
static void test_bits_are_fair(void **state)
{
    (void)state;
    enum { N = 100000 };
    int ones[64] = {0};
    struct sim_random random;
    sim_random_at(&random, &somewhere);
    for (int i = 0; i < N; i++) {
        uint64_t bits = sim_random_bits(&random);
        for (int b = 0; b < 64; b++)
            ones[b] += (int)(bits >> b & 1);
    }
    for (int b = 0; b < 64; b++)
        assert_in_range(ones[b], N / 2 - 790, N / 2 + 790);
}

static void test_gsl_draws_the_same(void **state)
{
    (void)state;
    gsl_rng *rng = gsl_rng_alloc(sim_random_gsl);
    assert_non_null(rng);
    struct sim_random random;

    sim_random_gsl_at(rng, &somewhere);
    sim_random_at(&random, &somewhere);
    for (int i = 0; i < 200; i++)
        assert_int_equal(gsl_rng_get(rng), sim_random_bits(&random));
    for (int i = 0; i < 200; i++)
        assert_true(gsl_rng_uniform(rng) == sim_random_unit(&random));
    assert_int_equal(gsl_rng_min(rng), 0);
    assert_true(gsl_rng_max(rng) == UINT64_MAX);

    gsl_rng_set(rng, 42);
    struct sim_place first = {.seed = 42};
    assert_int_equal(gsl_rng_get(rng), alone(&first, 0));
    gsl_rng_free(rng);
}

/* GSL's own samplers work on it: the mean of 100,000 gammas within 5 standard errors. */
static void test_gsl_samplers(void **state)
{
    (void)state;
    enum { N = 100000 };
    gsl_rng *rng = gsl_rng_alloc(sim_random_gsl);
    assert_non_null(rng);
    double sum = 0;
    for (int i = 0; i < N; i++)
        sum += gsl_ran_gamma(rng, 4, 0.25);
    assert_true(fabs(sum / N - 1) < 5 * 0.5 / sqrt(N));
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_answers),
        cmocka_unit_test(test_place_is_counter),
        cmocka_unit_test(test_sequence_is_the_same_as_one_by_one),
        cmocka_unit_test(test_copy_goes_on_alike),
        cmocka_unit_test(test_carry_into_subject),
        cmocka_unit_test(test_every_word_of_a_place_counts),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_bits_are_fair),
        cmocka_unit_test(test_gsl_draws_the_same),
        cmocka_unit_test(test_gsl_samplers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
