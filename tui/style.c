/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of styles and of glyphs. */
#include "tui/style.h"

#include "report/palette.h"
#include "report/text.h"

#define NONE (-1)

/* What is not a colour of the palette: the terminal's own, or a grey. */
struct plain {
    int16_t dark256, light256, color16;
    uint8_t flags, mono_flags;
    int16_t back256_dark, back256_light;
};

/* clang-format off */
static const struct plain plains[STYLES] = {
    /*                   256 dark, light  16    flags          without colours  background */
    [STYLE_TEXT]     = {NONE, NONE,       NONE, 0,             0,               NONE, NONE},
    [STYLE_FAINT]    = {245,  242,        8,    STYLE_DIM,     STYLE_DIM,       NONE, NONE},
    [STYLE_STRONG]   = {NONE, NONE,       NONE, STYLE_BOLD,    STYLE_BOLD,      NONE, NONE},
    [STYLE_TITLE]    = {NONE, NONE,       NONE, STYLE_BOLD,    STYLE_BOLD,      NONE, NONE},
    [STYLE_HEADER]   = {254,  235,        NONE, STYLE_BOLD,    STYLE_BOLD,      237,  253},
    [STYLE_CAPTION]  = {NONE, NONE,       NONE, STYLE_BOLD,    STYLE_BOLD,      NONE, NONE},
    [STYLE_FRAME]    = {240,  248,        8,    STYLE_DIM,     STYLE_DIM,       NONE, NONE},
    [STYLE_KEY]      = {NONE, NONE,       NONE, STYLE_BOLD,    STYLE_BOLD,      NONE, NONE},
    [STYLE_KEY_TEXT] = {250,  238,        NONE, 0,             0,               238,  252},
    [STYLE_CHOSEN]   = {NONE, NONE,       NONE, STYLE_REVERSE, STYLE_REVERSE,   NONE, NONE},
    [STYLE_FREE]     = {240,  249,        8,    STYLE_DIM,     STYLE_DIM,       NONE, NONE},
};

/* The colours that mean something; what cooks do and the two kitchens have the palette's own. */
static const struct colored {
    bool is;
    enum hue hue;
    uint8_t flags; /* with and without colours */
} colored[STYLES] = {
    [STYLE_STANDING_STILL] = {true, HUE_VERMILLION, STYLE_BOLD},
    [STYLE_BLOCKED]        = {true, HUE_VERMILLION, STYLE_BOLD},
    [STYLE_LOST]           = {true, HUE_VERMILLION, STYLE_BOLD},
    [STYLE_DELIVERED]      = {true, HUE_GREEN,      STYLE_BOLD},
    [STYLE_BUSY]           = {true, HUE_GREEN,      0},
    [STYLE_WAITING]        = {true, HUE_YELLOW,     0},
    [STYLE_CHANGE]         = {true, HUE_PURPLE,     STYLE_BOLD},
    [STYLE_WARNING]        = {true, HUE_ORANGE,     STYLE_BOLD},
};

static const struct glyph_look {
    uint32_t unicode;
    char ascii;
} glyphs[GLYPHS] = {
    [GLYPH_PERSON] = {0x263B, 'i'},
    [GLYPH_AGENT] = {0x25C6, 'A'},
    [GLYPH_TICKET] = {0x25A4, '='},
    [GLYPH_PIZZA] = {0x25D5, '@'},
    [GLYPH_COURIER] = {0x25B6, '>'},
    [GLYPH_FREE] = {0x00B7, '.'},
    [GLYPH_LOST] = {0x00D7, 'x'},
    [GLYPH_DELIVERED] = {0x2713, '+'},
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
    [GLYPH_DAY] = {0x2501, '='},
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

static struct style_look look_of_hue(enum hue hue, uint8_t flags, uint8_t mono_flags)
{
    const struct hue_look *look = &palette_hues[hue];
    bool grey = hue == HUE_GREY;
    int16_t ansi = look->ansi, dim = (int16_t)(ansi & 7);
    return (struct style_look){
        .dark256 = palette_xterm(palette_thin(hue, false)),
        .light256 = palette_xterm(palette_thin(hue, true)),
        .dark16 = hue == HUE_YELLOW || grey ? ansi : (int16_t)(ansi | 8),
        .light16 = grey ? ansi : dim,
        .color8 = grey ? NONE : dim,
        .flags = (uint8_t)(flags | (grey ? STYLE_DIM : 0)),
        .mono_flags = mono_flags,
        .back256_dark = NONE,
        .back256_light = NONE,
    };
}

struct style_look style_look(enum meaning meaning)
{
    const struct plain *plain = &plains[meaning];
    if (meaning >= STYLE_WORKING && meaning <= STYLE_IDLE) {
        enum hue hue = palette_states[meaning - STYLE_WORKING].hue;
        return look_of_hue(hue, 0, meaning == STYLE_WORKING ? STYLE_BOLD : 0);
    }
    if (meaning == STYLE_FIRST || meaning == STYLE_SECOND)
        return look_of_hue(palette_series(meaning - STYLE_FIRST).hue, 0,
                           meaning == STYLE_FIRST ? STYLE_BOLD : 0);
    if (colored[meaning].is)
        return look_of_hue(colored[meaning].hue, colored[meaning].flags, colored[meaning].flags);
    return (struct style_look){
        .dark256 = plain->dark256,
        .light256 = plain->light256,
        .dark16 = plain->color16,
        .light16 = plain->color16,
        .color8 = NONE,
        .flags = plain->flags,
        .mono_flags = plain->mono_flags,
        .back256_dark = plain->back256_dark,
        .back256_light = plain->back256_light,
    };
}

static uint32_t first_of(const char *text)
{
    size_t length;
    return text_decode(text, &length);
}

uint32_t glyph_character(enum glyph glyph, bool unicode, enum theme theme)
{
    if (glyph >= GLYPH_WORKING && glyph <= GLYPH_IDLE) {
        const struct state_look *state = &palette_states[glyph - GLYPH_WORKING];
        return first_of(unicode ? state->unicode : state->ascii[theme]);
    }
    return unicode ? glyphs[glyph].unicode : (uint32_t)glyphs[glyph].ascii;
}

uint32_t style_mark(size_t side, bool unicode)
{
    if (side > 1)
        return unicode ? 0x25C9 : '@';
    struct series_look look = palette_series(side);
    return first_of(unicode ? look.unicode : look.ascii);
}

enum meaning style_of_cook(enum cook_state state)
{
    return state < COOK_STATES ? (enum meaning)(STYLE_WORKING + (int)state) : STYLE_TEXT;
}

enum glyph glyph_of_cook(enum cook_state state)
{
    return state < COOK_STATES ? (enum glyph)(GLYPH_WORKING + (int)state) : GLYPH_ABSENT;
}
