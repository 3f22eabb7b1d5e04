/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * While a store is open, what is written goes to a log beside it first (SQLite's WAL), which a
 * killed program leaves behind whole up to its last commit. The file is locked as long as it is
 * open: then the log needs no memory shared between programs, which file systems on a network do
 * not have, and two programs cannot do the same work without knowing it.
 */
#include "lab/store_file.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* How long to wait for another program that is just closing it, in ms. */
#define PATIENCE 1000

/* How long the log may get before it is taken over into the file, in pages of 4 KiB. */
#define LOG_PAGES "4000"

static const char tables[] =
    "CREATE TABLE about(name TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE measure(place INTEGER PRIMARY KEY, name TEXT NOT NULL, unit TEXT NOT NULL);"
    "CREATE TABLE system(number INTEGER PRIMARY KEY, world TEXT NOT NULL);"
    "CREATE TABLE variant(place INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
    " system INTEGER NOT NULL REFERENCES system);"
    "CREATE TABLE command(place INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);"
    "CREATE TABLE run(system INTEGER NOT NULL REFERENCES system, replication INTEGER NOT NULL,"
    " measured BLOB NOT NULL, PRIMARY KEY(system, replication)) WITHOUT ROWID;";

bool store_file_fail(struct store_file *file, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(file->trouble, sizeof file->trouble, format, arguments);
    va_end(arguments);
    return false;
}

/* Whether files must not get larger than so much. */
static bool size_limited(void)
{
    struct rlimit limit;
    return getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

/* What the operating system said, where SQLite asked it. */
static bool fail_system(struct store_file *file, const char *what)
{
    int reason = sqlite3_system_errno(file->db);
    if (reason == ENOSPC || reason == EDQUOT)
        return store_file_fail(file, "there is no room left on the disk");
    /* SQLite does not tell this one apart. */
    if (sqlite3_extended_errcode(file->db) == SQLITE_IOERR_WRITE && size_limited())
        return store_file_fail(file, "it must not grow any further (see 'ulimit -f')");
    return store_file_fail(file, "%s: %s", what,
                           reason ? strerror(reason) : sqlite3_errmsg(file->db));
}

/* Notes what SQLite's last error means to people; always false. */
static bool fail_sqlite(struct store_file *file)
{
    switch (sqlite3_errcode(file->db) & 0xff) {
    case SQLITE_BUSY:
        return store_file_fail(file, "another program is using it; wait until that has ended, or "
                                     "take another file and join them with 'pizzeria merge'");
    case SQLITE_FULL:
        return store_file_fail(file, "there is no room left on the disk");
    case SQLITE_NOTADB:
        file->refused = true;
        return store_file_fail(file, "is not a store: some other kind of file");
    case SQLITE_CORRUPT:
        return store_file_fail(file,
                               "is damaged (%s); SQLite's own program may rescue what is left: "
                               "sqlite3 FILE.db .recover | sqlite3 NEW.db",
                               sqlite3_errmsg(file->db));
    case SQLITE_READONLY:
        return store_file_fail(file, "cannot be written: it is read-only here");
    case SQLITE_CANTOPEN:
        return fail_system(file, "cannot be opened");
    case SQLITE_IOERR:
        return fail_system(file, "cannot be read or written");
    case SQLITE_NOMEM:
        return store_file_fail(file, "out of memory");
    default:
        return store_file_fail(file, "%s", sqlite3_errmsg(file->db));
    }
}

bool store_file_do(struct store_file *file, const char *sql)
{
    return sqlite3_exec(file->db, sql, NULL, NULL, NULL) == SQLITE_OK || fail_sqlite(file);
}

sqlite3_stmt *store_file_prepare(struct store_file *file, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(file->db, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_sqlite(file);
    return statement;
}

int store_file_step(struct store_file *file, sqlite3_stmt *statement)
{
    int result = sqlite3_step(statement) & 0xff;
    if (result == SQLITE_ROW)
        return result;
    if (result != SQLITE_DONE && result != SQLITE_CONSTRAINT) {
        fail_sqlite(file);
        result = SQLITE_ERROR;
    }
    sqlite3_reset(statement);
    return result;
}

const char *store_file_text(sqlite3_stmt *statement, int column)
{
    const unsigned char *text = sqlite3_column_text(statement, column);
    return text ? (const char *)text : "";
}

/* The number that a query without parameters gives; false after noting the trouble. */
static bool ask(struct store_file *file, const char *sql, sqlite3_int64 *number)
{
    sqlite3_stmt *statement = store_file_prepare(file, sql);
    bool found = statement && store_file_step(file, statement) == SQLITE_ROW;
    if (found)
        *number = sqlite3_column_int64(statement, 0);
    else if (!*file->trouble)
        store_file_fail(file, "is damaged");
    sqlite3_finalize(statement);
    return found;
}

/* Whether it is a store that this program knows; *empty: nothing at all is in it yet. */
static bool check(struct store_file *file, bool *empty)
{
    sqlite3_int64 things = 0, magic = 0, version = 0;
    if (!ask(file, "SELECT count(*) FROM sqlite_master", &things) ||
        !ask(file, "PRAGMA application_id", &magic) || !ask(file, "PRAGMA user_version", &version))
        return false;
    *empty = things == 0 && magic == 0;
    file->refused = !*empty && (magic != STORE_MAGIC || version != STORE_TABLES);
    if (!file->refused)
        return true;
    if (magic != STORE_MAGIC)
        return store_file_fail(file, "is not a store: a database of another program");
    return store_file_fail(file, "is a store of another kind (%lld; this program knows %d)",
                           (long long)version, STORE_TABLES);
}

static bool make_tables(struct store_file *file)
{
    char *sql = sqlite3_mprintf("BEGIN;%s PRAGMA application_id=%d; PRAGMA user_version=%d; COMMIT",
                                tables, STORE_MAGIC, STORE_TABLES);
    bool done = sql ? store_file_do(file, sql) : store_file_fail(file, "out of memory");
    sqlite3_free(sql);
    return done;
}

/* SQLite takes "", ":memory:" and "file:..." for something else than a file's name. */
static char *plain_path(const char *path)
{
    return sqlite3_mprintf(*path == '/' ? "%s" : "./%s", path);
}

static bool open_database(struct store_file *file, enum store_access access)
{
    int flags =
        access == STORE_READ ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    char *path = plain_path(file->path);
    if (!path)
        return store_file_fail(file, "out of memory");
    int result = sqlite3_open_v2(path, &file->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    sqlite3_free(path);
    if (!file->db)
        return store_file_fail(file, "out of memory");
    if (result != SQLITE_OK)
        return fail_sqlite(file);
    sqlite3_extended_result_codes(file->db, 1);
    sqlite3_busy_timeout(file->db, PATIENCE);
    return store_file_do(file, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA trusted_schema=OFF");
}

bool store_file_open(struct store_file *file, const char *path, enum store_access access)
{
    bool empty = false;
    *file = (struct store_file){.path = path};
    if (!*path)
        return store_file_fail(file, "a file's name is missing");
    if (!open_database(file, access) || !check(file, &empty))
        return false;
    file->known = true;
    if (access == STORE_READ)
        return !empty || store_file_fail(file, "holds nothing yet");
    if (sqlite3_db_readonly(file->db, "main"))
        return store_file_fail(file, "cannot be written: it is read-only here");
    if (!store_file_do(file, access == STORE_CREATE
                                 ? "PRAGMA journal_mode=OFF; PRAGMA synchronous=FULL"
                                 : "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                                   "PRAGMA wal_autocheckpoint=" LOG_PAGES))
        return false;
    return !empty || make_tables(file);
}

void store_file_close(struct store_file *file)
{
    if (file->known && !sqlite3_db_readonly(file->db, "main"))
        sqlite3_exec(file->db, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
    sqlite3_close(file->db);
    file->db = NULL;
}
