/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cooks (MODEL section 4): who is on the floor, what each is doing, and who takes which task next.
 * Knows nothing of how work proceeds or of what happens to an order between works.
 */
#include <stdlib.h>

#include "models/kitchen_state.h"

static void memory_change(struct kitchen *k, int64_t bytes)
{
    if (bytes)
        sim_level_add(&k->memory, k->now, bytes);
}

void in_flight_change(struct kitchen *k, int64_t change)
{
    sim_level_add(&k->in_flight, k->now, change);
    memory_change(k, change * k->world->memory_per_order);
}

/*
 * Brings the account of a cook's time up to now. A switch that is over by then has become work,
 * without an event of its own.
 */
static void account(struct kitchen *k, struct cook *cook)
{
    if (cook->state == COOK_SWITCHING && cook->switch_over <= k->now) {
        k->cook_time[COOK_SWITCHING] += (sim_area)(uint64_t)(cook->switch_over - cook->since);
        cook->since = cook->switch_over;
        cook->state = COOK_WORKING;
    }
    k->cook_time[cook->state] += (sim_area)(uint64_t)(k->now - cook->since);
    cook->since = k->now;
}

/* The same for everybody on the floor. */
void cooks_account(struct kitchen *k)
{
    for (uint32_t c = 1; c <= k->cook_slots; c++)
        if (k->cooks[c].present)
            account(k, &k->cooks[c]);
}

static void tell(const struct kitchen *k, uint32_t c, enum cook_state state)
{
    if (!k->journal || !k->journal->cook)
        return;
    uint32_t order = k->cooks[c].order;
    const struct journal_cook change = {
        .at = k->now, .cook = c, .state = state, .order = order ? k->orders[order].number : 0};
    k->journal->cook(k->journal->listener, &change);
}

/* Whoever is on the floor is always in one state. */
void cook_does(struct kitchen *k, uint32_t c, enum cook_state state)
{
    struct cook *cook = &k->cooks[c];
    account(k, cook);
    cook->state = (uint8_t)state;
    cook->switch_over = SIM_NEVER;
    tell(k, c, state);
}

/* The journal is told that his switch is over. */
void cook_seen_working(struct kitchen *k, uint32_t c)
{
    account(k, &k->cooks[c]);
    tell(k, c, (enum cook_state)k->cooks[c].state);
}

/* From now on he switches, and works from then on. */
void cook_switches_until(struct kitchen *k, uint32_t c, sim_time over)
{
    cook_does(k, c, COOK_SWITCHING);
    k->cooks[c].switch_over = over;
}

static void present_change(struct kitchen *k, int64_t change)
{
    sim_level_add(&k->present, k->now, change);
    memory_change(k, change * k->world->memory_per_cook);
    works_set_speed(k);
}

static bool room_for_cook(struct kitchen *k)
{
    if (k->cook_slots + 1 < k->cook_room)
        return true;
    uint32_t room = k->cook_room ? 2 * k->cook_room : 16;
    struct cook *cooks = realloc(k->cooks, room * sizeof *cooks);
    if (cooks)
        k->cooks = cooks;
    struct sim_link *links = realloc(k->cook_links, room * sizeof *links);
    if (links)
        k->cook_links = links;
    uint32_t *callable = realloc(k->callable, room * sizeof *callable);
    if (callable)
        k->callable = callable;
    if (!cooks || !links || !callable) {
        k->failed = true;
        return false;
    }
    k->cook_room = room;
    return true;
}

/* Somebody comes to the floor and is idle; 0 when out of memory. */
static uint32_t cook_comes(struct kitchen *k, uint32_t crew)
{
    uint32_t c = k->free_cook;
    if (c) {
        k->free_cook = k->cook_links[c].next;
    } else {
        if (!room_for_cook(k))
            return 0;
        c = ++k->cook_slots;
    }
    k->cooks[c] = (struct cook){.since = k->now,
                                .switch_over = SIM_NEVER,
                                .crew = (uint8_t)crew,
                                .state = COOK_IDLE,
                                .present = true};
    present_change(k, 1);
    return c;
}

/* He must not stand in the line of idle cooks any more. */
static void cook_goes(struct kitchen *k, uint32_t c)
{
    account(k, &k->cooks[c]);
    tell(k, c, COOK_GONE);
    k->cooks[c].present = false;
    k->cook_links[c].next = k->free_cook;
    k->free_cook = c;
    present_change(k, -1);
}

