/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Trace events are written one a line, in the order of time, so that nothing has to be kept but
 * what is under way: what each cook does, which order is in which oven place, which orders' flows
 * have begun. Times are in microseconds, with nanoseconds behind the point.
 */
#include "report/chrome.h"

#include <stdlib.h>
#include <string.h>

#include "models/view.h"
#include "report/palette.h"
#include "report/text.h"

/* Tracks are numbered: cooks by their numbers, oven places from here on. */
#define OVENS_FROM 1000000

/* The waiting lines that are counted. */
enum counter {
    COUNTER_HOLD,
    COUNTER_TICKETS,
    COUNTER_READY,
    COUNTER_WAREHOUSE,
    COUNTER_OVEN,
    COUNTER_COURIER,
    COUNTER_IN_FLIGHT,
    COUNTERS
};

static const char *const counter_names[THEMES][COUNTERS] = {
    {"callers on hold", "tickets", "ready tasks", "line: warehouse", "line: oven", "line: courier",
     "orders in flight"},
    {"clients in the backlog", "requests for a worker", "ready tasks", "queue: API",
     "queue: database", "queue: link", "requests in flight"},
};

/* An array that grows by doubling; what is new is 0. */
struct table {
    uint32_t *at;
    size_t room;
};

static bool table_reach(struct table *table, size_t index)
{
    if (index < table->room)
        return true;
    size_t room = table->room ? table->room : 64;
    while (room <= index)
        room *= 2;
    uint32_t *at = realloc(table->at, room * sizeof *at);
    if (!at)
        return false;
    memset(at + table->room, 0, (room - table->room) * sizeof *at);
    table->at = at;
    table->room = room;
    return true;
}

/* What a cook does, and what of it is written. */
struct doing {
    uint32_t state, order; /* COOK_IDLE and COOK_GONE: nothing to show */
};

struct cook_track {
    struct doing now, shown;
    bool named;
    bool changed; /* stands in the list of those who did something at this instant */
};

/* An order's flow comes to a track. */
struct arrival {
    uint32_t track, order;
    bool last;
};

/* What is under way in one variant. */
struct process {
    struct cook_track *cooks; /* by number */
    size_t cook_room;
    struct table places; /* by oven place: the order in it, or 0 */
    struct table baking; /* by order: its oven place + 1, or 0 */
    struct table flows;  /* by order: the track where its flow is, + 1; 0: none is open */
    int64_t counted[COUNTERS];
    uint32_t named_places; /* so many have tracks with names */

    /* Written when all that happens at an instant has happened: then slices are as they stay. */
    struct table changed; /* cooks */
    size_t changed_count;
    struct arrival *arrivals;
    size_t arrival_count, arrival_room;
};

struct chrome {
    FILE *to;
    const struct scenario *scenario;
    struct process *processes; /* one a variant */
    sim_time now;
    bool any; /* event was written: a comma goes before the next */
    bool failed;
};

static void write_string(FILE *to, const char *text)
{
    fputc('"', to);
    while (*text) {
        size_t length;
        unsigned code = text_decode(text, &length);
        if (code == '"' || code == '\\')
            fprintf(to, "\\%c", (char)code);
        else if (code == 0xFFFD)
            fputs("\357\277\275", to);
        else
            fwrite(text, 1, length, to);
        text += length;
    }
    fputc('"', to);
}

/* Everything that all events have; further members may follow, then end_event. */
static void begin_event(struct chrome *chrome, char phase, size_t variant, uint32_t track)
{
    fputs(chrome->any ? ",\n" : "\n", chrome->to);
    chrome->any = true;
    fprintf(chrome->to, "{\"ph\":\"%c\",\"pid\":%zu,\"tid\":%u,\"ts\":%lld.%03lld", phase,
            variant + 1, (unsigned)track, (long long)(chrome->now / SIM_US),
            (long long)(chrome->now % SIM_US));
}

