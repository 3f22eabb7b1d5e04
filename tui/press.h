/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What somebody does at the keyboard or with the mouse, whatever the terminal calls it. A character
 * is its code point, Ctrl and a letter the control character.
 */
#ifndef TUI_PRESS_H
#define TUI_PRESS_H

#include <stdint.h>

enum press_code {
    PRESS_NONE = 0,
    PRESS_TAB = '\t',
    PRESS_ENTER = '\n',
    PRESS_ESCAPE = 27,
    PRESS_BACKSPACE = 127,
    PRESS_UP = 0x110000,
    PRESS_DOWN,
    PRESS_LEFT,
    PRESS_RIGHT,
    PRESS_PAGE_UP,
    PRESS_PAGE_DOWN,
    PRESS_HOME,
    PRESS_END,
    PRESS_BACK_TAB,
    PRESS_DELETE,
    PRESS_CLICK, /* with x and y, where no key belongs to the place */
    PRESS_WHEEL_UP,
    PRESS_WHEEL_DOWN,
    PRESS_RESIZE,
    PRESS_CHOOSE /* and above: hot places of a view's or a dialog's own */
};

#define PRESS_CONTROL(letter) ((uint32_t)((letter)&0x1F))

struct press {
    uint32_t code;
    int x, y; /* of the mouse, in the picture */
};

#endif
