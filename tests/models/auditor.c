/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See auditor.h. */
#include "tests/models/auditor.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/measures.h"

/* Where an order is, as the journal tells it. */
enum phase {
    PHASE_NONE,
    PHASE_AWAY, /* heard the busy tone, will dial again */
    PHASE_HOLD,
    PHASE_TALK,
    PHASE_TICKET,
    PHASE_RAIL,
    PHASE_BLOCKED,
    PHASE_START, /* taken; the start and the way to a clerk */
    PHASE_FETCH,
    PHASE_STOCK,
    PHASE_PREP, /* has its ingredients: waits for a cook or is prepared */
    PHASE_OVEN_LINE,
    PHASE_BAKE,
    PHASE_BOX,
    PHASE_COURIER_LINE,
    PHASE_RIDE,
    PHASE_DELIVERED,
    PHASE_LOST,
    PHASES
};

#define IN(phase) (1u << PHASE_##phase)

/* Which phases an event is possible in, and which one it leads to (PHASES: stays). */
static const struct {
    unsigned from;
    enum phase to;
} moves[JOURNAL_EVENTS] = {
    [EVENT_CALL] = {IN(NONE), PHASE_HOLD},
    [EVENT_REDIAL] = {IN(AWAY), PHASE_HOLD},
    [EVENT_BUSY] = {IN(HOLD), PHASE_AWAY},
    [EVENT_HOLD] = {IN(HOLD), PHASES},
    [EVENT_HANGUP] = {IN(HOLD), PHASES},
    [EVENT_LOST] = {IN(HOLD) | IN(AWAY), PHASE_LOST},
    [EVENT_ANSWER] = {IN(HOLD), PHASE_TALK},
    [EVENT_TICKET] = {IN(TALK), PHASE_TICKET},
    [EVENT_TAKE] = {IN(TICKET) | IN(RAIL) | IN(BLOCKED), PHASE_START},
    [EVENT_RAIL] = {IN(TICKET) | IN(BLOCKED), PHASE_RAIL},
    [EVENT_BLOCKED] = {IN(TICKET), PHASE_BLOCKED},
    [EVENT_SWITCH] = {IN(START) | IN(PREP) | IN(BOX), PHASES},
    [EVENT_FETCH] = {IN(START), PHASE_FETCH},
    [EVENT_SHORT] = {IN(FETCH), PHASE_STOCK},
    [EVENT_INGREDIENTS] = {IN(FETCH) | IN(STOCK), PHASE_PREP},
    [EVENT_PREP] = {IN(PREP), PHASES},
    [EVENT_BOX] = {IN(BOX), PHASES},
    [EVENT_OVEN] = {IN(PREP), PHASE_OVEN_LINE},
    [EVENT_BAKE] = {IN(OVEN_LINE), PHASE_BAKE},
    [EVENT_DING] = {IN(BAKE), PHASE_BOX},
    [EVENT_COURIER] = {IN(BOX), PHASE_COURIER_LINE},
    [EVENT_RIDE] = {IN(COURIER_LINE), PHASE_RIDE},
    [EVENT_DELIVERED] = {IN(RIDE), PHASE_DELIVERED},
};

struct story {
    enum phase phase;
    sim_time since;
    sim_time called, answered, received, taken, picked_up, delivered;
    bool hung_up;
};

/* A line that is served first come first served: the last place that was served. */
enum turn { TURN_HOLD, TURN_TICKET, TURN_OVEN, TURN_COURIER, TURNS };

/* What a cook does, and since when. */
struct doing {
    enum cook_state state;
    sim_time since;
};

enum { COOKS_MOST = 4096 };

struct auditor {
    const struct world *world;
    bool changes;          /* the world does not stay as it is */
    struct story *stories; /* by order number */
    size_t room;
    uint32_t orders;
    sim_time now;
    int64_t in_phase[PHASES];
    sim_area spent[PHASES]; /* order-nanoseconds within the window */
    int64_t stock[16];
    uint64_t place, served[TURNS]; /* places in lines are numbered through */
    uint64_t *places[TURNS];       /* by order number */
    struct doing cooks[COOKS_MOST];
    sim_area cooks_spent[COOK_STATES + 1]; /* within the window; the last: not on the floor */
};

