/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program says besides its results: to standard error, and how it can be interrupted. */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

#include <stdatomic.h>

/*
 * Writes "pizzeria: ..." and a line's end to standard error, cut where it is far too long and
 * without anything that could confuse a terminal.
 */
__attribute__((format(printf, 1, 2))) void message(const char *format, ...);

/*
 * Becomes true at the first Ctrl-C after interrupt_watch, or when the program is asked to end
 * (SIGTERM) as job systems do before they kill; a second time then ends it at once. Does nothing
 * for what the program was started with ignored.
 */
extern atomic_bool interrupted;
void interrupt_watch(void);

#endif