static void end_event(struct chrome *chrome)
{
    fputc('}', chrome->to);
}

static void write_name(struct chrome *chrome, size_t variant, uint32_t track, const char *what,
                       const char *name)
{
    begin_event(chrome, 'M', variant, track);
    fprintf(chrome->to, ",\"name\":\"%s\",\"args\":{\"name\":", what);
    write_string(chrome->to, name);
    fputc('}', chrome->to);
    end_event(chrome);
}

static void name_track(struct chrome *chrome, size_t variant, uint32_t track, enum thing thing,
                       uint32_t number)
{
    char name[64];
    snprintf(name, sizeof name, "%s %u", theme_noun(chrome->scenario->theme, thing, 1),
             (unsigned)number);
    write_name(chrome, variant, track, "thread_name", name);
    begin_event(chrome, 'M', variant, track);
    fprintf(chrome->to, ",\"name\":\"thread_sort_index\",\"args\":{\"sort_index\":%u}",
            (unsigned)track);
    end_event(chrome);
}

static void begin_slice(struct chrome *chrome, size_t variant, uint32_t track, const char *name,
                        uint32_t order)
{
    begin_event(chrome, 'B', variant, track);
    fputs(",\"name\":", chrome->to);
    write_string(chrome->to, name);
    if (order)
        fprintf(chrome->to, ",\"args\":{\"%s\":%u}",
                theme_noun(chrome->scenario->theme, THING_ORDER, 1), (unsigned)order);
    end_event(chrome);
}

static void end_slice(struct chrome *chrome, size_t variant, uint32_t track)
{
    begin_event(chrome, 'E', variant, track);
    end_event(chrome);
}

/* A point of an order's flow: 's' begins it, 't' goes on, 'f' ends it. */
static void write_flow(struct chrome *chrome, char phase, size_t variant, uint32_t track,
                       uint32_t order)
{
    begin_event(chrome, phase, variant, track);
    fprintf(chrome->to, ",\"cat\":\"%s\",\"name\":\"%s\",\"id\":\"%zu.%u\",\"bp\":\"e\"",
            theme_noun(chrome->scenario->theme, THING_ORDER, 1),
            theme_noun(chrome->scenario->theme, THING_ORDER, 1), variant + 1, (unsigned)order);
    end_event(chrome);
}

/* The flow of an order comes to a track at this instant; with `last` it ends there. */
static void flow(struct chrome *chrome, size_t variant, uint32_t track, uint32_t order, bool last)
{
    struct process *process = &chrome->processes[variant];
    if (process->arrival_count == process->arrival_room) {
        size_t room = process->arrival_room ? 2 * process->arrival_room : 16;
        struct arrival *arrivals = realloc(process->arrivals, room * sizeof *arrivals);
        if (!arrivals) {
            chrome->failed = true;
            return;
        }
        process->arrivals = arrivals;
        process->arrival_room = room;
    }
    process->arrivals[process->arrival_count++] = (struct arrival){track, order, last};
}

static void write_arrival(struct chrome *chrome, size_t variant, const struct arrival *arrival)
{
    struct process *process = &chrome->processes[variant];
    if (!table_reach(&process->flows, arrival->order)) {
        chrome->failed = true;
        return;
    }
    uint32_t *open = &process->flows.at[arrival->order];
    if (!*open && arrival->last)
        return; /* nowhere to come from */
    /* Where nobody's hands are needed, it stays on the track where it was. */
    uint32_t track = arrival->track ? arrival->track : *open ? *open - 1 : 0;
    if (!track)
        return;
    write_flow(chrome, *open ? arrival->last ? 'f' : 't' : 's', variant, track, arrival->order);
    *open = arrival->last ? 0 : track + 1;
}

