/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A kitchen that never lacks tickets: there is always a new order when one is done, so that a fixed
 * number goes round in it (a closed network). What it delivers is known exactly where that network
 * has product form, although no waiting time has a mean. Knows nothing of what is simulated.
 */
#ifndef LAB_SATURATED_H
#define LAB_SATURATED_H

#include "lab/workload.h"

enum saturated_model {
    SATURATED_UNKNOWN,
    SATURATED_BUSY,     /* nobody stands in line: N orders at a time, each as long as it takes */
    SATURATED_FINITE,   /* one station with a line: M/M/c//N, the machine repairman */
    SATURATED_NETWORK,  /* several single servers: mean value analysis */
    SATURATED_BLOCKING, /* one agent, one cook and a rail: Hunt's line */
    SATURATED_MODELS
};

struct saturated {
    enum saturated_model model;
    double orders;     /* N, that go round */
    double per_second; /* orders delivered */
};

/*
 * What is delivered if calls come faster than that and nobody is turned away. SATURATED_UNKNOWN
 * where calls do not come faster, or where no formula is exact.
 */
void saturated_of(struct saturated *saturated, const struct workload *load);

#endif
