/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `merge`: joins the stores of shards. */
#include "lab/store_merge.h"

#include <inttypes.h>

#include "cli/command.h"
#include "cli/message.h"

enum status command_merge(const struct request *request)
{
    struct store_merge merge;
    interrupt_watch();
    enum store_end end = store_merge(&merge, request->operands[0], request->operands + 1,
                                     request->operand_count - 1, &interrupted);
    if (end != STORE_OPEN) {
        message("%s", merge.trouble);
        return merge.stopped          ? STATUS_INTERRUPTED
               : end == STORE_REFUSED ? STATUS_USAGE
                                      : STATUS_FAILED;
    }
    size_t stores = request->operand_count - 1;
    if (!request->quiet)
        message("%s: %" PRIu64 " days in %" PRIu64 " settings, from %zu store%s",
                request->operands[0], merge.runs, merge.worlds, stores, stores == 1 ? "" : "s");
    return STATUS_DONE;
}
