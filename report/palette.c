/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The palette. The light colours are Okabe and Ito's, but for yellow and purple,
 * which are darker: on white they would be too faint.
 */
#include "report/palette.h"

const struct hue_look palette_hues[HUES] = {
    [HUE_BLUE] = {"blue", 0x0072B2, 0x3D9BD9, 4},
    [HUE_VERMILLION] = {"vermillion", 0xD55E00, 0xF0763A, 1},
    [HUE_GREEN] = {"green", 0x009E73, 0x22B890, 2},
    [HUE_PURPLE] = {"purple", 0xB8578F, 0xDD8FBB, 5},
    [HUE_ORANGE] = {"orange", 0xE69F00, 0xF2B233, 11},
    [HUE_SKY] = {"sky", 0x56B4E9, 0x8CD0F5, 6},
    [HUE_YELLOW] = {"yellow", 0xC9B800, 0xF0E442, 3},
    [HUE_GREY] = {"grey", 0x767B82, 0x9AA0A8, 8},
};

const uint32_t palette_inks[INKS][2] = {
    [INK_GROUND] = {0xFFFFFF, 0x15181C},
    [INK_TEXT] = {0x1F2328, 0xE6E8EB},
    [INK_FAINT] = {0x5B636D, 0xA3ABB5},
    [INK_GRID] = {0xE1E4E8, 0x30363D},
};

/* The hue is of the row that has the series' number; a second round moves the shapes on by one. */
static const struct series_look looks[HUES] = {
    {HUE_BLUE, MARK_DISC, HATCH_SOLID, "", "\342\227\217", "o", "\342\226\210", "#"},
    {HUE_VERMILLION, MARK_SQUARE, HATCH_RISING, "7 3", "\342\226\240", "x", "\342\226\222", "="},
    {HUE_GREEN, MARK_TRIANGLE, HATCH_DOTS, "2 2.5", "\342\226\262", "+", "\342\226\223", "%"},
    {HUE_PURPLE, MARK_DIAMOND, HATCH_CROSSED, "9 3 2 3", "\342\227\206", "*", "\342\226\221", ":"},
    {HUE_ORANGE, MARK_CROSS, HATCH_FALLING, "14 4", "\303\227", "%", "\342\226\232", "+"},
    {HUE_SKY, MARK_RING, HATCH_SOLID, "5 2 1.5 2 1.5 2", "\342\227\213", "@", "\342\226\244", "~"},
    {HUE_YELLOW, MARK_BOX, HATCH_RISING, "4 4", "\342\226\241", "&", "\342\226\245", "/"},
    {HUE_GREY, MARK_STAR, HATCH_DOTS, "1.5 4", "*", "$", "\302\267", "."},
};

struct series_look palette_series(size_t n)
{
    struct series_look look = looks[(n + n / HUES) % HUES];
    look.hue = looks[n % HUES].hue;
    return look;
}

const struct state_look palette_states[COOK_STATES] = {
    [COOK_WORKING] = {{"working", "computing"}, HUE_GREEN, HATCH_SOLID, {"#", "#"}, "\342\226\210"},
    [COOK_SWITCHING] = {{"switching tasks", "switching tasks"},
                        HUE_YELLOW,
                        HATCH_DOTS,
                        {"%", "%"},
                        "\342\226\232"},
    [COOK_AT_WAREHOUSE] =
        {{"still: warehouse", "still: API"}, HUE_PURPLE, HATCH_RISING, {"w", "a"}, "\342\226\275"},
    [COOK_AT_OVEN] = {{"still: oven", "still: database"},
                      HUE_VERMILLION,
                      HATCH_FALLING,
                      {"o", "d"},
                      "\342\227\213"},
    [COOK_AT_COURIER] =
        {{"still: courier", "still: link"}, HUE_ORANGE, HATCH_CROSSED, {"c", "l"}, "\342\226\267"},
    [COOK_AT_CUSTOMER] =
        {{"still: customer", "still: client"}, HUE_SKY, HATCH_RISING, {"u", "k"}, "\342\226\241"},
    [COOK_AT_WORKTOP] =
        {{"still: worktop", "still: core"}, HUE_BLUE, HATCH_FALLING, {"t", "c"}, "\342\226\263"},
    [COOK_IDLE] = {{"free (idle)", "free (idle)"}, HUE_GREY, HATCH_EMPTY, {".", "."}, "\302\267"},
};

const uint32_t palette_depths[PALETTE_DEPTHS][2] = {
    {0xEAF3FA, 0x1B2A36}, {0xC6E0F1, 0x16394F}, {0x9FCCE7, 0x124A6B},
    {0x73B4DB, 0x0E5D89}, {0x4399CC, 0x1272A8}, {0x0F7DBB, 0x2C8BC4},
    {0x06639B, 0x56A8DB}, {0x054B76, 0x8BC7EC}, {0x043452, 0xC7E6FA},
};

/* How far two colours are apart, squared. */
static unsigned distance(uint32_t one, uint32_t other)
{
    unsigned sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        int apart = (int)(one >> shift & 0xFF) - (int)(other >> shift & 0xFF);
        sum += (unsigned)(apart * apart);
    }
    return sum;
}

/* Of xterm's table: a cube of 6 x 6 x 6 colours, then 24 greys. */
static uint32_t xterm_color(unsigned number)
{
    static const uint32_t levels[] = {0, 95, 135, 175, 215, 255};
    if (number >= 232)
        return (8 + 10 * (number - 232)) * 0x010101;
    unsigned place = number - 16;
    return levels[place / 36] << 16 | levels[place / 6 % 6] << 8 | levels[place % 6];
}

uint8_t palette_xterm(uint32_t color)
{
    unsigned nearest = 16;
    for (unsigned number = 17; number < 256; number++)
        if (distance(color, xterm_color(number)) < distance(color, xterm_color(nearest)))
            nearest = number;
    return (uint8_t)nearest;
}

/* Relative luminance, about (Rec. 709 weights, gamma 2). */
static double luminance(uint32_t color)
{
    double red = (color >> 16 & 0xFF) / 255.0, green = (color >> 8 & 0xFF) / 255.0,
           blue = (color & 0xFF) / 255.0;
    return 0.2126 * red * red + 0.7152 * green * green + 0.0722 * blue * blue;
}

uint32_t palette_ink_on(uint32_t color)
{
    return palette_inks[luminance(color) > 0.22 ? INK_TEXT : INK_GROUND][0];
}

uint32_t palette_thin(enum hue hue, bool light)
{
    uint32_t color = light ? palette_hues[hue].light : palette_hues[hue].dark;
    double ground = luminance(palette_inks[INK_GROUND][light ? 0 : 1]);
    while (light && (ground + 0.05) / (luminance(color) + 0.05) < 3.5) {
        uint32_t red = color >> 16 & 0xFF, green = color >> 8 & 0xFF, blue = color & 0xFF;
        color = red * 15 / 16 << 16 | green * 15 / 16 << 8 | blue * 15 / 16;
    }
    return color;
}
