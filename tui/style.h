/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What things look like: styles by meaning, not by colour, and glyphs. Their colours, and what a
 * cook's states and the two kitchens look like, are those of all other pictures
 * (report/palette.h). No meaning is carried by colour alone. Knows nothing of terminals.
 */
#ifndef TUI_STYLE_H
#define TUI_STYLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/journal.h"
#include "models/theme.h"

enum meaning {
    STYLE_TEXT,
    STYLE_FAINT,
    STYLE_STRONG,
    STYLE_TITLE,  /* a kitchen's name, a heading */
    STYLE_HEADER, /* the line at the top */
    STYLE_CAPTION,
    STYLE_FRAME, /* lines between parts */
    STYLE_KEY,   /* a key's name in the bar at the bottom, and what it does */
    STYLE_KEY_TEXT,
    STYLE_CHOSEN,  /* the row one is on */
    STYLE_WORKING, /* what cooks do, in the order of enum cook_state */
    STYLE_SWITCHING,
    STYLE_AT_WAREHOUSE,
    STYLE_AT_OVEN,
    STYLE_AT_COURIER,
    STYLE_AT_CUSTOMER,
    STYLE_AT_WORKTOP,
    STYLE_IDLE,
    STYLE_STANDING_STILL, /* any of the waits */
    STYLE_WAITING,        /* who or what stands in a line */
    STYLE_BUSY,           /* a place in use */
    STYLE_FREE,           /* a place not in use */
    STYLE_BLOCKED,
    STYLE_LOST,
    STYLE_DELIVERED,
    STYLE_FIRST, /* the two kitchens in one picture */
    STYLE_SECOND,
    STYLE_CHANGE, /* what somebody changed, on an axis of time */
    STYLE_WARNING,
    STYLES
};

enum style_flag { STYLE_BOLD = 1, STYLE_DIM = 2, STYLE_REVERSE = 4, STYLE_UNDERLINE = 8 };

/* A colour of -1 is the terminal's own. */
struct style_look {
    int16_t dark256, light256, dark16, light16, color8;
    uint8_t flags;      /* set of enum style_flag */
    uint8_t mono_flags; /* without colours */
    int16_t back256_dark, back256_light;
};

struct style_look style_look(enum meaning meaning);

enum glyph {
    GLYPH_PERSON,
    GLYPH_AGENT,
    GLYPH_TICKET,
    GLYPH_PIZZA,
    GLYPH_COURIER,
    GLYPH_FREE, /* an empty place */
    GLYPH_LOST,
    GLYPH_DELIVERED,
    GLYPH_WORKING, /* what cooks do, in the order of enum cook_state */
    GLYPH_SWITCHING,
    GLYPH_AT_WAREHOUSE,
    GLYPH_AT_OVEN,
    GLYPH_AT_COURIER,
    GLYPH_AT_CUSTOMER,
    GLYPH_AT_WORKTOP,
    GLYPH_IDLE,
    GLYPH_ABSENT, /* nobody here at that time */
    GLYPH_ACROSS, /* lines */
    GLYPH_DOWN,
    GLYPH_CORNER_TL,
    GLYPH_CORNER_TR,
    GLYPH_CORNER_BL,
    GLYPH_CORNER_BR,
    GLYPH_TEE_LEFT, /* |- */
    GLYPH_TEE_RIGHT,
    GLYPH_CROSS,
    GLYPH_ARROW,
    GLYPH_UP,
    GLYPH_LOW,
    GLYPH_POINT, /* the row one is on */
    GLYPH_MARK,  /* a change on an axis of time */
    GLYPH_NOW,   /* the present instant on it */
    GLYPH_DOT,
    GLYPH_DAY, /* the part of the day that has passed */
    GLYPH_BAR, /* a bar's full and empty cells */
    GLYPH_BAR_REST,
    GLYPH_SHADE_1, /* denser and denser */
    GLYPH_SHADE_2,
    GLYPH_SHADE_3,
    GLYPH_EIGHTH_1, /* a column's top cell, from low to high */
    GLYPH_EIGHTH_2,
    GLYPH_EIGHTH_3,
    GLYPH_EIGHTH_4,
    GLYPH_EIGHTH_5,
    GLYPH_EIGHTH_6,
    GLYPH_EIGHTH_7,
    GLYPH_EIGHTH_8,
    GLYPH_PAUSED,
    GLYPH_RUNNING,
    GLYPHS
};

/* The character of a glyph; every one takes one column. */
uint32_t glyph_character(enum glyph glyph, bool unicode, enum theme theme);

/* The mark of a kitchen's curve, and that of two where they meet (side 2). */
uint32_t style_mark(size_t side, bool unicode);

/* What a cook does, as a style and as a shape. */
enum meaning style_of_cook(enum cook_state state);
enum glyph glyph_of_cook(enum cook_state state);

#endif
