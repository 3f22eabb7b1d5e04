/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages and interrupts. */
#include "cli/message.h"

#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "report/text.h"

#define MESSAGE_ROOM 1024

atomic_bool interrupted;

void message(const char *format, ...)
{
    char text[MESSAGE_ROOM];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fputs("pizzeria: ", stderr);
    text_put(stderr, text); /* it may quote a scenario */
    fputc('\n', stderr);
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
    static const int signals[] = {SIGINT, SIGTERM};
    for (size_t n = 0; n < sizeof signals / sizeof *signals; n++)
        if (sigaction(signals[n], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(signals[n], &watch, NULL);
}
