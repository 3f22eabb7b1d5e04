/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a saved scenario (see save.h). */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "models/arena.h"
#include "models/keys.h"
#include "report/text.h"
#include "tui/save.h"

/* For two worlds and their changes. */
enum { BUDGET = 512 << 20 };

/* The keys that may become shift plans. */
enum staff_key { COOKS, AGENTS, COURIERS, STAFF_KEYS };

static const char *const staff_names[THEMES][STAFF_KEYS] = {
    {"kitchen.cooks", "call_center.agents", "delivery.couriers"},
    {"server.workers", "listener.acceptors", "network.links"},
};

/* A variant with all that was changed in it. */
struct tale {
    const struct side *side;
    struct world world;
    struct plan plans[STAFF_KEYS]; /* over the day, with the changes at their instants */
    bool planned[STAFF_KEYS];      /* all of that key's changes are told by the plan */
};

struct writer {
    const struct app *app;
    enum theme theme;
    struct arena *arena;
    FILE *to;
    struct world common; /* what stands above the variants */
    struct tale tales[SIDES];
    size_t count;
    const struct tale *tale; /* whose keys are being written */
    size_t written;          /* keys of it so far */
    bool failed;
};

static struct plan *plan_of(struct world *world, enum staff_key key)
{
    return key == COOKS ? &world->cooks : key == AGENTS ? &world->agents : &world->couriers;
}

/* The staff's key of that name; STAFF_KEYS: it is none. */
static enum staff_key staff_key(enum theme theme, const char *name)
{
    int key = 0;
    while (key < STAFF_KEYS && strcmp(staff_names[theme][key], name) != 0)
        key++;
    return (enum staff_key)key;
}

/* The one plan until an instant, from then on the other. */
static bool splice(struct arena *arena, struct plan *plan, const struct plan *then, sim_time at)
{
    struct shift *shifts = arena_take(arena, plan->count + then->count + 1, sizeof *shifts);
    size_t count = 0, n = 0;
    if (!shifts)
        return false;
    for (size_t k = 0; k < plan->count && plan->shifts[k].from < at; k++)
        shifts[count++] = plan->shifts[k];
    struct shift now = {.from = at, .number = 0};
    for (; n < then->count && then->shifts[n].from <= at; n++)
        now.number = then->shifts[n].number;
    shifts[count++] = now;
    for (; n < then->count; n++)
        shifts[count++] = then->shifts[n];
    *plan = (struct plan){count, shifts};
    return true;
}

/* Whether a file can say it: clock times that are all different, in steps of less than a day. */
static bool can_be_written(const struct plan *plan)
{
    sim_time before = 0;
    for (size_t n = 0; n < plan->count; n++) {
        const struct shift *shift = &plan->shifts[n];
        if (shift->from - before >= SIM_DAY)
            return false;
        if (shift->number == UNLIMITED && (plan->count > 1 || shift->from > 0))
            return false;
        for (size_t k = 0; k < n; k++)
            if ((shift->from - plan->shifts[k].from) % SIM_DAY == 0)
                return false;
        before = shift->from;
    }
    return true;
}

static bool apply(struct writer *writer, struct tale *tale, const struct playback_change *change)
{
    struct complaints complaints;
    bool done = world_set(&tale->world, writer->arena, writer->theme, change->key, change->value,
                          &complaints);
    complaints_free(&complaints);
    enum staff_key key = staff_key(writer->theme, change->key);
    if (done && key < STAFF_KEYS)
        done = splice(writer->arena, &tale->plans[key], plan_of(&tale->world, key), change->at);
    return done;
}

static bool has_changed(const struct tale *tale, const char *name)
{
    const struct playback *playback = tale->side->playback;
    for (size_t n = 0; n < playback_change_count(playback); n++) {
        const char *key = playback_change_at(playback, n)->key;
        if (key && strcmp(key, name) == 0)
            return true;
    }
    return false;
}

