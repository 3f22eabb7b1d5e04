/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What --vary asks for: the ranges of values, and the scenario at each of their points. Knows
 * nothing of what is done at the points.
 */
#ifndef CLI_VARY_H
#define CLI_VARY_H

#include "cli/command.h"
#include "lab/range.h"
#include "models/scenario.h"

/*
 * Reads the ranges of --vary, as many as the request has, with `points_most` points in all. False
 * after a message; *count ranges are to be freed with range_free in both cases.
 */
bool vary_read(struct range *ranges, size_t *count, const struct request *request,
               size_t points_most);

/*
 * Reads the scenario of a request (`reader`, a const struct request *) with the settings of a point
 * after those of the command line: what lab/sweep.h and lab/planning.h call `read`. Says nothing of
 * what is merely odd at the point.
 */
bool vary_read_point(void *reader, struct scenario *scenario, const struct override *settings,
                     size_t count);

#endif
