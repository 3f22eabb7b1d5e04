/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Replications are added in transactions. Ending one costs some 20 us, a day of a small scenario
 * takes 100 us: so those that come quickly after each other share one. Ending it durably costs
 * milliseconds, and is done once a second.
 */
#include "lab/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lab/store_about.h"
#include "lab/store_file.h"
#include "lab/store_proof.h"
#include "lab/store_values.h"
#include "lab/world_text.h"
#include "models/measures.h"

/* How old a transaction's first replication may get, and how old what is not durable, in ns. */
#define SHARED_FOR INT64_C(10000000)
#define DURABLE_AFTER INT64_C(1000000000)

enum { PATH_ROOM = 4096 };

struct store {
    struct store_file file;
    struct keeper keeper;
    char path[PATH_ROOM];
    enum theme theme;
    size_t measures;
    unsigned char *bytes; /* room for the values of a replication */
    sqlite3_stmt *find, *add;

    bool adding;              /* a transaction is open */
    int64_t ended, made_safe; /* when the last transaction was ended, and durably */
    uint64_t recalled, added, pending;
    char trouble[STORE_TROUBLE_ROOM + PATH_ROOM + 2];
};

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

const char *store_trouble(const struct store *store)
{
    return store->trouble;
}

uint64_t store_recalled(const struct store *store)
{
    return store->recalled;
}

uint64_t store_added(const struct store *store)
{
    return store->added;
}

/* Puts the path before what is wrong with the file; always false. */
static bool fail(struct store *store)
{
    snprintf(store->trouble, sizeof store->trouble, "%s: %s", store->path, store->file.trouble);
    return false;
}

/* Begins a transaction, unless there is one. */
static bool begin(struct store *store)
{
    if (store->adding)
        return true;
    bool safe = now() - store->made_safe >= DURABLE_AFTER;
    if (safe)
        store->made_safe = now();
    store->adding = store_file_do(&store->file, safe ? "PRAGMA synchronous=FULL; BEGIN"
                                                     : "PRAGMA synchronous=NORMAL; BEGIN");
    return store->adding;
}

static bool end(struct store *store)
{
    if (!store->adding)
        return true;
    store->adding = false;
    bool done = store_file_do(&store->file, "COMMIT");
    if (done)
        store->added += store->pending;
    else
        sqlite3_exec(store->file.db, "ROLLBACK", NULL, NULL, NULL);
    store->pending = 0;
    store->ended = now();
    return done;
}

/* Outside of a transaction, that is kept at once. */
static bool enroll(void *memory, const struct world *world, uint64_t *system)
{
    struct store *store = memory;
    char *text = world_text(world, store->theme);
    bool done = text ? store_about_enroll(&store->file, text, system)
                     : store_file_fail(&store->file, "out of memory");
    free(text);
    return done || fail(store);
}

/* The bytes kept of a replication; NULL: none, or they are not as many as they should be. */
static const unsigned char *find_run(struct store *store, uint64_t system, uint32_t replication)
{
    sqlite3_bind_int64(store->find, 1, (sqlite3_int64)system);
    sqlite3_bind_int64(store->find, 2, (sqlite3_int64)replication + 1);
    if (store_file_step(&store->file, store->find) != SQLITE_ROW)
        return NULL;
    const unsigned char *bytes = sqlite3_column_blob(store->find, 0);
    size_t size = (size_t)sqlite3_column_bytes(store->find, 0);
    return size == store->measures * STORE_VALUE ? bytes : NULL;
}

/* What cannot be read is simulated again; keeping it then says what is wrong with the file. */
static bool recall(void *memory, uint64_t system, uint32_t replication, double *values)
{
    struct store *store = memory;
    const unsigned char *bytes = find_run(store, system, replication);
    if (bytes) {
        store_values_read(values, bytes, store->measures);
        store->recalled++;
    }
    sqlite3_reset(store->find);
    return bytes != NULL;
}

