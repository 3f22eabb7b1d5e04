/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --help, from the table of commands. */
#include "cli/help.h"

#include <string.h>

#include "report/text.h"

#define WIDTH 80
#define COLUMN 25 /* where the explanations begin */

static const struct style plain = {.width = WIDTH};

/* A name in the left column, and its explanation in the right one. */
static void write_entry(FILE *to, const char *name, const char *about)
{
    unsigned width = text_width(name);
    fprintf(to, "  %s", name);
    if (width + 4 > COLUMN) {
        fputc('\n', to);
        width = 0;
        fputs("  ", to);
    }
    text_space(to, COLUMN - 2 - width);
    text_wrap(to, &plain, COLUMN, COLUMN, about);
}

static void write_option(FILE *to, const struct option_kind *kind)
{
    char name[64], letter[8] = "";
    if (kind->letter)
        snprintf(letter, sizeof letter, "-%c, ", kind->letter);
    snprintf(name, sizeof name, "%s%s%s%s", letter, kind->name, kind->takes ? " " : "",
             kind->takes ? kind->takes : "");
    write_entry(to, name, kind->about);
}

static void write_options(FILE *to, uint64_t options)
{
    fputs("\nOptions:\n", to);
    for (int n = 0; n < OPTIONS; n++)
        if (options >> n & 1)
            write_option(to, &option_kinds[n]);
}

static void write_paragraphs(FILE *to, const char *text)
{
    while (*text) {
        const char *end = strstr(text, "\n\n");
        size_t length = end ? (size_t)(end - text) : strlen(text);
        char paragraph[1024];
        snprintf(paragraph, sizeof paragraph, "%.*s", (int)length, text);
        fputc('\n', to);
        text_wrap(to, &plain, 0, 0, paragraph);
        text += length + (end ? 2 : 0);
    }
}

static void write_program(FILE *to)
{
    fputs("pizzeria - why a kitchen in which nobody waits serves more people\n\n"
          "Usage: pizzeria [COMMAND] [OPTIONS] [SCENARIO...]\n\n"
          "SCENARIO is a file, or the name of a built-in scenario. Without a command,\n"
          "`watch lunch-rush`.\n\nCommands:\n",
          to);
    for (size_t n = 0; n < command_count; n++) {
        char name[64];
        snprintf(name, sizeof name, "%s %s", commands[n].name, commands[n].arguments);
        write_entry(to, name, commands[n].about);
    }
    fputs("\n'pizzeria COMMAND --help' explains a command and its options.\n\n"
          "Exit: 0 done; 1 failed while running; 2 wrong usage or scenario; 130 interrupted\n"
          "(with what was finished kept).\n",
          to);
}

void help_write(FILE *to, const struct command *command)
{
    if (!command) {
        write_program(to);
        return;
    }
    fprintf(to, "Usage: pizzeria %s [OPTIONS]%s%s\n", command->name, *command->arguments ? " " : "",
            command->arguments);
    write_paragraphs(to, command->help);
    write_options(to, command->options);
}
