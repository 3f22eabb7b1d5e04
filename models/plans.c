/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What goes by the clock: shift plans, plans of rates, listed arrivals. Clock times run from `open`
 * over midnight, in order: one that is earlier than the one before it is on the next day. Knows
 * nothing of which keys are plans.
 */
#include <string.h>

#include "models/reading.h"

/* Turns clock times into instants, one after the other. */
struct clock {
    sim_time open, instant, last; /* the instant of the last clock time */
    bool started;
};

static struct clock clock_from(sim_time open)
{
    return (struct clock){.open = open};
}

static sim_time clock_next(struct clock *clock, sim_time time)
{
    sim_time step = time - (clock->started ? clock->last : clock->open);
    if (step < 0)
        step += SIM_DAY;
    clock->instant = sim_after(clock->instant, step);
    clock->last = time;
    clock->started = true;
    return clock->instant;
}

/* One entry of a plan: its clock time, as an instant. */
static bool entry_instant(struct reading *reading, const struct node *entry, struct clock *clock,
                          sim_time *instant)
{
    struct phrase_error error;
    const struct node *key = entry->key;
    sim_time time = 0;
    if (!phrase_clock(key->text, key->length, &time, &error)) {
        reading_phrase_error(reading, key, &error);
        return false;
    }
    if (!clock->started && time < clock->open)
        trouble_add(reading->troubles, SEVERITY_WARNING, key->mark,
                    "%s is before the opening, so it is on the next day", key->text);
    *instant = clock_next(clock, time);
    return true;
}

/* An entry with the same clock time as an earlier one is a slip, not the next day. */
static bool entry_is_new(struct reading *reading, const struct node *plan, const struct node *entry)
{
    struct phrase_error error;
    sim_time time = 0, before = 0;
    if (!phrase_clock(entry->key->text, entry->key->length, &time, &error))
        return true;
    for (const struct node *other = plan->first; other != entry; other = other->next) {
        if (phrase_clock(other->key->text, other->key->length, &before, &error) && before == time) {
            trouble_error(reading->troubles, entry->key->mark,
                          "%s is given twice; first at line %u", entry->key->text,
                          mark_position(other->key->mark).line);
            return false;
        }
    }
    return true;
}

static bool plan_size_fits(struct reading *reading, const struct node *node)
{
    if (!node->count)
        trouble_error(reading->troubles, node->mark, "a plan must have at least one entry");
    else if (node->count > PLAN_MOST)
        trouble_error(reading->troubles, node->mark, "a plan may have at most %d entries",
                      PLAN_MOST);
    return node->count && node->count <= PLAN_MOST;
}

/* A number of people from an instant on. */
static bool read_shift(struct reading *reading, const struct key *key, const struct node *entry,
                       struct shift *shift)
{
    struct key count = *key;
    count.type = TYPE_COUNT;
    count.takes = "count";
    return value_read(reading, &count, entry, &shift->number, NULL);
}

static bool read_one_shift(struct reading *reading, const struct key *key, const struct node *node,
                           struct plan *plan)
{
    struct key limit = *key;
    limit.type = TYPE_LIMIT;
    struct shift shift = {0};
    if (!value_read(reading, &limit, node, &shift.number, NULL))
        return false;
    struct shift *shifts = arena_take(reading->keep, 1, sizeof *shifts);
    if (!shifts)
        return false;
    shifts[0] = shift;
    *plan = (struct plan){1, shifts};
    return true;
}

bool plan_read(struct reading *reading, const struct key *key, const struct node *node,
               struct plan *plan)
{
    if (node->kind != NODE_MAP)
        return read_one_shift(reading, key, node, plan);
    if (!plan_size_fits(reading, node))
        return false;
    struct shift *shifts = arena_take(reading->keep, node->count, sizeof *shifts);
    struct clock clock = clock_from(reading->world->open);
    size_t count = 0;
    bool good = shifts != NULL;
    for (const struct node *entry = node->first; shifts && entry; entry = entry->next, count++) {
        good &= entry_is_new(reading, node, entry);
        good &= entry_instant(reading, entry, &clock, &shifts[count].from);
        good &= read_shift(reading, key, entry, &shifts[count]);
    }
    if (good)
        *plan = (struct plan){count, shifts};
    return good;
}

