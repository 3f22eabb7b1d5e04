/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See observer.h. */
#include "observer.h"

#include <stdlib.h>
#include <string.h>

#include "models/kitchen.h"
#include "models/measures.h"

/* What is remembered of an order. */
struct visit {
    sim_time called;
    sim_time began; /* its wait */
};

struct observer {
    const struct a_case *a_case;
    struct sums *sums;
    struct kitchen *kitchen;
    double *measures;

    struct visit *visits; /* by the order's number */
    size_t visit_room;

    uint32_t number; /* in the system */
    sim_time since;  /* when that was last accounted for */
    double *lasted;  /* s that each number lasted */
    size_t number_room;

    sim_time stretch;     /* length of one, or SIM_NEVER */
    sim_time stretch_end; /* of the present one */
    double area, before;  /* of the present stretch so far, in s; average over the one before */
    bool failed;
};

static const struct world *world_of(const struct observer *o)
{
    return &o->a_case->scenario.variants[0].world;
}

/* Makes room for one more than `last`, zeroed. */
static bool grow(struct observer *o, void **array, size_t *room, size_t last, size_t size)
{
    if (last < *room)
        return true;
    size_t more = last + last / 2 + 1024;
    char *grown = realloc(*array, more * size);
    if (!grown) {
        o->failed = true;
        return false;
    }
    memset(grown + *room * size, 0, (more - *room) * size);
    *array = grown;
    *room = more;
    return true;
}

/* Whether what began at that instant counts. */
static bool in_window(const struct observer *o, sim_time began)
{
    const struct world *w = world_of(o);
    return began >= w->warmup && began < w->hours;
}

/* A wait is over, because the order was served or because its caller gave up. */
static void wait_ends(struct observer *o, const struct journal_entry *entry, bool given_up)
{
    const struct visit *visit = &o->visits[entry->order];
    if (!in_window(o, visit->began))
        return;
    double wait = sim_seconds(entry->at - visit->began);
    for (size_t n = 0; n < o->a_case->count; n++) {
        const struct question *question = &o->a_case->questions[n];
        double value = wait;
        switch (question->observed) {
        case OBSERVE_WAIT:
            break;
        case OBSERVE_WAIT_OR_NEVER:
            value = given_up ? INFINITY : wait;
            break;
        case OBSERVE_WAIT_GIVEN_UP:
            if (!given_up)
                continue;
            break;
        case OBSERVE_WAIT_OF_NTH:
            if (entry->order != question->wanted.argument)
                continue;
            break;
        case OBSERVE_WAIT_TO_NTH:
            if (entry->order > question->wanted.argument)
                continue;
            break;
        default:
            continue;
        }
        sums_add(&o->sums[n], &question->wanted, value, 1);
    }
}

static void stay_ends(struct observer *o, const struct journal_entry *entry)
{
    const struct visit *visit = &o->visits[entry->order];
    if (!in_window(o, visit->called))
        return;
    for (size_t n = 0; n < o->a_case->count; n++)
        if (o->a_case->questions[n].observed == OBSERVE_STAY)
            sums_add(&o->sums[n], &o->a_case->questions[n].wanted,
                     sim_seconds(entry->at - visit->called), 1);
}

/* A stretch is over. */
static void add_average(struct observer *o)
{
    double average = o->area / sim_seconds(o->stretch);
    for (size_t n = 0; n < o->a_case->count; n++) {
        if (o->a_case->questions[n].observed != OBSERVE_NUMBER_AVERAGE)
            continue;
        sums_add(&o->sums[n], &o->a_case->questions[n].wanted, average, 1);
        if (!isnan(o->before))
            sums_add_pair(&o->sums[n], o->before, average);
    }
    o->area = 0;
    o->before = average;
    o->stretch_end += o->stretch;
}

/* Accounts for a time within the window in which the number did not change. */
static void number_lasts(struct observer *o, sim_time from, sim_time to)
{
    if (!grow(o, (void **)&o->lasted, &o->number_room, o->number, sizeof *o->lasted))
        return;
    o->lasted[o->number] += sim_seconds(to - from);
    while (to >= o->stretch_end) {
        o->area += o->number * sim_seconds(o->stretch_end - from);
        from = o->stretch_end;
        add_average(o);
    }
    o->area += o->number * sim_seconds(to - from);
}

/* Accounts for the number in the system up to an instant. */
static void account(struct observer *o, sim_time now)
{
    const struct world *w = world_of(o);
    sim_time from = o->since > w->warmup ? o->since : w->warmup;
    sim_time to = now < w->hours ? now : w->hours;
    o->since = now;
    if (to > from)
        number_lasts(o, from, to);
}

