/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See store_merge.h. */
#include "lab/store_merge.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lab/store_about.h"
#include "lab/store_values.h"

struct join {
    struct store_merge *merge;
    const atomic_bool *stop;
    struct store_file out, in;
    struct store_about about; /* of those before it */
    sqlite3_stmt *add, *find;
};

static enum store_end say(struct store_merge *merge, const char *path, const char *trouble,
                          bool refused)
{
    snprintf(merge->trouble, sizeof merge->trouble, "%s: %s", path, trouble);
    return refused ? STORE_REFUSED : STORE_FAILED;
}

static enum store_end fail_out(struct join *join)
{
    return say(join->merge, join->out.path, join->out.trouble, false);
}

static enum store_end fail_in(struct join *join, bool refused)
{
    return say(join->merge, join->in.path, join->in.trouble, refused);
}

/* Sees whether the store goes together with those before it. */
static enum store_end join_about(struct join *join)
{
    struct store_about about;
    enum store_end end = STORE_OPEN;
    if (!store_about_read(&about, &join->in))
        return fail_in(join, false);
    if (!about.title)
        store_file_fail(&join->in, "holds nothing yet");
    if (!about.title || (join->about.title && !store_about_same(&join->in, &join->about, &about)))
        end = fail_in(join, true);
    else if (!store_about_write(&about, &join->out))
        end = fail_out(join);
    store_about_free(&about);
    store_about_free(&join->about);
    if (end == STORE_OPEN && !store_about_read(&join->about, &join->out))
        end = fail_out(join);
    return end;
}

static enum store_end join_worlds(struct join *join)
{
    sqlite3_stmt *worlds = store_file_prepare(&join->in, "SELECT number, world FROM system");
    enum store_end end = worlds ? STORE_OPEN : fail_in(join, false);
    int result = SQLITE_DONE;
    while (end == STORE_OPEN && (result = store_file_step(&join->in, worlds)) == SQLITE_ROW) {
        uint64_t number;
        if (!store_about_enroll(&join->out, store_file_text(worlds, 1), &number)) {
            end = fail_out(join);
        } else if (number != (uint64_t)sqlite3_column_int64(worlds, 0)) {
            store_file_fail(&join->in, "is damaged: a world is not what it was");
            end = fail_in(join, false);
        }
    }
    if (end == STORE_OPEN && result != SQLITE_DONE)
        end = fail_in(join, false);
    sqlite3_finalize(worlds);
    return end;
}

/* Says in which measure a replication differs from that of an earlier store. */
static enum store_end say_difference(struct join *join, sqlite3_stmt *row)
{
    const unsigned char *there = sqlite3_column_blob(join->find, 0);
    const unsigned char *here = sqlite3_column_blob(row, 2);
    int size = sqlite3_column_bytes(row, 2);
    size_t count = (size_t)size / STORE_VALUE, at = 0;
    if (!there || !here || size != sqlite3_column_bytes(join->find, 0) ||
        count != join->about.measure_count) {
        store_file_fail(&join->in, "is damaged: replication %lld cannot be read",
                        (long long)sqlite3_column_int64(row, 1));
        return fail_in(join, false);
    }
    while (at + 1 < count &&
           memcmp(there + at * STORE_VALUE, here + at * STORE_VALUE, STORE_VALUE) == 0)
        at++;
    double values[2];
    store_values_read(&values[0], there + at * STORE_VALUE, 1);
    store_values_read(&values[1], here + at * STORE_VALUE, 1);
    store_file_fail(&join->in,
                    "replication %lld of system %lld is not the same as in an earlier store: its "
                    "%s is %.17g there and %.17g here, so one of them was made by another build of "
                    "pizzeria or another kind of machine",
                    (long long)sqlite3_column_int64(row, 1),
                    (long long)sqlite3_column_int64(row, 0), join->about.measures[at].name,
                    values[0], values[1]);
    return fail_in(join, true);
}

/* One that is there already must be the same. */
static enum store_end compare_run(struct join *join, sqlite3_stmt *row)
{
    for (int n = 0; n < 2; n++)
        sqlite3_bind_value(join->find, n + 1, sqlite3_column_value(row, n));
    int found = store_file_step(&join->out, join->find);
    if (found == SQLITE_DONE) { /* refused for something else than being there already */
        store_file_fail(&join->in, "is damaged: it holds a replication that cannot be one");
        return fail_in(join, false);
    }
    if (found != SQLITE_ROW)
        return fail_out(join);
    enum store_end end = STORE_OPEN;
    int size = sqlite3_column_bytes(row, 2);
    if (size != sqlite3_column_bytes(join->find, 0) ||
        (size > 0 && memcmp(sqlite3_column_blob(row, 2), sqlite3_column_blob(join->find, 0),
                            (size_t)size) != 0))
        end = say_difference(join, row);
    sqlite3_reset(join->find);
    join->merge->again++;
    return end;
}

static enum store_end join_run(struct join *join, sqlite3_stmt *row)
{
    for (int n = 0; n < 3; n++)
        sqlite3_bind_value(join->add, n + 1, sqlite3_column_value(row, n));
    int result = store_file_step(&join->out, join->add);
    if (result == SQLITE_CONSTRAINT)
        return compare_run(join, row);
    join->merge->runs += result == SQLITE_DONE;
    return result == SQLITE_DONE ? STORE_OPEN : fail_out(join);
}

