/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parameters are found by going through the table of keys, and changed by the type of their key.
 */
#include "models/parameters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/check.h"
#include "models/stretch.h"

#define BUDGET (16UL << 20) /* bytes for checking one world */
#define OUT_OF_MEMORY "out of memory"

/* Keys that say how a day is looked at, and not what happens in it. */
static bool is_frame(const struct key *key)
{
    return key->scope == OF_WORLD && (key->offset == KEY(warmup) || key->offset == KEY(open));
}

static bool is_duration(const struct key *key)
{
    return key->type == TYPE_DIST || key->type == TYPE_PATIENCE ||
           key->type == TYPE_DIST_OR_NEVER || key->type == TYPE_DIST_OR_SAME;
}

static bool is_numeric(const struct key *key)
{
    switch (key->type) {
    case TYPE_TIME:
    case TYPE_TIME_OR_NEVER:
    case TYPE_NUMBER:
    case TYPE_SHARE:
    case TYPE_PAY:
    case TYPE_COUNT:
    case TYPE_LIMIT:
    case TYPE_PLAN:
    case TYPE_SIZE:
    case TYPE_SIZE_OR_LIMIT:
    case TYPE_ARRIVALS:
        return !is_frame(key);
    default:
        return is_duration(key);
    }
}

/* The optional duration that is not there: it is as another, or never. */
static bool is_absent(const struct key *key, const void *member)
{
    if (key->type != TYPE_DIST_OR_NEVER && key->type != TYPE_DIST_OR_SAME)
        return false;
    return !*(const bool *)((const char *)member - key->offset + key->flag);
}

/* The duration of a key: of renewal arrivals, the time between two. NULL: it has none. */
static const struct sim_dist *duration_of(const struct key *key, const void *member)
{
    if (is_duration(key))
        return is_absent(key, member) ? NULL : member;
    const struct arrivals *arrivals = member;
    return key->type == TYPE_ARRIVALS && arrivals->kind == ARRIVALS_RENEWAL ? &arrivals->every
                                                                            : NULL;
}

/* The list that the parameters of a world are added to. */
struct finder {
    const struct world *world;
    enum theme theme;
    struct parameter *list;
    size_t count;
};

static void add(struct finder *finder, const struct key *key, const char *name,
                enum parameter_part part)
{
    for (size_t n = 0; n < finder->count; n++)
        if (finder->list[n].part == part && strcmp(finder->list[n].key_name, name) == 0)
            return;
    if (finder->count == PARAMETERS_MOST || strlen(name) + sizeof " spread" > PARAMETER_NAME)
        return;
    struct parameter *parameter = &finder->list[finder->count++];
    *parameter = (struct parameter){.key = key, .theme = finder->theme, .part = part};
    strcpy(parameter->key_name, name);
    strcpy(parameter->name, name);
    if (part == PART_SPREAD)
        strcat(parameter->name, " spread");
}

/* All rates are what `demand` multiplies, and with one recipe alone its share says nothing. */
static bool says_nothing(const struct finder *finder, const struct key *key, const void *member)
{
    if (key->type == TYPE_ARRIVALS)
        return ((const struct arrivals *)member)->kind == ARRIVALS_POISSON;
    return key->scope == OF_RECIPE && key->type == TYPE_NUMBER && finder->world->recipe_count == 1;
}

/* Adds one key's value, and the spread of what varies. */
static void add_key(void *context, const char *name)
{
    struct finder *finder = context;
    const struct key *key;
    const void *member = world_member(finder->world, finder->theme, name, &key);
    if (!member || !is_numeric(key) || is_absent(key, member) || says_nothing(finder, key, member))
        return;
    add(finder, key, name, PART_VALUE);
    const struct sim_dist *duration = duration_of(key, member);
    if (duration && duration->kind != SIM_CONSTANT)
        add(finder, key, name, PART_SPREAD);
}

size_t parameters_add(struct parameter list[PARAMETERS_MOST], size_t count,
                      const struct world *world, enum theme theme)
{
    struct finder finder = {world, theme, list, count};
    world_keys(world, theme, add_key, &finder);
    return finder.count;
}

bool parameter_is_money(const struct parameter *parameter)
{
    return strncmp(parameter->key->name[THEME_KITCHEN], "money.", 6) == 0;
}

const char *parameter_unit(const struct parameter *parameter)
{
    if (parameter->part == PART_SPREAD)
        return "share";
    switch (parameter->key->type) {
    case TYPE_SHARE:
        return "share";
    case TYPE_PAY:
    case TYPE_NUMBER:
        return parameter_is_money(parameter) ? "currency" : "";
    case TYPE_COUNT:
    case TYPE_LIMIT:
    case TYPE_PLAN:
        return "count";
    case TYPE_SIZE:
    case TYPE_SIZE_OR_LIMIT:
        return "bytes";
    case TYPE_ARRIVALS:
        return "1/s";
    default:
        return "s";
    }
}

