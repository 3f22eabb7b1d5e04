/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A menu over the screen, with a line to type into where one is asked for. It does not hold the
 * loop: the days go on behind it. Knows nothing of what it is about.
 */
#ifndef TUI_DIALOG_H
#define TUI_DIALOG_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/canvas.h"
#include "tui/press.h"

#define DIALOG_ITEMS 64
#define DIALOG_TEXT 96
#define DIALOG_INPUT 512 /* bytes of what can be typed */

struct app;

struct dialog {
    bool open;
    char title[DIALOG_TEXT];
    char hint[DIALOG_TEXT];
    char items[DIALOG_ITEMS][DIALOG_TEXT];
    size_t item_count, chosen;
    bool input; /* there is a line to type into */
    char text[DIALOG_INPUT];
    /*
     * Called when something was chosen, the dialog being closed: the index of the item, or
     * item_count when text was typed, which is then in `text`. It may open another one.
     */
    void (*done)(struct app *app, size_t choice, const char *text);
    void *context; /* the caller's */
};

/* An empty dialog, open; fill in items and `done`, and set `input` if wanted. */
void dialog_begin(struct dialog *dialog, const char *title, const char *hint,
                  void (*done)(struct app *app, size_t choice, const char *text));
__attribute__((format(printf, 2, 3))) void dialog_item(struct dialog *dialog, const char *format,
                                                       ...);

void dialog_draw(const struct dialog *dialog, struct canvas canvas);
void dialog_key(struct dialog *dialog, struct app *app, struct press press);

#endif
