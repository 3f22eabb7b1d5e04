/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a scenario: the file, the files it is based on, --set, and from all of them one world a
 * variant. Knows the order in which they prevail; knows nothing of single keys or values.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "models/flatten.h"
#include "models/measures.h"
#include "models/nearest.h"

#define BASES_MOST 8                 /* files on files */
#define KEEP_BUDGET (512UL << 20)    /* bytes for what the scenario owns */
#define SCRATCH_BUDGET (512UL << 20) /* bytes for reading it */
#define OVERRIDES_MOST 1000

/* One scenario file, and the trail of those that led to it. */
struct layer {
    const struct source *source;
    const struct node *root;
    const char *identity; /* which file it is, by whatever path; NULL: not from a file */
};

struct loader {
    struct reading *reading;
    struct settings *settings;
    struct layer layers[BASES_MOST + 1];
    size_t depth;
    enum theme theme;
    bool broken; /* a file could not be read to its end: no talk of what is missing */
};

/* Device and number of the file, the same for each of its paths; NULL: no file. */
static const char *identity_of(struct arena *scratch, const char *path)
{
    struct stat status;
    char text[64];
    if (strcmp(path, "-") == 0 || stat(path, &status) != 0)
        return NULL;
    snprintf(text, sizeof text, "%llu:%llu", (unsigned long long)status.st_dev,
             (unsigned long long)status.st_ino);
    return arena_text(scratch, text, strlen(text));
}

static bool is_circle(const struct loader *loader, const char *identity)
{
    for (size_t i = 0; identity && i < loader->depth; i++)
        if (loader->layers[i].identity && strcmp(loader->layers[i].identity, identity) == 0)
            return true;
    return false;
}

/* The layer's source: a file, or a built-in scenario where there is no such file. */
static const char *open_layer(struct loader *loader, const char *name, const char *path,
                              struct layer *layer)
{
    struct reading *reading = loader->reading;
    const char *text = NULL, *problem = NULL;
    size_t length = 0;
    bool absent = true;
    if (path) {
        problem = source_load(path, SCENARIO_SIZE_MOST, reading->scratch, &text, &length, &absent);
        layer->identity = identity_of(reading->scratch, path);
    } else {
        problem = "is not a built-in scenario, and files cannot be named here";
    }
    const struct builtin *builtin = problem && absent ? builtin_find(name) : NULL;
    if (builtin) {
        layer->source = reading_source(reading, name, NULL, builtin->text, builtin->length);
        layer->identity = builtin->name;
    } else if (!problem) {
        const char *folder = source_folder(reading->scratch, strcmp(path, "-") ? path : "x");
        layer->source = reading_source(reading, path, folder, text, length);
    } else {
        return problem;
    }
    return layer->source ? NULL : "out of memory";
}

/* The theme that a file names; otherwise it is that of the file it is based on. */
static void read_theme(struct loader *loader, const struct node *theme)
{
    for (size_t i = 0; theme && i < THEMES; i++)
        if (theme->kind == NODE_TEXT && strcmp(theme->text, theme_names[i]) == 0)
            loader->theme = (enum theme)i;
}

static void read_layers(struct loader *loader);

/* Adds the layer that the last one is based on; returns what is wrong with it, or NULL. */
static const char *add_base(struct loader *loader, const char *name)
{
    struct layer *layer = &loader->layers[loader->depth - 1];
    const char *folder = layer->source->folder;
    const char *path = folder ? source_path(loader->reading->scratch, folder, name) : NULL;
    struct layer next = {0};
    if (strcmp(name, "-") == 0)
        return "cannot be standard input";
    if (loader->depth > BASES_MOST)
        return "is one too many: files go on files at most 8 times";
    const char *problem = open_layer(loader, name, path, &next);
    if (!problem && is_circle(loader, next.identity))
        problem = "is based on this file in turn: they go round in a circle";
    if (!problem)
        loader->layers[loader->depth++] = next;
    return problem;
}

