/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Work shared by all who are at it: by hand where the instants can be worked out on paper, and
 * against a plain computation that diminishes what is left of every piece at every step.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sim/work.h"
#include "tests/sim/splitmix.h"

static struct sim_work *new_work(void)
{
    struct sim_work *work = sim_work_new();
    assert_non_null(work);
    return work;
}

static void assert_finished(struct sim_work *work, sim_time now, uint32_t subject)
{
    assert_int_equal(sim_work_next(work), now);
    assert_int_equal(sim_work_finish(work, now), subject);
}

static void alone_takes_its_length(void **state)
{
    (void)state;
    struct sim_work *work = new_work();
    assert_int_equal(sim_work_next(work), SIM_NEVER);
    assert_true(sim_work_begin(work, 7, 100, 3));
    assert_int_equal(sim_work_count(work), 1);
    assert_finished(work, 107, 3);
    assert_int_equal(sim_work_count(work), 0);
    assert_int_equal(sim_work_next(work), SIM_NEVER);
    sim_work_free(work);
}

/*
 * One worktop, speed 1/pieces. A (60) begins at 0; B (20) at 10, when A has 50 to go. Both at half
 * speed: B is done at 50, when A has 30 to go; alone it is done at 80.
 */
static void two_at_one_worktop(void **state)
{
    (void)state;
    struct sim_work *work = new_work();
    assert_true(sim_work_begin(work, 0, 60, 1));
    assert_true(sim_work_begin(work, 10, 20, 2));
    sim_work_speed(work, 10, 0.5);
    assert_finished(work, 50, 2);
    sim_work_speed(work, 50, 1);
    assert_finished(work, 80, 1);
    sim_work_free(work);
}

/*
 * A (1000 ns) for 100 ns each at speeds 1, 1/2, 1/4, 0 and 2: 100 + 50 + 25 + 0 + 200 are done at
 * 500, the other 625 take 2500 at 1/4.
 */
static void speed_changes_on_the_way(void **state)
{
    (void)state;
    struct sim_work *work = new_work();
    assert_true(sim_work_begin(work, 0, 1000, 1));
    assert_int_equal(sim_work_next(work), 1000);
    sim_work_speed(work, 100, 0.5);
    assert_int_equal(sim_work_next(work), 1900);
    sim_work_speed(work, 200, 0.25);
    assert_int_equal(sim_work_next(work), 3600);
    sim_work_speed(work, 300, 0);
    assert_int_equal(sim_work_next(work), SIM_NEVER);
    sim_work_speed(work, 400, 2);
    assert_int_equal(sim_work_next(work), 813); /* 400 + 825 / 2, to the nearest */
    sim_work_speed(work, 500, 0.25);
    assert_finished(work, 3000, 1);
    sim_work_free(work);
}

/* What the clock of done work has been through before does not matter to who comes later. */
static void stays_exact_after_a_long_time(void **state)
{
    (void)state;
    struct sim_work *work = new_work();
    assert_true(sim_work_begin(work, 0, SIM_FAR, 1)); /* so that it never stops */
    sim_time now = 0;
    for (unsigned i = 0; i < 1000; i++) {
        now += 10 * SIM_DAY + 1;
        sim_work_speed(work, now, 1.0 / (1 + i % 7));
    }
    sim_work_speed(work, now, 0.25);
    assert_true(sim_work_begin(work, now, 3, 2));
    assert_finished(work, now + 12, 2);
    /* 3 ns of work at a third of the speed, a million times, rounded each time to itself. */
    sim_work_speed(work, now + 12, 1.0 / 3);
    now += 12;
    for (unsigned i = 0; i < 1000000; i++) {
        assert_true(sim_work_begin(work, now, 1, 2));
        now += 3;
        assert_finished(work, now, 2);
    }
    sim_work_free(work);
}

/* 1 and 3 are begun with the same length, 2 comes later but ends together with them. */
static void ties_finish_in_the_order_of_beginning(void **state)
{
    (void)state;
    struct sim_work *work = new_work();
    assert_true(sim_work_begin(work, 0, 100, 1));
    assert_true(sim_work_begin(work, 0, 100, 3));
    assert_true(sim_work_begin(work, 40, 60, 2));
    assert_true(sim_work_begin(work, 40, 61, 4));
    assert_finished(work, 100, 1);
    assert_finished(work, 100, 3);
    assert_finished(work, 100, 2);
    assert_finished(work, 101, 4);
    sim_work_free(work);
}

