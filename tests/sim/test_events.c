/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pending-event set against a plain sorted list that does the same in the most obvious way,
 * under long random sequences of operations, and by hand where an example says more.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "sim/events.h"
#include "tests/sim/splitmix.h"

/* The plain set: entries in the order in which they are due. */
struct entry {
    sim_time at;
    unsigned rank;
    uint32_t kind, subject;
    sim_handle handle;
};

enum { PLAIN_MAX = 4096 };

struct plain {
    struct entry entries[PLAIN_MAX];
    size_t count;
    sim_time now;
};

static void plain_add(struct plain *plain, struct entry entry)
{
    size_t place = plain->count;
    while (place > 0 && (plain->entries[place - 1].at > entry.at ||
                         (plain->entries[place - 1].at == entry.at &&
                          plain->entries[place - 1].rank > entry.rank)))
        place--;
    memmove(&plain->entries[place + 1], &plain->entries[place],
            (plain->count - place) * sizeof entry);
    plain->entries[place] = entry;
    plain->count++;
}

static struct entry plain_remove(struct plain *plain, size_t place)
{
    struct entry entry = plain->entries[place];
    plain->count--;
    memmove(&plain->entries[place], &plain->entries[place + 1],
            (plain->count - place) * sizeof entry);
    return entry;
}

static void assert_event(const struct sim_event *event, const struct entry *expected)
{
    assert_int_equal(event->at, expected->at);
    assert_int_equal(event->kind, expected->kind);
    assert_int_equal(event->subject, expected->subject);
}

static void assert_same_drain(struct sim_events *events, const struct plain *plain)
{
    struct sim_event event;
    for (size_t i = 0; i < plain->count; i++) {
        assert_true(sim_events_pop(events, &event));
        assert_event(&event, &plain->entries[i]);
    }
    assert_false(sim_events_pop(events, &event));
    assert_int_equal(sim_events_peek(events), SIM_NEVER);
}

/* How far ahead events are scheduled: many scales at once, and often the very same instant. */
static sim_time random_delay(unsigned law)
{
    switch (law) {
    case 0:
        return (sim_time)random_below(4);
    case 1:
        return (sim_time)random_below(1000);
    case 2:
        return (sim_time)(random_bits() >> (8 + random_below(56)));
    case 3:
        return random_below(10) ? SIM_SECOND : (sim_time)random_below(3) * SIM_HOUR;
    default:
        return SIM_FAR;
    }
}

struct pair {
    struct sim_events *events;
    struct plain *plain;
    uint32_t added;
};

static void add_one(struct pair *pair, unsigned law)
{
    struct entry entry = {.at = sim_after(pair->plain->now, random_delay(law)),
                          .rank = (unsigned)random_below(SIM_RANKS),
                          .kind = pair->added++,
                          .subject = (uint32_t)random_bits()};
    entry.handle = sim_events_add(pair->events, entry.at, entry.rank, entry.kind, entry.subject);
    assert_int_not_equal(entry.handle, 0);
    plain_add(pair->plain, entry);
}

static void pop_one(struct pair *pair, bool now_only)
{
    struct plain *plain = pair->plain;
    struct sim_event event;
    bool expected = plain->count && (!now_only || plain->entries[0].at == plain->now);
    bool got =
        now_only ? sim_events_pop_now(pair->events, &event) : sim_events_pop(pair->events, &event);
    assert_int_equal(got, expected);
    if (got) {
        struct entry entry = plain_remove(plain, 0);
        assert_event(&event, &entry);
        plain->now = entry.at;
    }
}

static void cancel_one(struct pair *pair)
{
    if (!pair->plain->count)
        return;
    /* Half of the time one of those due first: that is where most happens. */
    size_t range = random_below(2) && pair->plain->count > 3 ? 3 : pair->plain->count;
    sim_events_cancel(pair->events, plain_remove(pair->plain, random_below(range)).handle);
}

static void peek(const struct pair *pair)
{
    sim_time next = pair->plain->count ? pair->plain->entries[0].at : SIM_NEVER;
    assert_int_equal(sim_events_peek(pair->events), next);
    assert_int_equal(sim_events_count(pair->events), pair->plain->count);
}

static void copy_and_go_on_with_the_copy(struct pair *pair)
{
    struct sim_events *copy = sim_events_new();
    assert_non_null(copy);
    sim_events_add(copy, 7, 1, 1, 1);
    assert_true(sim_events_copy(copy, pair->events));
    assert_same_drain(pair->events, pair->plain);
    sim_events_free(pair->events);
    pair->events = copy;
}

static void random_operation(struct pair *pair, unsigned law, size_t target)
{
    unsigned dice = (unsigned)random_below(100);
    if (dice < 40) {
        if (pair->plain->count < target)
            add_one(pair, law < 4                            ? law
                          : (unsigned)random_below(100) == 0 ? 4
                                                             : (unsigned)random_below(4));
        else
            pop_one(pair, false);
    } else if (dice < 55) {
        pop_one(pair, false);
    } else if (dice < 70) {
        pop_one(pair, true);
    } else if (dice < 80) {
        cancel_one(pair);
    } else {
        peek(pair);
    }
}

