/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many servers are busy, free and there, also when their number changes at work.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sim/server.h"

static struct sim_server server_of(int64_t capacity)
{
    struct sim_server server;
    memset(&server, 0, sizeof server);
    sim_server_resize(&server, 0, capacity);
    return server;
}

static void assert_server(const struct sim_server *server, int64_t busy, int64_t present, bool free)
{
    assert_int_equal(server->busy.value, busy);
    assert_int_equal(server->present.value, present);
    assert_int_equal(sim_server_free(server), free);
}

/* Two are there: one is busy from 10 to 40, the other from 20 to 30. */
static void servers_are_taken_and_released(void **state)
{
    (void)state;
    struct sim_server server = server_of(2);
    assert_server(&server, 0, 2, true);
    sim_server_take(&server, 10);
    assert_server(&server, 1, 2, true);
    sim_server_take(&server, 20);
    assert_server(&server, 2, 2, false);
    sim_server_release(&server, 30);
    assert_server(&server, 1, 2, true);
    sim_server_release(&server, 40);
    assert_server(&server, 0, 2, true);
    sim_level_flush(&server.present, 40);
    assert_true(server.busy.area == 40);
    assert_true(server.present.area == 80);
}

/*
 * Of three busy ones, two shall go at 10: they stay until they are done, at 20 and at 30. There are
 * 3 until 20, 2 until 30, then 1 until 50: 60 + 20 + 20.
 */
static void who_is_busy_stays_past_his_shift(void **state)
{
    (void)state;
    struct sim_server server = server_of(3);
    for (int i = 0; i < 3; i++)
        sim_server_take(&server, 0);
    sim_server_resize(&server, 10, 1);
    assert_server(&server, 3, 3, false);
    sim_server_release(&server, 20);
    assert_server(&server, 2, 2, false);
    sim_server_release(&server, 30);
    assert_server(&server, 1, 1, false);
    sim_server_release(&server, 40);
    assert_server(&server, 0, 1, true);
    sim_level_flush(&server.present, 50);
    assert_true(server.present.area == 100);
}

/* One is busy of four: those who are free go at once. */
static void who_is_free_goes_at_once(void **state)
{
    (void)state;
    struct sim_server server = server_of(4);
    sim_server_take(&server, 0);
    sim_server_resize(&server, 10, 2);
    assert_server(&server, 1, 2, true);
    sim_server_resize(&server, 20, 0);
    assert_server(&server, 1, 1, false);
    sim_server_release(&server, 30);
    assert_server(&server, 0, 0, false);
    sim_level_flush(&server.present, 40);
    assert_true(server.present.area == 70); /* 4 and 2 and 1 for 10 each */
}

/* The number rises again before those who were to go have gone: they stay. */
static void who_was_to_go_stays_when_needed_again(void **state)
{
    (void)state;
    struct sim_server server = server_of(3);
    for (int i = 0; i < 3; i++)
        sim_server_take(&server, 0);
    sim_server_resize(&server, 10, 1);
    sim_server_release(&server, 20);
    sim_server_resize(&server, 30, 5);
    assert_server(&server, 2, 5, true);
    sim_server_release(&server, 40);
    assert_server(&server, 1, 5, true);
    sim_level_flush(&server.present, 40);
    assert_true(server.present.area == 130); /* 3 until 20, 2 until 30, 5 until 40 */
}

static void of_unlimited_servers_one_is_always_free(void **state)
{
    (void)state;
    struct sim_server server = server_of(SIM_UNLIMITED);
    for (int i = 0; i < 100000; i++)
        sim_server_take(&server, 0);
    assert_server(&server, 100000, 0, true);
    sim_server_release(&server, 7);
    assert_server(&server, 99999, 0, true);
    assert_true(server.busy.area == 700000);
    assert_true(server.present.area == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(servers_are_taken_and_released),
        cmocka_unit_test(who_is_busy_stays_past_his_shift),
        cmocka_unit_test(who_is_free_goes_at_once),
        cmocka_unit_test(who_was_to_go_stays_when_needed_again),
        cmocka_unit_test(of_unlimited_servers_one_is_always_free),
    };
    return cmocka_run_group_tests_name("server", tests, NULL, NULL);
}
