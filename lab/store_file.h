/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A store as a file: an SQLite database that is opened by one program at a time, with its tables,
 * and what is said when something is wrong with it. Knows nothing of what the tables are used for.
 *
 * The tables, for whoever wants to read them with other programs:
 *
 *   about(name, value)        "version" of the program, "title", "theme", "currency", "confidence"
 *   measure(place, name, unit)    what is measured, in order
 *   system(number, world)     each world that was simulated, as the text of a scenario file
 *   variant(place, name, system)  the scenario's variants as they are before anything is varied
 *   command(place, text)      by which commands the store was filled
 *   run(system, replication, measured)    a finished replication, from 1: IEEE 754 doubles of eight
 *                             bytes, the lowest first, one a measure; NaN where there is no value
 */
#ifndef LAB_STORE_FILE_H
#define LAB_STORE_FILE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

/* What stands in the file's header: "PIZZ", and which tables there are. */
#define STORE_MAGIC 0x50495a5a
#define STORE_TABLES 1

enum { STORE_TROUBLE_ROOM = 1024 };

struct store_file {
    sqlite3 *db; /* NULL: not open */
    const char *path;
    bool known;                       /* it is a store */
    bool refused;                     /* it is something else */
    char trouble[STORE_TROUBLE_ROOM]; /* what went wrong, without the path; "" at first */
};

enum store_access {
    STORE_READ,  /* must exist */
    STORE_WRITE, /* is made when it does not exist */
    STORE_CREATE /* made anew, to be filled at once: not safe from being killed */
};

/*
 * Opens it; false after noting the trouble. In both cases to be closed. `path` must stay as it is
 * until then.
 */
bool store_file_open(struct store_file *file, const char *path, enum store_access access);

/*
 * Closes it, so that a single file is left if possible: after a failure, what is not in it yet is
 * in a second one beside it (PATH-wal), from where it is taken when the store is opened next.
 */
void store_file_close(struct store_file *file);

/* Runs statements without results; false after noting the trouble. */
bool store_file_do(struct store_file *file, const char *sql);

/* Prepares a statement; NULL after noting the trouble. */
sqlite3_stmt *store_file_prepare(struct store_file *file, const char *sql);

/*
 * Steps a statement: SQLITE_ROW, SQLITE_DONE, SQLITE_CONSTRAINT, or SQLITE_ERROR after noting the
 * trouble. The statement is reset unless there is a row.
 */
int store_file_step(struct store_file *file, sqlite3_stmt *statement);

/* Notes what is wrong; always false. */
__attribute__((format(printf, 2, 3))) bool store_file_fail(struct store_file *file,
                                                           const char *format, ...);

/* A column's text, "" where there is none; valid until the statement is stepped or reset. */
const char *store_file_text(sqlite3_stmt *statement, int column);

#endif