/* The mean number from opening to closing. */
static double plan_mean(const struct plan *plan, const struct world *world)
{
    double sum = 0;
    for (size_t i = 0; i < plan->count; i++) {
        sim_time from = plan->shifts[i].from;
        sim_time to = i + 1 < plan->count ? plan->shifts[i + 1].from : world->hours;
        to = to < world->hours ? to : world->hours;
        if (plan->shifts[i].number == UNLIMITED)
            return INFINITY;
        if (to > from)
            sum += (double)plan->shifts[i].number * sim_seconds(to - from);
    }
    return sum / sim_seconds(world->hours);
}

static double number_of(int64_t number)
{
    return number == UNLIMITED ? INFINITY : (double)number;
}

static double duration_size(const struct sim_dist *dist)
{
    bool forever = dist->kind == SIM_CONSTANT && dist->shift == FOREVER;
    return forever ? INFINITY : sim_dist_mean(dist);
}

double parameter_size(const struct parameter *parameter, const struct world *world)
{
    const struct key *key;
    const void *member = world_member(world, parameter->theme, parameter->key_name, &key);
    const struct sim_dist *duration = member ? duration_of(key, member) : NULL;
    if (!member || is_absent(key, member))
        return NAN;
    if (parameter->part == PART_SPREAD)
        return duration ? dist_variation(duration) : (double)NAN;
    switch (key->type) {
    case TYPE_TIME:
    case TYPE_TIME_OR_NEVER: {
        sim_time time = *(const sim_time *)member;
        return time == SIM_NEVER ? INFINITY : sim_seconds(time);
    }
    case TYPE_NUMBER:
    case TYPE_SHARE:
        return *(const double *)member;
    case TYPE_PAY:
        return *(const double *)member * 3600;
    case TYPE_PLAN:
        return plan_mean(member, world);
    case TYPE_ARRIVALS:
        return duration ? 1 / duration_size(duration) : (double)NAN;
    default:
        return is_duration(key) ? duration_size(duration) : number_of(*(const int64_t *)member);
    }
}

/* Rounded, different by 1 at least, and not 0. */
static const char *scale_count(int64_t *count, double factor, const struct key *key)
{
    if (*count == UNLIMITED)
        return "unlimited";
    if (*count == 0)
        return "0";
    double scaled = round((double)*count * factor);
    if (factor > 1)
        scaled = fmax(scaled, (double)*count + 1);
    else if (factor < 1)
        scaled = fmin(scaled, (double)*count - 1);
    if (scaled < 1)
        return "1 already";
    double most = key->high > 0 ? key->high : 0x1p62; /* sizes have no other limit */
    if (scaled > most)
        return "as large as it can be";
    *count = (int64_t)scaled;
    return NULL;
}

/* Every entry; one that cannot be changed stays, if another can. */
static const char *scale_plan(struct plan *plan, double factor, const struct key *key,
                              struct arena *arena)
{
    struct shift *shifts = arena_take(arena, plan->count, sizeof *shifts);
    const char *wrong = NULL;
    bool changed = false;
    if (!shifts)
        return OUT_OF_MEMORY;
    for (size_t i = 0; i < plan->count; i++) {
        shifts[i] = plan->shifts[i];
        const char *this = scale_count(&shifts[i].number, factor, key);
        changed |= !this;
        wrong = this ? this : wrong;
    }
    if (!changed)
        return wrong;
    plan->shifts = shifts;
    return NULL;
}

static const char *scale_number(double *number, double factor, const struct key *key)
{
    if (!(*number > 0))
        return "0";
    if (*number * factor > key->high)
        return "as large as it can be";
    *number *= factor;
    return NULL;
}

static const char *scale_time(sim_time *time, double factor)
{
    if (*time == SIM_NEVER)
        return "never";
    if (*time == 0)
        return "0";
    if (sim_seconds(*time) * factor > sim_seconds(SIM_FAR))
        return "as large as it can be";
    *time = sim_from_seconds(sim_seconds(*time) * factor);
    return NULL;
}

static const char *scale_duration(struct sim_dist *dist, enum parameter_part part, double factor,
                                  struct arena *arena)
{
    double size = duration_size(dist);
    if (size <= 0)
        return "0";
    if (!isfinite(size))
        return "unlimited";
    return (part == PART_SPREAD ? dist_widen : dist_stretch)(dist, factor, arena);
}

/* More calls are less time between two of them. */
static const char *scale_arrivals(struct arrivals *arrivals, enum parameter_part part,
                                  double factor, struct arena *arena)
{
    if (arrivals->kind != ARRIVALS_RENEWAL)
        return "calls that are listed have no rate";
    return scale_duration(&arrivals->every, part, part == PART_SPREAD ? factor : 1 / factor, arena);
}

