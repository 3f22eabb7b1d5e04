/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking for a name, and writing the file; its text is made in save_text.c. */
#include "tui/save.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tui/whole_file.h"

/* So many names are tried for one that is free. */
enum { NAMES_MOST = 99 };

static bool ends_with(const char *text, size_t length, const char *ending)
{
    size_t size = strlen(ending);
    return length >= size && strncmp(text + length - size, ending, size) == 0;
}

/* Without ".yaml", and without what an earlier saving added: "-what-if", "-what-if-2". */
static size_t stem_of(const char *file)
{
    static const char added[] = "-what-if";
    size_t length = strlen(file);
    if (ends_with(file, length, ".yaml"))
        length -= 5;
    else if (ends_with(file, length, ".yml"))
        length -= 4;
    size_t end = length;
    while (end > 0 && file[end - 1] >= '0' && file[end - 1] <= '9')
        end--;
    if (end < length && end > 0 && file[end - 1] == '-' && ends_with(file, end - 1, added))
        length = end - 1;
    return ends_with(file, length, added) ? length - strlen(added) : length;
}

void save_name(const struct app *app, char name[DIALOG_INPUT])
{
    const char *file = app->file;
    if (!*file || strncmp(file, "/dev/", 5) == 0 || strcmp(file, "-") == 0)
        file = "scenario";
    size_t stem = stem_of(file);
    if (stem > DIALOG_INPUT - 32) {
        file = "scenario";
        stem = strlen(file);
    }
    snprintf(name, DIALOG_INPUT, "%.*s-what-if.yaml", (int)stem, file);
    for (int n = 2; n <= NAMES_MOST && access(name, F_OK) == 0; n++)
        snprintf(name, DIALOG_INPUT, "%.*s-what-if-%d.yaml", (int)stem, file, n);
}

/* The folder of a path. */
static void folder_of(const char *path, char folder[DIALOG_INPUT])
{
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) + (slash == path) : 1;
    snprintf(folder, DIALOG_INPUT, "%.*s", (int)length, slash ? path : ".");
}

/* The file's text, to be freed; NULL when out of memory. */
static char *text_of(const struct app *app, const char *path, size_t *length)
{
    char folder[DIALOG_INPUT], *text = NULL;
    folder_of(path, folder);
    FILE *to = open_memstream(&text, length);
    if (!to)
        return NULL;
    bool written = save_write(app, folder, to);
    written = fclose(to) == 0 && written;
    if (written)
        return text;
    free(text);
    return NULL;
}

/* Tells that it is saved, or what `run` will object to in it. */
static void say_saved(struct app *app, const char *path)
{
    struct scenario scenario;
    struct complaints complaints;
    if (scenario_read(&scenario, path, NULL, 0, &complaints)) {
        scenario_free(&scenario);
        app_say(app, "Saved. Run it with: pizzeria run %s", path);
    } else {
        app_say(app, "Saved as %s, but it cannot be run: %s", path,
                complaints.count > 0 ? complaints.list[0].text : "out of memory");
    }
    complaints_free(&complaints);
}

/* The second question: somebody else's file is not to be lost by a slip. */
static void answered(struct app *app, size_t choice, const char *text);

static void ask_to_replace(struct app *app, const char *path)
{
    struct dialog *dialog = &app->dialog;
    dialog_begin(dialog, "There is such a file already", "Enter: choose   Esc: back", answered);
    snprintf(dialog->text, sizeof dialog->text, "%s", path);
    dialog_item(dialog, "Save under another name");
    dialog_item(dialog, "Replace %s", path);
}

static void save(struct app *app, const char *path, bool replace)
{
    size_t length = 0;
    char *text = text_of(app, path, &length);
    if (!text)
        app_say(app, "Not saved: out of memory.");
    else if (whole_file_write(path, text, length, replace, 0666))
        say_saved(app, path);
    else if (errno == EEXIST && !replace)
        ask_to_replace(app, path);
    else
        app_say(app, "Not saved. %s: %s.", path, strerror(errno));
    free(text);
}

static void answered(struct app *app, size_t choice, const char *text)
{
    if (choice == 1)
        save(app, text, true);
    else
        save_ask(app);
}

/* What was typed, as a path: "~/" is the home, and a name without an ending gets one. */
static bool path_of(const char *typed, char path[DIALOG_INPUT])
{
    const char *home = getenv("HOME");
    bool at_home = strncmp(typed, "~/", 2) == 0 && home;
    const char *slash = strrchr(typed, '/'), *name = slash ? slash + 1 : typed;
    int length = snprintf(path, DIALOG_INPUT, "%s%s%s", at_home ? home : "",
                          at_home ? typed + 1 : typed, strchr(name, '.') ? "" : ".yaml");
    return *name && length > 0 && length < DIALOG_INPUT;
}

static void named(struct app *app, size_t choice, const char *text)
{
    char path[DIALOG_INPUT];
    (void)choice;
    if (path_of(text, path))
        save(app, path, false);
    else
        app_say(app, "Not saved: '%.60s' is no name for a file.", text);
}

void save_ask(struct app *app)
{
    char name[DIALOG_INPUT];
    save_name(app, name);
    dialog_begin(&app->dialog, "Save what you see as a scenario file", "Enter: save   Esc: back",
                 named);
    app->dialog.input = true;
    snprintf(app->dialog.text, sizeof app->dialog.text, "%s", name);
}
