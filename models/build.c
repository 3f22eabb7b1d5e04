/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From settings to a world: the defaults, then one setting after the other, then what follows from
 * them. Knows where a key's value is kept; knows nothing of files and variants.
 */
#include <string.h>

#include "models/nearest.h"
#include "models/reading.h"

static void *member(void *owner, size_t offset)
{
    return (char *)owner + offset;
}

/* Reads the defaults of everything that belongs to `owner` from the table of keys. */
static bool read_defaults(struct reading *reading, enum key_scope scope, void *owner)
{
    static const struct source table = {.name = "default", .text = "", .first_line = 1};
    bool good = true;
    reading->theme = THEME_KITCHEN;
    for (size_t i = 0; i < key_count(); i++) {
        const struct key *key = key_at(i);
        if (key->scope != scope || !key->fallback || key->type == TYPE_GROUP)
            continue;
        bool empty_list = key->type == TYPE_WAITS;
        struct node node = {
            .kind = empty_list ? NODE_LIST : NODE_TEXT,
            .mark = {&table, 0, 0},
            .text = key->fallback,
            .length = strlen(key->fallback),
        };
        good &=
            value_read(reading, key, &node, member(owner, key->offset), member(owner, key->flag));
    }
    return good;
}

bool world_defaults(struct reading *reading, struct world *world)
{
    *world = (struct world){0};
    reading->world = world;
    return read_defaults(reading, OF_WORLD, world);
}

static bool is_for(const struct setting *setting, unsigned variant)
{
    return setting->variant == EVERY_VARIANT || setting->variant == variant;
}

static bool too_many(struct reading *reading, const struct setting *setting, const char *what,
                     int most)
{
    trouble_error(reading->troubles, setting->value->mark, "too many %s: at most %d", what, most);
    return false;
}

size_t world_ingredient(const struct world *world, const char *name)
{
    size_t i = 0;
    while (i < world->ingredient_count && strcmp(world->ingredients[i].name, name) != 0)
        i++;
    return i;
}

size_t world_recipe(const struct world *world, const char *name)
{
    size_t i = 0;
    while (i < world->recipe_count && strcmp(world->recipes[i].name, name) != 0)
        i++;
    return i;
}

static bool add_recipe(struct reading *reading, struct world *world, const char *name)
{
    world->recipes =
        arena_grow(reading->keep, world->recipes, world->recipe_count, sizeof world->recipes[0]);
    if (!world->recipes)
        return false;
    struct recipe *recipe = &world->recipes[world->recipe_count];
    *recipe = (struct recipe){.name = arena_text(reading->keep, name, strlen(name))};
    world->recipe_count++;
    return recipe->name && read_defaults(reading, OF_RECIPE, recipe);
}

static bool add_ingredient(struct reading *reading, struct world *world, const char *name)
{
    world->ingredients = arena_grow(reading->keep, world->ingredients, world->ingredient_count,
                                    sizeof world->ingredients[0]);
    if (!world->ingredients)
        return false;
    struct ingredient *ingredient = &world->ingredients[world->ingredient_count];
    *ingredient = (struct ingredient){arena_text(reading->keep, name, strlen(name)), UNLIMITED};
    world->ingredient_count++;
    return ingredient->name != NULL;
}

/* Recipes and ingredients are there, in the order in which they are first named, before values. */
static bool add_name(struct reading *reading, struct world *world, const struct setting *setting)
{
    const char *name = setting->names[0];
    enum key_scope scope = setting->key ? setting->key->scope : OF_RECIPE;
    bool good = true;
    if ((scope == OF_RECIPE || scope == OF_NEED) &&
        world_recipe(world, name) == world->recipe_count)
        good = world->recipe_count == RECIPES_MOST
                   ? too_many(reading, setting, "recipes", RECIPES_MOST)
                   : add_recipe(reading, world, name);
    if (scope == OF_INGREDIENT && world_ingredient(world, name) == world->ingredient_count)
        good = world->ingredient_count == INGREDIENTS_MOST
                   ? too_many(reading, setting, "ingredients", INGREDIENTS_MOST)
                   : add_ingredient(reading, world, name);
    return good;
}

