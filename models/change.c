/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Another world from an instant on: what if two cooks more came in now? Knows what has to be done
 * at that instant so that everything that happens afterwards happens by the new world.
 */
#include "models/kitchen_state.h"

static bool same_menu(const struct world *one, const struct world *other)
{
    return one->ingredient_count == other->ingredient_count &&
           one->recipe_count == other->recipe_count;
}

const char *kitchen_objection(const struct kitchen *k, const struct world *world)
{
    const struct world *w = k->world;
    if (world->seed != w->seed || world->open != w->open || world->hours != w->hours ||
        world->warmup != w->warmup || world->closing != w->closing)
        return "the day itself (seed, opening, hours, warm-up, closing) cannot change while it "
               "goes on";
    if (world->arrivals.kind != w->arrivals.kind)
        return "callers cannot begin to come in another way while the day goes on";
    if (!same_menu(world, w))
        return "recipes and ingredients cannot be added while the day goes on";
    if (works_need_sharing(world) && !k->crowded)
        return "work can be slowed down (crowding, shared worktops) only if the day began so";
    return NULL;
}

/* All cooks are of one crew from now on, in the order in which they became idle. */
static void join_crews(struct kitchen *k)
{
    struct crew joined = {.works = 0};
    for (;;) {
        struct crew *first = NULL;
        for (uint32_t n = 0; n < k->crew_count; n++) {
            struct crew *crew = &k->crews[n];
            if (crew->idle.head && (!first || k->cooks[crew->idle.head].idle_since <
                                                  k->cooks[first->idle.head].idle_since))
                first = crew;
        }
        if (!first)
            break;
        sim_queue_push(&joined.idle, k->cook_links, sim_queue_pop(&first->idle, k->cook_links));
    }
    for (uint32_t n = 0; n < k->crew_count; n++) {
        joined.to_go += k->crews[n].to_go;
        k->crews[n] = (struct crew){.works = 0};
    }
    for (uint32_t c = 1; c <= k->cook_slots; c++)
        k->cooks[c].crew = 0;
    k->crews[0] = joined;
}

/* The crews are those of the new rules; who is too many will go. */
static void change_crews(struct kitchen *k)
{
    if (k->rules.crews != k->crew_count)
        join_crews(k);
    cooks_set_limits(k);
    stages_resize(k);
    if (k->rules.hires)
        crew_resize(k, 0, 0);
}

static bool same_calls(const struct world *one, const struct world *other)
{
    const struct arrivals *a = &one->arrivals, *b = &other->arrivals;
    if (one->demand < other->demand || one->demand > other->demand || a->count != b->count)
        return false;
    for (size_t n = 0; a->kind == ARRIVALS_POISSON && n < a->count; n++)
        if (a->rates[n].from != b->rates[n].from ||
            a->rates[n].per_second < b->rates[n].per_second ||
            a->rates[n].per_second > b->rates[n].per_second)
            return false;
    return true;
}

bool kitchen_change(struct kitchen *k, const struct world *world)
{
    bool calls_change = !same_calls(k->world, world);
    if (calls_change)
        callers_use_gap(k);
    k->world = world;
    k->failed |= !luck_begins(k);
    k->rules = policy_rules_of(world);
    change_crews(k);
    for (int staff = STAFF_COOKS; staff < STAFFS; staff++) {
        if (k->shift_event[staff])
            sim_events_cancel(k->events, k->shift_event[staff]);
        k->shift_event[staff] = 0;
        if (staff != STAFF_COOKS || k->rules.crews == 1)
            shift_begins(k, (enum staff)staff);
    }
    stations_resized(k);
    worktops_resized(k);
    if (world->truck_again && !k->truck_pending)
        truck_scheduled(k, &world->restock_every);
    if (calls_change)
        callers_reschedule(k);
    settle(k);
    k->failed |= sim_events_failed(k->events);
    return !k->failed;
}
