/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a YAML value to a member of the world, and back, for each type of key. Knows types and
 * ranges; knows nothing of which keys there are.
 */
#include <stdlib.h>
#include <string.h>

#include "models/measures.h"
#include "models/nearest.h"
#include "models/reading.h"

void reading_phrase_error(struct reading *reading, const struct node *node,
                          const struct phrase_error *error)
{
    trouble_error(reading->troubles, node_part(node, error->offset, error->width), "%s",
                  error->text);
}

/* A value must be written as text, not as a list or a map. */
static bool need_text(struct reading *reading, const struct key *key, const struct node *node)
{
    if (node->kind == NODE_TEXT && !node->empty)
        return true;
    /* "an amount", "a count", but "fifo or even". */
    size_t words = 0;
    bool chosen = key_words(key, reading->theme, &words) && key->type != TYPE_WAITS;
    const char *article = chosen ? "" : key->takes[0] == 'a' ? "an " : "a ";
    trouble_error(reading->troubles, node->mark, "expected %s%s; found %s", article, key->takes,
                  node_words(node));
    return false;
}

static bool is_word(const struct node *node, const char *word)
{
    return node->kind == NODE_TEXT && strcmp(node->text, word) == 0;
}

/* Limits of ranges as people write them: "1000000" rather than "1e+06". */
static bool out_of_range(struct reading *reading, const struct key *key, const struct node *node)
{
    char *range = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&range, &size);
    if (to) {
        bool share = key->type == TYPE_SHARE;
        (share ? spell_share : spell_number)(to, key->low);
        fputs(" to ", to);
        (share ? spell_share : spell_number)(to, key->high);
        if (fclose(to) == 0)
            trouble_error(reading->troubles, node->mark, "out of range: must be from %s", range);
    }
    free(range);
    return false;
}

static const char *empirical(void *owner, const char *path, struct sim_dist *dist)
{
    struct reading *reading = owner;
    const char *problem = NULL;
    const struct data *data = data_read(reading, reading->node->mark.source, path, false, &problem);
    if (!data)
        return problem;
    problem = sim_dist_empirical(dist, data->values, data->count);
    if (!problem && !data_note(reading, reading->node->mark.source, path, data->values))
        return "out of memory";
    return problem;
}

bool dist_read(struct reading *reading, const struct node *node, struct sim_dist *dist)
{
    struct phrase_error error;
    struct phrase_files files = {reading->keep, reading, empirical};
    reading->node = node;
    if (phrase_dist(node->text, node->length, &files, dist, &error))
        return true;
    reading_phrase_error(reading, node, &error);
    return false;
}

/* A duration or distribution, or the word that stands for its absence. */
static bool read_dist(struct reading *reading, const struct key *key, const struct node *node,
                      struct sim_dist *dist, bool *flag)
{
    bool patience = key->type == TYPE_PATIENCE;
    if (patience && is_word(node, "unlimited"))
        return !sim_dist_constant(dist, FOREVER);
    const char *absent = key->type == TYPE_DIST_OR_NEVER  ? "never"
                         : key->type == TYPE_DIST_OR_SAME ? "same"
                                                          : NULL;
    if (absent && is_word(node, absent)) {
        *flag = false;
        return true;
    }
    if (!dist_read(reading, node, dist))
        return false;
    if (absent)
        *flag = true;
    return true;
}

static bool read_count(struct reading *reading, const struct key *key, const struct node *node,
                       int64_t *value)
{
    struct phrase_error error;
    uint64_t number = 0;
    if (is_word(node, "unlimited")) {
        if (key->type == TYPE_LIMIT) {
            *value = UNLIMITED;
            return true;
        }
        trouble_error(reading->troubles, node->mark, "cannot be unlimited: expected a count");
        return false;
    }
    if (!phrase_whole(node->text, node->length, &number, &error)) {
        reading_phrase_error(reading, node, &error);
        return false;
    }
    if ((double)number < key->low || (double)number > key->high)
        return out_of_range(reading, key, node);
    *value = (int64_t)number;
    return true;
}

static bool read_number(struct reading *reading, const struct key *key, const struct node *node,
                        double *value)
{
    struct phrase_error error;
    double number = 0;
    bool good = key->type == TYPE_PAY ? phrase_rate(node->text, node->length, &number, &error)
                : key->type == TYPE_SHARE
                    ? phrase_share(node->text, node->length, &number, &error)
                    : phrase_number(node->text, node->length, &number, &error);
    if (!good) {
        reading_phrase_error(reading, node, &error);
        return false;
    }
    if (number < key->low || number > key->high)
        return out_of_range(reading, key, node);
    *value = number;
    return true;
}

static bool read_time(struct reading *reading, const struct key *key, const struct node *node,
                      sim_time *value)
{
    struct phrase_error error;
    if (key->type == TYPE_TIME_OR_NEVER && is_word(node, "never")) {
        *value = SIM_NEVER;
        return true;
    }
    bool good = key->type == TYPE_CLOCK ? phrase_clock(node->text, node->length, value, &error)
                                        : phrase_duration(node->text, node->length, value, &error);
    if (!good)
        reading_phrase_error(reading, node, &error);
    return good;
}

