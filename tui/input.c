/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See input.h. */
#include "tui/input.h"

#include <curses.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

/* Escape and what follows it are one key if no more than so many ms are between them. */
enum { ESCAPE_MS = 25 };

/* So many events of the mouse ncurses keeps. */
enum { MOUSE_MOST = 8 };

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What the mouse did and nobody has asked for yet, the latest first. */
static struct {
    struct press presses[MOUSE_MOST];
    size_t count;
} mouse;

void input_begin(void)
{
    mouse.count = 0;
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    set_escdelay(ESCAPE_MS);
    /* Without the release, or with clicks, ncurses waits for more input when a button is let go. */
    mousemask(BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
    mouseinterval(0);
}

static struct press press_of_mouse(const MEVENT *event)
{
    struct press press = {.code = PRESS_NONE, .x = event->x, .y = event->y};
    if (event->bstate & BUTTON1_PRESSED)
        press.code = PRESS_CLICK;
    else if (event->bstate & BUTTON4_PRESSED)
        press.code = PRESS_WHEEL_UP;
    else if (event->bstate & BUTTON5_PRESSED)
        press.code = PRESS_WHEEL_DOWN;
    return press;
}

/* Takes what the mouse did off ncurses, which tells all of it at once, the latest first. */
static void read_mouse(void)
{
    MEVENT event;
    while (mouse.count < MOUSE_MOST && getmouse(&event) == OK) {
        struct press press = press_of_mouse(&event);
        if (press.code != PRESS_NONE)
            mouse.presses[mouse.count++] = press;
    }
}

/* ncurses' keys, and the letters that function keys are twins of. */
static uint32_t press_of(int key)
{
    static const struct {
        int key;
        uint32_t press;
    } keys[] = {
        {KEY_UP, PRESS_UP},
        {KEY_DOWN, PRESS_DOWN},
        {KEY_LEFT, PRESS_LEFT},
        {KEY_RIGHT, PRESS_RIGHT},
        {KEY_PPAGE, PRESS_PAGE_UP},
        {KEY_NPAGE, PRESS_PAGE_DOWN},
        {KEY_HOME, PRESS_HOME},
        {KEY_END, PRESS_END},
        {KEY_BTAB, PRESS_BACK_TAB},
        {KEY_DC, PRESS_DELETE},
        {KEY_ENTER, PRESS_ENTER},
        {KEY_BACKSPACE, PRESS_BACKSPACE},
        {KEY_F(1), '?'},
        {KEY_F(2), 'm'},
        {KEY_F(3), 'v'},
        {KEY_F(4), 'g'},
        {KEY_F(5), 'r'},
        {KEY_F(6), 's'},
        {KEY_F(7), 'o'},
        {KEY_F(8), ' '},
        {KEY_F(10), 'q'},
        {KEY_RESIZE, PRESS_RESIZE},
    };
    for (size_t n = 0; n < COUNT(keys); n++)
        if (keys[n].key == key)
            return keys[n].press;
    return PRESS_NONE;
}

struct press input_read(bool *any)
{
    wint_t character;
    *any = true;
    if (mouse.count > 0)
        return mouse.presses[--mouse.count];
    int kind = get_wch(&character);
    *any = kind != ERR;
    if (kind == ERR)
        return (struct press){0};
    if (kind == KEY_CODE_YES && character == KEY_MOUSE) {
        read_mouse();
        return mouse.count > 0 ? mouse.presses[--mouse.count] : (struct press){0};
    }
    if (kind == KEY_CODE_YES)
        return (struct press){.code = press_of((int)character)};
    if (character == L'\r')
        character = PRESS_ENTER;
    return (struct press){.code = (uint32_t)character};
}
