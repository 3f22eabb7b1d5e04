/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The five policies as data (MODEL section 4): which waits hold the cook, who does which works and
 * how tasks are shared out. Nothing else in the model asks for a policy by name.
 */
#ifndef MODELS_POLICY_H
#define MODELS_POLICY_H

#include <stdbool.h>

#include "models/world.h"

struct policy_rules {
    unsigned holds;    /* set of waits that hold the cook who is with the order */
    bool hires;        /* a cook is hired for each ticket and gone when it is delivered */
    bool own_tasks;    /* an order's later tasks come back to the cook who took its ticket */
    bool finish_first; /* box before prep before ticket; else whatever is ready longest */
    unsigned crews;    /* 1, or one for each kind of work */
};

struct policy_rules policy_rules_of(const struct world *world);

#endif
