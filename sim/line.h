/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A waiting line: first come first served, and whoever gives up can leave from the middle. Those
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

struct sim_line {
    uint32_t head, tail;     /* 0 when empty */
    struct sim_level length; /* how many wait */
};

static inline void sim_line_push(struct sim_line *line, struct sim_link *links, sim_time now,
                                 uint32_t who)
{
    links[who].next = 0;
    links[who].prev = line->tail;
    if (line->tail)
        links[line->tail].next = who;
    else
        line->head = who;
    line->tail = who;
    sim_level_add(&line->length, now, 1);
}

static inline void sim_line_remove(struct sim_line *line, struct sim_link *links, sim_time now,
                                   uint32_t who)
{
    uint32_t next = links[who].next, prev = links[who].prev;
    if (prev)
        links[prev].next = next;
    else
        line->head = next;
    if (next)
        links[next].prev = prev;
    else
        line->tail = prev;
    sim_level_add(&line->length, now, -1);
}

/* The first in line leaves it and is returned. The line must not be empty. */
static inline uint32_t sim_line_pop(struct sim_line *line, struct sim_link *links, sim_time now)
{
    uint32_t who = line->head;
    sim_line_remove(line, links, now, who);
    return who;
}

#endif
