/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of views. A view is one file and one row here: it draws what the app knows and turns
 * keys into commands of app.h.
 */
#ifndef TUI_VIEWS_H
#define TUI_VIEWS_H

#include "tui/app.h"
#include "tui/canvas.h"
#include "tui/press.h"

/* A key of a view: for the bar at the bottom and for help. */
struct key_help {
    uint32_t press;    /* what a click on it counts as */
    const char *key;   /* "up down" */
    const char *label; /* one word, for the bar; NULL: not in the bar */
    const char *about; /* for help */
};

struct view_kind {
    const char *name;  /* one word, for the bar */
    /* What it shows, in plain words, for help: paragraphs parted by "\n\n". NULL: the same words. */
    const char *about[THEMES];
    const struct key_help *keys; /* ends with a key of NULL; or NULL */

    size_t state_size; /* of the view's own state: zeroed at first; 0: none */

    /* Draws itself; the canvas is empty. */
    void (*draw)(const struct app *app, void *state, struct canvas canvas);

    /* A key while the view is shown; false: it is none of the view's. May be NULL. */
    bool (*key)(struct app *app, void *state, struct press press);

    /*
     * Called before every frame in which the loop is awake, shown or not; true: something is to be
     * drawn again. For work in the background. May be NULL.
     */
    bool (*tick)(struct app *app, void *state);

    /* Another scenario or other variants are shown: forget what was kept. May be NULL. */
    void (*reset)(struct app *app, void *state);

    /* The scenario is about to be closed: let go of it, and of work on it. May be NULL. */
    void (*leave)(void *state);

    /* Gives back what the state owns. May be NULL. */
    void (*close)(void *state);
};

/* By number: the first is shown at the key 1. */
extern const struct view_kind *const view_kinds[];
extern const size_t view_count;

/* One file each. */
extern const struct view_kind view_kitchens;
extern const struct view_kind view_timeline;
extern const struct view_kind view_charts;
extern const struct view_kind view_order;
extern const struct view_kind view_results;
extern const struct view_kind view_whatif;

/* Makes the views' states; false when out of memory. */
bool views_open(struct app *app);
void views_close(struct app *app);
void views_leave(struct app *app);
void views_reset(struct app *app);
bool views_tick(struct app *app);

#endif
