/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Waiting lines: first come first served, and whoever gives up can leave from the middle. Those
 * who wait are 32-bit numbers from 1 on; their links stand in an array of the caller's, one entry a
 * number, so that a line allocates nothing. One number stands in at most one of the lines that
 * share an array. Knows nothing of what anybody waits for.
 */
#ifndef SIM_LINE_H
#define SIM_LINE_H

#include "sim/level.h"

struct sim_link {
    uint32_t next; /* behind it in the line, or 0 */
    uint32_t prev; /* before it in the line, or 0 */
};

/* A line whose length nobody measures. */
struct sim_queue {
    uint32_t head, tail; /* 0 when empty */
};

/* A line with its length over time. */
struct sim_line {
    struct sim_queue queue;
    struct sim_level length; /* how many wait */
};

static inline void sim_queue_push(struct sim_queue *queue, struct sim_link *links, uint32_t who)
{
    links[who].next = 0;
    links[who].prev = queue->tail;
    if (queue->tail)
        links[queue->tail].next = who;
    else
        queue->head = who;
    queue->tail = who;
}

static inline void sim_queue_remove(struct sim_queue *queue, struct sim_link *links, uint32_t who)
{
    uint32_t next = links[who].next, prev = links[who].prev;
    if (prev)
        links[prev].next = next;
    else
        queue->head = next;
    if (next)
        links[next].prev = prev;
    else
        queue->tail = prev;
}

/* The first in line leaves it and is returned. The queue must not be empty. */
static inline uint32_t sim_queue_pop(struct sim_queue *queue, struct sim_link *links)
{
    uint32_t who = queue->head;
    sim_queue_remove(queue, links, who);
    return who;
}

static inline void sim_line_push(struct sim_line *line, struct sim_link *links, sim_time now,
                                 uint32_t who)
{
    sim_queue_push(&line->queue, links, who);
    sim_level_add(&line->length, now, 1);
}

static inline void sim_line_remove(struct sim_line *line, struct sim_link *links, sim_time now,
                                   uint32_t who)
{
    sim_queue_remove(&line->queue, links, who);
    sim_level_add(&line->length, now, -1);
}

/* The first in line leaves it and is returned. The line must not be empty. */
static inline uint32_t sim_line_pop(struct sim_line *line, struct sim_link *links, sim_time now)
{
    sim_level_add(&line->length, now, -1);
    return sim_queue_pop(&line->queue, links);
}

#endif
