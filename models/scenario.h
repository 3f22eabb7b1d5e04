/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A scenario: one or several variants of a world, and how they are to be analysed; and its reading
 * from YAML (INTERFACE section 1). Knows files and what is wrong with them; knows nothing of runs.
 */
#ifndef MODELS_SCENARIO_H
#define MODELS_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "models/theme.h"
#include "models/world.h"

struct variant {
    const char *name;
    struct world world;
};

struct scenario {
    const char *title;
    const char *about; /* may be "" */
    enum theme theme;
    uint64_t seed; /* of the first variant, for headings */
    uint32_t replications;
    double confidence;         /* 0.95 */
    double precision;          /* to reach, in precision_of; 0: not asked for */
    size_t precision_of;       /* index of a measure: see measures.h */
    uint32_t at_most;          /* replications, with precision */
    unsigned control_variates; /* 1: to be used */
    size_t variant_count;      /* at least 1 */
    struct variant *variants;
    struct arena *arena; /* owns every string, plan and table above */
};

/* One --set KEY=VALUE, or what another option says ("seed", "7"). */
struct override {
    const char *key, *value;
};

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

struct complaint {
    enum severity severity;
    char *file;            /* as the user named it; "--set" for an override */
    unsigned line, column; /* from 1; 0: the file as a whole */
    char *text;            /* what is wrong and what was expected */
    char *source;          /* what is shown of the line, safe to print; or NULL */
    unsigned indent;       /* how many of its columns come before the mark */
    unsigned width;        /* how many columns to mark, at least 1 */
};

/* Everything that is wrong, in the order of file and line. */
struct complaints {
    size_t count, errors; /* how many are in the list; how many of them are errors */
    struct complaint *list;
    bool dropped; /* more were found than are in the list */
    bool out_of_memory;
};

/*
 * Reads a scenario: a file's path or a built-in's name, then the overrides. True when there is no
 * error: *scenario is then filled in and must be freed with scenario_free. In either case
 * *complaints is filled in (warnings too) and must be freed with complaints_free.
 */
bool scenario_read(struct scenario *scenario, const char *name, const struct override *overrides,
                   size_t override_count, struct complaints *complaints);

/* The same from text; `name` is used in messages and as the default title. For tests and fuzzing.
 */
bool scenario_read_text(struct scenario *scenario, const char *name, const char *text,
                        size_t length, const struct override *overrides, size_t override_count,
                        struct complaints *complaints);

void scenario_free(struct scenario *scenario);

/* A single error that has no place in a file; `about` stands where the file's name would. */
void complaints_say(struct complaints *complaints, const char *about, const char *text);

/* Prints complaints as INTERFACE section 1 says: FILE:LINE:COLUMN: error: ..., the line, a mark. */
void complaints_print(const struct complaints *complaints, FILE *to);
void complaints_free(struct complaints *complaints);

/* The scenarios embedded in the program. */
struct builtin {
    const char *name; /* "lunch-rush" */
    const char *text;
    size_t length;
};

size_t builtin_count(void);
const struct builtin *builtin_at(size_t index);
const struct builtin *builtin_find(const char *name); /* NULL when there is none */

#endif
