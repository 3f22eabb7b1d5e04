/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The man page and the completions of the shells, from the tables that the program itself uses.
 * The build calls them by `pizzeria --generate man|bash|zsh|fish`.
 */
#ifndef CLI_GENERATE_H
#define CLI_GENERATE_H

#include <stdbool.h>
#include <stdio.h>

/* Writes what is asked for; false when it is unknown. */
bool generate(FILE *to, const char *what);

/* One file each. */
void generate_man(FILE *to);
void generate_bash(FILE *to);
void generate_zsh(FILE *to);
void generate_fish(FILE *to);

#endif
