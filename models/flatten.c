/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Walking the tree of a scenario file with the table of keys in hand. A name may be given as nested
 * maps, with dots, or as a mixture of both. Knows nothing of values.
 */
#include "models/flatten.h"

#include <stdlib.h>
#include <string.h>

#define PATH_MOST 200

/* Later tiers prevail over earlier ones. */
enum tier { TIER_COMMON, TIER_VARIANT, TIER_OVERRIDE };

struct walk {
    struct reading *reading;
    struct settings *settings;
    enum theme theme;
    enum tier tier;
    unsigned variant;
    char path[PATH_MOST]; /* the dotted name of where the walk is */
    size_t begin;         /* settings before this one are of other files or variants */
};

const struct node *node_under(const struct node *map, const char *key)
{
    const struct node *entry = map && map->kind == NODE_MAP ? map->first : NULL;
    while (entry && strcmp(entry->key->text, key) != 0)
        entry = entry->next;
    return entry;
}

static void add_setting(struct walk *walk, const struct key *key, const struct key_part parts[2],
                        const struct node *value)
{
    struct settings *settings = walk->settings;
    struct arena *arena = walk->reading->scratch;
    if (settings->count == SETTINGS_MOST) {
        trouble_error(walk->reading->troubles, value->mark, "too many values: at most %d",
                      SETTINGS_MOST);
        return;
    }
    settings->list = arena_grow(arena, settings->list, settings->count, sizeof settings->list[0]);
    if (!settings->list) {
        settings->count = 0;
        return;
    }
    struct setting *setting = &settings->list[settings->count];
    *setting = (struct setting){
        .key = key,
        .value = value,
        .theme = walk->theme,
        .variant = walk->variant,
        .sequence = ((size_t)walk->tier << 32) + settings->count,
    };
    for (size_t i = 0; i < 2 && parts[i].text; i++) {
        setting->names[i] = arena_text(arena, parts[i].text, parts[i].length);
        if (!setting->names[i])
            return;
    }
    settings->count++;
}

/* The same key twice in one file, written in two ways ("a.b" and a: {b}). */
static bool is_repeated(const struct walk *walk, const struct key *key,
                        const struct key_part parts[2], const struct node *value)
{
    const struct settings *settings = walk->settings;
    for (size_t i = walk->begin; i < settings->count; i++) {
        const struct setting *other = &settings->list[i];
        bool same = other->key == key && other->variant == walk->variant;
        for (size_t j = 0; j < 2 && same && parts[j].text; j++)
            same = strlen(other->names[j]) == parts[j].length &&
                   strncmp(other->names[j], parts[j].text, parts[j].length) == 0;
        if (same) {
            const struct node *first = other->value;
            trouble_error(walk->reading->troubles, value->key ? value->key->mark : value->mark,
                          "%s is given twice; first at line %u", walk->path,
                          mark_position(first->key ? first->key->mark : first->mark).line);
            return true;
        }
    }
    return false;
}

/* Names of recipes and ingredients appear in tables and on the screen. */
static bool names_fit(struct walk *walk, const struct key_part parts[2], const struct node *value)
{
    for (size_t i = 0; i < 2 && parts[i].text; i++) {
        if (parts[i].length <= NAME_MOST)
            continue;
        trouble_error(walk->reading->troubles, value->key ? value->key->mark : value->mark,
                      "the name is too long: at most %d bytes", NAME_MOST);
        return false;
    }
    return true;
}

/* What cannot differ between variants. */
static bool is_common(const struct walk *walk, const struct key *key, const struct node *value)
{
    if (walk->variant == EVERY_VARIANT || key->scope != OF_SCENARIO)
        return false;
    trouble_error(walk->reading->troubles, value->key ? value->key->mark : value->mark,
                  "%s is the same for all variants: give it outside of them", walk->path);
    return true;
}

static void take_value(struct walk *walk, const struct key *key, const struct key_part parts[2],
                       const struct node *value)
{
    bool repeated = walk->tier != TIER_OVERRIDE && is_repeated(walk, key, parts, value);
    if (!repeated && !is_common(walk, key, value) && names_fit(walk, parts, value))
        add_setting(walk, key, parts, value);
}

/* Whether the keys of the group are names that people choose. */
static bool names_things(const char *path, size_t inside)
{
    static const char *const groups[] = {"recipes.", "warehouse.ingredients.", "api.ingredients."};
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
        if (strlen(groups[i]) == inside && strncmp(path, groups[i], inside) == 0)
            return true;
    return false;
}