/*
 * Two pieces that end together at a speed that no binary fraction can be: by the last bit the later
 * one would come first. A speed change between the two finishes does not part them either.
 */
static void ties_are_seen_through_rounding(void **state)
{
    (void)state;
    struct sim_work *work = new_work();
    sim_work_speed(work, 0, 1.0 / 3);
    assert_true(sim_work_begin(work, 0, 10, 1));
    assert_true(sim_work_begin(work, 9, 7, 2)); /* 3 done, less a little */
    assert_int_equal(sim_work_next(work), 30);
    assert_finished(work, 30, 1);
    sim_work_speed(work, 30, 1.0 / 1000);
    assert_finished(work, 30, 2);
    sim_work_free(work);
}

/* 4 ns at three quarters take 5.33: by 5 it counts as done, though a little was left. */
static void a_change_at_the_rounded_end_comes_too_late(void **state)
{
    (void)state;
    struct sim_work *work = new_work();
    sim_work_speed(work, 0, 0.75);
    assert_true(sim_work_begin(work, 0, 4, 1));
    assert_int_equal(sim_work_next(work), 5);
    sim_work_speed(work, 5, 0);
    assert_int_equal(sim_work_count(work), 1);
    assert_finished(work, 5, 1);
    sim_work_free(work);
}

/* Three pieces of 1 ns at 3/4 end at 1.33, 2.67 and 4: rounding each apart would give 1, 2, 3. */
static void going_on_does_not_add_up_roundings(void **state)
{
    (void)state;
    static const sim_time ends[] = {1, 3, 4};
    struct sim_work *work = new_work();
    sim_work_speed(work, 0, 0.75);
    assert_true(sim_work_begin(work, 0, 1, 9));
    for (unsigned i = 0; i < 3; i++) {
        assert_finished(work, ends[i], 9);
        if (i < 2)
            sim_work_continue(work, ends[i], 1, 9);
    }
    sim_work_free(work);
}

static void length_0_is_finished_at_once(void **state)
{
    (void)state;
    struct sim_work *work = new_work();
    sim_work_speed(work, 0, 0);
    assert_true(sim_work_begin(work, 5, 0, 1));
    assert_true(sim_work_begin(work, 5, 1, 2));
    assert_finished(work, 5, 1);
    assert_int_equal(sim_work_next(work), SIM_NEVER);
    sim_work_clear(work);
    assert_int_equal(sim_work_count(work), 0);
    assert_true(sim_work_begin(work, 0, 3, 1));
    assert_finished(work, 3, 1); /* at speed 1 again */
    sim_work_free(work);
}

/* The plain computation: what is left of each piece, in 2^-64 ns. */
__extension__ typedef __int128 left_over;

enum { PLAIN_MAX = 200 };

struct plain {
    struct {
        left_over left; /* 0 or less: due */
        uint32_t subject;
    } pieces[PLAIN_MAX]; /* in the order of beginning */
    size_t count;
    left_over rate;
    sim_time now;
};

/* Nanoseconds from now until what is left is done, to the nearest; -1 if never. */
static sim_time until_done(const struct plain *plain, left_over left)
{
    if (left <= 0)
        return 0;
    return plain->rate ? (sim_time)((left + plain->rate / 2) / plain->rate) : -1;
}

static void plain_advance(struct plain *plain, sim_time now)
{
    for (size_t i = 0; i < plain->count; i++)
        plain->pieces[i].left -= plain->rate * (now - plain->now);
    plain->now = now;
}

static sim_time plain_next(const struct plain *plain)
{
    sim_time next = SIM_NEVER;
    for (size_t i = 0; i < plain->count; i++) {
        sim_time in = until_done(plain, plain->pieces[i].left);
        if (in >= 0 && plain->now + in < next)
            next = plain->now + in;
    }
    return next;
}

/* Takes out the first begun of those that are done now, and tells what was left of it. */
static uint32_t plain_finish(struct plain *plain, left_over *left)
{
    size_t i = 0;
    while (until_done(plain, plain->pieces[i].left) != 0)
        i++;
    uint32_t subject = plain->pieces[i].subject;
    *left = plain->pieces[i].left;
    plain->count--;
    memmove(&plain->pieces[i], &plain->pieces[i + 1], (plain->count - i) * sizeof plain->pieces[0]);
    return subject;
}

