/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See narrate.h. */
#include "tui/narrate.h"

#include <stdio.h>

/* How many of a kitchen's cooks wait for something. */
static int64_t standing_still(const struct view *view)
{
    return view->cooks - view->cooks_in[COOK_WORKING] - view->cooks_in[COOK_SWITCHING] -
           view->cooks_in[COOK_IDLE];
}

void narrate(const struct app *app, char *text, size_t size)
{
    text[0] = '\0';
    for (size_t n = 0; n < app->side_count; n++) {
        const struct view *view = &app->sides[n].view;
        int64_t still = standing_still(view);
        if (view->cooks == 0 || still < view->cooks)
            continue;
        snprintf(text, size, "Every %s at %s is standing still, waiting for something.",
                 app_noun(app, THING_COOK, 1), app->sides[n].name);
        return;
    }
}