struct auditor *auditor_new(const struct world *world)
{
    struct auditor *a = calloc(1, sizeof *a);
    assert_non_null(a);
    a->world = world;
    assert_true(world->ingredient_count <= 16);
    for (size_t n = 0; n < world->ingredient_count; n++)
        a->stock[n] = world->ingredients[n].level;
    for (size_t n = 0; n < COOKS_MOST; n++)
        a->cooks[n].state = COOK_GONE;
    return a;
}

void auditor_free(struct auditor *a)
{
    free(a->stories);
    for (int n = 0; n < TURNS; n++)
        free(a->places[n]);
    free(a);
}

static void *grown(void *old, size_t from, size_t to, size_t size)
{
    char *grown = realloc(old, to * size);
    assert_non_null(grown);
    memset(grown + from * size, 0, (to - from) * size);
    return grown;
}

static struct story *story_of(struct auditor *a, uint32_t order)
{
    if (order >= a->room) {
        size_t room = 2 * (size_t)order + 64;
        a->stories = grown(a->stories, a->room, room, sizeof *a->stories);
        for (int n = 0; n < TURNS; n++)
            a->places[n] = grown(a->places[n], a->room, room, sizeof *a->places[n]);
        a->room = room;
    }
    return &a->stories[order];
}

static int64_t largest(const struct plan *plan)
{
    int64_t most = 0;
    for (size_t n = 0; n < plan->count; n++)
        most = plan->shifts[n].number > most ? plan->shifts[n].number : most;
    return most;
}

/* When time passes, nothing is used beyond its capacity and nobody waits for what is free. */
static void no_overuse(const struct auditor *a)
{
    const struct world *w = a->world;
    const int64_t *in = a->in_phase;
    assert_int_equal(in[PHASE_TICKET], 0); /* each ticket has found its place */
    assert_true(in[PHASE_HOLD] + in[PHASE_TALK] <= w->lines);
    assert_true(in[PHASE_RAIL] <= w->rail);
    assert_true(in[PHASE_BLOCKED] == 0 || in[PHASE_RAIL] == w->rail);
    assert_true(in[PHASE_BAKE] <= w->ovens);
    assert_true(in[PHASE_OVEN_LINE] == 0 || in[PHASE_BAKE] == w->ovens);
    assert_true(in[PHASE_FETCH] <= w->clerks);
    assert_true(in[PHASE_TALK] + in[PHASE_BLOCKED] <= largest(&w->agents));
    assert_true(in[PHASE_RIDE] <= largest(&w->couriers));
    int64_t flying = 0;
    for (int phase = PHASE_START; phase < PHASE_DELIVERED; phase++)
        flying += in[phase];
    assert_true(flying <= w->in_flight);
}

/* First come first served: whoever is served came after whoever was served before. */
static void takes_turn(struct auditor *a, enum turn turn, uint32_t order)
{
    assert_true(a->places[turn][order] > a->served[turn]);
    a->served[turn] = a->places[turn][order];
}

static void ingredients_are_there(struct auditor *a, const struct journal_entry *entry)
{
    for (size_t n = 0; n < a->world->ingredient_count; n++) {
        a->stock[n] -= a->world->recipes[entry->recipe].needs[n];
        assert_true(a->stock[n] >= 0);
    }
}

static sim_area within_window(const struct auditor *a, sim_time from, sim_time to)
{
    from = from < a->world->warmup ? a->world->warmup : from;
    to = to > a->world->hours ? a->world->hours : to;
    return to > from ? (sim_area)(to - from) : 0;
}

static void moves_on(struct auditor *a, struct story *story, enum phase to, sim_time now)
{
    a->spent[story->phase] += within_window(a, story->since, now);
    a->in_phase[story->phase]--;
    a->in_phase[to]++;
    story->phase = to;
    story->since = now;
}

static void audit_turns(struct auditor *a, const struct journal_entry *entry)
{
    static const struct {
        enum journal_event comes, served;
    } turns[TURNS] = {
        [TURN_HOLD] = {EVENT_CALL, EVENT_ANSWER},
        [TURN_TICKET] = {EVENT_TICKET, EVENT_TAKE},
        [TURN_OVEN] = {EVENT_OVEN, EVENT_BAKE},
        [TURN_COURIER] = {EVENT_COURIER, EVENT_RIDE},
    };
    for (int turn = 0; turn < TURNS; turn++) {
        if (entry->event == turns[turn].comes ||
            (turn == TURN_HOLD && entry->event == EVENT_REDIAL))
            a->places[turn][entry->order] = ++a->place;
        else if (entry->event == turns[turn].served)
            takes_turn(a, (enum turn)turn, entry->order);
    }
}

