/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a store is of: which scenario, which version of the program, what was measured. Replications
 * go together only if all of that is the same. Knows nothing of replications.
 */
#ifndef LAB_STORE_ABOUT_H
#define LAB_STORE_ABOUT_H

#include <stdint.h>

#include "lab/store.h"
#include "lab/store_file.h"

struct store_measure {
    char *name, *unit;
};

struct store_variant {
    char *name, *world; /* its text: see world_text.h */
};

struct store_about {
    char *version, *title; /* NULL: the store was not filled in yet */
    char *theme, *currency, *confidence;
    size_t measure_count, variant_count, command_count;
    struct store_measure *measures;
    struct store_variant *variants;
    char **commands;
};

/* What a store for this purpose is of; false when out of memory. */
bool store_about_of(struct store_about *about, const struct store_purpose *purpose);

/* What the store is of; false after noting the trouble. */
bool store_about_read(struct store_about *about, struct store_file *file);

/* Writes it, or adds what is new: variants, commands. False after noting the trouble. */
bool store_about_write(const struct store_about *about, struct store_file *file);

void store_about_free(struct store_about *about);

/* Whether what is kept and what is wanted go together; false after noting how they differ. */
bool store_about_same(struct store_file *file, const struct store_about *kept,
                      const struct store_about *wanted);

/* Finds the number of a world by its text, and adds it if it is new; false after noting trouble. */
bool store_about_enroll(struct store_file *file, const char *world, uint64_t *number);

#endif
