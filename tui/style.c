/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of styles and of glyphs. */
#include "tui/style.h"

#define NONE (-1)

/* clang-format off */
const struct style_look style_looks[STYLES] = {
    /*                     256 dark, light  16 dark, light  8     flags        without colours   background */
    [STYLE_TEXT]           = {NONE, NONE,   NONE, NONE,     NONE, 0,             0,              NONE, NONE},
    [STYLE_FAINT]          = {244,  244,    8,    8,        NONE, STYLE_DIM,     STYLE_DIM,      NONE, NONE},
    [STYLE_STRONG]         = {NONE, NONE,   NONE, NONE,     NONE, STYLE_BOLD,    STYLE_BOLD,     NONE, NONE},
    [STYLE_TITLE]          = {NONE, NONE,   NONE, NONE,     NONE, STYLE_BOLD,    STYLE_BOLD,     NONE, NONE},
    [STYLE_HEADER]         = {254,  235,    NONE, NONE,     NONE, STYLE_BOLD,    STYLE_BOLD,     237,  253},
    [STYLE_CAPTION]        = {NONE, NONE,   NONE, NONE,     NONE, STYLE_BOLD,    STYLE_BOLD,     NONE, NONE},
    [STYLE_FRAME]          = {240,  248,    8,    8,        NONE, STYLE_DIM,     STYLE_DIM,      NONE, NONE},
    [STYLE_KEY]            = {NONE, NONE,   NONE, NONE,     NONE, STYLE_BOLD,    STYLE_BOLD,     NONE, NONE},
    [STYLE_KEY_TEXT]       = {250,  238,    NONE, NONE,     NONE, 0,             0,              238,  252},
    [STYLE_CHOSEN]         = {NONE, NONE,   NONE, NONE,     NONE, STYLE_REVERSE, STYLE_REVERSE,  NONE, NONE},
    [STYLE_WORKING]        = {36,   29,     2,    2,        2,    0,             STYLE_BOLD,     NONE, NONE},
    [STYLE_SWITCHING]      = {227,  100,    11,   3,        3,    0,             0,              NONE, NONE},
    [STYLE_AT_WAREHOUSE]   = {175,  132,    13,   5,        5,    0,             0,              NONE, NONE},
    [STYLE_AT_OVEN]        = {202,  166,    9,    1,        1,    0,             0,              NONE, NONE},
    [STYLE_AT_COURIER]     = {214,  172,    3,    3,        3,    0,             0,              NONE, NONE},
    [STYLE_AT_CUSTOMER]    = {180,  94,     11,   3,        3,    0,             0,              NONE, NONE},
    [STYLE_AT_WORKTOP]     = {181,  95,     5,    5,        5,    0,             0,              NONE, NONE},
    [STYLE_IDLE]           = {242,  247,    8,    8,        NONE, STYLE_DIM,     STYLE_DIM,      NONE, NONE},
    [STYLE_STANDING_STILL] = {208,  166,    9,    1,        1,    STYLE_BOLD,    STYLE_BOLD,     NONE, NONE},
    [STYLE_WAITING]        = {221,  94,     11,   3,        3,    0,             0,              NONE, NONE},
    [STYLE_BUSY]           = {74,   25,     12,   4,        6,    0,             0,              NONE, NONE},
    [STYLE_FREE]           = {240,  249,    8,    8,        NONE, STYLE_DIM,     STYLE_DIM,      NONE, NONE},
    [STYLE_BLOCKED]        = {208,  166,    9,    1,        1,    STYLE_BOLD,    STYLE_BOLD,     NONE, NONE},
    [STYLE_LOST]           = {203,  160,    9,    1,        1,    STYLE_BOLD,    STYLE_BOLD,     NONE, NONE},
    [STYLE_DELIVERED]      = {36,   29,     10,   2,        2,    STYLE_BOLD,    STYLE_BOLD,     NONE, NONE},
    [STYLE_FIRST]          = {208,  166,    9,    1,        1,    0,             STYLE_BOLD,     NONE, NONE},
    [STYLE_SECOND]         = {74,   25,     14,   4,        6,    0,             0,              NONE, NONE},
    [STYLE_CHANGE]         = {213,  127,    13,   5,        5,    STYLE_BOLD,    STYLE_BOLD,     NONE, NONE},
    [STYLE_WARNING]        = {214,  130,    11,   1,        3,    STYLE_BOLD,    STYLE_BOLD,     NONE, NONE},
};