static void remember(struct story *story, const struct journal_entry *entry)
{
    if (entry->event == EVENT_CALL)
        story->called = entry->at;
    else if (entry->event == EVENT_ANSWER)
        story->answered = entry->at;
    else if (entry->event == EVENT_TICKET)
        story->received = entry->at;
    else if (entry->event == EVENT_TAKE)
        story->taken = entry->at;
    else if (entry->event == EVENT_RIDE)
        story->picked_up = entry->at;
    else if (entry->event == EVENT_DELIVERED)
        story->delivered = entry->at;
    else if (entry->event == EVENT_HANGUP)
        story->hung_up = true;
}

static void audit(void *listener, const struct journal_entry *entry)
{
    struct auditor *a = listener;
    assert_true(entry->at >= a->now);
    if (entry->at > a->now && !a->changes)
        no_overuse(a);
    a->now = entry->at;
    if (entry->event == EVENT_RESTOCK) {
        for (size_t n = 0; n < a->world->ingredient_count; n++)
            a->stock[n] = a->world->ingredients[n].level;
        return;
    }
    struct story *story = story_of(a, entry->order);
    if (entry->event == EVENT_CALL) {
        assert_int_equal(entry->order, ++a->orders);
        story->since = entry->at;
        a->in_phase[PHASE_NONE]++;
    }
    if (!(moves[entry->event].from & 1u << story->phase))
        fail_msg("order %u: %s in phase %d", entry->order, journal_names[entry->event],
                 story->phase);
    assert_false(story->hung_up && entry->event != EVENT_LOST);
    audit_turns(a, entry);
    remember(story, entry);
    if (entry->event == EVENT_INGREDIENTS)
        ingredients_are_there(a, entry);
    if (moves[entry->event].to != PHASES)
        moves_on(a, story, moves[entry->event].to, entry->at);
}

static void audit_cook(void *listener, const struct journal_cook *change)
{
    struct auditor *a = listener;
    assert_true(change->cook > 0 && change->cook < COOKS_MOST);
    struct doing *doing = &a->cooks[change->cook];
    a->cooks_spent[doing->state] += within_window(a, doing->since, change->at);
    *doing = (struct doing){.state = change->state, .since = change->at};
    bool with_order = change->state != COOK_IDLE && change->state != COOK_GONE;
    assert_true(with_order == (change->order != 0));
}

void auditor_expects_changes(struct auditor *a)
{
    a->changes = true;
}

struct journal auditor_journal(struct auditor *a)
{
    return (struct journal){.note = audit, .listener = a, .cook = audit_cook};
}

static void agrees(const double *values, const char *name, double expected)
{
    double value = values[measure_find(name)];
    if (isnan(value) && isnan(expected))
        return;
    if (!(fabs(value - expected) <= 1e-12 * fabs(expected)))
        fail_msg("%s is %.17g, by the journal %.17g", name, value, expected);
}

/* Offered = refused + abandoned + delivered + unfinished, and each as the journal has it. */
static void counts_agree(const struct auditor *a, const double *values)
{
    double offered = 0, refused = 0, abandoned = 0, received = 0, delivered = 0, in_window = 0;
    double total = 0, longest = NAN;
    for (uint32_t n = 1; n <= a->orders; n++) {
        const struct story *s = &a->stories[n];
        bool done = s->phase == PHASE_DELIVERED;
        in_window += done && s->delivered >= a->world->warmup && s->delivered < a->world->hours;
        if (s->called < a->world->warmup)
            continue;
        offered++;
        refused += s->phase == PHASE_LOST && !s->hung_up;
        abandoned += s->phase == PHASE_LOST && s->hung_up;
        received += s->phase >= PHASE_TICKET && s->phase <= PHASE_DELIVERED;
        delivered += done;
        if (done) {
            total += (double)(s->delivered - s->called);
            longest = fmax(longest, (double)(s->delivered - s->called));
        }
    }
    agrees(values, "calls.offered", offered);
    agrees(values, "calls.refused", refused);
    agrees(values, "calls.abandoned", abandoned);
    agrees(values, "orders.received", received);
    agrees(values, "orders.delivered", delivered);
    agrees(values, "orders.unfinished", offered - refused - abandoned - delivered);
    agrees(values, "time.total.mean", delivered > 0 ? total / delivered / 1e9 : NAN);
    agrees(values, "time.total.max", longest / 1e9);
    double length = sim_seconds(a->world->hours - a->world->warmup);
    agrees(values, "throughput", in_window / length);
}

