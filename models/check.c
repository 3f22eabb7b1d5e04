/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether the values of a world go together: the rules that make a scenario an error. Knows nothing
 * of how values are written.
 */
#include "models/check.h"
#include "models/roster.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define CALLS_MOST 1e9  /* orders are numbered in 32 bits */
#define TRUCKS_MOST 1e9 /* of a day: more would never end */

static bool is_for(const struct check *check, const struct setting *setting)
{
    return setting->variant == EVERY_VARIANT || setting->variant == check->variant;
}

const struct setting *check_given_for(const struct check *check, enum key_scope scope,
                                      size_t offset, const char *name, const char *ingredient)
{
    for (size_t i = check->count; i > 0; i--) {
        const struct setting *setting = &check->settings[i - 1];
        const struct key *key = setting->key;
        if (key && key->scope == scope && key->offset == offset && is_for(check, setting) &&
            (!name || strcmp(setting->names[0], name) == 0) &&
            (!ingredient || strcmp(setting->names[1], ingredient) == 0))
            return setting;
    }
    return NULL;
}

const struct setting *check_given(const struct check *check, size_t key)
{
    return check_given_for(check, OF_WORLD, key, NULL, NULL);
}

static const struct key *row_of(size_t key)
{
    for (size_t i = 0; i < key_count(); i++)
        if (key_at(i)->scope == OF_WORLD && key_at(i)->offset == key)
            return key_at(i);
    return NULL;
}

const char *check_name(const struct check *check, size_t key)
{
    const struct key *row = row_of(key);
    return row ? row->name[check->theme] : "";
}

/* Values are compared as they would be written. */
static char *written(const struct check *check, const struct world *world, const struct key *key)
{
    return world_get(world, check->theme, key->name[check->theme]);
}

bool check_changed(const struct check *check, size_t key)
{
    const struct key *row = row_of(key);
    if (!row || !check_given(check, key))
        return false;
    char *now = written(check, check->world, row);
    char *before = written(check, check->defaults, row);
    bool changed = !now || !before || strcmp(now, before) != 0;
    free(now);
    free(before);
    return changed;
}

struct mark check_mark(const struct check *check, const struct setting *setting)
{
    return setting ? setting->value->mark : (struct mark){check->file, WHOLE, 0};
}

static void complain(const struct check *check, enum severity severity, size_t key,
                     const char *format, va_list values)
{
    char text[400];
    vsnprintf(text, sizeof text, format, values);
    trouble_of_world(check->reading->troubles, severity, check_mark(check, check_given(check, key)),
                     "%s", text);
}

void check_error(const struct check *check, size_t key, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    complain(check, SEVERITY_ERROR, key, format, values);
    va_end(values);
}

void check_warning(const struct check *check, size_t key, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    complain(check, SEVERITY_WARNING, key, format, values);
    va_end(values);
}

static void complain_idle(const struct check *check, const struct setting *setting,
                          const char *format, va_list values)
{
    char text[400];
    vsnprintf(text, sizeof text, format, values);
    struct mark mark = check_mark(check, setting);
    if (setting && setting->variant == EVERY_VARIANT)
        trouble_of_all(check->reading->troubles, mark, "%s", text);
    else
        trouble_of_world(check->reading->troubles, SEVERITY_WARNING, mark, "%s", text);
}

void check_idle(const struct check *check, size_t key, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    complain_idle(check, check_given(check, key), format, values);
    va_end(values);
}

void check_idle_at(const struct check *check, const struct setting *setting, const char *format,
                   ...)
{
    va_list values;
    va_start(values, format);
    complain_idle(check, setting, format, values);
    va_end(values);
}

void check_rules(const struct check *check, const struct rule *rules, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool sound = true;
        for (size_t j = 0; rules[i].keys[j]; j++) {
            const struct setting *setting = check_given(check, rules[i].keys[j]);
            sound &= !setting || !setting->spoiled;
        }
        if (sound)
            rules[i].apply(check);
    }
}

bool all_waits_hold(const struct world *world)
{
    unsigned all = (1U << WAITS) - 1;
    return world->policy == POLICY_SYNCHRONOUS || world->policy == POLICY_COOK_PER_ORDER ||
           (world->policy == POLICY_EVENT_DRIVEN && world->blocking == all);
}

static bool is_zero(const struct sim_dist *dist)
{
    return dist->kind == SIM_CONSTANT && dist->shift == 0;
}