static const char *scale_member(const struct parameter *parameter, void *member, double factor,
                                struct arena *arena)
{
    switch (parameter->key->type) {
    case TYPE_TIME:
    case TYPE_TIME_OR_NEVER:
        return scale_time(member, factor);
    case TYPE_NUMBER:
    case TYPE_SHARE:
    case TYPE_PAY:
        return scale_number(member, factor, parameter->key);
    case TYPE_PLAN:
        return scale_plan(member, factor, parameter->key, arena);
    case TYPE_ARRIVALS:
        return scale_arrivals(member, parameter->part, factor, arena);
    default:
        return is_duration(parameter->key) ? scale_duration(member, parameter->part, factor, arena)
                                           : scale_count(member, factor, parameter->key);
    }
}

/* Keys that the policy does not look at. */
static bool is_unused(const struct key *key, const struct world *world)
{
    bool staged = world->policy == POLICY_STAGED;
    if (key->scope != OF_WORLD)
        return false;
    if (key->offset == KEY(cooks))
        return staged;
    if (key->offset == KEY(demand))
        return world->arrivals.kind != ARRIVALS_POISSON;
    return !staged && key->offset >= KEY(stages) &&
           key->offset < KEY(stages) + sizeof world->stages;
}

/* What is wrong with the world as a whole, in the arena; NULL: nothing. */
static const char *objection(const struct world *world, enum theme theme, struct arena *arena)
{
    const struct source none = {.name = "", .text = "", .first_line = 1};
    struct troubles *troubles = calloc(1, sizeof *troubles);
    struct reading reading = {
        .keep = arena, .scratch = arena_new(BUDGET), .troubles = troubles, .theme = theme};
    const char *wrong = OUT_OF_MEMORY;
    if (troubles && reading.scratch) {
        troubles->arena = reading.scratch;
        world_check(&reading, world, NULL, 0, 0, theme, &none);
        wrong = NULL;
        for (size_t n = 0; n < troubles->count && !wrong; n++) {
            const char *text = troubles->list[n].text;
            if (troubles->list[n].severity == SEVERITY_ERROR)
                wrong = arena_text(arena, text, strlen(text));
        }
        if (arena_failed(reading.scratch) || (troubles->errors > 0 && !wrong))
            wrong = OUT_OF_MEMORY;
    }
    arena_free(reading.scratch);
    free(troubles);
    return wrong;
}

/* Notes where data that were changed came from, so that what is written of the world tells. */
static bool note_data(struct world *world, const struct sim_dist *was, const struct sim_dist *is,
                      const char *how, struct arena *arena)
{
    if (is->kind == SIM_MIXTURE && was->kind == SIM_MIXTURE) {
        const struct sim_dist_part *before = was->data, *after = is->data;
        for (size_t i = 0; i < is->count; i++)
            if (!note_data(world, &before[i].dist, &after[i].dist, how, arena))
                return false;
        return true;
    }
    const struct data_file *file = world->files;
    while (file && (is->kind != SIM_EMPIRICAL || file->values != was->data))
        file = file->before;
    if (!file)
        return true;
    char path[400];
    snprintf(path, sizeof path, "%.300s %s", file->path, how);
    struct data_file *changed = arena_take(arena, 1, sizeof *changed);
    const char *kept = arena_text(arena, path, strlen(path));
    if (!changed || !kept)
        return false;
    *changed = *file;
    changed->path = kept;
    changed->values = is->data;
    changed->before = world->files;
    world->files = changed;
    return true;
}

/* A duration that was read from data is of data with another name then. */
static bool note_change(const struct parameter *parameter, struct world *world,
                        const struct world *before, double factor, struct arena *arena)
{
    const struct key *key;
    char how[60];
    const void *was = world_member(before, parameter->theme, parameter->key_name, &key);
    const void *is = world_member(world, parameter->theme, parameter->key_name, &key);
    const struct sim_dist *from = duration_of(key, was), *to = duration_of(key, is);
    snprintf(how, sizeof how, "%s %.17g", parameter->part == PART_SPREAD ? "spread" : "times",
             factor);
    return !from || !to || note_data(world, from, to, how, arena);
}

const char *parameter_scale(const struct parameter *parameter, struct world *world, double factor,
                            struct arena *arena)
{
    const struct key *key;
    struct world trial;
    if (is_unused(parameter->key, world))
        return "without effect here";
    if (!world_copy(&trial, world, arena))
        return OUT_OF_MEMORY;
    /* The copy is ours to change, whatever the lookup promises of worlds in general. */
    void *member =
        (void *)(uintptr_t)world_member(&trial, parameter->theme, parameter->key_name, &key);
    if (!member || is_absent(key, member))
        return "not given";
    const char *wrong = scale_member(parameter, member, factor, arena);
    if (wrong)
        return wrong;
    world_settle(&trial);
    if (!note_change(parameter, &trial, world, factor, arena))
        return OUT_OF_MEMORY;
    wrong = objection(&trial, parameter->theme, arena);
    if (!wrong)
        *world = trial;
    return wrong;
}
