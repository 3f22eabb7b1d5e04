/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See folder.h. */
#include "cli/folder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/message.h"
#include "report/json.h"
#include "report/png.h"

/* Pixels of a PNG for one of the chart. */
#define PNG_SCALE 2

/* The folder that a new one would be made in; to be freed, NULL without memory. */
static char *parent_of(const char *folder)
{
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    while (length > 0 && folder[length - 1] != '/')
        length--;
    return length > 0 ? strndup(folder, length) : strdup(".");
}

/* 0, or why nothing can be written into the folder. */
static int objection(const char *folder)
{
    struct stat found;
    if (stat(folder, &found) != 0)
        return errno;
    if (!S_ISDIR(found.st_mode))
        return ENOTDIR;
    return access(folder, W_OK | X_OK) == 0 ? 0 : errno;
}

static bool complain(const char *folder, int why)
{
    if (why == ENOTDIR)
        message("-o %s: results go into a folder here, and this is none", folder);
    else
        message("-o %s: the folder cannot be written: %s", folder, strerror(why));
    return false;
}

bool folder_possible(const char *folder)
{
    int why = folder ? objection(folder) : 0;
    if (why == ENOENT) {
        char *parent = parent_of(folder);
        why = parent ? objection(parent) : ENOMEM;
        free(parent);
    }
    return why == 0 || complain(folder, why);
}

bool folder_make(const char *folder)
{
    return mkdir(folder, 0777) == 0 || errno == EEXIST || complain(folder, errno);
}

FILE *folder_open(const char *folder, const char *name, const char *ending)
{
    char *path;
    if (asprintf(&path, "%s/%s.%s", folder, name, ending) < 0) {
        message("out of memory");
        return NULL;
    }
    FILE *file = fopen(path, "w");
    if (!file)
        message("%s: %s", path, strerror(errno));
    free(path);
    return file;
}

bool folder_close(FILE *file, const char *folder, const char *name, bool written)
{
    bool done = !ferror(file);
    done = fclose(file) == 0 && done;
    if (!done)
        message("%s/%s: could not be written: %s", folder, name, strerror(errno));
    else if (!written)
        message("%s/%s: out of memory", folder, name);
    return done && written;
}

bool folder_json(const char *folder, const char *name, json_t *value)
{
    FILE *file = folder_open(folder, name, "json");
    bool done = file && folder_close(file, folder, name, json_write(file, value));
    json_decref(value);
    return done;
}

/* A program built without PNG says nothing: there is the SVG. */
static bool write_png(const char *folder, const char *name, const struct chart *chart)
{
    if (png_objection())
        return true;
    FILE *file = folder_open(folder, name, "png");
    if (!file)
        return false;
    const char *wrong = chart_write_png(file, chart, NULL, PNG_SCALE);
    if (wrong)
        message("%s/%s.png: %s", folder, name, wrong);
    return folder_close(file, folder, name, true) && !wrong;
}

bool folder_picture(const char *folder, const char *name, const struct chart *chart)
{
    FILE *file = folder_open(folder, name, "svg");
    return file && folder_close(file, folder, name, chart_write_svg(file, chart, NULL)) &&
           write_png(folder, name, chart);
}
