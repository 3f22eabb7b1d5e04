/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See tally.h. */
#include "tui/tally.h"

#include <stdlib.h>
#include <string.h>

static void begin(struct tally *tally)
{
    uint8_t *states = tally->states;
    size_t room = tally->room;
    memset(tally, 0, sizeof *tally);
    tally->states = states;
    tally->room = room;
    if (states)
        memset(states, COOK_GONE, room);
}

/* Adds the time since the last instant to what the cooks were doing. */
static void pass(struct tally *tally, sim_time until, double pay)
{
    double length = sim_seconds(until - tally->now);
    for (int n = 0; n < COOK_STATES; n++) {
        double seconds = length * (double)tally->cooks_in[n];
        tally->cook_seconds[n] += seconds;
        if (tally_is_wait((enum cook_state)n))
            tally->cost += seconds * pay;
    }
    tally->now = until;
}

static bool know_cook(struct tally *tally, uint32_t cook)
{
    if (cook < tally->room)
        return true;
    size_t room = 2 * (size_t)cook + 64;
    uint8_t *states = realloc(tally->states, room);
    if (!states)
        return false;
    memset(states + tally->room, COOK_GONE, room - tally->room);
    tally->states = states;
    tally->room = room;
    return true;
}

static void see(struct tally *tally, const struct journal_cook *change)
{
    if (!know_cook(tally, change->cook))
        return;
    uint8_t before = tally->states[change->cook];
    if (before < COOK_STATES)
        tally->cooks_in[before]--;
    if (change->state < COOK_STATES)
        tally->cooks_in[change->state]++;
    tally->states[change->cook] = (uint8_t)change->state;
}

static void find_quantiles(struct tally *tally, const struct scene *scene)
{
    if (tally->times.total == scene->total_count)
        return;
    while (tally->times.total < scene->total_count)
        sim_histogram_add(&tally->times, scene->totals[tally->times.total]);
    tally->typical = (sim_time)sim_histogram_quantile(&tally->times, 0.5);
    tally->unlucky = (sim_time)sim_histogram_quantile(&tally->times, 0.95);
}

void tally_update(struct tally *tally, const struct playback *playback)
{
    const struct scene *scene = playback_scene(playback);
    sim_time now = playback_now(playback);
    size_t changes = playback_change_count(playback);
    uint32_t replication = playback_replication(playback);
    if (now < tally->now || scene->change_count < tally->seen ||
        scene->total_count < tally->times.total || changes != tally->changes ||
        replication != tally->replication)
        begin(tally);
    tally->changes = changes;
    tally->replication = replication;
    double pay = playback_world(playback)->pay_cook;
    for (; tally->seen < scene->change_count; tally->seen++) {
        pass(tally, scene->changes[tally->seen].at, pay);
        see(tally, &scene->changes[tally->seen]);
    }
    pass(tally, now, pay);
    find_quantiles(tally, scene);
}

void tally_free(struct tally *tally)
{
    free(tally->states);
    memset(tally, 0, sizeof *tally);
}

double tally_standing(const struct tally *tally)
{
    double seconds = 0;
    for (int n = 0; n < COOK_STATES; n++)
        if (tally_is_wait((enum cook_state)n))
            seconds += tally->cook_seconds[n];
    return seconds;
}
