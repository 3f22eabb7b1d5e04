/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a store holds, to be looked at: the points at which the scenario was simulated, each with
 * what it came to. Needs neither the scenario nor the version that made the store. Knows nothing of
 * tables and pictures.
 */
#ifndef LAB_STORE_CONTENTS_H
#define LAB_STORE_CONTENTS_H

#include "lab/estimate.h"
#include "lab/store_about.h"
#include "models/theme.h"

/* One world that was simulated: a variant, with what is changed in it. */
struct store_point {
    uint64_t system;
    size_t variant; /* from which it differs least */
    char **values;  /* of each key that is changed at some point, as it would be written */
    bool *changed;  /* whether it is not the variant's own */
    uint64_t days;  /* replications */
    struct sim_moments *samples; /* a measure each */
};

struct store_contents {
    struct store_about about;
    enum theme theme;
    double confidence;
    char *seed; /* of the first variant */
    size_t key_count;
    char **keys; /* which differ between a point and its variant, somewhere */
    size_t point_count;
    struct store_point *points; /* by variant, then by the keys' values */
};

/* Reads all but the single days; false after noting the trouble. Free it with ..._free. */
bool store_contents_read(struct store_contents *contents, struct store_file *file);
void store_contents_free(struct store_contents *contents);

/* The estimate of a measure at a point. */
struct estimate store_estimate(const struct store_contents *contents, size_t point, size_t measure);

/*
 * "kitchen.cooks 8, ovens.places 4": what is changed at a point; "" where nothing is. To be freed;
 * NULL when out of memory.
 */
char *store_changes(const struct store_contents *contents, size_t point);

/*
 * Calls `day` with the values (a measure each) of every replication (from 1): points in order, and
 * replications within them. False after noting the trouble.
 */
bool store_each_day(struct store_file *file, const struct store_contents *contents,
                    void (*day)(void *listener, size_t point, uint32_t replication,
                                const double *values),
                    void *listener);

/*
 * The number that a value is, and its unit as measures have it ("s", "1/s", "share", "bytes", ""
 * for plain numbers); NAN and "" where it is words.
 */
double store_number(const char *value, const char **unit);

#endif
