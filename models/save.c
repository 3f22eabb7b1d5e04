/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Worlds written down: one key's value, or all of them as a scenario file; and copied. Knows
 * nothing of how they were read.
 */
#include <stdlib.h>
#include <string.h>

#include "models/reading.h"

/* The member of the world that a key with its names means; NULL: there is none. */
static const void *member_of(const struct world *world, const struct key *key,
                             const char *const names[2])
{
    const void *owner = world;
    if (key->scope == OF_INGREDIENT) {
        size_t i = world_ingredient(world, names[0]);
        owner = i < world->ingredient_count ? &world->ingredients[i] : NULL;
    } else if (key->scope == OF_RECIPE || key->scope == OF_NEED) {
        size_t i = world_recipe(world, names[0]);
        owner = i < world->recipe_count ? &world->recipes[i] : NULL;
    }
    if (owner && key->scope == OF_NEED) {
        size_t i = world_ingredient(world, names[1]);
        owner = i < world->ingredient_count ? &((const struct recipe *)owner)->needs[i] : NULL;
    }
    return owner ? (const char *)owner + key->offset : NULL;
}

/* Whether an optional duration is there; it is kept beside it. */
static bool flag_of(const struct key *key, const void *member)
{
    if (key->type != TYPE_DIST_OR_NEVER && key->type != TYPE_DIST_OR_SAME &&
        key->type != TYPE_TIME_OR_AUTO)
        return false;
    return *(const bool *)((const char *)member - key->offset + key->flag);
}

static void put_value(FILE *to, const struct world *world, enum theme theme, const struct key *key,
                      const void *member)
{
    value_write(to, key, theme, world, member, flag_of(key, member));
}

const void *world_member(const struct world *world, enum theme theme, const char *name,
                         const struct key **key)
{
    struct key_part parts[2] = {{0}};
    char buffers[2][NAME_MOST + 1] = {"", ""};
    *key = key_find(theme, name, parts);
    for (size_t i = 0; i < 2 && parts[i].text; i++) {
        if (parts[i].length > NAME_MOST)
            return NULL;
        memcpy(buffers[i], parts[i].text, parts[i].length);
    }
    const char *const names[2] = {buffers[0], buffers[1]};
    if (!*key || (*key)->scope == OF_SCENARIO || (*key)->scope == OF_FILE)
        return NULL;
    return member_of(world, *key, names);
}

char *world_get(const struct world *world, enum theme theme, const char *name)
{
    const struct key *key;
    const void *member = world_member(world, theme, name, &key);
    char *text = NULL;
    size_t size = 0;
    FILE *to = member ? open_memstream(&text, &size) : NULL;
    if (!to)
        return NULL;
    put_value(to, world, theme, key, member);
    if (fclose(to) == 0)
        return text;
    free(text);
    return NULL;
}

/* Whoever is told the keys of a world. */
struct hearer {
    world_key_seen *seen;
    void *context;
    enum theme theme;
};

/* Tells a key with its names in place of NAME and INGREDIENT. */
static void tell_key(const struct hearer *hearer, const struct key *key, const char *const names[2])
{
    char name[256];
    const char *pattern = key->name[hearer->theme];
    const char *wild = strstr(pattern, "NAME");
    const char *second = strstr(pattern, "INGREDIENT");
    if (second)
        snprintf(name, sizeof name, "%.*s%s%.*s%s", (int)(wild - pattern), pattern, names[0],
                 (int)(second - wild - 4), wild + 4, names[1]);
    else if (wild)
        snprintf(name, sizeof name, "%.*s%s%s", (int)(wild - pattern), pattern, names[0], wild + 4);
    else
        snprintf(name, sizeof name, "%s", pattern);
    hearer->seen(hearer->context, name);
}

/* All keys of one recipe, before those of the next. */
static void tell_recipe(const struct hearer *hearer, const struct world *world,
                        const struct recipe *recipe)
{
    for (size_t row = 0; row < key_count(); row++) {
        const struct key *key = key_at(row);
        const char *names[2] = {recipe->name, NULL};
        if (key->scope == OF_RECIPE)
            tell_key(hearer, key, names);
        for (size_t i = 0; key->scope == OF_NEED && i < world->ingredient_count; i++) {
            names[1] = world->ingredients[i].name;
            if (recipe->needs[i])
                tell_key(hearer, key, names);
        }
    }
}