static void plain_speed(struct plain *plain, double speed)
{
    /* What is done to the nearest nanosecond stays done. */
    for (size_t i = 0; i < plain->count; i++)
        if (until_done(plain, plain->pieces[i].left) == 0 && plain->pieces[i].left > 0)
            plain->pieces[i].left = 0;
    plain->rate = (left_over)ldexp(speed, 64);
}

static void plain_begin(struct plain *plain, left_over before, sim_time length, uint32_t subject)
{
    plain->pieces[plain->count].left = before + ((left_over)length << 64);
    plain->pieces[plain->count].subject = subject;
    plain->count++;
}

static double random_speed(void)
{
    static const double binary[] = {1, 0.5, 0.25, 2};
    switch (random_below(8)) {
    case 0:
        return 0;
    case 1:
    case 2:
        return binary[random_below(4)];
    default:
        return 1.0 / (double)(1 + random_below(50));
    }
}

struct sharing {
    struct sim_work *work;
    struct plain plain;
    uint32_t subjects;
};

static void finish_one(struct sharing *sharing)
{
    struct plain *plain = &sharing->plain;
    plain_advance(plain, plain_next(plain));
    left_over left;
    uint32_t subject = plain_finish(plain, &left);
    assert_int_equal(sim_work_finish(sharing->work, plain->now), subject);
    if (random_below(3) == 0) {
        sim_time length = (sim_time)random_below(500);
        /* Only as exact as what was left is known: not when a change of speed cut it short. */
        if (left != 0) {
            plain_begin(plain, left, length, subject);
            sim_work_continue(sharing->work, plain->now, length, subject);
        }
    }
}

/* To some instant before the next end, or the end itself. */
static void let_time_pass(struct sharing *sharing)
{
    struct plain *plain = &sharing->plain;
    sim_time next = plain_next(plain);
    sim_time step = (sim_time)random_below(2000);
    if (next != SIM_NEVER && step > next - plain->now)
        step = next - plain->now;
    plain_advance(plain, plain->now + step);
}

static void random_operation(struct sharing *sharing, size_t target)
{
    struct plain *plain = &sharing->plain;
    switch (random_below(5)) {
    case 0:
        let_time_pass(sharing);
        break;
    case 1: {
        double speed = random_speed();
        plain_speed(plain, speed);
        sim_work_speed(sharing->work, plain->now, speed);
        break;
    }
    case 2:
        if (plain_next(plain) != SIM_NEVER)
            finish_one(sharing);
        break;
    default:
        if (plain->count < target) {
            sim_time length = (sim_time)random_below(1000);
            uint32_t subject = ++sharing->subjects;
            plain_begin(plain, 0, length, subject);
            assert_true(sim_work_begin(sharing->work, plain->now, length, subject));
        } else if (plain_next(plain) != SIM_NEVER) {
            finish_one(sharing);
        }
    }
}

static void does_what_the_plain_computation_does(void **state)
{
    (void)state;
    static const size_t targets[] = {1, 2, 5, 30, PLAIN_MAX - 1};
    random_state = 1;
    for (unsigned round = 0; round < 50; round++) {
        struct sharing sharing = {.work = new_work(), .plain.rate = (left_over)1 << 64};
        for (unsigned step = 0; step < 4000; step++) {
            random_operation(&sharing, targets[round % 5]);
            assert_int_equal(sim_work_next(sharing.work), plain_next(&sharing.plain));
            assert_int_equal(sim_work_count(sharing.work), sharing.plain.count);
            if (random_below(1000) == 0) {
                struct sim_work *copy = new_work();
                assert_true(sim_work_begin(copy, 3, 3, 3));
                assert_true(sim_work_copy(copy, sharing.work));
                sim_work_clear(sharing.work);
                sim_work_free(sharing.work);
                sharing.work = copy;
            }
        }
        sim_work_free(sharing.work);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alone_takes_its_length),
        cmocka_unit_test(two_at_one_worktop),
        cmocka_unit_test(speed_changes_on_the_way),
        cmocka_unit_test(stays_exact_after_a_long_time),
        cmocka_unit_test(ties_finish_in_the_order_of_beginning),
        cmocka_unit_test(ties_are_seen_through_rounding),
        cmocka_unit_test(a_change_at_the_rounded_end_comes_too_late),
        cmocka_unit_test(going_on_does_not_add_up_roundings),
        cmocka_unit_test(length_0_is_finished_at_once),
        cmocka_unit_test(does_what_the_plain_computation_does),
    };
    return cmocka_run_group_tests_name("work", tests, NULL, NULL);
}
