/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each pilot day fills a row with the mean number in the house over each piece of the day; the rows
 * of a variant are averaged in their order (so that threads change nothing) and handed to MSER-5.
 */
#include "lab/warmup.h"

#include <stdlib.h>

#include "lab/mser.h"
#include "lab/threads.h"
#include "models/journal.h"
#include "models/kitchen.h"

/* The number in the house, as the journal tells it, added up piece by piece. */
struct watch {
    double *pieces; /* person-nanoseconds */
    sim_time hours, at;
    int64_t inside;
};

struct pilots {
    const struct scenario *scenario;
    const atomic_bool *stop;
    double *rows; /* variant by variant, day by day, WARMUP_PIECES each */
    atomic_size_t next;
    atomic_bool out_of_memory;
};

/* When the piece begins; the last ones are not shorter than the first. */
static sim_time piece_at(sim_time hours, size_t piece)
{
    return (sim_time)((sim_area)hours * piece / WARMUP_PIECES);
}

/* Up to now as many were inside as before. */
static void until(struct watch *watch, sim_time now)
{
    now = now < watch->hours ? now : watch->hours;
    while (watch->at < now) {
        size_t piece = (size_t)((sim_area)watch->at * WARMUP_PIECES / (sim_area)watch->hours);
        while (piece_at(watch->hours, piece + 1) <= watch->at)
            piece++;
        sim_time end = piece_at(watch->hours, piece + 1);
        end = end < now ? end : now;
        watch->pieces[piece] += (double)watch->inside * (double)(end - watch->at);
        watch->at = end;
    }
}

static void note(void *listener, const struct journal_entry *entry)
{
    struct watch *watch = listener;
    int change = entry->event == EVENT_CALL                                      ? 1
                 : entry->event == EVENT_LOST || entry->event == EVENT_DELIVERED ? -1
                                                                                 : 0;
    if (change == 0)
        return;
    until(watch, entry->at);
    watch->inside += change;
}

static bool stopped(const struct pilots *pilots)
{
    return pilots->out_of_memory || (pilots->stop && *pilots->stop);
}

static bool run_pilot(struct pilots *pilots, struct kitchen *kitchen, size_t which)
{
    const struct world *world = &pilots->scenario->variants[which / WARMUP_PILOTS].world;
    struct watch watch = {.pieces = pilots->rows + which * WARMUP_PIECES, .hours = world->hours};
    const struct journal journal = {.note = note, .listener = &watch};
    uint32_t day = WARMUP_FIRST_PILOT + (uint32_t)(which % WARMUP_PILOTS);
    if (!kitchen_begin(kitchen, world, day, &journal))
        return false;
    for (size_t piece = 1; piece <= WARMUP_PIECES && !stopped(pilots); piece++)
        if (!kitchen_run(kitchen, piece_at(world->hours, piece)))
            return false;
    until(&watch, world->hours);
    return true;
}

static void *work(void *argument)
{
    struct pilots *pilots = argument;
    size_t count = pilots->scenario->variant_count * WARMUP_PILOTS;
    struct kitchen *kitchen = kitchen_new();
    if (!kitchen)
        pilots->out_of_memory = true;
    while (kitchen && !stopped(pilots)) {
        size_t which = atomic_fetch_add(&pilots->next, 1);
        if (which >= count)
            break;
        if (pilots->scenario->variants[which / WARMUP_PILOTS].world.warmup_auto &&
            !run_pilot(pilots, kitchen, which))
            pilots->out_of_memory = true;
    }
    kitchen_free(kitchen);
    return NULL;
}

/* Averages the pilot days of a variant into the first of them, and applies the rule to it. */
static bool judge(const struct pilots *pilots, size_t variant, sim_time *time)
{
    sim_time hours = pilots->scenario->variants[variant].world.hours;
    double *mean = pilots->rows + variant * WARMUP_PILOTS * WARMUP_PIECES;
    size_t leave_out;
    for (size_t piece = 0; piece < WARMUP_PIECES; piece++) {
        for (size_t day = 1; day < WARMUP_PILOTS; day++)
            mean[piece] += mean[day * WARMUP_PIECES + piece];
        sim_time length = piece_at(hours, piece + 1) - piece_at(hours, piece);
        mean[piece] /= WARMUP_PILOTS * (double)(length > 0 ? length : 1);
    }
    bool settles = mser5(mean, WARMUP_PIECES, &leave_out);
    *time = piece_at(hours, leave_out);
    return settles;
}

static void choose(struct warmup *warmup, const struct pilots *pilots, struct scenario *scenario)
{
    *warmup = (struct warmup){.chosen = true, .settles = true, .pilots = WARMUP_PILOTS};
    for (size_t v = 0; v < scenario->variant_count; v++) {
        sim_time time;
        if (!scenario->variants[v].world.warmup_auto)
            continue;
        warmup->settles = judge(pilots, v, &time) && warmup->settles;
        warmup->time = time > warmup->time ? time : warmup->time;
    }
    for (size_t v = 0; v < scenario->variant_count; v++) {
        struct world *world = &scenario->variants[v].world;
        if (!world->warmup_auto)
            continue;
        world->warmup_auto = false;
        world->warmup = warmup->time;
        if (warmup->time >= world->hours) { /* another variant's days are far longer */
            world->warmup = world->hours / 2;
            warmup->settles = false;
        }
    }
}

bool warmup_asked(const struct scenario *scenario)
{
    for (size_t v = 0; v < scenario->variant_count; v++)
        if (scenario->variants[v].world.warmup_auto)
            return true;
    return false;
}

enum warmup_end warmup_find(struct warmup *warmup, struct scenario *scenario, unsigned threads,
                            const atomic_bool *stop)
{
    size_t rows = scenario->variant_count * WARMUP_PILOTS;
    struct pilots pilots = {.scenario = scenario,
                            .stop = stop,
                            .rows = calloc(rows * WARMUP_PIECES, sizeof *pilots.rows)};
    *warmup = (struct warmup){0};
    if (!pilots.rows)
        return WARMUP_OUT_OF_MEMORY;
    threads = threads_wanted(threads);
    threads_work(threads < rows ? threads : (unsigned)rows, work, &pilots);
    enum warmup_end end = pilots.out_of_memory ? WARMUP_OUT_OF_MEMORY
                          : stopped(&pilots)   ? WARMUP_STOPPED
                                               : WARMUP_DONE;
    if (end == WARMUP_DONE)
        choose(warmup, &pilots, scenario);
    free(pilots.rows);
    return end;
}
