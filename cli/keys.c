/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `keys`: every key that a scenario can have. */
#include "models/keys.h"

#include <string.h>

#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"

static bool matches(const struct key *key, const char *prefix)
{
    size_t length = strlen(prefix);
    for (int theme = 0; theme < THEMES; theme++)
        if (strncmp(key->name[theme], prefix, length) == 0)
            return true;
    return key->also && strncmp(key->also, prefix, length) == 0;
}

static void write_key(FILE *to, const struct key *key, const struct style *style)
{
    text_paint(to, style, PAINT_HEADING);
    text_put(to, key->name[THEME_KITCHEN]);
    text_paint(to, style, PAINT_PLAIN);
    if (strcmp(key->name[THEME_KITCHEN], key->name[THEME_DATACENTER]) != 0)
        fprintf(to, "  (data center: %s)", key->name[THEME_DATACENTER]);
    else if (key->also)
        fprintf(to, "  (data center also: %s)", key->also);
    fputs("\n    ", to);
    text_wrap(to, style, 4, 4, key->about[THEME_KITCHEN]);
    if (strcmp(key->about[THEME_KITCHEN], key->about[THEME_DATACENTER]) != 0) {
        fputs("    Data center: ", to);
        text_wrap(to, style, 17, 4, key->about[THEME_DATACENTER]);
    }
    fprintf(to, "    %s", key->takes);
    if (*key->unit)
        fprintf(to, " (unit: %s)", key->unit);
    if (key->fallback)
        fprintf(to, "; default %s", *key->fallback ? key->fallback : "none");
    fputs("\n\n", to);
}

enum status command_keys(const struct request *request)
{
    const char *prefix = request->operand_count ? request->operands[0] : "";
    size_t written = 0;
    struct output output;
    if (!output_open(&output, request))
        return STATUS_FAILED;
    struct style style = output_style(&output, request);
    for (size_t n = 0; n < key_count(); n++) {
        if (!matches(key_at(n), prefix))
            continue;
        write_key(output.to, key_at(n), &style);
        written++;
    }
    if (!output_close(&output, written > 0))
        return STATUS_FAILED;
    if (written == 0) {
        message("no key begins with '%s'", prefix);
        return STATUS_USAGE;
    }
    return STATUS_DONE;
}
