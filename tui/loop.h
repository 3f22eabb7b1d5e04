/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one loop: keys, the days' progress, a picture; at most 20 a second, and none when nothing has
 * changed. It works on whatever screen it is given, so that tests can play all of it.
 */
#ifndef TUI_LOOP_H
#define TUI_LOOP_H

#include "tui/app.h"
#include "tui/canvas.h"
#include "tui/press.h"

/* What a loop runs on: the terminal, or a test's script. */
struct loop_host {
    app_clock *clock; /* real time, ns; never goes back */
    /* Waits at most so many ns for a key (below 0: for ever). PRESS_NONE: there was none. */
    struct press (*wait)(void *context, int64_t timeout);
    struct picture *(*picture)(void *context); /* as last drawn, or empty */
    void (*show)(void *context);
    bool (*ending)(void *context); /* must end now */
    void (*suspend)(void *context);
    void (*redraw)(void *context);
    void (*look)(void *context, const struct app *app); /* colours and glyphs, when changed */
    void *context;
};

/* Runs until the app quits or the host ends. False when out of memory. */
bool loop_run(struct app *app, const struct loop_host *host);

/* The host that is the terminal of screen.h. */
extern const struct loop_host loop_terminal;

#endif
