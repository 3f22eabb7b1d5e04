/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The day: beginning, one instant after the other, and the end. At one instant first everything
 * that ends or arrives happens, and only then are free cooks, rail places and agents given out
 * (MODEL section 3, last paragraph). What happens to whom is told by the other files of
 * kitchen_state.h.
 */
#include <stdlib.h>
#include <string.h>

#include "models/kitchen_state.h"

struct sim_level *level_at(struct kitchen *k, size_t level)
{
#define AT(member) offsetof(struct kitchen, member)
    static const size_t offsets[LEVELS] = {
        [LEVEL_PRESENT] = AT(present),
        [LEVEL_AGENTS_BUSY] = AT(agents.busy),
        [LEVEL_AGENTS_BLOCKED] = AT(agents_blocked),
        [LEVEL_AGENTS] = AT(agents.present),
        [LEVEL_OVENS_BUSY] = AT(ovens.busy),
        [LEVEL_COURIERS_BUSY] = AT(couriers.busy),
        [LEVEL_COURIERS] = AT(couriers.present),
        [LEVEL_CLERKS_BUSY] = AT(clerks.busy),
        [LEVEL_WORKTOPS_BUSY] = AT(worktops_busy),
        [LEVEL_HOLD] = AT(hold.length),
        [LEVEL_TICKETS] = AT(tickets.length),
        [LEVEL_CLERK_LINE] = AT(clerk_line.length),
        [LEVEL_STOCK_LINE] = AT(stock_line.length),
        [LEVEL_OVEN_LINE] = AT(oven_line.length),
        [LEVEL_COURIER_LINE] = AT(courier_line.length),
        [LEVEL_READY] = AT(ready_tasks),
        [LEVEL_IN_FLIGHT] = AT(in_flight),
        [LEVEL_MEMORY] = AT(memory),
    };
#undef AT
    return (struct sim_level *)((char *)k + offsets[level]);
}

void journal_write(const struct kitchen *k, enum journal_event event, uint32_t i, uint32_t number,
                   sim_time length)
{
    const struct order *order = i ? &k->orders[i] : &(const struct order){0};
    const struct journal_entry entry = {
        .at = k->now,
        .event = event,
        .order = order->number,
        .cook = order->cook,
        .recipe = order->recipe,
        .number = number,
        .length = length,
    };
    k->journal->note(k->journal->listener, &entry);
}

static bool add_order_room(struct kitchen *k)
{
    uint32_t room = k->order_room ? 2 * k->order_room : 64;
    struct order *orders = realloc(k->orders, room * sizeof *orders);
    if (orders)
        k->orders = orders;
    struct sim_link *links = realloc(k->links, room * sizeof *links);
    if (links)
        k->links = links;
    if (!orders || !links || room < k->order_room)
        return false;
    k->order_room = room;
    return true;
}

uint32_t order_new(struct kitchen *k)
{
    uint32_t i = k->free_order;
    if (i) {
        k->free_order = k->links[i].next;
    } else {
        if (k->order_slots + 1 >= k->order_room && !add_order_room(k)) {
            k->failed = true;
            return 0;
        }
        i = ++k->order_slots;
    }
    k->orders[i] = (struct order){0};
    k->alive++;
    return i;
}

void order_done(struct kitchen *k, uint32_t i)
{
    k->links[i].next = k->free_order;
    k->free_order = i;
    k->alive--;
}

static void window_opens(struct kitchen *k)
{
    for (size_t n = 0; n < LEVELS; n++)
        sim_level_restart(level_at(k, n), k->now);
    cooks_account(k);
    memset(k->cook_time, 0, sizeof k->cook_time);
    for (int luck = 0; luck < LUCKS; luck++)
        k->luck[luck] = 0;
}

static void window_closes(struct kitchen *k)
{
    k->closed = true;
    for (size_t n = 0; n < LEVELS; n++) {
        sim_level_flush(level_at(k, n), k->now);
        k->window[n] = *level_at(k, n);
    }
    cooks_account(k);
    memcpy(k->window_cook_time, k->cook_time, sizeof k->cook_time);
    k->over = k->world->closing == CLOSING_STOP;
}

