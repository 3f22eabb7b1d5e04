/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys and the mouse, as ncurses tells them, under one name each. For screen.c alone, which has the
 * terminal; knows nothing of what is pressed for what.
 */
#ifndef TUI_INPUT_H
#define TUI_INPUT_H

#include <stdbool.h>

#include "tui/press.h"

/* Asks ncurses for keys and the mouse, without waiting for any. After newterm. */
void input_begin(void);

/*
 * What is there already. PRESS_NONE: nothing, or nothing that means anything; *any says whether
 * there was something.
 */
struct press input_read(bool *any);

#endif
