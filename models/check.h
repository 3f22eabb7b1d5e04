/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the rules about values that do not go together share: the variant they look at, and where
 * its values were given. Knows nothing of any rule.
 */
#ifndef MODELS_CHECK_H
#define MODELS_CHECK_H

#include "models/reading.h"

struct check {
    struct reading *reading;
    const struct world *world;
    const struct world *defaults;
    const struct setting *settings;
    size_t count;
    unsigned variant;
    enum theme theme;
    const struct source *file; /* the scenario's own */
};

/* A member of struct world, as the table of keys knows it. */
#define KEY(member) offsetof(struct world, member)

/* A rule, and the keys it looks at: it is left out when the value of one of them is no good. */
struct rule {
    void (*apply)(const struct check *check);
    size_t keys[7]; /* ends with 0 */
};

/* Applies the rules whose keys are all sound. */
void check_rules(const struct check *check, const struct rule *rules, size_t count);

/* The setting that is in force for a key of the world; NULL: the default is. */
const struct setting *check_given(const struct check *check, size_t key);

/* The same for a recipe's or an ingredient's key, or a recipe's need of an ingredient. */
const struct setting *check_given_for(const struct check *check, enum key_scope scope,
                                      size_t offset, const char *name, const char *ingredient);

/* Whether a key was given a value that is not its default. */
bool check_changed(const struct check *check, size_t key);

/* The key's dotted name in the theme of the scenario. */
const char *check_name(const struct check *check, size_t key);

/* Where a setting's value stands; NULL: the file as a whole. */
struct mark check_mark(const struct check *check, const struct setting *setting);

/* Complaints, marked at the value of a key. */
__attribute__((format(printf, 3, 4))) void check_error(const struct check *check, size_t key,
                                                       const char *format, ...);
__attribute__((format(printf, 3, 4))) void check_warning(const struct check *check, size_t key,
                                                         const char *format, ...);

/*
 * A warning that a value has no effect. It is dropped if the value has one in some other variant,
 * so the sentence must not name what differs between variants.
 */
__attribute__((format(printf, 3, 4))) void check_idle(const struct check *check, size_t key,
                                                      const char *format, ...);
__attribute__((format(printf, 3, 4))) void
check_idle_at(const struct check *check, const struct setting *setting, const char *format, ...);

/* Whether every wait holds the cook: the orders in flight are then no more than the cooks. */
bool all_waits_hold(const struct world *world);

/* Warnings of what is surely not meant (advice.c), and of too much work (capacity.c). */
void check_advice(const struct check *check);
void check_capacity(const struct check *check);

#endif
