/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One kitchen a variant, each advanced to its next instant in turn, the earliest first; of those at
 * the same instant the variants' order decides.
 */
#include "report/days.h"

#include <stdlib.h>

/* One variant on its way through the day. */
struct track {
    const struct days_listener *told;
    size_t variant;
    struct kitchen *kitchen;
    struct journal journal;
    sim_time next;
};

static void note(void *listener, const struct journal_entry *entry)
{
    const struct track *track = listener;
    if (track->told->note)
        track->told->note(track->told->listener, track->variant, entry);
}

static void cook(void *listener, const struct journal_cook *change)
{
    const struct track *track = listener;
    track->told->cook(track->told->listener, track->variant, change);
}

static bool begin(struct track *tracks, const struct scenario *scenario, uint32_t replication,
                  const struct days_listener *listener)
{
    for (size_t v = 0; v < scenario->variant_count; v++) {
        struct track *track = &tracks[v];
        *track = (struct track){.told = listener, .variant = v, .kitchen = kitchen_new()};
        track->journal =
            (struct journal){.note = note, .listener = track, .cook = listener->cook ? cook : NULL};
        if (!track->kitchen || !kitchen_begin(track->kitchen, &scenario->variants[v].world,
                                              replication, &track->journal))
            return false;
        track->next = kitchen_next(track->kitchen);
    }
    return true;
}

static struct track *earliest(struct track *tracks, size_t count)
{
    struct track *first = &tracks[0];
    for (size_t v = 1; v < count; v++)
        if (tracks[v].next < first->next)
            first = &tracks[v];
    return first;
}

static enum trace_end run(struct track *tracks, size_t count, const struct days_listener *listener,
                          const atomic_bool *stop)
{
    for (struct track *track; (track = earliest(tracks, count))->next != SIM_NEVER;) {
        sim_time now = track->next;
        if (stop && *stop)
            return TRACE_STOPPED;
        if (!kitchen_run(track->kitchen, now))
            return TRACE_OUT_OF_MEMORY;
        track->next = kitchen_next(track->kitchen);
        if (listener->instant &&
            !listener->instant(listener->listener, track->variant, track->kitchen, now))
            return TRACE_NOT_WRITTEN;
    }
    return TRACE_DONE;
}

enum trace_end days_run(const struct scenario *scenario, uint32_t replication,
                        const struct days_listener *listener, const atomic_bool *stop)
{
    size_t count = scenario->variant_count;
    struct track *tracks = calloc(count, sizeof *tracks);
    if (!tracks)
        return TRACE_OUT_OF_MEMORY;
    enum trace_end end = TRACE_OUT_OF_MEMORY;
    if (begin(tracks, scenario, replication, listener))
        end = run(tracks, count, listener, stop);
    for (size_t v = 0; v < count; v++)
        kitchen_free(tracks[v].kitchen);
    free(tracks);
    return end;
}
