/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folder for the files of a test, which goes away with it.
 */
#ifndef TESTS_SCENARIO_FOLDER_H
#define TESTS_SCENARIO_FOLDER_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct folder {
    char path[64];
};

static inline int folder_make(void **state)
{
    static struct folder folder;
    snprintf(folder.path, sizeof folder.path, "/tmp/pizzeria-test-XXXXXX");
    *state = &folder;
    return mkdtemp(folder.path) ? 0 : -1;
}

static inline const char *folder_file(const struct folder *folder, const char *name)
{
    static char path[4][400];
    static unsigned next;
    char *file = path[next++ % 4];
    snprintf(file, sizeof path[0], "%s/%s", folder->path, name);
    return file;
}

static inline void folder_write(const struct folder *folder, const char *name, const char *text,
                                size_t length)
{
    FILE *to = fopen(folder_file(folder, name), "wb");
    if (!to || fwrite(text, 1, length, to) != length || fclose(to) != 0) {
        perror(name);
        abort();
    }
}

static inline void folder_put(const struct folder *folder, const char *name, const char *text)
{
    folder_write(folder, name, text, strlen(text));
}

static inline int folder_remove(void **state)
{
    const struct folder *folder = *state;
    DIR *entries = opendir(folder->path);
    for (struct dirent *entry; entries && (entry = readdir(entries));) {
        const char *path = folder_file(folder, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            unlink(path) != 0)
            rmdir(path);
    }
    if (entries)
        closedir(entries);
    return rmdir(folder->path);
}

#endif
