/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The state of one kitchen, shared by the files that make up the model and by nobody else:
 *
 *   kitchen.c    the day: the clock, what happens at one instant, beginning and end
 *   callers.c    calls, lines, patience, redials
 *   counter.c    the call center: agents, tickets, the rail
 *   policy.c     what the five policies are, as data
 *   cooks.c      who is on the floor, who takes what next
 *   works.c      work at a worktop: switching, preparing, boxing; crowding
 *   waits.c      what goes on without a cook: warehouse, oven, courier, customer
 *   copy.c       the same state in other memory
 *   change.c     another world from an instant on
 *   view.c       what can be seen from outside
 *   luck.c       what was drawn, against what was to be expected
 *   measures.c   what has been counted, by name
 *
 * Everything is referred to by 32-bit numbers from 1 on (0: none), so that the state can be grown,
 * copied and compared as it stands.
 */
#ifndef MODELS_KITCHEN_STATE_H
#define MODELS_KITCHEN_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/fate.h"
#include "models/journal.h"
#include "models/kitchen.h"
#include "models/policy.h"
#include "models/world.h"
#include "sim/events.h"
#include "sim/level.h"
#include "sim/line.h"
#include "sim/server.h"
#include "sim/work.h"

/* What happens; the kinds of events. */
enum happening {
    HAPPENS_WARMUP_OVER,
    HAPPENS_CLOSING,
    HAPPENS_CALL,
    HAPPENS_REDIAL,
    HAPPENS_PATIENCE_OVER,
    HAPPENS_CALL_OVER,
    HAPPENS_FETCHED,
    HAPPENS_SWITCH_OVER, /* at full speed; only the journal needs to know */
    HAPPENS_WORK_OVER,   /* of one order, at full speed */
    HAPPENS_WORK_SHARED, /* of whoever is next where work is slowed down */
    HAPPENS_BAKED,
    HAPPENS_ARRIVED,
    HAPPENS_COURIER_BACK,
    HAPPENS_SHIFT, /* subject: enum staff */
    HAPPENS_TRUCK
};

/*
 * Of what happens at one instant, what ends comes first, then shifts change, then the truck comes,
 * then people call: a line that is freed can be had by somebody who calls at that instant.
 */
enum rank { RANK_ENDS, RANK_SHIFTS, RANK_TRUCK, RANK_CALLS };

/* Who has a shift plan. */
enum staff { STAFF_COOKS, STAFF_AGENTS, STAFF_COURIERS, STAFFS };

/* Where a ticket is that no cook has taken. */
enum ticket { TICKET_IN_HAND, TICKET_ON_RAIL, TICKET_BLOCKED };

struct order {
    sim_time called;    /* first dial */
    sim_time answered;  /* the agent began to talk */
    sim_time received;  /* the call ended */
    sim_time taken;     /* by a cook */
    sim_time picked_up; /* by a courier */
    sim_time switching; /* length of the switch before its present or next work */
    sim_time working;   /* length of that work */
    uint64_t ready;     /* order in which waiting tasks became ready */
    uint32_t number;    /* from 1, in the order of first calls */
    uint32_t cook;      /* who is with it, or 0 */
    uint32_t owner;     /* per-cook loop: who took its ticket and does its later tasks, or 0 */
    sim_handle patience;
    uint32_t redials; /* how often its caller has dialled again */
    uint16_t recipe;
    uint8_t work;   /* enum work: present or next */
    uint8_t ticket; /* enum ticket */
    bool announced; /* the journal knows that the caller is on hold */
    bool at_switch; /* the switch before the work is under way */
    bool counted;   /* first called within the window */
};

struct cook {
    sim_time since;              /* accounted for up to here */
    sim_time switch_over;        /* when switching becomes working without an event */
    struct sim_queue own[WORKS]; /* per-cook loop: his ready preps and boxes */
    uint64_t idle_since;         /* order in which cooks became idle */
    uint32_t order;              /* slot of the order he is with, or 0 */
    uint32_t orders;             /* per-cook loop: taken by him and not boxed yet */
    uint32_t told;               /* leaving: in which order they were told to go */
    uint8_t crew;
    uint8_t state; /* enum cook_state */
    bool present;
    bool idle;    /* stands in the line of idle cooks */
    bool leaving; /* per-cook loop: takes no more tickets, goes when his last order is boxed */
    bool called;  /* stands in `callable` */
};

/* Cooks who may do the same works and take turns. */
struct crew {
    struct sim_queue idle; /* idle longest first */
    unsigned works;        /* set of works they do */
    int64_t to_go;         /* so many go as they become free */
};

/* Times of delivered, counted orders: the columns of the table that quantiles are taken from. */
enum span { SPAN_TOTAL, SPAN_HOLD, SPAN_TICKET, SPAN_KITCHEN, SPAN_ROAD, SPANS };