/* How long, or "auto": it is left to the program, and 0 until that knows. */
static bool read_time_or_auto(struct reading *reading, const struct key *key,
                              const struct node *node, sim_time *value, bool *flag)
{
    *flag = is_word(node, "auto");
    if (!*flag)
        return read_time(reading, key, node, value);
    *value = 0;
    return true;
}

static bool read_measure(struct reading *reading, const struct node *node, size_t *value)
{
    size_t index = measure_find(node->text);
    if (index < measure_count() && !measure_is_aid(index)) {
        *value = index;
        return true;
    }
    struct nearest nearest = nearest_to(node->text, node->length);
    for (size_t n = 0; n < measure_count(); n++)
        if (!measure_is_aid(n))
            nearest_try(&nearest, measure_at(n)->name[reading->theme]);
    trouble_error(reading->troubles, node->mark, "there is no measure \"%s\"%s%s%s", node->text,
                  nearest.best ? "; did you mean \"" : "", nearest.best ? nearest.best : "",
                  nearest.best ? "\"?" : "");
    return false;
}

static bool read_size(struct reading *reading, const struct key *key, const struct node *node,
                      int64_t *value)
{
    struct phrase_error error;
    if (key->type == TYPE_SIZE_OR_LIMIT && is_word(node, "unlimited")) {
        *value = UNLIMITED;
        return true;
    }
    if (phrase_size(node->text, node->length, value, &error))
        return true;
    reading_phrase_error(reading, node, &error);
    return false;
}

static bool read_word(struct reading *reading, const struct key *key, const struct node *node,
                      void *target)
{
    struct phrase_error error;
    size_t count, index = 0;
    const char *const *words = key_words(key, reading->theme, &count);
    if (!phrase_word(node->text, node->length, words, count, &index, &error)) {
        reading_phrase_error(reading, node, &error);
        return false;
    }
    unsigned value = (unsigned)index;
    _Static_assert(sizeof(enum policy) == sizeof value, "an enum is an unsigned");
    memcpy(target, &value, sizeof value);
    return true;
}

static bool read_wait(struct reading *reading, const struct key *key, const struct node *node,
                      unsigned *waits)
{
    struct phrase_error error;
    size_t count, index = 0;
    const char *const *words = key_words(key, reading->theme, &count);
    if (!need_text(reading, key, node))
        return false;
    if (!phrase_word(node->text, node->length, words, count, &index, &error)) {
        reading_phrase_error(reading, node, &error);
        return false;
    }
    if (*waits & 1U << index) {
        trouble_error(reading->troubles, node->mark, "\"%s\" is given twice", node->text);
        return false;
    }
    *waits |= 1U << index;
    return true;
}

static bool read_waits(struct reading *reading, const struct key *key, const struct node *node,
                       unsigned *target)
{
    unsigned waits = 0;
    bool good = true;
    if (node->kind == NODE_LIST) {
        for (const struct node *wait = node->first; wait; wait = wait->next)
            good &= read_wait(reading, key, wait, &waits);
    } else {
        good = read_wait(reading, key, node, &waits);
    }
    if (good)
        *target = waits;
    return good;
}

static bool read_text(struct reading *reading, const struct node *node, const char **target)
{
    char *text = arena_text(reading->keep, node->text, node->length);
    if (text)
        *target = text;
    return text != NULL;
}

static bool read_seed(struct reading *reading, const struct node *node, uint64_t *seed)
{
    struct phrase_error error;
    if (phrase_whole(node->text, node->length, seed, &error))
        return true;
    reading_phrase_error(reading, node, &error);
    return false;
}

static bool read_count_32(struct reading *reading, const struct key *key, const struct node *node,
                          uint32_t *target)
{
    int64_t count = 0;
    if (!read_count(reading, key, node, &count))
        return false;
    *target = (uint32_t)count;
    return true;
}

bool value_read(struct reading *reading, const struct key *key, const struct node *node,
                void *target, bool *flag)
{
    /* These also take maps and lists. */
    switch (key->type) {
    case TYPE_PLAN:
        return plan_read(reading, key, node, target);
    case TYPE_ARRIVALS:
        return arrivals_read(reading, key, node, target);
    case TYPE_WAITS:
        return read_waits(reading, key, node, target);
    default:
        break;
    }
    if (key->type == TYPE_TEXT && node->kind == NODE_TEXT)
        return read_text(reading, node, target);
    if (!need_text(reading, key, node))
        return false;
    switch (key->type) {
    case TYPE_SEED:
        return read_seed(reading, node, target);
    case TYPE_CLOCK:
    case TYPE_TIME:
    case TYPE_TIME_OR_NEVER:
        return read_time(reading, key, node, target);
    case TYPE_TIME_OR_AUTO:
        return read_time_or_auto(reading, key, node, target, flag);
    case TYPE_MEASURE:
        return read_measure(reading, node, target);
    case TYPE_DIST:
    case TYPE_PATIENCE:
    case TYPE_DIST_OR_NEVER:
    case TYPE_DIST_OR_SAME:
        return read_dist(reading, key, node, target, flag);
    case TYPE_NUMBER:
    case TYPE_SHARE:
    case TYPE_PAY:
        return read_number(reading, key, node, target);
    case TYPE_COUNT:
    case TYPE_LIMIT:
        return read_count(reading, key, node, target);
    case TYPE_COUNT_32:
        return read_count_32(reading, key, node, target);
    case TYPE_SIZE:
    case TYPE_SIZE_OR_LIMIT:
        return read_size(reading, key, node, target);
    default:
        return read_word(reading, key, node, target);
    }
}

