/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzing the scenario reader: any bytes are read as a scenario; lines that begin with "#! " give
 * overrides. Whatever is accepted is written down, read again and must come out the same.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/arena.h"
#include "models/keys.h"
#include "models/scenario.h"

#define OVERRIDES 8

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

const char *__lsan_default_suppressions(void);

/*
 * libfyaml 0.7.12 loses a buffer when a quoted text with many quotes in it does not end. Nothing
 * can be done about it from here; our own use of libfyaml is checked for leaks by the other tests.
 */
const char *__lsan_default_suppressions(void)
{
    return "leak:libfyaml\n";
}

static void require(bool condition, const char *what, const char *text)
{
    if (condition)
        return;
    fprintf(stderr, "%s:\n%s\n", what, text);
    abort();
}

/* The overrides at the beginning of the text, cut out of `copy`. */
static size_t take_overrides(char *copy, struct override overrides[OVERRIDES])
{
    size_t count = 0;
    while (strncmp(copy, "#! ", 3) == 0 && count < OVERRIDES) {
        char *line = copy + 3;
        char *end = strchr(line, '\n');
        if (!end)
            break;
        *end = 0;
        copy = end + 1;
        char *equals = strchr(line, '=');
        /* Files of the machine are not to be read. */
        if (!equals || strstr(line, "empirical") || strstr(line, "file"))
            continue;
        *equals = 0;
        overrides[count++] = (struct override){line, equals + 1};
    }
    return count;
}

static char *written(const struct world *world, enum theme theme)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    if (!to)
        abort();
    world_write(world, theme, to);
    if (fclose(to) != 0)
        abort();
    return text;
}

/* What is written of a world reads back as that world. */
static void round_trip(const struct world *world, enum theme theme)
{
    struct scenario again;
    struct complaints complaints;
    char *text = written(world, theme);
    bool good = scenario_read_text(&again, "again", text, strlen(text), NULL, 0, &complaints);
    if (!good)
        complaints_print(&complaints, stderr);
    require(good, "what was written is not accepted", text);
    char *text_again = written(&again.variants[0].world, theme);
    require(strcmp(text, text_again) == 0, "what was written comes out differently", text);
    free(text_again);
    free(text);
    complaints_free(&complaints);
    scenario_free(&again);
}

/* Setting each key to what it is changes nothing and cannot be an error. */
static void set_same(const struct world *world, enum theme theme)
{
    struct world copy;
    struct arena *arena = arena_new(64 << 20);
    if (!arena || !world_copy(&copy, world, arena))
        abort();
    static const char *const names[] = {"kitchen.cooks", "server.workers", "callers.arrivals",
                                        "ovens.bake",    "memory.total",   "hours"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct complaints complaints;
        char *value = world_get(&copy, theme, names[i]);
        if (value) {
            bool good = world_set(&copy, arena, theme, names[i], value, &complaints);
            require(good, names[i], value);
            complaints_free(&complaints);
        }
        free(value);
    }
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct scenario scenario;
    struct complaints complaints;
    struct override overrides[OVERRIDES];
    char *copy = malloc(size + 1);
    if (!copy)
        return 0;
    if (size)
        memcpy(copy, data, size);
    copy[size] = 0;
    size_t count = take_overrides(copy, overrides);
    bool good = scenario_read_text(&scenario, "fuzz", (const char *)data, size, overrides, count,
                                   &complaints);
    require(good == (complaints.errors == 0), "errors and result differ", copy);
    FILE *nowhere = fopen("/dev/null", "w");
    if (nowhere) {
        complaints_print(&complaints, nowhere);
        fclose(nowhere);
    }
    if (good) {
        round_trip(&scenario.variants[0].world, scenario.theme);
        set_same(&scenario.variants[scenario.variant_count - 1].world, scenario.theme);
    }
    complaints_free(&complaints);
    scenario_free(&scenario);
    free(copy);
    return 0;
}