static void look(void *listener, const struct journal_entry *entry)
{
    struct observer *o = listener;
    if (entry->event == EVENT_CALL) {
        if (!grow(o, (void **)&o->visits, &o->visit_room, entry->order, sizeof *o->visits))
            return;
        o->visits[entry->order] = (struct visit){entry->at, entry->at};
        account(o, entry->at);
        o->number++;
    }
    if (entry->order >= o->visit_room)
        return;
    if (entry->event == o->a_case->family->from)
        o->visits[entry->order].began = entry->at;
    if (entry->event == o->a_case->family->to)
        wait_ends(o, entry, false);
    if (entry->event == EVENT_LOST)
        wait_ends(o, entry, true);
    if (entry->event == EVENT_DELIVERED)
        stay_ends(o, entry);
    if (entry->event == EVENT_LOST || entry->event == EVENT_DELIVERED) {
        account(o, entry->at);
        o->number--;
    }
}

static void begin_number(struct observer *o)
{
    double stretch = o->a_case->family->stretch;
    o->number = 0;
    o->since = 0;
    o->stretch = stretch > 0 ? sim_from_seconds(stretch) : SIM_NEVER;
    o->stretch_end = stretch > 0 ? world_of(o)->warmup + o->stretch : SIM_NEVER;
    o->area = 0;
    o->before = NAN;
}

/* Adds what is known of the number in the system, and forgets the day's. */
static void add_number(struct observer *o)
{
    account(o, world_of(o)->hours);
    for (size_t n = 0; n < o->a_case->count; n++) {
        const struct question *question = &o->a_case->questions[n];
        if (question->observed == OBSERVE_NUMBER_AT_END)
            sums_add(&o->sums[n], &question->wanted, o->number, 1);
        for (size_t i = 0; question->observed == OBSERVE_NUMBER && i < o->number_room; i++)
            if (o->lasted[i] > 0)
                sums_add(&o->sums[n], &question->wanted, (double)i, o->lasted[i]);
    }
    if (o->lasted)
        memset(o->lasted, 0, o->number_room * sizeof *o->lasted);
}

static double total(const struct terms *terms, const double *measures)
{
    double sum = 0;
    for (size_t n = 0; n < terms->count; n++)
        sum += terms->factor[n] * measures[terms->measure[n]];
    return sum;
}

static void add_measures(struct observer *o)
{
    if (!measures_of(o->kitchen, o->measures)) {
        o->failed = true;
        return;
    }
    for (size_t n = 0; n < o->a_case->count; n++) {
        const struct question *question = &o->a_case->questions[n];
        if (question->observed != OBSERVE_MEASURE)
            continue;
        double weight = question->over.count ? total(&question->over, o->measures) : 1;
        if (weight > 0)
            sums_add(&o->sums[n], &question->wanted, total(&question->terms, o->measures) / weight,
                     weight);
    }
}

/* Whether any question is about measures; or whether any is about something else. */
static bool asks(const struct a_case *a_case, bool measures)
{
    for (size_t n = 0; n < a_case->count; n++)
        if ((a_case->questions[n].observed == OBSERVE_MEASURE) == measures)
            return true;
    return false;
}

bool observer_day(struct observer *o, const struct a_case *a_case, uint32_t replication,
                  struct sums *sums, uint64_t *events)
{
    const struct journal journal = {.note = look, .listener = o};
    bool watch = asks(a_case, false);
    o->a_case = a_case;
    o->sums = sums;
    begin_number(o);
    if (!kitchen_begin(o->kitchen, world_of(o), replication, watch ? &journal : NULL) ||
        !kitchen_run(o->kitchen, SIM_NEVER))
        return false;
    *events += kitchen_events(o->kitchen);
    if (watch)
        add_number(o);
    if (asks(a_case, true))
        add_measures(o);
    return !o->failed;
}

struct observer *observer_new(void)
{
    struct observer *o = calloc(1, sizeof *o);
    if (!o)
        return NULL;
    o->kitchen = kitchen_new();
    o->measures = calloc(measure_count(), sizeof *o->measures);
    if (!o->kitchen || !o->measures) {
        observer_free(o);
        return NULL;
    }
    return o;
}

void observer_free(struct observer *o)
{
    if (!o)
        return;
    kitchen_free(o->kitchen);
    free(o->measures);
    free(o->visits);
    free(o->lasted);
    free(o);
}