/* An idle cook has a ready task of his own, and will be asked at this instant. */
static void call_owner(struct kitchen *k, uint32_t c)
{
    struct cook *cook = &k->cooks[c];
    if (cook->called || !(cook->own[WORK_PREP].head || cook->own[WORK_BOX].head))
        return;
    cook->called = true;
    k->callable[k->callable_count++] = c;
}

static void becomes_idle(struct kitchen *k, uint32_t c)
{
    struct cook *cook = &k->cooks[c];
    cook->idle = true;
    cook->idle_since = ++k->next_ready;
    sim_queue_push(&k->crews[cook->crew].idle, k->cook_links, c);
    cook_does(k, c, COOK_IDLE);
    if (cook->orders > 0)
        call_owner(k, c);
}

static void no_longer_idle(struct kitchen *k, uint32_t c)
{
    k->cooks[c].idle = false;
    sim_queue_remove(&k->crews[k->cooks[c].crew].idle, k->cook_links, c);
}

static void told_to_go(struct kitchen *k, struct cook *cook)
{
    cook->leaving = true;
    cook->told = ++k->told;
}

/* Of those of a crew who were told to go the one who was told last, or 0. */
static uint32_t last_told(const struct kitchen *k, uint32_t n)
{
    uint32_t last = 0;
    for (uint32_t c = 1; c <= k->cook_slots; c++) {
        const struct cook *cook = &k->cooks[c];
        if (cook->present && cook->crew == n && cook->leaving &&
            (!last || cook->told > k->cooks[last].told))
            last = c;
    }
    return last;
}

/* An idle cook is to go: at once, or when the orders that come back to him are boxed. */
static void sent_home(struct kitchen *k, uint32_t c)
{
    if (k->cooks[c].orders > 0) {
        told_to_go(k, &k->cooks[c]);
        return;
    }
    no_longer_idle(k, c);
    cook_goes(k, c);
}

static void send_home(struct kitchen *k, struct crew *crew, int64_t number)
{
    uint32_t next;
    for (uint32_t c = crew->idle.head; c && number > 0; c = next) {
        next = k->cook_links[c].next;
        if (k->cooks[c].leaving)
            continue;
        sent_home(k, c);
        number--;
    }
    crew->to_go += number;
}

/* With a higher number fewer would have been told to go: whoever was told last stays. */
static void call_in(struct kitchen *k, uint32_t n, int64_t number)
{
    struct crew *crew = &k->crews[n];
    int64_t stay = number < crew->to_go ? number : crew->to_go;
    crew->to_go -= stay;
    number -= stay;
    for (uint32_t c; number > 0 && (c = last_told(k, n)) != 0; number--)
        k->cooks[c].leaving = false;
    for (; number > 0; number--) {
        uint32_t c = cook_comes(k, n);
        if (!c)
            return;
        becomes_idle(k, c);
    }
}

/* Those of a crew who are not about to go. */
static int64_t number_staying(const struct kitchen *k, uint32_t n)
{
    int64_t staying = -k->crews[n].to_go;
    for (uint32_t c = 1; c <= k->cook_slots; c++)
        staying += k->cooks[c].present && k->cooks[c].crew == n && !k->cooks[c].leaving;
    return staying;
}

/* There are to be so many of a crew: MODEL section 4, "When a shift plan falls". */
void crew_resize(struct kitchen *k, uint32_t n, int64_t number)
{
    int64_t staying = number_staying(k, n);
    if (number < staying)
        send_home(k, &k->crews[n], staying - number);
    else
        call_in(k, n, number - staying);
}

/* The shift plan's number changes. */
void cooks_resize(struct kitchen *k, int64_t number)
{
    k->cooks_wanted = number;
    if (!k->rules.hires)
        crew_resize(k, 0, number);
}

/* Nobody needs this cook at this moment: he is idle, unless he is to go. */
static void cook_is_free(struct kitchen *k, uint32_t c)
{
    struct cook *cook = &k->cooks[c];
    struct crew *crew = &k->crews[cook->crew];
    if (crew->to_go > 0 && !cook->leaving) {
        crew->to_go--;
        told_to_go(k, cook);
    }
    if ((cook->leaving || k->rules.hires) && cook->orders == 0)
        cook_goes(k, c);
    else
        becomes_idle(k, c);
}

