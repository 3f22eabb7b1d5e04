/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the command line. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/command.h"

/* What the command line asks for. */
enum asked {
    ASKED_COMMAND,
    ASKED_HELP, /* about the command, or about the program where it is NULL */
    ASKED_VERSION,
    ASKED_WRONG /* a message was written */
};

/*
 * Reads argv: the command is the first word that is no option; without one it is `run` of the
 * scenario `lunch-rush`, and a word that names a scenario stands for `run` of it. *request must be
 * freed with request_free in any case.
 */
enum asked options_read(struct request *request, const struct command **command, int argc,
                        char **argv);

void request_free(struct request *request);

#endif