static const struct plan *plan_of(const struct kitchen *k, enum staff staff)
{
    const struct plan *plans[STAFFS] = {&k->world->cooks, &k->world->agents, &k->world->couriers};
    return plans[staff];
}

static void staff_resize(struct kitchen *k, enum staff staff, int64_t number)
{
    if (staff == STAFF_COOKS)
        cooks_resize(k, number);
    else if (staff == STAFF_AGENTS)
        sim_server_resize(&k->agents, k->now, number);
    else
        couriers_resize(k, number);
}

/* Puts the shift of the present instant into force and schedules the next one. */
void shift_begins(struct kitchen *k, enum staff staff)
{
    const struct plan *plan = plan_of(k, staff);
    size_t *next = &k->shift[staff];
    int64_t number = 0;
    for (*next = 0; *next < plan->count && plan->shifts[*next].from <= k->now; (*next)++)
        number = plan->shifts[*next].number;
    staff_resize(k, staff, number);
    k->shift_event[staff] =
        *next < plan->count
            ? sim_events_add(k->events, plan->shifts[*next].from, RANK_SHIFTS, HAPPENS_SHIFT, staff)
            : 0;
}

void truck_scheduled(struct kitchen *k, const struct sim_dist *interval)
{
    sim_time length = fate_length(k->world, k->replication, k->trucks + 1, FATE_TRUCK, interval);
    k->truck_pending = true;
    k->truck_at = sim_after(k->now, length);
    sim_events_add(k->events, k->truck_at, RANK_TRUCK, HAPPENS_TRUCK, 0);
}

static void truck(struct kitchen *k)
{
    k->truck_pending = false;
    if (k->closed && k->alive == 0)
        return; /* there is nobody left to come for */
    k->trucks++;
    truck_comes(k);
    if (k->world->truck_again)
        truck_scheduled(k, &k->world->restock_every);
}

static void happens(struct kitchen *k, const struct sim_event *event)
{
    uint32_t subject = event->subject;
    k->happened++;
    switch ((enum happening)event->kind) {
    case HAPPENS_WARMUP_OVER:
        window_opens(k);
        break;
    case HAPPENS_CLOSING:
        window_closes(k);
        break;
    case HAPPENS_CALL:
        caller_calls(k);
        break;
    case HAPPENS_REDIAL:
        caller_redials(k, subject);
        break;
    case HAPPENS_PATIENCE_OVER:
        caller_hangs_up(k, subject);
        break;
    case HAPPENS_CALL_OVER:
        call_ends(k, subject);
        break;
    case HAPPENS_FETCHED:
        fetched(k, subject);
        break;
    case HAPPENS_SWITCH_OVER:
        switch_ends(k, subject);
        break;
    case HAPPENS_WORK_OVER:
        work_ends(k, subject);
        break;
    case HAPPENS_WORK_SHARED:
        work_shared_ends(k);
        break;
    case HAPPENS_BAKED:
        baked(k, subject);
        break;
    case HAPPENS_ARRIVED:
        arrived(k, subject);
        break;
    case HAPPENS_COURIER_BACK:
        courier_back(k);
        break;
    case HAPPENS_SHIFT:
        shift_begins(k, (enum staff)subject);
        break;
    case HAPPENS_TRUCK:
        truck(k);
        break;
    }
}

/*
 * What is still scheduled cannot change anything for anybody: trucks nobody waits for, and redials
 * of callers who would try for ever at a full exchange.
 */
static bool nothing_can_happen(const struct kitchen *k)
{
    size_t idle = k->truck_pending && !k->stock_line.queue.head;
    if (k->world->redial_attempts == UNLIMITED && k->connected >= k->world->lines)
        idle += k->redials_pending;
    return sim_events_count(k->events) <= idle;
}

/* After closing the day ends with the last order. */
static void look_whether_over(struct kitchen *k)
{
    if (k->alive == 0 || nothing_can_happen(k))
        k->over = true;
}

