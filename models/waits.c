/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Waits (MODEL section 3): what somebody or something else than a cook does for an order. Whether
 * the cook stays with the order meanwhile is one bit for each kind of wait, looked up in one place:
 * wait_begins. Knows nothing of who takes which task.
 */
#include <stdlib.h>

#include "models/kitchen_state.h"

/*
 * The whole difference between the kitchens: a cook whose policy holds him stays with the order
 * while it waits; any other is free.
 */
static void wait_begins(struct kitchen *k, uint32_t i, enum wait wait)
{
    if (!k->orders[i].cook)
        return;
    if (k->rules.holds & 1u << wait)
        cook_does(k, k->orders[i].cook, COOK_AT_WAREHOUSE + wait);
    else
        cook_leaves_order(k, i);
}

/*
 * The wait before a work is over: the cook who was held goes straight on; otherwise the work is a
 * ready task, unless there is nothing to do for a cook.
 */
static void wait_ends(struct kitchen *k, uint32_t i, enum work work)
{
    work_draw(k, i, work);
    const struct order *order = &k->orders[i];
    if (order->cook || order->switching + order->working == 0)
        work_begins(k, i);
    else
        task_ready(k, i);
}

static void prep_can_begin(struct kitchen *k, uint32_t i)
{
    wait_ends(k, i, WORK_PREP);
}

/* Takes all the ingredients of the order, if all are there. */
static bool take_ingredients(struct kitchen *k, uint32_t i)
{
    const struct world *w = k->world;
    const int64_t *needs = w->recipes[k->orders[i].recipe].needs;
    for (size_t n = 0; n < w->ingredient_count; n++)
        if (needs[n] > k->stock[n])
            return false;
    for (size_t n = 0; n < w->ingredient_count; n++)
        k->stock[n] -= needs[n];
    if (k->orders[i].counted)
        k->counts.fed++;
    note(k, EVENT_INGREDIENTS, i, 0, 0);
    return true;
}

static void clerk_is_done(struct kitchen *k, uint32_t i)
{
    if (take_ingredients(k, i)) {
        prep_can_begin(k, i);
    } else {
        note(k, EVENT_SHORT, i, 0, 0);
        sim_line_push(&k->stock_line, k->links, k->now, i);
    }
}

static void fetch_begins(struct kitchen *k, uint32_t i)
{
    sim_time fetch = order_fate(k, i, FATE_FETCH, &k->world->fetch);
    luck_counts(k, LUCK_FETCH, fetch, k->expected[LUCK_FETCH]);
    sim_server_take(&k->clerks, k->now);
    note(k, EVENT_FETCH, i, 0, fetch);
    happens_after(k, fetch, HAPPENS_FETCHED, i);
}

void fetched(struct kitchen *k, uint32_t i)
{
    sim_server_release(&k->clerks, k->now);
    if (k->clerk_line.queue.head && sim_server_free(&k->clerks))
        fetch_begins(k, sim_line_pop(&k->clerk_line, k->links, k->now));
    clerk_is_done(k, i);
}

static void to_warehouse(struct kitchen *k, uint32_t i)
{
    wait_begins(k, i, WAIT_WAREHOUSE);
    if (sim_server_free(&k->clerks))
        fetch_begins(k, i);
    else
        sim_line_push(&k->clerk_line, k->links, k->now, i);
}

static void bake_begins(struct kitchen *k, uint32_t i)
{
    uint16_t recipe = k->orders[i].recipe;
    sim_time bake = order_fate(k, i, FATE_BAKE, &k->world->recipes[recipe].bake);
    luck_counts(k, LUCK_BAKE, bake, k->expected_bake[recipe]);
    sim_server_take(&k->ovens, k->now);
    note(k, EVENT_BAKE, i, 0, bake);
    happens_after(k, bake, HAPPENS_BAKED, i);
}

void baked(struct kitchen *k, uint32_t i)
{
    note(k, EVENT_DING, i, 0, 0);
    sim_server_release(&k->ovens, k->now);
    if (k->oven_line.queue.head && sim_server_free(&k->ovens))
        bake_begins(k, sim_line_pop(&k->oven_line, k->links, k->now));
    wait_ends(k, i, WORK_BOX);
}

static void to_oven(struct kitchen *k, uint32_t i)
{
    note(k, EVENT_OVEN, i, 0, 0);
    wait_begins(k, i, WAIT_OVEN);
    if (sim_server_free(&k->ovens))
        bake_begins(k, i);
    else
        sim_line_push(&k->oven_line, k->links, k->now, i);
}

static void ride_begins(struct kitchen *k, uint32_t i)
{
    struct order *order = &k->orders[i];
    sim_time ride = order_fate(k, i, FATE_RIDE, &k->world->ride);
    luck_counts(k, LUCK_RIDE, ride, k->expected[LUCK_RIDE]);
    order->picked_up = k->now;
    sim_server_take(&k->couriers, k->now);
    note(k, EVENT_RIDE, i, 0, ride);
    wait_begins(k, i, WAIT_CUSTOMER);
    happens_after(k, ride, HAPPENS_ARRIVED, i);
}

