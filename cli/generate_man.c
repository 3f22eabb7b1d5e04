/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The man page, in the macros of man(7). */
#include <string.h>

#include "cli/command.h"
#include "cli/generate.h"

/* An option's name with dashes that can be copied from the page. */
static void write_name(FILE *to, const char *name)
{
    for (; *name; name++)
        fputs(*name == '-' ? "\\-" : (const char[]){*name, '\0'}, to);
}

/* Text in which nothing is taken for a request or an escape of roff. */
static void write_text(FILE *to, const char *text)
{
    bool start = true;
    for (; *text; text++) {
        if (start && (*text == '.' || *text == '\''))
            fputs("\\&", to);
        if (*text == '\\')
            fputs("\\e", to);
        else if (*text == '-')
            fputs("\\-", to);
        else if (strncmp(text, "\n\n", 2) == 0)
            fputs("\n.PP", to);
        else
            fputc(*text, to);
        start = *text == '\n';
    }
    fputc('\n', to);
}

static void write_option(FILE *to, const struct option_kind *kind)
{
    fputs(".TP\n.B ", to);
    if (kind->letter)
        fprintf(to, "\\-%c, ", kind->letter);
    write_name(to, kind->name);
    if (kind->takes)
        fprintf(to, " \\fI%s\\fR", kind->takes);
    fputc('\n', to);
    write_text(to, kind->about);
}

static void write_command(FILE *to, const struct command *command)
{
    fprintf(to, ".SS pizzeria %s %s\n", command->name, command->arguments);
    write_text(to, command->help);
    fputs(".PP\nOptions:", to);
    for (enum option n = 0; n < OPTIONS; n++) {
        if (!command_has(command, n))
            continue;
        fputc(' ', to);
        write_name(to, option_kinds[n].name);
    }
    fputs(".\n", to);
}

void generate_man(FILE *to)
{
    fprintf(to,
            ".\\\" Made from the program's own tables; do not edit.\n"
            ".TH PIZZERIA 1 \"\" \"pizzeria %s\" \"User Commands\"\n"
            ".SH NAME\npizzeria \\- simulate a pizzeria, or a server, run in different ways\n"
            ".SH SYNOPSIS\n.B pizzeria\n[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR] "
            "[\\fISCENARIO\\fR...]\n"
            ".SH DESCRIPTION\n",
            PIZZERIA_VERSION);
    write_text(to,
               "Simulates kitchens in which a cook stays with an order until it is delivered, "
               "and kitchens in which nobody waits, with the same callers, and says what the "
               "difference is and what limits each. The same model in other words is a server "
               "with threads, or with an event loop.\n\nSCENARIO is a YAML file, or the name of "
               "a built-in scenario. Without a command, `watch lunch-rush` is done.");
    fputs(".SH COMMANDS\n", to);
    for (size_t n = 0; n < command_count; n++)
        write_command(to, &commands[n]);
    fputs(".SH OPTIONS\n", to);
    for (int n = 0; n < OPTIONS; n++)
        write_option(to, &option_kinds[n]);
    fputs(".SH BUILT-IN SCENARIOS\n", to);
    for (size_t n = 0; n < builtin_count(); n++)
        fprintf(to, "%s%s", n ? ", " : "", builtin_at(n)->name);
    fputs(".\n.SH EXIT STATUS\n"
          ".TP\n0\nDone.\n.TP\n1\nFailed while running.\n"
          ".TP\n2\nWrong usage, or a scenario with errors.\n"
          ".TP\n130\nInterrupted; what was finished is kept.\n"
          ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nIf set and not empty, no colours are used.\n",
          to);
}
