/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What can be seen of a kitchen from outside at the present instant: who waits where, who does
 * what, what is left in stock. Looking changes nothing.
 */
#ifndef MODELS_VIEW_H
#define MODELS_VIEW_H

#include "models/kitchen.h"

/* Everything that can be counted at a glance. Capacities may be UNLIMITED. */
struct view {
    sim_time now;
    bool over; /* nothing more will happen today */

    int64_t lines, connected; /* phone lines; in use, on hold or talking */
    int64_t on_hold;
    int64_t agents, talking, agents_blocked; /* those present, past their shift included */
    int64_t rail, on_rail;                   /* places for tickets; tickets on them */
    int64_t tickets;                         /* on the rail and with blocked agents */

    int64_t cooks;                   /* on the floor */
    int64_t cooks_in[COOK_STATES];   /* by what they do */
    int64_t ready_tasks;             /* preps and boxes that wait for a cook */
    int64_t worktops, worktops_busy; /* not counted where unlimited: 0 */
    int64_t in_flight;
    int64_t memory; /* bytes */

    int64_t clerks, clerks_busy, clerk_line;
    int64_t stock_line; /* waiting for the truck */
    int64_t ovens, ovens_busy, oven_line;
    int64_t couriers, couriers_busy, courier_line;

    uint64_t calls, lost, delivered; /* all of the day so far, whenever they called */
};

void kitchen_view(const struct kitchen *kitchen, struct view *view);

/* The world that is in force. */
const struct world *kitchen_world(const struct kitchen *kitchen);

/* How many of an ingredient are in stock; `ingredient` is an index of the world's. */
int64_t kitchen_stock(const struct kitchen *kitchen, size_t ingredient);

/* When the truck comes next; SIM_NEVER if it does not. */
sim_time kitchen_truck(const struct kitchen *kitchen);

struct cook_view {
    enum cook_state state;
    uint32_t order; /* the number of the order he is with, or 0 */
    uint32_t crew;  /* 0; staged: enum work */
    bool leaving;   /* his shift is over, he sees his orders through */
};

/* Cooks are numbered from 1 to kitchen_cook_numbers; false: nobody of that number is here now. */
uint32_t kitchen_cook_numbers(const struct kitchen *kitchen);
bool kitchen_cook(const struct kitchen *kitchen, uint32_t cook, struct cook_view *view);

#endif
