/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal: with input.h, everything that knows ncurses. Shows pictures, hands over keys and
 * the mouse under one name each, and whatever ends the program, the terminal is left as it was.
 */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "tui/canvas.h"
#include "tui/press.h"

struct screen_options {
    bool ascii;    /* no Unicode, even if the locale has it */
    bool braille;  /* charts may use it */
    bool no_color; /* also when NO_COLOR is set */
    bool light;    /* the terminal's background is light */
};

/* Why there cannot be a screen here ("standard output is not a terminal"), or NULL. */
const char *screen_objection(void);

/*
 * Takes the terminal; false, with the reason on standard error, when it cannot. From then on until
 * screen_stop what is written to standard error is kept, and shown after it. There is one screen
 * at a time.
 */
bool screen_start(const struct screen_options *options);
void screen_stop(void);

/*
 * A screen on no terminal, of a fixed size, for tests: what is shown goes through ncurses and can
 * be dumped. Stopped with screen_stop.
 */
bool screen_start_nowhere(const struct screen_options *options, int width, int height);

/* The text that ncurses has on the screen, without blanks at the lines' ends. */
void screen_dump(FILE *to);

/* The picture, as last drawn, or empty in a new size of the terminal's; NULL: out of memory. */
struct picture *screen_picture(void);

/* Brings what was drawn to the terminal; does nothing when nothing changed. */
void screen_show(void);

/* Other colours and glyphs; everything again from scratch (Ctrl-L); stop as Ctrl-Z does, and come
 * back. */
void screen_look(bool light, bool ascii, bool braille);
void screen_redraw(void);
void screen_suspend(void);

/*
 * Waits for at most so many ns (below 0: for ever) until there is a key, and returns at once if
 * there is one. PRESS_NONE: there was none. *press is PRESS_RESIZE when the size has changed.
 */
struct press screen_wait(int64_t timeout);

/* The signal that asks to end (SIGTERM, SIGHUP, a lost terminal counts as SIGHUP), or 0. */
int screen_ending(void);

#endif
