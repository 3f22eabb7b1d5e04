/* SPDX-License-Identifier: GPL-3.0-or-later */
/* View 1: the kitchens as one sees them on entering. */
#include "tui/views.h"

static void draw(const struct app *app, void *state, struct canvas canvas)
{
    (void)state;
    for (size_t n = 0; n < app->side_count; n++) {
        const struct view *view = &app->sides[n].view;
        canvas_text(canvas, 1, (int)n * 3, STYLE_TITLE, app->sides[n].name);
        canvas_print(canvas, 1, (int)n * 3 + 1, STYLE_TEXT, "delivered %llu, lost %llu",
                     (unsigned long long)view->delivered, (unsigned long long)view->lost);
    }
}

const struct view_kind view_kitchens = {
    .name = "kitchens",
    .about = "Both kitchens, and where every order and every cook is now.",
    .draw = draw,
};
