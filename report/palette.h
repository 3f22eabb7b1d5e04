/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The colours of every picture, and the shapes that go with them, so that nothing is told by colour
 * alone. The hues are those of Okabe and Ito (Color Universal Design, 2008), which people with any
 * common colour vision can tell apart; each has a darker or lighter cousin where it would be too
 * faint on a light or dark ground. Knows nothing of what is drawn with them.
 */
#ifndef REPORT_PALETTE_H
#define REPORT_PALETTE_H

#include <stdbool.h>
#include <stdint.h>

#include "models/journal.h"
#include "models/theme.h"

enum hue {
    HUE_BLUE,
    HUE_VERMILLION,
    HUE_GREEN,
    HUE_PURPLE,
    HUE_ORANGE,
    HUE_SKY,
    HUE_YELLOW,
    HUE_GREY,
    HUES
};

/* Colours are 0xRRGGBB. */
struct hue_look {
    const char *name;     /* "vermillion" */
    uint32_t light, dark; /* on a light ground, on a dark one */
    uint8_t ansi;         /* of 16 */
};

extern const struct hue_look palette_hues[HUES];

/* What is not data: the ground, what is written on it, what stands back, lines of the grid. */
enum ink { INK_GROUND, INK_TEXT, INK_FAINT, INK_GRID, INKS };

extern const uint32_t palette_inks[INKS][2]; /* on light, on dark */

/* Marks of points. */
enum mark {
    MARK_DISC,
    MARK_SQUARE,
    MARK_TRIANGLE,
    MARK_DIAMOND,
    MARK_CROSS,
    MARK_RING,
    MARK_BOX,
    MARK_STAR
};

/* How an area is filled; what stands still is hatched. */
enum hatch { HATCH_SOLID, HATCH_EMPTY, HATCH_RISING, HATCH_FALLING, HATCH_CROSSED, HATCH_DOTS };

/* How a series is told from others, with colour and without. */
struct series_look {
    enum hue hue;
    enum mark mark;
    enum hatch hatch;
    const char *dash;              /* SVG's stroke-dasharray, "" for a whole line */
    const char *unicode, *ascii;   /* the mark, one column wide */
    const char *fill, *ascii_fill; /* a cell of a bar */
};

/* The look of the n-th series, from 0: of 64 successive ones no two look the same. */
struct series_look palette_series(size_t n);

/* What a cook does: the same colour and the same letter or shape everywhere. */
struct state_look {
    const char *label[THEMES]; /* "still: oven" */
    enum hue hue;
    enum hatch hatch;
    const char *ascii[THEMES]; /* a cell of a bar, one column wide */
    const char *unicode;       /* the same where there is Unicode */
};

extern const struct state_look palette_states[COOK_STATES];

/* Depths of one colour, from little to much, on light and on dark. */
#define PALETTE_DEPTHS 9

extern const uint32_t palette_depths[PALETTE_DEPTHS][2];

/*
 * A hue for text and thin marks: darker than for areas where the ground is light, so that it can be
 * read (a contrast of about 3.5 to 1, as WCAG 2.1 counts it).
 */
uint32_t palette_thin(enum hue hue, bool light);

/* The nearest of xterm's 256 colours, of those that no terminal lets people change: from 16 on. */
uint8_t palette_xterm(uint32_t color);

/* The ink, of the two of INK_TEXT and INK_GROUND on light, that is read better on that colour. */
uint32_t palette_ink_on(uint32_t color);

#endif
