/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of the journal's events, as they stand in a trace. */
#include "models/journal.h"

const char *const journal_names[JOURNAL_EVENTS] = {
    [EVENT_CALL] = "call",
    [EVENT_REDIAL] = "redial",
    [EVENT_BUSY] = "busy",
    [EVENT_HOLD] = "hold",
    [EVENT_HANGUP] = "hangup",
    [EVENT_LOST] = "lost",
    [EVENT_ANSWER] = "answer",
    [EVENT_TICKET] = "ticket",
    [EVENT_TAKE] = "take",
    [EVENT_RAIL] = "rail",
    [EVENT_BLOCKED] = "blocked",
    [EVENT_SWITCH] = "switch",
    [EVENT_FETCH] = "fetch",
    [EVENT_SHORT] = "short",
    [EVENT_INGREDIENTS] = "ingredients",
    [EVENT_PREP] = "prep",
    [EVENT_BOX] = "box",
    [EVENT_OVEN] = "oven",
    [EVENT_BAKE] = "bake",
    [EVENT_DING] = "ding",
    [EVENT_COURIER] = "courier",
    [EVENT_RIDE] = "ride",
    [EVENT_DELIVERED] = "delivered",
    [EVENT_RESTOCK] = "restock",
};
