/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading of the scenarios on the command line. */
#include "cli/scenarios.h"

#include <stdlib.h>
#include <string.h>

#include "cli/message.h"
#include "models/nearest.h"

enum status scenario_load(struct scenario *scenario, const char *name,
                          const struct request *request)
{
    struct complaints complaints;
    bool done =
        scenario_read(scenario, name, request->overrides, request->override_count, &complaints);
    enum status status = done                       ? STATUS_DONE
                         : complaints.out_of_memory ? STATUS_FAILED
                                                    : STATUS_USAGE;
    if (complaints.out_of_memory)
        message("%s: out of memory", name);
    else if (!done || !request->quiet)
        complaints_print(&complaints, stderr);
    complaints_free(&complaints);
    return status;
}

static bool wanted(const struct request *request, const char *variant)
{
    for (size_t n = 0; n < request->only_count; n++)
        if (strcmp(request->only[n], variant) == 0)
            return true;
    return request->only_count == 0;
}

/* Whether every variant asked for exists; a message about one that does not. */
static bool all_exist(const struct scenario *scenario, const struct request *request)
{
    for (size_t n = 0; n < request->only_count; n++) {
        struct nearest nearest = nearest_to(request->only[n], strlen(request->only[n]));
        bool found = false;
        for (size_t v = 0; v < scenario->variant_count && !found; v++) {
            found = strcmp(scenario->variants[v].name, request->only[n]) == 0;
            nearest_try(&nearest, scenario->variants[v].name);
        }
        if (found)
            continue;
        if (nearest.best)
            message("%s: no variant '%s', did you mean '%s'?", scenario->title, request->only[n],
                    nearest.best);
        else
            message("%s: no variant '%s'", scenario->title, request->only[n]);
        for (size_t v = 0; v < scenario->variant_count && !nearest.best; v++)
            message("it has '%s'", scenario->variants[v].name);
        return false;
    }
    return true;
}

static enum status keep_wanted(struct scenario *scenario, const struct request *request)
{
    size_t kept = 0;
    if (!all_exist(scenario, request))
        return STATUS_USAGE;
    for (size_t v = 0; v < scenario->variant_count; v++)
        if (wanted(request, scenario->variants[v].name))
            scenario->variants[kept++] = scenario->variants[v];
    scenario->variant_count = kept;
    return STATUS_DONE;
}

enum status scenarios_read(struct scenario **list, const struct request *request)
{
    enum status worst = STATUS_DONE;
    size_t read = 0;
    *list = calloc(request->operand_count, sizeof **list);
    if (!*list) {
        message("out of memory");
        return STATUS_FAILED;
    }
    for (size_t n = 0; n < request->operand_count; n++) {
        enum status status = scenario_load(&(*list)[read], request->operands[n], request);
        if (status == STATUS_DONE)
            status = keep_wanted(&(*list)[read++], request);
        if (status != STATUS_DONE)
            worst = status;
    }
    if (worst != STATUS_DONE)
        scenarios_free(*list, read);
    return worst;
}

void scenarios_free(struct scenario *list, size_t count)
{
    for (size_t n = 0; n < count; n++)
        scenario_free(&list[n]);
    free(list);
}