static double mean_in(const struct auditor *a, int first, int last)
{
    sim_area sum = 0;
    for (int phase = first; phase <= last; phase++)
        sum += a->spent[phase];
    return (double)sum / 1e9 / sim_seconds(a->world->hours - a->world->warmup);
}

/* A level over the window is the time that orders spent there (Little's law, exactly). */
static void levels_agree(const struct auditor *a, const double *values)
{
    agrees(values, "queue.hold", mean_in(a, PHASE_HOLD, PHASE_HOLD));
    agrees(values, "queue.ticket", mean_in(a, PHASE_TICKET, PHASE_BLOCKED));
    agrees(values, "queue.stock", mean_in(a, PHASE_STOCK, PHASE_STOCK));
    agrees(values, "queue.oven", mean_in(a, PHASE_OVEN_LINE, PHASE_OVEN_LINE));
    agrees(values, "queue.courier", mean_in(a, PHASE_COURIER_LINE, PHASE_COURIER_LINE));
    agrees(values, "in_flight", mean_in(a, PHASE_START, PHASE_RIDE));
    const struct world *w = a->world;
    if (a->changes)
        return;
    if (w->ovens != UNLIMITED)
        agrees(values, "ovens.busy", mean_in(a, PHASE_BAKE, PHASE_BAKE) / (double)w->ovens);
    if (w->clerks != UNLIMITED)
        agrees(values, "clerks.busy", mean_in(a, PHASE_FETCH, PHASE_FETCH) / (double)w->clerks);
    if (w->agents.count == 1 && w->agents.shifts[0].number != UNLIMITED) {
        double agents = (double)w->agents.shifts[0].number;
        agrees(values, "agents.busy", mean_in(a, PHASE_TALK, PHASE_TALK) / agents);
        agrees(values, "agents.blocked", mean_in(a, PHASE_BLOCKED, PHASE_BLOCKED) / agents);
    }
}

/* The cooks' states are those told; they add up to the time they are paid for. */
static void cooks_add_up(const struct auditor *a, const double *values)
{
    static const char *const states[COOK_STATES] = {
        [COOK_WORKING] = "cooks.working",
        [COOK_SWITCHING] = "cooks.switching",
        [COOK_AT_WAREHOUSE] = "cooks.waiting.warehouse",
        [COOK_AT_OVEN] = "cooks.waiting.oven",
        [COOK_AT_COURIER] = "cooks.waiting.courier",
        [COOK_AT_CUSTOMER] = "cooks.waiting.customer",
        [COOK_AT_WORKTOP] = "cooks.waiting.worktop",
        [COOK_IDLE] = "cooks.idle",
    };
    sim_area paid = 0;
    for (int state = 0; state < COOK_STATES; state++)
        paid += a->cooks_spent[state];
    for (int state = 0; state < COOK_STATES && paid > 0; state++)
        agrees(values, states[state], (double)a->cooks_spent[state] / (double)paid);
    double sum = 0;
    for (size_t n = 0; n < COOK_STATES; n++)
        sum += values[measure_find(states[n])];
    if (values[measure_find("cooks.present")] > 0)
        assert_true(fabs(sum - 1) < 1e-12);
    else
        assert_true(isnan(sum));
    for (size_t n = 0; n < measure_count(); n++)
        assert_true(isnan(values[n]) || values[n] >= 0 ||
                    strcmp(measure_at(n)->name[0], "money.profit") == 0 || measure_is_aid(n));
}

void auditor_closes(struct auditor *a, const double *values)
{
    bool stops = a->world->closing == CLOSING_STOP;
    sim_time end = stops || a->now < a->world->hours ? a->world->hours : a->now;
    for (uint32_t n = 1; n <= a->orders; n++) {
        struct story *story = &a->stories[n];
        a->spent[story->phase] += within_window(a, story->since, end);
    }
    for (size_t n = 0; n < COOKS_MOST; n++)
        a->cooks_spent[a->cooks[n].state] += within_window(a, a->cooks[n].since, end);
    counts_agree(a, values);
    levels_agree(a, values);
    cooks_add_up(a, values);
}
