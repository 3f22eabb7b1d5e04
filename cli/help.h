/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands and options explained: for --help, as a man page, and to the shells. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdio.h>

#include "cli/command.h"

/* What --help prints: about a command, or about the program where it is NULL. */
void help_write(FILE *to, const struct command *command);

#endif