static void unknown_key(struct walk *walk, const struct node *value, size_t inside)
{
    char hint[PATH_MOST + 100];
    struct mark mark = value->key ? value->key->mark : value->mark;
    key_hint(walk->theme, walk->path, inside, hint, sizeof hint);
    if (strchr(walk->path + inside, '.') && names_things(walk->path, inside))
        trouble_error(walk->reading->troubles, mark, "a name cannot have a dot in it");
    else if (strcmp(walk->path, "base") == 0 || strcmp(walk->path, "variants") == 0)
        trouble_error(walk->reading->troubles, mark, "%s can be given only in a scenario file",
                      walk->path);
    else
        trouble_error(walk->reading->troubles, mark, "unknown key \"%s\"%s", walk->path, hint);
}

static void walk_map(struct walk *walk, const struct node *map);

/* "recipes.margherita": a recipe that is named but of which nothing is said. */
static bool names_recipe(const struct walk *walk, struct key_part parts[2])
{
    static const char prefix[] = "recipes.";
    size_t length = sizeof prefix - 1;
    const char *name = walk->path + length;
    if (strncmp(walk->path, prefix, length) != 0 || !*name || strchr(name, '.'))
        return false;
    parts[0] = (struct key_part){name, strlen(name)};
    return true;
}

static void take_group(struct walk *walk, const struct node *value)
{
    struct key_part parts[2] = {{0}};
    bool recipe = names_recipe(walk, parts);
    if (value->kind == NODE_MAP || value->empty) {
        if (recipe && names_fit(walk, parts, value))
            add_setting(walk, NULL, parts, value);
        if (value->kind == NODE_MAP)
            walk_map(walk, value);
        return;
    }
    trouble_error(walk->reading->troubles, value->mark, "expected keys of \"%s\"; found %s%s",
                  walk->path, node_words(value),
                  strcmp(walk->path, "warehouse.ingredients") == 0 ||
                          strcmp(walk->path, "api.ingredients") == 0
                      ? ": each ingredient needs its level, as in {dough: 60}"
                      : "");
}

/* One entry of a map; the path is that of the map. */
static void walk_entry(struct walk *walk, const struct node *value)
{
    size_t inside = strlen(walk->path);
    const struct node *key = value->key;
    if (!key->length || inside + key->length + 2 > PATH_MOST) {
        trouble_error(walk->reading->troubles, key->mark,
                      key->length ? "the name is too long" : "a key must have a name");
        return;
    }
    snprintf(walk->path + inside, PATH_MOST - inside, "%s%s", inside ? "." : "", key->text);
    struct key_part parts[2] = {{0}};
    const struct key *known = key_find(walk->theme, walk->path, parts);
    if (known)
        take_value(walk, known, parts, value);
    else if (key_is_group(walk->theme, walk->path) && strcmp(walk->path, "variants") != 0)
        take_group(walk, value);
    else
        unknown_key(walk, value, inside ? inside + 1 : 0);
    walk->path[inside] = 0;
}

/* Whether an earlier entry of the map has the same key. */
static bool entry_is_repeated(struct walk *walk, const struct node *map, const struct node *entry)
{
    for (const struct node *other = map->first; other != entry; other = other->next) {
        if (strcmp(other->key->text, entry->key->text) != 0)
            continue;
        trouble_error(walk->reading->troubles, entry->key->mark,
                      "%s is given twice; first at line %u", entry->key->text,
                      mark_position(other->key->mark).line);
        return true;
    }
    return false;
}

static bool map_fits(struct walk *walk, const struct node *map)
{
    if (map->count <= ENTRIES_MOST)
        return true;
    trouble_error(walk->reading->troubles, map->mark, "too many keys: at most %d in one place",
                  ENTRIES_MOST);
    return false;
}

static void walk_map(struct walk *walk, const struct node *map)
{
    if (!map_fits(walk, map))
        return;
    for (const struct node *entry = map->first; entry; entry = entry->next)
        if (!troubles_full(walk->reading->troubles) && !entry_is_repeated(walk, map, entry))
            walk_entry(walk, entry);
}

/* The index of a variant by name, added if it is new; VARIANTS_MOST when there are too many. */
static unsigned variant_index(struct walk *walk, const struct node *entry)
{
    struct settings *settings = walk->settings;
    const struct node *key = entry->key;
    for (unsigned i = 0; i < settings->variant_count; i++)
        if (strcmp(settings->variants[i].name, key->text) == 0)
            return i;
    if (settings->variant_count == VARIANTS_MOST) {
        trouble_error(walk->reading->troubles, key->mark, "too many variants: at most %d",
                      VARIANTS_MOST);
        return VARIANTS_MOST;
    }
    if (!key->length || key->length > NAME_MOST) {
        trouble_error(walk->reading->troubles, key->mark,
                      "a variant's name must have from 1 to %d bytes", NAME_MOST);
        return VARIANTS_MOST;
    }
    settings->variants[settings->variant_count] = (struct variant_draft){key->text, key->mark};
    return (unsigned)settings->variant_count++;
}