static void does_what_a_sorted_list_does(void **state)
{
    (void)state;
    static struct plain plain;
    random_state = 1;
    for (unsigned round = 0; round < 400; round++) {
        static const size_t targets[] = {2, 5, 12, 20, 60, 400, 3000};
        struct pair pair = {.events = sim_events_new(), .plain = &plain};
        assert_non_null(pair.events);
        unsigned law = round % 5;
        size_t target = targets[round % 7];
        memset(&plain, 0, sizeof plain);
        for (unsigned step = 0; step < 2500; step++) {
            /* Sets that grow first and shrink later, so that large ones are reached. */
            if (step < target && random_below(4))
                add_one(&pair, law < 4 ? law : (unsigned)random_below(4));
            random_operation(&pair, law, target);
            if (random_below(1500) == 0)
                copy_and_go_on_with_the_copy(&pair);
            if (random_below(2000) == 0) {
                sim_events_clear(pair.events);
                memset(&plain, 0, sizeof plain);
            }
        }
        assert_same_drain(pair.events, &plain);
        sim_events_free(pair.events);
    }
}

static void assert_kinds(struct sim_events *events, const uint32_t *kinds, size_t count)
{
    struct sim_event event;
    for (size_t i = 0; i < count; i++) {
        assert_true(sim_events_pop(events, &event));
        assert_int_equal(event.kind, kinds[i]);
    }
    assert_false(sim_events_pop(events, &event));
}

static void goes_by_time_then_rank_then_order_of_scheduling(void **state)
{
    (void)state;
    struct sim_events *events = sim_events_new();
    assert_non_null(events);
    sim_events_add(events, 20, 0, 5, 0);
    sim_events_add(events, 10, 2, 3, 0);
    sim_events_add(events, 10, 0, 1, 0);
    sim_events_add(events, 10, 2, 4, 0);
    sim_events_add(events, 10, 0, 2, 0);
    sim_events_add(events, SIM_FAR, 3, 6, 0);
    static const uint32_t expected[] = {1, 2, 3, 4, 5, 6};
    assert_kinds(events, expected, 6);
    sim_events_free(events);
}

static void what_is_late_by_rank_comes_next(void **state)
{
    (void)state;
    struct sim_events *events = sim_events_new();
    assert_non_null(events);
    struct sim_event event;
    sim_events_add(events, 10, 2, 1, 0);
    sim_events_add(events, 10, 2, 4, 0);
    sim_events_add(events, 11, 0, 5, 0);
    assert_true(sim_events_pop(events, &event));
    sim_events_add(events, 10, 1, 3, 0);
    sim_events_add(events, 10, 0, 2, 0);
    for (uint32_t kind = 2; kind <= 4; kind++) {
        assert_true(sim_events_pop_now(events, &event));
        assert_int_equal(event.kind, kind);
    }
    assert_false(sim_events_pop_now(events, &event));
    assert_int_equal(sim_events_peek(events), 11);
    sim_events_free(events);
}

/* A run that is stopped to be looked at goes on as if it had not been. */
static void looking_ahead_changes_nothing(void **state)
{
    (void)state;
    struct sim_events *events = sim_events_new();
    assert_non_null(events);
    enum { FAR_ONES = 1000, NEAR_ONES = 100 };
    for (uint32_t i = 0; i < FAR_ONES; i++)
        sim_events_add(events, SIM_HOUR + i, 0, NEAR_ONES + i, 0);
    assert_int_equal(sim_events_peek(events), SIM_HOUR);
    for (uint32_t i = NEAR_ONES; i-- > 0;) {
        sim_events_add(events, i, 0, i, 0);
        assert_int_equal(sim_events_peek(events), i);
    }
    struct sim_event event;
    for (uint32_t i = 0; i < NEAR_ONES + FAR_ONES; i++) {
        sim_time at = sim_events_peek(events);
        assert_true(sim_events_pop(events, &event));
        assert_int_equal(event.kind, i);
        assert_int_equal(event.at, at);
    }
    sim_events_free(events);
}

static void clearing_forgets_everything(void **state)
{
    (void)state;
    struct sim_events *events = sim_events_new();
    assert_non_null(events);
    struct sim_event event;
    for (uint32_t i = 0; i < 100; i++)
        sim_events_add(events, SIM_DAY + i % 7, i % SIM_RANKS, i, i);
    assert_true(sim_events_pop(events, &event));
    sim_events_clear(events);
    assert_int_equal(sim_events_count(events), 0);
    assert_int_equal(sim_events_peek(events), SIM_NEVER);
    assert_false(sim_events_pop(events, &event));
    assert_false(sim_events_pop_now(events, &event));
    assert_false(sim_events_failed(events));
    sim_events_add(events, 0, 0, 9, 8);
    assert_true(sim_events_pop_now(events, &event));
    assert_int_equal(event.kind, 9);
    assert_int_equal(event.subject, 8);
    sim_events_free(events);
}

