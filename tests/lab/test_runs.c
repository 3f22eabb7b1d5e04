/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many days on all cores: the order, what is remembered, what is another shard's, who waits. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lab/runs.h"
#include "tests/lab/fake_kitchen.h"

#define SYSTEM 7

/* Wants so many replications of a world, and writes down what it gets. */
struct listener {
    struct world world;
    uint32_t wanted, asked, taken, absent;
    uint32_t enough;   /* says so when it has taken so many; 0: never */
    uint32_t together; /* asks for no more than that before it has taken them; 0: any number */
    double sum;
};

static enum runs_wish next(void *owner, struct run *run)
{
    struct listener *listener = owner;
    if (listener->asked == listener->wanted)
        return RUNS_NONE;
    if (listener->together > 0 && listener->asked - listener->taken >= listener->together)
        return RUNS_WAIT;
    *run = (struct run){&listener->world, SYSTEM, listener->asked, listener->asked};
    listener->asked++;
    return RUNS_RUN;
}

static bool take(void *owner, const struct run *run, const double *values)
{
    struct listener *listener = owner;
    assert_int_equal(run->replication, listener->taken);
    listener->taken++;
    if (values) {
        assert_true(values[FAKE_TIME] == fake_value(FAKE_TIME, 1, run->replication + 1));
        listener->sum = listener->sum / 2 + values[FAKE_TIME] * (double)run->replication;
    } else {
        listener->absent++;
    }
    return listener->taken != listener->enough;
}

static struct listener listener_of(uint32_t wanted)
{
    return (struct listener){.world = {.seed = 1, .hours = SIM_HOUR}, .wanted = wanted};
}

static enum runs_end run(struct listener *listener, const struct runs_options *options)
{
    const struct runs_owner owner = {.owner = listener, .next = next, .take = take};
    return runs_do(&owner, listener->wanted, options);
}

/* A keeper of up to 1000 replications, which breaks when it is to keep `full` of them. */
struct shelf {
    bool known[1000];
    double values[1000][FAKE_MEASURES];
    uint32_t kept, full;
};

static bool recall(void *memory, uint64_t system, uint32_t replication, double *values)
{
    const struct shelf *shelf = memory;
    assert_int_equal(system, SYSTEM);
    if (shelf->known[replication])
        memcpy(values, shelf->values[replication], sizeof shelf->values[replication]);
    return shelf->known[replication];
}

static bool keep(void *memory, uint64_t system, uint32_t replication, const double *values)
{
    struct shelf *shelf = memory;
    assert_int_equal(system, SYSTEM);
    assert_false(shelf->known[replication]);
    if (shelf->full > 0 && shelf->kept == shelf->full)
        return false;
    memcpy(shelf->values[replication], values, sizeof shelf->values[replication]);
    shelf->known[replication] = true;
    shelf->kept++;
    return true;
}

static int fresh_fake(void **state)
{
    (void)state;
    memset(&fake, 0, sizeof fake);
    return 0;
}

static void runs_are_taken_in_the_order_asked_for(void **state)
{
    (void)state;
    struct listener one = listener_of(500);
    assert_int_equal(run(&one, &(struct runs_options){.threads = 1}), RUNS_DONE);
    assert_int_equal(one.taken, 500);
    for (unsigned threads = 2; threads <= 16; threads *= 2) {
        struct listener many = listener_of(500);
        assert_int_equal(run(&many, &(struct runs_options){.threads = threads}), RUNS_DONE);
        assert_int_equal(many.taken, 500);
        assert_true(many.sum == one.sum);
    }
}

static void what_is_remembered_is_not_simulated(void **state)
{
    (void)state;
    static struct shelf shelf;
    const struct keeper keeper = {.memory = &shelf, .recall = recall, .keep = keep};
    const struct runs_options options = {.threads = 3, .keeper = &keeper};
    memset(&shelf, 0, sizeof shelf);
    struct listener first = listener_of(60), second = listener_of(100), third = listener_of(100);
    assert_int_equal(run(&first, &options), RUNS_DONE);
    assert_int_equal(fake.days, 60);
    assert_int_equal(run(&second, &options), RUNS_DONE);
    assert_int_equal(fake.days, 100);
    assert_int_equal(run(&third, &(struct runs_options){.threads = 1, .keeper = &keeper}),
                     RUNS_DONE);
    assert_int_equal(fake.days, 100);
    assert_true(second.sum == third.sum);
}

