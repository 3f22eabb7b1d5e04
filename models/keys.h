/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every key of a scenario file: its names in both themes, what it takes, its default and what it
 * means. The one table that drives reading, --set, `pizzeria keys`, completions and the
 * documentation. Knows nothing of files.
 */
#ifndef MODELS_KEYS_H
#define MODELS_KEYS_H

#include "models/theme.h"

struct key {
    const char *name[THEMES]; /* dotted: "kitchen.cooks", "server.workers" */
    const char *takes;        /* for people: "count or shift plan", "duration or distribution" */
    const char *fallback;     /* the default, as it would be written */
    const char *about;        /* one sentence */
};

size_t key_count(void);
const struct key *key_at(size_t index);

#endif
