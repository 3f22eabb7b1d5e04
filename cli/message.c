/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages and interrupts. */
#include "cli/message.h"

#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

atomic_bool interrupted;

void message(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("pizzeria: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

static void on_interrupt(int number)
{
    (void)number;
    interrupted = true;
}

void interrupt_watch(void)
{
    struct sigaction old, watch = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&watch.sa_mask);
    if (sigaction(SIGINT, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
        sigaction(SIGINT, &watch, NULL);
}
