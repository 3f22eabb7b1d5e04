/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of views, and their states. */
#include "tui/views.h"

#include <stdlib.h>

const struct view_kind *const view_kinds[] = {
    &view_kitchens, &view_timeline, &view_charts, &view_order, &view_results, &view_whatif,
};

const size_t view_count = sizeof view_kinds / sizeof *view_kinds;

_Static_assert(sizeof view_kinds / sizeof *view_kinds <= VIEWS_MOST, "more views than states");

bool views_open(struct app *app)
{
    for (size_t n = 0; n < view_count; n++) {
        size_t size = view_kinds[n]->state_size;
        app->view_states[n] = calloc(1, size ? size : 1);
        if (!app->view_states[n])
            return false;
    }
    return true;
}

void views_close(struct app *app)
{
    for (size_t n = 0; n < view_count; n++) {
        if (view_kinds[n]->close && app->view_states[n])
            view_kinds[n]->close(app->view_states[n]);
        free(app->view_states[n]);
        app->view_states[n] = NULL;
    }
}

void views_reset(struct app *app)
{
    for (size_t n = 0; n < view_count; n++)
        if (view_kinds[n]->reset && app->view_states[n])
            view_kinds[n]->reset(app, app->view_states[n]);
}

void views_leave(struct app *app)
{
    for (size_t n = 0; n < view_count; n++)
        if (view_kinds[n]->leave && app->view_states[n])
            view_kinds[n]->leave(app->view_states[n]);
}

bool views_tick(struct app *app)
{
    bool changed = false;
    for (size_t n = 0; n < view_count; n++)
        if (view_kinds[n]->tick && app->view_states[n] &&
            view_kinds[n]->tick(app, app->view_states[n]))
            changed = true;
    return changed;
}
