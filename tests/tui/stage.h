/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A dashboard on a stage: a clock that only the play moves, keys pressed at instants of it, and a
 * screen that is no terminal.
 */
#ifndef TESTS_TUI_STAGE_H
#define TESTS_TUI_STAGE_H

#include <stdint.h>

#include "tui/app.h"
#include "tui/loop.h"

struct cue {
    int64_t at_ms; /* of the play's time */
    uint32_t press;
    int x, y; /* of a click; PRESS_RESIZE: the new size */
};

struct stage {
    int width, height;
    const struct cue *cues;
    size_t cue_count, next;
    int64_t end_ms; /* the terminal goes away then */
    int64_t now;    /* ns */
    struct picture picture;
    unsigned frames, waits;
    void (*shown)(void *watcher, const struct stage *stage); /* after every picture; or NULL */
    void *watcher;
};

/* Opens a built-in scenario, or fails the test. */
void stage_open(struct app *app, const char *name);

/* Plays the cues to the end; the picture is the last one. Free it with picture_free. */
void stage_play(struct stage *stage, struct app *app);

/* The last picture as text, to be freed. */
char *stage_text(const struct stage *stage);

#endif
