/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What has been seen in one kitchen so far: the journal and the cooks' changes, kept in order of
 * time, and for each order where it is now. It is what a screen, a narrator or a chart over the day
 * draws from. Knows nothing of how the kitchen works or of how anything is drawn.
 */
#ifndef LAB_SCENE_H
#define LAB_SCENE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/journal.h"

/* Where an order is: between which two events of the journal. */
enum place {
    PLACE_NOWHERE, /* no such order yet */
    PLACE_AWAY,    /* heard the busy tone, will dial again */
    PLACE_HOLD,
    PLACE_TALK,
    PLACE_TICKET, /* in the agent's hand, or on the rail */
    PLACE_START,  /* taken by a cook; then the line for a clerk */
    PLACE_FETCH,
    PLACE_STOCK, /* waits for the truck */
    PLACE_PREP_LINE,
    PLACE_PREP,
    PLACE_OVEN_LINE,
    PLACE_OVEN,
    PLACE_BOX_LINE,
    PLACE_BOX,
    PLACE_COURIER_LINE,
    PLACE_RIDE,
    PLACE_DELIVERED,
    PLACE_LOST,
    PLACES
};

#define SCENE_NONE UINT32_MAX

/* An order as it is now. */
struct scene_order {
    uint32_t number; /* the model's */
    enum place place;
    sim_time called;
    sim_time since; /* it came to where it is */
    sim_time until; /* what it is in will end then, if work is not slowed down; or SIM_NEVER */
    uint32_t cook;  /* who is with it, or 0 */
    uint32_t recipe;
    uint32_t last; /* its latest entry in `entries`, or SCENE_NONE */
    uint32_t slot; /* its place in `alive`, or SCENE_NONE when it is lost or delivered */
};

struct scene_entry {
    struct journal_entry entry;
    uint32_t before; /* the entry of the same order before this one, or SCENE_NONE */
};

struct scene {
    struct scene_entry *entries; /* of the journal, in order of time */
    size_t entry_count, entry_room;
    struct journal_cook *changes; /* of what cooks do, in order of time */
    size_t change_count, change_room;
    struct scene_order *orders; /* in the order of their first calls */
    size_t order_count, order_room;
    uint32_t *alive; /* indexes of orders neither lost nor delivered, in no order */
    size_t alive_count, alive_room;
    uint32_t at_place[PLACES]; /* how many orders are at each place */
    sim_time *totals;          /* first call to delivered, in the order of deliveries */
    size_t total_count, total_room;
    uint32_t *extra; /* indexes of orders whose caller is not the scenario's, by number */
    size_t extra_count, extra_room;
    bool out_of_memory; /* something was not kept */
};

/* Forgets what was seen; keeps the memory. An all-zero scene is an empty one. */
void scene_clear(struct scene *scene);
void scene_free(struct scene *scene);

/* The journal that fills the scene. */
struct journal scene_journal(struct scene *scene);

/* The order of that number; NULL when nobody of that number has called yet. */
const struct scene_order *scene_order(const struct scene *scene, uint32_t number);

/* Where an event brings its order, which was `before`; PLACES: nowhere else. */
enum place scene_place_after(const struct journal_entry *entry, enum place before);

/* The first cook's change at or after an instant; the count if there is none. */
size_t scene_changes_from(const struct scene *scene, sim_time at);

#endif
