/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every key of a scenario file: its names in both themes, what it takes, its default and what it
 * means. The one table that drives reading, --set, `pizzeria keys`, completions, saving and the
 * documentation. Knows nothing of files.
 */
#ifndef MODELS_KEYS_H
#define MODELS_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "models/theme.h"

struct arena;
struct complaints;

/* How a value is written, and what it is in memory. */
enum key_type {
    TYPE_TEXT,          /* const char * */
    TYPE_THEME,         /* enum theme */
    TYPE_SEED,          /* uint64_t */
    TYPE_CLOCK,         /* sim_time since midnight */
    TYPE_TIME,          /* sim_time: a plain duration */
    TYPE_TIME_OR_NEVER, /* sim_time, or SIM_NEVER */
    TYPE_TIME_OR_AUTO,  /* sim_time, and a bool: left to the program */
    TYPE_DIST,          /* struct sim_dist */
    TYPE_PATIENCE,      /* struct sim_dist; "unlimited" is a constant FOREVER */
    TYPE_DIST_OR_NEVER, /* struct sim_dist, and a bool: whether there is one */
    TYPE_DIST_OR_SAME,  /* the same: without one, the duration that the meaning names */
    TYPE_NUMBER,        /* double */
    TYPE_SHARE,         /* double */
    TYPE_PAY,           /* double, per second */
    TYPE_COUNT,         /* int64_t */
    TYPE_COUNT_32,      /* uint32_t */
    TYPE_LIMIT,         /* int64_t, or UNLIMITED */
    TYPE_PLAN,          /* struct plan */
    TYPE_SIZE,          /* int64_t bytes */
    TYPE_SIZE_OR_LIMIT, /* int64_t bytes, or UNLIMITED */
    TYPE_CLOSING,       /* enum closing */
    TYPE_POLICY,        /* enum policy */
    TYPE_SHARING,       /* enum sharing */
    TYPE_NEXT,          /* enum next */
    TYPE_LOOP,          /* enum loop */
    TYPE_WAITS,         /* unsigned: a set of waits */
    TYPE_ARRIVALS,      /* struct arrivals */
    TYPE_MEASURE,       /* size_t: its index */
    TYPE_ON_OFF,        /* unsigned: 0 or 1 */
    TYPE_GROUP          /* dealt with by the reader itself: base, variants */
};

/* What a key is a property of. */
enum key_scope {
    OF_SCENARIO,   /* struct scenario: the same for all variants */
    OF_WORLD,      /* struct world */
    OF_INGREDIENT, /* struct ingredient */
    OF_RECIPE,     /* struct recipe */
    OF_NEED,       /* one number of struct recipe's needs */
    OF_FILE        /* the file itself */
};

struct key {
    const char *name[THEMES]; /* dotted: "kitchen.cooks", "server.workers"; NAME stands for any name
                                 in "recipes.NAME.share" */
    const char *also;         /* one more name in the data center, or NULL */
    enum key_type type;
    const char *takes; /* for people: "count or shift plan", "duration or distribution" */
    const char *unit;  /* "time", "count", "currency/time"...; "" where there is none */
    enum key_scope scope;
    size_t offset;        /* in what it is a property of */
    size_t flag;          /* TYPE_..._OR_...: offset of the bool */
    double low, high;     /* numbers: range, both included */
    const char *fallback; /* the default, as it would be written; NULL: none, or it is computed */
    const char *about[THEMES]; /* one sentence, in the words of the theme */
};

size_t key_count(void);
const struct key *key_at(size_t index);

/*
 * The key that a dotted name means in a theme; NULL when there is none. Where the key has a NAME,
 * the name's parts are stored as pointers into `name` with their lengths: first the variant's, the
 * recipe's or the ingredient's, then the needed ingredient's.
 */
struct key_part {
    const char *text;
    size_t length;
};
const struct key *key_find(enum theme theme, const char *name, struct key_part parts[2]);

/* Whether some key's name continues the dotted name: "kitchen.crowding". */
bool key_is_group(enum theme theme, const char *name);

/*
 * For a name that is no key of the theme: writes a hint (", did you mean ...") or "" into `hint`.
 * `inside` is how much of the name is the group it stands in ("kitchen." has length 8).
 */
void key_hint(enum theme theme, const char *name, size_t inside, char *hint, size_t size);

/* The words a key chooses from (policies, ...): NULL for other types. */
const char *const *key_words(const struct key *key, enum theme theme, size_t *count);

/*
 * Sets one key of a world, as --set does, but at once: for sweeps and for a dashboard. The world
 * must be a copy made by world_copy; new memory is taken from the arena, that of the old value
 * stays there. False: nothing was changed, and *complaints says why (free it in either case).
 * Values are checked one by one and together. `open`, arrivals from files and what belongs to the
 * whole scenario cannot be set like this.
 */
bool world_set(struct world *world, struct arena *arena, enum theme theme, const char *name,
               const char *value, struct complaints *complaints);

/* The present value as it would be written, to be freed; NULL: no such key, or out of memory. */
char *world_get(const struct world *world, enum theme theme, const char *name);

/* A copy whose keys may be set without changing the original; false when out of memory. */
bool world_copy(struct world *to, const struct world *from, struct arena *arena);

/*
 * Tells the dotted name of every key that a world has a value for, in the order of a file: of
 * ingredients and recipes those it has, of what a recipe needs what it needs some of.
 */
typedef void world_key_seen(void *context, const char *name);
void world_keys(const struct world *world, enum theme theme, world_key_seen *seen, void *context);

/* Writes all of a world as the text of a scenario file, section by section. */
void world_write(const struct world *world, enum theme theme, FILE *to);

#endif
