/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The call center (MODEL section 2, points 4 and 5): agents answer, talk, and hold the ticket until
 * a cook or the rail takes it. Knows nothing of what cooks do with a ticket.
 */
#include "models/kitchen_state.h"

bool agent_answers(struct kitchen *k)
{
    if (!k->hold.queue.head || !sim_server_free(&k->agents))
        return false;
    uint32_t i = sim_line_pop(&k->hold, k->links, k->now);
    struct order *order = &k->orders[i];
    if (order->patience)
        sim_events_cancel(k->events, order->patience);
    order->patience = 0;
    order->answered = k->now;
    sim_server_take(&k->agents, k->now);
    sim_time call = order_fate(k, i, FATE_CALL, &k->world->call);
    luck_counts(k, LUCK_CALL, call, k->expected[LUCK_CALL]);
    note(k, EVENT_ANSWER, i, 0, call);
    happens_after(k, call, HAPPENS_CALL_OVER, i);
    return true;
}

/* The line is free; the agent holds the ticket until somebody takes it from him. */
void call_ends(struct kitchen *k, uint32_t i)
{
    struct order *order = &k->orders[i];
    k->connected--;
    order->received = k->now;
    order->ready = ++k->next_ready;
    order->ticket = TICKET_IN_HAND;
    if (order->counted)
        k->counts.received++;
    note(k, EVENT_TICKET, i, 0, 0);
    sim_level_add(&k->agents_blocked, k->now, 1);
    sim_line_push(&k->tickets, k->links, k->now, i);
    if (!k->first_off_rail)
        k->first_off_rail = i;
}

static void agent_is_rid_of_ticket(struct kitchen *k)
{
    sim_level_add(&k->agents_blocked, k->now, -1);
    sim_server_release(&k->agents, k->now);
}

bool ticket_to_rail(struct kitchen *k)
{
    uint32_t i = k->first_off_rail;
    if (!i || k->on_rail >= k->world->rail)
        return false;
    k->on_rail++;
    k->first_off_rail = k->links[i].next;
    k->orders[i].ticket = TICKET_ON_RAIL;
    note(k, EVENT_RAIL, i, 0, 0);
    agent_is_rid_of_ticket(k);
    return true;
}

/* A cook takes it, from the rail or out of the agent's hand. */
void ticket_leaves(struct kitchen *k, uint32_t i)
{
    if (k->first_off_rail == i)
        k->first_off_rail = k->links[i].next;
    sim_line_remove(&k->tickets, k->links, k->now, i);
    if (k->orders[i].ticket == TICKET_ON_RAIL)
        k->on_rail--;
    else
        agent_is_rid_of_ticket(k);
}

void tickets_announce(struct kitchen *k)
{
    uint32_t first = 0;
    for (uint32_t i = k->tickets.queue.tail; i && k->orders[i].ticket == TICKET_IN_HAND;
         i = k->links[i].prev)
        first = i;
    for (uint32_t i = first; i; i = k->links[i].next) {
        k->orders[i].ticket = TICKET_BLOCKED;
        note(k, EVENT_BLOCKED, i, 0, 0);
    }
}