/* Reads the file that the last layer is based on. */
static void read_base(struct loader *loader, const struct node *base)
{
    struct troubles *troubles = loader->reading->troubles;
    bool named = base->kind == NODE_TEXT && !base->empty;
    const char *problem = named ? add_base(loader, base->text) : NULL;
    if (!named)
        trouble_error(troubles, base->mark, "expected the name of a file; found %s",
                      node_words(base));
    else if (problem)
        trouble_error(troubles, base->mark, "%s %s", base->text, problem);
    if (!named || problem) {
        loader->broken = true;
        return;
    }
    read_layers(loader);
    loader->depth--;
}

/* Reads the last layer, but first what it is based on: so its own settings prevail. */
static void read_layers(struct loader *loader)
{
    struct reading *reading = loader->reading;
    struct layer *layer = &loader->layers[loader->depth - 1];
    size_t before = reading->troubles->errors;
    layer->root =
        tree_read(reading->scratch, reading->troubles, layer->source, 0, layer->source->length);
    loader->broken |= reading->troubles->errors > before ||
                      (layer->root && layer->root->kind != NODE_MAP && !layer->root->empty);
    const struct node *base = node_under(layer->root, "base");
    if (base)
        read_base(loader, base);
    read_theme(loader, node_under(layer->root, "theme"));
    flatten_file(reading, loader->settings, layer->root, loader->theme);
}

/* A --set may change the theme, and so the words of those after it. */
static void read_override(struct loader *loader, const struct override *override, unsigned number)
{
    struct reading *reading = loader->reading;
    struct mark mark;
    const struct node *value = override_read(reading, override, ".", number, &mark);
    if (!value)
        return;
    if (strcmp(override->key, "theme") == 0)
        read_theme(loader, value);
    flatten_override(reading, loader->settings, mark, override->key, value, loader->theme);
}

/* "configs/lunch-rush.yaml" is called "lunch-rush". */
static const char *title_of(struct arena *keep, const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *start = slash ? slash + 1 : name;
    const char *dot = strrchr(start, '.');
    size_t length = dot && dot > start ? (size_t)(dot - start) : strlen(start);
    return arena_text(keep, start, length);
}

/* What is the same for all variants. */
static void read_common(struct reading *reading, struct scenario *scenario,
                        const struct settings *settings, const char *name)
{
    *scenario = (struct scenario){
        .title = title_of(reading->keep, strcmp(name, "-") == 0 ? "standard input" : name),
        .about = "",
        .theme = THEME_KITCHEN,
        .replications = 20,
        .confidence = 0.95,
        .precision_of = measure_find("time.total.mean"),
        .at_most = 1000,
    };
    for (size_t i = 0; i < settings->count; i++) {
        const struct setting *setting = &settings->list[i];
        if (!setting->key || setting->key->scope != OF_SCENARIO)
            continue;
        reading->theme = setting->theme;
        value_read(reading, setting->key, setting->value, (char *)scenario + setting->key->offset,
                   NULL);
    }
}

/* One variant after the other; without any, one with the scenario's title. */
static bool read_variants(struct loader *loader, struct scenario *scenario,
                          const struct source *file)
{
    struct reading *reading = loader->reading;
    const struct settings *settings = loader->settings;
    size_t count = settings->variant_count ? settings->variant_count : 1;
    scenario->variants = arena_take(reading->keep, count, sizeof scenario->variants[0]);
    if (!scenario->variants)
        return false;
    for (unsigned i = 0; i < count; i++) {
        struct variant *variant = &scenario->variants[i];
        const char *name = settings->variant_count ? settings->variants[i].name : scenario->title;
        variant->name = arena_text(reading->keep, name ? name : "", name ? strlen(name) : 0);
        reading->troubles->variant = UINT64_C(1) << i;
        if (!world_build(reading, &variant->world, settings->list, settings->count, i,
                         scenario->theme))
            return false;
        if (!loader->broken)
            world_check(reading, &variant->world, settings->list, settings->count, i,
                        scenario->theme, file);
        scenario->variant_count++;
    }
    reading->troubles->variant = 0;
    scenario->seed = scenario->variants[0].world.seed;
    return true;
}

