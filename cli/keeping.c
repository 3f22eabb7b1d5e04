/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See keeping.h. */
#include "cli/keeping.h"

#include <inttypes.h>
#include <stdio.h>

#include "cli/message.h"

bool keeping_part(const struct request *request)
{
    return request->shards > 0;
}

enum status keeping_begin(struct keeping *keeping, const struct request *request,
                          const struct scenario *scenario)
{
    *keeping = (struct keeping){.request = request};
    if (!request->store)
        return STATUS_DONE;
    const struct store_purpose purpose = {
        .version = PIZZERIA_VERSION,
        .command = request->line,
        .scenario = scenario,
    };
    enum store_end end = store_open(&keeping->store, request->store, &purpose);
    if (end == STORE_OPEN) {
        keeping->keeper = store_keeper(keeping->store);
        return STATUS_DONE;
    }
    if (keeping->store)
        message("%s", store_trouble(keeping->store));
    else
        message("out of memory");
    return end == STORE_REFUSED ? STATUS_USAGE : STATUS_FAILED;
}

/* "shard 2 of 8: all of its 25 days are kept in X.db". */
static void say_part(const struct keeping *keeping, enum status status)
{
    const struct request *request = keeping->request;
    uint64_t days = store_recalled(keeping->store) + store_added(keeping->store);
    message("shard %u of %u: %s%" PRIu64 " days are kept in %s%s", (unsigned)request->shard + 1,
            (unsigned)request->shards, status == STATUS_DONE ? "all of its " : "", days,
            request->store, status == STATUS_DONE ? "" : "; the same command goes on");
}

enum status keeping_end(struct keeping *keeping, enum status status)
{
    const struct request *request = keeping->request;
    if (!keeping->store)
        return status;
    bool open = keeping->keeper != NULL;
    bool safe = store_close(keeping->store);
    if (open && *store_trouble(keeping->store)) {
        message("%s", store_trouble(keeping->store));
        status = STATUS_FAILED;
    }
    if (open && keeping_part(request) && !request->quiet)
        say_part(keeping, status);
    else if (open && (status != STATUS_DONE || !safe) && !request->quiet)
        message("%s: %" PRIu64 " days are kept; the same command goes on from there",
                request->store, store_recalled(keeping->store) + store_added(keeping->store));
    store_free(keeping->store);
    keeping->store = NULL;
    return status;
}
