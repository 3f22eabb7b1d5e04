/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a user would miss the next time: how the dashboard looks, and which scenario was open. Kept
 * in $XDG_CONFIG_HOME/pizzeria/dashboard (or ~/.config/pizzeria/dashboard), a line `name = value`
 * each. A file that is missing or not understood is as good as an empty one.
 */
#ifndef TUI_SETTINGS_H
#define TUI_SETTINGS_H

#include <stdbool.h>

#define SETTINGS_TEXT 1024

struct settings {
    bool light, ascii, braille;
    char scenario[SETTINGS_TEXT]; /* a file or a built-in's name; "" for none */
};

void settings_read(struct settings *settings);

/* Written as a whole or not at all; false (errno says why) when it cannot be. */
bool settings_write(const struct settings *settings);

#endif
