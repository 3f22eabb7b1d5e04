/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pizzeria: the program. */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/generate.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/output.h"

static enum status print_about(enum asked asked, const struct command *command)
{
    struct output output = output_standard();
    if (asked == ASKED_HELP)
        help_write(output.to, command);
    else
        fprintf(output.to, "pizzeria %s\n", PIZZERIA_VERSION);
    return output_close(&output, true) ? STATUS_DONE : STATUS_FAILED;
}

/* What the build makes the man page and completions with. */
static enum status print_generated(const char *what)
{
    struct output output = output_standard();
    bool known = generate(output.to, what);
    return output_close(&output, true) && known ? STATUS_DONE : STATUS_FAILED;
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    signal(SIGPIPE, SIG_IGN); /* a reader that went away is an error of writing, */
    signal(SIGXFSZ, SIG_IGN); /* and so is a file that must not grow */
    if (argc == 3 && strcmp(argv[1], "--generate") == 0)
        return (int)print_generated(argv[2]);
    struct request request;
    const struct command *command;
    enum status status = STATUS_USAGE;
    enum asked asked = options_read(&request, &command, argc, argv);
    if (asked == ASKED_COMMAND)
        status = command->run(&request);
    else if (asked != ASKED_WRONG)
        status = print_about(asked, command);
    request_free(&request);
    return (int)status;
}
