/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Works (MODEL section 3): the switch and then the work itself, at a worktop, at full speed or
 * slowed down by shared worktops and crowding. Knows nothing of what an order does before or after.
 */
#include "models/kitchen_state.h"

/* Draws how long the order's next work will take. */
void work_draw(struct kitchen *k, uint32_t i, enum work work)
{
    const struct world *w = k->world;
    struct order *order = &k->orders[i];
    order->work = (uint8_t)work;
    order->switching = order_fate(k, i, FATE_SWITCH_START + work, &w->swtch);
    order->working = 0;
    luck_counts(k, LUCK_SWITCH, order->switching, k->expected[LUCK_SWITCH]);
    if (work == WORK_PREP) {
        order->working = order_fate(k, i, FATE_PREP, &w->recipes[order->recipe].prep);
        luck_counts(k, LUCK_PREP, order->working, k->expected_prep[order->recipe]);
    } else if (work == WORK_BOX) {
        order->working = order_fate(k, i, FATE_BOX, &w->box);
        luck_counts(k, LUCK_BOX, order->working, k->expected[LUCK_BOX]);
    }
}

/* Gunther's universal scalability law as a stretch of work: MODEL section 3, "Crowding". */
static double stretch(const struct kitchen *k)
{
    const struct world *w = k->world;
    double cooks = (double)k->present.value;
    return 1 + w->contention * (cooks - 1) + w->coherency * cooks * (cooks - 1);
}

/* The event of whichever shared piece of work ends next. */
static void schedule_shared(struct kitchen *k)
{
    sim_time next = sim_work_next(k->shared_work);
    if (next > SIM_FAR)
        next = SIM_NEVER;
    if (k->shared_event && next == k->shared_at)
        return;
    if (k->shared_event)
        sim_events_cancel(k->events, k->shared_event);
    k->shared_event =
        next == SIM_NEVER ? 0 : sim_events_add(k->events, next, RANK_ENDS, HAPPENS_WORK_SHARED, 0);
    k->shared_at = next;
}

/* To be called when the number of cooks or of pieces of work changes. */
void works_set_speed(struct kitchen *k)
{
    if (!k->crowded || k->present.value == 0)
        return;
    double speed = 1, pieces = (double)k->pieces;
    if (k->world->sharing == SHARING_EVEN && pieces > (double)k->world->worktops)
        speed = (double)k->world->worktops / pieces;
    sim_work_speed(k->shared_work, k->now, speed / stretch(k));
    schedule_shared(k);
}

static void worktops_in_use(struct kitchen *k, int64_t change)
{
    k->pieces = (uint32_t)(k->pieces + change);
    int64_t limit = k->world->worktops;
    if (limit == UNLIMITED)
        return; /* nobody asks how many of them are in use */
    int64_t used = k->pieces < limit ? k->pieces : limit;
    sim_level_set(&k->worktops_busy, k->now, used);
}

static void note_work(const struct kitchen *k, uint32_t i)
{
    const struct order *order = &k->orders[i];
    if (order->work != WORK_START)
        note(k, order->work == WORK_PREP ? EVENT_PREP : EVENT_BOX, i, order->work, order->working);
}

/*
 * At full speed the end is known from the beginning, and the change from switching to working is
 * a matter of accounts (and of the journal, where somebody reads it).
 */
static void begin_at_full_speed(struct kitchen *k, uint32_t i)
{
    struct order *order = &k->orders[i];
    sim_time over = sim_after(k->now, order->switching);
    if (order->switching == 0) {
        note_work(k, i);
        cook_does(k, order->cook, COOK_WORKING);
    } else {
        note(k, EVENT_SWITCH, i, order->work, order->switching);
        cook_switches_until(k, order->cook, over);
        if (k->journal && order->work != WORK_START)
            happens_after(k, order->switching, HAPPENS_SWITCH_OVER, i);
    }
    sim_events_add(k->events, sim_after(over, order->working), RANK_ENDS, HAPPENS_WORK_OVER, i);
}

void switch_ends(struct kitchen *k, uint32_t i)
{
    note_work(k, i);
    cook_seen_working(k, k->orders[i].cook);
}

/* The switch of slowed-down work is over, or there was none. Returns how long the work takes. */
static sim_time work_itself(struct kitchen *k, uint32_t i)
{
    struct order *order = &k->orders[i];
    order->at_switch = false;
    note_work(k, i);
    if (order->working > 0)
        cook_does(k, order->cook, COOK_WORKING);
    return order->working;
}

static void begin_slowed_down(struct kitchen *k, uint32_t i)
{
    struct order *order = &k->orders[i];
    sim_time length = order->switching;
    order->at_switch = length > 0;
    if (order->at_switch) {
        cook_does(k, order->cook, COOK_SWITCHING);
        note(k, EVENT_SWITCH, i, order->work, length);
    } else {
        length = work_itself(k, i);
    }
    k->failed |= !sim_work_begin(k->shared_work, k->now, length, i);
    works_set_speed(k);
}

static void on_worktop(struct kitchen *k, uint32_t i)
{
    worktops_in_use(k, 1);
    if (k->crowded)
        begin_slowed_down(k, i);
    else
        begin_at_full_speed(k, i);
}

/* The order's cook begins the work that was drawn. */
void work_begins(struct kitchen *k, uint32_t i)
{
    const struct order *order = &k->orders[i];
    if (order->switching + order->working == 0) {
        note_work(k, i);
        work_is_done(k, i);
    } else if (k->world->sharing == SHARING_FIFO && k->pieces >= k->world->worktops) {
        cook_does(k, order->cook, COOK_AT_WORKTOP);
        sim_queue_push(&k->worktop_line, k->links, i);
    } else {
        on_worktop(k, i);
    }
}

static void worktop_is_free(struct kitchen *k)
{
    worktops_in_use(k, -1);
    if (k->worktop_line.head && k->pieces < k->world->worktops)
        on_worktop(k, sim_queue_pop(&k->worktop_line, k->links));
}

void work_ends(struct kitchen *k, uint32_t i)
{
    worktop_is_free(k);
    work_is_done(k, i);
}

/* The switch or the work of whoever is next where work is slowed down. */
void work_shared_ends(struct kitchen *k)
{
    k->shared_event = 0;
    uint32_t i = sim_work_finish(k->shared_work, k->now);
    sim_time length = k->orders[i].at_switch ? work_itself(k, i) : 0;
    if (length > 0) {
        sim_work_continue(k->shared_work, k->now, length, i);
    } else {
        worktop_is_free(k);
        work_is_done(k, i);
    }
    works_set_speed(k);
    schedule_shared(k);
}

/* Whether work may be slowed down in this world. */
bool works_need_sharing(const struct world *w)
{
    return w->contention > 0 || w->coherency > 0 ||
           (w->sharing == SHARING_EVEN && w->worktops != UNLIMITED);
}

/* The number of worktops has changed, or the way they are shared out. */
void worktops_resized(struct kitchen *k)
{
    worktops_in_use(k, 0);
    while (k->worktop_line.head &&
           (k->world->sharing == SHARING_EVEN || k->pieces < k->world->worktops))
        on_worktop(k, sim_queue_pop(&k->worktop_line, k->links));
    works_set_speed(k);
}

bool works_begin(struct kitchen *k)
{
    k->crowded = k->world->may_be_crowded || works_need_sharing(k->world);
    if (!k->crowded)
        return true;
    if (!k->shared_work)
        k->shared_work = sim_work_new();
    else
        sim_work_clear(k->shared_work);
    return k->shared_work != NULL;
}