/* A variant's world after everything that was changed in it, now and at other instants. */
static bool make_tale(struct writer *writer, const struct side *side, struct tale *tale)
{
    const struct world *begun = &writer->app->scenario.variants[side->variant].world;
    *tale = (struct tale){.side = side};
    if (!world_copy(&tale->world, begun, writer->arena))
        return false;
    for (int n = 0; n < STAFF_KEYS; n++)
        tale->plans[n] = *plan_of(&tale->world, (enum staff_key)n);
    for (size_t n = 0; n < playback_change_count(side->playback); n++) {
        const struct playback_change *change = playback_change_at(side->playback, n);
        if (change->key && !apply(writer, tale, change))
            return false;
    }
    for (int n = 0; n < STAFF_KEYS; n++) {
        tale->planned[n] =
            has_changed(tale, staff_names[writer->theme][n]) && can_be_written(&tale->plans[n]);
        if (tale->planned[n])
            *plan_of(&tale->world, (enum staff_key)n) = tale->plans[n];
    }
    return true;
}

static bool has_recipe(const struct world *world, const char *name)
{
    for (size_t n = 0; n < world->recipe_count; n++)
        if (strcmp(world->recipes[n].name, name) == 0)
            return true;
    return false;
}

static bool has_ingredient(const struct world *world, const char *name)
{
    for (size_t n = 0; n < world->ingredient_count; n++)
        if (strcmp(world->ingredients[n].name, name) == 0)
            return true;
    return false;
}

/* Takes out of the common world what another one does not have: a file cannot take it back. */
static void keep_shared(struct world *common, const struct world *other)
{
    size_t recipes = 0, ingredients = 0;
    for (size_t n = 0; n < common->recipe_count; n++)
        if (has_recipe(other, common->recipes[n].name))
            common->recipes[recipes++] = common->recipes[n];
    common->recipe_count = recipes;
    for (size_t n = 0; n < common->ingredient_count; n++) {
        if (!has_ingredient(other, common->ingredients[n].name))
            continue;
        common->ingredients[ingredients] = common->ingredients[n];
        for (size_t k = 0; k < recipes; k++)
            common->recipes[k].needs[ingredients] = common->recipes[k].needs[n];
        ingredients++;
    }
    common->ingredient_count = ingredients;
}

/* A path from anywhere, where that of the scenario's file would not do. */
static const char *path_from(struct writer *writer, const struct data_file *file,
                             const char *folder)
{
    char named[PATH_MAX], meant[PATH_MAX], whole[2 * PATH_MAX];
    if (file->path[0] == '/' || !realpath(file->folder, named) ||
        (realpath(folder, meant) && strcmp(named, meant) == 0))
        return file->path;
    int length = snprintf(whole, sizeof whole, "%s/%s", named, file->path);
    return arena_text(writer->arena, whole, (size_t)length);
}

/* The world's data files, as they are to be named in a file in that folder. */
static bool move_files(struct writer *writer, struct world *world, const char *folder)
{
    const struct data_file *files = NULL;
    for (const struct data_file *file = world->files; file; file = file->before) {
        struct data_file *moved = arena_take(writer->arena, 1, sizeof *moved);
        if (!moved)
            return false;
        *moved = *file;
        moved->path = path_from(writer, file, folder);
        moved->before = files;
        if (!moved->path)
            return false;
        files = moved;
    }
    world->files = files;
    return true;
}

/* A character within double quotes. */
static void put_character(FILE *to, const char *text, size_t length, unsigned character)
{
    if (character == '"' || character == '\\')
        fprintf(to, "\\%c", (char)character);
    else if (character == '\n')
        fputs("\\n", to);
    else if (character < ' ' || (character >= 0x7F && character < 0xA0))
        fprintf(to, "\\x%02x", character);
    else if (character == 0xFFFD || character == 0xFEFF || character == 0x2028 ||
             character == 0x2029)
        fprintf(to, "\\u%04x", character);
    else
        fwrite(text, 1, length, to);
}

