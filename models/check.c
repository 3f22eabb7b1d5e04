/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether the values of a world go together. Knows nothing of how they are written.
 */
#include <string.h>

#include "models/reading.h"

void world_check(struct reading *reading, const struct world *world, const struct setting *settings,
                 size_t count, unsigned variant, enum theme theme, const struct source *file)
{
    (void)settings;
    (void)count;
    (void)variant;
    (void)theme;
    if (!world->arrivals.count && world->arrivals.kind == ARRIVALS_POISSON)
        trouble_of_world(reading->troubles, SEVERITY_ERROR, (struct mark){file, 0, 0},
                         "callers.arrivals must be given");
}
