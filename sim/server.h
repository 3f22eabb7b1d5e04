/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A group of equal servers (agents, oven places, couriers) of which only the number matters. The
 * number may change while they work: of too many, those who are free go at once and the others as
 * they become free, so that those present are the planned number or the busy ones, whichever is
 * more. Knows nothing of who is served, or for how long.
 */
#ifndef SIM_SERVER_H
#define SIM_SERVER_H

#include <stdbool.h>

#include "sim/level.h"

#define SIM_UNLIMITED INT64_MAX

struct sim_server {
    int64_t capacity; /* how many there should be; SIM_UNLIMITED: always one more */
    struct sim_level busy;
    struct sim_level present; /* max(capacity, busy); not kept where the capacity is unlimited */
};

static inline void sim_server_present(struct sim_server *server, sim_time now)
{
    if (server->capacity == SIM_UNLIMITED)
        return;
    int64_t busy = server->busy.value;
    sim_level_set(&server->present, now, busy > server->capacity ? busy : server->capacity);
}

static inline bool sim_server_free(const struct sim_server *server)
{
    return server->busy.value < server->capacity;
}

static inline void sim_server_take(struct sim_server *server, sim_time now)
{
    sim_level_add(&server->busy, now, 1);
}

static inline void sim_server_release(struct sim_server *server, sim_time now)
{
    sim_level_add(&server->busy, now, -1);
    if (server->busy.value >= server->capacity)
        sim_server_present(server, now); /* one who stayed past his shift goes */
}

static inline void sim_server_resize(struct sim_server *server, sim_time now, int64_t capacity)
{
    server->capacity = capacity;
    sim_server_present(server, now);
}

#endif
