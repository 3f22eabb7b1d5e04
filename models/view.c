/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See view.h. */
#include "models/view.h"

#include "models/kitchen_state.h"

static int64_t present(const struct sim_server *server)
{
    if (server->capacity == UNLIMITED)
        return UNLIMITED;
    return server->busy.value > server->capacity ? server->busy.value : server->capacity;
}

/* A switch that is over by now is work: see cook_switches_until. */
static enum cook_state state_of(const struct kitchen *k, const struct cook *cook)
{
    if (cook->state == COOK_SWITCHING && cook->switch_over <= k->now)
        return COOK_WORKING;
    return (enum cook_state)cook->state;
}

static void view_cooks(const struct kitchen *k, struct view *view)
{
    for (int state = 0; state < COOK_STATES; state++)
        view->cooks_in[state] = 0;
    for (uint32_t c = 1; c <= k->cook_slots; c++)
        if (k->cooks[c].present)
            view->cooks_in[state_of(k, &k->cooks[c])]++;
}

void kitchen_view(const struct kitchen *k, struct view *view)
{
    *view = (struct view){
        .now = k->now,
        .over = k->over,
        .lines = k->world->lines,
        .connected = k->connected,
        .on_hold = k->hold.length.value,
        .agents = present(&k->agents),
        .talking = k->agents.busy.value - k->agents_blocked.value,
        .agents_blocked = k->agents_blocked.value,
        .rail = k->world->rail,
        .on_rail = k->on_rail,
        .tickets = k->tickets.length.value,
        .cooks = k->present.value,
        .ready_tasks = k->ready_tasks.value,
        .worktops = k->world->worktops,
        .worktops_busy = k->world->worktops == UNLIMITED ? 0 : k->worktops_busy.value,
        .in_flight = k->in_flight.value,
        .memory = k->memory.value,
        .clerks = k->clerks.capacity,
        .clerks_busy = k->clerks.busy.value,
        .clerk_line = k->clerk_line.length.value,
        .stock_line = k->stock_line.length.value,
        .ovens = k->ovens.capacity,
        .ovens_busy = k->ovens.busy.value,
        .oven_line = k->oven_line.length.value,
        .couriers = present(&k->couriers),
        .couriers_busy = k->couriers.busy.value,
        .courier_line = k->courier_line.length.value,
        .calls = (uint64_t)k->calls + k->extra_calls,
        .lost = k->lost,
        .delivered = k->delivered,
    };
    view_cooks(k, view);
}

const struct world *kitchen_world(const struct kitchen *k)
{
    return k->world;
}

int64_t kitchen_stock(const struct kitchen *k, size_t ingredient)
{
    return k->stock[ingredient];
}

sim_time kitchen_truck(const struct kitchen *k)
{
    return k->truck_pending ? k->truck_at : SIM_NEVER;
}

uint32_t kitchen_cook_numbers(const struct kitchen *k)
{
    return k->cook_slots;
}

bool kitchen_cook(const struct kitchen *k, uint32_t c, struct cook_view *view)
{
    if (c == 0 || c > k->cook_slots || !k->cooks[c].present)
        return false;
    const struct cook *cook = &k->cooks[c];
    *view = (struct cook_view){
        .state = state_of(k, cook),
        .order = cook->order ? k->orders[cook->order].number : 0,
        .crew = cook->crew,
        .leaving = cook->leaving,
    };
    return true;
}