void cook_leaves_order(struct kitchen *k, uint32_t i)
{
    uint32_t c = k->orders[i].cook;
    if (!c)
        return;
    k->orders[i].cook = 0;
    k->cooks[c].order = 0;
    cook_is_free(k, c);
}

/* No more work for a cook in this order: one who only stayed for it may go. */
void order_boxed(struct kitchen *k, uint32_t i)
{
    if (!k->orders[i].owner)
        return;
    struct cook *owner = &k->cooks[k->orders[i].owner];
    owner->orders--;
    if (owner->leaving && owner->orders == 0 && owner->idle)
        sent_home(k, k->orders[i].owner);
}

/* Where an order's ready task waits: with the cook it comes back to, or for anybody. */
static struct sim_queue *ready_queue(struct kitchen *k, const struct order *order)
{
    return order->owner ? &k->cooks[order->owner].own[order->work] : &k->ready[order->work];
}

/* A prep or a box waits for a cook from now on. */
void task_ready(struct kitchen *k, uint32_t i)
{
    struct order *order = &k->orders[i];
    order->ready = ++k->next_ready;
    sim_level_add(&k->ready_tasks, k->now, 1);
    sim_queue_push(ready_queue(k, order), k->links, i);
    if (order->owner && k->cooks[order->owner].idle)
        call_owner(k, order->owner);
}

static bool memory_allows_hiring(const struct kitchen *k)
{
    const struct world *w = k->world;
    return w->memory_total == UNLIMITED ||
           k->memory.value + w->memory_per_cook + w->memory_per_order <= w->memory_total;
}

/* The ticket that a cook can take now, or 0. */
static uint32_t next_ticket(const struct kitchen *k)
{
    return k->in_flight.value < k->order_limit ? k->tickets.queue.head : 0;
}

/* Which of two tasks has been ready longer; each may be 0. */
static uint32_t longer_ready(const struct kitchen *k, uint32_t one, uint32_t other)
{
    if (!one || !other)
        return one ? one : other;
    return k->orders[one].ready < k->orders[other].ready ? one : other;
}

/* Which of the tasks on offer comes first; 0 where there is none. Each may be 0. */
static uint32_t choose(const struct kitchen *k, uint32_t ticket, uint32_t prep, uint32_t box)
{
    if (k->rules.finish_first)
        return box ? box : prep ? prep : ticket;
    return longer_ready(k, ticket, longer_ready(k, prep, box));
}

/* What an idle cook takes next of what is there for his crew and for him alone; or 0. */
static uint32_t task_for(const struct kitchen *k, uint32_t c, uint32_t ticket)
{
    const struct cook *cook = &k->cooks[c];
    unsigned works = cook->leaving ? 0 : k->crews[cook->crew].works;
    uint32_t prep = works & 1u << WORK_PREP ? k->ready[WORK_PREP].head : 0;
    uint32_t box = works & 1u << WORK_BOX ? k->ready[WORK_BOX].head : 0;
    if (cook->orders > 0) {
        prep = longer_ready(k, prep, cook->own[WORK_PREP].head);
        box = longer_ready(k, box, cook->own[WORK_BOX].head);
    }
    return choose(k, works & 1u << WORK_START ? ticket : 0, prep, box);
}

static void take_ticket(struct kitchen *k, uint32_t c, uint32_t i)
{
    struct order *order = &k->orders[i];
    ticket_leaves(k, i);
    order->taken = k->now;
    order->cook = c;
    k->cooks[c].order = i;
    if (k->rules.own_tasks) {
        order->owner = c;
        k->cooks[c].orders++;
    }
    in_flight_change(k, 1);
    note(k, EVENT_TAKE, i, 0, 0);
    work_draw(k, i, WORK_START);
    work_begins(k, i);
}

/* A cook who is not idle any more goes to work on a task at the head of its queue. */
static void take(struct kitchen *k, uint32_t c, uint32_t i)
{
    if (i == k->tickets.queue.head) {
        take_ticket(k, c, i);
        return;
    }
    struct order *order = &k->orders[i];
    sim_queue_remove(ready_queue(k, order), k->links, i);
    sim_level_add(&k->ready_tasks, k->now, -1);
    order->cook = c;
    k->cooks[c].order = i;
    work_begins(k, i);
}