static bool nothing_arrives(const struct world *world)
{
    return world->arrivals.kind == ARRIVALS_POISSON && !world->arrivals.count;
}

static void arrivals_are_given(const struct check *check)
{
    if (nothing_arrives(check->world))
        check_error(check, KEY(arrivals), "%s must be given, such as 60 per hour",
                    check_name(check, KEY(arrivals)));
}

static void calls_can_be_numbered(const struct check *check)
{
    const struct world *world = check->world;
    if (nothing_arrives(world))
        return;
    if (world->arrivals.kind == ARRIVALS_RENEWAL && is_zero(&world->arrivals.every)) {
        check_error(check, KEY(arrivals), "the time between calls must be above 0");
        return;
    }
    double calls = calls_expected(world, 0, world->hours);
    if (calls > CALLS_MOST)
        check_error(check, KEY(arrivals),
                    "about %.2g calls are to be expected: at most %.0e can "
                    "be simulated",
                    calls, CALLS_MOST);
}

static void day_has_a_window(const struct check *check)
{
    const struct world *world = check->world;
    if (world->hours == 0)
        check_error(check, KEY(hours), "must be above 0");
    else if (world->warmup >= world->hours)
        check_error(check, check_given(check, KEY(warmup)) ? KEY(warmup) : KEY(hours),
                    "nothing would be measured: warmup must be shorter than hours");
}

/* What a day that begins and ends is about is in the beginning, too. */
static void warmup_can_be_found(const struct check *check)
{
    const struct world *world = check->world;
    const struct arrivals *arrivals = &world->arrivals;
    const struct plan *plans[] = {&world->agents, &world->cooks, &world->couriers};
    bool staged = world->policy == POLICY_STAGED, changes = false;
    if (!world->warmup_auto)
        return;
    if (world->closing == CLOSING_FINISH)
        check_error(check, KEY(warmup),
                    "a day that is followed to its last order is a whole and needs no warm-up: "
                    "leave it out, or give \"closing: stop\" for business as usual");
    bool one_rate = arrivals->count == 1 && arrivals->rates[0].from == 0;
    if (arrivals->kind == ARRIVALS_TIMES || (arrivals->kind == ARRIVALS_POISSON && !one_rate))
        check_error(check, KEY(warmup),
                    "\"auto\" looks for when a day has settled, which one whose %s change never "
                    "does: give a rate, or a duration here",
                    check_name(check, KEY(arrivals)));
    for (size_t i = 0; i < 3; i++)
        changes |= (plans[i]->count > 1 || plans[i]->shifts[0].from > 0) && !(i == 1 && staged);
    if (changes)
        check_error(check, KEY(warmup),
                    "\"auto\" looks for when a day has settled, which one with shifts never does: "
                    "give a duration");
}

static void redials_end(const struct check *check)
{
    const struct world *world = check->world;
    if (world->redial_attempts != UNLIMITED || world->lines == UNLIMITED)
        return;
    if (is_zero(&world->redial_after))
        check_error(check, KEY(redial_attempts),
                    "who dials again at once and for ever stops the clock: give %s, or a limit",
                    check_name(check, KEY(redial_after)));
    else if (world->lines == 0)
        check_error(check, KEY(redial_attempts),
                    "with no %s at all they would dial for ever: give a limit",
                    theme_noun(check->theme, THING_LINE, 2));
}

static void only_hired_cooks_are_unlimited(const struct check *check)
{
    const struct world *world = check->world;
    if (plan_most(&world->cooks) == UNLIMITED && world->policy != POLICY_COOK_PER_ORDER &&
        world->policy != POLICY_STAGED)
        check_error(check, KEY(cooks), "%s can be unlimited only with policy %s",
                    theme_noun(check->theme, THING_COOK, 2),
                    theme_policies[check->theme][POLICY_COOK_PER_ORDER]);
}