/* What is counted besides levels; of counted orders unless said otherwise. */
struct counts {
    uint64_t offered, refused, abandoned, received, delivered;
    uint64_t fed;                 /* took their ingredients */
    uint64_t late;                /* delivered after world.late_after */
    uint64_t delivered_in_window; /* whoever they are, at a time within the window */
};

/* The levels that are measured, as numbers; level_at finds them in the state. */
enum level {
    LEVEL_PRESENT,
    LEVEL_AGENTS_BUSY, /* talking or blocked */
    LEVEL_AGENTS_BLOCKED,
    LEVEL_AGENTS,
    LEVEL_OVENS_BUSY,
    LEVEL_COURIERS_BUSY,
    LEVEL_COURIERS,
    LEVEL_CLERKS_BUSY,
    LEVEL_WORKTOPS_BUSY,
    LEVEL_HOLD,
    LEVEL_TICKETS,
    LEVEL_CLERK_LINE,
    LEVEL_STOCK_LINE,
    LEVEL_OVEN_LINE,
    LEVEL_COURIER_LINE,
    LEVEL_READY,
    LEVEL_IN_FLIGHT,
    LEVEL_MEMORY,
    LEVELS
};

/* Lengths that are drawn for orders, as far as it is kept whether they were long or short. */
enum luck {
    LUCK_CALL,
    LUCK_SWITCH,
    LUCK_FETCH,
    LUCK_PREP,
    LUCK_BAKE,
    LUCK_BOX,
    LUCK_RIDE, /* and return */
    LUCKS
};

struct kitchen {
    const struct world *world;
    const struct journal *journal;
    struct policy_rules rules;
    uint32_t replication;
    sim_time now;
    bool closed;  /* the window is over; what is measured stands in `window` */
    bool over;    /* nothing more will happen */
    bool failed;  /* out of memory */
    bool crowded; /* work proceeds through `shared_work`, at a speed that changes */
    uint64_t happened;

    struct sim_events *events;
    uint32_t redials_pending;
    bool truck_pending;
    sim_time truck_at;   /* while one is pending */
    uint64_t next_ready; /* the next order.ready or cook.idle_since */

    /* Orders: slots from 1 on, free ones chained through their links. */
    struct order *orders;
    struct sim_link *links;
    uint32_t order_slots, order_room, free_order;
    uint32_t alive;           /* neither lost nor delivered */
    uint64_t lost, delivered; /* all of the day, whenever they called */

    /* Callers. */
    uint32_t calls; /* first calls so far: the last order's number */
    uint32_t extra_calls;
    bool calls_over;
    size_t rate;        /* poisson: the rate in force; times: the next of the list */
    sim_time last_call; /* or when the world changed since then */
    double call_used;   /* poisson: of the gap before the next call, what was used up by then */
    sim_handle call_event;
    bool patience_can_be_zero;
    struct sim_dist unit_gap; /* gaps at one call a second, which the rates stretch */
    int64_t connected;
    struct sim_line hold;

    /* Call center. */
    struct sim_server agents; /* busy: talking or blocked */
    struct sim_level agents_blocked;
    struct sim_line tickets; /* on the rail or with their agents, in the order of calls' ends */
    uint32_t first_off_rail; /* the first of them that is not on the rail, or 0 */
    int64_t on_rail;

    /* Cooks: slots from 1 on. */
    struct cook *cooks;
    struct sim_link *cook_links;
    uint32_t cook_slots, cook_room, free_cook;
    uint32_t told; /* so many were told to go */
    struct crew crews[WORKS];
    uint32_t crew_count;
    int64_t cooks_wanted;            /* by the shift plan; cook per order: at most */
    int64_t cooks_to_go;             /* so many go as they become free */
    sim_area cook_time[COOK_STATES]; /* cook-nanoseconds: see cooks_account */
    struct sim_level present;
    struct sim_queue ready[WORKS]; /* preps and boxes that are ready for anybody */
    struct sim_level ready_tasks;  /* in whatever loop */
    uint32_t *callable; /* per-cook loop: idle cooks who have a ready task of their own */
    uint32_t callable_count;
    struct sim_level in_flight;
    struct sim_level memory;
    int64_t order_limit; /* in flight, by in_flight and memory */

    /* Works. */
    struct sim_queue worktop_line; /* of orders, whose cooks wait */
    struct sim_level worktops_busy;
    struct sim_work *shared_work;
    sim_handle shared_event;
    sim_time shared_at;
    uint32_t pieces; /* of work under way */

    /* Waits. */
    struct sim_server clerks, ovens, couriers;
    struct sim_line clerk_line, stock_line, oven_line, courier_line;
    int64_t *stock; /* per ingredient */
    size_t stock_room;
    uint32_t trucks; /* visits so far */

    size_t shift[STAFFS]; /* the next shift of each plan */
    sim_handle shift_event[STAFFS];

    /* What was drawn within the window and later, less what was to be expected, in ns. */
    double luck[LUCKS];
    double expected[LUCKS]; /* ns; prep and bake: of the recipes, below */
    double expected_back;
    double *expected_prep, *expected_bake; /* by recipe; one array */
    size_t expected_room;

