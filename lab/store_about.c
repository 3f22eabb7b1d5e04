/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See store_about.h. */
#include "lab/store_about.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab/world_text.h"
#include "models/measures.h"

/* How many of the keys that differ are named. */
enum { DIFFERENCES_SHOWN = 3 };

void store_about_free(struct store_about *about)
{
    for (size_t n = 0; n < about->measure_count; n++) {
        free(about->measures[n].name);
        free(about->measures[n].unit);
    }
    for (size_t n = 0; n < about->variant_count; n++) {
        free(about->variants[n].name);
        free(about->variants[n].world);
    }
    for (size_t n = 0; n < about->command_count; n++)
        free(about->commands[n]);
    free(about->measures);
    free(about->variants);
    free(about->commands);
    free(about->version);
    free(about->title);
    free(about->theme);
    free(about->currency);
    free(about->confidence);
    *about = (struct store_about){0};
}

static bool fill_words(struct store_about *about, const struct store_purpose *purpose)
{
    const struct scenario *scenario = purpose->scenario;
    char confidence[32];
    snprintf(confidence, sizeof confidence, "%.17g", scenario->confidence);
    about->version = strdup(purpose->version);
    about->title = strdup(scenario->title);
    about->theme = strdup(theme_names[scenario->theme]);
    about->currency = strdup(scenario->variants[0].world.currency);
    about->confidence = strdup(confidence);
    about->commands = calloc(1, sizeof *about->commands);
    if (about->commands && (about->commands[0] = strdup(purpose->command)))
        about->command_count = 1;
    return about->version && about->title && about->theme && about->currency && about->confidence &&
           about->command_count == 1;
}

static bool fill_measures(struct store_about *about, enum theme theme)
{
    about->measures = calloc(measure_count(), sizeof *about->measures);
    for (size_t n = 0; about->measures && n < measure_count(); n++) {
        struct store_measure *measure = &about->measures[about->measure_count++];
        measure->name = strdup(measure_at(n)->name[theme]);
        measure->unit = strdup(measure_at(n)->unit);
        if (!measure->name || !measure->unit)
            return false;
    }
    return about->measures != NULL;
}

static bool fill_variants(struct store_about *about, const struct scenario *scenario)
{
    about->variants = calloc(scenario->variant_count, sizeof *about->variants);
    for (size_t n = 0; about->variants && n < scenario->variant_count; n++) {
        struct store_variant *variant = &about->variants[about->variant_count++];
        variant->name = strdup(scenario->variants[n].name);
        variant->world = world_text(&scenario->variants[n].world, scenario->theme);
        if (!variant->name || !variant->world)
            return false;
    }
    return about->variants != NULL;
}

bool store_about_of(struct store_about *about, const struct store_purpose *purpose)
{
    *about = (struct store_about){0};
    if (fill_words(about, purpose) && fill_measures(about, purpose->scenario->theme) &&
        fill_variants(about, purpose->scenario))
        return true;
    store_about_free(about);
    return false;
}

/* The members that are rows of the table `about`, by their names there. */
struct word {
    const char *name;
    char **text;
};

enum { WORDS = 5 };

static void words_of(struct word words[WORDS], struct store_about *about)
{
    words[0] = (struct word){"version", &about->version};
    words[1] = (struct word){"title", &about->title};
    words[2] = (struct word){"theme", &about->theme};
    words[3] = (struct word){"currency", &about->currency};
    words[4] = (struct word){"confidence", &about->confidence};
}

/* Calls `add` with each row of a query; false after noting the trouble. */
static bool each_row(struct store_file *file, const char *sql, struct store_about *about,
                     bool (*add)(struct store_about *about, sqlite3_stmt *row))
{
    sqlite3_stmt *statement = store_file_prepare(file, sql);
    if (!statement)
        return false;
    int result;
    bool done = true;
    while (done && (result = store_file_step(file, statement)) == SQLITE_ROW)
        if (!add(about, statement))
            done = store_file_fail(file, "out of memory");
    done = done && result == SQLITE_DONE;
    sqlite3_finalize(statement);
    return done;
}

static bool add_word(struct store_about *about, sqlite3_stmt *row)
{
    struct word words[WORDS];
    words_of(words, about);
    for (size_t n = 0; n < WORDS; n++)
        if (strcmp(words[n].name, store_file_text(row, 0)) == 0 && !*words[n].text)
            return (*words[n].text = strdup(store_file_text(row, 1))) != NULL;
    return true;
}