void world_keys(const struct world *world, enum theme theme, world_key_seen *seen, void *context)
{
    const struct hearer hearer = {seen, context, theme};
    bool recipes = false;
    for (size_t row = 0; row < key_count(); row++) {
        const struct key *key = key_at(row);
        if (key->scope == OF_WORLD)
            tell_key(&hearer, key, (const char *const[2]){NULL, NULL});
        for (size_t i = 0; key->scope == OF_INGREDIENT && i < world->ingredient_count; i++)
            tell_key(&hearer, key, (const char *const[2]){world->ingredients[i].name, NULL});
        for (size_t i = 0; key->scope == OF_RECIPE && !recipes && i < world->recipe_count; i++)
            tell_recipe(&hearer, world, &world->recipes[i]);
        recipes |= key->scope == OF_RECIPE;
    }
}

/* Writes one key under its group: groups are opened where they differ from those before. */
struct writer {
    FILE *to;
    const struct world *world;
    enum theme theme;
    char group[256]; /* of the key before, dotted */
};

/* A name that may be written without quotes, or else with them. */
static void put_name(FILE *to, const char *name, size_t length)
{
    bool plain = length > 0;
    for (size_t i = 0; i < length; i++)
        plain &= (name[i] >= 'a' && name[i] <= 'z') || (name[i] >= 'A' && name[i] <= 'Z') ||
                 name[i] == '_' || (i && name[i] >= '0' && name[i] <= '9');
    if (plain) {
        fwrite(name, 1, length, to);
        return;
    }
    fputc('"', to);
    for (size_t i = 0; i < length; i++) {
        if (name[i] == '"' || name[i] == '\\')
            fputc('\\', to);
        fputc(name[i], to);
    }
    fputc('"', to);
}

/* Writes "name:" for each part of a dotted name that the name before did not have. */
static void put_key(struct writer *writer, const char *name)
{
    const char *dot = strrchr(name, '.');
    size_t shared = 0, depth = 0;
    const char *at = name;
    while (dot && at < dot) {
        size_t length = strcspn(at, ".");
        size_t end = (size_t)(at - name) + length;
        bool same = shared == (size_t)(at - name) && strncmp(writer->group, name, end) == 0 &&
                    (writer->group[end] == '.' || !writer->group[end]);
        if (same) {
            shared = end + 1;
        } else {
            fprintf(writer->to, "%*s", (int)(2 * depth), "");
            put_name(writer->to, at, length);
            fputs(":\n", writer->to);
        }
        at += length + 1;
        depth++;
    }
    snprintf(writer->group, sizeof writer->group, "%.*s", dot ? (int)(dot - name) : 0, name);
    fprintf(writer->to, "%*s", (int)(2 * depth), "");
    put_name(writer->to, at, strlen(at));
    fputs(": ", writer->to);
}

static void put_entry(void *context, const char *name)
{
    struct writer *writer = context;
    const struct key *key;
    const void *member = world_member(writer->world, writer->theme, name, &key);
    if (!member)
        return;
    put_key(writer, name);
    put_value(writer->to, writer->world, writer->theme, key, member);
    fputc('\n', writer->to);
}

void world_write(const struct world *world, enum theme theme, FILE *to)
{
    struct writer writer = {.to = to, .world = world, .theme = theme};
    fprintf(to, "theme: %s\n", theme_names[theme]);
    world_keys(world, theme, put_entry, &writer);
}

bool world_copy(struct world *to, const struct world *from, struct arena *arena)
{
    struct recipe *recipes = arena_take(arena, from->recipe_count + 1, sizeof *recipes);
    struct ingredient *ingredients =
        arena_take(arena, from->ingredient_count + 1, sizeof *ingredients);
    if (!recipes || !ingredients)
        return false;
    if (from->recipe_count)
        memcpy(recipes, from->recipes, from->recipe_count * sizeof *recipes);
    if (from->ingredient_count)
        memcpy(ingredients, from->ingredients, from->ingredient_count * sizeof *ingredients);
    for (size_t i = 0; i < from->recipe_count; i++) {
        int64_t *needs = arena_take(arena, from->ingredient_count + 1, sizeof *needs);
        if (!needs)
            return false;
        if (from->ingredient_count)
            memcpy(needs, from->recipes[i].needs, from->ingredient_count * sizeof *needs);
        recipes[i].needs = needs;
    }
    *to = *from;
    to->recipes = recipes;
    to->ingredients = ingredients;
    return true;
}
