/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Values that come one by one: the text of a --set, and setting a key of a world that is already
 * there. Knows nothing of files and variants.
 */
#include <stdlib.h>
#include <string.h>

#include "models/flatten.h"

#define OVERRIDE_MOST 65536 /* bytes of a --set */
#define BUDGET (64UL << 20) /* bytes for reading one value */

struct source *reading_source(struct reading *reading, const char *name, const char *folder,
                              const char *text, size_t length)
{
    struct source *source = arena_take(reading->scratch, 1, sizeof *source);
    if (source)
        *source = (struct source){name, folder, text, length, 1, reading->sources++};
    return source;
}

/* An empty value, as after "key=". */
static struct node *nothing_at(struct reading *reading, struct mark mark)
{
    struct node *node = arena_take(reading->scratch, 1, sizeof *node);
    if (node)
        *node = (struct node){.kind = NODE_TEXT, .mark = mark, .text = "", .empty = true};
    return node;
}

const struct node *override_read(struct reading *reading, const struct override *override,
                                 const char *folder, unsigned number, struct mark *place)
{
    size_t key = strlen(override->key), value = strlen(override->value), length = key + 1 + value;
    bool fits = length <= OVERRIDE_MOST;
    char *text = arena_take(reading->scratch, fits ? length + 1 : 1, 1);
    struct source *source = reading_source(reading, "--set", folder, text, fits ? length : 0);
    if (!text || !source)
        return NULL;
    source->first_line = number;
    *place = (struct mark){source, 0, key};
    if (!fits) {
        trouble_error(reading->troubles, *place, "too long: at most %d bytes", OVERRIDE_MOST);
        return NULL;
    }
    snprintf(text, length + 1, "%s=%s", override->key, override->value);
    size_t before = reading->troubles->errors;
    const struct node *node =
        tree_read(reading->scratch, reading->troubles, source, key + 1, length);
    if (reading->troubles->errors > before)
        return NULL;
    return node ? node : nothing_at(reading, (struct mark){source, key + 1, 0});
}

/* Reads the one setting; NULL, with an error, if it is no key of a world. */
static struct setting *read_setting(struct reading *reading, struct settings *settings,
                                    const struct override *override, enum theme theme)
{
    struct mark place;
    /* No folder, so no data files: they are for scenarios that are read as a whole. */
    const struct node *value = override_read(reading, override, NULL, 1, &place);
    if (!value)
        return NULL;
    flatten_override(reading, settings, place, override->key, value, theme);
    if (reading->troubles->errors)
        return NULL;
    if (settings->count != 1 || !settings->list[0].key) {
        trouble_error(reading->troubles, place, "%s is not one key", override->key);
        return NULL;
    }
    const struct key *key = settings->list[0].key;
    bool is_open = key->scope == OF_WORLD && key->offset == offsetof(struct world, open);
    if (key->scope == OF_SCENARIO || is_open) {
        trouble_error(reading->troubles, place, "%s can be given only when a scenario is read",
                      override->key);
        return NULL;
    }
    return &settings->list[0];
}

static bool apply_checked(struct reading *reading, struct world *world, enum theme theme,
                          struct settings *settings, const struct override *override)
{
    struct setting *setting = read_setting(reading, settings, override, theme);
    if (!setting || !world_apply(reading, world, setting))
        return false;
    world_settle(world);
    world_check(reading, world, setting, 1, 0, theme, setting->value->mark.source);
    return !reading->troubles->errors;
}

bool world_set(struct world *world, struct arena *arena, enum theme theme, const char *name,
               const char *value, struct complaints *complaints)
{
    struct override override = {name, value};
    struct reading reading = {.keep = arena, .scratch = arena_new(BUDGET)};
    struct settings *settings = calloc(1, sizeof *settings);
    struct troubles *troubles = calloc(1, sizeof *troubles);
    struct world trial;
    bool good = reading.scratch && settings && troubles && world_copy(&trial, world, arena);
    *complaints = (struct complaints){.out_of_memory = !good};
    if (good) {
        reading.troubles = troubles;
        troubles->arena = reading.scratch;
        good = apply_checked(&reading, &trial, theme, settings, &override);
        troubles_finish(troubles, NULL, 0, arena_failed(reading.scratch), complaints);
        good &= !complaints->out_of_memory;
    }
    if (good)
        *world = trial;
    arena_free(reading.scratch);
    free(settings);
    free(troubles);
    return good;
}
