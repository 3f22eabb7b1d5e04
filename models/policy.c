/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See policy.h. */
#include "models/policy.h"

enum { EVERY_WAIT = 1 << WAIT_WAREHOUSE | 1 << WAIT_OVEN | 1 << WAIT_COURIER | 1 << WAIT_CUSTOMER };

/* What a policy settles by itself; the rest it leaves to the world's settings. */
static const struct {
    unsigned holds;
    bool holds_what_blocks; /* the world's `blocking`, besides */
    bool hires;
    bool free_between_works; /* `loop` and `next` have a meaning */
    unsigned crews;
} policies[POLICIES] = {
    [POLICY_SYNCHRONOUS] = {.holds = EVERY_WAIT, .crews = 1},
    [POLICY_COOK_PER_ORDER] = {.holds = EVERY_WAIT, .hires = true, .crews = 1},
    [POLICY_EVENT_DRIVEN] = {.holds_what_blocks = true, .free_between_works = true, .crews = 1},
    [POLICY_GREEN_THREADS] = {.free_between_works = true, .crews = 1},
    [POLICY_STAGED] = {.crews = WORKS},
};

struct policy_rules policy_rules_of(const struct world *world)
{
    bool free = policies[world->policy].free_between_works;
    return (struct policy_rules){
        .holds = policies[world->policy].holds |
                 (policies[world->policy].holds_what_blocks ? world->blocking : 0),
        .hires = policies[world->policy].hires,
        .own_tasks = free && world->loop == LOOP_PER_COOK,
        .finish_first = free && world->next == NEXT_FINISH_FIRST,
        .crews = policies[world->policy].crews,
    };
}
