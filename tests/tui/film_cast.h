/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A film of the dashboard as a recording that asciinema plays (asciicast, version 2): a line of
 * JSON for its size and title, then one for each picture, with what a terminal is to be sent. Knows
 * nothing of what the pictures show.
 */
#ifndef TESTS_TUI_FILM_CAST_H
#define TESTS_TUI_FILM_CAST_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "tui/canvas.h"

struct film_cast {
    FILE *to;
    struct cell *cells; /* as shown last */
    int width, height;
};

/* Begins a recording of pictures of one size; false when out of memory. */
bool film_cast_begin(struct film_cast *cast, FILE *to, int width, int height, const char *title);

/* Adds what has changed since the last picture, at so many ms of the film. */
void film_cast_add(struct film_cast *cast, const struct picture *picture, int64_t at_ms);

/* The cursor comes back at the end. */
void film_cast_end(struct film_cast *cast, int64_t at_ms);

#endif
