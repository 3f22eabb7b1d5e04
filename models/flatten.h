/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From trees to settings: what each entry of a scenario file, of a variant or of --set gives a
 * value to. Knows keys by name; knows nothing of their values.
 */
#ifndef MODELS_FLATTEN_H
#define MODELS_FLATTEN_H

#include "models/reading.h"

struct variant_draft {
    const char *name;
    struct mark mark; /* of the name */
};

/* All settings of a scenario, and its variants in order. */
struct settings {
    struct setting *list;
    size_t count;
    struct variant_draft variants[VARIANTS_MOST];
    size_t variant_count;
};

/*
 * Adds what one file says. `root` may be NULL: an empty file. Settings of a later call prevail over
 * those of an earlier one, but those of a variant over those for all.
 */
void flatten_file(struct reading *reading, struct settings *settings, const struct node *root,
                  enum theme theme);

/*
 * Adds KEY=VALUE; they prevail over everything before. `name` is the key's place; `value` NULL: not
 * readable, an error was added.
 */
void flatten_override(struct reading *reading, struct settings *settings, struct mark place,
                      const char *name, const struct node *value, enum theme theme);

/* Puts settings in order: for all, then of variants, then overrides. */
void flatten_finish(struct settings *settings);

/* The entry of a map under a key; NULL when there is none. */
const struct node *node_under(const struct node *map, const char *key);

#endif