/* With a cook for each order nobody is on the floor before there is an order. */
static void crew_fits(const struct check *check)
{
    const struct world *world = check->world;
    int64_t crew = world->policy == POLICY_COOK_PER_ORDER ? 1 : crew_most(world);
    if (world->memory_total == UNLIMITED || crew == UNLIMITED)
        return;
    int64_t left = world->memory_total - world->memory_per_order;
    int64_t fit = left < 0                      ? 0
                  : world->memory_per_cook == 0 ? UNLIMITED
                                                : left / world->memory_per_cook;
    const char *cooks = theme_noun(check->theme, THING_COOK, 2);
    if (left < 0)
        check_error(check, KEY(memory_total), "not even one %s fits into the memory",
                    theme_noun(check->theme, THING_ORDER, 1));
    else if (crew > fit)
        check_error(check, KEY(memory_total),
                    "%lld %s and one %s do not fit into the memory; %lld %s would", (long long)crew,
                    cooks, theme_noun(check->theme, THING_ORDER, 1), (long long)fit, cooks);
}

static void truck_takes_its_time(const struct check *check)
{
    const struct world *world = check->world;
    if (!world->truck_again)
        return;
    double mean = sim_dist_mean(&world->restock_every);
    if (mean <= 0)
        check_error(check, KEY(restock_every), "must be above 0");
    else if (sim_seconds(world->hours) / mean > TRUCKS_MOST)
        check_error(check, KEY(restock_every),
                    "too often: at most %.0e times a day can be "
                    "simulated",
                    TRUCKS_MOST);
}

static void complain_of_need(const struct check *check, const struct recipe *recipe,
                             const struct ingredient *ingredient, int64_t need)
{
    const struct setting *level = check_given_for(
        check, OF_INGREDIENT, offsetof(struct ingredient, level), ingredient->name, NULL);
    const struct setting *given =
        check_given_for(check, OF_NEED, 0, recipe->name, ingredient->name);
    if (level && level->spoiled)
        return;
    trouble_of_world(check->reading->troubles, SEVERITY_ERROR, check_mark(check, given),
                     "%s can never be made: it needs %lld of %s, and there are never more than "
                     "%lld",
                     recipe->name, (long long)need, ingredient->name, (long long)ingredient->level);
}

static void recipes_can_be_made(const struct check *check)
{
    const struct world *world = check->world;
    for (size_t i = 0; i < world->recipe_count; i++)
        for (size_t j = 0; j < world->ingredient_count; j++)
            if (world->recipes[i].needs[j] > world->ingredients[j].level &&
                !troubles_full(check->reading->troubles))
                complain_of_need(check, &world->recipes[i], &world->ingredients[j],
                                 world->recipes[i].needs[j]);
}

static void something_is_ordered(const struct check *check)
{
    const struct world *world = check->world;
    double shares = 0;
    const struct setting *last = NULL;
    for (size_t i = 0; i < world->recipe_count; i++) {
        shares += world->recipes[i].share;
        last = check_given_for(check, OF_RECIPE, offsetof(struct recipe, share),
                               world->recipes[i].name, NULL);
        if (last && last->spoiled)
            return;
    }
    if (shares <= 0)
        trouble_of_world(check->reading->troubles, SEVERITY_ERROR, check_mark(check, last),
                         "every recipe has share 0: nothing could be ordered");
}

static const struct rule rules[] = {
    {arrivals_are_given, {KEY(arrivals)}},
    {day_has_a_window, {KEY(hours), KEY(warmup)}},
    {warmup_can_be_found,
     {KEY(warmup), KEY(closing), KEY(arrivals), KEY(agents), KEY(cooks), KEY(couriers)}},
    {calls_can_be_numbered, {KEY(arrivals), KEY(hours), KEY(demand), KEY(open)}},
    {redials_end, {KEY(lines), KEY(redial_attempts), KEY(redial_after)}},
    {only_hired_cooks_are_unlimited, {KEY(cooks), KEY(policy)}},
    {crew_fits,
     {KEY(memory_total), KEY(memory_per_cook), KEY(memory_per_order), KEY(cooks), KEY(policy)}},
    {truck_takes_its_time, {KEY(restock_every), KEY(hours)}},
    {recipes_can_be_made, {0}},
    {something_is_ordered, {0}},
};

void world_check(struct reading *reading, const struct world *world, const struct setting *settings,
                 size_t count, unsigned variant, enum theme theme, const struct source *file)
{
    struct world defaults;
    if (!world_defaults(reading, &defaults))
        return;
    struct check check = {reading, world, &defaults, settings, count, variant, theme, file};
    check_rules(&check, rules, sizeof rules / sizeof rules[0]);
    if (!reading->troubles->errors) {
        check_advice(&check);
        check_capacity(&check);
    }
}
