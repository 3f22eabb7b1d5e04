/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Colours and shapes of the dashboard are those of all other pictures, can be read on their ground,
 * and what cooks do can be told apart by either alone.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "report/palette.h"
#include "tui/style.h"

static double part_of(unsigned value)
{
    double share = value / 255.0;
    return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

/* Of xterm's colour; from 16 on: a cube, then greys. */
static double luminance_of(int16_t number)
{
    static const unsigned levels[] = {0, 95, 135, 175, 215, 255};
    if (number >= 232)
        return part_of(8 + 10 * (unsigned)(number - 232));
    unsigned place = (unsigned)number - 16;
    return 0.2126 * part_of(levels[place / 36]) + 0.7152 * part_of(levels[place / 6 % 6]) +
           0.0722 * part_of(levels[place % 6]);
}

/* Everything that is text or a thin mark; places not in use and lines may stand back. */
static void test_can_be_read(void **state)
{
    (void)state;
    for (int n = 0; n < STYLES; n++) {
        const struct style_look look = style_look((enum meaning)n);
        if (look.dark256 < 0 || look.back256_dark >= 0 || n == STYLE_FREE || n == STYLE_FRAME)
            continue;
        double dark = (luminance_of(look.dark256) + 0.05) / (luminance_of(233) + 0.05);
        double light = 1.05 / (luminance_of(look.light256) + 0.05);
        if (dark < 3.5 || light < 3.5)
            fail_msg("style %d: contrast %.1f on dark, %.1f on light", n, dark, light);
    }
}

static void test_states_differ(void **state)
{
    (void)state;
    for (int n = 0; n < COOK_STATES; n++)
        for (int k = 0; k < n; k++) {
            const struct style_look one = style_look((enum meaning)(STYLE_WORKING + n));
            const struct style_look other = style_look((enum meaning)(STYLE_WORKING + k));
            assert_int_not_equal(one.dark256, other.dark256);
            assert_int_not_equal(one.light256, other.light256);
            assert_int_not_equal(one.dark16, other.dark16);
            enum glyph mine = glyph_of_cook((enum cook_state)n);
            enum glyph theirs = glyph_of_cook((enum cook_state)k);
            for (enum theme theme = 0; theme < THEMES; theme++)
                for (int unicode = 0; unicode < 2; unicode++)
                    assert_int_not_equal(glyph_character(mine, unicode, theme),
                                         glyph_character(theirs, unicode, theme));
        }
}

/* The letters and shapes of `run`'s bars, the colours of the charts. */
static void test_one_palette(void **state)
{
    (void)state;
    for (int n = 0; n < COOK_STATES; n++) {
        const struct state_look *look = &palette_states[n];
        const struct style_look style = style_look((enum meaning)(STYLE_WORKING + n));
        assert_int_equal(style.dark256, palette_xterm(palette_hues[look->hue].dark));
        for (enum theme theme = 0; theme < THEMES; theme++)
            assert_int_equal(glyph_character(glyph_of_cook((enum cook_state)n), false, theme),
                             look->ascii[theme][0]);
    }
    for (size_t side = 0; side < 2; side++) {
        struct series_look series = palette_series(side);
        const struct style_look style = style_look((enum meaning)(STYLE_FIRST + (int)side));
        assert_int_equal(style.dark256, palette_xterm(palette_hues[series.hue].dark));
        assert_int_equal(style_mark(side, false), series.ascii[0]);
    }
    assert_int_not_equal(style_mark(0, true), style_mark(1, true));
    assert_int_not_equal(style_mark(2, true), style_mark(1, true));
}

/* Known colours of xterm's table. */
static void test_nearest_of_256(void **state)
{
    (void)state;
    assert_int_equal(palette_xterm(0x000000), 16);
    assert_int_equal(palette_xterm(0xFFFFFF), 231);
    assert_int_equal(palette_xterm(0x808080), 244);
    assert_int_equal(palette_xterm(0xFF0000), 196);
    assert_int_equal(palette_xterm(0x5FAFD7), 74);
}

/* Eight colours and none: told apart by shape, and nothing is black on black. */
static void test_few_colours(void **state)
{
    (void)state;
    for (int n = 0; n < STYLES; n++) {
        const struct style_look look = style_look((enum meaning)n);
        assert_true(look.color8 != 0 && look.color8 < 8);
        assert_true(look.dark16 != 0 && look.dark16 < 16 && look.light16 < 16);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_can_be_read), cmocka_unit_test(test_states_differ),
        cmocka_unit_test(test_one_palette), cmocka_unit_test(test_nearest_of_256),
        cmocka_unit_test(test_few_colours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
