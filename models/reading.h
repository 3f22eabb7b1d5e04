/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the parts of the scenario reader share: settings (a key and the YAML value it is given), the
 * arenas, and where data files come from. Knows nothing of simulation.
 */
#ifndef MODELS_READING_H
#define MODELS_READING_H

#include "models/arena.h"
#include "models/keys.h"
#include "models/phrase.h"
#include "models/tree.h"
#include "models/trouble.h"

#define INGREDIENTS_MOST 200
#define RECIPES_MOST 200
#define PLAN_MOST 1000      /* entries of a plan */
#define ENTRIES_MOST 1000   /* keys in one place */
#define SETTINGS_MOST 20000 /* of a scenario, all files and variants together */
#define NAME_MOST 64        /* characters of a recipe's, ingredient's or variant's name */
#define SCENARIO_SIZE_MOST (1 << 20)
#define DATA_SIZE_MOST (64 << 20)
#define DATA_VALUES_MOST 10000000 /* values of a data file */

/* A key that is given a value. */
struct setting {
    const struct key *key; /* NULL: the recipe is only named */
    const char *names[2];  /* what stands for NAME and INGREDIENT */
    const struct node *value;
    enum theme theme;
    unsigned variant; /* index of the only variant it is for, or EVERY_VARIANT */
    size_t sequence;  /* a later one prevails */
    bool spoiled;     /* the value was no good */
};

#define EVERY_VARIANT UINT32_MAX

/* The values of a data file: one for each name and use. */
struct data {
    const char *path;
    bool of_arrivals; /* in order, clock times allowed; else durations to draw from */
    bool clocks;      /* they are clock times, to be counted from `open` */
    bool failed;
    sim_time *values;
    size_t count;
    struct data *before;
};

struct reading {
    struct arena *keep;    /* what the scenario will own */
    struct arena *scratch; /* what is needed while reading only */
    struct troubles *troubles;
    struct data *data; /* the files read, last first */
    unsigned sources;  /* how many texts there are: their ranks */
    /* For the value that is being read: */
    struct world *world;
    const struct node *node;
    enum theme theme;
};

/* A new source in scratch memory; NULL when out of memory. */
struct source *reading_source(struct reading *reading, const char *name, const char *folder,
                              const char *text, size_t length);

/*
 * The value of a --set, the `number`th, which may name files relative to a folder; `place` is that
 * of its key. NULL: an error was added, or out of memory.
 */
const struct node *override_read(struct reading *reading, const struct override *override,
                                 const char *folder, unsigned number, struct mark *place);

/* Says what is wrong with a part of a text node, at its place. */
void reading_phrase_error(struct reading *reading, const struct node *node,
                          const struct phrase_error *error);

/*
 * Reads a setting's value into `target`, the member of the key. False: an error was added, the
 * target is as before.
 */
bool value_read(struct reading *reading, const struct key *key, const struct node *node,
                void *target, bool *flag);

/* Writes the value back as it would be given. */
void value_write(FILE *to, const struct key *key, enum theme theme, const struct world *world,
                 const void *target, bool flag);

/* Arrivals and plans, whose clock times count from the world's `open`. */
bool plan_read(struct reading *reading, const struct key *key, const struct node *node,
               struct plan *plan);
bool arrivals_read(struct reading *reading, const struct key *key, const struct node *node,
                   struct arrivals *arrivals);
void plan_write(FILE *to, const struct plan *plan, sim_time open);
void arrivals_write(FILE *to, const struct arrivals *arrivals, const struct world *world);

/*
 * The values of a data file that a source names, read once: durations (bare numbers are seconds),
 * or for arrivals also clock times. NULL and *problem when it cannot be used.
 */
const struct data *data_read(struct reading *reading, const struct source *named_in,
                             const char *path, bool of_arrivals, const char **problem);

/* Notes in the world that values come from a file; `named_in` names it. False when out of memory.
 */
bool data_note(struct reading *reading, const struct source *named_in, const char *path,
               const void *values);

/* The path that was noted for values, or NULL. */
const char *data_path(const void *world, const void *values);

/* Reads a value that may be a duration or a distribution. */
bool dist_read(struct reading *reading, const struct node *node, struct sim_dist *dist);

/*
 * Makes the world of a variant of the settings that are for it or for all, a later one prevailing:
 * defaults, then each setting. Marks those that are no good. False: it cannot be made at all.
 */
bool world_build(struct reading *reading, struct world *world, struct setting *settings,
                 size_t count, unsigned variant, enum theme theme);

/* Puts the defaults into a world without recipes. */
bool world_defaults(struct reading *reading, struct world *world);

/* Works out what follows from other values: see the comments of struct world. */
void world_settle(struct world *world);

/* The key of a dotted name, and the member of the world that it means; NULL: there is none. */
const void *world_member(const struct world *world, enum theme theme, const char *name,
                         const struct key **key);

/* The index of an ingredient or recipe by name; the number of them when there is none. */
size_t world_ingredient(const struct world *world, const char *name);
size_t world_recipe(const struct world *world, const char *name);

/* Applies one setting to a world. */
bool world_apply(struct reading *reading, struct world *world, struct setting *setting);

/* Complains about values of a variant that do not go together. `file` is the scenario's own. */
void world_check(struct reading *reading, const struct world *world, const struct setting *settings,
                 size_t count, unsigned variant, enum theme theme, const struct source *file);

#endif