/* Text in double quotes, as YAML has it; `fold`: long ones go on in the next line at a space. */
static void put_quoted(FILE *to, const char *text, bool fold)
{
    unsigned column = 0;
    size_t length = 1;
    fputc('"', to);
    for (; *text; text += length, column++) {
        unsigned character = (unsigned char)*text;
        length = 1;
        if (character >= 0x7F)
            character = text_decode(text, &length);
        bool gap = fold && column > 72 && character == ' ' && (unsigned char)text[1] > ' ' &&
                   (unsigned char)text[-1] > ' ';
        if (gap) {
            fputs("\n  ", to);
            column = 0;
        } else {
            put_character(to, text, length, character);
        }
    }
    fputc('"', to);
}

/* A dotted name, in quotes if it has more in it than letters, digits, dots and lines. */
static void put_name(FILE *to, const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._";
    if (strspn(name, plain) == strlen(name))
        fputs(name, to);
    else
        put_quoted(to, name, false);
}

/* "# 12:20:00: 14, before that 12", a line for each time the key was changed. */
static bool put_history(struct writer *writer, const char *name)
{
    const struct playback *playback = writer->tale->side->playback;
    struct world world;
    if (!world_copy(&world, &writer->app->scenario.variants[writer->tale->side->variant].world,
                    writer->arena))
        return false;
    for (size_t n = 0; n < playback_change_count(playback); n++) {
        const struct playback_change *change = playback_change_at(playback, n);
        if (!change->key)
            continue;
        bool meant = strcmp(change->key, name) == 0 && change->at > 0;
        char *before = meant ? world_get(&world, writer->theme, name) : NULL;
        struct complaints complaints;
        bool set = world_set(&world, writer->arena, writer->theme, change->key, change->value,
                             &complaints);
        complaints_free(&complaints);
        char *after = meant ? world_get(&world, writer->theme, name) : NULL;
        char at[APP_TEXT];
        app_time(writer->app, change->at, at);
        if (before && after) {
            fprintf(writer->to, "    # changed at %s: from ", at);
            text_put(writer->to, before);
            fputs(" to ", writer->to);
            text_put(writer->to, after);
            fputc('\n', writer->to);
        }
        bool known = !meant || (before && after);
        free(before);
        free(after);
        if (!set || !known)
            return false;
    }
    return true;
}

static bool is_same(const char *one, const char *other)
{
    return one && other && strcmp(one, other) == 0;
}

/* Whether every variant has what stands above them, and nobody changed it. */
static bool is_common(const struct writer *writer, const char *name)
{
    char *common = world_get(&writer->common, writer->theme, name);
    bool same = true;
    for (size_t n = 0; n < writer->count && same; n++) {
        char *own = world_get(&writer->tales[n].world, writer->theme, name);
        same = is_same(own, common) && !has_changed(&writer->tales[n], name);
        free(own);
    }
    free(common);
    return same;
}

/* One line of a variant, with its history, if it is not as for all. */
static void put_own(void *context, const char *name)
{
    struct writer *writer = context;
    if (is_common(writer, name))
        return;
    char *value = world_get(&writer->tale->world, writer->theme, name);
    enum staff_key key = staff_key(writer->theme, name);
    bool planned = key < STAFF_KEYS && writer->tale->planned[key];
    if (writer->written++ == 0)
        fputc('\n', writer->to);
    if (!value || (!planned && has_changed(writer->tale, name) && !put_history(writer, name)))
        writer->failed = true;
    fputs("    ", writer->to);
    put_name(writer->to, name);
    fprintf(writer->to, ": %s\n", value ? value : "");
    free(value);
}

/* What a recipe needs for all, but not in this variant: a world does not tell of it by itself. */
static void put_missing(void *context, const char *name)
{
    struct writer *writer = context;
    char *value =
        strstr(name, ".needs.") ? world_get(&writer->tale->world, writer->theme, name) : NULL;
    if (is_same(value, "0"))
        put_own(writer, name);
    free(value);
}

static void put_variant(struct writer *writer, const struct tale *tale)
{
    writer->tale = tale;
    writer->written = 0;
    fputs("  ", writer->to);
    put_quoted(writer->to, tale->side->name, false);
    fputc(':', writer->to);
    world_keys(&tale->world, writer->theme, put_own, writer);
    world_keys(&writer->common, writer->theme, put_missing, writer);
    if (writer->written == 0)
        fputs(" {}\n", writer->to);
}

