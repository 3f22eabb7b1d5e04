/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the views call things, in both themes, for people who do not program; the technical term
 * stands in brackets where there is one. Knows nothing of where it is shown.
 */
#ifndef TUI_WORDS_H
#define TUI_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "models/theme.h"
#include "models/view.h"

/* The stations of an order's way, as labels of at most nine columns. */
enum station {
    STATION_PHONE,
    STATION_AGENTS,
    STATION_COOKS,
    STATION_WAREHOUSE,
    STATION_STOCK,
    STATION_OVENS,
    STATION_COURIERS,
    STATIONS
};

extern const char *const word_stations[THEMES][STATIONS];

/* One sentence about a policy, and its technical name. */
extern const char *const word_policies[THEMES][POLICIES];
extern const char *const word_policy_names[POLICIES];

/* A cook's states for a legend, in the order of enum cook_state: "watching the oven". */
extern const char *const word_states[THEMES][COOK_STATES];

/*
 * What a cook does, for a row of his own: "prepares 17", "watches the oven, 17"; in at most a dozen
 * columns where it must be brief: "oven, 17". `work` is the work under way.
 */
void word_cook(enum theme theme, const struct cook_view *cook, enum work work, bool brief,
               char *text, size_t size);

#endif