/* Each run is exactly one shard's, by turns; together they have everything. */
static void shards_share_the_work(void **state)
{
    (void)state;
    static struct shelf shelf;
    memset(&shelf, 0, sizeof shelf);
    const struct keeper keeper = {.memory = &shelf, .recall = recall, .keep = keep};
    for (uint32_t shard = 0; shard < 3; shard++) {
        static struct shelf empty;
        memset(&empty, 0, sizeof empty);
        const struct keeper own = {.memory = &empty, .recall = recall, .keep = keep};
        struct listener listener = listener_of(100);
        const struct runs_options options = {
            .threads = 2, .keeper = &own, .shard = shard, .shards = 3, .before = 4};
        assert_int_equal(run(&listener, &options), RUNS_DONE);
        assert_int_equal(listener.taken, 100);
        assert_int_equal(listener.absent, 100 - empty.kept);
        for (uint32_t r = 0; r < 100; r++) {
            uint32_t place = r + 4;
            assert_true(empty.known[r] == ((place + place / 3) % 3 == shard));
            if (empty.known[r])
                assert_true(keep(&shelf, SYSTEM, r, empty.values[r]));
        }
    }
    assert_int_equal(shelf.kept, 100);
    unsigned days = fake.days;
    struct listener joined = listener_of(100), alone = listener_of(100);
    assert_int_equal(run(&joined, &(struct runs_options){.keeper = &keeper}), RUNS_DONE);
    assert_int_equal(fake.days, days);
    assert_int_equal(run(&alone, &(struct runs_options){0}), RUNS_DONE);
    assert_true(joined.sum == alone.sum);
}

static void who_cannot_be_kept_ends_it(void **state)
{
    (void)state;
    static struct shelf shelf;
    memset(&shelf, 0, sizeof shelf);
    shelf.full = 20;
    const struct keeper keeper = {.memory = &shelf, .recall = recall, .keep = keep};
    struct listener listener = listener_of(100);
    const struct runs_options options = {.threads = 4, .keeper = &keeper};
    assert_int_equal(run(&listener, &options), RUNS_NOT_KEPT);
    assert_true(listener.taken <= 20);
    assert_int_equal(shelf.kept, 20);
}

static void an_owner_may_wait_for_answers(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 4; threads++) {
        struct listener listener = listener_of(100);
        listener.together = 2;
        assert_int_equal(run(&listener, &(struct runs_options){.threads = threads}), RUNS_DONE);
        assert_int_equal(listener.taken, 100);
    }
}

static void an_owner_may_have_enough(void **state)
{
    (void)state;
    struct listener listener = listener_of(1000);
    listener.enough = 30;
    assert_int_equal(run(&listener, &(struct runs_options){.threads = 4}), RUNS_DONE);
    assert_int_equal(listener.taken, 30);
    assert_true(fake.days <= 30 + 4 * RUNS_AHEAD);
}

/* What was measured of a day that was dropped on the way is nothing. */
static void a_day_that_is_stopped_is_not_taken(void **state)
{
    (void)state;
    struct listener listener = listener_of(100);
    fake.stops_at = 20;
    const struct runs_options options = {.threads = 1, .stop = &fake.stop};
    assert_int_equal(run(&listener, &options), RUNS_STOPPED);
    assert_int_equal(listener.taken, 19);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(runs_are_taken_in_the_order_asked_for, fresh_fake),
        cmocka_unit_test_setup(what_is_remembered_is_not_simulated, fresh_fake),
        cmocka_unit_test_setup(shards_share_the_work, fresh_fake),
        cmocka_unit_test_setup(who_cannot_be_kept_ends_it, fresh_fake),
        cmocka_unit_test_setup(an_owner_may_wait_for_answers, fresh_fake),
        cmocka_unit_test_setup(an_owner_may_have_enough, fresh_fake),
        cmocka_unit_test_setup(a_day_that_is_stopped_is_not_taken, fresh_fake),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