static bool read_rate(struct reading *reading, const struct node *node, double *rate)
{
    struct phrase_error error;
    if (node->kind != NODE_TEXT) {
        trouble_error(reading->troubles, node->mark, "expected a rate, such as 60 per hour");
        return false;
    }
    if (phrase_rate(node->text, node->length, rate, &error))
        return true;
    reading_phrase_error(reading, node, &error);
    return false;
}

static bool read_rates(struct reading *reading, const struct node *node, struct arrivals *arrivals)
{
    size_t entries = node->kind == NODE_MAP ? node->count : 1;
    struct rate *rates = arena_take(reading->keep, entries, sizeof *rates);
    if (!rates)
        return false;
    bool good = true;
    if (node->kind == NODE_MAP) {
        struct clock clock = clock_from(reading->world->open);
        size_t count = 0;
        for (const struct node *entry = node->first; entry; entry = entry->next, count++) {
            good &= entry_is_new(reading, node, entry);
            good &= entry_instant(reading, entry, &clock, &rates[count].from);
            good &= read_rate(reading, entry, &rates[count].per_second);
        }
    } else {
        good = read_rate(reading, node, &rates[0].per_second);
    }
    if (good)
        *arrivals = (struct arrivals){.kind = ARRIVALS_POISSON, .count = entries, .rates = rates};
    return good;
}

static bool read_every(struct reading *reading, const struct node *node, struct arrivals *arrivals)
{
    struct arrivals renewal = {.kind = ARRIVALS_RENEWAL};
    if (node->kind != NODE_TEXT) {
        trouble_error(reading->troubles, node->mark,
                      "expected a duration or a distribution, found %s", node_words(node));
        return false;
    }
    if (!dist_read(reading, node, &renewal.every))
        return false;
    *arrivals = renewal;
    return true;
}

/* A listed arrival: a duration since opening, or a clock time. */
static bool read_arrival(struct reading *reading, const struct node *node, struct clock *clock,
                         sim_time before, sim_time *instant)
{
    struct phrase_error error;
    sim_time time = 0;
    if (node->kind != NODE_TEXT || node->empty) {
        trouble_error(reading->troubles, node->mark, "expected a duration such as 2.5 min");
        return false;
    }
    bool by_clock = phrase_is_clock(node->text, node->length);
    bool good = by_clock ? phrase_clock(node->text, node->length, &time, &error)
                         : phrase_duration(node->text, node->length, &time, &error);
    if (!good) {
        reading_phrase_error(reading, node, &error);
        return false;
    }
    *instant = by_clock ? clock_next(clock, time) : time;
    if (*instant >= before)
        return true;
    trouble_error(reading->troubles, node->mark, "arrivals must be in order of time");
    return false;
}

static bool read_times(struct reading *reading, const struct node *node, struct arrivals *arrivals)
{
    if (node->kind != NODE_LIST) {
        trouble_error(reading->troubles, node->mark, "expected a list, such as [1 min, 2.5 min]");
        return false;
    }
    sim_time *times = arena_take(reading->keep, node->count + 1, sizeof *times);
    if (!times)
        return false;
    struct clock clock = clock_from(reading->world->open);
    size_t count = 0;
    bool good = true;
    sim_time before = 0;
    for (const struct node *entry = node->first; entry; entry = entry->next) {
        if (read_arrival(reading, entry, &clock, before, &times[count]))
            before = times[count++];
        else
            good = false;
    }
    if (good)
        *arrivals = (struct arrivals){.kind = ARRIVALS_TIMES, .count = count, .times = times};
    return good;
}

/* The clock times of a file as instants; durations are instants already. */
static sim_time *instants_of(struct reading *reading, const struct data *data)
{
    if (!data->clocks)
        return data->values;
    sim_time *times = arena_take(reading->keep, data->count + 1, sizeof *times);
    struct clock clock = clock_from(reading->world->open);
    for (size_t i = 0; times && i < data->count; i++)
        times[i] = clock_next(&clock, data->values[i]);
    return times;
}

