/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See vary.h. */
#include "cli/vary.h"

#include <stdlib.h>
#include <string.h>

#include "cli/message.h"
#include "cli/scenarios.h"

bool vary_read(struct range *ranges, size_t *count, const struct request *request,
               size_t points_most)
{
    size_t points = 1; /* cannot overflow: a range has RANGE_MOST values, and keys are few */
    for (*count = 0; *count < request->vary_count; ++*count) {
        struct range *range = &ranges[*count];
        const char *wrong = range_parse(range, request->vary[*count]);
        if (wrong) {
            message("--vary %s: %s", request->vary[*count], wrong);
            return false;
        }
        points *= range->count;
        for (size_t n = 0; n < *count; n++)
            if (strcmp(ranges[n].key, range->key) == 0) {
                message("--vary %s: %s is varied already", request->vary[*count], range->key);
                ++*count; /* this one was read, too, and is the caller's to free */
                return false;
            }
    }
    if (points <= points_most)
        return true;
    message("%zu points are too many; at most %zu can be tried", points, points_most);
    return false;
}

bool vary_read_point(void *reader, struct scenario *scenario, const struct override *settings,
                     size_t count)
{
    struct request request = *(const struct request *)reader;
    size_t before = request.override_count;
    struct override *overrides = calloc(before + count + 1, sizeof *overrides);
    if (!overrides) {
        message("out of memory");
        return false;
    }
    if (before > 0)
        memcpy(overrides, request.overrides, before * sizeof *overrides);
    if (count > 0)
        memcpy(overrides + before, settings, count * sizeof *overrides);
    request.overrides = overrides;
    request.override_count = before + count;
    request.quiet = true; /* what is odd at one point is what is to be found out */
    struct scenario *list;
    bool done = scenarios_read(&list, &request) == STATUS_DONE;
    if (done) {
        *scenario = list[0];
        free(list);
    }
    free(overrides);
    return done;
}
