/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `list`: the built-in scenarios. */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/scenarios.h"

static enum status write_one(FILE *to, const struct style *style, const char *name,
                             const struct request *request)
{
    struct scenario scenario;
    enum status status = scenario_load(&scenario, name, request);
    if (status != STATUS_DONE)
        return status;
    text_paint(to, style, PAINT_HEADING);
    fputs(name, to);
    text_paint(to, style, PAINT_PLAIN);
    fputs("  ", to);
    text_put(to, scenario.title);
    fputs("\n    ", to);
    text_wrap(to, style, 4, 4, scenario.about);
    fputc('\n', to);
    scenario_free(&scenario);
    return STATUS_DONE;
}

enum status command_list(const struct request *request)
{
    /* What is built in gives no reason for warnings here. */
    const struct request quiet = {.quiet = true};
    enum status status = STATUS_DONE;
    struct output output;
    if (!output_open(&output, request))
        return STATUS_FAILED;
    struct style style = output_style(&output, request);
    for (size_t n = 0; n < builtin_count() && status == STATUS_DONE; n++)
        status = write_one(output.to, &style, builtin_at(n)->name, &quiet);
    return output_close(&output, status == STATUS_DONE) ? status : STATUS_FAILED;
}
