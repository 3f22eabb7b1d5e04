/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every result as a few numbers, to be compared between compilers, settings and versions of the
 * program: what the journal tells of a day and what is measured of it, of random worlds and of
 * every built-in scenario; and draws from every distribution. Prints one line for each.
 *
 * usage: fingerprint [GOLDEN]
 *
 * With the name of a file that holds an earlier output, says instead which of its lines have
 * changed; anything that it does not hold is not looked at.
 */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/kitchen.h"
#include "models/measures.h"
#include "models/scenario.h"
#include "sim/dist.h"
#include "tests/models/random_world.h"

enum { RANDOM_WORLDS = 400, DRAWS = 2000, LINE = 160, SHOWN = 10 };

/* FNV-1a, a word at a time. */
struct hash {
    uint64_t value;
};

static const struct hash nothing = {UINT64_C(0xcbf29ce484222325)};

static void add(struct hash *hash, uint64_t word)
{
    hash->value = (hash->value ^ word) * UINT64_C(0x100000001b3);
    hash->value ^= hash->value >> 32; /* the high bits of a word must reach the low ones */
}

static void add_double(struct hash *hash, double x)
{
    uint64_t bits = 0;
    if (!isnan(x)) /* which of the many NaNs it is depends on the compiler */
        memcpy(&bits, &x, sizeof bits);
    add(hash, isnan(x) ? UINT64_MAX : bits);
}

static void add_entry(void *listener, const struct journal_entry *entry)
{
    struct hash *hash = listener;
    add(hash, (uint64_t)entry->at);
    add(hash, (uint64_t)entry->event << 32 | entry->order);
    add(hash, (uint64_t)entry->cook << 32 | entry->recipe);
    add(hash, (uint64_t)entry->number << 32 | (uint64_t)entry->length >> 32);
    add(hash, (uint64_t)entry->length);
}

static void add_cook(void *listener, const struct journal_cook *change)
{
    struct hash *hash = listener;
    add(hash, (uint64_t)change->at);
    add(hash, (uint64_t)change->cook << 32 | (uint64_t)change->state);
    add(hash, change->order);
}

/* Where the lines go: to standard output, or to be compared with those of the golden file. */
struct output {
    char *golden; /* the whole file, or NULL */
    unsigned compared, changed;
};