/* Couriers are idle and orders stand in line for them. */
static void couriers_go(struct kitchen *k)
{
    while (k->courier_line.queue.head && sim_server_free(&k->couriers))
        ride_begins(k, sim_line_pop(&k->courier_line, k->links, k->now));
}

void courier_back(struct kitchen *k)
{
    sim_server_release(&k->couriers, k->now);
    couriers_go(k);
}

void couriers_resize(struct kitchen *k, int64_t number)
{
    sim_server_resize(&k->couriers, k->now, number);
    couriers_go(k);
}

static void to_courier(struct kitchen *k, uint32_t i)
{
    note(k, EVENT_COURIER, i, 0, 0);
    order_boxed(k, i);
    wait_begins(k, i, WAIT_COURIER);
    if (sim_server_free(&k->couriers))
        ride_begins(k, i);
    else
        sim_line_push(&k->courier_line, k->links, k->now, i);
}

void work_is_done(struct kitchen *k, uint32_t i)
{
    static void (*const next[WORKS])(struct kitchen *, uint32_t) = {
        [WORK_START] = to_warehouse, [WORK_PREP] = to_oven, [WORK_BOX] = to_courier};
    next[k->orders[i].work](k, i);
}

static bool add_span_room(struct kitchen *k)
{
    size_t room = k->span_room ? 2 * k->span_room : 256;
    for (int n = 0; n < SPANS; n++) {
        sim_time *spans = realloc(k->spans[n], room * sizeof *spans);
        if (!spans)
            return false;
        k->spans[n] = spans;
    }
    k->span_room = room;
    return true;
}

/* Keeps the times of a delivered, counted order. */
static void record_spans(struct kitchen *k, const struct order *order)
{
    if (k->span_count == k->span_room && !add_span_room(k)) {
        k->failed = true;
        return;
    }
    size_t n = k->span_count++;
    sim_time total = k->now - order->called;
    k->spans[SPAN_TOTAL][n] = total;
    k->spans[SPAN_HOLD][n] = order->answered - order->called;
    k->spans[SPAN_TICKET][n] = order->taken - order->received;
    k->spans[SPAN_KITCHEN][n] = order->picked_up - order->taken;
    k->spans[SPAN_ROAD][n] = k->now - order->picked_up;
    if (total > k->world->late_after)
        k->counts.late++;
}

/* The courier is busy until he is back; of unlimited ones nobody asks when that is. */
static void courier_rides_back(struct kitchen *k, uint32_t i)
{
    const struct world *w = k->world;
    if (k->couriers.capacity == UNLIMITED) {
        sim_server_release(&k->couriers, k->now);
        return;
    }
    sim_time back = k->now - k->orders[i].picked_up;
    if (!w->back_is_ride) {
        back = order_fate(k, i, FATE_RETURN, &w->back);
        luck_counts(k, LUCK_RIDE, back, k->expected_back);
    }
    happens_after(k, back, HAPPENS_COURIER_BACK, 0);
}

/* The courier is at the door: the order is delivered, and he rides back. */
void arrived(struct kitchen *k, uint32_t i)
{
    struct order *order = &k->orders[i];
    note(k, EVENT_DELIVERED, i, 0, 0);
    cook_leaves_order(k, i);
    in_flight_change(k, -1);
    k->delivered++;
    if (order->counted) {
        k->counts.delivered++;
        record_spans(k, order);
    }
    if (k->now >= k->world->warmup && !k->closed)
        k->counts.delivered_in_window++;
    courier_rides_back(k, i);
    order_done(k, i);
}

/* The truck fills the stock up; whoever waits is looked at in the order in which they came. */
void truck_comes(struct kitchen *k)
{
    const struct world *w = k->world;
    for (size_t n = 0; n < w->ingredient_count; n++)
        if (k->stock[n] < w->ingredients[n].level)
            k->stock[n] = w->ingredients[n].level;
    note(k, EVENT_RESTOCK, 0, 0, 0);
    uint32_t next;
    for (uint32_t i = k->stock_line.queue.head; i; i = next) {
        next = k->links[i].next;
        if (!take_ingredients(k, i))
            continue;
        sim_line_remove(&k->stock_line, k->links, k->now, i);
        prep_can_begin(k, i);
    }
}

/* The numbers of clerks and oven places are those of the world; whoever waits for new ones goes. */
void stations_resized(struct kitchen *k)
{
    sim_server_resize(&k->clerks, k->now, k->world->clerks);
    while (k->clerk_line.queue.head && sim_server_free(&k->clerks))
        fetch_begins(k, sim_line_pop(&k->clerk_line, k->links, k->now));
    sim_server_resize(&k->ovens, k->now, k->world->ovens);
    while (k->oven_line.queue.head && sim_server_free(&k->ovens))
        bake_begins(k, sim_line_pop(&k->oven_line, k->links, k->now));
}

bool waits_begin(struct kitchen *k)
{
    const struct world *w = k->world;
    if (w->ingredient_count > k->stock_room) {
        int64_t *stock = realloc(k->stock, w->ingredient_count * sizeof *stock);
        if (!stock)
            return false;
        k->stock = stock;
        k->stock_room = w->ingredient_count;
    }
    for (size_t n = 0; n < w->ingredient_count; n++)
        k->stock[n] = w->ingredients[n].level;
    stations_resized(k);
    return true;
}