static bool add_measure(struct store_about *about, sqlite3_stmt *row)
{
    struct store_measure *list =
        realloc(about->measures, (about->measure_count + 1) * sizeof *about->measures);
    if (!list)
        return false;
    about->measures = list;
    list[about->measure_count] = (struct store_measure){
        .name = strdup(store_file_text(row, 0)),
        .unit = strdup(store_file_text(row, 1)),
    };
    const struct store_measure *added = &list[about->measure_count++];
    return added->name && added->unit;
}

static bool add_variant(struct store_about *about, sqlite3_stmt *row)
{
    struct store_variant *list =
        realloc(about->variants, (about->variant_count + 1) * sizeof *about->variants);
    if (!list)
        return false;
    about->variants = list;
    list[about->variant_count] = (struct store_variant){
        .name = strdup(store_file_text(row, 0)),
        .world = strdup(store_file_text(row, 1)),
    };
    const struct store_variant *added = &list[about->variant_count++];
    return added->name && added->world;
}

static bool add_command(struct store_about *about, sqlite3_stmt *row)
{
    char **list = realloc(about->commands, (about->command_count + 1) * sizeof *about->commands);
    if (!list)
        return false;
    about->commands = list;
    list[about->command_count] = strdup(store_file_text(row, 0));
    return list[about->command_count++] != NULL;
}

/* Whether all the words are there; a store that was made and not filled in has none. */
static bool complete(struct store_file *file, struct store_about *about)
{
    struct word words[WORDS];
    size_t there = 0;
    words_of(words, about);
    for (size_t n = 0; n < WORDS; n++)
        there += *words[n].text != NULL;
    return there == WORDS || (there == 0 && about->variant_count == 0) ||
           store_file_fail(file, "is damaged: it does not say what it is of");
}

bool store_about_read(struct store_about *about, struct store_file *file)
{
    *about = (struct store_about){0};
    if (each_row(file, "SELECT name, value FROM about", about, add_word) &&
        each_row(file, "SELECT name, unit FROM measure ORDER BY place", about, add_measure) &&
        each_row(file,
                 "SELECT name, world FROM variant JOIN system ON system = number ORDER BY place",
                 about, add_variant) &&
        each_row(file, "SELECT text FROM command ORDER BY place", about, add_command) &&
        complete(file, about))
        return true;
    store_about_free(about);
    return false;
}

/* Runs a statement with two texts; false after noting the trouble. */
static bool put(struct store_file *file, const char *sql, const char *first, const char *second)
{
    sqlite3_stmt *statement = store_file_prepare(file, sql);
    if (!statement)
        return false;
    sqlite3_bind_text(statement, 1, first, -1, SQLITE_STATIC);
    if (second)
        sqlite3_bind_text(statement, 2, second, -1, SQLITE_STATIC);
    bool done = store_file_step(file, statement) == SQLITE_DONE;
    sqlite3_finalize(statement);
    return done;
}

static bool put_variant(struct store_file *file, const struct store_variant *variant)
{
    uint64_t number;
    if (!store_about_enroll(file, variant->world, &number))
        return false;
    sqlite3_stmt *statement =
        store_file_prepare(file, "INSERT OR IGNORE INTO variant(name, system) VALUES(?, ?)");
    if (!statement)
        return false;
    sqlite3_bind_text(statement, 1, variant->name, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, (sqlite3_int64)number);
    bool done = store_file_step(file, statement) == SQLITE_DONE;
    sqlite3_finalize(statement);
    return done;
}

bool store_about_write(const struct store_about *about, struct store_file *file)
{
    struct store_about copy = *about;
    struct word words[WORDS];
    bool done = true;
    words_of(words, &copy);
    for (size_t n = 0; n < WORDS && done; n++)
        done =
            put(file, "INSERT OR REPLACE INTO about VALUES(?, ?)", words[n].name, *words[n].text);
    for (size_t n = 0; n < about->measure_count && done; n++)
        done = put(file,
                   "INSERT INTO measure(name, unit) SELECT ?1, ?2"
                   " WHERE NOT EXISTS(SELECT 1 FROM measure WHERE name = ?1)",
                   about->measures[n].name, about->measures[n].unit);
    for (size_t n = 0; n < about->variant_count && done; n++)
        done = put_variant(file, &about->variants[n]);
    for (size_t n = 0; n < about->command_count && done; n++)
        done = put(file, "INSERT OR IGNORE INTO command(text) VALUES(?)", about->commands[n], NULL);
    return done;
}

