/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzing the phrases: the first byte picks the kind of value, the rest is its text. Whatever is
 * accepted is written and must read back as the same; whatever is not has a mark within the text.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/arena.h"
#include "models/phrase.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

/* A value of any kind. */
struct value {
    double number;
    int64_t whole;
    struct sim_dist dist;
};

static const char *two_values(void *owner, const char *path, struct sim_dist *dist)
{
    static sim_time values[] = {1, SIM_SECOND};
    (void)owner;
    return strlen(path) > 20 ? "too long" : sim_dist_empirical(dist, values, 2);
}

static const char *path_of(const void *owner, const void *data)
{
    (void)owner;
    (void)data;
    return "x.csv";
}

static bool read_value(int kind, const char *text, size_t length, struct arena *arena,
                       struct value *value, struct phrase_error *error)
{
    struct phrase_files files = {arena, NULL, two_values};
    uint64_t whole = 0;
    bool good;
    switch (kind) {
    case 0:
        return phrase_dist(text, length, &files, &value->dist, error);
    case 1:
        return phrase_duration(text, length, &value->whole, error);
    case 2:
        return phrase_clock(text, length, &value->whole, error);
    case 3:
        return phrase_rate(text, length, &value->number, error);
    case 4:
        return phrase_size(text, length, &value->whole, error);
    case 5:
        return phrase_share(text, length, &value->number, error);
    case 6:
        return phrase_number(text, length, &value->number, error);
    default:
        good = phrase_whole(text, length, &whole, error);
        value->whole = (int64_t)whole;
        return good;
    }
}

static char *write_value(int kind, const struct value *value)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    if (!to)
        abort();
    switch (kind) {
    case 0:
        spell_dist(to, &value->dist, path_of, NULL);
        break;
    case 1:
        spell_duration(to, value->whole);
        break;
    case 2:
        spell_clock(to, value->whole);
        break;
    case 3:
        spell_rate(to, value->number);
        break;
    case 4:
        spell_size(to, value->whole);
        break;
    case 5:
        spell_share(to, value->number);
        break;
    case 6:
        spell_number(to, value->number);
        break;
    default:
        fprintf(to, "%llu", (unsigned long long)value->whole);
        break;
    }
    if (fclose(to) != 0)
        abort();
    return text;
}

static void check_accepted(int kind, const struct value *value, struct arena *arena)
{
    struct phrase_error error;
    struct value again = {0};
    char *text = write_value(kind, value);
    require(read_value(kind, text, strlen(text), arena, &again, &error), text);
    char *text_again = write_value(kind, &again);
    require(strcmp(text, text_again) == 0, text);
    if (kind == 0) {
        double mean = sim_dist_mean(&value->dist), mean_again = sim_dist_mean(&again.dist);
        require(!isnan(mean) && mean >= 0, "a mean below 0");
        require(fabs(mean - mean_again) <= 1e-9 * mean + 1e-9, "another mean");
    } else {
        require(value->whole == again.whole && value->number == again.number, text);
        require(kind == 6 || (value->number >= 0 && isfinite(value->number)), "a negative value");
        require(kind == 7 || value->whole >= 0, "a negative value");
    }
    free(text_again);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct phrase_error error;
    struct value value = {0};
    if (size < 1)
        return 0;
    struct arena *arena = arena_new(1 << 24);
    char *text = malloc(size);
    if (!arena || !text)
        abort();
    memcpy(text, data + 1, size - 1);
    int kind = data[0] % 8;
    if (read_value(kind, text, size - 1, arena, &value, &error)) {
        check_accepted(kind, &value, arena);
    } else {
        require(error.offset <= size - 1 && error.width <= size - 1 - error.offset,
                "a mark outside of the text");
        require(strlen(error.text) > 0, "an error without a sentence");
    }
    free(text);
    arena_free(arena);
    return 0;
}