/* The first idle cook of a crew who takes new work. */
static uint32_t first_idle(const struct kitchen *k, const struct crew *crew)
{
    uint32_t c = crew->idle.head;
    while (c && k->cooks[c].leaving)
        c = k->cook_links[c].next;
    return c;
}

/* Of the idle cooks who have a task of their own the one idle longest, or 0. */
static uint32_t first_owner(struct kitchen *k)
{
    uint32_t first = 0, kept = 0;
    for (uint32_t n = 0; n < k->callable_count; n++) {
        uint32_t c = k->callable[n];
        struct cook *cook = &k->cooks[c];
        cook->called = cook->idle && (cook->own[WORK_PREP].head || cook->own[WORK_BOX].head);
        if (!cook->called)
            continue;
        k->callable[kept++] = c;
        if (!first || cook->idle_since < k->cooks[first].idle_since)
            first = c;
    }
    k->callable_count = kept;
    return first;
}

/*
 * One idle cook takes one task. Only those can be next who are idle longest in their crew, and the
 * one idle longest of those who have a task of their own; of these, whoever is idle longest.
 */
static bool idle_cook_takes(struct kitchen *k, uint32_t ticket)
{
    uint32_t chosen = 0, task = 0;
    for (uint32_t n = 0; n < k->crew_count && !task; n++) {
        chosen = first_idle(k, &k->crews[n]);
        task = chosen ? task_for(k, chosen, ticket) : 0;
    }
    uint32_t owner = k->callable_count > 0 ? first_owner(k) : 0;
    if (owner && (!task || k->cooks[owner].idle_since < k->cooks[chosen].idle_since)) {
        chosen = owner;
        task = task_for(k, owner, ticket);
    }
    if (!task)
        return false;
    no_longer_idle(k, chosen);
    take(k, chosen, task);
    return true;
}

/* Somebody is hired for a ticket, or for what those have left who were there before. */
static bool hired_cook_takes(struct kitchen *k, uint32_t ticket)
{
    uint32_t task = choose(k, ticket, k->ready[WORK_PREP].head, k->ready[WORK_BOX].head);
    if (!task || k->present.value >= k->cooks_wanted || !memory_allows_hiring(k))
        return false;
    uint32_t c = cook_comes(k, 0);
    if (!c)
        return false;
    take(k, c, task);
    return true;
}

bool cook_takes(struct kitchen *k)
{
    uint32_t ticket = next_ticket(k);
    if (!ticket && k->ready_tasks.value == 0)
        return false; /* as after most events: nobody need be asked */
    if (k->rules.hires)
        return idle_cook_takes(k, 0) || hired_cook_takes(k, ticket);
    return idle_cook_takes(k, ticket);
}

/* The most cooks there will ever be: their memory is reserved throughout. */
static int64_t largest_crew(const struct world *w)
{
    int64_t largest = 0;
    if (policy_rules_of(w).crews > 1)
        return w->stages[WORK_START] + w->stages[WORK_PREP] + w->stages[WORK_BOX];
    for (size_t n = 0; n < w->cooks.count; n++)
        if (w->cooks.shifts[n].number > largest)
            largest = w->cooks.shifts[n].number;
    return largest;
}

/* How many orders may be in flight, by in_flight and by memory. */
static int64_t order_limit(const struct kitchen *k)
{
    const struct world *w = k->world;
    if (w->memory_total == UNLIMITED || w->memory_per_order == 0 || k->rules.hires)
        return w->in_flight;
    int64_t room = (w->memory_total - largest_crew(w) * w->memory_per_cook) / w->memory_per_order;
    return room < w->in_flight ? room : w->in_flight;
}

void cooks_set_limits(struct kitchen *k)
{
    const struct world *w = k->world;
    k->order_limit = order_limit(k);
    k->crew_count = k->rules.crews;
    for (uint32_t n = 0; n < k->crew_count; n++)
        k->crews[n].works = k->crew_count == 1 ? (1u << WORKS) - 1 : 1u << n;
    sim_level_set(&k->memory, k->now,
                  k->present.value * w->memory_per_cook + k->in_flight.value * w->memory_per_order);
}

/* Brings the crews of stages to their numbers; where there are none, does nothing. */
void stages_resize(struct kitchen *k)
{
    for (uint32_t n = 0; k->crew_count > 1 && n < k->crew_count; n++)
        crew_resize(k, n, k->world->stages[n]);
}
