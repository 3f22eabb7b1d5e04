/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See settings.h. */
#include "tui/settings.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tui/whole_file.h"

/* A larger file is none of ours. */
enum { SIZE_MOST = 1 << 16 };

/* The folder, without making it; false when there is no place for it. */
static bool folder_of(char *path, size_t size)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    int length;
    if (config && config[0] == '/')
        length = snprintf(path, size, "%s/pizzeria", config);
    else if (home && home[0] == '/')
        length = snprintf(path, size, "%s/.config/pizzeria", home);
    else
        return false;
    return length > 0 && (size_t)length < size;
}

static void read_line(struct settings *settings, char *line)
{
    char *value = strstr(line, " = ");
    line[strcspn(line, "\n")] = '\0';
    if (!value)
        return;
    *value = '\0';
    value += strlen(" = ");
    bool yes = strcmp(value, "yes") == 0;
    if (strcmp(line, "light") == 0)
        settings->light = yes;
    else if (strcmp(line, "ascii") == 0)
        settings->ascii = yes;
    else if (strcmp(line, "braille") == 0)
        settings->braille = yes;
    else if (strcmp(line, "scenario") == 0)
        snprintf(settings->scenario, sizeof settings->scenario, "%s", value);
}

/* Opens a file of moderate size for reading: what is no file at all might never end. */
static FILE *open_file(const char *path)
{
    struct stat is;
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    bool fine = file >= 0 && fstat(file, &is) == 0 && S_ISREG(is.st_mode) && is.st_size < SIZE_MOST;
    FILE *from = fine ? fdopen(file, "r") : NULL;
    if (!from && file >= 0)
        close(file);
    return from;
}

void settings_read(struct settings *settings)
{
    char folder[SETTINGS_TEXT], path[SETTINGS_TEXT + 16], line[SETTINGS_TEXT + 32];
    *settings = (struct settings){0};
    if (!folder_of(folder, sizeof folder))
        return;
    snprintf(path, sizeof path, "%s/dashboard", folder);
    FILE *from = open_file(path);
    if (!from)
        return;
    bool begins = true; /* of a line; the rest of one that is too long is none */
    while (fgets(line, sizeof line, from)) {
        bool ends = strchr(line, '\n') != NULL;
        if (begins && ends)
            read_line(settings, line);
        begins = ends;
    }
    fclose(from);
}

/* Makes the folder and those above it. */
static bool make_folder(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool made = mkdir(path, 0700) == 0 || errno == EEXIST;
        *slash = '/';
        if (!made)
            return false;
    }
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

/* A name that would not be read back as one line is not kept. */
static bool is_one_line(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 127)
            return false;
    return true;
}

bool settings_write(const struct settings *settings)
{
    char folder[SETTINGS_TEXT], path[SETTINGS_TEXT + 16], text[SETTINGS_TEXT + 128];
    if (!folder_of(folder, sizeof folder) || !make_folder(folder))
        return false;
    snprintf(path, sizeof path, "%s/dashboard", folder);
    int length =
        snprintf(text, sizeof text, "light = %s\nascii = %s\nbraille = %s\nscenario = %s\n",
                 settings->light ? "yes" : "no", settings->ascii ? "yes" : "no",
                 settings->braille ? "yes" : "no",
                 is_one_line(settings->scenario) ? settings->scenario : "");
    return whole_file_write(path, text, (size_t)length, true, 0600);
}
