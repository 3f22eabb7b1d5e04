/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See world_text.h. */
#include "lab/world_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/keys.h"

/* Groups in groups: "warehouse.restock.every" has two; texts from elsewhere may have more. */
enum { DEPTH_MOST = 8, INDENT = 2, KEY_ROOM = 512 };

static const uint64_t fnv_begin = UINT64_C(0xcbf29ce484222325);

static uint64_t fnv(uint64_t hash, const void *bytes, size_t count)
{
    const unsigned char *byte = bytes;
    for (size_t n = 0; n < count; n++)
        hash = (hash ^ byte[n]) * UINT64_C(0x100000001b3);
    return hash;
}

/* Times, the lowest byte first on every machine. */
static uint64_t fnv_times(const sim_time *times, size_t count)
{
    uint64_t hash = fnv_begin;
    for (size_t n = 0; n < count; n++) {
        unsigned char bytes[8];
        for (unsigned b = 0; b < sizeof bytes; b++)
            bytes[b] = (unsigned char)((uint64_t)times[n] >> (8 * b));
        hash = fnv(hash, bytes, sizeof bytes);
    }
    return hash;
}

uint64_t world_text_number(const char *text)
{
    return fnv(fnv_begin, text, strlen(text)) & INT64_MAX;
}

/* How many values of a distribution begin at `values`; 0: it is not made of them. */
static size_t dist_holds(const struct sim_dist *dist, const void *values)
{
    if (dist->kind == SIM_EMPIRICAL)
        return dist->data == values ? dist->count : 0;
    if (dist->kind != SIM_MIXTURE)
        return 0;
    const struct sim_dist_part *parts = dist->data;
    size_t count = 0;
    for (size_t n = 0; n < dist->count && count == 0; n++)
        count = dist_holds(&parts[n].dist, values);
    return count;
}

/* The same of what one key means in its owner. */
static size_t member_holds(const struct key *key, const void *owner, const void *values)
{
    const void *member = (const char *)owner + key->offset;
    switch (key->type) {
    case TYPE_DIST:
    case TYPE_PATIENCE:
    case TYPE_DIST_OR_NEVER:
    case TYPE_DIST_OR_SAME:
        return dist_holds(member, values);
    case TYPE_ARRIVALS: {
        const struct arrivals *arrivals = member;
        if (arrivals->kind == ARRIVALS_TIMES)
            return arrivals->times == values ? arrivals->count : 0;
        return arrivals->kind == ARRIVALS_RENEWAL ? dist_holds(&arrivals->every, values) : 0;
    }
    default:
        return 0;
    }
}

/* How many values were read from a data file of the world; 0 when they are not in use. */
static size_t world_holds(const struct world *world, const void *values)
{
    size_t count = 0;
    for (size_t row = 0; row < key_count() && count == 0; row++) {
        const struct key *key = key_at(row);
        if (key->scope == OF_WORLD)
            count = member_holds(key, world, values);
        for (size_t n = 0; key->scope == OF_RECIPE && n < world->recipe_count && count == 0; n++)
            count = member_holds(key, &world->recipes[n], values);
    }
    return count;
}

static void write_files(const struct world *world, FILE *to)
{
    for (const struct data_file *file = world->files; file; file = file->before) {
        size_t count = world_holds(world, file->values);
        if (count > 0)
            fprintf(to, "# %s: %zu values, %016" PRIx64 "\n", file->path, count,
                    fnv_times(file->values, count));
    }
}

char *world_text(const struct world *world, enum theme theme)
{
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    if (!to)
        return NULL;
    world_write(world, theme, to);
    write_files(world, to);
    if (fclose(to) == 0)
        return text;
    free(text);
    return NULL;
}

/* Where the name at the start of a line ends; names may stand in quotes. */
static size_t name_length(const char *line)
{
    if (*line != '"')
        return strcspn(line, ":");
    size_t at = 1;
    while (line[at] && line[at] != '"')
        at += line[at] == '\\' && line[at + 1] ? 2 : 1;
    return at + (line[at] == '"');
}

/* The names of the groups that a line stands in. */
struct path {
    const char *name[DEPTH_MOST];
    size_t length[DEPTH_MOST];
};

/* Adds the line under its dotted key, unless it only begins a group; false when out of memory. */
static bool read_line(struct world_lines *lines, struct path *path, const char *line)
{
    bool file = strncmp(line, "# ", 2) == 0;
    size_t depth = file ? 0 : strspn(line, " ") / INDENT;
    const char *name = file ? line + 2 : line + strspn(line, " ");
    size_t length = name_length(name);
    if (name[length] != ':' || depth >= DEPTH_MOST)
        return true;
    path->name[depth] = name;
    path->length[depth] = length;
    const char *value = name + length + 1;
    value += strspn(value, " ");
    if (!*value)
        return true;
    char key[KEY_ROOM] = "";
    size_t at = 0;
    for (size_t n = 0; n <= depth && at < sizeof key; n++)
        if (path->name[n])
            at += (size_t)snprintf(key + at, sizeof key - at, "%s%.*s", at > 0 ? "." : "",
                                   (int)path->length[n], path->name[n]);
    struct world_line *added = &lines->list[lines->count];
    *added = (struct world_line){.key = strdup(key), .value = value};
    lines->count += added->key != NULL;
    return added->key != NULL;
}

bool world_lines_read(struct world_lines *lines, const char *text)
{
    size_t count = 1;
    for (const char *at = text; (at = strchr(at, '\n')); at++)
        count++;
    *lines = (struct world_lines){
        .list = calloc(count, sizeof *lines->list),
        .values = strdup(text),
    };
    bool done = lines->list && lines->values;
    struct path path = {0};
    for (char *line = lines->values; done && line;) {
        char *end = strchr(line, '\n');
        if (end)
            *end++ = '\0';
        done = read_line(lines, &path, line);
        line = end;
    }
    if (!done)
        world_lines_free(lines);
    return done;
}

void world_lines_free(struct world_lines *lines)
{
    for (size_t n = 0; n < lines->count; n++)
        free(lines->list[n].key);
    free(lines->list);
    free(lines->values);
    *lines = (struct world_lines){0};
}

const char *world_lines_find(const struct world_lines *lines, const char *key, size_t guess)
{
    if (guess < lines->count && strcmp(lines->list[guess].key, key) == 0)
        return lines->list[guess].value;
    for (size_t n = 0; n < lines->count; n++)
        if (strcmp(lines->list[n].key, key) == 0)
            return lines->list[n].value;
    return NULL;
}
