/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See whole_file.h. */
#include "tui/whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Follows the name that it has while it is written and before it has its own. */
#define FRESH ".pizzeria-new"

/* The folder that a path is in. */
static bool folder_of(const char *path, char folder[PATH_MAX])
{
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) + (slash == path) : 1;
    if (length >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return false;
    }
    snprintf(folder, PATH_MAX, "%.*s", (int)length, slash ? path : ".");
    return true;
}

static bool write_all(int file, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t written = write(file, text, length);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            text += written;
            length -= (size_t)written;
        }
    }
    return fsync(file) == 0;
}

/* Gives a file that has no name one, which must be free. */
static bool name_it(int file, const char *path)
{
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", file);
    return linkat(AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0;
}

/* The same where what is left of an earlier attempt may have the name. */
static bool name_it_afresh(int file, const char *path)
{
    if (name_it(file, path))
        return true;
    return errno == EEXIST && unlink(path) == 0 && name_it(file, path);
}

/* Brings what has the fresh name to its own. */
static bool rename_it(const char *fresh, const char *path, bool replace)
{
    bool done = replace ? rename(fresh, path) == 0 : link(fresh, path) == 0;
    int reason = errno;
    if (!done || !replace)
        unlink(fresh);
    errno = reason;
    return done;
}

/* By a file without a name: if the program is killed before it has one, it is gone. */
static bool by_nameless(int file, const char *path, const char *fresh, const char *text,
                        size_t length, bool replace)
{
    if (!write_all(file, text, length))
        return false;
    if (!replace)
        return name_it(file, path);
    return name_it_afresh(file, fresh) && rename_it(fresh, path, true);
}

/* Where there are no such files: by one of a fixed name beside it, so that at most one is left. */
static bool by_fresh(const char *path, const char *fresh, const char *text, size_t length,
                     bool replace, mode_t mode)
{
    unlink(fresh);
    int file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (file < 0)
        return false;
    bool written = write_all(file, text, length);
    int reason = errno;
    written = close(file) == 0 && written;
    if (written)
        return rename_it(fresh, path, replace);
    unlink(fresh);
    errno = reason;
    return false;
}

static bool write_beside(const char *path, const char *text, size_t length, bool replace,
                         mode_t mode)
{
    char folder[PATH_MAX], fresh[PATH_MAX];
    int size = snprintf(fresh, sizeof fresh, "%s%s", path, FRESH);
    if (size < 0 || (size_t)size >= sizeof fresh) {
        errno = ENAMETOOLONG;
        return false;
    }
    if (!folder_of(path, folder))
        return false;
    int file = open(folder, O_WRONLY | O_TMPFILE | O_CLOEXEC, mode);
    if (file < 0 && (errno == EOPNOTSUPP || errno == EISDIR))
        return by_fresh(path, fresh, text, length, replace, mode);
    if (file < 0)
        return false;
    bool done = by_nameless(file, path, fresh, text, length, replace);
    int reason = errno;
    close(file);
    errno = reason;
    return done;
}

bool whole_file_write(const char *path, const char *text, size_t length, bool replace, mode_t mode)
{
    struct stat there;
    bool exists = lstat(path, &there) == 0;
    if (exists && !replace) {
        errno = EEXIST;
        return false;
    }
    char *meant = exists ? realpath(path, NULL) : NULL;
    if (meant && (stat(meant, &there) != 0 || !S_ISREG(there.st_mode))) {
        errno = S_ISDIR(there.st_mode) ? EISDIR : EINVAL;
        free(meant);
        return false;
    }
    bool done = write_beside(meant ? meant : path, text, length, replace, mode);
    int reason = errno;
    free(meant);
    errno = reason;
    return done;
}
