/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Callers (MODEL section 2, points 1 to 3): who calls when, the phone lines, the busy tone,
 * redialling, patience on hold. Knows nothing of what happens after an agent answers.
 */
#include "models/kitchen_state.h"
#include "models/roster.h"

static sim_time arrival_draw(const struct kitchen *k, const struct sim_dist *dist)
{
    return fate_length(k->world, k->replication, k->calls + 1, FATE_ARRIVAL, dist);
}

/* What is left of the gap before the next call, in calls expected. */
static double gap_left(const struct kitchen *k)
{
    double left = sim_seconds(arrival_draw(k, &k->unit_gap)) - k->call_used;
    return left > 0 ? left : 0;
}

/*
 * The next call of a Poisson process whose rate changes: a gap of the unit process is used up at
 * the rate in force (inversion of the cumulative rate; Cinlar 1975), so that another demand moves
 * the same calls closer together.
 */
static sim_time next_poisson(struct kitchen *k)
{
    const struct arrivals *arrivals = &k->world->arrivals;
    double expected = gap_left(k);
    sim_time at = k->last_call;
    for (; k->rate < arrivals->count; k->rate++) {
        const struct rate *rate = &arrivals->rates[k->rate];
        sim_time end =
            k->rate + 1 < arrivals->count ? arrivals->rates[k->rate + 1].from : k->world->hours;
        double per_second = rate->per_second * k->world->demand;
        if (at < rate->from)
            at = rate->from;
        double here = sim_seconds(end - at) * per_second;
        if (per_second > 0 && expected <= here)
            return at + sim_from_seconds(expected / per_second);
        if (end > at) {
            expected -= here;
            at = end;
        }
    }
    return SIM_NEVER;
}

static sim_time next_call(struct kitchen *k)
{
    const struct arrivals *arrivals = &k->world->arrivals;
    switch (arrivals->kind) {
    case ARRIVALS_POISSON:
        return next_poisson(k);
    case ARRIVALS_RENEWAL:
        return sim_after(k->last_call, arrival_draw(k, &arrivals->every));
    case ARRIVALS_TIMES:
        return k->calls < arrivals->count ? arrivals->times[k->calls] : SIM_NEVER;
    }
    return SIM_NEVER;
}

static void schedule_call(struct kitchen *k)
{
    sim_time at = next_call(k);
    k->calls_over = at >= k->world->hours;
    k->call_event = k->calls_over ? 0 : sim_events_add(k->events, at, RANK_CALLS, HAPPENS_CALL, 0);
}

/* Before the world changes: what of the gap before the next call has passed at the old rates. */
void callers_use_gap(struct kitchen *k)
{
    if (k->world->arrivals.kind != ARRIVALS_POISSON)
        return;
    k->call_used += calls_expected(k->world, k->last_call, k->now);
    k->last_call = k->now;
}

/* After the world has changed: the rest passes at the new rates. */
void callers_reschedule(struct kitchen *k)
{
    if (k->world->arrivals.kind != ARRIVALS_POISSON || k->now >= k->world->hours)
        return;
    if (k->call_event)
        sim_events_cancel(k->events, k->call_event);
    k->rate = 0;
    schedule_call(k);
}

void callers_begin(struct kitchen *k)
{
    sim_dist_exponential(&k->unit_gap, 1.0);
    k->patience_can_be_zero = sim_dist_can_be_zero(&k->world->patience);
    schedule_call(k);
}

static void lose(struct kitchen *k, uint32_t i, uint64_t *counter)
{
    note(k, EVENT_LOST, i, 0, 0);
    if (k->orders[i].counted)
        (*counter)++;
    k->lost++;
    order_done(k, i);
}

static void busy_tone(struct kitchen *k, uint32_t i)
{
    struct order *order = &k->orders[i];
    note(k, EVENT_BUSY, i, order->redials + 1, 0);
    if (order->redials >= k->world->redial_attempts) {
        lose(k, i, &k->counts.refused);
        return;
    }
    order->redials++;
    k->redials_pending++;
    sim_time wait = order_fate(k, i, FATE_REDIAL + order->redials, &k->world->redial_after);
    sim_events_add(k->events, sim_after(k->now, wait), RANK_CALLS, HAPPENS_REDIAL, i);
}

static sim_time patience_of(const struct kitchen *k, uint32_t i)
{
    return order_fate(k, i, FATE_PATIENCE, &k->world->patience);
}

static void dial(struct kitchen *k, uint32_t i)
{
    if (k->connected >= k->world->lines) {
        busy_tone(k, i);
        return;
    }
    k->connected++;
    sim_line_push(&k->hold, k->links, k->now, i);
    if (k->patience_can_be_zero && patience_of(k, i) == 0)
        happens_after(k, 0, HAPPENS_PATIENCE_OVER, i);
}

/* Somebody dials for the first time. */
static void first_call(struct kitchen *k, uint32_t number)
{
    uint32_t i = order_new(k);
    if (!i)
        return;
    struct order *order = &k->orders[i];
    order->number = number;
    order->called = k->now;
    order->counted = k->now >= k->world->warmup;
    order->recipe = (uint16_t)fate_recipe(k->world, k->replication, order->number);
    if (order->counted)
        k->counts.offered++;
    note(k, EVENT_CALL, i, 1, 0);
    dial(k, i);
}

void caller_calls(struct kitchen *k)
{
    first_call(k, ++k->calls);
    k->last_call = k->now;
    k->call_used = 0;
    schedule_call(k);
}

/* The others keep their numbers, and with them their fates. */
uint32_t kitchen_call(struct kitchen *k)
{
    uint32_t number = KITCHEN_EXTRA_CALLS + ++k->extra_calls;
    first_call(k, number);
    settle(k);
    return number;
}

void caller_redials(struct kitchen *k, uint32_t i)
{
    k->redials_pending--;
    note(k, EVENT_REDIAL, i, k->orders[i].redials + 1, 0);
    dial(k, i);
}

void caller_hangs_up(struct kitchen *k, uint32_t i)
{
    if (!k->orders[i].announced)
        note(k, EVENT_HOLD, i, 0, 0); /* no agent in no time is still no agent */
    k->orders[i].patience = 0;
    k->connected--;
    sim_line_remove(&k->hold, k->links, k->now, i);
    note(k, EVENT_HANGUP, i, 0, 0);
    lose(k, i, &k->counts.abandoned);
}

/* Begins to wait: as nobody answers at this instant, his patience matters. */
static void waits_on_hold(struct kitchen *k, uint32_t i)
{
    k->orders[i].announced = true;
    note(k, EVENT_HOLD, i, 0, 0);
    sim_time patience = patience_of(k, i);
    if (patience < FOREVER)
        k->orders[i].patience = happens_after(k, patience, HAPPENS_PATIENCE_OVER, i);
}

/* Those who dialled at this instant and have not been answered stand at the end of the line. */
void callers_wait(struct kitchen *k)
{
    uint32_t first = 0;
    for (uint32_t i = k->hold.queue.tail; i && !k->orders[i].announced; i = k->links[i].prev)
        first = i;
    for (uint32_t i = first; i; i = k->links[i].next)
        waits_on_hold(k, i);
}
