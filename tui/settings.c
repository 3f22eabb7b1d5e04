/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See settings.h. */
#include "tui/settings.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

void settings_read(struct settings *settings)
{
    char folder[SETTINGS_TEXT], path[SETTINGS_TEXT + 16], line[SETTINGS_TEXT + 32];
    *settings = (struct settings){0};
    if (!folder_of(folder, sizeof folder))
        return;
    snprintf(path, sizeof path, "%s/dashboard", folder);
    FILE *from = fopen(path, "r");
    if (!from)
        return;
    while (fgets(line, sizeof line, from))
        read_line(settings, line);
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

static bool write_to(FILE *to, const struct settings *settings)
{
    fprintf(to, "light = %s\nascii = %s\nbraille = %s\nscenario = %s\n",
            settings->light ? "yes" : "no", settings->ascii ? "yes" : "no",
            settings->braille ? "yes" : "no", settings->scenario);
    return fflush(to) == 0 && !ferror(to) && fsync(fileno(to)) == 0;
}

bool settings_write(const struct settings *settings)
{
    char folder[SETTINGS_TEXT], path[SETTINGS_TEXT + 16], fresh[SETTINGS_TEXT + 32];
    if (!folder_of(folder, sizeof folder) || !make_folder(folder))
        return false;
    snprintf(path, sizeof path, "%s/dashboard", folder);
    snprintf(fresh, sizeof fresh, "%s/dashboard.XXXXXX", folder);
    int descriptor = mkstemp(fresh);
    if (descriptor < 0)
        return false;
    FILE *to = fdopen(descriptor, "w");
    if (!to) {
        close(descriptor);
        unlink(fresh);
        return false;
    }
    bool written = write_to(to, settings);
    written = fclose(to) == 0 && written && rename(fresh, path) == 0;
    if (!written)
        unlink(fresh);
    return written;
}