static void walk_variant(struct walk *walk, const struct node *entry)
{
    unsigned index = variant_index(walk, entry);
    if (index == VARIANTS_MOST)
        return;
    if (entry->kind != NODE_MAP && !entry->empty) {
        trouble_error(walk->reading->troubles, entry->mark,
                      "expected what is different, as in {kitchen.cooks: 2}, found %s",
                      node_words(entry));
        return;
    }
    walk->variant = index;
    walk->begin = walk->settings->count;
    if (entry->kind == NODE_MAP)
        walk_map(walk, entry);
}

static void walk_variants(struct walk *walk, const struct node *variants)
{
    if (variants->kind != NODE_MAP && !variants->empty) {
        trouble_error(walk->reading->troubles, variants->mark,
                      "expected names of variants, found %s", node_words(variants));
        return;
    }
    walk->tier = TIER_VARIANT;
    for (const struct node *entry = variants->first; entry; entry = entry->next)
        if (!entry_is_repeated(walk, variants, entry))
            walk_variant(walk, entry);
}

void flatten_file(struct reading *reading, struct settings *settings, const struct node *root,
                  enum theme theme)
{
    struct walk walk = {
        .reading = reading,
        .settings = settings,
        .theme = theme,
        .variant = EVERY_VARIANT,
        .begin = settings->count,
    };
    if (!root || root->empty)
        return;
    if (root->kind != NODE_MAP) {
        trouble_error(reading->troubles, root->mark,
                      "expected keys, such as callers: {arrivals: 60 per hour}, found %s",
                      node_words(root));
        return;
    }
    if (!map_fits(&walk, root))
        return;
    const struct node *variants = NULL;
    for (const struct node *entry = root->first; entry; entry = entry->next) {
        if (entry_is_repeated(&walk, root, entry))
            continue;
        if (strcmp(entry->key->text, "variants") == 0)
            variants = entry;
        else if (strcmp(entry->key->text, "base") != 0)
            walk_entry(&walk, entry);
    }
    if (variants)
        walk_variants(&walk, variants);
}

/* "variants.NAME.KEY": the variant, and where the rest of the name begins; false: there is none. */
static bool override_variant(struct walk *walk, const char *name, size_t *rest)
{
    static const char prefix[] = "variants.";
    size_t length = sizeof prefix - 1;
    if (strncmp(name, prefix, length) != 0)
        return false;
    for (unsigned i = 0; i < walk->settings->variant_count; i++) {
        const char *own = walk->settings->variants[i].name;
        size_t size = strlen(own);
        if (strncmp(name + length, own, size) == 0 && name[length + size] == '.') {
            walk->variant = i;
            *rest = length + size + 1;
            return true;
        }
    }
    return false;
}

void flatten_override(struct reading *reading, struct settings *settings, struct mark place,
                      const char *name, const struct node *value, enum theme theme)
{
    struct walk walk = {
        .reading = reading,
        .settings = settings,
        .theme = theme,
        .tier = TIER_OVERRIDE,
        .variant = EVERY_VARIANT,
        .begin = settings->count,
    };
    size_t rest = 0;
    if (!override_variant(&walk, name, &rest) && strncmp(name, "variants.", 9) == 0) {
        trouble_error(reading->troubles, place, "there is no such variant");
        return;
    }
    struct node key = {
        .kind = NODE_TEXT, .mark = place, .text = name + rest, .length = strlen(name + rest)};
    struct node *entry = arena_take(reading->scratch, 1, sizeof *entry);
    struct node *kept = arena_take(reading->scratch, 1, sizeof *kept);
    if (!entry || !kept || !value)
        return;
    *kept = key;
    *entry = *value;
    entry->key = kept;
    entry->next = NULL;
    walk_entry(&walk, entry);
}

static int by_sequence(const void *left, const void *right)
{
    const struct setting *a = left, *b = right;
    return a->sequence < b->sequence ? -1 : a->sequence > b->sequence;
}

void flatten_finish(struct settings *settings)
{
    if (settings->count)
        qsort(settings->list, settings->count, sizeof settings->list[0], by_sequence);
}
