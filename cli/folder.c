/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See folder.h. */
#include "cli/folder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/message.h"
#include "report/json.h"
#include "report/png.h"

/* Pixels of a PNG for one of the chart. */
#define PNG_SCALE 2

bool folder_make(const char *folder)
{
    if (mkdir(folder, 0777) == 0 || errno == EEXIST)
        return true;
    message("%s: %s", folder, strerror(errno));
    return false;
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