static enum store_end join_runs(struct join *join)
{
    sqlite3_stmt *runs =
        store_file_prepare(&join->in, "SELECT system, replication, measured FROM run");
    enum store_end end = runs ? STORE_OPEN : fail_in(join, false);
    int result = SQLITE_DONE;
    while (end == STORE_OPEN && (result = store_file_step(&join->in, runs)) == SQLITE_ROW) {
        join->merge->stopped = join->stop && *join->stop;
        end = join->merge->stopped ? say(join->merge, join->out.path, "interrupted", false)
                                   : join_run(join, runs);
    }
    if (end == STORE_OPEN && result != SQLITE_DONE)
        end = fail_in(join, false);
    sqlite3_finalize(runs);
    return end;
}

static enum store_end join_store(struct join *join, const char *path)
{
    enum store_end end;
    if (store_file_open(&join->in, path, STORE_READ)) {
        end = join_about(join);
        if (end == STORE_OPEN)
            end = join_worlds(join);
        if (end == STORE_OPEN)
            end = join_runs(join);
    } else {
        end = fail_in(join, join->in.refused);
    }
    store_file_close(&join->in);
    return end;
}

static enum store_end count_worlds(struct join *join)
{
    sqlite3_stmt *count = store_file_prepare(&join->out, "SELECT count(*) FROM system");
    bool done = count && store_file_step(&join->out, count) == SQLITE_ROW;
    if (done)
        join->merge->worlds = (uint64_t)sqlite3_column_int64(count, 0);
    sqlite3_finalize(count);
    return done ? STORE_OPEN : fail_out(join);
}

/* All of them into the file `path`, which is empty. */
static enum store_end join_all(struct join *join, const char *path, const char *const *from,
                               size_t count)
{
    enum store_end end = STORE_OPEN;
    if (!store_file_open(&join->out, path, STORE_CREATE) || !store_file_do(&join->out, "BEGIN"))
        return fail_out(join);
    join->add = store_file_prepare(&join->out, "INSERT INTO run VALUES(?, ?, ?)");
    join->find = store_file_prepare(
        &join->out, "SELECT measured FROM run WHERE system = ? AND replication = ?");
    if (!join->add || !join->find)
        end = fail_out(join);
    for (size_t n = 0; n < count && end == STORE_OPEN; n++)
        end = join_store(join, from[n]);
    if (end == STORE_OPEN)
        end = count_worlds(join);
    if (end == STORE_OPEN && !store_file_do(&join->out, "COMMIT"))
        end = fail_out(join);
    sqlite3_finalize(join->add);
    sqlite3_finalize(join->find);
    return end;
}

/* Whether there is a file of that name, or what a killed program left of one. */
static bool taken(const char *path, char *trouble, size_t room)
{
    static const char *const endings[] = {"", "-wal", "-journal"};
    for (size_t n = 0; n < sizeof endings / sizeof *endings; n++) {
        char *name;
        if (asprintf(&name, "%s%s", path, endings[n]) < 0)
            return true;
        bool there = access(name, F_OK) == 0;
        free(name);
        if (!there)
            continue;
        snprintf(trouble, room, "%s",
                 n == 0 ? "exists already; to add to it, name it a second time among the stores to "
                          "be joined"
                        : "there is no such store, but a log of one beside it (PATH-wal)");
        return true;
    }
    return false;
}

/* Whether both names are of one file. */
static bool same_file(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

/* Makes the name of a file last, too. */
static void sync_folder(const char *path)
{
    char *folder = strdup(path), *slash = folder ? strrchr(folder, '/') : NULL;
    if (slash)
        slash[slash == folder] = '\0';
    int opened = folder ? open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (opened >= 0) {
        fsync(opened); /* some file systems cannot: then there is nothing more to be done */
        close(opened);
    }
    free(folder);
}

/* Joins into a file of another name that then takes the place. */
static enum store_end join_beside(struct join *join, const char *to, const char *const *from,
                                  size_t count)
{
    char *path;
    if (asprintf(&path, "%s.XXXXXX", to) < 0)
        return say(join->merge, to, "out of memory", false);
    int file = mkstemp(path);
    if (file < 0) {
        free(path);
        return say(join->merge, to, strerror(errno), false);
    }
    mode_t mask = umask(0);
    umask(mask);
    fchmod(file, 0666 & ~mask);
    close(file);
    enum store_end end = join_all(join, path, from, count);
    store_file_close(&join->out);
    if (end == STORE_OPEN && rename(path, to) != 0)
        end = say(join->merge, to, strerror(errno), false);
    if (end == STORE_OPEN)
        sync_folder(to);
    else
        unlink(path);
    free(path);
    return end;
}

enum store_end store_merge(struct store_merge *merge, const char *to, const char *const *from,
                           size_t count, const atomic_bool *stop)
{
    struct join join = {.merge = merge, .stop = stop};
    bool again = false;
    char trouble[200] = "";
    *merge = (struct store_merge){0};
    for (size_t n = 0; n < count; n++)
        again |= same_file(to, from[n]);
    if (!again && taken(to, trouble, sizeof trouble))
        return say(merge, to, *trouble ? trouble : "out of memory", true);
    enum store_end end = join_beside(&join, to, from, count);
    store_about_free(&join.about);
    return end;
}