static void a_copy_keeps_handles_and_goes_its_own_way(void **state)
{
    (void)state;
    struct sim_events *events = sim_events_new(), *copy = sim_events_new();
    assert_non_null(events);
    assert_non_null(copy);
    enum { COUNT = 500 };
    sim_handle handles[COUNT];
    for (uint32_t i = 0; i < COUNT; i++)
        handles[i] = sim_events_add(events, (i * 7919) % 101, 0, i, i);
    assert_true(sim_events_copy(copy, events));
    for (uint32_t i = 0; i < COUNT; i++)
        if (i % 3)
            sim_events_cancel(copy, handles[i]);
    assert_int_equal(sim_events_count(events), COUNT);
    assert_int_equal(sim_events_count(copy), (COUNT + 2) / 3);
    /* The same operations on both hand out the same handles. */
    struct sim_events *again = sim_events_new();
    assert_non_null(again);
    assert_true(sim_events_copy(again, copy));
    for (uint32_t i = 0; i < COUNT; i++)
        assert_int_equal(sim_events_add(copy, 200, 1, i, 0), sim_events_add(again, 200, 1, i, 0));
    sim_events_free(again);
    sim_events_free(copy);
    sim_events_free(events);
}

static void an_empty_set_can_be_copied(void **state)
{
    (void)state;
    struct sim_events *events = sim_events_new(), *copy = sim_events_new();
    assert_non_null(events);
    assert_non_null(copy);
    struct sim_event event;
    sim_events_add(copy, 5, 0, 1, 1);
    assert_true(sim_events_copy(copy, events));
    assert_int_equal(sim_events_count(copy), 0);
    assert_false(sim_events_pop(copy, &event));
    sim_events_free(copy);
    sim_events_free(events);
}

/*
 * Far too many for a sorted list, over all scales of time, of which all but every fortieth are
 * cancelled, so that what is left stands far apart in memory.
 */
static void many_come_out_in_order(void **state)
{
    (void)state;
    enum { COUNT = 400000, ONE_IN = 40 };
    struct sim_events *events = sim_events_new();
    sim_handle *handles = calloc(COUNT, sizeof *handles);
    assert_non_null(events);
    assert_non_null(handles);
    random_state = 7;
    for (uint32_t i = 0; i < COUNT; i++)
        handles[i] = sim_events_add(events, random_delay(i % 3), 0, i, i);
    for (uint32_t i = 0; i < COUNT; i++)
        if (i % ONE_IN)
            sim_events_cancel(events, handles[i]);
    free(handles);
    struct sim_event event = {.at = 0}, before = event;
    for (uint32_t i = 0; i < COUNT / ONE_IN; i++) {
        assert_true(sim_events_pop(events, &event));
        assert_int_equal(event.kind % ONE_IN, 0);
        assert_int_equal(event.kind, event.subject);
        assert_true(event.at > before.at || (event.at == before.at && event.kind >= before.kind));
        before = event;
    }
    assert_false(sim_events_pop(events, &event));
    sim_events_free(events);
}

/* What must not be done ends the program where it is done, rather than somewhere later. */
static void assert_aborts(void (*misuse)(struct sim_events *))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct sim_events *events = sim_events_new();
        close(STDERR_FILENO);
        misuse(events);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) != 0);
}

static void cancel_what_has_happened(struct sim_events *events)
{
    struct sim_event event;
    sim_handle handle = sim_events_add(events, 1, 0, 0, 0);
    sim_events_pop(events, &event);
    sim_events_cancel(events, handle);
}

static void cancel_twice_among_many(struct sim_events *events)
{
    sim_handle handle = 0;
    for (sim_time at = 0; at < 1000; at++)
        handle = sim_events_add(events, at * SIM_SECOND, 0, 0, 0);
    sim_events_cancel(events, handle);
    sim_events_cancel(events, handle);
}

static void cancel_nothing(struct sim_events *events)
{
    sim_events_cancel(events, 0);
}

static void add_in_the_past(struct sim_events *events)
{
    struct sim_event event;
    sim_events_add(events, 10, 0, 0, 0);
    sim_events_pop(events, &event);
    sim_events_add(events, 9, 0, 0, 0);
}

static void misuse_is_noticed(void **state)
{
    (void)state;
#ifdef NDEBUG
    skip();
#endif
    assert_aborts(cancel_what_has_happened);
    assert_aborts(cancel_twice_among_many);
    assert_aborts(cancel_nothing);
    assert_aborts(add_in_the_past);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goes_by_time_then_rank_then_order_of_scheduling),
        cmocka_unit_test(what_is_late_by_rank_comes_next),
        cmocka_unit_test(looking_ahead_changes_nothing),
        cmocka_unit_test(clearing_forgets_everything),
        cmocka_unit_test(a_copy_keeps_handles_and_goes_its_own_way),
        cmocka_unit_test(an_empty_set_can_be_copied),
        cmocka_unit_test(many_come_out_in_order),
        cmocka_unit_test(misuse_is_noticed),
        cmocka_unit_test(does_what_a_sorted_list_does),
    };
    return cmocka_run_group_tests_name("events", tests, NULL, NULL);
}
