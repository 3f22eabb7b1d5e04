/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See store_proof.h. */
#include "lab/store_proof.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lab/store_values.h"
#include "lab/world_text.h"
#include "models/kitchen.h"
#include "models/measures.h"

/* A replication that is kept. */
struct kept {
    bool found;
    uint32_t replication;  /* from 1 */
    unsigned char *values; /* as bytes */
    char *world;           /* its text, where it was asked for */
};

bool store_proof_same(struct store_file *file, enum theme theme, uint32_t replication,
                      const unsigned char *kept, const unsigned char *now)
{
    for (size_t m = 0; m < measure_count(); m++) {
        double values[2];
        if (memcmp(kept + m * STORE_VALUE, now + m * STORE_VALUE, STORE_VALUE) == 0)
            continue;
        store_values_read(&values[0], kept + m * STORE_VALUE, 1);
        store_values_read(&values[1], now + m * STORE_VALUE, 1);
        file->refused = true;
        return store_file_fail(file,
                               "replication %" PRIu32 " was simulated again, and its %s is %.17g, "
                               "not %.17g as is kept: another build of pizzeria, or another kind "
                               "of machine; take a new file",
                               replication, measure_at(m)->name[theme], values[1], values[0]);
    }
    return true;
}

/* Takes what a query found, if it did: replication, values, and the world's text or nothing. */
static bool take(struct store_file *file, sqlite3_stmt *query, struct kept *kept)
{
    size_t size = measure_count() * STORE_VALUE;
    int result = store_file_step(file, query);
    if (result != SQLITE_ROW)
        return result == SQLITE_DONE;
    sqlite3_int64 replication = sqlite3_column_int64(query, 0);
    const void *bytes = sqlite3_column_blob(query, 1);
    if (!bytes || (size_t)sqlite3_column_bytes(query, 1) != size || replication < 1 ||
        replication > UINT32_MAX)
        return store_file_fail(file, "is damaged: replication %lld cannot be read",
                               (long long)replication);
    kept->replication = (uint32_t)replication;
    kept->values = malloc(size);
    kept->world = strdup(store_file_text(query, 2));
    if (!kept->values || !kept->world)
        return store_file_fail(file, "out of memory");
    memcpy(kept->values, bytes, size);
    kept->found = true;
    return true;
}

/* Finds a replication of a world by its number. */
static bool find_of(struct store_file *file, uint64_t number, struct kept *kept)
{
    sqlite3_stmt *query = store_file_prepare(
        file, "SELECT replication, measured, '' FROM run WHERE system = ? LIMIT 1");
    if (!query)
        return false;
    sqlite3_bind_int64(query, 1, (sqlite3_int64)number);
    bool done = take(file, query, kept);
    sqlite3_finalize(query);
    return done;
}

/* Finds a replication of any world that has no data files (they stand in comments). */
static bool find_any(struct store_file *file, struct kept *kept)
{
    sqlite3_stmt *query =
        store_file_prepare(file, "SELECT replication, measured, world FROM system JOIN run"
                                 " ON system = number WHERE instr(world, char(10) || '# ') = 0"
                                 " LIMIT 1");
    bool done = query && take(file, query, kept);
    sqlite3_finalize(query);
    return done;
}

/* Simulates the replication that is kept, and compares. */
static bool prove(struct store_file *file, const struct world *world, enum theme theme,
                  const struct kept *kept)
{
    struct kitchen *kitchen = kitchen_new();
    double *values = calloc(measure_count(), sizeof *values);
    unsigned char *bytes = malloc(measure_count() * STORE_VALUE);
    bool done = kitchen && values && bytes &&
                kitchen_begin(kitchen, world, kept->replication, NULL) &&
                kitchen_run(kitchen, SIM_NEVER) && measures_of(kitchen, values);
    if (done) {
        store_values_write(bytes, values, measure_count());
        done = store_proof_same(file, theme, kept->replication, kept->values, bytes);
    } else {
        store_file_fail(file, "out of memory");
    }
    free(bytes);
    free(values);
    kitchen_free(kitchen);
    return done;
}

/* The same of a world that is known by its text only. */
static bool prove_text(struct store_file *file, const struct kept *kept)
{
    struct scenario scenario;
    struct complaints complaints;
    bool done = scenario_read_text(&scenario, file->path, kept->world, strlen(kept->world), NULL, 0,
                                   &complaints);
    complaints_free(&complaints);
    if (!done)
        return store_file_fail(file, "is damaged: a world cannot be read");
    done = prove(file, &scenario.variants[0].world, scenario.theme, kept);
    scenario_free(&scenario);
    return done;
}

/* Finds a replication of one of the variants; *variant: of which. */
static bool find_variant(struct store_file *file, const struct scenario *scenario,
                         struct kept *kept, size_t *variant)
{
    bool done = true;
    for (size_t n = 0; n < scenario->variant_count && done && !kept->found; n++) {
        char *text = world_text(&scenario->variants[n].world, scenario->theme);
        done = text ? find_of(file, world_text_number(text), kept)
                    : store_file_fail(file, "out of memory");
        *variant = n;
        free(text);
    }
    return done;
}

bool store_proof(struct store_file *file, const struct scenario *scenario)
{
    struct kept kept = {0};
    size_t variant = 0;
    bool done = find_variant(file, scenario, &kept, &variant);
    if (done && kept.found)
        done = prove(file, &scenario->variants[variant].world, scenario->theme, &kept);
    else if (done && find_any(file, &kept))
        done = !kept.found || prove_text(file, &kept);
    else
        done = false;
    free(kept.values);
    free(kept.world);
    return done;
}