/* What a file cannot say is at least told to whoever opens it. */
static void put_calls(struct writer *writer)
{
    for (size_t n = 0; n < playback_change_count(writer->tales[0].side->playback); n++) {
        const struct playback_change *change =
            playback_change_at(writer->tales[0].side->playback, n);
        char at[APP_TEXT];
        app_time(writer->app, change->at, at);
        if (!change->key)
            fprintf(writer->to, "# Left out: somebody called from the dashboard at %s.\n", at);
    }
}

static void put_opening(struct writer *writer)
{
    const struct app *app = writer->app;
    FILE *to = writer->to;
    fputs("# What was tried in the dashboard with the scenario ", to);
    text_put(to, app->file);
    fputs(".\n# Changes of staff are shift plans. Whatever else was changed while the day went on "
          "holds from\n# opening on here; a remark tells when it was changed.\n",
          to);
    if (app->replication != 1)
        fprintf(to, "# It was watched on day %u; the first day of this file is day 1.\n",
                (unsigned)app->replication);
    put_calls(writer);
}

static void put_titles(struct writer *writer)
{
    static const char ending[] = ", what if";
    const char *title = writer->app->scenario.title;
    size_t length = strlen(title), more = strlen(ending);
    bool has = length >= more && strcmp(title + length - more, ending) == 0;
    char *whole = arena_take(writer->arena, length + more + 1, 1);
    if (!whole) {
        writer->failed = true;
        return;
    }
    snprintf(whole, length + more + 1, "%s%s", title, has ? "" : ending);
    fputs("\ntitle: ", writer->to);
    put_quoted(writer->to, whole, false);
    fputs("\nabout: ", writer->to);
    const char *about = writer->app->scenario.about;
    size_t end = strlen(about);
    while (end > 0 && about[end - 1] == '\n')
        end--;
    char *paragraph = arena_text(writer->arena, about, end);
    put_quoted(writer->to, paragraph ? paragraph : "", true);
    writer->failed |= paragraph == NULL;
    fputc('\n', writer->to);
}

static void put_analysis(const struct scenario *scenario, FILE *to)
{
    fprintf(to, "\nanalysis: {replications: %u, confidence: %.10g %%",
            (unsigned)scenario->replications, 100 * scenario->confidence);
    if (scenario->precision > 0)
        fprintf(to, ", precision: %.10g %%, at_most: %u", 100 * scenario->precision,
                (unsigned)scenario->at_most);
    fputs("}\n", to);
}

/* The worlds of all variants that are shown, and what they share. */
static bool gather(struct writer *writer, const char *folder)
{
    const struct app *app = writer->app;
    writer->count = app->side_count;
    if (!world_copy(&writer->common, &app->scenario.variants[app->sides[0].variant].world,
                    writer->arena) ||
        !move_files(writer, &writer->common, folder))
        return false;
    for (size_t n = 0; n < writer->count; n++) {
        if (!make_tale(writer, &app->sides[n], &writer->tales[n]) ||
            !move_files(writer, &writer->tales[n].world, folder))
            return false;
        keep_shared(&writer->common, &writer->tales[n].world);
    }
    return true;
}

bool save_write(const struct app *app, const char *folder, FILE *to)
{
    struct writer writer = {
        .app = app, .theme = app->scenario.theme, .arena = arena_new(BUDGET), .to = to};
    bool done = writer.arena && gather(&writer, folder);
    if (done) {
        put_opening(&writer);
        put_titles(&writer);
        world_write(&writer.common, writer.theme, to);
        fputs("\nvariants:\n", to);
        for (size_t n = 0; n < writer.count; n++)
            put_variant(&writer, &writer.tales[n]);
        put_analysis(&app->scenario, to);
    }
    if (writer.arena)
        arena_free(writer.arena);
    return done && !writer.failed;
}
