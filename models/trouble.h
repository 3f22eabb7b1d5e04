/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is found to be wrong while a scenario is read, collected so that all of it can be shown at
 * once. Knows places and sentences; knows nothing of keys.
 */
#ifndef MODELS_TROUBLE_H
#define MODELS_TROUBLE_H

#include "models/scenario.h"
#include "models/source.h"

/* Further ones are not kept: nobody reads them, and each costs time. */
#define TROUBLES_MOST 200

/* The most variants: a trouble remembers in one word in which of them it was met. */
#define VARIANTS_MOST 64

struct trouble {
    enum severity severity;
    struct mark mark;
    const char *text;
    bool of_world;     /* about how values go together: say in which variants */
    bool of_all;       /* matters only if it was met in all variants */
    uint64_t variants; /* a bit for each in which it was met */
    size_t found;      /* as the how manieth */
};

struct troubles {
    struct arena *arena; /* for the texts */
    uint64_t variant;    /* bit of the variant that is looked at; 0: of none */
    size_t count, errors;
    bool dropped; /* there were more */
    struct trouble list[TROUBLES_MOST];
};

/* Whether looking for more makes no sense. */
static inline bool troubles_full(const struct troubles *troubles)
{
    return troubles->count == TROUBLES_MOST;
}

/* The same trouble at the same place is kept once. */
__attribute__((format(printf, 4, 5))) void trouble_add(struct troubles *troubles,
                                                       enum severity severity, struct mark mark,
                                                       const char *format, ...);

__attribute__((format(printf, 3, 4))) void trouble_error(struct troubles *troubles,
                                                         struct mark mark, const char *format, ...);

/* An error or warning about how the values of the variant go together. */
__attribute__((format(printf, 4, 5))) void trouble_of_world(struct troubles *troubles,
                                                            enum severity severity,
                                                            struct mark mark, const char *format,
                                                            ...);

/* A warning that matters only if it is met in all variants. */
__attribute__((format(printf, 3, 4))) void
trouble_of_all(struct troubles *troubles, struct mark mark, const char *format, ...);

/*
 * Hands everything over, sorted, with lines and columns; `names` are those of the `count` variants.
 * `failed`: memory ran out on the way.
 */
void troubles_finish(struct troubles *troubles, const char *const *names, size_t count, bool failed,
                     struct complaints *complaints);

#endif