static bool read_file(struct reading *reading, const struct node *node, struct arrivals *arrivals)
{
    const char *problem = "expected the name of a file";
    const struct data *data =
        node->kind == NODE_TEXT && !node->empty
            ? data_read(reading, node->mark.source, node->text, true, &problem)
            : NULL;
    if (!data) {
        trouble_error(reading->troubles, node->mark, "%s", problem);
        return false;
    }
    sim_time *times = instants_of(reading, data);
    if (!times || !data_note(reading, node->mark.source, node->text, times))
        return false;
    *arrivals = (struct arrivals){.kind = ARRIVALS_TIMES, .count = data->count, .times = times};
    return true;
}

/* The forms with a word: {every: ...}, {times: ...}, {file: ...}. */
static bool read_named(struct reading *reading, const struct node *node, struct arrivals *arrivals)
{
    static const char *const words[] = {"every", "times", "file"};
    struct phrase_error error;
    size_t form = 0;
    const struct node *entry = node->first;
    if (!phrase_word(entry->key->text, entry->key->length, words, 3, &form, &error)) {
        reading_phrase_error(reading, entry->key, &error);
        return false;
    }
    if (entry->next) {
        trouble_error(reading->troubles, entry->next->key->mark,
                      "nothing can be given beside \"%s\"", words[form]);
        return false;
    }
    return form == 0   ? read_every(reading, entry, arrivals)
           : form == 1 ? read_times(reading, entry, arrivals)
                       : read_file(reading, entry, arrivals);
}

bool arrivals_read(struct reading *reading, const struct key *key, const struct node *node,
                   struct arrivals *arrivals)
{
    if (node->kind == NODE_LIST || node->empty) {
        trouble_error(reading->troubles, node->mark, "expected a %s; found %s", key->takes,
                      node_words(node));
        return false;
    }
    if (node->kind == NODE_TEXT)
        return read_rates(reading, node, arrivals);
    if (!plan_size_fits(reading, node))
        return false;
    const struct node *first = node->first->key;
    bool by_clock = phrase_is_clock(first->text, first->length);
    return by_clock ? read_rates(reading, node, arrivals) : read_named(reading, node, arrivals);
}

static sim_time clock_of(sim_time open, sim_time instant)
{
    return (open + instant) % SIM_DAY;
}

/* One entry from instant 0 on is a bare number, whatever it was written as. */
void plan_write(FILE *to, const struct plan *plan, sim_time open)
{
    if (plan->count == 1 && plan->shifts[0].from == 0) {
        if (plan->shifts[0].number == UNLIMITED)
            fputs("unlimited", to);
        else
            fprintf(to, "%lld", (long long)plan->shifts[0].number);
        return;
    }
    for (size_t i = 0; i < plan->count; i++) {
        fputs(i ? ", " : "{", to);
        spell_clock(to, clock_of(open, plan->shifts[i].from));
        fprintf(to, ": %lld", (long long)plan->shifts[i].number);
    }
    fputc('}', to);
}

static void rates_write(FILE *to, const struct arrivals *arrivals, sim_time open)
{
    if (arrivals->count == 1 && arrivals->rates[0].from == 0) {
        spell_rate(to, arrivals->rates[0].per_second);
        return;
    }
    for (size_t i = 0; i < arrivals->count; i++) {
        fputs(i ? ", " : "{", to);
        spell_clock(to, clock_of(open, arrivals->rates[i].from));
        fputs(": ", to);
        spell_rate(to, arrivals->rates[i].per_second);
    }
    fputc('}', to);
}

void arrivals_write(FILE *to, const struct arrivals *arrivals, const struct world *world)
{
    if (arrivals->kind == ARRIVALS_POISSON) {
        rates_write(to, arrivals, world->open);
        return;
    }
    if (arrivals->kind == ARRIVALS_RENEWAL) {
        fputs("{every: ", to);
        spell_dist(to, &arrivals->every, data_path, world);
        fputc('}', to);
        return;
    }
    const char *path = data_path(world, arrivals->times);
    if (path) {
        fprintf(to, "{file: %s}", path);
        return;
    }
    fputs("{times: [", to);
    for (size_t i = 0; i < arrivals->count; i++) {
        if (i)
            fputs(", ", to);
        spell_duration(to, arrivals->times[i]);
    }
    fputs("]}", to);
}