/* Adds "kitchen.cooks is 12 there and 14 here" for the first keys that differ. */
static void list_differences(char *text, size_t room, const struct world_lines *there,
                             const struct world_lines *here)
{
    size_t at = 0, shown = 0;
    for (size_t n = 0; n < here->count && shown < DIFFERENCES_SHOWN && at < room; n++) {
        const char *value = world_lines_find(there, here->list[n].key, n);
        if (value && strcmp(value, here->list[n].value) == 0)
            continue;
        at += (size_t)snprintf(text + at, room - at, "%s%s is %s there and %s here",
                               shown > 0 ? ", " : "", here->list[n].key,
                               value ? value : "not given", here->list[n].value);
        shown++;
    }
    if (shown == 0)
        snprintf(text, room, "something is not given any more");
}

/* Notes how two worlds of one name differ; always false. */
static bool fail_variant(struct store_file *file, const struct store_variant *kept,
                         const struct store_variant *wanted)
{
    struct world_lines there = {0}, here = {0};
    char text[STORE_TROUBLE_ROOM / 2];
    if (world_lines_read(&there, kept->world) && world_lines_read(&here, wanted->world)) {
        list_differences(text, sizeof text, &there, &here);
        store_file_fail(file, "is of another scenario: in %s, %s", wanted->name, text);
    } else {
        store_file_fail(file, "is of another scenario");
    }
    world_lines_free(&there);
    world_lines_free(&here);
    return false;
}

/* Whether no variant of the same name is another world. */
static bool same_variants(struct store_file *file, const struct store_about *kept,
                          const struct store_about *wanted)
{
    for (size_t n = 0; n < wanted->variant_count; n++) {
        const struct store_variant *here = &wanted->variants[n];
        for (size_t k = 0; k < kept->variant_count; k++) {
            const struct store_variant *there = &kept->variants[k];
            if (strcmp(there->name, here->name) == 0 && strcmp(there->world, here->world) != 0)
                return fail_variant(file, there, here);
        }
    }
    return true;
}

static bool same_measures(struct store_file *file, const struct store_about *kept,
                          const struct store_about *wanted)
{
    bool same = kept->measure_count == wanted->measure_count;
    for (size_t n = 0; same && n < kept->measure_count; n++)
        same = strcmp(kept->measures[n].name, wanted->measures[n].name) == 0 &&
               strcmp(kept->measures[n].unit, wanted->measures[n].unit) == 0;
    return same || store_file_fail(file, "holds other measures: another build of pizzeria made it");
}

bool store_about_same(struct store_file *file, const struct store_about *kept,
                      const struct store_about *wanted)
{
    if (strcmp(kept->version, wanted->version) != 0)
        return store_file_fail(file,
                               "was made by pizzeria %s, this is %s: a day may come out otherwise "
                               "now, so take a new file",
                               kept->version, wanted->version);
    if (strcmp(kept->title, wanted->title) != 0 || strcmp(kept->theme, wanted->theme) != 0)
        return store_file_fail(file, "is of another scenario: '%s', not '%s'", kept->title,
                               wanted->title);
    return same_measures(file, kept, wanted) && same_variants(file, kept, wanted);
}

/* Whether the world that is kept under a number is this one; *known: there is one. */
static bool is_world(struct store_file *file, uint64_t number, const char *world, bool *known)
{
    sqlite3_stmt *find = store_file_prepare(file, "SELECT world FROM system WHERE number = ?");
    if (!find)
        return false;
    sqlite3_bind_int64(find, 1, (sqlite3_int64)number);
    int result = store_file_step(file, find);
    *known = result == SQLITE_ROW;
    bool done = result == SQLITE_DONE ||
                (*known && (strcmp(store_file_text(find, 0), world) == 0 ||
                            store_file_fail(file, "is damaged: a world is not what it was")));
    sqlite3_finalize(find);
    return done;
}

bool store_about_enroll(struct store_file *file, const char *world, uint64_t *number)
{
    bool known;
    *number = world_text_number(world);
    if (!is_world(file, *number, world, &known))
        return false;
    if (known)
        return true;
    sqlite3_stmt *add = store_file_prepare(file, "INSERT INTO system VALUES(?, ?)");
    if (!add)
        return false;
    sqlite3_bind_int64(add, 1, (sqlite3_int64)*number);
    sqlite3_bind_text(add, 2, world, -1, SQLITE_STATIC);
    bool done = store_file_step(file, add) == SQLITE_DONE;
    sqlite3_finalize(add);
    return done;
}