static bool give_out_one(struct kitchen *k)
{
    return cook_takes(k) || ticket_to_rail(k) || agent_answers(k);
}

/* Until nothing changes at this instant, what happens comes before what is given out. */
void settle(struct kitchen *k)
{
    struct sim_event event;
    do {
        while (!k->over && sim_events_pop_now(k->events, &event))
            happens(k, &event);
    } while (!k->over && give_out_one(k));
    if (k->over)
        return;
    if (k->journal)
        tickets_announce(k);
    callers_wait(k);
    if (k->closed)
        look_whether_over(k);
}

/* Everything that happens at the instant of the event. */
static void instant(struct kitchen *k, const struct sim_event *event)
{
    k->now = event->at;
    happens(k, event);
    settle(k);
}

static void forget_the_day(struct kitchen *k)
{
    struct kitchen kept = *k;
    *k = (struct kitchen){
        .events = kept.events,
        .orders = kept.orders,
        .links = kept.links,
        .order_room = kept.order_room,
        .cooks = kept.cooks,
        .cook_links = kept.cook_links,
        .callable = kept.callable,
        .cook_room = kept.cook_room,
        .shared_work = kept.shared_work,
        .stock = kept.stock,
        .stock_room = kept.stock_room,
        .expected_prep = kept.expected_prep,
        .expected_room = kept.expected_room,
        .span_room = kept.span_room,
    };
    memcpy(k->spans, kept.spans, sizeof k->spans);
    sim_events_clear(k->events);
}

bool kitchen_begin(struct kitchen *k, const struct world *world, uint32_t replication,
                   const struct journal *journal)
{
    forget_the_day(k);
    k->world = world;
    k->replication = replication;
    k->journal = journal;
    k->rules = policy_rules_of(world);
    sim_events_add(k->events, world->warmup, RANK_ENDS, HAPPENS_WARMUP_OVER, 0);
    sim_events_add(k->events, world->hours, RANK_ENDS, HAPPENS_CLOSING, 0);
    if (!works_begin(k) || !waits_begin(k) || !luck_begins(k))
        return false;
    cooks_set_limits(k);
    stages_resize(k);
    for (int staff = k->rules.crews > 1 ? STAFF_AGENTS : STAFF_COOKS; staff < STAFFS; staff++)
        shift_begins(k, (enum staff)staff);
    if (world->truck)
        truck_scheduled(k, &world->restock_first);
    callers_begin(k);
    k->failed |= sim_events_failed(k->events);
    return !k->failed;
}

sim_time kitchen_next(struct kitchen *k)
{
    return k->over ? SIM_NEVER : sim_events_peek(k->events);
}

bool kitchen_run(struct kitchen *k, sim_time until)
{
    struct sim_event event;
    while (!k->over && !k->failed) {
        if (until != SIM_NEVER && sim_events_peek(k->events) > until)
            break;
        if (!sim_events_pop(k->events, &event)) {
            k->over = true;
            break;
        }
        instant(k, &event);
        k->failed |= sim_events_failed(k->events);
    }
    if (until != SIM_NEVER && until > k->now && !k->over && !k->failed)
        k->now = until;
    return !k->failed;
}

void kitchen_set_journal(struct kitchen *k, const struct journal *journal)
{
    k->journal = journal;
}

uint64_t kitchen_events(const struct kitchen *k)
{
    return k->happened;
}

struct kitchen *kitchen_new(void)
{
    struct kitchen *k = calloc(1, sizeof *k);
    if (k && !(k->events = sim_events_new())) {
        free(k);
        return NULL;
    }
    return k;
}

void kitchen_free(struct kitchen *k)
{
    if (!k)
        return;
    sim_events_free(k->events);
    sim_work_free(k->shared_work);
    free(k->orders);
    free(k->links);
    free(k->cooks);
    free(k->cook_links);
    free(k->callable);
    free(k->stock);
    free(k->expected_prep);
    for (int n = 0; n < SPANS; n++)
        free(k->spans[n]);
    free(k);
}