static bool add_names(struct reading *reading, struct world *world, const struct setting *settings,
                      size_t count, unsigned variant)
{
    for (size_t i = 0; i < count; i++)
        if (is_for(&settings[i], variant) && !add_name(reading, world, &settings[i]))
            return false;
    if (!world->recipe_count)
        return add_recipe(reading, world, reading->theme == THEME_KITCHEN ? "pizza" : "request");
    return true;
}

static bool add_needs(struct reading *reading, struct world *world)
{
    for (size_t i = 0; i < world->recipe_count; i++) {
        int64_t *needs = arena_take(reading->keep, world->ingredient_count + 1,
                                    sizeof world->recipes[i].needs[0]);
        if (!needs)
            return false;
        world->recipes[i].needs = needs;
    }
    return true;
}

/* Where a need is kept; NULL, with an error, when there is no such ingredient. */
static int64_t *need_of(struct reading *reading, struct world *world, struct recipe *recipe,
                        const struct setting *setting)
{
    const char *name = setting->names[1];
    size_t i = world_ingredient(world, name);
    if (i < world->ingredient_count)
        return &recipe->needs[i];
    struct nearest nearest = nearest_to(name, strlen(name));
    for (size_t j = 0; j < world->ingredient_count; j++)
        nearest_try(&nearest, world->ingredients[j].name);
    const struct node *value = setting->value;
    const char *group = setting->theme == THEME_KITCHEN ? "warehouse" : "api";
    trouble_error(reading->troubles, value->key ? value->key->mark : value->mark,
                  "there is no ingredient \"%s\"; %s%s%sthe levels are in %s.ingredients", name,
                  nearest.best ? "did you mean \"" : "", nearest.best ? nearest.best : "",
                  nearest.best ? "\"? " : "", group);
    return NULL;
}

/* The thing that the setting's key is a property of; NULL: there is none (an error was added). */
static void *owner_of(struct reading *reading, struct world *world, const struct setting *setting)
{
    enum key_scope scope = setting->key->scope;
    if (scope == OF_WORLD)
        return world;
    const char *name = setting->names[0];
    size_t ingredient = world_ingredient(world, name), recipe = world_recipe(world, name);
    if (scope == OF_INGREDIENT && ingredient < world->ingredient_count)
        return &world->ingredients[ingredient];
    if (scope == OF_RECIPE && recipe < world->recipe_count)
        return &world->recipes[recipe];
    if (scope == OF_NEED && recipe < world->recipe_count)
        return need_of(reading, world, &world->recipes[recipe], setting);
    trouble_error(reading->troubles, setting->value->mark, "there is no %s \"%s\"",
                  scope == OF_INGREDIENT ? "ingredient" : "recipe", name);
    return NULL;
}

bool world_apply(struct reading *reading, struct world *world, struct setting *setting)
{
    const struct key *key = setting->key;
    reading->world = world;
    reading->theme = setting->theme;
    void *owner = owner_of(reading, world, setting);
    bool good = owner && value_read(reading, key, setting->value, member(owner, key->offset),
                                    member(owner, key->flag));
    if (!good)
        setting->spoiled = true;
    return good;
}

void world_settle(struct world *world)
{
    world->truck = world->restock_first_given || world->truck_again;
    if (!world->restock_first_given)
        world->restock_first = world->restock_every;
    world->back_is_ride = !world->back_given;
    for (size_t i = 0; i < world->recipe_count; i++) {
        struct recipe *recipe = &world->recipes[i];
        if (!recipe->own_prep)
            recipe->prep = world->prep;
        if (!recipe->own_bake)
            recipe->bake = world->bake;
    }
}

bool world_build(struct reading *reading, struct world *world, struct setting *settings,
                 size_t count, unsigned variant, enum theme theme)
{
    if (!world_defaults(reading, world))
        return false;
    reading->theme = theme;
    if (!add_names(reading, world, settings, count, variant) || !add_needs(reading, world))
        return false;
    /* In the order of the table: a value may depend on keys above its own. */
    for (size_t row = 0; row < key_count(); row++) {
        const struct key *key = key_at(row);
        if (key->scope == OF_SCENARIO || key->scope == OF_FILE)
            continue;
        for (size_t i = 0; i < count; i++)
            if (settings[i].key == key && is_for(&settings[i], variant))
                world_apply(reading, world, &settings[i]);
    }
    world_settle(world);
    return !arena_failed(reading->keep) && !arena_failed(reading->scratch);
}
