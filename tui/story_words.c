/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See story_words.h. */
#include "tui/story_words.h"

#include <stdio.h>

const char *const story_places[THEMES][PLACES] = {
    {
        [PLACE_AWAY] = "away",
        [PLACE_HOLD] = "phone",
        [PLACE_TALK] = "talk",
        [PLACE_TICKET] = "ticket",
        [PLACE_START] = "start",
        [PLACE_FETCH] = "fetch",
        [PLACE_STOCK] = "truck",
        [PLACE_PREP_LINE] = "cook",
        [PLACE_PREP] = "prep",
        [PLACE_OVEN_LINE] = "oven?",
        [PLACE_OVEN] = "oven",
        [PLACE_BOX_LINE] = "cook",
        [PLACE_BOX] = "box",
        [PLACE_COURIER_LINE] = "courier?",
        [PLACE_RIDE] = "ride",
    },
    {
        [PLACE_AWAY] = "away",
        [PLACE_HOLD] = "backlog",
        [PLACE_TALK] = "accept",
        [PLACE_TICKET] = "queue",
        [PLACE_START] = "start",
        [PLACE_FETCH] = "API",
        [PLACE_STOCK] = "quota",
        [PLACE_PREP_LINE] = "worker",
        [PLACE_PREP] = "compute",
        [PLACE_OVEN_LINE] = "writer?",
        [PLACE_OVEN] = "database",
        [PLACE_BOX_LINE] = "worker",
        [PLACE_BOX] = "respond",
        [PLACE_COURIER_LINE] = "link?",
        [PLACE_RIDE] = "send",
    },
};

const char *const story_waits[THEMES][PLACES] = {
    {
        [PLACE_AWAY] = "to dial again",
        [PLACE_HOLD] = "an agent",
        [PLACE_TICKET] = "a cook to take it",
        [PLACE_START] = "a clerk",
        [PLACE_STOCK] = "the truck",
        [PLACE_PREP_LINE] = "a cook to prepare it",
        [PLACE_OVEN_LINE] = "an oven place",
        [PLACE_BOX_LINE] = "a cook to box it",
        [PLACE_COURIER_LINE] = "a courier",
    },
    {
        [PLACE_AWAY] = "to try again",
        [PLACE_HOLD] = "an acceptor",
        [PLACE_TICKET] = "a worker to take it",
        [PLACE_START] = "a connection",
        [PLACE_STOCK] = "the quota's refill",
        [PLACE_PREP_LINE] = "a worker",
        [PLACE_OVEN_LINE] = "a writer",
        [PLACE_BOX_LINE] = "a worker, stored",
        [PLACE_COURIER_LINE] = "a link",
    },
};

static const char *const events[THEMES][JOURNAL_EVENTS] = {
    {
        [EVENT_CALL] = "calls",
        [EVENT_REDIAL] = "calls again",
        [EVENT_BUSY] = "hears the busy tone",
        [EVENT_HOLD] = "waits on the phone",
        [EVENT_HANGUP] = "hangs up",
        [EVENT_LOST] = "is lost",
        [EVENT_ANSWER] = "talks to an agent",
        [EVENT_TICKET] = "waits for a cook",
        [EVENT_RAIL] = "waits on the rail",
        [EVENT_BLOCKED] = "agent holds the ticket",
        [EVENT_SWITCH] = "cook turns to it",
        [EVENT_FETCH] = "ingredients are fetched",
        [EVENT_SHORT] = "waits for the truck",
        [EVENT_INGREDIENTS] = "waits to be prepared",
        [EVENT_PREP] = "is prepared",
        [EVENT_BOX] = "is boxed",
        [EVENT_OVEN] = "waits for an oven place",
        [EVENT_BAKE] = "is in the oven",
        [EVENT_DING] = "waits to be boxed",
        [EVENT_COURIER] = "waits for a courier",
        [EVENT_RIDE] = "is on the way",
        [EVENT_DELIVERED] = "is delivered",
        [EVENT_RESTOCK] = "the truck comes",
    },
    {
        [EVENT_CALL] = "comes",
        [EVENT_REDIAL] = "tries again",
        [EVENT_BUSY] = "is refused",
        [EVENT_HOLD] = "waits in the backlog",
        [EVENT_HANGUP] = "gives up",
        [EVENT_LOST] = "is lost",
        [EVENT_ANSWER] = "is accepted",
        [EVENT_TICKET] = "waits for a worker",
        [EVENT_RAIL] = "waits in the queue",
        [EVENT_BLOCKED] = "acceptor holds it",
        [EVENT_SWITCH] = "worker turns to it",
        [EVENT_FETCH] = "API is asked",
        [EVENT_SHORT] = "waits for the quota",
        [EVENT_INGREDIENTS] = "waits for a worker",
        [EVENT_PREP] = "is computed",
        [EVENT_BOX] = "answer is written",
        [EVENT_OVEN] = "waits for a writer",
        [EVENT_BAKE] = "is stored (database)",
        [EVENT_DING] = "waits for a worker",
        [EVENT_COURIER] = "waits for a link",
        [EVENT_RIDE] = "is sent",
        [EVENT_DELIVERED] = "is delivered",
        [EVENT_RESTOCK] = "the quota is refilled",
    },
};

void story_event(enum theme theme, const struct journal_entry *entry, char *text, size_t size)
{
    if (entry->event == EVENT_TAKE)
        snprintf(text, size, "is taken by %s %u", theme_noun(theme, THING_COOK, 1),
                 (unsigned)entry->cook);
    else
        snprintf(text, size, "%s", events[theme][entry->event]);
}

bool story_is_wait(enum place place)
{
    return story_waits[THEME_KITCHEN][place] != NULL;
}