/* The track of a cook; NULL when out of memory. */
static struct cook_track *cook_track(struct process *process, uint32_t cook)
{
    if (cook < process->cook_room)
        return &process->cooks[cook];
    size_t room = process->cook_room ? process->cook_room : 16;
    while (room <= cook)
        room *= 2;
    struct cook_track *cooks = realloc(process->cooks, room * sizeof *cooks);
    if (!cooks)
        return NULL;
    for (size_t n = process->cook_room; n < room; n++)
        cooks[n] = (struct cook_track){.now = {COOK_GONE, 0}, .shown = {COOK_GONE, 0}};
    process->cooks = cooks;
    process->cook_room = room;
    return &cooks[cook];
}

static void cook(void *listener, size_t variant, const struct journal_cook *change)
{
    struct chrome *chrome = listener;
    struct process *process = &chrome->processes[variant];
    struct cook_track *track = cook_track(process, change->cook);
    if (!track || !table_reach(&process->changed, process->changed_count)) {
        chrome->failed = true;
        return;
    }
    chrome->now = change->at;
    track->now = (struct doing){(uint32_t)change->state, change->order};
    if (!track->changed)
        process->changed.at[process->changed_count++] = change->cook;
    track->changed = true;
}

static bool has_slice(const struct doing *doing)
{
    return doing->state != COOK_IDLE && doing->state != COOK_GONE;
}

/* What a cook does from this instant on. */
static void write_cook(struct chrome *chrome, size_t variant, uint32_t number)
{
    struct cook_track *track = &chrome->processes[variant].cooks[number];
    track->changed = false;
    if (!track->named)
        name_track(chrome, variant, number, THING_COOK, number);
    track->named = true;
    if (track->now.state == track->shown.state && track->now.order == track->shown.order)
        return;
    if (has_slice(&track->shown))
        end_slice(chrome, variant, number);
    if (has_slice(&track->now))
        begin_slice(chrome, variant, number,
                    palette_states[track->now.state].label[chrome->scenario->theme],
                    track->now.order);
    track->shown = track->now;
}

/* The free oven place of the lowest number. */
static uint32_t free_place(const struct process *process)
{
    uint32_t place = 0;
    while (place < process->places.room && process->places.at[place])
        place++;
    return place;
}

static void bake(struct chrome *chrome, size_t variant, uint32_t order)
{
    struct process *process = &chrome->processes[variant];
    uint32_t place = free_place(process);
    if (!table_reach(&process->places, place) || !table_reach(&process->baking, order)) {
        chrome->failed = true;
        return;
    }
    if (place >= process->named_places) {
        name_track(chrome, variant, OVENS_FROM + place, THING_OVEN, place + 1);
        process->named_places = place + 1;
    }
    process->places.at[place] = order;
    process->baking.at[order] = place + 1;
    begin_slice(chrome, variant, OVENS_FROM + place,
                chrome->scenario->theme == THEME_KITCHEN ? "baking" : "writing", order);
    flow(chrome, variant, OVENS_FROM + place, order, false);
}

static void ding(struct chrome *chrome, size_t variant, uint32_t order)
{
    struct process *process = &chrome->processes[variant];
    if (order >= process->baking.room || !process->baking.at[order])
        return;
    uint32_t place = process->baking.at[order] - 1;
    end_slice(chrome, variant, OVENS_FROM + place);
    process->places.at[place] = 0;
    process->baking.at[order] = 0;
}

static void note(void *listener, size_t variant, const struct journal_entry *entry)
{
    struct chrome *chrome = listener;
    chrome->now = entry->at;
    switch (entry->event) {
    case EVENT_PREP:
        flow(chrome, variant, entry->cook, entry->order, false);
        break;
    case EVENT_BAKE:
        bake(chrome, variant, entry->order);
        break;
    case EVENT_DING:
        ding(chrome, variant, entry->order);
        break;
    case EVENT_BOX:
        flow(chrome, variant, entry->cook, entry->order, true);
        break;
    default:
        break;
    }
}