static void read_all(struct loader *loader, struct scenario *scenario, const char *name,
                     const struct override *overrides, size_t override_count)
{
    struct reading *reading = loader->reading;
    const struct source *file = loader->layers[0].source;
    read_layers(loader);
    for (size_t i = 0; i < override_count && i < OVERRIDES_MOST; i++)
        read_override(loader, &overrides[i], (unsigned)i + 1);
    if (override_count > OVERRIDES_MOST)
        trouble_error(reading->troubles, (struct mark){file, WHOLE, 0},
                      "too many --set: at most %d", OVERRIDES_MOST);
    flatten_finish(loader->settings);
    read_common(reading, scenario, loader->settings, name);
    scenario->theme = loader->theme;
    read_variants(loader, scenario, file);
}

/* Hands the complaints over and, if there is no error, the scenario. */
static bool finish(struct reading *reading, struct scenario *scenario,
                   const struct settings *settings, struct complaints *complaints)
{
    const char *names[VARIANTS_MOST];
    for (size_t i = 0; i < settings->variant_count; i++)
        names[i] = settings->variants[i].name;
    bool failed = arena_failed(reading->keep) || arena_failed(reading->scratch);
    troubles_finish(reading->troubles, names, settings->variant_count, failed, complaints);
    bool good = !complaints->errors && !complaints->out_of_memory;
    arena_free(reading->scratch);
    if (good) {
        scenario->arena = reading->keep;
    } else {
        arena_free(reading->keep);
        *scenario = (struct scenario){0};
    }
    return good;
}

/* Neither a file that can be read nor a built-in scenario. */
static void complain_of_name(struct reading *reading, const char *name, const char *problem)
{
    struct nearest nearest = nearest_to(name, strlen(name));
    for (size_t i = 0; i < builtin_count(); i++)
        nearest_try(&nearest, builtin_at(i)->name);
    struct source *source = reading_source(reading, name, NULL, "", 0);
    struct mark mark = {source, WHOLE, 0};
    if (source)
        trouble_error(reading->troubles, mark, "%s %s%s%s%s", name, problem,
                      nearest.best ? "; did you mean the built-in scenario \"" : "",
                      nearest.best ? nearest.best : "", nearest.best ? "\"?" : "");
}

/* `text` NULL: the scenario is a file or built in. */
static bool read_scenario(struct scenario *scenario, const char *name, const char *text,
                          size_t length, const struct override *overrides, size_t override_count,
                          struct complaints *complaints)
{
    struct reading reading = {.keep = arena_new(KEEP_BUDGET), .scratch = arena_new(SCRATCH_BUDGET)};
    *scenario = (struct scenario){0};
    *complaints = (struct complaints){0};
    struct settings *settings = calloc(1, sizeof *settings);
    struct troubles *troubles = calloc(1, sizeof *troubles);
    bool good = reading.keep && reading.scratch && settings && troubles;
    if (!good) {
        complaints->out_of_memory = true;
        arena_free(reading.keep);
        arena_free(reading.scratch);
    } else {
        reading.troubles = troubles;
        troubles->arena = reading.scratch;
        struct loader loader = {.reading = &reading, .settings = settings, .depth = 1};
        struct layer *first = &loader.layers[0];
        const char *problem = NULL;
        if (text)
            first->source = reading_source(&reading, name, NULL, text, length);
        else
            problem = open_layer(&loader, name, name, first);
        if (first->source)
            read_all(&loader, scenario, name, overrides, override_count);
        else if (problem)
            complain_of_name(&reading, name, problem);
        good = finish(&reading, scenario, settings, complaints);
    }
    free(settings);
    free(troubles);
    return good;
}

bool scenario_read(struct scenario *scenario, const char *name, const struct override *overrides,
                   size_t override_count, struct complaints *complaints)
{
    return read_scenario(scenario, name, NULL, 0, overrides, override_count, complaints);
}

bool scenario_read_text(struct scenario *scenario, const char *name, const char *text,
                        size_t length, const struct override *overrides, size_t override_count,
                        struct complaints *complaints)
{
    return read_scenario(scenario, name, text ? text : "", length, overrides, override_count,
                         complaints);
}

void scenario_free(struct scenario *scenario)
{
    arena_free(scenario->arena);
    *scenario = (struct scenario){0};
}
