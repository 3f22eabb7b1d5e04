/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `check`: says what is wrong with scenarios. */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/scenarios.h"

enum status command_check(const struct request *request)
{
    enum status worst = STATUS_DONE;
    struct output output;
    if (!output_open(&output, request))
        return STATUS_FAILED;
    for (size_t n = 0; n < request->operand_count; n++) {
        struct scenario scenario;
        enum status status = scenario_load(&scenario, request->operands[n], request);
        if (status == STATUS_DONE) {
            fprintf(output.to, "%s: OK\n", request->operands[n]);
            scenario_free(&scenario);
        } else {
            worst = status;
        }
    }
    return output_close(&output, true) ? worst : STATUS_FAILED;
}