static void count(struct chrome *chrome, size_t variant, enum counter counter, int64_t number)
{
    struct process *process = &chrome->processes[variant];
    if (process->counted[counter] == number)
        return;
    process->counted[counter] = number;
    begin_event(chrome, 'C', variant, 0);
    fprintf(chrome->to, ",\"name\":\"%s\",\"args\":{\"%s\":%lld}",
            counter_names[chrome->scenario->theme][counter],
            theme_noun(chrome->scenario->theme, THING_ORDER, 2), (long long)number);
    end_event(chrome);
}

static bool instant(void *listener, size_t variant, const struct kitchen *kitchen, sim_time at)
{
    struct chrome *chrome = listener;
    struct process *process = &chrome->processes[variant];
    struct view view;
    chrome->now = at;
    for (size_t n = 0; n < process->changed_count; n++)
        write_cook(chrome, variant, process->changed.at[n]);
    for (size_t n = 0; n < process->arrival_count; n++)
        write_arrival(chrome, variant, &process->arrivals[n]);
    process->changed_count = process->arrival_count = 0;
    kitchen_view(kitchen, &view);
    count(chrome, variant, COUNTER_HOLD, view.on_hold);
    count(chrome, variant, COUNTER_TICKETS, view.tickets);
    count(chrome, variant, COUNTER_READY, view.ready_tasks);
    count(chrome, variant, COUNTER_WAREHOUSE, view.clerk_line + view.stock_line);
    count(chrome, variant, COUNTER_OVEN, view.oven_line);
    count(chrome, variant, COUNTER_COURIER, view.courier_line);
    count(chrome, variant, COUNTER_IN_FLIGHT, view.in_flight);
    return !chrome->failed && !ferror(chrome->to);
}

/* Ends whatever is under way in a variant when the trace ends. */
static void close_process(struct chrome *chrome, size_t variant)
{
    struct process *process = &chrome->processes[variant];
    for (uint32_t order = 0; order < process->flows.room; order++)
        if (process->flows.at[order])
            write_arrival(chrome, variant, &(struct arrival){0, order, true});
    for (uint32_t n = 0; n < process->cook_room; n++)
        if (has_slice(&process->cooks[n].shown))
            end_slice(chrome, variant, n);
    for (uint32_t place = 0; place < process->places.room; place++)
        if (process->places.at[place])
            end_slice(chrome, variant, OVENS_FROM + place);
}

static void free_process(struct process *process)
{
    free(process->cooks);
    free(process->changed.at);
    free(process->arrivals);
    free(process->places.at);
    free(process->baking.at);
    free(process->flows.at);
}

static enum trace_end write_days(struct chrome *chrome, uint32_t replication,
                                 const atomic_bool *stop)
{
    const struct days_listener listener = {
        .listener = chrome, .note = note, .cook = cook, .instant = instant};
    size_t variants = chrome->scenario->variant_count;
    fputs("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[", chrome->to);
    for (size_t v = 0; v < variants; v++)
        write_name(chrome, v, 0, "process_name", chrome->scenario->variants[v].name);
    enum trace_end end = days_run(chrome->scenario, replication, &listener, stop);
    for (size_t v = 0; v < variants; v++)
        close_process(chrome, v);
    fputs("\n]}\n", chrome->to);
    return chrome->failed ? TRACE_OUT_OF_MEMORY : end;
}

enum trace_end chrome_write(FILE *to, const struct scenario *scenario, uint32_t replication,
                            const atomic_bool *stop)
{
    struct chrome chrome = {
        .to = to,
        .scenario = scenario,
        .processes = calloc(scenario->variant_count, sizeof *chrome.processes),
    };
    if (!chrome.processes)
        return TRACE_OUT_OF_MEMORY;
    enum trace_end end = write_days(&chrome, replication, stop);
    for (size_t v = 0; v < scenario->variant_count; v++)
        free_process(&chrome.processes[v]);
    free(chrome.processes);
    return end;
}