/* Whether a replication that was kept is the same now; false after noting what is not. */
static bool same(struct store *store, uint64_t system, uint32_t replication)
{
    struct store_file *file = &store->file;
    const unsigned char *bytes = find_run(store, system, replication);
    bool done = bytes && store_proof_same(file, store->theme, replication + 1, bytes, store->bytes);
    if (!bytes && !*file->trouble)
        store_file_fail(file, "is damaged: replication %" PRIu32 " cannot be read",
                        replication + 1);
    sqlite3_reset(store->find);
    store->recalled += done;
    return done;
}

static bool keep(void *memory, uint64_t system, uint32_t replication, const double *values)
{
    struct store *store = memory;
    if (!begin(store))
        return fail(store);
    store_values_write(store->bytes, values, store->measures);
    sqlite3_bind_int64(store->add, 1, (sqlite3_int64)system);
    sqlite3_bind_int64(store->add, 2, (sqlite3_int64)replication + 1);
    sqlite3_bind_blob(store->add, 3, store->bytes, (int)(store->measures * STORE_VALUE),
                      SQLITE_STATIC);
    int result = store_file_step(&store->file, store->add);
    bool done =
        result == SQLITE_DONE || (result == SQLITE_CONSTRAINT && same(store, system, replication));
    store->pending += result == SQLITE_DONE;
    if (done && now() - store->ended >= SHARED_FOR)
        done = end(store);
    return done || fail(store);
}

const struct keeper *store_keeper(struct store *store)
{
    return &store->keeper;
}

bool store_close(struct store *store)
{
    bool done = true;
    if (store->file.db) {
        sqlite3_finalize(store->find);
        sqlite3_finalize(store->add);
        done = end(store) || fail(store);
        store_file_close(&store->file);
    }
    return done;
}

void store_free(struct store *store)
{
    if (!store)
        return;
    store_close(store);
    free(store->bytes);
    free(store);
}

/* Opens the file and sees whether it is of this; fills it in if it is new. */
static enum store_end open_for(struct store *store, const struct store_purpose *purpose)
{
    struct store_about ours = {0}, kept = {0};
    struct store_file *file = &store->file;
    enum store_end end = STORE_FAILED;
    if (!store_file_open(file, store->path, STORE_WRITE)) {
        end = file->refused ? STORE_REFUSED : STORE_FAILED;
    } else if (!store_about_of(&ours, purpose)) {
        store_file_fail(file, "out of memory");
    } else if (store_about_read(&kept, file)) {
        if (kept.title && !store_about_same(file, &kept, &ours))
            end = STORE_REFUSED;
        else if (kept.title && !store_proof(file, purpose->scenario))
            end = file->refused ? STORE_REFUSED : STORE_FAILED;
        else if (store_file_do(file, "BEGIN") && store_about_write(&ours, file) &&
                 store_file_do(file, "COMMIT"))
            end = STORE_OPEN;
    }
    store_about_free(&ours);
    store_about_free(&kept);
    return end;
}

static bool prepare(struct store *store)
{
    store->find = store_file_prepare(
        &store->file, "SELECT measured FROM run WHERE system = ? AND replication = ?");
    store->add =
        store->find ? store_file_prepare(&store->file, "INSERT INTO run VALUES(?, ?, ?)") : NULL;
    store->bytes = malloc(store->measures * STORE_VALUE);
    return store->add && (store->bytes || store_file_fail(&store->file, "out of memory"));
}

enum store_end store_open(struct store **opened, const char *path,
                          const struct store_purpose *purpose)
{
    struct store *store = *opened = calloc(1, sizeof *store);
    if (!store)
        return STORE_FAILED;
    store->keeper =
        (struct keeper){.memory = store, .enroll = enroll, .recall = recall, .keep = keep};
    store->theme = purpose->scenario->theme;
    store->measures = measure_count();
    store->made_safe = now();
    snprintf(store->path, sizeof store->path, "%s", path);
    enum store_end end = STORE_FAILED;
    if (strlen(path) < sizeof store->path)
        end = open_for(store, purpose);
    else
        store_file_fail(&store->file, "the name is too long");
    if (end == STORE_OPEN && !prepare(store))
        end = STORE_FAILED;
    if (end != STORE_OPEN)
        fail(store);
    return end;
}