/* Text in double quotes where it could be taken for something else. */
static void write_text(FILE *to, const char *text)
{
    fputc('"', to);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            fprintf(to, "\\%c", *text);
        else if ((unsigned char)*text < 0x20)
            fprintf(to, "\\x%02x", (unsigned)(unsigned char)*text);
        else
            fputc(*text, to);
    }
    fputc('"', to);
}

static void write_limit(FILE *to, int64_t number)
{
    if (number == UNLIMITED)
        fputs("unlimited", to);
    else
        fprintf(to, "%lld", (long long)number);
}

static void write_waits(FILE *to, enum theme theme, unsigned waits)
{
    const char *between = "[";
    for (size_t i = 0; i < WAITS; i++) {
        if (waits & 1U << i) {
            fprintf(to, "%s%s", between, theme_waits[theme][i]);
            between = ", ";
        }
    }
    fputs(waits ? "]" : "[]", to);
}

static void write_dist(FILE *to, const struct key *key, const struct world *world,
                       const struct sim_dist *dist, bool flag)
{
    if (key->type == TYPE_DIST_OR_NEVER && !flag)
        fputs("never", to);
    else if (key->type == TYPE_DIST_OR_SAME && !flag)
        fputs("same", to);
    else if (key->type == TYPE_PATIENCE && dist->kind == SIM_CONSTANT && dist->shift == FOREVER)
        fputs("unlimited", to);
    else
        spell_dist(to, dist, data_path, world);
}

static void write_time(FILE *to, const struct key *key, sim_time time)
{
    if (key->type == TYPE_CLOCK)
        spell_clock(to, time);
    else if (time == SIM_NEVER)
        fputs("never", to);
    else
        spell_duration(to, time);
}

static void write_word(FILE *to, const struct key *key, enum theme theme, const void *target)
{
    size_t count;
    unsigned index;
    const char *const *words = key_words(key, theme, &count);
    memcpy(&index, target, sizeof index);
    fputs(words && index < count ? words[index] : "", to);
}

void value_write(FILE *to, const struct key *key, enum theme theme, const struct world *world,
                 const void *target, bool flag)
{
    switch (key->type) {
    case TYPE_TEXT:
        write_text(to, *(const char *const *)target);
        return;
    case TYPE_SEED:
        fprintf(to, "%llu", (unsigned long long)*(const uint64_t *)target);
        return;
    case TYPE_CLOCK:
    case TYPE_TIME:
    case TYPE_TIME_OR_NEVER:
        write_time(to, key, *(const sim_time *)target);
        return;
    case TYPE_TIME_OR_AUTO:
        if (flag)
            fputs("auto", to);
        else
            write_time(to, key, *(const sim_time *)target);
        return;
    case TYPE_MEASURE:
        fputs(measure_at(*(const size_t *)target)->name[theme], to);
        return;
    case TYPE_DIST:
    case TYPE_PATIENCE:
    case TYPE_DIST_OR_NEVER:
    case TYPE_DIST_OR_SAME:
        write_dist(to, key, world, target, flag);
        return;
    case TYPE_NUMBER:
        spell_number(to, *(const double *)target);
        return;
    case TYPE_SHARE:
        spell_share(to, *(const double *)target);
        return;
    case TYPE_PAY:
        spell_rate(to, *(const double *)target);
        return;
    case TYPE_COUNT:
    case TYPE_LIMIT:
        write_limit(to, *(const int64_t *)target);
        return;
    case TYPE_COUNT_32:
        fprintf(to, "%lu", (unsigned long)*(const uint32_t *)target);
        return;
    case TYPE_SIZE:
    case TYPE_SIZE_OR_LIMIT:
        if (*(const int64_t *)target == UNLIMITED)
            fputs("unlimited", to);
        else
            spell_size(to, *(const int64_t *)target);
        return;
    case TYPE_PLAN:
        plan_write(to, target, world->open);
        return;
    case TYPE_ARRIVALS:
        arrivals_write(to, target, world);
        return;
    case TYPE_WAITS:
        write_waits(to, theme, *(const unsigned *)target);
        return;
    default:
        write_word(to, key, theme, target);
        return;
    }
}