    struct counts counts;
    sim_time *spans[SPANS];
    size_t span_count, span_room;
    struct sim_level window[LEVELS]; /* the levels at closing */
    sim_area window_cook_time[COOK_STATES];
};

/* The measured level of that number, within the kitchen's state. */
struct sim_level *level_at(struct kitchen *k, size_t level);

/* Tells the journal. */
void journal_write(const struct kitchen *k, enum journal_event event, uint32_t order,
                   uint32_t number, sim_time length);

static inline void note(const struct kitchen *k, enum journal_event event, uint32_t order,
                        uint32_t number, sim_time length)
{
    if (__builtin_expect(k->journal != NULL, 0))
        journal_write(k, event, order, number, length);
}

/* Schedules what ends, now + length. Memory trouble shows in sim_events_failed. */
static inline sim_handle happens_after(struct kitchen *k, sim_time length, enum happening what,
                                       uint32_t subject)
{
    return sim_events_add(k->events, sim_after(k->now, length), RANK_ENDS, what, subject);
}

static inline sim_time order_fate(const struct kitchen *k, uint32_t order, enum fate step,
                                  const struct sim_dist *dist)
{
    return fate_length(k->world, k->replication, k->orders[order].number, step, dist);
}

/* So long, where that was to be expected, in ns. */
static inline void luck_counts(struct kitchen *k, enum luck luck, sim_time length, double expected)
{
    k->luck[luck] += (double)length - expected;
}

/* luck.c: what is to be expected in the present world; false when out of memory. */
bool luck_begins(struct kitchen *k);
/*
 * luck.c: the variance of these lengths of one order, in s^2; 0 where they are no matter of chance,
 * or of so much chance (an infinite variance) that how lucky a day was tells nothing.
 */
double luck_variance(const struct world *world, enum luck luck);

/* kitchen.c: the order is lost or delivered: its slot is free again. */
void order_done(struct kitchen *k, uint32_t order);
/* kitchen.c: a free slot for an order, zeroed, or 0 when out of memory. */
uint32_t order_new(struct kitchen *k);

/* kitchen.c: puts the shift into force that the plan has for now. */
void shift_begins(struct kitchen *k, enum staff staff);
void truck_scheduled(struct kitchen *k, const struct sim_dist *interval);
/* kitchen.c: gives out free cooks, rail places and agents until nothing changes. */
void settle(struct kitchen *k);

/* callers.c */
void callers_begin(struct kitchen *k);
void callers_use_gap(struct kitchen *k);
void callers_reschedule(struct kitchen *k);
void caller_calls(struct kitchen *k);
void caller_redials(struct kitchen *k, uint32_t order);
void caller_hangs_up(struct kitchen *k, uint32_t order);
void callers_wait(struct kitchen *k);

/* counter.c */
bool agent_answers(struct kitchen *k);
void call_ends(struct kitchen *k, uint32_t order);
bool ticket_to_rail(struct kitchen *k);
void ticket_leaves(struct kitchen *k, uint32_t order);
void tickets_announce(struct kitchen *k);

/* cooks.c */
void cooks_set_limits(struct kitchen *k);
void stages_resize(struct kitchen *k);
void crew_resize(struct kitchen *k, uint32_t crew, int64_t number);
void cooks_resize(struct kitchen *k, int64_t number);
bool cook_takes(struct kitchen *k);
void cooks_account(struct kitchen *k);
void cook_seen_working(struct kitchen *k, uint32_t cook);
void cook_does(struct kitchen *k, uint32_t cook, enum cook_state state);
void cook_switches_until(struct kitchen *k, uint32_t cook, sim_time over);
void cook_leaves_order(struct kitchen *k, uint32_t order);
void task_ready(struct kitchen *k, uint32_t order);
void order_boxed(struct kitchen *k, uint32_t order);
void in_flight_change(struct kitchen *k, int64_t change);

/* works.c */
bool works_begin(struct kitchen *k);
bool works_need_sharing(const struct world *world);
void worktops_resized(struct kitchen *k);
void work_draw(struct kitchen *k, uint32_t order, enum work work);
void work_begins(struct kitchen *k, uint32_t order);
void switch_ends(struct kitchen *k, uint32_t order);
void work_ends(struct kitchen *k, uint32_t order);
void work_shared_ends(struct kitchen *k);
void works_set_speed(struct kitchen *k);

/* waits.c */
bool waits_begin(struct kitchen *k);
void work_is_done(struct kitchen *k, uint32_t order);
void fetched(struct kitchen *k, uint32_t order);
void baked(struct kitchen *k, uint32_t order);
void arrived(struct kitchen *k, uint32_t order);
void courier_back(struct kitchen *k);
void couriers_resize(struct kitchen *k, int64_t number);
void stations_resized(struct kitchen *k);
void truck_comes(struct kitchen *k);

#endif
