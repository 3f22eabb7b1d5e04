/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who stands where in a waiting line, and how long the line was.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sim/line.h"

enum { PLACES = 8 };

static void assert_waiting(const struct sim_line *line, const struct sim_link *links,
                           const uint32_t *who, size_t count)
{
    uint32_t prev = 0, at = line->queue.head;
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(at, who[i]);
        assert_int_equal(links[at].prev, prev);
        prev = at;
        at = links[at].next;
    }
    assert_int_equal(at, 0);
    assert_int_equal(line->queue.tail, prev);
    assert_int_equal(line->length.value, count);
}

#define ASSERT_WAITING(...)                                                                        \
    do {                                                                                           \
        const uint32_t who[] = {__VA_ARGS__};                                                      \
        assert_waiting(&line, links, who, sizeof who / sizeof who[0]);                             \
    } while (0)

static void first_come_first_served(void **state)
{
    (void)state;
    struct sim_line line = {0};
    struct sim_link links[PLACES];
    memset(links, 0xff, sizeof links); /* what a link held before does not matter */
    sim_line_push(&line, links, 0, 5);
    sim_line_push(&line, links, 0, 2);
    sim_line_push(&line, links, 0, 7);
    ASSERT_WAITING(5, 2, 7);
    assert_int_equal(sim_line_pop(&line, links, 0), 5);
    assert_int_equal(sim_line_pop(&line, links, 0), 2);
    sim_line_push(&line, links, 0, 5);
    ASSERT_WAITING(7, 5);
    assert_int_equal(sim_line_pop(&line, links, 0), 7);
    assert_int_equal(sim_line_pop(&line, links, 0), 5);
    assert_waiting(&line, links, NULL, 0);
    sim_line_push(&line, links, 0, 1);
    ASSERT_WAITING(1);
}

static void whoever_gives_up_leaves_from_anywhere(void **state)
{
    (void)state;
    struct sim_line line = {0};
    struct sim_link links[PLACES];
    for (uint32_t who = 1; who <= 6; who++)
        sim_line_push(&line, links, 0, who);
    sim_line_remove(&line, links, 0, 3); /* the middle */
    ASSERT_WAITING(1, 2, 4, 5, 6);
    sim_line_remove(&line, links, 0, 1); /* the head */
    ASSERT_WAITING(2, 4, 5, 6);
    sim_line_remove(&line, links, 0, 6); /* the tail */
    ASSERT_WAITING(2, 4, 5);
    sim_line_push(&line, links, 0, 3);
    ASSERT_WAITING(2, 4, 5, 3);
    sim_line_remove(&line, links, 0, 4);
    sim_line_remove(&line, links, 0, 2);
    sim_line_remove(&line, links, 0, 3);
    ASSERT_WAITING(5);
    sim_line_remove(&line, links, 0, 5); /* the only one */
    assert_waiting(&line, links, NULL, 0);
}

/* 1 waits from 10 to 40, 2 from 20 to 30, 3 from 25 to 50: 30 + 10 + 25, at most three at once. */
static void length_is_kept_over_time(void **state)
{
    (void)state;
    struct sim_line line = {0};
    struct sim_link links[PLACES];
    sim_line_push(&line, links, 10, 1);
    sim_line_push(&line, links, 20, 2);
    sim_line_push(&line, links, 25, 3);
    sim_line_remove(&line, links, 30, 2);
    assert_int_equal(sim_line_pop(&line, links, 40), 1);
    assert_int_equal(sim_line_pop(&line, links, 50), 3);
    assert_true(line.length.area == 65);
    assert_int_equal(line.length.max, 3);
}

/* Nobody is in two of them at once, so they can share the links. */
static void lines_share_links(void **state)
{
    (void)state;
    struct sim_queue one = {0}, two = {0};
    struct sim_link links[PLACES];
    for (uint32_t who = 1; who <= 6; who++)
        sim_queue_push(who % 2 ? &one : &two, links, who);
    sim_queue_remove(&one, links, 3);
    sim_queue_push(&two, links, 3);
    static const uint32_t in_one[] = {1, 5}, in_two[] = {2, 4, 6, 3};
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(sim_queue_pop(&one, links), in_one[i]);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(sim_queue_pop(&two, links), in_two[i]);
    assert_int_equal(one.head, 0);
    assert_int_equal(two.head, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_come_first_served),
        cmocka_unit_test(whoever_gives_up_leaves_from_anywhere),
        cmocka_unit_test(length_is_kept_over_time),
        cmocka_unit_test(lines_share_links),
    };
    return cmocka_run_group_tests_name("line", tests, NULL, NULL);
}