const struct glyph_look glyph_looks[GLYPHS] = {
    [GLYPH_PERSON] = {0x263B, 'o'},
    [GLYPH_AGENT] = {0x25C6, 'A'},
    [GLYPH_TICKET] = {0x25A4, '#'},
    [GLYPH_PIZZA] = {0x25D5, '@'},
    [GLYPH_COURIER] = {0x25B6, '>'},
    [GLYPH_FREE] = {0x00B7, '.'},
    [GLYPH_LOST] = {0x00D7, 'x'},
    [GLYPH_DELIVERED] = {0x2713, '+'},
    [GLYPH_WORKING] = {0x2588, '#'},
    [GLYPH_SWITCHING] = {0x2592, '%'},
    [GLYPH_AT_WAREHOUSE] = {0x25BD, 'v'},
    [GLYPH_AT_OVEN] = {0x25CB, 'o'},
    [GLYPH_AT_COURIER] = {0x25B7, '>'},
    [GLYPH_AT_CUSTOMER] = {0x25A1, '='},
    [GLYPH_AT_WORKTOP] = {0x25B3, '^'},
    [GLYPH_IDLE] = {0x00B7, '.'},
    [GLYPH_ABSENT] = {' ', ' '},
    [GLYPH_ACROSS] = {0x2500, '-'},
    [GLYPH_DOWN] = {0x2502, '|'},
    [GLYPH_CORNER_TL] = {0x256D, '+'},
    [GLYPH_CORNER_TR] = {0x256E, '+'},
    [GLYPH_CORNER_BL] = {0x2570, '+'},
    [GLYPH_CORNER_BR] = {0x256F, '+'},
    [GLYPH_TEE_LEFT] = {0x251C, '+'},
    [GLYPH_TEE_RIGHT] = {0x2524, '+'},
    [GLYPH_CROSS] = {0x253C, '+'},
    [GLYPH_ARROW] = {0x2192, '>'},
    [GLYPH_UP] = {0x2191, '^'},
    [GLYPH_LOW] = {0x2193, 'v'},
    [GLYPH_POINT] = {0x203A, '>'},
    [GLYPH_MARK] = {0x25C6, '!'},
    [GLYPH_NOW] = {0x2503, '|'},
    [GLYPH_DOT] = {0x2022, '*'},
    [GLYPH_BAR] = {0x2588, '='},
    [GLYPH_BAR_REST] = {0x2500, '-'},
    [GLYPH_SHADE_1] = {0x2591, '.'},
    [GLYPH_SHADE_2] = {0x2592, ':'},
    [GLYPH_SHADE_3] = {0x2593, '%'},
    [GLYPH_EIGHTH_1] = {0x2581, '_'},
    [GLYPH_EIGHTH_2] = {0x2582, '_'},
    [GLYPH_EIGHTH_3] = {0x2583, '.'},
    [GLYPH_EIGHTH_4] = {0x2584, ':'},
    [GLYPH_EIGHTH_5] = {0x2585, ':'},
    [GLYPH_EIGHTH_6] = {0x2586, '|'},
    [GLYPH_EIGHTH_7] = {0x2587, '|'},
    [GLYPH_EIGHTH_8] = {0x2588, '#'},
    [GLYPH_PAUSED] = {0x2016, '='},
    [GLYPH_RUNNING] = {0x25B8, '>'},
};
/* clang-format on */

enum meaning style_of_cook(enum cook_state state)
{
    return state < COOK_STATES ? (enum meaning)(STYLE_WORKING + (int)state) : STYLE_TEXT;
}

enum glyph glyph_of_cook(enum cook_state state)
{
    return state < COOK_STATES ? (enum glyph)(GLYPH_WORKING + (int)state) : GLYPH_ABSENT;
}