__attribute__((format(printf, 2, 3))) static void put(struct output *output, const char *format,
                                                      ...)
{
    char line[LINE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (!output->golden) {
        puts(line);
        return;
    }
    char name[LINE];
    snprintf(name, sizeof name, "%.*s:", (int)strcspn(line, ":"), line);
    const char *old = strstr(output->golden, name);
    if (!old)
        return;
    output->compared++;
    size_t length = strcspn(old, "\n");
    if (strlen(line) == length && strncmp(line, old, length) == 0)
        return;
    if (++output->changed <= SHOWN)
        printf("was: %.*s\nis:  %s\n", (int)length, old, line);
}

/* Runs a day and stores its measures; false when that cannot be done. */
static bool run_day(struct kitchen *kitchen, const struct world *world,
                    const struct journal *journal, double *values)
{
    return kitchen_begin(kitchen, world, 1, journal) && kitchen_run(kitchen, SIM_NEVER) &&
           measures_of(kitchen, values);
}

/* A day is the same whether somebody watches or not: run it both ways. */
static bool put_day(struct output *output, struct kitchen *kitchen, const struct world *world,
                    const char *name)
{
    size_t count = measure_count();
    double *values = calloc(count, sizeof *values);
    struct hash told = nothing, watched = nothing, alone = nothing;
    const struct journal journal = {.note = add_entry, .listener = &told, .cook = add_cook};
    bool done = values && run_day(kitchen, world, &journal, values);
    for (size_t n = 0; done && n < count; n++)
        add_double(&watched, values[n]);
    done = done && run_day(kitchen, world, NULL, values);
    for (size_t n = 0; done && n < count; n++)
        add_double(&alone, values[n]);
    free(values);
    if (done)
        put(output, "%s: events %016llx, measures %016llx%s", name, (unsigned long long)told.value,
            (unsigned long long)watched.value,
            watched.value == alone.value ? "" : ", others when nobody watches");
    return done;
}

static bool put_random_worlds(struct output *output, struct kitchen *kitchen)
{
    for (unsigned seed = 1; seed <= RANDOM_WORLDS; seed++) {
        struct random_world made;
        char name[32];
        random_world(&made, seed);
        snprintf(name, sizeof name, "random world %u", seed);
        if (!put_day(output, kitchen, &made.world, name))
            return false;
    }
    return true;
}

static bool put_scenario(struct output *output, struct kitchen *kitchen, const char *name)
{
    struct scenario scenario;
    struct complaints complaints;
    bool done = scenario_read(&scenario, name, NULL, 0, &complaints);
    complaints_free(&complaints);
    if (!done)
        return false;
    for (size_t n = 0; done && n < scenario.variant_count; n++) {
        char full[LINE];
        snprintf(full, sizeof full, "%s, %s", name, scenario.variants[n].name);
        done = put_day(output, kitchen, &scenario.variants[n].world, full);
    }
    scenario_free(&scenario);
    return done;
}

static bool put_scenarios(struct output *output, struct kitchen *kitchen)
{
    for (size_t n = 0; n < builtin_count(); n++)
        if (!put_scenario(output, kitchen, builtin_at(n)->name))
            return false;
    return true;
}

static void put_draws(struct output *output, const struct sim_dist *dist, const char *variant)
{
    struct hash hash = nothing;
    for (uint32_t n = 0; n < DRAWS; n++) {
        const struct sim_place place = {.seed = 1, .replication = 1, .subject = n};
        add(&hash, (uint64_t)sim_dist_draw(dist, &place));
    }
    put(output, "draws, %s%s: %016llx", sim_dist_name(dist->kind), variant,
        (unsigned long long)hash.value);
}

static void put_distributions(struct output *output)
{
    struct sim_dist dist[16];
    struct sim_dist_part parts[2] = {{.weight = 1}, {.weight = 2}};
    sim_time data[] = {SIM_SECOND, 2 * SIM_SECOND, 5 * SIM_SECOND};
    size_t count = 0;
    sim_dist_exponential(&dist[count++], 60);
    sim_dist_gamma(&dist[count++], 60, 0.5);
    sim_dist_lognormal(&dist[count++], 60, 0.5);
    sim_dist_erlang(&dist[count++], 60, 3);
    sim_dist_weibull(&dist[count++], 60, 2);
    sim_dist_pareto(&dist[count++], 60, 2.5);
    sim_dist_hyperexponential(&dist[count++], 60, 2);
    sim_dist_normal(&dist[count++], 60, 40);
    sim_dist_uniform(&dist[count++], 0, 60);
    sim_dist_triangular(&dist[count++], 5, 60, 20);
    sim_dist_pert(&dist[count++], 5, 60, 20);
    sim_dist_empirical(&dist[count++], data, sizeof data / sizeof *data);
    parts[0].dist = dist[0];
    parts[1].dist = dist[1];
    sim_dist_mixture(&dist[count++], parts, sizeof parts / sizeof *parts);
    for (size_t n = 0; n < count; n++)
        put_draws(output, &dist[n], "");
    sim_dist_gamma(&dist[0], 60, 2);
    put_draws(output, &dist[0], " of a shape below 1");
}

/* The whole of a file as a text, or NULL. */
static char *read_file(const char *path)
{
    enum { MOST = 1 << 20 };
    FILE *file = fopen(path, "r");
    char *text = file ? calloc(1, MOST + 1) : NULL;
    if (text && fread(text, 1, MOST, file) < MOST && ferror(file)) {
        free(text);
        text = NULL;
    }
    if (file)
        fclose(file);
    return text;
}

static int say_what_changed(const struct output *output)
{
    printf("%u of %u fingerprints have changed\n", output->changed, output->compared);
    if (output->changed)
        printf("If that is what was wanted, write the new ones down: see tests/README.md\n");
    return output->changed || !output->compared ? 1 : 0;
}

int main(int count, char **arguments)
{
    struct output output = {.golden = count > 1 ? read_file(arguments[1]) : NULL};
    struct kitchen *kitchen = kitchen_new();
    bool done = kitchen && (count < 2 || output.golden);
    done = done && put_random_worlds(&output, kitchen) && put_scenarios(&output, kitchen);
    if (done)
        put_distributions(&output);
    else
        fprintf(stderr, "fingerprint: out of memory, or a file cannot be read\n");
    kitchen_free(kitchen);
    free(output.golden);
    if (!done)
        return 1;
    return count > 1 ? say_what_changed(&output) : 0;
}
